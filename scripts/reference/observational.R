# SPDX-License-Identifier: Apache-2.0
# Effects without randomisation: glm's propensity; every estimate as the solution of stacked estimating equations whose
# Jacobian is taken by complex steps (exact to rounding, and no formula of a standard error in sight); matching by the letter against Matching's pairs and
# Abadie-Imbens standard error; Rosenbaum bounds. (MatchIt 4.5.1 passes over nearer controls that are left, so its pairs differ.)

source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))
suppressPackageStartupMessages({
  library(Matching)
})

read_file <- function(file) read.csv(file.path(root, file), na.strings = "", check.names = FALSE, stringsAsFactors = FALSE)
write_data <- function(data, name)
  write.csv(data, file.path(root, "tests/reference/data", name), row.names = FALSE, quote = FALSE, na = "")

# The treated of the National Supported Work experiment against made-up people who never applied: older, better educated,
# married, earning. No ties in the propensity: age and earnings have decimals.
set.seed(20260715)
nsw <- read_file("tests/reference/data/nsw_dw.csv")
treated <- nsw[nsw$treat == 1, ]
n <- 700
made <- data.frame(id = 1000 + seq_len(n), treat = 0, age = round(pmax(17, rnorm(n, 31, 9)), 3), educ = round(pmin(17, pmax(3, rnorm(n, 11.3, 2.4)))),
                   black = rbinom(n, 1, .35), hisp = 0, marr = rbinom(n, 1, .55))
made$hisp <- ifelse(made$black == 1, 0, rbinom(n, 1, .12))
made$nodegree <- as.numeric(made$educ < 12)
base <- pmax(0, rnorm(n, 6500, 5200) + 150 * (made$age - 25))
made$re74 <- round(ifelse(runif(n) < .25, 0, base * runif(n, .6, 1.2)), 2)
made$re75 <- round(ifelse(runif(n) < .25, 0, base * runif(n, .6, 1.2)), 2)
made$re78 <- round(pmax(0, 2000 + .35 * made$re74 + .3 * made$re75 + 250 * made$educ + rnorm(n, 0, 4500)), 2)
treated$age <- round(treated$age + runif(nrow(treated), -.5, .5), 3)
treated$re74 <- round(treated$re74, 2)
treated$re75 <- round(treated$re75, 2)
treated$re78 <- round(treated$re78, 2)
write_data(rbind(treated, made)[c("id", "treat", "age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75", "re78")], "nsw_made_up.csv")

# A clinic: who gets the new therapy depends on age, severity and site; whether they recover, yes or no, too.
n <- 900
age <- round(rnorm(n, 52, 13), 2)
severity <- round(rgamma(n, 3, 1), 3)
site <- sample(c("north", "south", "east"), n, TRUE, c(.5, .3, .2))
smoker <- rbinom(n, 1, .3)
therapy <- rbinom(n, 1, plogis(-1.3 + .03 * (age - 52) + .25 * severity + .5 * (site == "south") - .6 * smoker))
recovered <- rbinom(n, 1, plogis(.9 - .02 * (age - 52) - .3 * severity - .4 * smoker + .3 * (site == "east") + .5 * therapy))
days <- round(20 + 3 * severity + .1 * age - 2.5 * therapy - therapy * .5 * severity + rnorm(n, 0, 6), 2)
write_data(data.frame(therapy = ifelse(therapy == 1, "new", "usual"), age, severity = ifelse(runif(n) < .06, NA, severity), site,
                      smoker, recovered, days), "clinic_made_up.csv")

# Coarse covariates: many people share a propensity, so that matches tie.
n <- 300
grade <- sample(1:4, n, TRUE)
club <- rbinom(n, 1, .4)
coached <- rbinom(n, 1, plogis(-1.2 + .4 * grade + .5 * club))
score <- round(50 + 4 * grade + 3 * club + 2 * coached + rnorm(n, 0, 8), 1)
write_data(data.frame(coached, grade, club, score), "coached_made_up.csv")

design <- function(data, covariates) {
  columns <- list()
  for (name in covariates) {
    x <- data[[name]]
    if (is.character(x)) {
      counts <- table(factor(x, unique(x)))
      for (level in setdiff(unique(x), names(counts)[which.max(counts)])) columns[[paste0(name, ": ", level)]] <- as.numeric(x == level)
    } else {
      columns[[name]] <- ifelse(is.na(x), mean(x, na.rm = TRUE), x)
      if (anyNA(x)) columns[[paste0(name, ": missing")]] <- as.numeric(is.na(x))
    }
  }
  do.call(cbind, columns)
}

stacked <- function(y, z, x, fit) {
  xs <- cbind(1, scale(x))
  k <- ncol(xs)
  n <- length(y)
  one_over <- function(eta) 1 + exp(-eta)
  b <- 1:k
  g1 <- k + b
  g0 <- 2 * k + b
  names <- c("ht_ate", "hajek_ate", "regression_ate", "aipw_ate", "ht_att", "hajek_att", "regression_att", "aipw_att", "overlap_ato")
  mu <- function(i, arm) 3 * k + 2 * (i - 1) + 1 + arm
  psi <- function(t) {
    eta <- drop(xs %*% t[b])
    e <- 1 / one_over(eta)
    m1 <- drop(xs %*% t[g1])
    m0 <- drop(xs %*% t[g0])
    m <- function(i, arm) t[mu(i, arm)]
    w1 <- z / e
    w0 <- (1 - z) / (1 - e)
    o <- (1 - z) * e / (1 - e)
    cbind((z - e) * xs, z * (y - m1) * xs, (1 - z) * (y - m0) * xs,
          w0 * y - m(1, 0), w1 * y - m(1, 1),
          w0 * (y - m(2, 0)), w1 * (y - m(2, 1)),
          m0 - m(3, 0), m1 - m(3, 1),
          m0 + w0 * (y - m0) - m(4, 0), m1 + w1 * (y - m1) - m(4, 1),
          o * y - z * m(5, 0), z * (y - m(5, 1)),
          o * (y - m(6, 0)), z * (y - m(6, 1)),
          z * (m0 - m(7, 0)), z * (y - m(7, 1)),
          z * (m0 - m(8, 0)) + o * (y - m0), z * (y - m(8, 1)),
          (1 - z) * e * (y - m(9, 0)), z * (1 - e) * (y - m(9, 1)))
  }
  q <- 3 * k + 18
  scaled <- glm(z ~ xs - 1, family = binomial, control = list(epsilon = 1e-15, maxit = 200))
  stopifnot(max(abs(fitted(scaled) - fitted(fit))) < 1e-8)
  theta <- c(coef(scaled), qr.coef(qr(xs[z == 1, ]), y[z == 1]), qr.coef(qr(xs[z == 0, ]), y[z == 0]), rep(0, 18))
  # One Newton step on the coefficients for glm's last digits; the means enter linearly.
  jacobian <- function(t) sapply(seq_len(q), function(j) {
    step <- as.complex(t)
    step[j] <- step[j] + 1e-40i
    Im(colSums(psi(step))) / 1e-40
  })
  for (i in 1:3) theta <- theta - solve(jacobian(theta), colSums(psi(theta)), tol = 1e-30)
  a <- solve(jacobian(theta), tol = 1e-30)
  influence <- -psi(theta) %*% t(a)
  out <- list()
  for (i in seq_along(names)) {
    c0 <- theta[mu(i, 0)]
    t1 <- theta[mu(i, 1)]
    f0 <- influence[, mu(i, 0)]
    f1 <- influence[, mu(i, 1)]
    out[[paste0(names[i], ".estimate")]] <- t1 - c0
    out[[paste0(names[i], ".se")]] <- sqrt(sum((f1 - f0)^2))
    if (all(y %in% 0:1)) {
      out[[paste0(names[i], ".risk_ratio")]] <- t1 / c0
      out[[paste0(names[i], ".risk_ratio_low")]] <- t1 / c0 * exp(-qnorm(.975) * sqrt(sum((f1 / t1 - f0 / c0)^2)))
    }
  }
  list(numbers = out, eta = drop(xs %*% theta[b]))
}

weighted_variance <- function(x, w) sum(w * (x - weighted.mean(x, w))^2) / (sum(w) - sum(w^2) / sum(w))

balance <- function(x, z, w, suffix) {
  out <- list()
  for (name in colnames(x)) {
    v <- x[, name]
    sd <- sqrt((var(v[z == 1]) + var(v[z == 0])) / 2)
    out[[paste0("smd_", suffix, ".", name)]] <- (weighted.mean(v[z == 1], w[z == 1]) - weighted.mean(v[z == 0], w[z == 0])) / sd
    if (length(unique(v)) > 2) out[[paste0("ratio_", suffix, ".", name)]] <- weighted_variance(v[z == 1], w[z == 1]) / weighted_variance(v[z == 0], w[z == 0])
  }
  ess <- function(w) sum(w)^2 / sum(w^2)
  out[[paste0("ess_", suffix, ".control")]] <- ess(w[z == 0])
  out[[paste0("ess_", suffix, ".treatment")]] <- ess(w[z == 1])
  out
}

rosenbaum <- function(d, gamma) {
  r <- rank(abs(d))[d != 0]  # a pair without a difference has a rank and adds nothing
  d <- d[d != 0]
  p <- gamma / (1 + gamma)
  t <- max(sum(r[d > 0]), sum(r[d < 0]))
  pnorm((t - p * sum(r)) / sqrt(p * (1 - p) * sum(r^2)), lower.tail = FALSE)
}

# Each treated unit, from the largest score down, takes the nearest control that is left.
greedy <- function(z, eta, caliper) {
  free <- which(z == 0)
  pairs <- c()
  for (i in which(z == 1)[order(-eta[z == 1])]) {
    d <- abs(eta[free] - eta[i])
    if (length(d) == 0 || min(d) > caliper) next
    j <- free[which.min(d)]
    pairs <- rbind(pairs, c(i, j))
    free <- setdiff(free, j)
  }
  pairs
}

# Matched with replacement, by the letter: every distance, ties to within 1e-9.
replaced <- function(y, z, eta, caliper) {
  near <- function(i, among) {
    d <- abs(eta[among] - eta[i])
    if (min(d) > caliper) integer() else among[d <= min(d) + 1e-9]
  }
  controls <- which(z == 0)
  uses <- squares <- numeric(length(y))
  gaps <- c()
  for (i in which(z == 1)) {
    at <- near(i, controls)
    if (length(at) == 0) next
    gaps <- c(gaps, y[i] - mean(y[at]))
    uses[at] <- uses[at] + 1 / length(at)
    squares[at] <- squares[at] + 1 / length(at)^2
  }
  caliper <- Inf  # whoever is nearest tells the noise
  noise <- sapply(controls, function(i) {
    at <- near(i, setdiff(controls, i))
    var(y[c(i, at)])
  })
  n <- length(gaps)
  list(estimate = mean(gaps), se = sqrt(sum((gaps - mean(gaps))^2) + sum((uses^2 - squares)[controls] * noise)) / n, matched = n,
       largest_use = max(uses))
}

analyse <- function(file, arm, control, treatment, outcome, covariates, ties = FALSE) {
  data <- read_file(file)
  data <- data[data[[arm]] %in% c(control, treatment) & !is.na(data[[outcome]]), ]
  z <- as.numeric(data[[arm]] == treatment)
  y <- as.numeric(data[[outcome]])
  x <- design(data, covariates)
  fit <- glm(z ~ x, family = binomial, control = list(epsilon = 1e-14, maxit = 100))
  s <- stacked(y, z, x, fit)
  eta <- s$eta
  e <- plogis(eta)
  q <- c(list(), s$numbers)
  scaled <- summary(glm(z ~ scale(x), family = binomial, control = list(epsilon = 1e-14, maxit = 100)))$coefficients
  for (j in seq_len(ncol(x))) {
    q[[paste0("coefficient.", colnames(x)[j])]] <- scaled[j + 1, 1] / sd(x[, j])
    q[[paste0("coefficient_se.", colnames(x)[j])]] <- scaled[j + 1, 2] / sd(x[, j])
  }
  test <- t.test(y[z == 1], y[z == 0])
  q$naive.estimate <- mean(y[z == 1]) - mean(y[z == 0])
  q$naive.se <- test$stderr
  q$c_statistic <- (mean(outer(eta[z == 1], eta[z == 0], function(a, b) (a - b > 1e-9) + (abs(a - b) <= 1e-9) / 2)))
  low <- max(min(e[z == 1]), min(e[z == 0]))
  high <- min(max(e[z == 1]), max(e[z == 0]))
  q$support_low <- low
  q$support_high <- high
  q$outside_support <- sum(e < low - 1e-12 | e > high + 1e-12)
  q <- c(q, balance(x, z, rep(1, length(z)), "before"), balance(x, z, ifelse(z == 1, 1 / e, 1 / (1 - e)), "ipw"),
         balance(x, z, ifelse(z == 1, 1, e / (1 - e)), "att"), balance(x, z, ifelse(z == 1, 1 - e, e), "overlap"))
  # Trimmed, fitted again.
  inside <- e >= .1 & e <= .9
  q$trimmed <- sum(!inside)
  xt <- x[inside, apply(x[inside, , drop = FALSE], 2, sd) > 0, drop = FALSE]
  again <- stacked(y[inside], z[inside], xt, glm(z[inside] ~ xt, family = binomial, control = list(epsilon = 1e-14, maxit = 100)))
  q$hajek_trimmed.estimate <- again$numbers$hajek_ate.estimate
  q$hajek_trimmed.se <- again$numbers$hajek_ate.se
  q$aipw_trimmed.estimate <- again$numbers$aipw_ate.estimate
  q$aipw_trimmed.se <- again$numbers$aipw_ate.se
  cost <- sort(1 / (e * (1 - e)))
  kept <- which.min(cumsum(cost) / seq_along(cost)^2)
  q$optimal_trimmed <- length(cost) - kept
  # Matching.
  caliper <- .2 * sqrt((var(eta[z == 1]) + var(eta[z == 0])) / 2)
  q$caliper_logit <- caliper
  by_letter <- replaced(y, z, eta, caliper)
  q$matching_replacement.estimate <- by_letter$estimate
  q$matching_replacement.se <- by_letter$se
  q$matching_replacement.matched <- by_letter$matched
  q$matching_replacement.largest_use <- by_letter$largest_use
  witness <- Match(Y = y, Tr = z, X = eta, estimand = "ATT", M = 1, replace = TRUE, ties = TRUE, Var.calc = 1, distance.tolerance = 1e-16, version = "standard")
  anyone <- replaced(y, z, eta, Inf)
  q$matching_any.estimate <- anyone$estimate  # any distance
  q$matching_any.se <- anyone$se
  agree(c(witness$est, witness$se), c(anyone$estimate, anyone$se), 1e-9, paste("Matching::Match", file, outcome))
  if (!ties) {
    pairs <- greedy(z, eta, caliper)
    t1 <- pairs[, 1]
    c0 <- pairs[, 2]
    down <- order(-eta)
    spread <- sqrt(mean((eta - mean(eta))^2))  # what Match measures a caliper in
    m <- Match(Y = y[down], Tr = z[down], X = eta[down], M = 1, replace = FALSE, ties = FALSE, caliper = caliper / spread, distance.tolerance = 1e-16, version = "standard")
    stopifnot(identical(sort(t1), sort(down[m$index.treated])), identical(sort(c0), sort(down[m$index.control])))
    d <- y[t1] - y[c0]
    q$matching.estimate <- mean(d)
    q$matching.se <- sd(d) / sqrt(length(d))
    q$matching.p_value <- t.test(d)$p.value
    q$matching.matched <- length(d)
    w <- numeric(length(y))
    w[c(t1, c0)] <- 1
    q <- c(q, balance(x, z, w, "matching"))
    for (g in c(1, 1.1, 1.5, 2, 3)) q[[paste0("rosenbaum.", g)]] <- rosenbaum(d, g)
    if (rosenbaum(d, 1) < .05) q$rosenbaum_gamma <- uniroot(function(g) rosenbaum(d, g) - .05, c(1, 50), tol = 1e-13)$root
  }
  data.frame(file, arm, control = as.character(control), treatment = as.character(treatment), outcome, covariates = paste(covariates, collapse = "|"),
             quantity = names(q), value = unlist(q, use.names = FALSE))
}

d <- "tests/reference/data/"
all_eight <- c("age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75")
table <- rbind(
  analyse(paste0(d, "nsw_made_up.csv"), "treat", 0, 1, "re78", all_eight),
  analyse(paste0(d, "clinic_made_up.csv"), "therapy", "usual", "new", "recovered", c("age", "severity", "site", "smoker")),
  analyse(paste0(d, "clinic_made_up.csv"), "therapy", "usual", "new", "days", c("age", "severity", "site", "smoker")),
  analyse(paste0(d, "coached_made_up.csv"), "coached", 0, 1, "score", c("grade", "club"), ties = TRUE),
  analyse(paste0(d, "nsw_dw.csv"), "treat", 0, 1, "re78", all_eight, ties = TRUE),
  analyse(paste0(d, "alo_star_men.csv"), "sfsp", 0, 1, "GPA_year1", "gpa0", ties = TRUE))

# Sanity: what the clinic's effects do when the people are drawn again.
boot <- local({
  data <- read_file(paste0(d, "clinic_made_up.csv"))
  z <- as.numeric(data$therapy == "new")
  x <- design(data, c("age", "severity", "site", "smoker"))
  set.seed(1)
  draws <- replicate(400, {
    i <- sample(nrow(data), replace = TRUE)
    e <- fitted(glm(z[i] ~ x[i, ], family = binomial))
    zi <- z[i]
    yi <- data$days[i]
    m1 <- predict(lm(yi ~ ., data.frame(x[i, ]), subset = zi == 1), data.frame(x[i, ]))
    m0 <- predict(lm(yi ~ ., data.frame(x[i, ]), subset = zi == 0), data.frame(x[i, ]))
    c(weighted.mean(yi[zi == 1], 1 / e[zi == 1]) - weighted.mean(yi[zi == 0], 1 / (1 - e[zi == 0])),
      mean(m1 - m0 + zi * (yi - m1) / e - (1 - zi) * (yi - m0) / (1 - e)))
  })
  apply(draws, 1, sd)
})
se <- function(q) table$value[grepl("clinic", table$file) & table$outcome == "days" & table$quantity == q]
cat(sprintf("  bootstrap against stacked equations: Hajek %.4f %.4f, AIPW %.4f %.4f\n", boot[1], se("hajek_ate.se"), boot[2], se("aipw_ate.se")))
stopifnot(abs(boot[1] / se("hajek_ate.se") - 1) < .15, abs(boot[2] / se("aipw_ate.se") - 1) < .15)

write_table(table, "observational.csv", c(
  sprintf("%s, glm(binomial, epsilon = 1e-14); estimates and standard errors from stacked estimating equations with a complex-step Jacobian (scripts/reference/observational.R); matching by every distance, the same as Matching %s Match(Var.calc = 1, ties = TRUE) and Match(replace = FALSE) from the largest score down",
          software, packageVersion("Matching")),
  "numbers with a missing value: mean and a 0/1 mark; text against its commonest level; trimmed: [0.1, 0.9], propensity fitted again; caliper 0.2 sqrt((v1 + v0) / 2) of the logit",
  "nsw_made_up.csv, clinic_made_up.csv, coached_made_up.csv are written by the script; the treated of nsw_made_up.csv are those of nsw_dw.csv, its controls are made up"))
