// SPDX-License-Identifier: Apache-2.0
// Places to draw the units of a small network at. Tied units come to lie near each other, so that communities and
// separate parts show.
//
// Sources: the energy is LinLog (Noack 2007, J. Graph Algorithms Appl. 11:453): every tie pulls alike however long it
// is, and units push each other in proportion to their ties. Places to start from are those of Harel and Koren (2004,
// J. Graph Algorithms Appl. 8:195); distant units push as one (Barnes and Hut 1986, Nature 324:446).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/outcome.hpp"
#include "graph/network.hpp"

namespace sutva::graph {

inline constexpr std::uint32_t most_drawn_units = 5'000;

struct Places {
  std::vector<float> x, y;  // by unit, within [0, 1], with one scale for both
};

// Places in steps of a few ms: about a second for 5,000 units and 25,000 ties. A network whose units have a place keeps
// it. Error too_large on `network` for more than most_drawn_units. The network must outlive it. The same seed gives the
// same places, everywhere.
class Layout {
 public:
  static Outcome<Layout> prepare(const Network& network, std::uint64_t seed = 1);
  bool step();  // false when there is nothing left to do
  double progress() const;
  Places take();  // after the last step; before it: the places so far, to draw while they move

  Layout(Layout&&) noexcept;
  Layout& operator=(Layout&&) noexcept;
  ~Layout();

 private:
  class Work;
  explicit Layout(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

}  // namespace sutva::graph
