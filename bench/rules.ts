import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foreignText256, minified256, text256 } from './corpora.ts';
import { median, type Timing, time } from './timing.ts';

/*
 * `npm run bench:rules`: what all token rules cost. dist against a build of the same sources whose rules are only the fourteen files
 * that the project began with, as whole processes, in turns; medians of RUNS. The bar of the ratios is 1.3. Text is measured
 * with our own sources, nearly every rule of which is asked there, and without. Measures; never passes
 * or fails.
 */

const RUNS = Number(process.env.BENCH_RUNS ?? 7);
const NODE = process.env.npm_node_execpath ?? process.execPath;
const ROOT = new URL('../', import.meta.url).pathname;
const FIRST_RULES = `actions-checkout anthropic aws github gitlab google huggingface jwt npm openai pypi sendgrid slack stripe`;

function buildFewRules(folder: string): string {
  for (const name of ['src', 'scripts', 'package.json'])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const rules = FIRST_RULES.split(' ').map((name) => {
    const exported = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const kind = name === 'jwt' ? 'programs' : 'providers';
    return `export { ${exported}Rules } from './text/${kind}/${name}.ts';\n`;
  });
  writeFileSync(join(folder, 'src/detect/rules.ts'), rules.join(''));
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build.ts'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the build with few rules: expected exit 0, found ${status}: ${stderr}`);
  return join(folder, 'dist/cli.js');
}

function compare(path: string, all: string, few: string): void {
  const command = (cli: string) => `${NODE} ${cli} scan ${path} --quiet`;
  const timings = { all: [] as Timing[], few: [] as Timing[] };
  time(command(all));
  time(command(few));
  for (let run = 0; run < RUNS; run++) {
    timings.all.push(time(command(all)));
    timings.few.push(time(command(few)));
  }
  const say = (what: string, of: (timing: Timing) => number): void => {
    const [one, other] = [median(timings.all.map(of)), median(timings.few.map(of))];
    console.log(`${what}: ${one.toFixed(2)} s, few rules ${other.toFixed(2)} s, ratio ${(one / other).toFixed(2)}`);
  };
  console.log(path.split('/').at(-1));
  say('  whole process', ({ seconds }) => seconds);
  say('  processor', ({ processorSeconds }) => processorSeconds);
}

const folder = mkdtempSync(join(tmpdir(), 'keysieve-few-rules-'));
try {
  const few = buildFewRules(folder);
  for (const { path } of [await text256(), await foreignText256(), await minified256()])
    compare(path, join(ROOT, 'dist/cli.js'), few);
} finally {
  rmSync(folder, { recursive: true });
}
