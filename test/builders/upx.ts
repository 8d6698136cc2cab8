/** Writes programs as UPX packs them (packhead.cpp, p_unix.h, linux.h of its source), for tests. Independent of src. */
import { packNrv } from './nrv.ts';

export interface PackHeader {
  /** 9 Win32 PE, 22 Linux x86-64, 3 DOS EXE … */
  readonly format: number;
  readonly method?: number;
  readonly version?: number;
  readonly level?: number;
  readonly checksum?: 'wrong';
  /** Of what is packed. */
  readonly packedSum?: number;
}

export function packHeader({ format, method = 14, version = 14, level = 9, checksum, packedSum }: PackHeader): Buffer {
  const header = Buffer.alloc(format === 3 ? 27 : 32, 'sizes');
  header.write('UPX!');
  header.set([version, format, method, level], 4);
  if (packedSum !== undefined) header.writeUInt32LE(packedSum, 12);
  const sum = header.subarray(4, -1).reduce((total, byte) => total + byte, 0) % 251;
  header[header.length - 1] = checksum === 'wrong' ? (sum + 1) % 251 : sum;
  return header;
}

/** An ELF as UPX leaves it: the magic number behind the program headers, and the pack header at the end. */
export function upxElf(packed: Uint8Array | string, header: Uint8Array, behind: Uint8Array | string = ''): Buffer {
  const head = Buffer.alloc(0x100);
  head.write('\x7fELF\x02\x01\x01');
  head.writeUInt16LE(3, 16);
  head.writeUInt32LE(64, 32); // e_phoff
  head.write('UPX!', 0xec);
  return Buffer.concat([head, Buffer.from(packed as string), header, Buffer.alloc(4), Buffer.from(behind as string)]);
}

export interface PackedSegment {
  readonly start: number;
  readonly content: Buffer;
  readonly isWritten?: boolean;
}

/** An ELF of 64 bits, or of 32, whose header and program headers come first; between segments lies `filler`. */
export function elfProgram(segments: readonly PackedSegment[], bits: 32 | 64, behind: string): Buffer {
  const [headerBytes, entryBytes] = bits === 64 ? [64, 56] : [52, 32];
  const size = Math.max(...segments.map(({ start, content }) => start + content.length));
  const program = Buffer.alloc(size, 'filler ');
  for (const { start, content } of segments) content.copy(program, start);
  program.fill(0, 0, headerBytes + entryBytes * segments.length);
  program.write(bits === 64 ? '\x7fELF\x02\x01\x01' : '\x7fELF\x01\x01\x01', 'latin1');
  program.writeUInt16LE(3, 16);
  program.writeUInt32LE(headerBytes, bits === 64 ? 32 : 28);
  program.writeUInt16LE(entryBytes, bits === 64 ? 54 : 42);
  program.writeUInt16LE(segments.length, bits === 64 ? 56 : 44);
  for (const [index, { start, content, isWritten }] of segments.entries()) {
    const at = headerBytes + index * entryBytes;
    program.writeUInt32LE(1, at);
    program.writeUInt32LE(isWritten ? 6 : 5, at + (bits === 64 ? 4 : 24));
    program.writeUInt32LE(start, at + (bits === 64 ? 8 : 4));
    program.writeUInt32LE(content.length, at + (bits === 64 ? 32 : 16));
  }
  return Buffer.concat([program, Buffer.from(behind)]);
}

/** b_info, and what it is of: packed where it ends in a run of one byte, else stored. */
function upxBlock(content: Buffer): Buffer {
  let run = 1;
  while (content.at(-run - 1) === content.at(-1) && run < content.length) run++;
  const literals = [...content.subarray(0, content.length - run + 1)];
  const packed =
    run < 64 ? content : packNrv([...literals, { distance: 1, length: run - 1 }], { kind: '2b', wordBytes: 4 });
  const head = Buffer.alloc(12);
  head.writeUInt32LE(content.length, 0);
  head.writeUInt32LE(packed.length, 4);
  head[8] = run < 64 ? 0 : 2;
  return Buffer.concat([head, packed]);
}

/** A block that holds `bytes` zeros. */
export function zerosBlock(bytes: number): Buffer {
  const packed = packNrv([0, { distance: 1, length: bytes - 1 }], { kind: '2b', wordBytes: 4 });
  const head = Buffer.alloc(12);
  head.writeUInt32LE(bytes, 0);
  head.writeUInt32LE(packed.length, 4);
  head[8] = 2;
  return Buffer.concat([head, packed]);
}

/** As UPX leaves it. @param isLibrary its first segment stays as it is, and so do those that are written to */
export function packElf(
  program: Buffer,
  segments: readonly PackedSegment[],
  { isLibrary = false, behind = '', lost = -1, more = [] as readonly Buffer[] } = {},
): Buffer {
  const headerBytes =
    program.readUInt16LE(program[4] === 2 ? 56 : 44) * (program[4] === 2 ? 56 : 32) + (program[4] === 2 ? 64 : 52);
  const ends: number[] = [headerBytes];
  const loaded = segments
    .filter(({ isWritten }, index) => !isLibrary || (index > 0 && isWritten !== true))
    .map(({ start, content }) => program.subarray(Math.max(start, headerBytes), start + content.length));
  const gaps: Buffer[] = [];
  for (const { start, content } of segments) {
    if (start > ends.at(-1)!) gaps.push(program.subarray(ends.at(-1), start));
    ends.push(start + content.length);
  }
  gaps.push(program.subarray(ends.at(-1)));
  const kept = Buffer.alloc(isLibrary ? 1000 : 64, 'kept ');
  kept.fill(0, 0, 64);
  program.copy(kept, 0, 0, 16);
  const phoffAt = program[4] === 2 ? 32 : 28;
  program.copy(kept, phoffAt, phoffAt, phoffAt + 4);
  const info = Buffer.alloc(24);
  info.write('UPX!', 4);
  info.writeUInt32LE(program.length, 16);
  const between = gaps.map(upxBlock);
  const blocks = [program.subarray(0, headerBytes), ...loaded].map(upxBlock).filter((_, index) => index !== lost);
  const front = Buffer.concat([kept, info, ...blocks, ...more, Buffer.alloc(12), Buffer.alloc(500, 'stub')]);
  return Buffer.concat([
    ...[front, Buffer.alloc((4 - (front.length % 4)) % 4)],
    ...between,
    Buffer.from('\0\0\0\0UPX!\0\0\0\0', 'latin1'),
    packHeader({ format: 22, packedSum: adler32([...blocks, ...between].map((block) => block.subarray(12))) }),
    Buffer.from(behind),
  ]);
}

/** A program of Windows without sections, and its content behind its pack header. */
export function packPe(content: Buffer): Buffer {
  const packed = packNrv([...content], { kind: '2b', wordBytes: 4 });
  const head = Buffer.alloc(512);
  head.write('MZ');
  head.writeUInt32LE(64, 60);
  head.write('PE\0\0', 64);
  const header = packHeader({ format: 9, method: 2 });
  header.writeUInt32LE(adler32([content]), 8);
  header.writeUInt32LE(adler32([packed]), 12);
  header.writeUInt32LE(content.length, 16);
  header.writeUInt32LE(packed.length, 20);
  header[31] = header.subarray(4, 31).reduce((sum, byte) => sum + byte, 0) % 251;
  return Buffer.concat([head, header, packed]);
}

/** RFC 1950, section 8.2. */
function adler32(parts: readonly Uint8Array[]): number {
  let [low, high] = [1, 0];
  for (const part of parts)
    for (const byte of part) {
      low = (low + byte) % 65_521;
      high = (high + low) % 65_521;
    }
  return high * 2 ** 16 + low;
}
