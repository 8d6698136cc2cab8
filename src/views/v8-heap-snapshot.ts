/**
 * V8 heap snapshot (.heapsnapshot, JSON; HeapSnapshotJSONSerializer in V8's heap-snapshot-generator.cc, which Node.js and Chrome
 * use). The numbers come first; all text of the heap comes last, in `strings`, which is one region. V8 truncates each string to
 * 1,024 characters by default. No addresses: object ids are numbers that V8 made up.
 */
import type { ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../model/errors.ts';
import { NO_MEMORY } from '../model/memory.ts';
import { beginsWithBrace } from './begins-with.ts';
import type { Region, Trouble, View, ViewReader } from './view.ts';

const FORMAT = 'V8 heap snapshot';
const STRINGS = '"strings":[';
const CHUNK_BYTES = 1 << 20;

export const v8HeapSnapshot: ViewReader = {
  id: 'v8-heap-snapshot',
  title: 'V8 heap snapshot (Node.js, Chrome)',
  headBytes: 64,

  sniff(head: Uint8Array): boolean {
    if (!beginsWithBrace(head)) return false;
    const text = Buffer.from(head.subarray(0, v8HeapSnapshot.headBytes)).toString('latin1');
    return /^\s*\{\s*"snapshot"\s*:\s*\{\s*"meta"\s*:/.test(text);
  },

  open(source): View {
    const head = source.read(0, Math.min(v8HeapSnapshot.headBytes, source.size));
    if (!v8HeapSnapshot.sniff(head)) throw new FormatError(`${FORMAT}: expected {"snapshot":{"meta":…`);
    return new SnapshotView(source);
  },
};

/** Finds the strings lazily, when their place is requested: that takes one pass over the numbers. */
class SnapshotView implements View {
  readonly id = v8HeapSnapshot.id;
  readonly memory = NO_MEMORY;
  readonly troubles: readonly Trouble[];
  readonly #source: ByteSource;
  #regions: readonly Region[] | undefined;

  constructor(source: ByteSource) {
    this.#source = source;
    this.troubles = endOf(source);
  }

  get regions(): readonly Region[] {
    this.#regions ??= findStrings(this.#source);
    return this.#regions;
  }
}

function endOf(source: ByteSource): Trouble[] {
  const start = Math.max(0, source.size - 64);
  const tail = Buffer.from(source.read(start, source.size - start))
    .toString('latin1')
    .trimEnd();
  if (/\]\s*\}$/.test(tail)) return [];
  const message = `${FORMAT}: expected ]} at the end, but the file ends at ${source.size} without; write it again`;
  return [{ code: 'damaged', message }];
}

function findStrings(source: ByteSource): Region[] {
  const overlap = STRINGS.length - 1;
  const buffer = Buffer.alloc(Math.min(CHUNK_BYTES, source.size));
  for (let at = 0; at < source.size; at += buffer.length - overlap) {
    const chunk = buffer.subarray(0, Math.min(buffer.length, source.size - at));
    source.readInto(chunk, at);
    const index = chunk.indexOf(STRINGS);
    const offset = at + index + STRINGS.length;
    if (index !== -1 && offset < source.size) {
      return [{ offset, length: source.size - offset, name: 'V8 heap snapshot strings' }];
    }
    if (at + chunk.length >= source.size) break;
  }
  return [];
}
