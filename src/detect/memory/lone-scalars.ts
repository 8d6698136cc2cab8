/**
 * Scalars of which no whole public point is left to compare with, as where y was wiped or overwritten. x of k·G tells them too, but each
 * must be multiplied, so beside the numbers of structures only the likeliest are tried: blocks of glibc's heap and, on P-256, runs of random
 * words that are exactly as wide as the field (SECItems of NSS, keys that GnuTLS read). P-384 takes forty times as long.
 */
import type { Curve } from '../proof/ec.ts';
import { type Run, runsOf } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import { bigEndian, type Nominee } from './nominee.ts';
import { mayBeRandom } from './repeats.ts';

/** 20 µs for each order of bytes; interpreters have 200 such runs and 20 to 400 blocks, small servers a dozen. */
const MAX_FAST = 128;
/** 0.9 ms for each order of bytes: interpreters have a dozen strings as wide, of SHA-384, and libcrypto a hundred constants. */
const MAX_SLOW = 12;

/** Numbers to try on a curve for which OpenSSL has fast code, beside those of structures. */
export function fastScalars(image: MemoryImage, nominees: readonly Nominee[], { bytes }: Curve): Nominee[] {
  const blocks = nominees.filter((nominee) => nominee.form === 'chunk' && nominee.bytes.length === bytes);
  return distinct([...blocks, ...runsAsWide(image, bytes)]).slice(0, MAX_FAST);
}

/** The same for another curve, those of structures first: of blocks only those that are full. */
export function slowScalars(nominees: readonly Nominee[], { bytes }: Curve): Nominee[] {
  const wide = nominees.filter(({ form }) => form !== 'register').filter((nominee) => isAsWide(nominee, bytes));
  return distinct(wide).slice(0, MAX_SLOW);
}

/** A number has up to one zero byte on top, and it is not made of few different bytes, as code and tables are. */
function isAsWide({ bytes, spellings }: Nominee, width: number): boolean {
  return (
    spellings.some((spelling) => {
      const { length } = bigEndian(bytes, spelling);
      return length === width || length === width - 1;
    }) && mayBeRandom(bytes, 0, bytes.length)
  );
}

function* runsAsWide(image: MemoryImage, width: number): Generator<Nominee> {
  if (image.isPacked) return;
  const { littleEndian = true } = image.memory;
  const spellings = littleEndian ? (['big-endian', 'little-endian'] as const) : (['big-endian', 'words-64'] as const);
  for (const run of runsOf(image, width))
    if (run.end - run.start === width && mayBeRandom(run.bytes, run.at, run.at + width))
      yield { offset: run.start, bytes: numberOf(run), form: 'number', spellings, rank: 2 };
}

function numberOf({ bytes, at, start, end }: Run): Uint8Array {
  return bytes.slice(at, at + end - start);
}

/** Each number once: the tables of a library are there as often as it is mapped. */
function distinct(nominees: readonly Nominee[]): Nominee[] {
  const byNumber = new Map<string, Nominee>();
  for (const nominee of nominees) {
    const name = Buffer.from(nominee.bytes).toString('latin1');
    if (!byNumber.has(name)) byNumber.set(name, nominee);
  }
  return [...byNumber.values()];
}
