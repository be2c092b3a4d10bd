// SPDX-License-Identifier: Apache-2.0
// Made by scripts/generate.mjs from the descriptions in core/. Do not edit.

import type { FieldSchema } from './operations.ts';

/** What the operations of the room analyze ask and answer. */
export const fields: Record<string, { request: FieldSchema[]; result: FieldSchema[] }> = {
  "table-profile": {
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
  "csv-effect": {
    "request": [
      {
        "name": "arm",
        "label": "Arm",
        "help": "The column that says who was in which arm.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "control",
        "label": "Control level",
        "help": "Its content for control. Guessed when empty.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
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
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "outcome",
        "label": "Outcome",
        "help": "The column with the number the experiment is about; of a ratio metric, the numerator.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "denominator",
        "label": "Denominator",
        "help": "Of a ratio metric, such as views for clicks per view. Empty: the outcome itself is compared.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit",
        "label": "Unit",
        "help": "The column that names each person; where it repeats, its rows belong together.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit_rows",
        "label": "Rows of a unit",
        "help": "How the rows of a unit count; a covariate is averaged.",
        "unit": "",
        "type": "choice",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "separate",
        "choices": [
          {
            "name": "separate",
            "label": "Keep them apart",
            "help": "Each row is an observation; standard errors are clustered by the unit where it repeats."
          },
          {
            "name": "sum",
            "label": "Add up",
            "help": "A unit's total, as of purchases; ratio metrics need this one."
          },
          {
            "name": "mean",
            "label": "Average",
            "help": "A unit's average row."
          },
          {
            "name": "largest",
            "label": "Largest",
            "help": "A unit's largest row; of yes and no, whether it ever was yes."
          }
        ]
      },
      {
        "name": "cluster",
        "label": "Cluster",
        "help": "The column that names the groups that were assigned as a whole, such as stores or schools.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "block",
        "label": "Block",
        "help": "The column that names strata or pairs: arms are compared within them.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "block_design",
        "label": "Blocks were made",
        "help": "Before or after assignment.",
        "unit": "",
        "type": "choice",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "randomised",
        "choices": [
          {
            "name": "randomised",
            "label": "Before: assigned within them",
            "help": "Strata or pairs in which the arms were drawn: they are part of the design."
          },
          {
            "name": "afterwards",
            "label": "Afterwards: only compared within them",
            "help": "Post-stratification: the arms were drawn without regard to them."
          }
        ]
      },
      {
        "name": "covariates",
        "label": "Covariates",
        "help": "Columns known before the experiment, or untouched by it. Numbers or text.",
        "unit": "",
        "type": "texts",
        "group": "Columns",
        "names": "column",
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
        "group": "Settings",
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
        "name": "cap_quantile",
        "label": "Cap at quantile",
        "help": "Larger outcomes are set to this quantile of both arms together. Empty: no cap.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
        "optional": true,
        "required": false,
        "min": 0.5,
        "min_open": false,
        "max": 1,
        "max_open": true
      },
      {
        "name": "practical",
        "label": "Practical difference",
        "help": "Smaller differences in either direction are as good as none. Empty: no decision is drawn.",
        "unit": "outcome",
        "type": "number",
        "group": "Settings",
        "optional": true,
        "required": false,
        "min": 0,
        "min_open": true,
        "max": 1e+90,
        "max_open": false
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "How often such an interval covers the truth.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
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
        "group": "Settings",
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
        "names": "column",
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
        "help": "Which of the two is the answer: unadjusted, or adjusted.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "decision",
        "label": "Decision",
        "help": "Against the practical difference, where one is given.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "unadjusted",
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
        "name": "clusters",
        "label": "Clusters",
        "help": "Groups of rows that belong together, where there are any.",
        "unit": "clusters",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "blocks",
        "label": "Blocks",
        "help": "With both arms, where blocks were given.",
        "unit": "",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "small_blocks",
        "label": "Small blocks",
        "help": "Of these, with a single one of an arm: pairs.",
        "unit": "",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "cap",
        "label": "Cap",
        "help": "Outcomes above it count as this much.",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "capped",
        "label": "Capped",
        "help": "Units with an outcome above the cap.",
        "unit": "rows",
        "type": "integer",
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
  "effect-sequential": {
    "request": [
      {
        "name": "arm",
        "label": "Arm",
        "help": "The column that says who was in which arm.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "control",
        "label": "Control level",
        "help": "Its content for control. Guessed when empty.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
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
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "outcome",
        "label": "Outcome",
        "help": "The column with the number, or yes and no, the experiment is about.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "unit",
        "label": "Unit",
        "help": "The column that names each person, where a person has several rows. Empty: each row is a unit.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit_rows",
        "label": "Rows of a unit",
        "help": "How a unit's rows become one number.",
        "unit": "",
        "type": "choice",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "sum",
        "choices": [
          {
            "name": "separate",
            "label": "Keep them apart",
            "help": "Each row is an observation; standard errors are clustered by the unit where it repeats."
          },
          {
            "name": "sum",
            "label": "Add up",
            "help": "A unit's total, as of purchases; ratio metrics need this one."
          },
          {
            "name": "mean",
            "label": "Average",
            "help": "A unit's average row."
          },
          {
            "name": "largest",
            "label": "Largest",
            "help": "A unit's largest row; of yes and no, whether it ever was yes."
          }
        ]
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "How often such an interval covers the truth.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
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
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true
      },
      {
        "name": "covariates",
        "label": "Covariates",
        "help": "Columns known before the experiment, for the adjusted difference (Lin).",
        "unit": "",
        "type": "texts",
        "group": "Columns",
        "names": "column",
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
        "group": "Settings",
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
        "name": "looks",
        "label": "Looks planned",
        "help": "In all, evenly spaced, the last one included.",
        "unit": "looks",
        "type": "integer",
        "group": "Looks",
        "optional": false,
        "required": false,
        "default": 5,
        "min": 1,
        "min_open": false,
        "max": 50,
        "max_open": false
      },
      {
        "name": "look",
        "label": "This is look",
        "help": "Which of them. None before it crossed the boundary.",
        "unit": "",
        "type": "integer",
        "group": "Looks",
        "optional": false,
        "required": false,
        "default": 3,
        "min": 1,
        "min_open": false,
        "max": 50,
        "max_open": false
      },
      {
        "name": "planned_units",
        "label": "Units planned at the end",
        "help": "Both arms together. Empty: this look comes just when it was planned.",
        "unit": "people",
        "type": "integer",
        "group": "Looks",
        "optional": true,
        "required": false,
        "min": 4,
        "min_open": false,
        "max": 1000000000000000,
        "max_open": false
      },
      {
        "name": "boundary",
        "label": "Boundary",
        "help": "The rule for stopping that was planned.",
        "unit": "",
        "type": "choice",
        "group": "Looks",
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
            "name": "obrien_fleming",
            "label": "O'Brien-Fleming",
            "help": "The classical one: z falls as 1 over root t."
          },
          {
            "name": "pocock",
            "label": "Pocock",
            "help": "The classical one: the same z at every look."
          }
        ]
      },
      {
        "name": "tuned_at",
        "label": "Always valid: narrowest at",
        "help": "The share of the planned size where the always valid interval is narrowest. Chosen beforehand.",
        "unit": "share",
        "type": "number",
        "group": "Looks",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0.001,
        "min_open": false,
        "max": 1,
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
        "name": "recommended",
        "label": "Method of the sentence",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "crossed",
        "label": "Boundary crossed",
        "help": "At this look, in either direction.",
        "unit": "",
        "type": "boolean",
        "optional": false,
        "required": false
      },
      {
        "name": "information",
        "label": "Share of the planned size",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "statistic",
        "label": "z",
        "help": "Estimate / standard error.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "n_control",
        "label": "Control",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_treatment",
        "label": "Treatment",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "variance_reduction",
        "label": "Variance saved",
        "help": "By the covariates: 1 - (se adjusted / se unadjusted)².",
        "unit": "share",
        "type": "number",
        "optional": true,
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
        "struct": "Estimate"
      },
      {
        "name": "boundary",
        "label": "Boundary at each look",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "LookRow"
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
        "name": "assumptions",
        "label": "What this rests on",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
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
        "label": "Units used",
        "help": "",
        "unit": "rows",
        "type": "integer",
        "optional": false,
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
  "effect-from-counts": {
    "request": [
      {
        "name": "successes_control",
        "label": "Successes in control",
        "help": "People in control who did it: bought, stayed, clicked.",
        "unit": "people",
        "type": "integer",
        "group": "Counts",
        "optional": false,
        "required": false,
        "default": 821,
        "min": 0,
        "min_open": false,
        "max": 1000000000000000,
        "max_open": false
      },
      {
        "name": "n_control",
        "label": "People in control",
        "help": "Everyone who was assigned to control.",
        "unit": "people",
        "type": "integer",
        "group": "Counts",
        "optional": false,
        "required": false,
        "default": 10000,
        "min": 1,
        "min_open": false,
        "max": 1000000000000000,
        "max_open": false
      },
      {
        "name": "successes_treatment",
        "label": "Successes in treatment",
        "help": "Counted in the same way.",
        "unit": "people",
        "type": "integer",
        "group": "Counts",
        "optional": false,
        "required": false,
        "default": 900,
        "min": 0,
        "min_open": false,
        "max": 1000000000000000,
        "max_open": false
      },
      {
        "name": "n_treatment",
        "label": "People in treatment",
        "help": "Everyone who was assigned to treatment.",
        "unit": "people",
        "type": "integer",
        "group": "Counts",
        "optional": false,
        "required": false,
        "default": 10000,
        "min": 1,
        "min_open": false,
        "max": 1000000000000000,
        "max_open": false
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "How often such an interval covers the truth.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
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
        "name": "recommended",
        "label": "Recommended method",
        "help": "Of the estimates; its interval and test always agree, and it holds for small counts as well.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "difference",
        "label": "Difference",
        "help": "treatment - control",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "ci_low",
        "label": "Difference, from",
        "help": "By the recommended method.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "ci_high",
        "label": "Difference, to",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "p_value",
        "label": "p-value",
        "help": "Two-sided, by the recommended method.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "lift",
        "label": "Lift",
        "help": "treatment / control - 1; absent where control has no success.",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "lift_ci_low",
        "label": "Lift, from",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "lift_ci_high",
        "label": "Lift, to",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "share_control",
        "label": "Control",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "share_control_ci_low",
        "label": "Control, from",
        "help": "Wilson's interval.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "share_control_ci_high",
        "label": "Control, to",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "share_treatment",
        "label": "Treatment",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "share_treatment_ci_low",
        "label": "Treatment, from",
        "help": "Wilson's interval.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "share_treatment_ci_high",
        "label": "Treatment, to",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "estimates",
        "label": "By every method",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Estimate"
      },
      {
        "name": "tests",
        "label": "Tests of no difference",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "CountsTest"
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
  "effect-outcome": {
    "request": [
      {
        "name": "arm",
        "label": "Arm",
        "help": "The column that says who was in which arm.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "control",
        "label": "Control level",
        "help": "Its content for control. Guessed when empty.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
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
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "outcome",
        "label": "Outcome",
        "help": "The column with the number, or yes and no, the experiment is about.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "unit",
        "label": "Unit",
        "help": "The column that names each person, where a person has several rows. Empty: each row is a unit.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit_rows",
        "label": "Rows of a unit",
        "help": "How a unit's rows become one number.",
        "unit": "",
        "type": "choice",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "sum",
        "choices": [
          {
            "name": "separate",
            "label": "Keep them apart",
            "help": "Each row is an observation; standard errors are clustered by the unit where it repeats."
          },
          {
            "name": "sum",
            "label": "Add up",
            "help": "A unit's total, as of purchases; ratio metrics need this one."
          },
          {
            "name": "mean",
            "label": "Average",
            "help": "A unit's average row."
          },
          {
            "name": "largest",
            "label": "Largest",
            "help": "A unit's largest row; of yes and no, whether it ever was yes."
          }
        ]
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "How often such an interval covers the truth.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
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
        "group": "Settings",
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
        "name": "outcome",
        "label": "Outcome",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "kind",
        "label": "Kind of outcome",
        "help": "",
        "unit": "",
        "type": "choice",
        "optional": false,
        "required": false,
        "choices": [
          {
            "name": "yes_no",
            "label": "Yes or no",
            "help": ""
          },
          {
            "name": "number",
            "label": "Number",
            "help": ""
          }
        ]
      },
      {
        "name": "recommended",
        "label": "Recommended method",
        "help": "Of the difference.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "recommended_lift",
        "label": "Recommended method, lift",
        "help": "Empty: no lift exists.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "estimates",
        "label": "By every method",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Estimate"
      },
      {
        "name": "tests",
        "label": "Tests of no difference",
        "help": "Of yes and no only.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "CountsTest"
      },
      {
        "name": "arms",
        "label": "Arms",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "ArmShape"
      },
      {
        "name": "quantiles",
        "label": "Quantiles",
        "help": "Between order statistics a straight line (type 7).",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "ArmQuantile"
      },
      {
        "name": "bin_scale",
        "label": "Bins",
        "help": "",
        "unit": "",
        "type": "choice",
        "optional": false,
        "required": false,
        "choices": [
          {
            "name": "values",
            "label": "One bin per value",
            "help": ""
          },
          {
            "name": "linear",
            "label": "Equal widths",
            "help": ""
          },
          {
            "name": "logarithmic",
            "label": "Equal ratios, and one for 0",
            "help": ""
          }
        ]
      },
      {
        "name": "bins",
        "label": "Distribution",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "OutcomeBin"
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
        "name": "assumptions",
        "label": "What this rests on",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
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
  "effect-quantiles": {
    "request": [
      {
        "name": "arm",
        "label": "Arm",
        "help": "The column that says who was in which arm.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "control",
        "label": "Control level",
        "help": "Its content for control. Guessed when empty.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
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
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "outcome",
        "label": "Outcome",
        "help": "The column with the number, or yes and no, the experiment is about.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "unit",
        "label": "Unit",
        "help": "The column that names each person, where a person has several rows. Empty: each row is a unit.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit_rows",
        "label": "Rows of a unit",
        "help": "How a unit's rows become one number.",
        "unit": "",
        "type": "choice",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "sum",
        "choices": [
          {
            "name": "separate",
            "label": "Keep them apart",
            "help": "Each row is an observation; standard errors are clustered by the unit where it repeats."
          },
          {
            "name": "sum",
            "label": "Add up",
            "help": "A unit's total, as of purchases; ratio metrics need this one."
          },
          {
            "name": "mean",
            "label": "Average",
            "help": "A unit's average row."
          },
          {
            "name": "largest",
            "label": "Largest",
            "help": "A unit's largest row; of yes and no, whether it ever was yes."
          }
        ]
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "How often such an interval covers the truth.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
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
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true
      },
      {
        "name": "quantiles",
        "label": "Quantiles",
        "help": "Shares of units at or below: 0.5 is the median. Up to 50.",
        "unit": "share",
        "type": "numbers",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": [
          0.1,
          0.25,
          0.5,
          0.75,
          0.9,
          0.99
        ],
        "min": 0,
        "min_open": true,
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
        "name": "n_control",
        "label": "Units in control",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_treatment",
        "label": "Units in treatment",
        "help": "",
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
        "name": "quantiles",
        "label": "Effect on quantiles",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "QuantileEffect"
      },
      {
        "name": "estimates",
        "label": "By every method",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Estimate"
      },
      {
        "name": "superiority",
        "label": "Probability of superiority",
        "help": "That a random treated unit has more than a random control; ties count half. 50 %: no difference.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "mann_whitney_p_value",
        "label": "p-value of Mann-Whitney",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "shift",
        "label": "Shift",
        "help": "Hodges-Lehmann: the median of all differences between a treated unit and a control.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "caps",
        "label": "Means with a cap",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "CappedEffect"
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
        "name": "assumptions",
        "label": "What this rests on",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
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
  "effect-bayesian": {
    "request": [
      {
        "name": "arm",
        "label": "Arm",
        "help": "The column that says who was in which arm.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "control",
        "label": "Control level",
        "help": "Its content for control. Guessed when empty.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
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
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "outcome",
        "label": "Outcome",
        "help": "The column with the number, or yes and no, the experiment is about.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "unit",
        "label": "Unit",
        "help": "The column that names each person, where a person has several rows. Empty: each row is a unit.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit_rows",
        "label": "Rows of a unit",
        "help": "How a unit's rows become one number.",
        "unit": "",
        "type": "choice",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "sum",
        "choices": [
          {
            "name": "separate",
            "label": "Keep them apart",
            "help": "Each row is an observation; standard errors are clustered by the unit where it repeats."
          },
          {
            "name": "sum",
            "label": "Add up",
            "help": "A unit's total, as of purchases; ratio metrics need this one."
          },
          {
            "name": "mean",
            "label": "Average",
            "help": "A unit's average row."
          },
          {
            "name": "largest",
            "label": "Largest",
            "help": "A unit's largest row; of yes and no, whether it ever was yes."
          }
        ]
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "How often such an interval covers the truth.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
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
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true
      },
      {
        "name": "better",
        "label": "Better",
        "help": "Which direction is a gain.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": "higher",
        "choices": [
          {
            "name": "higher",
            "label": "Higher",
            "help": ""
          },
          {
            "name": "lower",
            "label": "Lower",
            "help": ""
          }
        ]
      },
      {
        "name": "practical",
        "label": "Practical difference",
        "help": "Smaller differences in either direction are as good as none; of a share, 0.001 is 0.1 points.",
        "unit": "outcome",
        "type": "number",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 1e+90,
        "max_open": false
      },
      {
        "name": "model",
        "label": "Model",
        "help": "What the posterior is made of.",
        "unit": "",
        "type": "choice",
        "group": "Prior",
        "optional": false,
        "required": false,
        "default": "automatic",
        "choices": [
          {
            "name": "automatic",
            "label": "By the outcome",
            "help": "Beta for yes and no, normal for a number."
          },
          {
            "name": "normal",
            "label": "Normal",
            "help": "A normal difference of means in any case."
          }
        ]
      },
      {
        "name": "prior_successes",
        "label": "Prior successes",
        "help": "Of each arm, for yes and no: Beta(successes, failures). 1 and 1: any share.",
        "unit": "",
        "type": "number",
        "group": "Prior",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.01,
        "min_open": false,
        "max": 1000000000,
        "max_open": false,
        "when": [
          {
            "field": "model",
            "values": [
              "automatic"
            ]
          }
        ]
      },
      {
        "name": "prior_failures",
        "label": "Prior failures",
        "help": "As if so many failures had been seen before.",
        "unit": "",
        "type": "number",
        "group": "Prior",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0.01,
        "min_open": false,
        "max": 1000000000,
        "max_open": false,
        "when": [
          {
            "field": "model",
            "values": [
              "automatic"
            ]
          }
        ]
      },
      {
        "name": "prior",
        "label": "Prior of the difference",
        "help": "For means.",
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
            "help": "Every difference is as likely before the data."
          },
          {
            "name": "normal",
            "label": "Normal around 0",
            "help": "Small differences are likelier than large ones."
          }
        ]
      },
      {
        "name": "prior_sd",
        "label": "Prior SD",
        "help": "Of the difference: two thirds of such experiments would have an effect within it.",
        "unit": "outcome",
        "type": "number",
        "group": "Prior",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 1e-90,
        "min_open": false,
        "max": 1e+90,
        "max_open": false,
        "when": [
          {
            "field": "prior",
            "values": [
              "normal"
            ]
          }
        ]
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
        "name": "n_control",
        "label": "Units in control",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_treatment",
        "label": "Units in treatment",
        "help": "",
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
        "name": "is_beta",
        "label": "Beta posteriors",
        "help": "",
        "unit": "",
        "type": "boolean",
        "optional": false,
        "required": false
      },
      {
        "name": "control",
        "label": "Control",
        "help": "As observed.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "treatment",
        "label": "Treatment",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "posterior",
        "label": "Posterior of the difference",
        "help": "With the prior that was asked for.",
        "unit": "",
        "type": "struct",
        "optional": false,
        "required": false,
        "struct": "Posterior"
      },
      {
        "name": "posteriors",
        "label": "With other priors",
        "help": "The first is the one that was asked for.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Posterior"
      },
      {
        "name": "estimates",
        "label": "By every prior",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Estimate"
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
        "name": "assumptions",
        "label": "What this rests on",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Assumption"
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
  "effect-panel": {
    "request": [
      {
        "name": "unit",
        "label": "Unit",
        "help": "The column that names who or what is seen again and again: stores, cities, people.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "time",
        "label": "Time",
        "help": "The period: whole numbers, or dates as 2024-03-01, 2024-03 or 2024Q1.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "outcome",
        "label": "Outcome",
        "help": "The number the treatment should move.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "first_treated",
        "label": "First treated",
        "help": "The time of a unit's first treatment; empty, 0 or “never” for units that are never treated.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "treated",
        "label": "Treated now",
        "help": "Instead of the time of first treatment: 1 in rows in which the unit is treated, 0 in all others.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "cluster",
        "label": "Cluster",
        "help": "What was treated together, such as a region of many stores. Each unit by itself when empty.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "covariates",
        "label": "Covariates",
        "help": "Trends may differ with these. Their values in a unit's first period count.",
        "unit": "",
        "type": "texts",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": []
      },
      {
        "name": "adjustment",
        "label": "Adjustment for covariates",
        "help": "Counts with covariates only.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": "doubly_robust",
        "choices": [
          {
            "name": "doubly_robust",
            "label": "Doubly robust",
            "help": "Regression and weights by the propensity; right where either of the two is."
          },
          {
            "name": "regression",
            "label": "Regression",
            "help": "A regression of the changes of untreated units; for groups too small for weights."
          }
        ]
      },
      {
        "name": "unit_rows",
        "label": "Rows of a unit in a period",
        "help": "What becomes of several rows of one unit in one period.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": "mean",
        "choices": [
          {
            "name": "mean",
            "label": "Average",
            "help": "The mean of a unit's rows in a period."
          },
          {
            "name": "sum",
            "label": "Add up",
            "help": "Their total, as of purchases."
          }
        ]
      },
      {
        "name": "control_group",
        "label": "Compared with",
        "help": "Who shows the trend without treatment.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": "not_yet",
        "choices": [
          {
            "name": "not_yet",
            "label": "Not treated yet",
            "help": "All units that are untreated in both periods of a comparison, later treated ones included."
          },
          {
            "name": "never",
            "label": "Never treated",
            "help": "Only units that no period sees treated."
          }
        ]
      },
      {
        "name": "base_period",
        "label": "Before treatment, compare with",
        "help": "Effects after treatment are the same either way.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": "varying",
        "choices": [
          {
            "name": "varying",
            "label": "The period before",
            "help": "Before treatment each period is compared with the one before it: what a jump at that time would show."
          },
          {
            "name": "universal",
            "label": "The last one before treatment",
            "help": "All periods are compared with the last one before treatment: what a drift would show."
          }
        ]
      },
      {
        "name": "balance_periods",
        "label": "Balance the event study",
        "help": "Only groups seen for so many periods after their first treated one, so that event times compare the same groups. All groups when empty.",
        "unit": "periods",
        "type": "integer",
        "group": "Settings",
        "optional": true,
        "required": false,
        "min": 0,
        "min_open": false,
        "max": 199,
        "max_open": false
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "How often such an interval covers the truth.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 0.95,
        "min": 0.5,
        "min_open": false,
        "max": 1,
        "max_open": true
      },
      {
        "name": "bootstrap_draws",
        "label": "Bootstrap draws",
        "help": "For bands that cover all points of a curve together; 0 for none.",
        "unit": "replicates",
        "type": "integer",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 1000,
        "min": 0,
        "min_open": false,
        "max": 10000,
        "max_open": false
      },
      {
        "name": "multiplier",
        "label": "Bootstrap multipliers",
        "help": "What each cluster is multiplied with.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": "rademacher",
        "choices": [
          {
            "name": "rademacher",
            "label": "Signs",
            "help": "Each cluster counts +1 or −1."
          },
          {
            "name": "mammen",
            "label": "Mammen's two points",
            "help": "Each cluster counts −0.618 or 1.618; keeps the skewness too."
          }
        ]
      },
      {
        "name": "seed",
        "label": "Seed",
        "help": "The same seed, the same bands.",
        "unit": "",
        "type": "integer",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 1000000000000000,
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
        "name": "pretrend_sentence",
        "label": "Before treatment",
        "help": "",
        "unit": "",
        "type": "text",
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
        "struct": "Estimate"
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
        "name": "units_total",
        "label": "Units",
        "help": "",
        "unit": "",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "units_used",
        "label": "Units used",
        "help": "",
        "unit": "",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "units_treated",
        "label": "Units treated at some time",
        "help": "",
        "unit": "",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "units_never",
        "label": "Units never treated",
        "help": "",
        "unit": "",
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
        "name": "periods",
        "label": "Periods",
        "help": "",
        "unit": "periods",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "series",
        "label": "Means over time",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "PanelPoint"
      },
      {
        "name": "paths",
        "label": "Means of each group over time",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "PanelPath"
      },
      {
        "name": "groups",
        "label": "Groups",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "PanelGroup"
      },
      {
        "name": "means",
        "label": "Means before and after",
        "help": "Where all treated units began in the same period.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "PanelMeans"
      },
      {
        "name": "event_study",
        "label": "Event study",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "PanelAverage"
      },
      {
        "name": "by_group",
        "label": "By time of first treatment",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "PanelAverage"
      },
      {
        "name": "by_period",
        "label": "By period",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "PanelAverage"
      },
      {
        "name": "band_critical_value",
        "label": "Critical value of the event study's band",
        "help": "Estimate ± this many standard errors cover the whole curve.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "group_time",
        "label": "Effects by group and period",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "PanelGroupTime"
      },
      {
        "name": "pretrends",
        "label": "Tests before treatment",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "PretrendTest"
      },
      {
        "name": "two_way",
        "label": "Two-way fixed effects, a warning",
        "help": "",
        "unit": "",
        "type": "struct",
        "optional": true,
        "required": false,
        "struct": "TwoWayWarning"
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
  "effect-synthetic": {
    "request": [
      {
        "name": "unit",
        "label": "Unit",
        "help": "The column that names who or what is seen again and again: cities, stores, countries.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "time",
        "label": "Time",
        "help": "The period: whole numbers, or dates as 2024-03-01, 2024-03 or 2024Q1.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "outcome",
        "label": "Outcome",
        "help": "The number the treatment should move.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "treated_unit",
        "label": "Treated unit",
        "help": "The one unit that was treated. Found when a column below says who was.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "level",
        "level_of": "unit",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "treated_from",
        "label": "Treated from",
        "help": "Its first treated period. Found when a column below says so.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "level",
        "level_of": "time",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "first_treated",
        "label": "First treated",
        "help": "A column with the time of a unit's first treatment; empty, 0 or “never” for all others.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "treated",
        "label": "Treated now",
        "help": "Or a column with 1 in rows in which the unit is treated, 0 in all others.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit_rows",
        "label": "Rows of a unit in a period",
        "help": "What becomes of several rows of one unit in one period.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": "mean",
        "choices": [
          {
            "name": "mean",
            "label": "Average",
            "help": "The mean of a unit's rows in a period."
          },
          {
            "name": "sum",
            "label": "Add up",
            "help": "Their total, as of purchases."
          }
        ]
      },
      {
        "name": "constant_gap",
        "label": "Allow a constant gap",
        "help": "The synthetic control may lie above or below by the same amount in all periods; only movements are matched. For a unit larger or smaller than all others.",
        "unit": "",
        "type": "boolean",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": false
      },
      {
        "name": "placebos",
        "label": "Placebos, at most",
        "help": "Untreated units tried as if they were treated, for the p-value; drawn at random where there are more.",
        "unit": "replicates",
        "type": "integer",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 500,
        "min": 0,
        "min_open": false,
        "max": 5000,
        "max_open": false
      },
      {
        "name": "seed",
        "label": "Seed",
        "help": "Of the draw of placebos. The same seed, the same draw.",
        "unit": "",
        "type": "integer",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 0,
        "min_open": false,
        "max": 1000000000000000,
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
        "name": "estimates",
        "label": "Estimates",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Estimate"
      },
      {
        "name": "treated_unit",
        "label": "Treated unit",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "treated_from",
        "label": "Treated from",
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
        "name": "units_total",
        "label": "Units",
        "help": "",
        "unit": "",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "donors",
        "label": "Units to compose the control of",
        "help": "",
        "unit": "",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "periods_before",
        "label": "Periods before",
        "help": "",
        "unit": "periods",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "periods_after",
        "label": "Periods after",
        "help": "",
        "unit": "periods",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "pre_rmspe",
        "label": "Misfit before (RMSPE)",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "post_rmspe",
        "label": "Gap after (RMSPE)",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "rmspe_ratio",
        "label": "Gap after over misfit before",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "p_value",
        "label": "p-value",
        "help": "Share of units, the treated one included, whose gap stands out at least as much.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "placebos",
        "label": "Placebos tried",
        "help": "",
        "unit": "",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "optimality",
        "label": "Distance from the best weights",
        "help": "The duality gap, relative to the largest squared distance of a unit; 0 is best.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "constant",
        "label": "Constant gap",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "series",
        "label": "Treated and synthetic over time",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "SyntheticPoint"
      },
      {
        "name": "weights",
        "label": "Weights",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "SyntheticWeight"
      },
      {
        "name": "placebo_units",
        "label": "Every unit as if treated",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "SyntheticPlacebo"
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
  "effect-observational": {
    "request": [
      {
        "name": "outcome",
        "label": "Outcome",
        "help": "The column with the number the question is about; yes and no count as 1 and 0.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "arm",
        "label": "Treatment",
        "help": "The column that says who was treated and who was not.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "control",
        "label": "Control level",
        "help": "Its content for the untreated. Guessed when empty.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "treatment",
        "label": "Treatment level",
        "help": "Its content for the treated. Guessed when empty.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "covariates",
        "label": "Covariates",
        "help": "Everything known from before the treatment that may drive both who is treated and the outcome. Nothing the treatment may have changed.",
        "unit": "",
        "type": "texts",
        "group": "Columns",
        "names": "column",
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
        "group": "Columns",
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
        "name": "unit",
        "label": "Unit",
        "help": "The column that names each unit, where a unit has several rows. Empty: each row is a unit.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit_rows",
        "label": "Rows of a unit",
        "help": "How a unit's rows become one number; covariates are averaged.",
        "unit": "",
        "type": "choice",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "mean",
        "choices": [
          {
            "name": "separate",
            "label": "Keep them apart",
            "help": "Each row is an observation; standard errors are clustered by the unit where it repeats."
          },
          {
            "name": "sum",
            "label": "Add up",
            "help": "A unit's total, as of purchases; ratio metrics need this one."
          },
          {
            "name": "mean",
            "label": "Average",
            "help": "A unit's average row."
          },
          {
            "name": "largest",
            "label": "Largest",
            "help": "A unit's largest row; of yes and no, whether it ever was yes."
          }
        ]
      },
      {
        "name": "target",
        "label": "Effect on",
        "help": "Whose effect the sentence is about; all are listed.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": "everyone",
        "choices": [
          {
            "name": "everyone",
            "label": "Everyone (ATE)",
            "help": "What if all were treated, against none."
          },
          {
            "name": "treated",
            "label": "The treated (ATT)",
            "help": "What the treatment did to those who got it."
          },
          {
            "name": "overlap",
            "label": "Where the groups overlap (ATO)",
            "help": "Those who could have been in either group count most; needs the least luck with extreme weights."
          }
        ]
      },
      {
        "name": "trimming",
        "label": "Trimming",
        "help": "Whether the effect is also estimated without units that have hardly a counterpart.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": "fixed",
        "choices": [
          {
            "name": "fixed",
            "label": "At a share",
            "help": "Units with a propensity outside [a, 1 - a] go."
          },
          {
            "name": "optimal",
            "label": "Where precision is best",
            "help": "The a that makes the effect among those who stay the most precise (Crump and others 2009)."
          },
          {
            "name": "none",
            "label": "None",
            "help": ""
          }
        ]
      },
      {
        "name": "trim",
        "label": "Trim at",
        "help": "The a of [a, 1 - a]: propensities outside are trimmed, and the propensity is fitted again.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 0.1,
        "min": 0,
        "min_open": true,
        "max": 0.5,
        "max_open": true,
        "when": [
          {
            "field": "trimming",
            "values": [
              "fixed"
            ]
          }
        ]
      },
      {
        "name": "caliper",
        "label": "Caliper",
        "help": "Matches may be so far apart, in standard deviations of the propensity's logit; 0: any distance.",
        "unit": "sd",
        "type": "number",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 0.2,
        "min": 0,
        "min_open": false,
        "max": 100,
        "max_open": false
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "How often such an interval covers the truth.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
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
        "name": "caution",
        "label": "Caution",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "headline",
        "label": "Method of the sentence",
        "help": "The method of one of the estimates.",
        "unit": "",
        "type": "text",
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
        "label": "Control level",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "treatment",
        "label": "Treatment level",
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
        "label": "Units used",
        "help": "",
        "unit": "rows",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_control",
        "label": "Control",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_treatment",
        "label": "Treatment",
        "help": "",
        "unit": "people",
        "type": "integer",
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
        "name": "overlap",
        "label": "Overlap",
        "help": "How many of each group have such a propensity.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "PropensityBin"
      },
      {
        "name": "c_statistic",
        "label": "c-statistic",
        "help": "How often a treated unit has the larger propensity of two; 0.5: the covariates tell nothing.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "support_low",
        "label": "Common support, from",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "support_high",
        "label": "Common support, to",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "outside_support",
        "label": "Outside common support",
        "help": "Their propensity is beyond all of the other group, or their group is certain.",
        "unit": "people",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "outside_support_share",
        "label": "Share outside",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "without_counterpart",
        "label": "Group certain",
        "help": "The covariates leave no doubt which group they are in; all estimates but the first are without them.",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "trim",
        "label": "Trimmed at",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "trimmed",
        "label": "Units trimmed",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "optimal_trim",
        "label": "Most precise trimming at",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "optimal_trimmed",
        "label": "Units it would trim",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "weightings",
        "label": "Weightings",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "WeightingRow"
      },
      {
        "name": "balance",
        "label": "Balance",
        "help": "Standardised mean differences, the love plot's numbers.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "BalanceRow"
      },
      {
        "name": "matchings",
        "label": "Matching",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "MatchingRow"
      },
      {
        "name": "caliper_logit",
        "label": "Caliper, of the logit",
        "help": "Absent: any distance.",
        "unit": "",
        "type": "number",
        "optional": true,
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
        "struct": "Estimate"
      },
      {
        "name": "e_values",
        "label": "E-values",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "EValueRow"
      },
      {
        "name": "rosenbaum",
        "label": "Hidden bias",
        "help": "Of the pairs matched without replacement.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "RosenbaumRow"
      },
      {
        "name": "rosenbaum_gamma",
        "label": "Gamma that would do",
        "help": "Hidden bias at which the pairs' one-sided p-value passes 1 - confidence; absent: it does without.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "rosenbaum_pairs",
        "label": "Pairs that differ",
        "help": "",
        "unit": "",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "propensity_intercept",
        "label": "Propensity, intercept",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "propensity",
        "label": "Propensity model",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "PropensityTerm"
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
  "effect-compliance": {
    "request": [
      {
        "name": "arm",
        "label": "Assigned arm",
        "help": "The column that says which arm was drawn, whatever was taken later.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "control",
        "label": "Control level",
        "help": "Its content for control. Guessed when empty.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
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
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "received",
        "label": "Treatment received",
        "help": "What was really taken: yes or no, 1 or 0, or a dose.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "received_level",
        "label": "Level that means received",
        "help": "Where the column holds other words than yes and no. Empty: the treatment's name, if it stands there.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "level",
        "level_of": "received",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "outcome",
        "label": "Outcome",
        "help": "The column with the number the experiment is about. Rows without it count as attrition.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "covariates",
        "label": "Covariates",
        "help": "Columns known before the experiment. They make intervals shorter and the instrument stronger.",
        "unit": "",
        "type": "texts",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": []
      },
      {
        "name": "unit",
        "label": "Unit",
        "help": "The column that names each person, where one may have several rows.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "cluster",
        "label": "Cluster",
        "help": "What was randomised together: shops, schools. Standard errors are clustered by it (CR1).",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit_rows",
        "label": "Rows of a unit",
        "help": "How several rows become one unit.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": "separate",
        "choices": [
          {
            "name": "separate",
            "label": "Keep them apart",
            "help": "Each row is an observation; standard errors are clustered by the unit where it repeats."
          },
          {
            "name": "sum",
            "label": "Add up",
            "help": "A unit's total, as of purchases; ratio metrics need this one."
          },
          {
            "name": "mean",
            "label": "Average",
            "help": "A unit's average row."
          },
          {
            "name": "largest",
            "label": "Largest",
            "help": "A unit's largest row; of yes and no, whether it ever was yes."
          }
        ]
      },
      {
        "name": "missing_covariates",
        "label": "Missing covariates",
        "help": "What happens to such rows.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
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
        "group": "Settings",
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
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true
      },
      {
        "name": "outcome_range",
        "label": "Range of the outcome",
        "help": "What a missing outcome could have been, for the worst-case bounds.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": "observed",
        "choices": [
          {
            "name": "observed",
            "label": "As observed",
            "help": "Missing outcomes lie between the smallest and the largest one of the file."
          },
          {
            "name": "given",
            "label": "As given",
            "help": "You know the lowest and highest value there is."
          }
        ]
      },
      {
        "name": "outcome_min",
        "label": "Lowest possible outcome",
        "help": "No outcome, known or missing, is below.",
        "unit": "outcome",
        "type": "number",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 0,
        "when": [
          {
            "field": "outcome_range",
            "values": [
              "given"
            ]
          }
        ]
      },
      {
        "name": "outcome_max",
        "label": "Highest possible outcome",
        "help": "No outcome, known or missing, is above.",
        "unit": "outcome",
        "type": "number",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 1,
        "when": [
          {
            "field": "outcome_range",
            "values": [
              "given"
            ]
          }
        ]
      }
    ],
    "result": [
      {
        "name": "sentence",
        "label": "Answer",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "headline",
        "label": "Method of the sentence",
        "help": "The method of one of the estimates.",
        "unit": "",
        "type": "text",
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
        "struct": "Estimate"
      },
      {
        "name": "uptake",
        "label": "Arms",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Uptake"
      },
      {
        "name": "types",
        "label": "Who complied",
        "help": "Shares under monotonicity: nobody does the opposite of what was assigned.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "ComplianceType"
      },
      {
        "name": "one_sided",
        "label": "One-sided",
        "help": "Nobody in control received the treatment.",
        "unit": "",
        "type": "boolean",
        "optional": true,
        "required": false
      },
      {
        "name": "complier_mean_control",
        "label": "Compliers without treatment",
        "help": "Their mean outcome, had all of them been in control (Imbens and Rubin 1997).",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "complier_mean_treatment",
        "label": "Compliers with treatment",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "first_stages",
        "label": "First stages",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "FirstStage"
      },
      {
        "name": "weak_intervals",
        "label": "Intervals for a weak instrument",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "WeakInterval"
      },
      {
        "name": "errors",
        "label": "Standard errors of the effect on compliers",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "ComplierErrors"
      },
      {
        "name": "missing_p_value",
        "label": "p-value of missing outcomes",
        "help": "Chi-squared, by arm; absent where none is missing.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "bounds",
        "label": "Bounds for attrition",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "AttritionBounds"
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
        "name": "left_out",
        "label": "Rows left out",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "LeftOut"
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
        "label": "Units with outcome",
        "help": "",
        "unit": "rows",
        "type": "integer",
        "optional": false,
        "required": false
      }
    ]
  },
  "effect-arms": {
    "request": [
      {
        "name": "arm",
        "label": "Arm",
        "help": "The column that says who was in which arm; up to 50 arms.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "control",
        "label": "Control level",
        "help": "All other arms are compared with it. Guessed when empty.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "outcomes",
        "label": "Outcomes",
        "help": "One or several columns with numbers, the most important one first.",
        "unit": "",
        "type": "texts",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": []
      },
      {
        "name": "covariates",
        "label": "Covariates",
        "help": "Columns known before the experiment. With them the adjusted means of all arms are compared (Lin).",
        "unit": "",
        "type": "texts",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": []
      },
      {
        "name": "unit",
        "label": "Unit",
        "help": "The column that names each person, where one may have several rows.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "cluster",
        "label": "Cluster",
        "help": "What was randomised together: shops, schools. Standard errors are clustered by it.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit_rows",
        "label": "Rows of a unit",
        "help": "How several rows become one unit.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": "separate",
        "choices": [
          {
            "name": "separate",
            "label": "Keep them apart",
            "help": "Each row is an observation; standard errors are clustered by the unit where it repeats."
          },
          {
            "name": "sum",
            "label": "Add up",
            "help": "A unit's total, as of purchases; ratio metrics need this one."
          },
          {
            "name": "mean",
            "label": "Average",
            "help": "A unit's average row."
          },
          {
            "name": "largest",
            "label": "Largest",
            "help": "A unit's largest row; of yes and no, whether it ever was yes."
          }
        ]
      },
      {
        "name": "missing_covariates",
        "label": "Missing covariates",
        "help": "What happens to such rows.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
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
        "help": "Of an interval alone; simultaneous ones cover all truths of an outcome together this often.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 0.95,
        "min": 0.5,
        "min_open": false,
        "max": 1,
        "max_open": true
      },
      {
        "name": "primary_outcomes",
        "label": "Primary outcomes",
        "help": "So many of the outcomes, from the first, decide; Holm's correction spans them and all arms.",
        "unit": "",
        "type": "integer",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 1,
        "min": 1,
        "min_open": false,
        "max": 20,
        "max_open": false
      },
      {
        "name": "expected_shares",
        "label": "Planned shares",
        "help": "By arm, the control first, then in the order of the file. Empty: all alike.",
        "unit": "share",
        "type": "numbers",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": [],
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true
      }
    ],
    "result": [
      {
        "name": "sentence",
        "label": "Answer",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "headline",
        "label": "Headline",
        "help": "Method that answers: lin_hc2 with covariates, else welch.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "comparisons",
        "label": "Comparisons",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "ArmComparison"
      },
      {
        "name": "estimates",
        "label": "Estimates",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Estimate"
      },
      {
        "name": "arms",
        "label": "Arms",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "ArmOfOutcome"
      },
      {
        "name": "overall",
        "label": "All arms at once",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "OverallTest"
      },
      {
        "name": "ratio_chi_squared",
        "label": "Chi-squared of the sample ratio",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "ratio_p_value",
        "label": "p-value of the sample ratio",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
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
        "name": "left_out",
        "label": "Rows left out",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "LeftOut"
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
        "label": "Units with the first outcome",
        "help": "",
        "unit": "rows",
        "type": "integer",
        "optional": false,
        "required": false
      }
    ]
  },
  "effect-segments": {
    "request": [
      {
        "name": "arm",
        "label": "Arm",
        "help": "The column that says who was in which arm.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "control",
        "label": "Control level",
        "help": "Its content for control. Guessed when empty.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
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
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
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
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "segments",
        "label": "Segments",
        "help": "Columns known before the experiment. Of a text each content is a segment, of a number each quarter.",
        "unit": "",
        "type": "texts",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": []
      },
      {
        "name": "covariates",
        "label": "Covariates",
        "help": "Columns known before the experiment. With them the difference in every segment is adjusted (Lin).",
        "unit": "",
        "type": "texts",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": []
      },
      {
        "name": "unit",
        "label": "Unit",
        "help": "The column that names each person, where one may have several rows.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "cluster",
        "label": "Cluster",
        "help": "What was randomised together: shops, schools. Standard errors are clustered by it.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "cuts",
        "label": "Cut numbers at",
        "help": "Increasing; a unit at a cut belongs below it. Empty: quartiles, or each value where there are at most ten.",
        "unit": "",
        "type": "numbers",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": []
      },
      {
        "name": "unit_rows",
        "label": "Rows of a unit",
        "help": "How several rows become one unit. Its segment is that of its first row.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": "separate",
        "choices": [
          {
            "name": "separate",
            "label": "Keep them apart",
            "help": "Each row is an observation; standard errors are clustered by the unit where it repeats."
          },
          {
            "name": "sum",
            "label": "Add up",
            "help": "A unit's total, as of purchases; ratio metrics need this one."
          },
          {
            "name": "mean",
            "label": "Average",
            "help": "A unit's average row."
          },
          {
            "name": "largest",
            "label": "Largest",
            "help": "A unit's largest row; of yes and no, whether it ever was yes."
          }
        ]
      },
      {
        "name": "missing_covariates",
        "label": "Missing covariates",
        "help": "What happens to such rows.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
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
        "group": "Settings",
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
        "help": "Of the two arms together; the sample ratio of each segment is checked against it.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
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
        "name": "sentence",
        "label": "Answer",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "overall",
        "label": "All units",
        "help": "",
        "unit": "",
        "type": "struct",
        "optional": false,
        "required": false,
        "struct": "Estimate"
      },
      {
        "name": "segments",
        "label": "Segments",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "SegmentEffect"
      },
      {
        "name": "tests",
        "label": "Does the effect differ?",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "SegmentTest"
      },
      {
        "name": "estimates",
        "label": "Estimates",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Estimate"
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
        "name": "left_out",
        "label": "Rows left out",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "LeftOut"
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
        "label": "Units with outcome",
        "help": "",
        "unit": "rows",
        "type": "integer",
        "optional": false,
        "required": false
      }
    ]
  },
  "effect-methods": {
    "request": [
      {
        "name": "arm",
        "label": "Arm",
        "help": "The column that says who was in which arm.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "control",
        "label": "Control level",
        "help": "Its content for control. Guessed when empty.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
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
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "outcome",
        "label": "Outcome",
        "help": "The column with the number the experiment is about; of a ratio metric, the numerator.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "denominator",
        "label": "Denominator",
        "help": "Of a ratio metric, such as views for clicks per view. Empty: the outcome itself is compared.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit",
        "label": "Unit",
        "help": "The column that names each person; where it repeats, its rows belong together.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit_rows",
        "label": "Rows of a unit",
        "help": "How the rows of a unit count; a covariate is averaged.",
        "unit": "",
        "type": "choice",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "separate",
        "choices": [
          {
            "name": "separate",
            "label": "Keep them apart",
            "help": "Each row is an observation; standard errors are clustered by the unit where it repeats."
          },
          {
            "name": "sum",
            "label": "Add up",
            "help": "A unit's total, as of purchases; ratio metrics need this one."
          },
          {
            "name": "mean",
            "label": "Average",
            "help": "A unit's average row."
          },
          {
            "name": "largest",
            "label": "Largest",
            "help": "A unit's largest row; of yes and no, whether it ever was yes."
          }
        ]
      },
      {
        "name": "cluster",
        "label": "Cluster",
        "help": "The column that names the groups that were assigned as a whole, such as stores or schools.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "block",
        "label": "Block",
        "help": "The column that names strata or pairs: arms are compared within them.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "block_design",
        "label": "Blocks were made",
        "help": "Before or after assignment.",
        "unit": "",
        "type": "choice",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "randomised",
        "choices": [
          {
            "name": "randomised",
            "label": "Before: assigned within them",
            "help": "Strata or pairs in which the arms were drawn: they are part of the design."
          },
          {
            "name": "afterwards",
            "label": "Afterwards: only compared within them",
            "help": "Post-stratification: the arms were drawn without regard to them."
          }
        ]
      },
      {
        "name": "covariates",
        "label": "Covariates",
        "help": "Columns known before the experiment, or untouched by it. Numbers or text.",
        "unit": "",
        "type": "texts",
        "group": "Columns",
        "names": "column",
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
        "group": "Settings",
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
        "name": "cap_quantile",
        "label": "Cap at quantile",
        "help": "Larger outcomes are set to this quantile of both arms together. Empty: no cap.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
        "optional": true,
        "required": false,
        "min": 0.5,
        "min_open": false,
        "max": 1,
        "max_open": true
      },
      {
        "name": "practical",
        "label": "Practical difference",
        "help": "Smaller differences in either direction are as good as none. Empty: no decision is drawn.",
        "unit": "outcome",
        "type": "number",
        "group": "Settings",
        "optional": true,
        "required": false,
        "min": 0,
        "min_open": true,
        "max": 1e+90,
        "max_open": false
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "How often such an interval covers the truth.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
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
        "group": "Settings",
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
        "name": "sentence",
        "label": "In words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "recommended",
        "label": "Recommended",
        "help": "The method of one of the estimates.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "reason",
        "label": "Why",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "changes",
        "label": "What would change the answer",
        "help": "",
        "unit": "",
        "type": "texts",
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
        "struct": "Estimate"
      },
      {
        "name": "estimate_low",
        "label": "Smallest estimate",
        "help": "Of the methods for the same quantity as the recommended one that take no dependent rows for independent.",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "estimate_high",
        "label": "Largest estimate",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "se_low",
        "label": "Smallest standard error",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "se_high",
        "label": "Largest standard error",
        "help": "",
        "unit": "outcome",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "same_verdict",
        "label": "Same verdict",
        "help": "Whether zero lies inside all of these intervals or outside all of them.",
        "unit": "",
        "type": "boolean",
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
        "name": "left_out",
        "label": "Rows left out",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "LeftOut"
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
        "name": "clusters",
        "label": "Clusters",
        "help": "",
        "unit": "clusters",
        "type": "integer",
        "optional": true,
        "required": false
      },
      {
        "name": "blocks",
        "label": "Blocks",
        "help": "",
        "unit": "",
        "type": "integer",
        "optional": true,
        "required": false
      }
    ]
  },
  "effect-resampled": {
    "request": [
      {
        "name": "arm",
        "label": "Arm",
        "help": "The column that says who was in which arm.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "control",
        "label": "Control level",
        "help": "Its content for control. Guessed when empty.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
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
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
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
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": true
      },
      {
        "name": "denominator",
        "label": "Denominator",
        "help": "Of a ratio metric: the outcome is summed up and divided by the sum of this column.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit",
        "label": "Unit",
        "help": "The column that names each person, where one may have several rows.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit_rows",
        "label": "Rows of a unit",
        "help": "Kept apart, a unit's rows are drawn together.",
        "unit": "",
        "type": "choice",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "separate",
        "choices": [
          {
            "name": "separate",
            "label": "Keep them apart",
            "help": "Each row is an observation; standard errors are clustered by the unit where it repeats."
          },
          {
            "name": "sum",
            "label": "Add up",
            "help": "A unit's total, as of purchases; ratio metrics need this one."
          },
          {
            "name": "mean",
            "label": "Average",
            "help": "A unit's average row."
          },
          {
            "name": "largest",
            "label": "Largest",
            "help": "A unit's largest row; of yes and no, whether it ever was yes."
          }
        ]
      },
      {
        "name": "covariates",
        "label": "Covariates",
        "help": "Columns known before the experiment, for the adjusted difference.",
        "unit": "",
        "type": "texts",
        "group": "Columns",
        "names": "column",
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
        "group": "Columns",
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
        "name": "cluster",
        "label": "Cluster",
        "help": "The column of what was assigned as a whole, as stores or cities: these are drawn, not their rows.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "block",
        "label": "Block",
        "help": "The column within whose levels arms were assigned: draws and permutations stay inside.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "quantile",
        "label": "Quantile",
        "help": "Of the outcome, compared between the arms; 0.5 is the median.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0.01,
        "min_open": false,
        "max": 0.99,
        "max_open": false
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "How often such an interval covers the truth.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
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
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 0.5,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true
      },
      {
        "name": "wild_weights",
        "label": "Weights of the wild bootstrap",
        "help": "Where there are clusters.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": "automatic",
        "choices": [
          {
            "name": "automatic",
            "label": "As the clusters need",
            "help": "Rademacher; Webb where these are fewer than 12 clusters and not all sets of signs are tried, or where all of them are too few for the confidence."
          },
          {
            "name": "rademacher",
            "label": "Rademacher",
            "help": "+1 or -1, each with probability 1/2."
          },
          {
            "name": "webb",
            "label": "Webb",
            "help": "Six points; for few clusters."
          }
        ]
      },
      {
        "name": "replicates",
        "label": "Replicates",
        "help": "Of each method. More give a smaller Monte Carlo error.",
        "unit": "replicates",
        "type": "integer",
        "group": "Simulation",
        "optional": false,
        "required": false,
        "default": 2000,
        "min": 200,
        "min_open": false,
        "max": 200000,
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
        "name": "estimates",
        "label": "Estimates",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Estimate"
      },
      {
        "name": "tests",
        "label": "Tests",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Redrawn"
      },
      {
        "name": "resampled",
        "label": "Replicates",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Resampled"
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
        "name": "left_out",
        "label": "Left out",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "LeftOut"
      },
      {
        "name": "drawn",
        "label": "What is drawn",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
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
        "name": "seed",
        "label": "Seed",
        "help": "",
        "unit": "",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_control",
        "label": "Units in control",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "n_treatment",
        "label": "Units in treatment",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "clusters_control",
        "label": "Clusters in control",
        "help": "",
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
        "name": "blocks",
        "label": "Blocks",
        "help": "",
        "unit": "",
        "type": "integer",
        "optional": true,
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
        "label": "Used",
        "help": "",
        "unit": "rows",
        "type": "integer",
        "optional": false,
        "required": false
      }
    ]
  },
  "sample-ratio": {
    "request": [
      {
        "name": "split",
        "label": "Planned split",
        "help": "Whether the planned shares ever changed.",
        "unit": "",
        "type": "choice",
        "group": "Counts",
        "optional": false,
        "required": false,
        "default": "constant",
        "choices": [
          {
            "name": "constant",
            "label": "The same throughout",
            "help": "One set of shares."
          },
          {
            "name": "ramp",
            "label": "It changed",
            "help": "Counts and shares of each period, as in a ramp-up."
          }
        ]
      },
      {
        "name": "counts",
        "label": "Users in each arm",
        "help": "Control first. As counted where users were assigned, not where they were analysed.",
        "unit": "",
        "type": "numbers",
        "group": "Counts",
        "optional": false,
        "required": false,
        "default": [
          821588,
          815482
        ],
        "when": [
          {
            "field": "split",
            "values": [
              "constant"
            ]
          }
        ]
      },
      {
        "name": "shares",
        "label": "Planned shares",
        "help": "One for each arm, adding up to 1. Empty: equal shares.",
        "unit": "",
        "type": "numbers",
        "group": "Counts",
        "optional": false,
        "required": false,
        "default": [],
        "when": [
          {
            "field": "split",
            "values": [
              "constant"
            ]
          }
        ]
      },
      {
        "name": "weights",
        "label": "Shares are weights",
        "help": "Divides the shares by their sum, so that 2, 1, 1 will do.",
        "unit": "",
        "type": "boolean",
        "group": "Counts",
        "optional": false,
        "required": false,
        "default": false
      },
      {
        "name": "periods",
        "label": "Periods",
        "help": "A line for each, in order of time: name, users in each arm, planned share of each arm.",
        "unit": "",
        "type": "text",
        "group": "Counts",
        "names": "rows",
        "optional": false,
        "required": false,
        "default": "week 1, 9012, 1010, 0.9, 0.1\nweek 2, 5021, 4985, 0.5, 0.5",
        "when": [
          {
            "field": "split",
            "values": [
              "ramp"
            ]
          }
        ]
      },
      {
        "name": "segments",
        "label": "Segments",
        "help": "Optional. A line for each: name, users in each arm. Each user stands in one segment.",
        "unit": "",
        "type": "text",
        "group": "Segments",
        "names": "rows",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "prior",
        "label": "Prior",
        "help": "What mismatches the test is made for.",
        "unit": "",
        "type": "choice",
        "group": "Sequential test",
        "optional": false,
        "required": false,
        "default": "single",
        "choices": [
          {
            "name": "single",
            "label": "One concentration",
            "help": "Quick for one size of mismatch."
          },
          {
            "name": "mixture",
            "label": "A mixture",
            "help": "The mean Bayes factor of several."
          }
        ]
      },
      {
        "name": "concentration",
        "label": "Concentration",
        "help": "Of the Dirichlet prior around the planned shares: large for small mismatches, and slow at first.",
        "unit": "",
        "type": "number",
        "group": "Sequential test",
        "optional": false,
        "required": false,
        "default": 10000,
        "min": 0.001,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "prior",
            "values": [
              "single"
            ]
          }
        ]
      },
      {
        "name": "concentrations",
        "label": "Concentrations",
        "help": "Those of the mixture, with equal weight.",
        "unit": "",
        "type": "numbers",
        "group": "Sequential test",
        "optional": false,
        "required": false,
        "default": [
          10,
          100,
          1000,
          10000,
          100000
        ],
        "min": 0.001,
        "min_open": false,
        "max": 1000000000000,
        "max_open": false,
        "when": [
          {
            "field": "prior",
            "values": [
              "mixture"
            ]
          }
        ]
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "Of the interval of each arm's share.",
        "unit": "share",
        "type": "number",
        "group": "Sequential test",
        "optional": false,
        "required": false,
        "default": 0.95,
        "min": 0,
        "min_open": true,
        "max": 1,
        "max_open": true
      },
      {
        "name": "outcome",
        "label": "Outcome",
        "help": "What is known about the outcome.",
        "unit": "",
        "type": "choice",
        "group": "Bounds on an effect",
        "optional": false,
        "required": false,
        "default": "none",
        "choices": [
          {
            "name": "none",
            "label": "Not given",
            "help": "No bounds on an effect."
          },
          {
            "name": "proportion",
            "label": "Shares",
            "help": "A rate in each arm, from 0 to 1."
          },
          {
            "name": "mean",
            "label": "Means",
            "help": "A mean in each arm, of values within a range."
          }
        ]
      },
      {
        "name": "rates",
        "label": "Rate in each arm",
        "help": "Of the users who were counted, control first.",
        "unit": "",
        "type": "numbers",
        "group": "Bounds on an effect",
        "optional": false,
        "required": false,
        "default": [
          0.1,
          0.1
        ],
        "min": 0,
        "min_open": false,
        "max": 1,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "proportion"
            ]
          }
        ]
      },
      {
        "name": "means",
        "label": "Mean in each arm",
        "help": "Of the users who were counted, control first.",
        "unit": "outcome",
        "type": "numbers",
        "group": "Bounds on an effect",
        "optional": false,
        "required": false,
        "default": [
          20,
          20
        ],
        "min": -1e+60,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "least",
        "label": "Least value",
        "help": "The lowest outcome that a missing user could have.",
        "unit": "outcome",
        "type": "number",
        "group": "Bounds on an effect",
        "optional": false,
        "required": false,
        "default": 0,
        "min": -1e+60,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "mean"
            ]
          }
        ]
      },
      {
        "name": "most",
        "label": "Greatest value",
        "help": "The highest.",
        "unit": "outcome",
        "type": "number",
        "group": "Bounds on an effect",
        "optional": false,
        "required": false,
        "default": 100,
        "min": -1e+60,
        "min_open": false,
        "max": 1e+60,
        "max_open": false,
        "when": [
          {
            "field": "outcome",
            "values": [
              "mean"
            ]
          }
        ]
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
        "name": "log10_p_value",
        "label": "Power of ten",
        "help": "log10 of the p-value.",
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
        "name": "n_total",
        "label": "Users",
        "help": "",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "chi_squared",
        "label": "Chi-squared",
        "help": "Pearson's, no continuity correction; with a ramp against the covariances added over periods.",
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
        "name": "cohens_w",
        "label": "Cohen's w",
        "help": "Size of the mismatch, whatever the number of users.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "exact_p_value",
        "label": "Exact p-value",
        "help": "Of outcomes no likelier than this one; absent where there are too many of them.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "sequential_p_value",
        "label": "Sequential p-value",
        "help": "Holds however often the counts were looked at.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "log_bayes_factor",
        "label": "log Bayes factor",
        "help": "Natural logarithm, at the end.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "blind_until",
        "label": "Sequential test blind up to",
        "help": "With fewer users it could not reach .001 even if all of them were in the smallest arm.",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "arm_at_fault",
        "label": "Arm at fault",
        "help": "Empty where no single arm can be named.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "n_missing",
        "label": "Missing at least",
        "help": "The fewest users whose absence would explain the split.",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "missing_share",
        "label": "Missing share",
        "help": "Of all users there would have been.",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "totals",
        "label": "Users in each arm",
        "help": "",
        "unit": "people",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "expected",
        "label": "Expected in each arm",
        "help": "",
        "unit": "people",
        "type": "numbers",
        "optional": false,
        "required": false
      },
      {
        "name": "planned",
        "label": "Planned shares",
        "help": "With a ramp the mean over all users.",
        "unit": "share",
        "type": "numbers",
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
        "struct": "RatioTest"
      },
      {
        "name": "arms",
        "label": "Arms",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "RatioArm"
      },
      {
        "name": "periods",
        "label": "Periods",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "RatioPeriod"
      },
      {
        "name": "segments",
        "label": "Segments",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "RatioSegment"
      },
      {
        "name": "homogeneity_chi_squared",
        "label": "Chi-squared between segments",
        "help": "Whether the arms' shares differ between segments, whatever was planned.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "homogeneity_df",
        "label": "Its degrees of freedom",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "homogeneity_p_value",
        "label": "p-value between segments",
        "help": "",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "cramers_v",
        "label": "Cramér's V",
        "help": "Size of the difference between segments, 0 to 1.",
        "unit": "",
        "type": "number",
        "optional": true,
        "required": false
      },
      {
        "name": "bounds",
        "label": "Bounds on the effect",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "RatioBound"
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
  "sample-ratio-diagnose": {
    "request": [
      {
        "name": "counts",
        "label": "Users in each arm",
        "help": "Control first.",
        "unit": "",
        "type": "numbers",
        "group": "Counts",
        "optional": false,
        "required": false,
        "default": [
          50000,
          48900
        ]
      },
      {
        "name": "shares",
        "label": "Planned shares",
        "help": "One for each arm, adding up to 1. Empty: equal shares.",
        "unit": "",
        "type": "numbers",
        "group": "Counts",
        "optional": false,
        "required": false,
        "default": []
      },
      {
        "name": "weights",
        "label": "Shares are weights",
        "help": "Divides the shares by their sum.",
        "unit": "",
        "type": "boolean",
        "group": "Counts",
        "optional": false,
        "required": false,
        "default": false
      },
      {
        "name": "segments",
        "label": "Segments",
        "help": "A line for each: kind (day, browser, user type, bot, session length ...), segment, users in each arm. Days in order of time.",
        "unit": "",
        "type": "text",
        "group": "Counts",
        "names": "rows",
        "optional": false,
        "required": false,
        "default": "browser, Chrome, 30010, 29958\nbrowser, Safari, 14992, 13961\nbrowser, Firefox, 4998, 4981\nday, 1, 10021, 9842\nday, 2, 9980, 9703\nday, 3, 10044, 9811\nday, 4, 9951, 9790\nday, 5, 10004, 9754"
      },
      {
        "name": "assignment_log",
        "label": "In the assignment log",
        "help": "Is the mismatch there already where users are assigned, before anything else is logged?",
        "unit": "",
        "type": "choice",
        "group": "Where it is seen",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "triggered_only",
        "label": "Only among triggered users",
        "help": "Is everybody who was assigned split as planned, and only those who were triggered are not?",
        "unit": "",
        "type": "choice",
        "group": "Where it is seen",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "same_in_aa",
        "label": "In an A/A test too",
        "help": "Does the same set-up show a mismatch where both arms are alike?",
        "unit": "",
        "type": "choice",
        "group": "Where it is seen",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "started_together",
        "label": "Arms started together",
        "help": "Did every arm take users from the same moment on?",
        "unit": "",
        "type": "choice",
        "group": "How it ran",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "ramp",
        "label": "Shares were changed",
        "help": "Were the shares of the arms changed while it ran?",
        "unit": "",
        "type": "choice",
        "group": "How it ran",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "paused",
        "label": "An arm was paused",
        "help": "Or switched off for a while.",
        "unit": "",
        "type": "choice",
        "group": "How it ran",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "redirect",
        "label": "One arm redirects",
        "help": "Are users of one arm sent to another address?",
        "unit": "",
        "type": "choice",
        "group": "What the treatment does",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "slower",
        "label": "One arm is slower",
        "help": "Does it take longer until the first event is sent?",
        "unit": "",
        "type": "choice",
        "group": "What the treatment does",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "crashes",
        "label": "One arm has more errors",
        "help": "Crashes, blank pages or scripts that fail.",
        "unit": "",
        "type": "choice",
        "group": "What the treatment does",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "logging_changed",
        "label": "Logging differs",
        "help": "Does one arm log other events, or in another way?",
        "unit": "",
        "type": "choice",
        "group": "What the treatment does",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "sessions_changed",
        "label": "Activity changed much",
        "help": "Sessions, pages or events per user are clearly different.",
        "unit": "",
        "type": "choice",
        "group": "What the treatment does",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "config_refresh",
        "label": "Takes effect at a refresh",
        "help": "Does a user get the arm only after the configuration was loaded again?",
        "unit": "",
        "type": "choice",
        "group": "What the treatment does",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "bot_filter",
        "label": "Bots are filtered",
        "help": "Are users removed by a rule that looks at what they did?",
        "unit": "",
        "type": "choice",
        "group": "How users were counted",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "joined_logs",
        "label": "Counted after a join",
        "help": "Are assignments joined to another table before they are counted?",
        "unit": "",
        "type": "choice",
        "group": "How users were counted",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "recent_logs",
        "label": "Latest logs included",
        "help": "May events of the last hours or days still arrive?",
        "unit": "",
        "type": "choice",
        "group": "How users were counted",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "approximate",
        "label": "Counts are approximate",
        "help": "Such as HyperLogLog or APPROX_COUNT_DISTINCT.",
        "unit": "",
        "type": "choice",
        "group": "How users were counted",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "earlier_experiment",
        "label": "Same split as an earlier one",
        "help": "Were these users split in the same way in an earlier experiment?",
        "unit": "",
        "type": "choice",
        "group": "Who was assigned",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "shared_seed",
        "label": "Other experiments share the split",
        "help": "Does another experiment use the same seed, buckets or layer?",
        "unit": "",
        "type": "choice",
        "group": "Who was assigned",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "ids_reset",
        "label": "Ids can be lost",
        "help": "Does a user become a new one by deleting cookies, signing out or changing the device?",
        "unit": "",
        "type": "choice",
        "group": "Who was assigned",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      },
      {
        "name": "opt_in",
        "label": "Users can choose",
        "help": "An opt-in, a link, a setting.",
        "unit": "",
        "type": "choice",
        "group": "Who was assigned",
        "optional": false,
        "required": false,
        "default": "unknown",
        "choices": [
          {
            "name": "unknown",
            "label": "Not known",
            "help": ""
          },
          {
            "name": "yes",
            "label": "Yes",
            "help": ""
          },
          {
            "name": "no",
            "label": "No",
            "help": ""
          }
        ]
      }
    ],
    "result": [
      {
        "name": "sentence",
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
        "name": "p_value",
        "label": "p-value",
        "help": "Of the chi-squared test of all counts.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "log10_p_value",
        "label": "Power of ten",
        "help": "log10 of the p-value.",
        "unit": "",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "suspect",
        "label": "First suspect",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "causes",
        "label": "Causes",
        "help": "",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "RatioCause"
      },
      {
        "name": "clues",
        "label": "Clues",
        "help": "What the counts and your answers say.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "RatioClue"
      }
    ]
  },
  "warehouse-sql": {
    "request": [
      {
        "name": "dialect",
        "label": "Dialect",
        "help": "How the warehouse writes SQL.",
        "unit": "",
        "type": "choice",
        "group": "Warehouse",
        "optional": false,
        "required": false,
        "default": "duckdb",
        "choices": [
          {
            "name": "duckdb",
            "label": "DuckDB",
            "help": ""
          },
          {
            "name": "postgresql",
            "label": "PostgreSQL",
            "help": ""
          },
          {
            "name": "bigquery",
            "label": "BigQuery",
            "help": ""
          },
          {
            "name": "snowflake",
            "label": "Snowflake",
            "help": "Plain names are folded to capitals, as if written without quotes."
          },
          {
            "name": "spark",
            "label": "Spark, Databricks",
            "help": ""
          },
          {
            "name": "trino",
            "label": "Trino, Athena",
            "help": ""
          }
        ]
      },
      {
        "name": "table",
        "label": "Table",
        "help": "Its name, with schema where needed: sales.experiment. A part with a point in it stands in quotes.",
        "unit": "",
        "type": "text",
        "group": "Warehouse",
        "optional": false,
        "required": false,
        "default": "experiment"
      },
      {
        "name": "filter",
        "label": "Rows",
        "help": "A condition in SQL that rows must meet, such as day < '2024-03-01'. Empty: all rows.",
        "unit": "",
        "type": "text",
        "group": "Warehouse",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "arm",
        "label": "Arm",
        "help": "The column that says who was in which arm.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "arm"
      },
      {
        "name": "outcome",
        "label": "Outcome",
        "help": "A numeric column.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "outcome"
      },
      {
        "name": "denominator",
        "label": "Denominator",
        "help": "For a ratio such as clicks per view: the column of views. Empty: a mean.",
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
        "help": "Numeric columns known before the experiment.",
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
        "help": "The column of what was randomised, where that is more than a unit: a store, a city.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "segment",
        "label": "Segment",
        "help": "A column known before the experiment whose groups get an effect each.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit",
        "label": "Unit",
        "help": "The column that names each person, where one stands in several rows.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit_rows",
        "label": "Several rows of a unit",
        "help": "What becomes of them before anything is compared. Covariates are averaged.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": "separate",
        "choices": [
          {
            "name": "separate",
            "label": "Keep them apart",
            "help": "Each row is an observation; standard errors are clustered by the unit where it repeats."
          },
          {
            "name": "sum",
            "label": "Add up",
            "help": "A unit's total, as of purchases; ratio metrics need this one."
          },
          {
            "name": "mean",
            "label": "Average",
            "help": "A unit's average row."
          },
          {
            "name": "largest",
            "label": "Largest",
            "help": "A unit's largest row; of yes and no, whether it ever was yes."
          }
        ]
      },
      {
        "name": "missing_covariates",
        "label": "Missing covariates",
        "help": "What happens to such rows.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
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
        "name": "sql",
        "label": "SQL",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "columns",
        "label": "What comes back",
        "help": "Then every product of two of y, d and x1, x2, ... is summed as well.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "SumColumn"
      },
      {
        "name": "notes",
        "label": "Before you run it",
        "help": "",
        "unit": "",
        "type": "texts",
        "optional": false,
        "required": false
      }
    ]
  },
  "effect-from-sums": {
    "request": [
      {
        "name": "arm",
        "label": "Arm",
        "help": "The column that says which arm the sums are of. All others are known by their names.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "column",
        "optional": false,
        "required": false,
        "default": "arm"
      },
      {
        "name": "control",
        "label": "Control level",
        "help": "Its content for control. Guessed when empty.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "treatment",
        "label": "Treatment level",
        "help": "Its content for treatment. Empty: every other arm.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "names": "level",
        "level_of": "arm",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "How often such an interval covers the truth.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
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
        "help": "Of two arms together; the sample ratio is checked against it. Of several arms, equal shares are.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
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
        "name": "sentence",
        "label": "In words",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "recommended",
        "label": "Recommended",
        "help": "The method of one of the estimates.",
        "unit": "",
        "type": "text",
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
        "struct": "Estimate"
      },
      {
        "name": "segments",
        "label": "By segment",
        "help": "By the recommended method; the overall estimate stands first.",
        "unit": "",
        "type": "structs",
        "optional": false,
        "required": false,
        "struct": "Estimate"
      },
      {
        "name": "segments_p_value",
        "label": "p-value of equal effects",
        "help": "Whether the segments' effects differ by more than chance (Cochran 1954). With two arms.",
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
        "struct": "SummedArm"
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
        "name": "confidence",
        "label": "Confidence",
        "help": "",
        "unit": "share",
        "type": "number",
        "optional": false,
        "required": false
      },
      {
        "name": "rows_total",
        "label": "Rows of sums",
        "help": "",
        "unit": "rows",
        "type": "integer",
        "optional": false,
        "required": false
      },
      {
        "name": "rows_used",
        "label": "Units used",
        "help": "As counted by n.",
        "unit": "people",
        "type": "integer",
        "optional": false,
        "required": false
      }
    ]
  },
  "analysis-code": {
    "request": [
      {
        "name": "file",
        "label": "File",
        "help": "Its name, as the program will read it.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "experiment.csv"
      },
      {
        "name": "arm",
        "label": "Arm",
        "help": "The column that says who was in which arm.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "arm"
      },
      {
        "name": "control",
        "label": "Control level",
        "help": "Its content for control.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "0"
      },
      {
        "name": "treatment",
        "label": "Treatment level",
        "help": "Its content for treatment.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "1"
      },
      {
        "name": "outcome",
        "label": "Outcome",
        "help": "A column of numbers.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "outcome"
      },
      {
        "name": "denominator",
        "label": "Denominator",
        "help": "For a ratio such as clicks per view: the column of views. Empty: a mean.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit",
        "label": "Unit",
        "help": "The column that names each person, where a person has several rows. Empty: each row is one.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "unit_rows",
        "label": "Rows of a unit",
        "help": "How the rows of a unit count; a covariate is averaged.",
        "unit": "",
        "type": "choice",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "separate",
        "choices": [
          {
            "name": "separate",
            "label": "Keep them apart",
            "help": "Each row is an observation; standard errors are clustered by the unit where it repeats."
          },
          {
            "name": "sum",
            "label": "Add up",
            "help": "A unit's total, as of purchases; ratio metrics need this one."
          },
          {
            "name": "mean",
            "label": "Average",
            "help": "A unit's average row."
          },
          {
            "name": "largest",
            "label": "Largest",
            "help": "A unit's largest row; of yes and no, whether it ever was yes."
          }
        ]
      },
      {
        "name": "covariates",
        "label": "Covariates",
        "help": "Columns known before the experiment, numbers or text.",
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
        "help": "The column of what was randomised, where that is more than a row.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "block",
        "label": "Block",
        "help": "The column of groups within which arms were drawn: a stratum.",
        "unit": "",
        "type": "text",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": ""
      },
      {
        "name": "block_kind",
        "label": "Blocks are",
        "help": "With covariates: pairs are compared by their differences.",
        "unit": "",
        "type": "choice",
        "group": "Columns",
        "optional": false,
        "required": false,
        "default": "strata",
        "choices": [
          {
            "name": "strata",
            "label": "Strata",
            "help": "Of each arm two or more in every block."
          },
          {
            "name": "pairs",
            "label": "Pairs",
            "help": "Of an arm a single one in some or all blocks."
          }
        ]
      },
      {
        "name": "missing_covariates",
        "label": "Missing covariates",
        "help": "What happens to such rows.",
        "unit": "",
        "type": "choice",
        "group": "Settings",
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
        "name": "cap_quantile",
        "label": "Cap at quantile",
        "help": "Larger outcomes are set to this quantile of both arms together. Empty: no cap.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
        "optional": true,
        "required": false,
        "min": 0.5,
        "min_open": false,
        "max": 1,
        "max_open": true
      },
      {
        "name": "confidence",
        "label": "Confidence",
        "help": "How often such an interval covers the truth.",
        "unit": "share",
        "type": "number",
        "group": "Settings",
        "optional": false,
        "required": false,
        "default": 0.95,
        "min": 0.5,
        "min_open": false,
        "max": 1,
        "max_open": true
      },
      {
        "name": "delimiter",
        "label": "Between columns",
        "help": "What stands between two columns.",
        "unit": "",
        "type": "choice",
        "group": "The file",
        "optional": false,
        "required": false,
        "default": "comma",
        "choices": [
          {
            "name": "comma",
            "label": "Comma",
            "help": ""
          },
          {
            "name": "semicolon",
            "label": "Semicolon",
            "help": ""
          },
          {
            "name": "tab",
            "label": "Tab",
            "help": ""
          },
          {
            "name": "bar",
            "label": "Bar |",
            "help": ""
          }
        ]
      },
      {
        "name": "decimal",
        "label": "Decimal sign",
        "help": "A point, or a comma as in 3,14.",
        "unit": "",
        "type": "choice",
        "group": "The file",
        "optional": false,
        "required": false,
        "default": "point",
        "choices": [
          {
            "name": "point",
            "label": "Point",
            "help": ""
          },
          {
            "name": "comma",
            "label": "Comma",
            "help": ""
          }
        ]
      },
      {
        "name": "encoding",
        "label": "Encoding",
        "help": "How its letters are written in bytes.",
        "unit": "",
        "type": "choice",
        "group": "The file",
        "optional": false,
        "required": false,
        "default": "utf-8",
        "choices": [
          {
            "name": "utf-8",
            "label": "UTF-8",
            "help": ""
          },
          {
            "name": "windows-1252",
            "label": "Windows-1252",
            "help": ""
          },
          {
            "name": "utf-16",
            "label": "UTF-16",
            "help": ""
          }
        ]
      },
      {
        "name": "skipped_lines",
        "label": "Lines above the header",
        "help": "Lines at its top that are not read.",
        "unit": "",
        "type": "integer",
        "group": "The file",
        "optional": false,
        "required": false,
        "default": 0,
        "min": 0,
        "min_open": false,
        "max": 10000,
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
        "name": "r",
        "label": "R",
        "help": "Base R: needs no package.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "r_sandwich",
        "label": "R, sandwich",
        "help": "Absent with clusters, whose degrees of freedom it does not give, and for differences within pairs.",
        "unit": "",
        "type": "text",
        "optional": true,
        "required": false
      },
      {
        "name": "r_estimatr",
        "label": "R, estimatr",
        "help": "",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      },
      {
        "name": "python",
        "label": "Python",
        "help": "numpy, pandas, scipy and statsmodels.",
        "unit": "",
        "type": "text",
        "optional": false,
        "required": false
      }
    ]
  }
};
