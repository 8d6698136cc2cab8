import { deflateSync } from 'node:zlib';
import { u16, u32, u64 } from './numbers.ts';

export interface EwfChunk {
  readonly content: Uint8Array;
  readonly isPacked: boolean;
}

/** A section of a segment file. `content` may depend on where it begins in the file. */
export interface EwfSection {
  readonly type: string;
  readonly content: (start: number) => Buffer;
}

const DESCRIPTOR_BYTES = 76;
export const CHUNK_BYTES = 1024;

/** RFC 1950, section 8.2; little-endian here. To ask zlib for it takes fifty times as long, and there are files of 65,537 sections. */
function adler(bytes: Uint8Array): Buffer {
  let [sum, sumOfSums] = [1, 0];
  for (const byte of bytes) {
    sum = (sum + byte) % 65_521;
    sumOfSums = (sumOfSums + sum) % 65_521;
  }
  return u32(sumOfSums * 0x10000 + sum);
}

const summed = (bytes: Buffer): Buffer => Buffer.concat([bytes, adler(bytes)]);

/** @param next offset of the section behind it */
export function descriptor(type: string, next: number | bigint, size: number | bigint): Buffer {
  return summed(Buffer.concat([Buffer.from(type.padEnd(16, '\0')), u64(next), u64(size), Buffer.alloc(40)]));
}

/** @param last type of the last section; none when it is empty */
export function segmentFile(
  sections: readonly EwfSection[],
  { signature = 'EVF', number = 1, last = 'done' } = {},
): Buffer {
  let file = Buffer.concat([Buffer.from(signature), Buffer.from('090d0aff0001', 'hex'), u16(number), u16(0)]);
  for (const { type, content } of sections) {
    const bytes = content(file.length + DESCRIPTOR_BYTES);
    const size = DESCRIPTOR_BYTES + bytes.length;
    file = Buffer.concat([file, descriptor(type, file.length + size, size), bytes]);
  }
  return last === '' ? file : Buffer.concat([file, descriptor(last, file.length, 0)]);
}

export const text = (type: string, words: string): EwfSection => ({
  type,
  content: () => deflateSync(Buffer.from(words)),
});

export const plain = (type: string, content: Uint8Array): EwfSection => ({ type, content: () => Buffer.from(content) });

/** @param bytes of the image @param length 1052, or 94 in SMART */
export function volume(bytes: number, { sectorBytes = 512, chunkSectors = 2, length = 1052, type = 'volume' } = {}) {
  const fields = [1, Math.ceil(bytes / CHUNK_BYTES), chunkSectors, sectorBytes].map(u32);
  const head = Buffer.concat([...fields, u64(Math.ceil(bytes / sectorBytes))]);
  return plain(type, summed(Buffer.concat([head, Buffer.alloc(length - 4 - head.length)])));
}

const chunkBytes = ({ content, isPacked }: EwfChunk): Buffer =>
  isPacked ? deflateSync(content) : summed(Buffer.from(content));

/** Where each chunk begins when the first one does at `start`. */
function entriesOf(chunks: readonly EwfChunk[], start: number): Buffer[] {
  let at = start;
  return chunks.map((chunk) => {
    const entry = u32(chunk.isPacked ? at + 2 ** 31 : at);
    at += chunkBytes(chunk).length;
    return entry;
  });
}

export const sectors = (chunks: readonly EwfChunk[]): EwfSection =>
  plain('sectors', Buffer.concat(chunks.map(chunkBytes)));

/** @param entries as they stand in it @param count as it says */
export function table(type: string, entries: readonly Buffer[], { base = 0, count = entries.length } = {}): EwfSection {
  const header = summed(Buffer.concat([u32(count), u32(0), u64(base), u32(0)]));
  return plain(type, Buffer.concat([header, summed(Buffer.concat(entries))]));
}

/** SMART and the first version: the chunks follow the entries, and these have no checksum. */
export const tableWithChunks = (chunks: readonly EwfChunk[]): EwfSection => ({
  type: 'table',
  content: (start) => {
    const header = summed(Buffer.concat([u32(chunks.length), Buffer.alloc(16)]));
    const first = start + header.length + 4 * chunks.length;
    return Buffer.concat([header, ...entriesOf(chunks, first), ...chunks.map(chunkBytes)]);
  },
});

/** As EnCase 6 does: offsets from the beginning of the section with the chunks. @param sectorsAt where that is */
export function tables(chunks: readonly EwfChunk[], sectorsAt: number): EwfSection[] {
  const entries = entriesOf(chunks, DESCRIPTOR_BYTES);
  return ['table', 'table2'].map((type) => table(type, entries, { base: sectorsAt }));
}

/** A segment file of EnCase 6 with all there is. */
export function encase6(chunks: readonly EwfChunk[], options: Parameters<typeof segmentFile>[1] = {}): Buffer {
  const bytes = chunks.reduce((sum, { content }) => sum + content.length, 0);
  const front = [text('header2', 'a case'), text('header', 'its notes'), volume(bytes)];
  const sectorsAt = segmentFile(front, { last: '' }).length;
  return segmentFile(
    [...front, sectors(chunks), ...tables(chunks, sectorsAt), plain('hash', Buffer.alloc(36))],
    options,
  );
}
