/** A batch of one writer in a write-ahead log of LevelDB or RocksDB: changes of keys (db/write_batch.cc of both). */
import { varintAt } from '../codecs/small-numbers.ts';
import { settingOfPair } from './block-table-pairs.ts';

/*  0   8  number of the first change
 *  8   4  how many there are
 *  12  .  changes: type (1 byte), of RocksDB with a number of a family of columns, strings with their length before each  */
const HEADER_BYTES = 12;
const LINE_FEED = Uint8Array.of(0x0a);

/**
 * Number of strings in a change: two are a key and a value, or the ends of a range; indexed by ValueType of RocksDB (db/dbformat.h).
 * LevelDB has 0, a deleted key, and 1, a value.
 */
const STRINGS: readonly (number | undefined)[] = [
  ...[1, 2, 2, 1, 1, 2, 2, 1],
  ...[1, 0, 1, 1, 1, 0, 2, 2],
  ...[2, 2, 0, 0, undefined, 2, 2, 2],
];
/** Types with a column family's number before their strings. */
const OF_FAMILY: ReadonlySet<number> = new Set([0x4, 0x5, 0x6, 0x8, 0xe, 0x10, 0x17]);

/** Keys and values, with a line feed after each, or a name and a word on one line. A record without changes comes as it is. */
export function* changesIn(record: Uint8Array): Generator<Uint8Array> {
  if (!holdsChanges(record)) {
    yield record;
    yield LINE_FEED;
    return;
  }
  for (let at = HEADER_BYTES; at < record.length; ) {
    const change = changeAt(record, at)!;
    at = change.end;
    const [key, value] = change.strings;
    const setting = key !== undefined && value !== undefined ? settingOfPair(key, value) : undefined;
    if (setting !== undefined) yield setting;
    else
      for (const string of change.strings) {
        yield string;
        yield LINE_FEED;
      }
  }
}

/** False for manifests and packed records. */
function holdsChanges(record: Uint8Array): boolean {
  let at: number | undefined = HEADER_BYTES;
  while (at !== undefined && at < record.length) at = changeAt(record, at)?.end;
  return at === record.length;
}

interface Change {
  readonly strings: readonly Uint8Array[];
  readonly end: number;
}

function changeAt(record: Uint8Array, start: number): Change | undefined {
  const type = record[start]!;
  const count = STRINGS[type];
  if (count === undefined) return undefined;
  const family = OF_FAMILY.has(type) ? varintAt(record, start + 1) : { next: start + 1 };
  if (family === undefined) return undefined;
  let at = family.next;
  const strings: Uint8Array[] = [];
  while (strings.length < count) {
    const size = varintAt(record, at);
    if (size === undefined || size.next + size.value > record.length) return undefined;
    at = size.next + size.value;
    strings.push(record.subarray(size.next, at));
  }
  return { strings, end: at };
}
