/**
 * Binary property lists (CFBinaryPList.c of Apple's CoreFoundation), the form of Info.plist and other settings compiled by Xcode, and
 * of defaults(1): all keys of a dictionary precede all of its values. Texts are plain, but not which value belongs to which key: those
 * pairs come as settings, `name=value`, also from what NSKeyedArchiver stores. Data may be another list.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import type { Range } from '../container/coverage.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { latin1 } from '../container/text.ts';
import { settingOf } from '../records/pair-lines.ts';

/*  0   8  "bplist00"
 *  8   .  objects: a byte of kind (above) and count (below), what it says
 *  .   .  offsets of objects
 *  and at the end, big-endian
 *  6   1  bytes of an offset               16  8  the object that holds all others
 *  7   1  bytes of a reference             24  8  where the offsets begin
 *  8   8  count of objects                                                    */
const MAGIC = magic('62 70 6c 69 73 74 30 30');
const TRAILER_BYTES = 32;
/** Limit on what is held in memory. */
const MAX_BYTES = 32 << 20;
const [DATA, ASCII, REFERENCE, ARRAY, DICTIONARY] = [0x4, 0x5, 0x8, 0xa, 0xd];
/** A count that does not fit in an object's byte follows as a number of 1, 2, 4 or 8 bytes: 10, 11, 12, 13. */
const COUNT_FOLLOWS = 0xf;
const NUMBER = 0x1;
const MAX_NUMBER_BYTES = 8;
const NAME = 'settings';

export const propertyList: SourceContainer = {
  id: 'property-list',
  title: 'binary property list (.plist; settings as `name=value`)',
  limits: 'files above 32 MiB',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: MAGIC.bytes.length,
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => hasMagic(head, MAGIC),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const lists: Range[] = [];
  yield* settingsOf(source, budget, lists);
  for (const list of lists)
    yield {
      name: `property list at byte ${list.start}`,
      open: () => streamOf(source, list.start, list.end),
      taken: () => [list],
    };
}

/** Settings of this list; adds nested ones to `lists`, which are opened once this one is no longer in memory. */
async function* settingsOf(source: ByteSource, budget: Budget, lists: Range[]): AsyncGenerator<Entry | Trouble> {
  if (source.size > MAX_BYTES)
    throw new FormatError('a property list of more than 32 MiB; its bytes are scanned as is', 'unsupported');
  const objects = new Objects(source.read(0, source.size), budget);
  yield { name: NAME, open: () => objects.settings() };
  for (const list of objects.lists()) lists.push(list);
  if (objects.isBroken) yield damaged('expected dictionaries of keys and values; the bytes are scanned as is', NAME);
}

/** Kind and count of an object, and where its content begins. */
interface Head {
  readonly kind: number;
  readonly count: number;
  readonly at: number;
}

/*
 * The form of NSKeyedArchiver (NSKeyedArchiver.m of GNUstep): a dictionary with an array `$objects`, to whose elements everything in it
 * refers by index. An object is a dictionary of its fields; those of a dictionary are `NS.keys` and `NS.objects`, two arrays.
 */
const [ARCHIVED, KEYS, VALUES] = ['$objects', 'NS.keys', 'NS.objects'];

class Objects {
  isBroken = false;
  /** Limit for arrays and dictionaries, which do not overlap: their references cannot exceed the file's size. */
  #left: number;
  /** Undefined except in the output of NSKeyedArchiver. */
  #archived: Head | undefined;
  readonly #bytes: Uint8Array;
  readonly #budget: Budget;
  readonly #count: number;
  readonly #offsetsAt: number;
  readonly #offsetBytes: number;
  readonly #referenceBytes: number;

  constructor(bytes: Uint8Array, budget: Budget) {
    [this.#bytes, this.#budget, this.#left] = [bytes, budget, bytes.length];
    const trailer = bytes.length - TRAILER_BYTES;
    [this.#offsetBytes, this.#referenceBytes] = [bytes[trailer + 6] ?? 0, bytes[trailer + 7] ?? 0];
    [this.#count, this.#offsetsAt] = [this.#number(trailer + 8, 8), this.#number(trailer + 24, 8)];
    const isTable = this.#offsetsAt >= MAGIC.bytes.length && this.#count >= 1;
    const end = this.#offsetsAt + this.#count * this.#offsetBytes;
    if (isTable && isWidth(this.#offsetBytes) && isWidth(this.#referenceBytes) && end <= trailer) return;
    const message = 'expected a table of objects at the end of a property list, found none';
    throw new FormatError(`${message}; its bytes are scanned as is`);
  }

  async *settings(): AsyncGenerator<Uint8Array> {
    this.#archived = this.#array(this.#object(this.#number(this.#bytes.length - 16, 8)), ARCHIVED);
    for (let index = 0; index < this.#count && this.#left >= 0; index++) {
      this.#budget.checkTime();
      const head = this.#object(index);
      if (head === undefined) this.isBroken = true;
      if (head?.kind !== DICTIONARY || !this.#isInside(head, 2)) continue;
      yield* this.#pairs(head.count, head.at, head.at + head.count * this.#referenceBytes);
      if (this.#archived !== undefined) yield* this.#archivedPairs(head);
    }
  }

  *#archivedPairs(head: Head): Generator<Uint8Array> {
    const [keys, values] = [this.#array(head, KEYS), this.#array(head, VALUES)];
    if (keys === undefined || keys.count !== values?.count) return;
    if (!this.#isInside(keys, 1) || !this.#isInside(values, 1)) return;
    yield* this.#pairs(keys.count, keys.at, values.at);
  }

  /** Nested lists, stored as data. */
  *lists(): Generator<Range> {
    let left = this.#bytes.length;
    for (let index = 0; index < this.#count; index++) {
      this.#budget.checkTime();
      const head = this.#object(index);
      const bytes = head?.kind === DATA ? this.#content(head) : undefined;
      if (bytes === undefined || !hasMagic(bytes, MAGIC)) continue;
      left -= bytes.length;
      if (left < 0) this.isBroken = true;
      if (left < 0) return;
      yield { start: head!.at, end: head!.at + bytes.length };
    }
  }

  /** The array that a dictionary contains under a name. */
  #array(dictionary: Head | undefined, name: string): Head | undefined {
    if (dictionary?.kind !== DICTIONARY) return undefined;
    const { at, count } = dictionary;
    const width = this.#referenceBytes;
    for (let key = at; key < Math.min(at + count * width, this.#offsetsAt); key += width) {
      const head = this.#object(this.#number(key, width));
      const text = head?.kind === ASCII && head.count === name.length ? this.#content(head) : undefined;
      if (text === undefined || latin1(text) !== name) continue;
      const array = this.#object(this.#number(key + count * width, width));
      return array?.kind === ARRAY ? array : undefined;
    }
    return undefined;
  }

  /** Counts its references, with `perElement` for each element. */
  #isInside({ at, count }: Head, perElement: number): boolean {
    const bytes = perElement * count * this.#referenceBytes;
    this.#left -= bytes;
    const isInside = this.#left >= 0 && at + bytes <= this.#offsetsAt;
    if (!isInside) this.isBroken = true;
    return isInside;
  }

  *#pairs(count: number, keysAt: number, valuesAt: number): Generator<Uint8Array> {
    const width = this.#referenceBytes;
    for (let at = 0; at < count * width; at += width) {
      const setting = this.#setting(this.#number(keysAt + at, width), this.#number(valuesAt + at, width));
      if (setting !== undefined) yield setting;
    }
  }

  #setting(keyIndex: number, valueIndex: number): Uint8Array | undefined {
    const key = this.#meant(this.#object(keyIndex));
    const value = this.#meant(this.#object(valueIndex));
    if (key === undefined || value === undefined) this.isBroken = true;
    // UTF-16 text contains a non-ASCII character, and so is neither a name nor a word.
    if (key?.kind !== ASCII || (value?.kind !== ASCII && value?.kind !== DATA)) return undefined;
    const [name, word] = [this.#content(key), this.#content(value)];
    return name === undefined || word === undefined ? undefined : settingOf(name, word);
  }

  /** Resolves a reference of NSKeyedArchiver, whose number has one byte more than its count says. */
  #meant(head: Head | undefined): Head | undefined {
    if (head?.kind !== REFERENCE || this.#archived === undefined) return head;
    const number = this.#number(head.at, head.count + 1);
    const { at, count } = this.#archived;
    const width = this.#referenceBytes;
    return number < count ? this.#object(this.#number(at + number * width, width)) : undefined;
  }

  /** Undefined where there is none. */
  #object(index: number): Head | undefined {
    const offset =
      index < this.#count ? this.#number(this.#offsetsAt + index * this.#offsetBytes, this.#offsetBytes) : 0;
    if (offset < MAGIC.bytes.length || offset >= this.#offsetsAt) return undefined;
    const [kind, count] = [this.#bytes[offset]! >> 4, this.#bytes[offset]! & 0xf];
    if (count !== COUNT_FOLLOWS || kind < DATA) return { kind, count, at: offset + 1 };
    const width = 1 << (this.#bytes[offset + 1]! & 0xf);
    if (this.#bytes[offset + 1]! >> 4 !== NUMBER || width > MAX_NUMBER_BYTES) return undefined;
    return { kind, count: this.#number(offset + 2, width), at: offset + 2 + width };
  }

  #content({ at, count }: Head): Uint8Array | undefined {
    if (at + count <= this.#offsetsAt) return this.#bytes.subarray(at, at + count);
    this.isBroken = true;
    return undefined;
  }

  /** Big-endian, with zeros beyond the end. Inexact above 2^53, which exceeds any valid value here. */
  #number(at: number, width: number): number {
    let number = 0;
    for (let next = at; next < at + width; next++) number = number * 256 + (this.#bytes[next] ?? 0);
    return number;
  }
}

/** Widths that CoreFoundation writes and reads. */
function isWidth(bytes: number): boolean {
  return bytes >= 1 && bytes <= MAX_NUMBER_BYTES;
}
