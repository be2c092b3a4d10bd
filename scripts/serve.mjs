// SPDX-License-Identifier: Apache-2.0
// Serves dist/ on this machine alone, with the headers of dist/_headers: what a static host would send.
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.csv': 'text/csv; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** Rules of a _headers file: [path pattern, [name, value or undefined for a header to leave out]][] */
function rulesOf(text) {
  const rules = [];
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) rules.push([line.trim(), []]);
    else if (line.trim().startsWith('! ')) rules.at(-1)[1].push([line.trim().slice(2), undefined]);
    else if (line.includes(':')) {
      const cut = line.indexOf(':');
      rules.at(-1)[1].push([line.slice(0, cut).trim(), line.slice(cut + 1).trim()]);
    }
  }
  return rules;
}

/** @returns {Promise<import('node:http').Server>} listening on 127.0.0.1; port 0 takes any free one */
export function serve(folder, port) {
  const rules = rulesOf(readFileSync(join(folder, '_headers'), 'utf8'));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = normalize(join(folder, path.endsWith('/') ? `${path}index.html` : path));
    if (!file.startsWith(folder)) {
      response.writeHead(403).end();
      return;
    }
    try {
      if (!statSync(file).isFile()) throw new Error('not a file');
    } catch {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
      return;
    }
    const headers = new Map([['Content-Type', types[extname(file)] ?? 'application/octet-stream']]);
    for (const [pattern, list] of rules) {
      if (pattern !== '/*' && pattern !== path) continue;
      for (const [name, value] of list) {
        if (value === undefined) headers.delete(name);
        else headers.set(name, value);
      }
    }
    response.writeHead(200, { ...Object.fromEntries(headers), 'Cache-Control': 'no-cache' });
    if (request.method === 'HEAD') response.end();
    else createReadStream(file).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('../dist', import.meta.url));
  const wanted = Number(process.env.PORT ?? 8080);
  // The next free port where the usual one is taken.
  for (let port = wanted; ; port++) {
    try {
      const server = await serve(folder, port);
      console.log(`Sutva is at http://localhost:${server.address().port}/ (stop it with Ctrl-C)`);
      break;
    } catch (failure) {
      if (failure.code !== 'EADDRINUSE' || port > wanted + 20) throw failure;
    }
  }
}
