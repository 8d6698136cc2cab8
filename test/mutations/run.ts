/**
 * Every fixture with 200 things wrong in it: `npm run test:mutations`, or of some fixtures `npm run test:mutations -- '7z*'`; with
 * `--from=201`, 200 other things.
 */
import { fixtureRows, matchesPath } from '../support/container-fixtures.ts';
import { KNOWN_SILENCES } from './known.ts';
import { MutationRunner } from './runner.ts';

const FROM = /^--from=(\d{1,9})$/;
const first = Number(process.argv.map((argument) => FROM.exec(argument)?.[1]).find((digits) => digits) ?? 1);
const SEEDS = Array.from({ length: 200 }, (_, index) => first + index);
const wanted = process.argv.slice(2).filter((argument) => !FROM.test(argument));
const runner = new MutationRunner();
const totals: Record<string, number> = {};
let isWrong = false;
for (const { file } of fixtureRows) {
  if (wanted.length > 0 && !wanted.some((pattern) => matchesPath(pattern, file))) continue;
  const begunAtMs = performance.now();
  const outcomes = await runner.run({ file, seeds: SEEDS });
  const counts: Record<string, number> = {};
  for (const { ending } of outcomes) {
    counts[ending] = (counts[ending] ?? 0) + 1;
    totals[ending] = (totals[ending] ?? 0) + 1;
  }
  console.log(`${file}: ${JSON.stringify(counts)} ${((performance.now() - begunAtMs) / 1000).toFixed(1)} s`);
  for (const { seed, ending, kind, detail = '' } of outcomes) {
    if (!['silent', 'crash', 'hang'].includes(ending)) continue;
    const isKnown = ending === 'silent' && file in KNOWN_SILENCES;
    isWrong ||= !isKnown;
    console.log(
      `  ${isKnown ? 'known: ' : ''}${ending}: seed ${seed}, ${kind} ${detail.split('\n').slice(0, 3).join(' ')}`,
    );
  }
}
await runner.close();
console.log(`all: ${JSON.stringify(totals)}`);
if (isWrong) process.exitCode = 1;
