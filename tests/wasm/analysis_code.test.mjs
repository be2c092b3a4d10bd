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

const module = await loadModule();
const folder = mkdtempSync(join(tmpdir(), 'sutva-code-'));
after(() => rmSync(folder, { recursive: true }));

const awkward = `${reminder().replace('steps,steps_before', '"steps ""a day""","back\\slash é"')}`;
const files = {
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

/** What the module says: csv-effect; of ratios and clusters effect-from-sums, over sums of the rows. */
async function wanted(request) {
  const { file, denominator, cluster, block, ...rest } = request;
  if (!denominator && !cluster) {
    const covariates = [...(rest.covariates ?? []), ...(block ? [block] : [])];
    const { unadjusted, adjusted } = await overText(files[file], 'csv-effect', { ...rest, covariates });
    return adjusted ?? unadjusted;
  }
  const [header, ...lines] = files[file]
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  const at = (name) => header.indexOf(name);
  const groups = new Map();
  for (const row of lines) {
    const key = [row[at(rest.arm)], cluster ? row[at(cluster)] : ''].join();
    const group = groups.get(key) ?? [0, 0, 0, 0, 0, 0];
    const y = Number(row[at(rest.outcome)]);
    const d = denominator ? Number(row[at(denominator)]) : 1;
    [1, y, y * y, d, y * d, d * d].forEach((value, i) => {
      group[i] += value;
    });
    groups.set(key, group);
  }
  const sums = [...groups].map(([key, g]) => `${key},${(denominator ? g : g.slice(0, 3)).join()}`).join('\n');
  const columns = `arm,cluster,n,sum_y,sum_yy${denominator ? ',sum_d,sum_yd,sum_dd' : ''}`;
  const csv = cluster
    ? `${columns}\n${sums}\n`
    : `${columns.replace('cluster,', '')}\n${sums.replaceAll(',,', ',')}\n`;
  const { control, treatment, confidence } = rest;
  return (await overText(csv, 'effect-from-sums', { control, treatment, confidence })).estimates[0];
}

const streaming = {
  file: 'personalization.csv',
  arm: 'treat',
  control: '0',
  treatment: '1',
  outcome: 'minutes_streamed',
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
    covariates: ['spend_before', 'premium'],
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
];
/** Regressions by cluster, which the module takes from rows by another operation: here the programs must agree. */
const together = [
  { ...requests.at(-2), covariates: ['opens_before', 'age'] },
  { ...requests.at(-2), denominator: 'age', covariates: ['opens_before'], block: 'region' },
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

for (const kind of ['r', 'r_sandwich', 'r_estimatr', 'python'])
  test(`${kind} programs print the module's numbers`, async (t) => {
    const list = requests
      .map((request) => ({ request, code: codeOf(request)[kind] }))
      .filter(({ code }) => code !== undefined);
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

test('programs agree with each other about regressions by cluster', (t) => {
  const by = (kind) =>
    numbersOf(
      kind,
      together.map((request) => codeOf(request)[kind]),
    );
  const base = by('r');
  if (!base) {
    t.skip('R is not installed');
    return;
  }
  for (const kind of ['r_estimatr', 'python'])
    for (const [i, found] of (by(kind) ?? []).entries())
      assertSame(found, base[i], `${kind} ${JSON.stringify(together[i])}`);
});
