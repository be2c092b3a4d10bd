# SPDX-License-Identifier: Apache-2.0
# Bootstrap intervals of fixed replicates (boot), statistics of fixed resamples, and exact tests by full enumeration.
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))
suppressMessages({ library(boot); library(estimatr) })

rows <- list()
put <- function(what, case, quantity, value)
  rows[[length(rows) + 1]] <<- data.frame(what = what, case = case, quantity = quantity, value = as.numeric(value))
data_file <- function(name) file.path(root, "tests", "reference", "data", name)

# --- intervals of replicates that are numbers without chance: both sides can make them ---
for (R in c(199, 999, 2000)) for (conf in c(0.8, 0.95)) {
  i <- seq_len(R)
  t <- (((i * 7919) %% 10007) / 1000)^2
  v <- 0.5 + ((i * 104729) %% 1013) / 1000
  L <- ((seq_len(40) * 31) %% 97 - 48)^3 / 1000
  L <- L - mean(L)
  t0 <- 27.5
  b <- list(t0 = t0, t = matrix(t), R = R)
  case <- paste(R, conf, sep = "|")
  perc <- boot:::perc.ci(t, conf)
  put("interval", case, "percentile_low", perc[4]); put("interval", case, "percentile_high", perc[5])
  stud <- boot:::stud.ci(c(t0, 4), cbind(t, v), conf)
  put("interval", case, "studentized_low", stud[4]); put("interval", case, "studentized_high", stud[5])
  bca <- boot:::bca.ci(b, conf, t = t, t0 = t0, L = L)
  put("interval", case, "bca_low", bca[4]); put("interval", case, "bca_high", bca[5])
  put("interval", case, "acceleration", sum(L^3) / (6 * sum(L^2)^1.5))
  put("interval", case, "bias_correction", qnorm(mean(t < t0)))
}

# --- one resample, written out ---
n <- 60
j <- seq_len(n)
y <- ((j * 37) %% 101) / 7; d <- 1 + ((j * 53) %% 11); x1 <- ((j * 29) %% 83) / 10; x2 <- ((j * 71) %% 19)
arm <- rep(0:1, c(25, 35)); stratum <- rep(1:4, c(10, 15, 20, 15)); w <- (j * 5) %% 4
drawn <- rep(j, w)
var_ratio <- function(k) {
  in_arm <- drawn[arm[drawn] == k]
  m <- sum(y[in_arm]) / sum(d[in_arm])
  e <- y[in_arm] - m * d[in_arm]
  by <- split(e, stratum[in_arm])
  c(m, sum(sapply(by, function(each) length(each) * var(each))) / sum(d[in_arm])^2)
}
for (k in 0:1) {
  r <- var_ratio(k)
  put("resample", "ratio", paste0("mean_", k), r[1]); put("resample", "ratio", paste0("variance_", k), r[2])
  u <- y[drawn[arm[drawn] == k]]
  for (p in c(0.1, 0.5, 0.75)) put("resample", "quantile", paste0("q", p, "_", k), quantile(u, p, type = 7, names = FALSE))
  if (k == 0) put("resample", "mean", "variance_one_stratum", var(u) / length(u))
}
s <- data.frame(y, arm, x1, x2)[drawn, ]
put("resample", "adjusted", "estimate", coef(lm_lin(y ~ arm, ~ x1 + x2, data = s))[["arm"]])
# Its variance by the infinitesimal jackknife: weights moved by hand, central differences.
tau <- function(weight) {
  xb <- colSums(weight * cbind(x1, x2)) / sum(weight)
  f <- lapply(0:1, function(k) coef(lm(y ~ x1 + x2, weights = weight, subset = arm == k)))
  sum((f[[2]] - f[[1]]) * c(1, xb))
}
influence <- sapply(j, function(i) {
  if (w[i] == 0) return(0)
  h <- 1e-5
  up <- w; up[i] <- up[i] + h; down <- w; down[i] <- down[i] - h
  (tau(up) - tau(down)) / (2 * h)
})
put("resample", "adjusted", "variance", sum(sapply(split(j, stratum), function(at) {
  l <- rep(influence[at], w[at]); length(l) * var(l)
})))

# --- accelerations, from the jackknife ---
sleep <- read.csv(data_file("sleep.csv"))
nsw <- read.csv(data_file("nsw_dw.csv"))
jack <- function(y, arm, statistic) {
  groups <- split(y, arm)
  unlist(lapply(seq_along(groups), function(k) {
    one <- groups[[k]]; m <- sapply(groups, mean); n <- length(one)
    whole <- statistic(m)
    l <- sapply(seq_along(one), function(i) { without <- m; without[k] <- mean(one[-i]); whole - statistic(without) })
    (n - 1) * (l - mean(l)) / n
  }))
}
accel <- function(l) sum(l^3) / (6 * sum(l^2)^1.5)
for (case in c("sleep", "nsw_dw")) {
  yy <- if (case == "sleep") sleep$extra else nsw$re78
  aa <- if (case == "sleep") sleep$group else nsw$treat
  put("acceleration", case, "difference", accel(jack(yy, aa, function(m) m[2] - m[1])))
  put("acceleration", case, "lift", accel(jack(yy, aa, function(m) m[2] / m[1] - 1)))
  ly <- lm_robust(yy ~ aa, se_type = "HC2")
  put("formula", case, "se", ly$std.error[[2]])
}
# boot's own empirical influence of a stratified difference must agree.
emp <- empinf(boot(sleep, function(d, i) mean(d$extra[i][d$group[i] == 2]) - mean(d$extra[i][d$group[i] == 1]), 2,
                   strata = sleep$group), type = "jack")
agree(accel(emp / 10), accel(jack(sleep$extra, sleep$group, function(m) m[2] - m[1])), 1e-8, "acceleration")

# --- exact permutations: all assignments, p-values and intervals ---
# m: sizes; blocks: list of index vectors. Gives (difference of outcome, of treatment, coefficients of the variance).
assignments <- function(t, block) {
  per <- lapply(split(seq_along(t), block), function(at) {
    sets <- combn(length(at), sum(t[at]))
    lapply(seq_len(ncol(sets)), function(k) at[sets[, k]])
  })
  grid <- expand.grid(lapply(per, seq_along))
  lapply(seq_len(nrow(grid)), function(r) unlist(Map(function(p, k) p[[k]], per, as.list(grid[r, ]))))
}
permuted <- function(a, b, t, block, units, conf, case, exact_difference = TRUE) {
  weight <- tapply(units, block, sum) / sum(units)
  statistic <- function(treated, z, studentised) {
    label <- seq_along(t) %in% treated
    dd <- 0; vv <- 0
    for (g in names(weight)) {
      k <- block == g
      side <- function(l) {
        m <- sum(z[k & l]) / sum(b[k & l]); e <- (z - m * b)[k & l]; n <- length(e)
        c(m, n / (n - 1) * sum(e^2) / sum(b[k & l])^2)
      }
      one <- side(label); zero <- side(!label)
      dd <- dd + weight[[g]] * (one[1] - zero[1]); vv <- vv + weight[[g]]^2 * (one[2] + zero[2])
    }
    if (studentised) dd / sqrt(vv) else dd
  }
  all <- assignments(t, block)
  treated <- which(t == 1)
  effect <- statistic(treated, a, FALSE)
  put("permutation", case, "estimate", effect)
  put("permutation", case, "assignments", length(all))
  for (studentised in c(FALSE, TRUE)) {
    p <- function(tau) {
      z <- a - tau * t * b
      s <- sapply(all, statistic, z = z, studentised = studentised)
      mean(abs(s) >= abs(statistic(treated, z, studentised)) * (1 - 1e-9))
    }
    name <- if (studentised) "studentised" else "difference"
    put("permutation", case, paste0("p_", name), p(0))
    # A step function: the last shift that is not rejected, by bisection from a rejected one.
    end <- function(side) {
      inside <- 0; outside <- side
      while (p(effect + outside) > 1 - conf) { outside <- 2 * outside; if (abs(outside) > 1e6) return(NA) }
      for (step in 1:36) { middle <- (inside + outside) / 2; if (p(effect + middle) > 1 - conf) inside <- middle else outside <- middle }
      effect + inside
    }
    put("permutation", case, paste0("low_", name), end(-0.1)); put("permutation", case, paste0("high_", name), end(0.1))
  }
}
# 9 units, 8 clusters in 4 + 4, and blocks of 4 and 5.
units <- data.frame(id = 1:9, arm = c("b", rep(c("a", "b"), 4)), y = ((1:9 * 41) %% 29) / 4 + c(3, rep(c(0, 3), 4)), d = 1 + (1:9 * 7) %% 5)
write.csv(units, data_file("resampled_units.csv"), row.names = FALSE, quote = FALSE)
set.seed(11)
size <- c(3, 7, 4, 9, 5, 6, 8, 4)
town <- rep(letters[1:8], size)
towns <- data.frame(town, arm = ifelse(town %in% c("b", "d", "e", "h"), "new", "old"))
towns$x <- round(rnorm(nrow(towns), 5, 2), 2)
towns$y <- round(2 * towns$x + rep(rnorm(8, 0, 2), size) + 2.5 * (towns$arm == "new") + rnorm(nrow(towns), 0, 1.5), 2)
towns$half <- ifelse(town %in% c("a", "b", "c", "d"), "north", "south")
write.csv(towns, data_file("resampled_clusters.csv"), row.names = FALSE, quote = FALSE)
blocked <- data.frame(block = rep(c("p", "q"), c(4, 5)), arm = c("b", "a", "a", "b", "a", "b", "a", "b", "a"))
blocked$y <- ((1:9 * 23) %% 31) / 3 + c(p = 0, q = 6)[blocked$block] + 2 * (blocked$arm == "b")
blocked$y <- round(blocked$y, 3)
write.csv(blocked, data_file("resampled_blocks.csv"), row.names = FALSE, quote = FALSE)

t <- as.numeric(units$arm == "b")
permuted(units$y, rep(1, 9), t, rep("all", 9), rep(1, 9), 0.9, "units")
permuted(units$y, units$d, t, rep("all", 9), rep(1, 9), 0.9, "ratio")
by_town <- aggregate(cbind(y, one = 1) ~ town, towns, sum)
t_town <- as.numeric(by_town$town %in% c("b", "d", "e", "h"))
permuted(by_town$y, by_town$one, t_town, rep("all", 8), by_town$one, 0.9, "clusters")
permuted(blocked$y, rep(1, 9), as.numeric(blocked$arm == "b"), blocked$block, rep(1, 9), 0.9, "blocks")
# 184,756 assignments: p-values alone.
sets <- combn(20, 10)
total <- sum(sleep$extra)
s1 <- matrix(sleep$extra[sets], 10); sums <- colSums(s1); squares <- colSums(s1^2)
dif <- sums / 10 - (total - sums) / 10
v <- (squares - sums^2 / 10) / 90 + (sum(sleep$extra^2) - squares - (total - sums)^2 / 10) / 90
at <- which(apply(sets, 2, function(k) all(k == 11:20)))
put("permutation", "sleep", "assignments", ncol(sets))
put("permutation", "sleep", "p_difference", mean(abs(dif) >= abs(dif[at]) * (1 - 1e-9)))
put("permutation", "sleep", "p_studentised", mean(abs(dif / sqrt(v)) >= abs(dif[at] / sqrt(v[at])) * (1 - 1e-9)))

# --- the wild cluster bootstrap, every set of weights, each regression computed as it stands ---
wild <- function(y, treated, others, cluster, values, conf, case) {
  x <- cbind(others, treated); k <- ncol(x)
  g <- as.integer(factor(cluster)); n_g <- max(g); n <- length(y)
  bread <- solve(crossprod(x)); to_beta <- bread %*% t(x)
  f <- n_g / (n_g - 1) * (n - 1) / (n - k)
  t_of <- function(yy, null) {
    beta <- to_beta %*% yy
    e <- drop(yy - x %*% beta)
    scores <- rowsum(x * e, g)
    v <- f * (bread %*% crossprod(scores) %*% bread)[k, k]
    c((beta[k] - null) / sqrt(v), beta[k], sqrt(v))
  }
  sets <- as.matrix(expand.grid(rep(list(values), n_g)))
  own <- t_of(y, 0)
  p <- function(null) {
    r <- lm.fit(others, y - null * treated)
    fitted <- r$fitted.values + null * treated
    observed <- abs(t_of(y, null)[1])
    stars <- apply(sets, 1, function(w) abs(t_of(fitted + r$residuals * w[g], null)[1]))
    mean(stars >= observed * (1 - 1e-9))
  }
  put("wild", case, "estimate", own[2]); put("wild", case, "se", own[3]); put("wild", case, "p_value", p(0))
  end <- function(side) {
    inside <- 0; outside <- side * own[3]
    while (p(own[2] + outside) > 1 - conf) { outside <- 2 * outside; if (abs(outside) > 1e4 * own[3]) return(NA) }
    for (step in 1:36) { middle <- (inside + outside) / 2; if (p(own[2] + middle) > 1 - conf) inside <- middle else outside <- middle }
    own[2] + inside
  }
  if (length(values) > 2) return(own)
  put("wild", case, "ci_low", end(-1)); put("wild", case, "ci_high", end(1))
  own
}
new <- as.numeric(towns$arm == "new"); one <- rep(1, nrow(towns))
signs <- c(-1, 1); webb <- c(-sqrt(1.5), -1, -sqrt(0.5), sqrt(0.5), 1, sqrt(1.5))
plain <- wild(towns$y, new, cbind(one), towns$town, signs, 0.9, "clusters")
lr <- lm_robust(y ~ new, data = cbind(towns, new), clusters = town, se_type = "stata")
agree(plain[2:3], c(coef(lr)[["new"]], lr$std.error[["new"]]), 1e-10, "CR1")
adjusted <- wild(towns$y, new, cbind(one, towns$x), towns$town, signs, 0.9, "clusters_x")
lr <- lm_robust(y ~ x + new, data = cbind(towns, new), clusters = town, se_type = "stata")
agree(adjusted[2:3], c(coef(lr)[["new"]], lr$std.error[["new"]]), 1e-10, "CR1 with a covariate")
wild(towns$y, new, cbind(one, towns$half == "south"), towns$town, signs, 0.9, "clusters_block")
some <- towns$town %in% c("a", "b", "c", "d")
wild(towns$y[some], new[some], cbind(one[some]), towns$town[some], webb, 0.9, "four_webb")

write_table(do.call(rbind, rows), "resampling.csv", paste0(
  software, ", boot ", packageVersion("boot"), ", estimatr ", packageVersion("estimatr"),
  "; boot:::perc.ci, bca.ci, stud.ci of fixed replicates; lm_lin; full enumeration of assignments and of wild weights"))
