/** Decompresses gzip (RFC 1952) inside something else, as far as a detector may look at it. */
import { constants, inflateRawSync } from 'node:zlib';

/** Most bytes of output. */
const MAX_OUTPUT_BYTES = 1 << 20;
/**
 * Data that compresses better is not worth searching for keys, whose random numbers do not compress: Helm manifests with their
 * templates are reduced to a tenth.
 */
const MAX_RATIO = 32;
const SPARE_BYTES = 4096;
const FIRST_PIECE_BYTES = 4096;

export interface Inflated {
  readonly bytes: Uint8Array;
  /** How many bytes of the input belong to the stream, as far as it was read. */
  readonly inputBytes: number;
}

/**
 * Whether a gzip member can begin with `bytes`: method, flags, extra flags and operating system are values in use, and the first
 * deflate block (RFC 1951) is of an existing type.
 */
export function beginsGzip(bytes: Uint8Array): boolean {
  if (bytes.length < 12 || bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return false;
  const [flags, extra, system] = [bytes[3]!, bytes[8]!, bytes[9]!];
  if (flags > 0x1f || (extra !== 0 && extra !== 2 && extra !== 4) || (system > 13 && system !== 0xff)) return false;
  if (flags !== 0) return true;
  const block = bytes[10]! | (bytes[11]! << 8);
  const kind = (block >> 1) & 3;
  // Dynamic codes: at most 286 literals and lengths, 30 distances.
  return kind < 2 || (kind === 2 && ((block >> 3) & 31) < 30 && ((block >> 8) & 31) < 30);
}

/** Where the deflate stream begins, after the optional fields of the header; undefined if they do not end. */
function bodyStart(bytes: Uint8Array): number | undefined {
  const flags = bytes[3]!;
  let at = 10;
  if (flags & EXTRA) at += 2 + bytes[at]! + 256 * bytes[at + 1]!;
  // Name and comment end with a NUL.
  for (const text of [flags & NAME, flags & COMMENT]) if (text !== 0) at = bytes.indexOf(0, at) + 1 || bytes.length;
  if (flags & HEADER_CRC) at += 2;
  return at < bytes.length ? at : undefined;
}
const HEADER_CRC = 2;
const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;
/** CRC-32 and size after the stream. */
const TRAILER_BYTES = 8;

/**
 * Decompresses the beginning of `bytes`: all of it, or as much as stays within the limits above. A truncated or damaged stream is
 * read up to that point; CRC, size and further members are ignored. Undefined if there is no output. Never throws.
 */
export function gunzipBounded(bytes: Uint8Array): Inflated | undefined {
  const start = bodyStart(bytes);
  let best: Inflated | undefined;
  for (let size = FIRST_PIECE_BYTES; start !== undefined; size *= 2) {
    const piece = bytes.subarray(start, start + size);
    const inflated = inflate(piece);
    if (inflated === undefined) break;
    const inputBytes = Math.min(bytes.length, start + inflated.inputBytes + TRAILER_BYTES);
    best = { bytes: inflated.bytes, inputBytes };
    if (inflated.inputBytes < piece.length || start + size >= bytes.length) break;
  }
  return best;
}

function inflate(piece: Uint8Array): Inflated | undefined {
  const maxOutputLength = Math.min(MAX_OUTPUT_BYTES, SPARE_BYTES + MAX_RATIO * piece.length);
  // With Z_SYNC_FLUSH, input that ends before the stream does is not an error.
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength, info: true };
  try {
    // With `info`, which the types lack, the result also has the engine.
    const { buffer, engine } = inflateRawSync(piece, options) as unknown as {
      readonly buffer: Buffer;
      readonly engine: { readonly bytesWritten: number };
    };
    return buffer.length === 0 ? undefined : { bytes: buffer, inputBytes: engine.bytesWritten };
  } catch {
    // damaged, or too large
    return undefined;
  }
}
