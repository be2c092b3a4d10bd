// SPDX-License-Identifier: Apache-2.0
#include "analyze/analysis_code.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace sutva::analyze {
namespace {

// A text in R and in Python alike.
std::string literal(std::string_view content) {
  std::string all = "\"";
  for (const char c : content) {
    if (c == '"' || c == '\\') {
      all += '\\';
    }
    all += c;
  }
  return all + "\"";
}

std::string literals(const std::vector<std::string>& items) {
  std::string all;
  for (const std::string& item : items) {
    all += (all.empty() ? "" : ", ") + literal(item);
  }
  return all;
}

// In columns of text NA is a text like any other: a country, a region.
constexpr std::string_view r_number = R"code(# A column of numbers, or of yes and no; others stay text.
number <- function(v) {
  word <- tolower(v)
  word[word %in% c("na", "n/a", "#n/a", "<na>", "nan", "null", "none")] <- NA
  word[word %in% c("true", "yes", "t", "y")] <- "1"
  word[word %in% c("false", "no", "f", "n")] <- "0"
  n <- suppressWarnings(as.numeric(word))
  if (all(is.na(n) == is.na(word))) n else v
}

)code";

constexpr std::string_view python_number = R"code(
# A column of numbers, or of yes and no; others stay text.
def number(v):
    word = v.str.strip().str.lower()
    word = word.mask(word.isin(["", "na", "n/a", "#n/a", "<na>", "nan", "null", "none"]))
    word = word.mask(word.isin(["true", "yes", "t", "y"]), "1").mask(word.isin(["false", "no", "f", "n"]), "0")
    n = pd.to_numeric(word, errors="coerce")
    return n.astype(float) if (n.isna() == word.isna()).all() else v

)code";

constexpr std::string_view r_terms = R"code(
# Covariates, centred: numbers with their mean where missing and a mark of it; texts as indicators.
terms_of <- function(name) {
  v <- d[[name]]
  if (is.numeric(v)) {
    gone <- is.na(v)
    v[gone] <- mean(v, na.rm = TRUE)
    if (any(gone)) cbind(v, gone) else cbind(v)
  } else {
    v <- ifelse(is.na(v), "(missing)", v)
    outer(v, sort(unique(v))[-1], "==") + 0
  }
}
)code";

constexpr std::string_view python_terms = R"code(
# Covariates, centred: numbers with their mean where missing and a mark of it; texts as indicators.
def terms_of(name):
    v = d[name]
    if pd.api.types.is_numeric_dtype(v):
        gone = v.isna()
        return [v.fillna(v.mean())] + ([gone.astype(float)] if gone.any() else [])
    v = v.fillna("(missing)")
    return [(v == level).astype(float) for level in sorted(v.unique())[1:]]

)code";

constexpr std::string_view r_ratio = R"code(
# A ratio, linearised in each arm: the delta method.
for (a in 0:1) {
  i <- z == a
  ratio <- sum(y[i]) / sum(per[i])
  y[i] <- ratio + (y[i] - ratio * per[i]) / mean(per[i])
}
)code";

constexpr std::string_view python_ratio = R"code(
# A ratio, linearised in each arm: the delta method.
for a in (0, 1):
    i = z == a
    ratio = y[i].sum() / per[i].sum()
    y[i] = ratio + (y[i] - ratio * per[i]) / per[i].mean()
)code";

constexpr std::string_view r_welch = R"code(# Welch
v <- tapply(y, z, var) / table(z)
se <- sqrt(sum(v))
df <- sum(v)^2 / sum(v^2 / (table(z) - 1))
)code";

constexpr std::string_view python_welch = R"code(
# Welch
v = [y[z == a].var(ddof=1) / (z == a).sum() for a in (0, 1)]
se = np.sqrt(sum(v))
df = sum(v) ** 2 / sum(v[a] ** 2 / ((z == a).sum() - 1) for a in (0, 1))
)code";

constexpr std::string_view r_design = R"code(X <- model.matrix(fit)[, !is.na(coef(fit)), drop = FALSE]
B <- summary(fit)$cov.unscaled
)code";

constexpr std::string_view r_hc2 = R"code(# HC2
se <- sqrt(sum((X %*% B[, "z"] * resid(fit))^2 / (1 - hatvalues(fit))))
df <- fit$df.residual
)code";

constexpr std::string_view python_hc2 = R"code(
# HC2
leverage = np.einsum("ij,jk,ik->i", X, B, X)
se = np.sqrt((((X @ B[:, 1]) * fit.resid) ** 2 / (1 - leverage)).sum())
df = fit.df_resid
)code";

constexpr std::string_view r_cr2 = R"code(# CR2 and its degrees of freedom (Bell and McCaffrey 2002)
a <- numeric(length(y))
for (i in split(seq_along(y), g)) {
  Xi <- X[i, , drop = FALSE]
  s <- eigen(diag(length(i)) - Xi %*% B %*% t(Xi), symmetric = TRUE)
  root <- ifelse(s$values > 1e-10, 1 / sqrt(abs(s$values)), 0)
  a[i] <- s$vectors %*% (root * crossprod(s$vectors, Xi %*% B[, "z"]))
}
se <- sqrt(sum(rowsum(a * resid(fit), g)^2))
Q <- rowsum(a * X, g)
G <- diag(c(rowsum(a^2, g))) - Q %*% B %*% t(Q)
df <- sum(diag(G))^2 / sum(G^2)
)code";

constexpr std::string_view python_cr2 = R"code(
# CR2 and its degrees of freedom (Bell and McCaffrey 2002)
a = np.zeros(len(y))
for i in pd.Series(g).groupby(g).indices.values():
    s, v = np.linalg.eigh(np.eye(len(i)) - X[i] @ B @ X[i].T)
    root = np.where(s > 1e-10, 1 / np.sqrt(np.maximum(s, 1e-10)), 0)
    a[i] = v @ (root * (v.T @ (X[i] @ B[:, 1])))

def by_cluster(m):
    return pd.DataFrame(m).groupby(g).sum().to_numpy()

se = np.sqrt((by_cluster(a * fit.resid) ** 2).sum())
Q = by_cluster(a[:, None] * X)
G = np.diag(by_cluster(a**2)[:, 0]) - Q @ B @ Q.T
df = np.trace(G) ** 2 / (G**2).sum()
)code";

struct Program {
  const AnalysisCodeRequest& r;
  std::string confidence;
  std::vector<std::string> terms{};   // covariates and the block
  std::vector<std::string> needed{};  // columns without which a row does not count

  // Columns that may hold numbers.
  std::vector<std::string> numbers() const {
    std::vector<std::string> all{r.outcome};
    if (ratio()) {
      all.push_back(r.denominator);
    }
    all.insert(all.end(), r.covariates.begin(), r.covariates.end());
    return all;
  }

  bool ratio() const { return !r.denominator.empty(); }
  bool clustered() const { return !r.cluster.empty(); }
  bool adjusted() const { return !terms.empty(); }

  std::string r_data() const {
    const std::string arm = "d[[" + literal(r.arm) + "]]";
    std::string all = std::string(r_number) + "d <- read.csv(" + literal(r.file) +
                      ", colClasses = \"character\", na.strings = \"\", check.names = FALSE, strip.white = TRUE,\n"
                      "  fileEncoding = \"UTF-8-BOM\")\nused <- c(" +
                      literals(numbers()) +
                      ")\nd[used] <- lapply(d[used], number)\n"
                      "d <- d[" +
                      arm + " %in% c(" + literals({r.control, r.treatment}) + ") & complete.cases(d[c(" +
                      literals(needed) + ")]), ]\ny <- d[[" + literal(r.outcome) + "]]\nz <- as.numeric(" + arm +
                      " == " + literal(r.treatment) + ")\n";
    if (clustered()) {
      all += "g <- d[[" + literal(r.cluster) + "]]\n";
    }
    if (ratio()) {
      all += "per <- d[[" + literal(r.denominator) + "]]\n";
      all += r_ratio;
    }
    if (adjusted()) {
      all += r_terms;
      all += "x <- scale(do.call(cbind, lapply(c(" + literals(terms) + "), terms_of)), scale = FALSE)\n";
    }
    return all;
  }

  // From estimate, se and df to the end.
  std::string r_answer() const {
    return "half <- qt((1 - " + confidence +
           ") / 2, df, lower.tail = FALSE) * se\n"
           "answer <- c(estimate = estimate, se = se, df = df, p_value = 2 * pt(-abs(estimate / se), df),\n"
           "  ci_low = estimate - half, ci_high = estimate + half)\n"
           "cat(sprintf(\"%s: %.10g\\n\", names(answer), answer), sep = \"\")\n";
  }

  std::string r_fit() const {
    return std::string("\nfit <- lm(y ~ ") + (adjusted() ? "z * x" : "z") +
           ")\n"
           "estimate <- coef(fit)[[\"z\"]]\n";
  }

  std::string r_base() const {
    std::string all = r_data() + r_fit();
    if (adjusted() || clustered()) {
      all += r_design;
      all += clustered() ? r_cr2 : r_hc2;
    } else {
      all += r_welch;
    }
    return all + r_answer();
  }

  std::string r_sandwich() const {
    return "library(sandwich)\n" + r_data() + r_fit() + "se <- sqrt(vcovHC(fit, \"HC2\")[\"z\", \"z\"])\n" +
           (adjusted() ? "df <- fit$df.residual\n" : std::string(r_welch)) + r_answer();
  }

  std::string r_estimatr() const {
    std::string all = "library(estimatr)\n" + r_data() + "\nu <- data.frame(y, z)\n";
    if (adjusted()) {
      all += "u$x <- x\n";
    }
    if (clustered()) {
      all += "u$g <- g\n";
    }
    const std::string formula = adjusted() ? "y ~ z * x" : "y ~ z";
    all += clustered()  ? "fit <- lm_robust(" + formula + ", u, clusters = g, se_type = \"CR2\", alpha = 1 - "
           : adjusted() ? "fit <- lm_robust(" + formula + ", u, se_type = \"HC2\", alpha = 1 - "
                        : "fit <- difference_in_means(y ~ z, u, alpha = 1 - ";
    return all + confidence +
           ")\n"
           "answer <- tidy(fit)[tidy(fit)$term == \"z\",\n"
           "  c(\"estimate\", \"std.error\", \"df\", \"p.value\", \"conf.low\", \"conf.high\")]\n"
           "cat(sprintf(\"%s: %.10g\\n\", c(\"estimate\", \"se\", \"df\", \"p_value\", \"ci_low\", \"ci_high\"),\n"
           "  unlist(answer)), sep = \"\")\n";
  }

  std::string python() const {
    const std::string arm = "d[" + literal(r.arm) + "]";
    std::string all =
        "import numpy as np\nimport pandas as pd\nimport statsmodels.api as sm\nfrom scipy import stats\n" +
        std::string(python_number) + "d = pd.read_csv(" + literal(r.file) +
        ", dtype=str, keep_default_na=False, na_values=[\"\"], encoding=\"utf-8-sig\")\nfor name in [" +
        literals(numbers()) + "]:\n    d[name] = number(d[name])\nd = d[" + arm + ".isin([" +
        literals({r.control, r.treatment}) + "])].dropna(subset=[" + literals(needed) + "])\ny = d[" +
        literal(r.outcome) + "].to_numpy(float, copy=True)\nz = (" + arm + " == " + literal(r.treatment) +
        ").to_numpy(float)\n";
    if (clustered()) {
      all += "g = pd.factorize(d[" + literal(r.cluster) + "])[0]\n";
    }
    if (ratio()) {
      all += "per = d[" + literal(r.denominator) + "].to_numpy(float)\n";
      all += python_ratio;
    }
    if (adjusted()) {
      all += python_terms;
      all += "x = np.column_stack([v for name in [" + literals(terms) +
             "] for v in terms_of(name)])\nx = x - x.mean(axis=0)\n"
             "X = np.column_stack([np.ones(len(y)), z, x, z[:, None] * x])\n";
    } else {
      all += "X = np.column_stack([np.ones(len(y)), z])\n";
    }
    all += "fit = sm.OLS(y, X).fit()\nestimate = fit.params[1]\n";
    if (adjusted() || clustered()) {
      all += "B = fit.normalized_cov_params\n";
    }
    all += clustered() ? python_cr2 : adjusted() ? python_hc2 : python_welch;
    return all + "half = stats.t.isf((1 - " + confidence +
           ") / 2, df) * se\n"
           "p_value = 2 * stats.t.sf(abs(estimate / se), df)\n"
           "for name, value in [(\"estimate\", estimate), (\"se\", se), (\"df\", df), (\"p_value\", p_value),\n"
           "                    (\"ci_low\", estimate - half), (\"ci_high\", estimate + half)]:\n"
           "    print(f\"{name}: {value:.10g}\")\n";
  }
};

}  // namespace

Outcome<AnalysisCodeResult> analysis_code(const AnalysisCodeRequest& request) {
  Issues issues;
  std::vector<std::pair<std::string_view, std::string_view>> columns;  // with their fields
  const auto check = [&](std::string_view field, const std::string& content, bool needed, bool column) {
    if (content.empty() && needed) {
      issues.push_back(error(Code::required, field, column ? "Name a column." : "This is needed."));
    } else if (std::any_of(content.begin(), content.end(),
                           [](char c) { return static_cast<unsigned char>(c) < 32 || c == 127; })) {
      issues.push_back(error(Code::wrong_type, field, "Line breaks and tabs can not stand in it."));
    } else if (column && !content.empty()) {
      const auto same =
          std::find_if(columns.begin(), columns.end(), [&](const auto& c) { return c.second == content; });
      if (same != columns.end()) {
        issues.push_back(error(Code::conflict, field,
                               joined("“", content, "” is the ", same->first, " already; choose another column.")));
      }
      columns.emplace_back(field, content);
    }
  };
  check("file", request.file, true, false);
  check("control", request.control, true, false);
  check("treatment", request.treatment, true, false);
  check("arm", request.arm, true, true);
  check("outcome", request.outcome, true, true);
  check("denominator", request.denominator, false, true);
  check("cluster", request.cluster, false, true);
  check("block", request.block, false, true);
  std::vector<std::string> fields;
  for (std::size_t i = 0; i < request.covariates.size(); ++i) {
    fields.push_back("covariates[" + std::to_string(i) + "]");
  }
  for (std::size_t i = 0; i < request.covariates.size(); ++i) {
    check(fields[i], request.covariates[i], true, true);
  }
  if (!request.control.empty() && request.control == request.treatment) {
    issues.push_back(error(Code::conflict, "treatment", "Control and treatment are the same level; choose two."));
  }
  if (!issues.empty()) {
    return issues;
  }

  Program program{request, text(request.confidence), request.covariates};
  program.needed = {request.outcome};
  for (const std::string* column : {&request.denominator, &request.cluster, &request.block}) {
    if (!column->empty()) {
      program.needed.push_back(*column);
    }
  }
  if (request.missing_covariates == MissingCovariates::drop) {
    program.needed.insert(program.needed.end(), request.covariates.begin(), request.covariates.end());
  }
  if (!request.block.empty()) {
    program.terms.push_back(request.block);
  }
  AnalysisCodeResult result;
  result.sentence = joined(program.ratio() ? "The difference in ratios" : "The difference in means", " of “",
                           request.treatment, "” and “", request.control, "”",
                           program.adjusted() ? ", adjusted for what was known before by Lin's regression" : "",
                           program.clustered()  ? ", with standard errors by cluster (CR2)."
                           : program.adjusted() ? ", with HC2 standard errors."
                                                : ", with Welch's interval.");
  result.r = program.r_base();
  if (!program.clustered()) {
    result.r_sandwich = program.r_sandwich();
  }
  result.r_estimatr = program.r_estimatr();
  result.python = program.python();
  return result;
}

}  // namespace sutva::analyze
