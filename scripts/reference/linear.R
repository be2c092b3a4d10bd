# SPDX-License-Identifier: Apache-2.0
# Effects with clusters, repeated units, blocks, pairs, ratios, caps, and every method beside them; Petersen's panel.

source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))
suppressPackageStartupMessages({
  library(estimatr)
  library(sandwich)
  library(clubSandwich)
})

data_file <- function(name) file.path(root, "tests/reference/data", name)
save_data <- function(data, name) write.csv(data, data_file(name), row.names = FALSE, quote = FALSE, na = "")

# --- made-up files ---

set.seed(20260712)
stores <- data.frame(store = sprintf("s%02d", 1:26), arm = rep(c("old", "new"), 13), strata = rep(c("a", "a", "b", "b", "b", "b"), length.out = 26))
stores$pull <- rnorm(26, 0, 4)
stores$people <- c(sample(3:18, 25, TRUE), 60)
people <- stores[rep(1:26, stores$people), ]
people$x <- round(rnorm(nrow(people), 20 + people$pull / 2, 5), 2)
people$kind <- sample(c("p", "q", "r"), nrow(people), TRUE)
people$visits <- rpois(nrow(people), 3 + (people$arm == "new")) + 1
people$spend <- round(pmax(0, 5 + people$pull + 0.6 * people$x + 2 * (people$arm == "new") + rexp(nrow(people), 0.1)) * people$visits / 3, 2)
people$x[sample(nrow(people), 9)] <- NA
people <- people[sample(nrow(people)), c("store", "arm", "strata", "spend", "visits", "x", "kind")]
save_data(people, "made_up_stores.csv")

users <- data.frame(user = 1:150, arm = sample(c("off", "on"), 150, TRUE), taste = rexp(150, 0.2))
days <- users[rep(1:150, sample(1:6, 150, TRUE)), ]
days$views <- rpois(nrow(days), 4) + 1
days$clicks <- rpois(nrow(days), days$views * 0.1 * days$taste^0.5 * (1 + 0.2 * (days$arm == "on")))
days$before <- round(days$taste + rnorm(nrow(days)), 2)
days <- days[sample(nrow(days)), c("user", "arm", "clicks", "views", "before")]
save_data(days, "made_up_days.csv")

blocks <- do.call(rbind, lapply(1:7, function(b) {
  n <- c(8, 12, 10, 20, 16, 9, 14)[b]
  treated <- c(4, 3, 5, 12, 8, 2, 7)[b]
  x <- round(rnorm(n, b, 2), 2)
  z <- sample(rep(1:0, c(treated, n - treated)))
  data.frame(block = paste0("b", b), arm = z, x, y = round(10 + 3 * b + x + 1.5 * z * (1 + b / 5) + rnorm(n, 0, 2), 3))
}))
mixed <- do.call(rbind, c(list(blocks[blocks$block %in% c("b1", "b2", "b4"), ]), lapply(8:13, function(b) {
  n <- c(2, 3, 3, 4, 2, 3)[b - 7]
  data.frame(block = paste0("b", b), arm = c(1, rep(0, n - 1)), x = round(rnorm(n, b, 2), 2), y = round(30 + rnorm(n, 0, 3), 3))
}), list(data.frame(block = "b14", arm = c(1, 1), x = c(2, 3), y = c(40, 41)))))
save_data(blocks, "made_up_blocks.csv")
save_data(mixed, "made_up_mixed_blocks.csv")

pairs <- do.call(rbind, lapply(1:40, function(p) {
  x <- round(rnorm(2, p / 8, 1), 2)
  z <- sample(0:1)
  data.frame(pair = p, arm = z, x, w = round(runif(2), 3), y = round(p / 5 + 1.3 * x + 0.8 * z + rnorm(2), 3))
}))
save_data(pairs, "made_up_pairs.csv")

store_pairs <- do.call(rbind, lapply(1:9, function(p) do.call(rbind, lapply(0:1, function(z) {
  n <- sample(3:12, 1)
  data.frame(pair = paste0("p", p), store = paste0("p", p, "s", z), arm = z, y = round(p + z + rnorm(1, 0, 1) + rnorm(n, 0, 3), 3))
}))))
save_data(store_pairs, "made_up_store_pairs.csv")

# --- the outcome each method sees ---

read_file <- function(file) read.csv(file.path(root, file), na.strings = "", check.names = FALSE, stringsAsFactors = FALSE)

covariate_columns <- function(data, covariates) {
  columns <- list()
  for (name in covariates) {
    x <- data[[name]]
    if (is.character(x)) {
      for (level in sort(unique(x), method = "radix")[-1]) columns[[paste0(name, level)]] <- as.numeric(x == level)
    } else if (anyNA(x)) {
      columns[[paste0(name, "missing")]] <- as.numeric(is.na(x))
      columns[[name]] <- ifelse(is.na(x), mean(x, na.rm = TRUE), x)
    } else columns[[name]] <- x
  }
  columns
}

linear_ratio <- function(y, d, z) {
  out <- y
  for (a in 0:1) {
    r <- sum(y[z == a]) / sum(d[z == a])
    out[z == a] <- r + (y[z == a] - r * d[z == a]) / mean(d[z == a])
  }
  out
}

found <- function(estimate, se, df) {
  t <- if (is.infinite(df)) qnorm(0.975) else qt(0.975, df)
  list(estimate = estimate, se = se, df = if (is.infinite(df)) NULL else df,
       p_value = if (is.infinite(df)) 2 * pnorm(-abs(estimate / se)) else 2 * pt(-abs(estimate / se), df),
       ci_low = estimate - t * se, ci_high = estimate + t * se)
}
of_fit <- function(fit, term = "z") found(unname(coef(fit)[term]), unname(fit$std.error[term]), unname(fit$df[term]))

welch <- function(y, z) {
  t <- t.test(y[z == 1], y[z == 0])
  found(unname(t$estimate[1] - t$estimate[2]), t$stderr, unname(t$parameter))
}

# CR2 of estimatr and clubSandwich must agree.
clustered <- function(formula, data, cluster, type) {
  fit <- lm_robust(formula, data, clusters = cluster, se_type = type)
  if (type == "CR2") {
    plain <- lm(formula, data)
    second <- coef_test(plain, vcovCR(plain, cluster = data$cluster, type = "CR2"), test = "Satterthwaite")["z", ]
    agree(c(fit$std.error["z"], fit$df["z"]), c(second$SE, second$df), 1e-8, "CR2 of estimatr and clubSandwich")
  }
  of_fit(fit)
}

# Blocks: stratified where each arm has two, Pashley and Miratrix (2021) between the others.
by_block <- function(y, z, b, cluster = seq_along(y)) {
  parts <- do.call(rbind, lapply(split(seq_along(y), b), function(i) {
    arm <- function(a) {
      j <- i[z[i] == a]
      total <- tapply(y[j] - mean(y[j]), cluster[j], sum)
      size <- tapply(y[j], cluster[j], length)
      list(mean = mean(y[j]), g = length(total), v = if (length(total) > 1) sum(total^2 / (1 - size / length(j))) / length(j)^2 else NA)
    }
    c0 <- arm(0)
    t1 <- arm(1)
    data.frame(n = length(i), tau = t1$mean - c0$mean, v = c0$v + t1$v, g = c0$g + t1$g, small = min(c0$g, t1$g) < 2)
  }))
  n <- sum(parts$n)
  s <- parts[parts$small, ]
  l <- parts[!parts$small, ]
  ns <- sum(s$n)
  vs <- if (nrow(s) > 0) sum(s$n^2 / ((ns - 2 * s$n) * (ns + sum(s$n^2 / (ns - 2 * s$n)))) * (s$tau - sum(s$n * s$tau) / ns)^2) * (ns / n)^2 else 0
  vl <- sum((l$n / n)^2 * l$v)
  df <- if (nrow(s) == 0) sum(l$g) - 2 * nrow(l) else if (nrow(l) == 0) nrow(s) - 1 else
    (vs + vl)^2 / (vs^2 / (nrow(s) - 1) + vl^2 / (sum(l$g) - 2 * nrow(l)))
  found(sum(parts$n * parts$tau) / n, sqrt(vs + vl), df)
}

analyse <- function(file, arm, control, treatment, outcome, denominator = "", unit = "", unit_rows = "separate", cluster = "", block = "",
                    block_design = "randomised", covariates = character(), cap = NA) {
  data <- read_file(file)
  data <- data[data[[arm]] %in% c(control, treatment), ]
  if (unit_rows != "separate") {
    how <- list(sum = sum, mean = mean, largest = max)[[unit_rows]]
    first <- data[!duplicated(data[[unit]]), ]
    for (name in c(outcome, denominator[denominator != ""])) first[[name]] <- as.vector(tapply(data[[name]], data[[unit]], how)[as.character(first[[unit]])])
    for (name in covariates) first[[name]] <- as.vector(tapply(data[[name]], data[[unit]], mean)[as.character(first[[unit]])])
    data <- first
  }
  if (block != "") {
    both <- tapply(data[[arm]], data[[block]], function(a) length(unique(a)) == 2)
    data <- data[both[as.character(data[[block]])], ]
  }
  z <- as.numeric(data[[arm]] == treatment)
  raw <- data[[outcome]]
  at <- function(limit) {
    y <- pmin(raw, limit)
    if (denominator != "") linear_ratio(y, data[[denominator]], z) else y
  }
  y <- at(if (is.na(cap)) Inf else quantile(raw, cap, names = FALSE))
  x <- covariate_columns(data, covariates)
  values <- names(x) %in% covariates  # columns of numbers, not marks or levels
  names(x) <- paste0("x", seq_along(x), recycle0 = TRUE)
  frame <- if (length(x) > 0) data.frame(y, z, x) else data.frame(y, z)
  g <- if (cluster != "") data[[cluster]] else if (unit != "" && unit_rows == "separate") data[[unit]] else NULL
  b <- if (block != "") data[[block]] else NULL
  frame$cluster <- g
  frame$b <- b
  methods <- list()
  add <- function(name, value) methods[[name]] <<- value
  by_design <- function(y) {
    frame$y <- y
    if (!is.null(b) && block_design == "randomised") by_block(y, z, b, if (is.null(g)) seq_along(y) else g)
    else if (!is.null(g)) of_fit(lm_robust(y ~ z, frame, clusters = cluster, se_type = "CR2"))
    else welch(y, z)
  }

  delta <- denominator != ""
  add(if (delta) "delta" else "welch", welch(y, z))
  pooled <- t.test(y[z == 1], y[z == 0], var.equal = TRUE)
  add("pooled_t", found(mean(y[z == 1]) - mean(y[z == 0]), pooled$stderr, unname(pooled$parameter)))
  add("z", found(mean(y[z == 1]) - mean(y[z == 0]), welch(y, z)$se, Inf))
  if (length(x) > 0) {
    terms <- paste(names(x), collapse = "+")
    for (type in c("HC0", "HC1", "HC2", "HC3"))
      add(paste0("lin_", tolower(type)), of_fit(lm_lin(y ~ z, covariates = as.formula(paste("~", terms)), data = frame, se_type = type)))
    plain <- lm(as.formula(paste("y ~ z +", terms)), frame)
    add("ancova_hc2", found(unname(coef(plain)["z"]), sqrt(vcovHC(plain, type = "HC2")["z", "z"]), plain$df.residual))
    add("ancova_classical", found(unname(coef(plain)["z"]), sqrt(vcov(plain)["z", "z"]), plain$df.residual))
    all <- lm(as.formula(paste("y ~", terms)), frame)
    add("cuped_all", welch(y - fitted(all), z))
    single <- names(x)[values]
    best <- single[which.max(sapply(single, function(n) abs(cor(frame[[n]], y))))]
    if (length(best) == 1) add("cuped_single", welch(y - fitted(lm(y ~ frame[[best]])), z))
    if (!is.null(g)) {
      if (is.null(b)) {
        fit <- lm_lin(y ~ z, covariates = as.formula(paste("~", terms)), data = frame, clusters = cluster, se_type = "CR2")
        add("lin_cr2", of_fit(fit))
      }
    }
    if (!is.null(b) && min(table(b, z)) > 1 && length(unique(b)) <= 50) {
      formula <- as.formula(paste("~", terms, "+ factor(b)"))
      if (is.null(g)) add("lin_blocked", of_fit(lm_lin(y ~ z, covariates = formula, data = frame, se_type = "HC2")))
      else add("lin_blocked_cr2", of_fit(lm_lin(y ~ z, covariates = formula, data = frame, clusters = cluster, se_type = "CR2")))
    }
    if (!is.null(b) && is.null(g) && all(table(b, z) == 1)) {
      o <- order(b)
      d <- function(v) v[o][z[o] == 1] - v[o][z[o] == 0]
      between <- data.frame(d = d(y), lapply(frame[names(x)], d))
      fit <- lm_robust(as.formula(paste("d ~", terms)), between, se_type = "HC2")
      add("paired_regression", of_fit(fit, "(Intercept)"))
    }
  }
  if (!is.null(g)) {
    if (is.null(b)) {
      add("cr0", clustered(y ~ z, frame, cluster, "CR0"))
      add("cr1", clustered(y ~ z, frame, cluster, "stata"))
      add("cr2", clustered(y ~ z, frame, cluster, "CR2"))
    }
    if (max(tapply(z, g, sd), 0, na.rm = TRUE) == 0) {
      means <- tapply(y, g, mean)
      arm_of <- tapply(z, g, mean)
      size <- as.vector(table(g))
      add("cluster_means", welch(means, arm_of))
      weighted <- lm(means ~ arm_of, weights = size)
      add("cluster_means_weighted", found(unname(coef(weighted)[2]), sqrt(vcov(weighted)[2, 2]), weighted$df.residual))
    }
  }
  if (!is.null(b)) {
    name <- if (block_design == "afterwards") "post_stratified" else paste0(if (all(tapply(seq_along(z), list(b, z), function(i) length(unique(if (is.null(g)) i else g[i]))) == 1)) "paired" else "blocked", if (is.null(g)) "" else "_clusters")
    add(name, by_block(y, z, b, if (is.null(g)) seq_along(y) else g))
    if (is.null(g) && min(table(b, z)) > 1) {
      second <- difference_in_means(y ~ z, blocks = b, data = frame)
      agree(c(methods[[name]]$estimate, methods[[name]]$se, methods[[name]]$df), c(coef(second), second$std.error, second$df), 1e-9, "blocked means of estimatr")
    }
    if (is.null(g) && all(table(b, z) == 1)) {
      second <- t.test(y[order(b)][z[order(b)] == 1], y[order(b)][z[order(b)] == 0], paired = TRUE)
      agree(c(methods[[name]]$estimate, methods[[name]]$se, methods[[name]]$df), c(second$estimate, second$stderr, second$parameter), 1e-9, "paired t test")
    }
  }
  if (is.na(cap)) {
    add("capped_99", by_design(at(quantile(raw, 0.99, names = FALSE))))
    add("capped_999", by_design(at(quantile(raw, 0.999, names = FALSE))))
    if (!delta && min(raw) >= 0) add("log1p", by_design(log1p(raw)))
  }
  do.call(rbind, lapply(names(methods), function(m) {
    v <- methods[[m]][!sapply(methods[[m]], is.null)]
    data.frame(file, arm, control = as.character(control), treatment = as.character(treatment), outcome, denominator, unit, unit_rows, cluster, block,
               block_design, covariates = paste(covariates, collapse = "|"), cap_quantile = if (is.na(cap)) "" else as.character(cap),
               method = m, quantity = names(v), value = unlist(v, use.names = FALSE))
  }))
}

d <- "tests/reference/data/"
stores <- function(...) analyse(paste0(d, "made_up_stores.csv"), "arm", "old", "new", "spend", ...)
users <- function(outcome = "clicks", ...) analyse(paste0(d, "made_up_days.csv"), "arm", "off", "on", outcome, ...)
blocked <- function(...) analyse(paste0(d, "made_up_blocks.csv"), "arm", 0, 1, "y", block = "block", ...)
paired <- function(...) analyse(paste0(d, "made_up_pairs.csv"), "arm", 0, 1, "y", block = "pair", ...)
nsw <- function(...) analyse(paste0(d, "nsw_dw.csv"), "treat", 0, 1, "re78", ...)
star <- function(...) analyse(paste0(d, "alo_star_men.csv"), "sfsp", 0, 1, "GPA_year1", ...)

table <- rbind(
  stores(cluster = "store"), stores(cluster = "store", covariates = "x"), stores(cluster = "store", covariates = c("x", "kind")),
  stores(cluster = "store", denominator = "visits"), stores(cluster = "store", block = "strata"),
  stores(cluster = "store", block = "strata", covariates = "x"), stores(cluster = "store", cap = 0.9),
  stores(denominator = "visits", covariates = "x"),
  users(unit = "user"), users(unit = "user", covariates = "before"), users(unit = "user", unit_rows = "sum"),
  users(unit = "user", unit_rows = "sum", denominator = "views", covariates = "before"), users(unit = "user", denominator = "views"),
  users(unit = "user", unit_rows = "mean", covariates = "before"), users(unit = "user", unit_rows = "largest"),
  users(unit = "user", unit_rows = "sum", cap = 0.95, covariates = "before"),
  blocked(), blocked(covariates = "x"), blocked(block_design = "afterwards"), blocked(block_design = "afterwards", covariates = "x"),
  analyse(paste0(d, "made_up_mixed_blocks.csv"), "arm", 0, 1, "y", block = "block"),
  paired(), paired(covariates = "x"), paired(covariates = c("x", "w")),
  analyse(paste0(d, "made_up_store_pairs.csv"), "arm", 0, 1, "y", block = "pair", cluster = "store"),
  nsw(), nsw(covariates = c("re74", "re75")), nsw(block = "black", block_design = "afterwards"), nsw(cap = 0.99),
  star(covariates = "gpa0"))

value_of <- function(f, method, quantity, covariates, outcome) table$value[grepl(f, table$file) & table$method == method & table$quantity == quantity & table$covariates == covariates & table$outcome == outcome][1]
# Lin (2013), Table 2.
stopifnot(round(value_of("alo", "ancova_hc2", "estimate", "gpa0", "GPA_year1"), 3) == -0.083,
          round(value_of("alo", "lin_hc0", "estimate", "gpa0", "GPA_year1"), 3) == -0.081,
          round(value_of("alo", "lin_hc0", "se", "gpa0", "GPA_year1"), 3) == 0.146)
write_table(table, "linear.csv", c(
  sprintf("%s; estimatr %s lm_lin, lm_robust, difference_in_means; sandwich %s vcovHC; clubSandwich %s vcovCR and coef_test, agreeing with estimatr (scripts/reference/linear.R)",
          software, packageVersion("estimatr"), packageVersion("sandwich"), packageVersion("clubSandwich")),
  "a ratio is made linear, R + (y - R d) / mean d by arm; blocks with a single unit or cluster in an arm: Pashley and Miratrix (2021), equation 7",
  "cuped: y less the fit of one regression on the covariate(s) over both arms, then Welch; capped and log1p: by the design's estimator without covariates"))

# --- Petersen's panel, two decimals: published .0286 (classical), .0284 (White), .0506 (by firm) on all digits ---

data("PetersenCL", package = "sandwich")
full <- lm(y ~ x, PetersenCL)
stopifnot(round(sqrt(vcov(full)["x", "x"]), 4) == 0.0286, round(sqrt(vcovHC(full, "HC1")["x", "x"]), 4) == 0.0284,
          round(sqrt(vcovCL(full, ~firm, type = "HC1")["x", "x"]), 4) == 0.0506)
panel <- PetersenCL[order(PetersenCL$firm, PetersenCL$year), ]
stopifnot(panel$firm == rep(1:500, each = 10))
panel <- data.frame(x = round(panel$x, 2), y = round(panel$y, 2), firm = panel$firm)
save_data(panel[c("x", "y")], "petersen.csv")
fit <- lm(y ~ x, panel)
cr2 <- coef_test(fit, vcovCR(fit, cluster = panel$firm, type = "CR2"), test = "Satterthwaite")["x", ]
second <- lm_robust(y ~ x, panel, clusters = firm, se_type = "CR2")
agree(c(second$std.error["x"], second$df["x"]), c(cr2$SE, cr2$df), 1e-8, "CR2 of Petersen's panel")
se <- function(v) sqrt(v["x", "x"])
numbers <- c(estimate = unname(coef(fit)["x"]), classical = se(vcov(fit)), hc0 = se(vcovHC(fit, "HC0")), hc1 = se(vcovHC(fit, "HC1")),
             hc2 = se(vcovHC(fit, "HC2")), hc3 = se(vcovHC(fit, "HC3")), cr0 = se(vcovCR(fit, cluster = panel$firm, type = "CR0")),
             cr1 = se(vcovCR(fit, cluster = panel$firm, type = "CR1S")), cr2 = unname(second$std.error["x"]), cr2_df = unname(second$df["x"]))
write_table(data.frame(quantity = names(numbers), value = numbers), "petersen.csv", c(
  sprintf("%s, sandwich %s PetersenCL to two decimals, 500 firms of 10 years each in order; vcovHC, clubSandwich %s vcovCR, estimatr (scripts/reference/linear.R)",
          software, packageVersion("sandwich"), packageVersion("clubSandwich")),
  "published on all digits (Petersen 2009): .0286 classical, .0284 White, .0506 by firm"))
