import { MemorySource } from '../src/bytes/memory-source.ts';
import { detectors, witnesses } from '../src/detect/catalog.ts';
import type { Detector } from '../src/detect/detector.ts';
import { chargeTo } from '../src/detect/effort-account.ts';
import { buildChain, planChain } from '../src/engine/chain.ts';
import { Scanner } from '../src/engine/scanner.ts';
import { NO_MEMORY } from '../src/model/memory.ts';
import { samplesOfAllDetectors } from '../test/contract/samples.ts';
import { type SeededRandom, seededRandom } from '../test/support/seeded-random.ts';

/*
 * `npm run bench:floods [ID …]`: what hostile bytes cost. For each sample copies of it in a row, whole ones and some with
 * another bit flipped in each; for each anchor copies of it in a row, and a line each with digits behind it, where a value is expected. Processor
 * time of scanning alone, in seconds a MiB, how much of it is charged to the account of the artifact and so is bounded, and the
 * detector that takes most of it. Lists what costs more than MAX_COST; measures, never passes or fails.
 */

const MAX_COST = 0.1;
const FLOOD_BYTES = 256 << 10;
/** Seconds of a flood at most, looked at after each of its first pieces, which are of 8 KiB and grow. */
const MAX_SECONDS = 0.5;
const FIRST_PIECE_BYTES = 8 << 10;

interface Cost {
  readonly name: string;
  readonly secondsPerMib: number;
  readonly chargedPerMib: number;
  readonly most: string;
}

const spent = new Map<string, number>();
const timed = detectors.map((detector): Detector => {
  const inspect: Detector['inspect'] = (window, at, memory) => {
    const start = process.hrtime.bigint();
    const match = detector.inspect(window, at, memory);
    spent.set(detector.id, (spent.get(detector.id) ?? 0) + Number(process.hrtime.bigint() - start));
    return match;
  };
  return { ...detector, inspect };
});
const chain = buildChain(timed, witnesses);
const scanner = new Scanner(chain, planChain(chain));

/** @returns seconds of processor time, and those charged */
function scan(bytes: Uint8Array): { readonly seconds: number; readonly charged: number } {
  const works = new Set<string>();
  let charged = 0;
  const takes = (microseconds: number, work?: string): boolean => {
    if (work === undefined || !works.has(work)) charged += microseconds / 1e6;
    if (work !== undefined) works.add(work);
    return true;
  };
  const before = process.cpuUsage();
  chargeTo({ takes }, () =>
    scanner.scanSource(new MemorySource(bytes), 0, bytes.length, {
      memory: NO_MEMORY,
      onSighting: () => {},
      onTestimony: () => {},
      checkTime: () => {},
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, charged };
}

/** Of the longest piece that was scanned: a detector that reads far ahead shows only where there is far to read. */
function costOf(name: string, flood: (bytes: number) => Uint8Array): Cost {
  let [perMib, chargedPerMib] = [0, 0];
  for (let size = FIRST_PIECE_BYTES; size <= FLOOD_BYTES; size *= 2) {
    if ((perMib * size) / (1 << 20) > MAX_SECONDS) break;
    const piece = flood(size);
    spent.clear();
    const { seconds, charged } = scan(piece);
    [perMib, chargedPerMib] = [seconds, charged].map((each) => each / (piece.length / (1 << 20))) as [number, number];
  }
  const [most] = [...spent].toSorted((a, b) => b[1] - a[1]);
  return { name, secondsPerMib: perMib, chargedPerMib, most: most?.[0] ?? '' };
}

function repeated(bytes: Uint8Array, size: number): Buffer {
  return Buffer.concat(Array.from({ length: Math.ceil(size / bytes.length) }, () => bytes));
}

/** Copies in a row, in each of which another bit is wrong. */
function brokenCopies(sample: Uint8Array, size: number, random: SeededRandom): Uint8Array {
  const all = repeated(sample, size);
  for (let copy = 0; copy < all.length; copy += sample.length) {
    all[copy + random.int(sample.length)]! ^= 1 << random.int(8);
  }
  return all;
}

/** An anchor a line, with as many digits of hex behind it as a key of 32 bytes has. */
function withDigits(anchor: Uint8Array, size: number, random: SeededRandom): Uint8Array {
  const line = (): Buffer => {
    const digits = Array.from({ length: 64 }, () => random.int(16).toString(16)).join('');
    return Buffer.concat([anchor, Buffer.from(`${digits}\n`)]);
  };
  return Buffer.concat(Array.from({ length: Math.ceil(size / (anchor.length + 65)) }, line));
}

const wanted = process.argv.slice(2);
const random = seededRandom(4);
const costs: Cost[] = [];
for (const { detector, samples } of await samplesOfAllDetectors()) {
  if (wanted.length > 0 && !wanted.includes(detector.id)) continue;
  for (const { variant, bytes, offset, length } of samples) {
    const secret = bytes.subarray(offset, offset + length);
    costs.push(costOf(`${detector.id}, whole: ${variant}`, (size) => repeated(secret, size)));
    costs.push(costOf(`${detector.id}, broken: ${variant}`, (size) => brokenCopies(secret, size, random)));
  }
  for (const { bytes } of detector.trigger.anchors) {
    const text = JSON.stringify(Buffer.from(bytes).toString('latin1'));
    costs.push(costOf(`${detector.id}, anchor: ${text}`, (size) => repeated(bytes, size)));
    costs.push(costOf(`${detector.id}, anchor and digits: ${text}`, (size) => withDigits(bytes, size, random)));
  }
}
costs.sort((a, b) => b.secondsPerMib - a.secondsPerMib);
console.log(
  `${costs.length} floods; s/MiB of those above ${MAX_COST}, what is charged of it, and who takes most of it:`,
);
for (const { name, secondsPerMib, chargedPerMib, most } of costs) {
  const [all, charged] = [secondsPerMib, chargedPerMib].map((seconds) => seconds.toFixed(2).padStart(8));
  if (secondsPerMib > MAX_COST) console.log(`${all}${charged}  ${name}  [${most}]`);
}
