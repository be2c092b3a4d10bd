// SPDX-License-Identifier: Apache-2.0
// Puts the parts that Vite built together: the frame for embedding and its host script beside the site, and sutva.html,
// the whole page in one file. Then prints the sizes and holds them against their budgets.
import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const root = new URL('../', import.meta.url);
const at = (path) => new URL(path, root);
const text = (path) => readFileSync(at(path), 'utf8');
const hash = (content) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;

for (const file of ['embed-frame.js', 'embed-frame.css'])
  copyFileSync(at(`build/frame/${file}`), at(`dist/${file}`));
copyFileSync(at('build/host/embed.js'), at('dist/embed.js'));
copyFileSync(at('build/single/sutva.css'), at('dist/reference.css'));
// The licences of what is inside travel with it.
for (const file of ['LICENSE', 'THIRD_PARTY.md']) copyFileSync(at(file), at(`dist/${file}`));

const script = text('build/single/sutva.js')
  .replaceAll('</script', '<\\/script')
  .replaceAll('<!--', '<\\!--');
const style = text('build/single/sutva.css');
const icon = `data:image/svg+xml;base64,${Buffer.from(text('public/favicon.svg')).toString('base64')}`;
const page = text('web/index.html');
const policy = /content="(default-src[^"]*)"/
  .exec(page)[1]
  .replace("script-src 'self'", `script-src ${hash(script)}`)
  .replace("style-src 'self'", `style-src ${hash(style)}`)
  .replace("worker-src 'self' blob:", 'worker-src blob:');
const single = page
  .replace('<html lang="en">', '<html lang="en" data-single>')
  .replace(/content="default-src[^"]*"/, () => `content="${policy}"`)
  .replace(/<link rel="icon"[^>]*>/, () => `<link rel="icon" href="${icon}" type="image/svg+xml" />`)
  .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style}</style>`)
  .replace(/\s*<script type="module"[^>]*><\/script>/, '')
  // A classic script runs where it stands: after the element it defines.
  .replace('</body>', () => `<script>${script}</script>\n  </body>`);
writeFileSync(at('dist/sutva.html'), single);

const gzip = (content) => gzipSync(content, { level: 9 }).length;
const assets = readdirSync(at('dist/assets'));
const pick = (pattern) => assets.filter((file) => pattern.test(file));
const bytes = (files) => files.reduce((sum, file) => sum + gzip(readFileSync(at(`dist/assets/${file}`))), 0);

// First paint is what index.html names and what that imports without waiting.
function firstPaint() {
  const found = new Set();
  const visit = (file) => {
    if (found.has(file)) return;
    found.add(file);
    if (!file.endsWith('.js')) return;
    const source = text(`dist/assets/${file}`);
    for (const [, name] of source.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) visit(name);
  };
  for (const [, name] of text('dist/index.html').matchAll(/(?:src|href)="\.\/assets\/([\w.-]+)"/g))
    visit(name);
  return [...found];
}

const module = (name) => gzip(readFileSync(at(`build/wasm/${name}.wasm`)));
const rows = [
  ['module of Plan', module('sutva_plan'), 184],
  ['module of Simulate', module('sutva_simulate'), 164],
  ['module of studies', module('sutva_study'), 190],
  ['module of networks', module('sutva_network'), 240],
  ['module of Analyze', module('sutva_analyze'), 478],
  ['module with everything', module('sutva'), 840],
  ['first paint, script and style', bytes(firstPaint()), 80],
  ['pictures, later', bytes(pick(/^plot/)), 120],
  ['sutva.html, one file', gzip(single), 1250],
];
let over = false;
console.log('Sizes in kB after gzip, with their budgets:');
for (const [name, size, budget] of rows) {
  const kB = size / 1000;
  over ||= kB > budget;
  console.log(
    `  ${name.padEnd(32)} ${kB.toFixed(1).padStart(6)} / ${budget}${kB > budget ? '  over budget' : ''}`,
  );
}
process.exitCode = over ? 1 : 0;
