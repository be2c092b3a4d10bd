// SPDX-License-Identifier: Apache-2.0
#include "coverage_notes.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace sutva::studies {
namespace {

const std::vector<Note>& all_notes() {
  static const std::vector<Note> all{
      // Clusters taken apart.
      {{"clustered"},
       {"effect-methods"},
       {"Difference in mean", "log(1"},
       {"welch", "pooled_t", "lin_hc", "ancova_hc2", "ancova_classical", "cuped"},
       "Takes people of a cluster for independent, which they are not, and is listed by `effect-methods` to show what "
       "that costs: with clusters of twenty and an intraclass correlation of 0.1 variances are about three times as "
       "large as it says. The operation says so beside the number and recommends CR2."},
      {{"clustered"},
       {"effect-methods"},
       {},
       {"z"},
       "As the note on methods that take people of a cluster for independent."},
      {{"clustered"},
       {"effect-outcome", "effect-quantiles", "effect-bayesian"},
       {},
       {},
       "This operation can not be told of clusters; it takes rows for independent, as its assumptions say. Only where "
       "whole clusters are made into one row each (`unit` with the rows of a unit averaged) does it fit such data."},
      {{"clustered"},
       {"effect-methods", "effect-from-sums", "csv-effect"},
       {},
       {"cr0", "cr1"},
       "About eleven clusters in each arm are too few for this sandwich: CR0 has no correction, CR1 a rough one. CR2 "
       "with Satterthwaite's degrees of freedom, which the operations recommend, holds."},
      {{"clustered"},
       {"effect-segments"},
       {"Same effect"},
       {},
       "What a cluster's people share moves all segments of the cluster alike, so that differences between segments "
       "vary less than this test, which takes the segments for independent, allows for. It is cautious."},
      // Peeking.
      {{},
       {"effect-sequential"},
       {},
       {"welch"},
       "An interval for one look, made at five: that is what looking without a plan costs, and why the operation calls "
       "it right only if nobody would have stopped earlier."},
      {{},
       {"effect-sequential"},
       {},
       {"always_valid"},
       "Holds at every moment from the first unit on; at five moments only it is cautious by design."},
      {{},
       {"effect-sequential"},
       {},
       {"repeated"},
       "Boundaries are those of a normal distribution with a known variance. Where the first look finds five or ten "
       "units "
       "in an arm, or hardly a success, they are not exact."},
      // Posteriors.
      {{},
       {"effect-bayesian"},
       {},
       {"sceptical"},
       "A prior around no difference, as narrow as the standard error, draws the estimate half way to 0 on purpose. A "
       "credible interval holds on average over the differences that its prior expects, not at a difference that the "
       "prior thinks unlikely; in return it hardly ever finds an effect where there is none."},
      {{"binary"},
       {"effect-bayesian"},
       {},
       {},
       "Credible intervals of shares this small follow their prior: one success and one failure in each arm (Beta(1, "
       "1)) "
       "or half of one (Jeffreys) weigh as much as the data do. They hold on average over what the prior expects."},
      // Variances that are not equal.
      {{"unequal"},
       {"effect-methods", "effect-from-sums", "effect-arms"},
       {},
       {"pooled", "classical", "ancova"},
       "Takes the variances of both arms for equal. Here the smaller arm varies more, so the pooled variance is too "
       "small. Welch's interval, which every operation recommends, holds."},
      {{"unequal"},
       {"csv-effect", "effect-methods", "effect-arms", "effect-from-sums"},
       {},
       {"lin", "cuped"},
       "Two things: HC2 with n - 4 degrees of freedom reckons with the 25 people of the smaller arm as if they were a "
       "hundred; and it is an interval for the average effect on the people in the file, not for those they were drawn "
       "from. Here an effect differs from person to person with the covariate, so the second varies by more. Held "
       "against the average effect on the people drawn, Lin's interval covers 95.2 % with 75 and 25 (6,000 samples), "
       "as "
       "it should."},
      {{"unequal"},
       {"effect-quantiles"},
       {"superiority"},
       {"mann_whitney"},
       "Tests that both arms have the same distribution, which they have not: equal means with unequal spread are "
       "found "
       "too often where the smaller arm varies more. DeLong's interval allows for it."},
      {{"unequal"},
       {"effect-quantiles"},
       {"superiority"},
       {"delong"},
       "The variance is known from 25 people in the smaller arm, the interval is that of a normal distribution."},
      {{"unequal"},
       {"effect-arms"},
       {"All means"},
       {"welch"},
       "Chance: in 20,000 samples of the same law drawn outside of Sutva this test rejects 5.0 % of the time."},
      {{"unequal"},
       {"effect-quantiles"},
       {"Shift"},
       {},
       "Takes one arm for the other one shifted, as the operation's assumptions say with both standard deviations; "
       "here they are 1 and 3."},
      {{"unequal"},
       {"effect-resampled"},
       {},
       {"randomization"},
       "Tests that the treatment does nothing to anybody; here it changes the spread. The studentised form beside it "
       "tests the mean."},
      {{"unequal"},
       {"effect-segments"},
       {"Same effect"},
       {"chi_squared"},
       "Cochran's Q takes variances of about eight units in each segment for known; Welch's F beside it, which is the "
       "one that answers, does not."},
      // Caps.
      {{"skewed", "zeros", "binary", "unequal", "normal", "ratio"},
       {"effect-methods", "effect-quantiles"},
       {},
       {"capped"},
       "Held against the cap at the population's quantile, while the operation caps at the sample's and takes that for "
       "given. Where the arms differ in their tails the estimate moves with the cap, and the interval does not know. "
       "With few units an outermost quantile is hardly known at all."},
      // Quantiles.
      {{"normal", "skewed", "zeros", "unequal"},
       {"effect-quantiles"},
       {"Difference of the"},
       {"order_statistics"},
       "Cautious: in each arm the interval can only end at an outcome, so it covers more than it must, the more so the "
       "fewer outcomes lie beyond the quantile; two such are then combined. Where most outcomes are 0, the median is 0 "
       "in nearly every sample."},
      {{"normal", "skewed", "zeros", "unequal"},
       {"effect-quantiles"},
       {"Difference of the"},
       {"siddiqui"},
       "The density at the quantile is estimated from outcomes on both sides; far out, and where it falls steeply, few "
       "units show too low a density, so the interval is too wide. It does not exist where outcomes are equal."},
      {{"zeros"},
       {"effect-quantiles"},
       {"Shift"},
       {},
       "Most pairs of a treated unit and a control have 0 both, so the typical difference is 0 in every sample: right, "
       "and useless. The operation points to the probability of superiority instead."},
      // Drawing again.
      {{"skewed", "zeros", "binary", "normal", "clustered", "unequal"},
       {"effect-resampled"},
       {"Difference of"},
       {"quantile_"},
       "A bootstrap of medians steps between a few outcomes; where most are equal it often gives the same number each "
       "time."},
      {{"zeros", "skewed", "binary"},
       {"effect-resampled"},
       {},
       {"bca"},
       "BCa moves its ends by the skewness of the sample, which the one or two largest outcomes decide: the interval "
       "moves away from 0 with them. scipy's BCa does the same on the zero-inflated data: without an effect it left "
       "out 0 in 14.5 ± 1.8 % of 400 samples, its percentile interval in 7.3 %."},
      {{"normal", "skewed", "zeros", "binary", "unequal", "clustered"},
       {"effect-resampled"},
       {"Difference in means", "Lift"},
       {"bootstrap", "formula", "randomization", "wild"},
       "Counted in fewer samples, the same ones for all methods of this operation: where \u201cBy formula\u201d, whose "
       "interval is counted in all samples in the first row, is off in the same direction, that is chance."},
      {{"skewed", "zeros", "binary", "clustered"},
       {"effect-resampled"},
       {"Difference in means", "Lift"},
       {"bootstrap"},
       "Fifty units, or eleven clusters, drawn again know no more of the tails than these fifty do, and percentile and "
       "BCa "
       "intervals do not allow for an estimated variance as Student's t does: with few units they are too narrow."},
      // Lift.
      {{"zeros", "binary", "skewed"},
       {},
       {"Lift"},
       {"delta"},
       "The share or mean of control stands below the ratio and rests on few units. The delta method takes the ratio "
       "for "
       "a straight line, on the logarithm for a less bent one; Fieller's and the score interval do not."},
      {{"zeros", "binary", "skewed"},
       {},
       {"Lift"},
       {"fieller"},
       "Only samples whose control is clearly above 0 have a finite Fieller interval; the count is of these alone, "
       "which "
       "are the lucky ones. In all others the operation says that no finite interval exists."},
      {{"binary"},
       {},
       {"Lift"},
       {},
       "Counts so small take few values, so an interval can not cover exactly 95 %; these are of samples in which "
       "there "
       "is a ratio at all."},
      // Shares.
      {{"binary"},
       {"effect-from-counts"},
       {"Difference"},
       {"newcombe", "agresti", "nurminen"},
       "Counts so small take few values; these intervals choose to cover more than 95 % rather than less."},
      {{"binary"},
       {"effect-outcome"},
       {"No difference"},
       {},
       "An exact test never rejects more often than it may, and with two or three successes the next possible level is "
       "far below 5 %."},
      {{"binary"},
       {},
       {},
       {"welch", "pooled", "z", "lin", "ancova", "cuped", "log1p", "wald", "holm", "dunnett", "f", "chi_squared",
        "classical"},
       "With 1.5 and 2.5 successes expected, a normal or Student's distribution is a poor guide, and where an arm has "
       "none "
       "its variance is taken for 0. Such a test hardly ever rejects. The operation calls this assumption broken and "
       "recommends the score interval (`effect-outcome`, `effect-from-counts`)."},
      // Regression of few.
      {{"skewed", "zeros"},
       {},
       {},
       {"lin"},
       "Lin's regression has slopes of their own in each arm, which rest on a few large outcomes (ten of fifty buy at "
       "all). HC0, HC1 and residual variances do not see how far these pull the line; HC2 nearly does, HC3 does. "
       "ANCOVA "
       "has one slope for both arms and holds."},
      // Means of skewed outcomes.
      {{"skewed", "zeros"},
       {},
       {},
       {"welch", "pooled", "z", "ancova", "cuped", "formula", "holm", "dunnett", "f", "chi_squared", "classical",
        "normal", "log1p", "clustered", "delong", "mann"},
       "Too few units for a mean of outcomes this skewed (`effect-outcome` asks for 355 skewness²). A sample without "
       "the "
       "rare large outcomes has a small mean and a small standard error together: where there is an effect, intervals "
       "miss below the truth more often than above; where there is none, both arms err alike and the test is "
       "cautious."},
      // Designs.
      {{"blocks", "pairs"},
       {"effect-methods"},
       {},
       {"welch", "pooled_t", "z", "lin_hc", "ancova", "cuped"},
       "Leaves the blocks out of account and counts the differences between them as chance: far too wide, as "
       "`effect-methods` says beside it."},
      {{"observational"},
       {"effect-observational"},
       {},
       {"naive"},
       "Not an estimate of the effect: those who took the treatment differ to begin with. It is shown to see what the "
       "adjustment changes."},
      {{"observational"},
       {"effect-observational"},
       {},
       {"matching"},
       "Takes the propensity as known, as its note says, although it was estimated from the same units: a little too "
       "wide (Abadie and Imbens 2016). The units without a match are left out."},
      {{"observational"},
       {"effect-observational"},
       {},
       {"ipw", "aipw", "overlap", "regression"},
       "The variance is that of large samples; 150 units with a few large weights are not one."},
      {{"staggered"},
       {"effect-panel"},
       {"All event times"},
       {"pointwise"},
       "Each interval holds by itself; that all of them hold together nobody promises. The uniform band does."},
      {{"staggered", "two_by_two"},
       {"effect-panel"},
       {"Parallel", "Effect"},
       {},
       "Standard errors are those of large samples: with 50 units in a group a test of several periods together "
       "rejects "
       "a little too often."},
      {{"compliance", "weak"},
       {"effect-compliance"},
       {"Effect on those"},
       {"wald", "tsls"},
       "With few compliers the ratio is far from normal: its interval covers more than it says where assignment hardly "
       "moves anybody, and the test hardly ever rejects. Anderson-Rubin's set beside it is exact in this respect."},
      {{"compliance", "weak"},
       {"effect-compliance"},
       {"Effect on those"},
       {"anderson_rubin"},
       "Counted here only where the set is an interval or has one end; as a set of any shape, which is what the "
       "operation "
       "says in words, it is listed below."},
  };
  return all;
}

}  // namespace

std::span<const Note> notes() { return all_notes(); }

bool applies(const Note& note, std::string_view kind, std::span<const std::string> operations, const Line& line) {
  const auto names = [](const std::vector<std::string_view>& list, auto&& holds) {
    return list.empty() || std::any_of(list.begin(), list.end(), holds);
  };
  const auto part_of = [](const std::string& whole) {
    // One or two letters are a whole name, anything longer may be a part of one.
    return [&whole](std::string_view part) {
      return part.size() <= 2 ? whole == part : whole.find(part) != std::string::npos;
    };
  };
  return names(note.kinds, [&](std::string_view each) { return each == kind; }) &&
         names(note.operations,
               [&](std::string_view each) {
                 return std::find(operations.begin(), operations.end(), each) != operations.end();
               }) &&
         names(note.quantities, part_of(line.quantity)) && names(note.methods, part_of(line.method));
}

std::string introduction(const Effort& effort) {
  return joined(
      "# How often the intervals cover\n\n"
      "Every interval and test of Analyze, held against data whose truth is known. Samples of each kind of data below "
      "were drawn, put into a table and given to Sutva's own operations, and what they said was counted. "
      "`scripts/study coverage` draws and writes this page again, the same to the last digit but for the compiler's "
      "rounding; the code is in `tests/studies/`. Every estimate that an operation lists is counted, so that a new "
      "method "
      "appears here by itself.\n\n"
      "- **Coverage**: how many of a hundred intervals hold the true effect, ± one Monte Carlo standard error. All are "
      "meant to be 95. The truth is that of the population the people were drawn from, from closed forms or integrals "
      "of the law, exact to at least four digits.\n"
      "- **Type I**: how many of a hundred tests find an effect where there is none, at a level of 5. With † there is "
      "no "
      "p-value, and intervals that leave out the null value are counted. Empty where what is estimated differs between "
      "the arms although their means do not.\n"
      "- **Width**: the mean width of the intervals beside that of the first one in the list for the same quantity.\n"
      "- **none in**: of a hundred samples, how many had no such interval; coverage counts the others. An end that "
      "does not exist counts as infinitely far away.\n"
      "- **Bold** covers too seldom or rejects too often, *italic* is cautious: more than one point beyond 95 or 5 and "
      "two Monte Carlo standard errors. The note says why. With so many numbers a few are in italics or bold by "
      "chance.\n"
      "- Rows that several operations answered alike are listed once, with all their names.\n\n",
      effort.replicates, " samples of each size with an effect and as many without, from the seed ", effort.seed, "; ",
      effort.slow,
      " for what takes longer (`effect-arms`, `effect-sequential`, posteriors and exact tests of shares); for "
      "`effect-resampled` ",
      effort.resampled[0], " and ", effort.resampled[1], " of the two sizes, each with ", effort.draws,
      " draws. `effect-outcome` gives shares the estimates of `effect-from-counts`. Not here: `effect-synthetic`, "
      "which "
      "has a p-value by placebos and no interval, and Lee's and Manski's bounds of `effect-compliance`, which are of a "
      "set.\n\n"
      "## In short\n\n"
      "What an operation recommends for its data covers 93 to 97 % wherever about a thousand units stand in an arm, "
      "and "
      "in nearly all places with fifty: Welch, Lin with HC2, CR2 for clusters, blocks and pairs, ratio metrics, "
      "Fieller "
      "and score intervals of a lift, DeLong, Dunnett's simultaneous intervals, two-stage least squares and "
      "Anderson-Rubin, weighting and doubly robust estimates, differences in differences and their uniform bands. "
      "Places "
      "to know:\n\n"
      "- **Rows of clusters taken for independent** miss the truth in 10 % of small and 26 % of large samples. "
      "CR2 and means of clusters hold.\n"
      "- **Looking five times** with an interval made for one look misses in 12 to 17 %, and finds what is not there "
      "in "
      "10 to 17 %. Intervals for planned looks hold, but for those with five units in an arm at the first look.\n"
      "- **Equal variances assumed** where the smaller arm varies more: the pooled t-test, classical ANCOVA and a test "
      "that permutes differences reject a true null in 20 %. Mann-Whitney does in 11 %.\n"
      "- **Lin's interval in a small arm of its own spread** (25 people, three times the SD) covers 92.5 %: it reckons "
      "with the degrees of freedom of both arms together, and is made for the people in the file.\n"
      "- **Fifty people of whom few buy**: BCa intervals leave out the truth in 13 %, and delta-method intervals of a "
      "lift in 10 %; Welch's and Fieller's hold but are cautious without an effect.\n"
      "- **Three yes among fifty**: score intervals hold; Wald, z and the bootstrap do not.\n"
      "- **Sceptical priors** shrink on purpose; their intervals are not meant to cover at one true effect.\n");
}

}  // namespace sutva::studies
