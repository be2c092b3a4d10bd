// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sutva::stats {

struct Interval {
  double low = 0;
  double high = 0;
};

// Wilson's score interval for a share (Wilson 1927, JASA 22:209-212). n > 0.
Interval wilson(double successes, double n, double confidence);

}  // namespace sutva::stats
