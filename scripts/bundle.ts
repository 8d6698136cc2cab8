import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { prepareChain, wholeChain } from '../src/engine/chain.ts';
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

/**
 * Modules that `import()` names, with what they bring along: dist/<name> of their own, which nothing loads until it is asked for.
 * What they share with who asks is there twice, so a class of theirs (an error) is not one of his: only plain data passes.
 */
const LAZY = {
  'policy-parsers': 'src/config/policy-parsers.ts',
  'own-rules': 'src/detect/own/own-rule-detector.ts',
};

/** Files that are not bundled but copied: dist/<name> and where npm put it. */
const COPIES = { '7zz.wasm': 'node_modules/7z-wasm/7zz.wasm' };

/** By root: it takes ten seconds, and is made once a process. */
const plans = new Map<string, string>();

function planFor(root: string): string {
  const plan = plans.get(root) ?? prepareChain(wholeChain(), countFours(sampleTexts(root), LEAST_TIMES));
  plans.set(root, plan);
  return plan;
}

/** Fours of bytes that stand less often in the sample are 2 of 100 of it, and half of their kinds. */
const LEAST_TIMES = 4;

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
 * @param preparedPlan the kernel's plan, for whom only asks what dist is made of: anything
 */
export async function bundle(root: string, preparedPlan: string = planFor(root)): Promise<Bundle> {
  // dist says "type": "module" itself, so that it still runs where someone copies it without our package.json.
  const files = new Map<string, Uint8Array>([['package.json', Buffer.from('{ "type": "module" }\n')]]);
  const metafile: Metafile = { inputs: {}, outputs: {} };
  for (const [name, file] of Object.entries(COPIES)) files.set(name, readFileSync(join(root, file)));
  const plan = JSON.stringify(preparedPlan);
  for (const [name, entryPoint] of Object.entries({ ...ENTRY_POINTS, ...LAZY })) {
    const result = await build({
      absWorkingDir: root,
      entryPoints: [entryPoint],
      outfile: `dist/${name}.js`,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20.19',
      // Its main file is made for CommonJS, and asks for `__dirname`.
      alias: { '7z-wasm': './node_modules/7z-wasm/7zz.es6.js' },
      // Not minified: who pins an action by commit should be able to read what runs.
      minify: false,
      define: { PREPARED_PLAN: plan },
      plugins: [lazyModules(root)],
      charset: 'utf8',
      legalComments: 'inline',
      banner: { js: [...(name === 'cli' ? ['#!/usr/bin/env node'] : []), HEAD, REQUIRE].join('\n') },
      write: false,
      metafile: true,
      logLevel: 'silent',
    });
    for (const file of result.outputFiles) files.set(`${name}.js`, file.contents);
    Object.assign(metafile.inputs, result.metafile.inputs);
    Object.assign(metafile.outputs, result.metafile.outputs);
  }
  return { files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))), metafile };
}

/** An `import()` of one of LAZY stays one, of the file in dist. */
function lazyModules(root: string): Plugin {
  const names = new Map(Object.entries(LAZY).map(([name, file]) => [join(root, file), name]));
  return {
    name: 'lazy-modules',
    setup({ onResolve }) {
      onResolve({ filter: /^\.{1,2}\// }, ({ kind, path, resolveDir }) => {
        const name = names.get(join(resolveDir, path));
        if (kind !== 'dynamic-import' || name === undefined) return undefined;
        return { path: `./${name}.js`, external: true };
      });
    },
  };
}
