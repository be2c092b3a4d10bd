// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { transformWithOxc } from 'vite';
import { sums } from '../../web/samples/made.mjs';
import { pastedText } from '../../web/tools/analyze/paste.js';
import {
  chooseFile,
  dropFile,
  eventually,
  figure,
  near,
  reference,
  root,
  sample,
  savedRows,
  stage,
  widths,
} from './page.mjs';

const here = stage();
const question = {
  file: 'public/samples/personalization.csv',
  arm: 'treat',
  control: '0',
  outcome: 'minutes_streamed',
};
const fromR = (covariates, missing_covariates = 'indicator') =>
  reference({ ...question, covariates, missing_covariates });
const report = (page) => page.locator('.answer-report').waitFor();
const use = (page, column) => page.getByLabel(`Use of ${column}`, { exact: true });
const problems = (page) =>
  page
    .locator('.issues, .field-error')
    .allTextContents()
    .then((all) => all.join(' ').replaceAll('\u00a0', ' '));
const settled = (page) => page.locator('.findings:not([data-stale])').waitFor();

/** The table of estimates as { Welch: row, Lin: row }, as exact as it is exported. */
async function estimates(page) {
  const [head, ...rows] = await savedRows(page);
  return Object.fromEntries(
    rows.map((row) => [
      /Welch|Lin/.exec(row[0])[0],
      Object.fromEntries(head.map((name, i) => [name, i === 0 ? row[i] : Number(row[i])])),
    ]),
  );
}

function likeReference(row, wanted, prefix) {
  for (const [column, quantity] of [
    ['Difference', 'estimate'],
    ['Low', 'ci_low'],
    ['High', 'ci_high'],
    ['Std. error', 'se'],
    ['df', 'df'],
    ['p', 'p_value'],
  ])
    near(row[column], wanted[`${prefix}_${quantity}`], `${prefix} ${column}`);
}

for (const { name, ...size } of widths) {
  test(`the sample gives the numbers of R, at ${name}`, async (t) => {
    const page = await here.open(t, '#/csv-effect', size);
    await page.getByRole('button', { name: 'Use the sample' }).click();
    await report(page);
    await use(page, 'tenure_days').selectOption('ignore');
    await eventually(() => figure(page).textContent(), '+8.04');
    await settled(page);
    const { Welch, Lin } = await estimates(page);
    likeReference(Welch, fromR(''), 'welch');
    near(Welch.t, fromR('').welch_t, 't');
    near(Welch.Lift, fromR('').lift, 'lift');
    likeReference(Lin, fromR('prior_7d_minutes'), 'lin');
    assert.match(await page.locator('.answer-report').textContent(), /\+2\.25 to \+13\.83/);
    assert.match(
      await page.locator('.answer-lift').textContent(),
      /^\+6\.\d\u00a0% \(\+1\.\d\u00a0% to \+11\.\d\u00a0%\) relative to control$/,
    );
    // No words of the picture lie on others.
    const overlaps = await page
      .locator('section[aria-labelledby=forest] sutva-intervals svg')
      .evaluate((svg) => {
        const words = [...svg.querySelectorAll('text')].map((node) => [
          node.textContent,
          node.getBoundingClientRect(),
        ]);
        return words.flatMap(([text, a], i) =>
          words
            .slice(i + 1)
            .filter(
              ([, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2,
            )
            .map(([other]) => `${text} / ${other}`),
        );
      });
    assert.deepEqual(overlaps, []);
    // The picture and its table say the same.
    const picture = await page
      .locator('section[aria-labelledby=forest] sutva-intervals svg')
      .getAttribute('aria-label');
    assert.match(
      picture,
      /Welch\): \+6\.78 \(−0\.44 to \+14\.00\); Regression adjustment \(Lin, HC2\): \+8\.04 \(\+2\.25 to \+13\.83\)/,
    );
    const table = await page.locator('section[aria-labelledby=forest] table').textContent();
    for (const text of ['+6.78', '−0.44', '+14.00', '+8.04', '+2.25', '+13.83'])
      assert.ok(table.includes(text), text);
    assert.ok(
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      'no sideways scroll',
    );
  });
}

test('the checks of the sample: arms, missing outcomes, units, balance', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  await page.getByRole('button', { name: 'Use the sample' }).click();
  await report(page);
  const wanted = fromR('');
  const checks = await page.locator('.checks li').allTextContents();
  const find = (pattern) => checks.find((text) => pattern.test(text)) ?? '';
  assert.match(
    find(/arms are as large/),
    new RegExp(`Passed.*2,516 in control and 2,484 in treatment.*p = ${wanted.srm_p_value.toFixed(3)}`, 's'),
  );
  assert.match(
    find(/missing about equally/),
    new RegExp(
      `Passed.*24 missing in control.*31 in treatment.*p = ${wanted.missing_p_value.toFixed(3)}`,
      's',
    ),
  );
  assert.match(find(/Each unit stands in one row/), /Passed.*user_id/s);
  assert.match(find(/covariates are balanced/), /Passed/);
  const rows = page.locator('section[aria-labelledby=rows]');
  assert.match((await rows.textContent()).replaceAll('\u00a0', ' '), /4,945 of 5,000 rows used; 55 left out/);
});

test('what the covariates gave is said with the numbers of the file', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  await page.getByRole('button', { name: 'Use the sample' }).click();
  await report(page);
  const part = page.locator('section[aria-labelledby=covariates]');
  const words = async () =>
    (await part.locator('.prose').allTextContents()).join(' ').replaceAll('\u00a0', ' ');
  const { Welch, Lin } = await estimates(page);
  const narrower = Math.round((1 - (Lin.High - Lin.Low) / (Welch.High - Welch.Low)) * 100);
  const more = Math.round(((Welch['Std. error'] / Lin['Std. error']) ** 2 - 1) * 100);
  const said = await words();
  assert.ok(said.includes(`${narrower} % narrower`), said);
  assert.ok(said.includes(`${more} % more people`), said);
  assert.match(said, /Most of it is due to prior_7d_minutes, which alone saves 35\.8 % of the variance/);
  assert.match(said, /tenure_days on its own saves next to nothing.*neither helps nor harms/);
  await use(page, 'prior_7d_minutes').selectOption('ignore');
  await eventually(words, /say little about this outcome/);
});

test('a dropped file, a chosen file and the sample give the same', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  const seen = [];
  const keep = async () => {
    await report(page);
    await settled(page);
    seen.push(JSON.stringify(await savedRows(page)));
  };
  await dropFile(page, 'mine.csv', readFileSync(sample));
  await keep();
  assert.match(await page.locator('.format-line').textContent(), /mine\.csv\s*5,000 rows\s*8 columns/);
  await chooseFile(page, sample);
  await eventually(() => page.locator('.format-line').textContent(), /personalization\.csv/);
  await keep();
  await page.goto(`${here.site}#/practice`);
  await page.locator('.practice').waitFor();
  await page.goto(`${here.site}#/csv-effect`);
  await keep(); // the file is still open
  await page.locator('.findings').evaluate((findings) => findings.setAttribute('data-before', ''));
  await page.getByRole('button', { name: 'Use the sample' }).click();
  await page.locator('.findings[data-before]').waitFor({ state: 'detached' });
  await keep();
  for (const other of seen.slice(1)) assert.equal(other, seen[0]);
});

test('a file that misses the frame is not opened by the browser in place of the page', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  await page.getByText('Choose a CSV file').waitFor();
  await dropFile(page, 'mine.csv', readFileSync(sample), 'h1');
  await report(page);
  assert.match(await page.locator('.format-line').textContent(), /mine\.csv/);
});

test('roles, levels and settings changed by hand are computed anew', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  await chooseFile(page, sample);
  await report(page);
  const change = async (act) => {
    const before = await figure(page).textContent();
    await act();
    await eventually(
      () => figure(page).textContent(),
      (now) => now !== before,
    );
    await settled(page);
  };
  await use(page, 'tenure_days').selectOption('ignore');
  await eventually(() => figure(page).textContent(), '+8.04');
  await change(() => page.getByText('Leave the row out').click());
  likeReference((await estimates(page)).Lin, fromR('prior_7d_minutes', 'drop'), 'lin');
  await page.getByText('Keep the row').click();
  await eventually(() => figure(page).textContent(), '+8.04');
  await use(page, 'prior_7d_minutes').selectOption('ignore');
  await eventually(() => figure(page).textContent(), '+6.78');
  await change(() => use(page, 'country').selectOption('covariates'));
  likeReference((await estimates(page)).Lin, fromR('country'), 'lin');
  // The levels trade places rather than being the same.
  await change(() => page.getByLabel('Control is').selectOption('1'));
  assert.equal(await page.getByLabel('Treatment is').inputValue(), '0');
  near((await estimates(page)).Welch.Difference, -fromR('').welch_estimate, 'swapped');
  await change(() => use(page, 'prior_7d_minutes').selectOption('outcome'));
  assert.equal(await use(page, 'minutes_streamed').inputValue(), 'ignore');
  assert.match(await page.locator('.answer-label').first().textContent(), /prior_7d_minutes/);
  await page.getByRole('textbox', { name: 'Confidence' }).fill('99%');
  await eventually(() => page.locator('.answer-report').textContent(), /99\u00a0% interval/);
  // A planned share that the arms do not keep shuts the gate.
  await page.getByRole('textbox', { name: 'Planned share in treatment' }).fill('60%');
  await page.locator('.gate').waitFor();
  assert.match(await page.locator('.gate').textContent(), /Do not trust the effect/);
});

test('without an arm or an outcome the page asks for one, at the columns', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  await chooseFile(page, sample);
  await report(page);
  await use(page, 'treat').selectOption('ignore');
  await eventually(() => problems(page), /No column is the arm yet/);
  await page.locator('.findings[data-stale]').waitFor();
  await use(page, 'treat').selectOption('arm');
  await settled(page);
  await eventually(() => problems(page), '');
});

const people = (row, n = 40) =>
  `arm,spend,before\n${Array.from({ length: n }, (_, i) => row(i)).join('\n')}\n`;
const fine = people((i) => `${i % 2 ? 'new' : 'old'},${(i * 7) % 13},${i % 5}`);

test('a file that is no table is refused with its reason, and the file before stays in use', async (t) => {
  const refused = [
    ['an empty file', '', /The file is empty/],
    ['a header only', 'arm,spend\n', /no rows of data/],
    ['an unclosed quote', 'arm,spend\nnew,1\nold,2\nnew,"3\nold,4\n', /quote opens on line 4/],
    [
      'a binary file',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 7, 255, 254, 0, 9]),
      /image|picture|binary/i,
    ],
    [
      'an Excel file',
      Buffer.from('PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00xl/workbook.xml', 'latin1'),
      /CSV/,
    ],
  ];
  const page = await here.open(t, '#/csv-effect');
  for (const [name, content, says] of refused) {
    await dropFile(page, 'bad.csv', content);
    await eventually(() => problems(page), says, { message: `${name}, at first` });
    assert.ok(await page.getByText('Choose a CSV file').isVisible());
  }
  await chooseFile(page, sample);
  await report(page);
  await eventually(() => problems(page), '');
  for (const [name, content, says] of refused) {
    await use(page, 'prior_7d_minutes').selectOption('covariates');
    await use(page, 'tenure_days').selectOption('ignore');
    await eventually(() => figure(page).textContent(), '+8.04', { message: name });
    await chooseFile(page, { name: 'bad.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
    await eventually(() => problems(page), says, { message: `${name}, afterwards` });
    assert.match(await page.locator('.format-line').textContent(), /personalization\.csv/);
    assert.equal(await use(page, 'tenure_days').inputValue(), 'ignore');
    assert.equal(await figure(page).textContent(), '+8.04');
    // The table is still there to be asked.
    await use(page, 'prior_7d_minutes').selectOption('ignore');
    await eventually(() => figure(page).textContent(), '+6.78', { message: name });
  }
});

// Files that are a table, with nothing to compute or something to say.
for (const [name, content, says, settle] of [
  [
    'one arm',
    people((i) => `new,${i % 7},${i % 5}`),
    /Every row is in the same arm, “new”/,
    async (page) => {
      await eventually(() => problems(page), /No column is the arm yet/);
      await use(page, 'arm').selectOption('arm');
    },
  ],
  [
    'an arm with one row',
    people((i) => `${i === 3 ? 'new' : 'old'},${i % 7},${i % 5}`),
    /one (row|value|person)|at least (two|2)|only 1|1 row/i,
  ],
  [
    'a text outcome',
    people((i) => `${i % 2 ? 'new' : 'old'},${['low', 'high', 'mid'][i % 3]},${i % 5}`),
    /number/i,
    async (page) => {
      await use(page, 'spend').selectOption('outcome');
    },
  ],
  [
    'a constant outcome',
    people((i) => `${i % 2 ? 'new' : 'old'},5,${i % 5}`),
    /“spend” is 5 in every row/,
    async (page) => {
      await use(page, 'spend').selectOption('outcome');
    },
  ],
]) {
  test(`${name} is named, with the choices kept`, async (t) => {
    const page = await here.open(t, '#/csv-effect');
    await dropFile(page, 'odd.csv', content);
    await page.locator('.columns-table').waitFor();
    await settle?.(page);
    await eventually(() => problems(page), says);
    assert.equal(await use(page, 'arm').inputValue(), 'arm');
    assert.equal(await page.locator('.answer-report').count(), 0, 'no effect is made up');
    assert.match(await page.locator('.format-line').textContent(), /odd\.csv/);
    // A good file afterwards works as ever.
    await chooseFile(page, { name: 'fine.csv', mimeType: 'text/csv', buffer: Buffer.from(fine) });
    await report(page);
    await eventually(() => problems(page), '');
  });
}

test('ragged rows are counted with their lines, and the rest is used', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  const lines = fine.trimEnd().split('\n');
  lines[4] += ',9,9';
  lines[9] = 'new';
  await dropFile(page, 'ragged.csv', `${lines.join('\n')}\n`);
  await report(page);
  assert.match(await problems(page), /2 rows have more or fewer cells.*5.*10/);
  assert.match(
    (await page.locator('section[aria-labelledby=rows]').textContent()).replaceAll('\u00a0', ' '),
    /39 of 40 rows used/,
  );
});

for (const [name, encode] of [
  ['UTF-8 with a byte order mark', (text) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['semicolons and decimal commas', (text) => Buffer.from(text.replaceAll(',', ';').replaceAll('.', ','))],
]) {
  test(`${name} reads like plain UTF-8`, async (t) => {
    const text = people((i) => `${i % 2 ? 'new' : 'old'},${((i * 7) % 13) + 0.25},${i % 5}`);
    const page = await here.open(t, '#/csv-effect');
    await dropFile(page, 'plain.csv', text);
    await report(page);
    const plain = await savedRows(page);
    await chooseFile(page, { name: 'other.csv', mimeType: 'text/csv', buffer: encode(text) });
    await eventually(() => page.locator('.format-line').textContent(), /other\.csv/);
    await settled(page);
    assert.deepEqual(await savedRows(page), plain);
  });
}

test('cells of a file stay text wherever they are shown, and exports carry no formulas', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  const evil = '<img src=x onerror=alert(1)>';
  const content = `arm,"${evil}",=1+1,before\n${Array.from({ length: 60 }, (_, i) => `${i % 2 ? evil : '=cmd()'},${(i * 7) % 13},${i % 3 ? '@x' : '-y'},${i % 5}`).join('\n')}\n`;
  const path = join(here.temporary, 'evil.csv');
  writeFileSync(path, content);
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs++;
    dialog.dismiss();
  });
  await chooseFile(page, path);
  await page.locator('.columns-table').waitFor();
  await use(page, 'arm').selectOption('arm');
  await use(page, evil).selectOption('outcome');
  await use(page, '=1+1').selectOption('covariates');
  await report(page);
  await settled(page);
  assert.equal(await page.locator('img').count(), 0);
  assert.equal(dialogs, 0);
  for (const place of ['.columns-table', '.answer-report', 'section[aria-labelledby=forest]'])
    await eventually(
      () => page.locator(place).textContent(),
      (text) => text.includes(evil),
      { message: place },
    );
  for (const cell of (await savedRows(page)).flat()) assert.doesNotMatch(cell, /^[=@]/);
});

test('an exported cell that begins with = + - @ is escaped, and a number is not', async () => {
  const { code } = await transformWithOxc(readFileSync(join(root, 'web/ui/export.ts'), 'utf8'), 'export.ts');
  const { csvCell, toCsv } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  for (const text of ['=1+1', '+cmd', '-cmd', '@sum', '\t=1', ' =1', '\n@x'])
    assert.match(csvCell(text), /^"?'/, JSON.stringify(text));
  assert.equal(csvCell(-1.5), '-1.5');
  assert.equal(csvCell('-1.5'), '-1.5');
  assert.equal(
    toCsv([
      ['a,b', 'say "x"'],
      ['=A1', 2],
    ]),
    '"a,b","say ""x"""\r\n\'=A1,2\r\n',
  );
});

test('how the file was read is said, and can be said otherwise with the roles kept', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  const lines = Array.from(
    { length: 40 },
    (_, i) => `${i + 1};${i % 2 ? 'new' : 'old'};"1.2${10 + ((i * 7) % 89)},5 €";${i % 5}`,
  );
  await dropFile(page, 'umsatz.csv', `# aus der Kasse\nid;arm;umsatz;n\n${lines.join('\n')}\n`);
  await report(page);
  await page.getByText('How the file was read').click();
  const notes = await page.locator('.format-notes').first().textContent();
  assert.match(notes, /first line is above the header/);
  assert.match(notes, /“umsatz”: points are thousands marks; € is left out/);
  await use(page, 'n').selectOption('outcome');
  await settled(page);
  // Read as text, it is no covariate of numbers; the outcome that was chosen stays.
  await page.getByLabel('Read a column otherwise').selectOption({ label: 'umsatz: as text' });
  await eventually(() => page.locator('.format-form .hint').textContent(), /1\scolumn read as you said/);
  assert.equal(await use(page, 'n').inputValue(), 'outcome');
  assert.match(await page.locator('.columns-table').textContent(), /1\.210,5 €/);
  await page.getByRole('button', { name: 'Read it as found' }).click();
  await eventually(() => page.locator('.format-form .hint').count(), 0);
  await page.getByLabel('Lines above to skip').fill('2');
  await page.getByLabel('Lines above to skip').press('Tab');
  await eventually(() => page.locator('.format-line').textContent(), /39 rows|no header line/);
});

test('a gzip file is read as it is', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  const packed = gzipSync(readFileSync(sample));
  await chooseFile(page, { name: 'sample.csv.gz', mimeType: 'application/gzip', buffer: packed });
  await report(page);
  assert.match(await page.locator('.format-line').textContent(), /sample\.csv\.gz\s*5,000 rows/);
  await chooseFile(page, {
    name: 'cut.csv.gz',
    mimeType: 'application/gzip',
    buffer: packed.subarray(0, packed.length - 999),
  });
  await eventually(() => problems(page), /gzip file is damaged or not whole/);
});

test('a gzip file of several members is read to its end', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  const bytes = readFileSync(sample);
  const members = [];
  for (let at = 0; at < bytes.length; at += 20_000) members.push(gzipSync(bytes.subarray(at, at + 20_000)));
  await chooseFile(page, {
    name: 'several.csv.gz',
    mimeType: 'application/gzip',
    buffer: Buffer.concat([...members, gzipSync('')]),
  });
  await report(page);
  assert.match(await page.locator('.format-line').textContent(), /several\.csv\.gz\s*5,000 rows/);
  await eventually(() => figure(page).textContent(), '+8.05');
});

test('a table is pasted as text, as a console draws it, or anywhere on the page', async (t) => {
  const page = await here.open(t, '#/effect-from-sums');
  const [head, ...rows] = sums().trimEnd().split('\n');
  const cells = [head, ...rows].map((line) => line.split(','));
  const rule = `+${cells[0].map(() => '-----').join('+')}+`;
  const drawn = cells.map((line) => `| ${line.join(' | ')} |`);
  await page.getByText('Paste a table').click();
  await page
    .getByLabel(/Text with a header line/)
    .fill([rule, drawn[0], rule, ...drawn.slice(1), rule, '(2 rows)'].join('\n'));
  await page.getByRole('button', { name: 'Read the table' }).click();
  await report(page);
  assert.match(await page.locator('.format-line').textContent(), /pasted\.csv\s*2 rows\s*5 columns/);
  const first = await figure(page).textContent();
  await page.getByRole('button', { name: 'Use the sample' }).click();
  await eventually(() => page.locator('.format-line').textContent(), /sums\.csv/);
  await report(page);
  assert.equal(await figure(page).textContent(), first);

  const other = await here.open(t, '#/csv-effect');
  await other.getByText('Choose a CSV file').waitFor();
  await other.evaluate(
    (text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    },
    readFileSync(sample, 'utf8').replaceAll(',', '\t'),
  );
  await report(other);
  await eventually(() => figure(other).textContent(), '+8.05');
});

test('what consoles draw around a table is left out', () => {
  const wanted = 'arm|n|sum_y\nnew|3|4.5\nold|2|1e3\n';
  for (const text of [
    ' arm | n | sum_y \n-----+---+-------\n new | 3 | 4.5\n old | 2 | 1e3\n(2 rows)\n\n',
    '| arm | n | sum_y |\n|:--|--:|---|\n| new | 3 | 4.5 |\n| old | 2 | 1e3 |',
    '+---+\r\n| arm | n | sum_y |\r\n+---+\r\n| new | 3 | 4.5 |\r\n| old | 2 | 1e3 |\r\n+---+\r\n2 rows in set (0.01 sec)\r\n',
    '┌─────┬───┬───────┐\n│ arm │ n │ sum_y │\n│ varchar │ int64 │ decimal(18,3) │\n├─────┼───┼───────┤\n│ new │ 3 │ 4.5 │\n│ old │ 2 │ 1e3 │\n└─────┴───┴───────┘',
  ])
    assert.equal(pastedText(text), wanted);
  for (const text of ['a,b\n1,-2\n', 'a\tb\n-\t-1\n', 'a|b\n1|2\n', '"x|y",b\n1,2\n'])
    assert.equal(pastedText(text), text);
});

test('code for the shown answer, with its columns and choices', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  await page.getByRole('button', { name: 'Use the sample' }).click();
  await report(page);
  const part = page.locator('sutva-code');
  await part.getByText('Code that gives this number').waitFor();
  const code = () => part.locator('pre').textContent();
  const { Lin } = await estimates(page);
  assert.ok(
    (await part.locator('figcaption').textContent()).includes(
      `estimate ${Number(Lin.Difference.toPrecision(9))}`,
    ),
  );
  assert.match(await code(), /read\.csv\("personalization\.csv".*"tenure_days", "prior_7d_minutes".*# HC2/s);
  await part.getByText('Python', { exact: true }).click();
  await eventually(code, /pd\.read_csv\("personalization\.csv".*terms_of/s);
  await use(page, 'country').selectOption('cluster');
  await use(page, 'prior_7d_minutes').selectOption('ignore');
  await use(page, 'tenure_days').selectOption('ignore');
  await eventually(code, /pd\.factorize\(d\["country"\]\).*CR2/s);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await part.getByRole('button', { name: 'Copy' }).click();
  await part.getByText('Code copied.').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await code());
});

test('a link with settings waits for a file, says what it needs, and keeps them', async (t) => {
  const page = await here.open(t, '#/csv-effect?v=1&confidence=0.9&missing_covariates=drop');
  const text = async () => (await page.locator('main').textContent()).replaceAll(/[\s\u00a0]+/g, ' ');
  await eventually(
    text,
    /Settings that are chosen already.*Missing covariates ?Leave the row out.*Confidence ?90 %/,
  );
  assert.match(await text(), /Arm needed ?The column that says who was in which arm.*Outcome needed/);
  await chooseFile(page, sample);
  await report(page);
  assert.match(await page.getByLabel('Confidence', { exact: true }).inputValue(), /^90/);
  assert.match(await page.locator('.answer').textContent(), /90\u00a0% interval/);
});

test('a second file adds its columns, says what matched, and can be taken away', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  const lines = Array.from({ length: 40 }, (_, i) => `u${i},${i % 2 ? 'new' : 'old'},${(i * 7) % 13}`);
  await dropFile(page, 'first.csv', `user_id,arm,spend\n${lines.join('\n')}\n`);
  await report(page);
  await page.getByText('Add columns of a second file').click();
  const second = Array.from({ length: 50 }, (_, i) => `u${i + 4},${(i * 3) % 11}`);
  const buffer = Buffer.from(`user_id,spend_before\n${second.join('\n')}\n`);
  await page
    .locator('.join-form input[type=file]')
    .setInputFiles({ name: 'before.csv', mimeType: 'text/csv', buffer });
  assert.equal(await page.getByLabel('Id in before.csv').inputValue(), 'user_id');
  await page.getByRole('button', { name: 'Add its columns' }).click();
  await eventually(
    () =>
      page
        .locator('.join-form')
        .textContent()
        .then((text) => text.replaceAll(/\s+/g, ' ')),
    /36 ids in both files, 4 only in the first, 14 only in the second \(left out\).*Added: spend_before\./,
  );
  await eventually(() => use(page, 'spend_before').inputValue(), 'covariates');
  await settled(page);
  await page.getByRole('button', { name: 'Take them away again' }).click();
  await eventually(() => use(page, 'spend_before').count(), 0);
  await report(page);
});

test('thousands of columns can be used', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  const names = Array.from({ length: 2000 }, (_, i) => `c${i}`).join(',');
  const row = (k) =>
    `${k},${k % 2},${(k * 7) % 13},${Array.from({ length: 2000 }, (_, i) => (i * k) % 97).join(',')}`;
  const rows = Array.from({ length: 200 }, (_, k) => row(k)).join('\n');
  await dropFile(page, 'wide.csv', `user_id,treat,spend,${names}\n${rows}\n`);
  await report(page);
  await page.getByLabel('Find a column').fill('c1999');
  await use(page, 'c1999').selectOption('covariates');
  await settled(page);
  assert.equal(await use(page, 'c1999').inputValue(), 'covariates');
});
