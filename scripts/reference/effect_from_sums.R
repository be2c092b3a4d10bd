# SPDX-License-Identifier: Apache-2.0
# Effects from sums: files of sums as a warehouse's query gives them, and what R gets from the rows behind them.

source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))
suppressMessages(library(estimatr))

data_of <- function(name) file.path(root, "tests/reference/data", name)
same <- function(a, b) stopifnot(abs(a - b) <= 1e-8 * max(abs(b), 1e-12))

# d: columns arm, y, perhaps d, x1 ..., cluster, segment. One line for each group, numbers less their overall average.
sums_of <- function(d) {
  names <- c(sort(grep("^x", names(d), value = TRUE)), "y", intersect("d", names(d)))
  centre <- colMeans(d[names])
  u <- sweep(d[names], 2, centre)
  groups <- d[intersect(c("arm", "cluster", "segment"), names(d))]
  all <- lapply(split(seq_len(nrow(d)), groups, drop = TRUE), function(i) {
    row <- c(lapply(groups[i[1], , drop = FALSE], as.character), list(assigned = length(i), n = length(i)))
    for (j in names) row[[paste0("centre_", j)]] <- centre[[j]]
    for (j in names) row[[paste0("sum_", j)]] <- sum(u[i, j])
    for (a in seq_along(names)) for (b in a:length(names)) row[[paste0("sum_", names[a], names[b])]] <- sum(u[i, names[a]] * u[i, names[b]])
    row
  })
  keys <- names(groups)
  text <- vapply(all, function(row) paste(vapply(names(row), function(k) if (k %in% keys) row[[k]] else sprintf("%.17g", row[[k]]), ""), collapse = ","), "")
  c(paste(names(all[[1]]), collapse = ","), text)
}

rows <- list()
note <- function(file, treatment, quantity, value) {
  rows[[length(rows) + 1]] <<- data.frame(file = file, treatment = treatment, quantity = quantity, value = cells(value))
}
note_all <- function(file, treatment, method, estimate, se, df, segment = "") {
  half <- qt(0.025, df, lower.tail = FALSE) * se
  values <- c(estimate = estimate[[1]], se = se[[1]], df = df[[1]], p_value = (2 * pt(-abs(estimate / se), df))[[1]],
    ci_low = (estimate - half)[[1]], ci_high = (estimate + half)[[1]])
  for (q in names(values)) note(file, treatment, paste0(segment, method, ".", q), values[[q]])
}

# A ratio's numerator and denominator as one outcome, in each arm.
linearised <- function(d) {
  if (is.null(d$d)) return(d$y - mean(d$y))
  out <- d$y
  for (z in unique(d$z)) {
    i <- d$z == z
    r <- sum(d$y[i]) / sum(d$d[i])
    out[i] <- r + (d$y[i] - r * d$d[i]) / mean(d$d[i])
  }
  out
}

# Two arms: z is 0 or 1.
answer <- function(file, treatment, d, segment = "") {
  d$l <- linearised(d)
  xs <- sort(grep("^x", names(d), value = TRUE))
  # Twice: the average of numbers near a billion is itself rounded.
  d[xs] <- sweep(d[xs], 2, colMeans(d[xs]))
  x <- if (length(xs) > 0) sweep(as.matrix(d[xs]), 2, colMeans(d[xs]))
  if (is.null(d$cluster)) {
    w <- t.test(d$l[d$z == 1], d$l[d$z == 0])
    note_all(file, treatment, if (is.null(d$d)) "welch" else "delta", -diff(w$estimate)[[1]], w$stderr, w$parameter[[1]], segment)
    if (!is.null(x)) {
      fit <- summary(lm(l ~ z + x, d))
      note_all(file, treatment, "ancova", fit$coefficients["z", 1], fit$coefficients["z", 2], fit$df[2], segment)
      arms <- lapply(0:1, function(a) {
        k <- d$z == a
        fit <- summary(lm(d$l[k] ~ x[k, ]))
        c(fit$coefficients[1, 1:2], fit$df[2])
      })
      estimate <- arms[[2]][1] - arms[[1]][1]
      same(estimate, coef(lm_lin(l ~ z, reformulate(xs), d))[["z"]])
      v <- c(arms[[1]][2]^2, arms[[2]][2]^2)
      note_all(file, treatment, "lin_classical", estimate, sqrt(sum(v)), sum(v)^2 / sum(v^2 / c(arms[[1]][3], arms[[2]][3])), segment)
    }
  } else {
    cr2 <- lm_robust(l ~ z, d, clusters = cluster, se_type = "CR2")
    note_all(file, treatment, "cr2", cr2$coefficients[["z"]], cr2$std.error[["z"]], cr2$df[["z"]], segment)
    if (is.null(d$d)) {
      m <- aggregate(l ~ cluster + z, d, mean)
      w <- t.test(m$l[m$z == 1], m$l[m$z == 0])
      note_all(file, treatment, "cluster_means", -diff(w$estimate)[[1]], w$stderr, w$parameter[[1]], segment)
    }
    if (!is.null(x)) {
      for (method in c("ancova_cr1", "lin_cr1")) {
        u <- data.frame(l = d$l, z = d$z, cluster = d$cluster)
        u$x <- x
        fit <- lm_robust(if (method == "lin_cr1") l ~ z * x else l ~ z + x, u, clusters = cluster, se_type = "stata")
        note_all(file, treatment, method, fit$coefficients[["z"]], fit$std.error[["z"]], fit$df[["z"]], segment)
      }
    }
  }
}

write_sums <- function(name, d) writeLines(sums_of(d), data_of(name))
pair <- function(d, control, treatment) {
  d <- d[d$arm %in% c(control, treatment), ]
  d$z <- as.numeric(d$arm == treatment)
  d
}

nsw <- read.csv(data_of("nsw_dw.csv"))
nsw <- data.frame(arm = nsw$treat, y = nsw$re78, x1 = nsw$age, x2 = nsw$educ, x3 = nsw$re75, segment = ifelse(nsw$nodegree == 1, "no degree", "degree"))
write_sums("sums_nsw.csv", nsw[names(nsw) != "segment"])
answer("sums_nsw.csv", "", pair(nsw[names(nsw) != "segment"], 0, 1))
write_sums("sums_nsw_segments.csv", nsw)
answer("sums_nsw_segments.csv", "", pair(nsw, 0, 1))
for (s in unique(nsw$segment)) answer("sums_nsw_segments.csv", "", pair(nsw[nsw$segment == s, ], 0, 1), paste0(s, "."))

# A large mean and a small spread, and a ratio of correlated numbers.
set.seed(11)
n <- 600
large <- data.frame(arm = ifelse(runif(n) < 0.4, "new", "old"), x1 = 5e8 + rnorm(n))
large$y <- 1e9 + 0.8 * (large$x1 - 5e8) + (large$arm == "new") * 0.2 + rnorm(n)
write_sums("sums_large_mean.csv", large)
answer("sums_large_mean.csv", "", pair(large, "old", "new"))

views <- 1 + rpois(n, exp(1 + 0.7 * rnorm(n)))
ratio <- data.frame(arm = ifelse(runif(n) < 0.5, "treatment", "control"), d = views, x1 = views + rpois(n, 2))
ratio$y <- rbinom(n, views, plogis(-1 + 0.3 * rnorm(n) + 0.1 * (ratio$arm == "treatment")))
write_sums("sums_ratio.csv", ratio)
answer("sums_ratio.csv", "", pair(ratio, "control", "treatment"))

cluster <- data.frame(cluster = rep(sprintf("c%02d", 1:44), times = 5 + rpois(44, 20)))
city <- as.integer(factor(cluster$cluster))
cluster$arm <- ifelse(city %% 2 == 0, "b", "a")
cluster$segment <- sample(c("phone", "desktop"), nrow(cluster), TRUE)
cluster$x1 <- rnorm(44)[city] + rnorm(nrow(cluster))
cluster$x2 <- rexp(nrow(cluster))
cluster$y <- 10 + 0.5 * cluster$x1 + 0.6 * rnorm(44)[city] + 0.4 * (cluster$arm == "b") + rnorm(nrow(cluster))
write_sums("sums_clusters.csv", cluster)
answer("sums_clusters.csv", "", pair(cluster, "a", "b"))
for (s in c("phone", "desktop")) answer("sums_clusters.csv", "", pair(cluster[cluster$segment == s, ], "a", "b"), paste0(s, "."))

cluster$d <- 1 + rpois(nrow(cluster), 3)
cluster$y <- rbinom(nrow(cluster), cluster$d, 0.3)
write_sums("sums_cluster_ratio.csv", cluster[c("arm", "cluster", "y", "d")])
answer("sums_cluster_ratio.csv", "", pair(cluster[c("arm", "cluster", "y", "d")], "a", "b"))

arms <- data.frame(arm = sample(c("control", "short", "video"), 900, TRUE), x1 = rnorm(900))
arms$y <- arms$x1 + rnorm(900) + 0.2 * (arms$arm == "short")
write_sums("sums_three_arms.csv", arms)
for (t in c("short", "video")) answer("sums_three_arms.csv", t, pair(arms, "control", t))
note("sums_three_arms.csv", "", "sample_ratio.p_value", chisq.test(table(arms$arm))$p.value)
note("sums_nsw.csv", "", "sample_ratio.p_value", chisq.test(table(nsw$arm))$p.value)

write_table(do.call(rbind, rows), "effect_from_sums.csv", c(
  paste0(software, "; t.test, lm, chisq.test; estimatr ", packageVersion("estimatr"), " lm_robust (CR2, stata) on the rows behind the sums (scripts/reference/effect_from_sums.R)"),
  "lin_classical: one regression in each arm, covariates centred on both arms' mean, compared at 0 with each arm's residual variance and Satterthwaite's degrees of freedom; its estimate is lm_lin's",
  "delta: a ratio linearised in each arm, then Welch; cluster_means: t.test of the clusters' means"))
