/**
 * Append-only files of Redis and Valkey (appendonly.aof, *.incr.aof): commands as they were sent (Redis serialization protocol, RESP2),
 * each word on a line, with its length on the line before. This separates a name from its value by a number; they come as `name=value`.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { settingOf } from '../records/pair-lines.ts';

/* #TS:1700000000\r\n     when, before some commands (`aof-timestamp-enabled`)
 * *2\r\n                 words of a command
 * $6\r\nSELECT\r\n       bytes of a word, the word: which database the commands are for comes before all others (aof.c, feedAppendOnlyFile) */
const BEGINS = /^(?:#TS:\d{10}\r\n)?\*2\r\n\$6\r\nSELECT\r\n/;
const HEAD_BYTES = 32;
const LINE = /^([#$*])(?:TS:)?(\d{1,12})\r\n/;
const MAX_LINE_BYTES = 19;
/** A longer word is neither the name nor the value of a setting (`settingOf`). */
const MAX_WORD_BYTES = 1026;
const NAME = 'pairs';

export const redisCommands: SourceContainer = {
  id: 'redis-commands',
  title: 'Redis and Valkey append-only file (.aof; names and values of commands as `name=value`)',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEAD_BYTES,
  firstBytes: [...Buffer.from('#*')],
  sniff: (head) => BEGINS.test(Buffer.from(head.subarray(0, HEAD_BYTES)).toString('latin1')),
  async *entries(source, budget): AsyncGenerator<Entry | Trouble> {
    const commands = new Commands(source, budget);
    yield { name: NAME, open: () => commands.pairs() };
    if (commands.brokenAt !== undefined)
      yield damaged(`expected a command at byte ${commands.brokenAt}; what follows is scanned as is`, NAME);
  },
};

class Commands {
  /** Offset of anything unexpected, or of a last command that is cut off. */
  brokenAt: number | undefined;
  readonly #source: ByteSource;
  readonly #budget: Budget;
  #at = 0;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = new ReadAheadSource(source);
    this.#budget = budget;
  }

  async *pairs(): AsyncGenerator<Uint8Array> {
    while (this.#at < this.#source.size) {
      this.#budget.checkTime();
      const start = this.#at;
      if (this.#number('#') !== undefined) continue;
      const words = this.#number('*');
      if (words !== undefined && (yield* this.#command(words))) continue;
      this.brokenAt = start;
      return;
    }
  }

  /**
   * Names and values come last, in pairs: `SET key value`, `HSET key field value …`, `XADD key id field value …`. @returns whether it is
   * complete
   */
  *#command(words: number): Generator<Uint8Array, boolean> {
    let before: Uint8Array | undefined;
    for (let index = 0; index < words; index++) {
      this.#budget.checkTime();
      const word = this.#word();
      if (word === undefined) return false;
      const isValue = (words - index) % 2 === 1 && index > 1;
      const line = isValue && before !== undefined ? settingOf(before, word) : undefined;
      if (line !== undefined) yield line;
      before = word;
    }
    return true;
  }

  /** Empty if it is too long for a name or a value. */
  #word(): Uint8Array | undefined {
    const bytes = this.#number('$');
    const end = this.#at + (bytes ?? 0);
    if (bytes === undefined || end + 2 > this.#source.size) return undefined;
    const word = bytes > MAX_WORD_BYTES ? new Uint8Array(0) : this.#source.read(this.#at, bytes).slice();
    if (Buffer.from(this.#source.read(end, 2)).toString('latin1') !== '\r\n') return undefined;
    this.#at = end + 2;
    return word;
  }

  /** The number on a line with that sign; undefined where there is none. */
  #number(sign: '#' | '*' | '$'): number | undefined {
    const bytes = this.#source.read(this.#at, Math.min(MAX_LINE_BYTES, this.#source.size - this.#at));
    const line = LINE.exec(Buffer.from(bytes).toString('latin1'));
    if (line?.[1] !== sign) return undefined;
    this.#at += line[0].length;
    return Number(line[2]);
  }
}
