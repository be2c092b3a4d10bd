// SPDX-License-Identifier: Apache-2.0
// scripts/sutva: the same module as in the page, from a terminal.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import {
  damaged,
  detect,
  isGzip,
  readRecords,
  resample,
  runOverTable,
  simulate,
  unpackedSource,
} from '../../web/engine/driver.js';
import { loadModule, readCatalogue } from './module.mjs';

const usage = `usage:
  scripts/sutva list                                   every operation with its fields, as JSON
  scripts/sutva OPERATION ['{"field": value}']         the outcome of an operation, as JSON
  scripts/sutva OPERATION '{...}' --file data.csv      the same over a file, which is streamed; data.csv.gz too
exit status: 0 with a value, 2 without, 1 where the call itself is wrong`;

// Columns of numbers are lists in JSON; doubles print in the shortest form that reads back as the same.
const print = (value) =>
  process.stdout.write(
    `${JSON.stringify(value, (_, part) => (part instanceof Float64Array ? [...part] : part), 2)}\n`,
  );

function stop(message) {
  console.error(message);
  process.exit(1);
}

async function sourceOf(path) {
  const file = await open(path);
  const { size } = await file.stat();
  const bytes = async (begin, end) => {
    const buffer = new Uint8Array(end - begin);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, begin);
    return buffer.subarray(0, bytesRead);
  };
  if (size > 18 && isGzip(await bytes(0, 2)))
    return unpackedSource(() => Readable.toWeb(createReadStream(path)), size, await bytes(size - 4, size));
  return {
    size,
    bytes,
    from: (begin) => createReadStream(path, { start: begin, highWaterMark: 4 << 20 }),
  };
}

async function overFile(module, shape, name, request, path) {
  const run = shape === 'resampling' ? resample : runOverTable;
  if (!path) return run(new module.TableSession(), name, request);
  const source = await sourceOf(path).catch((failure) =>
    stop(`${path} could not be read: ${failure.message}`),
  );
  const session = new module.TableSession();
  const format = await detect(session, source);
  if (!format.value) return format;
  const { damaged: cut } = await readRecords(session, source, {});
  if (cut) return damaged;
  const sealed = session.seal();
  const issues = [...format.issues, ...sealed.issues];
  if (issues.some(({ severity }) => severity === 'error')) return { issues };
  const outcome = await run(session, name, request);
  return { ...outcome, issues: [...issues, ...outcome.issues] };
}

const words = process.argv.slice(2);
const fileAt = words.indexOf('--file');
const [path] = fileAt < 0 ? [] : words.splice(fileAt, 2).slice(1);
if (fileAt >= 0 && !path) stop(usage);
const [name, json = '{}', ...rest] = words;
if (name === undefined || rest.length > 0) stop(usage);
if (name === 'help' || name === '--help') {
  console.log(usage);
  process.exit(0);
}

const module = await loadModule();
const catalogue = readCatalogue();
if (name === 'list') {
  print(catalogue.operations);
} else {
  let request;
  try {
    request = JSON.parse(json);
  } catch (failure) {
    stop(`The request is not JSON: ${failure.message}`);
  }
  const { shape, table } = catalogue.operations.find((operation) => operation.name === name) ?? {};
  const overTable = shape === 'table' || shape === 'resampling';
  if (path && shape && !overTable) stop(`${name} takes no file.`);
  if (overTable && table !== 'optional' && !path) stop(`${name} works over a file: add --file data.csv`);
  const outcome =
    shape === 'simulation'
      ? simulate(module, name, request)
      : overTable
        ? await overFile(module, shape, name, request, path)
        : module.calculate(name, request);
  print(outcome);
  process.exitCode = outcome.value === undefined ? 2 : 0;
}
