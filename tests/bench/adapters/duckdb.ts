// SPDX-License-Identifier: Apache-2.0
// DuckDB-Wasm with types given, so that nothing is sniffed, and only the needed columns kept.

import * as duckdb from '@duckdb/duckdb-wasm';
import type { Answer, Contestant, Task } from '../contestant';

const COLUMNS =
  "columns = {user_id: 'VARCHAR', treat: 'TINYINT', revenue: 'DOUBLE', prior_revenue: 'DOUBLE', sessions: 'INTEGER', country: 'VARCHAR'}";
const SOURCE = `read_csv('file.csv', header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, ${COLUMNS})`;

const WELCH = `
  WITH arms AS (SELECT treat, count(*) AS n, avg(revenue) AS m, var_samp(revenue) AS v FROM ${SOURCE} GROUP BY treat)
  SELECT (c.n + t.n)::DOUBLE AS rows, t.m - c.m AS estimate, sqrt(c.v / c.n + t.v / t.n) AS standard_error
  FROM arms c, arms t WHERE c.treat = 0 AND t.treat = 1`;

// Lin with one covariate: a line per arm, read off at the overall mean; HC2 from a second pass over the rows.
const LIN = `
  WITH lines AS (
    SELECT treat, count(*)::DOUBLE AS n, avg(revenue) AS my, avg(prior_revenue) AS mx,
      regr_slope(revenue, prior_revenue) AS b, regr_sxx(revenue, prior_revenue) AS sxx
    FROM rows GROUP BY treat),
  centre AS (SELECT sum(n * mx) / sum(n) AS x FROM lines),
  arms AS (
    SELECT l.treat, any_value(l.n) AS n, any_value(l.my + l.b * (x - l.mx)) AS value,
      sum(((1 / l.n + (x - l.mx) / l.sxx * (prior_revenue - l.mx)) * (revenue - l.my - l.b * (prior_revenue - l.mx))) ** 2
        / (1 - 1 / l.n - (prior_revenue - l.mx) ** 2 / l.sxx)) AS hc2
    FROM rows r JOIN lines l ON r.treat = l.treat, centre GROUP BY l.treat)
  SELECT c.n + t.n AS rows, t.value - c.value AS estimate, sqrt(c.hc2 + t.hc2) AS standard_error
  FROM arms c, arms t WHERE c.treat = 0 AND t.treat = 1`;

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

async function query(db: duckdb.AsyncDuckDB, task: Task): Promise<Answer> {
  const connection = await db.connect();
  try {
    if (task === 'lin') {
      await connection.query(
        `CREATE OR REPLACE TEMP TABLE rows AS SELECT treat, revenue, prior_revenue FROM ${SOURCE}`,
      );
    }
    const row = (await connection.query(task === 'lin' ? LIN : WELCH)).get(0)!;
    return {
      rows: Number(row['rows']),
      estimate: Number(row['estimate']),
      standard_error: Number(row['standard_error']),
    };
  } finally {
    await connection.close();
  }
}

function variant(name: string, register: (db: duckdb.AsyncDuckDB, file: File) => Promise<void>): Contestant {
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
        return await query(db, task);
      } finally {
        await db.dropFile('file.csv');
      }
    },
  };
}

export const duckdbReader = variant('DuckDB-Wasm, BROWSER_FILEREADER', (db, file) =>
  db.registerFileHandle('file.csv', file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true),
);

export const duckdbBuffer = variant('DuckDB-Wasm, buffer', async (db, file) =>
  db.registerFileBuffer('file.csv', new Uint8Array(await file.arrayBuffer())),
);
