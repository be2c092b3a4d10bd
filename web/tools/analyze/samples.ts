// SPDX-License-Identifier: Apache-2.0
// A made-up file for each kind of question, and what a file for it looks like. Their generators are in scripts/samples/.

export interface Sample {
  file: string;
  load: () => Promise<{ default: string }>;
  /** What it is a sample of, after “Use the sample:”. */
  about: string;
  /** What a file of this kind holds. */
  shape: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

const personalization: Sample = {
  file: 'personalization.csv',
  load: () => import('../../../public/samples/personalization.csv?raw'),
  about:
    'a made-up test of personalised recommendations, with the minutes each person streamed in the week before.',
  shape: `One row for each person, with a header line. A column says which arm the person was in, one holds the outcome as
    a number, and others may hold what was known before the test.`,
  head: ['user_id', 'variant', 'spend', 'spend_before'],
  rows: [
    ['u1041', 'control', '12.50', '10.00'],
    ['u1042', 'personalized', '0', '3.20'],
  ],
};

const madeBy = (name: keyof typeof import('../../samples/made.mjs')) => async () => ({
  default: (await import('../../samples/made.mjs'))[name](),
});

const notifications: Sample = {
  file: 'notifications.csv',
  load: madeBy('notifications'),
  about: 'a made-up test in which whole cities got notifications, half of each region’s cities.',
  shape: 'One row for each person, and a column that names the group that was assigned as a whole.',
  head: ['user_id', 'city', 'notified', 'opens'],
  rows: [
    ['1', 'Oslo', '1', '5'],
    ['2', 'Bergen', '0', '3'],
  ],
};

const clicks: Sample = {
  file: 'clicks.csv',
  load: madeBy('clicks'),
  about:
    'a made-up test of a ranking, with each person’s clicks and views in the test and in the week before.',
  shape: 'One row for each person, with the numerator and the denominator of the ratio in a column each.',
  head: ['user_id', 'ranking', 'clicks', 'views'],
  rows: [
    ['u1', 'new', '2', '13'],
    ['u2', 'old', '0', '4'],
  ],
};

const sums: Sample = {
  file: 'sums.csv',
  load: madeBy('sums'),
  about: 'the sums of a made-up test of a new welcome: who was activated (1) and who was not (0).',
  shape: `The result of the query that “SQL” writes: one row for each arm, or for each arm and cluster or segment, under the
    names of the query. Every digit counts: tools that show six of them do not show enough.`,
  head: ['arm', 'n', 'sum_y', 'sum_yy'],
  rows: [
    ['new', '1985', '2543', '10021'],
    ['old', '2015', '2488', '9764'],
  ],
};

const onboarding: Sample = {
  file: 'onboarding.csv',
  load: madeBy('onboarding'),
  about:
    'a made-up test of three ways to welcome people against the old one, on phones, tablets and desktops.',
  shape: 'One row for each person; the arm has several contents, one of which is the control.',
  head: ['account_id', 'welcome', 'activated', 'platform'],
  rows: [
    ['a1', 'control', '0', 'phone'],
    ['a2', 'checklist', '1', 'desktop'],
    ['a3', 'video', '0', 'phone'],
  ],
};

const reminder: Sample = {
  file: 'reminder.csv',
  load: madeBy('reminder'),
  about:
    'a made-up reminder that a third declined and some took unasked, with outcomes missing in both arms.',
  shape: 'One row for each person: what they were assigned to, and what they really took.',
  head: ['person', 'offered', 'took_reminder', 'steps'],
  rows: [
    ['p1', '1', '1', '6983'],
    ['p2', '1', '0', '5904'],
  ],
};

const launch: Sample = {
  file: 'launch.csv',
  load: madeBy('launch'),
  about: 'a made-up feature that people switched on themselves; those who did had spent more before.',
  shape: 'One row for each person: who got the treatment, the outcome, and what was known before.',
  head: ['customer_id', 'adopted', 'spend', 'spend_before'],
  rows: [
    ['c1', '0', '39.92', '20.12'],
    ['c2', '1', '17.48', '38.61'],
  ],
};

const rollout: Sample = {
  file: 'rollout.csv',
  load: madeBy('rollout'),
  about: 'a made-up checkout that 120 stores got in three waves, or not yet.',
  shape:
    'One row for each unit and period, and a column with the period in which its treatment began (empty: never).',
  head: ['store', 'week', 'first_treated', 'sales'],
  rows: [
    ['store_1', '1', '9', '52.38'],
    ['store_2', '1', '', '61.02'],
  ],
};

const region: Sample = {
  file: 'region.csv',
  load: madeBy('region'),
  about: 'a made-up campaign in one of 16 regions, in the last 12 of 40 weeks.',
  shape: 'One row for each unit and period, and a column that is 1 where the unit is treated in that period.',
  head: ['region', 'week', 'campaign', 'signups'],
  rows: [
    ['Esk', '28', '0', '91.20'],
    ['Esk', '29', '1', '99.70'],
  ],
};

const samples: Readonly<Record<string, Sample>> = {
  'effect-from-sums': sums,
  'effect-arms': onboarding,
  'effect-segments': onboarding,
  'effect-compliance': reminder,
  'effect-observational': launch,
  'effect-panel': rollout,
  'effect-synthetic': region,
};

/** Samples of a first kind of question, offered beside the main one. */
export const moreSamples: readonly Sample[] = [notifications, clicks];

export const sampleFor = (operation: string): Sample => samples[operation] ?? personalization;

export const loadSamples = () =>
  Promise.all([personalization, ...Object.values(samples)].map((sample) => sample.load()));
