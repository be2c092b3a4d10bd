// SPDX-License-Identifier: Apache-2.0

import type { TableProfile } from '../../engine/engine.ts';
import type { Requests } from '../../generated/operations.ts';
import type { Values } from '../../state/link.ts';

export type Role = 'ignore' | 'unit' | 'arm' | 'outcome' | 'covariate';
export type ColumnProfile = TableProfile['columns'][number];

export const roles: readonly { name: Role; title: string }[] = [
  { name: 'ignore', title: '–' },
  { name: 'unit', title: 'Unit' },
  { name: 'arm', title: 'Arm' },
  { name: 'outcome', title: 'Outcome' },
  { name: 'covariate', title: 'Covariate' },
];

/** What each column is for, and which levels of the arm are compared. */
export interface Choice {
  roles: ReadonlyMap<string, Role>;
  control?: string;
  treatment?: string;
}

export function guessed(profile: TableProfile): Choice {
  const { unit, arm, outcome, covariates, control, treatment } = profile.roles;
  const map = new Map<string, Role>(profile.columns.map((column) => [column.name, 'ignore']));
  for (const name of covariates) map.set(name, 'covariate');
  if (unit) map.set(unit, 'unit');
  if (arm) map.set(arm, 'arm');
  if (outcome) map.set(outcome, 'outcome');
  return {
    roles: map,
    ...(control === undefined ? {} : { control }),
    ...(treatment === undefined ? {} : { treatment }),
  };
}

/** Gives a column a role; all but covariates are held by one column, so the former holder gives it up. */
export function withRole(choice: Choice, profile: TableProfile, column: string, role: Role): Choice {
  const map = new Map(choice.roles);
  if (role !== 'covariate' && role !== 'ignore')
    for (const [name, held] of map) if (held === role) map.set(name, 'ignore');
  map.set(column, role);
  if (role !== 'arm') return { ...choice, roles: map };
  const levels = levelsOf(profile, column);
  return {
    roles: map,
    ...(levels[0] ? { control: levels[0] } : {}),
    ...(levels[1] ? { treatment: levels[1] } : {}),
  };
}

export const columnIn = (choice: Choice, role: Role) =>
  [...choice.roles].find(([, held]) => held === role)?.[0];

export const levelsOf = (profile: TableProfile, column: string | undefined) =>
  profile.columns.find((candidate) => candidate.name === column)?.levels.map((level) => level.level) ?? [];

export function requestFor(choice: Choice, values: Values): Partial<Requests['csv-effect']> {
  const covariates = [...choice.roles].filter(([, role]) => role === 'covariate').map(([name]) => name);
  const request: Values = {
    arm: columnIn(choice, 'arm'),
    outcome: columnIn(choice, 'outcome'),
    unit: columnIn(choice, 'unit'),
    control: choice.control,
    treatment: choice.treatment,
    covariates,
    missing_covariates: values.missing_covariates,
    confidence: values.confidence,
    expected_treatment_share: values.expected_treatment_share,
  };
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));
}
