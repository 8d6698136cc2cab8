/** MINIDUMP_MEMORY_LIST and MINIDUMP_MEMORY64_LIST: where the memory of the process is in the file. */
import { FormatError } from '../model/errors.ts';
import type { Fields } from './fields.ts';
import type { Mapping } from './mapped-memory.ts';
import { entriesOf, type Stream } from './minidump-streams.ts';
import { MAX_REGIONS } from './region-layout.ts';

/** @throws FormatError */
export function readMemoryList(fields: Fields, stream: Stream): Mapping[] {
  const count = checkedCount(fields.u32(stream.offset), stream, 16);
  const entries = entriesOf(stream, count, 16);
  return Array.from({ length: count }, (_, index) => readMemoryDescriptor(fields, entries + index * 16)).filter(
    ({ length }) => length > 0,
  );
}

/** MINIDUMP_MEMORY_DESCRIPTOR, 16 bytes. */
export function readMemoryDescriptor(fields: Fields, at: number): Mapping {
  return {
    address: fields.u64(at), //  0  8  StartOfMemoryRange
    length: fields.u32(at + 8), //  8  4  DataSize
    offset: fields.u32(at + 12), // 12  4  Rva
  };
}

/** The bytes of all ranges follow one another. @throws FormatError */
export function readMemory64List(fields: Fields, stream: Stream): Mapping[] {
  const count = checkedCount(fields.size64(stream.offset), stream, 16); //  0  8  NumberOfMemoryRanges
  let offset = fields.size64(stream.offset + 8); //  8  8  BaseRva
  const mappings: Mapping[] = [];
  for (let index = 0; index < count; index++) {
    const at = stream.offset + 16 + index * 16;
    const address = fields.u64(at); //  0  8  StartOfMemoryRange
    const length = fields.size64(at + 8); //  8  8  DataSize
    if (length > 0) mappings.push({ address, offset, length });
    offset = Math.min(offset + length, Number.MAX_SAFE_INTEGER);
  }
  return mappings;
}

/** @throws FormatError if a stream of this length cannot have so many entries, or if there are more than we keep */
export function checkedCount(count: number, stream: Stream, entryBytes: number, limit: number = MAX_REGIONS): number {
  if (count > limit) throw new FormatError(`expected at most ${limit} entries, found ${count}`, 'unsupported');
  if (count * entryBytes <= stream.length) return count;
  throw new FormatError(`expected ${count} entries of ${entryBytes} bytes, found a stream of ${stream.length} bytes`);
}
