/**
 * lzip (the lzip manual, "File format"): consecutive members, each an LZMA stream with fixed properties and an end mark. 7-Zip does not
 * support it, but reads the same stream behind an .lzma header, so each large member gets one; small ones, of which tarlz writes one
 * per file, are unpacked here. Members are found by their magic number and confirmed by the size in their trailer; whatever fits no
 * member is an entry of its own. Version 0 (lzip 0.1 to 0.9) has no such size: lunzip and busybox still read it, as one member that ends with
 * the file.
 */
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { streamOf } from '../../bytes/byte-source.ts';
import { JoinedSource } from '../../bytes/joined-source.ts';
import { MemorySource } from '../../bytes/memory-source.ts';
import { USUAL_PROPERTIES, unpackLzma } from '../codecs/lzma-decoder.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { LOST_HEAD_BYTES, lostHead } from '../container/lost-head.ts';
import { bufferOf, firstBytesOf, hasMagic, magic, occurrencesIn } from '../container/magic.ts';
import { isPadding, remainder } from '../container/remainder.ts';
import { sevenZipEntries } from '../seven-zip/seven-zip.ts';

const HEAD = magic('4c 5a 49 50 01');
const OLD_HEAD = magic('4c 5a 49 50 00');
const HEAD_BYTES = 6;
const TRAILER_BYTES = 20;
/** Without the size of the member. */
const OLD_TRAILER_BYTES = 12;
/** Up to this size, packed and unpacked, unpacking here is faster than a call of 7-Zip. */
const SMALL_BYTES = 64 << 10;

export const lzip: SourceContainer = {
  id: 'lzip',
  title: 'lzip: many members',
  openedBy: '7-Zip',
  isCodec: true,
  reads: 'source',
  headBytes: HEAD_BYTES,
  embeddedBy: [HEAD],
  firstBytes: firstBytesOf([HEAD]),
  sniff: (head) => hasMagic(head, HEAD) || hasMagic(head, OLD_HEAD),
  entries,
};

interface Member {
  readonly start: number;
  readonly end: number;
  /** No trailer was found: the member ends with the input. */
  readonly isCutOff: boolean;
  readonly trailerBytes: number;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const file = new Members(source, budget);
  yield { name: NAME, open: () => file.read(), wastedBytes: () => file.wastedBytes };
  yield* file.rest();
}
const NAME = 'data';

/** All members are one file: plzip cuts it anywhere. */
class Members {
  readonly #source: ByteSource;
  readonly #budget: Budget;
  /** Bytes in which the end of a member was searched in vain. */
  #searchedBytes = 0;
  /** Bytes of all members, packed and unpacked. */
  #readBytes = 0;
  #isDamaged = false;
  /** Input bytes read so far. */
  #end = 0;
  readonly #rest: (Entry | Trouble)[] = [];
  readonly #small = new Uint8Array(SMALL_BYTES);

  constructor(source: ByteSource, budget: Budget) {
    this.#source = source;
    this.#budget = budget;
  }

  /** In the middle of other bytes, each member begins like a file of all that follow it: if one is damaged, the others are read again. */
  get wastedBytes(): number {
    return this.#searchedBytes + (this.#isDamaged ? this.#readBytes : 0);
  }

  async *read(): AsyncGenerator<Uint8Array> {
    for (const member of members(this.#source, this.#budget)) {
      this.#budget.checkTime();
      if (member.isCutOff) this.#searchedBytes += member.end - member.start;
      if (member.start > this.#end) this.#rest.push(...this.#leftOver(this.#end, member.start, 'between'));
      const before = this.#rest.length;
      let [size, checksum] = [0, 0];
      for await (const chunk of this.#unpack(member)) {
        size += chunk.length;
        checksum = crc32(chunk, checksum);
        yield chunk;
      }
      const unread = this.#rest.slice(before);
      this.#readBytes += member.end - member.start + size;
      const isSound = unread.length === 0 && hasTrailer(this.#source, member, size, checksum);
      this.#isDamaged ||= !isSound;
      if (!isSound && !unread.some((item) => 'trouble' in item)) this.#reportDamage(member, unread.length === 0);
      this.#end = member.end;
    }
  }

  #unpack(member: Member): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
    if (member.isCutOff || member.end - member.start > SMALL_BYTES) return this.#unpackLarge(member);
    const packed = this.#source.read(
      member.start + HEAD_BYTES,
      member.end - member.start - HEAD_BYTES - member.trailerBytes,
    );
    const { size, end } = unpackLzma(packed, this.#small, USUAL_PROPERTIES);
    if (end === 'full') return this.#unpackLarge(member);
    if (end !== 'mark') this.#reportDamage(member, true);
    return [this.#small.slice(0, size)];
  }

  async *#unpackLarge(member: Member): AsyncGenerator<Uint8Array> {
    for await (const item of sevenZipEntries(asLzma(this.#source, member), { type: 'lzma' }, this.#budget)) {
      if ('trouble' in item) this.#rest.push({ ...item, name: NAME });
      else if (item.isRemainder) this.#rest.push(between(this.#source, member.start, member.end));
      else yield* item.open();
    }
  }

  /** @param isUnscanned whether its bytes are still to be scanned as is */
  #reportDamage({ start, end }: Member, isUnscanned: boolean): void {
    const message = `the lzip member at offset ${start} is damaged, or does not end as its trailer says; what could be read was scanned`;
    this.#rest.push({ trouble: { code: 'damaged', message }, name: NAME });
    if (isUnscanned) this.#rest.push(between(this.#source, start, end));
  }

  /** What lies between and behind the members, and all troubles. */
  *rest(): Generator<Entry | Trouble> {
    yield* this.#rest;
    if (!isPadding(this.#source, this.#end, this.#source.size))
      yield* this.#leftOver(this.#end, this.#source.size, 'behind');
  }

  *#leftOver(start: number, end: number, kind: 'between' | 'behind'): Generator<Entry | Trouble> {
    yield* lostHead(this.#source.read(start, Math.min(LOST_HEAD_BYTES, end - start)), 'lzip');
    yield between(this.#source, start, end, kind);
  }
}

function between(source: ByteSource, start: number, end: number, kind: 'between' | 'behind' = 'between'): Entry {
  return remainder(kind, () => streamOf(source, start, end), kind === 'behind' ? start : undefined);
}

/* 0  8  LZMA-alone header: properties 5d (lc 3, lp 0, pb 2), dictionary size, size unknown
 *    n  LZMA stream of the member                                                          */
function asLzma(source: ByteSource, { start, end, trailerBytes }: Member): ByteSource {
  const header = Buffer.alloc(13, 0xff);
  header[0] = 0x5d;
  header.writeUInt32LE(dictionaryBytes(source.read(start + 5, 1)[0]!), 1);
  return new JoinedSource([
    { source: new MemorySource(header), start: 0, end: header.length },
    { source, start: start + HEAD_BYTES, end: Math.max(start + HEAD_BYTES, end - trailerBytes) },
  ]);
}

/** Bits 4 to 0: log2 of a base size; bits 7 to 5: sixteenths of it to subtract. 7-Zip accepts powers of two only. */
function dictionaryBytes(code: number): number {
  return 2 ** Math.min(29, code & 0x1f);
}

/** A member ends where its trailer says; without a trailer, with the input, and is then cut off. */
function* members(source: ByteSource, budget: Budget): Generator<Member> {
  const { size } = source;
  if (hasMagic(source.read(0, Math.min(size, HEAD_BYTES)), OLD_HEAD)) {
    const isCutOff = size < HEAD_BYTES + OLD_TRAILER_BYTES;
    return yield { start: 0, end: size, isCutOff, trailerBytes: OLD_TRAILER_BYTES };
  }
  const starts = [...occurrencesIn(source, Buffer.from(HEAD.bytes), budget)];
  for (let index = 0; index < starts.length; ) {
    const start = starts[index]!;
    const end = trailerEnd(source, start, [...starts.slice(index + 1, index + 1 + MAX_TRIES), source.size]);
    yield { start, end: end ?? source.size, isCutOff: end === undefined, trailerBytes: TRAILER_BYTES };
    if (end === undefined) return;
    do index++;
    while (index < starts.length && starts[index]! < end);
  }
}
/** Data contains the magic number by chance about once in a terabyte. */
const MAX_TRIES = 16;

/* -20  4  CRC-32     -16  8  size of the data     -8  8  size of the member */
/** Whether the trailer of the member matches its data. */
function hasTrailer(
  source: ByteSource,
  { end, isCutOff, trailerBytes }: Member,
  size: number,
  checksum: number,
): boolean {
  if (isCutOff) return false;
  const trailer = Buffer.from(source.read(end - trailerBytes, OLD_TRAILER_BYTES));
  return trailer.readUInt32LE(0) === checksum && trailer.readBigUInt64LE(4) === BigInt(size);
}

function trailerEnd(source: ByteSource, start: number, ends: readonly number[]): number | undefined {
  for (const end of ends) {
    if (end - start < HEAD_BYTES + TRAILER_BYTES) continue;
    const size = Buffer.from(source.read(end - 8, 8)).readBigUInt64LE();
    if (size === BigInt(end - start)) return end;
  }
  return trailerBeforeJunk(source, start);
}

/** For a last member followed by junk: searches for a size that leads back to its start. */
function trailerBeforeJunk(source: ByteSource, start: number): number | undefined {
  const limit = Math.min(source.size - start, MAX_JUNK_SEARCH_BYTES);
  // In steps: there may be thousands of small members, with junk behind each.
  for (let from = 0, stepBytes = MIN_STEP_BYTES; from + TRAILER_BYTES <= limit; stepBytes *= 4) {
    const bytes = bufferOf(source.read(start + from, Math.min(limit - from, stepBytes)));
    for (let at = from === 0 ? HEAD_BYTES + TRAILER_BYTES : TRAILER_BYTES; at <= bytes.length; at++) {
      const end = from + at;
      // The highest byte of a size is rarely anything else, and the look at it is fast.
      if (bytes[at - 1] === 0 && bytes.readUInt32LE(at - 8) === end && bytes.readUInt32LE(at - 4) === 0)
        return start + end;
    }
    from += bytes.length - TRAILER_BYTES + 1;
  }
  return undefined;
}
const MAX_JUNK_SEARCH_BYTES = 16 << 20;
const MIN_STEP_BYTES = 4 << 10;
