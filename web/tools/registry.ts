// SPDX-License-Identifier: Apache-2.0
import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { loadParts } from '../charts/chart.ts';
import { loadModule, moduleNames } from '../engine/engine.ts';
import { modules, type OperationName, type OperationSchema, operations } from '../generated/operations.ts';
import type { Controls, Values } from '../state/link.ts';
import { loadAllFields } from '../state/schema.ts';
import { loadPlanParts } from './plan/plan-view.ts';

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

/** What stands in the navigation. */
export type Place = Pick<OperationSchema, 'title' | 'summary'> & { name: string };

/** A page of a room that asks several operations, and is none itself. */
export interface Page extends Place {
  room: Room;
  load(): Promise<unknown>;
  render(values: Values): TemplateResult;
}

export const pages: readonly Page[] = [
  {
    name: 'network-path',
    room: 'simulate',
    title: 'Why the naive estimate fails',
    summary:
      'An A/B test among friends, in five guesses: treat people, draw lots, draw groups, and see what each would have concluded.',
    load: () => Promise.all([import('./simulate/network-path.ts'), import('./simulate/estimate-strip.ts')]),
    render: (values) => html`<sutva-network-path .values=${values}></sutva-network-path>`,
  },
];
export const findPage = (name: string): Page | undefined => pages.find((page) => page.name === name);

interface Entry {
  load?: () => Promise<unknown>;
  render(view: View): TemplateResult;
}

const views: Record<string, Entry> = {
  'csv-effect': {
    load: () => import('./analyze/csv-effect.ts'),
    render: (view) => html`<sutva-csv-effect .operation=${view.operation} .values=${view.values}
      .controls=${view.controls}></sutva-csv-effect>`,
  },
  'market-study': {
    load: () => import('./simulate/market-study.ts'),
    render: (view) => html`<sutva-market-study .operation=${view.operation} .values=${view.values}
      .controls=${view.controls}></sutva-market-study>`,
  },
  'sample-ratio': {
    load: () => import('./analyze/sample-ratio.ts'),
    render: (view) => html`<sutva-sample-ratio .operation=${view.operation} .values=${view.values}
      .controls=${view.controls}></sutva-sample-ratio>`,
  },
  'sample-ratio-diagnose': {
    load: () => import('./analyze/sample-ratio-diagnose.ts'),
    render: (view) => html`<sutva-sample-ratio-diagnose .operation=${view.operation} .values=${view.values}
      .controls=${view.controls}></sutva-sample-ratio-diagnose>`,
  },
  'peeking-study': {
    load: () => import('./simulate/peeking-study.ts'),
    render: (view) => html`<sutva-peeking-study .operation=${view.operation} .values=${view.values}
      .controls=${view.controls}></sutva-peeking-study>`,
  },
  'clt-study': {
    load: () => import('./simulate/clt-study.ts'),
    render: (view) => html`<sutva-clt-study .operation=${view.operation} .values=${view.values}
      .controls=${view.controls}></sutva-clt-study>`,
  },
  'sample-ratio-study': {
    load: () => import('./simulate/sample-ratio-study.ts'),
    render: (view) => html`<sutva-sample-ratio-study .operation=${view.operation} .values=${view.values}
      .controls=${view.controls}></sutva-sample-ratio-study>`,
  },
  'network-study': {
    load: () => Promise.all([import('./simulate/network-study.ts'), import('./simulate/network-drawing.ts')]),
    render: (view) => html`<sutva-network-study .operation=${view.operation} .values=${view.values}
      .controls=${view.controls}></sutva-network-study>`,
  },
};

// A calculation of the room Plan. Keyed, so that a tool begins anew where another stood.
const planEntry: Entry = {
  render: (view) =>
    html`${keyed(
      view.operation.name,
      html`<sutva-plan .operation=${view.operation} .values=${view.values} .controls=${view.controls}></sutva-plan>`,
    )}`,
};

const checkEntry: Entry = {
  load: () => import('./simulate/check-view.ts'),
  render: (view) =>
    html`${keyed(
      view.operation.name,
      html`<sutva-check .operation=${view.operation} .values=${view.values} .controls=${view.controls}></sutva-check>`,
    )}`,
};

const analysisEntry: Entry = {
  load: () => import('./analyze/analysis.ts'),
  render: (view) =>
    html`${keyed(
      view.operation.name,
      html`<sutva-analysis .operation=${view.operation} .values=${view.values} .controls=${view.controls}></sutva-analysis>`,
    )}`,
};

const genericEntry: Entry = {
  load: () => import('./generic.ts'),
  render: (view) =>
    html`${keyed(
      view.operation.name,
      html`<sutva-generic-tool .operation=${view.operation} .values=${view.values}
        .controls=${view.controls}></sutva-generic-tool>`,
    )}`,
};

/** What comes after the first paint: every view, and the module that this tool asks. */
export async function loadRest(tool: OperationName | undefined): Promise<void> {
  const { loadSamples } = await import('./analyze/samples.ts');
  const entries = [...Object.values(views), ...pages, checkEntry, analysisEntry, genericEntry];
  await Promise.all([
    tool && loadModule(modules[tool]),
    loadAllFields(),
    loadParts(),
    loadSamples(),
    loadPlanParts(),
    ...entries.map((entry) => entry.load?.()),
  ]);
}

/** The modules of the other rooms too: once they are here the page asks the network for nothing more. */
export async function loadEverything(): Promise<void> {
  await Promise.all([loadRest(undefined), ...moduleNames.map(loadModule)]);
}

// Operations that serve a tool rather than being one.
const companions = new Set(['sweep', 'plan-from-data', 'table-profile', 'network-view']);

export const tools: readonly OperationSchema[] = operations.filter(
  (operation) => !companions.has(operation.name),
);

export function viewOf(operation: OperationSchema): Entry {
  const own = views[operation.name];
  if (own) return own;
  if (operation.room === 'plan' && operation.shape === 'calculation') return planEntry;
  if (operation.shape === 'table' || operation.shape === 'resampling') return analysisEntry;
  return operation.shape === 'simulation' ? checkEntry : genericEntry;
}

type Group = readonly [title: string, names: readonly string[]];

// Where each tool of a room with many stands in the navigation; one that is not named stands under the last.
const groups: Partial<Record<Room, readonly Group[]>> = {
  plan: [
    ['People', ['sample-size', 'multi-arm-plan']],
    ['Groups and time', ['cluster-size', 'saturation-plan', 'switchback-plan', 'icc-guide']],
    ['Looks', ['sequential-plan', 'interim-look', 'always-valid-plan']],
    ['Bayes', ['bayesian-plan']],
    ['Traffic', ['duration-plan', 'sample-ratio-plan']],
  ],
  simulate: [
    ['Networks', ['network-study', 'network-path']],
    ['Markets', ['market-study']],
    ['Sample ratio', ['sample-ratio-study']],
    ['Peeking', ['peeking-study', 'clt-study']],
    [
      'Check a plan',
      [
        'check-plan',
        'check-multi-arm',
        'check-clusters',
        'check-saturation',
        'check-switchback',
        'check-sequential',
        'check-always-valid',
        'check-bayesian',
      ],
    ],
  ],
  analyze: [
    ['Experiment', ['csv-effect', 'effect-methods', 'effect-arms', 'effect-segments', 'effect-compliance']],
    [
      'More than a mean',
      ['effect-outcome', 'effect-quantiles', 'effect-bayesian', 'effect-sequential', 'effect-resampled'],
    ],
    ['Sample ratio', ['sample-ratio', 'sample-ratio-diagnose']],
    ['No experiment', ['effect-observational', 'effect-panel', 'effect-synthetic']],
    ['Without the rows', ['effect-from-counts', 'warehouse-sql', 'effect-from-sums', 'analysis-code']],
  ],
};

// Titles that are too long for a row of a dozen.
const shortTitles: Record<string, string> = {
  'multi-arm-plan': 'Treatments',
  'icc-guide': 'ICC',
  'sequential-plan': 'Sequential',
  'always-valid-plan': 'Always valid',
  'bayesian-plan': 'Bayesian',
  'market-study': 'Supply and demand',
  'network-study': 'Designs',
  'check-plan': 'Plan',
  'check-multi-arm': 'Treatments',
  'check-clusters': 'Clusters',
  'check-saturation': 'Saturations',
  'check-switchback': 'Switchback',
  'check-sequential': 'Sequential',
  'check-always-valid': 'Always valid',
  'check-bayesian': 'Bayesian',
  'csv-effect': 'Effect',
  'effect-methods': 'Methods',
  'effect-arms': 'Arms',
  'effect-segments': 'Segments',
  'effect-compliance': 'Compliance',
  'effect-outcome': 'Shape',
  'effect-quantiles': 'Quantiles',
  'effect-bayesian': 'Bayes',
  'effect-resampled': 'Resample',
  'effect-sequential': 'So far',
  'effect-observational': 'Adjust',
  'effect-panel': 'Panel',
  'effect-synthetic': 'Synthetic',
  'effect-from-counts': 'Counts',
  'warehouse-sql': 'SQL',
  'effect-from-sums': 'Sums',
  'sample-ratio': 'Check',
  'sample-ratio-diagnose': 'Causes',
  'sample-ratio-study': 'Mismatch',
  'sample-ratio-plan': 'Sample ratio',
  'peeking-study': 'Peeking',
  'clt-study': 'Normal means',
  'analysis-code': 'Code',
  'network-path': 'Why it fails',
};
export const shortTitle = (tool: Place) => shortTitles[tool.name] ?? tool.title;

/** The tools of a room under their headings; one group without a heading where there is nothing to group. */
export function groupsIn(room: Room): { title: string; tools: Place[] }[] {
  const all: Place[] = [...toolsIn(room), ...pages.filter((page) => page.room === room)];
  const inRoom = groups[room];
  if (!inRoom) return [{ title: '', tools: all }];
  const named = inRoom.map(([title, names]) => ({
    title,
    tools: names.flatMap((name) => all.find((tool) => tool.name === name) ?? []),
  }));
  const placed = new Set(named.flatMap((group) => group.tools));
  const rest = all.filter((tool) => !placed.has(tool));
  return [...named, { title: 'More', tools: rest }].filter((group) => group.tools.length > 0);
}

export const toolsIn = (room: Room) => tools.filter((operation) => operation.room === room);
