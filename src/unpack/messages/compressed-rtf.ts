/**
 * Compressed RTF ([MS-OXRTFCP] 2.1.3): Outlook's form of message bodies, in a stream of its own of a .msg (`__substg1.0_10090102`), in
 * winmail.dat (TNEF) and in its stores. It is found by its magic word, which follows two sizes. With the word "MELA", the body is not
 * packed, and scanned as is. In an unencrypted store (.pst, .ost) a long body is split into blocks, of which only the first is read.
 */
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import { MAX_RTF_RUN_BYTES, RtfDecoder } from '../codecs/rtf-decoder.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf, hasMagic, magic, markOf } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';

/*   0  4  bytes behind this field, little-endian      4  4  bytes when it is unpacked
 *   8  4  "LZFu"                                     12  4  CRC-32 of the runs, that begins with 0 and is not turned over at its end
 *  16  n  runs                                       */
const MAGIC = magic('4c 5a 46 75', 8);
const HEADER_BYTES = 16;
/** Part of the header that the first size includes. */
const COUNTED_BYTES = 12;
/** The end mark is a run of at least three bytes. */
const END_BYTES = 3;
/** Eight copies of 17 bytes each, from 17 bytes. */
const MAX_RATIO = 8;
/** Four text characters would make a larger size, so a text that contains the word does not match. */
const MAX_BYTES = 128 << 20;
const NAME = 'rtf';

export const compressedRtf: SourceContainer = {
  id: 'compressed-rtf',
  title: 'Outlook compressed RTF (in .msg, winmail.dat, stores)',
  limits: 'data above 128 MiB; in a store (.pst, .ost), all after the first block of one',
  isCodec: true,
  reads: 'source',
  headBytes: HEADER_BYTES,
  mark: markOf([MAGIC]),
  embeddedBy: [MAGIC],
  sniff: (head) => headerIn(head) !== undefined,
  entries,
};

interface Header {
  readonly end: number;
  readonly unpackedBytes: number;
  readonly sum: number;
}

function headerIn(head: Uint8Array): Header | undefined {
  if (head.length < HEADER_BYTES || !hasMagic(head, MAGIC)) return undefined;
  const fields = bufferOf(head);
  const packedBytes = fields.readUInt32LE(0) - COUNTED_BYTES;
  const unpackedBytes = fields.readUInt32LE(4);
  if (packedBytes < END_BYTES || packedBytes > MAX_BYTES) return undefined;
  // Without any copies, eight bytes take nine.
  const isOne = unpackedBytes <= packedBytes * MAX_RATIO && packedBytes - 2 * END_BYTES <= (unpackedBytes * 9) / 8;
  return isOne ? { end: HEADER_BYTES + packedBytes, unpackedBytes, sum: fields.readUInt32LE(12) } : undefined;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const header = headerIn(source.read(0, Math.min(HEADER_BYTES, source.size)));
  if (header === undefined)
    throw new FormatError('expected the header of compressed RTF at byte 0, found something else');
  const runs = new Runs(source, header, budget);
  yield { name: NAME, open: () => runs.contents() };
  if (runs.problem !== undefined) yield damaged(`${runs.problem}; the readable part is scanned`, NAME);
  if (runs.at < source.size) yield remainder('behind', () => streamOf(source, runs.at), runs.at);
}

class Runs {
  problem: string | undefined;
  /** Input position. */
  at = HEADER_BYTES;
  readonly #source: ByteSource;
  readonly #header: Header;
  readonly #budget: Budget;

  constructor(source: ByteSource, header: Header, budget: Budget) {
    this.#source = new ReadAheadSource(source);
    this.#header = header;
    this.#budget = budget;
  }

  async *contents(): AsyncGenerator<Uint8Array> {
    const end = Math.min(this.#header.end, this.#source.size);
    const decoder = new RtfDecoder();
    while (decoder.state === 'open' && this.at < end) {
      this.at += decoder.run(this.#source.read(this.at, Math.min(MAX_RTF_RUN_BYTES, end - this.at)));
      if (!decoder.window.isFull) continue;
      this.#budget.checkTime();
      yield decoder.window.take();
    }
    yield decoder.window.take();
    this.problem = this.#problemOf(decoder);
  }

  #problemOf({ state, window: { made } }: RtfDecoder): string | undefined {
    const { end, unpackedBytes, sum } = this.#header;
    if (state !== 'ended' || this.at !== end)
      return `expected runs of compressed RTF up to byte ${end}, found them up to byte ${this.at}`;
    if (made !== unpackedBytes) return `expected ${unpackedBytes} bytes of RTF, found ${made}`;
    return this.#sum() === sum ? undefined : 'the CRC-32 of compressed RTF does not fit its bytes';
  }

  #sum(): number {
    let sum = UNTURNED;
    for (let at = HEADER_BYTES; at < this.#header.end; at += SUM_BYTES)
      sum = crc32(this.#source.read(at, Math.min(SUM_BYTES, this.#header.end - at)), sum);
    return ~sum >>> 0;
  }
}
const SUM_BYTES = 64 << 10;
/** Node's CRC-32 inverts its start and its result; this undoes it. */
const UNTURNED = 0xffffffff;
