/** Programs and file systems that lie: whatever is done to their bytes, these are scanned, and opening them ends. */
import { describe, expect, test } from 'vitest';
import { isSlowRun } from '../../support/is-slow-run.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import type { ContainerSample } from '../container-samples.ts';
import * as fileSystemSamples from '../file-systems/file-system-samples.ts';
import { observe } from '../observe.ts';
import * as programSamples from './program-samples.ts';

const samples: readonly (ContainerSample & { readonly format: string })[] = Object.entries({
  ...programSamples,
  ...fileSystemSamples,
}).flatMap(([format, make]) => make().map((sample) => ({ format, ...sample })));
/** Of images of file systems, which are of megabytes, fewer: `npm run test:mutations` harms each of them 200 times. */
const roundsOf = (bytes: Uint8Array): number => (bytes.length < 1 << 20 ? 60 : 16) * (isSlowRun ? 10 : 1);
const EXTREMES = [0n, 1n, 0x7fff_ffffn, 0x8000_0000n, 0xffff_ffffn, 1n << 63n, (1n << 64n) - 1n];
type Random = ReturnType<typeof seededRandom>;

/** Most headers stand in the first and the last bytes of a file. */
function place(length: number, room: number, random: Random): number {
  const region = [length, 512, 4096][random.int(3)]!;
  const at = random.int(Math.max(1, Math.min(region, length) - room));
  return random.int(2) === 0 ? at : length - room - at;
}

function harm(original: Uint8Array, random: Random): Buffer {
  const bytes = Buffer.from(original);
  const kind = random.int(4);
  if (kind === 0) return bytes.subarray(0, place(bytes.length, 0, random));
  for (let time = random.int(4); time >= 0; time--) {
    if (kind === 1) {
      const at = place(bytes.length, 1, random);
      bytes[at] = bytes[at]! ^ (1 << random.int(8));
    } else if (kind === 2) {
      const value = EXTREMES[random.int(EXTREMES.length)]!;
      const at = place(bytes.length, 8, random) & ~3;
      if (random.int(2) === 0) bytes.writeBigUInt64LE(value, at);
      else bytes.writeUInt32LE(Number(value & 0xffff_ffffn), at);
    } else {
      const [from, to] = [place(bytes.length, 64, random), place(bytes.length, 64, random)];
      bytes.copyWithin(to, from, from + 64);
    }
  }
  return bytes;
}

describe.each(samples)('$format, $variant', ({ bytes }) => {
  const rounds = roundsOf(bytes);
  test(`${rounds} times harmed, is read or told of, and scanned as is`, async () => {
    const random = seededRandom(bytes.length);
    for (let round = 0; round < rounds; round++) {
      const harmed = harm(bytes, random);
      const { leaves, budget } = await observe(harmed, { limits: { maxTotalBytes: 5e6, maxEntries: 5000 } });
      const itself = leaves.find(({ path }) => path === 'artifact');
      expect(itself?.bytes.equals(harmed), `round ${round}`).toBe(true);
      expect(budget.bytes).toBeLessThan(1e7);
    }
  });
});
