import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { join } from 'node:path';
import { detectors } from '../src/detect/catalog.ts';
import {
  core,
  empty,
  mixed256,
  mixed4096,
  random256,
  sevenZip3000,
  tarZst3000,
  text64,
  text256,
  tree50000,
  zeroCore4096,
  zip20000,
} from './corpora.ts';
import { folder, median, type Timing, time } from './timing.ts';

/*
 * `npm run bench [NAME …]`: the whole program against its peers, as whole processes, in turns in the same run. Measures
 * and writes bench/RESULTS.md; never passes or fails. Medians of RUNS; ratios are of medians of the same run.
 */

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const NODE = process.env.npm_node_execpath ?? process.execPath;

interface Contest {
  readonly name: string;
  readonly bar: string;
  /** Shell commands; the first two are compared. Ours is `ours`, the other `theirs`. */
  readonly ours: string;
  readonly theirs: string;
  /** How to say the figure: how many times faster we are, or the speed relative to the other. */
  readonly needs?: string;
}

const CLI = new URL('../dist/cli.js', import.meta.url).pathname;

const scan = (path: string, ...options: string[]) => `${NODE} ${CLI} scan ${path} --quiet ${options.join(' ')}`;

async function contests(): Promise<Contest[]> {
  const [text, heap, random] = [await text256(), await core(), await random256()].map(({ path }) => path);
  const [files, tree, zip] = [await text64(), await tree50000(), await zip20000()].map(({ path }) => path);
  const [large, small] = [await mixed4096(), await mixed256()].map(({ path }) => path);
  const zeros = (await zeroCore4096()).path;
  const literals = writeLiterals();
  const rg = (path: string) => `rg --no-config --count-matches -a -F -f ${literals} ${path}`;
  const nothing = (await empty()).path;
  const [large7z, largeTarZst] = [(await sevenZip3000()).path, (await tarZst3000()).path];
  return [
    { name: 'text, 2 threads', bar: '≥ 4', ours: scan(text!, '--threads 2'), theirs: rg(text!), needs: 'rg' },
    { name: 'text, 1 thread', bar: '≥ 2.5', ours: scan(text!, '--threads 1'), theirs: rg(text!), needs: 'rg' },
    { name: 'core, 2 threads', bar: '≥ 4', ours: scan(heap!, '--threads 2'), theirs: rg(heap!), needs: 'rg' },
    { name: 'core, 1 thread', bar: '≥ 2.5', ours: scan(heap!, '--threads 1'), theirs: rg(heap!), needs: 'rg' },
    {
      name: 'gitleaks, 64 files of text',
      bar: '≥ 50',
      ours: scan(files!),
      theirs: `gitleaks detect --no-git --no-banner -s ${files}`,
      needs: 'gitleaks',
    },
    { name: 'aeskeyfind, core', bar: '≥ 5', ours: scan(heap!), theirs: `aeskeyfind -q ${heap}`, needs: 'aeskeyfind' },
    {
      name: 'aeskeyfind, random',
      bar: '≥ 100',
      ours: scan(random!),
      theirs: `aeskeyfind -q ${random}`,
      needs: 'aeskeyfind',
    },
    {
      name: 'aeskeyfind, then rsakeyfind, core',
      bar: '≥ 2',
      ours: scan(heap!),
      theirs: `sh -c 'aeskeyfind -q ${heap}; rsakeyfind ${heap}'`,
      needs: 'rsakeyfind',
    },
    { name: 'cat, 4 GiB of mostly zero core', bar: '≥ 0.33', ours: scan(zeros), theirs: `cat ${zeros}` },
    { name: 'cat, 4 GiB mixed', bar: '≥ 0.25', ours: scan(large!), theirs: `cat ${large}` },
    { name: '7z x -so, 3 GB in a 7z', bar: '≥ 0.7', ours: scan(large7z), theirs: `7z x -so ${large7z}`, needs: '7z' },
    {
      name: 'zstd -dc, 3 GB in a tar.zst',
      bar: '≥ 0.7',
      ours: scan(largeTarZst),
      theirs: `zstd -dc ${largeTarZst}`,
      needs: 'zstd',
    },
    { name: 'unzip -p, 20,000 entries', bar: '≥ 1', ours: scan(zip!), theirs: `unzip -p ${zip}`, needs: 'unzip' },
    {
      name: 'rg -c, 50,000 files',
      bar: '≥ 0.3',
      ours: scan(tree!),
      theirs: `rg --no-config -c token ${tree}`,
      needs: 'rg',
    },
    { name: 'itself, 256 MiB per byte against 4 GiB', bar: '0.85 to 1.15', ours: scan(large!), theirs: scan(small!) },
    {
      name: 'itself, 2 threads against 1',
      bar: '≥ 1.7',
      ours: scan(large!, '--threads 2'),
      theirs: scan(large!, '--threads 1'),
    },
    {
      name: 'start: an empty file against node -e 0',
      bar: '≤ 0.25 s more',
      ours: scan(nothing),
      theirs: `${NODE} -e 0`,
    },
  ];
}

/** 300 literals of the rules' own anchors, or words like them. */
function writeLiterals(): string {
  const anchors = detectors.flatMap(({ trigger }) =>
    trigger.anchors.map(({ bytes }) => Buffer.from(bytes).toString('latin1')),
  );
  const printable = [...new Set(anchors)].filter((text) => /^[\x21-\x7e]{4,}$/.test(text));
  const words = Array.from(
    { length: 300 },
    (_, index) => `${printable[index % printable.length]}${index < printable.length ? '' : index}`,
  );
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'literals.txt');
  writeFileSync(path, `${words.slice(0, 300).join('\n')}\n`);
  return path;
}

function compete({ ours, theirs }: Contest): { ours: Timing; theirs: Timing } {
  time(ours);
  time(theirs);
  const timings = { ours: [] as Timing[], theirs: [] as Timing[] };
  for (let run = 0; run < RUNS; run++) {
    timings.ours.push(time(ours));
    timings.theirs.push(time(theirs));
  }
  const summed = (list: readonly Timing[]): Timing => ({
    seconds: median(list.map(({ seconds }) => seconds)),
    processorSeconds: median(list.map(({ processorSeconds }) => processorSeconds)),
    peakMiB: Math.max(...list.map(({ peakMiB }) => peakMiB)),
  });
  return { ours: summed(timings.ours), theirs: summed(timings.theirs) };
}

const wanted = process.argv.slice(2);
const rows: string[] = [];
for (const contest of await contests()) {
  if (wanted.length > 0 && !wanted.some((word) => contest.name.includes(word))) continue;
  if (contest.needs && spawnSync('which', [contest.needs]).status !== 0) {
    rows.push(`| ${contest.name} | ${contest.bar} | not measured: ${contest.needs} is not installed | | | |`);
    continue;
  }
  const { ours, theirs } = compete(contest);
  const ratio = contest.name.includes('per byte')
    ? ours.seconds / 16 / theirs.seconds
    : contest.name.startsWith('start')
      ? ours.seconds - theirs.seconds
      : theirs.seconds / ours.seconds;
  const row = `| ${contest.name} | ${contest.bar} | ${ratio.toFixed(2)} | ${ours.seconds.toFixed(3)} | ${theirs.seconds.toFixed(3)} | ${ours.peakMiB.toFixed(0)} |`;
  console.log(row);
  rows.push(row);
}

const version = (command: string) =>
  spawnSync('sh', ['-c', `${command} 2>/dev/null | head -1`], { encoding: 'utf8' }).stdout.trim() || 'not installed';
if (wanted.length === 0) {
  writeFileSync(
    new URL('./RESULTS.md', import.meta.url),
    `# Bench

Made by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${cpus()[0]?.model}, Linux ${release()}, node ${version(`${NODE} --version`)}.
Whole processes, warm cache, in turns; medians of ${RUNS} runs. Ratios are how many times as fast as the other we are, where
the bar is not something else.

| against | bar | measured | ours, s | other, s | our peak, MiB |
| --- | --- | ---: | ---: | ---: | ---: |
${rows.join('\n')}

Peers: ${version('rg --version')}; gitleaks ${version('gitleaks version')}; aeskeyfind ${version('dpkg-query -W aeskeyfind')}; ${version('unzip -v')}.
`,
  );
}
