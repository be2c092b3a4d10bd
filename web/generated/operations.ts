// SPDX-License-Identifier: Apache-2.0
// Made by scripts/generate.mjs from the descriptions in core/. Do not edit.

export type FieldType =
  | 'boolean' | 'integer' | 'number' | 'text' | 'choice' | 'numbers' | 'integers' | 'texts' | 'choices' | 'struct' | 'structs' | 'plain';

export interface FieldSchema {
  name: string;
  label: string;
  help: string;
  unit: string;
  /** The heading under which a form shows it. */
  group?: string;
  type: FieldType;
  optional: boolean;
  required: boolean;
  default?: unknown;
  min?: number;
  max?: number;
  min_open?: boolean;
  max_open?: boolean;
  /** Beside: offered only while that other choice has one of the values. */
  choices?: { name: string; label: string; help: string; beside?: { field: string; values: string[] } }[];
  /** The field counts only while each of these fields has one of the values. */
  when?: { field: string; values: string[] }[];
  /** Another default, while that choice has one of the values. */
  start?: { field: string; values: string[]; value: number };
  struct?: string;
  /** A text that names a column of the table, or a content of the column that another field names, or holds rows. */
  names?: 'column' | 'level' | 'rows';
  level_of?: string;
}

export interface OperationSchema {
  name: OperationName;
  room: 'plan' | 'simulate' | 'analyze' | 'practice';
  /** The module that runs it. */
  module: ModuleName;
  shape: 'calculation' | 'simulation' | 'table' | 'resampling';
  /** Whether an operation over a table can do without one, where the request names none of its columns. */
  table?: 'needed' | 'optional';
  title: string;
  summary: string;
  request: FieldSchema[];
  result: FieldSchema[];
}

export interface SampleSizeRequest {
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'size' | 'effect' | 'power' | 'alpha' | 'duration';
  /** Metric. What is measured on each person. */
  metric: 'proportion' | 'mean' | 'ratio' | 'count' | 'time_to_event' | 'rank';
  /** Comparison. Who is compared with whom. */
  comparison: 'two_arms' | 'benchmark' | 'paired';
  /** Baseline. The control's share: how many of 100 people do it today. */
  baseline: number;
  /** Baseline mean. The control's mean. It only matters for relative effects. */
  baseline_mean: number;
  /** Standard deviation. Between people, in control. */
  sd: number;
  /** Standard deviation in treatment. Leave empty where it is the same; otherwise Welch's test is planned. */
  sd_treatment?: number;
  /** Correlation within pairs. Of the two values of one person. The more alike, the fewer are needed. */
  pair_correlation: number;
  /** Numerator, mean. Per person, as clicks. */
  numerator_mean: number;
  /** Numerator, SD. Between people. */
  numerator_sd: number;
  /** Denominator, mean. Per person, as views. */
  denominator_mean: number;
  /** Denominator, SD. Between people. */
  denominator_sd: number;
  /** Their correlation. Between numerator and denominator, over people. */
  ratio_correlation: number;
  /** Baseline rate. Events per person and unit of time, in control. */
  rate: number;
  /** Time per person. How many units of time each person is watched, on average. */
  exposure: number;
  /** Dispersion. 0 is Poisson. Otherwise the variance of a count is mean + dispersion x mean squared. */
  dispersion: number;
  /** Median time. After so many days half of the control had the event; a constant hazard is assumed. */
  median_time: number;
  /** Days of enrolment. People enter evenly over so many days. */
  accrual_days: number;
  /** Days of follow-up. How long the last to enter is watched. */
  follow_up_days: number;
  /** Question. What the test is to show. */
  hypothesis: 'difference' | 'noninferiority' | 'superiority' | 'equivalence';
  /** Effect scale. How the effect and the margin are given and shown first. */
  effect_scale: 'relative' | 'absolute';
  /** Effect. The smallest change worth finding; with a margin, the change you expect, which may be zero. */
  effect: number;
  /** Hazard ratio. Treatment's hazard over control's; below 1 the event comes later. */
  hazard_ratio: number;
  /** Probability to win. That a treated person has a higher value than a control, ties counted half. */
  win_probability: number;
  /** Direction. Which way the effect goes. */
  direction: 'increase' | 'decrease';
  /** Margin. The largest difference that does not matter (or the least that does), as a positive number. */
  margin: number;
  /** Better is. Which direction is the good one. */
  better: 'increase' | 'decrease';
  /** Size given as. People in control, or days of traffic. */
  sized_by: 'people' | 'days';
  /** People in control. Treatment gets ratio times as many. With one arm or pairs: all of them. */
  n_control: number;
  /** Days. How long the experiment runs. */
  days: number;
  /** New people a day. People a day who could enter, each counted once. */
  daily_people: number;
  /** Share in the experiment. How many of them enter, both arms together. */
  share_in_experiment: number;
  /** Allocation ratio. People in treatment for each person in control. */
  ratio: number;
  /** Power. How often the test must find the effect when it is there. */
  power: number;
  /** Significance level. How often the test may cry wolf when nothing changed; with a margin, one-sided. */
  alpha: number;
  /** Sides. Two-sided unless a change the other way could never matter. */
  sides: 'two' | 'one';
  /** R² of the covariates. Share of the variance that values from before explain (CUPED): the square of their correlation. */
  r_squared: number;
  /** Have such values. Share of people with a value from before. */
  coverage: number;
  /** Can be affected. Share of people who meet the change, or who comply. The effect above is theirs. */
  affected_share: number;
  /** Analysed. Whom the test counts, where not all can be affected. */
  analysed: 'affected' | 'everyone';
  /** Method. How the formula takes the variance of the test. With a margin, pooled is Farrington and Manning's. */
  proportion_method: 'pooled' | 'unpooled' | 'control_only' | 'arcsine' | 'corrected';
  /** Method. Which distribution the test has. */
  mean_method: 'noncentral_t' | 'normal';
  /** Method. The scale on which the rates are compared. */
  count_method: 'log_ratio' | 'difference' | 'square_root';
  /** Method. The formula for the number of events. */
  time_method: 'schoenfeld' | 'freedman';
}

export interface Alternative {
  /** Method */
  method: string;
  /** Name */
  label: string;
  /** Used by */
  used_by: string;
  /** People in control */
  n_control: number;
  /** People in treatment */
  n_treatment: number;
  /** People in all */
  n_total: number;
  /** People in control before rounding */
  n_control_unrounded?: number;
  /** Effect, absolute */
  effect_absolute: number;
  /** Power by the method */
  power: number;
  /** True power. Of the test this plan is for, by enumeration of every pair of counts. */
  exact_power?: number;
}

export interface Term {
  /** Name */
  name: string;
  /** Value */
  value: number;
}

export interface Assumption {
  /** Assumption */
  title: string;
  /** Reason */
  reason: string;
  /** Standing */
  standing: 'fine' | 'doubtful' | 'broken' | 'unchecked';
}

export interface SampleSizeResult {
  /** People in control */
  n_control: number;
  /** People in treatment */
  n_treatment: number;
  /** People in all. Who are analysed. With pairs of the same people, each is counted once. */
  n_total: number;
  /** People who must enter. More than are analysed where only the affected are. */
  n_enrolled: number;
  /** People in control before rounding. Absent where the size is given, or where the smallest experiment already has the power. */
  n_control_unrounded?: number;
  /** Events. Expected in both arms by the end; time to event only. */
  events?: number;
  /** Effect, absolute. treatment - control */
  effect_absolute: number;
  /** Effect, relative. treatment / control - 1; absent where the control's value is zero. */
  effect_relative?: number;
  /** Control. The control's share, mean, ratio or rate; 1 for hazards, one half for ranks. */
  control_value: number;
  /** Treatment. The treatment's share, mean, ratio or rate; the hazard ratio; the probability to win. */
  treatment_value: number;
  /** Power. Of the rounded plan, by the method. */
  power: number;
  /** Significance level */
  alpha: number;
  /** Exact power. Of the rounded plan and its test, by enumeration; proportions only. */
  exact_power?: number;
  /** Variance left by the covariates */
  variance_factor: number;
  /** Duration */
  duration_days: number;
  /** Whole weeks */
  duration_weeks: number;
  /** Method */
  method: string;
  /** Method, in words */
  method_label: string;
  /** The test this plan is for */
  test: string;
  /** Other methods. The same plan by each method. */
  alternatives: Alternative[];
  /** Headline. The name of the result that answers the question. */
  headline: string;
  /** Headline, in words */
  headline_label: string;
  /** Sentence. The answer in plain words. */
  sentence: string;
  /** Equations. Keys of the equations used, in reading order. */
  equations: string[];
  /** Terms. The number of each term of those equations. */
  terms: Term[];
  /** Code elsewhere. Keys of R and Python code that gives the same number. */
  snippets: string[];
  /** What this rests on */
  assumptions: Assumption[];
}

export interface MultiArmRequest {
  /** Metric. What is measured on each person. */
  metric: 'proportion' | 'mean' | 'ratio' | 'count';
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'size' | 'effect' | 'power';
  /** Treatments. How many are compared with the one control. */
  treatments: number;
  /** Baseline. The control's share. */
  baseline: number;
  /** Baseline mean. The control's mean. It only matters for relative effects. */
  baseline_mean: number;
  /** Standard deviation. Between people, the same in every arm. */
  sd: number;
  /** Numerator, mean. Per person, as clicks. */
  numerator_mean: number;
  /** Numerator, SD. Between people. */
  numerator_sd: number;
  /** Denominator, mean. Per person, as views. */
  denominator_mean: number;
  /** Denominator, SD. Between people. */
  denominator_sd: number;
  /** Their correlation. Between numerator and denominator, over people. */
  ratio_correlation: number;
  /** Baseline rate. Events per person and unit of time, in control. */
  rate: number;
  /** Time per person. How many units of time each person is watched, on average. */
  exposure: number;
  /** Dispersion. 0 is Poisson. Otherwise the variance of a count is mean + dispersion x mean squared. */
  dispersion: number;
  /** Rates compared by. The scale on which the rates are compared. */
  count_method: 'log_ratio' | 'difference' | 'square_root';
  /** Effect scale. How effects are given and shown. */
  effect_scale: 'relative' | 'absolute';
  /** Effects. One effect for all treatments, or one for each. */
  effect_pattern: 'same' | 'list';
  /** Effect. The smallest change worth finding: treatment / control - 1, or treatment - control. */
  effect: number;
  /** Effect of each treatment. As many as there are treatments; zero is a treatment that does nothing. */
  effects: Float64Array;
  /** Direction. Which way the effect goes. */
  direction: 'increase' | 'decrease';
  /** Correction. What keeps the chance of any false positive at the level. */
  correction: 'none' | 'bonferroni' | 'sidak' | 'holm' | 'dunnett';
  /** Sides. Two-sided unless a change the other way could never matter. */
  sides: 'two' | 'one';
  /** Significance level. Of the whole family: how often any treatment may cry wolf when none does anything. */
  alpha: number;
  /** Power for. What must be found. */
  power_kind: 'each' | 'any' | 'all';
  /** Power. How often it must be found when the effects are there. */
  power: number;
  /** Control's size. How large the control is. */
  allocation: 'ratio' | 'square_root' | 'optimal';
  /** Control per treatment. People in control for each person in one treatment. */
  ratio: number;
  /** People in all. Control and all treatments together. */
  n_total: number;
  /** R² of the covariates. Share of the variance that values from before explain (CUPED): the square of their correlation. */
  r_squared: number;
  /** Randomised. What is drawn into an arm. */
  randomised: 'people' | 'clusters';
  /** Intraclass correlation. Share of the variance (left by the covariates) that lies between clusters. */
  icc: number;
  /** People per cluster. The mean over clusters. */
  people_per_cluster: number;
  /** Variation of cluster sizes. Standard deviation of the sizes divided by their mean; 0 if all are equal. */
  cv: number;
  /** Distribution. Which distribution the tests have. */
  cluster_test: 't' | 'z';
}

export interface CorrectionRow {
  /** Correction */
  correction: string;
  /** Name */
  label: string;
  /** Critical value */
  critical_value: number;
  /** Level of each comparison */
  alpha_per_comparison: number;
  /** Any false positive. The chance of at least one false positive where no treatment does anything. */
  familywise_error: number;
  /** Power, each. With the size of this plan. */
  power_each: number;
  /** Power, at least one */
  power_any: number;
  /** Power, all */
  power_all: number;
  /** People in all. What this correction would need; only where the size is the unknown and quickly found. */
  n_total?: number;
}

export interface AllocationRow {
  /** Allocation */
  allocation: string;
  /** Name */
  label: string;
  /** Control per treatment */
  ratio: number;
  /** Share in control */
  control_share: number;
  /** People in control */
  n_control: number;
  /** People in each treatment */
  n_treatment: number;
  /** People in all */
  n_total: number;
  /** Power. Of the kind asked for. */
  power: number;
}

export interface MultiArmResult {
  /** People in control */
  n_control: number;
  /** People in each treatment */
  n_treatment: number;
  /** People in all */
  n_total: number;
  /** Control per treatment. As planned, before rounding to whole people. */
  ratio: number;
  /** Share in control */
  control_share: number;
  /** People in each treatment before rounding. Absent where the size is given, or where the smallest experiment already has the power. */
  n_treatment_unrounded?: number;
  /** Clusters in control. Absent where people are randomised. */
  clusters_control?: number;
  /** Clusters in each treatment */
  clusters_treatment?: number;
  /** Design effect. How many times as many people clusters need as people who are randomised one by one. */
  design_effect?: number;
  /** Effect, absolute. treatment - control; absent where treatments differ. */
  effect_absolute?: number;
  /** Effect, relative. treatment / control - 1; absent where treatments differ or the control's value is zero. */
  effect_relative?: number;
  /** Critical value. A treatment counts as different where its statistic lies beyond. */
  critical_value: number;
  /** Level of each comparison */
  alpha_per_comparison: number;
  /** Any false positive. The chance of at least one false positive where no treatment does anything. */
  familywise_error: number;
  /** Any false positive, uncorrected. The same chance if each comparison were tested at the full level. */
  familywise_error_uncorrected: number;
  /** Power. Of the kind asked for, of the rounded plan. */
  power: number;
  /** Power, each. To find a single effect; the hardest where they differ. */
  power_each: number;
  /** Power, at least one */
  power_any: number;
  /** Power, all */
  power_all: number;
  /** Degrees of freedom. People or clusters less arms; absent for a z-test. */
  df?: number;
  /** The test this plan is for */
  test: string;
  /** Power of each treatment */
  power_by_treatment: Float64Array;
  /** Corrections side by side */
  corrections: CorrectionRow[];
  /** Shares in control */
  allocations: AllocationRow[];
  /** Headline. The name of the result that answers the question. */
  headline: string;
  /** Headline, in words */
  headline_label: string;
  /** Sentence. The answer in plain words. */
  sentence: string;
  /** Equations. Keys of the equations used, in reading order. */
  equations: string[];
  /** Terms. The number of each term of those equations. */
  terms: Term[];
  /** Code elsewhere. Keys of R and Python code that gives the same number. */
  snippets: string[];
  /** What this rests on */
  assumptions: Assumption[];
}

export interface ClusterSizeRequest {
  /** Design. How clusters come to their arm. */
  design: 'parallel' | 'matched' | 'stratified' | 'difference_in_differences' | 'stepped_wedge';
  /** Metric. What is measured on each person. */
  metric: 'proportion' | 'mean' | 'count';
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'clusters' | 'people' | 'effect' | 'power' | 'icc' | 'alpha';
  /** Baseline. The control's share: how many of 100 people do it today. */
  baseline: number;
  /** Baseline mean. The control's mean. It only matters for relative effects. */
  baseline_mean: number;
  /** Standard deviation. Between all people, whatever their cluster; the same in both arms. */
  sd: number;
  /** Baseline rate. The control's events per person and unit of exposure. */
  rate: number;
  /** Exposure per person. How long each person is watched, in the unit of the rate. */
  exposure: number;
  /** Dispersion. Variance of a person's count is mean + dispersion x mean^2, over all people; 0 is Poisson. */
  dispersion: number;
  /** Effect scale. How the effect is given and shown first. */
  effect_scale: 'relative' | 'absolute';
  /** Effect. The smallest change worth finding: treatment / control - 1, or treatment - control. */
  effect: number;
  /** Direction. Which way the effect goes. */
  direction: 'increase' | 'decrease';
  /** Intraclass correlation. Share of the variance that lies between clusters: 0 if people of a cluster are no more alike. */
  icc: number;
  /** People per cluster. The mean over clusters; with several periods, in each period. */
  people_per_cluster: number;
  /** Variation of cluster sizes. Standard deviation of the sizes divided by their mean; 0 if all are equal. */
  cv: number;
  /** Weights of clusters. How the analysis weighs clusters of different size. */
  unequal_sizes: 'by_people' | 'taylor';
  /** Clusters in control. For matched pairs: the number of pairs. */
  clusters_control: number;
  /** Allocation ratio. Clusters in treatment for each cluster in control. */
  ratio: number;
  /** Matching correlation. Correlation of the true means of the two clusters of a pair, before any treatment. */
  matching_correlation: number;
  /** Strata. Each costs the analysis one degree of freedom. */
  strata: number;
  /** Variance explained by strata. Share of the variance between clusters that the strata explain. */
  variance_explained: number;
  /** Use of the baseline. How the measurement before the experiment enters the analysis. */
  baseline_analysis: 'ancova' | 'change';
  /** Steps. How many times clusters change over; there is one period more than steps. */
  steps: number;
  /** Clusters per step. How many clusters change over together. */
  clusters_per_step: number;
  /** Correlation over time. Whether a cluster's periods grow apart with the time between them. */
  decay: 'exchangeable' | 'exponential';
  /** Cluster autocorrelation (CAC). Correlation of a cluster's true means in two (neighbouring) periods. */
  cac: number;
  /** People. Whether each period measures new people of the cluster or the same ones. */
  sampling: 'cross_sectional' | 'cohort';
  /** Individual autocorrelation (IAC). Correlation of a person's values in two periods, inside the cluster. */
  iac: number;
  /** Sides. Two-sided unless a change the other way could never matter. */
  sides: 'two' | 'one';
  /** Significance level. How often the test may cry wolf when nothing changed. */
  alpha: number;
  /** Power. How often the test must find the effect when it is there. */
  power: number;
  /** Distribution. Which distribution the test has. */
  test: 't' | 'z';
}

export interface ClusterAlternative {
  /** Method */
  method: string;
  /** Name */
  label: string;
  /** Clusters in all */
  clusters: number;
  /** People per cluster */
  people_per_cluster: number;
  /** People in all */
  people: number;
  /** Effect, absolute */
  effect_absolute: number;
  /** ICC */
  icc: number;
  /** Significance level */
  alpha: number;
  /** Power by the method */
  power: number;
  /** Power it really has. Of the plan in this row, by the method chosen above; absent where its test does not exist. */
  power_here?: number;
}

export interface ClusterSizeResult {
  /** Clusters in all */
  clusters: number;
  /** Clusters in control. Absent for a stepped wedge, where every cluster is both. */
  clusters_control?: number;
  /** Clusters in treatment */
  clusters_treatment?: number;
  /** Pairs. Matched pairs only. */
  pairs?: number;
  /** Clusters per step. Stepped wedge only. */
  clusters_per_step?: number;
  /** Before rounding. In control, pairs or clusters per step; absent where their number is given or the fewest will do. */
  clusters_unrounded?: number;
  /** People per cluster. With several periods: in each period. */
  people_per_cluster: number;
  /** People per cluster before rounding. Absent where it is given, or where one person will do. */
  people_unrounded?: number;
  /** People in all */
  people: number;
  /** Measurements in all. More than people where the same people are measured in several periods. */
  measurements: number;
  /** Effect, absolute. treatment - control */
  effect_absolute: number;
  /** Effect, relative. treatment / control - 1; absent where the control's value is zero. */
  effect_relative?: number;
  /** Control. The control's share, mean or rate. */
  control_value: number;
  /** Treatment. The treatment's share, mean or rate. */
  treatment_value: number;
  /** Intraclass correlation */
  icc: number;
  /** Significance level */
  alpha: number;
  /** Power. Of the rounded plan. */
  power: number;
  /** Design effect. Variance of the estimate against as many people randomised one by one and measured once, at the end; for a stepped wedge, against as many measurements of separate people. */
  design_effect: number;
  /** Effective sample size. So many people randomised one by one would say as much. */
  effective_size: number;
  /** Standard error. Of the effect, absolute, in the rounded plan. */
  se: number;
  /** Degrees of freedom. Of t; absent for z. */
  df?: number;
  /** Correlation with the baseline. Of a cluster's means before and after; with a baseline period only. */
  baseline_correlation?: number;
  /** Detectable with unlimited people. The smallest absolute effect these clusters find, however many people each has; with the power asked for, 80 % where power is the question. Absent where none is found. */
  effect_floor?: number;
  /** Power with unlimited people */
  power_ceiling?: number;
  /** Fewest clusters. In all, that find this effect if people per cluster are unlimited. */
  fewest_clusters?: number;
  /** The analysis this plan is for */
  analysis: string;
  /** Other methods. The same question by each method. */
  alternatives: ClusterAlternative[];
  /** Headline. The name of the result that answers the question. */
  headline: string;
  /** Headline, in words */
  headline_label: string;
  /** Sentence. The answer in plain words. */
  sentence: string;
  /** Equations. Keys of the equations used, in reading order. */
  equations: string[];
  /** Terms. The number of each term of those equations. */
  terms: Term[];
  /** Code elsewhere. Keys of R and Python code that gives the same number. */
  snippets: string[];
  /** What this rests on */
  assumptions: Assumption[];
}

export interface SaturationPlanRequest {
  /** Metric. What is measured on each person. */
  metric: 'proportion' | 'mean';
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'clusters' | 'effect' | 'power';
  /** Comparison that counts. Which comparison must have the power; the others are reported beside it. */
  target: 'treated' | 'untreated' | 'difference';
  /** For. All saturations together, or the weakest of them. */
  scope: 'pooled' | 'each';
  /** Baseline. The share in pure control clusters; its variance is used for all. */
  baseline: number;
  /** Baseline mean. The mean in pure control clusters. It only matters for relative effects. */
  baseline_mean: number;
  /** Standard deviation. Between all people, whatever their cluster. */
  sd: number;
  /** Effect scale. How the effects are given. */
  effect_scale: 'relative' | 'absolute';
  /** Effect on the treated. Treated people against pure control, spillover included; the same at every saturation. */
  effect_treated: number;
  /** Spillover on the untreated. What it does to untreated people of treated clusters, against pure control. */
  effect_untreated: number;
  /** Saturations. Shares of people treated in a treated cluster, each between 0 and 1; up to 10. */
  saturations: Float64Array;
  /** Share of clusters for each. As many as saturations; what is left of 1 is pure control. */
  cluster_shares: Float64Array;
  /** Clusters in all. Pure control included. */
  clusters: number;
  /** People per cluster. The same in all clusters. */
  people_per_cluster: number;
  /** Intraclass correlation. Share of the variance that lies between clusters. */
  icc: number;
  /** Sides. Two-sided unless the other direction could never matter. */
  sides: 'two' | 'one';
  /** Significance level. How often each test may cry wolf when nothing changed. */
  alpha: number;
  /** Power. What detectable effects are for; asked of the plan unless power is the question. */
  power: number;
  /** Distribution. Which distribution the tests have. */
  test: 't' | 'z';
}

export interface SaturationCell {
  /** Saturation */
  saturation: number;
  /** Clusters */
  clusters: number;
  /** Treated in each */
  treated_per_cluster: number;
  /** People in all */
  people: number;
}

export interface SaturationRow {
  /** Comparison */
  comparison: string;
  /** In words */
  label: string;
  /** Saturation. Absent: all together. */
  saturation?: number;
  /** Clusters compared */
  clusters: number;
  /** People compared */
  people: number;
  /** Standard error */
  se: number;
  /** Degrees of freedom */
  df?: number;
  /** Detectable effect. Absolute, with the power asked for. */
  detectable: number;
  /** Planned effect. Absolute. */
  effect?: number;
  /** Power */
  power?: number;
}

export interface SaturationPlanResult {
  /** Clusters in all */
  clusters: number;
  /** Pure control clusters */
  clusters_control: number;
  /** People in all */
  people: number;
  /** Clusters before rounding. Absent where their number is given or the fewest will do. */
  clusters_unrounded?: number;
  /** Power. Of the comparison that counts; where effects are the question, for the detectable effect. */
  power: number;
  /** Detectable effect on the treated. Absolute, pooled. */
  detectable_treated: number;
  /** Detectable spillover. Absolute, pooled. */
  detectable_untreated: number;
  /** Detectable difference. Treated against untreated of the same clusters; absolute, pooled. */
  detectable_difference: number;
  /** Detectable by the comparison that counts. Absolute. */
  detectable_target: number;
  /** Clusters by saturation */
  cells: SaturationCell[];
  /** Comparisons */
  comparisons: SaturationRow[];
  /** Headline. The name of the result that answers the question. */
  headline: string;
  /** Headline, in words */
  headline_label: string;
  /** Sentence. The answer in plain words. */
  sentence: string;
  /** Equations. Keys of the equations used, in reading order. */
  equations: string[];
  /** Terms. The number of each term of those equations. */
  terms: Term[];
  /** Code elsewhere. Keys of R and Python code that gives the same number. */
  snippets: string[];
  /** What this rests on */
  assumptions: Assumption[];
}

export interface SwitchbackPlanRequest {
  /** Metric. What is measured on each unit (order, session). */
  metric: 'proportion' | 'mean';
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'duration' | 'effect' | 'power';
  /** Design. How treatment and control take turns. */
  design: 'random_blocks' | 'alternating' | 'optimal';
  /** Estimator. Alternating blocks need the difference in means, optimal switch points Horvitz-Thompson. */
  estimator: 'difference_in_means' | 'horvitz_thompson';
  /** Outcome. Counts for Horvitz-Thompson: whether the usual level is taken off before weighing. */
  outcome_level: 'deviation' | 'raw';
  /** Baseline. The share without treatment. */
  baseline: number;
  /** Baseline mean. The mean without treatment. */
  baseline_mean: number;
  /** Standard deviation of a unit. Between units of one period. */
  sd: number;
  /** Units per period. Orders, sessions or people measured in each period of a region. */
  units_per_period: number;
  /** Standard deviation of periods. Of a period's true mean around its usual level, seasons taken out; in units of the outcome. */
  sd_period: number;
  /** Autocorrelation. Of the true means of neighbouring periods; it falls with each period between. */
  autocorrelation: number;
  /** Effect scale. How the effect is given. */
  effect_scale: 'relative' | 'absolute';
  /** Effect. Always treated against never treated. */
  effect: number;
  /** Direction. Which way the effect goes. */
  direction: 'increase' | 'decrease';
  /** Periods per day. 24 for hours, 48 for half hours, 1 for days. */
  periods_per_day: number;
  /** Days. How long the experiment runs. */
  days: number;
  /** Block length. Periods between possible switches. */
  block_length: number;
  /** Carry-over. For how many more periods a period's treatment is felt. */
  carryover: number;
  /** Regions. Markets that switch independently and do not affect each other. */
  regions: number;
  /** Sides. Two-sided unless a change the other way could never matter. */
  sides: 'two' | 'one';
  /** Significance level. How often the test may cry wolf when nothing changed. */
  alpha: number;
  /** Power. How often the test must find the effect when it is there. */
  power: number;
}

export interface SwitchbackAlternative {
  /** Method */
  method: string;
  /** Name */
  label: string;
  /** Block length */
  block_length: number;
  /** Blocks */
  blocks: number;
  /** Standard error */
  se: number;
  /** Detectable effect. Absolute, with the power asked for. */
  detectable: number;
  /** Power */
  power: number;
}

export interface SwitchbackPlanResult {
  /** Days */
  days: number;
  /** Periods. Whole blocks of them, in each region. */
  periods: number;
  /** Blocks. In each region; treatment can change at the start of each. */
  blocks: number;
  /** Periods used. Expected share of periods that enter the estimate. */
  share_used: number;
  /** Effect, absolute. Always treated - never treated. */
  effect_absolute: number;
  /** Effect, relative */
  effect_relative?: number;
  /** Never treated */
  control_value: number;
  /** Always treated */
  treatment_value: number;
  /** Power */
  power: number;
  /** Standard error */
  se: number;
  /** Degrees of freedom. Of t; absent for z. */
  df?: number;
  /** Detectable effect. Absolute; with the power asked for, 80 % where power is the question. */
  detectable: number;
  /** Switch points. The periods, from 1, at whose start treatment may change; the first 500. */
  switch_points: number[];
  /** The analysis this plan is for */
  analysis: string;
  /** Other designs. The same duration by other designs. */
  alternatives: SwitchbackAlternative[];
  /** Headline. The name of the result that answers the question. */
  headline: string;
  /** Headline, in words */
  headline_label: string;
  /** Sentence. The answer in plain words. */
  sentence: string;
  /** Equations. Keys of the equations used, in reading order. */
  equations: string[];
  /** Terms. The number of each term of those equations. */
  terms: Term[];
  /** Code elsewhere. Keys of R and Python code that gives the same number. */
  snippets: string[];
  /** What this rests on */
  assumptions: Assumption[];
}

export interface IccGuideRequest {
  /** Intraclass correlation. Share of the variance between people that lies between clusters. */
  icc: number;
  /** People per cluster. The mean over clusters. */
  people_per_cluster: number;
  /** Variation of cluster sizes. Standard deviation of the sizes divided by their mean. */
  cv: number;
}

export interface TypicalIcc {
  /** People in */
  setting: string;
  /** What it says */
  meaning: string;
  /** ICC, from */
  low: number;
  /** ICC, median or mean */
  middle?: number;
  /** ICC, to */
  high: number;
  /** Design effect, from */
  design_effect_low: number;
  /** Design effect, to */
  design_effect_high: number;
  /** Published. If not, a guess to replace by your own data. */
  published: boolean;
  /** Source */
  source: string;
}

export interface IccGuideResult {
  /** Design effect. The variance is this many times as large. */
  design_effect: number;
  /** Information kept. One by the design effect. */
  effective_share: number;
  /** People a cluster counts as. So many people randomised one by one. */
  effective_people: number;
  /** People it counts as, however large. One by the ICC (and by 1 + cv^2): no cluster says more. Absent for an ICC of 0 or less. */
  most_effective_people?: number;
  /** In words */
  sentence: string;
  /** Typical values */
  typical: TypicalIcc[];
}

export interface SequentialPlanRequest {
  /** Metric. What is measured on each person. */
  metric: 'proportion' | 'mean' | 'ratio' | 'count';
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'size' | 'effect' | 'power' | 'alpha';
  /** Baseline. The control's share: how many of 100 people do it today. */
  baseline: number;
  /** Baseline mean. The control's mean. It only matters for relative effects. */
  baseline_mean: number;
  /** Standard deviation. Between people, the same in both arms. */
  sd: number;
  /** Numerator, mean. Per person, as clicks. */
  numerator_mean: number;
  /** Numerator, SD. Between people. */
  numerator_sd: number;
  /** Denominator, mean. Per person, as views. */
  denominator_mean: number;
  /** Denominator, SD. Between people. */
  denominator_sd: number;
  /** Their correlation. Between numerator and denominator, over people. */
  ratio_correlation: number;
  /** Baseline rate. Events per person and unit of time, in control. */
  rate: number;
  /** Time per person. How many units of time each person is watched, on average. */
  exposure: number;
  /** Dispersion. 0 is Poisson. Otherwise the variance of a count is mean + dispersion x mean squared. */
  dispersion: number;
  /** Rates compared by. The scale on which the rates are compared. */
  count_method: 'log_ratio' | 'difference' | 'square_root';
  /** Effect scale. How the effect is given and shown first. */
  effect_scale: 'relative' | 'absolute';
  /** Effect. The smallest change worth finding: treatment / control - 1, or treatment - control. */
  effect: number;
  /** Direction. Which way the effect goes. */
  direction: 'increase' | 'decrease';
  /** Sides. Two-sided unless a change the other way could never matter. */
  sides: 'two' | 'one';
  /** Significance level. How often all looks together may cry wolf when nothing changed. */
  alpha: number;
  /** Power. How often the experiment must find the effect when it is there. */
  power: number;
  /** Allocation ratio. People in treatment for each person in control. */
  ratio: number;
  /** People in control, at most. At the last look; treatment gets ratio times as many. */
  n_control: number;
  /** R² of the covariates. Share of the variance that values from before explain (CUPED): the square of their correlation. */
  r_squared: number;
  /** Randomised. What is drawn into an arm. */
  randomised: 'people' | 'clusters';
  /** Intraclass correlation. Share of the variance (left by the covariates) that lies between clusters. */
  icc: number;
  /** People per cluster. The mean over clusters. */
  people_per_cluster: number;
  /** Variation of cluster sizes. Standard deviation of the sizes divided by their mean; 0 if all are equal. */
  cv: number;
  /** New people a day. People a day who could enter, each counted once. */
  daily_people: number;
  /** Share in the experiment. How many of them enter, both arms together. */
  share_in_experiment: number;
  /** Looks are. When the data are looked at. */
  timing: 'equal' | 'listed';
  /** Number of looks. The last one, at the end, counts. */
  looks: number;
  /** Looks at. Rising shares of the largest size, or numbers of people: they are divided by the last. */
  fractions: Float64Array;
  /** Boundary. From which z on a look rejects. A “-type” boundary spends alpha in the manner of the classical one; its numbers differ. */
  boundary: 'obrien_fleming_type' | 'pocock_type' | 'power_spending' | 'hwang_shih_decani' | 'listed_spending' | 'obrien_fleming' | 'pocock' | 'wang_tsiatis' | 'haybittle_peto' | 'always_valid';
  /** Rho. 1 spends evenly, 3 is near O'Brien and Fleming. */
  rho: number;
  /** Gamma. Negative spends late, positive early, 0 evenly. */
  gamma: number;
  /** Alpha spent. Share of alpha spent by each look, never falling, the last 1. */
  spent: Float64Array;
  /** Delta. 0 is O'Brien and Fleming's boundary, 0.5 Pocock's. */
  delta: number;
  /** z before the last look. Usually 3; the last look gets what keeps the level. */
  peto_z: number;
  /** Tuned at. The share of the largest size where the boundary is lowest. */
  tuned_at: number;
  /** Futility. Whether to give up when success has become unlikely. */
  futility: 'none' | 'non_binding' | 'binding';
  /** Futility spending. How 1 - power is spent over the looks. */
  futility_spending: 'obrien_fleming_type' | 'pocock_type' | 'power_spending' | 'hwang_shih_decani' | 'listed_spending';
  /** Rho. Larger gives up later. */
  futility_rho: number;
  /** Gamma. Negative gives up late, positive early. */
  futility_gamma: number;
  /** Beta spent. Share of 1 - power spent by each look, never falling, the last 1. */
  futility_spent: Float64Array;
}

export interface SequentialLook {
  /** Look */
  look: number;
  /** Information. Share of the largest size. */
  information: number;
  /** People in control */
  n_control: number;
  /** People in all */
  n_total: number;
  /** Clusters in all. Absent where people are randomised. */
  clusters?: number;
  /** Day */
  day: number;
  /** Reject from z. Two-sided: from this |z|. Absent where the look can not reject. */
  upper_z?: number;
  /** Give up to z. Two-sided: up to this |z|. */
  futility_z?: number;
  /** Nominal p. The p-value from which on a look rejects, as if it were alone. */
  p_value?: number;
  /** Effect at the boundary, absolute. The estimate at which the look rejects, with the planned standard error. */
  effect_absolute?: number;
  /** Effect at the boundary, relative */
  effect_relative?: number;
  /** Effect at the futility boundary, absolute */
  futility_effect?: number;
  /** Alpha spent. Up to this look. With a non-binding futility rule: as if nobody gave up. */
  alpha_spent: number;
  /** Power up to here */
  power: number;
  /** Rejects here. Under the planned effect, in either direction. */
  stop_success: number;
  /** Gives up here. Under the planned effect; at the last look: ends without rejection. */
  stop_futility: number;
  /** Ends here without effect. For whichever reason, if there is no effect. */
  stop_null: number;
}

export interface SequentialScenario {
  /** Times the planned effect */
  multiple: number;
  /** True effect, absolute */
  effect_absolute: number;
  /** Rejects. In either direction. */
  reject: number;
  /** Ends before the last look */
  stop_early: number;
  /** Gives up early */
  give_up_early: number;
  /** Expected people in all */
  expected_n: number;
  /** Of the fixed size. Expected people / people of the plan with one look. */
  expected_share: number;
  /** Expected duration */
  expected_days: number;
}

export interface SequentialPlanResult {
  /** People in control, at most */
  n_control: number;
  /** People in treatment, at most */
  n_treatment: number;
  /** People in all, at most */
  n_total: number;
  /** People in control before rounding. Absent where the size is given. */
  n_control_unrounded?: number;
  /** Clusters in control, at most. Absent where people are randomised. */
  clusters_control?: number;
  /** Clusters in treatment, at most */
  clusters_treatment?: number;
  /** Design effect. How many times as many people clusters need as people who are randomised one by one. */
  design_effect?: number;
  /** People in control with one look. Of the fixed design with this effect, level and power. */
  n_fixed_control: number;
  /** People in all with one look */
  n_fixed_total: number;
  /** Inflation factor. Largest size / fixed size, before rounding. */
  inflation: number;
  /** Effect, absolute. treatment - control */
  effect_absolute: number;
  /** Effect, relative. treatment / control - 1; absent where the control's value is zero. */
  effect_relative?: number;
  /** Control. The control's share, mean, ratio or rate. */
  control_value: number;
  /** Treatment. The treatment's share, mean, ratio or rate. */
  treatment_value: number;
  /** Power. Of the rounded plan. */
  power: number;
  /** Significance level */
  alpha: number;
  /** Expected people in all. If the effect is as planned. */
  expected_n: number;
  /** Expected people without effect */
  expected_n_null: number;
  /** Expected duration. If the effect is as planned. */
  expected_days: number;
  /** Longest duration */
  duration_days: number;
  /** Whole weeks */
  duration_weeks: number;
  /** Drift. Expected z at the last look: planned effect / standard error. */
  drift: number;
  /** Boundary */
  boundary_label: string;
  /** Looks */
  looks: SequentialLook[];
  /** If the effect is another */
  scenarios: SequentialScenario[];
  /** Headline. The name of the result that answers the question. */
  headline: string;
  /** Headline, in words */
  headline_label: string;
  /** Sentence. The answer in plain words. */
  sentence: string;
  /** Equations. Keys of the equations used, in reading order. */
  equations: string[];
  /** Terms. The number of each term of those equations. */
  terms: Term[];
  /** Code elsewhere. Keys of R and Python code that gives the same number. */
  snippets: string[];
  /** What this rests on */
  assumptions: Assumption[];
}

export interface InterimLookRequest {
  /** Metric. What is measured on each person. */
  metric: 'proportion' | 'mean' | 'ratio' | 'count';
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'size' | 'effect' | 'power' | 'alpha';
  /** Baseline. The control's share: how many of 100 people do it today. */
  baseline: number;
  /** Baseline mean. The control's mean. It only matters for relative effects. */
  baseline_mean: number;
  /** Standard deviation. Between people, the same in both arms. */
  sd: number;
  /** Numerator, mean. Per person, as clicks. */
  numerator_mean: number;
  /** Numerator, SD. Between people. */
  numerator_sd: number;
  /** Denominator, mean. Per person, as views. */
  denominator_mean: number;
  /** Denominator, SD. Between people. */
  denominator_sd: number;
  /** Their correlation. Between numerator and denominator, over people. */
  ratio_correlation: number;
  /** Baseline rate. Events per person and unit of time, in control. */
  rate: number;
  /** Time per person. How many units of time each person is watched, on average. */
  exposure: number;
  /** Dispersion. 0 is Poisson. Otherwise the variance of a count is mean + dispersion x mean squared. */
  dispersion: number;
  /** Rates compared by. The scale on which the rates are compared. */
  count_method: 'log_ratio' | 'difference' | 'square_root';
  /** Effect scale. How the effect is given and shown first. */
  effect_scale: 'relative' | 'absolute';
  /** Effect. The smallest change worth finding: treatment / control - 1, or treatment - control. */
  effect: number;
  /** Direction. Which way the effect goes. */
  direction: 'increase' | 'decrease';
  /** Sides. Two-sided unless a change the other way could never matter. */
  sides: 'two' | 'one';
  /** Significance level. How often all looks together may cry wolf when nothing changed. */
  alpha: number;
  /** Power. How often the experiment must find the effect when it is there. */
  power: number;
  /** Allocation ratio. People in treatment for each person in control. */
  ratio: number;
  /** People in control, at most. At the last look; treatment gets ratio times as many. */
  n_control: number;
  /** R² of the covariates. Share of the variance that values from before explain (CUPED): the square of their correlation. */
  r_squared: number;
  /** Randomised. What is drawn into an arm. */
  randomised: 'people' | 'clusters';
  /** Intraclass correlation. Share of the variance (left by the covariates) that lies between clusters. */
  icc: number;
  /** People per cluster. The mean over clusters. */
  people_per_cluster: number;
  /** Variation of cluster sizes. Standard deviation of the sizes divided by their mean; 0 if all are equal. */
  cv: number;
  /** New people a day. People a day who could enter, each counted once. */
  daily_people: number;
  /** Share in the experiment. How many of them enter, both arms together. */
  share_in_experiment: number;
  /** Looks are. When the data are looked at. */
  timing: 'equal' | 'listed';
  /** Number of looks. The last one, at the end, counts. */
  looks: number;
  /** Looks at. Rising shares of the largest size, or numbers of people: they are divided by the last. */
  fractions: Float64Array;
  /** Boundary. From which z on a look rejects. A “-type” boundary spends alpha in the manner of the classical one; its numbers differ. */
  boundary: 'obrien_fleming_type' | 'pocock_type' | 'power_spending' | 'hwang_shih_decani' | 'listed_spending' | 'obrien_fleming' | 'pocock' | 'wang_tsiatis' | 'haybittle_peto' | 'always_valid';
  /** Rho. 1 spends evenly, 3 is near O'Brien and Fleming. */
  rho: number;
  /** Gamma. Negative spends late, positive early, 0 evenly. */
  gamma: number;
  /** Alpha spent. Share of alpha spent by each look, never falling, the last 1. */
  spent: Float64Array;
  /** Delta. 0 is O'Brien and Fleming's boundary, 0.5 Pocock's. */
  delta: number;
  /** z before the last look. Usually 3; the last look gets what keeps the level. */
  peto_z: number;
  /** Tuned at. The share of the largest size where the boundary is lowest. */
  tuned_at: number;
  /** Futility. Whether to give up when success has become unlikely. */
  futility: 'none' | 'non_binding' | 'binding';
  /** Futility spending. How 1 - power is spent over the looks. */
  futility_spending: 'obrien_fleming_type' | 'pocock_type' | 'power_spending' | 'hwang_shih_decani' | 'listed_spending';
  /** Rho. Larger gives up later. */
  futility_rho: number;
  /** Gamma. Negative gives up late, positive early. */
  futility_gamma: number;
  /** Beta spent. Share of 1 - power spent by each look, never falling, the last 1. */
  futility_spent: Float64Array;
  /** Look. Which look this is. None before it crossed a boundary. */
  look: number;
  /** It happens. At its planned share, or at another. */
  look_timing: 'planned' | 'moved';
  /** Share seen so far. People so far / people at the last look. */
  information: number;
  /** Result given as. What was seen so far. */
  given: 'z' | 'estimate';
  /** z. Estimate / standard error; positive: treatment is above control. */
  z: number;
  /** Estimate. treatment - control; for counts on the scale of the test, as a log rate ratio. */
  estimate: number;
  /** Standard error. Of that estimate. */
  se: number;
}

export interface InterimLookResult {
  /** What the plan says */
  decision: 'go_on' | 'reject' | 'reject_opposite' | 'give_up' | 'ended';
  /** Share seen so far */
  information: number;
  /** People in all, as planned for this look */
  n_total: number;
  /** z. treatment - control, in standard errors. */
  z: number;
  /** Estimate. treatment - control; for counts on the scale of the test, as a log rate ratio. */
  estimate: number;
  /** Standard error. As given, or as planned for this look. */
  se: number;
  /** Rejects from z. In the planned direction; two-sided: |z|. Absent where this look can not reject. */
  upper_z?: number;
  /** Gives up to z. In the planned direction; two-sided: |z|. */
  futility_z?: number;
  /** Nominal p. As if this were the only look. */
  p_nominal: number;
  /** Conditional power. Chance to reject in the planned direction later, if the effect is as planned. Absent at the end. */
  conditional_power?: number;
  /** Conditional power, current trend. The same if the effect is what was seen so far. */
  conditional_power_trend?: number;
  /** Conditional power, no effect. The same if there is no effect. */
  conditional_power_null?: number;
  /** Predictive power. Conditional power averaged over what is known of the effect, from a flat prior. */
  predictive_power?: number;
  /** Repeated interval, from. Covers the effect at all looks together, stopped or not. */
  repeated_ci_low?: number;
  /** Repeated interval, to */
  repeated_ci_high?: number;
  /** p-value. Of an experiment that ends here, in the stagewise order. Absent while it goes on. */
  p_value?: number;
  /** Median-unbiased estimate. As often too high as too low, the early stop counted in. Absent while it goes on. */
  estimate_unbiased?: number;
  /** Interval, from. In the stagewise order. */
  ci_low?: number;
  /** Interval, to */
  ci_high?: number;
  /** True effect. For the curve; absolute. */
  curve_effect: Float64Array;
  /** Conditional power */
  curve_power: Float64Array;
  /** Headline. The name of the result that answers the question. */
  headline: string;
  /** Headline, in words */
  headline_label: string;
  /** Sentence. The answer in plain words. */
  sentence: string;
  /** Equations. Keys of the equations used, in reading order. */
  equations: string[];
  /** Terms. The number of each term of those equations. */
  terms: Term[];
  /** Code elsewhere. Keys of R and Python code that gives the same number. */
  snippets: string[];
  /** What this rests on */
  assumptions: Assumption[];
}

export interface AlwaysValidRequest {
  /** Metric. What is measured on each person. */
  metric: 'proportion' | 'mean' | 'ratio' | 'count';
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'size' | 'effect' | 'power' | 'alpha';
  /** Baseline. The control's share: how many of 100 people do it today. */
  baseline: number;
  /** Baseline mean. The control's mean. It only matters for relative effects. */
  baseline_mean: number;
  /** Standard deviation. Between people, the same in both arms. */
  sd: number;
  /** Numerator, mean. Per person, as clicks. */
  numerator_mean: number;
  /** Numerator, SD. Between people. */
  numerator_sd: number;
  /** Denominator, mean. Per person, as views. */
  denominator_mean: number;
  /** Denominator, SD. Between people. */
  denominator_sd: number;
  /** Their correlation. Between numerator and denominator, over people. */
  ratio_correlation: number;
  /** Baseline rate. Events per person and unit of time, in control. */
  rate: number;
  /** Time per person. How many units of time each person is watched, on average. */
  exposure: number;
  /** Dispersion. 0 is Poisson. Otherwise the variance of a count is mean + dispersion x mean squared. */
  dispersion: number;
  /** Rates compared by. The scale on which the rates are compared. */
  count_method: 'log_ratio' | 'difference' | 'square_root';
  /** Effect scale. How the effect is given and shown first. */
  effect_scale: 'relative' | 'absolute';
  /** Effect. The smallest change worth finding: treatment / control - 1, or treatment - control. */
  effect: number;
  /** Direction. Which way the effect goes. */
  direction: 'increase' | 'decrease';
  /** Sides. Two-sided unless a change the other way could never matter. */
  sides: 'two' | 'one';
  /** Significance level. How often all looks together may cry wolf when nothing changed. */
  alpha: number;
  /** Power. How often the experiment must find the effect when it is there. */
  power: number;
  /** Allocation ratio. People in treatment for each person in control. */
  ratio: number;
  /** People in control, at most. At the last look; treatment gets ratio times as many. */
  n_control: number;
  /** R² of the covariates. Share of the variance that values from before explain (CUPED): the square of their correlation. */
  r_squared: number;
  /** Randomised. What is drawn into an arm. */
  randomised: 'people' | 'clusters';
  /** Intraclass correlation. Share of the variance (left by the covariates) that lies between clusters. */
  icc: number;
  /** People per cluster. The mean over clusters. */
  people_per_cluster: number;
  /** Variation of cluster sizes. Standard deviation of the sizes divided by their mean; 0 if all are equal. */
  cv: number;
  /** New people a day. People a day who could enter, each counted once. */
  daily_people: number;
  /** Share in the experiment. How many of them enter, both arms together. */
  share_in_experiment: number;
  /** Number of looks. Size and power are for this many, evenly spaced. The level holds for any number. */
  looks: number;
  /** Tuned. Which mixture. */
  tuning: 'share' | 'tau';
  /** Tuned at. The share of the largest size where the boundary is lowest. */
  tuned_at: number;
  /** Tau. Standard deviation of the mixing distribution of the absolute effect; near the planned effect. */
  tau: number;
  /** Looks of the compared plan. The group-sequential plan beside it, with O'Brien-Fleming-type spending. */
  compared_looks: number;
}

export interface ComparedPlan {
  /** Method */
  method: string;
  /** Name */
  label: string;
  /** Looks */
  looks: number;
  /** People in all, at most */
  n_total: number;
  /** Effect, absolute */
  effect_absolute: number;
  /** Power */
  power: number;
  /** Expected people. If the effect is as planned. */
  expected_n: number;
  /** Expected people without effect */
  expected_n_null: number;
}

export interface AlwaysValidResult {
  /** People in control, at most */
  n_control: number;
  /** People in treatment, at most */
  n_treatment: number;
  /** People in all, at most */
  n_total: number;
  /** People in control before rounding. Absent where the size is given. */
  n_control_unrounded?: number;
  /** Clusters in control, at most. Absent where people are randomised. */
  clusters_control?: number;
  /** Clusters in treatment, at most */
  clusters_treatment?: number;
  /** Design effect. How many times as many people clusters need as people who are randomised one by one. */
  design_effect?: number;
  /** Effect, absolute. treatment - control */
  effect_absolute: number;
  /** Effect, relative */
  effect_relative?: number;
  /** Power. Of the rounded plan, at these looks. */
  power: number;
  /** Significance level. However often one looks, without end. */
  alpha: number;
  /** False positives at these looks. What of the level this many looks up to this size really use. */
  alpha_spent: number;
  /** Expected people in all. If the effect is as planned. */
  expected_n: number;
  /** Expected people without effect */
  expected_n_null: number;
  /** Expected duration */
  expected_days: number;
  /** Longest duration */
  duration_days: number;
  /** Inflation factor. Largest size / fixed size, before rounding. */
  inflation: number;
  /** Tau. Standard deviation of the mixing distribution, on the scale of the test. */
  tau: number;
  /** Boundary lowest at. Share of the largest size. */
  tuned_at: number;
  /** Half width at the end. Of the confidence sequence at the largest size: estimate plus and minus this, on the scale of the test. */
  interval_at_end: number;
  /** Beside other plans */
  compared: ComparedPlan[];
  /** People in all. At each look. */
  boundary_n: Float64Array;
  /** Reject from z. At each look. */
  boundary_z: Float64Array;
  /** Half width. Of the confidence sequence at each look. */
  boundary_effect: Float64Array;
  /** People in all, group-sequential plan */
  compared_n: Float64Array;
  /** Reject from z, group-sequential plan */
  compared_z: Float64Array;
  /** Headline. The name of the result that answers the question. */
  headline: string;
  /** Headline, in words */
  headline_label: string;
  /** Sentence. The answer in plain words. */
  sentence: string;
  /** Equations. Keys of the equations used, in reading order. */
  equations: string[];
  /** Terms. The number of each term of those equations. */
  terms: Term[];
  /** Code elsewhere. Keys of R and Python code that gives the same number. */
  snippets: string[];
  /** What this rests on */
  assumptions: Assumption[];
}

export interface BayesianRequest {
  /** Metric. What is measured on each person; more is better. */
  metric: 'proportion' | 'mean';
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'size' | 'power' | 'threshold';
  /** Baseline. The control's share. */
  baseline: number;
  /** Baseline mean. The control's mean. It only matters for relative effects. */
  baseline_mean: number;
  /** Standard deviation. Between people, taken as known. */
  sd: number;
  /** Effect scale. How effects are given. */
  effect_scale: 'relative' | 'absolute';
  /** True effect. The improvement under which the rule should ship: treatment / control - 1, or treatment - control. */
  effect: number;
  /** Harmful effect. A loss under which it should not: how often it would ship all the same. */
  harmful_effect: number;
  /** Ship by. What the decision looks at. */
  rule: 'chance' | 'loss';
  /** Chance to beat control. Ship at this posterior probability or more. */
  chance_threshold: number;
  /** Expected loss. Ship at this expected loss or less, in units of the outcome (0.0005 is 0.05 points of a share). */
  loss_threshold: number;
  /** Control's prior successes. First parameter of the control's beta prior; 1 and 1 is uniform. */
  prior_alpha_control: number;
  /** Control's prior failures. Its second parameter. */
  prior_beta_control: number;
  /** Treatment's prior successes. First parameter of the treatment's beta prior. */
  prior_alpha_treatment: number;
  /** Treatment's prior failures. Its second parameter. */
  prior_beta_treatment: number;
  /** Prior on the effect. What is believed of the difference before the data. */
  effect_prior: 'flat' | 'normal';
  /** Prior mean. Of the difference, in units of the outcome. */
  prior_mean: number;
  /** Prior standard deviation. Of the difference, in units of the outcome. */
  prior_sd: number;
  /** Chance to ship. How often the rule must ship under the true effect. */
  power: number;
  /** Significance level. Of the classical test beside the rule; the threshold is solved for so many false positives. */
  alpha: number;
  /** Sides of the classical test. Only improvements count as found. */
  sides: 'two' | 'one';
  /** Expected effect. Mean of the normal prior the power is averaged over, on the effect scale. */
  design_mean: number;
  /** Its standard deviation. How sure you are of it; zero is entirely. */
  design_sd: number;
  /** People in control. Treatment gets ratio times as many. */
  n_control: number;
  /** Allocation ratio. People in treatment for each person in control. */
  ratio: number;
}

export interface BayesianResult {
  /** People in control */
  n_control: number;
  /** People in treatment */
  n_treatment: number;
  /** People in all */
  n_total: number;
  /** People in control before rounding. Absent where the size is given, or where the rule ships often enough without data. */
  n_control_unrounded?: number;
  /** Threshold. Of the rule: a probability, or an expected loss. */
  threshold: number;
  /** Ships from a difference of. The smallest observed difference that ships; for shares about, at the control's baseline. */
  shipping_difference?: number;
  /** Chance to ship. Under the true effect. */
  power: number;
  /** Ships without an effect */
  false_positive_rate: number;
  /** Ships the harmful effect */
  harmful_rate: number;
  /** Chance to ship, exactly. By enumeration of the counts and exact posteriors; shares only, not for very large arms. */
  exact_power?: number;
  /** Ships without an effect, exactly */
  exact_false_positive_rate?: number;
  /** Ships the harmful effect, exactly */
  exact_harmful_rate?: number;
  /** Assurance. The chance to ship, averaged over what the effect is expected to be. */
  assurance: number;
  /** Power of the classical test */
  test_power: number;
  /** Assurance of the classical test */
  test_assurance: number;
  /** True effect, absolute */
  effect_absolute: number;
  /** Harmful effect, absolute */
  harmful_effect_absolute: number;
  /** Method */
  method: string;
  /** Headline. The name of the result that answers the question. */
  headline: string;
  /** Headline, in words */
  headline_label: string;
  /** Sentence. The answer in plain words. */
  sentence: string;
  /** Equations. Keys of the equations used, in reading order. */
  equations: string[];
  /** Terms. The number of each term of those equations. */
  terms: Term[];
  /** Code elsewhere. Keys of R and Python code that gives the same number. */
  snippets: string[];
  /** What this rests on */
  assumptions: Assumption[];
}

export interface DurationRequest {
  /** Solve for. Days for people, or people for days. */
  solve_for: 'days' | 'people';
  /** People needed. In all arms together; where there is a trigger, those who meet it. */
  people: number;
  /** Days. How long the experiment runs. */
  days: number;
  /** People who return. Whether the same people come again, and what is known of it. */
  returning: 'all_new' | 'two_uniques' | 'three_uniques';
  /** New people a day. Eligible people on an average day, each counted once. */
  daily_people: number;
  /** Different people in a day. On an average day. */
  uniques_1: number;
  /** Different people in 7 days. Between once and seven times those of a day. */
  uniques_7: number;
  /** Different people in 28 days. More than in 7 days, and growing no faster than between day 1 and day 7. */
  uniques_28: number;
  /** Share in the experiment. How many of the eligible people enter, all arms together, after any ramp. */
  share_in_experiment: number;
  /** Share that is triggered. How many of those ever meet what is changed; only they count. */
  trigger_share: number;
  /** Ramp. A careful start: fewer people on the first days. */
  ramp: 'none' | 'linear' | 'list';
  /** First share. Share of eligible people in the experiment on the first day. */
  ramp_start: number;
  /** Days of the ramp. The full share is reached on the day after. */
  ramp_days: number;
  /** Share on each of the first days. Never falling; the full share follows. */
  ramp_shares: Float64Array;
  /** Weekly pattern. Whether weekdays differ. */
  week_pattern: 'even' | 'weights';
  /** Weight of Monday to Sunday. Seven numbers; only how they compare matters. */
  weekday_weights: Float64Array;
  /** First day. As YYYY-MM-DD. */
  start_date: string;
  /** Whole weeks. Run to the end of a week of the experiment, so that every weekday counts alike. */
  whole_weeks: boolean;
}

export interface Milestone {
  /** Share of the people */
  share: number;
  /** People */
  people: number;
  /** Reached on day */
  day: number;
  /** Date */
  date: string;
}

export interface DayRow {
  /** Day */
  day: number;
  /** Date */
  date: string;
  /** Weekday */
  weekday: string;
  /** Share in the experiment */
  share: number;
  /** People so far */
  people: number;
}

export interface DurationResult {
  /** Days to run */
  days: number;
  /** Weeks to run */
  weeks: number;
  /** Days until there are enough people. Before filling up to whole weeks; only where the days are the unknown. */
  days_needed?: number;
  /** First weekday */
  start_weekday: string;
  /** Last day */
  end_date: string;
  /** Last weekday */
  end_weekday: string;
  /** People by then. In the experiment, and triggered. */
  people: number;
  /** Different eligible people by then. Whether in the experiment or not. */
  uniques: number;
  /** The most people ever. However long it runs; absent where there is no such limit. */
  most_people?: number;
  /** People who return */
  model: string;
  /** Milestones */
  milestones: Milestone[];
  /** People by day. Every day of the first eight weeks, then every week. */
  by_day: DayRow[];
  /** Headline. The name of the result that answers the question. */
  headline: string;
  /** Headline, in words */
  headline_label: string;
  /** Sentence. The answer in plain words. */
  sentence: string;
  /** Equations. Keys of the equations used, in reading order. */
  equations: string[];
  /** Terms. The number of each term of those equations. */
  terms: Term[];
  /** Code elsewhere. Keys of R and Python code that gives the same number. */
  snippets: string[];
  /** What this rests on */
  assumptions: Assumption[];
}

export interface SampleRatioPlanRequest {
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'users' | 'mismatch' | 'power' | 'threshold';
  /** Test. The other one stands beside it. */
  test: 'chi_square' | 'sequential';
  /** Planned shares. One for each arm, control first, adding up to 1. */
  shares: Float64Array;
  /** Shares are weights. Divides the shares by their sum, so that 2, 1, 1 will do. */
  weights: boolean;
  /** Mismatch. How the mismatch to be seen is given. */
  mismatch: 'lost' | 'true_shares';
  /** Lost. The part of the arm's users that is never counted. */
  lost: number;
  /** From arm. Its place among the shares: 1 is the control. */
  lost_arm: number;
  /** True shares. One for each arm, adding up to 1. */
  true_shares: Float64Array;
  /** Threshold. A p-value below it raises an alarm. */
  threshold: number;
  /** Power. How often the mismatch must be seen where it is there. */
  power: number;
  /** Users counted. In all arms together, without those who are lost. */
  n_total: number;
  /** Concentration. Of the sequential test's prior around the planned shares. */
  concentration: number;
  /** Users a day. New users who are counted for the first time. */
  users_per_day: number;
  /** Days. How long an experiment runs, with one check a day. */
  days: number;
  /** Experiments a year. That the team checks every day. */
  experiments: number;
  /** False alarms a year. How many healthy experiments a year may be suspected. */
  false_alarms: number;
}

export interface RatioTestRow {
  /** Test */
  test: string;
  /** Name */
  label: string;
  /** Threshold */
  threshold: number;
  /** Users, power 80 %. Before rounding. */
  n_power_80?: number;
  /** Users, power 90 % */
  n_power_90?: number;
  /** Days, power 80 % */
  days_power_80?: number;
  /** False alarms. Healthy experiments suspected at least once, checked every day. */
  false_alarm?: number;
  /** False alarms a year */
  false_alarms_per_year?: number;
}

export interface RatioDay {
  /** Day */
  day: number;
  /** Users */
  n_total: number;
  /** False alarms, chi-squared */
  false_alarm_chi_square: number;
  /** False alarms, sequential */
  false_alarm_sequential: number;
  /** Mismatch seen, chi-squared */
  seen_chi_square: number;
  /** Mismatch seen, sequential */
  seen_sequential: number;
}

export interface SampleRatioPlanResult {
  /** Users. Counted, in all arms together. */
  n_total: number;
  /** Users before rounding. Absent where their number is given. */
  n_unrounded?: number;
  /** Days. Whole days until so many were counted. */
  days_needed: number;
  /** Power. Of a look at this size. */
  power: number;
  /** Threshold */
  threshold: number;
  /** Lost. Of the arm that loses users. */
  lost?: number;
  /** Cohen's w. Size of the mismatch. */
  cohens_w: number;
  /** Noncentrality */
  ncp: number;
  /** Critical value. Of chi-squared, at this size. */
  critical_value: number;
  /** Degrees of freedom */
  df: number;
  /** Exact power. Of two arms, from the binomial. */
  exact_power?: number;
  /** Exact level. How often a look at this size suspects a healthy experiment of two arms. */
  exact_level?: number;
  /** Planned shares */
  planned: Float64Array;
  /** True shares. Of those who are counted. */
  true_split: Float64Array;
  /** False alarms. Healthy experiments that the chi-squared test suspects on one of the days, at this threshold. */
  false_alarm?: number;
  /** False alarms a year */
  false_alarms_per_year?: number;
  /** Threshold, Bonferroni. False alarms allowed / (experiments x days): safe, and too strict. */
  threshold_bonferroni?: number;
  /** Threshold for the team. Allows for the checks of one experiment being alike. */
  threshold_recommended?: number;
  /** Threshold of the sequential test. False alarms allowed / experiments: the number of checks does not matter. */
  threshold_sequential?: number;
  /** Day of detection, chi-squared. The median with a check a day; absent where fewer than half are seen on these days. */
  half_seen_chi_square?: number;
  /** Day of detection, sequential */
  half_seen_sequential?: number;
  /** Tests side by side */
  tests: RatioTestRow[];
  /** Day by day */
  by_day: RatioDay[];
  /** Headline. The name of the result that answers the question. */
  headline: string;
  /** Headline, in words */
  headline_label: string;
  /** Sentence. The answer in plain words. */
  sentence: string;
  /** Equations. Keys of the equations used, in reading order. */
  equations: string[];
  /** Terms. The number of each term of those equations. */
  terms: Term[];
  /** Code elsewhere. Keys of R and Python code that gives the same number. */
  snippets: string[];
  /** What this rests on */
  assumptions: Assumption[];
}

export interface PlanFromDataRequest {
  /** Outcome. The column with the number the experiment will be about; of a ratio metric, the numerator. */
  outcome: string;
  /** Denominator. Of a ratio metric, such as views for clicks per view. Empty: the outcome itself is the metric. */
  denominator: string;
  /** Covariates. Numbers known before, such as the same outcome of an earlier period. */
  covariates: string[];
  /** Cluster. The column that names each unit's group, where groups will be assigned as a whole. */
  cluster: string;
  /** Arm. Of a past experiment: only its control counts. Empty: every row counts. */
  arm: string;
  /** Control level. Its content for control. Guessed when empty. */
  control: string;
  /** Unit. The column that names each person, where a person has several rows. Empty: each row is a unit. */
  unit: string;
  /** Rows of a unit. How a unit's rows become one number; a covariate is averaged. */
  unit_rows: 'sum' | 'mean' | 'largest';
  /** Cap at quantile. Larger outcomes would be set to this quantile of the outcome. */
  cap_quantile: number;
  /** Units with outcome zero count. Without them the numbers are those of the active units only. */
  count_zeros: boolean;
  /** Confidence. Of the intervals of the baseline and of the ICC. */
  confidence: number;
}

export interface QuantileValue {
  /** Of units at or below */
  share: number;
  /** Outcome */
  value: number;
}

export interface PlanCovariate {
  /** Covariate */
  name: string;
  /** Units with a value */
  present: number;
  /** Left out. It adds nothing to the columns before it. */
  dropped: boolean;
  /** Correlation with the metric. Over units with all covariates. */
  correlation?: number;
  /** R², alone */
  r_squared?: number;
}

export interface LeftOut {
  /** Reason */
  reason: string;
  /** Rows */
  count: number;
  /** First lines. Of the file, counted from 1. */
  first_lines: number[];
}

export interface PlanFromDataResult {
  /** In short */
  sentence: string;
  /** Rows */
  rows_total: number;
  /** Rows used */
  rows_used: number;
  /** Units. Everything is from these unless another number is beside it. */
  n: number;
  /** Outcome */
  outcome: string;
  /** Only rows of. The control level; empty where every row counts. */
  control: string;
  /** Only 0 and 1 */
  is_binary: boolean;
  /** Baseline. The share with 1. */
  baseline?: number;
  /** Baseline, low. Wilson's interval. */
  baseline_ci_low?: number;
  /** Baseline, high. Wilson's interval. */
  baseline_ci_high?: number;
  /** Mean */
  baseline_mean: number;
  /** Standard deviation. Between units, with n - 1. */
  sd: number;
  /** Variance. The square of the standard deviation. */
  variance: number;
  /** Skewness. Third moment over the second to the power 3/2; 0: even. */
  skewness: number;
  /** Excess kurtosis. Fourth moment over the second squared, less 3; 0: tails of a normal distribution. */
  excess_kurtosis: number;
  /** Smallest */
  min: number;
  /** Largest */
  max: number;
  /** Zeros. Of units with an outcome, also where zeros do not count. */
  zero_share: number;
  /** Needed per arm for a normal mean. 355 times the squared skewness (Kohavi 2014); with fewer, t intervals are rough. */
  n_per_arm_normal: number;
  /** Quantiles. Between order statistics a straight line (type 7). */
  quantiles: QuantileValue[];
  /** Cap. The outcome at the chosen quantile. */
  cap?: number;
  /** Units above the cap */
  capped_share?: number;
  /** Mean, capped */
  capped_mean?: number;
  /** Standard deviation, capped */
  capped_sd?: number;
  /** Variance saved by the cap */
  capped_variance_reduction?: number;
  /** Skewness, capped */
  capped_skewness?: number;
  /** Needed per arm for a normal mean, capped */
  capped_n_per_arm_normal?: number;
  /** Rate. Sum of the outcome over sum of the denominator; of counts without one, events per unit. */
  rate?: number;
  /** Numerator, mean */
  numerator_mean?: number;
  /** Numerator, SD */
  numerator_sd?: number;
  /** Denominator, mean */
  denominator_mean?: number;
  /** Denominator, SD */
  denominator_sd?: number;
  /** Covariance. Of numerator and denominator, with n - 1. */
  covariance?: number;
  /** Their correlation */
  ratio_correlation?: number;
  /** Variance of the linearised ratio. Of (outcome - rate x denominator) / mean denominator: the delta method's, of one unit. */
  linearised_variance?: number;
  /** SD of the linearised ratio */
  linearised_sd?: number;
  /** Units with all covariates */
  n_with_covariates?: number;
  /** Units with a pre-period value */
  coverage?: number;
  /** R². Share of the metric's variance the covariates explain together, over units that have them all. */
  r_squared?: number;
  /** Correlation with the covariate. Where there is one covariate. */
  correlation?: number;
  /** Variance left. 1 - R² times the units with a pre-period value: as many people are needed, as a share. */
  variance_multiplier?: number;
  /** Covariates */
  covariates: PlanCovariate[];
  /** Counts. Whole numbers from 0 on, and not only 0 and 1. */
  is_count: boolean;
  /** Dispersion. The variance of a count is mean + dispersion x mean squared; 0 where it is no larger than the mean (Poisson). */
  dispersion?: number;
  /** Variance over mean. About 1 for Poisson counts; with a denominator, Pearson's. */
  dispersion_index?: number;
  /** p-value of Poisson. Small: the counts vary more than Poisson counts would. */
  poisson_p_value?: number;
  /** Units with a cluster */
  n_in_clusters?: number;
  /** Clusters */
  clusters?: number;
  /** Units per cluster. On average. */
  people_per_cluster?: number;
  /** Variation of the sizes. SD of the cluster sizes over their mean. */
  cluster_cv?: number;
  /** ICC. Share of the metric's variance that lies between clusters; 0 where the estimate is negative. */
  icc?: number;
  /** ICC as estimated. By one-way analysis of variance. */
  icc_estimate?: number;
  /** ICC, low. Searle's F interval; rough for skewed or yes/no outcomes. */
  icc_ci_low?: number;
  /** ICC, high. Plan with this one to be on the safe side. */
  icc_ci_high?: number;
  /** Standard error of the ICC. Smith's. */
  icc_se?: number;
  /** Design effect. So many times the people are needed as without clusters. */
  design_effect?: number;
  /** Rows left out */
  left_out: LeftOut[];
}

export interface SweepRequest {
  /** Calculation. The name of the calculation to repeat. */
  operation: string;
  /** Its request. The inputs that stay as they are. */
  request: Record<string, unknown>;
  /** Input. The numeric input that moves. */
  input: string;
  /** Its values. At most 5,000 in all, with the second input's. */
  values: Float64Array;
  /** Second input. Another numeric input; empty for none. */
  second_input: string;
  /** Its values. One family of series for each. */
  second_values: Float64Array;
  /** Outputs. Names of numeric results. */
  outputs: string[];
}

export interface SweepSeries {
  /** Output */
  output: string;
  /** Second input */
  second?: number;
  /** Input. The values of the input that have an answer. */
  x: Float64Array;
  /** Output. One for each of them. */
  y: Float64Array;
}

export interface SweepResult {
  /** Series. For each value of the second input, one per output. */
  series: SweepSeries[];
  /** Without an answer. How many values had none. */
  unanswered: number;
  /** Why. What the first of them said. */
  reason: string;
}

export interface CheckPlanRequest {
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'size' | 'effect' | 'power' | 'alpha' | 'duration';
  /** Metric. What is measured on each person. */
  metric: 'proportion' | 'mean' | 'ratio' | 'count' | 'time_to_event' | 'rank';
  /** Comparison. Who is compared with whom. */
  comparison: 'two_arms' | 'benchmark' | 'paired';
  /** Baseline. The control's share: how many of 100 people do it today. */
  baseline: number;
  /** Baseline mean. The control's mean. It only matters for relative effects. */
  baseline_mean: number;
  /** Standard deviation. Between people, in control. */
  sd: number;
  /** Standard deviation in treatment. Leave empty where it is the same; otherwise Welch's test is planned. */
  sd_treatment?: number;
  /** Correlation within pairs. Of the two values of one person. The more alike, the fewer are needed. */
  pair_correlation: number;
  /** Numerator, mean. Per person, as clicks. */
  numerator_mean: number;
  /** Numerator, SD. Between people. */
  numerator_sd: number;
  /** Denominator, mean. Per person, as views. */
  denominator_mean: number;
  /** Denominator, SD. Between people. */
  denominator_sd: number;
  /** Their correlation. Between numerator and denominator, over people. */
  ratio_correlation: number;
  /** Baseline rate. Events per person and unit of time, in control. */
  rate: number;
  /** Time per person. How many units of time each person is watched, on average. */
  exposure: number;
  /** Dispersion. 0 is Poisson. Otherwise the variance of a count is mean + dispersion x mean squared. */
  dispersion: number;
  /** Median time. After so many days half of the control had the event; a constant hazard is assumed. */
  median_time: number;
  /** Days of enrolment. People enter evenly over so many days. */
  accrual_days: number;
  /** Days of follow-up. How long the last to enter is watched. */
  follow_up_days: number;
  /** Question. What the test is to show. */
  hypothesis: 'difference' | 'noninferiority' | 'superiority' | 'equivalence';
  /** Effect scale. How the effect and the margin are given and shown first. */
  effect_scale: 'relative' | 'absolute';
  /** Effect. The smallest change worth finding; with a margin, the change you expect, which may be zero. */
  effect: number;
  /** Hazard ratio. Treatment's hazard over control's; below 1 the event comes later. */
  hazard_ratio: number;
  /** Probability to win. That a treated person has a higher value than a control, ties counted half. */
  win_probability: number;
  /** Direction. Which way the effect goes. */
  direction: 'increase' | 'decrease';
  /** Margin. The largest difference that does not matter (or the least that does), as a positive number. */
  margin: number;
  /** Better is. Which direction is the good one. */
  better: 'increase' | 'decrease';
  /** Size given as. People in control, or days of traffic. */
  sized_by: 'people' | 'days';
  /** People in control. Treatment gets ratio times as many. With one arm or pairs: all of them. */
  n_control: number;
  /** Days. How long the experiment runs. */
  days: number;
  /** New people a day. People a day who could enter, each counted once. */
  daily_people: number;
  /** Share in the experiment. How many of them enter, both arms together. */
  share_in_experiment: number;
  /** Allocation ratio. People in treatment for each person in control. */
  ratio: number;
  /** Power. How often the test must find the effect when it is there. */
  power: number;
  /** Significance level. How often the test may cry wolf when nothing changed; with a margin, one-sided. */
  alpha: number;
  /** Sides. Two-sided unless a change the other way could never matter. */
  sides: 'two' | 'one';
  /** R² of the covariates. Share of the variance that values from before explain (CUPED): the square of their correlation. */
  r_squared: number;
  /** Have such values. Share of people with a value from before. */
  coverage: number;
  /** Can be affected. Share of people who meet the change, or who comply. The effect above is theirs. */
  affected_share: number;
  /** Analysed. Whom the test counts, where not all can be affected. */
  analysed: 'affected' | 'everyone';
  /** Method. How the formula takes the variance of the test. With a margin, pooled is Farrington and Manning's. */
  proportion_method: 'pooled' | 'unpooled' | 'control_only' | 'arcsine' | 'corrected';
  /** Method. Which distribution the test has. */
  mean_method: 'noncentral_t' | 'normal';
  /** Method. The scale on which the rates are compared. */
  count_method: 'log_ratio' | 'difference' | 'square_root';
  /** Method. The formula for the number of events. */
  time_method: 'schoenfeld' | 'freedman';
  /** Simulated experiments. More give a smaller Monte Carlo error. */
  replicates: number;
  /** Seed. The same seed gives the same numbers, everywhere. */
  seed: number;
}

export interface CheckPlanResult {
  /** People in control */
  n_control: number;
  /** People in treatment */
  n_treatment: number;
  /** Exact power. Proportions only. */
  exact_power?: number;
  /** Simulated experiments */
  replicates: number;
  /** Simulated power. Share of experiments whose test rejected. */
  power: number;
  /** Monte Carlo error. Standard error of that share. */
  power_mcse: number;
  /** 95 % interval, from. Wilson's interval. */
  power_ci_low: number;
  /** 95 % interval, to */
  power_ci_high: number;
  /** Power by the formula */
  planned_power: number;
  /** Agrees. Within three Monte Carlo errors of the exact power, or of the formula where there is no exact one. */
  power_agrees: boolean;
  /** Simulated false positives. Share of experiments without any effect whose test rejected. */
  false_positive_rate: number;
  /** Monte Carlo error */
  false_positive_mcse: number;
  /** 95 % interval, from */
  false_positive_ci_low: number;
  /** 95 % interval, to */
  false_positive_ci_high: number;
  /** Significance level */
  alpha: number;
  /** Agrees. Within three Monte Carlo errors of the level. Where one may look at any time: not more above it. */
  alpha_agrees: boolean;
  /** Planned effect, absolute. The log of the hazard ratio for times. */
  true_effect: number;
  /** Mean estimate */
  mean_effect: number;
  /** Monte Carlo error */
  mean_effect_mcse: number;
  /** Spread of the estimates. Their standard deviation. */
  effect_sd: number;
  /** Without a test. Experiments where the test does not exist, as where nobody or everybody did it; they count as not rejected. */
  undefined: number;
  /** Test */
  test: string;
  /** Seed */
  seed: number;
}

export interface CheckMultiArmRequest {
  /** Metric. What is measured on each person. */
  metric: 'proportion' | 'mean' | 'ratio' | 'count';
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'size' | 'effect' | 'power';
  /** Treatments. How many are compared with the one control. */
  treatments: number;
  /** Baseline. The control's share. */
  baseline: number;
  /** Baseline mean. The control's mean. It only matters for relative effects. */
  baseline_mean: number;
  /** Standard deviation. Between people, the same in every arm. */
  sd: number;
  /** Numerator, mean. Per person, as clicks. */
  numerator_mean: number;
  /** Numerator, SD. Between people. */
  numerator_sd: number;
  /** Denominator, mean. Per person, as views. */
  denominator_mean: number;
  /** Denominator, SD. Between people. */
  denominator_sd: number;
  /** Their correlation. Between numerator and denominator, over people. */
  ratio_correlation: number;
  /** Baseline rate. Events per person and unit of time, in control. */
  rate: number;
  /** Time per person. How many units of time each person is watched, on average. */
  exposure: number;
  /** Dispersion. 0 is Poisson. Otherwise the variance of a count is mean + dispersion x mean squared. */
  dispersion: number;
  /** Rates compared by. The scale on which the rates are compared. */
  count_method: 'log_ratio' | 'difference' | 'square_root';
  /** Effect scale. How effects are given and shown. */
  effect_scale: 'relative' | 'absolute';
  /** Effects. One effect for all treatments, or one for each. */
  effect_pattern: 'same' | 'list';
  /** Effect. The smallest change worth finding: treatment / control - 1, or treatment - control. */
  effect: number;
  /** Effect of each treatment. As many as there are treatments; zero is a treatment that does nothing. */
  effects: Float64Array;
  /** Direction. Which way the effect goes. */
  direction: 'increase' | 'decrease';
  /** Correction. What keeps the chance of any false positive at the level. */
  correction: 'none' | 'bonferroni' | 'sidak' | 'holm' | 'dunnett';
  /** Sides. Two-sided unless a change the other way could never matter. */
  sides: 'two' | 'one';
  /** Significance level. Of the whole family: how often any treatment may cry wolf when none does anything. */
  alpha: number;
  /** Power for. What must be found. */
  power_kind: 'each' | 'any' | 'all';
  /** Power. How often it must be found when the effects are there. */
  power: number;
  /** Control's size. How large the control is. */
  allocation: 'ratio' | 'square_root' | 'optimal';
  /** Control per treatment. People in control for each person in one treatment. */
  ratio: number;
  /** People in all. Control and all treatments together. */
  n_total: number;
  /** R² of the covariates. Share of the variance that values from before explain (CUPED): the square of their correlation. */
  r_squared: number;
  /** Randomised. What is drawn into an arm. */
  randomised: 'people' | 'clusters';
  /** Intraclass correlation. Share of the variance (left by the covariates) that lies between clusters. */
  icc: number;
  /** People per cluster. The mean over clusters. */
  people_per_cluster: number;
  /** Variation of cluster sizes. Standard deviation of the sizes divided by their mean; 0 if all are equal. */
  cv: number;
  /** Distribution. Which distribution the tests have. */
  cluster_test: 't' | 'z';
  /** Simulated experiments. More give a smaller Monte Carlo error. */
  replicates: number;
  /** Seed. The same seed gives the same numbers, everywhere. */
  seed: number;
}

export interface CheckMultiArmResult {
  /** People in control */
  n_control: number;
  /** People in each treatment */
  n_treatment: number;
  /** Critical value */
  critical_value: number;
  /** Simulated experiments */
  replicates: number;
  /** Simulated power. Share of experiments whose test rejected. */
  power: number;
  /** Monte Carlo error. Standard error of that share. */
  power_mcse: number;
  /** 95 % interval, from. Wilson's interval. */
  power_ci_low: number;
  /** 95 % interval, to */
  power_ci_high: number;
  /** Power by the formula */
  planned_power: number;
  /** Agrees. Within three Monte Carlo errors of the exact power, or of the formula where there is no exact one. */
  power_agrees: boolean;
  /** Simulated false positives. Share of experiments without any effect whose test rejected. */
  false_positive_rate: number;
  /** Monte Carlo error */
  false_positive_mcse: number;
  /** 95 % interval, from */
  false_positive_ci_low: number;
  /** 95 % interval, to */
  false_positive_ci_high: number;
  /** Significance level */
  alpha: number;
  /** Agrees. Within three Monte Carlo errors of the level. Where one may look at any time: not more above it. */
  alpha_agrees: boolean;
  /** Planned effect, absolute. The log of the hazard ratio for times. */
  true_effect: number;
  /** Mean estimate */
  mean_effect: number;
  /** Monte Carlo error */
  mean_effect_mcse: number;
  /** Spread of the estimates. Their standard deviation. */
  effect_sd: number;
  /** Without a test. Experiments where the test does not exist, as where nobody or everybody did it; they count as not rejected. */
  undefined: number;
  /** Test */
  test: string;
  /** Seed */
  seed: number;
}

export interface CheckClustersRequest {
  /** Design. How clusters come to their arm. */
  design: 'parallel' | 'matched' | 'stratified' | 'difference_in_differences' | 'stepped_wedge';
  /** Metric. What is measured on each person. */
  metric: 'proportion' | 'mean' | 'count';
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'clusters' | 'people' | 'effect' | 'power' | 'icc' | 'alpha';
  /** Baseline. The control's share: how many of 100 people do it today. */
  baseline: number;
  /** Baseline mean. The control's mean. It only matters for relative effects. */
  baseline_mean: number;
  /** Standard deviation. Between all people, whatever their cluster; the same in both arms. */
  sd: number;
  /** Baseline rate. The control's events per person and unit of exposure. */
  rate: number;
  /** Exposure per person. How long each person is watched, in the unit of the rate. */
  exposure: number;
  /** Dispersion. Variance of a person's count is mean + dispersion x mean^2, over all people; 0 is Poisson. */
  dispersion: number;
  /** Effect scale. How the effect is given and shown first. */
  effect_scale: 'relative' | 'absolute';
  /** Effect. The smallest change worth finding: treatment / control - 1, or treatment - control. */
  effect: number;
  /** Direction. Which way the effect goes. */
  direction: 'increase' | 'decrease';
  /** Intraclass correlation. Share of the variance that lies between clusters: 0 if people of a cluster are no more alike. */
  icc: number;
  /** People per cluster. The mean over clusters; with several periods, in each period. */
  people_per_cluster: number;
  /** Variation of cluster sizes. Standard deviation of the sizes divided by their mean; 0 if all are equal. */
  cv: number;
  /** Weights of clusters. How the analysis weighs clusters of different size. */
  unequal_sizes: 'by_people' | 'taylor';
  /** Clusters in control. For matched pairs: the number of pairs. */
  clusters_control: number;
  /** Allocation ratio. Clusters in treatment for each cluster in control. */
  ratio: number;
  /** Matching correlation. Correlation of the true means of the two clusters of a pair, before any treatment. */
  matching_correlation: number;
  /** Strata. Each costs the analysis one degree of freedom. */
  strata: number;
  /** Variance explained by strata. Share of the variance between clusters that the strata explain. */
  variance_explained: number;
  /** Use of the baseline. How the measurement before the experiment enters the analysis. */
  baseline_analysis: 'ancova' | 'change';
  /** Steps. How many times clusters change over; there is one period more than steps. */
  steps: number;
  /** Clusters per step. How many clusters change over together. */
  clusters_per_step: number;
  /** Correlation over time. Whether a cluster's periods grow apart with the time between them. */
  decay: 'exchangeable' | 'exponential';
  /** Cluster autocorrelation (CAC). Correlation of a cluster's true means in two (neighbouring) periods. */
  cac: number;
  /** People. Whether each period measures new people of the cluster or the same ones. */
  sampling: 'cross_sectional' | 'cohort';
  /** Individual autocorrelation (IAC). Correlation of a person's values in two periods, inside the cluster. */
  iac: number;
  /** Sides. Two-sided unless a change the other way could never matter. */
  sides: 'two' | 'one';
  /** Significance level. How often the test may cry wolf when nothing changed. */
  alpha: number;
  /** Power. How often the test must find the effect when it is there. */
  power: number;
  /** Distribution. Which distribution the test has. */
  test: 't' | 'z';
  /** Simulated experiments. More give a smaller Monte Carlo error. */
  replicates: number;
  /** Seed. The same seed gives the same numbers, everywhere. */
  seed: number;
}

export interface CheckClustersResult {
  /** Clusters in all */
  clusters: number;
  /** People per cluster */
  people_per_cluster: number;
  /** Power of the test that is drawn. Of the z-test for a stepped wedge, whatever the plan's test; else that of the plan. */
  test_power: number;
  /** Simulated experiments */
  replicates: number;
  /** Simulated power. Share of experiments whose test rejected. */
  power: number;
  /** Monte Carlo error. Standard error of that share. */
  power_mcse: number;
  /** 95 % interval, from. Wilson's interval. */
  power_ci_low: number;
  /** 95 % interval, to */
  power_ci_high: number;
  /** Power by the formula */
  planned_power: number;
  /** Agrees. Within three Monte Carlo errors of the exact power, or of the formula where there is no exact one. */
  power_agrees: boolean;
  /** Simulated false positives. Share of experiments without any effect whose test rejected. */
  false_positive_rate: number;
  /** Monte Carlo error */
  false_positive_mcse: number;
  /** 95 % interval, from */
  false_positive_ci_low: number;
  /** 95 % interval, to */
  false_positive_ci_high: number;
  /** Significance level */
  alpha: number;
  /** Agrees. Within three Monte Carlo errors of the level. Where one may look at any time: not more above it. */
  alpha_agrees: boolean;
  /** Planned effect, absolute. The log of the hazard ratio for times. */
  true_effect: number;
  /** Mean estimate */
  mean_effect: number;
  /** Monte Carlo error */
  mean_effect_mcse: number;
  /** Spread of the estimates. Their standard deviation. */
  effect_sd: number;
  /** Without a test. Experiments where the test does not exist, as where nobody or everybody did it; they count as not rejected. */
  undefined: number;
  /** Test */
  test: string;
  /** Seed */
  seed: number;
}

export interface CheckSaturationRequest {
  /** Metric. What is measured on each person. */
  metric: 'proportion' | 'mean';
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'clusters' | 'effect' | 'power';
  /** Comparison that counts. Which comparison must have the power; the others are reported beside it. */
  target: 'treated' | 'untreated' | 'difference';
  /** For. All saturations together, or the weakest of them. */
  scope: 'pooled' | 'each';
  /** Baseline. The share in pure control clusters; its variance is used for all. */
  baseline: number;
  /** Baseline mean. The mean in pure control clusters. It only matters for relative effects. */
  baseline_mean: number;
  /** Standard deviation. Between all people, whatever their cluster. */
  sd: number;
  /** Effect scale. How the effects are given. */
  effect_scale: 'relative' | 'absolute';
  /** Effect on the treated. Treated people against pure control, spillover included; the same at every saturation. */
  effect_treated: number;
  /** Spillover on the untreated. What it does to untreated people of treated clusters, against pure control. */
  effect_untreated: number;
  /** Saturations. Shares of people treated in a treated cluster, each between 0 and 1; up to 10. */
  saturations: Float64Array;
  /** Share of clusters for each. As many as saturations; what is left of 1 is pure control. */
  cluster_shares: Float64Array;
  /** Clusters in all. Pure control included. */
  clusters: number;
  /** People per cluster. The same in all clusters. */
  people_per_cluster: number;
  /** Intraclass correlation. Share of the variance that lies between clusters. */
  icc: number;
  /** Sides. Two-sided unless the other direction could never matter. */
  sides: 'two' | 'one';
  /** Significance level. How often each test may cry wolf when nothing changed. */
  alpha: number;
  /** Power. What detectable effects are for; asked of the plan unless power is the question. */
  power: number;
  /** Distribution. Which distribution the tests have. */
  test: 't' | 'z';
  /** Simulated experiments. More give a smaller Monte Carlo error. */
  replicates: number;
  /** Seed. The same seed gives the same numbers, everywhere. */
  seed: number;
}

export interface SimulatedComparison {
  /** Comparison */
  comparison: string;
  /** In words */
  label: string;
  /** Saturation. Absent: all together. */
  saturation?: number;
  /** True effect. Absolute. */
  effect: number;
  /** Power, planned */
  planned_power: number;
  /** Power */
  power: number;
  /** Monte Carlo error */
  power_mcse: number;
  /** False positives */
  false_positive_rate: number;
  /** Monte Carlo error */
  false_positive_mcse: number;
}

export interface CheckSaturationResult {
  /** Clusters in all */
  clusters: number;
  /** Pure control clusters */
  clusters_control: number;
  /** People per cluster */
  people_per_cluster: number;
  /** Standard error by the formula. Of the comparison that counts; to be compared with the spread of the estimates. */
  planned_se: number;
  /** Power with each group's own variance. The plan takes the control's variance for all; a share that changes has another. By the formula. */
  own_power?: number;
  /** Comparisons, simulated */
  comparisons: SimulatedComparison[];
  /** Simulated experiments */
  replicates: number;
  /** Simulated power. Share of experiments whose test rejected. */
  power: number;
  /** Monte Carlo error. Standard error of that share. */
  power_mcse: number;
  /** 95 % interval, from. Wilson's interval. */
  power_ci_low: number;
  /** 95 % interval, to */
  power_ci_high: number;
  /** Power by the formula */
  planned_power: number;
  /** Agrees. Within three Monte Carlo errors of the exact power, or of the formula where there is no exact one. */
  power_agrees: boolean;
  /** Simulated false positives. Share of experiments without any effect whose test rejected. */
  false_positive_rate: number;
  /** Monte Carlo error */
  false_positive_mcse: number;
  /** 95 % interval, from */
  false_positive_ci_low: number;
  /** 95 % interval, to */
  false_positive_ci_high: number;
  /** Significance level */
  alpha: number;
  /** Agrees. Within three Monte Carlo errors of the level. Where one may look at any time: not more above it. */
  alpha_agrees: boolean;
  /** Planned effect, absolute. The log of the hazard ratio for times. */
  true_effect: number;
  /** Mean estimate */
  mean_effect: number;
  /** Monte Carlo error */
  mean_effect_mcse: number;
  /** Spread of the estimates. Their standard deviation. */
  effect_sd: number;
  /** Without a test. Experiments where the test does not exist, as where nobody or everybody did it; they count as not rejected. */
  undefined: number;
  /** Test */
  test: string;
  /** Seed */
  seed: number;
}

export interface CheckSwitchbackRequest {
  /** Metric. What is measured on each unit (order, session). */
  metric: 'proportion' | 'mean';
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'duration' | 'effect' | 'power';
  /** Design. How treatment and control take turns. */
  design: 'random_blocks' | 'alternating' | 'optimal';
  /** Estimator. Alternating blocks need the difference in means, optimal switch points Horvitz-Thompson. */
  estimator: 'difference_in_means' | 'horvitz_thompson';
  /** Outcome. Counts for Horvitz-Thompson: whether the usual level is taken off before weighing. */
  outcome_level: 'deviation' | 'raw';
  /** Baseline. The share without treatment. */
  baseline: number;
  /** Baseline mean. The mean without treatment. */
  baseline_mean: number;
  /** Standard deviation of a unit. Between units of one period. */
  sd: number;
  /** Units per period. Orders, sessions or people measured in each period of a region. */
  units_per_period: number;
  /** Standard deviation of periods. Of a period's true mean around its usual level, seasons taken out; in units of the outcome. */
  sd_period: number;
  /** Autocorrelation. Of the true means of neighbouring periods; it falls with each period between. */
  autocorrelation: number;
  /** Effect scale. How the effect is given. */
  effect_scale: 'relative' | 'absolute';
  /** Effect. Always treated against never treated. */
  effect: number;
  /** Direction. Which way the effect goes. */
  direction: 'increase' | 'decrease';
  /** Periods per day. 24 for hours, 48 for half hours, 1 for days. */
  periods_per_day: number;
  /** Days. How long the experiment runs. */
  days: number;
  /** Block length. Periods between possible switches. */
  block_length: number;
  /** Carry-over. For how many more periods a period's treatment is felt. */
  carryover: number;
  /** Regions. Markets that switch independently and do not affect each other. */
  regions: number;
  /** Sides. Two-sided unless a change the other way could never matter. */
  sides: 'two' | 'one';
  /** Significance level. How often the test may cry wolf when nothing changed. */
  alpha: number;
  /** Power. How often the test must find the effect when it is there. */
  power: number;
  /** Simulated experiments. More give a smaller Monte Carlo error. */
  replicates: number;
  /** Seed. The same seed gives the same numbers, everywhere. */
  seed: number;
}

export interface CheckSwitchbackResult {
  /** Periods */
  periods: number;
  /** Blocks */
  blocks: number;
  /** Standard error by the formula. To be compared with the spread of the estimates. */
  planned_se: number;
  /** Simulated experiments */
  replicates: number;
  /** Simulated power. Share of experiments whose test rejected. */
  power: number;
  /** Monte Carlo error. Standard error of that share. */
  power_mcse: number;
  /** 95 % interval, from. Wilson's interval. */
  power_ci_low: number;
  /** 95 % interval, to */
  power_ci_high: number;
  /** Power by the formula */
  planned_power: number;
  /** Agrees. Within three Monte Carlo errors of the exact power, or of the formula where there is no exact one. */
  power_agrees: boolean;
  /** Simulated false positives. Share of experiments without any effect whose test rejected. */
  false_positive_rate: number;
  /** Monte Carlo error */
  false_positive_mcse: number;
  /** 95 % interval, from */
  false_positive_ci_low: number;
  /** 95 % interval, to */
  false_positive_ci_high: number;
  /** Significance level */
  alpha: number;
  /** Agrees. Within three Monte Carlo errors of the level. Where one may look at any time: not more above it. */
  alpha_agrees: boolean;
  /** Planned effect, absolute. The log of the hazard ratio for times. */
  true_effect: number;
  /** Mean estimate */
  mean_effect: number;
  /** Monte Carlo error */
  mean_effect_mcse: number;
  /** Spread of the estimates. Their standard deviation. */
  effect_sd: number;
  /** Without a test. Experiments where the test does not exist, as where nobody or everybody did it; they count as not rejected. */
  undefined: number;
  /** Test */
  test: string;
  /** Seed */
  seed: number;
}

export interface CheckSequentialRequest {
  /** Metric. What is measured on each person. */
  metric: 'proportion' | 'mean' | 'ratio' | 'count';
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'size' | 'effect' | 'power' | 'alpha';
  /** Baseline. The control's share: how many of 100 people do it today. */
  baseline: number;
  /** Baseline mean. The control's mean. It only matters for relative effects. */
  baseline_mean: number;
  /** Standard deviation. Between people, the same in both arms. */
  sd: number;
  /** Numerator, mean. Per person, as clicks. */
  numerator_mean: number;
  /** Numerator, SD. Between people. */
  numerator_sd: number;
  /** Denominator, mean. Per person, as views. */
  denominator_mean: number;
  /** Denominator, SD. Between people. */
  denominator_sd: number;
  /** Their correlation. Between numerator and denominator, over people. */
  ratio_correlation: number;
  /** Baseline rate. Events per person and unit of time, in control. */
  rate: number;
  /** Time per person. How many units of time each person is watched, on average. */
  exposure: number;
  /** Dispersion. 0 is Poisson. Otherwise the variance of a count is mean + dispersion x mean squared. */
  dispersion: number;
  /** Rates compared by. The scale on which the rates are compared. */
  count_method: 'log_ratio' | 'difference' | 'square_root';
  /** Effect scale. How the effect is given and shown first. */
  effect_scale: 'relative' | 'absolute';
  /** Effect. The smallest change worth finding: treatment / control - 1, or treatment - control. */
  effect: number;
  /** Direction. Which way the effect goes. */
  direction: 'increase' | 'decrease';
  /** Sides. Two-sided unless a change the other way could never matter. */
  sides: 'two' | 'one';
  /** Significance level. How often all looks together may cry wolf when nothing changed. */
  alpha: number;
  /** Power. How often the experiment must find the effect when it is there. */
  power: number;
  /** Allocation ratio. People in treatment for each person in control. */
  ratio: number;
  /** People in control, at most. At the last look; treatment gets ratio times as many. */
  n_control: number;
  /** R² of the covariates. Share of the variance that values from before explain (CUPED): the square of their correlation. */
  r_squared: number;
  /** Randomised. What is drawn into an arm. */
  randomised: 'people' | 'clusters';
  /** Intraclass correlation. Share of the variance (left by the covariates) that lies between clusters. */
  icc: number;
  /** People per cluster. The mean over clusters. */
  people_per_cluster: number;
  /** Variation of cluster sizes. Standard deviation of the sizes divided by their mean; 0 if all are equal. */
  cv: number;
  /** New people a day. People a day who could enter, each counted once. */
  daily_people: number;
  /** Share in the experiment. How many of them enter, both arms together. */
  share_in_experiment: number;
  /** Looks are. When the data are looked at. */
  timing: 'equal' | 'listed';
  /** Number of looks. The last one, at the end, counts. */
  looks: number;
  /** Looks at. Rising shares of the largest size, or numbers of people: they are divided by the last. */
  fractions: Float64Array;
  /** Boundary. From which z on a look rejects. A “-type” boundary spends alpha in the manner of the classical one; its numbers differ. */
  boundary: 'obrien_fleming_type' | 'pocock_type' | 'power_spending' | 'hwang_shih_decani' | 'listed_spending' | 'obrien_fleming' | 'pocock' | 'wang_tsiatis' | 'haybittle_peto' | 'always_valid';
  /** Rho. 1 spends evenly, 3 is near O'Brien and Fleming. */
  rho: number;
  /** Gamma. Negative spends late, positive early, 0 evenly. */
  gamma: number;
  /** Alpha spent. Share of alpha spent by each look, never falling, the last 1. */
  spent: Float64Array;
  /** Delta. 0 is O'Brien and Fleming's boundary, 0.5 Pocock's. */
  delta: number;
  /** z before the last look. Usually 3; the last look gets what keeps the level. */
  peto_z: number;
  /** Tuned at. The share of the largest size where the boundary is lowest. */
  tuned_at: number;
  /** Futility. Whether to give up when success has become unlikely. */
  futility: 'none' | 'non_binding' | 'binding';
  /** Futility spending. How 1 - power is spent over the looks. */
  futility_spending: 'obrien_fleming_type' | 'pocock_type' | 'power_spending' | 'hwang_shih_decani' | 'listed_spending';
  /** Rho. Larger gives up later. */
  futility_rho: number;
  /** Gamma. Negative gives up late, positive early. */
  futility_gamma: number;
  /** Beta spent. Share of 1 - power spent by each look, never falling, the last 1. */
  futility_spent: Float64Array;
  /** Simulated experiments. More give a smaller Monte Carlo error. */
  replicates: number;
  /** Seed. The same seed gives the same numbers, everywhere. */
  seed: number;
}

export interface SimulatedLook {
  /** Look */
  look: number;
  /** People in all */
  n_total: number;
  /** Rejects here, by the plan */
  success_planned: number;
  /** Rejects here. Share of experiments with the effect. */
  success: number;
  /** Ends here, by the plan */
  ended_planned: number;
  /** Ends here. For whichever reason. */
  ended: number;
  /** Ends here without effect, by the plan */
  ended_null_planned: number;
  /** Ends here without effect */
  ended_null: number;
}

export interface CheckSequentialResult {
  /** People in control, at most */
  n_control: number;
  /** People in treatment, at most */
  n_treatment: number;
  /** Expected people, by the plan */
  planned_n: number;
  /** Mean people at the end. Under the effect. */
  mean_n: number;
  /** Monte Carlo error */
  mean_n_mcse: number;
  /** Expected people without effect, by the plan */
  planned_n_null: number;
  /** Mean people without effect */
  mean_n_null: number;
  /** Mean estimate where it rejected. In the planned direction; absent where nothing was rejected. */
  mean_rejected?: number;
  /** Exaggeration. That mean / true effect: what reading only significant results does. */
  exaggeration?: number;
  /** Rejected the wrong way */
  wrong_direction: number;
  /** Looks */
  looks: SimulatedLook[];
  /** Simulated experiments */
  replicates: number;
  /** Simulated power. Share of experiments whose test rejected. */
  power: number;
  /** Monte Carlo error. Standard error of that share. */
  power_mcse: number;
  /** 95 % interval, from. Wilson's interval. */
  power_ci_low: number;
  /** 95 % interval, to */
  power_ci_high: number;
  /** Power by the formula */
  planned_power: number;
  /** Agrees. Within three Monte Carlo errors of the exact power, or of the formula where there is no exact one. */
  power_agrees: boolean;
  /** Simulated false positives. Share of experiments without any effect whose test rejected. */
  false_positive_rate: number;
  /** Monte Carlo error */
  false_positive_mcse: number;
  /** 95 % interval, from */
  false_positive_ci_low: number;
  /** 95 % interval, to */
  false_positive_ci_high: number;
  /** Significance level */
  alpha: number;
  /** Agrees. Within three Monte Carlo errors of the level. Where one may look at any time: not more above it. */
  alpha_agrees: boolean;
  /** Planned effect, absolute. The log of the hazard ratio for times. */
  true_effect: number;
  /** Mean estimate */
  mean_effect: number;
  /** Monte Carlo error */
  mean_effect_mcse: number;
  /** Spread of the estimates. Their standard deviation. */
  effect_sd: number;
  /** Without a test. Experiments where the test does not exist, as where nobody or everybody did it; they count as not rejected. */
  undefined: number;
  /** Test */
  test: string;
  /** Seed */
  seed: number;
}

export interface CheckAlwaysValidRequest {
  /** Metric. What is measured on each person. */
  metric: 'proportion' | 'mean' | 'ratio' | 'count';
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'size' | 'effect' | 'power' | 'alpha';
  /** Baseline. The control's share: how many of 100 people do it today. */
  baseline: number;
  /** Baseline mean. The control's mean. It only matters for relative effects. */
  baseline_mean: number;
  /** Standard deviation. Between people, the same in both arms. */
  sd: number;
  /** Numerator, mean. Per person, as clicks. */
  numerator_mean: number;
  /** Numerator, SD. Between people. */
  numerator_sd: number;
  /** Denominator, mean. Per person, as views. */
  denominator_mean: number;
  /** Denominator, SD. Between people. */
  denominator_sd: number;
  /** Their correlation. Between numerator and denominator, over people. */
  ratio_correlation: number;
  /** Baseline rate. Events per person and unit of time, in control. */
  rate: number;
  /** Time per person. How many units of time each person is watched, on average. */
  exposure: number;
  /** Dispersion. 0 is Poisson. Otherwise the variance of a count is mean + dispersion x mean squared. */
  dispersion: number;
  /** Rates compared by. The scale on which the rates are compared. */
  count_method: 'log_ratio' | 'difference' | 'square_root';
  /** Effect scale. How the effect is given and shown first. */
  effect_scale: 'relative' | 'absolute';
  /** Effect. The smallest change worth finding: treatment / control - 1, or treatment - control. */
  effect: number;
  /** Direction. Which way the effect goes. */
  direction: 'increase' | 'decrease';
  /** Sides. Two-sided unless a change the other way could never matter. */
  sides: 'two' | 'one';
  /** Significance level. How often all looks together may cry wolf when nothing changed. */
  alpha: number;
  /** Power. How often the experiment must find the effect when it is there. */
  power: number;
  /** Allocation ratio. People in treatment for each person in control. */
  ratio: number;
  /** People in control, at most. At the last look; treatment gets ratio times as many. */
  n_control: number;
  /** R² of the covariates. Share of the variance that values from before explain (CUPED): the square of their correlation. */
  r_squared: number;
  /** Randomised. What is drawn into an arm. */
  randomised: 'people' | 'clusters';
  /** Intraclass correlation. Share of the variance (left by the covariates) that lies between clusters. */
  icc: number;
  /** People per cluster. The mean over clusters. */
  people_per_cluster: number;
  /** Variation of cluster sizes. Standard deviation of the sizes divided by their mean; 0 if all are equal. */
  cv: number;
  /** New people a day. People a day who could enter, each counted once. */
  daily_people: number;
  /** Share in the experiment. How many of them enter, both arms together. */
  share_in_experiment: number;
  /** Number of looks. Size and power are for this many, evenly spaced. The level holds for any number. */
  looks: number;
  /** Tuned. Which mixture. */
  tuning: 'share' | 'tau';
  /** Tuned at. The share of the largest size where the boundary is lowest. */
  tuned_at: number;
  /** Tau. Standard deviation of the mixing distribution of the absolute effect; near the planned effect. */
  tau: number;
  /** Looks of the compared plan. The group-sequential plan beside it, with O'Brien-Fleming-type spending. */
  compared_looks: number;
  /** Simulated experiments. More give a smaller Monte Carlo error. */
  replicates: number;
  /** Seed. The same seed gives the same numbers, everywhere. */
  seed: number;
}

export interface SimulatedLooking {
  /** Way */
  way: string;
  /** Looking */
  label: string;
  /** Looks */
  looks: number;
  /** Power, planned */
  planned_power?: number;
  /** Power */
  power: number;
  /** Monte Carlo error */
  power_mcse: number;
  /** False positives, planned */
  planned_false_positive_rate?: number;
  /** False positives */
  false_positive_rate: number;
  /** Monte Carlo error */
  false_positive_mcse: number;
  /** Expected people, planned */
  planned_n?: number;
  /** Mean people at the end. Under the effect. */
  mean_n: number;
  /** Monte Carlo error */
  mean_n_mcse: number;
  /** Expected people without effect, planned */
  planned_n_null?: number;
  /** Mean people without effect */
  mean_n_null: number;
  /** Exaggeration. Mean estimate where it rejected in the planned direction / true effect. */
  exaggeration?: number;
}

export interface CheckAlwaysValidResult {
  /** People in control, at most */
  n_control: number;
  /** People in treatment, at most */
  n_treatment: number;
  /** Looking as planned, and all the time. Whoever watches all the time finds the effect a little more often and sooner. */
  ways: SimulatedLooking[];
  /** Simulated experiments */
  replicates: number;
  /** Simulated power. Share of experiments whose test rejected. */
  power: number;
  /** Monte Carlo error. Standard error of that share. */
  power_mcse: number;
  /** 95 % interval, from. Wilson's interval. */
  power_ci_low: number;
  /** 95 % interval, to */
  power_ci_high: number;
  /** Power by the formula */
  planned_power: number;
  /** Agrees. Within three Monte Carlo errors of the exact power, or of the formula where there is no exact one. */
  power_agrees: boolean;
  /** Simulated false positives. Share of experiments without any effect whose test rejected. */
  false_positive_rate: number;
  /** Monte Carlo error */
  false_positive_mcse: number;
  /** 95 % interval, from */
  false_positive_ci_low: number;
  /** 95 % interval, to */
  false_positive_ci_high: number;
  /** Significance level */
  alpha: number;
  /** Agrees. Within three Monte Carlo errors of the level. Where one may look at any time: not more above it. */
  alpha_agrees: boolean;
  /** Planned effect, absolute. The log of the hazard ratio for times. */
  true_effect: number;
  /** Mean estimate */
  mean_effect: number;
  /** Monte Carlo error */
  mean_effect_mcse: number;
  /** Spread of the estimates. Their standard deviation. */
  effect_sd: number;
  /** Without a test. Experiments where the test does not exist, as where nobody or everybody did it; they count as not rejected. */
  undefined: number;
  /** Test */
  test: string;
  /** Seed */
  seed: number;
}

export interface CheckBayesianRequest {
  /** Metric. What is measured on each person; more is better. */
  metric: 'proportion' | 'mean';
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'size' | 'power' | 'threshold';
  /** Baseline. The control's share. */
  baseline: number;
  /** Baseline mean. The control's mean. It only matters for relative effects. */
  baseline_mean: number;
  /** Standard deviation. Between people, taken as known. */
  sd: number;
  /** Effect scale. How effects are given. */
  effect_scale: 'relative' | 'absolute';
  /** True effect. The improvement under which the rule should ship: treatment / control - 1, or treatment - control. */
  effect: number;
  /** Harmful effect. A loss under which it should not: how often it would ship all the same. */
  harmful_effect: number;
  /** Ship by. What the decision looks at. */
  rule: 'chance' | 'loss';
  /** Chance to beat control. Ship at this posterior probability or more. */
  chance_threshold: number;
  /** Expected loss. Ship at this expected loss or less, in units of the outcome (0.0005 is 0.05 points of a share). */
  loss_threshold: number;
  /** Control's prior successes. First parameter of the control's beta prior; 1 and 1 is uniform. */
  prior_alpha_control: number;
  /** Control's prior failures. Its second parameter. */
  prior_beta_control: number;
  /** Treatment's prior successes. First parameter of the treatment's beta prior. */
  prior_alpha_treatment: number;
  /** Treatment's prior failures. Its second parameter. */
  prior_beta_treatment: number;
  /** Prior on the effect. What is believed of the difference before the data. */
  effect_prior: 'flat' | 'normal';
  /** Prior mean. Of the difference, in units of the outcome. */
  prior_mean: number;
  /** Prior standard deviation. Of the difference, in units of the outcome. */
  prior_sd: number;
  /** Chance to ship. How often the rule must ship under the true effect. */
  power: number;
  /** Significance level. Of the classical test beside the rule; the threshold is solved for so many false positives. */
  alpha: number;
  /** Sides of the classical test. Only improvements count as found. */
  sides: 'two' | 'one';
  /** Expected effect. Mean of the normal prior the power is averaged over, on the effect scale. */
  design_mean: number;
  /** Its standard deviation. How sure you are of it; zero is entirely. */
  design_sd: number;
  /** People in control. Treatment gets ratio times as many. */
  n_control: number;
  /** Allocation ratio. People in treatment for each person in control. */
  ratio: number;
  /** Simulated experiments. More give a smaller Monte Carlo error. */
  replicates: number;
  /** Seed. The same seed gives the same numbers, everywhere. */
  seed: number;
}

export interface CheckBayesianResult {
  /** People in control */
  n_control: number;
  /** People in treatment */
  n_treatment: number;
  /** Threshold. Of the rule: a probability, or an expected loss. */
  threshold: number;
  /** Chance to ship, exactly. Shares only. */
  exact_power?: number;
  /** Simulated experiments */
  replicates: number;
  /** Simulated power. Share of experiments whose test rejected. */
  power: number;
  /** Monte Carlo error. Standard error of that share. */
  power_mcse: number;
  /** 95 % interval, from. Wilson's interval. */
  power_ci_low: number;
  /** 95 % interval, to */
  power_ci_high: number;
  /** Power by the formula */
  planned_power: number;
  /** Agrees. Within three Monte Carlo errors of the exact power, or of the formula where there is no exact one. */
  power_agrees: boolean;
  /** Simulated false positives. Share of experiments without any effect whose test rejected. */
  false_positive_rate: number;
  /** Monte Carlo error */
  false_positive_mcse: number;
  /** 95 % interval, from */
  false_positive_ci_low: number;
  /** 95 % interval, to */
  false_positive_ci_high: number;
  /** Significance level */
  alpha: number;
  /** Agrees. Within three Monte Carlo errors of the level. Where one may look at any time: not more above it. */
  alpha_agrees: boolean;
  /** Planned effect, absolute. The log of the hazard ratio for times. */
  true_effect: number;
  /** Mean estimate */
  mean_effect: number;
  /** Monte Carlo error */
  mean_effect_mcse: number;
  /** Spread of the estimates. Their standard deviation. */
  effect_sd: number;
  /** Without a test. Experiments where the test does not exist, as where nobody or everybody did it; they count as not rejected. */
  undefined: number;
  /** Test */
  test: string;
  /** Seed */
  seed: number;
}

export interface PeekingStudyRequest {
  /** Metric. What is measured on each user, or row. */
  metric: 'proportion' | 'mean' | 'heavy_tailed';
  /** Baseline. Share in control. */
  baseline: number;
  /** Mean. Of the metric in control. */
  mean: number;
  /** Standard deviation. Of the metric between users. */
  sd: number;
  /** SD over mean. Coefficient of variation: 2 to 10 for spend per user. Its skewness is CV³ + 3 CV. */
  cv: number;
  /** Users per day in each arm. They arrive evenly. With clusters: rows. */
  users_per_day: number;
  /** Days. How long it runs if nobody stops it. Day 1 is a Monday. */
  days: number;
  /** True lift. Lasting relative change of the mean. 0: nothing changed, and every call is a false positive. */
  lift: number;
  /** Looks. When somebody looks and may stop. */
  looks: 'daily' | 'hourly' | 'listed';
  /** Looks after day. Rising; the end is a look in any case. */
  look_days: Float64Array;
  /** Significance level. Two-sided, for the experiment as a whole. */
  alpha: number;
  /** Ways of looking. All judge the same experiments. */
  methods: ('fixed' | 'peeking' | 'pocock' | 'obrien_fleming' | 'spending' | 'bonferroni' | 'msprt' | 'confidence_sequence')[];
  /** Likely lift. SD of the lifts over which the likelihood ratio is mixed: their usual size. It tunes the power; the level holds for any. */
  mixture_lift: number;
  /** Tightest at. The share of all users at which the sequence's bar is lowest. */
  tightest_at: number;
  /** What goes wrong. Each is also drawn alone. */
  cases: ('novelty' | 'weekend' | 'metrics' | 'segments' | 'variants' | 'clusters')[];
  /** Lift of the novelty. Relative, at the start, on top of the lasting lift. */
  novelty_lift: number;
  /** Half-life. Days until half of it is gone. */
  novelty_half_life: number;
  /** Weekends are higher by. The metric on Saturdays and Sundays; the other five days are lower by two fifths of it. */
  weekend_baseline: number;
  /** Lift at weekends. So much more than on average, and less on the other days: a whole week has the true lift. */
  weekend_lift: number;
  /** Metrics. All alike, and all with the true lift. */
  metrics: number;
  /** Correlation of metrics. Of each pair, within users. */
  metric_correlation: number;
  /** Segments. Equally large. */
  segments: number;
  /** Variants. Each as large as the control, and each with the true lift. */
  variants: number;
  /** Rows in a cluster. As sessions of a user, or users of a school. A cluster arrives at once. */
  cluster_size: number;
  /** Intraclass correlation. How alike rows of one cluster are. */
  icc: number;
  /** Simulated experiments. More give a smaller Monte Carlo error. */
  replicates: number;
  /** Seed. The same seed gives the same numbers, everywhere. */
  seed: number;
}

export interface PeekingMethodResult {
  /** Way */
  method: string;
  /** In words */
  label: string;
  /** Looks. Designs plan 60 of them at most, evenly. */
  looks: number;
  /** Day of each of its looks */
  boundary_days: Float64Array;
  /** z to pass. Looks where no z would do are left out. */
  boundary: Float64Array;
  /** False positives. Share of experiments without a lasting lift that it calls. */
  false_positive_rate: number;
  /** Monte Carlo error */
  false_positive_mcse: number;
  /** False positives, exact. Where nothing goes wrong and the statistic is normal, by recursion. */
  exact_false_positive_rate?: number;
  /** False positives by each look */
  false_positives: Float64Array;
  /** The same, exact */
  exact_false_positives: Float64Array;
  /** Power. Share of experiments with the lift that it calls. */
  power?: number;
  /** Monte Carlo error */
  power_mcse?: number;
  /** Power, exact. Where nothing goes wrong and the statistic is normal. */
  exact_power?: number;
  /** Called by each look. With the true lift. */
  found: Float64Array;
  /** The same, exact */
  exact_found: Float64Array;
  /** Mean days until it ends. With the true lift, as all that follows. */
  mean_days: number;
  /** Monte Carlo error */
  mean_days_mcse: number;
  /** Mean days, exact */
  exact_mean_days?: number;
  /** Median day of a call. When half of all experiments have been called; empty where fewer ever are. */
  median_days?: number;
  /** Mean people by then. In all arms. */
  mean_people: number;
  /** Mean days without lift */
  mean_days_null: number;
  /** Mean estimate at the end. Over the true baseline, wherever the experiment ended. */
  mean_estimate: number;
  /** Mean size of what it calls. Absolute estimate over the true baseline, among experiments that were called. */
  mean_found?: number;
  /** Exaggeration. That over the true lift (type M error, Gelman and Carlin 2014). */
  exaggeration?: number;
  /** Wrong sign. Among experiments that were called (type S error). */
  wrong_sign?: number;
  /** Coverage of the usual interval. Of the true lift, where the experiment ended. */
  coverage: number;
  /** Monte Carlo error */
  coverage_mcse: number;
  /** Coverage of its own interval. As wide as its bar is high at that look. */
  own_coverage: number;
  /** Monte Carlo error */
  own_coverage_mcse: number;
}

export interface PeekingCaseResult {
  /** Case */
  which: string;
  /** In words */
  label: string;
  /** What it did */
  sentence: string;
  /** How to fix it */
  remedy: string;
}

export interface PeekingCaseRate {
  /** Case */
  which: string;
  /** In words */
  case_label: string;
  /** Way */
  method: string;
  /** In words */
  method_label: string;
  /** False positives without it. Nothing goes wrong. Of the heavy tail: what the recursion says of a normal metric. */
  without: number;
  /** Monte Carlo error */
  without_mcse: number;
  /** Without it, exact */
  exact_without?: number;
  /** False positives with it. It alone goes wrong. */
  with: number;
  /** Monte Carlo error */
  with_mcse: number;
  /** With it, exact. Independent segments or metrics, and clusters: where a formula exists, of normal statistics. */
  exact_with?: number;
  /** False positives with the remedy. On the same experiments. */
  cured?: number;
  /** Monte Carlo error */
  cured_mcse?: number;
}

export interface PeekingPath {
  /** Experiment */
  replicate: number;
  /** z or t */
  z: Float64Array;
  /** p-value */
  p: Float64Array;
  /** Estimate. Over the true baseline. */
  estimate: Float64Array;
}

export interface PeekingStudyResult {
  /** In words */
  sentence: string;
  /** Day of each look */
  look_days: Float64Array;
  /** People in all arms by then */
  look_people: Float64Array;
  /** Ways of looking */
  methods: PeekingMethodResult[];
  /** What goes wrong */
  cases: PeekingCaseResult[];
  /** What it does to false positives */
  case_rates: PeekingCaseRate[];
  /** Some experiments */
  paths: PeekingPath[];
  /** True lift */
  lift: number;
  /** Standard error at the end. Of the lift, with all people and nothing wrong. */
  final_se: number;
  /** Significance level */
  alpha: number;
  /** Assumptions */
  assumptions: Assumption[];
  /** Replicates */
  replicates: number;
}

export interface CltStudyRequest {
  /** Metric. The law of one user's value. */
  metric: 'normal' | 'exponential' | 'lognormal' | 'poisson' | 'zero_inflated' | 'bernoulli' | 'file';
  /** Column. Numbers, one for each user. Empty cells are left out. */
  column: string;
  /** SD over mean. Coefficient of variation of the lognormal amount. */
  cv: number;
  /** Mean count. Events per user. */
  rate: number;
  /** Share who spend. All others have 0. */
  spenders: number;
  /** Share who convert. The chance of each user. */
  share: number;
  /** Sample sizes. Rising whole numbers, 20 at most. */
  sizes: Float64Array;
  /** Confidence. How often an interval should cover the true mean. */
  confidence: number;
  /** Intervals. All are made of the same samples. */
  intervals: ('z' | 't' | 'johnson' | 'hall' | 'percentile' | 'bca' | 'studentized')[];
  /** Bootstrap resamples. Of each sample: 199 for 95 %, more for a higher confidence. */
  resamples: number;
  /** Experiments with a bootstrap. So many of the simulated samples, evenly: resampling takes long. */
  bootstrap_experiments: number;
  /** Simulated experiments. More give a smaller Monte Carlo error. */
  replicates: number;
  /** Seed. The same seed gives the same numbers, everywhere. */
  seed: number;
}

export interface CltNeededResult {
  /** Interval */
  interval: string;
  /** In words */
  label: string;
  /** Enough from. The smallest of the sizes at which coverage is within one point of the nominal, and after which it is but for chance; empty where none is. */
  n?: number;
}

export interface CltIntervalResult {
  /** Sample size */
  n: number;
  /** Interval */
  interval: string;
  /** In words */
  label: string;
  /** Coverage */
  coverage: number;
  /** Monte Carlo error */
  coverage_mcse: number;
  /** Coverage, exact. By adding up all outcomes of a share, or by the t distribution of a normal metric. */
  exact_coverage?: number;
  /** Truth below it. The interval is too high. */
  truth_below: number;
  /** Truth above it. The interval is too low. */
  truth_above: number;
  /** Mean width. Over that of a normal interval with the true standard error. */
  width?: number;
  /** Without an end. Of studentised intervals, where resamples are all alike; they are left out of the width. */
  unbounded: number;
  /** Beyond the resamples. The quantile lies beyond them; the most extreme one stands in for it. */
  extreme: number;
  /** Experiments */
  experiments: number;
}

export interface CltSizeResult {
  /** Sample size */
  n: number;
  /** Skewness of the mean. That of the metric over the root of n. */
  skewness: number;
  /** The same, simulated */
  simulated_skewness: number;
  /** Means far below the truth. By more true standard errors than the confidence allows; half of 1 - confidence if normal. */
  tail_low: number;
  /** Means far above the truth */
  tail_high: number;
  /** Monte Carlo error. Of each, if normal. */
  tail_mcse: number;
  /** Distribution of the standardised mean. Shares in 48 classes of equal width from -4 to 4; the rest lies outside. */
  histogram: Float64Array;
}

export interface CltStudyResult {
  /** In words */
  sentence: string;
  /** True mean */
  mean: number;
  /** True standard deviation */
  sd: number;
  /** True skewness. By its formula, or of the file's rows. */
  skewness: number;
  /** By the rule of thumb. 355 times the squared skewness (Kohavi, Deng, Longbotham and Xu 2014): then each tail of the mean is within a quarter of a point of 2.5 %. */
  rule_n: number;
  /** How many are enough */
  needed: CltNeededResult[];
  /** Intervals */
  intervals: CltIntervalResult[];
  /** Means */
  sizes: CltSizeResult[];
  /** Histograms, from */
  histogram_low: number;
  /** To */
  histogram_high: number;
  /** The same of a normal mean */
  normal: Float64Array;
  /** Confidence */
  confidence: number;
  /** Assumptions */
  assumptions: Assumption[];
  /** Replicates */
  replicates: number;
  /** Rows of the file. Those with a number, which values are drawn from. */
  rows_used?: number;
}

export interface MarketStudyRequest {
  /** Listings in each market. Homes, rides, jobs: each serves one customer at a time. */
  listings: number;
  /** Separate markets. As cities: nobody looks across their borders. */
  markets: number;
  /** Demand differs by. Standard deviation of the markets' demand over its mean. */
  demand_cv: number;
  /** Customers per listing and day (λ). How many look, whether they book or not. */
  arrival_rate: number;
  /** Length of a booking (1/τ). Mean time until a booked listing is available again. λ/τ is demand over supply. */
  booking_days: number;
  /** Chance to be considered (α). Of each available listing, by each customer. */
  consideration: number;
  /** Utility of a listing (v). A customer picks a considered listing in proportion to it. */
  utility: number;
  /** Outside option, per listing (ε). Weight of not booking: the larger, the fewer customers book. */
  outside: number;
  /** Change of the utility. Of a treated listing, for a customer who is to see it so. */
  lift: number;
  /** Designs. What is compared. */
  designs: ('customer' | 'listing' | 'two_sided' | 'cluster' | 'switchback' | 'minimax' | 'budget_split')[];
  /** Customers treated. The chance of each customer. */
  customer_share: number;
  /** Listings treated. So many in each market, rounded to whole listings; of a budget split, also customers. */
  listing_share: number;
  /** Shares where both sides are treated. By supply and demand: the shares above move towards 1 with λ/τ as in the paper. */
  two_sided_shares: 'balanced' | 'given';
  /** Length of a period. How long a market keeps its arm. */
  period_days: number;
  /** Left out of each period. At its start, while the market still carries what was before. */
  burn_in_days: number;
  /** Carry-over assumed. Sets the minimax switch points; time counts if so long before it nothing switched. */
  carryover_days: number;
  /** Days. Length of the experiment. */
  days: number;
  /** Days before it. Run without counting, from about the steady state. */
  warmup_days: number;
  /** Confidence. How often intervals should cover the truth. */
  confidence: number;
  /** Wanted power. For how long each design would have to run. */
  power: number;
  /** Simulated experiments. More give a smaller Monte Carlo error. */
  replicates: number;
  /** Seed. The same seed gives the same numbers, everywhere. */
  seed: number;
}

export interface MarketEstimate {
  /** Design */
  design: 'customer' | 'listing' | 'two_sided' | 'cluster' | 'switchback' | 'minimax' | 'budget_split';
  /** In words */
  design_label: string;
  /** Estimator */
  estimator: 'difference' | 'tsr_naive' | 'tsri_1' | 'tsri_2' | 'no_burn_in' | 'horvitz_thompson';
  /** In words */
  estimator_label: string;
  /** Mean estimate */
  mean: number;
  /** Truth */
  truth: number;
  /** Bias */
  bias: number;
  /** Monte Carlo error */
  bias_mcse: number;
  /** SD of estimates */
  sd: number;
  /** Monte Carlo error */
  sd_mcse: number;
  /** Root mean square error */
  rmse: number;
  /** Coverage. Of the intervals that the estimator claims; without a standard error it claims none. */
  coverage?: number;
  /** Monte Carlo error */
  coverage_mcse?: number;
  /** Claimed over true error. Mean standard error over the SD of the estimates: below 1 it claims too much. */
  se_ratio?: number;
  /** Power. How often the interval leaves out 0. */
  power?: number;
  /** Monte Carlo error */
  power_mcse?: number;
  /** Days needed. To find the true effect with the wanted power, from the SD alone, which falls with the root of the days; a bias stays, however long it runs. */
  needed_days?: number;
  /** Customers needed. Who come in these days, or to so many markets: of both arms, whether they book or not. */
  needed_customers?: number;
  /** Periods needed. In all markets together, in these days. */
  needed_periods?: number;
  /** Markets needed. In as many days as now, since more days do not make up for markets that differ. */
  needed_markets?: number;
  /** Undefined. Replicates without an estimate. */
  undefined: number;
  /** Mean field. The estimate without noise, with many listings. */
  mean_field: number;
  /** Bias in the mean field */
  mean_field_bias: number;
  /** Histogram, from */
  low: number;
  /** To */
  high: number;
  /** Replicates by estimate. In 48 classes of equal width; the rest lies outside. */
  histogram: Float64Array;
}

export interface MarketBiasCurve {
  /** Design */
  design: 'customer' | 'listing' | 'two_sided' | 'cluster' | 'switchback' | 'minimax' | 'budget_split';
  /** In words */
  design_label: string;
  /** Estimator */
  estimator: 'difference' | 'tsr_naive' | 'tsri_1' | 'tsri_2' | 'no_burn_in' | 'horvitz_thompson';
  /** In words */
  estimator_label: string;
  /** Bias. Bookings per listing and day. */
  bias: Float64Array;
  /** Bias over the true effect. Empty where there is no effect. */
  relative_bias: Float64Array;
}

export interface MarketStudyResult {
  /** In words */
  sentence: string;
  /** True effect. Bookings per listing and day if everybody were treated, less those if nobody were; exact. */
  global_effect: number;
  /** The same, relative */
  global_effect_relative?: number;
  /** Bookings per listing and day, nobody treated */
  rate_untreated: number;
  /** Bookings per listing and day, everybody treated */
  rate_treated: number;
  /** Occupied, nobody treated */
  occupied_untreated: number;
  /** Occupied, everybody treated */
  occupied_treated: number;
  /** True effect in the mean field. With as many customers per listing, and many more listings. */
  mean_field_effect: number;
  /** Demand over supply (λ/τ) */
  balance: number;
  /** Estimates */
  estimates: MarketEstimate[];
  /** Demand over supply. λ/τ of each point of the curves; bookings last as long as they do. */
  curve_balance: Float64Array;
  /** True effect there. In the mean field, in one market. */
  curve_effect: Float64Array;
  /** Bias by demand over supply */
  curves: MarketBiasCurve[];
  /** Assumptions */
  assumptions: Assumption[];
  /** Replicates */
  replicates: number;
}

export interface SampleRatioStudyRequest {
  /** New users per day. On average; each is counted on the first day. Arrivals are Poisson. */
  users_per_day: number;
  /** Days. Length of the experiment. Day 1 is a Monday. */
  days: number;
  /** Planned share in treatment. What the checks compare with. */
  treatment_share: number;
  /** True lift. Relative change of every treated user's chance to convert. At 0 all that is measured is bias. */
  lift: number;
  /** Conversion. Of all who are not of a kind below. */
  conversion: number;
  /** Returning users. Known from before, with long sessions. */
  returning_share: number;
  /** Conversion of returning users. Usually the highest: to lose them lowers an arm's mean. */
  returning_conversion: number;
  /** Returning users come first. 1: twice as many on the first day as later. What is too many halves every three days. It makes early days differ from late ones. */
  returning_first: number;
  /** Slow devices. Old phones and slow lines. */
  slow_share: number;
  /** Conversion on slow devices. Usually low: to lose them raises an arm's mean. */
  slow_conversion: number;
  /** Bots. They never convert. All others are what is left to 100 %. */
  bot_share: number;
  /** Users on a weekend day. As a multiple of another day's. */
  weekend_users: number;
  /** Conversion at weekends. As a multiple of another day's. */
  weekend_conversion: number;
  /** What goes wrong. Nothing chosen: a healthy experiment, and every mismatch a false alarm. */
  mechanisms: ('biased_bucketing' | 'shared_bucket' | 'id_churn' | 'carry_over' | 'late_start' | 'redirect_loss' | 'latency_loss' | 'segment_crash' | 'telemetry_lost' | 'telemetry_extra' | 'long_sessions_only' | 'bot_filtering' | 'bad_join' | 'late_logs' | 'approximate_counts' | 'triggering' | 'uneven_ramp' | 'paused_arm' | 'self_assignment')[];
  /** Users missing from treatment. Of those who should be there; they are in control. Negative: too many. */
  bucket_bias: number;
  /** Buckets shared. Of treatment's. */
  shared_buckets: number;
  /** Dropped of those. The rest is counted in treatment. */
  shared_dropped: number;
  /** Lift of the other experiment. Relative change of conversion of those who stay. */
  shared_lift: number;
  /** Ids lost in control. Of returning users, before they convert. */
  churn_control: number;
  /** Ids lost in treatment. Of returning users, before they convert. */
  churn_treatment: number;
  /** Users with two ids. What the analysis makes of them. */
  churn_counting: 'dropped' | 'both';
  /** Driven away before. Of treatment's returning users. */
  carry_over: number;
  /** Days without treatment. At the start. */
  late_days: number;
  /** Lost on the redirect. Of treated users. */
  redirect_loss: number;
  /** Times as many on slow devices. 1: the same everywhere, which leaves the effect as it is. */
  redirect_slow: number;
  /** Left before the beacon. Of treated users of slow devices who do not convert. */
  latency_loss: number;
  /** Crashes for. Who converts less makes the mean of those left better, and the reverse. */
  crash_kind: 'others' | 'returning' | 'slow' | 'bots';
  /** Crashes. Share of these treated users who are never counted. */
  crash: number;
  /** Messages lost. Of treatment's, each by itself. A user is counted if one message comes through. */
  telemetry_lost: number;
  /** Messages of who converts. All others send one. 1: users are lost whatever they do. */
  telemetry_messages: number;
  /** Counted twice. Of treated users. */
  telemetry_extra: number;
  /** Sessions too short. Of treated users other than returning ones. */
  refresh_missed: number;
  /** Bots caught in control. Share of bots that the filter takes out. */
  bots_caught_control: number;
  /** Bots caught in treatment. Bots never convert: where more are caught, conversion looks better. */
  bots_caught_treatment: number;
  /** Eager users caught in treatment. Share of treated returning users who convert and are taken for bots. */
  heavy_caught: number;
  /** Dropped by the join. Of treated users who do not convert. */
  join_lost: number;
  /** Repeated by the join. Of treated users who convert: two rows, both converted. */
  join_doubled: number;
  /** Logs that come late. Of treated users of slow devices. */
  late_logs: number;
  /** Days late. What would come after the last day is missing. */
  late_by: number;
  /** Error of the count. SD of the logarithm of counted over true, for each arm by itself and the same on all days. */
  count_error: number;
  /** Triggered in control. Share of users who meet the condition. */
  trigger_rate: number;
  /** More of them in treatment. Relative change of that share. */
  trigger_change: number;
  /** Conversion of those. As a multiple of the others': who is drawn in converts less. */
  trigger_conversion: number;
  /** Days of the ramp. At the start. */
  ramp_days: number;
  /** Share in treatment meanwhile. Of both arms. The checks compare with the planned share. */
  ramp_share: number;
  /** Paused from day. The first day without treatment. */
  paused_from: number;
  /** Days of the pause. Treatment's users of these days are not counted. */
  paused_days: number;
  /** Switch to treatment. Of control's returning users. */
  opt_in: number;
  /** Tests. Each follows the same experiments. */
  tests: ('chi_square' | 'chi_square_corrected' | 'chi_square_end' | 'segments' | 'sequential' | 'g_test')[];
  /** Threshold. A mismatch is a p-value below it; for the sequential test a Bayes factor above one over it. */
  alpha: number;
  /** Days between checks. 1: daily. The last day is always checked. */
  check_every: number;
  /** Prior concentration. Of the Dirichlet prior around the planned shares, in users: the larger, the smaller the mismatch it is best at, and the blinder it is to large ones among few users. */
  concentration: number;
  /** Confidence. Of the interval for the lift: the effect is called significant where it leaves out 0. */
  confidence: number;
  /** Simulated experiments. More give a smaller Monte Carlo error. */
  replicates: number;
  /** Seed. The same seed gives the same numbers, everywhere. */
  seed: number;
}

export interface RatioTestResult {
  /** Test */
  test: string;
  /** In words */
  test_label: string;
  /** p-value at each look. Below it the test sees a mismatch. Sequential: one over the Bayes factor. */
  threshold: number;
  /** Seen by the end. Share of experiments; false alarms where nothing goes wrong. */
  detected: number;
  /** Monte Carlo error */
  detected_mcse: number;
  /** Day it is seen in half of them */
  median_day?: number;
  /** Day it is seen in 80 % */
  day_80?: number;
  /** Day by the expected counts. When the counts cross the threshold if all are as expected; absent where they do not. */
  expected_day?: number;
  /** Seen by each look */
  detected_by: Float64Array;
  /** Wrong and not stopped. Share of all experiments whose interval leaves out the truth and in which this test saw nothing. */
  wrong_kept: number;
  /** Wrong among those not stopped */
  wrong_among_kept?: number;
  /** Lift measured among those. Mean conversion of treatment over that of control, less 1. */
  lift_kept?: number;
}

export interface MechanismAlone {
  /** Mechanism */
  mechanism: string;
  /** In words */
  mechanism_label: string;
  /** With these numbers */
  told: string;
  /** Share in treatment. At the end; exact. */
  expected_share: number;
  /** Lift. As measured; exact. */
  expected_lift?: number;
  /** Bias. Less the true lift. */
  lift_bias?: number;
}

export interface RatioKindResult {
  /** Kind */
  kind: string;
  /** In words */
  kind_label: string;
  /** Counted in control */
  users_control: number;
  /** Counted in treatment */
  users_treatment: number;
  /** Share in treatment */
  expected_share?: number;
  /** Conversion in control */
  conversion_control?: number;
  /** Conversion in treatment */
  conversion_treatment?: number;
}

export interface SampleRatioStudyResult {
  /** In words */
  sentence: string;
  /** Nothing goes wrong. Then every mismatch is a false alarm. */
  healthy: boolean;
  /** Planned share in treatment */
  planned_share: number;
  /** Expected share in treatment. Expected users counted in treatment over those in both arms, at the end; exact. */
  expected_share: number;
  /** Simulated share in treatment */
  share: number;
  /** Monte Carlo error */
  share_mcse: number;
  /** Expected users in control */
  users_control: number;
  /** Expected users in treatment */
  users_treatment: number;
  /** True lift */
  true_lift: number;
  /** Expected lift. Expected conversion of treatment over that of control, less 1, as the analysis has them; exact but for terms of one over the number of users. */
  expected_lift?: number;
  /** Expected bias. Less the true lift. */
  expected_bias?: number;
  /** Measured lift. Mean conversion of treatment over that of control, less 1. */
  lift?: number;
  /** Monte Carlo error */
  lift_mcse?: number;
  /** SD of measured lifts */
  lift_sd?: number;
  /** Bias. Measured less true lift. */
  lift_bias?: number;
  /** Expected conversion in control */
  expected_conversion_control: number;
  /** Expected conversion in treatment */
  expected_conversion_treatment: number;
  /** Conversion in control */
  conversion_control: number;
  /** Monte Carlo error */
  conversion_control_mcse: number;
  /** Conversion in treatment */
  conversion_treatment: number;
  /** Monte Carlo error */
  conversion_treatment_mcse: number;
  /** Called significant. Share of experiments whose interval for the lift leaves out 0. */
  significant: number;
  /** Monte Carlo error */
  significant_mcse: number;
  /** Interval misses the truth. The same as called significant where the true lift is 0. */
  wrong: number;
  /** Monte Carlo error */
  wrong_mcse: number;
  /** As often as promised */
  wrong_promised: number;
  /** Without an interval. Nobody converted in an arm, or everybody. */
  undefined: number;
  /** Tests */
  tests: RatioTestResult[];
  /** Day of each look */
  looks: Float64Array;
  /** Day */
  path_day: Float64Array;
  /** Expected share in treatment so far */
  path_expected: Float64Array;
  /** Mean share so far. Of the first 2,000 experiments, as the band. */
  path_mean: Float64Array;
  /** Band of 95 %, from */
  path_low: Float64Array;
  /** Band of 95 %, to */
  path_high: Float64Array;
  /** Measured lifts, from */
  histogram_low: number;
  /** To */
  histogram_high: number;
  /** Experiments by measured lift. In 48 classes of equal width; the rest lies outside. */
  histogram: Float64Array;
  /** Each mechanism alone */
  mechanisms: MechanismAlone[];
  /** Kinds of users */
  kinds: RatioKindResult[];
  /** Assumptions */
  assumptions: Assumption[];
  /** Simulated experiments */
  replicates: number;
}

export interface NetworkStudyRequest {
  /** Network. Who can reach whom with a treatment. */
  network: 'communities' | 'blocks' | 'small_world' | 'scale_free' | 'random' | 'geometric' | 'cycle' | 'small_world_2d' | 'households' | 'bipartite' | 'file';
  /** Units. People, shops or whatever is treated. */
  units: number;
  /** Neighbours of a unit. On average; an even number on both sides of a ring. */
  mean_degree: number;
  /** Groups. Of equal size, as nearly as it goes. */
  groups: number;
  /** Ties within the own group. Of all ties of a unit; of LFR 1 less the mixing parameter. */
  within: number;
  /** Exponent of degrees. A smaller one gives larger hubs. */
  degree_exponent: number;
  /** Exponent of sizes. A smaller one gives communities that differ more. */
  size_exponent: number;
  /** Far ties. Share of ties that lead anywhere instead of to a near neighbour. */
  rewired: number;
  /** Far ties of a unit. Beside the four on the grid; far ones grow rarer with the square of the distance. */
  far_ties: number;
  /** People in a household. On average; households of one size where it is a whole number. */
  household_size: number;
  /** Share on the second side. Sellers or creators, of all units. */
  second_side: number;
  /** From. The column that names one end of each edge. */
  from: string;
  /** To. The column that names the other end. */
  to: string;
  /** Weight. How strong a tie is; empty: all alike. */
  weight: string;
  /** One way only. A treatment travels along an edge from its first end to its second, and not back. */
  directed: boolean;
  /** Seed of the network. The same seed makes the same network, everywhere. */
  network_seed: number;
  /** Spillover. How neighbours' treatments reach a unit. */
  outcome: 'share' | 'count' | 'threshold' | 'saturating' | 'quadratic' | 'feedback' | 'diffusion' | 'contagion';
  /** Baseline. Mean where nobody is treated; of diffusion the latent mean. */
  baseline: number;
  /** Direct effect. Of a unit's own treatment. */
  direct: number;
  /** Spillover. When all neighbours are treated; of the number, of each of them. */
  spillover: number;
  /** Threshold. Treated share of the neighbours from which on the spillover is there. */
  threshold: number;
  /** Half-saturation. A small one: a few treated neighbours have nearly all of the effect. */
  half: number;
  /** Part of the square. 0 is linear; above 0, treated neighbours strengthen each other. */
  curvature: number;
  /** Feedback. Of the neighbours' mean outcome, or of their active share; 1 or more would never settle. */
  feedback: number;
  /** Periods. How long it goes on before it is measured. */
  periods: number;
  /** Infected at first. Drawn at random. */
  infected: number;
  /** Chance to infect. Of a neighbour, once. */
  infectivity: number;
  /** Protection. By how much treatment lowers the chance to be infected. */
  protection: number;
  /** Containment. By how much treatment lowers the chance to infect others. */
  containment: number;
  /** SD between units. How much units differ that are treated alike. */
  noise: number;
  /** Homophily. Share of that variance which neighbours have in common: similar people know each other. */
  homophily: number;
  /** Correlation with degree. Between a unit's baseline and the logarithm of 1 + its number of neighbours. */
  degree_correlation: number;
  /** SD of fresh noise. Drawn anew in each replicate. 0: outcomes depend on the assignment alone. */
  fresh_noise: number;
  /** Seed of the outcomes. Of baselines and of what else is random in units. */
  outcome_seed: number;
  /** Designs. What is compared, on the same random numbers. */
  designs: ('bernoulli' | 'complete' | 'stratified' | 'cluster' | 'cluster_complete' | 'fresh_clusters' | 'saturation' | 'rollout' | 'pair' | 'ego')[];
  /** Treated. Share of units or clusters. */
  treated_share: number;
  /** Full exposure from. Share of the neighbours in the own arm that counts as full exposure. */
  exposure_share: number;
  /** Clusters drawn as. By centres three ties apart, or by the largest number around each unit. */
  fresh: 'net' | 'one_hop_max';
  /** Saturations. Treated shares that clusters draw from, each alike likely. */
  saturations: Float64Array;
  /** Stages. Treated shares of all units, one after the other. */
  stages: Float64Array;
  /** Egos are treated. Those in the middle of the ego clusters, whose outcomes are compared. */
  egos: 'with_neighbours' | 'never';
  /** Seed of the egos. Units are asked in a random order; each becomes an ego if nobody around it is taken. */
  egos_seed: number;
  /** Clusters from. How units are put together for designs that assign clusters. */
  clustering: 'louvain' | 'leiden' | 'label_propagation' | 'net' | 'one_hop_max' | 'restreaming' | 'planted' | 'regions';
  /** Resolution. 1 is plain modularity; a larger one gives more and smaller clusters. */
  resolution: number;
  /** Ties between centres. At least so many; 3 leaves every centre's neighbours in its own cluster. */
  radius: number;
  /** Clusters. Of a grid of regions the nearest square number. */
  clusters: number;
  /** Seed of the clusters. Most methods look at units in a random order. */
  clustering_seed: number;
  /** Further resolutions. Designs of clusters are repeated with each: bias against spread, as the frontier shows it. */
  resolutions: Float64Array;
  /** Estimators. Each is shown for the designs it belongs to. */
  estimators: ('difference' | 'difference_clustered' | 'cluster_means' | 'horvitz_thompson' | 'hajek' | 'regression' | 'snipe' | 'rollout' | 'direct' | 'indirect' | 'total' | 'overall' | 'horvitz_thompson_joint' | 'hajek_joint' | 'pair_test' | 'egos' | 'randomization_test')[];
  /** Confidence. How often intervals should cover the truth. */
  confidence: number;
  /** Power wanted. For the number of units that each design would need. */
  power: number;
  /** Simulated experiments. More give a smaller Monte Carlo error. */
  replicates: number;
  /** Seed. The same seed gives the same numbers, everywhere. */
  seed: number;
}

export interface SimulatedEstimate {
  /** Design */
  design: string;
  /** In words */
  design_label: string;
  /** Resolution */
  resolution?: number;
  /** Estimator */
  estimator: string;
  /** In words */
  estimator_label: string;
  /** Estimand */
  estimand: string;
  /** Mean estimate */
  mean: number;
  /** Truth */
  truth?: number;
  /** Bias */
  bias?: number;
  /** Monte Carlo error */
  bias_mcse?: number;
  /** SD of estimates */
  sd: number;
  /** Monte Carlo error */
  sd_mcse: number;
  /** Root mean square error */
  rmse?: number;
  /** Coverage. Of the interval that the estimator claims. */
  coverage?: number;
  /** Monte Carlo error */
  coverage_mcse?: number;
  /** Claimed over true error. Mean standard error over the SD of the estimates: below 1 it claims too much. */
  se_ratio?: number;
  /** Power. How often the interval leaves out 0. */
  power?: number;
  /** Monte Carlo error */
  power_mcse?: number;
  /** False alarms. How often a test of spillover rejects in the same experiments if there is none. */
  size?: number;
  /** Monte Carlo error */
  size_mcse?: number;
  /** Units needed. In such a network, for the power wanted against the true effect, or what stands for it on average; bias does not go away. */
  units_needed?: number;
  /** Undefined. Replicates without an estimate. */
  undefined: number;
  /** Why undefined. Where no replicate has an estimate. */
  reason: string;
  /** Histogram, from */
  low: number;
  /** To */
  high: number;
  /** Replicates by estimate. In 48 classes of equal width; the rest lies outside. */
  histogram: Float64Array;
}

export interface SimulatedDesign {
  /** Design */
  design: string;
  /** In words */
  design_label: string;
  /** Resolution */
  resolution?: number;
  /** Clusters */
  clusters?: number;
  /** Neighbours in the own cluster */
  within?: number;
  /** Ties cut */
  cut?: number;
  /** As good as so many of equal size */
  effective_clusters?: number;
  /** Modularity */
  modularity?: number;
  /** Treated */
  treated: number;
  /** Contamination. Share of a unit's neighbours in the other arm, on average. */
  contamination: number;
  /** Fully exposed. Units, in either arm, on average. */
  exposed: number;
  /** Effective sample. Fully exposed units as good as so many with equal weights: (Σ w)² / Σ w². */
  effective: number;
  /** Never fully treated. Units that no assignment exposes fully, or none that was drawn. */
  never_treated: number;
  /** Never full control */
  never_control: number;
  /** Exact chances. Whether chances of exposure were enumerated; otherwise they were counted over drawn assignments. */
  exact_chances: boolean;
  /** Treated units by treated share of neighbours. Eleven classes around 0 %, 10 %, ..., 100 %; sums to 1. */
  share_in_treated: Float64Array;
  /** Control units by treated share of neighbours */
  share_in_control: Float64Array;
}

export interface ExposureMean {
  /** Design */
  design: string;
  /** In words */
  design_label: string;
  /** Resolution */
  resolution?: number;
  /** Arm */
  arm: string;
  /** Treated share of the neighbours. The middle of one of eleven classes. */
  share: number;
  /** Units. In an experiment, on average. */
  units: number;
  /** Mean outcome. On average over at most 256 experiments that have such units. */
  mean: number;
  /** SD of that mean. From one experiment to the next. */
  sd: number;
}

export interface DegreeCount {
  /** Neighbours, from */
  degree_from: number;
  /** To */
  degree_to: number;
  /** Units */
  units: number;
}

export interface NetworkFacts {
  /** Units */
  units: number;
  /** Ties */
  edges: number;
  /** Neighbours on average */
  mean_degree: number;
  /** Fewest neighbours */
  smallest_degree: number;
  /** Neighbours, median */
  median_degree: number;
  /** Most neighbours */
  largest_degree: number;
  /** Without a neighbour */
  isolated: number;
  /** Clustering coefficient. Of the paths of two ties, the share whose ends are tied too (transitivity). */
  clustering: number;
  /** Separate parts */
  components: number;
  /** In the largest part */
  largest_component: number;
  /** Ties to oneself, left out */
  self_loops: number;
  /** Repeated ties, put together */
  duplicates: number;
  /** How many have how many neighbours */
  degrees: DegreeCount[];
}

export interface NetworkStudyResult {
  /** In words */
  sentence: string;
  /** True total effect. Everybody treated against nobody treated. */
  total_effect: number;
  /** Mean, all treated */
  mean_treated: number;
  /** Mean, nobody treated */
  mean_untreated: number;
  /** Estimates */
  estimates: SimulatedEstimate[];
  /** Designs */
  designs: SimulatedDesign[];
  /** Outcomes by exposure */
  exposure_plot: ExposureMean[];
  /** Network */
  network: NetworkFacts;
  /** Assumptions */
  assumptions: Assumption[];
  /** Replicates */
  replicates: number;
}

export interface NetworkViewRequest {
  /** Network. Who can reach whom with a treatment. */
  network: 'communities' | 'blocks' | 'small_world' | 'scale_free' | 'random' | 'geometric' | 'cycle' | 'small_world_2d' | 'households' | 'bipartite' | 'file';
  /** Units. People, shops or whatever is treated. */
  units: number;
  /** Neighbours of a unit. On average; an even number on both sides of a ring. */
  mean_degree: number;
  /** Groups. Of equal size, as nearly as it goes. */
  groups: number;
  /** Ties within the own group. Of all ties of a unit; of LFR 1 less the mixing parameter. */
  within: number;
  /** Exponent of degrees. A smaller one gives larger hubs. */
  degree_exponent: number;
  /** Exponent of sizes. A smaller one gives communities that differ more. */
  size_exponent: number;
  /** Far ties. Share of ties that lead anywhere instead of to a near neighbour. */
  rewired: number;
  /** Far ties of a unit. Beside the four on the grid; far ones grow rarer with the square of the distance. */
  far_ties: number;
  /** People in a household. On average; households of one size where it is a whole number. */
  household_size: number;
  /** Share on the second side. Sellers or creators, of all units. */
  second_side: number;
  /** From. The column that names one end of each edge. */
  from: string;
  /** To. The column that names the other end. */
  to: string;
  /** Weight. How strong a tie is; empty: all alike. */
  weight: string;
  /** One way only. A treatment travels along an edge from its first end to its second, and not back. */
  directed: boolean;
  /** Seed of the network. The same seed makes the same network, everywhere. */
  network_seed: number;
  /** Spillover. How neighbours' treatments reach a unit. */
  outcome: 'share' | 'count' | 'threshold' | 'saturating' | 'quadratic' | 'feedback' | 'diffusion' | 'contagion';
  /** Baseline. Mean where nobody is treated; of diffusion the latent mean. */
  baseline: number;
  /** Direct effect. Of a unit's own treatment. */
  direct: number;
  /** Spillover. When all neighbours are treated; of the number, of each of them. */
  spillover: number;
  /** Threshold. Treated share of the neighbours from which on the spillover is there. */
  threshold: number;
  /** Half-saturation. A small one: a few treated neighbours have nearly all of the effect. */
  half: number;
  /** Part of the square. 0 is linear; above 0, treated neighbours strengthen each other. */
  curvature: number;
  /** Feedback. Of the neighbours' mean outcome, or of their active share; 1 or more would never settle. */
  feedback: number;
  /** Periods. How long it goes on before it is measured. */
  periods: number;
  /** Infected at first. Drawn at random. */
  infected: number;
  /** Chance to infect. Of a neighbour, once. */
  infectivity: number;
  /** Protection. By how much treatment lowers the chance to be infected. */
  protection: number;
  /** Containment. By how much treatment lowers the chance to infect others. */
  containment: number;
  /** SD between units. How much units differ that are treated alike. */
  noise: number;
  /** Homophily. Share of that variance which neighbours have in common: similar people know each other. */
  homophily: number;
  /** Correlation with degree. Between a unit's baseline and the logarithm of 1 + its number of neighbours. */
  degree_correlation: number;
  /** SD of fresh noise. Drawn anew in each replicate. 0: outcomes depend on the assignment alone. */
  fresh_noise: number;
  /** Seed of the outcomes. Of baselines and of what else is random in units. */
  outcome_seed: number;
  /** Design. How the treatment is assigned. */
  design: 'bernoulli' | 'complete' | 'stratified' | 'cluster' | 'cluster_complete' | 'fresh_clusters' | 'saturation' | 'rollout' | 'pair' | 'ego';
  /** Treated. Share of units or clusters. */
  treated_share: number;
  /** Full exposure from. Share of the neighbours in the own arm that counts as full exposure. */
  exposure_share: number;
  /** Clusters drawn as. By centres three ties apart, or by the largest number around each unit. */
  fresh: 'net' | 'one_hop_max';
  /** Saturations. Treated shares that clusters draw from, each alike likely. */
  saturations: Float64Array;
  /** Stages. Treated shares of all units, one after the other. */
  stages: Float64Array;
  /** Egos are treated. Those in the middle of the ego clusters, whose outcomes are compared. */
  egos: 'with_neighbours' | 'never';
  /** Seed of the egos. Units are asked in a random order; each becomes an ego if nobody around it is taken. */
  egos_seed: number;
  /** Clusters from. How units are put together for designs that assign clusters. */
  clustering: 'louvain' | 'leiden' | 'label_propagation' | 'net' | 'one_hop_max' | 'restreaming' | 'planted' | 'regions';
  /** Resolution. 1 is plain modularity; a larger one gives more and smaller clusters. */
  resolution: number;
  /** Ties between centres. At least so many; 3 leaves every centre's neighbours in its own cluster. */
  radius: number;
  /** Clusters. Of a grid of regions the nearest square number. */
  clusters: number;
  /** Seed of the clusters. Most methods look at units in a random order. */
  clustering_seed: number;
  /** Replicate. Which of the assignments. */
  replicate: number;
  /** Seed. That of the study the replicate belongs to. */
  seed: number;
}

export interface ClusteringFacts {
  /** Clusters */
  clusters: number;
  /** Smallest */
  smallest: number;
  /** Largest */
  largest: number;
  /** Size on average */
  mean_size: number;
  /** As good as so many of equal size. n² / Σ size²: a few large clusters count for little more than themselves. */
  effective_clusters: number;
  /** Ties cut. Of all ties, those between different clusters. */
  cut: number;
  /** Neighbours in the own cluster. Mean over units that have neighbours: how much of an effect stays inside. */
  within: number;
  /** Modularity. At resolution 1; Newman and Girvan (2004). */
  modularity: number;
}

export interface NetworkViewResult {
  /** In words */
  sentence: string;
  /** Units */
  units: number;
  /** Clusters */
  clusters: number;
  /** True total effect */
  total_effect: number;
  /** Difference in means. In this one experiment. */
  difference: number;
  /** Units are listed. At most 5,000 of them; of larger networks clusters alone. */
  drawn: boolean;
  /** Across */
  x: Float64Array;
  /** Up */
  y: Float64Array;
  /** Treated */
  treated: Float64Array;
  /** Treated share of the neighbours */
  share: Float64Array;
  /** Fully exposed. In the own arm. */
  exposed: Float64Array;
  /** Cluster */
  cluster: Float64Array;
  /** Outcome */
  outcome: Float64Array;
  /** Outcome if nobody were treated */
  baseline: Float64Array;
  /** Tie from */
  tie_from: Float64Array;
  /** Tie to */
  tie_to: Float64Array;
  /** Units of each cluster */
  cluster_size: Float64Array;
  /** Treated share of each cluster */
  cluster_treated: Float64Array;
  /** Contamination. Share of a unit's neighbours in the other arm, on average. */
  contamination: number;
  /** Network */
  network: NetworkFacts;
  /** Clusters */
  clustering?: ClusteringFacts;
}

export interface TableProfileRequest {
  /** Levels listed. A column with more different contents is not listed level by level. */
  most_levels: number;
}

export interface LevelProfile {
  /** Level */
  level: string;
  /** Rows */
  count: number;
}

export interface ColumnProfile {
  /** Column */
  name: string;
  /** Kind. number or text */
  kind: string;
  /** Content */
  content: 'whole_number' | 'number' | 'true_false' | 'category' | 'text' | 'date' | 'timestamp' | 'identifier';
  /** Missing */
  missing: number;
  /** Different contents. Where it is known: text, and numbers with few. */
  distinct?: number;
  /** Smallest */
  min?: number;
  /** Largest */
  max?: number;
  /** Mean */
  mean?: number;
  /** Levels. Commonest first; empty where there are too many. */
  levels: LevelProfile[];
  /** First contents */
  samples: string[];
  /** Not a number */
  unreadable_count: number;
  /** First lines of those */
  unreadable_lines: number[];
}

export interface RoleReason {
  /** Column */
  column: string;
  /** Role */
  role: string;
  /** Reason */
  reason: string;
}

export interface RolesProfile {
  /** Unit */
  unit?: string;
  /** Arm */
  arm?: string;
  /** Control level */
  control?: string;
  /** Treatment level */
  treatment?: string;
  /** Outcome */
  outcome?: string;
  /** Cluster */
  cluster?: string;
  /** Block */
  block?: string;
  /** Denominator */
  denominator?: string;
  /** Treatment received */
  received?: string;
  /** Time */
  time?: string;
  /** First treated period */
  first_treated?: string;
  /** Treated in the period */
  treated?: string;
  /** Covariates */
  covariates: string[];
  /** Segments */
  segments: string[];
  /** Reasons */
  reasons: RoleReason[];
}

export interface TableProfileResult {
  /** Rows */
  rows: number;
  /** Columns */
  columns: ColumnProfile[];
  /** Roles */
  roles: RolesProfile;
}

export interface CsvEffectRequest {
  /** Arm. The column that says who was in which arm. */
  arm: string;
  /** Control level. Its content for control. Guessed when empty. */
  control: string;
  /** Treatment level. Its content for treatment. Guessed when empty. */
  treatment: string;
  /** Outcome. The column with the number the experiment is about; of a ratio metric, the numerator. */
  outcome: string;
  /** Denominator. Of a ratio metric, such as views for clicks per view. Empty: the outcome itself is compared. */
  denominator: string;
  /** Unit. The column that names each person; where it repeats, its rows belong together. */
  unit: string;
  /** Rows of a unit. How the rows of a unit count; a covariate is averaged. */
  unit_rows: 'separate' | 'sum' | 'mean' | 'largest';
  /** Cluster. The column that names the groups that were assigned as a whole, such as stores or schools. */
  cluster: string;
  /** Block. The column that names strata or pairs: arms are compared within them. */
  block: string;
  /** Blocks were made. Before or after assignment. */
  block_design: 'randomised' | 'afterwards';
  /** Covariates. Columns known before the experiment, or untouched by it. Numbers or text. */
  covariates: string[];
  /** Missing covariates. What happens to such rows. */
  missing_covariates: 'indicator' | 'drop';
  /** Cap at quantile. Larger outcomes are set to this quantile of both arms together. Empty: no cap. */
  cap_quantile?: number;
  /** Practical difference. Smaller differences in either direction are as good as none. Empty: no decision is drawn. */
  practical?: number;
  /** Confidence. How often such an interval covers the truth. */
  confidence: number;
  /** Planned share in treatment. Of the two arms together; the sample ratio is checked against it. */
  expected_treatment_share: number;
}

export interface Effect {
  /** Method */
  method: string;
  /** Method, in words */
  label: string;
  /** Source */
  source: string;
  /** Difference. treatment - control */
  estimate: number;
  /** Standard error */
  se: number;
  /** Degrees of freedom */
  df: number;
  /** t */
  statistic: number;
  /** p-value. Two-sided. */
  p_value: number;
  /** Interval, from */
  ci_low: number;
  /** Interval, to */
  ci_high: number;
  /** Control. Mean, adjusted where the method adjusts. */
  control_mean: number;
  /** Treatment */
  treatment_mean: number;
  /** Lift. treatment / control - 1; absent where the control's mean is not positive. */
  lift?: number;
  /** Lift, from */
  lift_ci_low?: number;
  /** Lift, to */
  lift_ci_high?: number;
  /** Lift method */
  lift_method: string;
  /** Lift unbounded. The control's mean is not clearly different from zero, so no finite interval of the ratio exists. */
  lift_unbounded: boolean;
}

export interface ArmSummary {
  /** Level */
  level: string;
  /** Role */
  role: string;
  /** Rows */
  rows: number;
  /** Used */
  used: number;
  /** Without outcome */
  missing_outcome: number;
  /** Mean */
  mean: number;
  /** SD */
  sd: number;
  /** Clusters */
  clusters?: number;
}

export interface CovariateSummary {
  /** Covariate */
  name: string;
  /** Kind */
  kind: string;
  /** Missing */
  missing: number;
  /** Left out. It adds nothing to the columns before it. */
  dropped: boolean;
  /** R². Within arms, of this covariate alone. */
  r_squared?: number;
  /** Variance saved, alone. How much smaller the estimate's variance is with this covariate alone; about 0 for an irrelevant one. */
  variance_reduction?: number;
  /** Standardised difference. (treatment mean - control mean) / pooled SD, over rows where it is present; numbers only. */
  balance_smd?: number;
  /** p-value of the balance */
  balance_p_value?: number;
}

export interface Check {
  /** Check */
  name: string;
  /** Status */
  status: 'pass' | 'warn' | 'fail';
  /** Finding */
  title: string;
  /** Detail */
  detail: string;
  /** p-value */
  p_value?: number;
  /** Users in each arm. Of the sample ratio: what was compared with the plan. */
  counts: Float64Array;
  /** Planned shares */
  shares: Float64Array;
}

export interface CsvEffectResult {
  /** Rows */
  rows_total: number;
  /** Rows used */
  rows_used: number;
  /** Outcome */
  outcome: string;
  /** Confidence */
  confidence: number;
  /** Headline. Which of the two is the answer: unadjusted, or adjusted. */
  headline: string;
  /** Decision. Against the practical difference, where one is given. */
  decision: string;
  /** Without covariates */
  unadjusted: Effect;
  /** With covariates */
  adjusted?: Effect;
  /** Variance saved. By the adjustment: 1 - (se adjusted / se unadjusted)². */
  variance_reduction?: number;
  /** As if so many times the people */
  equivalent_sample_multiplier?: number;
  /** Clusters. Groups of rows that belong together, where there are any. */
  clusters?: number;
  /** Blocks. With both arms, where blocks were given. */
  blocks?: number;
  /** Small blocks. Of these, with a single one of an arm: pairs. */
  small_blocks?: number;
  /** Cap. Outcomes above it count as this much. */
  cap?: number;
  /** Capped. Units with an outcome above the cap. */
  capped?: number;
  /** Arms */
  arms: ArmSummary[];
  /** Covariates */
  covariates: CovariateSummary[];
  /** Checks */
  checks: Check[];
  /** Rows left out */
  left_out: LeftOut[];
}

export interface EffectSequentialRequest {
  /** Arm. The column that says who was in which arm. */
  arm: string;
  /** Control level. Its content for control. Guessed when empty. */
  control: string;
  /** Treatment level. Its content for treatment. Guessed when empty. */
  treatment: string;
  /** Outcome. The column with the number, or yes and no, the experiment is about. */
  outcome: string;
  /** Unit. The column that names each person, where a person has several rows. Empty: each row is a unit. */
  unit: string;
  /** Rows of a unit. How a unit's rows become one number. */
  unit_rows: 'separate' | 'sum' | 'mean' | 'largest';
  /** Confidence. How often such an interval covers the truth. */
  confidence: number;
  /** Planned share in treatment. Of the two arms together; the sample ratio is checked against it. */
  expected_treatment_share: number;
  /** Covariates. Columns known before the experiment, for the adjusted difference (Lin). */
  covariates: string[];
  /** Missing covariates. What happens to such rows. */
  missing_covariates: 'indicator' | 'drop';
  /** Looks planned. In all, evenly spaced, the last one included. */
  looks: number;
  /** This is look. Which of them. None before it crossed the boundary. */
  look: number;
  /** Units planned at the end. Both arms together. Empty: this look comes just when it was planned. */
  planned_units?: number;
  /** Boundary. The rule for stopping that was planned. */
  boundary: 'obrien_fleming_type' | 'pocock_type' | 'obrien_fleming' | 'pocock';
  /** Always valid: narrowest at. The share of the planned size where the always valid interval is narrowest. Chosen beforehand. */
  tuned_at: number;
}

export interface Estimate {
  /** Quantity */
  quantity: string;
  /** Method */
  method: string;
  /** Method, in words */
  label: string;
  /** Source */
  source: string;
  /** Estimate */
  estimate: number;
  /** Standard error */
  se?: number;
  /** Degrees of freedom. Absent where the normal distribution is used. */
  df?: number;
  /** Statistic */
  statistic?: number;
  /** p-value. Two-sided. */
  p_value?: number;
  /** Interval, from. Absent: no lower limit exists. */
  ci_low?: number;
  /** Interval, to. Absent: no upper limit exists. */
  ci_high?: number;
  /** Note */
  note: string;
}

export interface LookRow {
  /** Look */
  look: number;
  /** Share of the planned size */
  information: number;
  /** Stops from z. Estimate / standard error, in either direction. */
  z: number;
  /** As a p-value. What a plain p-value would have to be. */
  p_nominal: number;
  /** Level spent. False alarms until then. */
  alpha_spent: number;
  /** Now */
  now: boolean;
}

export interface EffectSequentialResult {
  /** In words */
  sentence: string;
  /** Method of the sentence */
  recommended: string;
  /** Boundary crossed. At this look, in either direction. */
  crossed: boolean;
  /** Share of the planned size */
  information: number;
  /** z. Estimate / standard error. */
  statistic: number;
  /** Control */
  n_control: number;
  /** Treatment */
  n_treatment: number;
  /** Variance saved. By the covariates: 1 - (se adjusted / se unadjusted)². */
  variance_reduction?: number;
  /** Estimates */
  estimates: Estimate[];
  /** Boundary at each look */
  boundary: LookRow[];
  /** Checks */
  checks: Check[];
  /** What this rests on */
  assumptions: Assumption[];
  /** Rows */
  rows_total: number;
  /** Units used */
  rows_used: number;
  /** Rows left out */
  left_out: LeftOut[];
}

export interface EffectFromCountsRequest {
  /** Successes in control. People in control who did it: bought, stayed, clicked. */
  successes_control: number;
  /** People in control. Everyone who was assigned to control. */
  n_control: number;
  /** Successes in treatment. Counted in the same way. */
  successes_treatment: number;
  /** People in treatment. Everyone who was assigned to treatment. */
  n_treatment: number;
  /** Confidence. How often such an interval covers the truth. */
  confidence: number;
}

export interface CountsTest {
  /** Test */
  method: string;
  /** Test, in words */
  label: string;
  /** Source */
  source: string;
  /** z. Absent for exact tests. */
  statistic?: number;
  /** p-value. Two-sided. */
  p_value: number;
  /** Note */
  note: string;
}

export interface EffectFromCountsResult {
  /** In short */
  sentence: string;
  /** Recommended method. Of the estimates; its interval and test always agree, and it holds for small counts as well. */
  recommended: string;
  /** Difference. treatment - control */
  difference: number;
  /** Difference, from. By the recommended method. */
  ci_low: number;
  /** Difference, to */
  ci_high: number;
  /** p-value. Two-sided, by the recommended method. */
  p_value: number;
  /** Lift. treatment / control - 1; absent where control has no success. */
  lift?: number;
  /** Lift, from */
  lift_ci_low?: number;
  /** Lift, to */
  lift_ci_high?: number;
  /** Control */
  share_control: number;
  /** Control, from. Wilson's interval. */
  share_control_ci_low: number;
  /** Control, to */
  share_control_ci_high: number;
  /** Treatment */
  share_treatment: number;
  /** Treatment, from. Wilson's interval. */
  share_treatment_ci_low: number;
  /** Treatment, to */
  share_treatment_ci_high: number;
  /** By every method */
  estimates: Estimate[];
  /** Tests of no difference */
  tests: CountsTest[];
  /** What this rests on */
  assumptions: Assumption[];
}

export interface EffectOutcomeRequest {
  /** Arm. The column that says who was in which arm. */
  arm: string;
  /** Control level. Its content for control. Guessed when empty. */
  control: string;
  /** Treatment level. Its content for treatment. Guessed when empty. */
  treatment: string;
  /** Outcome. The column with the number, or yes and no, the experiment is about. */
  outcome: string;
  /** Unit. The column that names each person, where a person has several rows. Empty: each row is a unit. */
  unit: string;
  /** Rows of a unit. How a unit's rows become one number. */
  unit_rows: 'separate' | 'sum' | 'mean' | 'largest';
  /** Confidence. How often such an interval covers the truth. */
  confidence: number;
  /** Planned share in treatment. Of the two arms together; the sample ratio is checked against it. */
  expected_treatment_share: number;
}

export interface ArmShape {
  /** Level */
  level: string;
  /** Role */
  role: string;
  /** Units */
  n: number;
  /** Without outcome */
  missing_outcome: number;
  /** Mean */
  mean: number;
  /** SD */
  sd: number;
  /** Skewness. 0: even. */
  skewness: number;
  /** Zeros */
  zero_share: number;
  /** Smallest */
  min: number;
  /** Median */
  median: number;
  /** Largest */
  max: number;
  /** Held by the top 0.1 %. Of the arm's total; at least one unit. Absent where outcomes are negative. */
  top_share?: number;
}

export interface ArmQuantile {
  /** Of units at or below */
  share: number;
  /** Control */
  control: number;
  /** Treatment */
  treatment: number;
}

export interface OutcomeBin {
  /** From */
  low: number;
  /** To. Equal to the start: that value alone. */
  high: number;
  /** Control, units */
  control: number;
  /** Treatment, units */
  treatment: number;
  /** Control */
  control_share: number;
  /** Treatment */
  treatment_share: number;
}

export interface EffectOutcomeResult {
  /** In short */
  sentence: string;
  /** Rows */
  rows_total: number;
  /** Rows used */
  rows_used: number;
  /** Outcome */
  outcome: string;
  /** Kind of outcome */
  kind: 'yes_no' | 'number';
  /** Recommended method. Of the difference. */
  recommended: string;
  /** Recommended method, lift. Empty: no lift exists. */
  recommended_lift: string;
  /** By every method */
  estimates: Estimate[];
  /** Tests of no difference. Of yes and no only. */
  tests: CountsTest[];
  /** Arms */
  arms: ArmShape[];
  /** Quantiles. Between order statistics a straight line (type 7). */
  quantiles: ArmQuantile[];
  /** Bins */
  bin_scale: 'values' | 'linear' | 'logarithmic';
  /** Distribution */
  bins: OutcomeBin[];
  /** Checks */
  checks: Check[];
  /** What this rests on */
  assumptions: Assumption[];
  /** Rows left out */
  left_out: LeftOut[];
}

export interface EffectQuantilesRequest {
  /** Arm. The column that says who was in which arm. */
  arm: string;
  /** Control level. Its content for control. Guessed when empty. */
  control: string;
  /** Treatment level. Its content for treatment. Guessed when empty. */
  treatment: string;
  /** Outcome. The column with the number, or yes and no, the experiment is about. */
  outcome: string;
  /** Unit. The column that names each person, where a person has several rows. Empty: each row is a unit. */
  unit: string;
  /** Rows of a unit. How a unit's rows become one number. */
  unit_rows: 'separate' | 'sum' | 'mean' | 'largest';
  /** Confidence. How often such an interval covers the truth. */
  confidence: number;
  /** Planned share in treatment. Of the two arms together; the sample ratio is checked against it. */
  expected_treatment_share: number;
  /** Quantiles. Shares of units at or below: 0.5 is the median. Up to 50. */
  quantiles: Float64Array;
}

export interface QuantileEffect {
  /** Of units at or below */
  share: number;
  /** Control. Type 7: between order statistics a line. */
  control: number;
  /** Control, from. Order statistics, exact for any distribution; absent where the arm is too small. */
  control_ci_low?: number;
  /** Control, to */
  control_ci_high?: number;
  /** Treatment */
  treatment: number;
  /** Treatment, from */
  treatment_ci_low?: number;
  /** Treatment, to */
  treatment_ci_high?: number;
  /** Difference */
  difference: number;
  /** Difference, from. The arms' exact intervals, combined. */
  ci_low?: number;
  /** Difference, to */
  ci_high?: number;
}

export interface CappedEffect {
  /** Cap at quantile. Of both arms together; 1: no cap. */
  quantile: number;
  /** Cap */
  cap: number;
  /** Above */
  capped_share: number;
  /** Control */
  control_mean: number;
  /** Treatment */
  treatment_mean: number;
  /** Difference */
  difference: number;
  /** Standard error */
  se?: number;
  /** From */
  ci_low?: number;
  /** To */
  ci_high?: number;
  /** p-value */
  p_value?: number;
}

export interface EffectQuantilesResult {
  /** In short */
  sentence: string;
  /** Rows */
  rows_total: number;
  /** Rows used */
  rows_used: number;
  /** Units in control */
  n_control: number;
  /** Units in treatment */
  n_treatment: number;
  /** Outcome */
  outcome: string;
  /** Effect on quantiles */
  quantiles: QuantileEffect[];
  /** By every method */
  estimates: Estimate[];
  /** Probability of superiority. That a random treated unit has more than a random control; ties count half. 50 %: no difference. */
  superiority: number;
  /** p-value of Mann-Whitney */
  mann_whitney_p_value?: number;
  /** Shift. Hodges-Lehmann: the median of all differences between a treated unit and a control. */
  shift: number;
  /** Means with a cap */
  caps: CappedEffect[];
  /** Checks */
  checks: Check[];
  /** What this rests on */
  assumptions: Assumption[];
  /** Rows left out */
  left_out: LeftOut[];
}

export interface EffectBayesianRequest {
  /** Arm. The column that says who was in which arm. */
  arm: string;
  /** Control level. Its content for control. Guessed when empty. */
  control: string;
  /** Treatment level. Its content for treatment. Guessed when empty. */
  treatment: string;
  /** Outcome. The column with the number, or yes and no, the experiment is about. */
  outcome: string;
  /** Unit. The column that names each person, where a person has several rows. Empty: each row is a unit. */
  unit: string;
  /** Rows of a unit. How a unit's rows become one number. */
  unit_rows: 'separate' | 'sum' | 'mean' | 'largest';
  /** Confidence. How often such an interval covers the truth. */
  confidence: number;
  /** Planned share in treatment. Of the two arms together; the sample ratio is checked against it. */
  expected_treatment_share: number;
  /** Better. Which direction is a gain. */
  better: 'higher' | 'lower';
  /** Practical difference. Smaller differences in either direction are as good as none; of a share, 0.001 is 0.1 points. */
  practical: number;
  /** Model. What the posterior is made of. */
  model: 'automatic' | 'normal';
  /** Prior successes. Of each arm, for yes and no: Beta(successes, failures). 1 and 1: any share. */
  prior_successes: number;
  /** Prior failures. As if so many failures had been seen before. */
  prior_failures: number;
  /** Prior of the difference. For means. */
  prior: 'flat' | 'normal';
  /** Prior SD. Of the difference: two thirds of such experiments would have an effect within it. */
  prior_sd: number;
}

export interface Posterior {
  /** Prior */
  prior: string;
  /** Mean. Of treatment - control. */
  mean: number;
  /** SD */
  sd: number;
  /** Interval, from. Credible, half of the rest on each side. */
  ci_low: number;
  /** Interval, to */
  ci_high: number;
  /** Chance to beat control */
  chance_to_beat: number;
  /** Expected loss of shipping. What shipping costs per unit on average: the loss where treatment is worse, 0 where it is not. */
  loss_ship: number;
  /** Expected loss of keeping control */
  loss_keep: number;
  /** Chance of a practical gain */
  chance_gain: number;
  /** Chance of being practically the same */
  chance_same: number;
  /** Chance of a practical loss */
  chance_loss: number;
}

export interface EffectBayesianResult {
  /** In short */
  sentence: string;
  /** Rows */
  rows_total: number;
  /** Rows used */
  rows_used: number;
  /** Units in control */
  n_control: number;
  /** Units in treatment */
  n_treatment: number;
  /** Outcome */
  outcome: string;
  /** Beta posteriors */
  is_beta: boolean;
  /** Control. As observed. */
  control: number;
  /** Treatment */
  treatment: number;
  /** Posterior of the difference. With the prior that was asked for. */
  posterior: Posterior;
  /** With other priors. The first is the one that was asked for. */
  posteriors: Posterior[];
  /** By every prior */
  estimates: Estimate[];
  /** Checks */
  checks: Check[];
  /** What this rests on */
  assumptions: Assumption[];
  /** Rows left out */
  left_out: LeftOut[];
}

export interface EffectPanelRequest {
  /** Unit. The column that names who or what is seen again and again: stores, cities, people. */
  unit: string;
  /** Time. The period: whole numbers, or dates as 2024-03-01, 2024-03 or 2024Q1. */
  time: string;
  /** Outcome. The number the treatment should move. */
  outcome: string;
  /** First treated. The time of a unit's first treatment; empty, 0 or “never” for units that are never treated. */
  first_treated: string;
  /** Treated now. Instead of the time of first treatment: 1 in rows in which the unit is treated, 0 in all others. */
  treated: string;
  /** Cluster. What was treated together, such as a region of many stores. Each unit by itself when empty. */
  cluster: string;
  /** Covariates. Trends may differ with these. Their values in a unit's first period count. */
  covariates: string[];
  /** Adjustment for covariates. Counts with covariates only. */
  adjustment: 'doubly_robust' | 'regression';
  /** Rows of a unit in a period. What becomes of several rows of one unit in one period. */
  unit_rows: 'mean' | 'sum';
  /** Compared with. Who shows the trend without treatment. */
  control_group: 'not_yet' | 'never';
  /** Before treatment, compare with. Effects after treatment are the same either way. */
  base_period: 'varying' | 'universal';
  /** Balance the event study. Only groups seen for so many periods after their first treated one, so that event times compare the same groups. All groups when empty. */
  balance_periods?: number;
  /** Confidence. How often such an interval covers the truth. */
  confidence: number;
  /** Bootstrap draws. For bands that cover all points of a curve together; 0 for none. */
  bootstrap_draws: number;
  /** Bootstrap multipliers. What each cluster is multiplied with. */
  multiplier: 'rademacher' | 'mammen';
  /** Seed. The same seed, the same bands. */
  seed: number;
}

export interface PanelPoint {
  /** Period */
  period: string;
  /** Mean of units treated at some time */
  treated_mean?: number;
  /** Mean of the comparison. Units that are never treated; those treated last where there are none. */
  comparison_mean?: number;
  /** Units treated by now */
  treated_share: number;
}

export interface PanelPath {
  /** First treated */
  group: string;
  /** Period */
  period: string;
  /** Mean */
  mean: number;
}

export interface PanelGroup {
  /** First treated */
  group: string;
  /** Units */
  units: number;
}

export interface PanelMeans {
  /** Group */
  group: string;
  /** Units */
  units?: number;
  /** Mean before */
  before: number;
  /** Mean after */
  after: number;
  /** Change */
  change: number;
}

export interface PanelAverage {
  /** At */
  label: string;
  /** Event time. Periods since the first treated one; of groups and periods, their place in the file from 0. */
  event_time: number;
  /** Effects averaged */
  effects: number;
  /** Effect */
  estimate: number;
  /** Standard error. Absent where the effect is 0 by definition: the reference. */
  se?: number;
  /** Interval, from. For this point alone. */
  ci_low?: number;
  /** Interval, to. For this point alone. */
  ci_high?: number;
  /** Band, from. For all points of the curve together. */
  band_low?: number;
  /** Band, to. For all points of the curve together. */
  band_high?: number;
}

export interface PanelGroupTime {
  /** First treated */
  group: string;
  /** Period */
  period: string;
  /** Event time */
  event_time: number;
  /** Effect */
  estimate: number;
  /** Standard error */
  se?: number;
  /** Interval, from */
  ci_low?: number;
  /** Interval, to */
  ci_high?: number;
  /** Treated units */
  n_treated: number;
  /** Comparison units */
  n_control: number;
}

export interface PretrendTest {
  /** Test */
  name: string;
  /** Test, in words */
  label: string;
  /** Wald statistic */
  statistic: number;
  /** Degrees of freedom */
  df: number;
  /** p-value */
  p_value: number;
}

export interface TwoWayWarning {
  /** Warning */
  finding: string;
  /** Two-way fixed effects */
  estimate: number;
  /** Standard error */
  se?: number;
  /** Treated unit-periods with a negative weight. de Chaisemartin and D'Haultfoeuille (2020). */
  negative_share: number;
  /** Sum of negative weights. All weights sum to 1; 0 is as it should be. */
  negative_weight: number;
  /** Weight of comparisons with units treated already. Goodman-Bacon (2021). */
  forbidden_weight: number;
}

export interface EffectPanelResult {
  /** In words */
  sentence: string;
  /** Before treatment */
  pretrend_sentence: string;
  /** Estimates */
  estimates: Estimate[];
  /** Confidence */
  confidence: number;
  /** Rows */
  rows_total: number;
  /** Rows used */
  rows_used: number;
  /** Units */
  units_total: number;
  /** Units used */
  units_used: number;
  /** Units treated at some time */
  units_treated: number;
  /** Units never treated */
  units_never: number;
  /** Clusters */
  clusters: number;
  /** Periods */
  periods: number;
  /** Means over time */
  series: PanelPoint[];
  /** Means of each group over time */
  paths: PanelPath[];
  /** Groups */
  groups: PanelGroup[];
  /** Means before and after. Where all treated units began in the same period. */
  means: PanelMeans[];
  /** Event study */
  event_study: PanelAverage[];
  /** By time of first treatment */
  by_group: PanelAverage[];
  /** By period */
  by_period: PanelAverage[];
  /** Critical value of the event study's band. Estimate ± this many standard errors cover the whole curve. */
  band_critical_value?: number;
  /** Effects by group and period */
  group_time: PanelGroupTime[];
  /** Tests before treatment */
  pretrends: PretrendTest[];
  /** Two-way fixed effects, a warning */
  two_way?: TwoWayWarning;
  /** Assumptions */
  assumptions: Assumption[];
  /** Rows left out */
  left_out: LeftOut[];
}

export interface EffectSyntheticRequest {
  /** Unit. The column that names who or what is seen again and again: cities, stores, countries. */
  unit: string;
  /** Time. The period: whole numbers, or dates as 2024-03-01, 2024-03 or 2024Q1. */
  time: string;
  /** Outcome. The number the treatment should move. */
  outcome: string;
  /** Treated unit. The one unit that was treated. Found when a column below says who was. */
  treated_unit: string;
  /** Treated from. Its first treated period. Found when a column below says so. */
  treated_from: string;
  /** First treated. A column with the time of a unit's first treatment; empty, 0 or “never” for all others. */
  first_treated: string;
  /** Treated now. Or a column with 1 in rows in which the unit is treated, 0 in all others. */
  treated: string;
  /** Rows of a unit in a period. What becomes of several rows of one unit in one period. */
  unit_rows: 'mean' | 'sum';
  /** Allow a constant gap. The synthetic control may lie above or below by the same amount in all periods; only movements are matched. For a unit larger or smaller than all others. */
  constant_gap: boolean;
  /** Placebos, at most. Untreated units tried as if they were treated, for the p-value; drawn at random where there are more. */
  placebos: number;
  /** Seed. Of the draw of placebos. The same seed, the same draw. */
  seed: number;
}

export interface SyntheticPoint {
  /** Period */
  period: string;
  /** Event time. Periods since the first treated one. */
  event_time: number;
  /** Treated unit */
  treated: number;
  /** Synthetic control */
  synthetic: number;
  /** Mean of all others */
  comparison_mean: number;
  /** Gap. Treated less synthetic. */
  effect: number;
  /** Placebo gaps, 5 % */
  placebo_low?: number;
  /** Placebo gaps, 95 % */
  placebo_high?: number;
}

export interface SyntheticWeight {
  /** Unit */
  unit: string;
  /** Weight */
  weight: number;
  /** Effect without it */
  effect_without: number;
  /** Misfit before, without it */
  pre_rmspe_without: number;
}

export interface SyntheticPlacebo {
  /** Unit */
  unit: string;
  /** Treated */
  treated: boolean;
  /** Effect */
  effect: number;
  /** Misfit before */
  pre_rmspe: number;
  /** Gap after */
  post_rmspe: number;
  /** Gap after over misfit before. Absent where it fits perfectly. */
  ratio?: number;
}

export interface EffectSyntheticResult {
  /** In words */
  sentence: string;
  /** Estimates */
  estimates: Estimate[];
  /** Treated unit */
  treated_unit: string;
  /** Treated from */
  treated_from: string;
  /** Rows */
  rows_total: number;
  /** Rows used */
  rows_used: number;
  /** Units */
  units_total: number;
  /** Units to compose the control of */
  donors: number;
  /** Periods before */
  periods_before: number;
  /** Periods after */
  periods_after: number;
  /** Misfit before (RMSPE) */
  pre_rmspe: number;
  /** Gap after (RMSPE) */
  post_rmspe: number;
  /** Gap after over misfit before */
  rmspe_ratio?: number;
  /** p-value. Share of units, the treated one included, whose gap stands out at least as much. */
  p_value?: number;
  /** Placebos tried */
  placebos: number;
  /** Distance from the best weights. The duality gap, relative to the largest squared distance of a unit; 0 is best. */
  optimality: number;
  /** Constant gap */
  constant: number;
  /** Treated and synthetic over time */
  series: SyntheticPoint[];
  /** Weights */
  weights: SyntheticWeight[];
  /** Every unit as if treated */
  placebo_units: SyntheticPlacebo[];
  /** Assumptions */
  assumptions: Assumption[];
  /** Rows left out */
  left_out: LeftOut[];
}

export interface EffectObservationalRequest {
  /** Outcome. The column with the number the question is about; yes and no count as 1 and 0. */
  outcome: string;
  /** Treatment. The column that says who was treated and who was not. */
  arm: string;
  /** Control level. Its content for the untreated. Guessed when empty. */
  control: string;
  /** Treatment level. Its content for the treated. Guessed when empty. */
  treatment: string;
  /** Covariates. Everything known from before the treatment that may drive both who is treated and the outcome. Nothing the treatment may have changed. */
  covariates: string[];
  /** Missing covariates. What happens to such rows. */
  missing_covariates: 'indicator' | 'drop';
  /** Unit. The column that names each unit, where a unit has several rows. Empty: each row is a unit. */
  unit: string;
  /** Rows of a unit. How a unit's rows become one number; covariates are averaged. */
  unit_rows: 'separate' | 'sum' | 'mean' | 'largest';
  /** Effect on. Whose effect the sentence is about; all are listed. */
  target: 'everyone' | 'treated' | 'overlap';
  /** Trimming. Whether the effect is also estimated without units that have hardly a counterpart. */
  trimming: 'fixed' | 'optimal' | 'none';
  /** Trim at. The a of [a, 1 - a]: propensities outside are trimmed, and the propensity is fitted again. */
  trim: number;
  /** Caliper. Matches may be so far apart, in standard deviations of the propensity's logit; 0: any distance. */
  caliper: number;
  /** Confidence. How often such an interval covers the truth. */
  confidence: number;
}

export interface PropensityBin {
  /** Propensity, from */
  from: number;
  /** Propensity, to */
  to: number;
  /** Control */
  control: number;
  /** Treatment */
  treatment: number;
  /** Of the control group */
  control_share: number;
  /** Of the treatment group */
  treatment_share: number;
}

export interface WeightingRow {
  /** Method */
  method: string;
  /** Weighting */
  label: string;
  /** Control. With a weight above 0. */
  n_control: number;
  /** Treatment. With a weight above 0. */
  n_treatment: number;
  /** Control, effective. So many equally weighted units tell as much: (sum of weights) squared / sum of squared weights. */
  ess_control: number;
  /** Treatment, effective */
  ess_treatment: number;
  /** Mean weight. Stabilised weights have about 1. */
  mean_weight: number;
  /** Largest weight */
  largest_weight: number;
  /** Share of the largest. Of all the weight in its group, that one unit has. */
  largest_share: number;
  /** Largest difference. Of a covariate, in size. */
  largest_smd?: number;
  /** It is of */
  largest_smd_of: string;
  /** Differences above 0.1. Covariate terms. */
  unbalanced: number;
}

export interface BalanceRow {
  /** Covariate */
  covariate: string;
  /** Before. (treatment mean - control mean) / root of the mean variance of the groups as they are. */
  before?: number;
  /** Inverse propensity */
  after_ipw?: number;
  /** Weights for the treated */
  after_att?: number;
  /** Overlap weights */
  after_overlap?: number;
  /** Trimmed */
  after_trimming?: number;
  /** Matched */
  after_matching?: number;
  /** Matched, with replacement */
  after_matching_replacement?: number;
  /** Variance ratio, before. Variance in treatment over variance in control; absent for texts and for numbers of two values. */
  variance_ratio_before?: number;
  /** Variance ratio, inverse propensity */
  variance_ratio_ipw?: number;
  /** Variance ratio, weights for the treated */
  variance_ratio_att?: number;
  /** Variance ratio, overlap weights */
  variance_ratio_overlap?: number;
  /** Variance ratio, trimmed */
  variance_ratio_trimming?: number;
  /** Variance ratio, matched */
  variance_ratio_matching?: number;
  /** Variance ratio, matched with replacement */
  variance_ratio_matching_replacement?: number;
}

export interface MatchingRow {
  /** Method */
  method: string;
  /** Matching */
  label: string;
  /** Treated with a match */
  matched: number;
  /** Treated without */
  unmatched: number;
  /** Controls used */
  controls: number;
  /** Most uses of a control */
  largest_use: number;
}

export interface EValueRow {
  /** Method */
  method: string;
  /** Method, in words */
  label: string;
  /** Risk ratio. Of a yes/no outcome; otherwise exp(0.91 x standardised difference), which stands in for it. */
  risk_ratio: number;
  /** Risk ratio, from */
  risk_ratio_low: number;
  /** Risk ratio, to */
  risk_ratio_high: number;
  /** E-value. Something unobserved that explains the estimate away has at least this risk ratio with the treatment and with the outcome, beyond the covariates. */
  e_value: number;
  /** E-value of the interval. To move the interval's nearer end to no effect; 1: it holds no effect already. */
  e_value_interval: number;
}

export interface RosenbaumRow {
  /** Gamma. Hidden bias: two units alike may differ by this factor in their odds of treatment. */
  gamma: number;
  /** Largest p-value. One-sided, of Wilcoxon's signed ranks. */
  p_value: number;
}

export interface PropensityTerm {
  /** Covariate */
  covariate: string;
  /** Coefficient. Of the log odds of treatment, per unit of it. */
  coefficient: number;
  /** Standard error */
  se: number;
  /** Odds ratio */
  odds_ratio: number;
  /** p-value. Two-sided, Wald. */
  p_value: number;
}

export interface EffectObservationalResult {
  /** In short */
  sentence: string;
  /** Caution */
  caution: string;
  /** Method of the sentence. The method of one of the estimates. */
  headline: string;
  /** Outcome */
  outcome: string;
  /** Control level */
  control: string;
  /** Treatment level */
  treatment: string;
  /** Rows */
  rows_total: number;
  /** Units used */
  rows_used: number;
  /** Control */
  n_control: number;
  /** Treatment */
  n_treatment: number;
  /** Confidence */
  confidence: number;
  /** Overlap. How many of each group have such a propensity. */
  overlap: PropensityBin[];
  /** c-statistic. How often a treated unit has the larger propensity of two; 0.5: the covariates tell nothing. */
  c_statistic?: number;
  /** Common support, from */
  support_low?: number;
  /** Common support, to */
  support_high?: number;
  /** Outside common support. Their propensity is beyond all of the other group, or their group is certain. */
  outside_support?: number;
  /** Share outside */
  outside_support_share?: number;
  /** Group certain. The covariates leave no doubt which group they are in; all estimates but the first are without them. */
  without_counterpart: number;
  /** Trimmed at */
  trim?: number;
  /** Units trimmed */
  trimmed?: number;
  /** Most precise trimming at */
  optimal_trim?: number;
  /** Units it would trim */
  optimal_trimmed?: number;
  /** Weightings */
  weightings: WeightingRow[];
  /** Balance. Standardised mean differences, the love plot's numbers. */
  balance: BalanceRow[];
  /** Matching */
  matchings: MatchingRow[];
  /** Caliper, of the logit. Absent: any distance. */
  caliper_logit?: number;
  /** Estimates */
  estimates: Estimate[];
  /** E-values */
  e_values: EValueRow[];
  /** Hidden bias. Of the pairs matched without replacement. */
  rosenbaum: RosenbaumRow[];
  /** Gamma that would do. Hidden bias at which the pairs' one-sided p-value passes 1 - confidence; absent: it does without. */
  rosenbaum_gamma?: number;
  /** Pairs that differ */
  rosenbaum_pairs?: number;
  /** Propensity, intercept */
  propensity_intercept?: number;
  /** Propensity model */
  propensity: PropensityTerm[];
  /** Assumptions */
  assumptions: Assumption[];
  /** Rows left out */
  left_out: LeftOut[];
}

export interface EffectComplianceRequest {
  /** Assigned arm. The column that says which arm was drawn, whatever was taken later. */
  arm: string;
  /** Control level. Its content for control. Guessed when empty. */
  control: string;
  /** Treatment level. Its content for treatment. Guessed when empty. */
  treatment: string;
  /** Treatment received. What was really taken: yes or no, 1 or 0, or a dose. */
  received: string;
  /** Level that means received. Where the column holds other words than yes and no. Empty: the treatment's name, if it stands there. */
  received_level: string;
  /** Outcome. The column with the number the experiment is about. Rows without it count as attrition. */
  outcome: string;
  /** Covariates. Columns known before the experiment. They make intervals shorter and the instrument stronger. */
  covariates: string[];
  /** Unit. The column that names each person, where one may have several rows. */
  unit: string;
  /** Cluster. What was randomised together: shops, schools. Standard errors are clustered by it (CR1). */
  cluster: string;
  /** Rows of a unit. How several rows become one unit. */
  unit_rows: 'separate' | 'sum' | 'mean' | 'largest';
  /** Missing covariates. What happens to such rows. */
  missing_covariates: 'indicator' | 'drop';
  /** Confidence. How often such an interval covers the truth. */
  confidence: number;
  /** Planned share in treatment. Of the two arms together; the sample ratio is checked against it. */
  expected_treatment_share: number;
  /** Range of the outcome. What a missing outcome could have been, for the worst-case bounds. */
  outcome_range: 'observed' | 'given';
  /** Lowest possible outcome. No outcome, known or missing, is below. */
  outcome_min: number;
  /** Highest possible outcome. No outcome, known or missing, is above. */
  outcome_max: number;
}

export interface Uptake {
  /** Arm */
  level: string;
  /** Role */
  role: string;
  /** Assigned. Units drawn into it, with outcome or without. */
  assigned: number;
  /** Received. The share that received the treatment, or the mean dose, of those where it is known. */
  received?: number;
  /** Interval, from. Wilson's of a share; by clusters Student's t. */
  ci_low?: number;
  /** Interval, to */
  ci_high?: number;
  /** Without received */
  missing_received: number;
  /** Without outcome */
  missing_outcome: number;
  /** Share without outcome */
  missing_outcome_share: number;
  /** With outcome */
  used: number;
  /** Mean */
  mean?: number;
  /** SD */
  sd?: number;
}

export interface ComplianceType {
  /** People */
  type: string;
  /** Share */
  share: number;
  /** Interval, from */
  ci_low?: number;
  /** Interval, to */
  ci_high?: number;
  /** Who they are */
  meaning: string;
}

export interface FirstStage {
  /** First stage */
  label: string;
  /** Received more. Of treatment against control. */
  estimate: number;
  /** Standard error. HC2, or CR1 by clusters. */
  se?: number;
  /** Interval, from */
  ci_low?: number;
  /** Interval, to */
  ci_high?: number;
  /** F, robust. Absent where everyone complied. */
  f_robust?: number;
  /** F, classical */
  f_classical?: number;
  /** Degrees of freedom */
  df: number;
}

export interface WeakInterval {
  /** Anderson-Rubin */
  label: string;
  /** Shape */
  shape: 'interval' | 'two_rays' | 'line' | 'up_to' | 'from';
  /** Lower end. Of two rays: where the lower one ends. */
  low?: number;
  /** Upper end. Of two rays: where the upper one begins. */
  high?: number;
  /** p-value. That nobody's outcome is moved; the reduced form's. */
  p_value: number;
  /** Finding */
  finding: string;
}

export interface ComplierErrors {
  /** 2SLS */
  label: string;
  /** Estimate */
  estimate: number;
  /** Classical. summary(AER::ivreg) */
  se_classical: number;
  /** HC0. sandwich::sandwich */
  se_hc0: number;
  /** HC1. Stata's robust */
  se_hc1: number;
  /** HC2. estimatr::iv_robust */
  se_hc2: number;
  /** CR1. By clusters; estimatr's and Stata's “stata”. */
  se_cr1?: number;
  /** Degrees of freedom. Units less terms, or clusters less one. */
  df: number;
}

export interface AttritionBounds {
  /** Method */
  method: string;
  /** Bounds */
  label: string;
  /** Source */
  source: string;
  /** Lower bound */
  low: number;
  /** Upper bound */
  high: number;
  /** Standard error of the lower */
  se_low?: number;
  /** Standard error of the upper */
  se_high?: number;
  /** Interval, from. Imbens and Manski (2004): covers the effect, wherever between the bounds it lies. */
  ci_low?: number;
  /** Interval, to */
  ci_high?: number;
  /** Trimmed share. Of the outcomes of the arm that has more of them. */
  trimmed_share?: number;
  /** Trimmed */
  trimmed_units?: number;
  /** Note */
  note: string;
}

export interface EffectComplianceResult {
  /** Answer */
  sentence: string;
  /** Method of the sentence. The method of one of the estimates. */
  headline: string;
  /** Estimates */
  estimates: Estimate[];
  /** Arms */
  uptake: Uptake[];
  /** Who complied. Shares under monotonicity: nobody does the opposite of what was assigned. */
  types: ComplianceType[];
  /** One-sided. Nobody in control received the treatment. */
  one_sided?: boolean;
  /** Compliers without treatment. Their mean outcome, had all of them been in control (Imbens and Rubin 1997). */
  complier_mean_control?: number;
  /** Compliers with treatment */
  complier_mean_treatment?: number;
  /** First stages */
  first_stages: FirstStage[];
  /** Intervals for a weak instrument */
  weak_intervals: WeakInterval[];
  /** Standard errors of the effect on compliers */
  errors: ComplierErrors[];
  /** p-value of missing outcomes. Chi-squared, by arm; absent where none is missing. */
  missing_p_value?: number;
  /** Bounds for attrition */
  bounds: AttritionBounds[];
  /** Checks */
  checks: Check[];
  /** Assumptions */
  assumptions: Assumption[];
  /** Rows left out */
  left_out: LeftOut[];
  /** Rows */
  rows_total: number;
  /** Units with outcome */
  rows_used: number;
}

export interface EffectArmsRequest {
  /** Arm. The column that says who was in which arm; up to 50 arms. */
  arm: string;
  /** Control level. All other arms are compared with it. Guessed when empty. */
  control: string;
  /** Outcomes. One or several columns with numbers, the most important one first. */
  outcomes: string[];
  /** Covariates. Columns known before the experiment. With them the adjusted means of all arms are compared (Lin). */
  covariates: string[];
  /** Unit. The column that names each person, where one may have several rows. */
  unit: string;
  /** Cluster. What was randomised together: shops, schools. Standard errors are clustered by it. */
  cluster: string;
  /** Rows of a unit. How several rows become one unit. */
  unit_rows: 'separate' | 'sum' | 'mean' | 'largest';
  /** Missing covariates. What happens to such rows. */
  missing_covariates: 'indicator' | 'drop';
  /** Confidence. Of an interval alone; simultaneous ones cover all truths of an outcome together this often. */
  confidence: number;
  /** Primary outcomes. So many of the outcomes, from the first, decide; Holm's correction spans them and all arms. */
  primary_outcomes: number;
  /** Planned shares. By arm, the control first, then in the order of the file. Empty: all alike. */
  expected_shares: Float64Array;
}

export interface ArmComparison {
  /** Outcome */
  outcome: string;
  /** Arm */
  arm: string;
  /** Method */
  method: string;
  /** Difference. arm - control */
  estimate: number;
  /** Standard error */
  se?: number;
  /** Degrees of freedom */
  df?: number;
  /** t */
  statistic?: number;
  /** p-value, alone. Two-sided. */
  p_value?: number;
  /** p, Dunnett. Across the arms of this outcome. Exact with pooled variances and normal outcomes. */
  p_dunnett?: number;
  /** p, Holm. Across the arms of this outcome. */
  p_holm?: number;
  /** p, Bonferroni. Across the arms of this outcome. */
  p_bonferroni?: number;
  /** p, Holm over primary outcomes. Across all arms and all primary outcomes; absent for others. */
  p_primary?: number;
  /** p, Benjamini-Hochberg. Across all arms and outcomes: the expected share of false findings. */
  p_bh?: number;
  /** Interval, from */
  ci_low?: number;
  /** Interval, to */
  ci_high?: number;
  /** Simultaneous, from. Dunnett's; together they cover all differences of this outcome. */
  simultaneous_low?: number;
  /** Simultaneous, to */
  simultaneous_high?: number;
}

export interface ArmOfOutcome {
  /** Outcome */
  outcome: string;
  /** Arm */
  arm: string;
  /** Role */
  role: string;
  /** Assigned */
  assigned: number;
  /** With outcome */
  n: number;
  /** Without outcome */
  missing: number;
  /** Mean */
  mean: number;
  /** SD */
  sd: number;
  /** Mean, adjusted. Where the covariates are at the mean of everyone. */
  mean_adjusted?: number;
}

export interface OverallTest {
  /** Outcome */
  outcome: string;
  /** Method */
  method: string;
  /** Test */
  label: string;
  /** Statistic. F, or chi-squared. */
  statistic: number;
  /** Degrees of freedom */
  df1: number;
  /** of the denominator. Absent: chi-squared. */
  df2?: number;
  /** p-value. That all arms have the same mean. */
  p_value: number;
}

export interface EffectArmsResult {
  /** Answer */
  sentence: string;
  /** Headline. Method that answers: lin_hc2 with covariates, else welch. */
  headline: string;
  /** Comparisons */
  comparisons: ArmComparison[];
  /** Estimates */
  estimates: Estimate[];
  /** Arms */
  arms: ArmOfOutcome[];
  /** All arms at once */
  overall: OverallTest[];
  /** Chi-squared of the sample ratio */
  ratio_chi_squared: number;
  /** p-value of the sample ratio */
  ratio_p_value: number;
  /** Checks */
  checks: Check[];
  /** Assumptions */
  assumptions: Assumption[];
  /** Rows left out */
  left_out: LeftOut[];
  /** Rows */
  rows_total: number;
  /** Units with the first outcome */
  rows_used: number;
}

export interface EffectSegmentsRequest {
  /** Arm. The column that says who was in which arm. */
  arm: string;
  /** Control level. Its content for control. Guessed when empty. */
  control: string;
  /** Treatment level. Its content for treatment. Guessed when empty. */
  treatment: string;
  /** Outcome. The column with the number the experiment is about. */
  outcome: string;
  /** Segments. Columns known before the experiment. Of a text each content is a segment, of a number each quarter. */
  segments: string[];
  /** Covariates. Columns known before the experiment. With them the difference in every segment is adjusted (Lin). */
  covariates: string[];
  /** Unit. The column that names each person, where one may have several rows. */
  unit: string;
  /** Cluster. What was randomised together: shops, schools. Standard errors are clustered by it. */
  cluster: string;
  /** Cut numbers at. Increasing; a unit at a cut belongs below it. Empty: quartiles, or each value where there are at most ten. */
  cuts: Float64Array;
  /** Rows of a unit. How several rows become one unit. Its segment is that of its first row. */
  unit_rows: 'separate' | 'sum' | 'mean' | 'largest';
  /** Missing covariates. What happens to such rows. */
  missing_covariates: 'indicator' | 'drop';
  /** Confidence. How often such an interval covers the truth. */
  confidence: number;
  /** Planned share in treatment. Of the two arms together; the sample ratio of each segment is checked against it. */
  expected_treatment_share: number;
}

export interface SegmentEffect {
  /** Column */
  column: string;
  /** Segment */
  level: string;
  /** In control */
  n_control: number;
  /** In treatment */
  n_treatment: number;
  /** With outcome, control */
  used_control: number;
  /** With outcome, treatment */
  used_treatment: number;
  /** Mean of control */
  mean_control?: number;
  /** Mean of treatment */
  mean_treatment?: number;
  /** Difference. treatment - control */
  estimate?: number;
  /** Standard error */
  se?: number;
  /** Degrees of freedom */
  df?: number;
  /** t */
  statistic?: number;
  /** p-value, alone. Two-sided. */
  p_value?: number;
  /** p, Benjamini-Hochberg. Across all segments of all columns. */
  p_bh?: number;
  /** Interval, from */
  ci_low?: number;
  /** Interval, to */
  ci_high?: number;
  /** Adjusted. For the covariates, where there are any. */
  adjusted: boolean;
  /** Share in treatment */
  treatment_share: number;
  /** p of the sample ratio. Chi-squared against the planned share. */
  ratio_p_value: number;
  /** Note */
  note: string;
}

export interface SegmentTest {
  /** Column */
  column: string;
  /** Segments */
  levels: number;
  /** Compared. Segments with an effect and a standard error. */
  tested: number;
  /** F. Welch's test that all segments have one effect. */
  f?: number;
  /** Degrees of freedom */
  df?: number;
  /** of the denominator */
  df2?: number;
  /** p-value. That the effect is the same in every segment. */
  p_value?: number;
  /** p, Holm. Across the columns. */
  p_holm?: number;
  /** Wald chi-squared. The same test for large samples: Cochran's Q. */
  chi_squared?: number;
  /** p of chi-squared */
  p_chi_squared?: number;
  /** Chi-squared of the ratio. Whether the share in treatment is the same in every segment. */
  ratio_chi_squared?: number;
  /** Its degrees of freedom */
  ratio_df?: number;
  /** p of the sample ratio */
  ratio_p_value?: number;
}

export interface EffectSegmentsResult {
  /** Answer */
  sentence: string;
  /** All units */
  overall: Estimate;
  /** Segments */
  segments: SegmentEffect[];
  /** Does the effect differ? */
  tests: SegmentTest[];
  /** Estimates */
  estimates: Estimate[];
  /** Checks */
  checks: Check[];
  /** Assumptions */
  assumptions: Assumption[];
  /** Rows left out */
  left_out: LeftOut[];
  /** Rows */
  rows_total: number;
  /** Units with outcome */
  rows_used: number;
}

export interface EffectMethodsRequest {
  /** Arm. The column that says who was in which arm. */
  arm: string;
  /** Control level. Its content for control. Guessed when empty. */
  control: string;
  /** Treatment level. Its content for treatment. Guessed when empty. */
  treatment: string;
  /** Outcome. The column with the number the experiment is about; of a ratio metric, the numerator. */
  outcome: string;
  /** Denominator. Of a ratio metric, such as views for clicks per view. Empty: the outcome itself is compared. */
  denominator: string;
  /** Unit. The column that names each person; where it repeats, its rows belong together. */
  unit: string;
  /** Rows of a unit. How the rows of a unit count; a covariate is averaged. */
  unit_rows: 'separate' | 'sum' | 'mean' | 'largest';
  /** Cluster. The column that names the groups that were assigned as a whole, such as stores or schools. */
  cluster: string;
  /** Block. The column that names strata or pairs: arms are compared within them. */
  block: string;
  /** Blocks were made. Before or after assignment. */
  block_design: 'randomised' | 'afterwards';
  /** Covariates. Columns known before the experiment, or untouched by it. Numbers or text. */
  covariates: string[];
  /** Missing covariates. What happens to such rows. */
  missing_covariates: 'indicator' | 'drop';
  /** Cap at quantile. Larger outcomes are set to this quantile of both arms together. Empty: no cap. */
  cap_quantile?: number;
  /** Practical difference. Smaller differences in either direction are as good as none. Empty: no decision is drawn. */
  practical?: number;
  /** Confidence. How often such an interval covers the truth. */
  confidence: number;
  /** Planned share in treatment. Of the two arms together; the sample ratio is checked against it. */
  expected_treatment_share: number;
}

export interface EffectMethodsResult {
  /** In words */
  sentence: string;
  /** Recommended. The method of one of the estimates. */
  recommended: string;
  /** Why */
  reason: string;
  /** What would change the answer */
  changes: string[];
  /** Estimates */
  estimates: Estimate[];
  /** Smallest estimate. Of the methods for the same quantity as the recommended one that take no dependent rows for independent. */
  estimate_low: number;
  /** Largest estimate */
  estimate_high: number;
  /** Smallest standard error */
  se_low?: number;
  /** Largest standard error */
  se_high?: number;
  /** Same verdict. Whether zero lies inside all of these intervals or outside all of them. */
  same_verdict: boolean;
  /** Confidence */
  confidence: number;
  /** Checks */
  checks: Check[];
  /** Assumptions */
  assumptions: Assumption[];
  /** Rows left out */
  left_out: LeftOut[];
  /** Rows */
  rows_total: number;
  /** Rows used */
  rows_used: number;
  /** Clusters */
  clusters?: number;
  /** Blocks */
  blocks?: number;
}

export interface EffectResampledRequest {
  /** Arm. The column that says who was in which arm. */
  arm: string;
  /** Control level. Its content for control. Guessed when empty. */
  control: string;
  /** Treatment level. Its content for treatment. Guessed when empty. */
  treatment: string;
  /** Outcome. The column with the number the experiment is about. */
  outcome: string;
  /** Denominator. Of a ratio metric: the outcome is summed up and divided by the sum of this column. */
  denominator: string;
  /** Unit. The column that names each person, where one may have several rows. */
  unit: string;
  /** Rows of a unit. Kept apart, a unit's rows are drawn together. */
  unit_rows: 'separate' | 'sum' | 'mean' | 'largest';
  /** Covariates. Columns known before the experiment, for the adjusted difference. */
  covariates: string[];
  /** Missing covariates. What happens to such rows. */
  missing_covariates: 'indicator' | 'drop';
  /** Cluster. The column of what was assigned as a whole, as stores or cities: these are drawn, not their rows. */
  cluster: string;
  /** Block. The column within whose levels arms were assigned: draws and permutations stay inside. */
  block: string;
  /** Quantile. Of the outcome, compared between the arms; 0.5 is the median. */
  quantile: number;
  /** Confidence. How often such an interval covers the truth. */
  confidence: number;
  /** Planned share in treatment. Of the two arms together; the sample ratio is checked against it. */
  expected_treatment_share: number;
  /** Weights of the wild bootstrap. Where there are clusters. */
  wild_weights: 'automatic' | 'rademacher' | 'webb';
  /** Replicates. Of each method. More give a smaller Monte Carlo error. */
  replicates: number;
  /** Seed. The same seed gives the same numbers, everywhere. */
  seed: number;
}

export interface Redrawn {
  /** Test */
  test: string;
  /** p-value. Two-sided. */
  p_value: number;
  /** Monte Carlo error. Standard error of the p-value; 0 where it is exact. */
  p_mcse: number;
  /** Draws */
  draws: number;
  /** All there are. Whether every possible one was tried. */
  every: boolean;
  /** Note */
  note: string;
}

export interface Resampled {
  /** Quantity */
  quantity: string;
  /** Estimate */
  estimate: number;
  /** Bias. Mean of the replicates less the estimate. */
  bias?: number;
  /** Standard error. Standard deviation of the replicates. */
  se?: number;
  /** Bias correction. z0: the normal quantile of the share of replicates below the estimate. */
  bias_correction?: number;
  /** Acceleration. How fast the standard error changes with the truth, from the jackknife; 0 for a symmetric one. */
  acceleration: number;
  /** Without a value. Replicates in which it does not exist; they do not count. */
  undefined: number;
}

export interface EffectResampledResult {
  /** In words */
  sentence: string;
  /** Estimates */
  estimates: Estimate[];
  /** Tests */
  tests: Redrawn[];
  /** Replicates */
  resampled: Resampled[];
  /** Checks */
  checks: Check[];
  /** Assumptions */
  assumptions: Assumption[];
  /** Left out */
  left_out: LeftOut[];
  /** What is drawn */
  drawn: string;
  /** Replicates */
  replicates: number;
  /** Seed */
  seed: number;
  /** Units in control */
  n_control: number;
  /** Units in treatment */
  n_treatment: number;
  /** Clusters in control */
  clusters_control?: number;
  /** Clusters in treatment */
  clusters_treatment?: number;
  /** Blocks */
  blocks?: number;
  /** Rows */
  rows_total: number;
  /** Used */
  rows_used: number;
}

export interface SampleRatioRequest {
  /** Planned split. Whether the planned shares ever changed. */
  split: 'constant' | 'ramp';
  /** Users in each arm. Control first. As counted where users were assigned, not where they were analysed. */
  counts: Float64Array;
  /** Planned shares. One for each arm, adding up to 1. Empty: equal shares. */
  shares: Float64Array;
  /** Shares are weights. Divides the shares by their sum, so that 2, 1, 1 will do. */
  weights: boolean;
  /** Periods. A line for each, in order of time: name, users in each arm, planned share of each arm. */
  periods: string;
  /** Segments. Optional. A line for each: name, users in each arm. Each user stands in one segment. */
  segments: string;
  /** Prior. What mismatches the test is made for. */
  prior: 'single' | 'mixture';
  /** Concentration. Of the Dirichlet prior around the planned shares: large for small mismatches, and slow at first. */
  concentration: number;
  /** Concentrations. Those of the mixture, with equal weight. */
  concentrations: Float64Array;
  /** Confidence. Of the interval of each arm's share. */
  confidence: number;
  /** Outcome. What is known about the outcome. */
  outcome: 'none' | 'proportion' | 'mean';
  /** Rate in each arm. Of the users who were counted, control first. */
  rates: Float64Array;
  /** Mean in each arm. Of the users who were counted, control first. */
  means: Float64Array;
  /** Least value. The lowest outcome that a missing user could have. */
  least: number;
  /** Greatest value. The highest. */
  most: number;
}

export interface RatioTest {
  /** Test */
  test: string;
  /** Name */
  label: string;
  /** Statistic. Of the sequential test the natural logarithm of the Bayes factor. */
  statistic?: number;
  /** Degrees of freedom */
  df?: number;
  /** p-value */
  p_value?: number;
  /** Power of ten. log10 of the p-value, where that itself is too small to be written. */
  log10_p_value?: number;
  /** Remark */
  reason: string;
}

export interface RatioArm {
  /** Arm */
  arm: string;
  /** Users */
  count: number;
  /** Expected */
  expected: number;
  /** Share */
  share: number;
  /** Planned */
  planned_share: number;
  /** Share - planned */
  difference: number;
  /** CI, lower end. Wilson's interval of the share. */
  ci_low: number;
  /** CI, upper end */
  ci_high: number;
  /** Standardised residual. Users less expected, in standard deviations of this arm's count. */
  residual: number;
  /** p-value. Of this residual alone. */
  p_value: number;
  /** p-value, Holm. Corrected for the number of arms. */
  p_holm: number;
  /** p-value of the others. Whether the other arms agree among themselves; with three arms or more, and constant shares. */
  p_others?: number;
  /** At fault. Its residual is the largest and beyond chance, corrected; never with two arms. */
  at_fault: boolean;
  /** Missing. Users whose absence from this arm would explain the split, if nobody is counted twice. */
  missing: number;
}

export interface RatioPeriod {
  /** Period */
  period: string;
  /** Users */
  n_total: number;
  /** Chi-squared */
  chi_squared: number;
  /** p-value */
  p_value: number;
  /** Sequential p-value. Of everything up to here. */
  sequential_p_value: number;
}

export interface RatioSegment {
  /** Segment */
  segment: string;
  /** Users */
  n_total: number;
  /** Shares. Of its users, by arm. */
  shares: Float64Array;
  /** Standardised residuals. By arm, against the shares of all segments together: where this one differs from the others. */
  residuals: Float64Array;
  /** Chi-squared */
  chi_squared: number;
  /** p-value. Of its own split against the plan. */
  p_value: number;
  /** p-value, Holm. Corrected for the number of segments. */
  p_holm: number;
  /** Part of the mismatch. Its chi-squared among those of all segments. */
  part: number;
}

export interface RatioBound {
  /** Arm. Against the first. */
  arm: string;
  /** Effect as measured */
  effect: number;
  /** At least. Whatever the missing users would have done; without sampling error. */
  effect_low: number;
  /** At most */
  effect_high: number;
  /** Sign is sure */
  sign_known: boolean;
}

export interface SampleRatioResult {
  /** p-value. How often chance alone parts the arms this far from the plan. */
  p_value: number;
  /** Power of ten. log10 of the p-value. */
  log10_p_value: number;
  /** Finding */
  finding: string;
  /** Status. Failed below .001, look below .01. */
  status: 'pass' | 'warn' | 'fail';
  /** Users */
  n_total: number;
  /** Chi-squared. Pearson's, no continuity correction; with a ramp against the covariances added over periods. */
  chi_squared: number;
  /** Degrees of freedom */
  df: number;
  /** Cohen's w. Size of the mismatch, whatever the number of users. */
  cohens_w: number;
  /** Exact p-value. Of outcomes no likelier than this one; absent where there are too many of them. */
  exact_p_value?: number;
  /** Sequential p-value. Holds however often the counts were looked at. */
  sequential_p_value: number;
  /** log Bayes factor. Natural logarithm, at the end. */
  log_bayes_factor: number;
  /** Sequential test blind up to. With fewer users it could not reach .001 even if all of them were in the smallest arm. */
  blind_until: number;
  /** Arm at fault. Empty where no single arm can be named. */
  arm_at_fault: string;
  /** Missing at least. The fewest users whose absence would explain the split. */
  n_missing: number;
  /** Missing share. Of all users there would have been. */
  missing_share: number;
  /** Users in each arm */
  totals: Float64Array;
  /** Expected in each arm */
  expected: Float64Array;
  /** Planned shares. With a ramp the mean over all users. */
  planned: Float64Array;
  /** Tests */
  tests: RatioTest[];
  /** Arms */
  arms: RatioArm[];
  /** Periods */
  periods: RatioPeriod[];
  /** Segments */
  segments: RatioSegment[];
  /** Chi-squared between segments. Whether the arms' shares differ between segments, whatever was planned. */
  homogeneity_chi_squared?: number;
  /** Its degrees of freedom */
  homogeneity_df?: number;
  /** p-value between segments */
  homogeneity_p_value?: number;
  /** Cramér's V. Size of the difference between segments, 0 to 1. */
  cramers_v?: number;
  /** Bounds on the effect */
  bounds: RatioBound[];
  /** Headline. The name of the result that answers the question. */
  headline: string;
  /** Headline, in words */
  headline_label: string;
  /** Sentence. The answer in plain words. */
  sentence: string;
  /** Equations. Keys of the equations used, in reading order. */
  equations: string[];
  /** Terms. The number of each term of those equations. */
  terms: Term[];
  /** Code elsewhere. Keys of R and Python code that gives the same number. */
  snippets: string[];
  /** What this rests on */
  assumptions: Assumption[];
}

export interface SampleRatioDiagnoseRequest {
  /** Users in each arm. Control first. */
  counts: Float64Array;
  /** Planned shares. One for each arm, adding up to 1. Empty: equal shares. */
  shares: Float64Array;
  /** Shares are weights. Divides the shares by their sum. */
  weights: boolean;
  /** Segments. A line for each: kind (day, browser, user type, bot, session length ...), segment, users in each arm. Days in order of time. */
  segments: string;
  /** In the assignment log. Is the mismatch there already where users are assigned, before anything else is logged? */
  assignment_log: 'unknown' | 'yes' | 'no';
  /** Only among triggered users. Is everybody who was assigned split as planned, and only those who were triggered are not? */
  triggered_only: 'unknown' | 'yes' | 'no';
  /** In an A/A test too. Does the same set-up show a mismatch where both arms are alike? */
  same_in_aa: 'unknown' | 'yes' | 'no';
  /** Arms started together. Did every arm take users from the same moment on? */
  started_together: 'unknown' | 'yes' | 'no';
  /** Shares were changed. Were the shares of the arms changed while it ran? */
  ramp: 'unknown' | 'yes' | 'no';
  /** An arm was paused. Or switched off for a while. */
  paused: 'unknown' | 'yes' | 'no';
  /** One arm redirects. Are users of one arm sent to another address? */
  redirect: 'unknown' | 'yes' | 'no';
  /** One arm is slower. Does it take longer until the first event is sent? */
  slower: 'unknown' | 'yes' | 'no';
  /** One arm has more errors. Crashes, blank pages or scripts that fail. */
  crashes: 'unknown' | 'yes' | 'no';
  /** Logging differs. Does one arm log other events, or in another way? */
  logging_changed: 'unknown' | 'yes' | 'no';
  /** Activity changed much. Sessions, pages or events per user are clearly different. */
  sessions_changed: 'unknown' | 'yes' | 'no';
  /** Takes effect at a refresh. Does a user get the arm only after the configuration was loaded again? */
  config_refresh: 'unknown' | 'yes' | 'no';
  /** Bots are filtered. Are users removed by a rule that looks at what they did? */
  bot_filter: 'unknown' | 'yes' | 'no';
  /** Counted after a join. Are assignments joined to another table before they are counted? */
  joined_logs: 'unknown' | 'yes' | 'no';
  /** Latest logs included. May events of the last hours or days still arrive? */
  recent_logs: 'unknown' | 'yes' | 'no';
  /** Counts are approximate. Such as HyperLogLog or APPROX_COUNT_DISTINCT. */
  approximate: 'unknown' | 'yes' | 'no';
  /** Same split as an earlier one. Were these users split in the same way in an earlier experiment? */
  earlier_experiment: 'unknown' | 'yes' | 'no';
  /** Other experiments share the split. Does another experiment use the same seed, buckets or layer? */
  shared_seed: 'unknown' | 'yes' | 'no';
  /** Ids can be lost. Does a user become a new one by deleting cookies, signing out or changing the device? */
  ids_reset: 'unknown' | 'yes' | 'no';
  /** Users can choose. An opt-in, a link, a setting. */
  opt_in: 'unknown' | 'yes' | 'no';
}

export interface RatioCause {
  /** Rank */
  rank: number;
  /** Mechanism */
  mechanism: string;
  /** Cause */
  label: string;
  /** Stage */
  stage: 'assignment' | 'execution' | 'log_processing' | 'analysis' | 'interference';
  /** Plausibility. Likely from a score of 4, possible from 2. */
  plausibility: 'likely' | 'possible' | 'open' | 'unlikely';
  /** Score. What the clues add up to: judgement, not a probability. */
  score: number;
  /** For it */
  evidence_for: string[];
  /** Against it */
  evidence_against: string[];
  /** What happens */
  meaning: string;
  /** Look next */
  check_next: string;
  /** Place in the usual order. Where one looks first without any evidence: what is cheap to rule out and common. */
  order: number;
}

export interface RatioClue {
  /** Clue */
  clue: string;
  /** What is known */
  finding: string;
  /** There */
  present: boolean;
  /** From the counts. Otherwise as you said. */
  from_counts: boolean;
}

export interface SampleRatioDiagnoseResult {
  /** Finding */
  sentence: string;
  /** Status. Failed below .001, look below .01. */
  status: 'pass' | 'warn' | 'fail';
  /** p-value. Of the chi-squared test of all counts. */
  p_value: number;
  /** Power of ten. log10 of the p-value. */
  log10_p_value: number;
  /** First suspect */
  suspect: string;
  /** Causes */
  causes: RatioCause[];
  /** Clues. What the counts and your answers say. */
  clues: RatioClue[];
}

export interface WarehouseSqlRequest {
  /** Dialect. How the warehouse writes SQL. */
  dialect: 'duckdb' | 'postgresql' | 'bigquery' | 'snowflake' | 'spark' | 'trino';
  /** Table. Its name, with schema where needed: sales.experiment. A part with a point in it stands in quotes. */
  table: string;
  /** Rows. A condition in SQL that rows must meet, such as day < '2024-03-01'. Empty: all rows. */
  filter: string;
  /** Arm. The column that says who was in which arm. */
  arm: string;
  /** Outcome. A numeric column. */
  outcome: string;
  /** Denominator. For a ratio such as clicks per view: the column of views. Empty: a mean. */
  denominator: string;
  /** Covariates. Numeric columns known before the experiment. */
  covariates: string[];
  /** Cluster. The column of what was randomised, where that is more than a unit: a store, a city. */
  cluster: string;
  /** Segment. A column known before the experiment whose groups get an effect each. */
  segment: string;
  /** Unit. The column that names each person, where one stands in several rows. */
  unit: string;
  /** Several rows of a unit. What becomes of them before anything is compared. Covariates are averaged. */
  unit_rows: 'separate' | 'sum' | 'mean' | 'largest';
  /** Missing covariates. What happens to such rows. */
  missing_covariates: 'indicator' | 'drop';
}

export interface SumColumn {
  /** Column */
  column: string;
  /** Meaning */
  meaning: string;
}

export interface WarehouseSqlResult {
  /** In words */
  sentence: string;
  /** SQL */
  sql: string;
  /** What comes back. Then every product of two of y, d and x1, x2, ... is summed as well. */
  columns: SumColumn[];
  /** Before you run it */
  notes: string[];
}

export interface EffectFromSumsRequest {
  /** Arm. The column that says which arm the sums are of. All others are known by their names. */
  arm: string;
  /** Control level. Its content for control. Guessed when empty. */
  control: string;
  /** Treatment level. Its content for treatment. Empty: every other arm. */
  treatment: string;
  /** Confidence. How often such an interval covers the truth. */
  confidence: number;
  /** Planned share in treatment. Of two arms together; the sample ratio is checked against it. Of several arms, equal shares are. */
  expected_treatment_share: number;
}

export interface SummedArm {
  /** Level */
  level: string;
  /** Role */
  role: string;
  /** Assigned */
  assigned: number;
  /** Used */
  n: number;
  /** Clusters */
  clusters?: number;
  /** Mean. Of a ratio: total over total. */
  mean: number;
  /** SD. Of a ratio: of its linearised outcome. */
  sd: number;
}

export interface EffectFromSumsResult {
  /** In words */
  sentence: string;
  /** Recommended. The method of one of the estimates. */
  recommended: string;
  /** Estimates */
  estimates: Estimate[];
  /** By segment. By the recommended method; the overall estimate stands first. */
  segments: Estimate[];
  /** p-value of equal effects. Whether the segments' effects differ by more than chance (Cochran 1954). With two arms. */
  segments_p_value?: number;
  /** Arms */
  arms: SummedArm[];
  /** Checks */
  checks: Check[];
  /** Assumptions */
  assumptions: Assumption[];
  /** Confidence */
  confidence: number;
  /** Rows of sums */
  rows_total: number;
  /** Units used. As counted by n. */
  rows_used: number;
}

export interface AnalysisCodeRequest {
  /** File. Its name, as the program will read it. */
  file: string;
  /** Arm. The column that says who was in which arm. */
  arm: string;
  /** Control level. Its content for control. */
  control: string;
  /** Treatment level. Its content for treatment. */
  treatment: string;
  /** Outcome. A column of numbers. */
  outcome: string;
  /** Denominator. For a ratio such as clicks per view: the column of views. Empty: a mean. */
  denominator: string;
  /** Unit. The column that names each person, where a person has several rows. Empty: each row is one. */
  unit: string;
  /** Rows of a unit. How the rows of a unit count; a covariate is averaged. */
  unit_rows: 'separate' | 'sum' | 'mean' | 'largest';
  /** Covariates. Columns known before the experiment, numbers or text. */
  covariates: string[];
  /** Cluster. The column of what was randomised, where that is more than a row. */
  cluster: string;
  /** Block. The column of groups within which arms were drawn: a stratum. */
  block: string;
  /** Blocks are. With covariates: pairs are compared by their differences. */
  block_kind: 'strata' | 'pairs';
  /** Missing covariates. What happens to such rows. */
  missing_covariates: 'indicator' | 'drop';
  /** Cap at quantile. Larger outcomes are set to this quantile of both arms together. Empty: no cap. */
  cap_quantile?: number;
  /** Confidence. How often such an interval covers the truth. */
  confidence: number;
  /** Between columns. What stands between two columns. */
  delimiter: 'comma' | 'semicolon' | 'tab' | 'bar';
  /** Decimal sign. A point, or a comma as in 3,14. */
  decimal: 'point' | 'comma';
  /** Encoding. How its letters are written in bytes. */
  encoding: 'utf-8' | 'windows-1252' | 'utf-16';
  /** Lines above the header. Lines at its top that are not read. */
  skipped_lines: number;
}

export interface AnalysisCodeResult {
  /** In words */
  sentence: string;
  /** R. Base R: needs no package. */
  r: string;
  /** R, sandwich. Absent with clusters, whose degrees of freedom it does not give, and for differences within pairs. */
  r_sandwich?: string;
  /** R, estimatr */
  r_estimatr: string;
  /** Python. numpy, pandas, scipy and statsmodels. */
  python: string;
}

export interface FormatProfile {
  /** Encoding */
  encoding: string;
  /** Delimiter. comma, semicolon, tab or bar */
  delimiter: string;
  /** Quotes. double or single */
  quote: string;
  /** Decimal sign. point or comma */
  decimal: string;
  /** Header. Whether the first line names the columns. */
  header: boolean;
  /** Lines above the header. A title, comments or Excel's sep=; that are not read. */
  skipped_lines: number;
  /** Columns */
  columns: string[];
  /** Columns of numbers. The others are read as text. */
  number_columns: string[];
  /** Notes. What was found that changes how cells are read, in sentences. */
  notes: string[];
}

export interface FormatRequest {
  /** Encoding. A byte order mark counts more. */
  encoding: 'automatic' | 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';
  /** Delimiter */
  delimiter: 'automatic' | 'comma' | 'semicolon' | 'tab' | 'bar';
  /** Quotes */
  quote: 'automatic' | 'double' | 'single';
  /** Decimal sign */
  decimal: 'automatic' | 'point' | 'comma';
  /** Header */
  header: 'automatic' | 'yes' | 'no';
  /** Lines to skip. At the top of the file, above the line that names the columns. Empty: as found. */
  skipped_lines?: number;
  /** Columns to read as numbers */
  number_columns: string[];
  /** Columns to read as text */
  text_columns: string[];
}

export interface JoinRequest {
  /** Id in this file */
  on: string;
  /** Id in the second file */
  on_second: string;
  /** Several rows of one id. Of text, the first one counts. */
  rule: 'mean' | 'sum' | 'count' | 'first';
}

export interface JoinResult {
  /** Ids in both */
  ids_matched: number;
  /** Ids in the first file only */
  ids_only_first: number;
  /** Ids in the second file only */
  ids_only_second: number;
  /** Rows of the first with a match */
  rows_matched: number;
  /** Rows of the first */
  rows_first: number;
  /** Rows of the second */
  rows_second: number;
  /** Ids with several rows in the second */
  repeated_second: number;
  /** Columns added */
  columns: string[];
}

export type IssueCode = 
  | 'required'
  | 'wrong_type'
  | 'not_finite'
  | 'not_whole'
  | 'out_of_range'
  | 'unknown_field'
  | 'unknown_choice'
  | 'unknown_operation'
  | 'conflict'
  | 'no_solution'
  | 'too_large'
  | 'approximation'
  | 'no_table'
  | 'empty_file'
  | 'no_rows'
  | 'not_text'
  | 'unclosed_quote'
  | 'ragged_rows'
  | 'unreadable_cells'
  | 'unknown_column'
  | 'not_numeric'
  | 'constant'
  | 'one_arm'
  | 'arm_too_small'
  | 'unknown_level'
  | 'too_many_levels'
  | 'missing_values'
  | 'sample_ratio'
  | 'duplicate_units'
  | 'crossed_units'
  | 'imbalance'
  | 'dropped_column'
  | 'unbounded'
  | 'cancelled'
  | 'engine_failed';

export interface Requests {
  'sample-size': SampleSizeRequest;
  'multi-arm-plan': MultiArmRequest;
  'cluster-size': ClusterSizeRequest;
  'saturation-plan': SaturationPlanRequest;
  'switchback-plan': SwitchbackPlanRequest;
  'icc-guide': IccGuideRequest;
  'sequential-plan': SequentialPlanRequest;
  'interim-look': InterimLookRequest;
  'always-valid-plan': AlwaysValidRequest;
  'bayesian-plan': BayesianRequest;
  'duration-plan': DurationRequest;
  'sample-ratio-plan': SampleRatioPlanRequest;
  'plan-from-data': PlanFromDataRequest;
  'sweep': SweepRequest;
  'check-plan': CheckPlanRequest;
  'check-multi-arm': CheckMultiArmRequest;
  'check-clusters': CheckClustersRequest;
  'check-saturation': CheckSaturationRequest;
  'check-switchback': CheckSwitchbackRequest;
  'check-sequential': CheckSequentialRequest;
  'check-always-valid': CheckAlwaysValidRequest;
  'check-bayesian': CheckBayesianRequest;
  'peeking-study': PeekingStudyRequest;
  'clt-study': CltStudyRequest;
  'market-study': MarketStudyRequest;
  'sample-ratio-study': SampleRatioStudyRequest;
  'network-study': NetworkStudyRequest;
  'network-view': NetworkViewRequest;
  'table-profile': TableProfileRequest;
  'csv-effect': CsvEffectRequest;
  'effect-sequential': EffectSequentialRequest;
  'effect-from-counts': EffectFromCountsRequest;
  'effect-outcome': EffectOutcomeRequest;
  'effect-quantiles': EffectQuantilesRequest;
  'effect-bayesian': EffectBayesianRequest;
  'effect-panel': EffectPanelRequest;
  'effect-synthetic': EffectSyntheticRequest;
  'effect-observational': EffectObservationalRequest;
  'effect-compliance': EffectComplianceRequest;
  'effect-arms': EffectArmsRequest;
  'effect-segments': EffectSegmentsRequest;
  'effect-methods': EffectMethodsRequest;
  'effect-resampled': EffectResampledRequest;
  'sample-ratio': SampleRatioRequest;
  'sample-ratio-diagnose': SampleRatioDiagnoseRequest;
  'warehouse-sql': WarehouseSqlRequest;
  'effect-from-sums': EffectFromSumsRequest;
  'analysis-code': AnalysisCodeRequest;
}

export interface Results {
  'sample-size': SampleSizeResult;
  'multi-arm-plan': MultiArmResult;
  'cluster-size': ClusterSizeResult;
  'saturation-plan': SaturationPlanResult;
  'switchback-plan': SwitchbackPlanResult;
  'icc-guide': IccGuideResult;
  'sequential-plan': SequentialPlanResult;
  'interim-look': InterimLookResult;
  'always-valid-plan': AlwaysValidResult;
  'bayesian-plan': BayesianResult;
  'duration-plan': DurationResult;
  'sample-ratio-plan': SampleRatioPlanResult;
  'plan-from-data': PlanFromDataResult;
  'sweep': SweepResult;
  'check-plan': CheckPlanResult;
  'check-multi-arm': CheckMultiArmResult;
  'check-clusters': CheckClustersResult;
  'check-saturation': CheckSaturationResult;
  'check-switchback': CheckSwitchbackResult;
  'check-sequential': CheckSequentialResult;
  'check-always-valid': CheckAlwaysValidResult;
  'check-bayesian': CheckBayesianResult;
  'peeking-study': PeekingStudyResult;
  'clt-study': CltStudyResult;
  'market-study': MarketStudyResult;
  'sample-ratio-study': SampleRatioStudyResult;
  'network-study': NetworkStudyResult;
  'network-view': NetworkViewResult;
  'table-profile': TableProfileResult;
  'csv-effect': CsvEffectResult;
  'effect-sequential': EffectSequentialResult;
  'effect-from-counts': EffectFromCountsResult;
  'effect-outcome': EffectOutcomeResult;
  'effect-quantiles': EffectQuantilesResult;
  'effect-bayesian': EffectBayesianResult;
  'effect-panel': EffectPanelResult;
  'effect-synthetic': EffectSyntheticResult;
  'effect-observational': EffectObservationalResult;
  'effect-compliance': EffectComplianceResult;
  'effect-arms': EffectArmsResult;
  'effect-segments': EffectSegmentsResult;
  'effect-methods': EffectMethodsResult;
  'effect-resampled': EffectResampledResult;
  'sample-ratio': SampleRatioResult;
  'sample-ratio-diagnose': SampleRatioDiagnoseResult;
  'warehouse-sql': WarehouseSqlResult;
  'effect-from-sums': EffectFromSumsResult;
  'analysis-code': AnalysisCodeResult;
}

export type OperationName = keyof Requests;

export type ModuleName = 'plan' | 'analyze' | 'simulate' | 'study' | 'network';

/** With the fields of the room plan; state/schema.ts adds those of the others. */
export const operations: readonly OperationSchema[] = [
  {
    "name": "sample-size",
    "room": "plan",
    "module": "plan",
    "shape": "calculation",
    "title": "Sample size",
    "summary": "How many people an experiment needs, what effect it can see, how likely, and for how long.",
    "request": [
      {
        "name": "solve_for",
        "label": "Solve for",
        "help": "The unknown; everything else is an input.",
        "unit": "",
        "type": "choice",
        "group": "Solve for",
        "optional": false,
        "required": false,
        "default": "size",
        "choices": [
          {
            "name": "size",
            "label": "Size",
            "help": "How many people are needed."
          },
          {
            "name": "effect",
            "label": "Effect",
            "help": "The smallest effect that will be seen."
          },
          {
            "name": "power",
            "label": "Power",
            "help": "How likely the effect is to be seen."
          },
          {
            "name": "alpha",
            "label": "Level",
            "help": "The significance level that this power costs."
          },
          {
            "name": "duration",
            "label": "Duration",
            "help": "How long the experiment must run."
          }
        ]
      },
      {
        "name": "metric",
        "label": "Metric",
        "help": "What is measured on each person.",
        "unit": "",
        "type": "choice",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": "proportion",
        "choices": [
          {
            "name": "proportion",
            "label": "Proportion",
            "help": "A share of people who do something: conversion, retention."
          },
          {
            "name": "mean",
            "label": "Mean",
            "help": "An average per person: revenue, minutes, orders."
          },
          {
            "name": "ratio",
            "label": "Ratio",
            "help": "A sum over a sum, as clicks per view, where people bring many views."
          },
          {
            "name": "count",
            "label": "Count",
            "help": "Events per person and time: tickets, orders, failures."
          },
          {
            "name": "time_to_event",
            "label": "Time to event",
            "help": "How soon something happens: churn, purchase."
          },
          {
            "name": "rank",
            "label": "Rank",
            "help": "An ordered answer or a skewed number, compared by ranks."
          }
        ]
      },
      {
        "name": "comparison",
        "label": "Comparison",
        "help": "Who is compared with whom.",
        "unit": "",
        "type": "choice",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": "two_arms",
        "choices": [
          {
            "name": "two_arms",
            "label": "Two arms",
            "help": "Different people in control and treatment."
          },
          {
            "name": "benchmark",
            "label": "One arm",
            "help": "One group against a value that is known."
          },
          {
            "name": "paired",
            "label": "Pairs",
            "help": "The same people with and without, or matched pairs; means only.",
            "beside": {
              "field": "metric",
              "values": [
                "mean"
              ]
            }
          }
        ],
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion",
              "mean"
            ]
          }
        ]
      },
      {
        "name": "baseline",
        "label": "Baseline",
        "help": "The control's share: how many of 100 people do it today.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.1,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion"
            ]
          }
        ]
      },
      {
        "name": "baseline_mean",
        "label": "Baseline mean",
        "help": "The control's mean. It only matters for relative effects.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 100,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "sd",
        "label": "Standard deviation",
        "help": "Between people, in control.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 100,
        "min": 0,
        "min_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "sd_treatment",
        "label": "Standard deviation in treatment",
        "help": "Leave empty where it is the same; otherwise Welch's test is planned.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": true,
        "required": false,
        "min": 0,
        "min_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          },
          {
            "field": "comparison",
            "values": [
              "two_arms"
            ]
          }
        ]
      },
      {
        "name": "pair_correlation",
        "label": "Correlation within pairs",
        "help": "Of the two values of one person. The more alike, the fewer are needed.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": -1,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          },
          {
            "field": "comparison",
            "values": [
              "paired"
            ]
          }
        ]
      },
      {
        "name": "numerator_mean",
        "label": "Numerator, mean",
        "help": "Per person, as clicks.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 2,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "numerator_sd",
        "label": "Numerator, SD",
        "help": "Between people.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 0,
        "min_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "denominator_mean",
        "label": "Denominator, mean",
        "help": "Per person, as views.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 20,
        "min": 1e-30,
        "min_open": false,
        "max": 1e+30,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "denominator_sd",
        "label": "Denominator, SD",
        "help": "Between people.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 15,
        "min": 0,
        "min_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "ratio_correlation",
        "label": "Their correlation",
        "help": "Between numerator and denominator, over people.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.6,
        "min": -1,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "rate",
        "label": "Baseline rate",
        "help": "Events per person and unit of time, in control.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 1e-30,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "exposure",
        "label": "Time per person",
        "help": "How many units of time each person is watched, on average.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 1e-30,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "dispersion",
        "label": "Dispersion",
        "help": "0 is Poisson. Otherwise the variance of a count is mean + dispersion x mean squared.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "median_time",
        "label": "Median time",
        "help": "After so many days half of the control had the event; a constant hazard is assumed.",
        "unit": "days",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 30,
        "min": 0.000001,
        "min_open": false,
        "max": 1000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "time_to_event"
            ]
          }
        ]
      },
      {
        "name": "accrual_days",
        "label": "Days of enrolment",
        "help": "People enter evenly over so many days.",
        "unit": "days",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 14,
        "min": 0,
        "min_open": false,
        "max": 1000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "time_to_event"
            ]
          }
        ]
      },
      {
        "name": "follow_up_days",
        "label": "Days of follow-up",
        "help": "How long the last to enter is watched.",
        "unit": "days",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 28,
        "min": 0.000001,
        "min_open": false,
        "max": 1000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "time_to_event"
            ]
          }
        ]
      },
      {
        "name": "hypothesis",
        "label": "Question",
        "help": "What the test is to show.",
        "unit": "",
        "type": "choice",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": "difference",
        "choices": [
          {
            "name": "difference",
            "label": "Difference",
            "help": "Is there an effect at all?"
          },
          {
            "name": "noninferiority",
            "label": "Non-inferiority",
            "help": "Is it worse by less than the margin?"
          },
          {
            "name": "superiority",
            "label": "Superiority by a margin",
            "help": "Is it better by more than the margin?"
          },
          {
            "name": "equivalence",
            "label": "Equivalence",
            "help": "Is it within the margin on both sides?"
          }
        ],
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion",
              "mean",
              "ratio",
              "count",
              "time_to_event"
            ]
          }
        ]
      },
      {
        "name": "effect_scale",
        "label": "Effect scale",
        "help": "How the effect and the margin are given and shown first.",
        "unit": "",
        "type": "choice",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": "relative",
        "choices": [
          {
            "name": "relative",
            "label": "Relative",
            "help": "treatment / control - 1"
          },
          {
            "name": "absolute",
            "label": "Absolute",
            "help": "treatment - control"
          }
        ],
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion",
              "mean",
              "ratio",
              "count"
            ]
          }
        ]
      },
      {
        "name": "effect",
        "label": "Effect",
        "help": "The smallest change worth finding; with a margin, the change you expect, which may be zero.",
        "unit": "effect",
        "type": "number",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": 0.1,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "power",
              "alpha",
              "duration"
            ]
          },
          {
            "field": "metric",
            "values": [
              "proportion",
              "mean",
              "ratio",
              "count"
            ]
          }
        ],
        "start": {
          "field": "hypothesis",
          "values": [
            "noninferiority",
            "equivalence"
          ],
          "value": 0
        }
      },
      {
        "name": "hazard_ratio",
        "label": "Hazard ratio",
        "help": "Treatment's hazard over control's; below 1 the event comes later.",
        "unit": "",
        "type": "number",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": 0.8,
        "min": 0.000001,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "power",
              "alpha",
              "duration"
            ]
          },
          {
            "field": "metric",
            "values": [
              "time_to_event"
            ]
          }
        ],
        "start": {
          "field": "hypothesis",
          "values": [
            "noninferiority",
            "equivalence"
          ],
          "value": 1
        }
      },
      {
        "name": "win_probability",
        "label": "Probability to win",
        "help": "That a treated person has a higher value than a control, ties counted half.",
        "unit": "share",
        "type": "number",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": 0.55,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "power",
              "alpha",
              "duration"
            ]
          },
          {
            "field": "metric",
            "values": [
              "rank"
            ]
          }
        ]
      },
      {
        "name": "direction",
        "label": "Direction",
        "help": "Which way the effect goes.",
        "unit": "",
        "type": "choice",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": "increase",
        "choices": [
          {
            "name": "increase",
            "label": "Increase",
            "help": ""
          },
          {
            "name": "decrease",
            "label": "Decrease",
            "help": ""
          }
        ],
        "when": [
          {
            "field": "solve_for",
            "values": [
              "effect"
            ]
          }
        ]
      },
      {
        "name": "margin",
        "label": "Margin",
        "help": "The largest difference that does not matter (or the least that does), as a positive number.",
        "unit": "effect",
        "type": "number",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 0,
        "min_open": true,
        "when": [
          {
            "field": "hypothesis",
            "values": [
              "noninferiority",
              "superiority",
              "equivalence"
            ]
          }
        ]
      },
      {
        "name": "better",
        "label": "Better is",
        "help": "Which direction is the good one.",
        "unit": "",
        "type": "choice",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": "increase",
        "choices": [
          {
            "name": "increase",
            "label": "Increase",
            "help": ""
          },
          {
            "name": "decrease",
            "label": "Decrease",
            "help": ""
          }
        ],
        "when": [
          {
            "field": "hypothesis",
            "values": [
              "noninferiority",
              "superiority"
            ]
          }
        ]
      },
      {
        "name": "sized_by",
        "label": "Size given as",
        "help": "People in control, or days of traffic.",
        "unit": "",
        "type": "choice",
        "group": "People",
        "optional": false,
        "required": false,
        "default": "people",
        "choices": [
          {
            "name": "people",
            "label": "People",
            "help": ""
          },
          {
            "name": "days",
            "label": "Days",
            "help": ""
          }
        ],
        "when": [
          {
            "field": "solve_for",
            "values": [
              "effect",
              "power",
              "alpha"
            ]
          }
        ]
      },
      {
        "name": "n_control",
        "label": "People in control",
        "help": "Treatment gets ratio times as many. With one arm or pairs: all of them.",
        "unit": "people",
        "type": "integer",
        "group": "People",
        "optional": false,
        "required": false,
        "default": 10000,
        "min": 2,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "effect",
              "power",
              "alpha"
            ]
          },
          {
            "field": "sized_by",
            "values": [
              "people"
            ]
          }
        ]
      },
      {
        "name": "days",
        "label": "Days",
        "help": "How long the experiment runs.",
        "unit": "days",
        "type": "number",
        "group": "People",
        "optional": false,
        "required": false,
        "default": 14,
        "min": 0,
        "min_open": true,
        "max": 36500,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "effect",
              "power",
              "alpha"
            ]
          },
          {
            "field": "sized_by",
            "values": [
              "days"
            ]
          }
        ]
      },
      {
        "name": "daily_people",
        "label": "New people a day",
        "help": "People a day who could enter, each counted once.",
        "unit": "people/day",
        "type": "number",
        "group": "People",
        "optional": false,
        "required": false,
        "default": 2000,
        "min": 0,
        "min_open": true,
        "max": 1000000000000,
        "max_open": false
      },
      {
        "name": "share_in_experiment",
        "label": "Share in the experiment",
        "help": "How many of them enter, both arms together.",
        "unit": "share",
        "type": "number",
        "group": "People",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": false
      },
      {
        "name": "ratio",
        "label": "Allocation ratio",
        "help": "People in treatment for each person in control.",
        "unit": "",
        "type": "number",
        "group": "People",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.001,
        "min_open": false,
        "max": 1000,
        "max_open": false,
        "when": [
          {
            "field": "comparison",
            "values": [
              "two_arms"
            ]
          }
        ]
      },
      {
        "name": "power",
        "label": "Power",
        "help": "How often the test must find the effect when it is there.",
        "unit": "share",
        "type": "number",
        "group": "Certainty",
        "optional": false,
        "required": false,
        "default": 0.8,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "effect",
              "alpha",
              "duration"
            ]
          }
        ]
      },
      {
        "name": "alpha",
        "label": "Significance level",
        "help": "How often the test may cry wolf when nothing changed; with a margin, one-sided.",
        "unit": "share",
        "type": "number",
        "group": "Certainty",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 0,
        "min_open": true,
        "max": 0.5,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "effect",
              "power",
              "duration"
            ]
          }
        ]
      },
      {
        "name": "sides",
        "label": "Sides",
        "help": "Two-sided unless a change the other way could never matter.",
        "unit": "",
        "type": "choice",
        "group": "Certainty",
        "optional": false,
        "required": false,
        "default": "two",
        "choices": [
          {
            "name": "two",
            "label": "Two-sided",
            "help": "A change in either direction counts."
          },
          {
            "name": "one",
            "label": "One-sided",
            "help": "Only a change in the planned direction counts."
          }
        ],
        "when": [
          {
            "field": "hypothesis",
            "values": [
              "difference"
            ]
          }
        ]
      },
      {
        "name": "r_squared",
        "label": "R² of the covariates",
        "help": "Share of the variance that values from before explain (CUPED): the square of their correlation.",
        "unit": "share",
        "type": "number",
        "group": "Covariates and reach",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion",
              "mean",
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "coverage",
        "label": "Have such values",
        "help": "Share of people with a value from before.",
        "unit": "share",
        "type": "number",
        "group": "Covariates and reach",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion",
              "mean",
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "affected_share",
        "label": "Can be affected",
        "help": "Share of people who meet the change, or who comply. The effect above is theirs.",
        "unit": "share",
        "type": "number",
        "group": "Covariates and reach",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.000001,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion",
              "mean",
              "ratio",
              "count"
            ]
          }
        ]
      },
      {
        "name": "analysed",
        "label": "Analysed",
        "help": "Whom the test counts, where not all can be affected.",
        "unit": "",
        "type": "choice",
        "group": "Covariates and reach",
        "optional": false,
        "required": false,
        "default": "affected",
        "choices": [
          {
            "name": "affected",
            "label": "Only the affected",
            "help": "A triggered analysis: possible where being affected is known in both arms."
          },
          {
            "name": "everyone",
            "label": "Everyone",
            "help": "Intention to treat: the effect is diluted by those it can not reach."
          }
        ],
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion",
              "mean",
              "ratio",
              "count"
            ]
          }
        ]
      },
      {
        "name": "proportion_method",
        "label": "Method",
        "help": "How the formula takes the variance of the test. With a margin, pooled is Farrington and Manning's.",
        "unit": "",
        "type": "choice",
        "group": "Method",
        "optional": false,
        "required": false,
        "default": "pooled",
        "choices": [
          {
            "name": "pooled",
            "label": "Pooled null",
            "help": "The test's variance from both arms together: R power.prop.test, statsmodels, Fleiss."
          },
          {
            "name": "unpooled",
            "label": "Unpooled",
            "help": "One variance for each arm: Chow, Shao and Wang."
          },
          {
            "name": "control_only",
            "label": "Control only",
            "help": "The test's variance from the control's share alone: Evan Miller's page."
          },
          {
            "name": "arcsine",
            "label": "Arcsine",
            "help": "On a scale where the variance is the same everywhere: R pwr, G*Power, statsmodels."
          },
          {
            "name": "corrected",
            "label": "Continuity-corrected",
            "help": "Pooled, for a test that is corrected for whole counts: Fleiss, SAS, nQuery."
          }
        ],
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion"
            ]
          }
        ]
      },
      {
        "name": "mean_method",
        "label": "Method",
        "help": "Which distribution the test has.",
        "unit": "",
        "type": "choice",
        "group": "Method",
        "optional": false,
        "required": false,
        "default": "noncentral_t",
        "choices": [
          {
            "name": "noncentral_t",
            "label": "Noncentral t",
            "help": "Exact for normal data with an estimated SD: R power.t.test, G*Power, statsmodels."
          },
          {
            "name": "normal",
            "label": "Normal (z)",
            "help": "As if the SD were known: most formulas on a page."
          }
        ],
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "count_method",
        "label": "Method",
        "help": "The scale on which the rates are compared.",
        "unit": "",
        "type": "choice",
        "group": "Method",
        "optional": false,
        "required": false,
        "default": "log_ratio",
        "choices": [
          {
            "name": "log_ratio",
            "label": "Log rate ratio",
            "help": "Poisson or negative binomial regression: PASS, SAS."
          },
          {
            "name": "difference",
            "label": "Rate difference",
            "help": "Wald's test of two rates."
          },
          {
            "name": "square_root",
            "label": "Square root",
            "help": "Of rates, whose variance is then nearly constant."
          }
        ],
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "time_method",
        "label": "Method",
        "help": "The formula for the number of events.",
        "unit": "",
        "type": "choice",
        "group": "Method",
        "optional": false,
        "required": false,
        "default": "schoenfeld",
        "choices": [
          {
            "name": "schoenfeld",
            "label": "Schoenfeld",
            "help": "From the log hazard ratio: R, PASS, nQuery."
          },
          {
            "name": "freedman",
            "label": "Freedman",
            "help": "From the hazards' ratio itself: Stata, PASS."
          }
        ],
        "when": [
          {
            "field": "metric",
            "values": [
              "time_to_event"
            ]
          }
        ]
      }
    ],
    "result": [
      {
        "name": "n_control",
        "label": "People in control",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_treatment",
        "label": "People in treatment",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_total",
        "label": "People in all",
        "help": "Who are analysed. With pairs of the same people, each is counted once.",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_enrolled",
        "label": "People who must enter",
        "help": "More than are analysed where only the affected are.",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_control_unrounded",
        "label": "People in control before rounding",
        "help": "Absent where the size is given, or where the smallest experiment already has the power.",
        "unit": "people",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "events",
        "label": "Events",
        "help": "Expected in both arms by the end; time to event only.",
        "unit": "events",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "effect_absolute",
        "label": "Effect, absolute",
        "help": "treatment - control",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effect_relative",
        "label": "Effect, relative",
        "help": "treatment / control - 1; absent where the control's value is zero.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "control_value",
        "label": "Control",
        "help": "The control's share, mean, ratio or rate; 1 for hazards, one half for ranks.",
        "unit": "level",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "treatment_value",
        "label": "Treatment",
        "help": "The treatment's share, mean, ratio or rate; the hazard ratio; the probability to win.",
        "unit": "level",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "power",
        "label": "Power",
        "help": "Of the rounded plan, by the method.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "alpha",
        "label": "Significance level",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "exact_power",
        "label": "Exact power",
        "help": "Of the rounded plan and its test, by enumeration; proportions only.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "variance_factor",
        "label": "Variance left by the covariates",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "duration_days",
        "label": "Duration",
        "help": "",
        "unit": "days",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "duration_weeks",
        "label": "Whole weeks",
        "help": "",
        "unit": "weeks",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "method",
        "label": "Method",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "method_label",
        "label": "Method, in words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "test",
        "label": "The test this plan is for",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "alternatives",
        "label": "Other methods",
        "help": "The same plan by each method.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Alternative"
      },
      {
        "name": "headline",
        "label": "Headline",
        "help": "The name of the result that answers the question.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "headline_label",
        "label": "Headline, in words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "sentence",
        "label": "Sentence",
        "help": "The answer in plain words.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "equations",
        "label": "Equations",
        "help": "Keys of the equations used, in reading order.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "terms",
        "label": "Terms",
        "help": "The number of each term of those equations.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Term"
      },
      {
        "name": "snippets",
        "label": "Code elsewhere",
        "help": "Keys of R and Python code that gives the same number.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "assumptions",
        "label": "What this rests on",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
      }
    ]
  },
  {
    "name": "multi-arm-plan",
    "room": "plan",
    "module": "plan",
    "shape": "calculation",
    "title": "Several treatments",
    "summary": "How many people several treatments against one control need, corrected for their number.",
    "request": [
      {
        "name": "metric",
        "label": "Metric",
        "help": "What is measured on each person.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "proportion",
        "choices": [
          {
            "name": "proportion",
            "label": "Proportion",
            "help": "A share of people who do something: conversion, retention."
          },
          {
            "name": "mean",
            "label": "Mean",
            "help": "An average per person: revenue, minutes, orders."
          },
          {
            "name": "ratio",
            "label": "Ratio",
            "help": "A sum over a sum, as clicks per view, where people bring many views."
          },
          {
            "name": "count",
            "label": "Count",
            "help": "Events per person and time: tickets, orders, failures."
          }
        ]
      },
      {
        "name": "solve_for",
        "label": "Solve for",
        "help": "The unknown; everything else is an input.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "size",
        "choices": [
          {
            "name": "size",
            "label": "Size",
            "help": "How many people are needed."
          },
          {
            "name": "effect",
            "label": "Effect",
            "help": "The smallest effect that will be seen."
          },
          {
            "name": "power",
            "label": "Power",
            "help": "How likely the effects are to be seen."
          }
        ]
      },
      {
        "name": "treatments",
        "label": "Treatments",
        "help": "How many are compared with the one control.",
        "unit": "",
        "type": "integer",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 1,
        "min_open": false,
        "max": 20,
        "max_open": false
      },
      {
        "name": "baseline",
        "label": "Baseline",
        "help": "The control's share.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.1,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion"
            ]
          }
        ]
      },
      {
        "name": "baseline_mean",
        "label": "Baseline mean",
        "help": "The control's mean. It only matters for relative effects.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 100,
        "min": -1e+60,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "sd",
        "label": "Standard deviation",
        "help": "Between people, the same in every arm.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 100,
        "min": 1e-60,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "numerator_mean",
        "label": "Numerator, mean",
        "help": "Per person, as clicks.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 2,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "numerator_sd",
        "label": "Numerator, SD",
        "help": "Between people.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 0,
        "min_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "denominator_mean",
        "label": "Denominator, mean",
        "help": "Per person, as views.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 20,
        "min": 1e-30,
        "min_open": false,
        "max": 1e+30,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "denominator_sd",
        "label": "Denominator, SD",
        "help": "Between people.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 15,
        "min": 0,
        "min_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "ratio_correlation",
        "label": "Their correlation",
        "help": "Between numerator and denominator, over people.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.6,
        "min": -1,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "rate",
        "label": "Baseline rate",
        "help": "Events per person and unit of time, in control.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 1e-30,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "exposure",
        "label": "Time per person",
        "help": "How many units of time each person is watched, on average.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 1e-30,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "dispersion",
        "label": "Dispersion",
        "help": "0 is Poisson. Otherwise the variance of a count is mean + dispersion x mean squared.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "count_method",
        "label": "Rates compared by",
        "help": "The scale on which the rates are compared.",
        "unit": "",
        "type": "choice",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": "log_ratio",
        "choices": [
          {
            "name": "log_ratio",
            "label": "Log rate ratio",
            "help": "Poisson or negative binomial regression: PASS, SAS."
          },
          {
            "name": "difference",
            "label": "Rate difference",
            "help": "Wald's test of two rates."
          },
          {
            "name": "square_root",
            "label": "Square root",
            "help": "Of rates, whose variance is then nearly constant."
          }
        ],
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "effect_scale",
        "label": "Effect scale",
        "help": "How effects are given and shown.",
        "unit": "",
        "type": "choice",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": "relative",
        "choices": [
          {
            "name": "relative",
            "label": "Relative",
            "help": "treatment / control - 1"
          },
          {
            "name": "absolute",
            "label": "Absolute",
            "help": "treatment - control"
          }
        ]
      },
      {
        "name": "effect_pattern",
        "label": "Effects",
        "help": "One effect for all treatments, or one for each.",
        "unit": "",
        "type": "choice",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": "same",
        "choices": [
          {
            "name": "same",
            "label": "The same for all",
            "help": "Every treatment has this effect."
          },
          {
            "name": "list",
            "label": "One for each",
            "help": "Each treatment has its own."
          }
        ],
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "power"
            ]
          }
        ]
      },
      {
        "name": "effect",
        "label": "Effect",
        "help": "The smallest change worth finding: treatment / control - 1, or treatment - control.",
        "unit": "effect",
        "type": "number",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": 0.1,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "power"
            ]
          },
          {
            "field": "effect_pattern",
            "values": [
              "same"
            ]
          }
        ]
      },
      {
        "name": "effects",
        "label": "Effect of each treatment",
        "help": "As many as there are treatments; zero is a treatment that does nothing.",
        "unit": "",
        "type": "numbers",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": [
          0.1,
          0.1,
          0.15
        ],
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "power"
            ]
          },
          {
            "field": "effect_pattern",
            "values": [
              "list"
            ]
          }
        ]
      },
      {
        "name": "direction",
        "label": "Direction",
        "help": "Which way the effect goes.",
        "unit": "",
        "type": "choice",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": "increase",
        "choices": [
          {
            "name": "increase",
            "label": "Increase",
            "help": ""
          },
          {
            "name": "decrease",
            "label": "Decrease",
            "help": ""
          }
        ],
        "when": [
          {
            "field": "solve_for",
            "values": [
              "effect"
            ]
          }
        ]
      },
      {
        "name": "correction",
        "label": "Correction",
        "help": "What keeps the chance of any false positive at the level.",
        "unit": "",
        "type": "choice",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": "dunnett",
        "choices": [
          {
            "name": "none",
            "label": "None",
            "help": "Each comparison at the full level; false positives add up."
          },
          {
            "name": "bonferroni",
            "label": "Bonferroni",
            "help": "The level divided by the number of treatments."
          },
          {
            "name": "sidak",
            "label": "Šidák",
            "help": "As if the comparisons were independent; a hair above Bonferroni."
          },
          {
            "name": "holm",
            "label": "Holm (bound)",
            "help": "Planned at Holm's first step, which is Bonferroni's: Holm has at least this power."
          },
          {
            "name": "dunnett",
            "label": "Dunnett",
            "help": "Exact for several treatments that share one control."
          }
        ]
      },
      {
        "name": "sides",
        "label": "Sides",
        "help": "Two-sided unless a change the other way could never matter.",
        "unit": "",
        "type": "choice",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": "two",
        "choices": [
          {
            "name": "two",
            "label": "Two-sided",
            "help": "A change in either direction counts."
          },
          {
            "name": "one",
            "label": "One-sided",
            "help": "Only a change in the planned direction counts."
          }
        ]
      },
      {
        "name": "alpha",
        "label": "Significance level",
        "help": "Of the whole family: how often any treatment may cry wolf when none does anything.",
        "unit": "share",
        "type": "number",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 1e-12,
        "min_open": false,
        "max": 0.5,
        "max_open": false
      },
      {
        "name": "power_kind",
        "label": "Power for",
        "help": "What must be found.",
        "unit": "",
        "type": "choice",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": "each",
        "choices": [
          {
            "name": "each",
            "label": "Each treatment",
            "help": "Each single effect is found this often (marginal power)."
          },
          {
            "name": "any",
            "label": "At least one",
            "help": "One or more effects are found (disjunctive power)."
          },
          {
            "name": "all",
            "label": "All",
            "help": "Every effect is found in the same experiment (conjunctive power)."
          }
        ]
      },
      {
        "name": "power",
        "label": "Power",
        "help": "How often it must be found when the effects are there.",
        "unit": "share",
        "type": "number",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": 0.8,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "effect"
            ]
          }
        ]
      },
      {
        "name": "allocation",
        "label": "Control's size",
        "help": "How large the control is.",
        "unit": "",
        "type": "choice",
        "group": "Size",
        "optional": false,
        "required": false,
        "default": "ratio",
        "choices": [
          {
            "name": "ratio",
            "label": "A ratio",
            "help": "People in control for each person in one treatment."
          },
          {
            "name": "square_root",
            "label": "Square root rule",
            "help": "The square root of the number of treatments: best where all variances and the critical value are fixed."
          },
          {
            "name": "optimal",
            "label": "Best",
            "help": "The share of the control that needs the fewest people."
          }
        ]
      },
      {
        "name": "ratio",
        "label": "Control per treatment",
        "help": "People in control for each person in one treatment.",
        "unit": "",
        "type": "number",
        "group": "Size",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.01,
        "min_open": false,
        "max": 100,
        "max_open": false,
        "when": [
          {
            "field": "allocation",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "n_total",
        "label": "People in all",
        "help": "Control and all treatments together.",
        "unit": "people",
        "type": "integer",
        "group": "Size",
        "optional": false,
        "required": false,
        "default": 60000,
        "min": 4,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "effect",
              "power"
            ]
          }
        ]
      },
      {
        "name": "r_squared",
        "label": "R² of the covariates",
        "help": "Share of the variance that values from before explain (CUPED): the square of their correlation.",
        "unit": "share",
        "type": "number",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion",
              "mean",
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "randomised",
        "label": "Randomised",
        "help": "What is drawn into an arm.",
        "unit": "",
        "type": "choice",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": "people",
        "choices": [
          {
            "name": "people",
            "label": "People",
            "help": "Each person by herself."
          },
          {
            "name": "clusters",
            "label": "Clusters",
            "help": "Whole groups: cities, shops, classes. All people of one get the same."
          }
        ]
      },
      {
        "name": "icc",
        "label": "Intraclass correlation",
        "help": "Share of the variance (left by the covariates) that lies between clusters.",
        "unit": "",
        "type": "number",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": 0.02,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "randomised",
            "values": [
              "clusters"
            ]
          }
        ]
      },
      {
        "name": "people_per_cluster",
        "label": "People per cluster",
        "help": "The mean over clusters.",
        "unit": "people",
        "type": "number",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": 100,
        "min": 1,
        "min_open": false,
        "max": 1000000000,
        "max_open": false,
        "when": [
          {
            "field": "randomised",
            "values": [
              "clusters"
            ]
          }
        ]
      },
      {
        "name": "cv",
        "label": "Variation of cluster sizes",
        "help": "Standard deviation of the sizes divided by their mean; 0 if all are equal.",
        "unit": "",
        "type": "number",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 10,
        "max_open": false,
        "when": [
          {
            "field": "randomised",
            "values": [
              "clusters"
            ]
          }
        ]
      },
      {
        "name": "cluster_test",
        "label": "Distribution",
        "help": "Which distribution the tests have.",
        "unit": "",
        "type": "choice",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": "t",
        "choices": [
          {
            "name": "t",
            "label": "Student's t",
            "help": "Counts clusters for the degrees of freedom, as the analysis must."
          },
          {
            "name": "z",
            "label": "Normal (z)",
            "help": "As if the variances were known: most formulas on a page."
          }
        ],
        "when": [
          {
            "field": "randomised",
            "values": [
              "clusters"
            ]
          }
        ]
      }
    ],
    "result": [
      {
        "name": "n_control",
        "label": "People in control",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_treatment",
        "label": "People in each treatment",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_total",
        "label": "People in all",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "ratio",
        "label": "Control per treatment",
        "help": "As planned, before rounding to whole people.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "control_share",
        "label": "Share in control",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "n_treatment_unrounded",
        "label": "People in each treatment before rounding",
        "help": "Absent where the size is given, or where the smallest experiment already has the power.",
        "unit": "people",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "clusters_control",
        "label": "Clusters in control",
        "help": "Absent where people are randomised.",
        "unit": "clusters",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "clusters_treatment",
        "label": "Clusters in each treatment",
        "help": "",
        "unit": "clusters",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "design_effect",
        "label": "Design effect",
        "help": "How many times as many people clusters need as people who are randomised one by one.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "effect_absolute",
        "label": "Effect, absolute",
        "help": "treatment - control; absent where treatments differ.",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "effect_relative",
        "label": "Effect, relative",
        "help": "treatment / control - 1; absent where treatments differ or the control's value is zero.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "critical_value",
        "label": "Critical value",
        "help": "A treatment counts as different where its statistic lies beyond.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "alpha_per_comparison",
        "label": "Level of each comparison",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "familywise_error",
        "label": "Any false positive",
        "help": "The chance of at least one false positive where no treatment does anything.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "familywise_error_uncorrected",
        "label": "Any false positive, uncorrected",
        "help": "The same chance if each comparison were tested at the full level.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "power",
        "label": "Power",
        "help": "Of the kind asked for, of the rounded plan.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "power_each",
        "label": "Power, each",
        "help": "To find a single effect; the hardest where they differ.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "power_any",
        "label": "Power, at least one",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "power_all",
        "label": "Power, all",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "df",
        "label": "Degrees of freedom",
        "help": "People or clusters less arms; absent for a z-test.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "test",
        "label": "The test this plan is for",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "power_by_treatment",
        "label": "Power of each treatment",
        "help": "",
        "unit": "share",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "corrections",
        "label": "Corrections side by side",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "CorrectionRow"
      },
      {
        "name": "allocations",
        "label": "Shares in control",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "AllocationRow"
      },
      {
        "name": "headline",
        "label": "Headline",
        "help": "The name of the result that answers the question.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "headline_label",
        "label": "Headline, in words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "sentence",
        "label": "Sentence",
        "help": "The answer in plain words.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "equations",
        "label": "Equations",
        "help": "Keys of the equations used, in reading order.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "terms",
        "label": "Terms",
        "help": "The number of each term of those equations.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Term"
      },
      {
        "name": "snippets",
        "label": "Code elsewhere",
        "help": "Keys of R and Python code that gives the same number.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "assumptions",
        "label": "What this rests on",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
      }
    ]
  },
  {
    "name": "cluster-size",
    "room": "plan",
    "module": "plan",
    "shape": "calculation",
    "title": "Clusters",
    "summary": "How many clusters an experiment needs that randomises stores, schools or cities: two arms, pairs, strata, a baseline period or a stepped wedge.",
    "request": [
      {
        "name": "design",
        "label": "Design",
        "help": "How clusters come to their arm.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "parallel",
        "choices": [
          {
            "name": "parallel",
            "label": "Two arms",
            "help": "Clusters are drawn into two arms and stay there."
          },
          {
            "name": "matched",
            "label": "Matched pairs",
            "help": "Similar clusters are paired; one of each is treated."
          },
          {
            "name": "stratified",
            "label": "Strata",
            "help": "Clusters are drawn into two arms within strata."
          },
          {
            "name": "difference_in_differences",
            "label": "With a baseline period",
            "help": "Two arms, measured before and after: difference in differences, or the baseline as covariate."
          },
          {
            "name": "stepped_wedge",
            "label": "Stepped wedge",
            "help": "All clusters start untreated and change over in steps, in random order."
          }
        ]
      },
      {
        "name": "metric",
        "label": "Metric",
        "help": "What is measured on each person.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "proportion",
        "choices": [
          {
            "name": "proportion",
            "label": "Proportion",
            "help": "A share of people who do something: conversion, retention."
          },
          {
            "name": "mean",
            "label": "Mean",
            "help": "An average per person: revenue, minutes."
          },
          {
            "name": "count",
            "label": "Count",
            "help": "Events per person and time: orders, calls."
          }
        ]
      },
      {
        "name": "solve_for",
        "label": "Solve for",
        "help": "The unknown; everything else is an input.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "clusters",
        "choices": [
          {
            "name": "clusters",
            "label": "Clusters",
            "help": "How many clusters are needed."
          },
          {
            "name": "people",
            "label": "People per cluster",
            "help": "How many people each cluster must bring."
          },
          {
            "name": "effect",
            "label": "Effect",
            "help": "The smallest effect that will be seen."
          },
          {
            "name": "power",
            "label": "Power",
            "help": "How likely the effect is to be seen."
          },
          {
            "name": "icc",
            "label": "ICC",
            "help": "The largest intraclass correlation the plan stands."
          },
          {
            "name": "alpha",
            "label": "Significance level",
            "help": "The strictest level that leaves the power."
          }
        ]
      },
      {
        "name": "baseline",
        "label": "Baseline",
        "help": "The control's share: how many of 100 people do it today.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.1,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion"
            ]
          }
        ]
      },
      {
        "name": "baseline_mean",
        "label": "Baseline mean",
        "help": "The control's mean. It only matters for relative effects.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 100,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "sd",
        "label": "Standard deviation",
        "help": "Between all people, whatever their cluster; the same in both arms.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 100,
        "min": 0,
        "min_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "rate",
        "label": "Baseline rate",
        "help": "The control's events per person and unit of exposure.",
        "unit": "events",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 2,
        "min": 0,
        "min_open": true,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "exposure",
        "label": "Exposure per person",
        "help": "How long each person is watched, in the unit of the rate.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": true,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "dispersion",
        "label": "Dispersion",
        "help": "Variance of a person's count is mean + dispersion x mean^2, over all people; 0 is Poisson.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "effect_scale",
        "label": "Effect scale",
        "help": "How the effect is given and shown first.",
        "unit": "",
        "type": "choice",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": "relative",
        "choices": [
          {
            "name": "relative",
            "label": "Relative",
            "help": "treatment / control - 1"
          },
          {
            "name": "absolute",
            "label": "Absolute",
            "help": "treatment - control"
          }
        ]
      },
      {
        "name": "effect",
        "label": "Effect",
        "help": "The smallest change worth finding: treatment / control - 1, or treatment - control.",
        "unit": "effect",
        "type": "number",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": 0.2,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "clusters",
              "people",
              "power",
              "icc",
              "alpha"
            ]
          }
        ]
      },
      {
        "name": "direction",
        "label": "Direction",
        "help": "Which way the effect goes.",
        "unit": "",
        "type": "choice",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": "increase",
        "choices": [
          {
            "name": "increase",
            "label": "Increase",
            "help": ""
          },
          {
            "name": "decrease",
            "label": "Decrease",
            "help": ""
          }
        ],
        "when": [
          {
            "field": "solve_for",
            "values": [
              "effect"
            ]
          }
        ]
      },
      {
        "name": "icc",
        "label": "Intraclass correlation",
        "help": "Share of the variance that lies between clusters: 0 if people of a cluster are no more alike.",
        "unit": "",
        "type": "number",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 0.02,
        "min": -1,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "clusters",
              "people",
              "effect",
              "power",
              "alpha"
            ]
          }
        ]
      },
      {
        "name": "people_per_cluster",
        "label": "People per cluster",
        "help": "The mean over clusters; with several periods, in each period.",
        "unit": "people",
        "type": "number",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 100,
        "min": 1,
        "min_open": false,
        "max": 1000000000,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "clusters",
              "effect",
              "power",
              "icc",
              "alpha"
            ]
          }
        ]
      },
      {
        "name": "cv",
        "label": "Variation of cluster sizes",
        "help": "Standard deviation of the sizes divided by their mean; 0 if all are equal.",
        "unit": "",
        "type": "number",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 10,
        "max_open": false,
        "when": [
          {
            "field": "design",
            "values": [
              "parallel",
              "matched",
              "stratified",
              "difference_in_differences"
            ]
          }
        ]
      },
      {
        "name": "unequal_sizes",
        "label": "Weights of clusters",
        "help": "How the analysis weighs clusters of different size.",
        "unit": "",
        "type": "choice",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": "by_people",
        "choices": [
          {
            "name": "by_people",
            "label": "Each person counts the same",
            "help": "Design effect 1 + ((1 + cv^2) m - 1) icc: Eldridge, Ashby and Kerry."
          },
          {
            "name": "taylor",
            "label": "Best weights (Taylor)",
            "help": "For a mixed model, which weighs clusters by what they say: van Breukelen, Candel and Berger."
          }
        ],
        "when": [
          {
            "field": "design",
            "values": [
              "parallel",
              "matched",
              "stratified",
              "difference_in_differences"
            ]
          }
        ]
      },
      {
        "name": "clusters_control",
        "label": "Clusters in control",
        "help": "For matched pairs: the number of pairs.",
        "unit": "clusters",
        "type": "integer",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 100,
        "min": 2,
        "min_open": false,
        "max": 1000000000,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "people",
              "effect",
              "power",
              "icc",
              "alpha"
            ]
          },
          {
            "field": "design",
            "values": [
              "parallel",
              "matched",
              "stratified",
              "difference_in_differences"
            ]
          }
        ]
      },
      {
        "name": "ratio",
        "label": "Allocation ratio",
        "help": "Clusters in treatment for each cluster in control.",
        "unit": "",
        "type": "number",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.01,
        "min_open": false,
        "max": 100,
        "max_open": false,
        "when": [
          {
            "field": "design",
            "values": [
              "parallel",
              "stratified",
              "difference_in_differences"
            ]
          }
        ]
      },
      {
        "name": "matching_correlation",
        "label": "Matching correlation",
        "help": "Correlation of the true means of the two clusters of a pair, before any treatment.",
        "unit": "",
        "type": "number",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 0.4,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "design",
            "values": [
              "matched"
            ]
          }
        ]
      },
      {
        "name": "strata",
        "label": "Strata",
        "help": "Each costs the analysis one degree of freedom.",
        "unit": "",
        "type": "integer",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 4,
        "min": 1,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "design",
            "values": [
              "stratified"
            ]
          }
        ]
      },
      {
        "name": "variance_explained",
        "label": "Variance explained by strata",
        "help": "Share of the variance between clusters that the strata explain.",
        "unit": "share",
        "type": "number",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 0.3,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "design",
            "values": [
              "stratified"
            ]
          }
        ]
      },
      {
        "name": "baseline_analysis",
        "label": "Use of the baseline",
        "help": "How the measurement before the experiment enters the analysis.",
        "unit": "",
        "type": "choice",
        "group": "Periods",
        "optional": false,
        "required": false,
        "default": "ancova",
        "choices": [
          {
            "name": "ancova",
            "label": "Baseline as covariate",
            "help": "ANCOVA on cluster means: never worse."
          },
          {
            "name": "change",
            "label": "Difference in differences",
            "help": "Change from baseline, compared."
          }
        ],
        "when": [
          {
            "field": "design",
            "values": [
              "difference_in_differences"
            ]
          }
        ]
      },
      {
        "name": "steps",
        "label": "Steps",
        "help": "How many times clusters change over; there is one period more than steps.",
        "unit": "",
        "type": "integer",
        "group": "Periods",
        "optional": false,
        "required": false,
        "default": 4,
        "min": 2,
        "min_open": false,
        "max": 30,
        "max_open": false,
        "when": [
          {
            "field": "design",
            "values": [
              "stepped_wedge"
            ]
          }
        ]
      },
      {
        "name": "clusters_per_step",
        "label": "Clusters per step",
        "help": "How many clusters change over together.",
        "unit": "clusters",
        "type": "integer",
        "group": "Periods",
        "optional": false,
        "required": false,
        "default": 6,
        "min": 1,
        "min_open": false,
        "max": 1000000000,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "people",
              "effect",
              "power",
              "icc",
              "alpha"
            ]
          },
          {
            "field": "design",
            "values": [
              "stepped_wedge"
            ]
          }
        ]
      },
      {
        "name": "decay",
        "label": "Correlation over time",
        "help": "Whether a cluster's periods grow apart with the time between them.",
        "unit": "",
        "type": "choice",
        "group": "Periods",
        "optional": false,
        "required": false,
        "default": "exchangeable",
        "choices": [
          {
            "name": "exchangeable",
            "label": "Nested exchangeable",
            "help": "Any two periods of a cluster are correlated alike."
          },
          {
            "name": "exponential",
            "label": "Exponential decay",
            "help": "The correlation falls with each period between."
          }
        ],
        "when": [
          {
            "field": "design",
            "values": [
              "stepped_wedge"
            ]
          }
        ]
      },
      {
        "name": "cac",
        "label": "Cluster autocorrelation (CAC)",
        "help": "Correlation of a cluster's true means in two (neighbouring) periods.",
        "unit": "",
        "type": "number",
        "group": "Periods",
        "optional": false,
        "required": false,
        "default": 0.8,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "design",
            "values": [
              "difference_in_differences",
              "stepped_wedge"
            ]
          }
        ]
      },
      {
        "name": "sampling",
        "label": "People",
        "help": "Whether each period measures new people of the cluster or the same ones.",
        "unit": "",
        "type": "choice",
        "group": "Periods",
        "optional": false,
        "required": false,
        "default": "cross_sectional",
        "choices": [
          {
            "name": "cross_sectional",
            "label": "New people each period",
            "help": ""
          },
          {
            "name": "cohort",
            "label": "The same people each period",
            "help": ""
          }
        ],
        "when": [
          {
            "field": "design",
            "values": [
              "difference_in_differences",
              "stepped_wedge"
            ]
          }
        ]
      },
      {
        "name": "iac",
        "label": "Individual autocorrelation (IAC)",
        "help": "Correlation of a person's values in two periods, inside the cluster.",
        "unit": "",
        "type": "number",
        "group": "Periods",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "design",
            "values": [
              "difference_in_differences",
              "stepped_wedge"
            ]
          },
          {
            "field": "sampling",
            "values": [
              "cohort"
            ]
          }
        ]
      },
      {
        "name": "sides",
        "label": "Sides",
        "help": "Two-sided unless a change the other way could never matter.",
        "unit": "",
        "type": "choice",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": "two",
        "choices": [
          {
            "name": "two",
            "label": "Two-sided",
            "help": "A change in either direction counts."
          },
          {
            "name": "one",
            "label": "One-sided",
            "help": "Only a change in the planned direction counts."
          }
        ]
      },
      {
        "name": "alpha",
        "label": "Significance level",
        "help": "How often the test may cry wolf when nothing changed.",
        "unit": "share",
        "type": "number",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 0,
        "min_open": true,
        "max": 0.5,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "clusters",
              "people",
              "effect",
              "power",
              "icc"
            ]
          }
        ]
      },
      {
        "name": "power",
        "label": "Power",
        "help": "How often the test must find the effect when it is there.",
        "unit": "share",
        "type": "number",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": 0.8,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "clusters",
              "people",
              "effect",
              "icc",
              "alpha"
            ]
          }
        ]
      },
      {
        "name": "test",
        "label": "Distribution",
        "help": "Which distribution the test has.",
        "unit": "",
        "type": "choice",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": "t",
        "choices": [
          {
            "name": "t",
            "label": "Student's t",
            "help": "Counts clusters for the degrees of freedom, as the analysis must."
          },
          {
            "name": "z",
            "label": "Normal (z)",
            "help": "As if the variances were known: most formulas on a page."
          }
        ]
      }
    ],
    "result": [
      {
        "name": "clusters",
        "label": "Clusters in all",
        "help": "",
        "unit": "clusters",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "clusters_control",
        "label": "Clusters in control",
        "help": "Absent for a stepped wedge, where every cluster is both.",
        "unit": "clusters",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "clusters_treatment",
        "label": "Clusters in treatment",
        "help": "",
        "unit": "clusters",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "pairs",
        "label": "Pairs",
        "help": "Matched pairs only.",
        "unit": "",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "clusters_per_step",
        "label": "Clusters per step",
        "help": "Stepped wedge only.",
        "unit": "clusters",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "clusters_unrounded",
        "label": "Before rounding",
        "help": "In control, pairs or clusters per step; absent where their number is given or the fewest will do.",
        "unit": "clusters",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "people_per_cluster",
        "label": "People per cluster",
        "help": "With several periods: in each period.",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "people_unrounded",
        "label": "People per cluster before rounding",
        "help": "Absent where it is given, or where one person will do.",
        "unit": "people",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "people",
        "label": "People in all",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "measurements",
        "label": "Measurements in all",
        "help": "More than people where the same people are measured in several periods.",
        "unit": "",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "effect_absolute",
        "label": "Effect, absolute",
        "help": "treatment - control",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effect_relative",
        "label": "Effect, relative",
        "help": "treatment / control - 1; absent where the control's value is zero.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "control_value",
        "label": "Control",
        "help": "The control's share, mean or rate.",
        "unit": "level",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "treatment_value",
        "label": "Treatment",
        "help": "The treatment's share, mean or rate.",
        "unit": "level",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "icc",
        "label": "Intraclass correlation",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "alpha",
        "label": "Significance level",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "power",
        "label": "Power",
        "help": "Of the rounded plan.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "design_effect",
        "label": "Design effect",
        "help": "Variance of the estimate against as many people randomised one by one and measured once, at the end; for a stepped wedge, against as many measurements of separate people.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effective_size",
        "label": "Effective sample size",
        "help": "So many people randomised one by one would say as much.",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "se",
        "label": "Standard error",
        "help": "Of the effect, absolute, in the rounded plan.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "df",
        "label": "Degrees of freedom",
        "help": "Of t; absent for z.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "baseline_correlation",
        "label": "Correlation with the baseline",
        "help": "Of a cluster's means before and after; with a baseline period only.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "effect_floor",
        "label": "Detectable with unlimited people",
        "help": "The smallest absolute effect these clusters find, however many people each has; with the power asked for, 80 % where power is the question. Absent where none is found.",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "power_ceiling",
        "label": "Power with unlimited people",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "fewest_clusters",
        "label": "Fewest clusters",
        "help": "In all, that find this effect if people per cluster are unlimited.",
        "unit": "clusters",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "analysis",
        "label": "The analysis this plan is for",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "alternatives",
        "label": "Other methods",
        "help": "The same question by each method.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "ClusterAlternative"
      },
      {
        "name": "headline",
        "label": "Headline",
        "help": "The name of the result that answers the question.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "headline_label",
        "label": "Headline, in words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "sentence",
        "label": "Sentence",
        "help": "The answer in plain words.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "equations",
        "label": "Equations",
        "help": "Keys of the equations used, in reading order.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "terms",
        "label": "Terms",
        "help": "The number of each term of those equations.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Term"
      },
      {
        "name": "snippets",
        "label": "Code elsewhere",
        "help": "Keys of R and Python code that gives the same number.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "assumptions",
        "label": "What this rests on",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
      }
    ]
  },
  {
    "name": "saturation-plan",
    "room": "plan",
    "module": "plan",
    "shape": "calculation",
    "title": "Saturations",
    "summary": "Clusters for an experiment that tells the effect on the treated from the spillover on their neighbours.",
    "request": [
      {
        "name": "metric",
        "label": "Metric",
        "help": "What is measured on each person.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "proportion",
        "choices": [
          {
            "name": "proportion",
            "label": "Proportion",
            "help": "A share of people."
          },
          {
            "name": "mean",
            "label": "Mean",
            "help": "An average per person."
          }
        ]
      },
      {
        "name": "solve_for",
        "label": "Solve for",
        "help": "The unknown; everything else is an input.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "clusters",
        "choices": [
          {
            "name": "clusters",
            "label": "Clusters",
            "help": "How many clusters are needed."
          },
          {
            "name": "effect",
            "label": "Effects",
            "help": "The smallest effects that will be seen."
          },
          {
            "name": "power",
            "label": "Power",
            "help": "How likely the effects are to be seen."
          }
        ]
      },
      {
        "name": "target",
        "label": "Comparison that counts",
        "help": "Which comparison must have the power; the others are reported beside it.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "untreated",
        "choices": [
          {
            "name": "treated",
            "label": "Effect on the treated",
            "help": "Treated people against pure control."
          },
          {
            "name": "untreated",
            "label": "Spillover",
            "help": "Untreated people of treated clusters against pure control."
          },
          {
            "name": "difference",
            "label": "Treated against untreated",
            "help": "People of the same clusters: the effect beyond the spillover."
          }
        ]
      },
      {
        "name": "scope",
        "label": "For",
        "help": "All saturations together, or the weakest of them.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "pooled",
        "choices": [
          {
            "name": "pooled",
            "label": "All saturations together",
            "help": ""
          },
          {
            "name": "each",
            "label": "At every saturation",
            "help": ""
          }
        ]
      },
      {
        "name": "baseline",
        "label": "Baseline",
        "help": "The share in pure control clusters; its variance is used for all.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.1,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion"
            ]
          }
        ]
      },
      {
        "name": "baseline_mean",
        "label": "Baseline mean",
        "help": "The mean in pure control clusters. It only matters for relative effects.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 100,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "sd",
        "label": "Standard deviation",
        "help": "Between all people, whatever their cluster.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 100,
        "min": 0,
        "min_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "effect_scale",
        "label": "Effect scale",
        "help": "How the effects are given.",
        "unit": "",
        "type": "choice",
        "group": "Effects",
        "optional": false,
        "required": false,
        "default": "relative",
        "choices": [
          {
            "name": "relative",
            "label": "Relative",
            "help": "treatment / control - 1"
          },
          {
            "name": "absolute",
            "label": "Absolute",
            "help": "treatment - control"
          }
        ]
      },
      {
        "name": "effect_treated",
        "label": "Effect on the treated",
        "help": "Treated people against pure control, spillover included; the same at every saturation.",
        "unit": "effect",
        "type": "number",
        "group": "Effects",
        "optional": false,
        "required": false,
        "default": 0.3,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "clusters",
              "power"
            ]
          }
        ]
      },
      {
        "name": "effect_untreated",
        "label": "Spillover on the untreated",
        "help": "What it does to untreated people of treated clusters, against pure control.",
        "unit": "effect",
        "type": "number",
        "group": "Effects",
        "optional": false,
        "required": false,
        "default": 0.2,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "clusters",
              "power"
            ]
          }
        ]
      },
      {
        "name": "saturations",
        "label": "Saturations",
        "help": "Shares of people treated in a treated cluster, each between 0 and 1; up to 10.",
        "unit": "share",
        "type": "numbers",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": [
          0.25,
          0.75
        ]
      },
      {
        "name": "cluster_shares",
        "label": "Share of clusters for each",
        "help": "As many as saturations; what is left of 1 is pure control.",
        "unit": "share",
        "type": "numbers",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": [
          0.3,
          0.3
        ]
      },
      {
        "name": "clusters",
        "label": "Clusters in all",
        "help": "Pure control included.",
        "unit": "clusters",
        "type": "integer",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 120,
        "min": 4,
        "min_open": false,
        "max": 1000000000,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "effect",
              "power"
            ]
          }
        ]
      },
      {
        "name": "people_per_cluster",
        "label": "People per cluster",
        "help": "The same in all clusters.",
        "unit": "people",
        "type": "number",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 100,
        "min": 2,
        "min_open": false,
        "max": 1000000000,
        "max_open": false
      },
      {
        "name": "icc",
        "label": "Intraclass correlation",
        "help": "Share of the variance that lies between clusters.",
        "unit": "",
        "type": "number",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 0.02,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": true
      },
      {
        "name": "sides",
        "label": "Sides",
        "help": "Two-sided unless the other direction could never matter.",
        "unit": "",
        "type": "choice",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": "two",
        "choices": [
          {
            "name": "two",
            "label": "Two-sided",
            "help": "A change in either direction counts."
          },
          {
            "name": "one",
            "label": "One-sided",
            "help": "Only a change in the planned direction counts."
          }
        ]
      },
      {
        "name": "alpha",
        "label": "Significance level",
        "help": "How often each test may cry wolf when nothing changed.",
        "unit": "share",
        "type": "number",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 0,
        "min_open": true,
        "max": 0.5,
        "max_open": false
      },
      {
        "name": "power",
        "label": "Power",
        "help": "What detectable effects are for; asked of the plan unless power is the question.",
        "unit": "share",
        "type": "number",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": 0.8,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true
      },
      {
        "name": "test",
        "label": "Distribution",
        "help": "Which distribution the tests have.",
        "unit": "",
        "type": "choice",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": "t",
        "choices": [
          {
            "name": "t",
            "label": "Student's t",
            "help": "Counts clusters for the degrees of freedom, as the analysis must."
          },
          {
            "name": "z",
            "label": "Normal (z)",
            "help": "As if the variances were known: most formulas on a page."
          }
        ]
      }
    ],
    "result": [
      {
        "name": "clusters",
        "label": "Clusters in all",
        "help": "",
        "unit": "clusters",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "clusters_control",
        "label": "Pure control clusters",
        "help": "",
        "unit": "clusters",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "people",
        "label": "People in all",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "clusters_unrounded",
        "label": "Clusters before rounding",
        "help": "Absent where their number is given or the fewest will do.",
        "unit": "clusters",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "power",
        "label": "Power",
        "help": "Of the comparison that counts; where effects are the question, for the detectable effect.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "detectable_treated",
        "label": "Detectable effect on the treated",
        "help": "Absolute, pooled.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "detectable_untreated",
        "label": "Detectable spillover",
        "help": "Absolute, pooled.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "detectable_difference",
        "label": "Detectable difference",
        "help": "Treated against untreated of the same clusters; absolute, pooled.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "detectable_target",
        "label": "Detectable by the comparison that counts",
        "help": "Absolute.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "cells",
        "label": "Clusters by saturation",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "SaturationCell"
      },
      {
        "name": "comparisons",
        "label": "Comparisons",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "SaturationRow"
      },
      {
        "name": "headline",
        "label": "Headline",
        "help": "The name of the result that answers the question.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "headline_label",
        "label": "Headline, in words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "sentence",
        "label": "Sentence",
        "help": "The answer in plain words.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "equations",
        "label": "Equations",
        "help": "Keys of the equations used, in reading order.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "terms",
        "label": "Terms",
        "help": "The number of each term of those equations.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Term"
      },
      {
        "name": "snippets",
        "label": "Code elsewhere",
        "help": "Keys of R and Python code that gives the same number.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "assumptions",
        "label": "What this rests on",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
      }
    ]
  },
  {
    "name": "switchback-plan",
    "room": "plan",
    "module": "plan",
    "shape": "calculation",
    "title": "Switchback",
    "summary": "How long an experiment must run that switches a whole market between treatment and control.",
    "request": [
      {
        "name": "metric",
        "label": "Metric",
        "help": "What is measured on each unit (order, session).",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "proportion",
        "choices": [
          {
            "name": "proportion",
            "label": "Proportion",
            "help": "A share of units in a period."
          },
          {
            "name": "mean",
            "label": "Mean",
            "help": "An average per unit in a period."
          }
        ]
      },
      {
        "name": "solve_for",
        "label": "Solve for",
        "help": "The unknown; everything else is an input.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "duration",
        "choices": [
          {
            "name": "duration",
            "label": "Duration",
            "help": "How many days the experiment must run."
          },
          {
            "name": "effect",
            "label": "Effect",
            "help": "The smallest effect that will be seen."
          },
          {
            "name": "power",
            "label": "Power",
            "help": "How likely the effect is to be seen."
          }
        ]
      },
      {
        "name": "design",
        "label": "Design",
        "help": "How treatment and control take turns.",
        "unit": "",
        "type": "choice",
        "group": "Switching",
        "optional": false,
        "required": false,
        "default": "random_blocks",
        "choices": [
          {
            "name": "random_blocks",
            "label": "Random blocks",
            "help": "Each block is treated or not by chance."
          },
          {
            "name": "alternating",
            "label": "Alternating",
            "help": "Treatment and control take turns."
          },
          {
            "name": "optimal",
            "label": "Minimax-optimal",
            "help": "The switch points of Bojinov, Simchi-Levi and Zhao: safest whatever the outcomes."
          }
        ]
      },
      {
        "name": "estimator",
        "label": "Estimator",
        "help": "Alternating blocks need the difference in means, optimal switch points Horvitz-Thompson.",
        "unit": "",
        "type": "choice",
        "group": "Switching",
        "optional": false,
        "required": false,
        "default": "difference_in_means",
        "choices": [
          {
            "name": "difference_in_means",
            "label": "Difference in means",
            "help": "Leaves out the first periods of each block."
          },
          {
            "name": "horvitz_thompson",
            "label": "Horvitz-Thompson",
            "help": "Weighs each period by how likely its recent past was."
          }
        ],
        "when": [
          {
            "field": "design",
            "values": [
              "random_blocks"
            ]
          }
        ]
      },
      {
        "name": "outcome_level",
        "label": "Outcome",
        "help": "Counts for Horvitz-Thompson: whether the usual level is taken off before weighing.",
        "unit": "",
        "type": "choice",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": "deviation",
        "choices": [
          {
            "name": "deviation",
            "label": "Deviation from the usual level",
            "help": "The level before the experiment is taken off first."
          },
          {
            "name": "raw",
            "label": "As measured",
            "help": "The level itself becomes noise of the estimate."
          }
        ],
        "when": [
          {
            "field": "design",
            "values": [
              "random_blocks",
              "optimal"
            ]
          }
        ]
      },
      {
        "name": "baseline",
        "label": "Baseline",
        "help": "The share without treatment.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.2,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion"
            ]
          }
        ]
      },
      {
        "name": "baseline_mean",
        "label": "Baseline mean",
        "help": "The mean without treatment.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 100,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "sd",
        "label": "Standard deviation of a unit",
        "help": "Between units of one period.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 100,
        "min": 0,
        "min_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "units_per_period",
        "label": "Units per period",
        "help": "Orders, sessions or people measured in each period of a region.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 200,
        "min": 1,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false
      },
      {
        "name": "sd_period",
        "label": "Standard deviation of periods",
        "help": "Of a period's true mean around its usual level, seasons taken out; in units of the outcome.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.02,
        "min": 0,
        "min_open": false
      },
      {
        "name": "autocorrelation",
        "label": "Autocorrelation",
        "help": "Of the true means of neighbouring periods; it falls with each period between.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": -1,
        "min_open": true,
        "max": 1,
        "max_open": true
      },
      {
        "name": "effect_scale",
        "label": "Effect scale",
        "help": "How the effect is given.",
        "unit": "",
        "type": "choice",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": "relative",
        "choices": [
          {
            "name": "relative",
            "label": "Relative",
            "help": "treatment / control - 1"
          },
          {
            "name": "absolute",
            "label": "Absolute",
            "help": "treatment - control"
          }
        ]
      },
      {
        "name": "effect",
        "label": "Effect",
        "help": "Always treated against never treated.",
        "unit": "effect",
        "type": "number",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": 0.05,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "duration",
              "power"
            ]
          }
        ]
      },
      {
        "name": "direction",
        "label": "Direction",
        "help": "Which way the effect goes.",
        "unit": "",
        "type": "choice",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": "increase",
        "choices": [
          {
            "name": "increase",
            "label": "Increase",
            "help": ""
          },
          {
            "name": "decrease",
            "label": "Decrease",
            "help": ""
          }
        ],
        "when": [
          {
            "field": "solve_for",
            "values": [
              "effect"
            ]
          }
        ]
      },
      {
        "name": "periods_per_day",
        "label": "Periods per day",
        "help": "24 for hours, 48 for half hours, 1 for days.",
        "unit": "periods",
        "type": "integer",
        "group": "Switching",
        "optional": false,
        "required": false,
        "default": 24,
        "min": 1,
        "min_open": false,
        "max": 1440,
        "max_open": false
      },
      {
        "name": "days",
        "label": "Days",
        "help": "How long the experiment runs.",
        "unit": "days",
        "type": "number",
        "group": "Switching",
        "optional": false,
        "required": false,
        "default": 14,
        "min": 0,
        "min_open": true,
        "max": 3650,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "effect",
              "power"
            ]
          }
        ]
      },
      {
        "name": "block_length",
        "label": "Block length",
        "help": "Periods between possible switches.",
        "unit": "periods",
        "type": "integer",
        "group": "Switching",
        "optional": false,
        "required": false,
        "default": 4,
        "min": 1,
        "min_open": false,
        "max": 2000,
        "max_open": false,
        "when": [
          {
            "field": "design",
            "values": [
              "random_blocks",
              "alternating"
            ]
          }
        ]
      },
      {
        "name": "carryover",
        "label": "Carry-over",
        "help": "For how many more periods a period's treatment is felt.",
        "unit": "periods",
        "type": "integer",
        "group": "Switching",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 1000,
        "max_open": false
      },
      {
        "name": "regions",
        "label": "Regions",
        "help": "Markets that switch independently and do not affect each other.",
        "unit": "",
        "type": "integer",
        "group": "Switching",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 1,
        "min_open": false,
        "max": 100000,
        "max_open": false
      },
      {
        "name": "sides",
        "label": "Sides",
        "help": "Two-sided unless a change the other way could never matter.",
        "unit": "",
        "type": "choice",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": "two",
        "choices": [
          {
            "name": "two",
            "label": "Two-sided",
            "help": "A change in either direction counts."
          },
          {
            "name": "one",
            "label": "One-sided",
            "help": "Only a change in the planned direction counts."
          }
        ]
      },
      {
        "name": "alpha",
        "label": "Significance level",
        "help": "How often the test may cry wolf when nothing changed.",
        "unit": "share",
        "type": "number",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 0,
        "min_open": true,
        "max": 0.5,
        "max_open": false
      },
      {
        "name": "power",
        "label": "Power",
        "help": "How often the test must find the effect when it is there.",
        "unit": "share",
        "type": "number",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": 0.8,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "duration",
              "effect"
            ]
          }
        ]
      }
    ],
    "result": [
      {
        "name": "days",
        "label": "Days",
        "help": "",
        "unit": "days",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "periods",
        "label": "Periods",
        "help": "Whole blocks of them, in each region.",
        "unit": "periods",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "blocks",
        "label": "Blocks",
        "help": "In each region; treatment can change at the start of each.",
        "unit": "",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "share_used",
        "label": "Periods used",
        "help": "Expected share of periods that enter the estimate.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effect_absolute",
        "label": "Effect, absolute",
        "help": "Always treated - never treated.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effect_relative",
        "label": "Effect, relative",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "control_value",
        "label": "Never treated",
        "help": "",
        "unit": "level",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "treatment_value",
        "label": "Always treated",
        "help": "",
        "unit": "level",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "power",
        "label": "Power",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "se",
        "label": "Standard error",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "df",
        "label": "Degrees of freedom",
        "help": "Of t; absent for z.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "detectable",
        "label": "Detectable effect",
        "help": "Absolute; with the power asked for, 80 % where power is the question.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "switch_points",
        "label": "Switch points",
        "help": "The periods, from 1, at whose start treatment may change; the first 500.",
        "unit": "periods",
        "type": "integers",
        "optional": false,
        "required": false
      },
      {
        "name": "analysis",
        "label": "The analysis this plan is for",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "alternatives",
        "label": "Other designs",
        "help": "The same duration by other designs.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "SwitchbackAlternative"
      },
      {
        "name": "headline",
        "label": "Headline",
        "help": "The name of the result that answers the question.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "headline_label",
        "label": "Headline, in words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "sentence",
        "label": "Sentence",
        "help": "The answer in plain words.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "equations",
        "label": "Equations",
        "help": "Keys of the equations used, in reading order.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "terms",
        "label": "Terms",
        "help": "The number of each term of those equations.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Term"
      },
      {
        "name": "snippets",
        "label": "Code elsewhere",
        "help": "Keys of R and Python code that gives the same number.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "assumptions",
        "label": "What this rests on",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
      }
    ]
  },
  {
    "name": "icc-guide",
    "room": "plan",
    "module": "plan",
    "shape": "calculation",
    "title": "Intraclass correlation",
    "summary": "What an intraclass correlation costs, beside values that have been published.",
    "request": [
      {
        "name": "icc",
        "label": "Intraclass correlation",
        "help": "Share of the variance between people that lies between clusters.",
        "unit": "",
        "type": "number",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 0.02,
        "min": -1,
        "min_open": false,
        "max": 1,
        "max_open": false
      },
      {
        "name": "people_per_cluster",
        "label": "People per cluster",
        "help": "The mean over clusters.",
        "unit": "people",
        "type": "number",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 100,
        "min": 1,
        "min_open": false,
        "max": 1000000000,
        "max_open": false
      },
      {
        "name": "cv",
        "label": "Variation of cluster sizes",
        "help": "Standard deviation of the sizes divided by their mean.",
        "unit": "",
        "type": "number",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 10,
        "max_open": false
      }
    ],
    "result": [
      {
        "name": "design_effect",
        "label": "Design effect",
        "help": "The variance is this many times as large.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effective_share",
        "label": "Information kept",
        "help": "One by the design effect.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effective_people",
        "label": "People a cluster counts as",
        "help": "So many people randomised one by one.",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "most_effective_people",
        "label": "People it counts as, however large",
        "help": "One by the ICC (and by 1 + cv^2): no cluster says more. Absent for an ICC of 0 or less.",
        "unit": "people",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "sentence",
        "label": "In words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "typical",
        "label": "Typical values",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "TypicalIcc"
      }
    ]
  },
  {
    "name": "sequential-plan",
    "room": "plan",
    "module": "plan",
    "shape": "calculation",
    "title": "Sequential plan",
    "summary": "An experiment with several looks: boundaries for stopping, the largest and the expected size.",
    "request": [
      {
        "name": "metric",
        "label": "Metric",
        "help": "What is measured on each person.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "proportion",
        "choices": [
          {
            "name": "proportion",
            "label": "Proportion",
            "help": "A share of people who do something: conversion, retention."
          },
          {
            "name": "mean",
            "label": "Mean",
            "help": "An average per person: revenue, minutes, orders."
          },
          {
            "name": "ratio",
            "label": "Ratio",
            "help": "A sum over a sum, as clicks per view, where people bring many views."
          },
          {
            "name": "count",
            "label": "Count",
            "help": "Events per person and time: tickets, orders, failures."
          }
        ]
      },
      {
        "name": "solve_for",
        "label": "Solve for",
        "help": "The unknown; everything else is an input.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "size",
        "choices": [
          {
            "name": "size",
            "label": "Size",
            "help": "How many people are needed at most."
          },
          {
            "name": "effect",
            "label": "Effect",
            "help": "The smallest effect that will be seen."
          },
          {
            "name": "power",
            "label": "Power",
            "help": "How likely the effect is to be seen."
          },
          {
            "name": "alpha",
            "label": "Significance level",
            "help": "The level at which the effect is seen."
          }
        ]
      },
      {
        "name": "baseline",
        "label": "Baseline",
        "help": "The control's share: how many of 100 people do it today.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.1,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion"
            ]
          }
        ]
      },
      {
        "name": "baseline_mean",
        "label": "Baseline mean",
        "help": "The control's mean. It only matters for relative effects.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 100,
        "min": -1e+60,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "sd",
        "label": "Standard deviation",
        "help": "Between people, the same in both arms.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 100,
        "min": 1e-60,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "numerator_mean",
        "label": "Numerator, mean",
        "help": "Per person, as clicks.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 2,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "numerator_sd",
        "label": "Numerator, SD",
        "help": "Between people.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 0,
        "min_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "denominator_mean",
        "label": "Denominator, mean",
        "help": "Per person, as views.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 20,
        "min": 1e-30,
        "min_open": false,
        "max": 1e+30,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "denominator_sd",
        "label": "Denominator, SD",
        "help": "Between people.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 15,
        "min": 0,
        "min_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "ratio_correlation",
        "label": "Their correlation",
        "help": "Between numerator and denominator, over people.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.6,
        "min": -1,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "rate",
        "label": "Baseline rate",
        "help": "Events per person and unit of time, in control.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 1e-30,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "exposure",
        "label": "Time per person",
        "help": "How many units of time each person is watched, on average.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 1e-30,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "dispersion",
        "label": "Dispersion",
        "help": "0 is Poisson. Otherwise the variance of a count is mean + dispersion x mean squared.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "count_method",
        "label": "Rates compared by",
        "help": "The scale on which the rates are compared.",
        "unit": "",
        "type": "choice",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": "log_ratio",
        "choices": [
          {
            "name": "log_ratio",
            "label": "Log rate ratio",
            "help": "Poisson or negative binomial regression: PASS, SAS."
          },
          {
            "name": "difference",
            "label": "Rate difference",
            "help": "Wald's test of two rates."
          },
          {
            "name": "square_root",
            "label": "Square root",
            "help": "Of rates, whose variance is then nearly constant."
          }
        ],
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "effect_scale",
        "label": "Effect scale",
        "help": "How the effect is given and shown first.",
        "unit": "",
        "type": "choice",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": "relative",
        "choices": [
          {
            "name": "relative",
            "label": "Relative",
            "help": "treatment / control - 1"
          },
          {
            "name": "absolute",
            "label": "Absolute",
            "help": "treatment - control"
          }
        ]
      },
      {
        "name": "effect",
        "label": "Effect",
        "help": "The smallest change worth finding: treatment / control - 1, or treatment - control.",
        "unit": "effect",
        "type": "number",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": 0.1,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "power",
              "alpha"
            ]
          }
        ]
      },
      {
        "name": "direction",
        "label": "Direction",
        "help": "Which way the effect goes.",
        "unit": "",
        "type": "choice",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": "increase",
        "choices": [
          {
            "name": "increase",
            "label": "Increase",
            "help": ""
          },
          {
            "name": "decrease",
            "label": "Decrease",
            "help": ""
          }
        ],
        "when": [
          {
            "field": "solve_for",
            "values": [
              "effect"
            ]
          }
        ]
      },
      {
        "name": "sides",
        "label": "Sides",
        "help": "Two-sided unless a change the other way could never matter.",
        "unit": "",
        "type": "choice",
        "group": "Error rates",
        "optional": false,
        "required": false,
        "default": "two",
        "choices": [
          {
            "name": "two",
            "label": "Two-sided",
            "help": "A change in either direction counts."
          },
          {
            "name": "one",
            "label": "One-sided",
            "help": "Only a change in the planned direction counts."
          }
        ]
      },
      {
        "name": "alpha",
        "label": "Significance level",
        "help": "How often all looks together may cry wolf when nothing changed.",
        "unit": "share",
        "type": "number",
        "group": "Error rates",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 1e-10,
        "min_open": false,
        "max": 0.5,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "effect",
              "power"
            ]
          }
        ]
      },
      {
        "name": "power",
        "label": "Power",
        "help": "How often the experiment must find the effect when it is there.",
        "unit": "share",
        "type": "number",
        "group": "Error rates",
        "optional": false,
        "required": false,
        "default": 0.8,
        "min": 0,
        "min_open": true,
        "max": 0.999999,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "effect",
              "alpha"
            ]
          }
        ]
      },
      {
        "name": "ratio",
        "label": "Allocation ratio",
        "help": "People in treatment for each person in control.",
        "unit": "",
        "type": "number",
        "group": "Size",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.001,
        "min_open": false,
        "max": 1000,
        "max_open": false
      },
      {
        "name": "n_control",
        "label": "People in control, at most",
        "help": "At the last look; treatment gets ratio times as many.",
        "unit": "people",
        "type": "integer",
        "group": "Size",
        "optional": false,
        "required": false,
        "default": 15000,
        "min": 2,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "effect",
              "power",
              "alpha"
            ]
          }
        ]
      },
      {
        "name": "r_squared",
        "label": "R² of the covariates",
        "help": "Share of the variance that values from before explain (CUPED): the square of their correlation.",
        "unit": "share",
        "type": "number",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion",
              "mean",
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "randomised",
        "label": "Randomised",
        "help": "What is drawn into an arm.",
        "unit": "",
        "type": "choice",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": "people",
        "choices": [
          {
            "name": "people",
            "label": "People",
            "help": "Each person by herself."
          },
          {
            "name": "clusters",
            "label": "Clusters",
            "help": "Whole groups: cities, shops, classes. All people of one get the same."
          }
        ]
      },
      {
        "name": "icc",
        "label": "Intraclass correlation",
        "help": "Share of the variance (left by the covariates) that lies between clusters.",
        "unit": "",
        "type": "number",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": 0.02,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "randomised",
            "values": [
              "clusters"
            ]
          }
        ]
      },
      {
        "name": "people_per_cluster",
        "label": "People per cluster",
        "help": "The mean over clusters.",
        "unit": "people",
        "type": "number",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": 100,
        "min": 1,
        "min_open": false,
        "max": 1000000000,
        "max_open": false,
        "when": [
          {
            "field": "randomised",
            "values": [
              "clusters"
            ]
          }
        ]
      },
      {
        "name": "cv",
        "label": "Variation of cluster sizes",
        "help": "Standard deviation of the sizes divided by their mean; 0 if all are equal.",
        "unit": "",
        "type": "number",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 10,
        "max_open": false,
        "when": [
          {
            "field": "randomised",
            "values": [
              "clusters"
            ]
          }
        ]
      },
      {
        "name": "daily_people",
        "label": "New people a day",
        "help": "People a day who could enter, each counted once.",
        "unit": "people/day",
        "type": "number",
        "group": "Traffic",
        "optional": false,
        "required": false,
        "default": 2000,
        "min": 0,
        "min_open": true,
        "max": 1000000000000,
        "max_open": false
      },
      {
        "name": "share_in_experiment",
        "label": "Share in the experiment",
        "help": "How many of them enter, both arms together.",
        "unit": "share",
        "type": "number",
        "group": "Traffic",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": false
      },
      {
        "name": "timing",
        "label": "Looks are",
        "help": "When the data are looked at.",
        "unit": "",
        "type": "choice",
        "group": "Looks",
        "optional": false,
        "required": false,
        "default": "equal",
        "choices": [
          {
            "name": "equal",
            "label": "Evenly spaced",
            "help": "After equal numbers of people."
          },
          {
            "name": "listed",
            "label": "As listed",
            "help": "At the shares you give."
          }
        ]
      },
      {
        "name": "looks",
        "label": "Number of looks",
        "help": "The last one, at the end, counts.",
        "unit": "looks",
        "type": "integer",
        "group": "Looks",
        "optional": false,
        "required": false,
        "default": 5,
        "min": 1,
        "min_open": false,
        "max": 50,
        "max_open": false,
        "when": [
          {
            "field": "timing",
            "values": [
              "equal"
            ]
          }
        ]
      },
      {
        "name": "fractions",
        "label": "Looks at",
        "help": "Rising shares of the largest size, or numbers of people: they are divided by the last.",
        "unit": "",
        "type": "numbers",
        "group": "Looks",
        "optional": false,
        "required": false,
        "default": [
          0.25,
          0.5,
          0.75,
          1
        ],
        "min": 0,
        "min_open": true,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "timing",
            "values": [
              "listed"
            ]
          }
        ]
      },
      {
        "name": "boundary",
        "label": "Boundary",
        "help": "From which z on a look rejects. A “-type” boundary spends alpha in the manner of the classical one; its numbers differ.",
        "unit": "",
        "type": "choice",
        "group": "Stopping for success",
        "optional": false,
        "required": false,
        "default": "obrien_fleming_type",
        "choices": [
          {
            "name": "obrien_fleming_type",
            "label": "O'Brien-Fleming-type spending",
            "help": "Hard to stop early, almost the fixed test at the end. Looks may move."
          },
          {
            "name": "pocock_type",
            "label": "Pocock-type spending",
            "help": "Easy to stop early, dear at the end."
          },
          {
            "name": "power_spending",
            "label": "Power spending (Kim-DeMets)",
            "help": "Spends alpha times t to the rho."
          },
          {
            "name": "hwang_shih_decani",
            "label": "Hwang-Shih-DeCani spending",
            "help": "Gamma -4 is near O'Brien and Fleming, 1 near Pocock."
          },
          {
            "name": "listed_spending",
            "label": "Spending as listed",
            "help": "The shares of alpha you give."
          },
          {
            "name": "obrien_fleming",
            "label": "O'Brien-Fleming",
            "help": "The classical one: z falls as 1 over root t."
          },
          {
            "name": "pocock",
            "label": "Pocock",
            "help": "The classical one: the same z at every look."
          },
          {
            "name": "wang_tsiatis",
            "label": "Wang-Tsiatis",
            "help": "Between the two: z goes as t to the (delta - 1/2)."
          },
          {
            "name": "haybittle_peto",
            "label": "Haybittle-Peto",
            "help": "One large z until the last look."
          },
          {
            "name": "always_valid",
            "label": "Always valid (normal mixture)",
            "help": "Holds at every look, planned or not, and beyond the end."
          }
        ]
      },
      {
        "name": "rho",
        "label": "Rho",
        "help": "1 spends evenly, 3 is near O'Brien and Fleming.",
        "unit": "",
        "type": "number",
        "group": "Stopping for success",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 0.1,
        "min_open": false,
        "max": 20,
        "max_open": false,
        "when": [
          {
            "field": "boundary",
            "values": [
              "power_spending"
            ]
          }
        ]
      },
      {
        "name": "gamma",
        "label": "Gamma",
        "help": "Negative spends late, positive early, 0 evenly.",
        "unit": "",
        "type": "number",
        "group": "Stopping for success",
        "optional": false,
        "required": false,
        "default": -4,
        "min": -40,
        "min_open": false,
        "max": 20,
        "max_open": false,
        "when": [
          {
            "field": "boundary",
            "values": [
              "hwang_shih_decani"
            ]
          }
        ]
      },
      {
        "name": "spent",
        "label": "Alpha spent",
        "help": "Share of alpha spent by each look, never falling, the last 1.",
        "unit": "",
        "type": "numbers",
        "group": "Stopping for success",
        "optional": false,
        "required": false,
        "default": [
          0.02,
          0.1,
          0.3,
          0.6,
          1
        ],
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "boundary",
            "values": [
              "listed_spending"
            ]
          }
        ]
      },
      {
        "name": "delta",
        "label": "Delta",
        "help": "0 is O'Brien and Fleming's boundary, 0.5 Pocock's.",
        "unit": "",
        "type": "number",
        "group": "Stopping for success",
        "optional": false,
        "required": false,
        "default": 0.25,
        "min": -0.5,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "boundary",
            "values": [
              "wang_tsiatis"
            ]
          }
        ]
      },
      {
        "name": "peto_z",
        "label": "z before the last look",
        "help": "Usually 3; the last look gets what keeps the level.",
        "unit": "",
        "type": "number",
        "group": "Stopping for success",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 1,
        "min_open": false,
        "max": 20,
        "max_open": false,
        "when": [
          {
            "field": "boundary",
            "values": [
              "haybittle_peto"
            ]
          }
        ]
      },
      {
        "name": "tuned_at",
        "label": "Tuned at",
        "help": "The share of the largest size where the boundary is lowest.",
        "unit": "share",
        "type": "number",
        "group": "Stopping for success",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0.001,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "boundary",
            "values": [
              "always_valid"
            ]
          }
        ]
      },
      {
        "name": "futility",
        "label": "Futility",
        "help": "Whether to give up when success has become unlikely.",
        "unit": "",
        "type": "choice",
        "group": "Stopping for futility",
        "optional": false,
        "required": false,
        "default": "none",
        "choices": [
          {
            "name": "none",
            "label": "None",
            "help": "Never give up early."
          },
          {
            "name": "non_binding",
            "label": "Non-binding",
            "help": "The level holds even if you go on after all."
          },
          {
            "name": "binding",
            "label": "Binding",
            "help": "You must stop: the level counts on it. Spending boundaries only."
          }
        ]
      },
      {
        "name": "futility_spending",
        "label": "Futility spending",
        "help": "How 1 - power is spent over the looks.",
        "unit": "",
        "type": "choice",
        "group": "Stopping for futility",
        "optional": false,
        "required": false,
        "default": "hwang_shih_decani",
        "choices": [
          {
            "name": "obrien_fleming_type",
            "label": "O'Brien-Fleming-type",
            "help": "Gives up late."
          },
          {
            "name": "pocock_type",
            "label": "Pocock-type",
            "help": "Gives up early."
          },
          {
            "name": "power_spending",
            "label": "Power (Kim-DeMets)",
            "help": "Beta times t to the rho."
          },
          {
            "name": "hwang_shih_decani",
            "label": "Hwang-Shih-DeCani",
            "help": "Gamma -2 is usual."
          },
          {
            "name": "listed_spending",
            "label": "As listed",
            "help": "The shares of beta you give."
          }
        ],
        "when": [
          {
            "field": "futility",
            "values": [
              "non_binding",
              "binding"
            ]
          }
        ]
      },
      {
        "name": "futility_rho",
        "label": "Rho",
        "help": "Larger gives up later.",
        "unit": "",
        "type": "number",
        "group": "Stopping for futility",
        "optional": false,
        "required": false,
        "default": 2,
        "min": 0.1,
        "min_open": false,
        "max": 20,
        "max_open": false,
        "when": [
          {
            "field": "futility",
            "values": [
              "non_binding",
              "binding"
            ]
          },
          {
            "field": "futility_spending",
            "values": [
              "power_spending"
            ]
          }
        ]
      },
      {
        "name": "futility_gamma",
        "label": "Gamma",
        "help": "Negative gives up late, positive early.",
        "unit": "",
        "type": "number",
        "group": "Stopping for futility",
        "optional": false,
        "required": false,
        "default": -2,
        "min": -40,
        "min_open": false,
        "max": 20,
        "max_open": false,
        "when": [
          {
            "field": "futility",
            "values": [
              "non_binding",
              "binding"
            ]
          },
          {
            "field": "futility_spending",
            "values": [
              "hwang_shih_decani"
            ]
          }
        ]
      },
      {
        "name": "futility_spent",
        "label": "Beta spent",
        "help": "Share of 1 - power spent by each look, never falling, the last 1.",
        "unit": "",
        "type": "numbers",
        "group": "Stopping for futility",
        "optional": false,
        "required": false,
        "default": [
          0.05,
          0.15,
          0.4,
          0.7,
          1
        ],
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "futility",
            "values": [
              "non_binding",
              "binding"
            ]
          },
          {
            "field": "futility_spending",
            "values": [
              "listed_spending"
            ]
          }
        ]
      }
    ],
    "result": [
      {
        "name": "n_control",
        "label": "People in control, at most",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_treatment",
        "label": "People in treatment, at most",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_total",
        "label": "People in all, at most",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_control_unrounded",
        "label": "People in control before rounding",
        "help": "Absent where the size is given.",
        "unit": "people",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "clusters_control",
        "label": "Clusters in control, at most",
        "help": "Absent where people are randomised.",
        "unit": "clusters",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "clusters_treatment",
        "label": "Clusters in treatment, at most",
        "help": "",
        "unit": "clusters",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "design_effect",
        "label": "Design effect",
        "help": "How many times as many people clusters need as people who are randomised one by one.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "n_fixed_control",
        "label": "People in control with one look",
        "help": "Of the fixed design with this effect, level and power.",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_fixed_total",
        "label": "People in all with one look",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "inflation",
        "label": "Inflation factor",
        "help": "Largest size / fixed size, before rounding.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effect_absolute",
        "label": "Effect, absolute",
        "help": "treatment - control",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effect_relative",
        "label": "Effect, relative",
        "help": "treatment / control - 1; absent where the control's value is zero.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "control_value",
        "label": "Control",
        "help": "The control's share, mean, ratio or rate.",
        "unit": "level",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "treatment_value",
        "label": "Treatment",
        "help": "The treatment's share, mean, ratio or rate.",
        "unit": "level",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "power",
        "label": "Power",
        "help": "Of the rounded plan.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "alpha",
        "label": "Significance level",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "expected_n",
        "label": "Expected people in all",
        "help": "If the effect is as planned.",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "expected_n_null",
        "label": "Expected people without effect",
        "help": "",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "expected_days",
        "label": "Expected duration",
        "help": "If the effect is as planned.",
        "unit": "days",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "duration_days",
        "label": "Longest duration",
        "help": "",
        "unit": "days",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "duration_weeks",
        "label": "Whole weeks",
        "help": "",
        "unit": "weeks",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "drift",
        "label": "Drift",
        "help": "Expected z at the last look: planned effect / standard error.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "boundary_label",
        "label": "Boundary",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "looks",
        "label": "Looks",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "SequentialLook"
      },
      {
        "name": "scenarios",
        "label": "If the effect is another",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "SequentialScenario"
      },
      {
        "name": "headline",
        "label": "Headline",
        "help": "The name of the result that answers the question.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "headline_label",
        "label": "Headline, in words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "sentence",
        "label": "Sentence",
        "help": "The answer in plain words.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "equations",
        "label": "Equations",
        "help": "Keys of the equations used, in reading order.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "terms",
        "label": "Terms",
        "help": "The number of each term of those equations.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Term"
      },
      {
        "name": "snippets",
        "label": "Code elsewhere",
        "help": "Keys of R and Python code that gives the same number.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "assumptions",
        "label": "What this rests on",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
      }
    ]
  },
  {
    "name": "interim-look",
    "room": "plan",
    "module": "plan",
    "shape": "calculation",
    "title": "Interim look",
    "summary": "What one look into a running sequential experiment says, and how likely success still is.",
    "request": [
      {
        "name": "metric",
        "label": "Metric",
        "help": "What is measured on each person.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "proportion",
        "choices": [
          {
            "name": "proportion",
            "label": "Proportion",
            "help": "A share of people who do something: conversion, retention."
          },
          {
            "name": "mean",
            "label": "Mean",
            "help": "An average per person: revenue, minutes, orders."
          },
          {
            "name": "ratio",
            "label": "Ratio",
            "help": "A sum over a sum, as clicks per view, where people bring many views."
          },
          {
            "name": "count",
            "label": "Count",
            "help": "Events per person and time: tickets, orders, failures."
          }
        ]
      },
      {
        "name": "solve_for",
        "label": "Solve for",
        "help": "The unknown; everything else is an input.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "size",
        "choices": [
          {
            "name": "size",
            "label": "Size",
            "help": "How many people are needed at most."
          },
          {
            "name": "effect",
            "label": "Effect",
            "help": "The smallest effect that will be seen."
          },
          {
            "name": "power",
            "label": "Power",
            "help": "How likely the effect is to be seen."
          },
          {
            "name": "alpha",
            "label": "Significance level",
            "help": "The level at which the effect is seen."
          }
        ]
      },
      {
        "name": "baseline",
        "label": "Baseline",
        "help": "The control's share: how many of 100 people do it today.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.1,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion"
            ]
          }
        ]
      },
      {
        "name": "baseline_mean",
        "label": "Baseline mean",
        "help": "The control's mean. It only matters for relative effects.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 100,
        "min": -1e+60,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "sd",
        "label": "Standard deviation",
        "help": "Between people, the same in both arms.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 100,
        "min": 1e-60,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "numerator_mean",
        "label": "Numerator, mean",
        "help": "Per person, as clicks.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 2,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "numerator_sd",
        "label": "Numerator, SD",
        "help": "Between people.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 0,
        "min_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "denominator_mean",
        "label": "Denominator, mean",
        "help": "Per person, as views.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 20,
        "min": 1e-30,
        "min_open": false,
        "max": 1e+30,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "denominator_sd",
        "label": "Denominator, SD",
        "help": "Between people.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 15,
        "min": 0,
        "min_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "ratio_correlation",
        "label": "Their correlation",
        "help": "Between numerator and denominator, over people.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.6,
        "min": -1,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "rate",
        "label": "Baseline rate",
        "help": "Events per person and unit of time, in control.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 1e-30,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "exposure",
        "label": "Time per person",
        "help": "How many units of time each person is watched, on average.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 1e-30,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "dispersion",
        "label": "Dispersion",
        "help": "0 is Poisson. Otherwise the variance of a count is mean + dispersion x mean squared.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "count_method",
        "label": "Rates compared by",
        "help": "The scale on which the rates are compared.",
        "unit": "",
        "type": "choice",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": "log_ratio",
        "choices": [
          {
            "name": "log_ratio",
            "label": "Log rate ratio",
            "help": "Poisson or negative binomial regression: PASS, SAS."
          },
          {
            "name": "difference",
            "label": "Rate difference",
            "help": "Wald's test of two rates."
          },
          {
            "name": "square_root",
            "label": "Square root",
            "help": "Of rates, whose variance is then nearly constant."
          }
        ],
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "effect_scale",
        "label": "Effect scale",
        "help": "How the effect is given and shown first.",
        "unit": "",
        "type": "choice",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": "relative",
        "choices": [
          {
            "name": "relative",
            "label": "Relative",
            "help": "treatment / control - 1"
          },
          {
            "name": "absolute",
            "label": "Absolute",
            "help": "treatment - control"
          }
        ]
      },
      {
        "name": "effect",
        "label": "Effect",
        "help": "The smallest change worth finding: treatment / control - 1, or treatment - control.",
        "unit": "effect",
        "type": "number",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": 0.1,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "power",
              "alpha"
            ]
          }
        ]
      },
      {
        "name": "direction",
        "label": "Direction",
        "help": "Which way the effect goes.",
        "unit": "",
        "type": "choice",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": "increase",
        "choices": [
          {
            "name": "increase",
            "label": "Increase",
            "help": ""
          },
          {
            "name": "decrease",
            "label": "Decrease",
            "help": ""
          }
        ],
        "when": [
          {
            "field": "solve_for",
            "values": [
              "effect"
            ]
          }
        ]
      },
      {
        "name": "sides",
        "label": "Sides",
        "help": "Two-sided unless a change the other way could never matter.",
        "unit": "",
        "type": "choice",
        "group": "Error rates",
        "optional": false,
        "required": false,
        "default": "two",
        "choices": [
          {
            "name": "two",
            "label": "Two-sided",
            "help": "A change in either direction counts."
          },
          {
            "name": "one",
            "label": "One-sided",
            "help": "Only a change in the planned direction counts."
          }
        ]
      },
      {
        "name": "alpha",
        "label": "Significance level",
        "help": "How often all looks together may cry wolf when nothing changed.",
        "unit": "share",
        "type": "number",
        "group": "Error rates",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 1e-10,
        "min_open": false,
        "max": 0.5,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "effect",
              "power"
            ]
          }
        ]
      },
      {
        "name": "power",
        "label": "Power",
        "help": "How often the experiment must find the effect when it is there.",
        "unit": "share",
        "type": "number",
        "group": "Error rates",
        "optional": false,
        "required": false,
        "default": 0.8,
        "min": 0,
        "min_open": true,
        "max": 0.999999,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "effect",
              "alpha"
            ]
          }
        ]
      },
      {
        "name": "ratio",
        "label": "Allocation ratio",
        "help": "People in treatment for each person in control.",
        "unit": "",
        "type": "number",
        "group": "Size",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.001,
        "min_open": false,
        "max": 1000,
        "max_open": false
      },
      {
        "name": "n_control",
        "label": "People in control, at most",
        "help": "At the last look; treatment gets ratio times as many.",
        "unit": "people",
        "type": "integer",
        "group": "Size",
        "optional": false,
        "required": false,
        "default": 15000,
        "min": 2,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "effect",
              "power",
              "alpha"
            ]
          }
        ]
      },
      {
        "name": "r_squared",
        "label": "R² of the covariates",
        "help": "Share of the variance that values from before explain (CUPED): the square of their correlation.",
        "unit": "share",
        "type": "number",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion",
              "mean",
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "randomised",
        "label": "Randomised",
        "help": "What is drawn into an arm.",
        "unit": "",
        "type": "choice",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": "people",
        "choices": [
          {
            "name": "people",
            "label": "People",
            "help": "Each person by herself."
          },
          {
            "name": "clusters",
            "label": "Clusters",
            "help": "Whole groups: cities, shops, classes. All people of one get the same."
          }
        ]
      },
      {
        "name": "icc",
        "label": "Intraclass correlation",
        "help": "Share of the variance (left by the covariates) that lies between clusters.",
        "unit": "",
        "type": "number",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": 0.02,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "randomised",
            "values": [
              "clusters"
            ]
          }
        ]
      },
      {
        "name": "people_per_cluster",
        "label": "People per cluster",
        "help": "The mean over clusters.",
        "unit": "people",
        "type": "number",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": 100,
        "min": 1,
        "min_open": false,
        "max": 1000000000,
        "max_open": false,
        "when": [
          {
            "field": "randomised",
            "values": [
              "clusters"
            ]
          }
        ]
      },
      {
        "name": "cv",
        "label": "Variation of cluster sizes",
        "help": "Standard deviation of the sizes divided by their mean; 0 if all are equal.",
        "unit": "",
        "type": "number",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 10,
        "max_open": false,
        "when": [
          {
            "field": "randomised",
            "values": [
              "clusters"
            ]
          }
        ]
      },
      {
        "name": "daily_people",
        "label": "New people a day",
        "help": "People a day who could enter, each counted once.",
        "unit": "people/day",
        "type": "number",
        "group": "Traffic",
        "optional": false,
        "required": false,
        "default": 2000,
        "min": 0,
        "min_open": true,
        "max": 1000000000000,
        "max_open": false
      },
      {
        "name": "share_in_experiment",
        "label": "Share in the experiment",
        "help": "How many of them enter, both arms together.",
        "unit": "share",
        "type": "number",
        "group": "Traffic",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": false
      },
      {
        "name": "timing",
        "label": "Looks are",
        "help": "When the data are looked at.",
        "unit": "",
        "type": "choice",
        "group": "Looks",
        "optional": false,
        "required": false,
        "default": "equal",
        "choices": [
          {
            "name": "equal",
            "label": "Evenly spaced",
            "help": "After equal numbers of people."
          },
          {
            "name": "listed",
            "label": "As listed",
            "help": "At the shares you give."
          }
        ]
      },
      {
        "name": "looks",
        "label": "Number of looks",
        "help": "The last one, at the end, counts.",
        "unit": "looks",
        "type": "integer",
        "group": "Looks",
        "optional": false,
        "required": false,
        "default": 5,
        "min": 1,
        "min_open": false,
        "max": 50,
        "max_open": false,
        "when": [
          {
            "field": "timing",
            "values": [
              "equal"
            ]
          }
        ]
      },
      {
        "name": "fractions",
        "label": "Looks at",
        "help": "Rising shares of the largest size, or numbers of people: they are divided by the last.",
        "unit": "",
        "type": "numbers",
        "group": "Looks",
        "optional": false,
        "required": false,
        "default": [
          0.25,
          0.5,
          0.75,
          1
        ],
        "min": 0,
        "min_open": true,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "timing",
            "values": [
              "listed"
            ]
          }
        ]
      },
      {
        "name": "boundary",
        "label": "Boundary",
        "help": "From which z on a look rejects. A “-type” boundary spends alpha in the manner of the classical one; its numbers differ.",
        "unit": "",
        "type": "choice",
        "group": "Stopping for success",
        "optional": false,
        "required": false,
        "default": "obrien_fleming_type",
        "choices": [
          {
            "name": "obrien_fleming_type",
            "label": "O'Brien-Fleming-type spending",
            "help": "Hard to stop early, almost the fixed test at the end. Looks may move."
          },
          {
            "name": "pocock_type",
            "label": "Pocock-type spending",
            "help": "Easy to stop early, dear at the end."
          },
          {
            "name": "power_spending",
            "label": "Power spending (Kim-DeMets)",
            "help": "Spends alpha times t to the rho."
          },
          {
            "name": "hwang_shih_decani",
            "label": "Hwang-Shih-DeCani spending",
            "help": "Gamma -4 is near O'Brien and Fleming, 1 near Pocock."
          },
          {
            "name": "listed_spending",
            "label": "Spending as listed",
            "help": "The shares of alpha you give."
          },
          {
            "name": "obrien_fleming",
            "label": "O'Brien-Fleming",
            "help": "The classical one: z falls as 1 over root t."
          },
          {
            "name": "pocock",
            "label": "Pocock",
            "help": "The classical one: the same z at every look."
          },
          {
            "name": "wang_tsiatis",
            "label": "Wang-Tsiatis",
            "help": "Between the two: z goes as t to the (delta - 1/2)."
          },
          {
            "name": "haybittle_peto",
            "label": "Haybittle-Peto",
            "help": "One large z until the last look."
          },
          {
            "name": "always_valid",
            "label": "Always valid (normal mixture)",
            "help": "Holds at every look, planned or not, and beyond the end."
          }
        ]
      },
      {
        "name": "rho",
        "label": "Rho",
        "help": "1 spends evenly, 3 is near O'Brien and Fleming.",
        "unit": "",
        "type": "number",
        "group": "Stopping for success",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 0.1,
        "min_open": false,
        "max": 20,
        "max_open": false,
        "when": [
          {
            "field": "boundary",
            "values": [
              "power_spending"
            ]
          }
        ]
      },
      {
        "name": "gamma",
        "label": "Gamma",
        "help": "Negative spends late, positive early, 0 evenly.",
        "unit": "",
        "type": "number",
        "group": "Stopping for success",
        "optional": false,
        "required": false,
        "default": -4,
        "min": -40,
        "min_open": false,
        "max": 20,
        "max_open": false,
        "when": [
          {
            "field": "boundary",
            "values": [
              "hwang_shih_decani"
            ]
          }
        ]
      },
      {
        "name": "spent",
        "label": "Alpha spent",
        "help": "Share of alpha spent by each look, never falling, the last 1.",
        "unit": "",
        "type": "numbers",
        "group": "Stopping for success",
        "optional": false,
        "required": false,
        "default": [
          0.02,
          0.1,
          0.3,
          0.6,
          1
        ],
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "boundary",
            "values": [
              "listed_spending"
            ]
          }
        ]
      },
      {
        "name": "delta",
        "label": "Delta",
        "help": "0 is O'Brien and Fleming's boundary, 0.5 Pocock's.",
        "unit": "",
        "type": "number",
        "group": "Stopping for success",
        "optional": false,
        "required": false,
        "default": 0.25,
        "min": -0.5,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "boundary",
            "values": [
              "wang_tsiatis"
            ]
          }
        ]
      },
      {
        "name": "peto_z",
        "label": "z before the last look",
        "help": "Usually 3; the last look gets what keeps the level.",
        "unit": "",
        "type": "number",
        "group": "Stopping for success",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 1,
        "min_open": false,
        "max": 20,
        "max_open": false,
        "when": [
          {
            "field": "boundary",
            "values": [
              "haybittle_peto"
            ]
          }
        ]
      },
      {
        "name": "tuned_at",
        "label": "Tuned at",
        "help": "The share of the largest size where the boundary is lowest.",
        "unit": "share",
        "type": "number",
        "group": "Stopping for success",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0.001,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "boundary",
            "values": [
              "always_valid"
            ]
          }
        ]
      },
      {
        "name": "futility",
        "label": "Futility",
        "help": "Whether to give up when success has become unlikely.",
        "unit": "",
        "type": "choice",
        "group": "Stopping for futility",
        "optional": false,
        "required": false,
        "default": "none",
        "choices": [
          {
            "name": "none",
            "label": "None",
            "help": "Never give up early."
          },
          {
            "name": "non_binding",
            "label": "Non-binding",
            "help": "The level holds even if you go on after all."
          },
          {
            "name": "binding",
            "label": "Binding",
            "help": "You must stop: the level counts on it. Spending boundaries only."
          }
        ]
      },
      {
        "name": "futility_spending",
        "label": "Futility spending",
        "help": "How 1 - power is spent over the looks.",
        "unit": "",
        "type": "choice",
        "group": "Stopping for futility",
        "optional": false,
        "required": false,
        "default": "hwang_shih_decani",
        "choices": [
          {
            "name": "obrien_fleming_type",
            "label": "O'Brien-Fleming-type",
            "help": "Gives up late."
          },
          {
            "name": "pocock_type",
            "label": "Pocock-type",
            "help": "Gives up early."
          },
          {
            "name": "power_spending",
            "label": "Power (Kim-DeMets)",
            "help": "Beta times t to the rho."
          },
          {
            "name": "hwang_shih_decani",
            "label": "Hwang-Shih-DeCani",
            "help": "Gamma -2 is usual."
          },
          {
            "name": "listed_spending",
            "label": "As listed",
            "help": "The shares of beta you give."
          }
        ],
        "when": [
          {
            "field": "futility",
            "values": [
              "non_binding",
              "binding"
            ]
          }
        ]
      },
      {
        "name": "futility_rho",
        "label": "Rho",
        "help": "Larger gives up later.",
        "unit": "",
        "type": "number",
        "group": "Stopping for futility",
        "optional": false,
        "required": false,
        "default": 2,
        "min": 0.1,
        "min_open": false,
        "max": 20,
        "max_open": false,
        "when": [
          {
            "field": "futility",
            "values": [
              "non_binding",
              "binding"
            ]
          },
          {
            "field": "futility_spending",
            "values": [
              "power_spending"
            ]
          }
        ]
      },
      {
        "name": "futility_gamma",
        "label": "Gamma",
        "help": "Negative gives up late, positive early.",
        "unit": "",
        "type": "number",
        "group": "Stopping for futility",
        "optional": false,
        "required": false,
        "default": -2,
        "min": -40,
        "min_open": false,
        "max": 20,
        "max_open": false,
        "when": [
          {
            "field": "futility",
            "values": [
              "non_binding",
              "binding"
            ]
          },
          {
            "field": "futility_spending",
            "values": [
              "hwang_shih_decani"
            ]
          }
        ]
      },
      {
        "name": "futility_spent",
        "label": "Beta spent",
        "help": "Share of 1 - power spent by each look, never falling, the last 1.",
        "unit": "",
        "type": "numbers",
        "group": "Stopping for futility",
        "optional": false,
        "required": false,
        "default": [
          0.05,
          0.15,
          0.4,
          0.7,
          1
        ],
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "futility",
            "values": [
              "non_binding",
              "binding"
            ]
          },
          {
            "field": "futility_spending",
            "values": [
              "listed_spending"
            ]
          }
        ]
      },
      {
        "name": "look",
        "label": "Look",
        "help": "Which look this is. None before it crossed a boundary.",
        "unit": "looks",
        "type": "integer",
        "group": "Interim look",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 1,
        "min_open": false,
        "max": 50,
        "max_open": false
      },
      {
        "name": "look_timing",
        "label": "It happens",
        "help": "At its planned share, or at another.",
        "unit": "",
        "type": "choice",
        "group": "Interim look",
        "optional": false,
        "required": false,
        "default": "planned",
        "choices": [
          {
            "name": "planned",
            "label": "As planned",
            "help": ""
          },
          {
            "name": "moved",
            "label": "At another time",
            "help": "Spending boundaries are computed anew for the share seen so far."
          }
        ]
      },
      {
        "name": "information",
        "label": "Share seen so far",
        "help": "People so far / people at the last look.",
        "unit": "share",
        "type": "number",
        "group": "Interim look",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "look_timing",
            "values": [
              "moved"
            ]
          }
        ]
      },
      {
        "name": "given",
        "label": "Result given as",
        "help": "What was seen so far.",
        "unit": "",
        "type": "choice",
        "group": "Interim look",
        "optional": false,
        "required": false,
        "default": "z",
        "choices": [
          {
            "name": "z",
            "label": "z",
            "help": ""
          },
          {
            "name": "estimate",
            "label": "Estimate and standard error",
            "help": ""
          }
        ]
      },
      {
        "name": "z",
        "label": "z",
        "help": "Estimate / standard error; positive: treatment is above control.",
        "unit": "",
        "type": "number",
        "group": "Interim look",
        "optional": false,
        "required": false,
        "default": 1.5,
        "min": -40,
        "min_open": false,
        "max": 40,
        "max_open": false,
        "when": [
          {
            "field": "given",
            "values": [
              "z"
            ]
          }
        ]
      },
      {
        "name": "estimate",
        "label": "Estimate",
        "help": "treatment - control; for counts on the scale of the test, as a log rate ratio.",
        "unit": "",
        "type": "number",
        "group": "Interim look",
        "optional": false,
        "required": false,
        "default": 0.007,
        "min": -1e+60,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "given",
            "values": [
              "estimate"
            ]
          }
        ]
      },
      {
        "name": "se",
        "label": "Standard error",
        "help": "Of that estimate.",
        "unit": "",
        "type": "number",
        "group": "Interim look",
        "optional": false,
        "required": false,
        "default": 0.0045,
        "min": 1e-60,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "given",
            "values": [
              "estimate"
            ]
          }
        ]
      }
    ],
    "result": [
      {
        "name": "decision",
        "label": "What the plan says",
        "help": "",
        "unit": "",
        "type": "choice",
        "optional": false,
        "required": false,
        "choices": [
          {
            "name": "go_on",
            "label": "Go on",
            "help": ""
          },
          {
            "name": "reject",
            "label": "Stop: success",
            "help": ""
          },
          {
            "name": "reject_opposite",
            "label": "Stop: an effect the other way",
            "help": ""
          },
          {
            "name": "give_up",
            "label": "Stop: futile",
            "help": ""
          },
          {
            "name": "ended",
            "label": "The end: not significant",
            "help": ""
          }
        ]
      },
      {
        "name": "information",
        "label": "Share seen so far",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "n_total",
        "label": "People in all, as planned for this look",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "z",
        "label": "z",
        "help": "treatment - control, in standard errors.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "estimate",
        "label": "Estimate",
        "help": "treatment - control; for counts on the scale of the test, as a log rate ratio.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "se",
        "label": "Standard error",
        "help": "As given, or as planned for this look.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "upper_z",
        "label": "Rejects from z",
        "help": "In the planned direction; two-sided: |z|. Absent where this look can not reject.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "futility_z",
        "label": "Gives up to z",
        "help": "In the planned direction; two-sided: |z|.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "p_nominal",
        "label": "Nominal p",
        "help": "As if this were the only look.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "conditional_power",
        "label": "Conditional power",
        "help": "Chance to reject in the planned direction later, if the effect is as planned. Absent at the end.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "conditional_power_trend",
        "label": "Conditional power, current trend",
        "help": "The same if the effect is what was seen so far.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "conditional_power_null",
        "label": "Conditional power, no effect",
        "help": "The same if there is no effect.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "predictive_power",
        "label": "Predictive power",
        "help": "Conditional power averaged over what is known of the effect, from a flat prior.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "repeated_ci_low",
        "label": "Repeated interval, from",
        "help": "Covers the effect at all looks together, stopped or not.",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "repeated_ci_high",
        "label": "Repeated interval, to",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "p_value",
        "label": "p-value",
        "help": "Of an experiment that ends here, in the stagewise order. Absent while it goes on.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "estimate_unbiased",
        "label": "Median-unbiased estimate",
        "help": "As often too high as too low, the early stop counted in. Absent while it goes on.",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "ci_low",
        "label": "Interval, from",
        "help": "In the stagewise order.",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "ci_high",
        "label": "Interval, to",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "curve_effect",
        "label": "True effect",
        "help": "For the curve; absolute.",
        "unit": "outcome",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "curve_power",
        "label": "Conditional power",
        "help": "",
        "unit": "share",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "headline",
        "label": "Headline",
        "help": "The name of the result that answers the question.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "headline_label",
        "label": "Headline, in words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "sentence",
        "label": "Sentence",
        "help": "The answer in plain words.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "equations",
        "label": "Equations",
        "help": "Keys of the equations used, in reading order.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "terms",
        "label": "Terms",
        "help": "The number of each term of those equations.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Term"
      },
      {
        "name": "snippets",
        "label": "Code elsewhere",
        "help": "Keys of R and Python code that gives the same number.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "assumptions",
        "label": "What this rests on",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
      }
    ]
  },
  {
    "name": "always-valid-plan",
    "room": "plan",
    "module": "plan",
    "shape": "calculation",
    "title": "Always valid plan",
    "summary": "An experiment you may look at whenever you like, beside a group-sequential and a fixed one.",
    "request": [
      {
        "name": "metric",
        "label": "Metric",
        "help": "What is measured on each person.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "proportion",
        "choices": [
          {
            "name": "proportion",
            "label": "Proportion",
            "help": "A share of people who do something: conversion, retention."
          },
          {
            "name": "mean",
            "label": "Mean",
            "help": "An average per person: revenue, minutes, orders."
          },
          {
            "name": "ratio",
            "label": "Ratio",
            "help": "A sum over a sum, as clicks per view, where people bring many views."
          },
          {
            "name": "count",
            "label": "Count",
            "help": "Events per person and time: tickets, orders, failures."
          }
        ]
      },
      {
        "name": "solve_for",
        "label": "Solve for",
        "help": "The unknown; everything else is an input.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "size",
        "choices": [
          {
            "name": "size",
            "label": "Size",
            "help": "How many people are needed at most."
          },
          {
            "name": "effect",
            "label": "Effect",
            "help": "The smallest effect that will be seen."
          },
          {
            "name": "power",
            "label": "Power",
            "help": "How likely the effect is to be seen."
          },
          {
            "name": "alpha",
            "label": "Significance level",
            "help": "The level at which the effect is seen."
          }
        ]
      },
      {
        "name": "baseline",
        "label": "Baseline",
        "help": "The control's share: how many of 100 people do it today.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.1,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion"
            ]
          }
        ]
      },
      {
        "name": "baseline_mean",
        "label": "Baseline mean",
        "help": "The control's mean. It only matters for relative effects.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 100,
        "min": -1e+60,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "sd",
        "label": "Standard deviation",
        "help": "Between people, the same in both arms.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 100,
        "min": 1e-60,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "numerator_mean",
        "label": "Numerator, mean",
        "help": "Per person, as clicks.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 2,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "numerator_sd",
        "label": "Numerator, SD",
        "help": "Between people.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 0,
        "min_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "denominator_mean",
        "label": "Denominator, mean",
        "help": "Per person, as views.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 20,
        "min": 1e-30,
        "min_open": false,
        "max": 1e+30,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "denominator_sd",
        "label": "Denominator, SD",
        "help": "Between people.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 15,
        "min": 0,
        "min_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "ratio_correlation",
        "label": "Their correlation",
        "help": "Between numerator and denominator, over people.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.6,
        "min": -1,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "rate",
        "label": "Baseline rate",
        "help": "Events per person and unit of time, in control.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 1e-30,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "exposure",
        "label": "Time per person",
        "help": "How many units of time each person is watched, on average.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 1e-30,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "dispersion",
        "label": "Dispersion",
        "help": "0 is Poisson. Otherwise the variance of a count is mean + dispersion x mean squared.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "count_method",
        "label": "Rates compared by",
        "help": "The scale on which the rates are compared.",
        "unit": "",
        "type": "choice",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": "log_ratio",
        "choices": [
          {
            "name": "log_ratio",
            "label": "Log rate ratio",
            "help": "Poisson or negative binomial regression: PASS, SAS."
          },
          {
            "name": "difference",
            "label": "Rate difference",
            "help": "Wald's test of two rates."
          },
          {
            "name": "square_root",
            "label": "Square root",
            "help": "Of rates, whose variance is then nearly constant."
          }
        ],
        "when": [
          {
            "field": "metric",
            "values": [
              "count"
            ]
          }
        ]
      },
      {
        "name": "effect_scale",
        "label": "Effect scale",
        "help": "How the effect is given and shown first.",
        "unit": "",
        "type": "choice",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": "relative",
        "choices": [
          {
            "name": "relative",
            "label": "Relative",
            "help": "treatment / control - 1"
          },
          {
            "name": "absolute",
            "label": "Absolute",
            "help": "treatment - control"
          }
        ]
      },
      {
        "name": "effect",
        "label": "Effect",
        "help": "The smallest change worth finding: treatment / control - 1, or treatment - control.",
        "unit": "effect",
        "type": "number",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": 0.1,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "power",
              "alpha"
            ]
          }
        ]
      },
      {
        "name": "direction",
        "label": "Direction",
        "help": "Which way the effect goes.",
        "unit": "",
        "type": "choice",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": "increase",
        "choices": [
          {
            "name": "increase",
            "label": "Increase",
            "help": ""
          },
          {
            "name": "decrease",
            "label": "Decrease",
            "help": ""
          }
        ],
        "when": [
          {
            "field": "solve_for",
            "values": [
              "effect"
            ]
          }
        ]
      },
      {
        "name": "sides",
        "label": "Sides",
        "help": "Two-sided unless a change the other way could never matter.",
        "unit": "",
        "type": "choice",
        "group": "Error rates",
        "optional": false,
        "required": false,
        "default": "two",
        "choices": [
          {
            "name": "two",
            "label": "Two-sided",
            "help": "A change in either direction counts."
          },
          {
            "name": "one",
            "label": "One-sided",
            "help": "Only a change in the planned direction counts."
          }
        ]
      },
      {
        "name": "alpha",
        "label": "Significance level",
        "help": "How often all looks together may cry wolf when nothing changed.",
        "unit": "share",
        "type": "number",
        "group": "Error rates",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 1e-10,
        "min_open": false,
        "max": 0.5,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "effect",
              "power"
            ]
          }
        ]
      },
      {
        "name": "power",
        "label": "Power",
        "help": "How often the experiment must find the effect when it is there.",
        "unit": "share",
        "type": "number",
        "group": "Error rates",
        "optional": false,
        "required": false,
        "default": 0.8,
        "min": 0,
        "min_open": true,
        "max": 0.999999,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "effect",
              "alpha"
            ]
          }
        ]
      },
      {
        "name": "ratio",
        "label": "Allocation ratio",
        "help": "People in treatment for each person in control.",
        "unit": "",
        "type": "number",
        "group": "Size",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.001,
        "min_open": false,
        "max": 1000,
        "max_open": false
      },
      {
        "name": "n_control",
        "label": "People in control, at most",
        "help": "At the last look; treatment gets ratio times as many.",
        "unit": "people",
        "type": "integer",
        "group": "Size",
        "optional": false,
        "required": false,
        "default": 15000,
        "min": 2,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "effect",
              "power",
              "alpha"
            ]
          }
        ]
      },
      {
        "name": "r_squared",
        "label": "R² of the covariates",
        "help": "Share of the variance that values from before explain (CUPED): the square of their correlation.",
        "unit": "share",
        "type": "number",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion",
              "mean",
              "ratio"
            ]
          }
        ]
      },
      {
        "name": "randomised",
        "label": "Randomised",
        "help": "What is drawn into an arm.",
        "unit": "",
        "type": "choice",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": "people",
        "choices": [
          {
            "name": "people",
            "label": "People",
            "help": "Each person by herself."
          },
          {
            "name": "clusters",
            "label": "Clusters",
            "help": "Whole groups: cities, shops, classes. All people of one get the same."
          }
        ]
      },
      {
        "name": "icc",
        "label": "Intraclass correlation",
        "help": "Share of the variance (left by the covariates) that lies between clusters.",
        "unit": "",
        "type": "number",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": 0.02,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "randomised",
            "values": [
              "clusters"
            ]
          }
        ]
      },
      {
        "name": "people_per_cluster",
        "label": "People per cluster",
        "help": "The mean over clusters.",
        "unit": "people",
        "type": "number",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": 100,
        "min": 1,
        "min_open": false,
        "max": 1000000000,
        "max_open": false,
        "when": [
          {
            "field": "randomised",
            "values": [
              "clusters"
            ]
          }
        ]
      },
      {
        "name": "cv",
        "label": "Variation of cluster sizes",
        "help": "Standard deviation of the sizes divided by their mean; 0 if all are equal.",
        "unit": "",
        "type": "number",
        "group": "Covariates and clusters",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 10,
        "max_open": false,
        "when": [
          {
            "field": "randomised",
            "values": [
              "clusters"
            ]
          }
        ]
      },
      {
        "name": "daily_people",
        "label": "New people a day",
        "help": "People a day who could enter, each counted once.",
        "unit": "people/day",
        "type": "number",
        "group": "Traffic",
        "optional": false,
        "required": false,
        "default": 2000,
        "min": 0,
        "min_open": true,
        "max": 1000000000000,
        "max_open": false
      },
      {
        "name": "share_in_experiment",
        "label": "Share in the experiment",
        "help": "How many of them enter, both arms together.",
        "unit": "share",
        "type": "number",
        "group": "Traffic",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": false
      },
      {
        "name": "looks",
        "label": "Number of looks",
        "help": "Size and power are for this many, evenly spaced. The level holds for any number.",
        "unit": "looks",
        "type": "integer",
        "group": "Looks",
        "optional": false,
        "required": false,
        "default": 30,
        "min": 1,
        "min_open": false,
        "max": 100,
        "max_open": false
      },
      {
        "name": "tuning",
        "label": "Tuned",
        "help": "Which mixture.",
        "unit": "",
        "type": "choice",
        "group": "Boundary",
        "optional": false,
        "required": false,
        "default": "share",
        "choices": [
          {
            "name": "share",
            "label": "For a size",
            "help": "The boundary is lowest at that share."
          },
          {
            "name": "tau",
            "label": "By tau",
            "help": "The spread of effects the mixture expects."
          }
        ]
      },
      {
        "name": "tuned_at",
        "label": "Tuned at",
        "help": "The share of the largest size where the boundary is lowest.",
        "unit": "share",
        "type": "number",
        "group": "Boundary",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0.001,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "tuning",
            "values": [
              "share"
            ]
          }
        ]
      },
      {
        "name": "tau",
        "label": "Tau",
        "help": "Standard deviation of the mixing distribution of the absolute effect; near the planned effect.",
        "unit": "outcome",
        "type": "number",
        "group": "Boundary",
        "optional": false,
        "required": false,
        "default": 0.01,
        "min": 1e-60,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "tuning",
            "values": [
              "tau"
            ]
          }
        ]
      },
      {
        "name": "compared_looks",
        "label": "Looks of the compared plan",
        "help": "The group-sequential plan beside it, with O'Brien-Fleming-type spending.",
        "unit": "looks",
        "type": "integer",
        "group": "Comparison",
        "optional": false,
        "required": false,
        "default": 10,
        "min": 2,
        "min_open": false,
        "max": 20,
        "max_open": false
      }
    ],
    "result": [
      {
        "name": "n_control",
        "label": "People in control, at most",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_treatment",
        "label": "People in treatment, at most",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_total",
        "label": "People in all, at most",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_control_unrounded",
        "label": "People in control before rounding",
        "help": "Absent where the size is given.",
        "unit": "people",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "clusters_control",
        "label": "Clusters in control, at most",
        "help": "Absent where people are randomised.",
        "unit": "clusters",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "clusters_treatment",
        "label": "Clusters in treatment, at most",
        "help": "",
        "unit": "clusters",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "design_effect",
        "label": "Design effect",
        "help": "How many times as many people clusters need as people who are randomised one by one.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "effect_absolute",
        "label": "Effect, absolute",
        "help": "treatment - control",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effect_relative",
        "label": "Effect, relative",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "power",
        "label": "Power",
        "help": "Of the rounded plan, at these looks.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "alpha",
        "label": "Significance level",
        "help": "However often one looks, without end.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "alpha_spent",
        "label": "False positives at these looks",
        "help": "What of the level this many looks up to this size really use.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "expected_n",
        "label": "Expected people in all",
        "help": "If the effect is as planned.",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "expected_n_null",
        "label": "Expected people without effect",
        "help": "",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "expected_days",
        "label": "Expected duration",
        "help": "",
        "unit": "days",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "duration_days",
        "label": "Longest duration",
        "help": "",
        "unit": "days",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "inflation",
        "label": "Inflation factor",
        "help": "Largest size / fixed size, before rounding.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "tau",
        "label": "Tau",
        "help": "Standard deviation of the mixing distribution, on the scale of the test.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "tuned_at",
        "label": "Boundary lowest at",
        "help": "Share of the largest size.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "interval_at_end",
        "label": "Half width at the end",
        "help": "Of the confidence sequence at the largest size: estimate plus and minus this, on the scale of the test.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "compared",
        "label": "Beside other plans",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "ComparedPlan"
      },
      {
        "name": "boundary_n",
        "label": "People in all",
        "help": "At each look.",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "boundary_z",
        "label": "Reject from z",
        "help": "At each look.",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "boundary_effect",
        "label": "Half width",
        "help": "Of the confidence sequence at each look.",
        "unit": "outcome",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "compared_n",
        "label": "People in all, group-sequential plan",
        "help": "",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "compared_z",
        "label": "Reject from z, group-sequential plan",
        "help": "",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "headline",
        "label": "Headline",
        "help": "The name of the result that answers the question.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "headline_label",
        "label": "Headline, in words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "sentence",
        "label": "Sentence",
        "help": "The answer in plain words.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "equations",
        "label": "Equations",
        "help": "Keys of the equations used, in reading order.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "terms",
        "label": "Terms",
        "help": "The number of each term of those equations.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Term"
      },
      {
        "name": "snippets",
        "label": "Code elsewhere",
        "help": "Keys of R and Python code that gives the same number.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "assumptions",
        "label": "What this rests on",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
      }
    ]
  },
  {
    "name": "bayesian-plan",
    "room": "plan",
    "module": "plan",
    "shape": "calculation",
    "title": "Bayesian decision",
    "summary": "How often a Bayesian rule ships what works and what does not, the size it needs, and assurance.",
    "request": [
      {
        "name": "metric",
        "label": "Metric",
        "help": "What is measured on each person; more is better.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "proportion",
        "choices": [
          {
            "name": "proportion",
            "label": "Proportion",
            "help": "A share of people who do something: conversion, retention."
          },
          {
            "name": "mean",
            "label": "Mean",
            "help": "An average per person: revenue, minutes, orders."
          }
        ]
      },
      {
        "name": "solve_for",
        "label": "Solve for",
        "help": "The unknown; everything else is an input.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "size",
        "choices": [
          {
            "name": "size",
            "label": "Size",
            "help": "How many people until the rule ships often enough."
          },
          {
            "name": "power",
            "label": "Chance to ship",
            "help": "How often the rule ships."
          },
          {
            "name": "threshold",
            "label": "Threshold",
            "help": "The threshold at which a treatment without effect ships as often as the level allows."
          }
        ]
      },
      {
        "name": "baseline",
        "label": "Baseline",
        "help": "The control's share.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.1,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion"
            ]
          }
        ]
      },
      {
        "name": "baseline_mean",
        "label": "Baseline mean",
        "help": "The control's mean. It only matters for relative effects.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 100,
        "min": -1e+60,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "sd",
        "label": "Standard deviation",
        "help": "Between people, taken as known.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 100,
        "min": 1e-60,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "effect_scale",
        "label": "Effect scale",
        "help": "How effects are given.",
        "unit": "",
        "type": "choice",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": "relative",
        "choices": [
          {
            "name": "relative",
            "label": "Relative",
            "help": "treatment / control - 1"
          },
          {
            "name": "absolute",
            "label": "Absolute",
            "help": "treatment - control"
          }
        ]
      },
      {
        "name": "effect",
        "label": "True effect",
        "help": "The improvement under which the rule should ship: treatment / control - 1, or treatment - control.",
        "unit": "effect",
        "type": "number",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": 0.1
      },
      {
        "name": "harmful_effect",
        "label": "Harmful effect",
        "help": "A loss under which it should not: how often it would ship all the same.",
        "unit": "effect",
        "type": "number",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": -0.05
      },
      {
        "name": "rule",
        "label": "Ship by",
        "help": "What the decision looks at.",
        "unit": "",
        "type": "choice",
        "group": "Decision",
        "optional": false,
        "required": false,
        "default": "chance",
        "choices": [
          {
            "name": "chance",
            "label": "Chance to beat control",
            "help": "Ship where the treatment is better with at least this posterior probability."
          },
          {
            "name": "loss",
            "label": "Expected loss",
            "help": "Ship where little is lost on average if it should be worse."
          }
        ]
      },
      {
        "name": "chance_threshold",
        "label": "Chance to beat control",
        "help": "Ship at this posterior probability or more.",
        "unit": "share",
        "type": "number",
        "group": "Decision",
        "optional": false,
        "required": false,
        "default": 0.95,
        "min": 0.5,
        "min_open": false,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "rule",
            "values": [
              "chance"
            ]
          },
          {
            "field": "solve_for",
            "values": [
              "size",
              "power"
            ]
          }
        ]
      },
      {
        "name": "loss_threshold",
        "label": "Expected loss",
        "help": "Ship at this expected loss or less, in units of the outcome (0.0005 is 0.05 points of a share).",
        "unit": "outcome",
        "type": "number",
        "group": "Decision",
        "optional": false,
        "required": false,
        "default": 0.0005,
        "min": 1e-100,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "rule",
            "values": [
              "loss"
            ]
          },
          {
            "field": "solve_for",
            "values": [
              "size",
              "power"
            ]
          }
        ]
      },
      {
        "name": "prior_alpha_control",
        "label": "Control's prior successes",
        "help": "First parameter of the control's beta prior; 1 and 1 is uniform.",
        "unit": "",
        "type": "number",
        "group": "Prior",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": true,
        "max": 1000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion"
            ]
          }
        ]
      },
      {
        "name": "prior_beta_control",
        "label": "Control's prior failures",
        "help": "Its second parameter.",
        "unit": "",
        "type": "number",
        "group": "Prior",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": true,
        "max": 1000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion"
            ]
          }
        ]
      },
      {
        "name": "prior_alpha_treatment",
        "label": "Treatment's prior successes",
        "help": "First parameter of the treatment's beta prior.",
        "unit": "",
        "type": "number",
        "group": "Prior",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": true,
        "max": 1000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion"
            ]
          }
        ]
      },
      {
        "name": "prior_beta_treatment",
        "label": "Treatment's prior failures",
        "help": "Its second parameter.",
        "unit": "",
        "type": "number",
        "group": "Prior",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": true,
        "max": 1000000000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "proportion"
            ]
          }
        ]
      },
      {
        "name": "effect_prior",
        "label": "Prior on the effect",
        "help": "What is believed of the difference before the data.",
        "unit": "",
        "type": "choice",
        "group": "Prior",
        "optional": false,
        "required": false,
        "default": "flat",
        "choices": [
          {
            "name": "flat",
            "label": "Flat",
            "help": "Every effect is as likely as any other."
          },
          {
            "name": "normal",
            "label": "Normal",
            "help": "Effects near the prior's mean are more likely."
          }
        ],
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "prior_mean",
        "label": "Prior mean",
        "help": "Of the difference, in units of the outcome.",
        "unit": "outcome",
        "type": "number",
        "group": "Prior",
        "optional": false,
        "required": false,
        "default": 0,
        "min": -1e+60,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          },
          {
            "field": "effect_prior",
            "values": [
              "normal"
            ]
          }
        ]
      },
      {
        "name": "prior_sd",
        "label": "Prior standard deviation",
        "help": "Of the difference, in units of the outcome.",
        "unit": "outcome",
        "type": "number",
        "group": "Prior",
        "optional": false,
        "required": false,
        "default": 10,
        "min": 1e-60,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "mean"
            ]
          },
          {
            "field": "effect_prior",
            "values": [
              "normal"
            ]
          }
        ]
      },
      {
        "name": "power",
        "label": "Chance to ship",
        "help": "How often the rule must ship under the true effect.",
        "unit": "share",
        "type": "number",
        "group": "Target",
        "optional": false,
        "required": false,
        "default": 0.8,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size"
            ]
          }
        ]
      },
      {
        "name": "alpha",
        "label": "Significance level",
        "help": "Of the classical test beside the rule; the threshold is solved for so many false positives.",
        "unit": "share",
        "type": "number",
        "group": "Target",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 1e-12,
        "min_open": false,
        "max": 0.5,
        "max_open": false
      },
      {
        "name": "sides",
        "label": "Sides of the classical test",
        "help": "Only improvements count as found.",
        "unit": "",
        "type": "choice",
        "group": "Target",
        "optional": false,
        "required": false,
        "default": "one",
        "choices": [
          {
            "name": "two",
            "label": "Two-sided",
            "help": "A change in either direction counts."
          },
          {
            "name": "one",
            "label": "One-sided",
            "help": "Only a change in the planned direction counts."
          }
        ]
      },
      {
        "name": "design_mean",
        "label": "Expected effect",
        "help": "Mean of the normal prior the power is averaged over, on the effect scale.",
        "unit": "effect",
        "type": "number",
        "group": "Assurance",
        "optional": false,
        "required": false,
        "default": 0.08
      },
      {
        "name": "design_sd",
        "label": "Its standard deviation",
        "help": "How sure you are of it; zero is entirely.",
        "unit": "effect",
        "type": "number",
        "group": "Assurance",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 0,
        "min_open": false,
        "max": 1e+60,
        "max_open": false
      },
      {
        "name": "n_control",
        "label": "People in control",
        "help": "Treatment gets ratio times as many.",
        "unit": "people",
        "type": "integer",
        "group": "Size",
        "optional": false,
        "required": false,
        "default": 10000,
        "min": 2,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "power",
              "threshold"
            ]
          }
        ]
      },
      {
        "name": "ratio",
        "label": "Allocation ratio",
        "help": "People in treatment for each person in control.",
        "unit": "",
        "type": "number",
        "group": "Size",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.001,
        "min_open": false,
        "max": 1000,
        "max_open": false
      }
    ],
    "result": [
      {
        "name": "n_control",
        "label": "People in control",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_treatment",
        "label": "People in treatment",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_total",
        "label": "People in all",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_control_unrounded",
        "label": "People in control before rounding",
        "help": "Absent where the size is given, or where the rule ships often enough without data.",
        "unit": "people",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "threshold",
        "label": "Threshold",
        "help": "Of the rule: a probability, or an expected loss.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "shipping_difference",
        "label": "Ships from a difference of",
        "help": "The smallest observed difference that ships; for shares about, at the control's baseline.",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "power",
        "label": "Chance to ship",
        "help": "Under the true effect.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "false_positive_rate",
        "label": "Ships without an effect",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "harmful_rate",
        "label": "Ships the harmful effect",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "exact_power",
        "label": "Chance to ship, exactly",
        "help": "By enumeration of the counts and exact posteriors; shares only, not for very large arms.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "exact_false_positive_rate",
        "label": "Ships without an effect, exactly",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "exact_harmful_rate",
        "label": "Ships the harmful effect, exactly",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "assurance",
        "label": "Assurance",
        "help": "The chance to ship, averaged over what the effect is expected to be.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "test_power",
        "label": "Power of the classical test",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "test_assurance",
        "label": "Assurance of the classical test",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effect_absolute",
        "label": "True effect, absolute",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "harmful_effect_absolute",
        "label": "Harmful effect, absolute",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "method",
        "label": "Method",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "headline",
        "label": "Headline",
        "help": "The name of the result that answers the question.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "headline_label",
        "label": "Headline, in words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "sentence",
        "label": "Sentence",
        "help": "The answer in plain words.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "equations",
        "label": "Equations",
        "help": "Keys of the equations used, in reading order.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "terms",
        "label": "Terms",
        "help": "The number of each term of those equations.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Term"
      },
      {
        "name": "snippets",
        "label": "Code elsewhere",
        "help": "Keys of R and Python code that gives the same number.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "assumptions",
        "label": "What this rests on",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
      }
    ]
  },
  {
    "name": "duration-plan",
    "room": "plan",
    "module": "plan",
    "shape": "calculation",
    "title": "Duration",
    "summary": "How many days bring enough people, with a ramp, a weekly pattern and people who return; and the reverse.",
    "request": [
      {
        "name": "solve_for",
        "label": "Solve for",
        "help": "Days for people, or people for days.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "days",
        "choices": [
          {
            "name": "days",
            "label": "Days",
            "help": "How long until enough people have come."
          },
          {
            "name": "people",
            "label": "People",
            "help": "How many people come in so many days."
          }
        ]
      },
      {
        "name": "people",
        "label": "People needed",
        "help": "In all arms together; where there is a trigger, those who meet it.",
        "unit": "people",
        "type": "integer",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": 60000,
        "min": 1,
        "min_open": false,
        "max": 1000000000000000,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "days"
            ]
          }
        ]
      },
      {
        "name": "days",
        "label": "Days",
        "help": "How long the experiment runs.",
        "unit": "days",
        "type": "integer",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": 14,
        "min": 1,
        "min_open": false,
        "max": 3650,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "people"
            ]
          }
        ]
      },
      {
        "name": "returning",
        "label": "People who return",
        "help": "Whether the same people come again, and what is known of it.",
        "unit": "",
        "type": "choice",
        "group": "Traffic",
        "optional": false,
        "required": false,
        "default": "all_new",
        "choices": [
          {
            "name": "all_new",
            "label": "All new",
            "help": "Each day brings other people: new accounts, orders."
          },
          {
            "name": "two_uniques",
            "label": "1- and 7-day uniques known",
            "help": "People return: a power law."
          },
          {
            "name": "three_uniques",
            "label": "1-, 7- and 28-day uniques known",
            "help": "People return, and their number is limited: a beta-geometric law through all three."
          }
        ]
      },
      {
        "name": "daily_people",
        "label": "New people a day",
        "help": "Eligible people on an average day, each counted once.",
        "unit": "people/day",
        "type": "number",
        "group": "Traffic",
        "optional": false,
        "required": false,
        "default": 4000,
        "min": 0,
        "min_open": true,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "returning",
            "values": [
              "all_new"
            ]
          }
        ]
      },
      {
        "name": "uniques_1",
        "label": "Different people in a day",
        "help": "On an average day.",
        "unit": "people",
        "type": "number",
        "group": "Traffic",
        "optional": false,
        "required": false,
        "default": 4000,
        "min": 0,
        "min_open": true,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "returning",
            "values": [
              "two_uniques",
              "three_uniques"
            ]
          }
        ]
      },
      {
        "name": "uniques_7",
        "label": "Different people in 7 days",
        "help": "Between once and seven times those of a day.",
        "unit": "people",
        "type": "number",
        "group": "Traffic",
        "optional": false,
        "required": false,
        "default": 18000,
        "min": 0,
        "min_open": true,
        "max": 10000000000000,
        "max_open": false,
        "when": [
          {
            "field": "returning",
            "values": [
              "two_uniques",
              "three_uniques"
            ]
          }
        ]
      },
      {
        "name": "uniques_28",
        "label": "Different people in 28 days",
        "help": "More than in 7 days, and growing no faster than between day 1 and day 7.",
        "unit": "people",
        "type": "number",
        "group": "Traffic",
        "optional": false,
        "required": false,
        "default": 42000,
        "min": 0,
        "min_open": true,
        "max": 100000000000000,
        "max_open": false,
        "when": [
          {
            "field": "returning",
            "values": [
              "three_uniques"
            ]
          }
        ]
      },
      {
        "name": "share_in_experiment",
        "label": "Share in the experiment",
        "help": "How many of the eligible people enter, all arms together, after any ramp.",
        "unit": "share",
        "type": "number",
        "group": "Traffic",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": false
      },
      {
        "name": "trigger_share",
        "label": "Share that is triggered",
        "help": "How many of those ever meet what is changed; only they count.",
        "unit": "share",
        "type": "number",
        "group": "Traffic",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": false
      },
      {
        "name": "ramp",
        "label": "Ramp",
        "help": "A careful start: fewer people on the first days.",
        "unit": "",
        "type": "choice",
        "group": "Ramp",
        "optional": false,
        "required": false,
        "default": "none",
        "choices": [
          {
            "name": "none",
            "label": "None",
            "help": "The full share from the first day."
          },
          {
            "name": "linear",
            "label": "Linear",
            "help": "From a first share to the full one, day by day."
          },
          {
            "name": "list",
            "label": "Day by day",
            "help": "A share for each of the first days."
          }
        ]
      },
      {
        "name": "ramp_start",
        "label": "First share",
        "help": "Share of eligible people in the experiment on the first day.",
        "unit": "share",
        "type": "number",
        "group": "Ramp",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "ramp",
            "values": [
              "linear"
            ]
          }
        ]
      },
      {
        "name": "ramp_days",
        "label": "Days of the ramp",
        "help": "The full share is reached on the day after.",
        "unit": "days",
        "type": "integer",
        "group": "Ramp",
        "optional": false,
        "required": false,
        "default": 7,
        "min": 1,
        "min_open": false,
        "max": 365,
        "max_open": false,
        "when": [
          {
            "field": "ramp",
            "values": [
              "linear"
            ]
          }
        ]
      },
      {
        "name": "ramp_shares",
        "label": "Share on each of the first days",
        "help": "Never falling; the full share follows.",
        "unit": "share",
        "type": "numbers",
        "group": "Ramp",
        "optional": false,
        "required": false,
        "default": [
          0.01,
          0.05,
          0.2,
          0.5
        ],
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "ramp",
            "values": [
              "list"
            ]
          }
        ]
      },
      {
        "name": "week_pattern",
        "label": "Weekly pattern",
        "help": "Whether weekdays differ.",
        "unit": "",
        "type": "choice",
        "group": "Calendar",
        "optional": false,
        "required": false,
        "default": "even",
        "choices": [
          {
            "name": "even",
            "label": "Every day alike",
            "help": ""
          },
          {
            "name": "weights",
            "label": "By weekday",
            "help": ""
          }
        ]
      },
      {
        "name": "weekday_weights",
        "label": "Weight of Monday to Sunday",
        "help": "Seven numbers; only how they compare matters.",
        "unit": "",
        "type": "numbers",
        "group": "Calendar",
        "optional": false,
        "required": false,
        "default": [
          1,
          1,
          1,
          1,
          1,
          0.7,
          0.7
        ],
        "min": 0,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "week_pattern",
            "values": [
              "weights"
            ]
          }
        ]
      },
      {
        "name": "start_date",
        "label": "First day",
        "help": "As YYYY-MM-DD.",
        "unit": "",
        "type": "text",
        "group": "Calendar",
        "optional": false,
        "required": false,
        "default": "2026-01-05"
      },
      {
        "name": "whole_weeks",
        "label": "Whole weeks",
        "help": "Run to the end of a week of the experiment, so that every weekday counts alike.",
        "unit": "",
        "type": "boolean",
        "group": "Calendar",
        "optional": false,
        "required": false,
        "default": true
      }
    ],
    "result": [
      {
        "name": "days",
        "label": "Days to run",
        "help": "",
        "unit": "days",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "weeks",
        "label": "Weeks to run",
        "help": "",
        "unit": "weeks",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "days_needed",
        "label": "Days until there are enough people",
        "help": "Before filling up to whole weeks; only where the days are the unknown.",
        "unit": "days",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "start_weekday",
        "label": "First weekday",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "end_date",
        "label": "Last day",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "end_weekday",
        "label": "Last weekday",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "people",
        "label": "People by then",
        "help": "In the experiment, and triggered.",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "uniques",
        "label": "Different eligible people by then",
        "help": "Whether in the experiment or not.",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "most_people",
        "label": "The most people ever",
        "help": "However long it runs; absent where there is no such limit.",
        "unit": "people",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "model",
        "label": "People who return",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "milestones",
        "label": "Milestones",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Milestone"
      },
      {
        "name": "by_day",
        "label": "People by day",
        "help": "Every day of the first eight weeks, then every week.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "DayRow"
      },
      {
        "name": "headline",
        "label": "Headline",
        "help": "The name of the result that answers the question.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "headline_label",
        "label": "Headline, in words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "sentence",
        "label": "Sentence",
        "help": "The answer in plain words.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "equations",
        "label": "Equations",
        "help": "Keys of the equations used, in reading order.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "terms",
        "label": "Terms",
        "help": "The number of each term of those equations.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Term"
      },
      {
        "name": "snippets",
        "label": "Code elsewhere",
        "help": "Keys of R and Python code that gives the same number.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "assumptions",
        "label": "What this rests on",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
      }
    ]
  },
  {
    "name": "sample-ratio-plan",
    "room": "plan",
    "module": "plan",
    "shape": "calculation",
    "title": "Sample ratio plan",
    "summary": "How many users show that arms are not as large as planned, and the threshold for a team that checks daily.",
    "request": [
      {
        "name": "solve_for",
        "label": "Solve for",
        "help": "The unknown; everything else is an input.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "users",
        "choices": [
          {
            "name": "users",
            "label": "Users",
            "help": "How many must be counted to see it."
          },
          {
            "name": "mismatch",
            "label": "Mismatch",
            "help": "The smallest loss that will be seen."
          },
          {
            "name": "power",
            "label": "Power",
            "help": "How likely it is to be seen."
          },
          {
            "name": "threshold",
            "label": "Threshold",
            "help": "The strictest that still has the power."
          }
        ]
      },
      {
        "name": "test",
        "label": "Test",
        "help": "The other one stands beside it.",
        "unit": "",
        "type": "choice",
        "group": "Question",
        "optional": false,
        "required": false,
        "default": "chi_square",
        "choices": [
          {
            "name": "chi_square",
            "label": "Chi-squared",
            "help": "Looked at once, at the end."
          },
          {
            "name": "sequential",
            "label": "Sequential",
            "help": "Looked at whenever you like."
          }
        ]
      },
      {
        "name": "shares",
        "label": "Planned shares",
        "help": "One for each arm, control first, adding up to 1.",
        "unit": "",
        "type": "numbers",
        "group": "Mismatch",
        "optional": false,
        "required": false,
        "default": [
          0.5,
          0.5
        ]
      },
      {
        "name": "weights",
        "label": "Shares are weights",
        "help": "Divides the shares by their sum, so that 2, 1, 1 will do.",
        "unit": "",
        "type": "boolean",
        "group": "Mismatch",
        "optional": false,
        "required": false,
        "default": false
      },
      {
        "name": "mismatch",
        "label": "Mismatch",
        "help": "How the mismatch to be seen is given.",
        "unit": "",
        "type": "choice",
        "group": "Mismatch",
        "optional": false,
        "required": false,
        "default": "lost",
        "choices": [
          {
            "name": "lost",
            "label": "Users are lost",
            "help": "A part of one arm is never counted."
          },
          {
            "name": "true_shares",
            "label": "Other shares",
            "help": "What the shares really are."
          }
        ],
        "when": [
          {
            "field": "solve_for",
            "values": [
              "users",
              "power",
              "threshold"
            ]
          }
        ]
      },
      {
        "name": "lost",
        "label": "Lost",
        "help": "The part of the arm's users that is never counted.",
        "unit": "share",
        "type": "number",
        "group": "Mismatch",
        "optional": false,
        "required": false,
        "default": 0.01,
        "min": 1e-9,
        "min_open": false,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "users",
              "power",
              "threshold"
            ]
          },
          {
            "field": "mismatch",
            "values": [
              "lost"
            ]
          }
        ]
      },
      {
        "name": "lost_arm",
        "label": "From arm",
        "help": "Its place among the shares: 1 is the control.",
        "unit": "",
        "type": "integer",
        "group": "Mismatch",
        "optional": false,
        "required": false,
        "default": 2,
        "min": 1,
        "min_open": false,
        "max": 100,
        "max_open": false,
        "when": [
          {
            "field": "mismatch",
            "values": [
              "lost"
            ]
          }
        ]
      },
      {
        "name": "true_shares",
        "label": "True shares",
        "help": "One for each arm, adding up to 1.",
        "unit": "",
        "type": "numbers",
        "group": "Mismatch",
        "optional": false,
        "required": false,
        "default": [
          0.505,
          0.495
        ],
        "when": [
          {
            "field": "solve_for",
            "values": [
              "users",
              "power",
              "threshold"
            ]
          },
          {
            "field": "mismatch",
            "values": [
              "true_shares"
            ]
          }
        ]
      },
      {
        "name": "threshold",
        "label": "Threshold",
        "help": "A p-value below it raises an alarm.",
        "unit": "share",
        "type": "number",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": 0.001,
        "min": 1e-12,
        "min_open": false,
        "max": 0.5,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "users",
              "mismatch",
              "power"
            ]
          }
        ]
      },
      {
        "name": "power",
        "label": "Power",
        "help": "How often the mismatch must be seen where it is there.",
        "unit": "share",
        "type": "number",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": 0.8,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "users",
              "mismatch",
              "threshold"
            ]
          }
        ]
      },
      {
        "name": "n_total",
        "label": "Users counted",
        "help": "In all arms together, without those who are lost.",
        "unit": "people",
        "type": "number",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": 500000,
        "min": 2,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "mismatch",
              "power",
              "threshold"
            ]
          }
        ]
      },
      {
        "name": "concentration",
        "label": "Concentration",
        "help": "Of the sequential test's prior around the planned shares.",
        "unit": "",
        "type": "number",
        "group": "Test",
        "optional": false,
        "required": false,
        "default": 10000,
        "min": 0.001,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false
      },
      {
        "name": "users_per_day",
        "label": "Users a day",
        "help": "New users who are counted for the first time.",
        "unit": "people/day",
        "type": "number",
        "group": "Daily checks",
        "optional": false,
        "required": false,
        "default": 50000,
        "min": 1,
        "min_open": false,
        "max": 10000000000,
        "max_open": false
      },
      {
        "name": "days",
        "label": "Days",
        "help": "How long an experiment runs, with one check a day.",
        "unit": "days",
        "type": "integer",
        "group": "Daily checks",
        "optional": false,
        "required": false,
        "default": 14,
        "min": 1,
        "min_open": false,
        "max": 60,
        "max_open": false
      },
      {
        "name": "experiments",
        "label": "Experiments a year",
        "help": "That the team checks every day.",
        "unit": "",
        "type": "number",
        "group": "Team",
        "optional": false,
        "required": false,
        "default": 200,
        "min": 1,
        "min_open": false,
        "max": 10000000,
        "max_open": false
      },
      {
        "name": "false_alarms",
        "label": "False alarms a year",
        "help": "How many healthy experiments a year may be suspected.",
        "unit": "",
        "type": "number",
        "group": "Team",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.000001,
        "min_open": false,
        "max": 10000000,
        "max_open": false
      }
    ],
    "result": [
      {
        "name": "n_total",
        "label": "Users",
        "help": "Counted, in all arms together.",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "n_unrounded",
        "label": "Users before rounding",
        "help": "Absent where their number is given.",
        "unit": "people",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "days_needed",
        "label": "Days",
        "help": "Whole days until so many were counted.",
        "unit": "days",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "power",
        "label": "Power",
        "help": "Of a look at this size.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "threshold",
        "label": "Threshold",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "lost",
        "label": "Lost",
        "help": "Of the arm that loses users.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "cohens_w",
        "label": "Cohen's w",
        "help": "Size of the mismatch.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "ncp",
        "label": "Noncentrality",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "critical_value",
        "label": "Critical value",
        "help": "Of chi-squared, at this size.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "df",
        "label": "Degrees of freedom",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "exact_power",
        "label": "Exact power",
        "help": "Of two arms, from the binomial.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "exact_level",
        "label": "Exact level",
        "help": "How often a look at this size suspects a healthy experiment of two arms.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "planned",
        "label": "Planned shares",
        "help": "",
        "unit": "share",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "true_split",
        "label": "True shares",
        "help": "Of those who are counted.",
        "unit": "share",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "false_alarm",
        "label": "False alarms",
        "help": "Healthy experiments that the chi-squared test suspects on one of the days, at this threshold.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "false_alarms_per_year",
        "label": "False alarms a year",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "threshold_bonferroni",
        "label": "Threshold, Bonferroni",
        "help": "False alarms allowed / (experiments x days): safe, and too strict.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "threshold_recommended",
        "label": "Threshold for the team",
        "help": "Allows for the checks of one experiment being alike.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "threshold_sequential",
        "label": "Threshold of the sequential test",
        "help": "False alarms allowed / experiments: the number of checks does not matter.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "half_seen_chi_square",
        "label": "Day of detection, chi-squared",
        "help": "The median with a check a day; absent where fewer than half are seen on these days.",
        "unit": "days",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "half_seen_sequential",
        "label": "Day of detection, sequential",
        "help": "",
        "unit": "days",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "tests",
        "label": "Tests side by side",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "RatioTestRow"
      },
      {
        "name": "by_day",
        "label": "Day by day",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "RatioDay"
      },
      {
        "name": "headline",
        "label": "Headline",
        "help": "The name of the result that answers the question.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "headline_label",
        "label": "Headline, in words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "sentence",
        "label": "Sentence",
        "help": "The answer in plain words.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "equations",
        "label": "Equations",
        "help": "Keys of the equations used, in reading order.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "terms",
        "label": "Terms",
        "help": "The number of each term of those equations.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Term"
      },
      {
        "name": "snippets",
        "label": "Code elsewhere",
        "help": "Keys of R and Python code that gives the same number.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      },
      {
        "name": "assumptions",
        "label": "What this rests on",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
      }
    ]
  },
  {
    "name": "plan-from-data",
    "room": "plan",
    "module": "analyze",
    "shape": "table",
    "table": "needed",
    "title": "Plan from data",
    "summary": "Baseline, spread, skew, capping, covariates, dispersion and cluster correlation from a file of past data.",
    "request": [
      {
        "name": "outcome",
        "label": "Outcome",
        "help": "The column with the number the experiment will be about; of a ratio metric, the numerator.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "optional": false,
        "required": true
      },
      {
        "name": "denominator",
        "label": "Denominator",
        "help": "Of a ratio metric, such as views for clicks per view. Empty: the outcome itself is the metric.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "covariates",
        "label": "Covariates",
        "help": "Numbers known before, such as the same outcome of an earlier period.",
        "unit": "",
        "type": "texts",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": []
      },
      {
        "name": "cluster",
        "label": "Cluster",
        "help": "The column that names each unit's group, where groups will be assigned as a whole.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "arm",
        "label": "Arm",
        "help": "Of a past experiment: only its control counts. Empty: every row counts.",
        "unit": "",
        "type": "text",
        "group": "Rows",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "control",
        "label": "Control level",
        "help": "Its content for control. Guessed when empty.",
        "unit": "",
        "type": "text",
        "group": "Rows",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit",
        "label": "Unit",
        "help": "The column that names each person, where a person has several rows. Empty: each row is a unit.",
        "unit": "",
        "type": "text",
        "group": "Rows",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit_rows",
        "label": "Rows of a unit",
        "help": "How a unit's rows become one number; a covariate is averaged.",
        "unit": "",
        "type": "choice",
        "group": "Rows",
        "optional": false,
        "required": false,
        "default": "sum",
        "choices": [
          {
            "name": "sum",
            "label": "Add up",
            "help": "A person's total, as of purchases; ratio metrics need this one."
          },
          {
            "name": "mean",
            "label": "Average",
            "help": "A person's average row."
          },
          {
            "name": "largest",
            "label": "Largest",
            "help": "A person's largest row; of yes and no, whether it ever was yes."
          }
        ]
      },
      {
        "name": "cap_quantile",
        "label": "Cap at quantile",
        "help": "Larger outcomes would be set to this quantile of the outcome.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.99,
        "min": 0.5,
        "min_open": false,
        "max": 1,
        "max_open": true
      },
      {
        "name": "count_zeros",
        "label": "Units with outcome zero count",
        "help": "Without them the numbers are those of the active units only.",
        "unit": "",
        "type": "boolean",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": true
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "Of the intervals of the baseline and of the ICC.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.95,
        "min": 0.5,
        "min_open": false,
        "max": 1,
        "max_open": true
      }
    ],
    "result": [
      {
        "name": "sentence",
        "label": "In short",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "rows_total",
        "label": "Rows",
        "help": "",
        "unit": "rows",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "rows_used",
        "label": "Rows used",
        "help": "",
        "unit": "rows",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n",
        "label": "Units",
        "help": "Everything is from these unless another number is beside it.",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "outcome",
        "label": "Outcome",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "control",
        "label": "Only rows of",
        "help": "The control level; empty where every row counts.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "is_binary",
        "label": "Only 0 and 1",
        "help": "",
        "unit": "",
        "type": "boolean",
        "optional": false,
        "required": false
      },
      {
        "name": "baseline",
        "label": "Baseline",
        "help": "The share with 1.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "baseline_ci_low",
        "label": "Baseline, low",
        "help": "Wilson's interval.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "baseline_ci_high",
        "label": "Baseline, high",
        "help": "Wilson's interval.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "baseline_mean",
        "label": "Mean",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "sd",
        "label": "Standard deviation",
        "help": "Between units, with n - 1.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "variance",
        "label": "Variance",
        "help": "The square of the standard deviation.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "skewness",
        "label": "Skewness",
        "help": "Third moment over the second to the power 3/2; 0: even.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "excess_kurtosis",
        "label": "Excess kurtosis",
        "help": "Fourth moment over the second squared, less 3; 0: tails of a normal distribution.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "min",
        "label": "Smallest",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "max",
        "label": "Largest",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "zero_share",
        "label": "Zeros",
        "help": "Of units with an outcome, also where zeros do not count.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "n_per_arm_normal",
        "label": "Needed per arm for a normal mean",
        "help": "355 times the squared skewness (Kohavi 2014); with fewer, t intervals are rough.",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "quantiles",
        "label": "Quantiles",
        "help": "Between order statistics a straight line (type 7).",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "QuantileValue"
      },
      {
        "name": "cap",
        "label": "Cap",
        "help": "The outcome at the chosen quantile.",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "capped_share",
        "label": "Units above the cap",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "capped_mean",
        "label": "Mean, capped",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "capped_sd",
        "label": "Standard deviation, capped",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "capped_variance_reduction",
        "label": "Variance saved by the cap",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "capped_skewness",
        "label": "Skewness, capped",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "capped_n_per_arm_normal",
        "label": "Needed per arm for a normal mean, capped",
        "help": "",
        "unit": "people",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "rate",
        "label": "Rate",
        "help": "Sum of the outcome over sum of the denominator; of counts without one, events per unit.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "numerator_mean",
        "label": "Numerator, mean",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "numerator_sd",
        "label": "Numerator, SD",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "denominator_mean",
        "label": "Denominator, mean",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "denominator_sd",
        "label": "Denominator, SD",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "covariance",
        "label": "Covariance",
        "help": "Of numerator and denominator, with n - 1.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "ratio_correlation",
        "label": "Their correlation",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "linearised_variance",
        "label": "Variance of the linearised ratio",
        "help": "Of (outcome - rate x denominator) / mean denominator: the delta method's, of one unit.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "linearised_sd",
        "label": "SD of the linearised ratio",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "n_with_covariates",
        "label": "Units with all covariates",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "coverage",
        "label": "Units with a pre-period value",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "r_squared",
        "label": "R²",
        "help": "Share of the metric's variance the covariates explain together, over units that have them all.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "correlation",
        "label": "Correlation with the covariate",
        "help": "Where there is one covariate.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "variance_multiplier",
        "label": "Variance left",
        "help": "1 - R² times the units with a pre-period value: as many people are needed, as a share.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "covariates",
        "label": "Covariates",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "PlanCovariate"
      },
      {
        "name": "is_count",
        "label": "Counts",
        "help": "Whole numbers from 0 on, and not only 0 and 1.",
        "unit": "",
        "type": "boolean",
        "optional": false,
        "required": false
      },
      {
        "name": "dispersion",
        "label": "Dispersion",
        "help": "The variance of a count is mean + dispersion x mean squared; 0 where it is no larger than the mean (Poisson).",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "dispersion_index",
        "label": "Variance over mean",
        "help": "About 1 for Poisson counts; with a denominator, Pearson's.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "poisson_p_value",
        "label": "p-value of Poisson",
        "help": "Small: the counts vary more than Poisson counts would.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "n_in_clusters",
        "label": "Units with a cluster",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "clusters",
        "label": "Clusters",
        "help": "",
        "unit": "clusters",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "people_per_cluster",
        "label": "Units per cluster",
        "help": "On average.",
        "unit": "people",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "cluster_cv",
        "label": "Variation of the sizes",
        "help": "SD of the cluster sizes over their mean.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "icc",
        "label": "ICC",
        "help": "Share of the metric's variance that lies between clusters; 0 where the estimate is negative.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "icc_estimate",
        "label": "ICC as estimated",
        "help": "By one-way analysis of variance.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "icc_ci_low",
        "label": "ICC, low",
        "help": "Searle's F interval; rough for skewed or yes/no outcomes.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "icc_ci_high",
        "label": "ICC, high",
        "help": "Plan with this one to be on the safe side.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "icc_se",
        "label": "Standard error of the ICC",
        "help": "Smith's.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "design_effect",
        "label": "Design effect",
        "help": "So many times the people are needed as without clusters.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "left_out",
        "label": "Rows left out",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "LeftOut"
      }
    ]
  },
  {
    "name": "sweep",
    "room": "plan",
    "module": "plan",
    "shape": "calculation",
    "title": "Sweep",
    "summary": "Any calculation over one or two of its inputs: curves and tables.",
    "request": [
      {
        "name": "operation",
        "label": "Calculation",
        "help": "The name of the calculation to repeat.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false,
        "default": "sample-size"
      },
      {
        "name": "request",
        "label": "Its request",
        "help": "The inputs that stay as they are.",
        "unit": "",
        "type": "plain",
        "optional": false,
        "required": false
      },
      {
        "name": "input",
        "label": "Input",
        "help": "The numeric input that moves.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false,
        "default": "power"
      },
      {
        "name": "values",
        "label": "Its values",
        "help": "At most 5,000 in all, with the second input's.",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false,
        "default": [
          0.5,
          0.8,
          0.9,
          0.95
        ]
      },
      {
        "name": "second_input",
        "label": "Second input",
        "help": "Another numeric input; empty for none.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "second_values",
        "label": "Its values",
        "help": "One family of series for each.",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false,
        "default": []
      },
      {
        "name": "outputs",
        "label": "Outputs",
        "help": "Names of numeric results.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false,
        "default": [
          "n_total"
        ]
      }
    ],
    "result": [
      {
        "name": "series",
        "label": "Series",
        "help": "For each value of the second input, one per output.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "SweepSeries"
      },
      {
        "name": "unanswered",
        "label": "Without an answer",
        "help": "How many values had none.",
        "unit": "",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "reason",
        "label": "Why",
        "help": "What the first of them said.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      }
    ]
  },
  {
    "name": "check-plan",
    "room": "simulate",
    "module": "simulate",
    "shape": "simulation",
    "title": "Check a plan",
    "summary": "Draws the planned experiment thousands of times and counts how often its test rejects.",
    "request": [],
    "result": []
  },
  {
    "name": "check-multi-arm",
    "room": "simulate",
    "module": "simulate",
    "shape": "simulation",
    "title": "Check several treatments",
    "summary": "Draws the planned experiment thousands of times and counts what is found, and what is found by mistake.",
    "request": [],
    "result": []
  },
  {
    "name": "check-clusters",
    "room": "simulate",
    "module": "simulate",
    "shape": "simulation",
    "title": "Check a plan of clusters",
    "summary": "Draws the planned clusters thousands of times and counts how often the analysis rejects.",
    "request": [],
    "result": []
  },
  {
    "name": "check-saturation",
    "room": "simulate",
    "module": "simulate",
    "shape": "simulation",
    "title": "Check a plan of saturations",
    "summary": "Draws clusters, their saturations and people thousands of times and counts what every comparison finds.",
    "request": [],
    "result": []
  },
  {
    "name": "check-switchback",
    "room": "simulate",
    "module": "simulate",
    "shape": "simulation",
    "title": "Check a switchback",
    "summary": "Draws the planned switchback thousands of times and counts how often its test rejects.",
    "request": [],
    "result": []
  },
  {
    "name": "check-sequential",
    "room": "simulate",
    "module": "simulate",
    "shape": "simulation",
    "title": "Check a sequential plan",
    "summary": "Draws the planned experiment look by look and counts when and how it ends.",
    "request": [],
    "result": []
  },
  {
    "name": "check-always-valid",
    "room": "simulate",
    "module": "simulate",
    "shape": "simulation",
    "title": "Check an always valid plan",
    "summary": "Draws the planned experiment while somebody watches all the time, and counts when and how it ends.",
    "request": [],
    "result": []
  },
  {
    "name": "check-bayesian",
    "room": "simulate",
    "module": "simulate",
    "shape": "simulation",
    "title": "Check a Bayesian decision",
    "summary": "Draws the planned experiment thousands of times and counts how often the rule ships.",
    "request": [],
    "result": []
  },
  {
    "name": "peeking-study",
    "room": "simulate",
    "module": "study",
    "shape": "simulation",
    "title": "Peeking",
    "summary": "An experiment watched over time: how often each way of looking calls it, when, and what its estimate is worth.",
    "request": [],
    "result": []
  },
  {
    "name": "clt-study",
    "room": "simulate",
    "module": "network",
    "shape": "resampling",
    "table": "optional",
    "title": "How many for a normal mean?",
    "summary": "The distribution of means of a skewed metric, and how often intervals around them cover.",
    "request": [],
    "result": []
  },
  {
    "name": "market-study",
    "room": "simulate",
    "module": "study",
    "shape": "simulation",
    "title": "Two-sided market",
    "summary": "What experiments on customers, listings, whole markets or in time say where customers compete for a limited supply.",
    "request": [],
    "result": []
  },
  {
    "name": "sample-ratio-study",
    "room": "simulate",
    "module": "study",
    "shape": "simulation",
    "title": "Sample ratio, day by day",
    "summary": "What makes arms unequal, how soon each test sees it, and how much it biases the measured effect.",
    "request": [],
    "result": []
  },
  {
    "name": "network-study",
    "room": "simulate",
    "module": "network",
    "shape": "resampling",
    "table": "optional",
    "title": "Network interference",
    "summary": "What designs and estimators conclude when one unit's treatment reaches another: bias, error and power.",
    "request": [],
    "result": []
  },
  {
    "name": "network-view",
    "room": "simulate",
    "module": "network",
    "shape": "table",
    "table": "optional",
    "title": "One assignment in a network",
    "summary": "Who is treated, who is fully exposed, and what one experiment would have said.",
    "request": [],
    "result": []
  },
  {
    "name": "table-profile",
    "room": "analyze",
    "module": "analyze",
    "shape": "table",
    "table": "needed",
    "title": "Table profile",
    "summary": "What each column holds, and the role it seems to have.",
    "request": [],
    "result": []
  },
  {
    "name": "csv-effect",
    "room": "analyze",
    "module": "analyze",
    "shape": "table",
    "table": "needed",
    "title": "Effect from a file",
    "summary": "The average treatment effect with its interval, and the checks that decide whether to believe it.",
    "request": [],
    "result": []
  },
  {
    "name": "effect-sequential",
    "room": "analyze",
    "module": "analyze",
    "shape": "table",
    "table": "needed",
    "title": "Effect so far",
    "summary": "What a running experiment says at one of its looks, with intervals that allow for the others.",
    "request": [],
    "result": []
  },
  {
    "name": "effect-from-counts",
    "room": "analyze",
    "module": "analyze",
    "shape": "calculation",
    "title": "Effect from counts",
    "summary": "Difference and lift of two proportions by every common method, from four counts.",
    "request": [],
    "result": []
  },
  {
    "name": "effect-outcome",
    "room": "analyze",
    "module": "analyze",
    "shape": "table",
    "table": "needed",
    "title": "Outcome and its shape",
    "summary": "Difference and lift by several methods, and how the outcome is distributed in each arm.",
    "request": [],
    "result": []
  },
  {
    "name": "effect-quantiles",
    "room": "analyze",
    "module": "analyze",
    "shape": "table",
    "table": "needed",
    "title": "Beyond the mean",
    "summary": "Effects on quantiles, ranks, capped means and logarithms: what heavy tails leave standing.",
    "request": [],
    "result": []
  },
  {
    "name": "effect-bayesian",
    "room": "analyze",
    "module": "analyze",
    "shape": "table",
    "table": "needed",
    "title": "Posterior of the effect",
    "summary": "The chance to beat control, expected losses and what is practically the same, with a stated prior.",
    "request": [],
    "result": []
  },
  {
    "name": "effect-panel",
    "room": "analyze",
    "module": "analyze",
    "shape": "table",
    "table": "needed",
    "title": "Differences in differences",
    "summary": "The effect of a treatment that begins for some units and not for others, from a file of units by periods.",
    "request": [],
    "result": []
  },
  {
    "name": "effect-synthetic",
    "room": "analyze",
    "module": "analyze",
    "shape": "table",
    "table": "needed",
    "title": "Synthetic control of one unit",
    "summary": "The effect on a single treated unit, against the mix of the others that moved like it before.",
    "request": [],
    "result": []
  },
  {
    "name": "effect-observational",
    "room": "analyze",
    "module": "analyze",
    "shape": "table",
    "table": "needed",
    "title": "Effect without randomisation",
    "summary": "Propensity, overlap and balance first; then weighting, regression, both and matching; then what hidden causes could do.",
    "request": [],
    "result": []
  },
  {
    "name": "effect-compliance",
    "room": "analyze",
    "module": "analyze",
    "shape": "table",
    "table": "needed",
    "title": "Noncompliance and attrition",
    "summary": "What being assigned does, what the treatment does to those who comply, and bounds for missing outcomes.",
    "request": [],
    "result": []
  },
  {
    "name": "effect-arms",
    "room": "analyze",
    "module": "analyze",
    "shape": "table",
    "table": "needed",
    "title": "Several arms and outcomes",
    "summary": "Every treatment against the control, for one or several outcomes, corrected for their number.",
    "request": [],
    "result": []
  },
  {
    "name": "effect-segments",
    "room": "analyze",
    "module": "analyze",
    "shape": "table",
    "table": "needed",
    "title": "Segments",
    "summary": "The effect in each segment, and whether it differs between segments by more than chance.",
    "request": [],
    "result": []
  },
  {
    "name": "effect-methods",
    "room": "analyze",
    "module": "analyze",
    "shape": "table",
    "table": "needed",
    "title": "Effect by every method",
    "summary": "The same effect by every method that applies, whether the choice matters, and which one is recommended.",
    "request": [],
    "result": []
  },
  {
    "name": "effect-resampled",
    "room": "analyze",
    "module": "analyze",
    "shape": "resampling",
    "table": "needed",
    "title": "Effect by resampling",
    "summary": "Bootstrap intervals, the wild cluster bootstrap and randomisation inference: the effect without formulas.",
    "request": [],
    "result": []
  },
  {
    "name": "sample-ratio",
    "room": "analyze",
    "module": "study",
    "shape": "calculation",
    "title": "Sample ratio",
    "summary": "Whether arms are as large as they were planned to be, which one is not, and what that can do to an effect.",
    "request": [],
    "result": []
  },
  {
    "name": "sample-ratio-diagnose",
    "room": "analyze",
    "module": "study",
    "shape": "calculation",
    "title": "Causes of a mismatch",
    "summary": "What could have parted the arms from their plan: causes ranked by what speaks for and against each.",
    "request": [],
    "result": []
  },
  {
    "name": "warehouse-sql",
    "room": "analyze",
    "module": "analyze",
    "shape": "calculation",
    "title": "Query for a warehouse",
    "summary": "One SQL query that brings back the sums an effect needs, so that no row leaves the warehouse.",
    "request": [],
    "result": []
  },
  {
    "name": "effect-from-sums",
    "room": "analyze",
    "module": "analyze",
    "shape": "table",
    "table": "needed",
    "title": "Effect from sums",
    "summary": "The effect from the sums of a warehouse's query instead of rows, with the same interval.",
    "request": [],
    "result": []
  },
  {
    "name": "analysis-code",
    "room": "analyze",
    "module": "analyze",
    "shape": "calculation",
    "title": "Analysis as code",
    "summary": "The same analysis as an R and a Python program, to run over the same file.",
    "request": [],
    "result": []
  }
];

/** The fields that name columns, where an operation can do without a table. */
export const optionalColumns: Partial<Record<OperationName, readonly FieldSchema[]>> = {
  "clt-study": [
    {
      "name": "column",
      "label": "Column",
      "help": "Numbers, one for each user. Empty cells are left out.",
      "unit": "",
      "type": "text",
      "group": "Metric",
      "names": "column",
      "optional": false,
      "required": false,
      "default": "",
      "when": [
        {
          "field": "metric",
          "values": [
            "file"
          ]
        }
      ]
    }
  ],
  "network-study": [
    {
      "name": "from",
      "label": "From",
      "help": "The column that names one end of each edge.",
      "unit": "",
      "type": "text",
      "group": "Network",
      "names": "column",
      "optional": false,
      "required": false,
      "default": "",
      "when": [
        {
          "field": "network",
          "values": [
            "file"
          ]
        }
      ]
    },
    {
      "name": "to",
      "label": "To",
      "help": "The column that names the other end.",
      "unit": "",
      "type": "text",
      "group": "Network",
      "names": "column",
      "optional": false,
      "required": false,
      "default": "",
      "when": [
        {
          "field": "network",
          "values": [
            "file"
          ]
        }
      ]
    },
    {
      "name": "weight",
      "label": "Weight",
      "help": "How strong a tie is; empty: all alike.",
      "unit": "",
      "type": "text",
      "group": "Network",
      "names": "column",
      "optional": false,
      "required": false,
      "default": "",
      "when": [
        {
          "field": "network",
          "values": [
            "file"
          ]
        }
      ]
    }
  ],
  "network-view": [
    {
      "name": "from",
      "label": "From",
      "help": "The column that names one end of each edge.",
      "unit": "",
      "type": "text",
      "group": "Network",
      "names": "column",
      "optional": false,
      "required": false,
      "default": "",
      "when": [
        {
          "field": "network",
          "values": [
            "file"
          ]
        }
      ]
    },
    {
      "name": "to",
      "label": "To",
      "help": "The column that names the other end.",
      "unit": "",
      "type": "text",
      "group": "Network",
      "names": "column",
      "optional": false,
      "required": false,
      "default": "",
      "when": [
        {
          "field": "network",
          "values": [
            "file"
          ]
        }
      ]
    },
    {
      "name": "weight",
      "label": "Weight",
      "help": "How strong a tie is; empty: all alike.",
      "unit": "",
      "type": "text",
      "group": "Network",
      "names": "column",
      "optional": false,
      "required": false,
      "default": "",
      "when": [
        {
          "field": "network",
          "values": [
            "file"
          ]
        }
      ]
    }
  ]
};

export const modules = Object.fromEntries(
  operations.map(({ name, module }) => [name, module]),
) as Record<OperationName, ModuleName>;

export const shapes = Object.fromEntries(
  operations.map(({ name, shape }) => [name, shape]),
) as Record<OperationName, OperationSchema['shape']>;

interface KnownOutcome<N extends OperationName> {
  value?: Results[N];
  issues: { code: IssueCode; field: string; message: string; severity: 'error' | 'warning'; limit?: number }[];
}

/** What the first calculation answers to a request without fields: the first paint has it before a worker has started. */
export const defaults: { 'sample-size': KnownOutcome<'sample-size'> } = {
  'sample-size': {
  "value": {
    "n_control": 14751,
    "n_treatment": 14751,
    "n_total": 29502,
    "n_enrolled": 29502,
    "n_control_unrounded": 14750.754435127787,
    "effect_absolute": 0.010000000000000009,
    "effect_relative": 0.1,
    "control_value": 0.1,
    "treatment_value": 0.11000000000000001,
    "power": 0.8000065290879342,
    "alpha": 0.05,
    "exact_power": 0.8001674024830584,
    "variance_factor": 1,
    "duration_days": 15,
    "duration_weeks": 3,
    "method": "pooled",
    "method_label": "Pooled null",
    "test": "z-test of two proportions with pooled variance",
    "alternatives": [
      {
        "method": "pooled",
        "label": "Pooled null",
        "used_by": "The test's variance from both arms together: R power.prop.test, statsmodels, Fleiss.",
        "n_control": 14751,
        "n_treatment": 14751,
        "n_total": 29502,
        "n_control_unrounded": 14750.754435127787,
        "effect_absolute": 0.010000000000000009,
        "power": 0.8000065290879342,
        "exact_power": 0.8001674024830584
      },
      {
        "method": "unpooled",
        "label": "Unpooled",
        "used_by": "One variance for each arm: Chow, Shao and Wang.",
        "n_control": 14749,
        "n_treatment": 14749,
        "n_total": 29498,
        "n_control_unrounded": 14748.008897023912,
        "effect_absolute": 0.010000000000000009,
        "power": 0.8000263528161841,
        "exact_power": 0.8001115212231529
      },
      {
        "method": "control_only",
        "label": "Control only",
        "used_by": "The test's variance from the control's share alone: Evan Miller's page.",
        "n_control": 14313,
        "n_treatment": 14313,
        "n_total": 28626,
        "n_control_unrounded": 14312.802648156716,
        "effect_absolute": 0.010000000000000009,
        "power": 0.8000053268491263,
        "exact_power": 0.7882265027889066
      },
      {
        "method": "arcsine",
        "label": "Arcsine",
        "used_by": "On a scale where the variance is the same everywhere: R pwr, G*Power, statsmodels.",
        "n_control": 14745,
        "n_treatment": 14745,
        "n_total": 29490,
        "n_control_unrounded": 14744.10483684127,
        "effect_absolute": 0.010000000000000009,
        "power": 0.800023808267803,
        "exact_power": 0.7999944440878347
      },
      {
        "method": "corrected",
        "label": "Continuity-corrected",
        "used_by": "Pooled, for a test that is corrected for whole counts: Fleiss, SAS, nQuery.",
        "n_control": 14951,
        "n_treatment": 14951,
        "n_total": 29902,
        "n_control_unrounded": 14950.121578163484,
        "effect_absolute": 0.010000000000000009,
        "power": 0.800023353926705,
        "exact_power": 0.8054109844477528
      },
      {
        "method": "near_tail",
        "label": "Pooled null, opposite tail left out",
        "used_by": "R power.prop.test as it comes (strict = FALSE), most formulas on a page.",
        "n_control": 14751,
        "n_treatment": 14751,
        "n_total": 29502,
        "n_control_unrounded": 14750.790469044923,
        "effect_absolute": 0.010000000000000009,
        "power": 0.8000065290879342,
        "exact_power": 0.8001674024830584
      },
      {
        "method": "t",
        "label": "t-test on zeros and ones",
        "used_by": "Tools that treat every metric as a mean.",
        "n_control": 14749,
        "n_treatment": 14749,
        "n_total": 29498,
        "n_control_unrounded": 14748.969323092786,
        "effect_absolute": 0.010000000000000009,
        "power": 0.7999533477040287,
        "exact_power": 0.8001097627769758
      }
    ],
    "headline": "n_total",
    "headline_label": "You need",
    "sentence": "To find a change from 10 % to 11 % (+1 pp, +10 % relative) with 80 % power by a two-sided test at 5 %, you need 14,751 people in each group. At 2,000 people a day this takes 15 days; plan 3 whole weeks.",
    "equations": [
      "se_null_pooled",
      "se_effect_proportion",
      "power_z_two_sided",
      "duration"
    ],
    "terms": [
      {
        "name": "n_control",
        "value": 14751
      },
      {
        "name": "n_treatment",
        "value": 14751
      },
      {
        "name": "power",
        "value": 0.8000065290879342
      },
      {
        "name": "power_wanted",
        "value": 0.8
      },
      {
        "name": "p_control",
        "value": 0.1
      },
      {
        "name": "p_treatment",
        "value": 0.11000000000000001
      },
      {
        "name": "p_pooled",
        "value": 0.105
      },
      {
        "name": "se_null",
        "value": 0.0035695250454694785
      },
      {
        "name": "se_effect",
        "value": 0.003569050216728373
      },
      {
        "name": "effect_size",
        "value": 0.010000000000000009
      },
      {
        "name": "z_alpha",
        "value": 1.9599639845400547
      },
      {
        "name": "n_enrolled",
        "value": 29502
      },
      {
        "name": "daily_people",
        "value": 2000
      },
      {
        "name": "share_in_experiment",
        "value": 1
      },
      {
        "name": "duration_days",
        "value": 15
      }
    ],
    "snippets": [
      "r_prop_two",
      "r_z_two",
      "py_z_two"
    ],
    "assumptions": [
      {
        "title": "Enough of both outcomes",
        "reason": "The smallest cell expects 1,475 people; a normal approximation wants about 10. The exact power needs no approximation.",
        "standing": "fine"
      },
      {
        "title": "The baseline",
        "reason": "The baseline is near what the test will see. It moves the answer most, so take it from the same people and weeks.",
        "standing": "unchecked"
      },
      {
        "title": "One look",
        "reason": "The result is tested once, at the end. Looking earlier and stopping on a good day finds effects that are not there; plan looks with a sequential design.",
        "standing": "unchecked"
      },
      {
        "title": "Independent people",
        "reason": "One person’s treatment does not change another’s outcome, and each person counts once. Where people meet, share or trade, this fails.",
        "standing": "unchecked"
      },
      {
        "title": "Whole people",
        "reason": "Sizes are rounded up to whole people, and the power shown is that of the rounded plan.",
        "standing": "fine"
      }
    ]
  },
  "issues": []
},
};
