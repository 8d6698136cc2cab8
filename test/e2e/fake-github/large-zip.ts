import { crc32 } from 'node:zlib';
import { u16, u32 } from '../../builders/numbers.ts';
import type { Content } from './state.ts';

/*
 * A zip that nobody holds: one stored file of `blocks` MiB of zeros, as dumps mostly are, then one with `tail` in it. APPNOTE 6.3.10; all is
 * below 4 GiB.
 */
export function largeZip(blocks: number, name: string, tail: Uint8Array): Content {
  const block = Buffer.alloc(1 << 20);
  const zerosSize = blocks * block.length;
  let zerosCrc = 0;
  for (let i = 0; i < blocks; i++) zerosCrc = crc32(block, zerosCrc);
  const zeros = { name: 'zeros.bin', size: zerosSize, crc: zerosCrc };
  const small = { name, size: tail.length, crc: crc32(tail) };
  const [zerosHead, smallHead] = [localHeader(zeros), localHeader(small)];
  const smallOffset = zerosHead.length + zerosSize;
  const directory = Buffer.concat([centralRecord(zeros, 0), centralRecord(small, smallOffset)]);
  const directoryOffset = smallOffset + smallHead.length + tail.length;
  const end = [u32(0x06054b50), u16(0), u16(0), u16(2), u16(2), u32(directory.length), u32(directoryOffset), u16(0)];
  const closing = Buffer.concat([smallHead, tail, directory, ...end]);
  return {
    size: smallOffset + closing.length,
    async *chunks() {
      yield zerosHead;
      for (let i = 0; i < blocks; i++) yield block;
      yield closing;
    },
  };
}

interface Member {
  readonly name: string;
  readonly size: number;
  readonly crc: number;
}

function localHeader({ name, size, crc }: Member): Buffer {
  return Buffer.concat([u32(0x04034b50), u16(20), ...sharedFields(size, crc, name), Buffer.from(name)]);
}

function centralRecord({ name, size, crc }: Member, offset: number): Buffer {
  const start = [u32(0x02014b50), u16(20), u16(20), ...sharedFields(size, crc, name)];
  // No comment, first disk, no attributes.
  return Buffer.concat([...start, u16(0), u16(0), u16(0), u32(0), u32(offset), Buffer.from(name)]);
}

/** Flags, method 0, time and date, CRC, both sizes, length of the name and of what is behind it. */
function sharedFields(size: number, crc: number, name: string): Buffer[] {
  return [u16(0), u16(0), u16(0), u16(0x21), u32(crc), u32(size), u32(size), u16(name.length), u16(0)];
}
