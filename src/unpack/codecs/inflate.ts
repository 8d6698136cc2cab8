/**
 * Raw deflate (RFC 1951) with node:zlib, for zip and gzip. This adds what node:zlib leaves out: where the stream ends,
 * the bytes after it, and the output that preceded an error.
 */
import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import { constants, createInflateRaw, inflateRawSync } from 'node:zlib';
import { FormatError, type KeysieveError } from '../../model/errors.ts';
import type { ChunkReader } from '../container/chunk-reader.ts';
import { ZlibPump } from './zlib-pump.ts';

/** Size of an output chunk of the stream. */
const OUTPUT_BYTES = 1 << 20;
/** Input given to zlib at once. A write costs some 30 µs whatever its size; an error loses the output of one write. */
const INPUT_BYTES = 64 << 10;
/** Input kept for `soundRest`, so that a small damaged stream loses no output at all. */
const KEPT_BYTES = 1 << 20;
const MAX_SALVAGED_BYTES = 64 << 20;
/** Largest output that is inflated in one call before streaming is tried. */
const QUICK_OUTPUT_BYTES = 256 << 10;

export interface Inflated {
  readonly output: Uint8Array;
  /** Input bytes up to the end of the deflate stream. */
  readonly consumed: number;
}

/**
 * Inflates the whole stream at the start of `input` in one call. `unfinished`: it continues beyond `input`, or unpacks
 * to more than `maxOutputBytes`. @param expectedBytes a hint for the size of the output, harmless when wrong
 * @param dictionary bytes that the stream may refer to as if they preceded it
 */
export function inflateWhole(
  input: Uint8Array,
  maxOutputBytes: number,
  expectedBytes: number,
  dictionary?: Uint8Array,
): Inflated | 'damaged' | 'unfinished' {
  return inflateSync(input, maxOutputBytes, expectedBytes, constants.Z_FINISH, dictionary);
}

/** What node:zlib takes for a damaged stream, besides room for its output, is freed in a turn of the event loop only. */
const FAILURE_BYTES = 8 << 10;
const HELD_BYTES_A_TURN = 8 << 20;
let heldBytes = 0;

/**
 * For readers that call `inflateWhole` in a loop, most of it perhaps in vain: lets node:zlib free what damaged streams hold.
 * @param wastedBytes what the caller unpacked and threw away besides
 * @returns undefined while all of it is little
 */
export function turnAfterDamage(wastedBytes = 0): Promise<void> | undefined {
  heldBytes += wastedBytes;
  if (heldBytes < HELD_BYTES_A_TURN) return undefined;
  heldBytes = 0;
  return turnOfEventLoop();
}

/**
 * Inflates the stream at the reader's position and leaves the reader right after its end. Yields all output, then
 * throws: FormatError when the stream is damaged, the reader's `endError` when it ends too early.
 * @param expectedBytes a hint for the size of the output, harmless when wrong
 */
export async function* inflateNext(
  reader: ChunkReader,
  expectedBytes = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  await reader.peek(1);
  const { front } = reader;
  const roomBytes = Math.min(expectedBytes, front.length * 4, QUICK_OUTPUT_BYTES / 4);
  const quick = inflateWhole(front, QUICK_OUTPUT_BYTES, roomBytes);
  if (quick === 'unfinished') {
    const isAll = (await reader.peek(front.length + 1)).length === front.length;
    const start = isAll ? inflateStart(front, QUICK_OUTPUT_BYTES, roomBytes) : undefined;
    if (start === undefined || typeof start === 'string') return yield* inflateStream(reader);
    await reader.take(front.length);
    yield start.output;
    throw cutOffAfter(reader, front.length);
  }
  const { output, consumed } = quick === 'damaged' ? salvage(front) : quick;
  await reader.take(consumed);
  yield output;
  if (quick !== 'damaged') return;
  await turnAfterDamage();
  throw damagedAt(consumed);
}

/** Inflates as much as `input` is enough for, in one call: a stream that is cut off would cost ten times as much. */
function inflateStart(
  input: Uint8Array,
  maxOutputBytes: number,
  expectedBytes: number,
): Inflated | 'damaged' | 'unfinished' {
  return inflateSync(input, maxOutputBytes, expectedBytes, constants.Z_SYNC_FLUSH);
}

function cutOffAfter(reader: ChunkReader, bytes: number): KeysieveError {
  return reader.endError(`the deflate stream is cut off after ${bytes} bytes`);
}

function damagedAt(offset: number): FormatError {
  return new FormatError(`the deflate stream is damaged at or before its byte ${offset}`);
}

async function* inflateStream(reader: ChunkReader): AsyncGenerator<Uint8Array> {
  const start = reader.position;
  const pump = new ZlibPump(createInflateRaw({ chunkSize: OUTPUT_BYTES }));
  let kept: Uint8Array[] | undefined = [];
  let outputBytes = 0;
  try {
    for (;;) {
      const piece = await reader.some(INPUT_BYTES);
      if (piece === undefined) {
        if (await pump.hasEnded()) return;
        throw cutOffAfter(reader, reader.position - start);
      }
      if (reader.position - start <= KEPT_BYTES) kept?.push(piece);
      else kept = undefined;
      for await (const output of pump.write(piece)) {
        outputBytes += output.length;
        yield output;
      }
      if (pump.failure !== undefined && verdictOf(pump.failure)) break;
      if (pump.unusedBytes > 0) return reader.unread(pump.unusedBytes);
    }
    if (kept !== undefined) {
      const input = Buffer.concat(kept);
      const consumed = yield* soundRest(input, kept.at(-1)!.length, outputBytes);
      reader.unread(input.length - consumed);
    }
    throw damagedAt(reader.position - start);
  } finally {
    pump.close();
  }
}

/**
 * The output of the piece in which damage was met, up to the first damaged byte: zlib itself discards it. The piece is fed again in ever
 * smaller ones, because each attempt unpacks all that comes before: a search by halves would take twenty, of a MiB and what it unpacks to.
 * @param lastBytes size of that piece, the last of `input`
 * @param knownBytes output of those before
 * @returns how much of `input` is sound
 */
async function* soundRest(
  input: Uint8Array,
  lastBytes: number,
  knownBytes: number,
): AsyncGenerator<Uint8Array, number> {
  let soundBytes = input.length - lastBytes;
  for (const stepBytes of [1024, 32, 1]) {
    const pump = new ZlibPump(createInflateRaw({ chunkSize: OUTPUT_BYTES }));
    try {
      let outputBytes = 0;
      for (let [at, end] = [0, soundBytes || stepBytes]; at < input.length; [at, end] = [end, end + stepBytes]) {
        for await (const output of pump.write(input.subarray(at, end))) {
          const newBytes = Math.min(output.length, outputBytes + output.length - knownBytes);
          outputBytes += output.length;
          if (stepBytes === 1 && newBytes > 0) yield output.subarray(-newBytes);
        }
        if (pump.failure !== undefined) break;
        soundBytes = Math.min(end, input.length);
      }
    } finally {
      pump.close();
    }
  }
  return soundBytes;
}

/** All output up to the first damaged byte. zlib itself discards the output of the call that fails. */
function salvage(input: Uint8Array): Inflated {
  let good: Inflated = { output: new Uint8Array(0), consumed: 0 };
  let goodBytes = 0;
  let badBytes = input.length;
  // Doubles the step until a call fails, then halves it: damage near the beginning is found quickly.
  for (let step = 1; badBytes - goodBytes > 1; ) {
    const tryBytes = Math.min(goodBytes + step, (goodBytes + badBytes) >>> 1);
    const prefix = inflateStart(input.subarray(0, tryBytes), MAX_SALVAGED_BYTES, tryBytes * 4);
    if (typeof prefix === 'string') badBytes = tryBytes;
    else {
      good = prefix;
      goodBytes = tryBytes;
      step *= 2;
    }
  }
  return good;
}

function inflateSync(
  input: Uint8Array,
  maxOutputLength: number,
  expectedBytes: number,
  finishFlush: number,
  dictionary?: Uint8Array,
): Inflated | 'damaged' | 'unfinished' {
  const chunkSize = Math.max(constants.Z_MIN_CHUNK, Math.min(expectedBytes + 1, maxOutputLength, OUTPUT_BYTES));
  const { stackTraceLimit } = Error;
  // Damage is ordinary here: to collect the stack and write it out takes longer than zlib does.
  Error.stackTraceLimit = 0;
  let failure: unknown;
  try {
    const options = { info: true, maxOutputLength, chunkSize, finishFlush, ...(dictionary && { dictionary }) };
    // With `info`, node:zlib returns the engine too; @types/node does not declare that.
    const result = inflateRawSync(input, options) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    return { output: result.buffer, consumed: result.engine.bytesWritten };
  } catch (error) {
    heldBytes += FAILURE_BYTES + chunkSize;
    failure = error;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return verdictOf(failure);
}

function verdictOf(error: unknown): 'damaged' | 'unfinished' {
  const verdict = error instanceof Error && 'code' in error ? INFLATE_ERRORS.get(String(error.code)) : undefined;
  if (verdict !== undefined) return verdict;
  // A bug: it keeps the stack that was not collected above.
  if (error instanceof Error) Error.captureStackTrace(error);
  throw error;
}
const INFLATE_ERRORS = new Map<string, 'damaged' | 'unfinished'>([
  ['Z_DATA_ERROR', 'damaged'],
  ['Z_NEED_DICT', 'damaged'],
  ['Z_BUF_ERROR', 'unfinished'],
  ['ERR_BUFFER_TOO_LARGE', 'unfinished'],
]);
