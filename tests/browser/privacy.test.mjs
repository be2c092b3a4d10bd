// SPDX-License-Identifier: Apache-2.0
// No data leaves the page: nothing is asked for once it is loaded, and what is tried is refused.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  answers,
  complete,
  dist,
  dropFile,
  eventually,
  figure,
  otherOrigin,
  sample,
  singleFile,
  stage,
} from './page.mjs';

const here = stage();

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'none'; " +
  "worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'; " +
  "require-trusted-types-for 'script'; trusted-types lit-html default";

const metaOf = (html) => /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
const outside = (address) => !/^(blob|data):/.test(address);

/** Notes every request of the page and of its workers, as the browser itself reports them. */
async function watchNetwork(page) {
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('websocket', (socket) => requests.push(socket.url()));
  const session = await page.context().newCDPSession(page);
  session.on('Network.requestWillBeSent', ({ request }) => requests.push(request.url));
  session.on('Network.webSocketCreated', ({ url }) => requests.push(url));
  await session.send('Network.enable');
  return () => requests.filter(outside);
}

async function useEverything(page) {
  const go = (room) => page.getByRole('link', { name: room, exact: true }).click();
  await go('Plan');
  await page.getByRole('textbox', { name: 'Baseline', exact: true }).fill('20%');
  await eventually(
    () => figure(page).textContent(),
    (text) => text !== '29,502',
  );
  await page.getByRole('slider').press('ArrowRight');
  await page.locator('sutva-check-run').getByRole('button', { name: 'Run the simulation' }).click();
  await eventually(() => page.locator('.run-verdict').textContent(), /keeps/);
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'SVG', exact: true }).click(),
  ]);
  for (const tool of await page.locator('.tool-row a').all()) {
    await tool.click();
    await page.locator('main h1').waitFor();
  }
  await go('Simulate');
  await page.getByRole('button', { name: 'Run the simulation' }).click();
  await eventually(() => page.locator('.run-verdict').textContent(), /keeps/);
  await go('Analyze');
  await page.getByRole('button', { name: 'Use the sample' }).click();
  await eventually(() => figure(page).textContent(), '+8.05');
  await dropFile(page, 'secret.csv', readFileSync(sample));
  await eventually(() => page.locator('.format-line').textContent(), /secret\.csv/);
  await page.getByLabel('Use of country').selectOption('covariates');
  await eventually(() => page.locator('section[aria-labelledby=covariates] table').textContent(), /country/);
  await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV', exact: true }).click(),
  ]);
  await go('Practice');
  await page.locator('.practice').waitFor();
}

test('once loaded the page asks for nothing, offline, with a file dropped and every tool used', async (t) => {
  for (const offline of [true, false]) {
    const page = await here.open(t);
    await complete(page);
    const requests = await watchNetwork(page);
    await page.context().setOffline(offline);
    await useEverything(page);
    assert.deepEqual(requests(), [], offline ? 'offline' : 'online');
    assert.equal(page.context().serviceWorkers().length, 0);
    assert.equal(
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length),
      0,
    );
    await page.close();
  }
});

test('the watch itself works: a reload is seen', async (t) => {
  const page = await here.open(t);
  const requests = await watchNetwork(page);
  await page.reload();
  assert.ok(requests().some((address) => address === here.site));
});

test('the frame asks for nothing once loaded', async (t) => {
  const page = await here.open(t, 'embed.html#/csv-effect');
  const requests = await watchNetwork(page);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Use the sample' }).click();
  await eventually(() => figure(page).textContent(), '+8.05');
  await dropFile(page, 'secret.csv', readFileSync(sample));
  await eventually(() => page.locator('.format-line').textContent(), /secret\.csv/);
  assert.deepEqual(requests(), []);
});

// Every way out that a page has and that a policy can shut, tried from inside.
const attempts = {
  fetch: (address) =>
    fetch(address).then(
      () => 'out',
      () => 'refused',
    ),
  'a fetch without reading': (address) =>
    fetch(address, { mode: 'no-cors' }).then(
      () => 'out',
      () => 'refused',
    ),
  XMLHttpRequest: (address) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.onload = () => resolve('out');
      request.onerror = () => resolve('refused');
      request.open('GET', address);
      request.send();
    }),
  WebSocket: (address) =>
    new Promise((resolve) => {
      try {
        const socket = new WebSocket(address.replace('http', 'ws'));
        socket.onopen = () => resolve('out');
        socket.onerror = () => resolve('refused');
      } catch {
        resolve('refused');
      }
    }),
  EventSource: (address) =>
    new Promise((resolve) => {
      const source = new EventSource(address);
      source.onopen = () => resolve('out');
      source.onerror = () => {
        source.close();
        resolve('refused');
      };
    }),
  'an image': (address) =>
    new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve('out');
      image.onerror = () => resolve('refused');
      image.src = `${address}pixel.png`;
    }),
  sendBeacon: (address) =>
    new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true });
      navigator.sendBeacon(address, 'secret');
      setTimeout(() => resolve('out'), 2000);
    }),
  'a script': (address) =>
    new Promise((resolve) => {
      const script = document.createElement('script');
      script.onload = () => resolve('out');
      script.onerror = () => resolve('refused');
      try {
        script.src = `${address}x.js`;
        document.head.append(script);
      } catch {
        resolve('refused');
      }
    }),
  'a style sheet': (address) =>
    new Promise((resolve) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.onload = () => resolve('out');
      link.onerror = () => resolve('refused');
      link.href = `${address}x.css`;
      document.head.append(link);
    }),
  'a frame': (address) =>
    new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true });
      const frame = document.createElement('iframe');
      frame.src = address;
      document.body.append(frame);
      setTimeout(() => resolve('out'), 2000);
    }),
  'a form': (address) =>
    new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true });
      const form = document.createElement('form');
      form.action = address;
      document.body.append(form);
      form.submit();
      setTimeout(() => resolve('out'), 2000);
    }),
  'a blob worker': (address) => {
    const source = `fetch('${address}').then(() => postMessage('out'), () => postMessage('refused'))`;
    const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    return new Promise((resolve) => {
      const worker = new Worker(url);
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = () => resolve('no worker');
    });
  },
};
const refusals = [
  /content policy/i,
  /Content Security Policy/i,
  /Refused to/i,
  /violates/i,
  /TrustedScript/i,
];

for (const [name, address] of [
  ['the page', ''],
  ['the frame', 'embed.html'],
  ['the single file', singleFile],
]) {
  test(`${name} refuses every way out, in the page and in its workers`, async (t) => {
    const elsewhere = await otherOrigin({});
    t.after(elsewhere.close);
    const page = await here.open(t, address, { expect: refusals });
    await answers(page, '29,502');
    await eventually(
      () => page.workers().length,
      (n) => n > 0,
    );
    await page.getByRole('slider').waitFor();
    const seen = {};
    for (const [way, attempt] of Object.entries(attempts))
      seen[way] = await page.evaluate(attempt, elsewhere.address);
    assert.deepEqual(seen, Object.fromEntries(Object.keys(attempts).map((way) => [way, 'refused'])));
    // The workers of the engine are of the same kind.
    for (const worker of page.workers().filter((each) => each.url().startsWith('blob:'))) {
      const tried = await worker.evaluate(
        (out) =>
          Promise.all([
            fetch(out).then(
              () => 'out',
              () => 'refused',
            ),
            new Promise((resolve) => {
              try {
                importScripts(`${out}x.js`);
                resolve('out');
              } catch {
                resolve('refused');
              }
            }),
          ]),
        elsewhere.address,
      );
      assert.deepEqual(tried, ['refused', 'refused']);
    }
    assert.deepEqual(elsewhere.asked, []);
  });
}

test('the ways out are open on a page without the policy, so the attempts are real', async (t) => {
  const elsewhere = await otherOrigin({ '/plain': '<!doctype html><title>Plain</title>' });
  t.after(elsewhere.close);
  const page = await here.open(t, `${elsewhere.address}plain`);
  for (const way of ['fetch', 'XMLHttpRequest', 'a style sheet', 'a blob worker'])
    assert.equal(await page.evaluate(attempts[way], elsewhere.address), 'out', way);
});

test('the policy stands in the page, in the frame and in the headers; hashes in the single file', async () => {
  const head = async (path) => (await fetch(new URL(path, here.site))).headers;
  for (const path of [
    '',
    'index.html',
    'embed.html',
    'reference/index.html',
    'samples/personalization.csv',
  ]) {
    const headers = await head(path);
    assert.equal(headers.get('content-security-policy'), policy, `header of /${path}`);
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
  }
  for (const file of ['index.html', 'embed.html']) {
    const html = readFileSync(join(dist, file), 'utf8');
    assert.equal(metaOf(html), policy, file);
    assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/, `nothing inline in ${file}`);
  }
  const single = readFileSync(join(dist, 'sutva.html'), 'utf8');
  const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const [, style] = /<style>([\s\S]*?)<\/style>/.exec(single);
  const scripts = [...single.matchAll(/<script>([\s\S]*?)<\/script>/g)];
  assert.equal(scripts.length, 1);
  assert.equal(
    metaOf(single),
    policy
      .replace("script-src 'self'", `script-src ${hash(scripts[0][1])}`)
      .replace("style-src 'self'", `style-src ${hash(style)}`)
      .replace("worker-src 'self' blob:", 'worker-src blob:'),
  );
  // The header would forbid what the hashes allow.
  assert.equal((await head('sutva.html')).get('content-security-policy'), null);
});

test('nothing of a file is remembered', async (t) => {
  const page = await here.open(t, '#/csv-effect');
  await dropFile(page, 'secret.csv', readFileSync(sample));
  await eventually(() => figure(page).textContent(), '+8.05');
  await page.getByText('Dark', { exact: true }).click();
  const kept = await page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    hash: location.hash,
  }));
  assert.deepEqual(kept, {
    local: ['sutva.theme'],
    session: [],
    cookies: '',
    databases: 0,
    caches: 0,
    hash: '#/csv-effect',
  });
});
