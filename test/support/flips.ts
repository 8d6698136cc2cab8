import { sightingsIn } from '../../src/contract/placements.ts';
import { detectors } from '../../src/detect/catalog.ts';
import { buildChain, planChain } from '../../src/engine/chain.ts';
import { Scanner, type Sighting } from '../../src/engine/scanner.ts';
import type { DetectorSamples } from '../contract/samples.ts';
import type { Sample } from '../samples/sample.ts';
import type { SeededRandom } from './seeded-random.ts';

/** What became of a sample in which one bit was flipped. */
export interface Flip {
  readonly id: string;
  readonly sample: Sample;
  /** Offset of the byte in the sample, and number of the bit in it. */
  readonly byte: number;
  readonly bit: number;
  /**
   * `gone`: nothing is proven any more. `same`: what the sample holds still is, so the bit belongs to no number that the
   * proof rests on. `wrong`: something is proven that the sample does not hold.
   */
  readonly outcome: 'gone' | 'same' | 'wrong';
  /** Processor time that scanning it took, in milliseconds. */
  readonly cpuMs: number;
}

const chain = buildChain(detectors);
const scanner = new Scanner(chain, planChain(chain));

/** Flips one bit inside the finding of each sample, `rounds` times, and scans the sample with all detectors. */
export function* flips(all: readonly DetectorSamples[], rounds: number, random: SeededRandom): Generator<Flip> {
  for (const { detector, samples } of all) {
    for (const sample of samples) {
      const { bytes, offset, length, others = [] } = sample;
      const held = sightingsIn(scanner, bytes).flatMap(fingerprintsOf);
      const known = new Set([...held, ...others.map((spkiSha256) => `key:${spkiSha256}`)]);
      for (let round = 0; round < rounds; round++) {
        const byte = offset + random.int(length);
        const bit = random.int(8);
        const flipped = Uint8Array.from(bytes);
        flipped[byte]! ^= 1 << bit;
        const start = process.cpuUsage();
        const proven = sightingsIn(scanner, flipped).filter(isProven);
        const { user, system } = process.cpuUsage(start);
        const isKnown = proven.flatMap(fingerprintsOf).every((fingerprint) => known.has(fingerprint));
        const outcome = proven.length === 0 ? 'gone' : isKnown ? 'same' : 'wrong';
        yield { ...{ id: detector.id, sample, byte, bit, outcome }, cpuMs: (user + system) / 1000 };
      }
    }
  }
}

/** For a message: which flip, in numbers. */
export function nameOf({ id, sample, byte, bit }: Flip): string {
  return `${id}, ${sample.variant}: byte ${byte - sample.offset} of ${sample.length}, bit ${bit}`;
}

function fingerprintsOf({ match }: Sighting): string[] {
  return [match, ...(match.also ?? [])].map(({ fingerprint }) => fingerprint);
}

function isProven({ detector, match }: Sighting): boolean {
  return (match.confidence ?? detector.confidence) === 'proven';
}
