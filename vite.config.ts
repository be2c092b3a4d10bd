// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const at = (path: string) => new URL(path, import.meta.url).pathname;

function commit(): string {
  try {
    const git = (...words: string[]) =>
      execFileSync('git', words, { cwd: at('.'), stdio: 'pipe' })
        .toString()
        .trim();
    return git('rev-parse', '--short=10', 'HEAD') + (git('status', '--porcelain') ? '+' : '');
  } catch {
    return 'unknown';
  }
}

/** The module inside the script (the content policy forbids fetching a file), and what was built. */
function sutva(): Plugin {
  const built = (module: string, suffix: string) =>
    at(`build/wasm/${module === 'everything' ? 'sutva' : `sutva_${module}`}${suffix}`);
  const modules: Record<string, () => string> = {
    'virtual:sutva-build': () => {
      const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string };
      return `export const version = '${version}'; export const commit = '${commit()}';`;
    },
  };
  return {
    name: 'sutva',
    resolveId(id) {
      const [kind, module = ''] = id.split('/');
      if (kind === 'virtual:sutva-module') return built(module, '.mjs');
      return kind === 'virtual:sutva-wasm' || id in modules ? `\0${id}` : undefined;
    },
    load(id) {
      const [kind, module = ''] = id.slice(1).split('/');
      if (kind !== 'virtual:sutva-wasm') return modules[id.slice(1)]?.();
      const bytes = gzipSync(readFileSync(built(module, '.wasm')), { level: 9 });
      return `export default '${bytes.toString('base64')}';`;
    },
  };
}

/** One classic script and one style sheet: what runs from file:// and in frames without an origin. */
function oneScript(name: string, entry: string, outDir: string): UserConfig {
  return {
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: true,
      lib: {
        entry: at(entry),
        formats: ['iife'],
        name: 'Sutva',
        fileName: () => `${name}.js`,
        cssFileName: name,
      },
      rollupOptions: { output: { codeSplitting: false } },
    },
  };
}

// What scripts/build asks for, one after the other.
const targets: Record<string, () => UserConfig> = {
  // The site: modules that are loaded as they are needed.
  site: () => ({
    publicDir: at('public'),
    plugins: [
      {
        name: 'sutva-reference',
        closeBundle: () => cpSync(at('build/reference'), at('dist/reference'), { recursive: true }),
      },
    ],
    build: { outDir: at('dist'), emptyOutDir: true, rollupOptions: { input: at('web/index.html') } },
  }),
  single: () => oneScript('sutva', 'web/single.ts', at('build/single')),
  frame: () => oneScript('embed-frame', 'web/embed-page.ts', at('build/frame')),
  host: () => oneScript('embed', 'web/embed.ts', at('build/host')),
  // The engine alone, for the benchmark; the modules lie beside it.
  engine: () => ({
    publicDir: false,
    build: {
      outDir: at('build/engine'),
      emptyOutDir: true,
      lib: { entry: at('web/engine/engine.ts'), formats: ['es'], fileName: () => 'engine.js' },
    },
  }),
};

/** Where the page is one script, so is the module. */
const oneFile = new Set(['single', 'frame']);

export default defineConfig(({ mode }) => {
  const target = (targets[mode] ?? targets.site)?.() ?? {};
  return {
    root: at('web'),
    base: './',
    ...target,
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: {
      alias: {
        'virtual:sutva-loaders': at(`web/engine/${oneFile.has(mode) ? 'one-file' : 'rooms'}.ts`),
      },
    },
    plugins: [sutva(), ...(target.plugins ?? [])],
    worker: { format: 'iife', plugins: () => [sutva()] },
    build: {
      target: 'es2022',
      modulePreload: false,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1000,
      ...target.build,
    },
  };
});
