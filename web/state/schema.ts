// SPDX-License-Identifier: Apache-2.0
// The fields of the operations: those of the room that the page opens with are in its first script, those of the others
// come with the first of their tools.
import { type FieldSchema, type OperationSchema, operations } from '../generated/operations.ts';

export type Room = OperationSchema['room'];
type Fields = Record<string, { request: FieldSchema[]; result: FieldSchema[] }>;

const later: Partial<Record<Room, () => Promise<{ fields: Fields }>>> = {
  simulate: () => import('../generated/fields-simulate.ts'),
  analyze: () => import('../generated/fields-analyze.ts'),
};

export const hasFields = (room: Room): boolean => !(room in later);

export function addFields(room: Room, fields: Fields): void {
  for (const operation of operations) Object.assign(operation, fields[operation.name]);
  delete later[room];
}

export async function loadFields(room: Room): Promise<void> {
  const load = later[room];
  if (load) addFields(room, (await load()).fields);
}

export const loadAllFields = () => Promise.all((Object.keys(later) as Room[]).map(loadFields));
