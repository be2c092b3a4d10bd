// SPDX-License-Identifier: Apache-2.0
// Files of every kind through the module and its driver: what is packed, what is written for people, two files joined.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { loadModule } from '../../scripts/lib/module.mjs';
import { detect, joinFile, readRecords, runOverTable, unpackedSource } from '../../web/engine/driver.js';
import * as made from '../../web/samples/made.mjs';

const module = await loadModule();
const encode = (text) => new TextEncoder().encode(text);

function plainSource(bytes, chunk = 10_007) {
  return {
    size: bytes.length,
    bytes: async (begin, end) => bytes.subarray(begin, end),
    async *from(begin) {
      for (let at = begin; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    },
  };
}

const packedSource = (packed) =>
  unpackedSource(() => new Blob([packed]).stream(), packed.length, packed.subarray(-4));

async function opened(source, format) {
  const session = new module.TableSession();
  const found = await detect(session, source, format);
  assert.ok(found.value, JSON.stringify(found.issues));
  await readRecords(session, source, {});
  const sealed = session.seal();
  const profile = await runOverTable(session, 'table-profile', {});
  return { session, format: found, sealed, profile: profile.value };
}

test('roles of the made-up files', async () => {
  const wanted = {
    notifications: { unit: 'user_id', cluster: 'city', block: 'region', arm: 'notified', outcome: 'opens' },
    clicks: { unit: 'user_id', arm: 'ranking', outcome: 'clicks', denominator: 'views' },
    reminder: { unit: 'person', arm: 'offered', received: 'took_reminder', outcome: 'steps' },
    rollout: { unit: 'store', time: 'week', first_treated: 'first_treated', outcome: 'sales' },
    region: { unit: 'region', time: 'week', treated: 'campaign', outcome: 'signups' },
    launch: { unit: 'customer_id', arm: 'adopted', outcome: 'spend' },
    onboarding: { unit: 'account_id', arm: 'welcome', outcome: 'activated', control: 'control' },
  };
  const all = [
    'unit',
    'arm',
    'outcome',
    'cluster',
    'block',
    'denominator',
    'received',
    'time',
    'first_treated',
    'treated',
  ];
  for (const [name, roles] of Object.entries(wanted)) {
    const { session, profile } = await opened(plainSource(encode(made[name]())));
    const found = Object.fromEntries(
      all.flatMap((role) => (profile.roles[role] ? [[role, profile.roles[role]]] : [])),
    );
    const { control, ...columns } = roles;
    assert.deepEqual(
      found,
      Object.fromEntries(all.flatMap((role) => (columns[role] ? [[role, columns[role]]] : []))),
      name,
    );
    if (control) assert.equal(profile.roles.control, control);
    for (const column of Object.values(found))
      assert.ok(
        profile.roles.reasons.some((reason) => reason.column === column && reason.reason),
        column,
      );
    session.delete();
  }
});

test('a gzip file is read as it is unpacked, and is the same table', async () => {
  const lines = Array.from(
    { length: 200_000 },
    (_, i) => `u${i},${i % 2 ? 'a' : 'b'},${(i * 7919) % 1013}.5`,
  );
  const bytes = encode(`id,arm,y\n${lines.join('\n')}\n`);
  const packed = gzipSync(bytes);
  const plain = await opened(plainSource(bytes));
  const source = packedSource(packed);
  const unpacked = await opened(source);
  assert.deepEqual(unpacked.profile, plain.profile);
  assert.deepEqual(unpacked.format, plain.format);
  assert.equal(source.consumed(), packed.length);
  // Cut off, and not gzip behind the first bytes.
  const session = new module.TableSession();
  const cut = packedSource(packed.subarray(0, packed.length - 1000));
  assert.ok((await detect(session, cut)).value);
  assert.equal((await readRecords(session, cut, {})).damaged, true);
  const none = await detect(session, packedSource(new Uint8Array([31, 139, 8, ...new Array(60).fill(7)])));
  assert.equal(none.issues[0].code, 'not_text');
  assert.match(none.issues[0].message, /gzip/);
  for (const one of [session, plain.session, unpacked.session]) one.delete();
});

test('a gzip file of several members is read to its end', async () => {
  const lines = Array.from(
    { length: 120_000 },
    (_, i) => `u${i},${i % 2 ? 'a' : 'b'},${(i * 7919) % 1013}.5`,
  );
  const bytes = encode(`id,arm,y\n${lines.join('\n')}\n`);
  const plain = await opened(plainSource(bytes));
  // As `cat` makes them, in the middle of a line, with an empty one and one that is not packed at all; as bgzip does.
  const cuts = [0, 12, 12, 500_000, 700_001, bytes.length];
  const several = cuts
    .slice(1)
    .map((end, i) => gzipSync(bytes.subarray(cuts[i], end), { level: i === 3 ? 0 : 6 }));
  const blocks = [];
  for (let at = 0; at < bytes.length; at += 9000) blocks.push(gzipSync(bytes.subarray(at, at + 9000)));
  for (const members of [several, [...blocks, gzipSync(encode(''))]]) {
    const packed = Buffer.concat(members);
    for (const chunk of [packed.length, 1013, 211]) {
      const source = unpackedSource(
        () =>
          new ReadableStream({
            start(controller) {
              for (let at = 0; at < packed.length; at += chunk)
                controller.enqueue(packed.subarray(at, at + chunk));
              controller.close();
            },
          }),
        packed.length,
        packed.subarray(-4),
      );
      const unpacked = await opened(source);
      assert.deepEqual(unpacked.profile, plain.profile);
      assert.equal(source.damaged(), false);
      unpacked.session.delete();
    }
    // Cut off in a later member.
    const session = new module.TableSession();
    const cut = packedSource(packed.subarray(0, packed.length - 40));
    assert.ok((await detect(session, cut)).value);
    assert.equal((await readRecords(session, cut, {})).damaged, true);
    session.delete();
  }
  plain.session.delete();
});

test('a gzip file from the terminal', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'sutva-')), 'x.csv.gz');
  const run = (file) =>
    promisify(execFile)(process.execPath, ['scripts/lib/sutva.mjs', 'table-profile', '{}', '--file', file]);
  writeFileSync(path, gzipSync(encode('id,y\n1,2\n2,3\n')));
  assert.equal(JSON.parse((await run(path)).stdout).value.rows, 2);
  writeFileSync(path, gzipSync(encode('id,y\n1,2\n2,3\n')).subarray(0, 25));
  await assert.rejects(run(path), (failure) => failure.code === 2 && /gzip/.test(failure.stdout));
});

test('other containers are refused by their first bytes, with a word what to do', async () => {
  const session = new module.TableSession();
  for (const [start, word] of [
    ['PK\x03\x04\x14\0\x06\0[Content_Types].xml xl/workbook.xml', /Excel.*save it as CSV/],
    ['PK\x03\x04\x14\0\0\0\x08\0data.csv', /ZIP.*unpack/],
    ['PAR1\x15\x04\x15', /Parquet.*export it as CSV/],
    ['\x28\xb5\x2f\xfd\x04\0', /compressed.*unpack/],
    ['SQLite format 3\0', /SQLite/],
    ['\xd0\xcf\x11\xe0\xa1', /old Excel/],
  ]) {
    const bytes = Uint8Array.from(`${start}${'x'.repeat(50)}`, (character) => character.charCodeAt(0));
    const { issues, value } = await detect(session, plainSource(bytes));
    assert.equal(value, undefined);
    assert.equal(issues[0].code, 'not_text');
    assert.match(issues[0].message, word);
  }
  session.delete();
});

test('what was found is said, and can be said otherwise', async () => {
  const bytes = encode('# made by hand\nRegion;Umsatz;Anteil\nNord;1.234,50 €;3,5 %\nSüd;999,00 €;12 %\n');
  const { session, format, profile } = await opened(plainSource(bytes));
  assert.deepEqual(format.issues, []);
  const { notes, ...rest } = format.value;
  assert.deepEqual(rest, {
    encoding: 'UTF-8',
    delimiter: 'semicolon',
    quote: 'double',
    decimal: 'comma',
    header: true,
    skipped_lines: 1,
    columns: ['Region', 'Umsatz', 'Anteil'],
    number_columns: ['Umsatz', 'Anteil'],
  });
  assert.match(notes.join(' '), /first line is above the header/);
  assert.match(notes.join(' '), /“Umsatz”: points are thousands marks; € is left out/);
  assert.match(notes.join(' '), /“Anteil”: percentages are divided by 100 \(3,5 % is 0\.035\)/);
  assert.deepEqual(
    profile.columns.map(({ mean }) => mean),
    [undefined, (1234.5 + 999) / 2, (0.035 + 0.12) / 2],
  );
  const other = await opened(plainSource(bytes), {
    text_columns: ['Anteil'],
    header: 'no',
    skipped_lines: 2,
  });
  assert.deepEqual(other.format.value.columns, ['column_1', 'column_2', 'column_3']);
  assert.equal(other.format.issues[0].code, 'unknown_column');
  assert.equal(other.profile.rows, 2);
  const wrong = await detect(session, plainSource(bytes), { decimal: 'dot', skipped_lines: -1, oops: 1 });
  assert.deepEqual(wrong.issues.map(({ code, field }) => `${code} ${field}`).sort(), [
    'out_of_range skipped_lines',
    'unknown_choice decimal',
    'unknown_field oops',
  ]);
  session.delete();
  other.session.delete();
});

test('what columns hold', async () => {
  const lines = Array.from(
    { length: 40 },
    (_, i) =>
      `${1000 + i},k${i},${i / 8},${i * 3},${i % 2 ? 'yes' : 'no'},${i % 2},${'abc'[i % 3]},2026-11-${10 + (i % 20)},2026-11-22 10:${10 + i}:00`,
  );
  const { session, profile } = await opened(
    plainSource(encode(`user_id,key,x,n,flag,bit,group3,day,at\n${lines.join('\n')}\n`)),
  );
  assert.deepEqual(
    profile.columns.map(({ content }) => content),
    [
      'identifier',
      'identifier',
      'number',
      'whole_number',
      'true_false',
      'true_false',
      'category',
      'date',
      'timestamp',
    ],
  );
  const { issues } = await runOverTable(session, 'csv-effect', { arm: 'flag', outcome: 'day' });
  assert.equal(issues[0].code, 'not_numeric');
  assert.match(issues[0].message, /“day” holds dates, such as “2026-11-10”/);
  session.delete();
});

test('2,000 columns of 1,000 rows, and a row longer than the head', async () => {
  const names = Array.from({ length: 2000 }, (_, i) => `c${i}`).join(',');
  const row = (k) => Array.from({ length: 2000 }, (_, i) => (i * k) % 97).join(',');
  const wide = encode(`${names}\n${Array.from({ length: 1000 }, (_, k) => row(k)).join('\n')}\n`);
  const begun = process.cpuUsage();
  const { session, profile } = await opened(plainSource(wide, 1 << 20));
  assert.equal(profile.columns.length, 2000);
  assert.equal(profile.rows, 1000);
  const { user, system } = process.cpuUsage(begun);
  assert.ok(user + system < 15e6, `took ${(user + system) / 1000} ms of processor time`);
  session.delete();
  const long = encode(`id,note,y\n1,"${'long\n'.repeat(120_000)}",2\n2,short,3\n`);
  const { session: other, profile: of } = await opened(plainSource(long));
  assert.equal(of.rows, 2);
  assert.equal(of.columns[2].mean, 2.5);
  other.delete();
});

test('a second file is joined, packed or not', async () => {
  const { session } = await opened(plainSource(encode('user,arm,y\nu1,a,1\nu2,b,2\nu3,a,3\n')));
  const events = encode('id,amount,kind\nu1,5,x\nu1,6,y\nu9,1,z\n');
  const request = { on: 'user', on_second: 'id', rule: 'sum' };
  const { value, issues } = await joinFile(module, session, packedSource(gzipSync(events)), request);
  assert.deepEqual(issues, []);
  assert.deepEqual(value, {
    ids_matched: 1,
    ids_only_first: 2,
    ids_only_second: 1,
    rows_matched: 1,
    rows_first: 3,
    rows_second: 3,
    repeated_second: 1,
    columns: ['amount', 'kind'],
  });
  const profile = await runOverTable(session, 'table-profile', {});
  assert.deepEqual(
    profile.value.columns.map(({ name }) => name),
    ['user', 'arm', 'y', 'amount', 'kind'],
  );
  const none = await joinFile(module, session, plainSource(events), { ...request, on: 'nope' });
  assert.equal(none.value, undefined);
  assert.equal(none.issues[0].field, 'on');
  const again = await joinFile(module, session, plainSource(events), { ...request, rule: 'count' });
  assert.deepEqual(again.value.columns, ['rows']);
  session.delete();
});
