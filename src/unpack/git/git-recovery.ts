import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { adler32 } from '../checksums/adler32.ts';
import { inflateWhole } from '../codecs/inflate.ts';
import { startsZlib } from '../codecs/zlib-format.ts';
import type { Entry } from '../container/container.ts';
import { wholeEntry } from '../container/whole-entry.ts';

const INPUT_BYTES = 256 << 10;
const OUTPUT_BYTES = 16 << 20;
const STEP_BYTES = 64 << 10;
/** The search ends when streams with a wrong checksum have unpacked to this many bytes. */
const MAX_WASTED_BYTES = 1 << 30;

/**
 * Every zlib stream from `start` on with a matching Adler-32: what is left of a pack when the beginnings of records are
 * unknown.
 */
export async function* recoverGitData(source: ByteSource, start: number, budget: Budget): AsyncGenerator<Entry> {
  const ahead = new ReadAheadSource(source);
  let wasted = 0;
  for (let at = start; at + 6 < source.size && wasted < MAX_WASTED_BYTES; ) {
    budget.checkTime();
    const step = ahead.read(at, Math.min(STEP_BYTES, source.size - at));
    let found = 0;
    while (found + 1 < step.length && !startsZlib(step, found)) found++;
    if (found + 1 >= step.length) {
      at += Math.max(1, step.length - 1);
      continue;
    }
    at += found;
    const input = ahead.read(at + 2, Math.min(INPUT_BYTES, source.size - at - 2));
    const inflated = inflateWhole(input, OUTPUT_BYTES, 4096);
    if (typeof inflated === 'string') {
      wasted += 4096;
      at++;
      continue;
    }
    const { output, consumed } = inflated;
    const sum = Buffer.from(input.subarray(consumed, consumed + 4));
    if (output.length === 0 || sum.length < 4 || sum.readUInt32BE(0) !== adler32(output)) {
      wasted += output.length;
      at++;
      continue;
    }
    yield wholeEntry(`data at ${at}`, output);
    at += 2 + consumed + 4;
  }
}
