// SPDX-License-Identifier: Apache-2.0
#include "stats/adjusted_p.hpp"

#include <map>

#include "../catch.hpp"
#include "../reference.hpp"

using namespace sutva::stats;
using namespace sutva::tests;

TEST_CASE("adjusted p: the numbers of statsmodels") {
  std::map<std::string, std::vector<ReferenceRow>> families;
  for (const ReferenceRow& row : reference("adjusted_p")) {
    families[row.text("family")].push_back(row);
  }
  for (const auto& [name, rows] : families) {
    std::vector<double> p;
    for (const ReferenceRow& row : rows) {
      p.push_back(row.number("p"));
    }
    const auto bonferroni = bonferroni_adjusted(p), holm = holm_adjusted(p), bh = benjamini_hochberg_adjusted(p);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      INFO(rows[i].described());
      CHECK(relative_error(bonferroni[i], rows[i].number("bonferroni")) < 1e-14);
      CHECK(relative_error(holm[i], rows[i].number("holm")) < 1e-14);
      CHECK(relative_error(bh[i], rows[i].number("fdr_bh")) < 1e-14);
    }
  }
  REQUIRE(families.size() == 6);
  REQUIRE(holm_adjusted({}).empty());
}
