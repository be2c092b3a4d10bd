// SPDX-License-Identifier: Apache-2.0
// A link that makes one choice and says nothing else is the first thing that somebody sees: it must show an answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadModule, readCatalogue } from '../../scripts/lib/module.mjs';

const core = await loadModule();
const calculations = readCatalogue().operations.filter(({ shape }) => shape === 'calculation');

for (const { name, request } of calculations) {
  if (request.fields.some((field) => field.required)) continue;
  test(`${name} answers every choice taken alone`, () => {
    assert.ok(core.calculate(name, {}).value, 'nothing chosen');
    for (const { name: field, choices = [] } of request.fields) {
      for (const { name: choice, beside } of choices) {
        // What the form offers only with another choice is asked together with it.
        const asked = { [field]: choice, ...(beside && { [beside.field]: beside.values[0] }) };
        const { value, issues } = core.calculate(name, asked);
        assert.ok(value, `${JSON.stringify(asked)}: ${issues.map(({ message }) => message).join(' ')}`);
      }
    }
  });
}
