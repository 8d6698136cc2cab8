/**
 * Armour of OpenPGP messages, RFC 9580, section 6.2: a BEGIN line, headers, an empty line, base64, usually a CRC-24, an END line.
 * Quoted or escaped armour is left to the base64 coding.
 */
import { FormatError } from '../../model/errors.ts';
import type { ChunkReader } from '../container/chunk-reader.ts';

/** `Version`, `Comment`, `Hash` …: a few short lines. */
const MAX_HEAD_BYTES = 2048;
const HEAD = /^-----BEGIN PGP MESSAGE(?:, PART \d+(?:\/\d+)?)?-----[ \t]*\r?\n(?:[A-Za-z]+: [^\n]*\n)*[ \t]*\r?\n/;
const BEGINNING = Buffer.from('-----BEGIN PGP MESSAGE');
const TRAILER = /^={0,2}\s*(?:=([A-Za-z0-9+/]{4})\s*)?-----END PGP MESSAGE[^\r\n]{0,20}-----[ \t]*(?:\r?\n)?/;
const MAX_TRAILER_BYTES = 128;

/** The first bytes inside the armour; undefined when this is no armour. */
export function armourHead(head: Uint8Array): Uint8Array | undefined {
  if (!isArmour(head)) return undefined;
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 2 * MAX_HEAD_BYTES)).toString('latin1');
  const start = HEAD.exec(text.slice(0, MAX_HEAD_BYTES))?.[0].length;
  return start === undefined ? undefined : Buffer.from(/^[A-Za-z0-9+/\s]*/.exec(text.slice(start))![0], 'base64');
}

export function isArmour(head: Uint8Array): boolean {
  return BEGINNING.equals(head.subarray(0, BEGINNING.length));
}

/** Decodes armour. Leaves `reader` behind the END line, or at anything that is not base64. */
export class Armour {
  /** The lines of text before the data. */
  readonly head: Uint8Array;
  /** There is a CRC-24, and it does not match the data. */
  hasWrongSum = false;
  readonly #reader: ChunkReader;

  private constructor(reader: ChunkReader, head: Uint8Array) {
    this.#reader = reader;
    this.head = head;
  }

  static async open(reader: ChunkReader): Promise<Armour> {
    const text = Buffer.from(await reader.peek(MAX_HEAD_BYTES)).toString('latin1');
    const length = HEAD.exec(text)?.[0].length;
    if (length === undefined) throw reader.endError('expected the lines that begin the armour of an OpenPGP message');
    return new Armour(reader, Uint8Array.from(await reader.take(length)));
  }

  async *data(): AsyncGenerator<Uint8Array> {
    let rest = '';
    let sum = CRC_START;
    const decode = (digits: string): Buffer => {
      const bytes = Buffer.from(digits, 'base64');
      sum = crc24(bytes, sum);
      return bytes;
    };
    for (;;) {
      const piece = await this.#reader.some(PIECE_BYTES);
      if (piece === undefined) break;
      const text = Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1');
      const end = text.search(/[^A-Za-z0-9+/\s]/);
      const digits = rest + (end < 0 ? text : text.slice(0, end)).replaceAll(/\s+/g, '');
      const whole = digits.length - (digits.length % 4);
      rest = digits.slice(whole);
      yield decode(digits.slice(0, whole));
      if (end < 0) continue;
      this.#reader.unread(piece.length - end);
      break;
    }
    yield decode(rest);
    await this.#readTrailer(sum);
  }

  async #readTrailer(sum: number): Promise<void> {
    const text = Buffer.from(await this.#reader.peek(MAX_TRAILER_BYTES)).toString('latin1');
    const trailer = TRAILER.exec(text);
    if (text === '') throw this.#reader.endError('the armour is cut off before its END line');
    if (trailer === null)
      throw new FormatError(`expected base64 or the END line of the armour at offset ${this.#reader.position}`);
    await this.#reader.take(trailer[0].length);
    const stated = trailer[1];
    this.hasWrongSum = stated !== undefined && Buffer.from(stated, 'base64').readUIntBE(0, 3) !== sum;
  }
}
const PIECE_BYTES = 64 << 10;

/** Section 6.1.1. */
const CRC_START = 0xb704ce;
const CRC_POLYNOMIAL = 0x864cfb;
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 16;
  for (let bit = 0; bit < 8; bit++) sum = sum & 0x800000 ? ((sum << 1) & 0xffffff) ^ CRC_POLYNOMIAL : sum << 1;
  return sum;
});

function crc24(bytes: Uint8Array, before: number): number {
  let sum = before;
  for (const byte of bytes) sum = ((sum << 8) & 0xffffff) ^ CRC_TABLE[(sum >> 16) ^ byte]!;
  return sum;
}
