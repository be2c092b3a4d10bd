// SPDX-License-Identifier: Apache-2.0
// Experiments in a network of 100,000 units and a million ties, a thousand assignments: Sutva's network-study in Node
// (the same V8 as Chromium's), plain JavaScript over rows of neighbours, scipy.sparse, and Louvain by Sutva and igraph.
// The same network, read by all from one file, and the same model and estimators. Processor time, on one thread.
// Usage: node tests/bench/networks.mjs [--runs N] [--units N] [--replicates N] [--without-python]
// Prints the table that stands in NETWORKS.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadModule } from '../../scripts/lib/module.mjs';
import { detect, readRecords } from '../../web/engine/driver.js';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    units: { type: 'string', default: '100000' },
    replicates: { type: 'string', default: '1000' },
    'without-python': { type: 'boolean', default: false },
  },
});
const runs = Number(options.runs);
const units = Number(options.units);
const replicates = Number(options.replicates);
const model = { share: 0.75, baseline: 10, direct: 1, spillover: 1, noise: 3 };

/** Mulberry32: the network is the same everywhere. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Ten ties a unit, 80 % within groups of 50 to 1,000, each once. Units are numbered as they first appear. */
function makeTies() {
  const next = random(1);
  const group = new Uint32Array(units);
  const starts = [];
  for (let at = 0; at < units; ) {
    starts.push(at);
    const size = Math.min(units - at, Math.floor(50 * (1 - next() * (1 - 0.05 ** 0.5)) ** -2));
    group.fill(starts.length - 1, at, at + size);
    at += size;
  }
  starts.push(units);
  const seen = new Set();
  const ties = [];
  while (ties.length < 10 * units) {
    const a = Math.floor(next() * units);
    const from = starts[group[a]];
    const b =
      next() < 0.8 ? from + Math.floor(next() * (starts[group[a] + 1] - from)) : Math.floor(next() * units);
    const key = Math.min(a, b) * units + Math.max(a, b);
    if (a === b || seen.has(key)) continue;
    seen.add(key);
    ties.push([a, b]);
  }
  ties.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  const number = new Int32Array(units).fill(-1);
  let count = 0;
  const of = (unit) => {
    if (number[unit] < 0) number[unit] = count++;
    return number[unit];
  };
  return { ties: ties.map(([a, b]) => [of(a), of(b)]), count };
}

/** Seconds of processor time, of the least busy of several runs. */
async function fastest(run) {
  let best;
  for (let i = 0; i < runs; ++i) {
    const measured = await run();
    for (const [name, value] of Object.entries(measured)) {
      if (typeof value === 'number' && best) measured[name] = Math.min(value, best[name]);
    }
    best = measured;
  }
  return best;
}
const clock = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** One estimate is enough to see that all reckon the same: means of the estimates over assignments. */
const means = (rows) => Object.fromEntries(rows.map(([name, sum]) => [name, sum / replicates]));

// Plain JavaScript: one assignment after the other over compressed rows.
function plain({ ties, count }, noise) {
  const starts = new Uint32Array(count + 1);
  for (const [a, b] of ties) {
    ++starts[a + 1];
    ++starts[b + 1];
  }
  for (let i = 0; i < count; ++i) starts[i + 1] += starts[i];
  const next = starts.slice();
  const neighbours = new Uint32Array(starts[count]);
  for (const [a, b] of ties) {
    neighbours[next[a]++] = b;
    neighbours[next[b]++] = a;
  }
  const normal = gaussian(random(2));
  const baselines = Float64Array.from({ length: count }, () => model.baseline + model.noise * normal());
  const chance = chances(starts, count);
  const begun = clock();
  const draw = random(3);
  const fresh = gaussian(random(4));
  const treated = new Uint8Array(count);
  const sums = { difference: 0, horvitz_thompson: 0, hajek: 0, regression: 0 };
  for (let replicate = 0; replicate < replicates; ++replicate) {
    for (let i = 0; i < count; i += 32) {
      let bits = Math.floor(draw() * 2 ** 32);
      for (let k = i; k < Math.min(i + 32, count); ++k, bits >>>= 1) treated[k] = bits & 1;
    }
    let n1 = 0,
      s1 = 0,
      zs = 0,
      ss = 0,
      y1 = 0,
      yAll = 0,
      sy = 0;
    let w1 = 0,
      w0 = 0,
      wy1 = 0,
      wy0 = 0;
    for (let i = 0; i < count; ++i) {
      let around = 0;
      for (let at = starts[i]; at < starts[i + 1]; ++at) around += treated[neighbours[at]];
      const degree = starts[i + 1] - starts[i];
      const z = treated[i];
      const s = degree > 0 ? around / degree : 0;
      const y = baselines[i] + model.direct * z + model.spillover * s + (noise > 0 ? noise * fresh() : 0);
      n1 += z;
      s1 += s;
      zs += z * s;
      ss += s * s;
      y1 += z * y;
      yAll += y;
      sy += s * y;
      const same = degree > 0 ? (z ? s : 1 - s) : 1;
      if (same >= model.share) {
        const w = 1 / chance[degree];
        if (z) {
          w1 += w;
          wy1 += w * y;
        } else {
          w0 += w;
          wy0 += w * y;
        }
      }
    }
    sums.difference += y1 / n1 - (yAll - y1) / (count - n1);
    sums.horvitz_thompson += (wy1 - wy0) / count;
    sums.hajek += wy1 / w1 - wy0 / w0;
    const mz = n1 / count,
      ms = s1 / count,
      my = yAll / count;
    const czz = n1 - count * mz * mz,
      czs = zs - count * mz * ms,
      css = ss - count * ms * ms;
    const czy = y1 - count * mz * my,
      csy = sy - count * ms * my;
    sums.regression += (css * czy - czs * csy + czz * csy - czs * czy) / (czz * css - czs * czs);
  }
  return { seconds: clock() - begun, means: means(Object.entries(sums)) };
}

/** Polar method. */
function gaussian(next) {
  let spare;
  return () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const a = 2 * next() - 1,
        b = 2 * next() - 1,
        r = a * a + b * b;
      if (r > 0 && r < 1) {
        const scale = Math.sqrt((-2 * Math.log(r)) / r);
        spare = b * scale;
        return a * scale;
      }
    }
  };
}

/** By degree: the chance to be treated and to have three quarters of the neighbours treated, at one half each. */
function chances(starts, count) {
  let most = 0;
  for (let i = 0; i < count; ++i) most = Math.max(most, starts[i + 1] - starts[i]);
  return Float64Array.from({ length: most + 1 }, (_, degree) => {
    let term = 0.5 ** degree,
      sum = 0;
    for (let k = 0; k <= degree; ++k) {
      if (k >= model.share * degree - 1e-9) sum += term;
      term *= (degree - k) / (k + 1);
    }
    return sum / 2;
  });
}

// Sutva, over the same file.
const sutva = await loadModule('network');
function fileSource(path) {
  const bytes = readFileSync(path);
  const piece = (begin, end) => bytes.subarray(begin, end);
  return {
    size: bytes.length,
    bytes: async (begin, end) => piece(begin, end),
    async *from(begin) {
      for (let at = begin; at < bytes.length; at += 1 << 20)
        yield piece(at, Math.min(bytes.length, at + (1 << 20)));
    },
  };
}
async function study(path, changes) {
  const session = new sutva.TableSession();
  const source = fileSource(path);
  const begun = clock();
  await detect(session, source);
  await readRecords(session, source, {});
  session.seal();
  const read = clock();
  const { running, issues } = session.begin_resampling('network-study', {
    network: 'file',
    from: 'from',
    to: 'to',
    designs: ['bernoulli'],
    exposure_share: model.share,
    baseline: model.baseline,
    direct: model.direct,
    spillover: model.spillover,
    noise: model.noise,
    homophily: 0,
    estimators: ['difference', 'horvitz_thompson', 'hajek', 'regression'],
    replicates,
    ...changes,
  });
  if (!running) throw new Error(JSON.stringify(issues));
  let made, clustered;
  for (let progress = 0; progress < 1; ) {
    progress = session.step_resampling(1);
    if (progress >= 0.4) made ??= clock();
    if (progress >= 0.8) clustered ??= clock();
  }
  const plan = session.resampling_plan();
  if (!plan.value) throw new Error(JSON.stringify(plan.issues));
  const ready = clock();
  const parts = [];
  const { block, replicates: all } = plan.value;
  for (let first = 0; first < all; first += block) {
    parts.push(session.resampling_block(first, Math.min(block, all - first)));
  }
  const drawn = clock();
  const { value } = session.finish_resampling(parts);
  const finished = clock();
  session.end_resampling();
  session.close();
  session.delete();
  return {
    read: read - begun,
    network: made - read,
    clusters: clustered - made,
    ready: ready - clustered,
    seconds: drawn - ready,
    finish: finished - drawn,
    means: Object.fromEntries(value.estimates.map(({ estimator, mean }) => [estimator, mean])),
    design: value.designs[0],
    edges: value.network.edges,
  };
}

const folder = mkdtempSync(join(tmpdir(), 'sutva-networks-'));
try {
  const network = makeTies();
  const path = join(folder, 'ties.csv');
  writeFileSync(path, `from,to\n${network.ties.map(([a, b]) => `${a},${b}`).join('\n')}\n`);
  const rows = [];
  for (const noise of [0, 1]) {
    const ours = await fastest(() => study(path, { fresh_noise: noise }));
    const js = await fastest(async () => plain(network, noise));
    const python = options['without-python'] ? undefined : peers('study', path, noise);
    rows.push({ noise, ours, js, python });
  }
  const { ours } = rows[0];
  const louvain = await fastest(() =>
    study(path, { designs: ['cluster'], estimators: ['difference'], replicates: 100 }),
  );
  const igraph = options['without-python'] ? undefined : peers('louvain', path, 0);

  const seconds = (x) => (x === undefined ? '' : x.toFixed(x < 1 ? 2 : 1));
  const times = (x, y) => (x === undefined ? '' : `${(x / y).toFixed(1)}×`);
  console.log(`${ours.edges.toLocaleString('en')} ties, ${network.count.toLocaleString('en')} units, `);
  console.log(
    `${replicates.toLocaleString('en')} assignments by coin; seconds of processor time, best of ${runs}.\n`,
  );
  console.log(
    '| assignment, exposure, outcome and four estimates | Sutva | plain JavaScript | | scipy.sparse | |',
  );
  console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
  for (const { noise, ours: own, js, python } of rows) {
    const label = noise > 0 ? 'fresh noise for each unit and assignment' : 'fixed potential outcomes';
    console.log(
      `| ${label} | ${seconds(own.seconds)} | ${seconds(js.seconds)} | ${times(js.seconds, own.seconds)} | ` +
        `${seconds(python?.seconds)} | ${times(python?.seconds, own.seconds)} |`,
    );
  }
  console.log('\n| Louvain at resolution 1 | Sutva | igraph | |\n| --- | ---: | ---: | ---: |');
  console.log(
    `| seconds | ${seconds(louvain.clusters)} | ${seconds(igraph?.seconds)} | ${times(igraph?.seconds, louvain.clusters)} |`,
  );
  console.log(
    `| modularity | ${louvain.design.modularity.toFixed(4)} | ${igraph?.modularity.toFixed(4) ?? ''} | |`,
  );
  console.log(`| clusters | ${louvain.design.clusters} | ${igraph?.clusters ?? ''} | |`);
  console.log('\n| what Sutva does before and after | seconds |\n| --- | ---: |');
  console.log(`| reading the file of ties | ${seconds(ours.read)} |`);
  console.log(`| the network and its facts | ${seconds(ours.network)} |`);
  console.log(`| baselines and chances of exposure | ${seconds(ours.ready)} |`);
  console.log(`| the result, from all replicates | ${seconds(ours.finish)} |`);
  console.log(
    '\n| mean estimate (truth 2) | Sutva | plain JavaScript | scipy.sparse |\n| --- | ---: | ---: | ---: |',
  );
  const [{ js, python }] = rows;
  for (const [name, mean] of Object.entries(js.means)) {
    const other = python?.means[name];
    console.log(
      `| ${name} | ${ours.means[name].toFixed(3)} | ${mean.toFixed(3)} | ${other?.toFixed(3) ?? ''} |`,
    );
    // Baselines and assignments are each contestant's own. Weights of rare exposures make for wide errors.
    const margin = (name === 'horvitz_thompson' ? 0.3 : 0.05) * Math.sqrt(1e8 / (units * replicates));
    for (const x of [mean, other ?? mean]) {
      if (Math.abs(x - ours.means[name]) > margin) throw new Error(`Contestants differ in ${name}.`);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

function peers(what, path, noise) {
  const script = fileURLToPath(new URL('networks.py', import.meta.url));
  const asked = JSON.stringify({ what, path, runs, replicates, fresh: noise, ...model });
  const { status, stdout, stderr, error } = spawnSync('/usr/bin/python3', [script, asked], {
    encoding: 'utf8',
  });
  if (status !== 0) throw error ?? new Error(`networks.py: ${stderr}`);
  return JSON.parse(stdout);
}
