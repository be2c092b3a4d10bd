# SPDX-License-Identifier: Apache-2.0
# Switchbacks: the variance of each estimate by enumeration of every assignment, and the minimax-optimal switch points by
# enumeration of every set of switch points.

source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))

noise <- function(T, unit, period, phi) period * phi^abs(outer(1:T, 1:T, `-`)) + diag(unit, T)
coins <- function(K) as.matrix(expand.grid(rep(list(0:1), K)))

# Horvitz-Thompson: all coins; starts are the first periods of blocks, from 1.
weighted <- function(T, starts, m, level, effect, V) {
  block <- findInterval(1:T, starts)
  use <- (m + 1):T
  spanned <- sapply(use, function(t) length(unique(block[(t - m):t])))
  draws <- apply(coins(length(starts)), 1, function(z) {
    w <- z[block]
    on <- sapply(use, function(t) all(w[(t - m):t] == 1)); off <- sapply(use, function(t) all(w[(t - m):t] == 0))
    a <- (on - off) * 2^spanned / length(use)
    c(sum((on * (level + effect) - off * level) * 2^spanned) / length(use), sum(a * (V[use, use] %*% a)))
  })
  mean((draws[1, ] - effect)^2) + mean(draws[2, ])
}

# Difference in means: half of the blocks, every choice of them; or in turn.
difference <- function(K, l, m, V, random) {
  M <- t(sapply(1:K, function(k) (rep(1:l > m, K) & rep(1:K, each = l) == k) / (l - m)))
  C <- M %*% V %*% t(M)
  if (!random) { w <- rep(c(2, -2) / K, K / 2); return(sum(w * (C %*% w))) }
  mean(apply(combn(K, K / 2), 2, function(on) { w <- rep(-2 / K, K); w[on] <- 2 / K; sum(w * (C %*% w)) }))
}

rows <- list()
put <- function(...) rows[[length(rows) + 1]] <<- data.frame(...)
for (s in list(list(unit = 0.5, period = 1, phi = 0.5, effect = 1, level = 0), list(unit = 2, period = 0, phi = 0, effect = 0.5, level = 0),
               list(unit = 0.1, period = 3, phi = -0.4, effect = 2, level = 0), list(unit = 1, period = 1, phi = 0.9, effect = 1, level = 4))) {
  each <- function(design, estimator, l, m, T, value) put(design = design, estimator = estimator, block_length = l, carryover = m, periods = T,
    unit = s$unit, period = s$period, phi = s$phi, level = s$level, effect = s$effect, se = sqrt(value))
  for (x in list(c(4, 1, 32), c(3, 0, 24), c(5, 3, 50), c(1, 0, 10))) {
    l <- x[1]; m <- x[2]; T <- x[3]; V <- noise(T, s$unit, s$period, s$phi)
    if (s$level == 0) {
      each("random_blocks", "difference_in_means", l, m, T, difference(T / l, l, m, V, TRUE))
      each("alternating", "difference_in_means", l, m, T, difference(T / l, l, m, V, FALSE))
    }
  }
  for (x in list(c(4, 1, 32), c(3, 5, 24), c(2, 3, 20), c(1, 0, 10), c(1, 2, 11))) {
    l <- x[1]; m <- x[2]; T <- x[3]; V <- noise(T, s$unit, s$period, s$phi)
    each("random_blocks", "horvitz_thompson", l, m, T, weighted(T, seq(1, T, l), m, s$level, s$effect, V))
  }
  for (x in list(c(1, 12), c(2, 20), c(3, 36), c(4, 32))) {
    m <- x[1]; T <- x[2]; n <- T / m; V <- noise(T, s$unit, s$period, s$phi)
    each("optimal", "horvitz_thompson", m, m, T, weighted(T, c(1, (2:(n - 2)) * m + 1), m, s$level, s$effect, V))
  }
}

# Bojinov, Simchi-Levi and Zhao, theorem on the optimal design: no set of switch points has a smaller worst case, that is
# a smaller sum of 2^(c+1) over pairs of periods whose pasts share c blocks (all outcomes at their bound).
worst <- function(T, starts, m) {
  block <- findInterval(1:T, starts); use <- (m + 1):T; sum <- 0
  for (t in use) for (u in use) { c <- block[min(t, u)] - block[max(t, u) - m] + 1; if (c >= 1) sum <- sum + 2^(c + 1) }
  sum
}
for (x in list(c(1, 8), c(2, 12), c(3, 12), c(1, 11))) {
  m <- x[1]; T <- x[2]; n <- T / m
  every <- apply(coins(T - 1), 1, function(z) worst(T, c(1, which(z == 1) + 1), m))
  theorem <- worst(T, c(1, (2:(n - 2)) * m + 1), m)
  if (min(every) < theorem) stop(sprintf("T = %g, m = %g: a better design than the theorem's", T, m))
  cat(sprintf("  minimax design, T = %g, m = %g: the theorem's is the best of %d\n", T, m, length(every)))
}

write_table(do.call(rbind, rows), "switchback.csv", c(
  sprintf("%s (scripts/reference/switchback.R): variance over every assignment of blocks and the shocks, by enumeration", software),
  "unit, period: variances of a period's mean from its units and of its true mean; phi: autocorrelation; level, effect: of the outcome",
  "the optimal switch points of Bojinov, Simchi-Levi and Zhao (2023) were compared with every set of switch points for (T, m) = (8, 1), (11, 1), (12, 2), (12, 3)"))
