import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { prepareChain } from '../src/engine/chain.ts';
import { countFours } from '../src/kernel/fours.ts';
import { sampleTexts } from './sample-texts.ts';

/** dist/<name>.js and where it starts in src. */
const ENTRY_POINTS = {
  action: 'src/action/main.ts',
  cli: 'src/cli/main.ts',
  worker: 'src/engine/worker.ts',
  detector: 'src/contract/plug-in-interface.ts',
  'seven-zip-thread': 'src/seven-zip/extraction-thread.ts',
};

/** Files that are not bundled but copied: dist/<name> and where npm put it. */
const COPIES = { '7zz.wasm': 'node_modules/7z-wasm/7zz.wasm' };

/** By root: it takes ten seconds, and is made once a process. */
const chains = new Map<string, string>();

function chainFor(root: string): string {
  const known = chains.get(root);
  if (known !== undefined) return known;
  const sample = [...sampleTexts(root), new Uint8Array(ZERO_BYTES)];
  const chain = prepareChain(countFours(sample, MIN_TIMES));
  chains.set(root, chain);
  return chain;
}

/** Fours of bytes that stand less often in the sample are 2 of 100 of it, and half of their kinds. */
const MIN_TIMES = 4;

/** Of what memory is full, too short to be passed over: without them, zeros passed as the end of one anchor and the start of another. */
const ZERO_BYTES = 1 << 20;

const HEAD = '// Generated from src by `npm run build`. Do not edit: the next build overwrites it.';

/** Bundled CommonJS packages call `require`. The alias, because a bundled package may import `createRequire` itself. */
const REQUIRE =
  "import { createRequire as keysieveCreateRequire } from 'node:module';\nconst require = keysieveCreateRequire(import.meta.url);";

export interface Bundle {
  /** Path inside dist, with forward slashes, and content. Sorted by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What each file is made of. */
  readonly metafile: Metafile;
}

/**
 * Everything that lies in dist, made in memory; writes nothing. The same sources give the same bytes on every system:
 * esbuild is pinned, and no path, time or environment variable goes in.
 * @param root folder of package.json
 * @param preparedChain the routes and the kernel's plan, for whom only asks what dist is made of: anything
 */
export async function bundle(root: string, preparedChain: string = chainFor(root)): Promise<Bundle> {
  // dist says "type": "module" itself, so that it still runs where someone copies it without our package.json.
  const files = new Map<string, Uint8Array>([['package.json', Buffer.from('{ "type": "module" }\n')]]);
  for (const [name, file] of Object.entries(COPIES)) files.set(name, readFileSync(join(root, file)));
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ENTRY_POINTS,
    outdir: DIST,
    bundle: true,
    // What several of them need is there once, so that a class is the same to all of them, and is read once.
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    // Its main file is made for CommonJS, and asks for `__dirname`.
    alias: { '7z-wasm': './node_modules/7z-wasm/7zz.es6.js' },
    // Not minified: who pins an action by commit should be able to read what runs.
    minify: false,
    define: { PREPARED_CHAIN: JSON.stringify(preparedChain) },
    legalComments: 'inline',
    banner: { js: [HEAD, REQUIRE].join('\n') },
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const names = namesOf(metafile);
  for (const { path, text } of outputFiles) {
    const name = names.get(basename(path)) ?? basename(path);
    const code = inAscii(text.replace(HASHED, (file) => names.get(file) ?? file));
    if (files.has(name)) throw new Error(`dist/${name}: expected one file of that name, found two; rename a module`);
    files.set(name, Buffer.from(name === 'cli.js' ? `#!/usr/bin/env node\n${code}` : code));
  }
  return { files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))), metafile };
}

/**
 * V8 decodes what has other characters for longer, and keeps it at two bytes each. esbuild leaves them in comments and in regular
 * expressions, which say the same with an escape.
 */
function inAscii(code: string): string {
  return code.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const DIST = 'dist';
/** How esbuild names a file that is none of the entry points. */
const HASHED = /[a-z0-9-]+-[0-9A-Z]{8}\.js/g;

/**
 * Names without a hash, so that a change of code changes no name: what `import()` names is called as its module, what several share by
 * number, in the order of who shares it.
 */
function namesOf({ outputs }: Metafile): ReadonlyMap<string, string> {
  const entries = Object.keys(outputs).filter((path) => outputs[path]!.entryPoint !== undefined);
  const names = new Map(entries.map((path) => [basename(path), basename(path).replace(/-[0-9A-Z]{8}(?=\.js$)/, '')]));
  const sharers = new Map<string, string[]>();
  for (const entry of entries.sort())
    for (const path of reach(entry, outputs))
      if (outputs[path]!.entryPoint === undefined) sharers.set(path, [...(sharers.get(path) ?? []), basename(entry)]);
  const shared = [...sharers].map(([path, by]) => ({ path, by: by.map((name) => names.get(name)).join() }));
  shared.sort((a, b) => (a.by === b.by ? 0 : a.by < b.by ? -1 : 1));
  for (const [index, { path }] of shared.entries()) names.set(basename(path), `shared-${index + 1}.js`);
  return names;
}

/** All that is loaded with an output, and what that loads. */
function reach(output: string, outputs: Metafile['outputs']): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [output];
  for (let next = queue.pop(); next !== undefined; next = queue.pop())
    for (const { path, kind } of outputs[next]!.imports) {
      if (kind !== 'import-statement' || !(path in outputs) || reached.has(path)) continue;
      reached.add(path);
      queue.push(path);
    }
  return reached;
}
