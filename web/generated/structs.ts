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
      "unit": "outcome",
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
      "unit": "outcome",
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
      "optional": true,
      "required": false
    },
    {
      "name": "detectable",
      "label": "Detectable effect",
      "help": "Absolute, with the power asked for.",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "effect",
      "label": "Planned effect",
      "help": "Absolute.",
      "unit": "outcome",
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
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "detectable",
      "label": "Detectable effect",
      "help": "Absolute, with the power asked for.",
      "unit": "outcome",
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
      "name": "clusters",
      "label": "Clusters in all",
      "help": "Absent where people are randomised.",
      "unit": "clusters",
      "type": "integer",
      "optional": true,
      "required": false
    },
    {
      "name": "day",
      "label": "Day",
      "help": "",
      "unit": "",
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
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "effect_absolute",
      "label": "Effect at the boundary, absolute",
      "help": "The estimate at which the look rejects, with the planned standard error.",
      "unit": "outcome",
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
      "unit": "outcome",
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
      "unit": "outcome",
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
      "unit": "outcome",
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
      "unit": "",
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
      "unit": "",
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
  "RatioTestRow": [
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
      "name": "label",
      "label": "Name",
      "help": "",
      "unit": "",
      "type": "text",
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
      "name": "n_power_80",
      "label": "Users, power 80 %",
      "help": "Before rounding.",
      "unit": "people",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "n_power_90",
      "label": "Users, power 90 %",
      "help": "",
      "unit": "people",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "days_power_80",
      "label": "Days, power 80 %",
      "help": "",
      "unit": "days",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "false_alarm",
      "label": "False alarms",
      "help": "Healthy experiments suspected at least once, checked every day.",
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
    }
  ],
  "RatioDay": [
    {
      "name": "day",
      "label": "Day",
      "help": "",
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "n_total",
      "label": "Users",
      "help": "",
      "unit": "people",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "false_alarm_chi_square",
      "label": "False alarms, chi-squared",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "false_alarm_sequential",
      "label": "False alarms, sequential",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "seen_chi_square",
      "label": "Mismatch seen, chi-squared",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "seen_sequential",
      "label": "Mismatch seen, sequential",
      "help": "",
      "unit": "share",
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
  "PeekingMethodResult": [
    {
      "name": "method",
      "label": "Way",
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
      "name": "looks",
      "label": "Looks",
      "help": "Designs plan 60 of them at most, evenly.",
      "unit": "looks",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "boundary_days",
      "label": "Day of each of its looks",
      "help": "",
      "unit": "days",
      "type": "numbers",
      "optional": false,
      "required": false
    },
    {
      "name": "boundary",
      "label": "z to pass",
      "help": "Looks where no z would do are left out.",
      "unit": "",
      "type": "numbers",
      "optional": false,
      "required": false
    },
    {
      "name": "false_positive_rate",
      "label": "False positives",
      "help": "Share of experiments without a lasting lift that it calls.",
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
      "name": "exact_false_positive_rate",
      "label": "False positives, exact",
      "help": "Where nothing goes wrong and the statistic is normal, by recursion.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "false_positives",
      "label": "False positives by each look",
      "help": "",
      "unit": "share",
      "type": "numbers",
      "optional": false,
      "required": false
    },
    {
      "name": "exact_false_positives",
      "label": "The same, exact",
      "help": "",
      "unit": "share",
      "type": "numbers",
      "optional": false,
      "required": false
    },
    {
      "name": "power",
      "label": "Power",
      "help": "Share of experiments with the lift that it calls.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "power_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "exact_power",
      "label": "Power, exact",
      "help": "Where nothing goes wrong and the statistic is normal.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "found",
      "label": "Called by each look",
      "help": "With the true lift.",
      "unit": "share",
      "type": "numbers",
      "optional": false,
      "required": false
    },
    {
      "name": "exact_found",
      "label": "The same, exact",
      "help": "",
      "unit": "share",
      "type": "numbers",
      "optional": false,
      "required": false
    },
    {
      "name": "mean_days",
      "label": "Mean days until it ends",
      "help": "With the true lift, as all that follows.",
      "unit": "days",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "mean_days_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "days",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "exact_mean_days",
      "label": "Mean days, exact",
      "help": "",
      "unit": "days",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "median_days",
      "label": "Median day of a call",
      "help": "When half of all experiments have been called; empty where fewer ever are.",
      "unit": "days",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "mean_people",
      "label": "Mean people by then",
      "help": "In all arms.",
      "unit": "people",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "mean_days_null",
      "label": "Mean days without lift",
      "help": "",
      "unit": "days",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "mean_estimate",
      "label": "Mean estimate at the end",
      "help": "Over the true baseline, wherever the experiment ended.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "mean_found",
      "label": "Mean size of what it calls",
      "help": "Absolute estimate over the true baseline, among experiments that were called.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "exaggeration",
      "label": "Exaggeration",
      "help": "That over the true lift (type M error, Gelman and Carlin 2014).",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "wrong_sign",
      "label": "Wrong sign",
      "help": "Among experiments that were called (type S error).",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "coverage",
      "label": "Coverage of the usual interval",
      "help": "Of the true lift, where the experiment ended.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "coverage_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "own_coverage",
      "label": "Coverage of its own interval",
      "help": "As wide as its bar is high at that look.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "own_coverage_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "PeekingCaseResult": [
    {
      "name": "which",
      "label": "Case",
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
      "name": "sentence",
      "label": "What it did",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "remedy",
      "label": "How to fix it",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    }
  ],
  "PeekingCaseRate": [
    {
      "name": "which",
      "label": "Case",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "case_label",
      "label": "In words",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "method",
      "label": "Way",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "method_label",
      "label": "In words",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "without",
      "label": "False positives without it",
      "help": "Nothing goes wrong. Of the heavy tail: what the recursion says of a normal metric.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "without_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "exact_without",
      "label": "Without it, exact",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "with",
      "label": "False positives with it",
      "help": "It alone goes wrong.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "with_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "exact_with",
      "label": "With it, exact",
      "help": "Independent segments or metrics, and clusters: where a formula exists, of normal statistics.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "cured",
      "label": "False positives with the remedy",
      "help": "On the same experiments.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "cured_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "PeekingPath": [
    {
      "name": "replicate",
      "label": "Experiment",
      "help": "",
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "z",
      "label": "z or t",
      "help": "",
      "unit": "",
      "type": "numbers",
      "optional": false,
      "required": false
    },
    {
      "name": "p",
      "label": "p-value",
      "help": "",
      "unit": "",
      "type": "numbers",
      "optional": false,
      "required": false
    },
    {
      "name": "estimate",
      "label": "Estimate",
      "help": "Over the true baseline.",
      "unit": "share",
      "type": "numbers",
      "optional": false,
      "required": false
    }
  ],
  "CltNeededResult": [
    {
      "name": "interval",
      "label": "Interval",
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
      "name": "n",
      "label": "Enough from",
      "help": "The smallest of the sizes at which coverage is within one point of the nominal, and after which it is but for chance; empty where none is.",
      "unit": "people",
      "type": "integer",
      "optional": true,
      "required": false
    }
  ],
  "CltIntervalResult": [
    {
      "name": "n",
      "label": "Sample size",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "interval",
      "label": "Interval",
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
      "name": "coverage",
      "label": "Coverage",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "coverage_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "exact_coverage",
      "label": "Coverage, exact",
      "help": "By adding up all outcomes of a share, or by the t distribution of a normal metric.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "truth_below",
      "label": "Truth below it",
      "help": "The interval is too high.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "truth_above",
      "label": "Truth above it",
      "help": "The interval is too low.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "width",
      "label": "Mean width",
      "help": "Over that of a normal interval with the true standard error.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "unbounded",
      "label": "Without an end",
      "help": "Of studentised intervals, where resamples are all alike; they are left out of the width.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "extreme",
      "label": "Beyond the resamples",
      "help": "The quantile lies beyond them; the most extreme one stands in for it.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "experiments",
      "label": "Experiments",
      "help": "",
      "unit": "replicates",
      "type": "integer",
      "optional": false,
      "required": false
    }
  ],
  "CltSizeResult": [
    {
      "name": "n",
      "label": "Sample size",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "skewness",
      "label": "Skewness of the mean",
      "help": "That of the metric over the root of n.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "simulated_skewness",
      "label": "The same, simulated",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "tail_low",
      "label": "Means far below the truth",
      "help": "By more true standard errors than the confidence allows; half of 1 - confidence if normal.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "tail_high",
      "label": "Means far above the truth",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "tail_mcse",
      "label": "Monte Carlo error",
      "help": "Of each, if normal.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "histogram",
      "label": "Distribution of the standardised mean",
      "help": "Shares in 48 classes of equal width from -4 to 4; the rest lies outside.",
      "unit": "share",
      "type": "numbers",
      "optional": false,
      "required": false
    }
  ],
  "MarketEstimate": [
    {
      "name": "design",
      "label": "Design",
      "help": "",
      "unit": "",
      "type": "choice",
      "optional": false,
      "required": false,
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
      "name": "design_label",
      "label": "In words",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "estimator",
      "label": "Estimator",
      "help": "",
      "unit": "",
      "type": "choice",
      "optional": false,
      "required": false,
      "choices": [
        {
          "name": "difference",
          "label": "Difference in means",
          "help": "Treated against untreated, as if nobody competed."
        },
        {
          "name": "tsr_naive",
          "label": "Treated pairs against all others",
          "help": "TSR-Naive of the paper."
        },
        {
          "name": "tsri_1",
          "label": "Interpolated, corrected once",
          "help": "TSRI-1: customers' and listings' comparison by λ/τ, less the competition seen among the untreated."
        },
        {
          "name": "tsri_2",
          "label": "Interpolated, corrected twice",
          "help": "TSRI-2: the same with twice the correction."
        },
        {
          "name": "no_burn_in",
          "label": "Nothing left out",
          "help": "All of each period: more bookings, some of them on what the period before left."
        },
        {
          "name": "horvitz_thompson",
          "label": "Horvitz-Thompson",
          "help": "Time that counts, weighed by how likely it was to, less the usual level, which is known from before."
        }
      ]
    },
    {
      "name": "estimator_label",
      "label": "In words",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "mean",
      "label": "Mean estimate",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "truth",
      "label": "Truth",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "bias",
      "label": "Bias",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "bias_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "sd",
      "label": "SD of estimates",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "sd_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "rmse",
      "label": "Root mean square error",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "coverage",
      "label": "Coverage",
      "help": "Of the intervals that the estimator claims; without a standard error it claims none.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "coverage_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "se_ratio",
      "label": "Claimed over true error",
      "help": "Mean standard error over the SD of the estimates: below 1 it claims too much.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "power",
      "label": "Power",
      "help": "How often the interval leaves out 0.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "power_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "needed_days",
      "label": "Days needed",
      "help": "To find the true effect with the wanted power, from the SD alone, which falls with the root of the days; a bias stays, however long it runs.",
      "unit": "days",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "needed_customers",
      "label": "Customers needed",
      "help": "Who come in these days, or to so many markets: of both arms, whether they book or not.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "needed_periods",
      "label": "Periods needed",
      "help": "In all markets together, in these days.",
      "unit": "periods",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "needed_markets",
      "label": "Markets needed",
      "help": "In as many days as now, since more days do not make up for markets that differ.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "undefined",
      "label": "Undefined",
      "help": "Replicates without an estimate.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "mean_field",
      "label": "Mean field",
      "help": "The estimate without noise, with many listings.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "mean_field_bias",
      "label": "Bias in the mean field",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "low",
      "label": "Histogram, from",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "high",
      "label": "To",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "histogram",
      "label": "Replicates by estimate",
      "help": "In 48 classes of equal width; the rest lies outside.",
      "unit": "",
      "type": "numbers",
      "optional": false,
      "required": false
    }
  ],
  "MarketBiasCurve": [
    {
      "name": "design",
      "label": "Design",
      "help": "",
      "unit": "",
      "type": "choice",
      "optional": false,
      "required": false,
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
      "name": "design_label",
      "label": "In words",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "estimator",
      "label": "Estimator",
      "help": "",
      "unit": "",
      "type": "choice",
      "optional": false,
      "required": false,
      "choices": [
        {
          "name": "difference",
          "label": "Difference in means",
          "help": "Treated against untreated, as if nobody competed."
        },
        {
          "name": "tsr_naive",
          "label": "Treated pairs against all others",
          "help": "TSR-Naive of the paper."
        },
        {
          "name": "tsri_1",
          "label": "Interpolated, corrected once",
          "help": "TSRI-1: customers' and listings' comparison by λ/τ, less the competition seen among the untreated."
        },
        {
          "name": "tsri_2",
          "label": "Interpolated, corrected twice",
          "help": "TSRI-2: the same with twice the correction."
        },
        {
          "name": "no_burn_in",
          "label": "Nothing left out",
          "help": "All of each period: more bookings, some of them on what the period before left."
        },
        {
          "name": "horvitz_thompson",
          "label": "Horvitz-Thompson",
          "help": "Time that counts, weighed by how likely it was to, less the usual level, which is known from before."
        }
      ]
    },
    {
      "name": "estimator_label",
      "label": "In words",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "bias",
      "label": "Bias",
      "help": "Bookings per listing and day.",
      "unit": "",
      "type": "numbers",
      "optional": false,
      "required": false
    },
    {
      "name": "relative_bias",
      "label": "Bias over the true effect",
      "help": "Empty where there is no effect.",
      "unit": "share",
      "type": "numbers",
      "optional": false,
      "required": false
    }
  ],
  "RatioTestResult": [
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
      "name": "test_label",
      "label": "In words",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "threshold",
      "label": "p-value at each look",
      "help": "Below it the test sees a mismatch. Sequential: one over the Bayes factor.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "detected",
      "label": "Seen by the end",
      "help": "Share of experiments; false alarms where nothing goes wrong.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "detected_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "median_day",
      "label": "Day it is seen in half of them",
      "help": "",
      "unit": "days",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "day_80",
      "label": "Day it is seen in 80 %",
      "help": "",
      "unit": "days",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "expected_day",
      "label": "Day by the expected counts",
      "help": "When the counts cross the threshold if all are as expected; absent where they do not.",
      "unit": "days",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "detected_by",
      "label": "Seen by each look",
      "help": "",
      "unit": "share",
      "type": "numbers",
      "optional": false,
      "required": false
    },
    {
      "name": "wrong_kept",
      "label": "Wrong and not stopped",
      "help": "Share of all experiments whose interval leaves out the truth and in which this test saw nothing.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "wrong_among_kept",
      "label": "Wrong among those not stopped",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "lift_kept",
      "label": "Lift measured among those",
      "help": "Mean conversion of treatment over that of control, less 1.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "MechanismAlone": [
    {
      "name": "mechanism",
      "label": "Mechanism",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "mechanism_label",
      "label": "In words",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "told",
      "label": "With these numbers",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "expected_share",
      "label": "Share in treatment",
      "help": "At the end; exact.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "expected_lift",
      "label": "Lift",
      "help": "As measured; exact.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "lift_bias",
      "label": "Bias",
      "help": "Less the true lift.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "RatioKindResult": [
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
      "name": "kind_label",
      "label": "In words",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "users_control",
      "label": "Counted in control",
      "help": "",
      "unit": "people",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "users_treatment",
      "label": "Counted in treatment",
      "help": "",
      "unit": "people",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "expected_share",
      "label": "Share in treatment",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "conversion_control",
      "label": "Conversion in control",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "conversion_treatment",
      "label": "Conversion in treatment",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "SimulatedEstimate": [
    {
      "name": "design",
      "label": "Design",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "design_label",
      "label": "In words",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "resolution",
      "label": "Resolution",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "estimator",
      "label": "Estimator",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "estimator_label",
      "label": "In words",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "estimand",
      "label": "Estimand",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "mean",
      "label": "Mean estimate",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "truth",
      "label": "Truth",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "bias",
      "label": "Bias",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "bias_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "sd",
      "label": "SD of estimates",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "sd_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "rmse",
      "label": "Root mean square error",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "coverage",
      "label": "Coverage",
      "help": "Of the interval that the estimator claims.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "coverage_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "se_ratio",
      "label": "Claimed over true error",
      "help": "Mean standard error over the SD of the estimates: below 1 it claims too much.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "power",
      "label": "Power",
      "help": "How often the interval leaves out 0.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "power_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "size",
      "label": "False alarms",
      "help": "How often a test of spillover rejects in the same experiments if there is none.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "size_mcse",
      "label": "Monte Carlo error",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "units_needed",
      "label": "Units needed",
      "help": "In such a network, for the power wanted against the true effect, or what stands for it on average; bias does not go away.",
      "unit": "people",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "undefined",
      "label": "Undefined",
      "help": "Replicates without an estimate.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "reason",
      "label": "Why undefined",
      "help": "Where no replicate has an estimate.",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "low",
      "label": "Histogram, from",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "high",
      "label": "To",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "histogram",
      "label": "Replicates by estimate",
      "help": "In 48 classes of equal width; the rest lies outside.",
      "unit": "",
      "type": "numbers",
      "optional": false,
      "required": false
    }
  ],
  "SimulatedDesign": [
    {
      "name": "design",
      "label": "Design",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "design_label",
      "label": "In words",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "resolution",
      "label": "Resolution",
      "help": "",
      "unit": "",
      "type": "number",
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
      "name": "within",
      "label": "Neighbours in the own cluster",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "cut",
      "label": "Ties cut",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "effective_clusters",
      "label": "As good as so many of equal size",
      "help": "",
      "unit": "clusters",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "modularity",
      "label": "Modularity",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "treated",
      "label": "Treated",
      "help": "",
      "unit": "share",
      "type": "number",
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
      "name": "exposed",
      "label": "Fully exposed",
      "help": "Units, in either arm, on average.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "effective",
      "label": "Effective sample",
      "help": "Fully exposed units as good as so many with equal weights: (Σ w)² / Σ w².",
      "unit": "people",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "never_treated",
      "label": "Never fully treated",
      "help": "Units that no assignment exposes fully, or none that was drawn.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "never_control",
      "label": "Never full control",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "exact_chances",
      "label": "Exact chances",
      "help": "Whether chances of exposure were enumerated; otherwise they were counted over drawn assignments.",
      "unit": "",
      "type": "boolean",
      "optional": false,
      "required": false
    },
    {
      "name": "share_in_treated",
      "label": "Treated units by treated share of neighbours",
      "help": "Eleven classes around 0 %, 10 %, ..., 100 %; sums to 1.",
      "unit": "",
      "type": "numbers",
      "optional": false,
      "required": false
    },
    {
      "name": "share_in_control",
      "label": "Control units by treated share of neighbours",
      "help": "",
      "unit": "",
      "type": "numbers",
      "optional": false,
      "required": false
    }
  ],
  "ExposureMean": [
    {
      "name": "design",
      "label": "Design",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "design_label",
      "label": "In words",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "resolution",
      "label": "Resolution",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "arm",
      "label": "Arm",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "share",
      "label": "Treated share of the neighbours",
      "help": "The middle of one of eleven classes.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "units",
      "label": "Units",
      "help": "In an experiment, on average.",
      "unit": "people",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "mean",
      "label": "Mean outcome",
      "help": "On average over at most 256 experiments that have such units.",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "sd",
      "label": "SD of that mean",
      "help": "From one experiment to the next.",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "NetworkFacts": [
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
      "name": "edges",
      "label": "Ties",
      "help": "",
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "mean_degree",
      "label": "Neighbours on average",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "smallest_degree",
      "label": "Fewest neighbours",
      "help": "",
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "median_degree",
      "label": "Neighbours, median",
      "help": "",
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "largest_degree",
      "label": "Most neighbours",
      "help": "",
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "isolated",
      "label": "Without a neighbour",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "clustering",
      "label": "Clustering coefficient",
      "help": "Of the paths of two ties, the share whose ends are tied too (transitivity).",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "components",
      "label": "Separate parts",
      "help": "",
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "largest_component",
      "label": "In the largest part",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "self_loops",
      "label": "Ties to oneself, left out",
      "help": "",
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "duplicates",
      "label": "Repeated ties, put together",
      "help": "",
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "degrees",
      "label": "How many have how many neighbours",
      "help": "",
      "unit": "",
      "type": "structs",
      "optional": false,
      "required": false,
      "struct": "DegreeCount"
    }
  ],
  "ClusteringFacts": [
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
      "name": "smallest",
      "label": "Smallest",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "largest",
      "label": "Largest",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "mean_size",
      "label": "Size on average",
      "help": "",
      "unit": "people",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "effective_clusters",
      "label": "As good as so many of equal size",
      "help": "n² / Σ size²: a few large clusters count for little more than themselves.",
      "unit": "clusters",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "cut",
      "label": "Ties cut",
      "help": "Of all ties, those between different clusters.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "within",
      "label": "Neighbours in the own cluster",
      "help": "Mean over units that have neighbours: how much of an effect stays inside.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "modularity",
      "label": "Modularity",
      "help": "At resolution 1; Newman and Girvan (2004).",
      "unit": "",
      "type": "number",
      "optional": false,
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
      "name": "content",
      "label": "Content",
      "help": "",
      "unit": "",
      "type": "choice",
      "optional": false,
      "required": false,
      "choices": [
        {
          "name": "whole_number",
          "label": "whole number",
          "help": ""
        },
        {
          "name": "number",
          "label": "number",
          "help": ""
        },
        {
          "name": "true_false",
          "label": "true or false",
          "help": "0 and 1, true and false, yes and no."
        },
        {
          "name": "category",
          "label": "category",
          "help": "Text of a few contents that come again."
        },
        {
          "name": "text",
          "label": "text",
          "help": ""
        },
        {
          "name": "date",
          "label": "date",
          "help": ""
        },
        {
          "name": "timestamp",
          "label": "timestamp",
          "help": "A date with a time of day."
        },
        {
          "name": "identifier",
          "label": "identifier",
          "help": "No content comes twice."
        }
      ]
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
      "name": "cluster",
      "label": "Cluster",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": true,
      "required": false
    },
    {
      "name": "block",
      "label": "Block",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": true,
      "required": false
    },
    {
      "name": "denominator",
      "label": "Denominator",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": true,
      "required": false
    },
    {
      "name": "received",
      "label": "Treatment received",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": true,
      "required": false
    },
    {
      "name": "time",
      "label": "Time",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": true,
      "required": false
    },
    {
      "name": "first_treated",
      "label": "First treated period",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": true,
      "required": false
    },
    {
      "name": "treated",
      "label": "Treated in the period",
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
      "name": "segments",
      "label": "Segments",
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
    },
    {
      "name": "clusters",
      "label": "Clusters",
      "help": "",
      "unit": "clusters",
      "type": "integer",
      "optional": true,
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
    },
    {
      "name": "counts",
      "label": "Users in each arm",
      "help": "Of the sample ratio: what was compared with the plan.",
      "unit": "people",
      "type": "numbers",
      "optional": false,
      "required": false
    },
    {
      "name": "shares",
      "label": "Planned shares",
      "help": "",
      "unit": "share",
      "type": "numbers",
      "optional": false,
      "required": false
    }
  ],
  "Estimate": [
    {
      "name": "quantity",
      "label": "Quantity",
      "help": "",
      "unit": "",
      "type": "text",
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
      "label": "Estimate",
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
      "optional": true,
      "required": false
    },
    {
      "name": "df",
      "label": "Degrees of freedom",
      "help": "Absent where the normal distribution is used.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "statistic",
      "label": "Statistic",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "p_value",
      "label": "p-value",
      "help": "Two-sided.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "ci_low",
      "label": "Interval, from",
      "help": "Absent: no lower limit exists.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "ci_high",
      "label": "Interval, to",
      "help": "Absent: no upper limit exists.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "note",
      "label": "Note",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    }
  ],
  "LookRow": [
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
      "label": "Share of the planned size",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "z",
      "label": "Stops from z",
      "help": "Estimate / standard error, in either direction.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "p_nominal",
      "label": "As a p-value",
      "help": "What a plain p-value would have to be.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "alpha_spent",
      "label": "Level spent",
      "help": "False alarms until then.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "now",
      "label": "Now",
      "help": "",
      "unit": "",
      "type": "boolean",
      "optional": false,
      "required": false
    }
  ],
  "CountsTest": [
    {
      "name": "method",
      "label": "Test",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "label",
      "label": "Test, in words",
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
      "name": "statistic",
      "label": "z",
      "help": "Absent for exact tests.",
      "unit": "",
      "type": "number",
      "optional": true,
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
      "name": "note",
      "label": "Note",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    }
  ],
  "ArmShape": [
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
      "name": "n",
      "label": "Units",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "missing_outcome",
      "label": "Without outcome",
      "help": "",
      "unit": "people",
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
    },
    {
      "name": "skewness",
      "label": "Skewness",
      "help": "0: even.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "zero_share",
      "label": "Zeros",
      "help": "",
      "unit": "share",
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
      "name": "median",
      "label": "Median",
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
      "name": "top_share",
      "label": "Held by the top 0.1 %",
      "help": "Of the arm's total; at least one unit. Absent where outcomes are negative.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "ArmQuantile": [
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
      "name": "control",
      "label": "Control",
      "help": "",
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
    }
  ],
  "OutcomeBin": [
    {
      "name": "low",
      "label": "From",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "high",
      "label": "To",
      "help": "Equal to the start: that value alone.",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "control",
      "label": "Control, units",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "treatment",
      "label": "Treatment, units",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "control_share",
      "label": "Control",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "treatment_share",
      "label": "Treatment",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "QuantileEffect": [
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
      "name": "control",
      "label": "Control",
      "help": "Type 7: between order statistics a line.",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "control_ci_low",
      "label": "Control, from",
      "help": "Order statistics, exact for any distribution; absent where the arm is too small.",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "control_ci_high",
      "label": "Control, to",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
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
      "name": "treatment_ci_low",
      "label": "Treatment, from",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "treatment_ci_high",
      "label": "Treatment, to",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "difference",
      "label": "Difference",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "ci_low",
      "label": "Difference, from",
      "help": "The arms' exact intervals, combined.",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "ci_high",
      "label": "Difference, to",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "CappedEffect": [
    {
      "name": "quantile",
      "label": "Cap at quantile",
      "help": "Of both arms together; 1: no cap.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "cap",
      "label": "Cap",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "capped_share",
      "label": "Above",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "control_mean",
      "label": "Control",
      "help": "",
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
      "name": "difference",
      "label": "Difference",
      "help": "",
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
      "optional": true,
      "required": false
    },
    {
      "name": "ci_low",
      "label": "From",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "ci_high",
      "label": "To",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
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
  ],
  "Posterior": [
    {
      "name": "prior",
      "label": "Prior",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "mean",
      "label": "Mean",
      "help": "Of treatment - control.",
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
    },
    {
      "name": "ci_low",
      "label": "Interval, from",
      "help": "Credible, half of the rest on each side.",
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
      "name": "chance_to_beat",
      "label": "Chance to beat control",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "loss_ship",
      "label": "Expected loss of shipping",
      "help": "What shipping costs per unit on average: the loss where treatment is worse, 0 where it is not.",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "loss_keep",
      "label": "Expected loss of keeping control",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "chance_gain",
      "label": "Chance of a practical gain",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "chance_same",
      "label": "Chance of being practically the same",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "chance_loss",
      "label": "Chance of a practical loss",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "PanelPoint": [
    {
      "name": "period",
      "label": "Period",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "treated_mean",
      "label": "Mean of units treated at some time",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "comparison_mean",
      "label": "Mean of the comparison",
      "help": "Units that are never treated; those treated last where there are none.",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "treated_share",
      "label": "Units treated by now",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "PanelPath": [
    {
      "name": "group",
      "label": "First treated",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "period",
      "label": "Period",
      "help": "",
      "unit": "",
      "type": "text",
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
    }
  ],
  "PanelGroup": [
    {
      "name": "group",
      "label": "First treated",
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
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    }
  ],
  "PanelMeans": [
    {
      "name": "group",
      "label": "Group",
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
      "unit": "",
      "type": "integer",
      "optional": true,
      "required": false
    },
    {
      "name": "before",
      "label": "Mean before",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "after",
      "label": "Mean after",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "change",
      "label": "Change",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "PanelAverage": [
    {
      "name": "label",
      "label": "At",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "event_time",
      "label": "Event time",
      "help": "Periods since the first treated one; of groups and periods, their place in the file from 0.",
      "unit": "periods",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "effects",
      "label": "Effects averaged",
      "help": "",
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "estimate",
      "label": "Effect",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "se",
      "label": "Standard error",
      "help": "Absent where the effect is 0 by definition: the reference.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "ci_low",
      "label": "Interval, from",
      "help": "For this point alone.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "ci_high",
      "label": "Interval, to",
      "help": "For this point alone.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "band_low",
      "label": "Band, from",
      "help": "For all points of the curve together.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "band_high",
      "label": "Band, to",
      "help": "For all points of the curve together.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "PanelGroupTime": [
    {
      "name": "group",
      "label": "First treated",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "period",
      "label": "Period",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "event_time",
      "label": "Event time",
      "help": "",
      "unit": "periods",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "estimate",
      "label": "Effect",
      "help": "",
      "unit": "outcome",
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
      "optional": true,
      "required": false
    },
    {
      "name": "ci_low",
      "label": "Interval, from",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "ci_high",
      "label": "Interval, to",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "n_treated",
      "label": "Treated units",
      "help": "",
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "n_control",
      "label": "Comparison units",
      "help": "",
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    }
  ],
  "PretrendTest": [
    {
      "name": "name",
      "label": "Test",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "label",
      "label": "Test, in words",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "statistic",
      "label": "Wald statistic",
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
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "p_value",
      "label": "p-value",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "TwoWayWarning": [
    {
      "name": "finding",
      "label": "Warning",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "estimate",
      "label": "Two-way fixed effects",
      "help": "",
      "unit": "outcome",
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
      "optional": true,
      "required": false
    },
    {
      "name": "negative_share",
      "label": "Treated unit-periods with a negative weight",
      "help": "de Chaisemartin and D'Haultfoeuille (2020).",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "negative_weight",
      "label": "Sum of negative weights",
      "help": "All weights sum to 1; 0 is as it should be.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "forbidden_weight",
      "label": "Weight of comparisons with units treated already",
      "help": "Goodman-Bacon (2021).",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "SyntheticPoint": [
    {
      "name": "period",
      "label": "Period",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "event_time",
      "label": "Event time",
      "help": "Periods since the first treated one.",
      "unit": "periods",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "treated",
      "label": "Treated unit",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "synthetic",
      "label": "Synthetic control",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "comparison_mean",
      "label": "Mean of all others",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "effect",
      "label": "Gap",
      "help": "Treated less synthetic.",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "placebo_low",
      "label": "Placebo gaps, 5 %",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "placebo_high",
      "label": "Placebo gaps, 95 %",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "SyntheticWeight": [
    {
      "name": "unit",
      "label": "Unit",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "weight",
      "label": "Weight",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "effect_without",
      "label": "Effect without it",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "pre_rmspe_without",
      "label": "Misfit before, without it",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "SyntheticPlacebo": [
    {
      "name": "unit",
      "label": "Unit",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "treated",
      "label": "Treated",
      "help": "",
      "unit": "",
      "type": "boolean",
      "optional": false,
      "required": false
    },
    {
      "name": "effect",
      "label": "Effect",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "pre_rmspe",
      "label": "Misfit before",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "post_rmspe",
      "label": "Gap after",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "ratio",
      "label": "Gap after over misfit before",
      "help": "Absent where it fits perfectly.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "PropensityBin": [
    {
      "name": "from",
      "label": "Propensity, from",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "to",
      "label": "Propensity, to",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "control",
      "label": "Control",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "treatment",
      "label": "Treatment",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "control_share",
      "label": "Of the control group",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "treatment_share",
      "label": "Of the treatment group",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "WeightingRow": [
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
      "label": "Weighting",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "n_control",
      "label": "Control",
      "help": "With a weight above 0.",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "n_treatment",
      "label": "Treatment",
      "help": "With a weight above 0.",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "ess_control",
      "label": "Control, effective",
      "help": "So many equally weighted units tell as much: (sum of weights) squared / sum of squared weights.",
      "unit": "people",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "ess_treatment",
      "label": "Treatment, effective",
      "help": "",
      "unit": "people",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "mean_weight",
      "label": "Mean weight",
      "help": "Stabilised weights have about 1.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "largest_weight",
      "label": "Largest weight",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "largest_share",
      "label": "Share of the largest",
      "help": "Of all the weight in its group, that one unit has.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "largest_smd",
      "label": "Largest difference",
      "help": "Of a covariate, in size.",
      "unit": "sd",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "largest_smd_of",
      "label": "It is of",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "unbalanced",
      "label": "Differences above 0.1",
      "help": "Covariate terms.",
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    }
  ],
  "BalanceRow": [
    {
      "name": "covariate",
      "label": "Covariate",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "before",
      "label": "Before",
      "help": "(treatment mean - control mean) / root of the mean variance of the groups as they are.",
      "unit": "sd",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "after_ipw",
      "label": "Inverse propensity",
      "help": "",
      "unit": "sd",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "after_att",
      "label": "Weights for the treated",
      "help": "",
      "unit": "sd",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "after_overlap",
      "label": "Overlap weights",
      "help": "",
      "unit": "sd",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "after_trimming",
      "label": "Trimmed",
      "help": "",
      "unit": "sd",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "after_matching",
      "label": "Matched",
      "help": "",
      "unit": "sd",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "after_matching_replacement",
      "label": "Matched, with replacement",
      "help": "",
      "unit": "sd",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "variance_ratio_before",
      "label": "Variance ratio, before",
      "help": "Variance in treatment over variance in control; absent for texts and for numbers of two values.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "variance_ratio_ipw",
      "label": "Variance ratio, inverse propensity",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "variance_ratio_att",
      "label": "Variance ratio, weights for the treated",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "variance_ratio_overlap",
      "label": "Variance ratio, overlap weights",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "variance_ratio_trimming",
      "label": "Variance ratio, trimmed",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "variance_ratio_matching",
      "label": "Variance ratio, matched",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "variance_ratio_matching_replacement",
      "label": "Variance ratio, matched with replacement",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "MatchingRow": [
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
      "label": "Matching",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "matched",
      "label": "Treated with a match",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "unmatched",
      "label": "Treated without",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "controls",
      "label": "Controls used",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "largest_use",
      "label": "Most uses of a control",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "EValueRow": [
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
      "name": "risk_ratio",
      "label": "Risk ratio",
      "help": "Of a yes/no outcome; otherwise exp(0.91 x standardised difference), which stands in for it.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "risk_ratio_low",
      "label": "Risk ratio, from",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "risk_ratio_high",
      "label": "Risk ratio, to",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "e_value",
      "label": "E-value",
      "help": "Something unobserved that explains the estimate away has at least this risk ratio with the treatment and with the outcome, beyond the covariates.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "e_value_interval",
      "label": "E-value of the interval",
      "help": "To move the interval's nearer end to no effect; 1: it holds no effect already.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "RosenbaumRow": [
    {
      "name": "gamma",
      "label": "Gamma",
      "help": "Hidden bias: two units alike may differ by this factor in their odds of treatment.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "p_value",
      "label": "Largest p-value",
      "help": "One-sided, of Wilcoxon's signed ranks.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "PropensityTerm": [
    {
      "name": "covariate",
      "label": "Covariate",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "coefficient",
      "label": "Coefficient",
      "help": "Of the log odds of treatment, per unit of it.",
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
      "name": "odds_ratio",
      "label": "Odds ratio",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "p_value",
      "label": "p-value",
      "help": "Two-sided, Wald.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "Uptake": [
    {
      "name": "level",
      "label": "Arm",
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
      "name": "assigned",
      "label": "Assigned",
      "help": "Units drawn into it, with outcome or without.",
      "unit": "rows",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "received",
      "label": "Received",
      "help": "The share that received the treatment, or the mean dose, of those where it is known.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "ci_low",
      "label": "Interval, from",
      "help": "Wilson's of a share; by clusters Student's t.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "ci_high",
      "label": "Interval, to",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "missing_received",
      "label": "Without received",
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
      "name": "missing_outcome_share",
      "label": "Share without outcome",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "used",
      "label": "With outcome",
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
      "optional": true,
      "required": false
    },
    {
      "name": "sd",
      "label": "SD",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "ComplianceType": [
    {
      "name": "type",
      "label": "People",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "share",
      "label": "Share",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "ci_low",
      "label": "Interval, from",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "ci_high",
      "label": "Interval, to",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "meaning",
      "label": "Who they are",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    }
  ],
  "FirstStage": [
    {
      "name": "label",
      "label": "First stage",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "estimate",
      "label": "Received more",
      "help": "Of treatment against control.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "se",
      "label": "Standard error",
      "help": "HC2, or CR1 by clusters.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "ci_low",
      "label": "Interval, from",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "ci_high",
      "label": "Interval, to",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "f_robust",
      "label": "F, robust",
      "help": "Absent where everyone complied.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "f_classical",
      "label": "F, classical",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
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
    }
  ],
  "WeakInterval": [
    {
      "name": "label",
      "label": "Anderson-Rubin",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "shape",
      "label": "Shape",
      "help": "",
      "unit": "",
      "type": "choice",
      "optional": false,
      "required": false,
      "choices": [
        {
          "name": "interval",
          "label": "An interval",
          "help": ""
        },
        {
          "name": "two_rays",
          "label": "Two rays",
          "help": "Everything but what lies between the ends."
        },
        {
          "name": "line",
          "label": "Everything",
          "help": "No value can be ruled out."
        },
        {
          "name": "up_to",
          "label": "Everything up to an end",
          "help": ""
        },
        {
          "name": "from",
          "label": "Everything from an end on",
          "help": ""
        }
      ]
    },
    {
      "name": "low",
      "label": "Lower end",
      "help": "Of two rays: where the lower one ends.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "high",
      "label": "Upper end",
      "help": "Of two rays: where the upper one begins.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "p_value",
      "label": "p-value",
      "help": "That nobody's outcome is moved; the reduced form's.",
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
    }
  ],
  "ComplierErrors": [
    {
      "name": "label",
      "label": "2SLS",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "estimate",
      "label": "Estimate",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "se_classical",
      "label": "Classical",
      "help": "summary(AER::ivreg)",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "se_hc0",
      "label": "HC0",
      "help": "sandwich::sandwich",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "se_hc1",
      "label": "HC1",
      "help": "Stata's robust",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "se_hc2",
      "label": "HC2",
      "help": "estimatr::iv_robust",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "se_cr1",
      "label": "CR1",
      "help": "By clusters; estimatr's and Stata's “stata”.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "df",
      "label": "Degrees of freedom",
      "help": "Units less terms, or clusters less one.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "AttritionBounds": [
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
      "label": "Bounds",
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
      "name": "low",
      "label": "Lower bound",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "high",
      "label": "Upper bound",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "se_low",
      "label": "Standard error of the lower",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "se_high",
      "label": "Standard error of the upper",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "ci_low",
      "label": "Interval, from",
      "help": "Imbens and Manski (2004): covers the effect, wherever between the bounds it lies.",
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
      "name": "trimmed_share",
      "label": "Trimmed share",
      "help": "Of the outcomes of the arm that has more of them.",
      "unit": "share",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "trimmed_units",
      "label": "Trimmed",
      "help": "",
      "unit": "rows",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "note",
      "label": "Note",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    }
  ],
  "ArmComparison": [
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
      "name": "arm",
      "label": "Arm",
      "help": "",
      "unit": "",
      "type": "text",
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
      "name": "estimate",
      "label": "Difference",
      "help": "arm - control",
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
      "optional": true,
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
      "name": "statistic",
      "label": "t",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "p_value",
      "label": "p-value, alone",
      "help": "Two-sided.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "p_dunnett",
      "label": "p, Dunnett",
      "help": "Across the arms of this outcome. Exact with pooled variances and normal outcomes.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "p_holm",
      "label": "p, Holm",
      "help": "Across the arms of this outcome.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "p_bonferroni",
      "label": "p, Bonferroni",
      "help": "Across the arms of this outcome.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "p_primary",
      "label": "p, Holm over primary outcomes",
      "help": "Across all arms and all primary outcomes; absent for others.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "p_bh",
      "label": "p, Benjamini-Hochberg",
      "help": "Across all arms and outcomes: the expected share of false findings.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "ci_low",
      "label": "Interval, from",
      "help": "",
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
      "name": "simultaneous_low",
      "label": "Simultaneous, from",
      "help": "Dunnett's; together they cover all differences of this outcome.",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "simultaneous_high",
      "label": "Simultaneous, to",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "ArmOfOutcome": [
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
      "name": "arm",
      "label": "Arm",
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
      "name": "assigned",
      "label": "Assigned",
      "help": "",
      "unit": "rows",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "n",
      "label": "With outcome",
      "help": "",
      "unit": "rows",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "missing",
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
    },
    {
      "name": "mean_adjusted",
      "label": "Mean, adjusted",
      "help": "Where the covariates are at the mean of everyone.",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "OverallTest": [
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
      "label": "Test",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "statistic",
      "label": "Statistic",
      "help": "F, or chi-squared.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "df1",
      "label": "Degrees of freedom",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "df2",
      "label": "of the denominator",
      "help": "Absent: chi-squared.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "p_value",
      "label": "p-value",
      "help": "That all arms have the same mean.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "SegmentEffect": [
    {
      "name": "column",
      "label": "Column",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "level",
      "label": "Segment",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "n_control",
      "label": "In control",
      "help": "",
      "unit": "rows",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "n_treatment",
      "label": "In treatment",
      "help": "",
      "unit": "rows",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "used_control",
      "label": "With outcome, control",
      "help": "",
      "unit": "rows",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "used_treatment",
      "label": "With outcome, treatment",
      "help": "",
      "unit": "rows",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "mean_control",
      "label": "Mean of control",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "mean_treatment",
      "label": "Mean of treatment",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "estimate",
      "label": "Difference",
      "help": "treatment - control",
      "unit": "outcome",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "se",
      "label": "Standard error",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": true,
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
      "name": "statistic",
      "label": "t",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "p_value",
      "label": "p-value, alone",
      "help": "Two-sided.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "p_bh",
      "label": "p, Benjamini-Hochberg",
      "help": "Across all segments of all columns.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "ci_low",
      "label": "Interval, from",
      "help": "",
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
      "name": "adjusted",
      "label": "Adjusted",
      "help": "For the covariates, where there are any.",
      "unit": "",
      "type": "boolean",
      "optional": false,
      "required": false
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
      "name": "ratio_p_value",
      "label": "p of the sample ratio",
      "help": "Chi-squared against the planned share.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "note",
      "label": "Note",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    }
  ],
  "SegmentTest": [
    {
      "name": "column",
      "label": "Column",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "levels",
      "label": "Segments",
      "help": "",
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "tested",
      "label": "Compared",
      "help": "Segments with an effect and a standard error.",
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "f",
      "label": "F",
      "help": "Welch's test that all segments have one effect.",
      "unit": "",
      "type": "number",
      "optional": true,
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
      "name": "df2",
      "label": "of the denominator",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "p_value",
      "label": "p-value",
      "help": "That the effect is the same in every segment.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "p_holm",
      "label": "p, Holm",
      "help": "Across the columns.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "chi_squared",
      "label": "Wald chi-squared",
      "help": "The same test for large samples: Cochran's Q.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "p_chi_squared",
      "label": "p of chi-squared",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "ratio_chi_squared",
      "label": "Chi-squared of the ratio",
      "help": "Whether the share in treatment is the same in every segment.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "ratio_df",
      "label": "Its degrees of freedom",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "ratio_p_value",
      "label": "p of the sample ratio",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    }
  ],
  "Redrawn": [
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
      "name": "p_value",
      "label": "p-value",
      "help": "Two-sided.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "p_mcse",
      "label": "Monte Carlo error",
      "help": "Standard error of the p-value; 0 where it is exact.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "draws",
      "label": "Draws",
      "help": "",
      "unit": "replicates",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "every",
      "label": "All there are",
      "help": "Whether every possible one was tried.",
      "unit": "",
      "type": "boolean",
      "optional": false,
      "required": false
    },
    {
      "name": "note",
      "label": "Note",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    }
  ],
  "Resampled": [
    {
      "name": "quantity",
      "label": "Quantity",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "estimate",
      "label": "Estimate",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "bias",
      "label": "Bias",
      "help": "Mean of the replicates less the estimate.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "se",
      "label": "Standard error",
      "help": "Standard deviation of the replicates.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "bias_correction",
      "label": "Bias correction",
      "help": "z0: the normal quantile of the share of replicates below the estimate.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "acceleration",
      "label": "Acceleration",
      "help": "How fast the standard error changes with the truth, from the jackknife; 0 for a symmetric one.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "undefined",
      "label": "Without a value",
      "help": "Replicates in which it does not exist; they do not count.",
      "unit": "replicates",
      "type": "integer",
      "optional": false,
      "required": false
    }
  ],
  "RatioTest": [
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
      "name": "label",
      "label": "Name",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "statistic",
      "label": "Statistic",
      "help": "Of the sequential test the natural logarithm of the Bayes factor.",
      "unit": "",
      "type": "number",
      "optional": true,
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
      "name": "p_value",
      "label": "p-value",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "log10_p_value",
      "label": "Power of ten",
      "help": "log10 of the p-value, where that itself is too small to be written.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "reason",
      "label": "Remark",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    }
  ],
  "RatioArm": [
    {
      "name": "arm",
      "label": "Arm",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "count",
      "label": "Users",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "expected",
      "label": "Expected",
      "help": "",
      "unit": "people",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "share",
      "label": "Share",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "planned_share",
      "label": "Planned",
      "help": "",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "difference",
      "label": "Share - planned",
      "help": "",
      "unit": "points",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "ci_low",
      "label": "CI, lower end",
      "help": "Wilson's interval of the share.",
      "unit": "points",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "ci_high",
      "label": "CI, upper end",
      "help": "",
      "unit": "points",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "residual",
      "label": "Standardised residual",
      "help": "Users less expected, in standard deviations of this arm's count.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "p_value",
      "label": "p-value",
      "help": "Of this residual alone.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "p_holm",
      "label": "p-value, Holm",
      "help": "Corrected for the number of arms.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "p_others",
      "label": "p-value of the others",
      "help": "Whether the other arms agree among themselves; with three arms or more, and constant shares.",
      "unit": "",
      "type": "number",
      "optional": true,
      "required": false
    },
    {
      "name": "at_fault",
      "label": "At fault",
      "help": "Its residual is the largest and beyond chance, corrected; never with two arms.",
      "unit": "",
      "type": "boolean",
      "optional": false,
      "required": false
    },
    {
      "name": "missing",
      "label": "Missing",
      "help": "Users whose absence from this arm would explain the split, if nobody is counted twice.",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    }
  ],
  "RatioPeriod": [
    {
      "name": "period",
      "label": "Period",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
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
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "p_value",
      "label": "p-value",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "sequential_p_value",
      "label": "Sequential p-value",
      "help": "Of everything up to here.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "RatioSegment": [
    {
      "name": "segment",
      "label": "Segment",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
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
      "name": "shares",
      "label": "Shares",
      "help": "Of its users, by arm.",
      "unit": "share",
      "type": "numbers",
      "optional": false,
      "required": false
    },
    {
      "name": "residuals",
      "label": "Standardised residuals",
      "help": "By arm, against the shares of all segments together: where this one differs from the others.",
      "unit": "",
      "type": "numbers",
      "optional": false,
      "required": false
    },
    {
      "name": "chi_squared",
      "label": "Chi-squared",
      "help": "",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "p_value",
      "label": "p-value",
      "help": "Of its own split against the plan.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "p_holm",
      "label": "p-value, Holm",
      "help": "Corrected for the number of segments.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "part",
      "label": "Part of the mismatch",
      "help": "Its chi-squared among those of all segments.",
      "unit": "share",
      "type": "number",
      "optional": false,
      "required": false
    }
  ],
  "RatioBound": [
    {
      "name": "arm",
      "label": "Arm",
      "help": "Against the first.",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "effect",
      "label": "Effect as measured",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "effect_low",
      "label": "At least",
      "help": "Whatever the missing users would have done; without sampling error.",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "effect_high",
      "label": "At most",
      "help": "",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "sign_known",
      "label": "Sign is sure",
      "help": "",
      "unit": "",
      "type": "boolean",
      "optional": false,
      "required": false
    }
  ],
  "RatioCause": [
    {
      "name": "rank",
      "label": "Rank",
      "help": "",
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "mechanism",
      "label": "Mechanism",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "label",
      "label": "Cause",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "stage",
      "label": "Stage",
      "help": "",
      "unit": "",
      "type": "choice",
      "optional": false,
      "required": false,
      "choices": [
        {
          "name": "assignment",
          "label": "Assignment",
          "help": ""
        },
        {
          "name": "execution",
          "label": "Execution",
          "help": ""
        },
        {
          "name": "log_processing",
          "label": "Log processing",
          "help": ""
        },
        {
          "name": "analysis",
          "label": "Analysis",
          "help": ""
        },
        {
          "name": "interference",
          "label": "Interference",
          "help": ""
        }
      ]
    },
    {
      "name": "plausibility",
      "label": "Plausibility",
      "help": "Likely from a score of 4, possible from 2.",
      "unit": "",
      "type": "choice",
      "optional": false,
      "required": false,
      "choices": [
        {
          "name": "likely",
          "label": "Likely",
          "help": ""
        },
        {
          "name": "possible",
          "label": "Possible",
          "help": ""
        },
        {
          "name": "open",
          "label": "Open",
          "help": ""
        },
        {
          "name": "unlikely",
          "label": "Unlikely",
          "help": ""
        }
      ]
    },
    {
      "name": "score",
      "label": "Score",
      "help": "What the clues add up to: judgement, not a probability.",
      "unit": "",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "evidence_for",
      "label": "For it",
      "help": "",
      "unit": "",
      "type": "texts",
      "optional": false,
      "required": false
    },
    {
      "name": "evidence_against",
      "label": "Against it",
      "help": "",
      "unit": "",
      "type": "texts",
      "optional": false,
      "required": false
    },
    {
      "name": "meaning",
      "label": "What happens",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "check_next",
      "label": "Look next",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "order",
      "label": "Place in the usual order",
      "help": "Where one looks first without any evidence: what is cheap to rule out and common.",
      "unit": "",
      "type": "integer",
      "optional": false,
      "required": false
    }
  ],
  "RatioClue": [
    {
      "name": "clue",
      "label": "Clue",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "finding",
      "label": "What is known",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "present",
      "label": "There",
      "help": "",
      "unit": "",
      "type": "boolean",
      "optional": false,
      "required": false
    },
    {
      "name": "from_counts",
      "label": "From the counts",
      "help": "Otherwise as you said.",
      "unit": "",
      "type": "boolean",
      "optional": false,
      "required": false
    }
  ],
  "SumColumn": [
    {
      "name": "column",
      "label": "Column",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    },
    {
      "name": "meaning",
      "label": "Meaning",
      "help": "",
      "unit": "",
      "type": "text",
      "optional": false,
      "required": false
    }
  ],
  "SummedArm": [
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
      "name": "assigned",
      "label": "Assigned",
      "help": "",
      "unit": "people",
      "type": "integer",
      "optional": false,
      "required": false
    },
    {
      "name": "n",
      "label": "Used",
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
      "optional": true,
      "required": false
    },
    {
      "name": "mean",
      "label": "Mean",
      "help": "Of a ratio: total over total.",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    },
    {
      "name": "sd",
      "label": "SD",
      "help": "Of a ratio: of its linearised outcome.",
      "unit": "outcome",
      "type": "number",
      "optional": false,
      "required": false
    }
  ]
};
