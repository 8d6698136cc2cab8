import { seededRandom } from './seeded-random.ts';
import type { TrialSubject } from './trial.ts';

/** A MiB of each of the inputs that cost most, by name. */
export function hostileInputs({ detector, samples, lookAlikes }: TrialSubject): Readonly<Record<string, Uint8Array>> {
  const anchors = detector.trigger.anchors.map(({ bytes }) => bytes);
  const files = samples.map(({ bytes }) => bytes);
  const halves = samples.map(({ bytes, offset, length }) => bytes.subarray(0, offset + (length >> 1)));
  const random = seededRandom(3);
  const inputs: Record<string, readonly Uint8Array[]> = {
    anchors,
    'random bytes': [random.bytes(MIB)],
    'anchors, letters after each': anchors.flatMap((anchor) => [anchor, Buffer.from(random.text(40, LETTERS))]),
    'anchors, digits after each': anchors.flatMap((anchor) => [anchor, Buffer.alloc(detector.maxMatchBytes, '7')]),
    'anchors, blanks after each': anchors.flatMap((anchor) => [anchor, Buffer.alloc(detector.maxMatchBytes, ' ')]),
    examples: files,
    'examples cut in half': halves,
    'look-alikes': lookAlikes.map(({ bytes }) => bytes),
  };
  return Object.fromEntries(
    Object.entries(inputs)
      .filter(([, parts]) => parts.some(({ length }) => length > 0))
      .map(([name, parts]) => [name, over(Buffer.concat(parts))]),
  );
}

const MIB = 1 << 20;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** `unit` repeated to a MiB. */
function over(unit: Uint8Array): Uint8Array {
  return Buffer.alloc(MIB, unit);
}
