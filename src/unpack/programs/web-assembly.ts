/**
 * Strings of a WebAssembly module (WebAssembly Core Specification, "Binary Format"): Rust and Go store them back to back in its data, as in
 * all their programs. A module need not say which compiler made it, so every one is read. Everything else is scanned as is.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import type { ProgramPart } from './program-references.ts';
import { stringsOf } from './program-strings.ts';

/*  0  4  NUL, "asm"
 *  4  4  version = 1; a component has another
 *  8  …  sections: an id, the length, the content. All numbers but these are LEB128. */
const MAGIC = magic('00 61 73 6d 01 00 00 00');
const HEADER_BYTES = 8;
/** Code is not in memory, so it gets addresses outside of any. */
const BEHIND_MEMORY = 2 ** 48;
const CODE = 10;
const DATA = 11;
/** Known sections, each at most once and in this order; custom ones, of number 0, may come in between. */
const ORDER = [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, CODE, DATA];
const CUSTOM = 0;

export const webAssembly: SourceContainer = {
  id: 'webassembly',
  title: 'WebAssembly module (strings of Go and Rust)',
  limits: 'strings in components, and in data that code copies into place',
  reads: 'source',
  headBytes: HEADER_BYTES,
  keepsLeaf: 'searched',
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => hasMagic(head, MAGIC),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const parts: ProgramPart[] = [];
  const ahead = new ReadAheadSource(source);
  const cursor = new Cursor(ahead, HEADER_BYTES, source.size);
  let damage: string | undefined;
  let last = -1;
  try {
    while (cursor.at < source.size) {
      budget.checkTime();
      const id = cursor.byte();
      const place = ORDER.indexOf(id);
      if (id !== CUSTOM && place <= last)
        throw new FormatError(`a section of number ${id} before byte ${cursor.at}, where none may be`);
      last = Math.max(last, place);
      const size = cursor.number();
      const start = cursor.at;
      const end = Math.min(start + size, source.size);
      if (id === CODE) parts.push({ address: BEHIND_MEMORY, start, size: end - start, holds: 'code' });
      else if (id === DATA)
        for (const segment of segmentsOf(new Cursor(ahead, start, end), budget)) parts.push(segment);
      if (end < start + size) throw new FormatError(`a section of ${size} bytes is cut off at ${source.size}`);
      cursor.at = start + size;
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    damage = error.message;
  }
  if (parts.some(({ holds }) => holds === 'constants'))
    yield* stringsOf(source, { machine: 'wasm', parts, base: 0, keepsGlued: true, name: 'strings' }, budget);
  if (damage !== undefined) yield damaged(`expected sections of WebAssembly up to the end: ${damage}`);
}

/** "Implementation-defined Limits" of its JavaScript interface: no browser loads more. Go makes 50,000 for a small program. */
const MAX_SEGMENTS = 100_000;
/**
 * Segment flags: copied by code, to an address that only the code knows; at an address in an explicitly named memory.
 * Otherwise: at an address.
 */
const [PASSIVE, IN_MEMORY] = [1, 2];

function* segmentsOf(cursor: Cursor, budget: Budget): Generator<ProgramPart> {
  const count = cursor.number();
  if (count > MAX_SEGMENTS)
    throw new FormatError(`${count} segments of data, of which ${MAX_SEGMENTS} are read at most`);
  for (let index = 0; index < count; index++) {
    if (index % 1024 === 0) budget.checkTime();
    const kind = cursor.number();
    if (kind > IN_MEMORY) throw new FormatError(`segment ${index} of the data is of kind ${kind}`);
    if (kind === IN_MEMORY) cursor.number();
    const address = kind === PASSIVE ? undefined : addressAt(cursor);
    const size = cursor.number();
    const there = Math.min(size, cursor.left);
    if (address !== undefined) yield { address, start: cursor.at, size: there, holds: 'constants' };
    if (there < size) throw new FormatError(`segment ${index} of the data is cut off`);
    cursor.at += size;
  }
}

/*  41, 42  a number (i32.const, i64.const), signed     23  a global, which a library has for where it is loaded (global.get)
 *  6a, 7c  their sum                                   0b  end                                                              */
function addressAt(cursor: Cursor): number {
  let address = 0;
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const code = cursor.byte();
    if (code === 0x0b) return address;
    if (code === 0x41 || code === 0x42) address = cursor.number();
    else if (code === 0x23) cursor.number();
    else if (code !== 0x6a && code !== 0x7c) break;
  }
  throw new FormatError('the address of a segment of the data is computed in an unknown way');
}
const MAX_STEPS = 8;

/** Longest encoding of a number, of 64 bits or of 32. */
const MAX_NUMBER_BYTES = 10;

class Cursor {
  at: number;
  readonly #source: ByteSource;
  readonly #end: number;

  /** @param end limit for reads: sections whose segments extend into later ones would be read again for each of them */
  constructor(source: ByteSource, at: number, end: number) {
    this.#source = source;
    this.at = at;
    this.#end = end;
  }

  get left(): number {
    return this.#end - this.at;
  }

  byte(): number {
    if (this.left < 1) throw new FormatError(`it is cut off at ${this.at}`);
    return this.#source.read(this.at++, 1)[0]!;
  }

  /** LEB128. The sign of a signed number is dropped: addresses have none. */
  number(): number {
    let [value, scale] = [0, 1];
    for (let count = 0; count < MAX_NUMBER_BYTES; count++, scale *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    throw new FormatError(`a number before ${this.at} has no end`);
  }
}
