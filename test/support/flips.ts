import { MemorySource } from '../../src/bytes/memory-source.ts';
import { detectors } from '../../src/detect/catalog.ts';
import { buildChain, planChain } from '../../src/engine/chain.ts';
import { Scanner } from '../../src/engine/scanner.ts';
import { NO_MEMORY } from '../../src/model/memory.ts';
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
   * `gone`: nothing is proven any more. `same`: what the sample holds still is, so the bit belongs to no number. `wrong`:
   * something is proven that the sample does not hold.
   */
  readonly outcome: 'gone' | 'same' | 'wrong';
  /** Processor time that scanning it took, in milliseconds. */
  readonly cpuMs: number;
}

const chain = buildChain(detectors);
const scanner = new Scanner(chain, planChain(chain));

/** Flips one bit inside each match, `rounds` times, all detectors at work. */
export function* flips(all: readonly DetectorSamples[], rounds: number, random: SeededRandom): Generator<Flip> {
  for (const { detector, samples } of all) {
    for (const sample of samples) {
      const { bytes, offset, length } = sample;
      const known = provenIn(bytes);
      for (let round = 0; round < rounds; round++) {
        const byte = offset + random.int(length);
        const bit = random.int(8);
        const flipped = Uint8Array.from(bytes);
        flipped[byte]! ^= 1 << bit;
        const start = process.cpuUsage();
        const proven = provenIn(flipped);
        const { user, system } = process.cpuUsage(start);
        const outcome = proven.size === 0 ? 'gone' : [...proven].every((each) => known.has(each)) ? 'same' : 'wrong';
        yield { ...{ id: detector.id, sample, byte, bit, outcome }, cpuMs: (user + system) / 1000 };
      }
    }
  }
}

/** Fingerprints of what is reported as proven. */
function provenIn(bytes: Uint8Array): Set<string> {
  const found = new Set<string>();
  scanner.scanSource(new MemorySource(bytes), 0, bytes.length, {
    memory: NO_MEMORY,
    onSighting: ({ detector, match }) => {
      if ((match.confidence ?? detector.confidence) === 'proven') found.add(match.fingerprint);
    },
    checkTime: () => {},
  });
  return found;
}
