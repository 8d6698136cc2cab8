/**
 * Apache Arrow, files (Feather, version 2) and streams: text of a column lies in one buffer, without a byte between two values, and where
 * each begins stands in the buffer before it. Values come one a line. A schema need not be read: a buffer of offsets is one that never
 * falls and ends where the next buffer does.
 */
import type { Budget } from '../bytes/budget.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { type ArrowBuffer, messageAt, messageIn } from './arrow-messages.ts';
import type { Entry, SourceContainer, Trouble } from './container.ts';
import { damaged } from './damaged.ts';
import { hasMagic, magic } from './magic.ts';

const FILE_MAGIC = magic('41 52 52 4f 57 31 00 00');

export const arrow: SourceContainer = {
  id: 'arrow',
  title: 'Apache Arrow, Feather (values of text, one a line)',
  limits: 'packed buffers; views of strings; Feather 1',
  headBytes: 512,
  reads: 'source',
  keepsLeaf: 'searched',
  firstBytes: [0x41, 0xff],
  sniff: (head) => hasMagic(head, FILE_MAGIC) || isStream(head),
  entries,
};

/** It begins with a schema. */
function isStream(head: Uint8Array): boolean {
  if (head.length < 24 || head.subarray(0, 4).some((byte) => byte !== 0xff)) return false;
  return messageIn(head.subarray(8), 0)?.isSchema === true;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  let at = hasMagic(source.read(0, Math.min(8, source.size)), FILE_MAGIC) ? 8 : 0;
  let number = 0;
  let isPacked = false;
  while (at < source.size) {
    const message = messageAt(source, at);
    if (message === 'end') break;
    if (message === undefined || message.end > source.size) {
      yield damaged(`expected a message of Arrow at offset ${at}, found none that is whole`);
      break;
    }
    const { buffers, codec, end } = message;
    if (buffers.length > 0) number++;
    if (codec !== undefined) isPacked = true;
    for (const [index, offsets] of codec === undefined ? buffers.entries() : []) {
      budget.checkTime();
      const values = buffers[index + 1];
      const column = values && columnOf(source, { offsets, values, end });
      if (column !== undefined)
        yield { name: `batch ${number} buffer ${index + 1}`, open: () => linesOf(column, budget) };
    }
    at = end;
  }
  const message = 'buffers of Arrow are packed: what is unpacked of them is scanned without the ends of its values';
  if (isPacked) yield { trouble: { code: 'unsupported', message } };
}

interface Column {
  readonly offsets: ByteSource;
  /** Bytes of an offset. */
  readonly wordBytes: 4 | 8;
  readonly values: ByteSource;
}

/** Undefined where they are none of text. @param end of the message */
function columnOf(
  source: ByteSource,
  { offsets, values, end }: { offsets: ArrowBuffer; values: ArrowBuffer; end: number },
): Column | undefined {
  if (offsets.size < 8 || values.size === 0) return undefined;
  if (offsets.start + offsets.size > end || values.start + values.size > end) return undefined;
  const [one, other] = [offsets, values].map(({ start, size }) => new Part(source, start, size)) as [Part, Part];
  const wordBytes = wordBytesOf(one, other.size);
  return wordBytes && { offsets: one, wordBytes, values: other };
}

/** Writers fill buffers up to a multiple of 64 bytes at most, and some count that. */
const FILL_BYTES = 64;

/** How long an offset is in a buffer of them. @param size of the values */
function wordBytesOf(offsets: ByteSource, size: number): 4 | 8 | undefined {
  const first = viewOf(offsets.read(0, 8));
  const tailBytes = Math.min(offsets.size & ~7, FILL_BYTES);
  const tail = viewOf(offsets.read((offsets.size & ~7) - tailBytes, tailBytes));
  const last = offsets.size % 8 === 4 ? viewOf(offsets.read(offsets.size - 4, 4)).getUint32(0, true) : 0;
  for (const wordBytes of [4, 8] as const) {
    let most = last;
    for (let at = 0; at < tailBytes; at += wordBytes) most = Math.max(most, wordAt(tail, at, wordBytes));
    if (wordAt(first, 0, wordBytes) !== 0 || most === 0) continue;
    if (most <= size && size - most < FILL_BYTES) return wordBytes;
  }
  return undefined;
}

/** A buffer as it lies. */
class Part implements ByteSource {
  readonly size: number;
  readonly #source: ByteSource;
  readonly #start: number;

  constructor(source: ByteSource, start: number, size: number) {
    this.#source = source;
    this.#start = start;
    this.size = size;
  }

  read(offset: number, length: number): Uint8Array {
    return this.#source.read(this.#start + offset, length);
  }

  readInto(target: Uint8Array, offset: number): void {
    this.#source.readInto(target, this.#start + offset);
  }

  pieces(): never {
    throw new Error('nobody shares a buffer of Arrow');
  }
}

/** Offsets that are read at once. */
const OFFSETS = 4096;
/** What is longer is seen as it lies, but for its ends: no secret has lines as long as that. */
const MOST_BYTES = 64 << 10;
const LINE_FEED = Uint8Array.of(0x0a);

async function* linesOf({ offsets, wordBytes, values }: Column, budget: Budget): AsyncGenerator<Uint8Array> {
  const count = Math.floor(offsets.size / wordBytes);
  let from = 0;
  for (let index = 1; index < count; index += OFFSETS) {
    budget.checkTime();
    const many = Math.min(OFFSETS, count - index);
    const view = viewOf(offsets.read(index * wordBytes, many * wordBytes));
    let lines: Uint8Array[] = [];
    let held = 0;
    for (let at = 0; at < many * wordBytes; at += wordBytes) {
      const to = wordAt(view, at, wordBytes);
      // What fills the buffer up comes after them.
      if (to < from || to > values.size) break;
      for (const [start, end] of to - from > MOST_BYTES ? ends(from, to) : [[from, to] as const])
        if (end > start) lines.push(values.read(start, end - start), LINE_FEED);
      held += to - from;
      from = to;
      if (held < 1 << 20) continue;
      yield Buffer.concat(lines);
      [lines, held] = [[], 0];
    }
    if (lines.length > 0) yield Buffer.concat(lines);
  }
}

function ends(from: number, to: number): readonly (readonly [number, number])[] {
  const half = MOST_BYTES >> 1;
  return [
    [from, from + half],
    [to - half, to],
  ];
}

function wordAt(view: DataView, at: number, wordBytes: 4 | 8): number {
  return wordBytes === 4 ? view.getUint32(at, true) : Math.min(Number(view.getBigUint64(at, true)), 2 ** 50);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
