/**
 * Archives that hold themselves: R. Cox, "Zip Files All The Way Down", 2010. Deflate blocks are a program of two instructions, each as
 * many bytes as the other: *copy* gives the bytes that follow, *repeat* gives the last bytes that came out once more.
 */
import { crc32 } from 'node:zlib';

const INSTRUCTION_BYTES = 10;

/** What stands before and behind the program, with a CRC-32 of all of it where it needs one. */
interface Frame {
  readonly head: Buffer;
  readonly tail: Buffer;
}

/** A gzip of one member (RFC 1952): its CRC-32 and its size stand behind the program. */
export function gzipQuine(): Buffer {
  return solve((crc, size) => {
    const tail = Buffer.alloc(8);
    tail.writeUInt32LE(crc);
    tail.writeUInt32LE(size, 4);
    const head = Buffer.concat([Buffer.from('1f8b0808000000000003', 'hex'), Buffer.from('of-itself.gz\0')]);
    return { head, tail };
  });
}

/** A zip of one file (APPNOTE 4.3.7, 4.3.12, 4.3.16), named `q`. */
export function zipQuine(): Buffer {
  return solve((crc, size, packedSize) => {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc, 10);
    fields.writeUInt32LE(packedSize, 14);
    fields.writeUInt32LE(size, 18);
    fields.writeUInt16LE(1, 22);
    const name = Buffer.from('q');
    const head = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name]);
    const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), fields, Buffer.alloc(14), name]);
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 0, 'latin1');
    end.writeUInt16LE(1, 8);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(central.length, 12);
    end.writeUInt32LE(head.length + packedSize, 16);
    return { head, tail: Buffer.concat([central, end]) };
  });
}

/**
 * A CRC-32 is linear: each bit of the one that is written into the frame changes the one of all bytes in the same way, whatever the others
 * are. So the one that is right is the solution of 32 equations.
 */
function solve(frameOf: (crc: number, size: number, packedSize: number) => Frame): Buffer {
  const { length } = assemble(frameOf(0, 0, 0));
  const { head, tail } = frameOf(0, 0, 0);
  const of = (crc: number): Buffer => assemble(frameOf(crc, length, length - head.length - tail.length));
  const constant = crc32(of(0));
  // Row `bit`: which bits of the answer it depends on, and at the 33rd place what it must be.
  const rows = Array.from({ length: 32 }, (_, bit) => (BigInt((constant >>> bit) & 1) << 32n) | (1n << BigInt(bit)));
  for (let bit = 0; bit < 32; bit++) {
    const changed = crc32(of((1 << bit) >>> 0)) ^ constant;
    for (let row = 0; row < 32; row++) rows[row]! ^= BigInt((changed >>> row) & 1) << BigInt(bit);
  }
  return of(eliminate(rows));
}

/** Gauss over two elements. @throws when there is no solution */
function eliminate(rows: bigint[]): number {
  let rank = 0;
  const pivots: number[] = [];
  for (let bit = 0; bit < 32; bit++) {
    const found = rows.findIndex((row, index) => index >= rank && ((row >> BigInt(bit)) & 1n) === 1n);
    if (found < 0) continue;
    [rows[rank], rows[found]] = [rows[found]!, rows[rank]!];
    for (let row = 0; row < 32; row++)
      if (row !== rank && ((rows[row]! >> BigInt(bit)) & 1n) === 1n) rows[row]! ^= rows[rank]!;
    pivots.push(bit);
    rank++;
  }
  if (rows.slice(rank).some((row) => row !== 0n)) throw new Error('no CRC-32 fits; change a byte of the frame');
  return pivots.reduce((crc, bit, row) => (crc | (Number(rows[row]! >> 32n) << bit)) >>> 0, 0);
}

/** The frame around the program that gives the frame and itself. */
function assemble({ head, tail }: Frame): Buffer {
  const end = Buffer.concat([LAST_BLOCKS, tail]);
  const unit = INSTRUCTION_BYTES;
  const [c4, r4] = [copy(4 * unit), repeat(4 * unit)];
  const [cHead, rHead] = [copy(head.length + unit), repeat(head.length + unit)];
  const [cEnd, rEnd] = [copy(end.length + unit), repeat(end.length + unit)];
  const [c0, c1] = [copy(0), copy(unit)];
  const program = [
    [cHead, head, cHead, rHead],
    [c1, rHead, c1, c1],
    [c4, rHead, c1, c1, c4, r4],
    [c4, r4, c4, r4, c4, r4],
    [c4, r4, c0, c0, cEnd, r4],
    [c0, c0, cEnd, rEnd, end, rEnd],
  ];
  return Buffer.concat([head, ...program.flat(), end]);
}

/** Stored, of nothing, the last of three: so that all that is repeated is 33 bytes or more. */
const LAST_BLOCKS = Buffer.from('000000ffff000000ffff010000ffff', 'hex');
/** A block with fixed codes of nothing, as bits: not the last one, type 01, code 256. */
const EMPTY_BLOCK = '0100000000';
/** A stored block, as bits: not the last one, type 00; its length follows at the next byte. */
const STORED_BLOCK = '000';

/** A stored block. Four blocks of nothing make it as long as an instruction. */
function copy(bytes: number): Buffer {
  return Buffer.concat([packBits(EMPTY_BLOCK.repeat(4) + STORED_BLOCK), lengths(bytes)]);
}

/** A match with fixed codes (RFC 1951, 3.2.5 and 3.2.6), and blocks of nothing. @param bytes 33 to 128: how many, and how far back */
function repeat(bytes: number): Buffer {
  const [lengthCode, lengthExtra, lengthBase] = lengthOf(bytes);
  const [distanceCode, distanceExtra, distanceBase] = distanceOf(bytes);
  const match =
    bits(lengthCode - 256, 7) +
    reversed(bytes - lengthBase, lengthExtra) +
    bits(distanceCode, 5) +
    reversed(bytes - distanceBase, distanceExtra);
  const block = `010${match}${bits(0, 7)}`;
  return Buffer.concat([packBits(block + EMPTY_BLOCK + STORED_BLOCK), lengths(0)]);
}

/** Code, bits behind it, and the smallest length that they say. */
function lengthOf(length: number): readonly [number, number, number] {
  const rows = [31, 35, 43, 51, 59, 67, 83, 99, 115].map(
    (base, index) => [272 + index, 2 + ((index + 3) >> 2), base] as const,
  );
  return rows.findLast(([, , base]) => base <= length)!;
}

function distanceOf(distance: number): readonly [number, number, number] {
  const rows = [33, 49, 65, 97].map((base, index) => [10 + index, 4 + (index >> 1), base] as const);
  return rows.findLast(([, , base]) => base <= distance)!;
}

function lengths(bytes: number): Buffer {
  const field = Buffer.alloc(4);
  field.writeUInt16LE(bytes);
  field.writeUInt16LE(~bytes & 0xffff, 2);
  return field;
}

function bits(value: number, width: number): string {
  return value.toString(2).padStart(width, '0');
}

/** Numbers stand with their lowest bit first, codes with their highest. */
function reversed(value: number, width: number): string {
  return width === 0 ? '' : [...bits(value, width)].reverse().join('');
}

/** The first bit is the lowest of the first byte; the last byte is filled up with zeros. */
function packBits(text: string): Buffer {
  const padded = text.padEnd(Math.ceil(text.length / 8) * 8, '0');
  const bytes = padded.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt([...byte].reverse().join(''), 2)));
}
