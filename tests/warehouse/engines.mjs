// SPDX-License-Identifier: Apache-2.0
// Warehouses on this machine: each takes a table as CSV and answers a query as CSV. Where one is not installed, opening
// it gives none.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const doubled = (name) => `"${name.replaceAll('"', '""')}"`;

/** DuckDB from tests/warehouse/package.json. */
export async function duckdb() {
  let api;
  try {
    api = createRequire(new URL('package.json', import.meta.url))('@duckdb/node-api');
  } catch {
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'sutva-duckdb-'));
  const instance = await api.DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  return {
    dialect: 'duckdb',
    async load(table, csv) {
      writeFileSync(join(folder, 'in.csv'), csv);
      await connection.run(`CREATE TABLE ${doubled(table)} AS FROM read_csv('${join(folder, 'in.csv')}')`);
    },
    async query(sql) {
      await connection.run(`COPY (\n${sql}) TO '${join(folder, 'out.csv')}' (HEADER)`);
      return readFileSync(join(folder, 'out.csv'), 'utf8');
    },
    close() {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A PostgreSQL cluster of its own in a temporary folder, reached through a socket there; it refuses to run as root. */
export async function postgresql() {
  const versions = '/usr/lib/postgresql';
  const folders = [
    ...(existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, 'bin')) : []),
    ...(process.env.PATH ?? '').split(':'),
  ];
  const bin = folders.find((folder) => existsSync(join(folder, 'initdb')));
  if (!bin) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'sutva-postgresql-'));
  const root = process.getuid?.() === 0;
  const run = (command, words, input) => {
    const line = [join(bin, command), ...words];
    const [first, ...rest] = root ? ['runuser', '-u', 'postgres', '--', ...line] : line;
    // pg_ctl leaves a server behind that would keep a pipe open.
    const output = command === 'pg_ctl' ? 'ignore' : 'pipe';
    const { status, stdout, stderr, error } = spawnSync(first, rest, {
      input,
      cwd: folder,
      encoding: 'utf8',
      timeout: 120_000,
      maxBuffer: 1 << 28,
      stdio: [input === undefined ? 'ignore' : 'pipe', output, output],
    });
    if (status !== 0) throw new Error(`${command}: ${error?.message ?? stderr}`);
    return stdout;
  };
  const close = () => rmSync(folder, { recursive: true, force: true });
  try {
    if (root) {
      const id = (flag) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
      chownSync(folder, id('-u'), id('-g'));
    }
    chmodSync(folder, 0o700);
    const data = join(folder, 'data');
    run('initdb', ['-D', data, '-A', 'trust', '-U', 'sutva', '-E', 'UTF8', '--locale=C', '--no-sync']);
    const settings = `-c listen_addresses= -c unix_socket_directories=${folder} -c fsync=off`;
    run('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start']);
    const psql = (words, input) =>
      run(
        'psql',
        ['-h', folder, '-U', 'sutva', '-d', 'postgres', '-X', '-q', '-v', 'ON_ERROR_STOP=1', ...words],
        input,
      );
    return {
      dialect: 'postgresql',
      async load(table, csv) {
        const [header, ...lines] = csv.trimEnd().split('\n');
        const names = cells(header);
        const rows = lines.map(cells);
        const columns = names.map((name, i) => {
          const numeric = rows.every((row) => row[i] === '' || Number.isFinite(Number(row[i])));
          return `${doubled(name)} ${numeric ? 'double precision' : 'text'}`;
        });
        psql(['-f', '-'], `CREATE TABLE ${doubled(table)} (${columns.join(', ')});\n`);
        psql(['-c', `COPY ${doubled(table)} FROM STDIN (FORMAT csv, HEADER)`], csv);
      },
      query: async (sql) => psql(['--csv', '-f', '-'], `${sql};\n`),
      close() {
        run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
        close();
      },
    };
  } catch (failure) {
    close();
    throw failure;
  }
}

/** The cells of a line of CSV whose quotes stand around whole cells. */
export function cells(line) {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
  );
}
