// SPDX-License-Identifier: Apache-2.0
// The sequential test of a sample ratio by Lindon and Malek (2022), Anytime-Valid Inference for Multinomial Count Data,
// NeurIPS 35: the planned shares against any others, with a Dirichlet prior centred on the plan.
#pragma once

#include <span>

namespace sutva::stats {

// The logarithm of the Bayes factor against the planned shares, of the prior Dirichlet(concentration * shares):
//   Γ(c) / Γ(n + c) * Π Γ(x_i + c p_i) / (Γ(c p_i) p_i^x_i)
// As long as the plan holds it is a martingale that begins at 1, so it ever exceeds 1 / alpha with a chance of at most
// alpha, however often one looks (Ville's inequality).
// counts: of each arm, >= 0, up to 1e15. shares: as many, > 0, with a sum of 1. concentration: > 0; large values look
// for small departures, which take many people to see.
double log_multinomial_bayes_factor(std::span<const double> counts, std::span<const double> shares,
                                    double concentration);

}  // namespace sutva::stats
