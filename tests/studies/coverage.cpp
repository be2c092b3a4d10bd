#include <cstdio>
#include <cstdlib>
#include <ctime>
#include "coverage_study.hpp"
using namespace sutva::studies;
int main(int argc, char** argv) {
  Effort effort;
  effort.replicates = argc > 1 ? std::atoll(argv[1]) : 20;
  effort.resampled = argc > 2 ? std::atoll(argv[2]) : 4;
  for (const Kind& k : kinds()) {
    if (argc > 3 && k.name != argv[3])
      continue;
    for (std::size_t s : {0U, 1U}) {
      effort.sizes = {s};
      auto t = std::clock();
      Findings f = study(k, effort);
      std::fprintf(stderr, "%s %zu: %.2f s\n", std::string(k.name).c_str(), s,
                   double(std::clock() - t) / CLOCKS_PER_SEC);
      for (auto& u : f.unknown) std::fprintf(stderr, "  unknown %s\n", u.c_str());
      for (auto& l : f.lines) {
        auto& y = l.sizes[s];
        std::printf("%s|%zu|%s|%s|%s|cov %.1f (%.1f) low %.1f|t1 %.1f%s (%ld)|none %.1f|w %.4g truth %g\n",
                    std::string(k.name).c_str(), s, l.operation.c_str(), l.quantity.c_str(), l.method.c_str(),
                    y.covered.of ? 100 * y.covered.share() : -1, y.covered.of ? 100 * y.covered.error() : -1,
                    y.covered.of ? 100 * y.missed_low.share() : -1, y.rejected.of ? 100 * y.rejected.share() : -1,
                    y.from_interval ? "*" : "", long(y.rejected.of), y.undefined.of ? 100 * y.undefined.share() : -1,
                    y.widths ? y.mean_width() : -1, y.truth.value_or(-99));
      }
    }
  }
}
