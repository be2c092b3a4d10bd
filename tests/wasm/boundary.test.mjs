// SPDX-License-Identifier: Apache-2.0
// What JavaScript can do to the module: every field of every operation with every kind of wrong value, derived from
// the catalogue; the whole way of a file; and the same numbers as in the native tests.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { loadModule, readCatalogue, readModule } from '../../scripts/lib/module.mjs';
import {
  beginResampling,
  detect,
  readRecords,
  resample,
  runOverTable,
  simulate,
} from '../../web/engine/driver.js';

const root = new URL('../../', import.meta.url);
const module = await loadModule();
const catalogue = readCatalogue();
const { operations, codes } = catalogue;
// The page's modules.
const rooms = [...new Set(operations.map((operation) => operation.module))];
const shape = (name) => operations.filter((operation) => operation.shape === name);

// --- helpers ---

const fileBytes = (path) => new Uint8Array(readFileSync(new URL(path, root)));

/** @param {Uint8Array} bytes */
function sourceOf(bytes, chunk = 100_000) {
  return {
    size: bytes.length,
    bytes: async (begin, end) => bytes.subarray(begin, end),
    async *from(begin) {
      for (let at = begin; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    },
  };
}

async function open(path, { TableSession } = module) {
  const session = new TableSession();
  const source = sourceOf(fileBytes(path));
  const format = await detect(session, source);
  assert.deepEqual(format.issues, []);
  await readRecords(session, source, {});
  assert.deepEqual(session.seal().issues, []);
  return session;
}

const personalization = 'public/samples/personalization.csv';
const table = await open(personalization);

function reference(name) {
  const [header, ...lines] = readFileSync(new URL(`tests/reference/${name}.csv`, root), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split(','));
  assert.ok(lines.length > 0);
  return lines.map((cells) => Object.fromEntries(header.map((column, i) => [column, cells[i]])));
}

function assertClose(actual, expected, tolerance, message) {
  const error = actual === expected ? 0 : Math.abs(actual - expected) / Math.abs(expected);
  assert.ok(error <= tolerance, `${message}: ${actual} instead of ${expected}`);
}

/** Plain data without a number that is none: what survives structuredClone and means something. */
function assertPlain(value, path = 'reply') {
  if (typeof value === 'number') assert.ok(Number.isFinite(value), `${path} is ${value}`);
  else if (value instanceof Float64Array || Array.isArray(value))
    for (const [i, item] of value.entries()) assertPlain(item, `${path}[${i}]`);
  else if (typeof value === 'object') {
    assert.equal(Object.getPrototypeOf(value), Object.prototype, path);
    for (const [name, item] of Object.entries(value)) assertPlain(item, `${path}.${name}`);
  } else assert.ok(['string', 'boolean'].includes(typeof value), `${path} is a ${typeof value}`);
  if (path === 'reply') assert.deepEqual(structuredClone(value), value);
}

const known = new Set(codes.map(({ code }) => code));
function assertIssues(issues) {
  for (const issue of issues) {
    assert.ok(known.has(issue.code), issue.code);
    assert.ok(issue.message.length > 0);
    assert.ok(['error', 'warning'].includes(issue.severity));
    assert.equal(typeof issue.field, 'string');
  }
}

/** What an operation says to a request, whatever its shape. */
function ask(operation, request) {
  const reply =
    operation.shape === 'calculation'
      ? module.calculate(operation.name, request)
      : operation.shape === 'simulation'
        ? module.simulation_plan(operation.name, request)
        : operation.shape === 'resampling'
          ? table.begin_resampling(operation.name, request)
          : table.begin_operation(operation.name, request);
  assertPlain(reply);
  assertIssues(reply.issues);
  return reply;
}

/** A value that the field takes; for required ones there is no default to start from. */
function someValue(field) {
  const list = (item) => [item, item];
  const low = field.min ?? 0;
  const number =
    Math.min(low + 1, field.max ?? Number.POSITIVE_INFINITY) === low + 1 ? low + 1 : (low + field.max) / 2;
  return {
    number,
    integer: Math.ceil(number),
    text: 'treat',
    boolean: true,
    choice: field.choices?.[0]?.name,
    numbers: list(number),
    integers: list(Math.ceil(number)),
    texts: list('treat'),
    struct: {},
    plain: {},
    structs: [],
  }[field.type];
}

/** What a request must hold at least, and the choices that make the field count. */
function requestFor(operation, field) {
  const request = {};
  for (const other of operation.request.fields) if (other.required) request[other.name] = someValue(other);
  for (const condition of field?.when ?? []) {
    const chooser = operation.request.fields.find(({ name }) => name === condition.field);
    request[condition.field] = chooser?.type === 'choices' ? [condition.values[0]] : condition.values[0];
  }
  return request;
}

function assertRefused(reply, code, field, given) {
  const found = reply.issues.some((i) => i.severity === 'error' && i.code === code && i.field === field);
  assert.ok(
    found,
    `${field} = ${inspect(given, { depth: 0 })} should be ${code}, got ${JSON.stringify(reply.issues)}`,
  );
  assert.ok(!('value' in reply) && !reply.running, `${field} = ${inspect(given)} has a value`);
}

const eachField = function* () {
  for (const operation of operations)
    for (const field of operation.request.fields) yield { operation, field };
};

// --- requests ---

test('the catalogue has something of every shape', () => {
  for (const name of ['calculation', 'simulation', 'table', 'resampling']) assert.ok(shape(name).length > 0);
});

test('texts that only the catalogue needs are not in a module', () => {
  const told = new Set();
  // Labels are in the module, for error messages; a title may be the same word.
  const labels = new Set(operations.flatMap(({ request }) => request.fields.map(({ label }) => label)));
  const tell = (text) => text.length > 16 && !labels.has(text) && told.add(text);
  const visit = (struct) => {
    for (const field of struct.fields) {
      tell(field.help);
      if (field.struct) visit(field.struct);
    }
  };
  for (const { title, summary, request, result } of operations) {
    tell(title);
    tell(summary);
    visit(request);
    visit(result);
  }
  for (const { symbols, numbers, source } of catalogue.equations)
    for (const text of [symbols, numbers, source]) tell(text);
  for (const { code } of catalogue.snippets) tell(code);
  for (const { meaning } of codes) tell(meaning);
  assert.ok(told.size > 50);
  for (const room of [undefined, ...rooms]) {
    const binary = readModule(room).toString('latin1');
    const found = [...told].filter((text) => binary.includes(Buffer.from(text).toString('latin1')));
    assert.deepEqual(found, [], room);
  }
});

for (const room of rooms) {
  test(`the module ${room} answers what is its own as the one with everything does, and nothing else`, async () => {
    const own = await loadModule(room);
    const here = operations.filter((operation) => operation.module === room);
    assert.ok(here.length > 0);
    const columns = { arm: 'treat', outcome: 'minutes_streamed' };
    const fitting = ({ fields }) =>
      Object.fromEntries(
        Object.entries(columns).filter(([name]) =>
          fields.some((field) => field.name === name && field.names === 'column'),
        ),
      );
    // One answer of each kind, or the issues of what this file or no request can not answer.
    const askedOf = async ({ calculate, simulation_plan, simulation_block, ...rest }) => {
      const session = rest.TableSession && (await open(personalization, rest));
      const answers = {};
      for (const { name, shape, request } of here) {
        if (shape === 'calculation') answers[name] = calculate(name, {});
        else if (shape === 'simulation')
          answers[name] = [simulation_plan(name, {}), simulation_block(name, {}, 3, 4)];
        else if (shape === 'table') answers[name] = await runOverTable(session, name, fitting(request));
        else answers[name] = await resample(session, name, { ...fitting(request), replicates: 200 });
      }
      session?.delete();
      return answers;
    };
    const answers = await askedOf(own);
    assert.deepEqual(answers, await askedOf(module));
    const answered = Object.values(answers).filter((answer) => answer.value ?? answer[0]?.value);
    assert.ok(answered.length > here.length / 2, `${answered.length} of ${here.length} answer`);
    assert.equal(own.TableSession !== undefined, room === 'analyze' || room === 'network');
    for (const { name, shape, module: elsewhere } of operations) {
      if (elsewhere === room || shape === 'table' || shape === 'resampling') continue;
      const reply = shape === 'calculation' ? own.calculate(name, {}) : own.simulation_plan(name, {});
      assert.equal(reply.issues[0].code, 'unknown_operation', name);
    }
  });
}

test('each module is a part of the one with everything', () => {
  for (const room of rooms) assert.ok(readModule(room).length < 0.8 * readModule().length, room);
});

test('a value of another type is refused by the name of its field', () => {
  const takes = {
    number: ['number'],
    integer: ['number'],
    text: ['string'],
    choice: ['string'],
    boolean: ['boolean'],
    numbers: ['array', 'Float64Array'],
    integers: ['array'],
    texts: ['array'],
    choices: ['array'],
    structs: ['array'],
    struct: ['object'],
    plain: ['object'],
  };
  const values = [
    ['string', '0.1'],
    ['string', ''],
    ['number', 1],
    ['boolean', true],
    ['array', []],
    ['Float64Array', new Float64Array(2)],
    ['Int8Array', new Int8Array(2)],
    ['object', {}],
    ['object', Object.create(null)],
    ['function', () => 1],
    ['symbol', Symbol('1')],
    ['bigint', 1n],
    ['Date', new Date()],
    ['Map', new Map()],
    ['Number', Object(1)],
    ['String', Object('a')],
    ['RegExp', /1/],
    ['Promise', Promise.resolve(1)],
  ];
  let refused = 0;
  for (const { operation, field } of eachField()) {
    assert.ok(takes[field.type], field.type);
    for (const [type, value] of values) {
      const reply = ask(operation, { ...requestFor(operation, field), [field.name]: value });
      if (takes[field.type].includes(type))
        assert.ok(!reply.issues.some((i) => i.code === 'wrong_type' && i.field === field.name));
      else {
        assertRefused(reply, 'wrong_type', field.name, value);
        refused += 1;
      }
    }
  }
  assert.ok(refused > 1000);
});

test('items of lists are refused by their place', () => {
  let lists = 0;
  for (const { operation, field } of eachField()) {
    if (!['numbers', 'integers', 'texts', 'structs'].includes(field.type)) continue;
    lists += 1;
    const good = someValue({ ...field, type: field.type.slice(0, -1) });
    for (const wrong of [null, undefined, 1n, [], true]) {
      const reply = ask(operation, { ...requestFor(operation, field), [field.name]: [good, wrong] });
      if (field.type !== 'structs') assertRefused(reply, 'wrong_type', `${field.name}[1]`, wrong);
    }
  }
  assert.ok(lists > 0);
});

test('null and undefined are the default', () => {
  for (const { operation, field } of eachField()) {
    const request = requestFor(operation, field);
    if (field.required) {
      for (const nothing of [null, undefined])
        assertRefused(ask(operation, { ...request, [field.name]: nothing }), 'required', field.name, nothing);
      delete request[field.name];
      assertRefused(ask(operation, request), 'required', field.name, 'nothing');
      continue;
    }
    // A choice that others depend on keeps what the request needs of it.
    if (field.name in request) continue;
    const plain = ask(operation, request);
    for (const nothing of [null, undefined])
      assert.deepEqual(ask(operation, { ...request, [field.name]: nothing }), plain, field.name);
    if (field.default !== undefined && !field.struct)
      assert.deepEqual(ask(operation, { ...request, [field.name]: field.default }), plain, field.name);
  }
});

test('numbers out of range, not finite or not whole are refused', () => {
  let ranges = 0;
  for (const { operation, field } of eachField()) {
    if (!['number', 'integer'].includes(field.type)) continue;
    const give = (value) => ask(operation, { ...requestFor(operation, field), [field.name]: value });
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      assertRefused(give(value), 'not_finite', field.name, value);
    for (const [bound, openBound, outwards] of [
      [field.min, field.min_open, -1],
      [field.max, field.max_open, 1],
    ]) {
      if (bound === undefined) continue;
      ranges += 1;
      const step =
        field.type === 'integer'
          ? Math.max(1, Math.abs(bound) * 1e-6)
          : Math.max(Math.abs(bound) * 1e-12, 1e-300);
      for (const outside of [
        bound + outwards * Math.ceil(step),
        bound + outwards * step,
        outwards * 1.7e308,
      ]) {
        const reply = give(outside);
        assertRefused(reply, 'out_of_range', field.name, outside);
        assert.equal(reply.issues.find((i) => i.field === field.name).limit, bound);
      }
      if (openBound) assertRefused(give(bound), 'out_of_range', field.name, bound);
      else
        assert.ok(
          !give(bound).issues.some((i) => i.code === 'out_of_range' && i.field === field.name),
          field.name,
        );
    }
    if (field.type === 'integer') {
      const inside = (field.min ?? 0) + 0.5;
      assertRefused(give(inside), 'not_whole', field.name, inside);
    }
  }
  assert.ok(ranges > 20);
});

test('an unknown choice is refused', () => {
  for (const { operation, field } of eachField()) {
    if (field.type !== 'choice') continue;
    for (const value of [
      '',
      'no such choice',
      `${field.choices[0].name} `,
      field.choices[0].name.toUpperCase(),
      '\0',
      '\ud800',
    ])
      assertRefused(
        ask(operation, { ...requestFor(operation, field), [field.name]: value }),
        'unknown_choice',
        field.name,
        value,
      );
    for (const choice of field.choices) {
      const reply = ask(operation, { ...requestFor(operation, field), [field.name]: choice.name });
      assert.ok(!reply.issues.some((i) => i.code === 'unknown_choice'));
    }
  }
});

test('a field that does not count is not looked at', () => {
  let fields = 0;
  for (const { operation, field } of eachField()) {
    if (!field.when || field.type === 'choice') continue;
    for (const condition of field.when) {
      const chooser = operation.request.fields.find((other) => other.name === condition.field);
      for (const choice of chooser.choices) {
        if (condition.values.includes(choice.name)) continue;
        fields += 1;
        const chosen = chooser.type === 'choices' ? [choice.name] : choice.name;
        const request = { ...requestFor(operation, field), [chooser.name]: chosen };
        assert.deepEqual(
          ask(operation, { ...request, [field.name]: 'nonsense' }),
          ask(operation, request),
          field.name,
        );
      }
    }
  }
  assert.ok(fields > 10);
});

test('an unknown field is a warning and changes nothing', () => {
  for (const operation of operations) {
    const request = requestFor(operation);
    const plain = ask(operation, request);
    for (const name of ['no_such_field', '', '__proto__x', 'constructor', 'Metric', '名']) {
      const reply = ask(operation, { ...request, [name]: 1 });
      assert.deepEqual(reply.value, plain.value);
      const warning = reply.issues.find((i) => i.code === 'unknown_field');
      assert.equal(warning?.field, name);
      assert.equal(warning.severity, 'warning');
      assert.equal(reply.issues.length, plain.issues.length + 1);
    }
  }
});

test('a request that is no object is refused as a whole', () => {
  for (const operation of operations)
    for (const request of [
      5,
      'text',
      true,
      [],
      new Date(),
      () => 1,
      1n,
      Symbol('x'),
      new Map(),
      new Float64Array(3),
    ])
      assertRefused(ask(operation, request), 'wrong_type', '', request);
});

test('a request that is not there has the defaults', () => {
  for (const operation of operations) {
    const replies = [undefined, null, {}].map((request) => ask(operation, request));
    assert.deepEqual(replies[1], replies[0]);
    assert.deepEqual(replies[2], replies[0]);
    if (operation.request.fields.some((field) => field.required)) assert.ok(!replies[0].value);
  }
});

test('missing arguments are an exception, and the module lives on', () => {
  const before = module.calculate('sample-size', {});
  for (const call of [
    () => module.calculate(),
    () => module.calculate('sample-size'),
    () => module.simulation_plan(),
    () => module.simulation_block('check-plan'),
    () => module.simulation_finish('check-plan', {}),
    () => module.calculate(5, {}),
    () => new module.TableSession().begin_operation(),
    () => new module.TableSession().begin_resampling(),
  ])
    assert.throws(call);
  assert.deepEqual(module.calculate('sample-size', {}), before);
});

test('an operation of another shape, or none, is unknown', () => {
  const others = { calculation: [], simulation: [], table: [], resampling: [] };
  for (const name of Object.keys(others))
    others[name] = [
      ...operations.filter((o) => o.shape !== name).map((o) => o.name),
      '',
      'no-such',
      '\ud800',
      'x'.repeat(1e5),
    ];
  const replies = [
    ...others.calculation.map((name) => module.calculate(name, {})),
    ...others.simulation.flatMap((name) => [
      module.simulation_plan(name, {}),
      module.simulation_block(name, {}, 0, 10),
      module.simulation_finish(name, {}, []),
    ]),
    ...others.table.map((name) => table.begin_operation(name, {})),
    ...others.resampling.map((name) => table.begin_resampling(name, {})),
  ];
  for (const reply of replies) {
    assertPlain(reply);
    assertRefused(reply, 'unknown_operation', '', 'name');
  }
});

test('huge, nested, cyclic and hostile values do not harm the module', () => {
  const before = module.calculate('sample-size', {});
  const object = {};
  object.self = object;
  const array = [];
  array.push(array, array);
  let deep = {};
  for (let i = 0; i < 100_000; i++) deep = { deep };
  const wide = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`field_${i}`, i]));
  const values = [
    object,
    array,
    deep,
    wide,
    'x'.repeat(5e6),
    new Array(100_000).fill(0),
    new Float64Array(1e6),
    new Array(5000),
  ];
  for (const operation of operations) {
    const field = operation.request.fields.find((f) => f.type === 'number' || f.type === 'integer');
    for (const value of field ? values : []) {
      assertRefused(
        ask(operation, { ...requestFor(operation, field), [field.name]: value }),
        'wrong_type',
        field.name,
        'huge',
      );
    }
    ask(operation, wide);
    ask(operation, deep);
    ask(operation, object);
  }
  const traps = [
    Object.defineProperty({}, 'alpha', {
      enumerable: true,
      get: () => {
        throw new Error('trap');
      },
    }),
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('trap');
        },
      },
    ),
    new Proxy(
      {},
      {
        getPrototypeOf: () => {
          throw new Error('trap');
        },
      },
    ),
  ];
  for (const trap of traps) assert.throws(() => module.calculate('sample-size', trap), /trap/);
  assert.deepEqual(module.calculate('sample-size', {}), before);
});

// --- simulations ---

test('simulations: blocks in any order are one simulation', () => {
  for (const operation of shape('simulation')) {
    const request = { ...requestFor(operation), replicates: 5_300, seed: 11 };
    const whole = simulate(module, operation.name, request);
    assertPlain(whole);
    assert.ok(whole.value);
    const { replicates, block } = module.simulation_plan(operation.name, request).value;
    assert.equal(replicates, 5_300);
    const firsts = Array.from({ length: Math.ceil(replicates / block) }, (_, i) => i * block);
    const partials = firsts
      .toReversed()
      .map((first) =>
        module.simulation_block(operation.name, request, first, Math.min(block, replicates - first)),
      );
    for (const partial of partials) assertPlain(partial);
    const cloned = structuredClone(partials);
    assert.deepEqual(module.simulation_finish(operation.name, request, cloned), whole);
    const half = module.simulation_finish(operation.name, request, cloned.slice(0, 2));
    assertPlain(half);
    assert.ok(half.value.replicates < replicates);
    assertRefused(module.simulation_finish(operation.name, request, []), 'cancelled', '', 'no block');
    for (const nonsense of [undefined, null, 5, {}, 'x', [1, 'x', null], [{}]])
      assertRefused(module.simulation_finish(operation.name, request, nonsense), 'cancelled', '', nonsense);
  }
});

/** The settings of a golden row as a request. */
const requestOf = ({ settings }) =>
  Object.fromEntries(
    settings.split(';').map((setting) => {
      const [name, content] = setting.split('=');
      return [name, Number.isNaN(Number(content)) ? content : Number(content)];
    }),
  );

/** FNV-1a over the bits of all numbers of the blocks, as tests/core/golden.hpp has it. */
const hash = (lists) => {
  let state = 0xcbf29ce484222325n;
  const view = new DataView(new ArrayBuffer(8));
  for (const number of lists.flatMap((list) => [...list])) {
    view.setFloat64(0, number);
    state = ((state ^ view.getBigUint64(0)) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return state.toString(16).padStart(16, '0');
};

test('studies: the same bits as native code', async () => {
  // What tests/core/simulate/ adds to the settings of its golden rows.
  const added = {
    'peeking-study': { cases: ['novelty', 'weekend', 'metrics', 'clusters'] },
    'clt-study': { sizes: [10, 100] },
  };
  const looks = 28;
  let compared = 0;
  for (const [what, more] of Object.entries(added))
    for (const row of reference('golden').filter((each) => each.what === what)) {
      const request = requestOf(row);
      const lists = [];
      const asked = { ...request, ...more };
      const session = new module.TableSession();
      const resampled = shape('resampling').some(({ name }) => name === what);
      if (resampled) await beginResampling(session, what, asked);
      for (let first = 0; first < request.replicates; first += 100) {
        const partial = resampled
          ? session.resampling_block(first, 100)
          : module.simulation_block(what, asked, first, 100);
        if (row.quantity !== 'z') lists.push(partial[row.quantity]);
        else
          for (let i = 0; i < partial.paths.length; i += 3 * looks)
            lists.push(partial.paths.slice(i, i + looks));
      }
      session.delete();
      assert.equal(hash(lists), row.value, `${row.settings} ${row.quantity}`);
      compared += 1;
    }
  assert.ok(compared >= 21);
});

test('simulations: the same bits as native code', () => {
  const bits = (number) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, number);
    return view.getBigUint64(0).toString(16).padStart(16, '0');
  };
  const sums = new Map();
  let compared = 0;
  const hashed = new Set(['peeking-study', 'clt-study']);
  const rows = reference('golden').filter(
    ({ what }) => !hashed.has(what) && operations.some((o) => o.name === what),
  );
  for (const row of rows) {
    if (!sums.has(row.settings)) {
      const request = requestOf(row);
      const { replicates, block } = module.simulation_plan(row.what, request).value;
      const sum = {};
      for (let first = 0; first < replicates; first += block) {
        const partial = module.simulation_block(
          row.what,
          request,
          first,
          Math.min(block, replicates - first),
        );
        for (const [name, value] of Object.entries(partial))
          sum[name] =
            typeof value === 'number'
              ? (sum[name] ?? 0) + value
              : Array.from(value, (part, i) => (sum[name]?.[i] ?? 0) + part);
      }
      sums.set(row.settings, sum);
    }
    // An item of a list is written as name.place.
    const [name, place] = row.quantity.split('.');
    const total = sums.get(row.settings)[name];
    const value = place === undefined ? total : total[place];
    assert.equal(
      row.quantity.startsWith('sum_') || place !== undefined ? bits(value) : String(value),
      row.value,
      `${row.settings} ${row.quantity}`,
    );
    compared += 1;
  }
  assert.ok(compared >= 24);
});

// --- replicates over a file ---

const clusters = 'tests/reference/data/resampled_clusters.csv';
const resampledRequest = {
  arm: 'arm',
  control: 'old',
  treatment: 'new',
  outcome: 'y',
  cluster: 'town',
  covariates: ['x'],
  replicates: 400,
  seed: 3,
};

test('resampling: blocks in other instances, which have a copy of the columns, are the whole', async () => {
  for (const [path, request] of [
    [clusters, resampledRequest],
    [
      personalization,
      {
        arm: 'treat',
        outcome: 'minutes_streamed',
        covariates: ['prior_7d_minutes', 'country'],
        replicates: 200,
      },
    ],
  ]) {
    const home = await open(path);
    const whole = await resample(home, 'effect-resampled', request);
    assertPlain(whole);
    assert.ok(whole.value, JSON.stringify(whole.issues));
    assert.ok(whole.value.estimates.length >= 8);
    const plan = await beginResampling(home, 'effect-resampled', request);
    assertPlain(plan);
    const { replicates } = plan.value;
    const other = new module.TableSession();
    other.open_part(structuredClone(home.part_for_replicates()));
    assert.deepEqual(await beginResampling(other, 'effect-resampled', request), plan);
    // Another operation between the blocks does no harm.
    assert.ok((await runOverTable(home, 'table-profile', {})).value);
    const partials = [];
    for (let first = 0, turn = 0; first < replicates; first += 37, turn++)
      partials.push([home, other][turn % 2].resampling_block(first, Math.min(37, replicates - first)));
    for (const partial of partials) assertPlain(partial);
    assert.deepEqual(home.finish_resampling(structuredClone(partials.toReversed())), whole);
    for (const session of [home, other]) session.delete();
  }
});

test('resampling: a study of means draws from a column of a file, here or in a copy', async () => {
  const home = await open(personalization);
  const request = { metric: 'file', column: 'minutes_streamed', sizes: [20, 200], replicates: 300 };
  const whole = await resample(home, 'clt-study', request);
  assertPlain(whole);
  const { columns } = (await runOverTable(home, 'table-profile', {})).value;
  const { missing, mean } = columns.find(({ name }) => name === request.column);
  assert.ok(missing > 0);
  assert.equal(whole.value.rows_used, 5000 - missing);
  assert.ok(Math.abs(whole.value.mean / mean - 1) < 1e-12);
  const other = new module.TableSession();
  assert.ok((await beginResampling(home, 'clt-study', request)).value);
  other.open_part(structuredClone(home.part_for_replicates()));
  assert.ok((await beginResampling(other, 'clt-study', request)).value);
  const partials = [other, home].map((session, i) => session.resampling_block(150 * i, 150));
  assert.deepEqual(home.finish_resampling(structuredClone(partials)).value, whole.value);
  for (const [wrong, code] of [
    [{ column: 'country' }, 'not_numeric'],
    [{ column: 'nobody' }, 'unknown_column'],
    [{ column: '' }, 'required'],
  ])
    assertRefused(await resample(home, 'clt-study', { ...request, ...wrong }), code, 'column', wrong);
  for (const session of [home, other]) session.delete();
});

test('resampling: a part of the replicates gives no value', async () => {
  const session = await open(clusters);
  for (const nonsense of [undefined, null, 5, {}, [], [1, 'x', null], [{}]]) {
    assert.ok((await beginResampling(session, 'effect-resampled', resampledRequest)).value);
    assertRefused(session.finish_resampling(nonsense), 'cancelled', '', nonsense);
  }
  const wrong = await resample(session, 'effect-resampled', { ...resampledRequest, cluster: 'arm' });
  assert.ok(!wrong.value && wrong.issues.some(({ field }) => field === 'cluster'));
  session.delete();
});

test('resampling: the same bits as native code', async () => {
  const session = await open(clusters);
  const { value } = await beginResampling(session, 'effect-resampled', resampledRequest);
  const partial = session.resampling_block(0, value.replicates);
  const rows = reference('golden').filter((row) => row.what === 'resampling');
  assert.ok(rows.length > 0);
  for (const { quantity, value: expected } of rows)
    assert.equal(hash([partial[quantity]]), expected, quantity);
  session.delete();
});

// --- references ---

test('references: sample sizes of R and statsmodels', () => {
  const rows = [
    ...reference('sample_size_proportion').map((row) => [
      row,
      {
        proportion_method: row.method,
        baseline: Number(row.baseline),
        effect: Number(row.treatment) - Number(row.baseline),
      },
    ]),
    ...reference('sample_size_mean').map((row) => [
      row,
      {
        metric: 'mean',
        mean_method: row.method,
        baseline_mean: 0,
        sd: Number(row.sd),
        effect: Number(row.difference),
      },
    ]),
  ];
  for (const [row, own] of rows) {
    const [alpha, power, ratio] = [row.alpha, row.power, row.ratio].map(Number);
    const reply = module.calculate('sample-size', {
      sides: row.sides,
      alpha,
      power,
      ratio,
      effect_scale: 'absolute',
      ...own,
    });
    assertPlain(reply);
    assertClose(
      reply.value.n_control_unrounded,
      Number(row.n_control),
      Number(row.tolerance),
      JSON.stringify(row),
    );
  }
});

test('references: effects of R, estimatr and sandwich', async () => {
  const effect = (e, prefix) =>
    e && {
      [`${prefix}_estimate`]: e.estimate,
      [`${prefix}_se`]: e.se,
      [`${prefix}_df`]: e.df,
      [`${prefix}_p_value`]: e.p_value,
      [`${prefix}_ci_low`]: e.ci_low,
      [`${prefix}_ci_high`]: e.ci_high,
    };
  const quantities = (result) => ({
    ...effect(result.unadjusted, 'welch'),
    ...effect(result.adjusted, 'lin'),
    welch_t: result.unadjusted.statistic,
    lift: result.unadjusted.lift,
    fieller_low: result.unadjusted.lift_ci_low,
    fieller_high: result.unadjusted.lift_ci_high,
    fieller_unbounded: Number(result.unadjusted.lift_unbounded),
    ...Object.fromEntries(
      result.arms.flatMap((arm) => [
        [`n_${arm.role}`, arm.used],
        [`mean_${arm.role}`, arm.mean],
        [`sd_${arm.role}`, arm.sd],
      ]),
    ),
    ...Object.fromEntries(result.covariates.map((c) => [`smd_${c.name}`, c.balance_smd])),
    srm_p_value: result.checks.find((check) => check.name === 'sample_ratio').p_value,
    missing_p_value: result.checks.find((check) => check.name === 'missing_outcome').p_value,
  });
  const elsewhere = /^(ancova|delta|log_delta)_|_hc0$/;
  const sessions = new Map([[personalization, table]]);
  const results = new Map();
  let compared = 0;
  for (const row of reference('csv_effect')) {
    if (elsewhere.test(row.quantity)) continue;
    if (!sessions.has(row.file)) sessions.set(row.file, await open(row.file));
    const { arm, control, treatment, outcome, missing_covariates } = row;
    const covariates = row.covariates ? row.covariates.split('|') : [];
    const key = JSON.stringify([row.file, arm, control, treatment, outcome, covariates, missing_covariates]);
    if (!results.has(key)) {
      const request = { arm, control, treatment, outcome, covariates, missing_covariates };
      const reply = await runOverTable(sessions.get(row.file), 'csv-effect', request);
      assertPlain(reply);
      assertIssues(reply.issues);
      results.set(key, quantities(reply.value));
    }
    assertClose(results.get(key)[row.quantity], Number(row.value), 1e-9, `${key} ${row.quantity}`);
    compared += 1;
  }
  assert.ok(compared > 220);
  for (const [path, session] of sessions) if (path !== personalization) session.close();
});

// --- the table ---

test('table: operations without a table say so', () => {
  const session = new module.TableSession();
  for (const operation of [...shape('table'), ...shape('resampling')]) {
    if (operation.table === 'optional') continue;
    const begin = operation.shape === 'table' ? 'begin_operation' : 'begin_resampling';
    const reply = session[begin](operation.name, requestFor(operation));
    assertPlain(reply);
    assertRefused(reply, 'no_table', '', operation.name);
  }
  session.delete();
});

test('table: a wrong request begins nothing, and the next right one runs', async () => {
  for (const request of [
    { arm: 'treat' },
    { arm: 'nobody', outcome: 'minutes_streamed' },
    { arm: 'treat', outcome: 'country' },
    { arm: 'treat', outcome: 'minutes_streamed', covariates: ['minutes_streamed'] },
    { arm: 'treat', outcome: 'minutes_streamed', confidence: 1 },
  ]) {
    const reply = table.begin_operation('csv-effect', request);
    assert.equal(reply.running, false);
    assert.ok(reply.issues.some((i) => i.severity === 'error' && i.field));
  }
  const reply = await runOverTable(table, 'csv-effect', { arm: 'treat', outcome: 'minutes_streamed' });
  assert.equal(reply.value.rows_total, 5000);
  assertPlain(reply);
});

test('table: a file in any number of parts is the file', async () => {
  const rows = ['id,arm,y,note'];
  for (let i = 0; i < 3000; i++)
    rows.push(
      `${i % 2900},${i % 3 ? 'new' : 'old'},${i % 17 ? ((i * 7919) % 1000) / 8 : ''},${i % 5 ? `city ${i % 40}` : '"two\nlines, ""quoted"""'}`,
    );
  const tricky = new TextEncoder().encode(`${rows.join('\n')}\n`);
  const files = [
    [
      fileBytes(personalization),
      {
        arm: 'treat',
        outcome: 'minutes_streamed',
        unit: 'user_id',
        covariates: ['prior_7d_minutes', 'country'],
      },
    ],
    [tricky, { arm: 'arm', outcome: 'y', unit: 'id', covariates: ['note'] }],
  ];
  for (const [bytes, request] of files) {
    const source = sourceOf(bytes, 10_007);
    const answers = [];
    for (let parts = 1; parts <= 7; parts++) {
      const sessions = [];
      let expected = 0;
      for (let part = 0; part < parts; part++) {
        const begin = Math.floor((bytes.length * part) / parts);
        const end = Math.floor((bytes.length * (part + 1)) / parts);
        const session = new module.TableSession();
        assert.ok((await detect(session, source)).value);
        let offsets = await readRecords(session, source, { begin, end, atRecord: part === 0 });
        if (part > 0 && offsets.first_record_offset !== expected)
          offsets = await readRecords(session, source, { begin: expected, end, atRecord: true });
        assert.ok(part === 0 || offsets.first_record_offset === expected);
        expected = offsets.end_offset;
        sessions.push(session);
      }
      assert.equal(expected, bytes.length);
      const [first, ...rest] = sessions;
      for (const session of rest) {
        first.append_part(structuredClone(session.take_part()));
        assertRefused(session.begin_operation('table-profile', {}), 'no_table', '', 'after take_part');
      }
      const sealed = first.seal();
      answers.push({
        sealed,
        profile: await runOverTable(first, 'table-profile', {}),
        effect: await runOverTable(first, 'csv-effect', request),
      });
      for (const session of sessions) session.delete();
    }
    assertPlain(answers[0]);
    assert.ok(answers[0].effect.value.rows_used > 2000);
    for (const answer of answers) assert.deepEqual(answer, answers[0]);
  }
});

test('table: files that are none are refused, and the session can open another', async () => {
  const session = new module.TableSession();
  const random = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + ((i * i) >> 3)) & 255);
  for (const [content, code] of [
    ['', 'empty_file'],
    ['\ufeff', 'empty_file'],
    ['a,b\n', 'no_rows'],
    [random, 'not_text'],
  ]) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const reply = await detect(session, sourceOf(bytes));
    assertPlain(reply);
    assertRefused(reply, code, '', content.slice(0, 10));
  }
  const source = sourceOf(new TextEncoder().encode('g;y\na;1,5\nb;2,5\na;3\nb;4\n'));
  const format = await detect(session, source);
  assert.deepEqual([format.value.delimiter, format.value.decimal], ['semicolon', 'comma']);
  await readRecords(session, source, {});
  assert.ok(!session.seal().issues.some((i) => i.severity === 'error'));
  const reply = await runOverTable(session, 'csv-effect', { arm: 'g', outcome: 'y' });
  assert.equal(reply.value.unadjusted.estimate, 1);
  session.delete();
});

test('table: only the columns asked for', async () => {
  const session = new module.TableSession();
  const source = sourceOf(fileBytes(personalization));
  await detect(session, source);
  await readRecords(session, source, { columns: ['minutes_streamed', 'treat', 'no such column'] });
  const { issues } = session.seal();
  assert.ok(issues.some((i) => i.code === 'unknown_column'));
  session.delete();
});
