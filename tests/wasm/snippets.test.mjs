// SPDX-License-Identifier: Apache-2.0
// The R and Python code that the page shows beside a plan is run, and must print the number that Sutva gives.
// Where R, Python or a package is not installed, its snippets are named as not run.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { before, test } from 'node:test';
import { loadModule, readCatalogue } from '../../scripts/lib/module.mjs';
import { fillSnippet } from '../../web/tools/plan/fill-snippet.js';

const catalogue = readCatalogue();
const snippets = new Map(catalogue.snippets.map((snippet) => [snippet.key, snippet]));
const plans = catalogue.operations.filter(
  (operation) =>
    operation.shape === 'calculation' && operation.result.fields.some((field) => field.name === 'snippets'),
);

let core;
let shown;
before(async () => {
  core = await loadModule();
  shown = examples();
});

/** The defaults, every choice of every field by itself, and every pair of choices of two fields. */
function* requests(operation) {
  yield {};
  const choices = operation.request.fields.filter((field) => field.type === 'choice');
  const one = (field) => field.choices.map((choice) => [field.name, choice.name]);
  for (const [i, first] of choices.entries())
    for (const a of one(first)) {
      yield Object.fromEntries([a]);
      for (const second of choices.slice(i + 1))
        for (const b of one(second)) {
          yield Object.fromEntries([a, b]);
          if (first.name === 'metric') yield Object.fromEntries([a, b, ['sides', 'one']]);
        }
    }
}

function filled(snippet, operation, request, value) {
  const defaults = Object.fromEntries(operation.request.fields.map((field) => [field.name, field.default]));
  const code = fillSnippet(snippet, { ...defaults, ...request }, value);
  assert.doesNotMatch(code, /@\w+@/, `${snippet.key} shows what ${operation.name} does not have`);
  return code;
}

/** At most two examples of each snippet, as different as the requests come. */
function examples() {
  const found = new Map();
  for (const operation of plans)
    for (const request of requests(operation)) {
      const { value } = core.calculate(operation.name, request);
      for (const key of value?.snippets ?? []) {
        const list = found.get(key) ?? [];
        if (list.length >= 2) continue;
        const snippet = snippets.get(key);
        assert.ok(snippet, `${operation.name} names the snippet ${key}, which does not exist`);
        const terms = new Map(value.terms.map((term) => [term.name, term.value]));
        const expected = value[snippet.gives] ?? terms.get(snippet.gives);
        if (expected === undefined) continue;
        list.push({
          snippet,
          request,
          operation,
          expected,
          code: filled(snippet, operation, request, value),
        });
        found.set(key, list);
      }
    }
  return found;
}

const wrap = {
  R: (code, i) =>
    `cat("\\n@@ ${i}\\n"); tryCatch(local({\n${code}\n}), error = function(e) cat("\\n@@error", conditionMessage(e), "\\n"))`,
  Python: (code, i) =>
    `print("\\n@@ ${i}")\ntry:\n  exec(${JSON.stringify(code)}, {})\nexcept Exception as e:\n  print("@@error", e)`,
};

const interpreters = {
  R: [['Rscript', ['--vanilla', '-']]],
  Python: [
    ['/usr/bin/python3', ['-']],
    ['python3', ['-']],
  ],
};

function run(language, list) {
  const program = list.map((example, i) => wrap[language](example.code, i)).join('\n');
  for (const [command, argumentsOf] of interpreters[language]) {
    const { status, stdout } = spawnSync(command, argumentsOf, {
      input: program,
      encoding: 'utf8',
      timeout: 120_000,
    });
    if (status !== 0 || !stdout.includes('@@ 0')) continue;
    return stdout
      .split(/^@@ \d+$/m)
      .slice(1)
      .map((text) => text.trim());
  }
  return undefined;
}

const numberIn = (text) => Number(/(-?[\d.]+(?:e[-+]?\d+)?)\]?\s*$/i.exec(text)?.[1]);
const missing = /there is no package called|No module named|cannot import name/;

test('every snippet is shown by some plan', () => {
  assert.deepEqual(
    [...snippets.keys()].filter((key) => !shown.has(key)),
    [],
  );
});

for (const language of ['R', 'Python'])
  test(`the ${language} code beside a plan prints the plan's number`, (t) => {
    const list = [...shown.values()].flat().filter(({ snippet }) => snippet.language === language);
    const outputs = run(language, list);
    if (!outputs) {
      t.skip(`${language} is not installed: ${list.length} snippets not run`);
      return;
    }
    assert.equal(outputs.length, list.length);
    const wrong = [];
    for (const [i, { snippet, request, operation, expected }] of list.entries()) {
      const text = outputs[i];
      if (missing.test(text)) {
        t.diagnostic(`not run: ${snippet.key}, ${text}`);
        continue;
      }
      const got = numberIn(text);
      if (!(Math.abs(got - expected) <= snippet.tolerance * Math.abs(expected)))
        wrong.push(
          `${snippet.key} ${operation.name} ${JSON.stringify(request)}: ${text.slice(-200)}, not ${expected}`,
        );
    }
    assert.deepEqual(wrong, []);
  });
