/** Names of addresses in a minidump: MINIDUMP_MODULE_LIST, MINIDUMP_MEMORY_INFO_LIST, and /proc/PID/maps in Breakpad's stream. */
import type { Access } from './access.ts';
import type { Fields } from './fields.ts';
import { checkedCount } from './minidump-memory.ts';
import { entriesOf, type Stream } from './minidump-streams.ts';
import { ModuleBases } from './module-bases.ts';
import { MAX_REGIONS, type NamedRange } from './region-layout.ts';

/** Windows paths may have 32,767 characters; a name in a report needs no more than this. */
const MAX_NAME_BYTES = 2048;
/** Each has a name somewhere in the file, which takes a read. Large processes load a thousand. */
const MAX_MODULES = 1 << 16;
/** 65,530 mappings, the default limit of Linux, with paths of 200 bytes. */
const MAX_MAPS_BYTES = 16 << 20;

/** @throws FormatError */
export function readModules(fields: Fields, stream: Stream): NamedRange[] {
  const count = checkedCount(fields.u32(stream.offset), stream, 108, MAX_MODULES);
  const entries = entriesOf(stream, count, 108);
  const modules = Array.from({ length: count }, (_, index) => {
    const at = entries + index * 108;
    return {
      start: fields.u64(at), //  0  8  BaseOfImage
      bytes: fields.u32(at + 8), //  8  4  SizeOfImage
      nameAt: fields.u32(at + 20), // 20  4  ModuleNameRva
    };
  });
  return modules.map(({ start, bytes, nameAt }) => {
    return { start, end: start + BigInt(bytes), name: readString(fields, nameAt), moduleBase: start };
  });
}

/** MINIDUMP_STRING: byte count without the terminator, then UTF-16. One that reaches outside the file gives no name. */
function readString(fields: Fields, at: number): string {
  if (at + 4 > fields.size) return '(module)';
  const length = Math.min(fields.u32(at), MAX_NAME_BYTES, fields.size - at - 4);
  return fields.utf16(at + 4, length - (length % 2)) || '(module)';
}

const MEM_COMMIT = 0x1000;
const TYPES: ReadonlyMap<number, string> = new Map([
  [0x20000, 'private memory'],
  [0x40000, 'mapped memory'],
  [0x1000000, 'image memory'],
]);

/** PAGE_READONLY, PAGE_EXECUTE, PAGE_EXECUTE_READ: the low byte of Protect, above which are modifiers. */
const PAGE_READ_ONLY: ReadonlySet<number> = new Set([0x02, 0x10, 0x20]);
const PAGE_EXECUTE_ANY = 0xf0;

/** Memory that a table names, and what the process may do with it. */
export type MemoryRange = NamedRange & Access;

/** @throws FormatError */
export function readMemoryInfo(fields: Fields, stream: Stream): MemoryRange[] {
  const headerBytes = fields.u32(stream.offset); //  0  4  SizeOfHeader
  const entryBytes = Math.max(48, fields.u32(stream.offset + 4)); //  4  4  SizeOfEntry
  const count = checkedCount(fields.size64(stream.offset + 8), stream, entryBytes); //  8  8  NumberOfEntries
  const ranges: MemoryRange[] = [];
  for (let index = 0; index < count; index++) {
    const at = stream.offset + headerBytes + index * entryBytes;
    const start = fields.u64(at); //  0  8  BaseAddress
    const end = start + fields.u64(at + 24); // 24  8  RegionSize
    const name = TYPES.get(fields.u32(at + 40)); // 40  4  Type
    if (fields.u32(at + 32) !== MEM_COMMIT || name === undefined) continue; // 32  4  State
    const protect = fields.u32(at + 36) & 0xff; // 36  4  Protect
    const isExecutable = (protect & PAGE_EXECUTE_ANY) !== 0;
    ranges.push({ start, end, name, isWritable: !PAGE_READ_ONLY.has(protect), isExecutable });
  }
  return ranges;
}

const MAPS_LINE = /^([0-9a-f]{1,16})-([0-9a-f]{1,16}) \S(\S)(\S)\S ([0-9a-f]{1,16}) \S+ \d+ +(\S.*)$/;

/** @throws FormatError */
export function readLinuxMaps(fields: Fields, stream: Stream): MemoryRange[] {
  const length = Math.min(stream.length, MAX_MAPS_BYTES, Math.max(0, fields.size - stream.offset));
  const text = Buffer.from(fields.source.read(Math.min(stream.offset, fields.size), length)).toString('utf8');
  const bases = new ModuleBases();
  const ranges: MemoryRange[] = [];
  for (const line of text.split('\n')) {
    if (ranges.length >= MAX_REGIONS) break;
    const [, from, to, w, x, fileOffset, path] = MAPS_LINE.exec(line.slice(0, 5000)) ?? [];
    if (from === undefined || to === undefined || path === undefined) continue;
    const [start, end, name] = [BigInt(`0x${from}`), BigInt(`0x${to}`), path.slice(0, MAX_NAME_BYTES)];
    const moduleBase = path.startsWith('/') ? bases.baseOf(path, start, BigInt(`0x${fileOffset}`)) : undefined;
    const access = { isWritable: w !== '-', isExecutable: x === 'x' };
    ranges.push({ start, end, name, ...access, ...(moduleBase === undefined ? {} : { moduleBase }) });
  }
  return ranges;
}
