/** Filters of PDF streams other than Flate: ISO 32000-1, 7.4. Each takes chunks and yields chunks, in bounded memory. */
import { FormatError } from '../../model/errors.ts';

export type Chunks = AsyncIterable<Uint8Array>;

/** 7.4.2: pairs of digits up to `>`; an unpaired last digit counts as if a 0 followed. */
export async function* asciiHexDecode(chunks: Chunks): AsyncGenerator<Uint8Array> {
  let high = -1;
  let isEnded = false;
  for await (const chunk of chunks) {
    const output = Buffer.allocUnsafe((chunk.length >> 1) + 1);
    let size = 0;
    for (const byte of chunk) {
      if (isEnded) {
        if (isSpace(byte)) continue;
        yield output.subarray(0, size);
        throw new FormatError(DATA_BEHIND_END);
      }
      const digit = hexDigit(byte);
      if (byte === GREATER) {
        if (high >= 0) output[size++] = high << 4;
        high = -1;
        isEnded = true;
        continue;
      }
      if (digit < 0) {
        if (isSpace(byte)) continue;
        yield output.subarray(0, size);
        throw new FormatError('expected hex digits in ASCIIHexDecode, found another byte');
      }
      if (high < 0) high = digit;
      else {
        output[size++] = (high << 4) | digit;
        high = -1;
      }
    }
    yield output.subarray(0, size);
  }
  if (high >= 0) yield Uint8Array.of(high << 4);
}
const GREATER = 0x3e;
export const DATA_BEHIND_END =
  'expected nothing after the mark that ends the data, found more of it, which is scanned as is';

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

export function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 9 && byte <= 13) || byte === 0;
}

/** 7.4.3: five characters from `!` to `u` are four bytes, `z` is four zeros, `~>` ends the data; a leading `<~` is skipped. */
export async function* ascii85Decode(chunks: Chunks): AsyncGenerator<Uint8Array> {
  let word = 0;
  let count = 0;
  let isFirst = true;
  let isEnded = false;
  const rest = (): Uint8Array => {
    if (count < 2) return new Uint8Array(0);
    let padded = word;
    for (let index = count; index < 5; index++) padded = padded * 85 + 84;
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(padded % 2 ** 32);
    return bytes.subarray(0, count - 1);
  };
  for await (const chunk of chunks) {
    const output = Buffer.allocUnsafe(4 * chunk.length);
    let size = 0;
    for (const byte of chunk) {
      if (isEnded) {
        if (isSpace(byte) || byte === GREATER) continue;
        throw new FormatError(DATA_BEHIND_END);
      }
      if (byte === TILDE) {
        if (isFirst && count === 1 && word === LESS - FIRST_85) {
          [word, count, isFirst] = [0, 0, false];
          continue;
        }
        yield output.subarray(0, size);
        yield rest();
        [word, count, size, isEnded] = [0, 0, 0, true];
        continue;
      }
      if (byte === LETTER_Z && count === 0) {
        size = output.writeUInt32BE(0, size);
        continue;
      }
      if (byte < FIRST_85 || byte > LAST_85) {
        if (isSpace(byte)) continue;
        yield output.subarray(0, size);
        yield rest();
        throw new FormatError('expected characters from ! to u in ASCII85Decode, found another byte');
      }
      word = word * 85 + byte - FIRST_85;
      if (++count < 5) continue;
      size = output.writeUInt32BE(word % 2 ** 32, size);
      [word, count, isFirst] = [0, 0, false];
    }
    yield output.subarray(0, size);
  }
  yield rest();
}
const TILDE = 0x7e;
const LESS = 0x3c;
const LETTER_Z = 0x7a;
const FIRST_85 = 0x21;
const LAST_85 = 0x75;

/**
 * 7.4.5: 0 to 127: that many bytes plus one follow; 129 to 255: one byte follows, repeated 257 minus that times; 128
 * ends the data.
 */
export async function* runLengthDecode(chunks: Chunks): AsyncGenerator<Uint8Array> {
  let literal = 0;
  let repeat = 0;
  let isEnded = false;
  for await (const chunk of chunks) {
    let parts: Uint8Array[] = [];
    for (let at = 0; at < chunk.length; ) {
      if (isEnded) {
        if (isSpace(chunk[at++]!)) continue;
        yield Buffer.concat(parts);
        throw new FormatError(DATA_BEHIND_END);
      }
      // In a chain, each filter multiplies its input by up to 64.
      if (parts.length === MAX_PARTS) {
        yield Buffer.concat(parts);
        parts = [];
      }
      if (literal > 0) {
        const piece = chunk.subarray(at, at + literal);
        parts.push(piece);
        literal -= piece.length;
        at += piece.length;
        continue;
      }
      const byte = chunk[at++]!;
      if (repeat > 0) {
        parts.push(Buffer.alloc(repeat, byte));
        repeat = 0;
      } else if (byte === 128) isEnded = true;
      else if (byte < 128) literal = byte + 1;
      else repeat = 257 - byte;
    }
    yield Buffer.concat(parts);
  }
}

/** Runs to join in a chunk, of up to 128 bytes each. */
const MAX_PARTS = 512;

interface RowShape {
  readonly rowBytes: number;
  readonly pixelBytes: number;
}

/** 7.4.4.4, PNG predictors: each row begins with a byte that names its predictor (PNG specification, section 9). */
export async function* pngUnpredict(chunks: Chunks, shape: RowShape): AsyncGenerator<Uint8Array> {
  const { rowBytes } = shape;
  let above = Buffer.alloc(rowBytes);
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes <= rowBytes) continue;
    const input = Buffer.concat(held, heldBytes);
    const rows = Math.floor(heldBytes / (rowBytes + 1));
    // The row above the first one stands before it.
    const output = Buffer.alloc((rows + 1) * rowBytes);
    above.copy(output);
    for (let row = 0; row < rows; row++) unpredictRow(input, row * (rowBytes + 1), output, (row + 1) * rowBytes, shape);
    above = output.subarray(rows * rowBytes);
    held = [input.subarray(rows * (rowBytes + 1))];
    heldBytes = held[0]!.length;
    yield output.subarray(rowBytes);
  }
  if (heldBytes < 2) return;
  const output = Buffer.concat([above, Buffer.alloc(heldBytes - 1)]);
  unpredictRow(Buffer.concat(held), 0, output, rowBytes, shape);
  yield output.subarray(rowBytes);
}

/**
 * A row whose pixels on the left and above are in `output` already.
 * @param at where the row stands in the input, with the byte that says how it was predicted
 */
function unpredictRow(input: Uint8Array, at: number, output: Uint8Array, start: number, shape: RowShape): void {
  const { rowBytes, pixelBytes } = shape;
  const end = Math.min(start + rowBytes, start + input.length - at - 1, output.length);
  // Pixels on the left of the first one are 0.
  const first = Math.min(start + pixelBytes, end);
  const kind = input[at]!;
  let from = at + 1;
  let to = start;
  if (kind === 2) for (; to < end; to++) output[to] = input[from++]! + output[to - rowBytes]!;
  else if (kind === 3) for (; to < first; to++) output[to] = input[from++]! + (output[to - rowBytes]! >> 1);
  else if (kind === 4) for (; to < first; to++) output[to] = input[from++]! + output[to - rowBytes]!;
  else for (; to < first; to++) output[to] = input[from++]!;

  if (kind === 1) for (; to < end; to++) output[to] = input[from++]! + output[to - pixelBytes]!;
  else if (kind === 3)
    for (; to < end; to++) output[to] = input[from++]! + ((output[to - pixelBytes]! + output[to - rowBytes]!) >> 1);
  else if (kind === 4)
    for (; to < end; to++)
      output[to] =
        input[from++]! + paeth(output[to - pixelBytes]!, output[to - rowBytes]!, output[to - rowBytes - pixelBytes]!);
  else for (; to < end; to++) output[to] = input[from++]!;
}

function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
