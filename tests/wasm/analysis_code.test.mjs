// SPDX-License-Identifier: Apache-2.0
// The R and Python programs of analysis-code are run over the file they name, and must print the numbers that the module
// gives for it. Where R, Python or a package is not installed, its programs are named as not run.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadModule } from '../../scripts/lib/module.mjs';
import { detect, readRecords, runOverTable } from '../../web/engine/driver.js';
import { clicks, launch, notifications, onboarding, reminder } from '../../web/samples/made.mjs';
import { seeded } from '../../web/samples/random.mjs';

const module = await loadModule();
const folder = mkdtempSync(join(tmpdir(), 'sutva-code-'));
after(() => rmSync(folder, { recursive: true }));

const awkward = `${reminder().replace('steps,steps_before', '"steps ""a day""","back\\slash é"')}`;
const random = seeded(77);
const some = (names) => names[Math.floor(random.uniform() * names.length)];

/** Visits of people, some several, some without a number or a name, and a few people in both arms. */
function visits() {
  const lines = [];
  for (let i = 0; i < 300; i++) {
    const arm = some(['old', 'new', 'other']);
    const [age, country, shop] = [
      20 + Math.floor(40 * random.uniform()),
      some(['DE', 'US', '']),
      `s${i % 30}`,
    ];
    for (let k = Math.floor(3.5 * random.uniform()); k >= 0; k--) {
      const spent =
        random.uniform() < 0.05 ? '' : (20 * random.uniform() + (arm === 'new' ? 2 : 0)).toFixed(2);
      const own = random.uniform() < 0.01 ? some(['old', 'new']) : arm;
      lines.push([
        random.uniform() < 0.01 ? '' : `p${i}`,
        own,
        spent,
        1 + Math.floor(5 * random.uniform()),
        random.uniform() < 0.1 ? '' : age + k,
        country,
        shop,
      ]);
    }
  }
  return lines;
}
const visitLines = visits();
const visitHeader = ['person', 'arm', 'spent', 'pages', 'age', 'country', 'shop'];
const csvOf = (lines, sign = ',') => `${lines.map((line) => line.join(sign)).join('\n')}\n`;

/** Blocks of so many units of each arm; a name of a crew for each. */
function blocksOf(sizes, people = () => 1) {
  const lines = [['pair', 'treated', 'after', 'before', 'kind', 'crew']];
  for (const [block, [controls, treated]] of sizes.entries()) {
    const level = 5 * random.normal();
    for (let i = 0; i < controls + treated; i++) {
      const z = i < controls ? 0 : 1;
      const before = level + random.normal();
      for (let person = people(); person > 0; person--)
        lines.push([
          `b${block}`,
          z,
          (level + z + before / 2 + random.normal()).toFixed(3),
          before.toFixed(3),
          some(['x', 'y', 'z']),
          `c${block}_${i}`,
        ]);
    }
  }
  return csvOf(lines);
}

const files = {
  'visits.csv': csvOf([visitHeader, ...visitLines]),
  'visits.txt': `Visits\nof people\n${csvOf(
    [visitHeader, ...visitLines.map((line) => line.map((cell) => String(cell).replace('.', ',')))],
    ';',
  )}`,
  'pairs.csv': blocksOf(Array.from({ length: 40 }, () => [1, 1])),
  'small.csv': blocksOf([
    [1, 2],
    [3, 1],
    [2, 2],
    [4, 3],
    [1, 1],
    [0, 2],
    [5, 6],
    [1, 4],
  ]),
  'two.csv': blocksOf([
    [1, 1],
    [1, 1],
    [3, 4],
  ]),
  'crews.csv': blocksOf(
    [
      [1, 1],
      [2, 2],
      [3, 2],
      [1, 2],
      [1, 1],
      [2, 1],
    ],
    () => 2 + Math.floor(6 * random.uniform()),
  ),
  'personalization.csv': readFileSync(
    new URL('../../public/samples/personalization.csv', import.meta.url),
    'utf8',
  ),
  'clicks.csv': clicks(),
  'notifications.csv': notifications(),
  'onboarding.csv': onboarding(),
  'reminder.csv': reminder(),
  'launch.csv': launch(),
  'awkward "file" é.csv': awkward,
};
for (const [name, csv] of Object.entries(files)) writeFileSync(join(folder, name), csv);

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
  assert.ok(outcome.value, JSON.stringify(outcome.issues));
  return outcome.value;
}

/** What csv-effect says. */
async function wanted({ file, block_kind, delimiter, decimal, skipped_lines, encoding, ...request }) {
  const { unadjusted, adjusted } = await overText(files[file], 'csv-effect', request);
  return adjusted ?? unadjusted;
}

const streaming = {
  file: 'personalization.csv',
  arm: 'treat',
  control: '0',
  treatment: '1',
  outcome: 'minutes_streamed',
};
const visited = { file: 'visits.csv', arm: 'arm', control: 'old', treatment: 'new', outcome: 'spent' };
const paired = {
  file: 'pairs.csv',
  arm: 'treated',
  control: '0',
  treatment: '1',
  outcome: 'after',
  block: 'pair',
};
const notified = {
  file: 'notifications.csv',
  arm: 'notified',
  control: '0',
  treatment: '1',
  outcome: 'opens',
};
const requests = [
  streaming,
  {
    ...streaming,
    covariates: ['tenure_days', 'prior_7d_minutes', 'country', 'device_type', 'is_premium'],
    confidence: 0.9,
  },
  { ...streaming, covariates: ['tenure_days', 'country'], missing_covariates: 'drop' },
  { ...streaming, covariates: ['prior_7d_minutes'], block: 'country' },
  {
    file: 'reminder.csv',
    arm: 'offered',
    control: '0',
    treatment: '1',
    outcome: 'steps',
    covariates: ['steps_before', 'sex'],
  },
  {
    file: 'onboarding.csv',
    arm: 'welcome',
    control: 'control',
    treatment: 'checklist',
    outcome: 'activated',
    block: 'platform',
  },
  {
    file: 'onboarding.csv',
    arm: 'welcome',
    control: 'control',
    treatment: 'video',
    outcome: 'revenue',
    covariates: ['company', 'country'],
  },
  {
    file: 'launch.csv',
    arm: 'adopted',
    control: '0',
    treatment: '1',
    outcome: 'spend',
    covariates: ['spend_before', 'premium_before'],
  },
  {
    file: 'awkward "file" é.csv',
    arm: 'offered',
    control: '0',
    treatment: '1',
    outcome: 'steps "a day"',
    covariates: ['back\\slash é'],
  },
  {
    file: 'clicks.csv',
    arm: 'ranking',
    control: 'old',
    treatment: 'new',
    outcome: 'clicks',
    denominator: 'views',
  },
  {
    file: 'notifications.csv',
    arm: 'notified',
    control: '0',
    treatment: '1',
    outcome: 'opens',
    cluster: 'city',
  },
  {
    file: 'notifications.csv',
    arm: 'notified',
    control: '0',
    treatment: '1',
    outcome: 'opens',
    denominator: 'age',
    cluster: 'city',
    confidence: 0.99,
  },
  { ...notified, cluster: 'city', covariates: ['opens_before', 'age'] },
  { ...notified, cluster: 'city', block: 'region' },
  { ...notified, denominator: 'age', cluster: 'city', covariates: ['opens_before'], block: 'region' },
  { ...streaming, cap_quantile: 0.95 },
  {
    ...streaming,
    cap_quantile: 0.9,
    covariates: ['prior_7d_minutes', 'country'],
    missing_covariates: 'drop',
  },
  visited,
  { ...visited, unit: 'person' },
  { ...visited, unit: 'person', covariates: ['age', 'country'] },
  ...['sum', 'mean', 'largest'].map((unit_rows) => ({ ...visited, unit: 'person', unit_rows })),
  { ...visited, unit: 'person', unit_rows: 'sum', covariates: ['age', 'country'], cap_quantile: 0.9 },
  {
    ...visited,
    unit: 'person',
    unit_rows: 'sum',
    denominator: 'pages',
    missing_covariates: 'drop',
    covariates: ['age'],
  },
  { ...visited, unit: 'person', unit_rows: 'sum', cluster: 'shop' },
  { ...visited, unit: 'person', denominator: 'pages' },
  paired,
  { ...paired, covariates: ['before', 'kind'], block_kind: 'pairs' },
  { ...paired, file: 'small.csv' },
  { ...paired, file: 'two.csv' },
  { ...paired, file: 'crews.csv', cluster: 'crew' },
  {
    ...visited,
    file: 'visits.txt',
    delimiter: 'semicolon',
    decimal: 'comma',
    skipped_lines: 2,
    covariates: ['age'],
  },
];
function codeOf(request) {
  const outcome = module.calculate('analysis-code', request);
  assert.ok(outcome.value, JSON.stringify(outcome.issues));
  return outcome.value;
}

const parts = ['estimate', 'se', 'df', 'p_value', 'ci_low', 'ci_high'];
const missing = /there is no package called|No module named/;
const wrap = {
  R: (code, i) => `cat("\\n@@ ${i}\\n")\nlocal({\n${code}\n})`,
  Python: (code, i) => `print("\\n@@ ${i}")\nexec(${JSON.stringify(code)}, {})`,
};

/** What each program prints, run one after another; none where the language or a package is not installed. */
function numbersOf(kind, codes) {
  const language = kind === 'python' ? 'Python' : 'R';
  const program = codes.map(wrap[language]).join('\n');
  for (const [command, word] of language === 'R'
    ? [['Rscript', '--vanilla']]
    : [
        ['/usr/bin/python3', '-B'],
        ['python3', '-B'],
      ]) {
    const { stdout, stderr, error } = spawnSync(command, [word, '-'], {
      input: program,
      cwd: folder,
      encoding: 'utf8',
      timeout: 300_000,
      env: { ...process.env, LC_ALL: 'C.UTF-8', PYTHONUTF8: '1' },
    });
    if (error?.code === 'ENOENT' || missing.test(stderr)) continue;
    const outputs = stdout.split(/^@@ \d+$/m).slice(1);
    return codes.map((code, i) => {
      const found = Object.fromEntries(
        [...(outputs[i] ?? '').matchAll(/^(\w+): (\S+)$/gm)].map(([, name, value]) => [name, Number(value)]),
      );
      assert.deepEqual(Object.keys(found), parts, `${kind}\n${code}\n${outputs[i]}${stderr}`);
      return found;
    });
  }
  return undefined;
}

/** Ten digits are printed; an end of an interval is the difference of two numbers. */
function assertSame(found, expected, message) {
  for (const part of parts) {
    const scale = Math.max(Math.abs(expected[part]), part.startsWith('ci') ? expected.se : 0);
    const error = Math.abs(found[part] - expected[part]);
    assert.ok(error <= 1e-8 * scale, `${message} ${part}: ${found[part]} instead of ${expected[part]}`);
  }
}

/** estimatr compares within strata or within pairs, and not where there are both. */
const runs = (kind, { file }) =>
  kind !== 'r_estimatr' || !['small.csv', 'two.csv', 'crews.csv'].includes(file);

for (const kind of ['r', 'r_sandwich', 'r_estimatr', 'python'])
  test(`${kind} programs print the module's numbers`, async (t) => {
    const list = requests
      .map((request) => ({ request, code: codeOf(request)[kind] }))
      .filter(({ code, request }) => code !== undefined && runs(kind, request));
    assert.ok(list.length >= 10);
    const found = numbersOf(
      kind,
      list.map(({ code }) => code),
    );
    if (!found) {
      t.skip(`the language or a package is not installed: ${list.length} ${kind} programs not run`);
      return;
    }
    for (const [i, { request }] of list.entries())
      assertSame(found[i], await wanted(request), `${kind} ${JSON.stringify(request)}`);
  });
