// SPDX-License-Identifier: Apache-2.0
// Made by scripts/generate.mjs from the descriptions in core/. Do not edit.

import type { FieldSchema } from './operations.ts';

/** What the operations of the room simulate ask and answer. */
export const fields: Record<string, { request: FieldSchema[]; result: FieldSchema[] }> = {
  "check-plan": {
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
      },
      {
        "name": "replicates",
        "label": "Simulated experiments",
        "help": "More give a smaller Monte Carlo error.",
        "unit": "replicates",
        "type": "integer",
        "group": "Simulation",
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
        "group": "Simulation",
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
        "name": "exact_power",
        "label": "Exact power",
        "help": "Proportions only.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
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
        "help": "Within three Monte Carlo errors of the level. Where one may look at any time: not more above it.",
        "unit": "",
        "type": "boolean",
        "optional": false,
        "required": false
      },
      {
        "name": "true_effect",
        "label": "Planned effect, absolute",
        "help": "The log of the hazard ratio for times.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_effect",
        "label": "Mean estimate",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_effect_mcse",
        "label": "Monte Carlo error",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effect_sd",
        "label": "Spread of the estimates",
        "help": "Their standard deviation.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "undefined",
        "label": "Without a test",
        "help": "Experiments where the test does not exist, as where nobody or everybody did it; they count as not rejected.",
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
  "check-multi-arm": {
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
      },
      {
        "name": "replicates",
        "label": "Simulated experiments",
        "help": "More give a smaller Monte Carlo error.",
        "unit": "replicates",
        "type": "integer",
        "group": "Simulation",
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
        "group": "Simulation",
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
        "name": "critical_value",
        "label": "Critical value",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
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
        "help": "Within three Monte Carlo errors of the level. Where one may look at any time: not more above it.",
        "unit": "",
        "type": "boolean",
        "optional": false,
        "required": false
      },
      {
        "name": "true_effect",
        "label": "Planned effect, absolute",
        "help": "The log of the hazard ratio for times.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_effect",
        "label": "Mean estimate",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_effect_mcse",
        "label": "Monte Carlo error",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effect_sd",
        "label": "Spread of the estimates",
        "help": "Their standard deviation.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "undefined",
        "label": "Without a test",
        "help": "Experiments where the test does not exist, as where nobody or everybody did it; they count as not rejected.",
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
  "check-clusters": {
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
      },
      {
        "name": "replicates",
        "label": "Simulated experiments",
        "help": "More give a smaller Monte Carlo error.",
        "unit": "replicates",
        "type": "integer",
        "group": "Simulation",
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
        "group": "Simulation",
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
        "name": "clusters",
        "label": "Clusters in all",
        "help": "",
        "unit": "clusters",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "people_per_cluster",
        "label": "People per cluster",
        "help": "",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "test_power",
        "label": "Power of the test that is drawn",
        "help": "Of the z-test for a stepped wedge, whatever the plan's test; else that of the plan.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
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
        "help": "Within three Monte Carlo errors of the level. Where one may look at any time: not more above it.",
        "unit": "",
        "type": "boolean",
        "optional": false,
        "required": false
      },
      {
        "name": "true_effect",
        "label": "Planned effect, absolute",
        "help": "The log of the hazard ratio for times.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_effect",
        "label": "Mean estimate",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_effect_mcse",
        "label": "Monte Carlo error",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effect_sd",
        "label": "Spread of the estimates",
        "help": "Their standard deviation.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "undefined",
        "label": "Without a test",
        "help": "Experiments where the test does not exist, as where nobody or everybody did it; they count as not rejected.",
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
  "check-saturation": {
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
      },
      {
        "name": "replicates",
        "label": "Simulated experiments",
        "help": "More give a smaller Monte Carlo error.",
        "unit": "replicates",
        "type": "integer",
        "group": "Simulation",
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
        "group": "Simulation",
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
        "name": "people_per_cluster",
        "label": "People per cluster",
        "help": "",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "planned_se",
        "label": "Standard error by the formula",
        "help": "Of the comparison that counts; to be compared with the spread of the estimates.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "own_power",
        "label": "Power with each group's own variance",
        "help": "The plan takes the control's variance for all; a share that changes has another. By the formula.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "comparisons",
        "label": "Comparisons, simulated",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "SimulatedComparison"
      },
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
        "help": "Within three Monte Carlo errors of the level. Where one may look at any time: not more above it.",
        "unit": "",
        "type": "boolean",
        "optional": false,
        "required": false
      },
      {
        "name": "true_effect",
        "label": "Planned effect, absolute",
        "help": "The log of the hazard ratio for times.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_effect",
        "label": "Mean estimate",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_effect_mcse",
        "label": "Monte Carlo error",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effect_sd",
        "label": "Spread of the estimates",
        "help": "Their standard deviation.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "undefined",
        "label": "Without a test",
        "help": "Experiments where the test does not exist, as where nobody or everybody did it; they count as not rejected.",
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
  "check-switchback": {
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
      },
      {
        "name": "replicates",
        "label": "Simulated experiments",
        "help": "More give a smaller Monte Carlo error.",
        "unit": "replicates",
        "type": "integer",
        "group": "Simulation",
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
        "group": "Simulation",
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
        "name": "periods",
        "label": "Periods",
        "help": "",
        "unit": "periods",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "blocks",
        "label": "Blocks",
        "help": "",
        "unit": "",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "planned_se",
        "label": "Standard error by the formula",
        "help": "To be compared with the spread of the estimates.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
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
        "help": "Within three Monte Carlo errors of the level. Where one may look at any time: not more above it.",
        "unit": "",
        "type": "boolean",
        "optional": false,
        "required": false
      },
      {
        "name": "true_effect",
        "label": "Planned effect, absolute",
        "help": "The log of the hazard ratio for times.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_effect",
        "label": "Mean estimate",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_effect_mcse",
        "label": "Monte Carlo error",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effect_sd",
        "label": "Spread of the estimates",
        "help": "Their standard deviation.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "undefined",
        "label": "Without a test",
        "help": "Experiments where the test does not exist, as where nobody or everybody did it; they count as not rejected.",
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
  "check-sequential": {
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
        "name": "replicates",
        "label": "Simulated experiments",
        "help": "More give a smaller Monte Carlo error.",
        "unit": "replicates",
        "type": "integer",
        "group": "Simulation",
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
        "group": "Simulation",
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
        "name": "planned_n",
        "label": "Expected people, by the plan",
        "help": "",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_n",
        "label": "Mean people at the end",
        "help": "Under the effect.",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_n_mcse",
        "label": "Monte Carlo error",
        "help": "",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "planned_n_null",
        "label": "Expected people without effect, by the plan",
        "help": "",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_n_null",
        "label": "Mean people without effect",
        "help": "",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_rejected",
        "label": "Mean estimate where it rejected",
        "help": "In the planned direction; absent where nothing was rejected.",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "exaggeration",
        "label": "Exaggeration",
        "help": "That mean / true effect: what reading only significant results does.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "wrong_direction",
        "label": "Rejected the wrong way",
        "help": "",
        "unit": "share",
        "type": "number",
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
        "struct": "SimulatedLook"
      },
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
        "help": "Within three Monte Carlo errors of the level. Where one may look at any time: not more above it.",
        "unit": "",
        "type": "boolean",
        "optional": false,
        "required": false
      },
      {
        "name": "true_effect",
        "label": "Planned effect, absolute",
        "help": "The log of the hazard ratio for times.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_effect",
        "label": "Mean estimate",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_effect_mcse",
        "label": "Monte Carlo error",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effect_sd",
        "label": "Spread of the estimates",
        "help": "Their standard deviation.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "undefined",
        "label": "Without a test",
        "help": "Experiments where the test does not exist, as where nobody or everybody did it; they count as not rejected.",
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
  "check-always-valid": {
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
      },
      {
        "name": "replicates",
        "label": "Simulated experiments",
        "help": "More give a smaller Monte Carlo error.",
        "unit": "replicates",
        "type": "integer",
        "group": "Simulation",
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
        "group": "Simulation",
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
        "name": "ways",
        "label": "Looking as planned, and all the time",
        "help": "Whoever watches all the time finds the effect a little more often and sooner.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "SimulatedLooking"
      },
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
        "help": "Within three Monte Carlo errors of the level. Where one may look at any time: not more above it.",
        "unit": "",
        "type": "boolean",
        "optional": false,
        "required": false
      },
      {
        "name": "true_effect",
        "label": "Planned effect, absolute",
        "help": "The log of the hazard ratio for times.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_effect",
        "label": "Mean estimate",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_effect_mcse",
        "label": "Monte Carlo error",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effect_sd",
        "label": "Spread of the estimates",
        "help": "Their standard deviation.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "undefined",
        "label": "Without a test",
        "help": "Experiments where the test does not exist, as where nobody or everybody did it; they count as not rejected.",
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
  "check-bayesian": {
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
      },
      {
        "name": "replicates",
        "label": "Simulated experiments",
        "help": "More give a smaller Monte Carlo error.",
        "unit": "replicates",
        "type": "integer",
        "group": "Simulation",
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
        "group": "Simulation",
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
        "name": "threshold",
        "label": "Threshold",
        "help": "Of the rule: a probability, or an expected loss.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "exact_power",
        "label": "Chance to ship, exactly",
        "help": "Shares only.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
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
        "help": "Within three Monte Carlo errors of the level. Where one may look at any time: not more above it.",
        "unit": "",
        "type": "boolean",
        "optional": false,
        "required": false
      },
      {
        "name": "true_effect",
        "label": "Planned effect, absolute",
        "help": "The log of the hazard ratio for times.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_effect",
        "label": "Mean estimate",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_effect_mcse",
        "label": "Monte Carlo error",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "effect_sd",
        "label": "Spread of the estimates",
        "help": "Their standard deviation.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "undefined",
        "label": "Without a test",
        "help": "Experiments where the test does not exist, as where nobody or everybody did it; they count as not rejected.",
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
  "peeking-study": {
    "request": [
      {
        "name": "metric",
        "label": "Metric",
        "help": "What is measured on each user, or row.",
        "unit": "",
        "type": "choice",
        "group": "Experiment",
        "optional": false,
        "required": false,
        "default": "proportion",
        "choices": [
          {
            "name": "proportion",
            "label": "Proportion",
            "help": "Who converts, clicks or stays."
          },
          {
            "name": "mean",
            "label": "Mean",
            "help": "A number that is about normal."
          },
          {
            "name": "heavy_tailed",
            "label": "Mean with a heavy tail",
            "help": "As spend: lognormal, where a few rows carry much of the sum."
          }
        ]
      },
      {
        "name": "baseline",
        "label": "Baseline",
        "help": "Share in control.",
        "unit": "share",
        "type": "number",
        "group": "Experiment",
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
        "name": "mean",
        "label": "Mean",
        "help": "Of the metric in control.",
        "unit": "outcome",
        "type": "number",
        "group": "Experiment",
        "optional": false,
        "required": false,
        "default": 100,
        "min": 0,
        "min_open": true,
        "max": 1000000000000,
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
        "help": "Of the metric between users.",
        "unit": "outcome",
        "type": "number",
        "group": "Experiment",
        "optional": false,
        "required": false,
        "default": 50,
        "min": 0,
        "min_open": true,
        "max": 1000000000000,
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
        "name": "cv",
        "label": "SD over mean",
        "help": "Coefficient of variation: 2 to 10 for spend per user. Its skewness is CV³ + 3 CV.",
        "unit": "",
        "type": "number",
        "group": "Experiment",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 0.1,
        "min_open": false,
        "max": 20,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "heavy_tailed"
            ]
          }
        ]
      },
      {
        "name": "users_per_day",
        "label": "Users per day in each arm",
        "help": "They arrive evenly. With clusters: rows.",
        "unit": "people/day",
        "type": "integer",
        "group": "Experiment",
        "optional": false,
        "required": false,
        "default": 1000,
        "min": 1,
        "min_open": false,
        "max": 10000000,
        "max_open": false
      },
      {
        "name": "days",
        "label": "Days",
        "help": "How long it runs if nobody stops it. Day 1 is a Monday.",
        "unit": "days",
        "type": "integer",
        "group": "Experiment",
        "optional": false,
        "required": false,
        "default": 28,
        "min": 1,
        "min_open": false,
        "max": 365,
        "max_open": false
      },
      {
        "name": "lift",
        "label": "True lift",
        "help": "Lasting relative change of the mean. 0: nothing changed, and every call is a false positive.",
        "unit": "share",
        "type": "number",
        "group": "Experiment",
        "optional": false,
        "required": false,
        "default": 0,
        "min": -1,
        "min_open": true,
        "max": 10,
        "max_open": false
      },
      {
        "name": "looks",
        "label": "Looks",
        "help": "When somebody looks and may stop.",
        "unit": "",
        "type": "choice",
        "group": "Looks",
        "optional": false,
        "required": false,
        "default": "daily",
        "choices": [
          {
            "name": "daily",
            "label": "Every day",
            "help": "At the end of each day."
          },
          {
            "name": "hourly",
            "label": "Every hour",
            "help": "Around the clock."
          },
          {
            "name": "listed",
            "label": "On some days",
            "help": "At the end of the days given, and at the end."
          }
        ]
      },
      {
        "name": "look_days",
        "label": "Looks after day",
        "help": "Rising; the end is a look in any case.",
        "unit": "",
        "type": "numbers",
        "group": "Looks",
        "optional": false,
        "required": false,
        "default": [
          7,
          14,
          21
        ],
        "min": 0,
        "min_open": true,
        "max": 365,
        "max_open": false,
        "when": [
          {
            "field": "looks",
            "values": [
              "listed"
            ]
          }
        ]
      },
      {
        "name": "alpha",
        "label": "Significance level",
        "help": "Two-sided, for the experiment as a whole.",
        "unit": "share",
        "type": "number",
        "group": "Looks",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 0.001,
        "min_open": false,
        "max": 0.3,
        "max_open": false
      },
      {
        "name": "methods",
        "label": "Ways of looking",
        "help": "All judge the same experiments.",
        "unit": "",
        "type": "choices",
        "group": "Looks",
        "optional": false,
        "required": false,
        "default": [
          "fixed",
          "peeking",
          "pocock",
          "obrien_fleming",
          "spending",
          "bonferroni",
          "msprt",
          "confidence_sequence"
        ],
        "choices": [
          {
            "name": "fixed",
            "label": "Once, at the end",
            "help": "The test as it was made: one look."
          },
          {
            "name": "peeking",
            "label": "Peeking",
            "help": "Stops at the first look with p below alpha, as if it were the only one."
          },
          {
            "name": "pocock",
            "label": "Pocock",
            "help": "The same, higher bar at every planned look."
          },
          {
            "name": "obrien_fleming",
            "label": "O'Brien-Fleming",
            "help": "A very high bar first, which falls to nearly the usual one."
          },
          {
            "name": "spending",
            "label": "Alpha spending",
            "help": "Lan and DeMets, in the manner of O'Brien and Fleming."
          },
          {
            "name": "bonferroni",
            "label": "Bonferroni",
            "help": "Alpha divided by the number of planned looks."
          },
          {
            "name": "msprt",
            "label": "Mixture SPRT",
            "help": "Always valid p-values: a likelihood ratio over likely effects."
          },
          {
            "name": "confidence_sequence",
            "label": "Confidence sequence",
            "help": "Asymptotic: an interval that holds at all times together."
          }
        ]
      },
      {
        "name": "mixture_lift",
        "label": "Likely lift",
        "help": "SD of the lifts over which the likelihood ratio is mixed: their usual size. It tunes the power; the level holds for any.",
        "unit": "share",
        "type": "number",
        "group": "Looks",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 0.000001,
        "min_open": false,
        "max": 10,
        "max_open": false,
        "when": [
          {
            "field": "methods",
            "values": [
              "msprt"
            ]
          }
        ]
      },
      {
        "name": "tightest_at",
        "label": "Tightest at",
        "help": "The share of all users at which the sequence's bar is lowest.",
        "unit": "share",
        "type": "number",
        "group": "Looks",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0.001,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "methods",
            "values": [
              "confidence_sequence"
            ]
          }
        ]
      },
      {
        "name": "cases",
        "label": "What goes wrong",
        "help": "Each is also drawn alone.",
        "unit": "",
        "type": "choices",
        "group": "What goes wrong",
        "optional": false,
        "required": false,
        "default": [],
        "choices": [
          {
            "name": "novelty",
            "label": "Novelty that fades",
            "help": "At first people try what is new; then they are as before."
          },
          {
            "name": "weekend",
            "label": "Weekends differ",
            "help": "In the metric, and in what the change does."
          },
          {
            "name": "metrics",
            "label": "Several metrics",
            "help": "Any of them may call the experiment."
          },
          {
            "name": "segments",
            "label": "Several segments",
            "help": "Each is tested by itself, and any may call it."
          },
          {
            "name": "variants",
            "label": "Many variants",
            "help": "Each against one control, and any may win."
          },
          {
            "name": "clusters",
            "label": "Clusters analysed by row",
            "help": "Whole groups of rows get an arm, and the test takes rows as independent."
          }
        ]
      },
      {
        "name": "novelty_lift",
        "label": "Lift of the novelty",
        "help": "Relative, at the start, on top of the lasting lift.",
        "unit": "share",
        "type": "number",
        "group": "What goes wrong",
        "optional": false,
        "required": false,
        "default": 0.1,
        "min": -1,
        "min_open": true,
        "max": 10,
        "max_open": false,
        "when": [
          {
            "field": "cases",
            "values": [
              "novelty"
            ]
          }
        ]
      },
      {
        "name": "novelty_half_life",
        "label": "Half-life",
        "help": "Days until half of it is gone.",
        "unit": "days",
        "type": "number",
        "group": "What goes wrong",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 0.05,
        "min_open": false,
        "max": 1000,
        "max_open": false,
        "when": [
          {
            "field": "cases",
            "values": [
              "novelty"
            ]
          }
        ]
      },
      {
        "name": "weekend_baseline",
        "label": "Weekends are higher by",
        "help": "The metric on Saturdays and Sundays; the other five days are lower by two fifths of it.",
        "unit": "share",
        "type": "number",
        "group": "What goes wrong",
        "optional": false,
        "required": false,
        "default": 0.2,
        "min": -0.95,
        "min_open": false,
        "max": 2,
        "max_open": false,
        "when": [
          {
            "field": "cases",
            "values": [
              "weekend"
            ]
          }
        ]
      },
      {
        "name": "weekend_lift",
        "label": "Lift at weekends",
        "help": "So much more than on average, and less on the other days: a whole week has the true lift.",
        "unit": "share",
        "type": "number",
        "group": "What goes wrong",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": -0.95,
        "min_open": false,
        "max": 2,
        "max_open": false,
        "when": [
          {
            "field": "cases",
            "values": [
              "weekend"
            ]
          }
        ]
      },
      {
        "name": "metrics",
        "label": "Metrics",
        "help": "All alike, and all with the true lift.",
        "unit": "",
        "type": "integer",
        "group": "What goes wrong",
        "optional": false,
        "required": false,
        "default": 5,
        "min": 2,
        "min_open": false,
        "max": 50,
        "max_open": false,
        "when": [
          {
            "field": "cases",
            "values": [
              "metrics"
            ]
          }
        ]
      },
      {
        "name": "metric_correlation",
        "label": "Correlation of metrics",
        "help": "Of each pair, within users.",
        "unit": "",
        "type": "number",
        "group": "What goes wrong",
        "optional": false,
        "required": false,
        "default": 0.3,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "cases",
            "values": [
              "metrics"
            ]
          }
        ]
      },
      {
        "name": "segments",
        "label": "Segments",
        "help": "Equally large.",
        "unit": "",
        "type": "integer",
        "group": "What goes wrong",
        "optional": false,
        "required": false,
        "default": 4,
        "min": 2,
        "min_open": false,
        "max": 50,
        "max_open": false,
        "when": [
          {
            "field": "cases",
            "values": [
              "segments"
            ]
          }
        ]
      },
      {
        "name": "variants",
        "label": "Variants",
        "help": "Each as large as the control, and each with the true lift.",
        "unit": "",
        "type": "integer",
        "group": "What goes wrong",
        "optional": false,
        "required": false,
        "default": 20,
        "min": 2,
        "min_open": false,
        "max": 50,
        "max_open": false,
        "when": [
          {
            "field": "cases",
            "values": [
              "variants"
            ]
          }
        ]
      },
      {
        "name": "cluster_size",
        "label": "Rows in a cluster",
        "help": "As sessions of a user, or users of a school. A cluster arrives at once.",
        "unit": "",
        "type": "integer",
        "group": "What goes wrong",
        "optional": false,
        "required": false,
        "default": 10,
        "min": 2,
        "min_open": false,
        "max": 10000,
        "max_open": false,
        "when": [
          {
            "field": "cases",
            "values": [
              "clusters"
            ]
          }
        ]
      },
      {
        "name": "icc",
        "label": "Intraclass correlation",
        "help": "How alike rows of one cluster are.",
        "unit": "",
        "type": "number",
        "group": "What goes wrong",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "cases",
            "values": [
              "clusters"
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
        "group": "Simulation",
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
        "group": "Simulation",
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
        "name": "sentence",
        "label": "In words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "look_days",
        "label": "Day of each look",
        "help": "",
        "unit": "days",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "look_people",
        "label": "People in all arms by then",
        "help": "",
        "unit": "people",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "methods",
        "label": "Ways of looking",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "PeekingMethodResult"
      },
      {
        "name": "cases",
        "label": "What goes wrong",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "PeekingCaseResult"
      },
      {
        "name": "case_rates",
        "label": "What it does to false positives",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "PeekingCaseRate"
      },
      {
        "name": "paths",
        "label": "Some experiments",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "PeekingPath"
      },
      {
        "name": "lift",
        "label": "True lift",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "final_se",
        "label": "Standard error at the end",
        "help": "Of the lift, with all people and nothing wrong.",
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
        "name": "assumptions",
        "label": "Assumptions",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
      },
      {
        "name": "replicates",
        "label": "Replicates",
        "help": "",
        "unit": "replicates",
        "type": "integer",
        "optional": false,
        "required": false
      }
    ]
  },
  "clt-study": {
    "request": [
      {
        "name": "metric",
        "label": "Metric",
        "help": "The law of one user's value.",
        "unit": "",
        "type": "choice",
        "group": "Metric",
        "optional": false,
        "required": false,
        "default": "lognormal",
        "choices": [
          {
            "name": "normal",
            "label": "Normal",
            "help": "For comparison: every mean of it is normal."
          },
          {
            "name": "exponential",
            "label": "Exponential",
            "help": "Times between events. Skewness 2."
          },
          {
            "name": "lognormal",
            "label": "Lognormal",
            "help": "Spend among those who spend, session lengths."
          },
          {
            "name": "poisson",
            "label": "Poisson",
            "help": "Counts: clicks, orders."
          },
          {
            "name": "zero_inflated",
            "label": "Spend per user",
            "help": "Most spend nothing, the others a lognormal amount."
          },
          {
            "name": "bernoulli",
            "label": "Conversion",
            "help": "A share, perhaps a small one."
          },
          {
            "name": "file",
            "label": "From a file",
            "help": "A column of numbers in the file that is open: every row is as likely."
          }
        ]
      },
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
      },
      {
        "name": "cv",
        "label": "SD over mean",
        "help": "Coefficient of variation of the lognormal amount.",
        "unit": "",
        "type": "number",
        "group": "Metric",
        "optional": false,
        "required": false,
        "default": 2,
        "min": 0.1,
        "min_open": false,
        "max": 20,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "lognormal",
              "zero_inflated"
            ]
          }
        ]
      },
      {
        "name": "rate",
        "label": "Mean count",
        "help": "Events per user.",
        "unit": "",
        "type": "number",
        "group": "Metric",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0.001,
        "min_open": false,
        "max": 1000,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "poisson"
            ]
          }
        ]
      },
      {
        "name": "spenders",
        "label": "Share who spend",
        "help": "All others have 0.",
        "unit": "share",
        "type": "number",
        "group": "Metric",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 0.001,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "zero_inflated"
            ]
          }
        ]
      },
      {
        "name": "share",
        "label": "Share who convert",
        "help": "The chance of each user.",
        "unit": "share",
        "type": "number",
        "group": "Metric",
        "optional": false,
        "required": false,
        "default": 0.02,
        "min": 0.0001,
        "min_open": false,
        "max": 0.9999,
        "max_open": false,
        "when": [
          {
            "field": "metric",
            "values": [
              "bernoulli"
            ]
          }
        ]
      },
      {
        "name": "sizes",
        "label": "Sample sizes",
        "help": "Rising whole numbers, 20 at most.",
        "unit": "people",
        "type": "numbers",
        "group": "Intervals",
        "optional": false,
        "required": false,
        "default": [
          10,
          20,
          50,
          100,
          200,
          500,
          1000,
          2000,
          5000
        ],
        "min": 3,
        "min_open": false,
        "max": 100000,
        "max_open": false
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "How often an interval should cover the true mean.",
        "unit": "share",
        "type": "number",
        "group": "Intervals",
        "optional": false,
        "required": false,
        "default": 0.95,
        "min": 0.5,
        "min_open": false,
        "max": 0.999,
        "max_open": false
      },
      {
        "name": "intervals",
        "label": "Intervals",
        "help": "All are made of the same samples.",
        "unit": "",
        "type": "choices",
        "group": "Intervals",
        "optional": false,
        "required": false,
        "default": [
          "z",
          "t",
          "johnson",
          "hall",
          "percentile",
          "bca",
          "studentized"
        ],
        "choices": [
          {
            "name": "z",
            "label": "Normal",
            "help": "Mean and 1.96 standard errors."
          },
          {
            "name": "t",
            "label": "Student's t",
            "help": "The usual one."
          },
          {
            "name": "johnson",
            "label": "Johnson's t",
            "help": "Moved by the skewness of the sample."
          },
          {
            "name": "hall",
            "label": "Hall's transformation",
            "help": "Bent by the skewness of the sample."
          },
          {
            "name": "percentile",
            "label": "Bootstrap, percentile",
            "help": "Quantiles of resampled means."
          },
          {
            "name": "bca",
            "label": "Bootstrap, BCa",
            "help": "The same, corrected for bias and skewness."
          },
          {
            "name": "studentized",
            "label": "Bootstrap, studentised",
            "help": "Quantiles of resampled t."
          }
        ]
      },
      {
        "name": "resamples",
        "label": "Bootstrap resamples",
        "help": "Of each sample: 199 for 95 %, more for a higher confidence.",
        "unit": "replicates",
        "type": "integer",
        "group": "Intervals",
        "optional": false,
        "required": false,
        "default": 199,
        "min": 19,
        "min_open": false,
        "max": 1999,
        "max_open": false,
        "when": [
          {
            "field": "intervals",
            "values": [
              "percentile",
              "bca",
              "studentized"
            ]
          }
        ]
      },
      {
        "name": "bootstrap_experiments",
        "label": "Experiments with a bootstrap",
        "help": "So many of the simulated samples, evenly: resampling takes long.",
        "unit": "replicates",
        "type": "integer",
        "group": "Intervals",
        "optional": false,
        "required": false,
        "default": 500,
        "min": 10,
        "min_open": false,
        "max": 100000,
        "max_open": false,
        "when": [
          {
            "field": "intervals",
            "values": [
              "percentile",
              "bca",
              "studentized"
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
        "group": "Simulation",
        "optional": false,
        "required": false,
        "default": 5000,
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
        "group": "Simulation",
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
        "name": "sentence",
        "label": "In words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "mean",
        "label": "True mean",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "sd",
        "label": "True standard deviation",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "skewness",
        "label": "True skewness",
        "help": "By its formula, or of the file's rows.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "rule_n",
        "label": "By the rule of thumb",
        "help": "355 times the squared skewness (Kohavi, Deng, Longbotham and Xu 2014): then each tail of the mean is within a quarter of a point of 2.5 %.",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "needed",
        "label": "How many are enough",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "CltNeededResult"
      },
      {
        "name": "intervals",
        "label": "Intervals",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "CltIntervalResult"
      },
      {
        "name": "sizes",
        "label": "Means",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "CltSizeResult"
      },
      {
        "name": "histogram_low",
        "label": "Histograms, from",
        "help": "",
        "unit": "sd",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "histogram_high",
        "label": "To",
        "help": "",
        "unit": "sd",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "normal",
        "label": "The same of a normal mean",
        "help": "",
        "unit": "share",
        "type": "numbers",
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
        "name": "assumptions",
        "label": "Assumptions",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
      },
      {
        "name": "replicates",
        "label": "Replicates",
        "help": "",
        "unit": "replicates",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "rows_used",
        "label": "Rows of the file",
        "help": "Those with a number, which values are drawn from.",
        "unit": "",
        "type": "integer",
        "optional": true,
        "required": false
      }
    ]
  },
  "market-study": {
    "request": [
      {
        "name": "listings",
        "label": "Listings in each market",
        "help": "Homes, rides, jobs: each serves one customer at a time.",
        "unit": "",
        "type": "integer",
        "group": "Market",
        "optional": false,
        "required": false,
        "default": 50,
        "min": 2,
        "min_open": false,
        "max": 1000,
        "max_open": false
      },
      {
        "name": "markets",
        "label": "Separate markets",
        "help": "As cities: nobody looks across their borders.",
        "unit": "",
        "type": "integer",
        "group": "Market",
        "optional": false,
        "required": false,
        "default": 10,
        "min": 1,
        "min_open": false,
        "max": 1000,
        "max_open": false
      },
      {
        "name": "demand_cv",
        "label": "Demand differs by",
        "help": "Standard deviation of the markets' demand over its mean.",
        "unit": "share",
        "type": "number",
        "group": "Market",
        "optional": false,
        "required": false,
        "default": 0.1,
        "min": 0,
        "min_open": false,
        "max": 0.5,
        "max_open": false
      },
      {
        "name": "arrival_rate",
        "label": "Customers per listing and day (λ)",
        "help": "How many look, whether they book or not.",
        "unit": "",
        "type": "number",
        "group": "Market",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.0001,
        "min_open": false,
        "max": 10000,
        "max_open": false
      },
      {
        "name": "booking_days",
        "label": "Length of a booking (1/τ)",
        "help": "Mean time until a booked listing is available again. λ/τ is demand over supply.",
        "unit": "days",
        "type": "number",
        "group": "Market",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.001,
        "min_open": false,
        "max": 1000,
        "max_open": false
      },
      {
        "name": "consideration",
        "label": "Chance to be considered (α)",
        "help": "Of each available listing, by each customer.",
        "unit": "share",
        "type": "number",
        "group": "Market",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0.001,
        "min_open": false,
        "max": 1,
        "max_open": false
      },
      {
        "name": "utility",
        "label": "Utility of a listing (v)",
        "help": "A customer picks a considered listing in proportion to it.",
        "unit": "",
        "type": "number",
        "group": "Market",
        "optional": false,
        "required": false,
        "default": 0.63,
        "min": 0.0001,
        "min_open": false,
        "max": 10000,
        "max_open": false
      },
      {
        "name": "outside",
        "label": "Outside option, per listing (ε)",
        "help": "Weight of not booking: the larger, the fewer customers book.",
        "unit": "",
        "type": "number",
        "group": "Market",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.0001,
        "min_open": false,
        "max": 10000,
        "max_open": false
      },
      {
        "name": "lift",
        "label": "Change of the utility",
        "help": "Of a treated listing, for a customer who is to see it so.",
        "unit": "share",
        "type": "number",
        "group": "Treatment",
        "optional": false,
        "required": false,
        "default": 0.25,
        "min": -0.99,
        "min_open": false,
        "max": 10,
        "max_open": false
      },
      {
        "name": "designs",
        "label": "Designs",
        "help": "What is compared.",
        "unit": "",
        "type": "choices",
        "group": "Designs",
        "optional": false,
        "required": false,
        "default": [
          "customer",
          "listing",
          "two_sided",
          "cluster",
          "switchback",
          "minimax",
          "budget_split"
        ],
        "choices": [
          {
            "name": "customer",
            "label": "Customers",
            "help": "Each customer sees all listings treated, or none."
          },
          {
            "name": "listing",
            "label": "Listings",
            "help": "Each listing is treated for every customer, or for none."
          },
          {
            "name": "two_sided",
            "label": "Both sides",
            "help": "Treated listings are treated for treated customers alone."
          },
          {
            "name": "cluster",
            "label": "Whole markets",
            "help": "Half of the markets are treated: a geographic split."
          },
          {
            "name": "switchback",
            "label": "Switchback in time",
            "help": "Each market is treated or not, by coin, for one period after the other."
          },
          {
            "name": "minimax",
            "label": "Switchback, minimax points",
            "help": "Coins where Bojinov, Simchi-Levi and Zhao put them; time counts if its recent past had one arm."
          },
          {
            "name": "budget_split",
            "label": "Budget split",
            "help": "Listings and customers of each market are divided into two copies of it, one for each arm."
          }
        ]
      },
      {
        "name": "customer_share",
        "label": "Customers treated",
        "help": "The chance of each customer.",
        "unit": "share",
        "type": "number",
        "group": "Designs",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0.01,
        "min_open": false,
        "max": 0.99,
        "max_open": false,
        "when": [
          {
            "field": "designs",
            "values": [
              "customer",
              "two_sided"
            ]
          }
        ]
      },
      {
        "name": "listing_share",
        "label": "Listings treated",
        "help": "So many in each market, rounded to whole listings; of a budget split, also customers.",
        "unit": "share",
        "type": "number",
        "group": "Designs",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0.001,
        "min_open": false,
        "max": 0.999,
        "max_open": false,
        "when": [
          {
            "field": "designs",
            "values": [
              "listing",
              "two_sided",
              "budget_split"
            ]
          }
        ]
      },
      {
        "name": "two_sided_shares",
        "label": "Shares where both sides are treated",
        "help": "By supply and demand: the shares above move towards 1 with λ/τ as in the paper.",
        "unit": "",
        "type": "choice",
        "group": "Designs",
        "optional": false,
        "required": false,
        "default": "balanced",
        "choices": [
          {
            "name": "balanced",
            "label": "By supply and demand",
            "help": "Nearly all listings are treated where demand is short, nearly all customers where supply is."
          },
          {
            "name": "given",
            "label": "As for one side",
            "help": "The shares above, whatever the market."
          }
        ],
        "when": [
          {
            "field": "designs",
            "values": [
              "two_sided"
            ]
          }
        ]
      },
      {
        "name": "period_days",
        "label": "Length of a period",
        "help": "How long a market keeps its arm.",
        "unit": "days",
        "type": "number",
        "group": "Designs",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 0.01,
        "min_open": false,
        "max": 365,
        "max_open": false,
        "when": [
          {
            "field": "designs",
            "values": [
              "switchback"
            ]
          }
        ]
      },
      {
        "name": "burn_in_days",
        "label": "Left out of each period",
        "help": "At its start, while the market still carries what was before.",
        "unit": "days",
        "type": "number",
        "group": "Designs",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 365,
        "max_open": false,
        "when": [
          {
            "field": "designs",
            "values": [
              "switchback"
            ]
          }
        ]
      },
      {
        "name": "carryover_days",
        "label": "Carry-over assumed",
        "help": "Sets the minimax switch points; time counts if so long before it nothing switched.",
        "unit": "days",
        "type": "number",
        "group": "Designs",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.01,
        "min_open": false,
        "max": 365,
        "max_open": false,
        "when": [
          {
            "field": "designs",
            "values": [
              "minimax"
            ]
          }
        ]
      },
      {
        "name": "days",
        "label": "Days",
        "help": "Length of the experiment.",
        "unit": "days",
        "type": "number",
        "group": "Simulation",
        "optional": false,
        "required": false,
        "default": 28,
        "min": 1,
        "min_open": false,
        "max": 3650,
        "max_open": false
      },
      {
        "name": "warmup_days",
        "label": "Days before it",
        "help": "Run without counting, from about the steady state.",
        "unit": "days",
        "type": "number",
        "group": "Simulation",
        "optional": false,
        "required": false,
        "default": 7,
        "min": 0,
        "min_open": false,
        "max": 3650,
        "max_open": false
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "How often intervals should cover the truth.",
        "unit": "share",
        "type": "number",
        "group": "Simulation",
        "optional": false,
        "required": false,
        "default": 0.95,
        "min": 0.5,
        "min_open": false,
        "max": 1,
        "max_open": true
      },
      {
        "name": "power",
        "label": "Wanted power",
        "help": "For how long each design would have to run.",
        "unit": "share",
        "type": "number",
        "group": "Simulation",
        "optional": false,
        "required": false,
        "default": 0.8,
        "min": 0.5,
        "min_open": false,
        "max": 0.999,
        "max_open": false
      },
      {
        "name": "replicates",
        "label": "Simulated experiments",
        "help": "More give a smaller Monte Carlo error.",
        "unit": "replicates",
        "type": "integer",
        "group": "Simulation",
        "optional": false,
        "required": false,
        "default": 500,
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
        "group": "Simulation",
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
        "name": "sentence",
        "label": "In words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "global_effect",
        "label": "True effect",
        "help": "Bookings per listing and day if everybody were treated, less those if nobody were; exact.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "global_effect_relative",
        "label": "The same, relative",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "rate_untreated",
        "label": "Bookings per listing and day, nobody treated",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "rate_treated",
        "label": "Bookings per listing and day, everybody treated",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "occupied_untreated",
        "label": "Occupied, nobody treated",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "occupied_treated",
        "label": "Occupied, everybody treated",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_field_effect",
        "label": "True effect in the mean field",
        "help": "With as many customers per listing, and many more listings.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "balance",
        "label": "Demand over supply (λ/τ)",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "estimates",
        "label": "Estimates",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "MarketEstimate"
      },
      {
        "name": "curve_balance",
        "label": "Demand over supply",
        "help": "λ/τ of each point of the curves; bookings last as long as they do.",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "curve_effect",
        "label": "True effect there",
        "help": "In the mean field, in one market.",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "curves",
        "label": "Bias by demand over supply",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "MarketBiasCurve"
      },
      {
        "name": "assumptions",
        "label": "Assumptions",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
      },
      {
        "name": "replicates",
        "label": "Replicates",
        "help": "",
        "unit": "replicates",
        "type": "integer",
        "optional": false,
        "required": false
      }
    ]
  },
  "sample-ratio-study": {
    "request": [
      {
        "name": "users_per_day",
        "label": "New users per day",
        "help": "On average; each is counted on the first day. Arrivals are Poisson.",
        "unit": "people/day",
        "type": "number",
        "group": "Users",
        "optional": false,
        "required": false,
        "default": 10000,
        "min": 1,
        "min_open": false,
        "max": 1000000000,
        "max_open": false
      },
      {
        "name": "days",
        "label": "Days",
        "help": "Length of the experiment. Day 1 is a Monday.",
        "unit": "days",
        "type": "integer",
        "group": "Users",
        "optional": false,
        "required": false,
        "default": 28,
        "min": 1,
        "min_open": false,
        "max": 730,
        "max_open": false
      },
      {
        "name": "treatment_share",
        "label": "Planned share in treatment",
        "help": "What the checks compare with.",
        "unit": "share",
        "type": "number",
        "group": "Users",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0.001,
        "min_open": false,
        "max": 0.999,
        "max_open": false
      },
      {
        "name": "lift",
        "label": "True lift",
        "help": "Relative change of every treated user's chance to convert. At 0 all that is measured is bias.",
        "unit": "share",
        "type": "number",
        "group": "Users",
        "optional": false,
        "required": false,
        "default": 0,
        "min": -0.9,
        "min_open": false,
        "max": 10,
        "max_open": false
      },
      {
        "name": "conversion",
        "label": "Conversion",
        "help": "Of all who are not of a kind below.",
        "unit": "share",
        "type": "number",
        "group": "Users",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false
      },
      {
        "name": "returning_share",
        "label": "Returning users",
        "help": "Known from before, with long sessions.",
        "unit": "share",
        "type": "number",
        "group": "Kinds of users",
        "optional": false,
        "required": false,
        "default": 0.3,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false
      },
      {
        "name": "returning_conversion",
        "label": "Conversion of returning users",
        "help": "Usually the highest: to lose them lowers an arm's mean.",
        "unit": "share",
        "type": "number",
        "group": "Kinds of users",
        "optional": false,
        "required": false,
        "default": 0.12,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false
      },
      {
        "name": "returning_first",
        "label": "Returning users come first",
        "help": "1: twice as many on the first day as later. What is too many halves every three days. It makes early days differ from late ones.",
        "unit": "",
        "type": "number",
        "group": "Kinds of users",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 10,
        "max_open": false
      },
      {
        "name": "slow_share",
        "label": "Slow devices",
        "help": "Old phones and slow lines.",
        "unit": "share",
        "type": "number",
        "group": "Kinds of users",
        "optional": false,
        "required": false,
        "default": 0.2,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false
      },
      {
        "name": "slow_conversion",
        "label": "Conversion on slow devices",
        "help": "Usually low: to lose them raises an arm's mean.",
        "unit": "share",
        "type": "number",
        "group": "Kinds of users",
        "optional": false,
        "required": false,
        "default": 0.03,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false
      },
      {
        "name": "bot_share",
        "label": "Bots",
        "help": "They never convert. All others are what is left to 100 %.",
        "unit": "share",
        "type": "number",
        "group": "Kinds of users",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false
      },
      {
        "name": "weekend_users",
        "label": "Users on a weekend day",
        "help": "As a multiple of another day's.",
        "unit": "",
        "type": "number",
        "group": "Kinds of users",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 10,
        "max_open": false
      },
      {
        "name": "weekend_conversion",
        "label": "Conversion at weekends",
        "help": "As a multiple of another day's.",
        "unit": "",
        "type": "number",
        "group": "Kinds of users",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 10,
        "max_open": false
      },
      {
        "name": "mechanisms",
        "label": "What goes wrong",
        "help": "Nothing chosen: a healthy experiment, and every mismatch a false alarm.",
        "unit": "",
        "type": "choices",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": [
          "bot_filtering"
        ],
        "choices": [
          {
            "name": "biased_bucketing",
            "label": "Biased bucketing",
            "help": "The hash fills buckets unevenly, whoever the user is. As where ids are hashed with a weak function or buckets are cut off by rounding."
          },
          {
            "name": "shared_bucket",
            "label": "Stolen or shared buckets",
            "help": "Another experiment takes some of treatment's buckets: some users are dropped, the others get its change as well. As where two teams were given the same range."
          },
          {
            "name": "id_churn",
            "label": "Lost cookies",
            "help": "Returning users lose their id and are assigned anew. As where a treated page clears cookies or a browser deletes them after a week."
          },
          {
            "name": "carry_over",
            "label": "Carried over from an earlier experiment",
            "help": "An earlier experiment with the same buckets drove some returning users of treatment away. As where a bad release is repaired and started again without a new split."
          },
          {
            "name": "late_start",
            "label": "Treatment starts late",
            "help": "Treatment's users of the first days are not counted. As where its configuration is rolled out after control's."
          },
          {
            "name": "redirect_loss",
            "label": "Lost on a redirect",
            "help": "Treatment is another address; some users leave on the way there, more of them on slow devices. As in split-URL tests."
          },
          {
            "name": "latency_loss",
            "label": "Left before the beacon",
            "help": "Treatment loads more slowly, and some users of slow devices leave before they are counted; who buys does not. As where the event is sent at the end of the page."
          },
          {
            "name": "segment_crash",
            "label": "Crashes for some",
            "help": "The treated app crashes before it is counted, for one kind of user. As where an old system lacks what the new code needs."
          },
          {
            "name": "telemetry_lost",
            "label": "Messages lost",
            "help": "Treatment's messages get lost one by one; who buys sends more of them and is more often counted. As where a larger message is over a limit."
          },
          {
            "name": "telemetry_extra",
            "label": "Messages repeated",
            "help": "Some treated users are counted twice, the second time without what they buy. As where a reload sends the assignment again under a new id."
          },
          {
            "name": "long_sessions_only",
            "label": "Only long sessions see it",
            "help": "Treatment comes with a refresh of the configuration, which short sessions miss: they are counted nowhere. Returning users stay long enough."
          },
          {
            "name": "bot_filtering",
            "label": "Bot filter",
            "help": "The filter catches bots in one arm more often than in the other, or takes eager treated users for bots. As where treatment brings more clicks per user."
          },
          {
            "name": "bad_join",
            "label": "Bad join",
            "help": "Joining two tables drops treated users without a row in the second and repeats those with several. As an inner join with orders does."
          },
          {
            "name": "late_logs",
            "label": "Late logs",
            "help": "Logs of treated slow devices come days later. As where an app sends what it kept when it is online again."
          },
          {
            "name": "approximate_counts",
            "label": "Approximate distinct counts",
            "help": "Users are counted by a sketch with an error of its own in each arm. As APPROX_COUNT_DISTINCT does."
          },
          {
            "name": "triggering",
            "label": "Trigger that treatment changes",
            "help": "Only users who meet a condition are counted, and treatment makes more of them meet it. As where counting begins at a button that treatment moves."
          },
          {
            "name": "uneven_ramp",
            "label": "Ramp",
            "help": "Treatment begins with a smaller share, and all days are put together. As in a cautious rollout whose first days are kept."
          },
          {
            "name": "paused_arm",
            "label": "Treatment paused",
            "help": "Treatment is switched off for some days while control goes on. As after an alarm."
          },
          {
            "name": "self_assignment",
            "label": "Self-assignment",
            "help": "Some returning users of control switch to treatment themselves and are counted there. As with a beta programme or a link that is passed on."
          }
        ]
      },
      {
        "name": "bucket_bias",
        "label": "Users missing from treatment",
        "help": "Of those who should be there; they are in control. Negative: too many.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.02,
        "min": -0.5,
        "min_open": false,
        "max": 0.5,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "biased_bucketing"
            ]
          }
        ]
      },
      {
        "name": "shared_buckets",
        "label": "Buckets shared",
        "help": "Of treatment's.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "shared_bucket"
            ]
          }
        ]
      },
      {
        "name": "shared_dropped",
        "label": "Dropped of those",
        "help": "The rest is counted in treatment.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "shared_bucket"
            ]
          }
        ]
      },
      {
        "name": "shared_lift",
        "label": "Lift of the other experiment",
        "help": "Relative change of conversion of those who stay.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": -0.1,
        "min": -1,
        "min_open": false,
        "max": 10,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "shared_bucket"
            ]
          }
        ]
      },
      {
        "name": "churn_control",
        "label": "Ids lost in control",
        "help": "Of returning users, before they convert.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "id_churn"
            ]
          }
        ]
      },
      {
        "name": "churn_treatment",
        "label": "Ids lost in treatment",
        "help": "Of returning users, before they convert.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.1,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "id_churn"
            ]
          }
        ]
      },
      {
        "name": "churn_counting",
        "label": "Users with two ids",
        "help": "What the analysis makes of them.",
        "unit": "",
        "type": "choice",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": "dropped",
        "choices": [
          {
            "name": "dropped",
            "label": "Dropped where seen in both arms",
            "help": "Known by a login, and left out where the new id fell into the other arm."
          },
          {
            "name": "both",
            "label": "Counted once for each id",
            "help": "What they buy belongs to the new id. The split stays as planned, the effect does not."
          }
        ],
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "id_churn"
            ]
          }
        ]
      },
      {
        "name": "carry_over",
        "label": "Driven away before",
        "help": "Of treatment's returning users.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.05,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "carry_over"
            ]
          }
        ]
      },
      {
        "name": "late_days",
        "label": "Days without treatment",
        "help": "At the start.",
        "unit": "days",
        "type": "integer",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 729,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "late_start"
            ]
          }
        ]
      },
      {
        "name": "redirect_loss",
        "label": "Lost on the redirect",
        "help": "Of treated users.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.01,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "redirect_loss"
            ]
          }
        ]
      },
      {
        "name": "redirect_slow",
        "label": "Times as many on slow devices",
        "help": "1: the same everywhere, which leaves the effect as it is.",
        "unit": "",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 0,
        "min_open": false,
        "max": 100,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "redirect_loss"
            ]
          }
        ]
      },
      {
        "name": "latency_loss",
        "label": "Left before the beacon",
        "help": "Of treated users of slow devices who do not convert.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.1,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "latency_loss"
            ]
          }
        ]
      },
      {
        "name": "crash_kind",
        "label": "Crashes for",
        "help": "Who converts less makes the mean of those left better, and the reverse.",
        "unit": "",
        "type": "choice",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": "slow",
        "choices": [
          {
            "name": "others",
            "label": "All others",
            "help": ""
          },
          {
            "name": "returning",
            "label": "Returning users",
            "help": ""
          },
          {
            "name": "slow",
            "label": "Slow devices",
            "help": ""
          },
          {
            "name": "bots",
            "label": "Bots",
            "help": ""
          }
        ],
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "segment_crash"
            ]
          }
        ]
      },
      {
        "name": "crash",
        "label": "Crashes",
        "help": "Share of these treated users who are never counted.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.1,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "segment_crash"
            ]
          }
        ]
      },
      {
        "name": "telemetry_lost",
        "label": "Messages lost",
        "help": "Of treatment's, each by itself. A user is counted if one message comes through.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.02,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "telemetry_lost"
            ]
          }
        ]
      },
      {
        "name": "telemetry_messages",
        "label": "Messages of who converts",
        "help": "All others send one. 1: users are lost whatever they do.",
        "unit": "",
        "type": "integer",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 1,
        "min_open": false,
        "max": 100,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "telemetry_lost"
            ]
          }
        ]
      },
      {
        "name": "telemetry_extra",
        "label": "Counted twice",
        "help": "Of treated users.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.02,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "telemetry_extra"
            ]
          }
        ]
      },
      {
        "name": "refresh_missed",
        "label": "Sessions too short",
        "help": "Of treated users other than returning ones.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.03,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "long_sessions_only"
            ]
          }
        ]
      },
      {
        "name": "bots_caught_control",
        "label": "Bots caught in control",
        "help": "Share of bots that the filter takes out.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "bot_filtering"
            ]
          }
        ]
      },
      {
        "name": "bots_caught_treatment",
        "label": "Bots caught in treatment",
        "help": "Bots never convert: where more are caught, conversion looks better.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.9,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "bot_filtering"
            ]
          }
        ]
      },
      {
        "name": "heavy_caught",
        "label": "Eager users caught in treatment",
        "help": "Share of treated returning users who convert and are taken for bots.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "bot_filtering"
            ]
          }
        ]
      },
      {
        "name": "join_lost",
        "label": "Dropped by the join",
        "help": "Of treated users who do not convert.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.02,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "bad_join"
            ]
          }
        ]
      },
      {
        "name": "join_doubled",
        "label": "Repeated by the join",
        "help": "Of treated users who convert: two rows, both converted.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.02,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "bad_join"
            ]
          }
        ]
      },
      {
        "name": "late_logs",
        "label": "Logs that come late",
        "help": "Of treated users of slow devices.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.3,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "late_logs"
            ]
          }
        ]
      },
      {
        "name": "late_by",
        "label": "Days late",
        "help": "What would come after the last day is missing.",
        "unit": "days",
        "type": "integer",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 2,
        "min": 0,
        "min_open": false,
        "max": 730,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "late_logs"
            ]
          }
        ]
      },
      {
        "name": "count_error",
        "label": "Error of the count",
        "help": "SD of the logarithm of counted over true, for each arm by itself and the same on all days.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.01,
        "min": 0,
        "min_open": false,
        "max": 0.5,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "approximate_counts"
            ]
          }
        ]
      },
      {
        "name": "trigger_rate",
        "label": "Triggered in control",
        "help": "Share of users who meet the condition.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "triggering"
            ]
          }
        ]
      },
      {
        "name": "trigger_change",
        "label": "More of them in treatment",
        "help": "Relative change of that share.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.03,
        "min": -1,
        "min_open": false,
        "max": 10,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "triggering"
            ]
          }
        ]
      },
      {
        "name": "trigger_conversion",
        "label": "Conversion of those",
        "help": "As a multiple of the others': who is drawn in converts less.",
        "unit": "",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "triggering"
            ]
          }
        ]
      },
      {
        "name": "ramp_days",
        "label": "Days of the ramp",
        "help": "At the start.",
        "unit": "days",
        "type": "integer",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 0,
        "min_open": false,
        "max": 730,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "uneven_ramp"
            ]
          }
        ]
      },
      {
        "name": "ramp_share",
        "label": "Share in treatment meanwhile",
        "help": "Of both arms. The checks compare with the planned share.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.1,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "uneven_ramp"
            ]
          }
        ]
      },
      {
        "name": "paused_from",
        "label": "Paused from day",
        "help": "The first day without treatment.",
        "unit": "",
        "type": "integer",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 8,
        "min": 1,
        "min_open": false,
        "max": 730,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "paused_arm"
            ]
          }
        ]
      },
      {
        "name": "paused_days",
        "label": "Days of the pause",
        "help": "Treatment's users of these days are not counted.",
        "unit": "days",
        "type": "integer",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 2,
        "min": 0,
        "min_open": false,
        "max": 730,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "paused_arm"
            ]
          }
        ]
      },
      {
        "name": "opt_in",
        "label": "Switch to treatment",
        "help": "Of control's returning users.",
        "unit": "share",
        "type": "number",
        "group": "Mechanisms",
        "optional": false,
        "required": false,
        "default": 0.02,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "mechanisms",
            "values": [
              "self_assignment"
            ]
          }
        ]
      },
      {
        "name": "tests",
        "label": "Tests",
        "help": "Each follows the same experiments.",
        "unit": "",
        "type": "choices",
        "group": "Checks",
        "optional": false,
        "required": false,
        "default": [
          "chi_square",
          "chi_square_corrected",
          "chi_square_end",
          "segments",
          "sequential"
        ],
        "choices": [
          {
            "name": "chi_square",
            "label": "Chi-square at every look",
            "help": "At the same threshold each time: the more looks, the more false alarms."
          },
          {
            "name": "chi_square_corrected",
            "label": "Chi-square, corrected for looks",
            "help": "At every look, with the threshold over the number of looks (Bonferroni)."
          },
          {
            "name": "chi_square_end",
            "label": "Chi-square at the end",
            "help": "Once, after the last day."
          },
          {
            "name": "segments",
            "label": "Chi-square by kind of user, corrected",
            "help": "Each kind of user at every look, with the threshold over the number of looks and kinds."
          },
          {
            "name": "sequential",
            "label": "Sequential, at every look",
            "help": "Lindon and Malek's Bayes factor: false alarms stay below the threshold however often one looks."
          },
          {
            "name": "g_test",
            "label": "G test at every look",
            "help": "The likelihood ratio instead of chi-square."
          }
        ]
      },
      {
        "name": "alpha",
        "label": "Threshold",
        "help": "A mismatch is a p-value below it; for the sequential test a Bayes factor above one over it.",
        "unit": "share",
        "type": "number",
        "group": "Checks",
        "optional": false,
        "required": false,
        "default": 0.001,
        "min": 1e-12,
        "min_open": false,
        "max": 0.5,
        "max_open": false
      },
      {
        "name": "check_every",
        "label": "Days between checks",
        "help": "1: daily. The last day is always checked.",
        "unit": "days",
        "type": "integer",
        "group": "Checks",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 1,
        "min_open": false,
        "max": 730,
        "max_open": false
      },
      {
        "name": "concentration",
        "label": "Prior concentration",
        "help": "Of the Dirichlet prior around the planned shares, in users: the larger, the smaller the mismatch it is best at, and the blinder it is to large ones among few users.",
        "unit": "",
        "type": "number",
        "group": "Checks",
        "optional": false,
        "required": false,
        "default": 10000,
        "min": 0.01,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "tests",
            "values": [
              "sequential"
            ]
          }
        ]
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "Of the interval for the lift: the effect is called significant where it leaves out 0.",
        "unit": "share",
        "type": "number",
        "group": "Effect",
        "optional": false,
        "required": false,
        "default": 0.95,
        "min": 0.5,
        "min_open": false,
        "max": 1,
        "max_open": true
      },
      {
        "name": "replicates",
        "label": "Simulated experiments",
        "help": "More give a smaller Monte Carlo error.",
        "unit": "replicates",
        "type": "integer",
        "group": "Simulation",
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
        "group": "Simulation",
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
        "name": "sentence",
        "label": "In words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "healthy",
        "label": "Nothing goes wrong",
        "help": "Then every mismatch is a false alarm.",
        "unit": "",
        "type": "boolean",
        "optional": false,
        "required": false
      },
      {
        "name": "planned_share",
        "label": "Planned share in treatment",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "expected_share",
        "label": "Expected share in treatment",
        "help": "Expected users counted in treatment over those in both arms, at the end; exact.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "share",
        "label": "Simulated share in treatment",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "share_mcse",
        "label": "Monte Carlo error",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "users_control",
        "label": "Expected users in control",
        "help": "",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "users_treatment",
        "label": "Expected users in treatment",
        "help": "",
        "unit": "people",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "true_lift",
        "label": "True lift",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "expected_lift",
        "label": "Expected lift",
        "help": "Expected conversion of treatment over that of control, less 1, as the analysis has them; exact but for terms of one over the number of users.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "expected_bias",
        "label": "Expected bias",
        "help": "Less the true lift.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "lift",
        "label": "Measured lift",
        "help": "Mean conversion of treatment over that of control, less 1.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "lift_mcse",
        "label": "Monte Carlo error",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "lift_sd",
        "label": "SD of measured lifts",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "lift_bias",
        "label": "Bias",
        "help": "Measured less true lift.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "expected_conversion_control",
        "label": "Expected conversion in control",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "expected_conversion_treatment",
        "label": "Expected conversion in treatment",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "conversion_control",
        "label": "Conversion in control",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "conversion_control_mcse",
        "label": "Monte Carlo error",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "conversion_treatment",
        "label": "Conversion in treatment",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "conversion_treatment_mcse",
        "label": "Monte Carlo error",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "significant",
        "label": "Called significant",
        "help": "Share of experiments whose interval for the lift leaves out 0.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "significant_mcse",
        "label": "Monte Carlo error",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "wrong",
        "label": "Interval misses the truth",
        "help": "The same as called significant where the true lift is 0.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "wrong_mcse",
        "label": "Monte Carlo error",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "wrong_promised",
        "label": "As often as promised",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "undefined",
        "label": "Without an interval",
        "help": "Nobody converted in an arm, or everybody.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "tests",
        "label": "Tests",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "RatioTestResult"
      },
      {
        "name": "looks",
        "label": "Day of each look",
        "help": "",
        "unit": "days",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "path_day",
        "label": "Day",
        "help": "",
        "unit": "days",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "path_expected",
        "label": "Expected share in treatment so far",
        "help": "",
        "unit": "share",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "path_mean",
        "label": "Mean share so far",
        "help": "Of the first 2,000 experiments, as the band.",
        "unit": "share",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "path_low",
        "label": "Band of 95 %, from",
        "help": "",
        "unit": "share",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "path_high",
        "label": "Band of 95 %, to",
        "help": "",
        "unit": "share",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "histogram_low",
        "label": "Measured lifts, from",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "histogram_high",
        "label": "To",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "histogram",
        "label": "Experiments by measured lift",
        "help": "In 48 classes of equal width; the rest lies outside.",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "mechanisms",
        "label": "Each mechanism alone",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "MechanismAlone"
      },
      {
        "name": "kinds",
        "label": "Kinds of users",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "RatioKindResult"
      },
      {
        "name": "assumptions",
        "label": "Assumptions",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
      },
      {
        "name": "replicates",
        "label": "Simulated experiments",
        "help": "",
        "unit": "replicates",
        "type": "integer",
        "optional": false,
        "required": false
      }
    ]
  },
  "network-study": {
    "request": [
      {
        "name": "network",
        "label": "Network",
        "help": "Who can reach whom with a treatment.",
        "unit": "",
        "type": "choice",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": "communities",
        "choices": [
          {
            "name": "communities",
            "label": "Communities of unequal sizes",
            "help": "Degrees and sizes of communities follow power laws (as in LFR): close to a social network."
          },
          {
            "name": "blocks",
            "label": "Equal communities",
            "help": "A stochastic block model: ties within a group are likelier than between groups."
          },
          {
            "name": "small_world",
            "label": "Small world",
            "help": "A ring of near neighbours, some of whose ties lead far away (Watts and Strogatz)."
          },
          {
            "name": "scale_free",
            "label": "Hubs",
            "help": "Newcomers tie themselves to the well connected (Barabási and Albert)."
          },
          {
            "name": "random",
            "label": "Ties at random",
            "help": "Every pair is as likely as any other (Erdős and Rényi)."
          },
          {
            "name": "geometric",
            "label": "Near in space",
            "help": "Units in a square, tied where they are close to each other."
          },
          {
            "name": "cycle",
            "label": "Power of a cycle",
            "help": "A ring; everyone is tied to the nearest on both sides."
          },
          {
            "name": "small_world_2d",
            "label": "Small world in two dimensions",
            "help": "A grid without borders, and a few far ties that grow rarer with distance (Kleinberg)."
          },
          {
            "name": "households",
            "label": "Households",
            "help": "Small groups in which everybody is tied to everybody else."
          },
          {
            "name": "bipartite",
            "label": "Two sides",
            "help": "Buyers and sellers, or viewers and creators: ties lead only from one side to the other."
          },
          {
            "name": "file",
            "label": "From a file",
            "help": "The list of edges that is open: two columns of ids, perhaps a weight."
          }
        ]
      },
      {
        "name": "units",
        "label": "Units",
        "help": "People, shops or whatever is treated.",
        "unit": "people",
        "type": "integer",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 2000,
        "min": 4,
        "min_open": false,
        "max": 5000000,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "communities",
              "blocks",
              "small_world",
              "scale_free",
              "random",
              "geometric",
              "cycle",
              "small_world_2d",
              "households",
              "bipartite"
            ]
          }
        ]
      },
      {
        "name": "mean_degree",
        "label": "Neighbours of a unit",
        "help": "On average; an even number on both sides of a ring.",
        "unit": "",
        "type": "number",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 10,
        "min": 0,
        "min_open": true,
        "max": 10000,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "communities",
              "blocks",
              "small_world",
              "scale_free",
              "random",
              "geometric",
              "cycle",
              "bipartite"
            ]
          }
        ]
      },
      {
        "name": "groups",
        "label": "Groups",
        "help": "Of equal size, as nearly as it goes.",
        "unit": "",
        "type": "integer",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 40,
        "min": 1,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "blocks"
            ]
          }
        ]
      },
      {
        "name": "within",
        "label": "Ties within the own group",
        "help": "Of all ties of a unit; of LFR 1 less the mixing parameter.",
        "unit": "share",
        "type": "number",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 0.8,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "communities",
              "blocks"
            ]
          }
        ]
      },
      {
        "name": "degree_exponent",
        "label": "Exponent of degrees",
        "help": "A smaller one gives larger hubs.",
        "unit": "",
        "type": "number",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 2.5,
        "min": 1,
        "min_open": true,
        "max": 10,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "communities"
            ]
          }
        ]
      },
      {
        "name": "size_exponent",
        "label": "Exponent of sizes",
        "help": "A smaller one gives communities that differ more.",
        "unit": "",
        "type": "number",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 1.5,
        "min": 1,
        "min_open": true,
        "max": 10,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "communities"
            ]
          }
        ]
      },
      {
        "name": "rewired",
        "label": "Far ties",
        "help": "Share of ties that lead anywhere instead of to a near neighbour.",
        "unit": "share",
        "type": "number",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 0.1,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "small_world"
            ]
          }
        ]
      },
      {
        "name": "far_ties",
        "label": "Far ties of a unit",
        "help": "Beside the four on the grid; far ones grow rarer with the square of the distance.",
        "unit": "",
        "type": "integer",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 1000,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "small_world_2d"
            ]
          }
        ]
      },
      {
        "name": "household_size",
        "label": "People in a household",
        "help": "On average; households of one size where it is a whole number.",
        "unit": "",
        "type": "number",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 4,
        "min": 1,
        "min_open": false,
        "max": 1000,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "households"
            ]
          }
        ]
      },
      {
        "name": "second_side",
        "label": "Share on the second side",
        "help": "Sellers or creators, of all units.",
        "unit": "share",
        "type": "number",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 0.2,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "network",
            "values": [
              "bipartite"
            ]
          }
        ]
      },
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
      },
      {
        "name": "directed",
        "label": "One way only",
        "help": "A treatment travels along an edge from its first end to its second, and not back.",
        "unit": "",
        "type": "boolean",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": false,
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
        "name": "network_seed",
        "label": "Seed of the network",
        "help": "The same seed makes the same network, everywhere.",
        "unit": "",
        "type": "integer",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 9007199254740991,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "communities",
              "blocks",
              "small_world",
              "scale_free",
              "random",
              "geometric",
              "small_world_2d",
              "households",
              "bipartite"
            ]
          }
        ]
      },
      {
        "name": "outcome",
        "label": "Spillover",
        "help": "How neighbours' treatments reach a unit.",
        "unit": "",
        "type": "choice",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": "share",
        "choices": [
          {
            "name": "share",
            "label": "Share of treated neighbours",
            "help": "Each treated neighbour moves the outcome a little."
          },
          {
            "name": "count",
            "label": "Number of treated neighbours",
            "help": "Everyone counts in full: hubs feel more."
          },
          {
            "name": "threshold",
            "label": "Threshold",
            "help": "Nothing happens until enough neighbours are treated; then all."
          },
          {
            "name": "saturating",
            "label": "Saturating",
            "help": "The first treated neighbours matter most."
          },
          {
            "name": "quadratic",
            "label": "Polynomial",
            "help": "Share and its square: neighbours' treatments work together."
          },
          {
            "name": "feedback",
            "label": "Feedback",
            "help": "Outcomes of neighbours move each other: effects travel on."
          },
          {
            "name": "diffusion",
            "label": "Diffusion",
            "help": "Units become active in periods, the more of their neighbours are."
          },
          {
            "name": "contagion",
            "label": "Contagion",
            "help": "An infection travels along ties; treatment protects."
          }
        ]
      },
      {
        "name": "baseline",
        "label": "Baseline",
        "help": "Mean where nobody is treated; of diffusion the latent mean.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 10,
        "min": -1000000,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "share",
              "count",
              "threshold",
              "saturating",
              "quadratic",
              "feedback",
              "diffusion"
            ]
          }
        ],
        "start": {
          "field": "outcome",
          "values": [
            "diffusion"
          ],
          "value": -1
        }
      },
      {
        "name": "direct",
        "label": "Direct effect",
        "help": "Of a unit's own treatment.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 1,
        "min": -1000000,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "share",
              "count",
              "threshold",
              "saturating",
              "quadratic",
              "feedback",
              "diffusion"
            ]
          }
        ],
        "start": {
          "field": "outcome",
          "values": [
            "diffusion"
          ],
          "value": 0.5
        }
      },
      {
        "name": "spillover",
        "label": "Spillover",
        "help": "When all neighbours are treated; of the number, of each of them.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 1,
        "min": -1000000,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "share",
              "count",
              "threshold",
              "saturating",
              "quadratic",
              "feedback",
              "diffusion"
            ]
          }
        ],
        "start": {
          "field": "outcome",
          "values": [
            "count"
          ],
          "value": 0.1
        }
      },
      {
        "name": "threshold",
        "label": "Threshold",
        "help": "Treated share of the neighbours from which on the spillover is there.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "threshold"
            ]
          }
        ]
      },
      {
        "name": "half",
        "label": "Half-saturation",
        "help": "A small one: a few treated neighbours have nearly all of the effect.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.2,
        "min": 0,
        "min_open": true,
        "max": 100,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "saturating"
            ]
          }
        ]
      },
      {
        "name": "curvature",
        "label": "Part of the square",
        "help": "0 is linear; above 0, treated neighbours strengthen each other.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": -10,
        "min_open": false,
        "max": 10,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "quadratic"
            ]
          }
        ]
      },
      {
        "name": "feedback",
        "label": "Feedback",
        "help": "Of the neighbours' mean outcome, or of their active share; 1 or more would never settle.",
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
            "field": "outcome",
            "values": [
              "feedback",
              "diffusion"
            ]
          }
        ]
      },
      {
        "name": "periods",
        "label": "Periods",
        "help": "How long it goes on before it is measured.",
        "unit": "periods",
        "type": "integer",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 5,
        "min": 1,
        "min_open": false,
        "max": 100,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "diffusion",
              "contagion"
            ]
          }
        ]
      },
      {
        "name": "infected",
        "label": "Infected at first",
        "help": "Drawn at random.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.02,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "contagion"
            ]
          }
        ]
      },
      {
        "name": "infectivity",
        "label": "Chance to infect",
        "help": "Of a neighbour, once.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.3,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "contagion"
            ]
          }
        ]
      },
      {
        "name": "protection",
        "label": "Protection",
        "help": "By how much treatment lowers the chance to be infected.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.6,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "contagion"
            ]
          }
        ]
      },
      {
        "name": "containment",
        "label": "Containment",
        "help": "By how much treatment lowers the chance to infect others.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "contagion"
            ]
          }
        ]
      },
      {
        "name": "noise",
        "label": "SD between units",
        "help": "How much units differ that are treated alike.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 0,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "share",
              "count",
              "threshold",
              "saturating",
              "quadratic",
              "feedback",
              "diffusion"
            ]
          }
        ],
        "start": {
          "field": "outcome",
          "values": [
            "diffusion"
          ],
          "value": 0
        }
      },
      {
        "name": "homophily",
        "label": "Homophily",
        "help": "Share of that variance which neighbours have in common: similar people know each other.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.3,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "share",
              "count",
              "threshold",
              "saturating",
              "quadratic",
              "feedback",
              "diffusion"
            ]
          }
        ]
      },
      {
        "name": "degree_correlation",
        "label": "Correlation with degree",
        "help": "Between a unit's baseline and the logarithm of 1 + its number of neighbours.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0,
        "min": -1,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "share",
              "count",
              "threshold",
              "saturating",
              "quadratic",
              "feedback",
              "diffusion"
            ]
          }
        ]
      },
      {
        "name": "fresh_noise",
        "label": "SD of fresh noise",
        "help": "Drawn anew in each replicate. 0: outcomes depend on the assignment alone.",
        "unit": "outcome",
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
            "field": "outcome",
            "values": [
              "share",
              "count",
              "threshold",
              "saturating",
              "quadratic",
              "feedback"
            ]
          }
        ]
      },
      {
        "name": "outcome_seed",
        "label": "Seed of the outcomes",
        "help": "Of baselines and of what else is random in units.",
        "unit": "",
        "type": "integer",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 9007199254740991,
        "max_open": false
      },
      {
        "name": "designs",
        "label": "Designs",
        "help": "What is compared, on the same random numbers.",
        "unit": "",
        "type": "choices",
        "group": "Designs",
        "optional": false,
        "required": false,
        "default": [
          "bernoulli",
          "cluster"
        ],
        "choices": [
          {
            "name": "bernoulli",
            "label": "Units, by coin",
            "help": "Each unit on its own: the usual A/B test."
          },
          {
            "name": "complete",
            "label": "Units, fixed number",
            "help": "Exactly so many units are treated."
          },
          {
            "name": "stratified",
            "label": "Units, within clusters",
            "help": "The same share of each cluster is treated."
          },
          {
            "name": "cluster",
            "label": "Clusters, by coin",
            "help": "Each cluster as a whole."
          },
          {
            "name": "cluster_complete",
            "label": "Clusters, fixed number",
            "help": "Exactly so many clusters are treated as a whole."
          },
          {
            "name": "fresh_clusters",
            "label": "Clusters drawn anew",
            "help": "Randomised graph-cluster randomisation: a new net or 1-hop-max clustering each time."
          },
          {
            "name": "saturation",
            "label": "Saturations",
            "help": "Each cluster gets a treated share first, then its units are drawn."
          },
          {
            "name": "rollout",
            "label": "Staged roll-out",
            "help": "More and more units are treated, in stages."
          },
          {
            "name": "pair",
            "label": "Half units, half clusters",
            "help": "Half of the clusters are randomised unit by unit, the others as a whole: where both answers differ, units reach each other."
          },
          {
            "name": "ego",
            "label": "Ego clusters",
            "help": "Units that share no neighbour are drawn; the neighbours of each are treated together."
          }
        ]
      },
      {
        "name": "treated_share",
        "label": "Treated",
        "help": "Share of units or clusters.",
        "unit": "share",
        "type": "number",
        "group": "Designs",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true
      },
      {
        "name": "exposure_share",
        "label": "Full exposure from",
        "help": "Share of the neighbours in the own arm that counts as full exposure.",
        "unit": "share",
        "type": "number",
        "group": "Designs",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.5,
        "min_open": true,
        "max": 1,
        "max_open": false
      },
      {
        "name": "fresh",
        "label": "Clusters drawn as",
        "help": "By centres three ties apart, or by the largest number around each unit.",
        "unit": "",
        "type": "choice",
        "group": "Designs",
        "optional": false,
        "required": false,
        "default": "one_hop_max",
        "choices": [
          {
            "name": "net",
            "label": "3-net",
            "help": ""
          },
          {
            "name": "one_hop_max",
            "label": "1-hop-max",
            "help": ""
          }
        ],
        "when": [
          {
            "field": "designs",
            "values": [
              "fresh_clusters"
            ]
          }
        ]
      },
      {
        "name": "saturations",
        "label": "Saturations",
        "help": "Treated shares that clusters draw from, each alike likely.",
        "unit": "share",
        "type": "numbers",
        "group": "Designs",
        "optional": false,
        "required": false,
        "default": [
          0.2,
          0.8
        ],
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "designs",
            "values": [
              "saturation"
            ]
          }
        ]
      },
      {
        "name": "stages",
        "label": "Stages",
        "help": "Treated shares of all units, one after the other.",
        "unit": "share",
        "type": "numbers",
        "group": "Designs",
        "optional": false,
        "required": false,
        "default": [
          0.05,
          0.1,
          0.25,
          0.5
        ],
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "designs",
            "values": [
              "rollout"
            ]
          }
        ]
      },
      {
        "name": "egos",
        "label": "Egos are treated",
        "help": "Those in the middle of the ego clusters, whose outcomes are compared.",
        "unit": "",
        "type": "choice",
        "group": "Designs",
        "optional": false,
        "required": false,
        "default": "with_neighbours",
        "choices": [
          {
            "name": "with_neighbours",
            "label": "As their neighbours",
            "help": "Egos then show the total effect."
          },
          {
            "name": "never",
            "label": "Never",
            "help": "Egos then show the spillover alone."
          }
        ],
        "when": [
          {
            "field": "designs",
            "values": [
              "ego"
            ]
          }
        ]
      },
      {
        "name": "egos_seed",
        "label": "Seed of the egos",
        "help": "Units are asked in a random order; each becomes an ego if nobody around it is taken.",
        "unit": "",
        "type": "integer",
        "group": "Designs",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 9007199254740991,
        "max_open": false,
        "when": [
          {
            "field": "designs",
            "values": [
              "ego"
            ]
          }
        ]
      },
      {
        "name": "clustering",
        "label": "Clusters from",
        "help": "How units are put together for designs that assign clusters.",
        "unit": "",
        "type": "choice",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": "louvain",
        "choices": [
          {
            "name": "louvain",
            "label": "Louvain",
            "help": "Moves units to where modularity grows most, then merges, again and again."
          },
          {
            "name": "leiden",
            "label": "Leiden",
            "help": "Louvain with a refinement that leaves no cluster in two parts."
          },
          {
            "name": "label_propagation",
            "label": "Label propagation",
            "help": "Everyone takes the commonest label among the neighbours, until nobody changes."
          },
          {
            "name": "net",
            "label": "Net around centres",
            "help": "Centres at least so many ties apart; everyone joins the nearest (an ε-net; 3 is the 3-net)."
          },
          {
            "name": "one_hop_max",
            "label": "1-hop-max",
            "help": "Everyone draws a number and takes the largest among self and neighbours as name of the cluster."
          },
          {
            "name": "restreaming",
            "label": "Balanced partition",
            "help": "A given number of clusters of equal size, improved pass by pass."
          },
          {
            "name": "planted",
            "label": "As the network was made",
            "help": "Its communities, households or blocks."
          },
          {
            "name": "regions",
            "label": "Regions",
            "help": "Squares of the plane, where units have a place."
          }
        ]
      },
      {
        "name": "resolution",
        "label": "Resolution",
        "help": "1 is plain modularity; a larger one gives more and smaller clusters.",
        "unit": "",
        "type": "number",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": true,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "clustering",
            "values": [
              "louvain",
              "leiden"
            ]
          }
        ]
      },
      {
        "name": "radius",
        "label": "Ties between centres",
        "help": "At least so many; 3 leaves every centre's neighbours in its own cluster.",
        "unit": "",
        "type": "integer",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 1,
        "min_open": false,
        "max": 20,
        "max_open": false,
        "when": [
          {
            "field": "clustering",
            "values": [
              "net"
            ]
          }
        ]
      },
      {
        "name": "clusters",
        "label": "Clusters",
        "help": "Of a grid of regions the nearest square number.",
        "unit": "clusters",
        "type": "integer",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 50,
        "min": 1,
        "min_open": false,
        "max": 5000000,
        "max_open": false,
        "when": [
          {
            "field": "clustering",
            "values": [
              "restreaming",
              "regions"
            ]
          }
        ]
      },
      {
        "name": "clustering_seed",
        "label": "Seed of the clusters",
        "help": "Most methods look at units in a random order.",
        "unit": "",
        "type": "integer",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 9007199254740991,
        "max_open": false,
        "when": [
          {
            "field": "clustering",
            "values": [
              "louvain",
              "leiden",
              "label_propagation",
              "net",
              "one_hop_max",
              "restreaming"
            ]
          }
        ]
      },
      {
        "name": "resolutions",
        "label": "Further resolutions",
        "help": "Designs of clusters are repeated with each: bias against spread, as the frontier shows it.",
        "unit": "",
        "type": "numbers",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": [],
        "min": 0,
        "min_open": true,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "clustering",
            "values": [
              "louvain",
              "leiden"
            ]
          }
        ]
      },
      {
        "name": "estimators",
        "label": "Estimators",
        "help": "Each is shown for the designs it belongs to.",
        "unit": "",
        "type": "choices",
        "group": "Estimates",
        "optional": false,
        "required": false,
        "default": [
          "difference",
          "difference_clustered",
          "cluster_means",
          "horvitz_thompson",
          "hajek",
          "regression",
          "snipe",
          "rollout",
          "direct",
          "indirect",
          "total",
          "overall",
          "pair_test",
          "egos"
        ],
        "choices": [
          {
            "name": "difference",
            "label": "Difference in means",
            "help": "As if nobody reached anybody else."
          },
          {
            "name": "difference_clustered",
            "label": "Difference in means, clustered",
            "help": "The same with a standard error that counts clusters, not units."
          },
          {
            "name": "cluster_means",
            "label": "Means of clusters",
            "help": "Each cluster counts once."
          },
          {
            "name": "horvitz_thompson",
            "label": "Horvitz-Thompson",
            "help": "Fully exposed units, weighed by how unlikely that was."
          },
          {
            "name": "hajek",
            "label": "Hájek",
            "help": "The same with weights that add up to one in each arm."
          },
          {
            "name": "regression",
            "label": "Regression on exposure",
            "help": "On the own treatment and the treated share of the neighbours; their sum is the total effect."
          },
          {
            "name": "snipe",
            "label": "SNIPE",
            "help": "Every unit, weighed by how much its neighbourhood was treated."
          },
          {
            "name": "rollout",
            "label": "Interpolated roll-out",
            "help": "A polynomial through the stages, drawn on to everybody."
          },
          {
            "name": "direct",
            "label": "Direct effect",
            "help": "Between treated and untreated under the highest saturation."
          },
          {
            "name": "indirect",
            "label": "Indirect effect",
            "help": "Of the saturation on the untreated: highest less lowest."
          },
          {
            "name": "total",
            "label": "Treated against untouched",
            "help": "Treated under the highest saturation less untreated under the lowest."
          },
          {
            "name": "overall",
            "label": "Overall effect",
            "help": "All units under the highest saturation less the lowest."
          },
          {
            "name": "horvitz_thompson_joint",
            "label": "Horvitz-Thompson, Aronow-Samii",
            "help": "With a variance that counts which units are exposed together."
          },
          {
            "name": "hajek_joint",
            "label": "Hájek, Aronow-Samii",
            "help": "The same with weights that add up to one."
          },
          {
            "name": "pair_test",
            "label": "Pair test",
            "help": "The difference by clusters less that by units: other than 0 where units reach each other."
          },
          {
            "name": "egos",
            "label": "Egos",
            "help": "Difference in means between the egos alone."
          },
          {
            "name": "randomization_test",
            "label": "Randomisation test of spillover",
            "help": "Half of the units are looked at, the others are drawn again and again."
          }
        ]
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "How often intervals should cover the truth.",
        "unit": "share",
        "type": "number",
        "group": "Estimates",
        "optional": false,
        "required": false,
        "default": 0.95,
        "min": 0.5,
        "min_open": false,
        "max": 1,
        "max_open": true
      },
      {
        "name": "power",
        "label": "Power wanted",
        "help": "For the number of units that each design would need.",
        "unit": "share",
        "type": "number",
        "group": "Estimates",
        "optional": false,
        "required": false,
        "default": 0.8,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true
      },
      {
        "name": "replicates",
        "label": "Simulated experiments",
        "help": "More give a smaller Monte Carlo error.",
        "unit": "replicates",
        "type": "integer",
        "group": "Simulation",
        "optional": false,
        "required": false,
        "default": 1000,
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
        "group": "Simulation",
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
        "name": "sentence",
        "label": "In words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "total_effect",
        "label": "True total effect",
        "help": "Everybody treated against nobody treated.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_treated",
        "label": "Mean, all treated",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mean_untreated",
        "label": "Mean, nobody treated",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "estimates",
        "label": "Estimates",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "SimulatedEstimate"
      },
      {
        "name": "designs",
        "label": "Designs",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "SimulatedDesign"
      },
      {
        "name": "exposure_plot",
        "label": "Outcomes by exposure",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "ExposureMean"
      },
      {
        "name": "network",
        "label": "Network",
        "help": "",
        "unit": "",
        "type": "struct",
        "optional": false,
        "required": false,
        "struct": "NetworkFacts"
      },
      {
        "name": "assumptions",
        "label": "Assumptions",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
      },
      {
        "name": "replicates",
        "label": "Replicates",
        "help": "",
        "unit": "replicates",
        "type": "integer",
        "optional": false,
        "required": false
      }
    ]
  },
  "network-view": {
    "request": [
      {
        "name": "network",
        "label": "Network",
        "help": "Who can reach whom with a treatment.",
        "unit": "",
        "type": "choice",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": "communities",
        "choices": [
          {
            "name": "communities",
            "label": "Communities of unequal sizes",
            "help": "Degrees and sizes of communities follow power laws (as in LFR): close to a social network."
          },
          {
            "name": "blocks",
            "label": "Equal communities",
            "help": "A stochastic block model: ties within a group are likelier than between groups."
          },
          {
            "name": "small_world",
            "label": "Small world",
            "help": "A ring of near neighbours, some of whose ties lead far away (Watts and Strogatz)."
          },
          {
            "name": "scale_free",
            "label": "Hubs",
            "help": "Newcomers tie themselves to the well connected (Barabási and Albert)."
          },
          {
            "name": "random",
            "label": "Ties at random",
            "help": "Every pair is as likely as any other (Erdős and Rényi)."
          },
          {
            "name": "geometric",
            "label": "Near in space",
            "help": "Units in a square, tied where they are close to each other."
          },
          {
            "name": "cycle",
            "label": "Power of a cycle",
            "help": "A ring; everyone is tied to the nearest on both sides."
          },
          {
            "name": "small_world_2d",
            "label": "Small world in two dimensions",
            "help": "A grid without borders, and a few far ties that grow rarer with distance (Kleinberg)."
          },
          {
            "name": "households",
            "label": "Households",
            "help": "Small groups in which everybody is tied to everybody else."
          },
          {
            "name": "bipartite",
            "label": "Two sides",
            "help": "Buyers and sellers, or viewers and creators: ties lead only from one side to the other."
          },
          {
            "name": "file",
            "label": "From a file",
            "help": "The list of edges that is open: two columns of ids, perhaps a weight."
          }
        ]
      },
      {
        "name": "units",
        "label": "Units",
        "help": "People, shops or whatever is treated.",
        "unit": "people",
        "type": "integer",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 2000,
        "min": 4,
        "min_open": false,
        "max": 5000000,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "communities",
              "blocks",
              "small_world",
              "scale_free",
              "random",
              "geometric",
              "cycle",
              "small_world_2d",
              "households",
              "bipartite"
            ]
          }
        ]
      },
      {
        "name": "mean_degree",
        "label": "Neighbours of a unit",
        "help": "On average; an even number on both sides of a ring.",
        "unit": "",
        "type": "number",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 10,
        "min": 0,
        "min_open": true,
        "max": 10000,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "communities",
              "blocks",
              "small_world",
              "scale_free",
              "random",
              "geometric",
              "cycle",
              "bipartite"
            ]
          }
        ]
      },
      {
        "name": "groups",
        "label": "Groups",
        "help": "Of equal size, as nearly as it goes.",
        "unit": "",
        "type": "integer",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 40,
        "min": 1,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "blocks"
            ]
          }
        ]
      },
      {
        "name": "within",
        "label": "Ties within the own group",
        "help": "Of all ties of a unit; of LFR 1 less the mixing parameter.",
        "unit": "share",
        "type": "number",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 0.8,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "communities",
              "blocks"
            ]
          }
        ]
      },
      {
        "name": "degree_exponent",
        "label": "Exponent of degrees",
        "help": "A smaller one gives larger hubs.",
        "unit": "",
        "type": "number",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 2.5,
        "min": 1,
        "min_open": true,
        "max": 10,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "communities"
            ]
          }
        ]
      },
      {
        "name": "size_exponent",
        "label": "Exponent of sizes",
        "help": "A smaller one gives communities that differ more.",
        "unit": "",
        "type": "number",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 1.5,
        "min": 1,
        "min_open": true,
        "max": 10,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "communities"
            ]
          }
        ]
      },
      {
        "name": "rewired",
        "label": "Far ties",
        "help": "Share of ties that lead anywhere instead of to a near neighbour.",
        "unit": "share",
        "type": "number",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 0.1,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "small_world"
            ]
          }
        ]
      },
      {
        "name": "far_ties",
        "label": "Far ties of a unit",
        "help": "Beside the four on the grid; far ones grow rarer with the square of the distance.",
        "unit": "",
        "type": "integer",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 1000,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "small_world_2d"
            ]
          }
        ]
      },
      {
        "name": "household_size",
        "label": "People in a household",
        "help": "On average; households of one size where it is a whole number.",
        "unit": "",
        "type": "number",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 4,
        "min": 1,
        "min_open": false,
        "max": 1000,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "households"
            ]
          }
        ]
      },
      {
        "name": "second_side",
        "label": "Share on the second side",
        "help": "Sellers or creators, of all units.",
        "unit": "share",
        "type": "number",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 0.2,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true,
        "when": [
          {
            "field": "network",
            "values": [
              "bipartite"
            ]
          }
        ]
      },
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
      },
      {
        "name": "directed",
        "label": "One way only",
        "help": "A treatment travels along an edge from its first end to its second, and not back.",
        "unit": "",
        "type": "boolean",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": false,
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
        "name": "network_seed",
        "label": "Seed of the network",
        "help": "The same seed makes the same network, everywhere.",
        "unit": "",
        "type": "integer",
        "group": "Network",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 9007199254740991,
        "max_open": false,
        "when": [
          {
            "field": "network",
            "values": [
              "communities",
              "blocks",
              "small_world",
              "scale_free",
              "random",
              "geometric",
              "small_world_2d",
              "households",
              "bipartite"
            ]
          }
        ]
      },
      {
        "name": "outcome",
        "label": "Spillover",
        "help": "How neighbours' treatments reach a unit.",
        "unit": "",
        "type": "choice",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": "share",
        "choices": [
          {
            "name": "share",
            "label": "Share of treated neighbours",
            "help": "Each treated neighbour moves the outcome a little."
          },
          {
            "name": "count",
            "label": "Number of treated neighbours",
            "help": "Everyone counts in full: hubs feel more."
          },
          {
            "name": "threshold",
            "label": "Threshold",
            "help": "Nothing happens until enough neighbours are treated; then all."
          },
          {
            "name": "saturating",
            "label": "Saturating",
            "help": "The first treated neighbours matter most."
          },
          {
            "name": "quadratic",
            "label": "Polynomial",
            "help": "Share and its square: neighbours' treatments work together."
          },
          {
            "name": "feedback",
            "label": "Feedback",
            "help": "Outcomes of neighbours move each other: effects travel on."
          },
          {
            "name": "diffusion",
            "label": "Diffusion",
            "help": "Units become active in periods, the more of their neighbours are."
          },
          {
            "name": "contagion",
            "label": "Contagion",
            "help": "An infection travels along ties; treatment protects."
          }
        ]
      },
      {
        "name": "baseline",
        "label": "Baseline",
        "help": "Mean where nobody is treated; of diffusion the latent mean.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 10,
        "min": -1000000,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "share",
              "count",
              "threshold",
              "saturating",
              "quadratic",
              "feedback",
              "diffusion"
            ]
          }
        ],
        "start": {
          "field": "outcome",
          "values": [
            "diffusion"
          ],
          "value": -1
        }
      },
      {
        "name": "direct",
        "label": "Direct effect",
        "help": "Of a unit's own treatment.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 1,
        "min": -1000000,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "share",
              "count",
              "threshold",
              "saturating",
              "quadratic",
              "feedback",
              "diffusion"
            ]
          }
        ],
        "start": {
          "field": "outcome",
          "values": [
            "diffusion"
          ],
          "value": 0.5
        }
      },
      {
        "name": "spillover",
        "label": "Spillover",
        "help": "When all neighbours are treated; of the number, of each of them.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 1,
        "min": -1000000,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "share",
              "count",
              "threshold",
              "saturating",
              "quadratic",
              "feedback",
              "diffusion"
            ]
          }
        ],
        "start": {
          "field": "outcome",
          "values": [
            "count"
          ],
          "value": 0.1
        }
      },
      {
        "name": "threshold",
        "label": "Threshold",
        "help": "Treated share of the neighbours from which on the spillover is there.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "threshold"
            ]
          }
        ]
      },
      {
        "name": "half",
        "label": "Half-saturation",
        "help": "A small one: a few treated neighbours have nearly all of the effect.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.2,
        "min": 0,
        "min_open": true,
        "max": 100,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "saturating"
            ]
          }
        ]
      },
      {
        "name": "curvature",
        "label": "Part of the square",
        "help": "0 is linear; above 0, treated neighbours strengthen each other.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": -10,
        "min_open": false,
        "max": 10,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "quadratic"
            ]
          }
        ]
      },
      {
        "name": "feedback",
        "label": "Feedback",
        "help": "Of the neighbours' mean outcome, or of their active share; 1 or more would never settle.",
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
            "field": "outcome",
            "values": [
              "feedback",
              "diffusion"
            ]
          }
        ]
      },
      {
        "name": "periods",
        "label": "Periods",
        "help": "How long it goes on before it is measured.",
        "unit": "periods",
        "type": "integer",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 5,
        "min": 1,
        "min_open": false,
        "max": 100,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "diffusion",
              "contagion"
            ]
          }
        ]
      },
      {
        "name": "infected",
        "label": "Infected at first",
        "help": "Drawn at random.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.02,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "contagion"
            ]
          }
        ]
      },
      {
        "name": "infectivity",
        "label": "Chance to infect",
        "help": "Of a neighbour, once.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.3,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "contagion"
            ]
          }
        ]
      },
      {
        "name": "protection",
        "label": "Protection",
        "help": "By how much treatment lowers the chance to be infected.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.6,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "contagion"
            ]
          }
        ]
      },
      {
        "name": "containment",
        "label": "Containment",
        "help": "By how much treatment lowers the chance to infect others.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "contagion"
            ]
          }
        ]
      },
      {
        "name": "noise",
        "label": "SD between units",
        "help": "How much units differ that are treated alike.",
        "unit": "outcome",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 0,
        "min_open": false,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "share",
              "count",
              "threshold",
              "saturating",
              "quadratic",
              "feedback",
              "diffusion"
            ]
          }
        ],
        "start": {
          "field": "outcome",
          "values": [
            "diffusion"
          ],
          "value": 0
        }
      },
      {
        "name": "homophily",
        "label": "Homophily",
        "help": "Share of that variance which neighbours have in common: similar people know each other.",
        "unit": "share",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0.3,
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "share",
              "count",
              "threshold",
              "saturating",
              "quadratic",
              "feedback",
              "diffusion"
            ]
          }
        ]
      },
      {
        "name": "degree_correlation",
        "label": "Correlation with degree",
        "help": "Between a unit's baseline and the logarithm of 1 + its number of neighbours.",
        "unit": "",
        "type": "number",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 0,
        "min": -1,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "share",
              "count",
              "threshold",
              "saturating",
              "quadratic",
              "feedback",
              "diffusion"
            ]
          }
        ]
      },
      {
        "name": "fresh_noise",
        "label": "SD of fresh noise",
        "help": "Drawn anew in each replicate. 0: outcomes depend on the assignment alone.",
        "unit": "outcome",
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
            "field": "outcome",
            "values": [
              "share",
              "count",
              "threshold",
              "saturating",
              "quadratic",
              "feedback"
            ]
          }
        ]
      },
      {
        "name": "outcome_seed",
        "label": "Seed of the outcomes",
        "help": "Of baselines and of what else is random in units.",
        "unit": "",
        "type": "integer",
        "group": "Outcome",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 9007199254740991,
        "max_open": false
      },
      {
        "name": "design",
        "label": "Design",
        "help": "How the treatment is assigned.",
        "unit": "",
        "type": "choice",
        "group": "Design",
        "optional": false,
        "required": false,
        "default": "bernoulli",
        "choices": [
          {
            "name": "bernoulli",
            "label": "Units, by coin",
            "help": "Each unit on its own: the usual A/B test."
          },
          {
            "name": "complete",
            "label": "Units, fixed number",
            "help": "Exactly so many units are treated."
          },
          {
            "name": "stratified",
            "label": "Units, within clusters",
            "help": "The same share of each cluster is treated."
          },
          {
            "name": "cluster",
            "label": "Clusters, by coin",
            "help": "Each cluster as a whole."
          },
          {
            "name": "cluster_complete",
            "label": "Clusters, fixed number",
            "help": "Exactly so many clusters are treated as a whole."
          },
          {
            "name": "fresh_clusters",
            "label": "Clusters drawn anew",
            "help": "Randomised graph-cluster randomisation: a new net or 1-hop-max clustering each time."
          },
          {
            "name": "saturation",
            "label": "Saturations",
            "help": "Each cluster gets a treated share first, then its units are drawn."
          },
          {
            "name": "rollout",
            "label": "Staged roll-out",
            "help": "More and more units are treated, in stages."
          },
          {
            "name": "pair",
            "label": "Half units, half clusters",
            "help": "Half of the clusters are randomised unit by unit, the others as a whole: where both answers differ, units reach each other."
          },
          {
            "name": "ego",
            "label": "Ego clusters",
            "help": "Units that share no neighbour are drawn; the neighbours of each are treated together."
          }
        ]
      },
      {
        "name": "treated_share",
        "label": "Treated",
        "help": "Share of units or clusters.",
        "unit": "share",
        "type": "number",
        "group": "Design",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true
      },
      {
        "name": "exposure_share",
        "label": "Full exposure from",
        "help": "Share of the neighbours in the own arm that counts as full exposure.",
        "unit": "share",
        "type": "number",
        "group": "Design",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.5,
        "min_open": true,
        "max": 1,
        "max_open": false
      },
      {
        "name": "fresh",
        "label": "Clusters drawn as",
        "help": "By centres three ties apart, or by the largest number around each unit.",
        "unit": "",
        "type": "choice",
        "group": "Design",
        "optional": false,
        "required": false,
        "default": "one_hop_max",
        "choices": [
          {
            "name": "net",
            "label": "3-net",
            "help": ""
          },
          {
            "name": "one_hop_max",
            "label": "1-hop-max",
            "help": ""
          }
        ],
        "when": [
          {
            "field": "design",
            "values": [
              "fresh_clusters"
            ]
          }
        ]
      },
      {
        "name": "saturations",
        "label": "Saturations",
        "help": "Treated shares that clusters draw from, each alike likely.",
        "unit": "share",
        "type": "numbers",
        "group": "Design",
        "optional": false,
        "required": false,
        "default": [
          0.2,
          0.8
        ],
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "design",
            "values": [
              "saturation"
            ]
          }
        ]
      },
      {
        "name": "stages",
        "label": "Stages",
        "help": "Treated shares of all units, one after the other.",
        "unit": "share",
        "type": "numbers",
        "group": "Design",
        "optional": false,
        "required": false,
        "default": [
          0.05,
          0.1,
          0.25,
          0.5
        ],
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "design",
            "values": [
              "rollout"
            ]
          }
        ]
      },
      {
        "name": "egos",
        "label": "Egos are treated",
        "help": "Those in the middle of the ego clusters, whose outcomes are compared.",
        "unit": "",
        "type": "choice",
        "group": "Design",
        "optional": false,
        "required": false,
        "default": "with_neighbours",
        "choices": [
          {
            "name": "with_neighbours",
            "label": "As their neighbours",
            "help": "Egos then show the total effect."
          },
          {
            "name": "never",
            "label": "Never",
            "help": "Egos then show the spillover alone."
          }
        ],
        "when": [
          {
            "field": "design",
            "values": [
              "ego"
            ]
          }
        ]
      },
      {
        "name": "egos_seed",
        "label": "Seed of the egos",
        "help": "Units are asked in a random order; each becomes an ego if nobody around it is taken.",
        "unit": "",
        "type": "integer",
        "group": "Design",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 9007199254740991,
        "max_open": false,
        "when": [
          {
            "field": "design",
            "values": [
              "ego"
            ]
          }
        ]
      },
      {
        "name": "clustering",
        "label": "Clusters from",
        "help": "How units are put together for designs that assign clusters.",
        "unit": "",
        "type": "choice",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": "louvain",
        "choices": [
          {
            "name": "louvain",
            "label": "Louvain",
            "help": "Moves units to where modularity grows most, then merges, again and again."
          },
          {
            "name": "leiden",
            "label": "Leiden",
            "help": "Louvain with a refinement that leaves no cluster in two parts."
          },
          {
            "name": "label_propagation",
            "label": "Label propagation",
            "help": "Everyone takes the commonest label among the neighbours, until nobody changes."
          },
          {
            "name": "net",
            "label": "Net around centres",
            "help": "Centres at least so many ties apart; everyone joins the nearest (an ε-net; 3 is the 3-net)."
          },
          {
            "name": "one_hop_max",
            "label": "1-hop-max",
            "help": "Everyone draws a number and takes the largest among self and neighbours as name of the cluster."
          },
          {
            "name": "restreaming",
            "label": "Balanced partition",
            "help": "A given number of clusters of equal size, improved pass by pass."
          },
          {
            "name": "planted",
            "label": "As the network was made",
            "help": "Its communities, households or blocks."
          },
          {
            "name": "regions",
            "label": "Regions",
            "help": "Squares of the plane, where units have a place."
          }
        ]
      },
      {
        "name": "resolution",
        "label": "Resolution",
        "help": "1 is plain modularity; a larger one gives more and smaller clusters.",
        "unit": "",
        "type": "number",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": true,
        "max": 1000000,
        "max_open": false,
        "when": [
          {
            "field": "clustering",
            "values": [
              "louvain",
              "leiden"
            ]
          }
        ]
      },
      {
        "name": "radius",
        "label": "Ties between centres",
        "help": "At least so many; 3 leaves every centre's neighbours in its own cluster.",
        "unit": "",
        "type": "integer",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 1,
        "min_open": false,
        "max": 20,
        "max_open": false,
        "when": [
          {
            "field": "clustering",
            "values": [
              "net"
            ]
          }
        ]
      },
      {
        "name": "clusters",
        "label": "Clusters",
        "help": "Of a grid of regions the nearest square number.",
        "unit": "clusters",
        "type": "integer",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 50,
        "min": 1,
        "min_open": false,
        "max": 5000000,
        "max_open": false,
        "when": [
          {
            "field": "clustering",
            "values": [
              "restreaming",
              "regions"
            ]
          }
        ]
      },
      {
        "name": "clustering_seed",
        "label": "Seed of the clusters",
        "help": "Most methods look at units in a random order.",
        "unit": "",
        "type": "integer",
        "group": "Clusters",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 9007199254740991,
        "max_open": false,
        "when": [
          {
            "field": "clustering",
            "values": [
              "louvain",
              "leiden",
              "label_propagation",
              "net",
              "one_hop_max",
              "restreaming"
            ]
          }
        ]
      },
      {
        "name": "replicate",
        "label": "Replicate",
        "help": "Which of the assignments.",
        "unit": "",
        "type": "integer",
        "group": "Design",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 100000000,
        "max_open": false
      },
      {
        "name": "seed",
        "label": "Seed",
        "help": "That of the study the replicate belongs to.",
        "unit": "",
        "type": "integer",
        "group": "Design",
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
        "name": "sentence",
        "label": "In words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "units",
        "label": "Units",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "clusters",
        "label": "Clusters",
        "help": "",
        "unit": "clusters",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "total_effect",
        "label": "True total effect",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "difference",
        "label": "Difference in means",
        "help": "In this one experiment.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "drawn",
        "label": "Units are listed",
        "help": "At most 5,000 of them; of larger networks clusters alone.",
        "unit": "",
        "type": "boolean",
        "optional": false,
        "required": false
      },
      {
        "name": "x",
        "label": "Across",
        "help": "",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "y",
        "label": "Up",
        "help": "",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "treated",
        "label": "Treated",
        "help": "",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "share",
        "label": "Treated share of the neighbours",
        "help": "",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "exposed",
        "label": "Fully exposed",
        "help": "In the own arm.",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "cluster",
        "label": "Cluster",
        "help": "",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "outcome",
        "label": "Outcome",
        "help": "",
        "unit": "outcome",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "baseline",
        "label": "Outcome if nobody were treated",
        "help": "",
        "unit": "outcome",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "tie_from",
        "label": "Tie from",
        "help": "",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "tie_to",
        "label": "Tie to",
        "help": "",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "cluster_size",
        "label": "Units of each cluster",
        "help": "",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "cluster_treated",
        "label": "Treated share of each cluster",
        "help": "",
        "unit": "",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "contamination",
        "label": "Contamination",
        "help": "Share of a unit's neighbours in the other arm, on average.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "network",
        "label": "Network",
        "help": "",
        "unit": "",
        "type": "struct",
        "optional": false,
        "required": false,
        "struct": "NetworkFacts"
      },
      {
        "name": "clustering",
        "label": "Clusters",
        "help": "",
        "unit": "",
        "type": "struct",
        "optional": true,
        "required": false,
        "struct": "ClusteringFacts"
      }
    ]
  }
};
