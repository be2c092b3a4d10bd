// SPDX-License-Identifier: Apache-2.0
// A link that makes one choice and says nothing else is the first thing that somebody sees: it must show an answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadModule, readCatalogue } from '../../scripts/lib/module.mjs';
import { resample, runOverTable } from '../../web/engine/driver.js';

const core = await loadModule();
const { operations } = readCatalogue();
const calculations = operations.filter(({ shape }) => shape === 'calculation');

/** Every choice of every field, each with what the form offers it beside. */
function* choicesOf(request) {
  for (const { name: field, type, choices = [] } of request.fields) {
    for (const { name: choice, beside } of choices) {
      const chosen = type === 'choices' ? [choice] : choice;
      yield { [field]: chosen, ...(beside && { [beside.field]: beside.values[0] }) };
    }
  }
}

const complaint = (asked, issues) =>
  `${JSON.stringify(asked)}: ${issues.map(({ message }) => message).join(' ')}`;

for (const { name, request } of calculations) {
  if (request.fields.some((field) => field.required)) continue;
  test(`${name} answers every choice taken alone`, () => {
    assert.ok(core.calculate(name, {}).value, 'nothing chosen');
    for (const asked of choicesOf(request)) {
      const { value, issues } = core.calculate(name, asked);
      assert.ok(value, complaint(asked, issues));
    }
  });
}

// Only a file has the edges of a file, and only some networks lie in a plane.
const needs = { file: undefined, regions: { network: 'geometric' } };

for (const { name, request, shape } of operations.filter(({ table }) => table === 'optional')) {
  const run = shape === 'resampling' ? resample : runOverTable;
  test(`${name} answers every choice taken alone, in a small network`, async () => {
    const all = { units: 120, groups: 6, clusters: 6, replicates: 100 };
    const small = Object.fromEntries(
      Object.entries(all).filter(([field]) => request.fields.some((known) => known.name === field)),
    );
    for (const asked of choicesOf(request)) {
      const [choice] = Object.values(asked);
      if (choice in needs && !needs[choice]) continue;
      const session = new core.TableSession();
      const { value, issues } = await run(session, name, { ...small, ...asked, ...needs[choice] });
      assert.ok(value, complaint(asked, issues));
      assert.doesNotMatch(
        JSON.stringify(value),
        /null/,
        `${JSON.stringify(asked)} has no number that is none`,
      );
      session.delete();
    }
  });
}
