/**
 * Java heap dump, HPROF binary format 1.0.1, 1.0.2 and Android's 1.0.3: "HPROF Agent", demo/jvmti/hprof manual of the JDK, and
 * heapDumper.cpp of HotSpot. Read: the headers of the top-level records, never their content. Adjacent records of a kind make one
 * region, since a dump has a record for each string and a segment for each MiB.
 *
 * For detectors: everything is big-endian. Arrays of numbers are in the regions `heap dump` and `heap dump segment` as
 * GC_PRIM_ARRAY_DUMP: 23, object id (`memory.pointerBytes` long), stack trace 4, number of elements 4, element type 1 (4 boolean,
 * 5 char, 6 float, 7 double, 8 byte, 9 short, 10 int, 11 long), then the elements. So a detector at the first element finds the
 * type 1 byte, the count 5 bytes and the sub-record tag pointerBytes + 10 bytes before it. Ids are not addresses: `memory.peek`
 * returns nothing.
 */
import { FormatError } from '../model/errors.ts';
import { beginsWith } from './begins-with.ts';
import { Fields } from './fields.ts';
import { cutOff, layOut } from './region-layout.ts';
import type { Region, Trouble, View, ViewReader } from './view.ts';

const FORMAT = 'HPROF';
const MAGIC = 'JAVA PROFILE 1.0.';

export const hprof: ViewReader = {
  id: 'hprof',
  title: 'Java heap dump (HPROF 1.0.1, 1.0.2, 1.0.3)',
  headBytes: MAGIC.length + 2,

  sniff(head: Uint8Array): boolean {
    if (!beginsWith(head, MAGIC)) return false;
    const text = Buffer.from(head.subarray(0, MAGIC.length + 2)).toString('latin1');
    return /^JAVA PROFILE 1\.0\.[123]\0$/.test(text);
  },

  open(source): View {
    const head = source.read(0, Math.min(hprof.headBytes, source.size));
    if (!hprof.sniff(head)) throw new FormatError(`${FORMAT}: expected "${MAGIC}1", 2 or 3 and a NUL`);
    const fields = new Fields(source, false);
    const idBytes = fields.u32(hprof.headBytes); // 19  4  size of identifiers; then 8 bytes of time
    if (idBytes !== 4 && idBytes !== 8) {
      throw new FormatError(`${FORMAT}: expected identifiers of 4 or 8 bytes, found ${idBytes}`);
    }
    return new HprofView(fields, idBytes);
  },
};

const RECORDS: ReadonlyMap<number, string> = new Map([
  [0x01, 'strings'],
  [0x02, 'loaded classes'],
  [0x03, 'unloaded classes'],
  [0x04, 'stack frames'],
  [0x05, 'stack traces'],
  [0x06, 'allocation sites'],
  [0x07, 'heap summary'],
  [0x0a, 'started threads'],
  [0x0b, 'ended threads'],
  [0x0c, 'heap dump'],
  [0x0d, 'CPU samples'],
  [0x0e, 'control settings'],
  [0x1c, 'heap dump segment'],
  [0x2c, 'heap dump end'],
]);
const HEAP_DUMP = 0x0c;
const HEAP_DUMP_SEGMENT = 0x1c;
const HEAP_DUMP_END = 0x2c;
const HEADER_BYTES = 31;

/** HotSpot makes one for each symbol, class, frame and MiB of heap: about a million in a large dump. */
const MAX_RECORDS = 1 << 24;
/** Kinds alternate where threads are described; 100,000 regions allow far more threads than exist. */
const MAX_HPROF_REGIONS = 100_000;

/** Walks the records lazily, when regions or troubles are requested: at most once per opening, and often never. */
class HprofView implements View {
  readonly id = hprof.id;
  readonly memory: View['memory'];
  readonly isPacked = true;
  readonly #fields: Fields;
  #walked: Pick<View, 'regions' | 'troubles'> | undefined;

  constructor(fields: Fields, idBytes: 4 | 8) {
    this.#fields = fields;
    this.memory = { peek: () => undefined, pointerBytes: idBytes, littleEndian: false };
  }

  get regions(): readonly Region[] {
    this.#walked ??= walkRecords(this.#fields);
    return this.#walked.regions;
  }

  get troubles(): readonly Trouble[] {
    this.#walked ??= walkRecords(this.#fields);
    return this.#walked.troubles;
  }
}

function walkRecords(fields: Fields): Pick<View, 'regions' | 'troubles'> {
  const claims: { offset: number; length: number; name: string }[] = [
    { offset: 0, length: HEADER_BYTES, name: 'header' },
  ];
  const { size } = fields;
  let at = HEADER_BYTES;
  for (let count = 0; at + 9 <= size; count++) {
    if (count === MAX_RECORDS || claims.length > MAX_HPROF_REGIONS) return stopped(claims, size, at, 'unsupported');
    const tag = fields.u8(at); //  0  1  tag, then 4 bytes of time
    const length = fields.u32(at + 5); //  5  4  bytes that follow
    const name = RECORDS.get(tag);
    if (name === undefined) return stopped(claims, size, at, 'damaged');
    // The agent of JDK 5 leaves 0 as the length of a heap dump of 4 GiB or more: it is then the rest of the file.
    const bytes = tag === HEAP_DUMP && length === 0 ? size - at : 9 + length;
    const last = claims.at(-1);
    if (last?.name === name) last.length += bytes;
    else claims.push({ offset: at, length: bytes, name });
    at += bytes;
  }
  if (at < size) claims.push({ offset: at, length: 9, name: 'record' });
  const cut = cutOff(FORMAT, claims, size);
  return { regions: layOut(claims, size), troubles: cut.length > 0 ? cut : unfinished(claims, size) };
}

/** A dump that ends between two records looks complete; but segments end with a record of their own. */
function unfinished(claims: readonly Region[], size: number): Trouble[] {
  const has = (wanted: number) => claims.some(({ name }) => name === RECORDS.get(wanted));
  if (!has(HEAP_DUMP_SEGMENT) || has(HEAP_DUMP_END)) return [];
  const message = `${FORMAT}: expected a heap dump end record after the segments, but the file ends at ${size}; write the dump again`;
  return [{ code: 'damaged', message }];
}

function stopped(
  claims: readonly Region[],
  size: number,
  at: number,
  code: Trouble['code'],
): Pick<View, 'regions' | 'troubles'> {
  const expected = code === 'damaged' ? 'a known record tag' : 'the end of the records';
  const message = `${FORMAT}: expected ${expected} at offset ${at}, found another record; the bytes from there are scanned without names`;
  return { regions: layOut(claims, size), troubles: [{ code, message }] };
}
