// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_from_sums.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>

#include "analyze/checks.hpp"
#include "analyze/columns.hpp"
#include "analyze/effect.hpp"
#include "analyze/groups.hpp"
#include "analyze/sample.hpp"
#include "analyze/warehouse_sql.hpp"
#include "base/text.hpp"
#include "base/words.hpp"
#include "stats/distributions.hpp"
#include "table/roles.hpp"

namespace sutva::analyze {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;
using table::Column;
using table::ColumnKind;
using table::Table;

constexpr std::size_t rows_per_step = 4096;
constexpr std::size_t most_segments = 200;
constexpr std::size_t most_covariates = 40;
// Sums of squares have lost half the digits of the numbers behind them.
constexpr double rounding = 1e-9;
// Squares of variances outside leave the range of a double.
constexpr double largest_sum = 1e150, smallest_variance = 1e-140;

const std::string lin_note =
    "HC2 standard errors need the rows; from sums each arm has one residual variance of its own, which is as good "
    "where "
    "the spread does not change with the covariates.";

constexpr std::string_view welch_source = "Welch (1947), Biometrika 34:28-35";
constexpr std::string_view delta_source = "Deng, Knoblich and Lu (2018), KDD";
constexpr std::string_view cr2_source = "Bell and McCaffrey (2002), Survey Methodology 28:169-181";
constexpr std::string_view cr1_source = "Liang and Zeger (1986), Biometrika 73:13-22";
constexpr std::string_view cuped_source = "Deng, Xu, Kohavi and Walker (2013), WSDM";
constexpr std::string_view lin_source = "Lin (2013), Annals of Applied Statistics 7:295-318";

std::string lower(std::string_view name) {
  std::string small(name);
  for (char& c : small) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return small;
}

// Some warehouses give names back in capitals.
const Column* find(const Table& table, std::string_view name) {
  if (const Column* exact = table.find(name)) {
    return exact;
  }
  const auto same = std::find_if(table.columns.begin(), table.columns.end(),
                                 [&](const Column& c) { return lower(c.name) == lower(name); });
  return same == table.columns.end() ? nullptr : &*same;
}

// Rows of one arm added up: cross-products of 1, the covariates and the outcome, which is a ratio's linearised one.
struct ArmSums {
  std::vector<std::uint32_t> rows;
  MatrixXd products;  // of 1, x1 ..., outcome - centre
  MatrixXd map;       // from 1, x1, ..., y, d (as in the file) to 1, x1, ..., outcome - centre
  double centre = 0;

  double n() const { return products(0, 0); }
  Eigen::Index last() const { return products.cols() - 1; }
  VectorXd means() const { return products.row(0).transpose() / n(); }
  double mean() const { return centre + means()[last()]; }
  // Of deviations from the arm's means.
  MatrixXd deviations() const {
    const VectorXd m = means();
    MatrixXd all = products;
    for (Eigen::Index j = 0; j < all.cols(); ++j) {
      all.col(j) -= m * (n() * m[j]);
    }
    return all;
  }
  double variance() const { return std::fmax(0, deviations()(last(), last())) / (n() - 1); }
};

// Between means, so that a large centre that both arms have does not swallow it.
double difference_of(const std::array<ArmSums, 2>& arms) {
  return (arms[1].centre - arms[0].centre) + (arms[1].means()[arms[1].last()] - arms[0].means()[arms[0].last()]);
}

// 0 where a variance is no more than what rounding leaves of sums that cancel.
double se_of(double variance, const std::array<ArmSums, 2>& arms) {
  return variance > 1e-26 * (arms[0].variance() + arms[1].variance()) ? std::sqrt(variance) : 0;
}

// One arm's part of an estimate: the sum over units of (u'z)(v'z), where z is 1, x, outcome, gives each cluster's
// score.
struct Weights {
  VectorXd u, v;
};

// Positions of covariates that one of the two arms can tell from a constant and from those before them.
std::vector<Eigen::Index> told_apart(const std::array<ArmSums, 2>& arms) {
  const Eigen::Index width = arms[0].last() - 1;
  std::array<MatrixXd, 2> left{arms[0].deviations(), arms[1].deviations()};
  const std::array<MatrixXd, 2> whole = left;
  std::vector<Eigen::Index> kept;
  for (Eigen::Index j = 1; j <= width; ++j) {
    const bool told = std::all_of(arms.begin(), arms.end(), [&](const ArmSums& arm) {
      const std::size_t a = &arm == arms.data() ? 0 : 1;
      return whole[a](j, j) > rounding * arm.products(j, j) && left[a](j, j) > rounding * whole[a](j, j);
    });
    if (told) {
      kept.push_back(j);
      for (MatrixXd& l : left) {
        const VectorXd column = l.col(j) / l(j, j);
        for (Eigen::Index i = l.cols(); i-- > 0;) {
          l.col(i) -= column * l(j, i);
        }
      }
    }
  }
  return kept;
}

struct Slopes {
  VectorXd slopes;
  MatrixXd inverse;  // of the covariates' cross-products
  double residual = 0;
};

// deviations: of 1, x, outcome; the regression of the outcome on the kept x, whose pivots are not near 0. By sweeping
// the correlations (Goodnight 1979, The American Statistician 33:149-158): no decomposition weighs less in the module.
Slopes regress(const MatrixXd& deviations, const std::vector<Eigen::Index>& kept) {
  const auto k = static_cast<Eigen::Index>(kept.size());
  std::vector<Eigen::Index> columns = kept;
  columns.push_back(deviations.cols() - 1);
  VectorXd scale(k + 1);
  MatrixXd a(k + 1, k + 1);
  for (Eigen::Index i = 0; i <= k; ++i) {
    const Eigen::Index row = columns[static_cast<std::size_t>(i)];
    scale[i] = deviations(row, row) > 0 ? 1 / std::sqrt(deviations(row, row)) : 1;
    for (Eigen::Index j = 0; j <= i; ++j) {
      a(i, j) = a(j, i) = deviations(row, columns[static_cast<std::size_t>(j)]) * scale[i] * scale[j];
    }
  }
  for (Eigen::Index p = 0; p < k; ++p) {
    const double pivot = a(p, p);
    for (Eigen::Index i = 0; i <= k; ++i) {
      const double factor = a(i, p) / pivot;
      for (Eigen::Index j = 0; i != p && j <= k; ++j) {
        a(i, j) -= j == p ? 0 : factor * a(p, j);
      }
    }
    for (Eigen::Index i = 0; i <= k; ++i) {
      if (i != p) {
        a(p, i) /= pivot;
        a(i, p) /= -pivot;
      }
    }
    a(p, p) = 1 / pivot;
  }
  Slopes fit{VectorXd(k), MatrixXd(k, k), std::abs(a(k, k)) < 1e-13 ? 0 : a(k, k) / (scale[k] * scale[k])};
  for (Eigen::Index i = 0; i < k; ++i) {
    fit.slopes[i] = a(i, k) * scale[i] / scale[k];
    for (Eigen::Index j = 0; j < k; ++j) {
      fit.inverse(i, j) = a(i, j) * scale[i] * scale[j];
    }
  }
  return fit;
}

VectorXd chosen(const VectorXd& all, const std::vector<Eigen::Index>& kept) {
  VectorXd some(static_cast<Eigen::Index>(kept.size()));
  for (std::size_t i = 0; i < kept.size(); ++i) {
    some[static_cast<Eigen::Index>(i)] = all[kept[i]];
  }
  return some;
}

}  // namespace

class EffectFromSums::Work {
 public:
  static Outcome<EffectFromSums> begin(const Table& table, const Request& request);
  bool step();
  double progress() const {
    return table_->rows > 0 ? static_cast<double>(row_) / static_cast<double>(table_->rows) : 1;
  }
  Outcome<Result> finish();

 private:
  Work(const Table& table, const Request& request) : table_(&table), request_(request) {}

  Issues find_arms();
  Issues find_sums();
  void read_row(std::size_t row);
  std::size_t place(std::size_t i, std::size_t j) const { return i * width() - i * (i + 1) / 2 + j; }
  std::size_t width() const { return names_.size(); }
  std::string line(std::size_t row) const {
    return "line " + std::to_string(table_->line_of(static_cast<std::int64_t>(row)));
  }
  ArmSums add_up(std::vector<std::uint32_t> rows) const;
  std::vector<Estimate> compare(const std::array<ArmSums, 2>& arms, const std::string& against, bool overall);
  Estimate clustered(const MethodText& text, double estimate, const std::array<ArmSums, 2>& arms,
                     const std::array<Weights, 2>& weights, double parameters) const;
  Estimate clustered_means(const MethodText& text, const std::array<ArmSums, 2>& arms) const;
  Estimate means_of_clusters(const MethodText& text, const std::array<ArmSums, 2>& arms) const;
  std::vector<double> scores(const ArmSums& arm, const Weights& weights) const;
  std::vector<double> cluster_sizes(const ArmSums& arm) const;
  std::int64_t cluster_count(const ArmSums& arm) const;
  std::string recommended(const std::vector<Estimate>& estimates, std::int64_t clusters) const;
  void add_segments(Result& result, std::size_t treatment, const Estimate& overall, const std::string& against);
  void add_checks(Result& result) const;
  void add_assumptions(Result& result, const std::array<ArmSums, 2>& arms) const;
  void say(Result& result, const Estimate& main) const;

  const Table* table_;
  Request request_;
  Issues issues_;
  std::vector<std::string> names_;       // "", x1, x2, ..., y, perhaps d
  std::vector<const double*> products_;  // columns, by place()
  std::vector<double> centres_;          // of each name
  std::vector<const Column*> centre_columns_;
  const double* assigned_ = nullptr;
  const Column* arm_ = nullptr;
  const Column* segment_ = nullptr;
  std::optional<Groups> clusters_, segment_groups_;
  bool ratio_ = false;
  std::vector<std::string> levels_;                   // the control first, then those compared with it
  std::vector<std::vector<std::uint32_t>> arm_rows_;  // by level
  std::vector<std::int64_t> arm_assigned_;
  std::vector<std::int32_t> cluster_of_, segment_of_;  // by row
  std::vector<std::int32_t> arm_of_cluster_;
  std::vector<std::string> segment_names_;
  std::size_t row_ = 0;
};

Issues EffectFromSums::Work::find_arms() {
  arm_ = find(*table_, request_.arm);
  if (!arm_) {
    return {unknown_column("arm", request_.arm, *table_)};
  }
  const auto values = table::distinct_values(*arm_, most_arms);
  if (!values) {
    return {error(Code::too_many_levels, "arm",
                  joined("“", arm_->name, "” has more than 50 different values; an arm column has a few."),
                  static_cast<double>(most_arms))};
  }
  if (values->size() < 2) {
    return {error(Code::one_arm, "arm",
                  values->empty() ? joined("“", arm_->name, "” is empty in every row.")
                                  : joined("Every row is of the same arm, “", (*values)[0],
                                           "”; a comparison needs two. Let the query group by the arm."))};
  }
  Issues issues;
  std::vector<std::string_view> names(values->begin(), values->end());
  const auto check = [&](std::string_view field, const std::string& level) {
    if (!level.empty() && std::find(names.begin(), names.end(), level) == names.end()) {
      issues.push_back(
          error(Code::unknown_level, field,
                joined("“", arm_->name, "” never says “", level, "”; it says ", listed(names, "and"), ".")));
    }
  };
  check("control", request_.control);
  check("treatment", request_.treatment);
  if (!request_.control.empty() && request_.control == request_.treatment) {
    issues.push_back(error(Code::conflict, "treatment", "Control and treatment are the same level; choose two."));
  }
  std::string control = request_.control;
  if (control.empty()) {
    const auto guess = table::guess_control(*values);
    if (guess && *guess != request_.treatment) {
      control = *guess;
    } else if (values->size() == 2) {
      control = request_.treatment.empty() ? std::min((*values)[0], (*values)[1])
                                           : (*values)[(*values)[0] == request_.treatment ? 1 : 0];
    } else {
      issues.push_back(
          error(Code::required, "control",
                joined("“", arm_->name, "” says ", listed(names, "and"), "; which of them is the control?")));
    }
  }
  levels_ = {control};
  for (const std::string& level : *values) {
    if (level != control && (request_.treatment.empty() || level == request_.treatment)) {
      levels_.push_back(level);
    }
  }
  arm_rows_.resize(levels_.size());
  arm_assigned_.resize(levels_.size());
  return issues;
}

Issues EffectFromSums::Work::find_sums() {
  names_ = {""};
  const auto has = [&](const std::string& name) { return find(*table_, sum_name("", name)) != nullptr; };
  for (std::size_t j = 1; j <= most_covariates && has("x" + std::to_string(j)); ++j) {
    names_.push_back("x" + std::to_string(j));
  }
  names_.emplace_back("y");
  ratio_ = has("d");
  if (ratio_) {
    names_.emplace_back("d");
  }
  Issues issues;
  std::vector<std::string> missing;
  const auto numbers = [&](const std::string& name) -> const double* {
    const Column* column = find(*table_, name);
    if (!column || (column->kind == ColumnKind::text && column->levels.size() == 0)) {
      missing.push_back(name);
      return nullptr;
    }
    if (column->kind == ColumnKind::text) {
      issues.push_back(error(Code::not_numeric, "",
                             joined("“", column->name, "” holds text, such as “", std::string_view(column->levels[0]),
                                    "”; it should be a sum.")));
      return nullptr;
    }
    return column->numbers.data();
  };
  for (std::size_t i = 0; i < width(); ++i) {
    for (std::size_t j = i; j < width(); ++j) {
      products_.push_back(numbers(sum_name(names_[i], names_[j])));
    }
  }
  if (!missing.empty()) {
    std::vector<std::string_view> shown(missing.begin(), missing.end());
    const std::size_t more = shown.size() > 6 ? shown.size() - 6 : 0;
    shown.resize(shown.size() - more);
    issues.push_back(error(Code::unknown_column, "",
                           joined("The file lacks ", listed(shown, "and"),
                                  more > 0 ? joined(" and ", static_cast<std::int64_t>(more), " more") : std::string(),
                                  ". Its columns carry the names of the query: n, sum_y, sum_yy, and for covariates "
                                  "sum_x1, sum_x1x1, sum_x1y.")));
  }
  centres_.assign(width(), 0);
  centre_columns_.assign(width(), nullptr);
  for (std::size_t i = 1; i < width(); ++i) {
    const Column* column = find(*table_, "centre_" + names_[i]);
    if (column && column->kind == ColumnKind::number) {
      centre_columns_[i] = column;
      const auto first =
          std::find_if(column->numbers.begin(), column->numbers.end(), [](double x) { return !std::isnan(x); });
      centres_[i] = first == column->numbers.end() ? 0 : *first;
    }
  }
  if (find(*table_, "assigned")) {
    assigned_ = numbers("assigned");
  }
  if (const Column* cluster = find(*table_, "cluster")) {
    clusters_.emplace(*cluster);
    cluster_of_.resize(static_cast<std::size_t>(table_->rows));
  }
  segment_ = find(*table_, "segment");
  if (segment_) {
    segment_groups_.emplace(*segment_);
    segment_of_.resize(static_cast<std::size_t>(table_->rows));
  }
  return issues;
}

Outcome<EffectFromSums> EffectFromSums::Work::begin(const Table& table, const Request& request) {
  if (table.rows == 0) {
    return error(Code::no_rows, "", "The table has no rows.");
  }
  std::unique_ptr<Work> work(new Work(table, request));
  Issues issues = work->find_arms();
  append(issues, work->find_sums());
  if (has_error(issues)) {
    return issues;
  }
  return {EffectFromSums(std::move(work)), std::move(issues)};
}

bool EffectFromSums::Work::step() {
  const auto rows = static_cast<std::size_t>(table_->rows);
  if (row_ >= rows) {
    return false;
  }
  for (const std::size_t last = std::min(rows, row_ + rows_per_step); row_ < last; ++row_) {
    if (!has_error(issues_)) {
      read_row(row_);
    }
  }
  return row_ < rows;
}

// Puts the row with its arm, and looks whether its sums can be sums.
void EffectFromSums::Work::read_row(std::size_t row) {
  const auto level = std::find(levels_.begin(), levels_.end(),
                               arm_->is_missing(static_cast<std::int64_t>(row)) ? "" : content_at(*arm_, row));
  if (level == levels_.end()) {
    return;
  }
  const auto arm = static_cast<std::size_t>(level - levels_.begin());
  const double n = products_[0][row];
  const double assigned = assigned_ ? assigned_[row] : n;
  if (!(n >= 0) || !(assigned >= n) || n != std::floor(n) || assigned != std::floor(assigned) || assigned > 9e15) {
    issues_.push_back(error(Code::out_of_range, "",
                            joined("The counts of ", line(row), " can not be: n is a whole number from 0",
                                   assigned_ ? " to assigned." : ".")));
    return;
  }
  arm_assigned_[arm] += static_cast<std::int64_t>(assigned);
  if (n == 0) {
    return;
  }
  for (std::size_t i = 0; i < width(); ++i) {
    const double first = products_[place(0, i)][row], square = products_[place(i, i)][row];
    for (std::size_t j = i; j < width(); ++j) {
      const double product = products_[place(i, j)][row], other = products_[place(j, j)][row];
      // Absolute values near 0 are what cancelling leaves of large numbers.
      if (!(std::abs(product) <= largest_sum)) {
        issues_.push_back(
            error(std::isnan(product) ? Code::missing_values : Code::too_large, "",
                  joined("“", sum_name(names_[i], names_[j]), "” of ", line(row),
                         std::isnan(product) ? " is missing." : " is beyond 1e150; give it a larger unit.")));
        return;
      }
      if (i > 0 && product * product > square * other * (1 + rounding)) {
        issues_.push_back(error(Code::conflict, "",
                                joined("The sums of ", line(row), " do not fit together: ",
                                       sum_name(names_[i], names_[j]), " is larger than the sums of squares allow.")));
        return;
      }
    }
    if (i > 0 && n * square - first * first < -rounding * n * std::abs(square)) {
      issues_.push_back(error(Code::conflict, "",
                              joined("The sums of ", line(row), " give ", names_[i],
                                     " a variance below 0: ", sum_name(names_[i], names_[i]), " is less than ",
                                     sum_name("", names_[i]), " squared over n.")));
      return;
    }
    if (i > 0 && centre_columns_[i] && centre_columns_[i]->numbers[row] != centres_[i]) {
      issues_.push_back(error(Code::conflict, "",
                              joined("“", centre_columns_[i]->name, "” of ", line(row),
                                     " differs from the first row's: these sums are of different queries.")));
      return;
    }
  }
  if (clusters_) {
    const std::int32_t cluster = clusters_->of(row);
    if (cluster < 0) {
      issues_.push_back(error(Code::missing_values, "", joined("The cluster of ", line(row), " is missing.")));
      return;
    }
    cluster_of_[row] = cluster;
    arm_of_cluster_.resize(std::max(arm_of_cluster_.size(), clusters_->size()), -1);
    std::int32_t& known = arm_of_cluster_[static_cast<std::size_t>(cluster)];
    if (known >= 0 && known != static_cast<std::int32_t>(arm)) {
      issues_.push_back(error(Code::crossed_units, "",
                              joined("The cluster of ", line(row),
                                     " is in two arms: clusters that were randomised are in one. Leave the cluster out "
                                     "where units were randomised.")));
      return;
    }
    known = static_cast<std::int32_t>(arm);
  }
  if (segment_) {
    const std::int32_t group = segment_groups_->of(row);
    const std::string name = group < 0 ? "(missing)" : content_at(*segment_, row);
    const auto same = std::find(segment_names_.begin(), segment_names_.end(), name);
    segment_of_[row] = static_cast<std::int32_t>(same - segment_names_.begin());
    if (same == segment_names_.end()) {
      if (segment_names_.size() == most_segments) {
        issues_.push_back(error(Code::too_many_levels, "", "There are more than 200 segments; join the small ones.",
                                static_cast<double>(most_segments)));
        return;
      }
      segment_names_.push_back(name);
    }
  }
  arm_rows_[arm].push_back(static_cast<std::uint32_t>(row));
}

ArmSums EffectFromSums::Work::add_up(std::vector<std::uint32_t> rows) const {
  const auto p = static_cast<Eigen::Index>(width());
  MatrixXd sums(p, p);
  for (std::size_t i = 0; i < width(); ++i) {
    for (std::size_t j = i; j < width(); ++j) {
      double sum = 0;
      for (const std::uint32_t row : rows) {
        sum += products_[place(i, j)][row];
      }
      sums(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = sum;
      sums(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(i)) = sum;
    }
  }
  ArmSums arm;
  arm.rows = std::move(rows);
  const double n = sums(0, 0);
  const Eigen::Index y = p - (ratio_ ? 2 : 1), d = p - 1;
  arm.map = MatrixXd::Identity(y + 1, p);
  arm.centre = centres_[static_cast<std::size_t>(y)];
  if (ratio_ && n > 0) {
    // The numerator's and denominator's deviations as one outcome with the ratio's variance (the delta method).
    const double centre_y = arm.centre, centre_d = centres_.back();
    const double denominator = centre_d + sums(0, d) / n;
    arm.centre = (centre_y + sums(0, y) / n) / denominator;
    arm.map(y, 0) = (centre_y - arm.centre * centre_d) / denominator;
    arm.map(y, y) = 1 / denominator;
    arm.map(y, d) = -arm.centre / denominator;
  }
  const MatrixXd mapped = arm.map.lazyProduct(sums);
  arm.products = mapped.lazyProduct(arm.map.transpose());
  return arm;
}

std::vector<double> EffectFromSums::Work::scores(const ArmSums& arm, const Weights& weights) const {
  const VectorXd u = arm.map.transpose().lazyProduct(weights.u), v = arm.map.transpose().lazyProduct(weights.v);
  std::vector<double> all(arm_of_cluster_.size(), 0);
  for (std::size_t i = 0; i < width(); ++i) {
    for (std::size_t j = i; j < width(); ++j) {
      const auto a = static_cast<Eigen::Index>(i), b = static_cast<Eigen::Index>(j);
      const double weight = u[a] * v[b] + (i == j ? 0 : u[b] * v[a]);
      if (weight != 0) {
        for (const std::uint32_t row : arm.rows) {
          all[static_cast<std::size_t>(cluster_of_[row])] += weight * products_[place(i, j)][row];
        }
      }
    }
  }
  return all;
}

std::vector<double> EffectFromSums::Work::cluster_sizes(const ArmSums& arm) const {
  const VectorXd one = VectorXd::Unit(arm.last() + 1, 0);
  return scores(arm, {one, one});
}

std::int64_t EffectFromSums::Work::cluster_count(const ArmSums& arm) const {
  const std::vector<double> sizes = cluster_sizes(arm);
  return std::count_if(sizes.begin(), sizes.end(), [](double n) { return n > 0; });
}

// Each person counts once; CR2, whose leverages depend on the clusters' sizes alone.
Estimate EffectFromSums::Work::clustered_means(const MethodText& text, const std::array<ArmSums, 2>& arms) const {
  double variance = 0, trace = 0, squares = 0;
  for (const ArmSums& arm : arms) {
    VectorXd u = VectorXd::Unit(arm.last() + 1, 0), v = VectorXd::Unit(arm.last() + 1, arm.last());
    u /= arm.n();
    v[0] = -arm.means()[arm.last()];
    const std::vector<double> score = scores(arm, {u, v}), size = cluster_sizes(arm);
    double second = 0, fourth = 0;
    for (std::size_t g = 0; g < size.size(); ++g) {
      const double share = size[g] / arm.n();
      variance += score[g] * score[g] / (1 - share);
      const double w = share * share / (1 - share);
      second += w;
      fourth += w * w;
      squares += share * share / (arm.n() * arm.n());
    }
    trace += 1 / arm.n();
    squares += (second * second - fourth) / (arm.n() * arm.n());
  }
  return estimate_of(text, difference_of(arms), se_of(variance, arms), trace * trace / squares, request_.confidence);
}

// CR1 as in Stata: clusters - 1 degrees of freedom.
Estimate EffectFromSums::Work::clustered(const MethodText& text, double estimate, const std::array<ArmSums, 2>& arms,
                                         const std::array<Weights, 2>& weights, double parameters) const {
  double variance = 0, clusters = 0;
  for (const std::size_t a : {0U, 1U}) {
    for (const double score : scores(arms[a], weights[a])) {
      variance += score * score;
    }
    clusters += static_cast<double>(cluster_count(arms[a]));
  }
  const double n = arms[0].n() + arms[1].n();
  variance *= clusters / (clusters - 1) * (n - 1) / (n - parameters);
  return estimate_of(text, estimate, se_of(variance, arms), clusters - 1, request_.confidence);
}

Estimate EffectFromSums::Work::means_of_clusters(const MethodText& text, const std::array<ArmSums, 2>& arms) const {
  std::array<ArmMean, 2> means;
  std::array<double, 2> count{};
  for (const std::size_t a : {0U, 1U}) {
    const ArmSums& arm = arms[a];
    const std::vector<double> size = cluster_sizes(arm);
    std::vector<double> values =
        scores(arm, {VectorXd::Unit(arm.last() + 1, 0), VectorXd::Unit(arm.last() + 1, arm.last())});
    double sum = 0, squares = 0;
    for (std::size_t g = 0; g < size.size(); ++g) {
      if (size[g] > 0) {
        values[g] /= size[g];
        sum += values[g];
        ++count[a];
      }
    }
    means[a].mean = sum / count[a];
    for (std::size_t g = 0; g < size.size(); ++g) {
      squares += size[g] > 0 ? (values[g] - means[a].mean) * (values[g] - means[a].mean) : 0;
    }
    means[a].variance = squares / (count[a] - 1) / count[a];
  }
  return estimate_of(text, means[1].mean - means[0].mean, se_of(means[0].variance + means[1].variance, arms),
                     welch_df(means[0], count[0], means[1], count[1]), request_.confidence);
}

std::vector<Estimate> EffectFromSums::Work::compare(const std::array<ArmSums, 2>& arms, const std::string& against,
                                                    bool overall) {
  const std::string quantity = joined(ratio_ ? "Difference in ratios" : "Difference in means", against);
  const std::string of_clusters = joined("Difference in means of clusters", against);
  const std::string lift = joined("Relative lift", against);
  const double difference = difference_of(arms);
  const std::array<ArmMean, 2> means{ArmMean{arms[0].mean(), arms[0].variance() / arms[0].n()},
                                     ArmMean{arms[1].mean(), arms[1].variance() / arms[1].n()}};
  std::vector<Estimate> all;
  if (clusters_) {
    all.push_back(clustered_means(
        {quantity, "cr2",
         ratio_ ? "Difference in ratios (delta method, clustered, CR2)" : "Difference in means (clustered, CR2)",
         cr2_source},
        arms));
    if (!ratio_) {
      all.push_back(means_of_clusters(
          {of_clusters, "cluster_means", "Means of clusters, each counted once (Welch)", welch_source}, arms));
    }
  } else {
    const double df = welch_df(means[0], arms[0].n(), means[1], arms[1].n());
    all.push_back(estimate_of({quantity, ratio_ ? "delta" : "welch",
                               ratio_ ? "Difference in ratios (delta method, Welch)" : "Difference in means (Welch)",
                               ratio_ ? delta_source : welch_source},
                              difference, std::sqrt(means[0].variance + means[1].variance), df, request_.confidence));
    const Effect effect = effect_of(means[0], means[1], df, request_.confidence);
    if (effect.lift) {
      Estimate relative =
          estimate_of({lift, "fieller", "Lift: treatment / control - 1 (Fieller)", "Fieller (1954), JRSS B 16:175-185"},
                      *effect.lift, 0, df, request_.confidence);
      relative.ci_low = effect.lift_ci_low;
      relative.ci_high = effect.lift_ci_high;
      if (effect.lift_unbounded) {
        relative.note = "The control's mean is not clearly different from zero, so no finite interval exists.";
      }
      all.push_back(std::move(relative));
    }
  }
  if (arms[0].last() == 1) {
    return all;
  }

  const std::vector<Eigen::Index> kept = told_apart(arms);
  const auto k = static_cast<double>(kept.size());
  if (overall) {
    for (Eigen::Index j = 1; j < arms[0].last(); ++j) {
      if (std::find(kept.begin(), kept.end(), j) == kept.end()) {
        // Marks of missing covariates are 0 throughout where none is missing, which is nothing to warn of.
        const bool nothing = arms[0].products(j, j) == 0 && arms[1].products(j, j) == 0;
        if (!nothing) {
          issues_.push_back(
              warning(Code::dropped_column, "",
                      joined("Covariate x", static_cast<std::int64_t>(j),
                             " adds nothing to the others (or is constant in an arm) and was left out.")));
        }
      }
    }
  }
  const std::int64_t fewest = clusters_ ? std::min(cluster_count(arms[0]), cluster_count(arms[1]))
                                        : static_cast<std::int64_t>(std::fmin(arms[0].n(), arms[1].n()));
  if (kept.empty() || static_cast<double>(fewest) <= k + 1) {
    if (!kept.empty() && overall) {
      issues_.push_back(
          warning(Code::arm_too_small, "",
                  joined("An arm has too few ", clusters_ ? "clusters" : "units", " for ",
                         static_cast<std::int64_t>(kept.size()), " covariates; the effect is shown without them.")));
    }
    return all;
  }
  const std::array<MatrixXd, 2> deviations{arms[0].deviations(), arms[1].deviations()};
  const std::array<VectorXd, 2> x{chosen(arms[0].means(), kept), chosen(arms[1].means(), kept)};
  const double n0 = arms[0].n(), n1 = arms[1].n();
  // u over the means' deviations, v the residual, both written over 1, x and the outcome.
  const auto weights_of = [&](std::size_t a, double at_one, const VectorXd& at_x, const VectorXd& slopes) {
    const ArmSums& arm = arms[a];
    Weights w{VectorXd::Zero(arm.last() + 1), VectorXd::Unit(arm.last() + 1, arm.last())};
    for (std::size_t i = 0; i < kept.size(); ++i) {
      w.u[kept[i]] = at_x[static_cast<Eigen::Index>(i)];
      w.v[kept[i]] = -slopes[static_cast<Eigen::Index>(i)];
    }
    w.u[0] = at_one - at_x.dot(x[a]);
    w.v[0] = -arm.means()[arm.last()] + slopes.dot(x[a]);
    return w;
  };

  const Slopes pooled = regress(deviations[0] + deviations[1], kept);
  const std::array<Slopes, 2> own{regress(deviations[0], kept), regress(deviations[1], kept)};
  if (std::min({pooled.residual, own[0].residual, own[1].residual}) <
      -1e-6 * (deviations[0] + deviations[1])(arms[0].last(), arms[0].last())) {
    issues_.push_back(
        error(Code::conflict, "",
              "The cross-products of the covariates and the outcome do not fit together: no rows have them."));
    return all;
  }
  const VectorXd gap = x[1] - x[0];
  {
    const double estimate = difference - pooled.slopes.dot(gap);
    const VectorXd direction = pooled.inverse.lazyProduct(gap);
    const double df = n0 + n1 - k - 2;
    const MethodText text{quantity, clusters_ ? "ancova_cr1" : "ancova",
                          clusters_ ? "Regression with covariates (ANCOVA, CUPED; clustered, CR1)"
                                    : "Regression with covariates (ANCOVA, CUPED)",
                          clusters_ ? cr1_source : cuped_source};
    all.push_back(
        clusters_ ? clustered(text, estimate, arms,
                              {weights_of(0, -1 / n0, -direction, pooled.slopes),
                               weights_of(1, 1 / n1, -direction, pooled.slopes)},
                              k + 2)
                  : estimate_of(text, estimate,
                                std::sqrt(std::fmax(0, pooled.residual) / df * (1 / n0 + 1 / n1 + gap.dot(direction))),
                                df, request_.confidence));
  }
  const VectorXd centre = (n0 * x[0] + n1 * x[1]) / (n0 + n1);
  std::array<ArmMean, 2> adjusted;
  std::array<Weights, 2> weights;
  for (const std::size_t a : {0U, 1U}) {
    const VectorXd step = centre - x[a], direction = own[a].inverse.lazyProduct(step);
    adjusted[a].mean = own[a].slopes.dot(step);
    adjusted[a].variance =
        std::fmax(0, own[a].residual) / (arms[a].n() - k - 1) * (1 / arms[a].n() + step.dot(direction));
    weights[a] = weights_of(a, 1 / arms[a].n(), direction, own[a].slopes);
  }
  const double estimate = difference + (adjusted[1].mean - adjusted[0].mean);
  const MethodText text{quantity, clusters_ ? "lin_cr1" : "lin_classical",
                        clusters_ ? "Regression adjustment (Lin; clustered, CR1)"
                                  : "Regression adjustment (Lin, residual variance of each arm)",
                        lin_source};
  all.push_back(clusters_ ? clustered(text, estimate, arms, weights, 2 * k + 2)
                          : estimate_of(text, estimate, std::sqrt(adjusted[0].variance + adjusted[1].variance),
                                        welch_df(adjusted[0], n0 - k, adjusted[1], n1 - k), request_.confidence));
  all.back().note = clusters_ ? "CR2 with covariates needs the rows." : lin_note;
  return all;
}

// Covariates help, but CR1 is too sure of itself where clusters are few.
std::string EffectFromSums::Work::recommended(const std::vector<Estimate>& estimates, std::int64_t clusters) const {
  const bool adjusted = estimates.back().method.rfind("lin", 0) == 0 && estimates.back().se;
  return adjusted && (!clusters_ || clusters >= 40) ? estimates.back().method : estimates.front().method;
}

void EffectFromSums::Work::add_segments(Result& result, std::size_t treatment, const Estimate& overall,
                                        const std::string& against) {
  result.segments.push_back(overall);
  result.segments.back().label = "All";
  double weights = 0, sum = 0, squares = 0, count = 0;
  for (std::size_t s = 0; s < segment_names_.size(); ++s) {
    const auto of_segment = [&](const std::vector<std::uint32_t>& rows) {
      std::vector<std::uint32_t> some;
      std::copy_if(rows.begin(), rows.end(), std::back_inserter(some),
                   [&](std::uint32_t row) { return segment_of_[row] == static_cast<std::int32_t>(s); });
      return add_up(std::move(some));
    };
    const std::array<ArmSums, 2> arms{of_segment(arm_rows_[0]), of_segment(arm_rows_[treatment])};
    const auto enough = [&](const ArmSums& arm) {
      return arm.n() >= 2 && (!clusters_ || cluster_count(arm) >= 2) && std::isfinite(arm.mean());
    };
    if (!enough(arms[0]) || !enough(arms[1])) {
      issues_.push_back(
          warning(Code::arm_too_small, "",
                  joined("Segment “", segment_names_[s], "” has fewer than two ", clusters_ ? "clusters" : "units",
                         " in an arm and is left out of the segments.")));
      continue;
    }
    const std::vector<Estimate> all = compare(arms, against, false);
    const auto same =
        std::find_if(all.begin(), all.end(), [&](const Estimate& e) { return e.method == result.recommended; });
    Estimate one = same == all.end() ? all.front() : *same;
    if (same == all.end()) {
      one.note = "Without covariates, for which this segment is too small.";
    }
    one.label = segment_names_[s];
    if (one.se) {
      const double weight = 1 / (*one.se * *one.se);
      weights += weight;
      sum += weight * one.estimate;
      squares += weight * one.estimate * one.estimate;
      ++count;
    }
    result.segments.push_back(std::move(one));
  }
  if (count > 1 && levels_.size() == 2) {
    result.segments_p_value = stats::chi_squared_sf(std::fmax(0, squares - sum * sum / weights), count - 1);
  }
}

void EffectFromSums::Work::add_checks(Result& result) const {
  double total = 0, statistic = 0;
  std::string counts;
  const auto arms = static_cast<double>(result.arms.size());
  const auto size = [&](const SummedArm& arm) {
    return static_cast<double>(arm.clusters ? *arm.clusters : arm.assigned);
  };
  for (const SummedArm& arm : result.arms) {
    total += size(arm);
    counts += joined(counts.empty() ? "" : ", ", static_cast<std::int64_t>(size(arm)),
                     clusters_ ? " clusters in “" : " in “", arm.level, "”");
  }
  for (std::size_t a = 0; a < result.arms.size(); ++a) {
    const double share = arms > 2 ? 1 / arms
                         : a == 1 ? request_.expected_treatment_share
                                  : 1 - request_.expected_treatment_share;
    const double gap = size(result.arms[a]) - total * share;
    statistic += gap * gap / (total * share);
  }
  const double p = stats::chi_squared_sf(statistic, arms - 1);
  const CheckStatus status = status_of(p);
  result.checks.push_back(
      {"sample_ratio", status,
       status == CheckStatus::pass   ? "The arms are as large as planned"
       : status == CheckStatus::warn ? "The arms may not be as large as planned"
                                     : "Sample ratio mismatch: units are missing from one arm",
       joined(counts, "; planned: ",
              arms > 2 ? "equal shares" : percent(request_.expected_treatment_share) + " in treatment", "."),
       p});
  if (assigned_ && arms == 2) {
    const std::array<std::int64_t, 2> assigned{result.arms[0].assigned, result.arms[1].assigned};
    const std::array<std::int64_t, 2> missing{assigned[0] - result.arms[0].n, assigned[1] - result.arms[1].n};
    result.checks.push_back(missing_outcome_check({}, assigned, missing, "the outcome"));
  }
}

void EffectFromSums::Work::add_assumptions(Result& result, const std::array<ArmSums, 2>& arms) const {
  auto& all = result.assumptions;
  if (clusters_) {
    const std::int64_t fewest = std::min(*result.arms[0].clusters, *result.arms[1].clusters);
    all.push_back({"Clusters were randomised as a whole, and there are enough of them",
                   joined("Standard errors come from the clusters' sums; the smaller arm has ", fewest,
                          " clusters. CR2 stands from about ten in each arm, CR1 from about twenty."),
                   fewest >= 20   ? Standing::fine
                   : fewest >= 10 ? Standing::doubtful
                                  : Standing::broken});
  } else {
    all.push_back({"Units are independent and were randomised one by one",
                   "Sums can not show whether units repeat or belong together. Where clusters were randomised, let the "
                   "query group by them.",
                   Standing::unchecked});
  }
  all.push_back({"Arms are large enough for their means to be normal",
                 "Skewness needs third powers, which the sums do not hold: look at the outcome's profile in the "
                 "warehouse, and cap heavy tails there if need be.",
                 Standing::unchecked});
  if (arms[0].last() > 1) {
    all.push_back({"Covariates were known before the experiment",
                   "A covariate that the treatment can change takes part of the effect away.", Standing::unchecked});
  }
  if (ratio_ && !clusters_) {
    // The denominator's own means: column d of the sums as they stand in the file.
    std::array<ArmMean, 2> d;
    for (const std::size_t a : {0U, 1U}) {
      double n = 0, sum = 0, square = 0;
      for (const std::uint32_t row : arms[a].rows) {
        n += products_[0][row];
        sum += products_[place(0, width() - 1)][row];
        square += products_[place(width() - 1, width() - 1)][row];
      }
      d[a] = {sum / n, std::fmax(0, square - sum * sum / n) / (n - 1) / n};
    }
    const double se = std::sqrt(d[0].variance + d[1].variance);
    const double p =
        se > 0 ? stats::t_two_sided_p((d[1].mean - d[0].mean) / se, welch_df(d[0], arms[0].n(), d[1], arms[1].n())) : 1;
    all.push_back(
        {"The treatment does not change the denominator",
         joined("Its means differ with p = ", rounded(p), p < 0.01 ? ": the ratio may move because of it alone." : "."),
         p < 0.01 ? Standing::doubtful : Standing::fine});
  }
  if (levels_.size() > 2) {
    all.push_back({"Several comparisons are looked at together",
                   joined("p-values and intervals are of each comparison by itself: of ",
                          static_cast<std::int64_t>(levels_.size() - 1),
                          ", ask a p-value to be below its limit divided by that number (Bonferroni)."),
                   Standing::doubtful});
  }
}

void EffectFromSums::Work::say(Result& result, const Estimate& main) const {
  const std::string& control = result.arms[0].level;
  result.sentence =
      joined(ratio_ ? "The ratio of “" : "The mean of “", levels_[1], "” is ",
             main.estimate == 0 ? std::string("the same as that of “")
                                : rounded(std::abs(main.estimate), 4) +
                                      (main.estimate < 0 ? " lower than that of “" : " higher than that of “"),
             control, "”",
             main.ci_low ? joined(" (", percent(request_.confidence), " interval from ", signed_number(*main.ci_low),
                                  " to ", signed_number(*main.ci_high), ")")
                         : std::string(" (no standard error exists)"),
             main.method.rfind("lin", 0) == 0 ? ", adjusted for covariates" : "", ", from the sums of ",
             result.rows_used, " units",
             levels_.size() > 2 ? joined("; ", static_cast<std::int64_t>(levels_.size() - 2),
                                         levels_.size() > 3 ? " more arms follow" : " more arm follows")
                                : std::string(),
             ".");
}

Outcome<EffectFromSumsResult> EffectFromSums::Work::finish() {
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  Result result;
  result.confidence = request_.confidence;
  result.rows_total = table_->rows;
  std::vector<ArmSums> arms;
  double spread = 0;
  for (std::size_t a = 0; a < levels_.size(); ++a) {
    arms.push_back(add_up(arm_rows_[a]));
    const ArmSums& arm = arms.back();
    const auto n = static_cast<std::int64_t>(arm.n());
    const std::int64_t clusters = clusters_ ? cluster_count(arm) : n;
    const std::string_view field = a == 0 ? "control" : "treatment";
    if (n < 2 || clusters < 2) {
      issues_.push_back(error(Code::arm_too_small, field,
                              joined("“", levels_[a], "” has ",
                                     n < 2 ? counted(arm.n(), "unit", "units")
                                           : counted(static_cast<double>(clusters), "cluster", "clusters"),
                                     "; an arm needs at least two."),
                              2.0));
    } else if (ratio_ && !(std::isfinite(arm.mean()) && arm.map(arm.last(), arm.last()) > 0)) {
      issues_.push_back(error(Code::out_of_range, field,
                              joined("The denominator of “", levels_[a], "” does not add up to more than 0.")));
    } else {
      spread += arm.variance();
      result.rows_used += n;
      result.arms.push_back({levels_[a], a == 0 ? "control" : "treatment", arm_assigned_[a], n,
                             clusters_ ? std::optional(clusters) : std::nullopt, arm.mean(),
                             std::sqrt(arm.variance())});
    }
  }
  if (!has_error(issues_) && !(spread > smallest_variance)) {
    issues_.push_back(error(Code::constant, "",
                            spread > 0
                                ? "The outcome varies by less than 1e-70 within the arms; give it a smaller unit."
                                : "The outcome does not vary within the arms; no standard error exists."));
  }
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  for (std::size_t t = 1; t < levels_.size(); ++t) {
    const std::array<ArmSums, 2> pair{arms[0], arms[t]};
    const std::string against = levels_.size() > 2 ? joined(": ", levels_[t], " against ", levels_[0]) : "";
    std::vector<Estimate> estimates = compare(pair, against, t == 1);
    if (t == 1) {
      result.recommended = recommended(estimates, clusters_ ? cluster_count(arms[0]) + cluster_count(arms[1]) : 0);
    }
    const auto main = std::find_if(estimates.begin(), estimates.end(),
                                   [&](const Estimate& e) { return e.method == result.recommended; });
    const Estimate& chosen_one = main == estimates.end() ? estimates.front() : *main;
    if (t == 1) {
      say(result, chosen_one);
    }
    if (segment_) {
      add_segments(result, t, chosen_one, against);
    }
    result.estimates.insert(result.estimates.end(), estimates.begin(), estimates.end());
  }
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  add_checks(result);
  add_assumptions(result, {arms[0], arms[1]});
  return {std::move(result), std::move(issues_)};
}

EffectFromSums::EffectFromSums(std::unique_ptr<Work> work) : work_(std::move(work)) {}
EffectFromSums::EffectFromSums(EffectFromSums&&) noexcept = default;
EffectFromSums& EffectFromSums::operator=(EffectFromSums&&) noexcept = default;
EffectFromSums::~EffectFromSums() = default;

Outcome<EffectFromSums> EffectFromSums::prepare(const Table& table, const Request& request) {
  return Work::begin(table, request);
}
bool EffectFromSums::step() { return work_->step(); }
double EffectFromSums::progress() const { return work_->progress(); }
Outcome<EffectFromSumsResult> EffectFromSums::finish() { return work_->finish(); }

}  // namespace sutva::analyze
