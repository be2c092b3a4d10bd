// SPDX-License-Identifier: Apache-2.0
// Made by scripts/generate.mjs from the descriptions in core/. Do not edit.

export type FieldType =
  | 'boolean' | 'integer' | 'number' | 'text' | 'choice' | 'numbers' | 'integers' | 'texts' | 'struct' | 'structs';

export interface FieldSchema {
  name: string;
  label: string;
  help: string;
  unit: string;
  type: FieldType;
  optional: boolean;
  required: boolean;
  default?: unknown;
  min?: number;
  max?: number;
  min_open?: boolean;
  max_open?: boolean;
  choices?: { name: string; label: string; help: string }[];
  /** The field counts only while each of these fields has one of the values. */
  when?: { field: string; values: string[] }[];
  struct?: string;
}

export interface OperationSchema {
  name: OperationName;
  room: 'plan' | 'simulate' | 'analyze' | 'practice';
  shape: 'calculation' | 'simulation' | 'table';
  title: string;
  summary: string;
  request: FieldSchema[];
  result: FieldSchema[];
}

export interface SampleSizeRequest {
  /** Metric. What is measured on each person. */
  metric: 'proportion' | 'mean';
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'size' | 'effect' | 'power' | 'duration';
  /** Baseline. The control's share: how many of 100 people do it today. */
  baseline: number;
  /** Baseline mean. The control's mean. It only matters for relative effects. */
  baseline_mean: number;
  /** Standard deviation. Between people, the same in both arms. */
  sd: number;
  /** Effect scale. How the effect is given and shown first. */
  effect_scale: 'relative' | 'absolute';
  /** Effect. The smallest change worth finding: treatment / control - 1, or treatment - control. */
  effect: number;
  /** Direction. Which way the effect goes. */
  direction: 'increase' | 'decrease';
  /** Sides. Two-sided unless a change the other way could never matter. */
  sides: 'two' | 'one';
  /** Significance level. How often the test may cry wolf when nothing changed. */
  alpha: number;
  /** Power. How often the test must find the effect when it is there. */
  power: number;
  /** Allocation ratio. People in treatment for each person in control. */
  ratio: number;
  /** Size given as. People in control, or days of traffic. */
  sized_by: 'people' | 'days';
  /** People in control. Treatment gets ratio times as many. */
  n_control: number;
  /** Days. How long the experiment runs. */
  days: number;
  /** New people a day. People a day who could enter, each counted once. */
  daily_people: number;
  /** Share in the experiment. How many of them enter, both arms together. */
  share_in_experiment: number;
  /** Method. How the formula takes the variance of the test. */
  proportion_method: 'pooled' | 'unpooled' | 'control_only';
  /** Method. Which distribution the test has. */
  mean_method: 'noncentral_t' | 'normal';
}

export interface Term {
  /** Name */
  name: string;
  /** Value */
  value: number;
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

export interface SampleSizeResult {
  /** People in control */
  n_control: number;
  /** People in treatment */
  n_treatment: number;
  /** People in all */
  n_total: number;
  /** People in control before rounding. Absent where the size is given, or where the smallest experiment already has the power. */
  n_control_unrounded?: number;
  /** Effect, absolute. treatment - control */
  effect_absolute: number;
  /** Effect, relative. treatment / control - 1; absent where the control's value is zero. */
  effect_relative?: number;
  /** Control. The control's share or mean. */
  control_value: number;
  /** Treatment. The treatment's share or mean. */
  treatment_value: number;
  /** Power. Of the rounded plan, by the method. */
  power: number;
  /** Exact power. Of the rounded plan and its test, by enumeration; proportions only. */
  exact_power?: number;
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
  /** Equations. Keys of the equations used, in reading order. */
  equations: string[];
  /** Terms. The number of each term of those equations. */
  terms: Term[];
  /** Other methods. The same plan by each method. */
  alternatives: Alternative[];
}

export interface PowerCurveRequest {
  /** Metric. What is measured on each person. */
  metric: 'proportion' | 'mean';
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'size' | 'effect' | 'power' | 'duration';
  /** Baseline. The control's share: how many of 100 people do it today. */
  baseline: number;
  /** Baseline mean. The control's mean. It only matters for relative effects. */
  baseline_mean: number;
  /** Standard deviation. Between people, the same in both arms. */
  sd: number;
  /** Effect scale. How the effect is given and shown first. */
  effect_scale: 'relative' | 'absolute';
  /** Effect. The smallest change worth finding: treatment / control - 1, or treatment - control. */
  effect: number;
  /** Direction. Which way the effect goes. */
  direction: 'increase' | 'decrease';
  /** Sides. Two-sided unless a change the other way could never matter. */
  sides: 'two' | 'one';
  /** Significance level. How often the test may cry wolf when nothing changed. */
  alpha: number;
  /** Power. How often the test must find the effect when it is there. */
  power: number;
  /** Allocation ratio. People in treatment for each person in control. */
  ratio: number;
  /** Size given as. People in control, or days of traffic. */
  sized_by: 'people' | 'days';
  /** People in control. Treatment gets ratio times as many. */
  n_control: number;
  /** Days. How long the experiment runs. */
  days: number;
  /** New people a day. People a day who could enter, each counted once. */
  daily_people: number;
  /** Share in the experiment. How many of them enter, both arms together. */
  share_in_experiment: number;
  /** Method. How the formula takes the variance of the test. */
  proportion_method: 'pooled' | 'unpooled' | 'control_only';
  /** Method. Which distribution the test has. */
  mean_method: 'noncentral_t' | 'normal';
  /** Axis. What the curve runs over. */
  axis: 'people' | 'effect';
  /** Points. How many points it has. */
  points: number;
}

export interface PowerCurveResult {
  /** Axis */
  axis: 'people' | 'effect';
  /** Axis label */
  x_label: string;
  /** x. Rising; people in control, or the absolute effect. */
  x: Float64Array;
  /** Power. One for each x. */
  power: Float64Array;
  /** The plan's x */
  x_at: number;
  /** The plan's power */
  power_at: number;
}

export interface CheckPlanRequest {
  /** Metric. What is measured on each person. */
  metric: 'proportion' | 'mean';
  /** Solve for. The unknown; everything else is an input. */
  solve_for: 'size' | 'effect' | 'power' | 'duration';
  /** Baseline. The control's share: how many of 100 people do it today. */
  baseline: number;
  /** Baseline mean. The control's mean. It only matters for relative effects. */
  baseline_mean: number;
  /** Standard deviation. Between people, the same in both arms. */
  sd: number;
  /** Effect scale. How the effect is given and shown first. */
  effect_scale: 'relative' | 'absolute';
  /** Effect. The smallest change worth finding: treatment / control - 1, or treatment - control. */
  effect: number;
  /** Direction. Which way the effect goes. */
  direction: 'increase' | 'decrease';
  /** Sides. Two-sided unless a change the other way could never matter. */
  sides: 'two' | 'one';
  /** Significance level. How often the test may cry wolf when nothing changed. */
  alpha: number;
  /** Power. How often the test must find the effect when it is there. */
  power: number;
  /** Allocation ratio. People in treatment for each person in control. */
  ratio: number;
  /** Size given as. People in control, or days of traffic. */
  sized_by: 'people' | 'days';
  /** People in control. Treatment gets ratio times as many. */
  n_control: number;
  /** Days. How long the experiment runs. */
  days: number;
  /** New people a day. People a day who could enter, each counted once. */
  daily_people: number;
  /** Share in the experiment. How many of them enter, both arms together. */
  share_in_experiment: number;
  /** Method. How the formula takes the variance of the test. */
  proportion_method: 'pooled' | 'unpooled' | 'control_only';
  /** Method. Which distribution the test has. */
  mean_method: 'noncentral_t' | 'normal';
  /** Simulated experiments. More give a smaller Monte Carlo error. */
  replicates: number;
  /** Seed. The same seed gives the same numbers, everywhere. */
  seed: number;
}

export interface CheckPlanResult {
  /** Simulated experiments */
  replicates: number;
  /** People in control */
  n_control: number;
  /** People in treatment */
  n_treatment: number;
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
  /** Exact power. Proportions only. */
  exact_power?: number;
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
  /** Agrees. Within three Monte Carlo errors of the level. */
  alpha_agrees: boolean;
  /** Planned effect, absolute */
  true_effect: number;
  /** Mean estimate */
  mean_effect: number;
  /** Monte Carlo error */
  mean_effect_mcse: number;
  /** Spread of the estimates. Their standard deviation. */
  effect_sd: number;
  /** Without a test. Experiments where the test does not exist, as no one or everyone did it; they count as not rejected. */
  undefined: number;
  /** Test */
  test: string;
  /** Seed */
  seed: number;
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
  /** Covariates */
  covariates: string[];
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
  /** Outcome. The column with the number the experiment is about. */
  outcome: string;
  /** Unit. The column that names each person; it is checked for repeats. */
  unit: string;
  /** Covariates. Columns known before the experiment, or untouched by it. Numbers or text. */
  covariates: string[];
  /** Missing covariates. What happens to such rows. */
  missing_covariates: 'indicator' | 'drop';
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
}

export interface LeftOut {
  /** Reason */
  reason: string;
  /** Rows */
  count: number;
  /** First lines. Of the file, counted from 1. */
  first_lines: number[];
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
  /** Headline. Which of the two is the answer: welch, or adjusted. */
  headline: string;
  /** Without covariates */
  welch: Effect;
  /** With covariates */
  adjusted?: Effect;
  /** Variance saved. By the adjustment: 1 - (se adjusted / se unadjusted)². */
  variance_reduction?: number;
  /** As if so many times the people */
  equivalent_sample_multiplier?: number;
  /** Arms */
  arms: ArmSummary[];
  /** Covariates */
  covariates: CovariateSummary[];
  /** Checks */
  checks: Check[];
  /** Rows left out */
  left_out: LeftOut[];
}

export interface SampleRatioRequest {
  /** People in control. As counted where people were assigned, not where they were analysed. */
  n_control: number;
  /** People in treatment. Counted in the same way. */
  n_treatment: number;
  /** Planned share in treatment. Of the two arms together. */
  expected_treatment_share: number;
}

export interface SampleRatioResult {
  /** p-value. How often chance alone parts the arms this far from the plan. */
  p_value: number;
  /** Finding */
  finding: string;
  /** Status. Failed below .001, look below .01. */
  status: 'pass' | 'warn' | 'fail';
  /** Share in treatment */
  treatment_share: number;
  /** Expected in control */
  expected_control: number;
  /** Expected in treatment */
  expected_treatment: number;
  /** Chi-squared. One degree of freedom, no continuity correction. */
  chi_squared: number;
}

export interface FormatProfile {
  /** Encoding */
  encoding: string;
  /** Delimiter. comma, semicolon, tab or bar */
  delimiter: string;
  /** Decimal sign. point or comma */
  decimal: string;
  /** Header. Whether the first line names the columns. */
  header: boolean;
  /** Columns */
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
  'power-curve': PowerCurveRequest;
  'check-plan': CheckPlanRequest;
  'table-profile': TableProfileRequest;
  'csv-effect': CsvEffectRequest;
  'sample-ratio': SampleRatioRequest;
}

export interface Results {
  'sample-size': SampleSizeResult;
  'power-curve': PowerCurveResult;
  'check-plan': CheckPlanResult;
  'table-profile': TableProfileResult;
  'csv-effect': CsvEffectResult;
  'sample-ratio': SampleRatioResult;
}

export type OperationName = keyof Requests;

export const operations: readonly OperationSchema[] = [
  {
    "name": "sample-size",
    "room": "plan",
    "shape": "calculation",
    "title": "Sample size",
    "summary": "How many people a two-arm experiment needs, what effect it can see, how likely, and for how long.",
    "request": [
      {
        "name": "metric",
        "label": "Metric",
        "help": "What is measured on each person.",
        "unit": "",
        "type": "choice",
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
            "name": "duration",
            "label": "Duration",
            "help": "How long the experiment must run."
          }
        ]
      },
      {
        "name": "baseline",
        "label": "Baseline",
        "help": "The control's share: how many of 100 people do it today.",
        "unit": "share",
        "type": "number",
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
        "help": "Between people, the same in both arms.",
        "unit": "outcome",
        "type": "number",
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
        "help": "How the effect is given and shown first.",
        "unit": "",
        "type": "choice",
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
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false,
        "default": 0.1,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "power",
              "duration"
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
              "duration"
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
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.001,
        "min_open": false,
        "max": 1000,
        "max_open": false
      },
      {
        "name": "sized_by",
        "label": "Size given as",
        "help": "People in control, or days of traffic.",
        "unit": "",
        "type": "choice",
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
              "power"
            ]
          }
        ]
      },
      {
        "name": "n_control",
        "label": "People in control",
        "help": "Treatment gets ratio times as many.",
        "unit": "people",
        "type": "integer",
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
              "power"
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
              "power"
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
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": false
      },
      {
        "name": "proportion_method",
        "label": "Method",
        "help": "How the formula takes the variance of the test.",
        "unit": "",
        "type": "choice",
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
        "optional": false,
        "required": false,
        "default": "noncentral_t",
        "choices": [
          {
            "name": "noncentral_t",
            "label": "Noncentral t",
            "help": "Exact for normal data with a common, estimated SD: R power.t.test, G*Power, statsmodels."
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
        "help": "Absent where the size is given, or where the smallest experiment already has the power.",
        "unit": "people",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "effect_absolute",
        "label": "Effect, absolute",
        "help": "treatment - control",
        "unit": "",
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
        "help": "The control's share or mean.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "treatment_value",
        "label": "Treatment",
        "help": "The treatment's share or mean.",
        "unit": "",
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
        "name": "exact_power",
        "label": "Exact power",
        "help": "Of the rounded plan and its test, by enumeration; proportions only.",
        "unit": "share",
        "type": "number",
        "optional": true,
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
        "name": "alternatives",
        "label": "Other methods",
        "help": "The same plan by each method.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Alternative"
      }
    ]
  },
  {
    "name": "power-curve",
    "room": "plan",
    "shape": "calculation",
    "title": "Power curve",
    "summary": "The power of a plan over its size or its effect.",
    "request": [
      {
        "name": "metric",
        "label": "Metric",
        "help": "What is measured on each person.",
        "unit": "",
        "type": "choice",
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
            "name": "duration",
            "label": "Duration",
            "help": "How long the experiment must run."
          }
        ]
      },
      {
        "name": "baseline",
        "label": "Baseline",
        "help": "The control's share: how many of 100 people do it today.",
        "unit": "share",
        "type": "number",
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
        "help": "Between people, the same in both arms.",
        "unit": "outcome",
        "type": "number",
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
        "help": "How the effect is given and shown first.",
        "unit": "",
        "type": "choice",
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
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false,
        "default": 0.1,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "power",
              "duration"
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
              "duration"
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
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.001,
        "min_open": false,
        "max": 1000,
        "max_open": false
      },
      {
        "name": "sized_by",
        "label": "Size given as",
        "help": "People in control, or days of traffic.",
        "unit": "",
        "type": "choice",
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
              "power"
            ]
          }
        ]
      },
      {
        "name": "n_control",
        "label": "People in control",
        "help": "Treatment gets ratio times as many.",
        "unit": "people",
        "type": "integer",
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
              "power"
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
              "power"
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
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": false
      },
      {
        "name": "proportion_method",
        "label": "Method",
        "help": "How the formula takes the variance of the test.",
        "unit": "",
        "type": "choice",
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
        "optional": false,
        "required": false,
        "default": "noncentral_t",
        "choices": [
          {
            "name": "noncentral_t",
            "label": "Noncentral t",
            "help": "Exact for normal data with a common, estimated SD: R power.t.test, G*Power, statsmodels."
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
        "name": "axis",
        "label": "Axis",
        "help": "What the curve runs over.",
        "unit": "",
        "type": "choice",
        "optional": false,
        "required": false,
        "default": "people",
        "choices": [
          {
            "name": "people",
            "label": "People",
            "help": "Power over people in control."
          },
          {
            "name": "effect",
            "label": "Effect",
            "help": "Power over the absolute effect."
          }
        ]
      },
      {
        "name": "points",
        "label": "Points",
        "help": "How many points it has.",
        "unit": "",
        "type": "integer",
        "optional": false,
        "required": false,
        "default": 101,
        "min": 2,
        "min_open": false,
        "max": 2001,
        "max_open": false
      }
    ],
    "result": [
      {
        "name": "axis",
        "label": "Axis",
        "help": "",
        "unit": "",
        "type": "choice",
        "optional": false,
        "required": false,
        "choices": [
          {
            "name": "people",
            "label": "People",
            "help": "Power over people in control."
          },
          {
            "name": "effect",
            "label": "Effect",
            "help": "Power over the absolute effect."
          }
        ]
      },
      {
        "name": "x_label",
        "label": "Axis label",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "x",
        "label": "x",
        "help": "Rising; people in control, or the absolute effect.",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "power",
        "label": "Power",
        "help": "One for each x.",
        "unit": "share",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "x_at",
        "label": "The plan's x",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "power_at",
        "label": "The plan's power",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      }
    ]
  },
  {
    "name": "check-plan",
    "room": "simulate",
    "shape": "simulation",
    "title": "Check a plan",
    "summary": "Draws the planned experiment thousands of times and counts how often its test rejects.",
    "request": [
      {
        "name": "metric",
        "label": "Metric",
        "help": "What is measured on each person.",
        "unit": "",
        "type": "choice",
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
            "name": "duration",
            "label": "Duration",
            "help": "How long the experiment must run."
          }
        ]
      },
      {
        "name": "baseline",
        "label": "Baseline",
        "help": "The control's share: how many of 100 people do it today.",
        "unit": "share",
        "type": "number",
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
        "help": "Between people, the same in both arms.",
        "unit": "outcome",
        "type": "number",
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
        "help": "How the effect is given and shown first.",
        "unit": "",
        "type": "choice",
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
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false,
        "default": 0.1,
        "when": [
          {
            "field": "solve_for",
            "values": [
              "size",
              "power",
              "duration"
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
              "duration"
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
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.001,
        "min_open": false,
        "max": 1000,
        "max_open": false
      },
      {
        "name": "sized_by",
        "label": "Size given as",
        "help": "People in control, or days of traffic.",
        "unit": "",
        "type": "choice",
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
              "power"
            ]
          }
        ]
      },
      {
        "name": "n_control",
        "label": "People in control",
        "help": "Treatment gets ratio times as many.",
        "unit": "people",
        "type": "integer",
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
              "power"
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
              "power"
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
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": false
      },
      {
        "name": "proportion_method",
        "label": "Method",
        "help": "How the formula takes the variance of the test.",
        "unit": "",
        "type": "choice",
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
        "optional": false,
        "required": false,
        "default": "noncentral_t",
        "choices": [
          {
            "name": "noncentral_t",
            "label": "Noncentral t",
            "help": "Exact for normal data with a common, estimated SD: R power.t.test, G*Power, statsmodels."
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
        "name": "replicates",
        "label": "Simulated experiments",
        "help": "More give a smaller Monte Carlo error.",
        "unit": "replicates",
        "type": "integer",
        "optional": false,
        "required": false,
        "default": 10000,
        "min": 100,
        "min_open": false,
        "max": 100000000,
        "max_open": false
      },
      {
        "name": "seed",
        "label": "Seed",
        "help": "The same seed gives the same numbers, everywhere.",
        "unit": "",
        "type": "integer",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 9007199254740991,
        "max_open": false
      }
    ],
    "result": [
      {
        "name": "replicates",
        "label": "Simulated experiments",
        "help": "",
        "unit": "replicates",
        "type": "integer",
        "optional": false,
        "required": false
      },
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
        "name": "power",
        "label": "Simulated power",
        "help": "Share of experiments whose test rejected.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "power_mcse",
        "label": "Monte Carlo error",
        "help": "Standard error of that share.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "power_ci_low",
        "label": "95 % interval, from",
        "help": "Wilson's interval.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "power_ci_high",
        "label": "95 % interval, to",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "planned_power",
        "label": "Power by the formula",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "exact_power",
        "label": "Exact power",
        "help": "Proportions only.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "power_agrees",
        "label": "Agrees",
        "help": "Within three Monte Carlo errors of the exact power, or of the formula where there is no exact one.",
        "unit": "",
        "type": "boolean",
        "optional": false,
        "required": false
      },
      {
        "name": "false_positive_rate",
        "label": "Simulated false positives",
        "help": "Share of experiments without any effect whose test rejected.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "false_positive_mcse",
        "label": "Monte Carlo error",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "false_positive_ci_low",
        "label": "95 % interval, from",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "false_positive_ci_high",
        "label": "95 % interval, to",
        "help": "",
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
        "name": "alpha_agrees",
        "label": "Agrees",
        "help": "Within three Monte Carlo errors of the level.",
        "unit": "",
        "type": "boolean",
        "optional": false,
        "required": false
      },
      {
        "name": "true_effect",
        "label": "Planned effect, absolute",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_effect",
        "label": "Mean estimate",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_effect_mcse",
        "label": "Monte Carlo error",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effect_sd",
        "label": "Spread of the estimates",
        "help": "Their standard deviation.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "undefined",
        "label": "Without a test",
        "help": "Experiments where the test does not exist, as no one or everyone did it; they count as not rejected.",
        "unit": "",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "test",
        "label": "Test",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "seed",
        "label": "Seed",
        "help": "",
        "unit": "",
        "type": "integer",
        "optional": false,
        "required": false
      }
    ]
  },
  {
    "name": "table-profile",
    "room": "analyze",
    "shape": "table",
    "title": "Table profile",
    "summary": "What each column holds, and the role it seems to have.",
    "request": [
      {
        "name": "most_levels",
        "label": "Levels listed",
        "help": "A column with more different contents is not listed level by level.",
        "unit": "",
        "type": "integer",
        "optional": false,
        "required": false,
        "default": 12,
        "min": 2,
        "min_open": false,
        "max": 50,
        "max_open": false
      }
    ],
    "result": [
      {
        "name": "rows",
        "label": "Rows",
        "help": "",
        "unit": "rows",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "columns",
        "label": "Columns",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "ColumnProfile"
      },
      {
        "name": "roles",
        "label": "Roles",
        "help": "",
        "unit": "",
        "type": "struct",
        "optional": false,
        "required": false,
        "struct": "RolesProfile"
      }
    ]
  },
  {
    "name": "csv-effect",
    "room": "analyze",
    "shape": "table",
    "title": "Effect from a file",
    "summary": "The average treatment effect with its interval, and the checks that decide whether to believe it.",
    "request": [
      {
        "name": "arm",
        "label": "Arm",
        "help": "The column that says who was in which arm.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": true
      },
      {
        "name": "control",
        "label": "Control level",
        "help": "Its content for control. Guessed when empty.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "treatment",
        "label": "Treatment level",
        "help": "Its content for treatment. Guessed when empty.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "outcome",
        "label": "Outcome",
        "help": "The column with the number the experiment is about.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": true
      },
      {
        "name": "unit",
        "label": "Unit",
        "help": "The column that names each person; it is checked for repeats.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "covariates",
        "label": "Covariates",
        "help": "Columns known before the experiment, or untouched by it. Numbers or text.",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false,
        "default": []
      },
      {
        "name": "missing_covariates",
        "label": "Missing covariates",
        "help": "What happens to such rows.",
        "unit": "",
        "type": "choice",
        "optional": false,
        "required": false,
        "default": "indicator",
        "choices": [
          {
            "name": "indicator",
            "label": "Keep the row",
            "help": "The mean stands in for the missing value, beside a column that marks it; everyone stays in."
          },
          {
            "name": "drop",
            "label": "Leave the row out",
            "help": "Only rows with every covariate count."
          }
        ]
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "How often such an interval covers the truth.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false,
        "default": 0.95,
        "min": 0.5,
        "min_open": false,
        "max": 1,
        "max_open": true
      },
      {
        "name": "expected_treatment_share",
        "label": "Planned share in treatment",
        "help": "Of the two arms together; the sample ratio is checked against it.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true
      }
    ],
    "result": [
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
        "name": "outcome",
        "label": "Outcome",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "headline",
        "label": "Headline",
        "help": "Which of the two is the answer: welch, or adjusted.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "welch",
        "label": "Without covariates",
        "help": "",
        "unit": "",
        "type": "struct",
        "optional": false,
        "required": false,
        "struct": "Effect"
      },
      {
        "name": "adjusted",
        "label": "With covariates",
        "help": "",
        "unit": "",
        "type": "struct",
        "optional": true,
        "required": false,
        "struct": "Effect"
      },
      {
        "name": "variance_reduction",
        "label": "Variance saved",
        "help": "By the adjustment: 1 - (se adjusted / se unadjusted)².",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "equivalent_sample_multiplier",
        "label": "As if so many times the people",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "arms",
        "label": "Arms",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "ArmSummary"
      },
      {
        "name": "covariates",
        "label": "Covariates",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "CovariateSummary"
      },
      {
        "name": "checks",
        "label": "Checks",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Check"
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
    "name": "sample-ratio",
    "room": "analyze",
    "shape": "calculation",
    "title": "Sample ratio",
    "summary": "Whether two arms are as large as they were planned to be, from their counts alone.",
    "request": [
      {
        "name": "n_control",
        "label": "People in control",
        "help": "As counted where people were assigned, not where they were analysed.",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false,
        "default": 821588,
        "min": 0,
        "min_open": false,
        "max": 1000000000000000,
        "max_open": false
      },
      {
        "name": "n_treatment",
        "label": "People in treatment",
        "help": "Counted in the same way.",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false,
        "default": 815482,
        "min": 0,
        "min_open": false,
        "max": 1000000000000000,
        "max_open": false
      },
      {
        "name": "expected_treatment_share",
        "label": "Planned share in treatment",
        "help": "Of the two arms together.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true
      }
    ],
    "result": [
      {
        "name": "p_value",
        "label": "p-value",
        "help": "How often chance alone parts the arms this far from the plan.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "finding",
        "label": "Finding",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "status",
        "label": "Status",
        "help": "Failed below .001, look below .01.",
        "unit": "",
        "type": "choice",
        "optional": false,
        "required": false,
        "choices": [
          {
            "name": "pass",
            "label": "Passed",
            "help": ""
          },
          {
            "name": "warn",
            "label": "Look",
            "help": ""
          },
          {
            "name": "fail",
            "label": "Failed",
            "help": ""
          }
        ]
      },
      {
        "name": "treatment_share",
        "label": "Share in treatment",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "expected_control",
        "label": "Expected in control",
        "help": "",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "expected_treatment",
        "label": "Expected in treatment",
        "help": "",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "chi_squared",
        "label": "Chi-squared",
        "help": "One degree of freedom, no continuity correction.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      }
    ]
  }
];

export const shapes = Object.fromEntries(
  operations.map(({ name, shape }) => [name, shape]),
) as Record<OperationName, OperationSchema['shape']>;

interface KnownOutcome<N extends OperationName> {
  value?: Results[N];
  issues: { code: IssueCode; field: string; message: string; severity: 'error' | 'warning'; limit?: number }[];
}

/** What each calculation answers to a request without fields: the first paint has it before a worker has started. */
export const defaults: { 'sample-size': KnownOutcome<'sample-size'>; 'power-curve': KnownOutcome<'power-curve'>; 'sample-ratio': KnownOutcome<'sample-ratio'> } = {
  'sample-size': {
  "value": {
    "n_control": 14751,
    "n_treatment": 14751,
    "n_total": 29502,
    "n_control_unrounded": 14750.754435127783,
    "effect_absolute": 0.010000000000000009,
    "effect_relative": 0.1,
    "control_value": 0.1,
    "treatment_value": 0.11000000000000001,
    "power": 0.8000065290879342,
    "exact_power": 0.8001674024830584,
    "duration_days": 15,
    "duration_weeks": 3,
    "method": "pooled",
    "method_label": "Pooled null",
    "test": "z-test of two proportions with pooled variance",
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
        "name": "effect_size",
        "value": 0.010000000000000009
      },
      {
        "name": "power",
        "value": 0.8000065290879342
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
        "name": "se_null",
        "value": 0.0035695250454694785
      },
      {
        "name": "se_effect",
        "value": 0.003569050216728373
      },
      {
        "name": "z_alpha",
        "value": 1.9599639845400547
      },
      {
        "name": "p_pooled",
        "value": 0.105
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
    "alternatives": [
      {
        "method": "pooled",
        "label": "Pooled null",
        "used_by": "The test's variance from both arms together: R power.prop.test, statsmodels, Fleiss.",
        "n_control": 14751,
        "n_total": 29502,
        "n_control_unrounded": 14750.754435127783,
        "effect_absolute": 0.010000000000000009,
        "power": 0.8000065290879342,
        "exact_power": 0.8001674024830584
      },
      {
        "method": "unpooled",
        "label": "Unpooled",
        "used_by": "One variance for each arm: Chow, Shao and Wang.",
        "n_control": 14749,
        "n_total": 29498,
        "n_control_unrounded": 14748.00889702391,
        "effect_absolute": 0.010000000000000009,
        "power": 0.8000263528161841,
        "exact_power": 0.8001115212231529
      },
      {
        "method": "control_only",
        "label": "Control only",
        "used_by": "The test's variance from the control's share alone: Evan Miller's page.",
        "n_control": 14313,
        "n_total": 28626,
        "n_control_unrounded": 14312.802648156716,
        "effect_absolute": 0.010000000000000009,
        "power": 0.8000053268491263,
        "exact_power": 0.7882265027889066
      }
    ]
  },
  "issues": []
},
  'power-curve': {
  "value": {
    "axis": "people",
    "x_label": "People in control",
    "x": new Float64Array([ 295, 623.9475, 952.895, 1281.8425, 1610.79, 1939.7375, 2268.685, 2597.6325, 2926.58, 3255.5275, 3584.475, 3913.4225, 4242.37, 4571.3175, 4900.265, 5229.2125, 5558.16, 5887.1075, 6216.055, 6545.0025, 6873.95, 7202.8975, 7531.845, 7860.7925, 8189.74, 8518.6875, 8847.635, 9176.5825, 9505.53, 9834.4775, 10163.425, 10492.3725, 10821.32, 11150.2675, 11479.215, 11808.1625, 12137.11, 12466.0575, 12795.005, 13123.9525, 13452.9, 13781.8475, 14110.795, 14439.7425, 14768.69, 15097.6375, 15426.585, 15755.5325, 16084.48, 16413.427499999998, 16742.375, 17071.3225, 17400.27, 17729.2175, 18058.165, 18387.1125, 18716.06, 19045.0075, 19373.955, 19702.9025, 20031.85, 20360.7975, 20689.745, 21018.6925, 21347.64, 21676.5875, 22005.535, 22334.4825, 22663.43, 22992.3775, 23321.325, 23650.2725, 23979.22, 24308.1675, 24637.115, 24966.0625, 25295.01, 25623.9575, 25952.905, 26281.8525, 26610.8, 26939.7475, 27268.695, 27597.6425, 27926.59, 28255.5375, 28584.485, 28913.4325, 29242.38, 29571.3275, 29900.275, 30229.2225, 30558.17, 30887.1175, 31216.065, 31545.0125, 31873.96, 32202.9075, 32531.855, 32860.802500000005, 33189.75 ]),
    "power": new Float64Array([ 0.06813458212344435, 0.08878178056114251, 0.10976418949727733, 0.13100643767413833, 0.15243838993769382, 0.17399494801199694, 0.19561584784447889, 0.21724545502042814, 0.23883255956932423, 0.26033017132503483, 0.2816953168551703, 0.30288883884114043, 0.32387519866876235, 0.3446222828787468, 0.36510121402623, 0.38528616640794827, 0.4051541870339424, 0.42468502214715725, 0.44386094952831395, 0.46266661676440257, 0.4810888856064916, 0.4991166824957603, 0.5167408552952526, 0.5339540362283615, 0.5507505109930501, 0.5671260939929299, 0.583078009602158, 0.598604779360349, 0.6137061149760291, 0.6283828170022572, 0.6426366790356762, 0.6564703972801639, 0.6698874853081815, 0.6828921938467134, 0.6954894354100811, 0.7076847135988008, 0.7194840568817986, 0.7308939566786172, 0.741921309558544, 0.7525733633747931, 0.7628576671538263, 0.7727820245625135, 0.7823544507790335, 0.79158313259707, 0.8004763915969471, 0.809042650221747, 0.8172904006011436, 0.825228175970573, 0.8328645245384331, 0.8402079856591805, 0.847267068175451, 0.8540502307976402, 0.8605658643946915, 0.8668222760751418, 0.8728276749427321, 0.8785901594160928, 0.8841177060071329, 0.8894181594577862, 0.8944992241396847, 0.8993684566261325, 0.9040332593504181, 0.9085008752690445, 0.9127783834528438, 0.9168726955332004, 0.9207905529347004, 0.9245385248294745, 0.9281230067523083, 0.9315502198192237, 0.9348262104957511, 0.9379568508644325, 0.9409478393443178, 0.9438047018182422, 0.9465327931266007, 0.9491372988890889, 0.9516232376185194, 0.9539954630933117, 0.9562586669576336, 0.9584173815204025, 0.9604759827264902, 0.962438693275469, 0.9643095858651399, 0.9660925865388611, 0.9677914781173794, 0.9694099036974507, 0.9709513702010143, 0.97241925196009, 0.9738167943238646, 0.9751471172756668, 0.9764132190486701, 0.9776179797302342, 0.9787641648457943, 0.9798544289141368, 0.9808913189667681, 0.981877278024885, 0.9828146485282052, 0.9837056757106087, 0.9845525109181783, 0.9853572148658293, 0.9861217608292533, 0.9868480377694155, 0.9875378533873033 ]),
    "x_at": 14751,
    "power_at": 0.8000065290879342
  },
  "issues": []
},
  'sample-ratio': {
  "value": {
    "p_value": 0.0000018217928726191858,
    "finding": "Sample ratio mismatch: people are missing from one arm",
    "status": "fail",
    "treatment_share": 0.49813508280036894,
    "expected_control": 818535,
    "expected_treatment": 818535,
    "chi_squared": 22.77436884189436
  },
  "issues": []
},
};
