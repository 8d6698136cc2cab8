import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { atFixedLimit } from '../../model/gap.ts';
import { adler32 } from '../checksums/adler32.ts';
import { inflateWhole, turnAfterDamage } from '../codecs/inflate.ts';
import { startsZlib } from '../codecs/zlib-format.ts';
import { ZlibPiece } from '../codecs/zlib-piece.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { wholeEntry } from '../container/whole-entry.ts';

interface Attempt {
  readonly inputBytes: number;
  readonly maxOutputBytes: number;
  /** How much it adds to what is wasted when it fails. */
  readonly costBytes: number;
}

/**
 * What only begins like a stream is damaged within a few bytes as a rule, so each attempt gets more than the one before. What is neither
 * damaged nor at its end after the last one is unpacked piece by piece.
 */
const ATTEMPTS: readonly Attempt[] = [
  { inputBytes: 1 << 10, maxOutputBytes: 64 << 10, costBytes: 1 << 10 },
  { inputBytes: 16 << 10, maxOutputBytes: 1 << 20, costBytes: 64 << 10 },
  { inputBytes: 256 << 10, maxOutputBytes: 16 << 20, costBytes: 1 << 20 },
];
const STEP_BYTES = 64 << 10;
/** The search ends when streams that are damaged or have a wrong checksum have cost this much, and this much for each byte searched. */
const MAX_WASTED_BYTES = 256 << 20;
const MAX_WASTED_PER_BYTE = 5;

/**
 * Every zlib stream from `start` on with a matching Adler-32: what is left of a pack when the beginnings of records are
 * unknown. A trouble says where the search ended early.
 */
export async function* recoverGitData(
  source: ByteSource,
  start: number,
  budget: Budget,
): AsyncGenerator<Entry | Trouble> {
  const ahead = new ReadAheadSource(source);
  const maxWasted = MAX_WASTED_BYTES + MAX_WASTED_PER_BYTE * (source.size - start);
  let wasted = 0;
  for (let at = start; at + HEADER_BYTES + SUM_BYTES < source.size; ) {
    budget.checkTime();
    const step = ahead.read(at, Math.min(STEP_BYTES, source.size - at));
    let found = 0;
    while (found + 1 < step.length && !startsZlib(step, found)) found++;
    if (found + 1 >= step.length) {
      at += Math.max(1, step.length - 1);
      continue;
    }
    at += found;
    if (wasted >= maxWasted) return yield endedAt(at);
    const stream =
      smallStreamAt(ahead, at) ?? (await largeStreamAt(source, at, { maxBytes: maxWasted - wasted, budget }));
    if ('entry' in stream) {
      yield stream.entry;
      at = stream.end;
      continue;
    }
    wasted += stream.costBytes;
    at++;
    await turnAfterDamage(stream.costBytes);
  }
}

function endedAt(at: number): Trouble {
  const message = `the search for packed objects ended at offset ${at}: too much before it only begins like one; what follows is scanned as is`;
  return { trouble: { code: 'budget', message: atFixedLimit(message, 'repair the repository before the scan') } };
}

/** A sound stream, or what it cost to see that there is none. */
type Stream = { readonly entry: Entry; readonly end: number } | { readonly costBytes: number };

/** @returns undefined when it may be one that is larger */
function smallStreamAt(source: ByteSource, start: number): Stream | undefined {
  const dataStart = start + HEADER_BYTES;
  let costBytes = 0;
  for (const { inputBytes, maxOutputBytes, costBytes: cost } of ATTEMPTS) {
    const input = source.read(dataStart, Math.min(inputBytes, source.size - dataStart));
    const inflated = inflateWhole(input, maxOutputBytes, 4 * inputBytes);
    costBytes += cost;
    if (inflated === 'damaged') return { costBytes };
    if (inflated === 'unfinished') continue;
    const { output, consumed } = inflated;
    const end = dataStart + consumed + SUM_BYTES;
    if (output.length === 0 || end > source.size) return { costBytes };
    const sum = Buffer.from(source.read(end - SUM_BYTES, SUM_BYTES)).readUInt32BE(0);
    if (sum === adler32(output)) return { entry: wholeEntry(nameOf(start), output), end };
    return { costBytes: costBytes + output.length };
  }
  return undefined;
}

/** Unpacked twice: whether it is sound shows at its end. @param maxBytes unpacked */
async function largeStreamAt(
  source: ByteSource,
  start: number,
  { maxBytes, budget }: { readonly maxBytes: number; readonly budget: Budget },
): Promise<Stream> {
  const piece = new ZlibPiece(source, start, source.size);
  for await (const _ of piece.read(maxBytes)) budget.checkTime();
  const { end, size, hasWrongSum } = piece;
  if (end === undefined || hasWrongSum) return { costBytes: size + LARGE_COST_BYTES };
  return { entry: { name: nameOf(start), open: () => new ZlibPiece(source, start, end).read(size) }, end };
}
/** Of the attempts before. */
const LARGE_COST_BYTES = 2 << 20;

const nameOf = (start: number): string => `data at ${start}`;
const HEADER_BYTES = 2;
const SUM_BYTES = 4;
