// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  answers,
  dist,
  eventually,
  figure,
  otherOrigin,
  savedRows,
  sentence,
  stage,
  sutva,
  widths,
} from './page.mjs';

const here = stage();
const input = (place, name) => place.getByRole('textbox', { name, exact: true });
const odd = '#/sample-size?v=1&baseline=0.0837&effect=0.0731&daily_people=1733&ratio=1.3&power=0.87';

async function copied(page, button) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: button, exact: true }).first().click();
  await eventually(() => page.locator('.share-said').first().textContent(), /copied/);
  return page.evaluate(() => navigator.clipboard.readText());
}

/** The Frame and Element snippets that the page offers. */
async function snippets(page) {
  await page.getByText('Put it into a wiki or a page').click();
  return {
    frame: await page.getByLabel('Frame').inputValue(),
    element: await page.getByLabel('Element').inputValue(),
  };
}

/** A host page that notes each message with whether it came from the frame. */
const hostPage = (body) => `<!doctype html><html lang="en"><title>Host</title><body>
<script>
  globalThis.messages = [];
  addEventListener('message', (event) => messages.push({ ...event.data, origin: event.origin,
    fromFrame: event.source === document.querySelector('iframe')?.contentWindow }));
</script>
${body}</body></html>`;

const messages = (page, type) =>
  page.evaluate((wanted) => globalThis.messages.filter((m) => m.type === wanted), type);
const frameOf = async (page) => {
  await eventually(() => page.frames().length, 2);
  return page.frames()[1];
};

// The parts below the answer come later, and the frame grows with them.
async function grown(frame, height) {
  await frame.locator('#assumptions').waitFor();
  await eventually(async () => {
    const tall = await frame.evaluate(() =>
      Math.ceil(document.querySelector('sutva-embed-frame').getBoundingClientRect().height),
    );
    return tall - (await height());
  }, 0);
}

test('a link from before the sample ratio had any number of arms opens with its counts', async (t) => {
  for (const [fields, request] of [
    ['n_control=5012&n_treatment=4711', { counts: [5012, 4711] }],
    ['n_control=9000', { counts: [9000, 815_482] }],
    [
      'n_control=9012&n_treatment=1010&expected_treatment_share=0.1',
      { counts: [9012, 1010], shares: [0.9, 0.1] },
    ],
    ['expected_treatment_share=0.49', { shares: [0.51, 0.49] }],
  ]) {
    const page = await here.open(t, `#/sample-ratio?v=1&${fields}`);
    const { value } = await sutva('sample-ratio', JSON.stringify(request));
    await eventually(async () => (await sentence(page).textContent()).trim(), value.sentence);
    assert.equal(await page.getByText('which this tool does not know').count(), 0, fields);
    await page.close();
  }
  // What is no number is said, as before.
  const page = await here.open(t, '#/sample-ratio?v=1&n_control=many');
  await page.getByText('The link has “n_control”').waitFor();
});

test('a copied link opens the same elsewhere, to the last digit', async (t) => {
  const page = await here.open(t, odd);
  await eventually(
    () => figure(page).textContent(),
    (text) => /^[\d,]{5,}$/.test(text) && text !== '29,502',
  );
  const link = await copied(page, 'Link');
  assert.equal(link, `${here.site}${odd}`);
  const other = await here.open(t, link);
  await eventually(() => sentence(other).textContent(), await sentence(page).textContent());
  assert.deepEqual(await savedRows(other), await savedRows(page));
  const plain = await here.open(t, '#/sample-size');
  await answers(plain, '29,502');
  assert.equal(await copied(plain, 'Link'), `${here.site}#/sample-size`);
});

test('the link of an analysis carries settings, and nothing of the file', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  await page.getByRole('button', { name: 'Use the sample' }).click();
  await page.locator('.answer-report').waitFor();
  await input(page, 'Confidence').fill('90%');
  await eventually(() => page.locator('.answer-report').textContent(), /90\u00a0% interval/);
  assert.equal(await copied(page, 'Link'), `${here.site}#/csv-effect?v=1&confidence=0.9`);
  const { frame, element } = await snippets(page);
  for (const text of [frame, element]) assert.doesNotMatch(text, /minutes|treat|personalization|prior/);
});

test('sentence and Markdown are copied as shown', async (t) => {
  const page = await here.open(t);
  assert.match(await copied(page, 'Sentence'), /you need 14,751\speople in each group/);
  const markdown = await copied(page, 'Markdown');
  assert.match(markdown, /\| Quantity \| Value \|\n\| --- \| --- \|\n/);
  assert.match(markdown, /\| People in all \| 29,502 \|/);
});

test('back and a changed hash lead to what the address says', async (t) => {
  const page = await here.open(t, odd);
  const before = await eventually(
    () => figure(page).textContent(),
    (text) => text !== '29,502' && text !== '–',
  );
  await page.evaluate(() => {
    location.hash = '#/sample-size?v=1&baseline=0.2&effect_scale=absolute&effect=0.05';
  });
  await answers(page, '2,188');
  await page.goBack();
  await answers(page, before);
});

for (const { name, ...size } of widths) {
  test(`the frame snippet on a page of another origin shows the same and talks to it, at ${name}`, async (t) => {
    const page = await here.open(t, odd, size);
    await eventually(
      () => figure(page).textContent(),
      (text) => text !== '29,502' && text !== '–',
    );
    const { frame: snippet } = await snippets(page);
    assert.match(
      snippet,
      /sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"/,
    );
    assert.doesNotMatch(snippet, /allow-same-origin/);
    const elsewhere = await otherOrigin({ '/': hostPage(snippet) });
    t.after(elsewhere.close);
    const host = await here.open(t, elsewhere.address, size);
    const frame = await frameOf(host);
    await eventually(() => sentence(frame).textContent(), await sentence(page).textContent());
    assert.deepEqual(await savedRows(host, frame), await savedRows(page));
    assert.equal(await frame.locator('nav').count(), 0, 'none of the page around it');
    assert.equal(await frame.evaluate(() => origin), 'null');

    // Up: ready, height, state.
    const [ready] = await eventually(
      () => messages(host, 'ready'),
      (list) => list.length === 1,
    );
    assert.deepEqual(ready, {
      sutva: 1,
      type: 'ready',
      tool: 'sample-size',
      origin: 'null',
      fromFrame: true,
    });
    const heights = await eventually(
      () => messages(host, 'height'),
      (list) => list.length > 0,
    );
    await grown(frame, () => messages(host, 'height').then((list) => list.at(-1).height));
    assert.ok(
      heights.every(({ height }, i) => height !== heights[i - 1]?.height),
      'no height twice',
    );
    await input(frame, 'Baseline').fill('20%');
    const [state] = await eventually(
      () => messages(host, 'state'),
      (list) => list.length > 0,
    );
    assert.match(state.hash, /^#\/sample-size\?v=1&baseline=0\.2&effect=0\.0731/);
    assert.ok(
      await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      'no sideways scroll',
    );

    // Down: set, theme; and only from the host.
    const send = (message) =>
      host.evaluate((m) => document.querySelector('iframe').contentWindow.postMessage(m, '*'), message);
    await send({
      sutva: 1,
      type: 'set',
      hash: '#/sample-size?v=1&baseline=0.2&effect_scale=absolute&effect=0.05',
    });
    await answers(frame, '2,188');
    await send({ sutva: 1, type: 'theme', theme: 'dark' });
    await eventually(() => frame.evaluate(() => document.documentElement.dataset.theme), 'dark');
    await send({ sutva: 1, type: 'theme', theme: 'pink' });
    await frame.evaluate(() => postMessage({ sutva: 1, type: 'theme', theme: 'light' }, '*'));
    await send({ type: 'set', hash: '#/practice' });
    await send({ sutva: 1, type: 'set', hash: '#/sample-size' });
    await answers(frame, '29,502');
    assert.equal(
      await frame.evaluate(() => document.documentElement.dataset.theme ?? 'auto'),
      'auto',
      'set brings its own theme',
    );
  });
}

test('<sutva-embed> makes the frame, fits its height and follows its theme', async (t) => {
  const page = await here.open(t, '#/sample-size?v=1&baseline=0.2&effect_scale=absolute&effect=0.05');
  await answers(page, '2,188');
  const { element } = await snippets(page);
  const elsewhere = await otherOrigin({ '/': hostPage(element) });
  t.after(elsewhere.close);
  const host = await here.open(t, elsewhere.address);
  const frame = await frameOf(host);
  await answers(frame, '2,188');
  assert.equal(await host.locator('sutva-embed > a').count(), 0, 'the link gives way to the frame');
  await grown(frame, () => host.locator('iframe').evaluate((node) => node.getBoundingClientRect().height));
  await host.locator('sutva-embed').evaluate((node) => node.setAttribute('theme', 'dark'));
  await eventually(() => frame.evaluate(() => document.documentElement.dataset.theme), 'dark');
  const states = host.evaluate(
    () =>
      new Promise((resolve) =>
        document
          .querySelector('sutva-embed')
          .addEventListener('sutva-state', (event) => resolve(event.detail)),
      ),
  );
  await input(frame, 'Power').fill('90%');
  assert.match(await states, /power=0\.9/);
});

test('all of a tool works inside a frame without an origin: simulation and file', async (t) => {
  const elsewhere = await otherOrigin({
    '/': hostPage(
      `<iframe sandbox="allow-scripts" src="${here.site}embed.html#/check-plan?v=1&replicates=2000" width="900" height="900"></iframe>`,
    ),
    '/file': hostPage(
      `<iframe sandbox="allow-scripts" src="${here.site}embed.html#/csv-effect" width="900" height="900"></iframe>`,
    ),
  });
  t.after(elsewhere.close);
  const host = await here.open(t, elsewhere.address);
  const frame = await frameOf(host);
  await frame.getByRole('button', { name: 'Run the simulation' }).click();
  await eventually(() => frame.locator('.run-verdict').textContent(), /keeps/);
  await host.goto(`${elsewhere.address}file`);
  const files = await frameOf(host);
  await files.getByRole('button', { name: 'Use the sample' }).click();
  await eventually(() => figure(files).textContent(), '+8.05');
  const said = JSON.stringify(await host.evaluate(() => globalThis.messages));
  assert.doesNotMatch(said, /minutes|treat|8\.05/, 'no message carries anything of the file');
});

test('a question mark serves where the hash was lost, and the hash wins', async (t) => {
  const page = await here.open(
    t,
    'embed.html?tool=sample-size&baseline=0.2&effect_scale=absolute&effect=0.05',
  );
  await answers(page, '2,188');
  const both = await here.open(
    t,
    'embed.html?tool=sample-size&baseline=0.3#/sample-size?v=1&baseline=0.2&effect_scale=absolute&effect=0.05',
  );
  await answers(both, '2,188');
});

test('controls=few and none show less, theme= is taken', async (t) => {
  const page = await here.open(t, 'embed.html#/sample-size?v=1&baseline=0.2&controls=none&theme=dark');
  await eventually(
    () => figure(page).textContent(),
    (text) => text !== '–' && text !== '29,502',
  );
  assert.equal(await page.locator('form').count(), 0);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  const few = await here.open(t, 'embed.html#/sample-size?v=1&controls=few');
  await answers(few, '29,502');
  assert.equal(await few.getByRole('radiogroup', { name: 'Solve for' }).count(), 0);
  assert.equal(await input(few, 'Baseline').count(), 1);
});

test('an unknown key, value, version or tool warns, and breaks nothing', async (t) => {
  for (const address of ['', 'embed.html']) {
    const page = await here.open(
      t,
      `${address}#/sample-size?v=2&colour=red&metric=none&baseline=0.2&effect_scale=absolute&effect=0.05`,
    );
    await answers(page, '2,188');
    const notices = (await page.locator('.notice').allTextContents()).join(' ');
    assert.match(notices, /version 2/);
    assert.match(notices, /“colour”/);
    assert.match(notices, /“none” for metric/);
    await page.close();
    const none = await here.open(t, `${address}#/nothing`);
    await eventually(() => none.locator('.notice').first().textContent(), /no tool called “nothing”/);
    await none.close();
  }
});

test('the single file works inside a srcdoc frame, where the address cannot be replaced', async (t) => {
  const page = readFileSync(join(dist, 'sutva.html'), 'utf8')
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;');
  const elsewhere = await otherOrigin({
    '/': hostPage(`<iframe sandbox="allow-scripts" width="900" height="900" srcdoc="${page}"></iframe>`),
  });
  t.after(elsewhere.close);
  const host = await here.open(t, elsewhere.address);
  const frame = await frameOf(host);
  await answers(frame, '29,502');
  await input(frame, 'Baseline').fill('20%');
  await eventually(
    () => figure(frame).textContent(),
    (text) => text !== '29,502',
  );
  await eventually(() => frame.evaluate(() => location.hash), '#/sample-size?v=1&baseline=0.2');
});
