/** The header of an Avro file, and Avro's encoding of numbers. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { varintAt, zigzag } from '../codecs/small-numbers.ts';

/** Those of the specification. */
const CODECS = ['null', 'deflate', 'snappy', 'bzip2', 'xz', 'zstandard'] as const;
export type AvroCodec = (typeof CODECS)[number];

export interface AvroHeader {
  readonly start: number;
  /** undefined: not in the specification. */
  readonly codec: AvroCodec | undefined;
  /** Ends the header and each block. */
  readonly marker: Uint8Array;
  /** Where blocks begin. */
  readonly end: number;
  /**
   * It has a schema, as required, and no key that is not text, or that is reserved (or nearly so) but not in the
   * specification.
   */
  readonly isSound: boolean;
}

/** A number, and the offset behind it. */
interface Numbered {
  readonly value: number;
  readonly next: number;
}

/*  header
 *  0  4   "Obj" 01
 *  4  .   map: blocks of pairs, each behind their number; a negative number has the block's size in bytes behind it; 0 ends the map
 *  .  16  sync marker
 *  pair: length of the key, the key, length of the value, the value                                                       */
export const AVRO_MAGIC = Buffer.from('Obj\x01', 'latin1');
export const MARKER_BYTES = 16;
const [CODEC_KEY, SCHEMA_KEY] = ['avro.codec', 'avro.schema'];
const RESERVED = 'avro.';
/** Differing letters by which a damaged key is recognised; no writer has a key of its own this close. */
const MAX_OTHER_LETTERS = 3;
/** Written by apache-avro for Rust in addition to the codec. */
const OTHER_KEYS: readonly string[] = ['avro.codec.compression_level'];

/** @param start offset of the magic number. @throws FormatError when the header is unterminated */
export function readAvroHeader(source: ByteSource, start: number, budget: Budget): AvroHeader {
  const map = new MetadataMap(source, start + AVRO_MAGIC.length);
  let codec = 'null';
  let [hasSchema, isStrange] = [false, false];
  for (let pairs = map.pairs(); pairs > 0; pairs = map.pairs())
    for (; pairs > 0; pairs--) {
      budget.checkTime();
      const key = map.text();
      const value = map.text();
      if (key === CODEC_KEY) codec = value;
      else if (key === SCHEMA_KEY) hasSchema = true;
      else isStrange ||= isStrangeKey(key);
    }
  const end = map.at + MARKER_BYTES;
  if (end > source.size) throw cutOff();
  return {
    ...{ start, end, marker: source.read(map.at, MARKER_BYTES).slice(), isSound: hasSchema && !isStrange },
    codec: CODECS.find((known) => known === codec),
  };
}

function isStrangeKey(key: string): boolean {
  const isUnknown = key.startsWith(RESERVED) && !OTHER_KEYS.includes(key);
  return isUnknown || isNearly(key, CODEC_KEY) || [...key].some((letter) => letter < ' ');
}

function isNearly(key: string, wanted: string): boolean {
  if (key.length !== wanted.length) return false;
  return [...wanted].filter((letter, at) => letter !== key[at]).length <= MAX_OTHER_LETTERS;
}

class MetadataMap {
  at: number;
  readonly #source: ByteSource;

  constructor(source: ByteSource, at: number) {
    this.#source = source;
    this.at = at;
  }

  /** Number of pairs that follow. */
  pairs(): number {
    const count = this.#number();
    if (count < 0) this.#number();
    return Math.abs(count);
  }

  /** The next string; empty if it is longer than any known one. */
  text(): string {
    const length = this.#number();
    if (length < 0 || this.at + length > this.#source.size) throw cutOff();
    const isShort = length <= MAX_TEXT_BYTES;
    const text = isShort ? Buffer.from(this.#source.read(this.at, length)).toString('latin1') : '';
    this.at += length;
    return text;
  }

  #number(): number {
    const found = avroNumberAt(this.#source, this.at);
    if (found === undefined) throw cutOff();
    this.at = found.next;
    return found.value;
  }
}
const MAX_TEXT_BYTES = 64;

function cutOff(): FormatError {
  return new FormatError('the metadata of Avro is cut off, or a length in it is wrong');
}

/** A zigzag varint, 7 bits a byte, least significant first. Up to 48 bits; undefined when it is unterminated. */
export function avroNumberAt(source: ByteSource, at: number): Numbered | undefined {
  if (at >= source.size) return undefined;
  const found = varintAt(source.read(at, Math.min(MAX_NUMBER_BYTES, source.size - at)), 0);
  if (found === undefined) return undefined;
  const { value, next } = found;
  return { value: zigzag(value), next: at + next };
}
const MAX_NUMBER_BYTES = 10;
