// SPDX-License-Identifier: Apache-2.0
import { html, type TemplateResult } from 'lit';
import { loadParts } from '../charts/chart.ts';
import { loadWorker } from '../engine/pool.ts';
import { type OperationSchema, operations } from '../generated/operations.ts';
import type { Controls, Values } from '../state/link.ts';
import './plan/sample-size.ts';

export const rooms = [
  { name: 'plan', title: 'Plan' },
  { name: 'simulate', title: 'Simulate' },
  { name: 'analyze', title: 'Analyze' },
  { name: 'practice', title: 'Practice' },
] as const;
export type Room = (typeof rooms)[number]['name'];

export interface View {
  operation: OperationSchema;
  values: Values;
  controls: Controls;
}

interface Entry {
  load?: () => Promise<unknown>;
  render(view: View): TemplateResult;
}

const views: Record<string, Entry> = {
  'sample-size': {
    render: (view) => html`<sutva-sample-size .operation=${view.operation} .values=${view.values}
      .controls=${view.controls}></sutva-sample-size>`,
  },
  'check-plan': {
    load: () => import('./simulate/check-plan.ts'),
    render: (view) => html`<sutva-check-plan .operation=${view.operation} .values=${view.values}
      .controls=${view.controls}></sutva-check-plan>`,
  },
  'csv-effect': {
    load: () => import('./analyze/csv-effect.ts'),
    render: (view) => html`<sutva-csv-effect .operation=${view.operation} .values=${view.values}
      .controls=${view.controls}></sutva-csv-effect>`,
  },
};

const generic: Entry = {
  load: () => import('./generic.ts'),
  render: (view) => html`<sutva-generic-tool .operation=${view.operation} .values=${view.values}
    .controls=${view.controls}></sutva-generic-tool>`,
};

/** Every part that comes later: once they are here the page asks the network for nothing more. */
export async function loadEverything(): Promise<void> {
  const { loadSample } = await import('./analyze/csv-effect.ts');
  const entries = [...Object.values(views), generic];
  await Promise.all([loadWorker(), loadParts(), loadSample(), ...entries.map((entry) => entry.load?.())]);
}

// Operations that serve a tool rather than being one.
const companions = new Set(['power-curve', 'table-profile']);

export const tools: readonly OperationSchema[] = operations.filter(
  (operation) => !companions.has(operation.name),
);
export const toolsIn = (room: Room) => tools.filter((operation) => operation.room === room);
export const viewOf = (operation: OperationSchema): Entry => views[operation.name] ?? generic;
