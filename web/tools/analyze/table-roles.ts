// SPDX-License-Identifier: Apache-2.0
// What each column of a file is for. A role is the name of the request field that holds the column, so one choice serves
// every analysis of the file.
import type { TableProfile } from '../../engine/engine.ts';
import type { FieldSchema, OperationSchema } from '../../generated/operations.ts';
import type { Values } from '../../state/link.ts';
import { activeValues } from '../tool.ts';

export type { TableProfile };
export type ColumnProfile = TableProfile['columns'][number];

/** Nothing: the column is left aside. */
export const ignored = 'ignore';

export interface Choice {
  /** By column: the request field that takes it. */
  roles: ReadonlyMap<string, string>;
  /** By request field: a content of the column it belongs to. */
  levels: Readonly<Record<string, string>>;
}

export const columnFields = (operation: OperationSchema) =>
  operation.request.filter((field) => field.names === 'column');
export const levelFields = (operation: OperationSchema) =>
  operation.request.filter((field) => field.names === 'level');
/** What is asked in words and numbers: everything but columns and their contents. */
export const settingFields = (operation: OperationSchema) =>
  operation.request.filter((field) => field.names === undefined);

const isList = (field: FieldSchema) => field.type === 'texts';

/** A role as a column's use: “Covariate”, not “Covariates”. */
export const roleTitle = (field: FieldSchema) =>
  isList(field) ? field.label.replace(/s$/, '') : field.label;

/** Where nothing was drawn by lot, a text of few levels is among what people may differ in, and is adjusted for. */
const instead: Readonly<Record<string, string>> = { 'effect-observational segments': 'covariates' };

/** The field of this analysis that takes a column of this role: one analysis has one outcome, another several. */
export function fieldFor(operation: OperationSchema, role: string): FieldSchema | undefined {
  const fields = columnFields(operation);
  const named = (name: string) => fields.find((field) => field.name === name);
  return (
    named(role) ??
    named(`${role}s`) ??
    named(role.replace(/s$/, '')) ??
    named(instead[`${operation.name} ${role}`] ?? '')
  );
}

export function guessed(profile: TableProfile): Choice {
  const { control, treatment, reasons: _, ...roles } = profile.roles;
  const map = new Map<string, string>(profile.columns.map((column) => [column.name, ignored]));
  // What is held by one column counts more than membership of a list.
  for (const [role, columns] of Object.entries(roles))
    if (Array.isArray(columns)) for (const column of columns) map.set(column, role);
  for (const [role, column] of Object.entries(roles)) if (typeof column === 'string') map.set(column, role);
  // Of several treatments one is shown first; the reader sees which, and changes it.
  const other = levelsOf(profile, profile.roles.arm).find((level) => level !== control);
  const compared = treatment ?? (control === undefined ? undefined : other);
  return {
    roles: map,
    levels: {
      ...(control === undefined ? {} : { control }),
      ...(compared === undefined ? {} : { treatment: compared }),
    },
  };
}

/** The choice of before, as far as the columns and levels are still there; the rest is guessed. */
export function kept(choice: Choice | undefined, profile: TableProfile, added = false): Choice {
  const fresh = guessed(profile);
  if (!choice || ![...fresh.roles.keys()].some((column) => choice.roles.has(column))) return fresh;
  // Of a second file: only what several columns can be is guessed.
  const guess = (role: string) => (!added || role === 'covariates' || role === 'segments' ? role : ignored);
  const roles = new Map(
    [...fresh.roles].map(([column, role]) => [column, choice.roles.get(column) ?? guess(role)]),
  );
  return { roles, levels: choice.levels };
}

/** Gives a column a role; what only one column can hold is given up by the former holder. */
export function withRole(
  operation: OperationSchema,
  choice: Choice,
  profile: TableProfile,
  column: string,
  role: string,
): Choice {
  const field = fieldFor(operation, role);
  const map = new Map(choice.roles);
  if (field && !isList(field))
    for (const [name, held] of map)
      if (fieldFor(operation, held)?.name === field.name) map.set(name, ignored);
  map.set(column, role);
  if (role !== 'arm') return { ...choice, roles: map };
  const [control, treatment] = levelsOf(profile, column);
  return {
    roles: map,
    levels: {
      ...choice.levels,
      ...(control === undefined ? {} : { control }),
      ...(treatment === undefined ? {} : { treatment }),
    },
  };
}

export const columnsIn = (operation: OperationSchema, choice: Choice, field: string) =>
  [...choice.roles].filter(([, role]) => fieldFor(operation, role)?.name === field).map(([column]) => column);

export const columnIn = (operation: OperationSchema, choice: Choice, field: string) =>
  columnsIn(operation, choice, field)[0];

export const levelsOf = (profile: TableProfile, column: string | undefined) =>
  profile.columns.find((candidate) => candidate.name === column)?.levels.map((level) => level.level) ?? [];

/** What is asked of the core: the columns in their fields, the levels, and the settings. */
export function requestFor(operation: OperationSchema, choice: Choice, values: Values): Values {
  const request = activeValues(operation, values);
  for (const field of columnFields(operation)) {
    delete request[field.name];
    const columns = columnsIn(operation, choice, field.name);
    if (isList(field)) request[field.name] = columns;
    else if (columns[0] !== undefined) request[field.name] = columns[0];
  }
  for (const field of levelFields(operation)) {
    delete request[field.name];
    const level = choice.levels[field.name];
    const column = columnIn(operation, choice, field.level_of ?? '');
    if (level !== undefined && column !== undefined) request[field.name] = level;
  }
  return request;
}
