// SPDX-License-Identifier: Apache-2.0
// DuckDB-Wasm with types given, so that nothing is sniffed; only the needed columns are kept, or every one in a table.

import * as duckdb from '@duckdb/duckdb-wasm';
import { linesByArm } from '../cells';
import type { Answer, Contestant, Task } from '../contestant';

const COLUMNS =
  "columns = {user_id: 'VARCHAR', treat: 'TINYINT', revenue: 'DOUBLE', prior_revenue: 'DOUBLE', sessions: 'INTEGER', country: 'VARCHAR', platform: 'VARCHAR', premium: 'TINYINT'}";
const SOURCE = `read_csv('file.csv', header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, ${COLUMNS})`;

const WELCH = (source: string) => `
  WITH arms AS (SELECT treat, count(*) AS n, avg(revenue) AS m, var_samp(revenue) AS v FROM ${source} GROUP BY treat)
  SELECT (c.n + t.n)::DOUBLE AS rows, t.m - c.m AS estimate, sqrt(c.v / c.n + t.v / t.n) AS standard_error
  FROM arms c, arms t WHERE c.treat = 0 AND t.treat = 1`;

// Lin: sums by cell of the two categories, the regression in the page, and one more pass for HC2.
const CELLS = `
  SELECT treat::DOUBLE AS treat, country, platform, count(*)::DOUBLE AS n, sum(prior_revenue) AS x, sum(revenue) AS y,
    sum(prior_revenue * prior_revenue) AS xx, sum(prior_revenue * revenue) AS xy
  FROM rows GROUP BY ALL`;
const VARIANCE = (values: string) => `
  SELECT sum(((w0 + w1 * prior_revenue) * (revenue - p0 - p1 * prior_revenue)) ** 2
    / (1 - h0 - prior_revenue * (h1 + h2 * prior_revenue))) AS variance
  FROM rows r JOIN (VALUES ${values}) AS l(treat, country, platform, p0, p1, w0, w1, h0, h1, h2)
    ON r.treat = l.treat AND r.country = l.country AND r.platform = l.platform`;

let started: Promise<duckdb.AsyncDuckDB> | undefined;

/** One database for every variant; threads only on a cross-origin isolated page. */
async function start(): Promise<duckdb.AsyncDuckDB> {
  const at = (name: string) => new URL(`/duckdb/${name}`, location.href).href;
  const bundle = await duckdb.selectBundle({
    mvp: { mainModule: at('duckdb-mvp.wasm'), mainWorker: at('duckdb-browser-mvp.worker.js') },
    eh: { mainModule: at('duckdb-eh.wasm'), mainWorker: at('duckdb-browser-eh.worker.js') },
    coi: {
      mainModule: at('duckdb-coi.wasm'),
      mainWorker: at('duckdb-browser-coi.worker.js'),
      pthreadWorker: at('duckdb-browser-coi.pthread.worker.js'),
    },
  });
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker(bundle.mainWorker!));
  await db.instantiate(bundle.mainModule, bundle.pthreadWorker);
  if (bundle.pthreadWorker) await db.open({ maximumThreads: navigator.hardwareConcurrency });
  return db;
}

type Kept = 'needed columns' | 'every column';

async function query(db: duckdb.AsyncDuckDB, task: Task, kept: Kept): Promise<Answer> {
  const connection = await db.connect();
  try {
    const columns = kept === 'every column' ? '*' : 'treat, revenue, prior_revenue, country, platform';
    if (task === 'lin' || kept === 'every column') {
      await connection.query(`CREATE OR REPLACE TEMP TABLE rows AS SELECT ${columns} FROM ${SOURCE}`);
    }
    if (task === 'lin') return await lin(connection);
    const row = (await connection.query(WELCH(kept === 'every column' ? 'rows' : SOURCE))).get(0)!;
    return {
      rows: Number(row['rows']),
      estimate: Number(row['estimate']),
      standard_error: Number(row['standard_error']),
    };
  } finally {
    await connection.close();
  }
}

async function lin(connection: duckdb.AsyncDuckDBConnection): Promise<Answer> {
  const found = (await connection.query(CELLS)).toArray();
  const place = (column: string) => {
    const names = [...new Set(found.map((row) => String(row[column])))];
    return (row: (typeof found)[number]) => names.indexOf(String(row[column]));
  };
  const [country, platform] = [place('country'), place('platform')];
  const arms = [0, 1].map((arm) => found.filter((row) => Number(row['treat']) === arm));
  const sums = arms.map((rows) =>
    rows.map((row) => ({
      country: country(row),
      platform: platform(row),
      n: Number(row['n']),
      x: Number(row['x']),
      y: Number(row['y']),
      xx: Number(row['xx']),
      xy: Number(row['xy']),
    })),
  );
  const lines = linesByArm(sums);
  const quoted = (text: unknown) => `'${String(text).replaceAll("'", "''")}'`;
  const values = arms.flatMap((rows, arm) =>
    rows.map((row, i) => {
      const { p0, p1, w0, w1, h0, h1, h2 } = lines[arm]!.cells[i]!;
      // Written as decimals they would be exact and slow.
      const numbers = [p0, p1, w0, w1, h0, h1, h2].map((value) => `${value.toExponential()}::DOUBLE`);
      return `(${arm}, ${quoted(row['country'])}, ${quoted(row['platform'])}, ${numbers.join(', ')})`;
    }),
  );
  const variance = Number((await connection.query(VARIANCE(values.join(',')))).get(0)!['variance']);
  return {
    rows: sums.flat().reduce((total, { n }) => total + n, 0),
    estimate: lines[1]!.value - lines[0]!.value,
    standard_error: Math.sqrt(variance),
  };
}

function variant(
  name: string,
  register: (db: duckdb.AsyncDuckDB, file: File) => Promise<void>,
  kept: Kept = 'needed columns',
): Contestant {
  return {
    name,
    async start() {
      started ??= start();
      await started;
    },
    async run(file, task) {
      const db = await started!;
      await register(db, file);
      try {
        return await query(db, task, kept);
      } finally {
        await db.dropFile('file.csv');
      }
    },
  };
}

const byReader = (db: duckdb.AsyncDuckDB, file: File) =>
  db.registerFileHandle('file.csv', file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);

const byBuffer = async (db: duckdb.AsyncDuckDB, file: File) =>
  db.registerFileBuffer('file.csv', new Uint8Array(await file.arrayBuffer()));

export const duckdbReader = variant('DuckDB-Wasm, BROWSER_FILEREADER', byReader);
export const duckdbBuffer = variant('DuckDB-Wasm, buffer', byBuffer);
export const duckdbTable = variant('DuckDB-Wasm, buffer, every column typed', byBuffer, 'every column');
