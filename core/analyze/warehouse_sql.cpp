// SPDX-License-Identifier: Apache-2.0
#include "analyze/warehouse_sql.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace sutva::analyze {
namespace {

struct Dialect {
  char quote;
  std::string_view number, string;
  bool backslash;  // a quote in a name is escaped by \ instead of being doubled
  bool capitals;   // names without quotes are stored in capitals
};

// By SqlDialect. BigQuery: "Lexical structure and syntax", quoted identifiers. Snowflake: "Identifier requirements".
constexpr std::array<Dialect, 6> dialects{{{'"', "DOUBLE", "VARCHAR", false, false},
                                           {'"', "DOUBLE PRECISION", "VARCHAR", false, false},
                                           {'`', "FLOAT64", "STRING", true, false},
                                           {'"', "DOUBLE", "VARCHAR", false, true},
                                           {'`', "DOUBLE", "STRING", false, false},
                                           {'"', "DOUBLE", "VARCHAR", false, false}}};

constexpr std::size_t most_covariates = 20;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool is_plain(std::string_view name) {
  return is_letter(name[0]) && std::all_of(name.begin(), name.end(),
                                           [](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '$'; });
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 32 || c == 127; }

std::string quoted(std::string_view name, const Dialect& d) {
  std::string all(1, d.quote);
  const bool capitals = d.capitals && is_plain(name);
  for (const char c : name) {
    if (c == d.quote || (d.backslash && c == '\\')) {
      all += d.backslash ? '\\' : c;
    }
    all += capitals && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return all + d.quote;
}

// One name of a table, or its parts between points; a part that stands in quotes may hold points and is left as it is
// but for the quotes. Empty where it can not be read.
std::string quoted_table(std::string_view table, const Dialect& d) {
  std::string all;
  std::size_t at = 0;
  for (;;) {
    std::string part;
    const bool in_quotes = at < table.size() && (table[at] == '"' || table[at] == '`');
    if (in_quotes) {
      const std::size_t end = table.find(table[at], at + 1);
      if (end == std::string_view::npos) {
        return {};
      }
      part = table.substr(at + 1, end - at - 1);
      at = end + 1;
    } else {
      const std::size_t end = std::min(table.find('.', at), table.size());
      part = table.substr(at, end - at);
      at = end;
    }
    if (part.empty() || (at < table.size() && table[at] != '.')) {
      return {};
    }
    Dialect as = d;
    as.capitals = d.capitals && !in_quotes;
    all += quoted(part, as);
    if (at++ >= table.size()) {
      return all;
    }
    all += '.';
  }
}

// Whether a condition ends where it seems to: no semicolon, and brackets, quotes and comments close.
bool is_condition(std::string_view sql) {
  int depth = 0;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    const char c = sql[i];
    if (c == '\'' || c == '"' || c == '`') {
      i = sql.find(c, i + 1);
    } else if (sql.substr(i, 2) == "--") {
      i = std::min(sql.find('\n', i), sql.size() - 1);
    } else if (sql.substr(i, 2) == "/*") {
      i = sql.find("*/", i + 2);
    } else if (c == '(') {
      ++depth;
    } else if (c == ';' || (c == ')' && --depth < 0)) {
      return false;
    }
    if (i == std::string_view::npos) {
      return false;
    }
  }
  return depth == 0;
}

// A number of a unit, as the query sums it.
struct Variable {
  std::string name;  // y, d, x1, ...
  std::string meaning;
};

struct Writer {
  const WarehouseSqlRequest& r;
  const Dialect& d;
  std::vector<std::string> numbers;                           // y, d, x1 ...
  std::vector<std::string> columns;                           // ... and the names of their columns
  std::vector<std::pair<std::string, std::string>> groups{};  // arm, cluster, segment with their columns

  bool aggregates() const { return !r.unit.empty() && r.unit_rows != RowsOfUnit::separate; }
  bool keeps() const { return r.missing_covariates == MissingCovariates::indicator; }

  // "y IS NOT NULL AND x1 IS NOT NULL": units of whom all is known that must be.
  std::string complete() const {
    std::string all;
    for (const std::string& name : numbers) {
      if (!(keeps() && name[0] == 'x')) {
        all += (all.empty() ? "" : " AND ") + name + " IS NOT NULL";
      }
    }
    return all;
  }

  std::string sql(std::vector<Variable>& variables) const;
};

std::string lines(const std::vector<std::string>& items) {
  std::string all;
  for (const std::string& item : items) {
    all += (all.empty() ? "\n    " : ",\n    ") + item;
  }
  return all;
}

std::string Writer::sql(std::vector<Variable>& variables) const {
  // Columns have other names as rows than as units: some warehouses would read an alias inside its own aggregate.
  const std::string row = aggregates() ? "row_" : "";
  std::vector<std::string> read, together, centred, result;
  std::string conditions, keys;
  for (const auto& [name, column] : groups) {
    read.push_back("CAST(" + quoted(column, d) + " AS " + std::string(d.string) + ") AS " + row + name);
    together.push_back("MIN(" + row + name + ") AS " + name);
    centred.push_back(name);
    keys += (keys.empty() ? "" : ", ") + name;
    if (name != "segment") {
      conditions += (conditions.empty() ? "" : "\n    AND ") + quoted(column, d) + " IS NOT NULL";
    }
  }
  if (aggregates()) {
    read.push_back(quoted(r.unit, d) + " AS row_unit");
    conditions += "\n    AND " + quoted(r.unit, d) + " IS NOT NULL";
  }
  result = centred;
  result.insert(result.end(), {"COUNT(*) AS assigned", "SUM(used) AS n"});
  centred.push_back("CASE WHEN " + complete() + " THEN 1 ELSE 0 END AS used");
  std::vector<std::string> averages;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::string& name = numbers[i];
    const bool covariate = name[0] == 'x';
    read.push_back("CAST(" + quoted(columns[i], d) + " AS " + std::string(d.number) + ") AS " + row + name);
    const std::string_view how = covariate || r.unit_rows == RowsOfUnit::mean ? "AVG"
                                 : r.unit_rows == RowsOfUnit::sum             ? "SUM"
                                                                              : "MAX";
    together.push_back(std::string(how) + "(" + row + name + ") AS " + name);
    averages.push_back("AVG(" + name + ") AS c_" + name);
    const std::string less = name + " - c_" + name;
    centred.push_back((covariate && keeps() ? "COALESCE(" + less + ", 0)" : less) + " AS " + name);
    centred.push_back("c_" + name);
    result.push_back("MAX(c_" + name + ") AS centre_" + name);
    variables.push_back({name, columns[i]});
  }
  if (keeps()) {
    const std::size_t covariates = r.covariates.size();
    for (std::size_t i = 0; i < covariates; ++i) {
      const std::string name = "x" + std::to_string(covariates + i + 1);
      centred.push_back("CASE WHEN " + numbers[numbers.size() - covariates + i] +
                        " IS NULL THEN 1.0E0 ELSE 0.0E0 END AS " + name);
      variables.push_back({name, "1 where “" + r.covariates[i] + "” is missing"});
    }
  }
  // In the order of the sums: covariates, outcome, denominator.
  std::stable_partition(variables.begin(), variables.end(), [](const Variable& v) { return v.name[0] == 'x'; });
  for (const Variable& v : variables) {
    result.push_back("SUM(used * " + v.name + ") AS " + sum_name("", v.name));
  }
  for (std::size_t i = 0; i < variables.size(); ++i) {
    for (std::size_t j = i; j < variables.size(); ++j) {
      result.push_back("SUM(used * " + variables[i].name + " * " + variables[j].name + ") AS " +
                       sum_name(variables[i].name, variables[j].name));
    }
  }
  std::string all = "WITH " + std::string(aggregates() ? "chosen" : "units") + " AS (\n  SELECT" + lines(read) +
                    "\n  FROM " + quoted_table(r.table, d) + "\n  WHERE " + conditions;
  if (!r.filter.empty()) {
    all += "\n    AND (\n" + r.filter + "\n    )";
  }
  if (aggregates()) {
    all += "\n),\n-- One row for each unit; a unit in two arms belongs to neither.\nunits AS (\n  SELECT" +
           lines(together) + "\n  FROM chosen\n  GROUP BY row_unit\n  HAVING MIN(row_arm) = MAX(row_arm)";
  }
  return all +
         "\n),\n-- Overall averages: taken off first, they keep large numbers from swallowing small differences.\n"
         "centres AS (\n  SELECT" +
         lines(averages) + "\n  FROM units\n  WHERE " + complete() + "\n),\ncentred AS (\n  SELECT" + lines(centred) +
         "\n  FROM units\n  CROSS JOIN centres\n)\nSELECT" + lines(result) + "\nFROM centred\nGROUP BY " + keys +
         "\nORDER BY " + keys + "\n";
}

}  // namespace

std::string sum_name(std::string_view first, std::string_view second) {
  return second.empty() ? "n" : joined("sum_", first, second);
}

Outcome<WarehouseSqlResult> warehouse_sql(const WarehouseSqlRequest& request) {
  const Dialect& d = dialects[static_cast<std::size_t>(request.dialect)];
  Issues issues;
  std::vector<std::pair<std::string, std::string>> names;  // of columns, with their fields
  const auto check = [&](const std::string& field, const std::string& column, bool needed) {
    if (column.empty() && needed) {
      issues.push_back(error(Code::required, field, "Name a column."));
    } else if (std::any_of(column.begin(), column.end(), is_control)) {
      issues.push_back(error(Code::wrong_type, field, "A name of a column is one line of text."));
    } else if (!column.empty()) {
      const auto same =
          std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.second == column; });
      if (same != names.end()) {
        issues.push_back(error(Code::conflict, field,
                               joined("“", column, "” is the ", same->first, " already; choose another column.")));
      }
      names.emplace_back(field, column);
    }
  };
  check("arm", request.arm, true);
  check("outcome", request.outcome, true);
  check("denominator", request.denominator, false);
  check("cluster", request.cluster, false);
  check("unit", request.unit, false);  // without one there is nothing to put together
  for (std::size_t i = 0; i < request.covariates.size(); ++i) {
    check("covariates[" + std::to_string(i) + "]", request.covariates[i], true);
  }
  if (request.covariates.size() > most_covariates) {
    issues.push_back(error(Code::too_large, "covariates", "At most 20 covariates: the query sums every pair of them.",
                           static_cast<double>(most_covariates)));
  }
  // A segment may be one of the others, such as a cluster or a covariate.
  if (std::any_of(request.segment.begin(), request.segment.end(), is_control) || request.segment == request.arm) {
    issues.push_back(request.segment == request.arm && !request.segment.empty()
                         ? error(Code::conflict, "segment", "The segment is the arm column; choose another.")
                         : error(Code::wrong_type, "segment", "A name of a column is one line of text."));
  }
  if (request.table.empty()) {
    issues.push_back(error(Code::required, "table", "Name the table."));
  } else if (std::any_of(request.table.begin(), request.table.end(), is_control) ||
             quoted_table(request.table, d).empty()) {
    issues.push_back(error(Code::wrong_type, "table",
                           "Write parts with points between them, such as sales.experiment, and quotes around a part "
                           "that holds a point itself."));
  }
  if (!is_condition(request.filter)) {
    issues.push_back(
        error(Code::wrong_type, "filter", "One condition, without a semicolon, whose brackets and quotes all close."));
  }
  if (!request.denominator.empty() && !request.unit.empty() &&
      (request.unit_rows == RowsOfUnit::mean || request.unit_rows == RowsOfUnit::largest)) {
    issues.push_back(error(Code::conflict, "unit_rows",
                           "A ratio needs each unit's totals: add up the rows of a unit, or keep them apart."));
  }
  if (!issues.empty()) {
    return issues;
  }

  Writer writer{request, d, {"y"}, {request.outcome}};
  if (!request.denominator.empty()) {
    writer.numbers.emplace_back("d");
    writer.columns.push_back(request.denominator);
  }
  for (std::size_t i = 0; i < request.covariates.size(); ++i) {
    writer.numbers.push_back("x" + std::to_string(i + 1));
    writer.columns.push_back(request.covariates[i]);
  }
  // Rows of a unit kept apart are observations of a cluster.
  const bool apart = !request.unit.empty() && request.unit_rows == RowsOfUnit::separate;
  const std::string& cluster = request.cluster.empty() && apart ? request.unit : request.cluster;
  writer.groups.emplace_back("arm", request.arm);
  std::string each = "arm";
  if (!cluster.empty()) {
    writer.groups.emplace_back("cluster", cluster);
    each += " and cluster";
  }
  if (!request.segment.empty()) {
    writer.groups.emplace_back("segment", request.segment);
    each += cluster.empty() ? " and segment" : ", for every segment";
  }
  WarehouseSqlResult result;
  std::vector<Variable> variables;
  result.sql = writer.sql(variables);
  result.sentence = joined("One row for each ", each, ": how many units it has, and sums and sums of products of “",
                           request.outcome, "”", request.denominator.empty() ? "" : ", its denominator",
                           request.covariates.empty() ? "" : " and the covariates",
                           ", all less their overall average. No row of a person leaves the warehouse; save the answer "
                           "as CSV and drop it here.");
  for (const auto& [name, column] : writer.groups) {
    result.columns.push_back({name, column});
  }
  result.columns.push_back({"assigned", "units in the arm"});
  result.columns.push_back({"n", "of these, units with all the numbers that are needed"});
  for (const Variable& v : variables) {
    result.columns.push_back({v.name, v.meaning});
  }
  result.notes.emplace_back("Export every digit of the numbers: some tools round what they show.");
  result.notes.emplace_back(
      "A column of true and false must be made a number first, by CASE WHEN ... THEN 1 ELSE 0 END in a view; a NaN "
      "must be "
      "NULL.");
  if (apart && request.cluster.empty()) {
    result.notes.emplace_back("One row comes back for every unit. Put its rows together to have one for each arm.");
  }
  if (!cluster.empty() && !(apart && request.cluster.empty())) {
    result.notes.emplace_back("Clusters come back by name, because a standard error needs each one's sums.");
  }
  return result;
}

}  // namespace sutva::analyze
