/**
 * The resource table of an Android app (resources.arsc in an APK; ResourceTypes.h of its frameworks/base): names of strings are in one
 * pool, and their values in another. Texts are plain in the file, but not which value belongs to which name: those pairs come as settings,
 * `name=value`.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { hasMagic, magic } from '../container/magic.ts';
import {
  type Chunk,
  chunksIn,
  KIND,
  StringPool,
  setting,
  TEXT,
  textAt,
  VALUE_BYTES,
  wholeOf,
} from './android-chunks.ts';

/* 0  2  kind    2  2  bytes of the header, 12    4  4  bytes of all    8  4  count of packages    12  .  pool of values, packages */
const [KIND_AND_HEADER, POOL] = [magic('02 00 0c 00'), magic('01 00 1c 00', 12)];
const TABLE_HEADER_BYTES = 12;
const HEAD_BYTES = 16;
const NAME = 'settings';

export const androidResources: SourceContainer = {
  id: 'android-resources',
  title: 'Android resources (resources.arsc; settings as `name=value`)',
  limits: 'files above 64 MiB',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEAD_BYTES,
  firstBytes: [KIND.table],
  sniff: (head) => hasMagic(head, KIND_AND_HEADER) && hasMagic(head, POOL),
  async *entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
    const table = new Table(wholeOf(source, 'resources of Android'), budget);
    yield { name: NAME, open: () => table.settings() };
  },
};

/*  package      276  4  where the pool of names begins, from its begin on
 *  type          9  1  bit 0: a number stands beside each offset; bit 1: offsets of two bytes
 *               12  4  count of entries      16  4  where entries begin, from its begin on
 *               behind the header: offsets of entries, from there on; ffffffff, ffff: none
 *  entry         0  2  bytes, 8 or 16        2  2  bit 0: of several values; bit 3: compact       4  4  number of its name
 *                8  8  value; or 4 parent, 4 count of values, 12 bytes each: number, value
 *  compact       0  2  number of its name    2  2  the same bits, kind of its value above         4  4  what it is           */
const NAMES_AT = 276;
const [SPARSE, SHORT] = [1, 2];
const [SEVERAL, COMPACT] = [1, 8];
const ENTRY_BYTES = 8;
const MANY_BYTES = 16;
const PIECE_BYTES = 12;

/** Locations of a pool, and of the entries that refer to it. */
interface Package {
  readonly end: number;
  readonly names: StringPool;
}

class Table {
  /** Limit on entries and values, which do not overlap. */
  #left: number;
  /** A bit for each offset at which an entry was read: `aapt2 optimize --deduplicate-entry-values` shares one among all equal ones. */
  readonly #met: Uint8Array;
  readonly #bytes: Buffer;
  readonly #budget: Budget;

  constructor(bytes: Buffer, budget: Budget) {
    [this.#bytes, this.#budget, this.#left] = [bytes, budget, bytes.length];
    this.#met = new Uint8Array((bytes.length >>> 3) + 1);
  }

  async *settings(): AsyncGenerator<Uint8Array> {
    let values: StringPool | undefined;
    for (const chunk of chunksIn(this.#bytes, TABLE_HEADER_BYTES, this.#bytes.length)) {
      values ??= new StringPool(this.#bytes, chunk);
      if (chunk.kind === KIND.package) yield* this.#package(chunk, values);
    }
  }

  *#package({ at, contentAt, end }: Chunk, values: StringPool): Generator<Uint8Array> {
    if (contentAt < at + NAMES_AT + 4 || contentAt > end) throw wrong('package', at);
    const namesAt = at + this.#bytes.readUInt32LE(at + NAMES_AT);
    let names: StringPool | undefined;
    for (const chunk of chunksIn(this.#bytes, contentAt, end)) {
      if (chunk.at === namesAt) names = new StringPool(this.#bytes, chunk);
      if (chunk.kind === KIND.type && names !== undefined) yield* this.#type(chunk, { end: chunk.end, names }, values);
    }
    if (names === undefined) throw wrong('pool of names', namesAt);
  }

  *#type({ at, contentAt, end }: Chunk, owner: Package, values: StringPool): Generator<Uint8Array> {
    if (contentAt < at + 20 || contentAt > end) throw wrong('type', at);
    const flags = this.#bytes[at + 9]!;
    const entriesAt = at + this.#bytes.readUInt32LE(at + 16);
    const width = (flags & SHORT) === 0 ? 4 : 2;
    const offsetsEnd = contentAt + this.#bytes.readUInt32LE(at + 12) * width;
    if (offsetsEnd > end) throw wrong('type', at);
    for (let pointer = contentAt; pointer < offsetsEnd; pointer += width) {
      this.#budget.checkTime();
      const offset = this.#offset(pointer, flags);
      if (offset !== undefined && this.#meets(entriesAt + offset))
        yield* this.#entry(entriesAt + offset, owner, values);
    }
  }

  /** Whether this is the first visit. */
  #meets(at: number): boolean {
    const bit = 1 << (at & 7);
    if ((this.#met[at >>> 3]! & bit) !== 0) return false;
    this.#met[at >>> 3]! |= bit; // ignored beyond the end
    return true;
  }

  #offset(pointer: number, flags: number): number | undefined {
    if ((flags & SHORT) !== 0 || (flags & SPARSE) !== 0) {
      const short = this.#bytes.readUInt16LE((flags & SHORT) === 0 ? pointer + 2 : pointer);
      return short === 0xffff && (flags & SHORT) !== 0 ? undefined : short * 4;
    }
    const offset = this.#bytes.readUInt32LE(pointer);
    return offset === 0xffff_ffff ? undefined : offset;
  }

  *#entry(at: number, { end, names }: Package, values: StringPool): Generator<Uint8Array> {
    if (at + ENTRY_BYTES > end) throw wrong('entry', at);
    const flags = this.#bytes.readUInt16LE(at + 2);
    if ((flags & COMPACT) !== 0) {
      this.#left -= ENTRY_BYTES;
      if (this.#left < 0) throw wrong('entry', at);
      const text = flags >> 8 === TEXT ? values.get(this.#bytes.readUInt32LE(at + 4)) : undefined;
      return yield* setting(names.get(this.#bytes.readUInt16LE(at)), withoutFile(text));
    }
    const name = names.get(this.#bytes.readUInt32LE(at + 4));
    const isOne = (flags & SEVERAL) === 0;
    const count = isOne || at + MANY_BYTES > end ? 1 : this.#bytes.readUInt32LE(at + 12);
    const [first, step] = isOne ? [at + ENTRY_BYTES, VALUE_BYTES] : [at + MANY_BYTES + 4, PIECE_BYTES];
    this.#left -= count * step;
    const isInside = this.#left >= 0 && first + (count - 1) * step + VALUE_BYTES <= end;
    if (count > 0 && !isInside) throw wrong('value', at);
    for (let piece = first; piece < first + count * step; piece += step)
      yield* setting(name, withoutFile(textAt(this.#bytes, piece, values)));
  }
}

/** A drawing or a layout is a text too: the path of its file in the app, `res/drawable/password_field.9.png`. */
const FILES = Buffer.from('res/');

function withoutFile(text: Buffer | undefined): Buffer | undefined {
  return text?.subarray(0, FILES.length).equals(FILES) ? undefined : text;
}

function wrong(what: string, at: number): FormatError {
  return new FormatError(
    `expected a ${what} in resources of Android at byte ${at}, found none; bytes are scanned as is`,
  );
}
