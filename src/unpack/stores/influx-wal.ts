/**
 * Write-ahead log of InfluxDB 1 and 2, with what is not in its data files yet (_00001.wal; tsdb/engine/tsm1/wal.go): entries packed with
 * Snappy. It has no magic number.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { membersOf } from '../../bytes/members.ts';
import { isLikelySnappyBlock, snappyContent, snappyLength } from '../codecs/snappy-block.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { gathered } from '../container/gathered.ts';
import { viewOf } from '../container/magic.ts';
import { influxLines } from './influx-values.ts';

/*  entry
 *  0  1  1 written, 2 deleted, 3 deleted of a time
 *  1  4  bytes of the rest, the highest byte first, as all numbers here
 *  5  .  packed with Snappy                                                */
const [WRITTEN, LAST_KIND] = [1, 3];
const HEADER_BYTES = 5;
const HEAD_BYTES = 256;
/**
 * Limits: a write request has 25 MB by default. Up to the first size, an entry is held packed and unpacked; above the second one, it is
 * no entry.
 */
const [MAX_ENTRY_BYTES, MAX_LIKELY_BYTES] = [64 << 20, 256 << 20];
const NAME = 'values';
/** A series may contain any character, but begins with one of a name. */
const OF_NAME = membersOf(/[!-~\x80-\xff]/);
const MIN_NAME_BYTES = 3;

export const influxWal: SourceContainer = {
  id: 'influxdb-wal',
  title: 'InfluxDB write-ahead log (.wal; text, one per line or as `name=value`)',
  limits: 'of a log that begins with deletions, only raw bytes',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEAD_BYTES,
  firstBytes: [WRITTEN],
  sniff: isLog,
  async *entries(source, budget): AsyncGenerator<Entry | Trouble> {
    const log = new Log(source, budget);
    yield { name: NAME, open: () => log.lines() };
    yield* log.troubles();
  },
};

/** The first literals of the first entry show the type of a value, and the beginning of its series. */
function isLog(head: Uint8Array): boolean {
  if (head.length < HEADER_BYTES + 8 || head[0] !== WRITTEN) return false;
  const bytes = viewOf(head).getUint32(1);
  const block = head.subarray(HEADER_BYTES);
  if (bytes > MAX_LIKELY_BYTES || !isLikelySnappyBlock(block, bytes)) return false;
  const { next } = snappyLength(block);
  const short = block[next]! >> 2;
  const literals = block.subarray(next + 1 + Math.max(0, short - LONG_LITERAL));
  const known = short > LONG_LITERAL ? literals.length : Math.min(literals.length, short + 1);
  const keyBytes = known < KEY_AT ? 0 : viewOf(literals).getUint16(1);
  const name = literals.subarray(KEY_AT, Math.min(known, KEY_AT + keyBytes, KEY_AT + MIN_NAME_BYTES));
  return (
    literals[0]! >= 1 &&
    literals[0]! <= TYPES &&
    name.length === MIN_NAME_BYTES &&
    name.every((byte) => OF_NAME[byte] === 1)
  );
}
/** In Snappy, from 60 on the length of literals is in bytes of its own. */
const LONG_LITERAL = 59;

class Log {
  #brokenEntries = 0;
  #isCut = false;
  readonly #source: ByteSource;
  readonly #budget: Budget;

  constructor(source: ByteSource, budget: Budget) {
    [this.#source, this.#budget] = [source, budget];
  }

  async *lines(): AsyncGenerator<Uint8Array> {
    yield* gathered(this.#lines());
  }

  *#lines(): Generator<Uint8Array> {
    const { size } = this.#source;
    for (let at = 0; at < size; ) {
      this.#budget.checkTime();
      const head = this.#source.read(at, Math.min(HEADER_BYTES, size - at));
      const bytes = head.length < HEADER_BYTES ? size : viewOf(head).getUint32(1);
      const end = at + HEADER_BYTES + bytes;
      this.#isCut = end > size || head[0]! < WRITTEN || head[0]! > LAST_KIND;
      if (this.#isCut) return;
      if (bytes > MAX_ENTRY_BYTES) this.#brokenEntries++;
      else if (head[0] === WRITTEN) yield* this.#written(this.#source.read(at + HEADER_BYTES, bytes));
      at = end;
    }
  }

  *troubles(): Generator<Trouble> {
    if (this.#isCut) yield damaged('an entry goes on after the end, or begins as none does: it was cut', NAME);
    if (this.#brokenEntries > 0)
      yield damaged(
        `entries that are damaged, or have more than 64 MiB: ${this.#brokenEntries}; what can be read of them is read`,
        NAME,
      );
  }

  /*  unpacked, of each series
   *  0  1  type of its values: 1 and 2 numbers, 3 yes or no, 4 text, 5 numbers
   *  1  2  bytes of the series and the field; both
   *  .  4  values, and of each: 8 time; 8 a number, 1 yes or no, or 4 the bytes of a text and these     */
  *#written(packed: Uint8Array): Generator<Uint8Array> {
    const { content, isWhole } = snappyContent(packed, MAX_ENTRY_BYTES);
    const view = viewOf(content);
    let at = 0;
    let isBroken = !isWhole;
    while (at < content.length) {
      this.#budget.checkTime();
      const type = content[at]!;
      const keyEnd = at + KEY_AT <= content.length ? at + KEY_AT + view.getUint16(at + 1) : content.length;
      if (type < 1 || type > TYPES || keyEnd + 4 > content.length) {
        isBroken = true;
        break;
      }
      const values = new Values(content, keyEnd + 4, view.getUint32(keyEnd));
      if (type !== TEXT) values.pass(type === TRUTH ? 1 : 8);
      // Tags may be secrets as well.
      yield* influxLines(content.subarray(at + KEY_AT, keyEnd), type === TEXT ? values.texts() : []);
      isBroken ||= values.isCut;
      at = values.at;
    }
    if (isBroken) this.#brokenEntries++;
  }
}
const [TRUTH, TEXT, TYPES] = [3, 4, 5];
const KEY_AT = 3;
const TIME_BYTES = 8;

class Values {
  at: number;
  isCut = false;
  readonly #content: Uint8Array;
  readonly #count: number;

  constructor(content: Uint8Array, at: number, count: number) {
    [this.#content, this.at, this.#count] = [content, at, count];
  }

  *texts(): Generator<Uint8Array> {
    const view = viewOf(this.#content);
    for (let left = this.#count; left > 0; left--) {
      const start = this.at + TIME_BYTES + 4;
      const end = start > this.#content.length ? start : start + view.getUint32(start - 4);
      this.at = Math.min(end, this.#content.length);
      this.isCut = end > this.#content.length;
      if (start < this.at) yield this.#content.subarray(start, this.at);
      if (this.isCut) return;
    }
  }

  pass(bytes: number): void {
    const end = this.at + this.#count * (TIME_BYTES + bytes);
    this.isCut = end > this.#content.length;
    this.at = Math.min(end, this.#content.length);
  }
}
