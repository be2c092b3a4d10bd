// SPDX-License-Identifier: Apache-2.0
#include "analyze/analysis_code.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

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
  word <- tolower(@v@)
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
    word = @v@.str.strip().str.lower()
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
se <- sqrt(sum((X %*% B[, "@at@"] * resid(fit))^2 / (1 - hatvalues(fit))))
df <- fit$df.residual
)code";

constexpr std::string_view python_hc2 = R"code(
# HC2
leverage = np.einsum("ij,jk,ik->i", X, B, X)
se = np.sqrt((((X @ B[:, @at@]) * fit.resid) ** 2 / (1 - leverage)).sum())
df = fit.df_resid
)code";

constexpr std::string_view r_pairs = R"code(
# Differences within pairs
both <- matrix(order(b, z), 2)
y <- y[both[2, ]] - y[both[1, ]]
x <- x[both[2, ], , drop = FALSE] - x[both[1, ], , drop = FALSE]
)code";

constexpr std::string_view python_pairs = R"code(
# Differences within pairs
control, treated = np.lexsort((z, b)).reshape(-1, 2).T
y = y[treated] - y[control]
x = x[treated] - x[control]
X = np.column_stack([np.ones(len(y)), x])
)code";

constexpr std::string_view r_blocks = R"code(
# Within blocks: Imbens and Rubin (2015); where an arm has a single @one@: Pashley and Miratrix (2021)
b <- match(b, unique(b))
n <- tapply(y, list(b, z), length)
m <- tapply(y, list(b, z), mean)
first <- !duplicated(g)
cell <- cbind(b, z + 1)
size <- rowsum(rep(1, length(y)), g, reorder = FALSE)[, 1]
off <- rowsum(y - m[cell], g, reorder = FALSE)[, 1]
k <- tapply(size, list(b[first], z[first]), length)
v <- tapply(off^2 / (1 - size / n[cell[first, ]]), list(b[first], z[first]), sum) / n^2
w <- rowSums(n)
effect <- m[, 2] - m[, 1]
estimate <- sum(w * effect) / sum(w)
few <- k[, 1] < 2 | k[, 2] < 2
s <- w[few]
f <- s^2 / (sum(s) - 2 * s)
f <- if (length(s) == 2) 1 / 2 else f / (sum(s) + sum(f))
between <- sum(f * (effect[few] - sum(s * effect[few]) / sum(s))^2) * (sum(s) / sum(w))^2
part <- c(sum((w^2 * rowSums(v))[!few]) / sum(w)^2, between)
part_df <- c(sum(k[!few, ] - 1), sum(few) - 1)
se <- sqrt(sum(part))
df <- sum(part)^2 / sum((part^2 / part_df)[part > 0])
)code";

constexpr std::string_view python_blocks = R"code(
# Within blocks: Imbens and Rubin (2015); where an arm has a single @one@: Pashley and Miratrix (2021)
t = pd.DataFrame({"b": b, "z": z.astype(int), "g": g, "y": y})
cell = t.groupby(["b", "z"])["y"]
t["n"], t["off"] = cell.transform("size"), t["y"] - cell.transform("mean")
one = t.groupby("g").agg(b=("b", "first"), z=("z", "first"), n=("n", "first"), size=("y", "size"), off=("off", "sum"))
share = one["size"] / one["n"]
one["v"] = (one["off"] ** 2 / one["n"] ** 2 / (1 - share).where(share < 1)).fillna(0)
m, n = cell.mean().unstack(), cell.size().unstack()
k = one.groupby(["b", "z"]).size().unstack()
v = one.groupby("b")["v"].sum()
w, effect, few = n.sum(axis=1), m[1] - m[0], (k < 2).any(axis=1)
estimate = (w * effect).sum() / w.sum()
part = [(w**2 * v)[~few].sum() / w.sum() ** 2]
part_df = [(k[~few] - 1).to_numpy().sum()]
if few.any():
    s = w[few]
    f = 1 / 2
    if len(s) > 2:
        f = s**2 / (s.sum() - 2 * s)
        f = f / (s.sum() + f.sum())
    off = effect[few] - (s * effect[few]).sum() / s.sum()
    part.append((f * off**2).sum() * (s.sum() / w.sum()) ** 2)
    part_df.append(few.sum() - 1)
se = np.sqrt(sum(part))
df = sum(part) ** 2 / sum(p**2 / d for p, d in zip(part, part_df) if p > 0)
)code";

constexpr std::string_view r_units = R"code(
# A row for each unit, of those in one arm
d <- d[!is.na(d[[@unit@]]), ]
d <- d[ave(match(d[[@arm@]], d[[@arm@]]), d[[@unit@]], FUN = function(a) length(unique(a))) == 1, ]
id <- factor(d[[@unit@]], unique(d[[@unit@]]))
together <- function(v, how) c(tapply(v, id, function(v) if (all(is.na(v))) NA else how(v, na.rm = TRUE)))
rows <- d[!duplicated(id), ]
for (name in c(@added@)) rows[[name]] <- together(d[[name]], @how@)
for (name in c(@covariates@)) if (is.numeric(d[[name]])) rows[[name]] <- together(d[[name]], mean)
d <- rows

)code";

constexpr std::string_view python_units = R"code(
# A row for each unit, of those in one arm
d = d.dropna(subset=[@unit@])
d = d[d.groupby(@unit@)[@arm@].transform("nunique") == 1]
by = d.groupby(@unit@, sort=False)
rows = d.drop_duplicates(@unit@).copy()
for name in [@added@]:
    rows[name] = by[name].@how@.to_numpy()
for name in [@covariates@]:
    if pd.api.types.is_numeric_dtype(d[name]):
        rows[name] = by[name].mean().to_numpy()
d = rows

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

using Filling = std::pair<std::string_view, std::string>;

// The text with each @name@ replaced.
std::string filled(std::string_view text, std::initializer_list<Filling> fillings) {
  std::string all(text);
  for (const auto& [name, content] : fillings) {
    const std::string mark = joined("@", name, "@");
    for (std::size_t at = all.find(mark); at != std::string::npos; at = all.find(mark, at + content.size())) {
      all.replace(at, mark.size(), content);
    }
  }
  return all;
}

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
  bool put_together() const { return !r.unit.empty() && r.unit_rows != RowsOfUnit::separate; }
  const std::string& cluster() const { return r.cluster.empty() && !put_together() ? r.unit : r.cluster; }
  bool clustered() const { return !cluster().empty(); }
  bool blocked() const { return !r.block.empty() && r.covariates.empty(); }
  bool paired() const { return !r.block.empty() && !r.covariates.empty() && r.block_kind == BlockKind::pairs; }
  bool adjusted() const { return !terms.empty(); }
  std::string assigned() const { return clustered() ? "cluster" : "unit"; }
  std::string added() const { return ratio() ? literals({r.outcome, r.denominator}) : literals({r.outcome}); }
  // The column of the effect.
  std::string r_at() const { return paired() ? "(Intercept)" : "z"; }
  std::string python_at() const { return paired() ? "0" : "1"; }

  std::string r_data() const {
    constexpr std::array<std::string_view, 4> separators{",", ";", "\\t", "|"};
    constexpr std::array<std::string_view, 3> encodings{"UTF-8-BOM", "windows-1252", "UTF-16"};
    constexpr std::array<std::string_view, 4> together{"", "sum", "mean", "max"};
    const std::string arm = "d[[" + literal(r.arm) + "]]", block = "d[[" + literal(r.block) + "]]";
    std::string all =
        filled(r_number, {{"v", r.decimal == DecimalSign::comma
                                    ? "gsub(\",\", \".\", gsub(\".\", \"\", v, fixed = TRUE), fixed = TRUE)"
                                    : "v"}}) +
        "d <- read.csv(" + literal(r.file) + ", ";
    if (r.delimiter != Separator::comma) {
      all += joined("sep = \"", separators[static_cast<std::size_t>(r.delimiter)], "\", ");
    }
    if (r.skipped_lines > 0) {
      all += joined("skip = ", r.skipped_lines, ", ");
    }
    all += joined(
        "colClasses = \"character\", na.strings = \"\", check.names = FALSE, strip.white = TRUE,\n"
        "  fileEncoding = \"",
        encodings[static_cast<std::size_t>(r.encoding)], "\")\nused <- c(", literals(numbers()),
        ")\nd[used] <- lapply(d[used], number)\nd <- d[", arm, " %in% c(", literals({r.control, r.treatment}),
        "), ]\n");
    if (put_together()) {
      all += filled(r_units, {{"unit", literal(r.unit)},
                              {"arm", literal(r.arm)},
                              {"added", added()},
                              {"covariates", literals(r.covariates)},
                              {"how", std::string(together[static_cast<std::size_t>(r.unit_rows)])}});
    }
    all += "d <- d[complete.cases(d[c(" + literals(needed) + ")]), ]\n";
    if (!r.block.empty()) {
      all += "share <- ave(as.numeric(" + arm + " == " + literal(r.treatment) + "), " + block +
             ")\nd <- d[share > 0 & share < 1, ]  # blocks with both arms\n";
    }
    all += "y <- d[[" + literal(r.outcome) + "]]\nz <- as.numeric(" + arm + " == " + literal(r.treatment) + ")\n";
    if (blocked() || paired()) {
      all += "b <- " + block + "\n";
    }
    if (clustered()) {
      all += "g <- d[[" + literal(cluster()) + "]]\n";
    } else if (blocked()) {
      all += "g <- seq_along(y)\n";
    }
    if (r.cap_quantile) {
      all += "y <- pmin(y, quantile(y, " + text(*r.cap_quantile) + "))\n";
    }
    if (ratio()) {
      all += "per <- d[[" + literal(r.denominator) + "]]\n";
      all += r_ratio;
    }
    if (adjusted()) {
      all += r_terms;
      all += "x <- scale(do.call(cbind, lapply(c(" + literals(terms) + "), terms_of)), scale = FALSE)\n";
    }
    if (paired()) {
      all += r_pairs;
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

  std::string r_formula() const { return paired() ? "y ~ x" : adjusted() ? "y ~ z * x" : "y ~ z"; }

  std::string r_fit() const {
    return "\nfit <- lm(" + r_formula() + ")\nestimate <- coef(fit)[[\"" + r_at() + "\"]]\n";
  }

  std::string r_base() const {
    std::string all = r_data();
    if (blocked()) {
      all += filled(r_blocks, {{"one", assigned()}});
      return all + r_answer();
    }
    all += r_fit();
    if (adjusted() || clustered()) {
      all += r_design;
      all += clustered() ? std::string(r_cr2) : filled(r_hc2, {{"at", r_at()}});
    } else {
      all += r_welch;
    }
    return all + r_answer();
  }

  std::string r_sandwich() const {
    const std::string at = "\"" + r_at() + "\"";
    return "library(sandwich)\n" + r_data() + r_fit() + "se <- sqrt(vcovHC(fit, \"HC2\")[" + at + ", " + at + "])\n" +
           (adjusted() ? "df <- fit$df.residual\n" : std::string(r_welch)) + r_answer();
  }

  std::string r_estimatr() const {
    std::string all = "library(estimatr)\n" + r_data() + "\nu <- data.frame(y" + (paired() ? "" : ", z") + ")\n";
    if (adjusted()) {
      all += "u$x <- x\n";
    }
    if (blocked()) {
      all += "u$b <- b  # several of each arm in every block, or pairs\n";
    }
    if (clustered()) {
      all += "u$g <- g\n";
    }
    if (blocked()) {
      all += std::string("fit <- difference_in_means(y ~ z, u, blocks = b, ") + (clustered() ? "clusters = g, " : "") +
             "alpha = 1 - ";
    } else if (clustered()) {
      all += "fit <- lm_robust(" + r_formula() + ", u, clusters = g, se_type = \"CR2\", alpha = 1 - ";
    } else if (adjusted()) {
      all += "fit <- lm_robust(" + r_formula() + ", u, se_type = \"HC2\", alpha = 1 - ";
    } else {
      all += "fit <- difference_in_means(y ~ z, u, alpha = 1 - ";
    }
    return all + confidence +
           ")\n"
           "answer <- tidy(fit)[tidy(fit)$term == \"" +
           r_at() +
           "\",\n"
           "  c(\"estimate\", \"std.error\", \"df\", \"p.value\", \"conf.low\", \"conf.high\")]\n"
           "cat(sprintf(\"%s: %.10g\\n\", c(\"estimate\", \"se\", \"df\", \"p_value\", \"ci_low\", \"ci_high\"),\n"
           "  unlist(answer)), sep = \"\")\n";
  }

  std::string python_data() const {
    constexpr std::array<std::string_view, 4> separators{",", ";", "\\t", "|"};
    constexpr std::array<std::string_view, 3> encodings{"utf-8-sig", "cp1252", "utf-16"};
    constexpr std::array<std::string_view, 4> together{"", "sum(min_count=1)", "mean()", "max()"};
    const std::string arm = "d[" + literal(r.arm) + "]", block = "d[" + literal(r.block) + "]";
    std::string all =
        "import numpy as np\nimport pandas as pd\n" + std::string(blocked() ? "" : "import statsmodels.api as sm\n") +
        "from scipy import stats\n" +
        filled(python_number,
               {{"v", r.decimal == DecimalSign::comma
                          ? "v.str.replace(\".\", \"\", regex=False).str.replace(\",\", \".\", regex=False)"
                          : "v"}}) +
        "d = pd.read_csv(" + literal(r.file) + ", ";
    if (r.delimiter != Separator::comma) {
      all += joined("sep=\"", separators[static_cast<std::size_t>(r.delimiter)], "\", ");
    }
    if (r.skipped_lines > 0) {
      all += joined("skiprows=", r.skipped_lines, ", ");
    }
    all += joined("dtype=str, keep_default_na=False, na_values=[\"\"], encoding=\"",
                  encodings[static_cast<std::size_t>(r.encoding)], "\")\nfor name in [", literals(numbers()),
                  "]:\n    d[name] = number(d[name])\nd = d[", arm, ".isin([", literals({r.control, r.treatment}),
                  "])]\n");
    if (put_together()) {
      all += filled(python_units, {{"unit", literal(r.unit)},
                                   {"arm", literal(r.arm)},
                                   {"added", added()},
                                   {"covariates", literals(r.covariates)},
                                   {"how", std::string(together[static_cast<std::size_t>(r.unit_rows)])}});
    }
    all += "d = d.dropna(subset=[" + literals(needed) + "])\n";
    if (!r.block.empty()) {
      all += "share = (" + arm + " == " + literal(r.treatment) + ").groupby(" + block +
             ").transform(\"mean\")\nd = d[(share > 0) & (share < 1)]  # blocks with both arms\n";
    }
    all += "y = d[" + literal(r.outcome) + "].to_numpy(float, copy=True)\nz = (" + arm + " == " + literal(r.treatment) +
           ").to_numpy(float)\n";
    if (blocked() || paired()) {
      all += "b = pd.factorize(" + block + ")[0]\n";
    }
    if (clustered()) {
      all += "g = pd.factorize(d[" + literal(cluster()) + "])[0]\n";
    } else if (blocked()) {
      all += "g = np.arange(len(y))\n";
    }
    if (r.cap_quantile) {
      all += "y = np.minimum(y, np.quantile(y, " + text(*r.cap_quantile) + "))\n";
    }
    if (ratio()) {
      all += "per = d[" + literal(r.denominator) + "].to_numpy(float)\n";
      all += python_ratio;
    }
    if (adjusted()) {
      all += python_terms;
      all += "x = np.column_stack([v for name in [" + literals(terms) +
             "] for v in terms_of(name)])\nx = x - x.mean(axis=0)\n";
    }
    return all;
  }

  std::string python() const {
    std::string all = python_data();
    if (blocked()) {
      all += filled(python_blocks, {{"one", assigned()}});
    } else {
      all += paired()     ? std::string(python_pairs)
             : adjusted() ? "X = np.column_stack([np.ones(len(y)), z, x, z[:, None] * x])\n"
                          : "X = np.column_stack([np.ones(len(y)), z])\n";
      all += "fit = sm.OLS(y, X).fit()\nestimate = fit.params[" + python_at() + "]\n";
      if (adjusted() || clustered()) {
        all += "B = fit.normalized_cov_params\n";
      }
      all += clustered()  ? std::string(python_cr2)
             : adjusted() ? filled(python_hc2, {{"at", python_at()}})
                          : std::string(python_welch);
    }
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
  check("unit", request.unit, false, true);
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
  if (!request.block.empty() && !request.covariates.empty() && request.block_kind == BlockKind::pairs &&
      (!request.cluster.empty() || (!request.unit.empty() && request.unit_rows == RowsOfUnit::separate))) {
    issues.push_back(error(Code::conflict, "covariates",
                           "Pairs of clusters are compared without covariates: leave these or the clusters out."));
  }
  if (!request.denominator.empty() && !request.unit.empty() && request.unit_rows != RowsOfUnit::separate &&
      request.unit_rows != RowsOfUnit::sum) {
    issues.push_back(error(Code::conflict, "unit_rows", "The rows of a ratio's unit are added up, or kept apart."));
  }
  if (!issues.empty()) {
    return issues;
  }

  Program program{request, text(request.confidence), request.covariates};
  program.needed = {request.outcome};
  for (const std::string* column : {&request.denominator, &program.cluster(), &request.block}) {
    if (!column->empty()) {
      program.needed.push_back(*column);
    }
  }
  if (request.missing_covariates == MissingCovariates::drop) {
    program.needed.insert(program.needed.end(), request.covariates.begin(), request.covariates.end());
  }
  if (!request.block.empty() && !request.covariates.empty() && !program.paired()) {
    program.terms.push_back(request.block);
  }
  AnalysisCodeResult result;
  result.sentence = joined(program.ratio() ? "The difference in ratios" : "The difference in means", " of “",
                           request.treatment, "” and “", request.control, "”",
                           program.blocked()    ? ", compared within blocks"
                           : program.paired()   ? ", from differences within pairs, adjusted for what was known before"
                           : program.adjusted() ? ", adjusted for what was known before by Lin's regression"
                                                : "",
                           program.clustered()  ? ", with standard errors by cluster."
                           : program.adjusted() ? ", with HC2 standard errors."
                           : program.blocked()  ? "."
                                                : ", with Welch's interval.");
  result.r = program.r_base();
  if (!program.clustered() && !program.blocked()) {
    result.r_sandwich = program.r_sandwich();
  }
  result.r_estimatr = program.r_estimatr();
  result.python = program.python();
  return result;
}

}  // namespace sutva::analyze
