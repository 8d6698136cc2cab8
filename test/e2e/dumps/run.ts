/**
 * `npm run test:dumps [-- WORD …]`: dumps of real processes with fresh keys, scanned; see RESULTS.md. With words, only the
 * scenarios whose names have one of them run, and RESULTS.md stays. `--keep` leaves the dumps for a look.
 * Fails when a key that is whole in a dump is not found, for AES when it is more than 5 %, and when there is an alarm.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { assertExpansion } from './aes-forms.ts';
import { SCENARIOS } from './catalog.ts';
import { isAlarm, isMissed, judge } from './judge.ts';
import { openLab } from './lab.ts';
import { explain, type Ran, renderResults } from './results.ts';
import type { Scenario } from './scenario.ts';

const MIN_AES_RECALL = 0.95;

for (const bytes of [16, 24, 32]) assertExpansion(randomBytes(bytes));
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const keep = process.argv.includes('--keep');
const chosen = SCENARIOS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
const folder = mkdtempSync(join(tmpdir(), 'keysieve-dumps-'));
const start = performance.now();
const ran: Ran[] = [];
try {
  for (const scenario of chosen) ran.push(await runScenario(scenario));
} finally {
  if (keep) console.log(`dumps are in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}
const results = renderResults(ran, versions(), (performance.now() - start) / 60_000);
if (words.length === 0) writeFileSync(join(import.meta.dirname, 'RESULTS.md'), results);
console.log(`\n${results}`);
if (!isGoodEnough(ran)) process.exitCode = 1;

async function runScenario(scenario: Scenario): Promise<Ran> {
  const missing = scenario.needs.filter((program) => !isInstalled(program));
  if (missing.length > 0) return { scenario, dumps: [], trouble: `needs ${missing.join(', ')}` };
  const lab = openLab(join(folder, scenario.name.replace(/[^a-z0-9]+/gi, '-')));
  const since = performance.now();
  try {
    const dumps = [];
    for (const dump of await scenario.make(lab)) {
      const judged = await judge(dump);
      for (const line of explain(scenario, judged)) console.log(line);
      dumps.push(judged);
    }
    console.log(`${scenario.name}: ${dumps.length} dumps, ${((performance.now() - since) / 1000).toFixed(0)} s`);
    return { scenario, dumps };
  } catch (error) {
    console.log(`${scenario.name} failed: ${error}\n${lab.lastWords()}`);
    return { scenario, dumps: [], trouble: `${error}`.split('\n')[0]! };
  } finally {
    await lab.close({ keep });
  }
}

function isInstalled(program: string): boolean {
  const paths = isAbsolute(program)
    ? [program]
    : [...process.env.PATH!.split(delimiter), '/usr/sbin'].map((path) => join(path, program));
  return paths.some((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function isGoodEnough(all: readonly Ran[]): boolean {
  const dumps = all.flatMap((one) => one.dumps);
  const secrets = dumps.flatMap((one) => one.secrets);
  const aes = secrets.filter(({ secret, whole }) => whole && secret.family === 'aes');
  const found = aes.filter(({ finding }) => finding).length;
  return (
    all.every(({ trouble }) => trouble === undefined) &&
    !secrets.some((one) => one.secret.family !== 'aes' && isMissed(one)) &&
    found >= MIN_AES_RECALL * aes.length &&
    !dumps.some(({ strangers }) => strangers.some(isAlarm))
  );
}

function versions(): string[] {
  const line = (command: string, ...args: string[]) => {
    const all = execFileSync('/bin/sh', ['-c', '"$@" 2>&1 || true', 'sh', command, ...args]).toString();
    return all.split('\n')[0]!.trim();
  };
  return [
    line('/bin/sh', '-c', '. /etc/os-release; echo "$PRETTY_NAME"'),
    line('openssl', 'version')
      .replace(/ \(.*/, '')
      .replace(/ \d+ \w+ \d{4}$/, ''),
    `Node ${process.version}`,
  ];
}
