// SPDX-License-Identifier: Apache-2.0
import type { FieldSchema } from '../generated/operations.ts';

export type Values = Record<string, unknown>;

/** Whether a field is part of the question, given the others. */
export function isActive(field: FieldSchema, values: Values): boolean {
  const chosen = (name: string) => {
    const value = values[name];
    return Array.isArray(value) ? value.map(String) : [String(value)];
  };
  return (field.when ?? []).every((condition) =>
    chosen(condition.field).some((choice) => condition.values.includes(choice)),
  );
}
