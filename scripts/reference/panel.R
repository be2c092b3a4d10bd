# SPDX-License-Identifier: Apache-2.0
# Panels: ATT(g, t) and its averages (Callaway and Sant'Anna 2021), two-way fixed effects with Goodman-Bacon's and
# de Chaisemartin and D'Haultfoeuille's weights, two by two, and synthetic control. R's package did is not in Debian.
#
# Every estimate is written as a function of one weight per unit; the influence of a unit is its derivative by that
# unit's weight at 1, taken by the complex step (Squire and Trapp 1998), exact to rounding. Nothing of the formulas for
# influence functions that Sutva uses stands here. Each ATT(g, t) is also a regression of its own, with sandwich's
# clustered standard error.

source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))
suppressPackageStartupMessages({
  library(sandwich)
  library(mvtnorm)
  library(quadprog)
})

# ---- data ----
data_path <- function(name) file.path(root, "tests/reference/data", name)
save_data <- function(data, name) write.csv(data, data_path(name), row.names = FALSE, quote = FALSE, na = "")

set.seed(20211)
staggered <- local({
  n <- 66
  first <- rep(c(0, 4, 5, 7), c(21, 18, 15, 12))[sample(n)]
  size <- round(rnorm(n, 10, 3), 2)
  online <- rbinom(n, 1, 0.4)
  region <- paste0("r", rep(1:22, each = 3))
  level <- rnorm(n, 200, 25)
  rows <- expand.grid(week = 1:8, store = 1:n)
  i <- rows$store
  after <- pmax(0, rows$week - first[i] + 1) * (first[i] > 0)
  y <- level[i] + 2 * rows$week + 0.3 * size[i] * rows$week + 3 * after * (1 + (first[i] == 4)) + rnorm(nrow(rows), 0, 6)
  data.frame(store = sprintf("s%02d", i), week = rows$week, sales = round(y, 2),
             first_week = ifelse(first[i] == 0, "", first[i]), treated = as.integer(after > 0), region = region[i],
             size = size[i], online = ifelse(online[i] == 1, "yes", "no"))
})
save_data(staggered[sample(nrow(staggered)), ], "panel_staggered.csv")

dates <- local({
  n <- 40
  months <- sprintf("2024-%02d", 1:7)
  first <- rep(c(3, 4, 6), c(14, 13, 13))[sample(n)]
  rows <- expand.grid(month = 1:7, city = 1:n)
  i <- rows$city
  on <- as.integer(rows$month >= first[i])
  y <- 1e6 + 50 * i + 10 * rows$month + 20 * on + rt(nrow(rows), 4) * 15
  data.frame(city = 1000 + i, month = months[rows$month], orders = round(y, 1), on = on)
})
save_data(dates, "panel_dates.csv")

two <- local({
  n <- 45
  treated <- rbinom(n, 1, 0.35)
  level <- rgamma(n, 4) * 5
  before <- round(level + rnorm(n), 3)
  after <- round(level + 1 + treated * (2 + rnorm(n, 0, 3)) + rnorm(n), 3)
  data.frame(shop = rep(1:n, 2), year = rep(c(2019, 2020), each = n), jobs = c(before, after),
             first = rep(ifelse(treated == 1, 2020, 0), 2), chain = rep(paste0("c", (1:n) %% 11), 2))
})
save_data(two, "panel_two.csv")

synthetic <- local({
  n <- 16
  periods <- 32
  factors <- cbind(cumsum(rnorm(periods)), sin(1:periods / 4), 1:periods / 10)
  loadings <- matrix(runif(3 * n), n)
  loadings[1, ] <- colMeans(loadings[c(3, 7, 9), ])
  y <- 50 + factors %*% t(loadings) * 4 + matrix(rnorm(n * periods, 0, 0.6), periods)
  y[25:periods, 1] <- y[25:periods, 1] + seq(1, 4, length.out = periods - 24)
  data.frame(state = rep(paste0("state", 1:n), each = periods), quarter = rep(1:periods, n), index = round(c(y), 3),
             treated = as.integer(rep(1:n, each = periods) == 1 & rep(1:periods, n) >= 25))
})
save_data(synthetic, "panel_synthetic.csv")

# ---- the estimators, by unit weights ----
wide <- function(data, unit, time, outcome, first) {
  times <- sort(unique(data[[time]]))
  units <- unique(data[[unit]])
  y <- matrix(NA_real_, length(units), length(times))
  y[cbind(match(data[[unit]], units), match(data[[time]], times))] <- data[[outcome]]
  one <- match(units, data[[unit]])
  list(y = y, first = first[one], one = one, times = times, units = units)
}

# All quantities of interest, named, for weights w (complex ones too). first: period number, Inf for never.
quantities <- function(p, w, control, base_period, balance = NULL, x = NULL, robust = FALSE) {
  periods <- ncol(p$y)
  groups <- sort(unique(p$first[is.finite(p$first)]))
  out <- c()
  cells <- list()
  for (g in groups) for (t in seq_len(periods)) {
    b <- if (t >= g || base_period == "universal") g - 1 else t - 1
    if (b < 1 || b == t) next
    control_units <- if (control == "never") is.infinite(p$first) else p$first > max(t, b) & p$first != g
    in_group <- p$first == g
    change <- p$y[, t] - p$y[, b]
    if (is.null(x)) {
      counterfactual <- sum((w * change)[control_units]) / sum(w[control_units])
      att <- sum((w * change)[in_group]) / sum(w[in_group]) - counterfactual
    } else {
      design <- cbind(1, x)
      xc <- design[control_units, , drop = FALSE]
      beta <- solve(t(xc) %*% (w[control_units] * xc), t(xc) %*% (w * change)[control_units])
      residual <- drop(change - design %*% beta)
      att <- sum((w * residual)[in_group]) / sum(w[in_group])
      if (robust) {
        # Sant'Anna and Zhao (2020), as did does by default: logit by maximum likelihood, regression by least squares.
        either <- in_group | control_units
        xe <- design[either, , drop = FALSE]
        gamma <- c(0, 0 * x[1, ])
        for (round in 1:25) {
          prob <- drop(1 / (1 + exp(-xe %*% gamma)))
          gamma <- gamma + drop(solve(t(xe) %*% (w[either] * prob * (1 - prob) * xe), t(xe) %*% (w[either] * (in_group[either] - prob))))
        }
        odds <- drop(exp(design %*% gamma)) * w
        att <- att - sum((odds * residual)[control_units]) / sum(odds[control_units])
      }
    }
    cells[[length(cells) + 1]] <- list(g = g, t = t, att = att, size = sum(w[in_group]))
    out[paste0("att_", g, "_", t)] <- att
  }
  average <- function(keep) {
    size <- sapply(cells[keep], `[[`, "size")
    sum(size * sapply(cells[keep], `[[`, "att")) / sum(size)
  }
  g_of <- sapply(cells, `[[`, "g")
  t_of <- sapply(cells, `[[`, "t")
  post <- t_of >= g_of
  in_events <- rep(TRUE, length(cells))
  if (!is.null(balance)) in_events <- periods - g_of >= balance & t_of - g_of <= balance & t_of - g_of >= balance - (periods - 1)
  for (e in sort(unique((t_of - g_of)[in_events]))) out[paste0("event_", e)] <- average(which(in_events & t_of - g_of == e))
  for (g in unique(g_of[post])) out[paste0("group_", g)] <- mean(sapply(cells[post & g_of == g], `[[`, "att"))
  for (t in sort(unique(t_of[post]))) out[paste0("period_", t)] <- average(which(post & t_of == t))
  out["simple"] <- average(which(post))
  events <- sort(unique((t_of - g_of)[in_events & post]))
  if (length(events)) out["dynamic"] <- mean(out[paste0("event_", events)])
  sizes <- sapply(unique(g_of[post]), function(g) sum(w[p$first == g]))
  out["group"] <- sum(sizes * out[paste0("group_", unique(g_of[post]))]) / sum(sizes)
  out["calendar"] <- mean(out[paste0("period_", sort(unique(t_of[post])))])
  out
}

influence <- function(p, ...) {
  n <- nrow(p$y)
  step <- 1e-30
  t(sapply(seq_len(n), function(i) {
    w <- rep(1 + 0i, n)
    w[i] <- 1 + step * 1i
    Im(quantities(p, w, ...)) / step
  }))
}

clustered <- function(influences, cluster) {
  crossprod(rowsum(influences, cluster))
}

wald <- function(estimates, v) drop(t(estimates) %*% solve(v, estimates))

rows <- list()
note <- function(case, quantity, value) rows[[length(rows) + 1]] <<- data.frame(case = case, quantity = quantity, value = value)

report <- function(case, p, cluster = seq_len(nrow(p$y)), bands = FALSE, ...) {
  estimates <- Re(quantities(p, rep(1 + 0i, nrow(p$y)), ...))
  v <- clustered(influence(p, ...), cluster)
  for (name in names(estimates)) {
    note(case, name, estimates[[name]])
    note(case, paste0(name, "_se"), sqrt(v[name, name]))
  }
  before <- grep("^event_-", names(estimates), value = TRUE)
  if (length(before)) {
    note(case, "wald_events", wald(estimates[before], v[before, before]))
    note(case, "wald_events_df", length(before))
  }
  cells <- grep("^att_", names(estimates), value = TRUE)
  parts <- do.call(rbind, strsplit(cells, "_"))
  pre <- cells[as.numeric(parts[, 3]) < as.numeric(parts[, 2])]
  if (length(pre) && length(pre) < length(unique(cluster))) {
    note(case, "wald_cells", wald(estimates[pre], v[pre, pre]))
    note(case, "wald_cells_df", length(pre))
  }
  if (bands) {
    events <- grep("^event_", names(estimates), value = TRUE)
    note(case, "critical_events", qmvnorm(0.95, tail = "both.tails", corr = cov2cor(v[events, events]), abseps = 1e-4)$quantile)
  }
  invisible(list(estimates = estimates, v = v))
}

# Every ATT(g, t) as a regression on the long data of its two periods.
regressions <- function(p, control, base_period, found) {
  worst <- c(0, 0)
  for (name in grep("^att_", names(found$estimates), value = TRUE)) {
    g <- as.numeric(strsplit(name, "_")[[1]][2])
    t <- as.numeric(strsplit(name, "_")[[1]][3])
    b <- if (t >= g || base_period == "universal") g - 1 else t - 1
    keep <- which(p$first == g | (if (control == "never") is.infinite(p$first) else p$first > max(t, b)))
    long <- data.frame(unit = rep(keep, 2), y = c(p$y[keep, b], p$y[keep, t]), post = rep(0:1, each = length(keep)),
                       treated = rep(as.numeric(p$first[keep] == g), 2))
    fit <- lm(y ~ treated * post, long)
    se <- sqrt(vcovCL(fit, cluster = ~unit, type = "HC0", cadjust = FALSE)["treated:post", "treated:post"])
    worst <- pmax(worst, abs(c(coef(fit)[["treated:post"]], se) / c(found$estimates[[name]], sqrt(found$v[name, name])) - 1))
  }
  stopifnot(worst < 1e-7)
  cat(sprintf("  regressions: effects agree to %.1e, standard errors to %.1e\n", worst[1], worst[2]))
}

s <- local({
  week <- suppressWarnings(as.numeric(staggered$first_week))
  p <- wide(staggered, "store", "week", "sales", ifelse(is.na(week), Inf, week))
  p$region <- staggered$region[p$one]
  p$x <- cbind(staggered$size[p$one], staggered$online[p$one] == "yes")
  p
})
found <- report("never_varying", s, control = "never", base_period = "varying", bands = TRUE)
regressions(s, "never", "varying", found)
found <- report("not_yet_varying", s, control = "not_yet", base_period = "varying", bands = TRUE)
regressions(s, "not_yet", "varying", found)
found <- report("never_universal", s, control = "never", base_period = "universal")
regressions(s, "never", "universal", found)
report("not_yet_universal", s, control = "not_yet", base_period = "universal")
report("balanced", s, control = "not_yet", base_period = "varying", balance = 2)
report("clustered", s, cluster = s$region, control = "not_yet", base_period = "varying")
report("covariates", s, control = "not_yet", base_period = "varying", x = s$x)
report("covariates_never", s, control = "never", base_period = "universal", x = s$x)

report("robust", s, control = "not_yet", base_period = "varying", x = s$x, robust = TRUE)
report("robust_never", s, control = "never", base_period = "universal", x = s$x, robust = TRUE)

# Nobody is never treated: those treated last are, until they are (as did does with control_group = "notyettreated").
d <- local({
  month <- tapply(ifelse(dates$on == 1, match(dates$month, sort(unique(dates$month))), Inf), dates$city, min)
  p <- wide(dates, "city", "month", "orders", month[as.character(dates$city)])
  last <- max(p$first)
  p$y <- p$y[, seq_len(last - 1)]
  p$first[p$first == last] <- Inf
  p
})
report("dates", d, control = "not_yet", base_period = "varying")

t2 <- wide(two, "shop", "year", "jobs", ifelse(two$first == 0, Inf, 2))
report("two", t2, control = "never", base_period = "varying")

# ---- two-way fixed effects ----
two_way <- function(case, p, cluster = NULL) {
  long <- data.frame(unit = rep(seq_len(nrow(p$y)), ncol(p$y)), time = rep(seq_len(ncol(p$y)), each = nrow(p$y)), y = c(p$y))
  long$first <- p$first[long$unit]
  long$d <- as.numeric(long$time >= long$first)
  long$cluster <- if (is.null(cluster)) long$unit else cluster[long$unit]
  fit <- lm(y ~ d + factor(unit) + factor(time), long)
  note(case, "twfe", coef(fit)[["d"]])
  note(case, "twfe_se", sqrt(vcovCL(fit, cluster = ~cluster, type = "HC0", cadjust = TRUE)["d", "d"]))
  weight <- resid(lm(d ~ factor(unit) + factor(time), long))[long$d == 1]
  weight <- weight / sum(weight)
  note(case, "negative_share", mean(weight < -1e-12))
  note(case, "negative_weight", -sum(weight[weight < -1e-12]))
  # Goodman-Bacon's theorem 1, with every two by two comparison estimated on its own.
  groups <- sort(unique(p$first))
  periods <- ncol(p$y)
  v <- mean(resid(lm(d ~ factor(unit) + factor(time), long))^2)
  share <- function(g) mean(p$first == g)
  treated_time <- function(g) if (is.finite(g)) (periods - g + 1) / periods else 0
  estimate <- function(k, l, times) {
    part <- long[long$first %in% c(k, l) & long$time %in% times, ]
    coef(lm(y ~ d + factor(unit) + factor(time), part))[["d"]]
  }
  total <- forbidden <- weights <- 0
  for (a in seq_along(groups)) for (b in seq_along(groups)) if (a < b) {
    k <- groups[a]
    l <- groups[b]
    pair <- share(k) + share(l)
    of_k <- share(k) / pair
    dk <- treated_time(k)
    dl <- treated_time(l)
    if (is.infinite(l)) {
      s <- pair^2 * of_k * (1 - of_k) * dk * (1 - dk) / v
      total <- total + s * estimate(k, l, seq_len(periods))
      weights <- weights + s
    } else {
      early <- (pair * (1 - dl))^2 * of_k * (1 - of_k) * (dk - dl) / (1 - dl) * (1 - dk) / (1 - dl) / v
      late <- (pair * dk)^2 * of_k * (1 - of_k) * dl / dk * (dk - dl) / dk / v
      total <- total + early * estimate(k, l, seq_len(l - 1)) + late * estimate(k, l, k:periods)
      weights <- weights + early + late
      forbidden <- forbidden + late
    }
  }
  agree(c(total, weights), c(coef(fit)[["d"]], 1), 1e-9, "Goodman-Bacon's decomposition")
  note(case, "forbidden_weight", forbidden)
}
two_way("never_varying", s)
two_way("clustered", s, s$region)
two_way("dates", d)
two_way("two", t2)

# ---- two by two ----
change <- t2$y[, 2] - t2$y[, 1]
welch <- t.test(change[is.finite(t2$first)], change[is.infinite(t2$first)])
note("two", "welch", unname(welch$estimate[1] - welch$estimate[2]))
note("two", "welch_se", welch$stderr)
note("two", "welch_df", unname(welch$parameter))
note("two", "welch_p_value", welch$p.value)
note("two", "welch_ci_low", welch$conf.int[1])
two$treated <- as.numeric(two$first > 0)
two$post <- as.numeric(two$year == 2020)
regression <- lm(jobs ~ treated * post, two)
for (by in c("shop", "chain")) {
  v <- vcovCL(regression, cluster = two[[by]], type = "HC0", cadjust = TRUE)
  note(paste0("two_", by), "did_clustered", coef(regression)[["treated:post"]])
  note(paste0("two_", by), "did_clustered_se", sqrt(v["treated:post", "treated:post"]))
  note(paste0("two_", by), "did_clustered_p_value",
       2 * pt(-abs(coef(regression)[["treated:post"]] / sqrt(v["treated:post", "treated:post"])), length(unique(two[[by]])) - 1))
}
for (g in 0:1) for (t in 0:1) note("two", paste0("mean_", g, "_", t), mean(two$jobs[two$treated == g & two$post == t]))

# ---- synthetic control ----
y <- matrix(synthetic$index, nrow = 32)
before <- 24
synthesise <- function(treated, donors, constant) {
  a <- y[1:before, donors] - if (constant) rep(colMeans(y[1:before, donors]), each = before) else 0
  b <- y[1:before, treated] - if (constant) mean(y[1:before, treated]) else 0
  solved <- solve.QP(crossprod(a), crossprod(a, b), cbind(1, diag(length(donors))), c(1, rep(0, length(donors))), meq = 1)
  w <- pmax(solved$solution, 0)
  w[w < 1e-10] <- 0
  gaps <- y[, treated] - drop(y[, donors] %*% w)
  if (constant) gaps <- gaps - mean(gaps[1:before])
  list(w = w, gaps = gaps, pre = sqrt(mean(gaps[1:before]^2)), post = sqrt(mean(gaps[-(1:before)]^2)), effect = mean(gaps[-(1:before)]))
}
for (constant in c(FALSE, TRUE)) {
  case <- if (constant) "synthetic_constant" else "synthetic"
  fits <- lapply(1:16, function(i) synthesise(i, setdiff(1:16, i), constant))
  own <- fits[[1]]
  for (j in which(own$w > 0)) note(case, paste0("weight_state", j + 1), own$w[j])
  note(case, "donors_used", sum(own$w > 0))
  note(case, "pre_rmspe", own$pre)
  note(case, "post_rmspe", own$post)
  note(case, "effect", own$effect)
  for (t in c(1, 12, 24, 25, 28, 32)) note(case, paste0("gap_", t), own$gaps[t])
  ratio <- sapply(fits, function(f) f$post / f$pre)
  note(case, "p_value", mean(ratio >= ratio[1]))
  for (i in c(2, 5, 11)) note(case, paste0("ratio_state", i), ratio[i])
  for (j in which(own$w > 0)) note(case, paste0("without_state", j + 1), synthesise(1, setdiff(2:16, j + 1), constant)$effect)
}

table <- do.call(rbind, rows)
write_table(table, "panel.csv", paste0(software, ": estimators as functions of unit weights, influence by complex step; lm, sandwich ",
            packageVersion("sandwich"), " vcovCL; quadprog ", packageVersion("quadprog"), " solve.QP; mvtnorm ", packageVersion("mvtnorm"), " qmvnorm"))
