// SPDX-License-Identifier: Apache-2.0
// Drives one headless Chromium through the benchmark and writes RESULTS.md. Called by scripts/bench; see README.md.

import { createReadStream, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import { basename, delimiter, dirname, extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: {
    file: { type: 'string' },
    runs: { type: 'string', default: '5' },
    engine: { type: 'string', default: join(here, '../../dist/engine/engine.js') },
    only: { type: 'string' },
    isolated: { type: 'boolean', default: false },
    'without-sutva': { type: 'boolean', default: false },
    output: { type: 'string', default: join(here, 'RESULTS.md') },
  },
});
const runs = Math.max(1, Number(options.runs));
const engine = resolve(options.engine);
const tasks = ['welch', 'lin'];
const browserPath = findOnPath(['chromium', 'chromium-browser', 'google-chrome']);

if (!browserPath) fail('No Chromium on PATH.');
if (!options['without-sutva'] && !existsSync(engine)) {
  fail(`${engine} does not exist: build it first, or give --engine PATH or --without-sutva.`);
}

const server = createServer(serve);
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const browser = await chromium.launch({
  executablePath: browserPath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--no-first-run',
    '--js-flags=--expose-gc',
  ],
});
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(600_000);
  page.on('pageerror', (error) => console.error(String(error)));
  await page.goto(`http://127.0.0.1:${server.address().port}/index.html`);
  await page.setInputFiles('#file', options.file);
  const names = (await page.evaluate('names')).filter(
    (name) =>
      !(options['without-sutva'] && name.startsWith('Sutva')) &&
      (!options.only || name.includes(options.only)),
  );
  const times = new Map(names.map((name) => [name, { welch: [], lin: [] }]));
  const answers = new Map();

  // Round 0 warms everyone up. The order turns by one place each round, so that nobody always follows the same one.
  for (let round = 0; round <= runs; round++) {
    for (const task of tasks) {
      for (let i = 0; i < names.length; i++) {
        const name = names[(i + round) % names.length];
        const { milliseconds, answer } = await page.evaluate(
          ([n, t]) => globalThis.measure(n, t),
          [name, task],
        );
        check(answers, name, task, answer);
        if (round > 0) times.get(name)[task].push(milliseconds);
      }
    }
    console.error(round === 0 ? 'warmed up' : `round ${round} of ${runs}`);
  }
  report(names, times, answers);
} finally {
  await browser.close();
  server.close();
}

/** Everyone must find the same numbers, to nine digits. */
function check(answers, name, task, answer) {
  if (name === 'reading only') return;
  if (!answers.has(task)) {
    answers.set(task, answer);
    return;
  }
  const first = answers.get(task);
  for (const key of ['rows', 'estimate', 'standard_error']) {
    if (!(Math.abs(answer[key] - first[key]) <= 1e-9 * Math.abs(first[key]))) {
      fail(`${name}, ${task}: ${key} is ${answer[key]}, another found ${first[key]}.`);
    }
  }
}

function report(names, times, answers) {
  const rows = names.map((name) => ({
    name,
    welch: median(times.get(name).welch),
    lin: median(times.get(name).lin),
  }));
  const base = rows.find((row) => row.name === 'Sutva');
  const peers = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).dependencies;
  const size = statSync(options.file).size;
  const cell = (row, task) =>
    `${row[task].toFixed(0)} ms | ${base ? (row[task] / base[task]).toFixed(2) : '–'}`;
  const shown = (task) =>
    `${answers.get(task).estimate.toPrecision(9)} ± ${answers.get(task).standard_error.toPrecision(9)}`;
  const text = `# CSV benchmark

From a File on disk to the effect, in one page of one headless browser. Median of ${runs} runs after one warm-up, order turning
from run to run. Ratio: time divided by Sutva's.

| | difference in means (Welch) | ratio | adjusted for a number and two categories (Lin, HC2) | ratio |
| --- | ---: | ---: | ---: | ---: |
${rows.map((row) => `| ${row.name} | ${cell(row, 'welch')} | ${cell(row, 'lin')} |`).join('\n')}

- Date: ${new Date().toISOString().slice(0, 10)}
- Machine: ${os.cpus().length} × ${os.cpus()[0].model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()}
- Browser: Chromium ${browser.version()}, headless${options.isolated ? ', cross-origin isolated page' : ''}
- File: ${basename(options.file)}, ${answers.get('welch').rows.toLocaleString('en')} rows, ${(size / 1e6).toFixed(1)} MB (\`scripts/samples/million.mjs\`)
- Peers: ${Object.entries(peers)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}
- Everyone found the same numbers to nine digits: ${shown('welch')} (Welch), ${shown('lin')} (Lin).
- Engines are started before the clock, except in "first use". "Sutva" reads every column, as the page does when a file is dropped;
  of the others those that say "every column typed" do so, the rest turn only the needed cells into numbers. "Reading only" moves
  the bytes and does nothing with them.
`;
  writeFileSync(options.output, text);
  console.log(text);
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function serve(request, response) {
  const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
  const roots = {
    '/duckdb/': join(here, 'node_modules/@duckdb/duckdb-wasm/dist'),
    '/sutva/': dirname(engine),
    '/': join(here, 'build'),
  };
  const prefix = Object.keys(roots).find((p) => path.startsWith(p));
  const name = path === '/sutva/engine.js' ? basename(engine) : path.slice(prefix.length);
  const file = path === '/index.html' ? join(here, 'index.html') : join(roots[prefix], name);
  if (path.includes('..') || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };
  const headers = { 'content-type': `${types[extname(file)] ?? 'application/octet-stream'}; charset=utf-8` };
  if (extname(file) === '.wasm') headers['content-type'] = 'application/wasm';
  if (options.isolated) {
    headers['cross-origin-opener-policy'] = 'same-origin';
    headers['cross-origin-embedder-policy'] = 'require-corp';
  }
  response.writeHead(200, headers);
  createReadStream(file).pipe(response);
}

function findOnPath(commands) {
  for (const command of commands) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      if (existsSync(join(folder, command))) return join(folder, command);
    }
  }
  return undefined;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
