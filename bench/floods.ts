import { MemorySource } from '../src/bytes/memory-source.ts';
import { detectors, witnesses } from '../src/detect/catalog.ts';
import type { Detector } from '../src/detect/detector.ts';
import { buildChain, planChain } from '../src/engine/chain.ts';
import { Scanner } from '../src/engine/scanner.ts';
import { NO_MEMORY } from '../src/model/memory.ts';
import { samplesOfAllDetectors } from '../test/contract/samples.ts';
import { type SeededRandom, seededRandom } from '../test/support/seeded-random.ts';

/*
 * `npm run bench:floods [ID …]`: what hostile bytes cost. For each sample, copies of it in a row, each with another bit
 * flipped; for each anchor, copies of it in a row. Processor time of scanning alone, in seconds a MiB, and the detector
 * that takes most of it. Lists what costs more than MAX_COST; measures, never passes or fails.
 */

const MAX_COST = 0.1;
const PIECE_BYTES = 16 << 10;
/** A flood is 16 pieces, or as many as a second lets through. */
const MAX_PIECES = 16;
const MAX_SECONDS = 1;

interface Cost {
  readonly name: string;
  readonly secondsPerMib: number;
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

function scan(bytes: Uint8Array): void {
  scanner.scanSource(new MemorySource(bytes), 0, bytes.length, {
    memory: NO_MEMORY,
    onSighting: () => {},
    onTestimony: () => {},
    checkTime: () => {},
  });
}

function costOf(name: string, makePiece: () => Uint8Array): Cost {
  scan(makePiece());
  spent.clear();
  const start = process.cpuUsage();
  let seconds = 0;
  let bytes = 0;
  for (let count = 0; count < MAX_PIECES && seconds < MAX_SECONDS; count++) {
    const piece = makePiece();
    const before = process.cpuUsage();
    scan(piece);
    const { user, system } = process.cpuUsage(before);
    seconds += (user + system) / 1e6;
    bytes += piece.length;
  }
  void start;
  const [most] = [...spent].toSorted((a, b) => b[1] - a[1]);
  return { name, secondsPerMib: (seconds / bytes) * (1 << 20), most: most?.[0] ?? '' };
}

/** Copies in a row, in each of which another bit is wrong. */
function brokenCopies(sample: Uint8Array, random: SeededRandom): Uint8Array {
  const copies = Math.ceil(PIECE_BYTES / sample.length);
  const all = Buffer.concat(Array.from({ length: copies }, () => sample));
  for (let copy = 0; copy < copies; copy++) {
    all[copy * sample.length + random.int(sample.length)]! ^= 1 << random.int(8);
  }
  return all;
}

function repeated(anchor: Uint8Array): Uint8Array {
  return Buffer.concat(Array.from({ length: Math.ceil(PIECE_BYTES / anchor.length) }, () => anchor));
}

const wanted = process.argv.slice(2);
const random = seededRandom(4);
const costs: Cost[] = [];
for (const { detector, samples } of await samplesOfAllDetectors()) {
  if (wanted.length > 0 && !wanted.includes(detector.id)) continue;
  for (const { variant, bytes, offset, length } of samples) {
    const secret = bytes.subarray(offset, offset + length);
    costs.push(costOf(`${detector.id}, broken: ${variant}`, () => brokenCopies(secret, random)));
  }
  for (const { bytes } of detector.trigger.anchors) {
    const text = JSON.stringify(Buffer.from(bytes).toString('latin1'));
    costs.push(costOf(`${detector.id}, anchor: ${text}`, () => repeated(bytes)));
  }
}
costs.sort((a, b) => b.secondsPerMib - a.secondsPerMib);
console.log(`${costs.length} floods; s/MiB of those above ${MAX_COST}, and who takes most of it:`);
for (const { name, secondsPerMib, most } of costs) {
  if (secondsPerMib > MAX_COST) console.log(`${secondsPerMib.toFixed(2).padStart(8)}  ${name}  [${most}]`);
}
