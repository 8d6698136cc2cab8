/**
 * uuencode (POSIX.1-2024, uuencode): `begin 644 name`, lines, `end`; the same in base64 (`begin-base64`, up to `====`); names in
 * base64 as GNU sharutils writes them (`begin-encoded`). Also in the middle of a shell archive or a mail. The first invalid line ends
 * it, as damage. Not found: lines with a prefix, as in quoted mail.
 */
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { drain } from '../../bytes/chunks.ts';
import { FormatError } from '../../model/errors.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, SourceContainer } from '../container/container.ts';
import { HeaderPieces } from '../container/header-pieces.ts';
import { magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { decodeUtf8OrLatin1 } from '../container/text.ts';

/** A name, and two lines. */
const HEAD_BYTES = 1024;

export const uuencode: SourceContainer = {
  id: 'uuencode',
  title: 'uuencode, also in base64, also within shell archives (shar) and mail',
  headBytes: HEAD_BYTES,
  reads: 'source',
  // `begin 4`, `begin 6`, `begin 7`, `begin 0`: the word alone stands in much text; and `begin-base64`, `begin-encoded`
  embeddedBy: ['20 34', '20 36', '20 37', '20 30', '2d 62 61 73 65 36 34', '2d 65 6e 63 6f 64 65 64'].map((more) =>
    magic(`62 65 67 69 6e ${more}`),
  ),
  firstBytes: [0x62],
  sniff: (head) => beginsSo(head),
  entries,
};

interface Header {
  readonly name: string;
  readonly isBase64: boolean;
  readonly bytes: number;
}

const HEADER = /^begin(-base64)?(-encoded)? [0-7]{3,4} ([^\r\n]{1,400})\r?\n/;

function headerOf(head: Uint8Array): Header | undefined {
  if (head[0] !== 0x62 || head[1] !== 0x65 || head[2] !== 0x67) return undefined;
  const found = HEADER.exec(textOf(head, 0, Math.min(head.length, HEAD_BYTES)));
  if (found === null) return undefined;
  const [line, base64, encoded, name = ''] = found;
  const bytes = Buffer.from(name.trimEnd(), encoded === undefined ? 'latin1' : 'base64');
  return { name: decodeUtf8OrLatin1(bytes), isBase64: base64 !== undefined, bytes: line.length };
}

/** Requires two lines, or one and what follows the last: a single line occurs in documents. */
function beginsSo(head: Uint8Array): boolean {
  const header = headerOf(head);
  if (header === undefined) return false;
  const [first, second] = textOf(head, header.bytes, Math.min(head.length, header.bytes + 200)).split(/\r?\n/);
  if (first === undefined || second === undefined) return false;
  if (header.isBase64) return first === '====' || (BASE64_LINE.test(first) && BASE64_LINE.test(second));
  return isExactLine(first) && (isExactLine(second) || (first === '`' && second === 'end'));
}

const BASE64_LINE = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|====)$/;

/** As programs write it: without stripped blanks or a checksum. */
function isExactLine(line: string): boolean {
  return /^[\x20-\x60]+$/.test(line) && (line.length - 1 === digitsOf(line.charCodeAt(0)) || line === '`');
}

/** A line begins with its number of bytes, three of which are four characters; a blank or a backtick is 0. */
function digitsOf(first: number): number {
  return 4 * Math.ceil(((first - 0x20) & 63) / 3);
}

async function* entries(source: ByteSource): AsyncGenerator<Entry> {
  const reader = new ChunkReader(streamOf(source));
  const headers = new HeaderPieces();
  try {
    for (;;) {
      const header = headerOf(await reader.peek(HEAD_BYTES));
      if (header === undefined) break;
      headers.add(Uint8Array.from(await reader.take(header.bytes)));
      const lines = new Lines(reader, header.isBase64 ? readBase64Line : readLine);
      yield { name: header.name, open: () => lines.decode() };
      await lines.finish();
      if (!beginsSo(await reader.peek(HEAD_BYTES))) break;
    }
    yield* headers.take();
    if ((await reader.peek(1)).length > 0) yield remainder('behind', () => reader.rest(), reader.position);
    reader.throwIfFailed();
  } finally {
    await reader.close();
  }
}

/** Decodes a line: writes its bytes to `output` from `size` on. */
type LineReader = (
  line: { readonly bytes: Uint8Array; readonly start: number; readonly end: number },
  output: Buffer,
  size: number,
) => number | 'the last' | 'wrong';

const BLOCK_BYTES = 64 << 10;
/** Twice a line's length, with room for trailing blanks. */
const MAX_LINE_BYTES = 256;

class Lines {
  readonly #reader: ChunkReader;
  readonly #readLine: LineReader;
  #isOver = false;

  constructor(reader: ChunkReader, readLine: LineReader) {
    this.#reader = reader;
    this.#readLine = readLine;
  }

  async *decode(): AsyncGenerator<Uint8Array> {
    while (!this.#isOver) {
      const block = await this.#reader.peek(BLOCK_BYTES);
      const { output, taken, problem } = this.#readBlock(block, block.length < BLOCK_BYTES);
      await this.#reader.take(taken);
      if (output.length > 0) yield output;
      if (problem !== undefined) throw this.#reader.endError(`${problem} at offset ${this.#reader.position}`);
    }
  }

  /** Reads what the consumer left. */
  async finish(): Promise<void> {
    if (this.#isOver) return;
    try {
      await drain(this.decode());
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
  }

  #readBlock(bytes: Uint8Array, isLast: boolean): { output: Buffer; taken: number; problem?: string } {
    const output = Buffer.allocUnsafe(bytes.length);
    let size = 0;
    for (let at = 0; ; ) {
      const lineEnd = bytes.indexOf(0x0a, at);
      const isWhole = lineEnd >= 0 || (isLast && at < bytes.length);
      const next = lineEnd < 0 ? bytes.length : lineEnd + 1;
      if (!isWhole && !isLast && next - at <= MAX_LINE_BYTES) return { output: output.subarray(0, size), taken: at };
      const read = isWhole
        ? this.#readLine({ bytes, start: at, end: trimmed(bytes, at, lineEnd) }, output, size)
        : 'wrong';
      if (typeof read === 'number') {
        size += read;
        at = next;
        continue;
      }
      this.#isOver = true;
      if (read === 'the last') return { output: output.subarray(0, size), taken: next };
      const problem =
        at < bytes.length
          ? 'expected a line of uuencode, found another one'
          : 'uuencode is cut off: expected its last line';
      return { output: output.subarray(0, size), taken: at, problem };
    }
  }
}

/** The end of a line without its line end, which the last one may lack. */
function trimmed(bytes: Uint8Array, start: number, lineEnd: number): number {
  const end = lineEnd < 0 ? bytes.length : lineEnd;
  return end > start && bytes[end - 1] === 0x0d ? end - 1 : end;
}

/** A checksum character may follow, and trailing blanks may be stripped. */
const readLine: LineReader = ({ bytes, start, end }, output, size) => {
  if (end - start === 3 && textOf(bytes, start, end) === 'end') return 'the last';
  const count = start === end ? 0 : (bytes[start]! - 0x20) & 63;
  if (end - start - 1 > digitsOf(0x20 + count) + 1) return 'wrong';
  for (let at = start; at < end; at++) if (bytes[at]! < 0x20 || bytes[at]! > 0x60) return 'wrong';
  const digit = (at: number): number => (at < end ? (bytes[at]! - 0x20) & 63 : 0);
  for (let done = 0, at = start + 1; done < count; done += 3, at += 4) {
    const [first, second, third] = [digit(at), digit(at + 1), digit(at + 2)];
    output[size + done] = (first << 2) | (second >> 4);
    output[size + done + 1] = (second << 4) | (third >> 2);
    output[size + done + 2] = (third << 6) | digit(at + 3);
  }
  return count;
};

const readBase64Line: LineReader = ({ bytes, start, end }, output, size) => {
  const line = textOf(bytes, start, end);
  if (line === '====') return 'the last';
  return BASE64_LINE.test(line) ? output.write(line, size, 'base64') : 'wrong';
};

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}
