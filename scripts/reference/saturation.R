# SPDX-License-Identifier: Apache-2.0
# Randomised saturation: standard errors from whole models of people, by least squares and the covariance of a random
# cluster effect, X (X'X)^-1 on every person; power from pt(qt(), df, ncp).

source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))

# One row for each person: cluster, saturation of the cluster, treated or not.
people <- function(clusters, saturations, m) {
  cluster <- 0
  do.call(rbind, lapply(seq_along(clusters), function(i) do.call(rbind, lapply(seq_len(clusters[i]), function(j) {
    cluster <<- cluster + 1
    data.frame(cluster = cluster, saturation = saturations[i], treated = as.numeric(seq_len(m) <= round(saturations[i] * m)))
  }))))
}
sandwich <- function(X, V, what) { A <- solve(crossprod(X), t(X)); sum(A[what, ] * (V %*% A[what, ])) }
model <- function(d, icc, sd, comparison, saturation = NA) {
  V <- sd^2 * (icc * outer(d$cluster, d$cluster, `==`) + (1 - icc) * diag(nrow(d)))
  keep <- if (is.na(saturation)) rep(TRUE, nrow(d)) else d$saturation %in% c(0, saturation)
  if (comparison == "difference") keep <- keep & d$saturation > 0
  d <- d[keep, ]; V <- V[keep, keep]
  X <- if (comparison == "difference") cbind(outer(d$cluster, unique(d$cluster), `==`) + 0, d$treated)
       else cbind(d$saturation == 0, d$saturation > 0 & d$treated == 0, d$treated)
  if (comparison == "difference") return(sandwich(X, V, ncol(X)))
  A <- solve(crossprod(X), t(X)); a <- A[if (comparison == "treated") 3 else 2, ] - A[1, ]
  sum(a * (V %*% a))
}

rows <- list()
for (case in list(
  list(clusters = 10, saturations = c(0.25, 0.75), shares = c(0.3, 0.3), m = 8, icc = 0.05, sd = 1),
  list(clusters = 16, saturations = c(0.5), shares = c(0.5), m = 6, icc = 0.2, sd = 3),
  list(clusters = 20, saturations = c(0.2, 0.4, 0.8), shares = c(0.2, 0.3, 0.1), m = 5, icc = 0, sd = 1),
  list(clusters = 12, saturations = c(0.9, 0.1), shares = c(0.25, 0.5), m = 10, icc = 0.5, sd = 2))) {
  k <- round(case$clusters * case$shares); k0 <- case$clusters - sum(k)
  d <- people(c(k0, k), c(0, case$saturations), case$m)
  for (comparison in c("treated", "untreated", "difference")) for (s in c(NA, case$saturations)) {
    se <- sqrt(model(d, case$icc, case$sd, comparison, s))
    used <- if (is.na(s)) sum(k) else k[case$saturations == s]
    df <- used + (if (comparison == "difference") 0 else k0 - 1) - 1
    effect <- list(treated = 1, untreated = 0.4, difference = 0.6)[[comparison]]
    q <- qt(0.975, df); ncp <- effect / se
    power <- suppressWarnings(pt(q, df, ncp, lower.tail = FALSE) + pt(-q, df, ncp))
    rows[[length(rows) + 1]] <- data.frame(clusters = case$clusters, saturations = paste(case$saturations, collapse = ";"),
      shares = paste(case$shares, collapse = ";"), people = case$m, icc = case$icc, sd = case$sd, comparison = comparison,
      saturation = if (is.na(s)) "pooled" else cells(s), se = se, df = df, power = power)
  }
}
write_table(do.call(rbind, rows), "saturation.csv", c(
  sprintf("%s (scripts/reference/saturation.R): least squares on simulated designs of all people, variance A V A' with V of a random cluster effect", software),
  "effects 1 on the treated and 0.4 on the untreated, two-sided at 5 %; shares: of clusters, the rest is pure control"))
