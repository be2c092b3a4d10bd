// SPDX-License-Identifier: Apache-2.0
// The SQL that warehouse-sql writes is run, and effect-from-sums must make of its answer what the rows give. Where a
// warehouse is not installed, its tests are skipped with a word. Dialects that run nowhere here are parsed by sqlglot.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { loadModule, readCatalogue } from '../../scripts/lib/module.mjs';
import { detect, readRecords, runOverTable } from '../../web/engine/driver.js';
import { clicks, notifications, onboarding } from '../../web/samples/made.mjs';
import { cells, duckdb, postgresql } from '../warehouse/engines.mjs';

const module = await loadModule();

async function overText(csv, operation, request) {
  const bytes = new TextEncoder().encode(csv);
  const session = new module.TableSession();
  const source = {
    size: bytes.length,
    bytes: async (begin, end) => bytes.subarray(begin, end),
    async *from(begin) {
      yield bytes.subarray(begin);
    },
  };
  await detect(session, source);
  await readRecords(session, source, {});
  session.seal();
  const outcome = await runOverTable(session, operation, request);
  session.delete();
  assert.ok(outcome.value, `${operation}: ${JSON.stringify(outcome.issues)}\n${csv.slice(0, 400)}`);
  return outcome.value;
}

function sqlOf(request) {
  const outcome = module.calculate('warehouse-sql', request);
  assert.ok(outcome.value, JSON.stringify(outcome.issues));
  return outcome.value.sql;
}

function assertClose(actual, expected, tolerance, message) {
  const error = actual === expected ? 0 : Math.abs(actual - expected) / Math.abs(expected);
  assert.ok(error <= tolerance, `${message}: ${actual} instead of ${expected}`);
}

// --- the rows themselves ---

const personalization = readFileSync(
  new URL('../../public/samples/personalization.csv', import.meta.url),
  'utf8',
);

const quote = (cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const csvOf = (header, rows) => `${[header, ...rows].map((row) => row.map(quote).join(',')).join('\n')}\n`;

/** Several rows of a person, with gaps, two people in two arms, and names that need quotes. */
function visits() {
  const header = ['user id', 'group', 'order', 'spend "net"', 'age', 'day'];
  const rows = [];
  let state = 12345;
  const uniform = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  for (let user = 0; user < 500; user++) {
    const arm = uniform() < 0.5 ? 'new' : 'old';
    const age = uniform() < 0.1 ? '' : String(20 + Math.floor(40 * uniform()));
    for (let visit = 0; visit < 1 + 4 * uniform(); visit++) {
      const crossed = user < 2 && visit > 0;
      rows.push([
        `u${user}`,
        crossed ? (arm === 'new' ? 'old' : 'new') : arm,
        String(1 + Math.floor(3 * uniform())),
        uniform() < 0.15 ? '' : (100 * uniform() + (arm === 'new' ? 6 : 0)).toFixed(2),
        age,
        String(1 + Math.floor(9 * uniform())),
      ]);
    }
  }
  return { header, rows };
}

/** The rows of visits() put together as the query says: the same file with a row for each person. */
function together({ header, rows }, how) {
  const units = new Map();
  for (const row of rows) units.set(row[0], [...(units.get(row[0]) ?? []), row]);
  const out = [];
  for (const [name, list] of units) {
    if (new Set(list.map((row) => row[1])).size > 1) continue;
    const put = (column, by) => {
      const numbers = list
        .map((row) => row[column])
        .filter((cell) => cell !== '')
        .map(Number);
      if (numbers.length === 0) return '';
      const sum = numbers.reduce((a, b) => a + b, 0);
      return String(by === 'sum' ? sum : by === 'mean' ? sum / numbers.length : Math.max(...numbers));
    };
    out.push([name, list[0][1], put(2, how), put(3, how), put(4, 'mean'), list[0][5]]);
  }
  return csvOf(header, out);
}

/** Sums of rows that are all there, not centred, group by group: what the query means, in another language. */
function sumsOf(csv, request) {
  const [header, ...lines] = csv.trimEnd().split('\n').map(cells);
  const at = (name) => header.indexOf(name);
  const keys = ['arm', 'cluster', 'segment'].filter((key) => request[key]);
  const names = [
    ...(request.covariates ?? []).map((_, i) => `x${i + 1}`),
    'y',
    ...(request.denominator ? ['d'] : []),
  ];
  const columns = [
    ...(request.covariates ?? []),
    request.outcome,
    ...(request.denominator ? [request.denominator] : []),
  ];
  const groups = new Map();
  for (const row of lines) {
    const key = keys.map((k) => row[at(request[k])]);
    if (key.some((k) => k === '')) continue;
    const group = groups.get(key.join()) ?? { key, assigned: 0, rows: [] };
    groups.set(key.join(), group);
    group.assigned++;
    if (columns.every((column) => row[at(column)] !== ''))
      group.rows.push(columns.map((column) => Number(row[at(column)])));
  }
  const out = ['assigned', 'n', ...names.map((name) => `sum_${name}`)];
  names.forEach((a, i) => {
    for (const b of names.slice(i)) out.push(`sum_${a}${b}`);
  });
  const rows = [...groups.values()]
    .sort((a, b) => (a.key.join() < b.key.join() ? -1 : 1))
    .map(({ key, assigned, rows }) => {
      const sum = (f) => rows.reduce((total, row) => total + f(row), 0);
      const line = [...key, assigned, rows.length, ...names.map((_, i) => sum((row) => row[i]))];
      names.forEach((_, i) => {
        for (let j = i; j < names.length; j++) line.push(sum((row) => row[i] * row[j]));
      });
      return line.map(String);
    });
  return csvOf([...keys, ...out], rows);
}

/** Every number and word of two results. */
function assertSame(actual, expected, tolerance, path = '') {
  if (typeof expected === 'number') assertClose(actual, expected, tolerance, path);
  else if (expected && typeof expected === 'object') {
    assert.deepEqual(Object.keys(actual), Object.keys(expected), path);
    for (const key of Object.keys(expected))
      assertSame(actual[key], expected[key], tolerance, `${path}.${key}`);
  } else if (!/sentence|reason|detail|note/.test(path)) assert.equal(actual, expected, path);
}

for (const open of [duckdb, postgresql]) {
  const engine = await open();
  const skip = engine ? false : `${open.name} is not installed`;
  if (engine) after(() => engine.close());
  let tables = 0;
  const answer = async (csv, request) => {
    const table = `odd "table" ${++tables}`;
    await engine.load(table, csv);
    return engine.query(sqlOf({ ...request, table: `\`${table}\``, dialect: engine.dialect }));
  };

  test(`${open.name}: means and covariates, as csv-effect has them from the rows`, { skip }, async () => {
    for (const missing_covariates of ['indicator', 'drop']) {
      const choices = {
        arm: 'treat',
        outcome: 'minutes_streamed',
        covariates: ['tenure_days', 'prior_7d_minutes'],
        missing_covariates,
      };
      const rows = await overText(personalization, 'csv-effect', choices);
      const sums = await overText(await answer(personalization, choices), 'effect-from-sums', {});
      const by = (method) => sums.estimates.find((estimate) => estimate.method === method);
      for (const part of ['estimate', 'se', 'df', 'statistic', 'p_value', 'ci_low', 'ci_high'])
        assertClose(by('welch')[part], rows.unadjusted[part], 1e-9, `${missing_covariates} ${part}`);
      assertClose(by('lin_classical').estimate, rows.adjusted.estimate, 1e-9, 'Lin');
      // HC2 needs the rows, and is near.
      assertClose(by('lin_classical').se, rows.adjusted.se, 0.05, 'Lin, se');
      assert.equal(sums.rows_used, rows.rows_used);
      assert.deepEqual(
        sums.arms.map((arm) => arm.assigned),
        rows.arms.map((arm) => arm.rows),
      );
    }
  });

  test(`${open.name}: several rows of a unit, put together`, { skip }, async () => {
    const file = visits();
    const csv = csvOf(file.header, file.rows);
    for (const unit_rows of ['sum', 'mean', 'largest']) {
      const choices = { arm: 'group', outcome: 'spend "net"', covariates: ['age'] };
      const rows = await overText(together(file, unit_rows), 'csv-effect', { ...choices, control: 'old' });
      const csvOfSums = await answer(csv, { ...choices, unit: 'user id', unit_rows });
      const sums = await overText(csvOfSums, 'effect-from-sums', { control: 'old' });
      assertClose(sums.estimates[0].estimate, rows.unadjusted.estimate, 1e-9, unit_rows);
      assertClose(sums.estimates[0].se, rows.unadjusted.se, 1e-9, unit_rows);
      assertClose(sums.estimates.at(-1).estimate, rows.adjusted.estimate, 1e-9, unit_rows);
      assert.equal(sums.rows_used, rows.rows_used);
    }
  });

  test(`${open.name}: some of the rows`, { skip }, async () => {
    const file = visits();
    const choices = { arm: 'group', outcome: 'spend "net"', denominator: 'order' };
    const some = csvOf(
      file.header,
      file.rows.filter((row) => Number(row[5]) < 6),
    );
    const sums = await overText(
      await answer(csvOf(file.header, file.rows), {
        ...choices,
        filter: '"day" < 6 -- the first days (of nine',
      }),
      'effect-from-sums',
      { control: 'old' },
    );
    const wanted = await overText(sumsOf(some, choices), 'effect-from-sums', { control: 'old' });
    assertSame(sums, wanted, 1e-9);
  });

  const cases = {
    'a ratio with a covariate': [
      clicks(),
      { arm: 'ranking', outcome: 'clicks', denominator: 'views', covariates: ['clicks_before'] },
    ],
    'clusters and segments': [
      notifications(),
      {
        arm: 'notified',
        outcome: 'opens',
        covariates: ['opens_before', 'age'],
        cluster: 'city',
        segment: 'region',
      },
    ],
    'a ratio by cluster': [
      notifications(),
      { arm: 'notified', outcome: 'opens', denominator: 'opens_before', cluster: 'city' },
    ],
    'several arms by segment': [
      onboarding(),
      { arm: 'welcome', outcome: 'activated', covariates: ['revenue'], segment: 'platform' },
    ],
  };
  for (const [name, [csv, choices]] of Object.entries(cases))
    test(`${open.name}: ${name}`, { skip }, async () => {
      const sums = await overText(
        await answer(csv, { ...choices, missing_covariates: 'drop' }),
        'effect-from-sums',
        {},
      );
      const wanted = await overText(sumsOf(csv, choices), 'effect-from-sums', {});
      // Sums that were not centred have lost a digit or two.
      assertSame(sums, wanted, 1e-9);
    });

  test(`${open.name}: a mean that is a billion times the spread`, { skip }, async () => {
    const header = ['arm', 'y'];
    const rows = [];
    for (let i = 0; i < 2000; i++)
      rows.push([i % 2 ? 'b' : 'a', String(4e9 + ((i * 7919) % 1000) / 128 + (i % 2) / 4)]);
    const csv = csvOf(header, rows);
    const near = csvOf(
      header,
      rows.map(([arm, y]) => [arm, String(Number(y) - 4e9)]),
    );
    const sums = await overText(await answer(csv, { arm: 'arm', outcome: 'y' }), 'effect-from-sums', {});
    const wanted = await overText(near, 'csv-effect', { arm: 'arm', outcome: 'y' });
    assertClose(sums.estimates[0].estimate, wanted.unadjusted.estimate, 1e-9, 'estimate');
    assertClose(sums.estimates[0].se, wanted.unadjusted.se, 1e-9, 'se');
  });
}

test('every dialect can be parsed', (t) => {
  const dialects = readCatalogue()
    .operations.find(({ name }) => name === 'warehouse-sql')
    .request.fields.find(({ name }) => name === 'dialect').choices;
  const common = {
    table: 'my_project.data.experiment',
    arm: 'group',
    outcome: 'net spend',
    denominator: 'order',
    covariates: ['age', 'select'],
    segment: 'country',
    filter: "day < '2024-03-01'",
  };
  const queries = dialects.flatMap(({ name }) => [
    [name, sqlOf({ ...common, dialect: name, cluster: 'store' })],
    [
      name,
      sqlOf({ ...common, dialect: name, unit: 'user id', unit_rows: 'sum', missing_covariates: 'drop' }),
    ],
  ]);
  const program = `
import json, sys
try:
    import sqlglot
except ImportError:
    print("missing"); sys.exit()
names = {"postgresql": "postgres"}
for dialect, sql in json.load(sys.stdin):
    tree = sqlglot.parse_one(sql, read=names.get(dialect, dialect), error_level=sqlglot.ErrorLevel.RAISE)
    columns = [e.alias_or_name for e in tree.expressions]
    print(dialect, *columns)
`;
  const { stdout, stderr } = spawnSync('/usr/bin/python3', ['-c', program], {
    input: JSON.stringify(queries),
    encoding: 'utf8',
  });
  if (!stdout || stdout.startsWith('missing')) {
    t.skip(`sqlglot is not installed: ${queries.length} queries not parsed ${stderr ?? ''}`);
    return;
  }
  const lines = stdout.trimEnd().split('\n');
  assert.equal(lines.length, queries.length, stderr);
  for (const line of lines)
    assert.match(line, / arm (cluster )?segment assigned n centre_y .*sum_x1x1 .*sum_yd sum_dd$/);
});
