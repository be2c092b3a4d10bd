// SPDX-License-Identifier: Apache-2.0
// Made by scripts/generate.mjs from the descriptions in core/. Do not edit.

import type { FieldSchema } from './operations.ts';

/** The fields of each struct inside a result, for its table. */
export const structs: Record<string, readonly FieldSchema[]> = {
  "Alternative": [
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
      "name": "label",
      "label": "Name",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "used_by",
      "label": "Used by",
      "help": "",
      "unit": "",
      "type": "text",
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
      "help": "",
      "unit": "people",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "effect_absolute",
      "label": "Effect, absolute",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "power",
      "label": "Power by the method",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "exact_power",
      "label": "True power",
      "help": "Of the test this plan is for, by enumeration of every pair of counts.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "Term": [
    {
      "name": "name",
      "label": "Name",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "value",
      "label": "Value",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "Assumption": [
    {
      "name": "title",
      "label": "Assumption",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "reason",
      "label": "Reason",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "standing",
      "label": "Standing",
      "help": "",
      "unit": "",
      "type": "choice",
      "optional": false,
      "required": false,
      "choices": [
        {
          "name": "fine",
          "label": "Holds",
          "help": ""
        },
        {
          "name": "doubtful",
          "label": "Doubtful",
          "help": ""
        },
        {
          "name": "broken",
          "label": "Does not hold",
          "help": ""
        },
        {
          "name": "unchecked",
          "label": "For you to judge",
          "help": ""
        }
      ]
    }
  ],
  "CorrectionRow": [
    {
      "name": "correction",
      "label": "Correction",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "label",
      "label": "Name",
      "help": "",
      "unit": "",
      "type": "text",
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
      "name": "power_each",
      "label": "Power, each",
      "help": "With the size of this plan.",
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
      "name": "n_total",
      "label": "People in all",
      "help": "What this correction would need; only where the size is the unknown and quickly found.",
      "unit": "people",
      "type": "integer",
      "optional": true,
      "required": false
    }
  ],
  "AllocationRow": [
    {
      "name": "allocation",
      "label": "Allocation",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "label",
      "label": "Name",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "ratio",
      "label": "Control per treatment",
      "help": "",
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
      "name": "power",
      "label": "Power",
      "help": "Of the kind asked for.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "ClusterAlternative": [
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
      "name": "label",
      "label": "Name",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "clusters",
      "label": "Clusters in all",
      "help": "",
      "unit": "clusters",
      "type": "number",
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
      "name": "people",
      "label": "People in all",
      "help": "",
      "unit": "people",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "effect_absolute",
      "label": "Effect, absolute",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "icc",
      "label": "ICC",
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
      "label": "Power by the method",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "power_here",
      "label": "Power it really has",
      "help": "Of the plan in this row, by the method chosen above; absent where its test does not exist.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "SaturationCell": [
    {
      "name": "saturation",
      "label": "Saturation",
      "help": "",
      "unit": "share",
      "type": "number",
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
      "name": "treated_per_cluster",
      "label": "Treated in each",
      "help": "",
      "unit": "people",
      "type": "number",
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
    }
  ],
  "SaturationRow": [
    {
      "name": "comparison",
      "label": "Comparison",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "label",
      "label": "In words",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "saturation",
      "label": "Saturation",
      "help": "Absent: all together.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "clusters",
      "label": "Clusters compared",
      "help": "",
      "unit": "clusters",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "people",
      "label": "People compared",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "se",
      "label": "Standard error",
      "help": "",
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
      "optional": true,
      "required": false
    },
    {
      "name": "detectable",
      "label": "Detectable effect",
      "help": "Absolute, with the power asked for.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "effect",
      "label": "Planned effect",
      "help": "Absolute.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "power",
      "label": "Power",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "SwitchbackAlternative": [
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
      "name": "label",
      "label": "Name",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "block_length",
      "label": "Block length",
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
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "se",
      "label": "Standard error",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "detectable",
      "label": "Detectable effect",
      "help": "Absolute, with the power asked for.",
      "unit": "",
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
    }
  ],
  "TypicalIcc": [
    {
      "name": "setting",
      "label": "People in",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "meaning",
      "label": "What it says",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "low",
      "label": "ICC, from",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "middle",
      "label": "ICC, median or mean",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "high",
      "label": "ICC, to",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "design_effect_low",
      "label": "Design effect, from",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "design_effect_high",
      "label": "Design effect, to",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "published",
      "label": "Published",
      "help": "If not, a guess to replace by your own data.",
      "unit": "",
      "type": "boolean",
      "optional": false,
      "required": false
    },
    {
      "name": "source",
      "label": "Source",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    }
  ],
  "SequentialLook": [
    {
      "name": "look",
      "label": "Look",
      "help": "",
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "information",
      "label": "Information",
      "help": "Share of the largest size.",
      "unit": "share",
      "type": "number",
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
      "name": "n_total",
      "label": "People in all",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "day",
      "label": "Day",
      "help": "",
      "unit": "days",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "upper_z",
      "label": "Reject from z",
      "help": "Two-sided: from this |z|. Absent where the look can not reject.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "futility_z",
      "label": "Give up to z",
      "help": "Two-sided: up to this |z|.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "p_value",
      "label": "Nominal p",
      "help": "The p-value from which on a look rejects, as if it were alone.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "effect_absolute",
      "label": "Effect at the boundary, absolute",
      "help": "The estimate at which the look rejects, with the planned standard error.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "effect_relative",
      "label": "Effect at the boundary, relative",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "futility_effect",
      "label": "Effect at the futility boundary, absolute",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "alpha_spent",
      "label": "Alpha spent",
      "help": "Up to this look. With a non-binding futility rule: as if nobody gave up.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "power",
      "label": "Power up to here",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "stop_success",
      "label": "Rejects here",
      "help": "Under the planned effect, in either direction.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "stop_futility",
      "label": "Gives up here",
      "help": "Under the planned effect; at the last look: ends without rejection.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "stop_null",
      "label": "Ends here without effect",
      "help": "For whichever reason, if there is no effect.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "SequentialScenario": [
    {
      "name": "multiple",
      "label": "Times the planned effect",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "effect_absolute",
      "label": "True effect, absolute",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "reject",
      "label": "Rejects",
      "help": "In either direction.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "stop_early",
      "label": "Ends before the last look",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "give_up_early",
      "label": "Gives up early",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "expected_n",
      "label": "Expected people in all",
      "help": "",
      "unit": "people",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "expected_share",
      "label": "Of the fixed size",
      "help": "Expected people / people of the plan with one look.",
      "unit": "share",
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
    }
  ],
  "ComparedPlan": [
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
      "name": "label",
      "label": "Name",
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
      "unit": "looks",
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
      "name": "effect_absolute",
      "label": "Effect, absolute",
      "help": "",
      "unit": "",
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
      "name": "expected_n",
      "label": "Expected people",
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
    }
  ],
  "Milestone": [
    {
      "name": "share",
      "label": "Share of the people",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "people",
      "label": "People",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "day",
      "label": "Reached on day",
      "help": "",
      "unit": "days",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "date",
      "label": "Date",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    }
  ],
  "DayRow": [
    {
      "name": "day",
      "label": "Day",
      "help": "",
      "unit": "days",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "date",
      "label": "Date",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "weekday",
      "label": "Weekday",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "share",
      "label": "Share in the experiment",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "people",
      "label": "People so far",
      "help": "",
      "unit": "people",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "QuantileValue": [
    {
      "name": "share",
      "label": "Of units at or below",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "value",
      "label": "Outcome",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "PlanCovariate": [
    {
      "name": "name",
      "label": "Covariate",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "present",
      "label": "Units with a value",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "dropped",
      "label": "Left out",
      "help": "It adds nothing to the columns before it.",
      "unit": "",
      "type": "boolean",
      "optional": false,
      "required": false
    },
    {
      "name": "correlation",
      "label": "Correlation with the metric",
      "help": "Over units with all covariates.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "r_squared",
      "label": "R², alone",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "LeftOut": [
    {
      "name": "reason",
      "label": "Reason",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "count",
      "label": "Rows",
      "help": "",
      "unit": "rows",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "first_lines",
      "label": "First lines",
      "help": "Of the file, counted from 1.",
      "unit": "",
      "type": "integers",
      "optional": false,
      "required": false
    }
  ],
  "SweepSeries": [
    {
      "name": "output",
      "label": "Output",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "second",
      "label": "Second input",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "x",
      "label": "Input",
      "help": "The values of the input that have an answer.",
      "unit": "",
      "type": "numbers",
      "optional": false,
      "required": false
    },
    {
      "name": "y",
      "label": "Output",
      "help": "One for each of them.",
      "unit": "",
      "type": "numbers",
      "optional": false,
      "required": false
    }
  ],
  "SimulatedComparison": [
    {
      "name": "comparison",
      "label": "Comparison",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "label",
      "label": "In words",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "saturation",
      "label": "Saturation",
      "help": "Absent: all together.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "effect",
      "label": "True effect",
      "help": "Absolute.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "planned_power",
      "label": "Power, planned",
      "help": "",
      "unit": "share",
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
      "name": "power_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "false_positive_rate",
      "label": "False positives",
      "help": "",
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
    }
  ],
  "SimulatedLook": [
    {
      "name": "look",
      "label": "Look",
      "help": "",
      "unit": "",
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
      "name": "success_planned",
      "label": "Rejects here, by the plan",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "success",
      "label": "Rejects here",
      "help": "Share of experiments with the effect.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "ended_planned",
      "label": "Ends here, by the plan",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "ended",
      "label": "Ends here",
      "help": "For whichever reason.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "ended_null_planned",
      "label": "Ends here without effect, by the plan",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "ended_null",
      "label": "Ends here without effect",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "SimulatedLooking": [
    {
      "name": "way",
      "label": "Way",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "label",
      "label": "Looking",
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
      "unit": "looks",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "planned_power",
      "label": "Power, planned",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
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
      "name": "power_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "planned_false_positive_rate",
      "label": "False positives, planned",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "false_positive_rate",
      "label": "False positives",
      "help": "",
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
      "name": "planned_n",
      "label": "Expected people, planned",
      "help": "",
      "unit": "people",
      "type": "number",
      "optional": true,
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
      "label": "Expected people without effect, planned",
      "help": "",
      "unit": "people",
      "type": "number",
      "optional": true,
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
      "name": "exaggeration",
      "label": "Exaggeration",
      "help": "Mean estimate where it rejected in the planned direction / true effect.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "ColumnProfile": [
    {
      "name": "name",
      "label": "Column",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "kind",
      "label": "Kind",
      "help": "number or text",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "missing",
      "label": "Missing",
      "help": "",
      "unit": "rows",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "distinct",
      "label": "Different contents",
      "help": "Where it is known: text, and numbers with few.",
      "unit": "",
      "type": "integer",
      "optional": true,
      "required": false
    },
    {
      "name": "min",
      "label": "Smallest",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "max",
      "label": "Largest",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "mean",
      "label": "Mean",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "levels",
      "label": "Levels",
      "help": "Commonest first; empty where there are too many.",
      "unit": "",
      "type": "structs",
      "optional": false,
      "required": false,
      "struct": "LevelProfile"
    },
    {
      "name": "samples",
      "label": "First contents",
      "help": "",
      "unit": "",
      "type": "texts",
      "optional": false,
      "required": false
    },
    {
      "name": "unreadable_count",
      "label": "Not a number",
      "help": "",
      "unit": "rows",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "unreadable_lines",
      "label": "First lines of those",
      "help": "",
      "unit": "",
      "type": "integers",
      "optional": false,
      "required": false
    }
  ],
  "RolesProfile": [
    {
      "name": "unit",
      "label": "Unit",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": true,
      "required": false
    },
    {
      "name": "arm",
      "label": "Arm",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": true,
      "required": false
    },
    {
      "name": "control",
      "label": "Control level",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": true,
      "required": false
    },
    {
      "name": "treatment",
      "label": "Treatment level",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": true,
      "required": false
    },
    {
      "name": "outcome",
      "label": "Outcome",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": true,
      "required": false
    },
    {
      "name": "covariates",
      "label": "Covariates",
      "help": "",
      "unit": "",
      "type": "texts",
      "optional": false,
      "required": false
    },
    {
      "name": "reasons",
      "label": "Reasons",
      "help": "",
      "unit": "",
      "type": "structs",
      "optional": false,
      "required": false,
      "struct": "RoleReason"
    }
  ],
  "Effect": [
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
      "name": "label",
      "label": "Method, in words",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "source",
      "label": "Source",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "estimate",
      "label": "Difference",
      "help": "treatment - control",
      "unit": "outcome",
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
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "statistic",
      "label": "t",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "p_value",
      "label": "p-value",
      "help": "Two-sided.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "ci_low",
      "label": "Interval, from",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "ci_high",
      "label": "Interval, to",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "control_mean",
      "label": "Control",
      "help": "Mean, adjusted where the method adjusts.",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "treatment_mean",
      "label": "Treatment",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "lift",
      "label": "Lift",
      "help": "treatment / control - 1; absent where the control's mean is not positive.",
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
      "name": "lift_method",
      "label": "Lift method",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "lift_unbounded",
      "label": "Lift unbounded",
      "help": "The control's mean is not clearly different from zero, so no finite interval of the ratio exists.",
      "unit": "",
      "type": "boolean",
      "optional": false,
      "required": false
    }
  ],
  "ArmSummary": [
    {
      "name": "level",
      "label": "Level",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "role",
      "label": "Role",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
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
      "name": "used",
      "label": "Used",
      "help": "",
      "unit": "rows",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "missing_outcome",
      "label": "Without outcome",
      "help": "",
      "unit": "rows",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "mean",
      "label": "Mean",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "sd",
      "label": "SD",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "CovariateSummary": [
    {
      "name": "name",
      "label": "Covariate",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "kind",
      "label": "Kind",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "missing",
      "label": "Missing",
      "help": "",
      "unit": "rows",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "dropped",
      "label": "Left out",
      "help": "It adds nothing to the columns before it.",
      "unit": "",
      "type": "boolean",
      "optional": false,
      "required": false
    },
    {
      "name": "r_squared",
      "label": "R²",
      "help": "Within arms, of this covariate alone.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "variance_reduction",
      "label": "Variance saved, alone",
      "help": "How much smaller the estimate's variance is with this covariate alone; about 0 for an irrelevant one.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "balance_smd",
      "label": "Standardised difference",
      "help": "(treatment mean - control mean) / pooled SD, over rows where it is present; numbers only.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "balance_p_value",
      "label": "p-value of the balance",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "Check": [
    {
      "name": "name",
      "label": "Check",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "status",
      "label": "Status",
      "help": "",
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
      "name": "title",
      "label": "Finding",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "detail",
      "label": "Detail",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "p_value",
      "label": "p-value",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    }
  ]
};
