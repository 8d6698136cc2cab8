import { deflateSync } from 'node:zlib';
import { crc32c } from '../../../src/unpack/checksums/crc32c.ts';
import { lzoRun, snappyRun } from '../../builders/lz-blocks.ts';
import { perfData } from '../../builders/perf-data.ts';
import { qemuMigration } from '../../builders/qemu-migration.ts';
import type { ContainerSample } from '../container-samples.ts';

const PAGE_BYTES = 4096;
const FIRST_FRAMES = [1, 2, 3, 17];

/** So much of a page is not the same byte. */
const VARIED_BYTES = 200;

/** A page with a mark in its middle. */
function pageWith(mark: string): Buffer {
  return Buffer.alloc(PAGE_BYTES, '.')
    .fill('page ', 0, VARIED_BYTES - 30)
    .fill(mark, VARIED_BYTES - 30, VARIED_BYTES - 30 + mark.length);
}

/** How each page is packed, by the flag of its descriptor. */
const METHODS: readonly [number, (page: Buffer) => Buffer][] = [
  [0, (page) => page],
  [1, (page) => deflateSync(page)],
  [2, (page) => lzoRun(page.subarray(0, VARIED_BYTES), PAGE_BYTES - VARIED_BYTES)],
  [4, (page) => snappyRun(page.subarray(0, VARIED_BYTES), PAGE_BYTES - VARIED_BYTES)],
];

/** Pages stored, and packed by each method; frames 1 to 3 and 17. */
export function kdumpOf(
  pages: readonly string[],
  { isLittleEndian = true, longBytes = 8, firstFrame = 0 } = {},
): Buffer {
  const u32 = (into: Buffer, value: number, at: number) =>
    isLittleEndian ? into.writeUInt32LE(value, at) : into.writeUInt32BE(value, at);
  const u64 = (into: Buffer, value: number, at: number) =>
    isLittleEndian ? into.writeBigUInt64LE(BigInt(value), at) : into.writeBigUInt64BE(BigInt(value), at);
  const head = Buffer.alloc(4 * PAGE_BYTES);
  head.write('KDUMP   ');
  u32(head, 6, 8);
  head.write('mark-name', 12 + 65);
  const statusAt = longBytes === 8 ? 424 : 412;
  for (const [index, value] of [PAGE_BYTES, 1, 2, 64].entries()) u32(head, value, statusAt + 4 + 4 * index);
  if (firstFrame > 0) {
    u32(head, 1, PAGE_BYTES + (longBytes === 8 ? 12 : 8));
    if (longBytes === 8) u64(head, firstFrame, PAGE_BYTES + 80);
    else u32(head, firstFrame, PAGE_BYTES + 12);
  }
  head.write('mark-notes', PAGE_BYTES + 200);
  for (const frame of FIRST_FRAMES.slice(0, pages.length)) head[3 * PAGE_BYTES + (frame >> 3)]! |= 1 << (frame & 7);
  const packed = pages.map((mark, index) => METHODS[index]![1](pageWith(mark)));
  const descriptors = Buffer.alloc(24 * pages.length);
  let at = head.length + descriptors.length;
  for (const [index, bytes] of packed.entries()) {
    u64(descriptors, at, 24 * index);
    u32(descriptors, bytes.length, 24 * index + 8);
    u32(descriptors, METHODS[index]![0], 24 * index + 12);
    at += bytes.length;
  }
  return Buffer.concat([head, descriptors, ...packed]);
}

/** Records of 3000 bytes, every second one first, and one that is written twice. */
export function flattened(dump: Buffer): Buffer {
  const head = Buffer.alloc(4096);
  head.write('makedumpfile');
  head.writeBigInt64BE(1n, 16);
  head.writeBigInt64BE(1n, 24);
  const starts = Array.from({ length: Math.ceil(dump.length / 3000) }, (_, index) => 3000 * index);
  const ordered = [...starts.filter((_, index) => index % 2 === 1), ...starts.filter((_, index) => index % 2 === 0)];
  const record = (start: number, bytes: Buffer): Buffer => {
    const header = Buffer.alloc(16);
    header.writeBigInt64BE(BigInt(start), 0);
    header.writeBigInt64BE(BigInt(bytes.length), 8);
    return Buffer.concat([header, bytes]);
  };
  const first = record(100, Buffer.alloc(6000, 'overwritten '));
  const all = ordered.map((start) => record(start, dump.subarray(start, start + 3000)));
  return Buffer.concat([head, first, ...all, Buffer.from('ff'.repeat(8), 'hex'), Buffer.alloc(8)]);
}

const PAGE_MARKS = ['mark-stored', 'mark-zlib', 'mark-lzo', 'mark-snappy'];
const MARKS = ['mark-name', 'mark-notes', ...PAGE_MARKS];

export const kdumpSamples = (): readonly ContainerSample[] => [
  {
    variant: 'x86-64',
    bytes: Buffer.concat([kdumpOf(PAGE_MARKS), Buffer.from('mark-behind')]),
    marks: [...MARKS, 'mark-behind'],
  },
  { variant: 'big-endian, 32 bits', bytes: kdumpOf(PAGE_MARKS, { isLittleEndian: false, longBytes: 4 }), marks: MARKS },
  { variant: 'part of a split dump', bytes: kdumpOf(PAGE_MARKS, { firstFrame: 4096 }), marks: MARKS },
  {
    variant: 'flattened',
    bytes: Buffer.concat([flattened(kdumpOf(PAGE_MARKS)), Buffer.from('mark-behind')]),
    marks: [...MARKS, 'mark-behind'],
  },
];

/** Chunks of framed Snappy, stored and packed in turns. */
export function snappyChunks(pieces: readonly Uint8Array[]): Buffer {
  const chunk = (type: number, bytes: Uint8Array): Buffer =>
    Buffer.concat([Buffer.from([type, bytes.length & 0xff, (bytes.length >> 8) & 0xff, bytes.length >> 16]), bytes]);
  const content = pieces.map((piece, index) => {
    const sum = Buffer.alloc(4);
    const plain = crc32c(piece);
    sum.writeUInt32LE((((plain >>> 15) | (plain << 17)) + 0xa282ead8) >>> 0);
    return chunk(1 - (index % 2), Buffer.concat([sum, index % 2 === 0 ? piece : snappyRun(piece)]));
  });
  return Buffer.concat([chunk(0xff, Buffer.from('sNaPpY')), ...content]);
}

export const snappySamples = (): readonly ContainerSample[] => [
  {
    variant: 'stored and packed',
    bytes: Buffer.concat([
      snappyChunks([pageWith('mark-one'), pageWith('mark-two')]),
      // A chunk that may be passed over, and what is none.
      Buffer.from([0x80, 12, 0, 0]),
      Buffer.from('mark-skipped'),
      Buffer.from('\x02 mark-behind'),
    ]),
    marks: ['mark-one', 'mark-two', 'mark-skipped', 'mark-behind'],
  },
];

export function avmlOf(ranges: readonly { readonly address: bigint; readonly pages: readonly string[] }[]): Buffer {
  return Buffer.concat(
    ranges.flatMap(({ address, pages }) => {
      const header = Buffer.alloc(32);
      header.write('AVML\x02', 'latin1');
      header.writeBigUInt64LE(address, 8);
      header.writeBigUInt64LE(address + BigInt(PAGE_BYTES * pages.length) - 1n, 16);
      const packed = snappyChunks(pages.map(pageWith));
      const length = Buffer.alloc(8);
      length.writeBigUInt64LE(BigInt(packed.length));
      return [header, packed, length];
    }),
  );
}

export const avmlSamples = (): readonly ContainerSample[] => [
  {
    variant: 'two ranges',
    bytes: Buffer.concat([
      avmlOf([
        { address: 0x1000n, pages: ['mark-a', 'mark-b'] },
        { address: 0x100000n, pages: ['mark-c'] },
      ]),
      Buffer.from('mark-behind'),
    ]),
    marks: ['mark-a', 'mark-b', 'mark-c', 'mark-behind'],
  },
];

export const qemuMigrationSamples = (): readonly ContainerSample[] => [
  {
    variant: 'pages that are plain and packed',
    bytes: qemuMigration({
      blocks: { 'pc.ram': 64, 'mark-block': 8 },
      rounds: [
        [
          { block: 'pc.ram', page: 1, as: 'plain', bytes: pageWith('mark-plain') },
          { block: 'pc.ram', page: 2, as: 'packed', bytes: pageWith('mark-packed') },
          { block: 'mark-block', page: 0, as: 'plain', bytes: pageWith('mark-other') },
        ],
        [{ block: 'pc.ram', page: 1, as: 'plain', bytes: pageWith('mark-again') }],
      ],
      devices: Buffer.from('mark-devices'),
    }),
    marks: ['mark-block', 'mark-plain', 'mark-packed', 'mark-other', 'mark-again', 'mark-devices'],
  },
];

export function perfDataSamples(): readonly ContainerSample[] {
  const stacks = ['<mark of one>', '<mark of two>', '<mark of three>'].map((mark) => Buffer.from(mark.padEnd(64, '.')));
  const variants = {
    file: {},
    piped: { isPiped: true },
    packed: { isPacked: true },
    'big-endian': { littleEndian: false },
  };
  return Object.entries(variants).map(([variant, how]) => ({
    variant,
    bytes: perfData(stacks, how),
    marks: ['<mark of one>', '<mark of two>', '<mark of three>'],
  }));
}
