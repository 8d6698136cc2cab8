import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { adler32 } from '../checksums/adler32.ts';
import { inflateWhole, turnAfterDamage } from '../codecs/inflate.ts';
import { startsZlib } from '../codecs/zlib-format.ts';
import type { Entry } from '../container/container.ts';
import { wholeEntry } from '../container/whole-entry.ts';

interface Attempt {
  readonly inputBytes: number;
  readonly maxOutputBytes: number;
  /** How much it adds to what is wasted when it fails. */
  readonly costBytes: number;
}

/** What only begins like a stream is damaged within a few bytes as a rule, so each attempt gets more than the one before. */
const ATTEMPTS: readonly Attempt[] = [
  { inputBytes: 1 << 10, maxOutputBytes: 64 << 10, costBytes: 1 << 10 },
  { inputBytes: 16 << 10, maxOutputBytes: 1 << 20, costBytes: 64 << 10 },
  { inputBytes: 256 << 10, maxOutputBytes: 16 << 20, costBytes: 1 << 20 },
];
const STEP_BYTES = 64 << 10;
/** The search ends when streams that are damaged or too large, or have a wrong checksum, have cost this much … */
const MAX_WASTED_BYTES = 256 << 20;
/** … and this much for each byte searched: a stream that is too large costs four times its size, so that a pack may have many. */
const MAX_WASTED_PER_BYTE = 5;

/**
 * Every zlib stream from `start` on with a matching Adler-32: what is left of a pack when the beginnings of records are
 * unknown.
 */
export async function* recoverGitData(source: ByteSource, start: number, budget: Budget): AsyncGenerator<Entry> {
  const ahead = new ReadAheadSource(source);
  const maxWasted = MAX_WASTED_BYTES + MAX_WASTED_PER_BYTE * (source.size - start);
  let wasted = 0;
  for (let at = start; at + HEADER_BYTES + SUM_BYTES < source.size && wasted < maxWasted; ) {
    budget.checkTime();
    const step = ahead.read(at, Math.min(STEP_BYTES, source.size - at));
    let found = 0;
    while (found + 1 < step.length && !startsZlib(step, found)) found++;
    if (found + 1 >= step.length) {
      at += Math.max(1, step.length - 1);
      continue;
    }
    at += found;
    const stream = streamAt(ahead, at);
    if ('costBytes' in stream) {
      wasted += stream.costBytes;
      at++;
      await turnAfterDamage(stream.costBytes);
      continue;
    }
    yield wholeEntry(`data at ${at}`, stream.output);
    at = stream.end;
  }
}

/** @returns the content of a sound stream, or what it cost to see that there is none */
function streamAt(
  source: ByteSource,
  start: number,
): { readonly output: Uint8Array; readonly end: number } | { readonly costBytes: number } {
  const dataStart = start + HEADER_BYTES;
  let costBytes = 0;
  for (const { inputBytes, maxOutputBytes, costBytes: cost } of ATTEMPTS) {
    const input = source.read(dataStart, Math.min(inputBytes, source.size - dataStart));
    const inflated = inflateWhole(input, maxOutputBytes, 4 * inputBytes);
    costBytes += cost;
    if (inflated === 'damaged') break;
    if (inflated === 'unfinished') continue;
    const { output, consumed } = inflated;
    const end = dataStart + consumed + SUM_BYTES;
    if (output.length === 0 || end > source.size) break;
    const sum = Buffer.from(source.read(end - SUM_BYTES, SUM_BYTES)).readUInt32BE(0);
    if (sum === adler32(output)) return { output, end };
    costBytes += output.length;
    break;
  }
  return { costBytes };
}
const HEADER_BYTES = 2;
const SUM_BYTES = 4;
