/**
 * Windows minidump, also as written by Breakpad, Crashpad, .NET and wine: minidumpapiset.h (MINIDUMP_HEADER and the structures it
 * points to), Breakpad's minidump_format.h for its own streams, Crashpad's minidump_extensions.h. Read: MemoryList, Memory64List,
 * ModuleList, MemoryInfoList, ThreadList, ThreadExList, Exception, SystemInfo, Linux maps, Crashpad annotations; every other
 * stream is one region with the stream's name. `PMDM`, which Breakpad writes on big-endian machines, is read as well. Strings
 * outside the streams are scanned like everything else, without a name.
 */
import { FormatError } from '../model/errors.ts';
import { noteAccess } from './access.ts';
import { beginsWith } from './begins-with.ts';
import { Fields } from './fields.ts';
import { MappedMemory } from './mapped-memory.ts';
import { readCrashpadAnnotations } from './minidump-crashpad.ts';
import { readMemory64List, readMemoryList } from './minidump-memory.ts';
import { readLinuxMaps, readMemoryInfo, readModules } from './minidump-names.ts';
import { pointerBytesOf, type Stream, StreamType, streamName } from './minidump-streams.ts';
import { readExceptionRegisters, readThreads } from './minidump-threads.ts';
import { cutOff, layOut, type NamedRange, nameByAddress, overlay, tooMany } from './region-layout.ts';
import type { Region, Trouble, View, ViewReader } from './view.ts';

const FORMAT = 'minidump';
/** The writers named above make fewer than 40. */
const MAX_STREAMS = 4096;

export const minidump: ViewReader = {
  id: 'minidump',
  title: 'Windows minidump (also Breakpad and Crashpad)',
  headBytes: 8,

  sniff(head: Uint8Array): boolean {
    // The low half of the version is a constant, 0xa793; the high half is the writer's own.
    if (beginsWith(head, 'MDMP')) return head[4] === 0x93 && head[5] === 0xa7;
    return beginsWith(head, 'PMDM') && head[6] === 0xa7 && head[7] === 0x93;
  },

  open(source): View {
    const head = source.read(0, Math.min(minidump.headBytes, source.size));
    if (!minidump.sniff(head)) throw new FormatError(`${FORMAT}: expected the signature MDMP and version 0xa793`);
    const fields = new Fields(source, head[0] === 0x4d);
    const troubles: Trouble[] = [];
    const streams = readDirectory(fields, troubles);
    return openStreams(fields, streams, troubles);
  },
};

function readDirectory(fields: Fields, troubles: Trouble[]): Stream[] {
  const count = fields.u32(8); //  8  4  NumberOfStreams
  const directory = fields.u32(12); // 12  4  StreamDirectoryRva
  const fitting = Math.max(0, Math.floor((fields.size - directory) / 12));
  troubles.push(...tooMany(FORMAT, 'streams', count, MAX_STREAMS));
  troubles.push(...cutOff(FORMAT, [{ offset: directory, length: count * 12 }], fields.size));
  return Array.from({ length: Math.min(count, fitting, MAX_STREAMS) }, (_, index) => {
    const at = directory + index * 12;
    //  0  4  StreamType, 4  4  DataSize, 8  4  Rva
    return { type: fields.u32(at), length: fields.u32(at + 4), offset: fields.u32(at + 8) };
  });
}

function openStreams(fields: Fields, streams: readonly Stream[], troubles: Trouble[]): View {
  /** The entries of the first stream of a type; a damaged stream gives none, and a trouble. */
  function list<T>(type: number, read: (fields: Fields, stream: Stream) => T[]): T[] {
    const stream = streams.find((candidate) => candidate.type === type);
    if (stream === undefined) return [];
    try {
      return read(fields, stream);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      const message = `${FORMAT}: stream "${streamName(type)}": ${error.message}`;
      troubles.push({ code: error.code, message });
      return [];
    }
  }

  const { size } = fields;
  const threads = [...list(StreamType.threadList, readThreads), ...list(StreamType.threadExList, readThreads)];
  const stacks = threads.flatMap(({ stack }) => stack ?? []);
  const writtenStacks = stacks.filter(({ offset }) => offset > 0);
  const parts = [...list(StreamType.memoryList, readMemoryList), ...list(StreamType.memory64List, readMemory64List)];
  const details: Region[] = [
    ...threads.flatMap(({ registers }) => registers ?? []),
    ...list(StreamType.exception, readExceptionRegisters),
    ...list(StreamType.crashpadInfo, readCrashpadAnnotations),
  ];
  const named = streams
    .filter(({ length }) => length > 0)
    .map(({ type, offset, length }) => ({ offset, length, name: streamName(type) }));

  const tables = [list(StreamType.linuxMaps, readLinuxMaps), list(StreamType.memoryInfoList, readMemoryInfo)];
  const names: NamedRange[][] = [
    stacks.map(({ address, length, name }) => ({ start: address, end: address + BigInt(length), name })),
    list(StreamType.moduleList, readModules),
    ...tables,
  ];
  const laidOut = overlay(layOut(parts, size), layOut(writtenStacks, size));
  const memory = noteAccess(names.reduce(nameByAddress, laidOut), tables.flat());
  const [pointerBytes] = list(StreamType.systemInfo, (_, { offset }) => [pointerBytesOf(fields.u16(offset))]);
  return {
    id: minidump.id,
    regions: overlay(overlay(layOut(named, size), memory), layOut(details, size)),
    memory: new MappedMemory(fields.source, [...parts, ...writtenStacks], {
      pointerBytes,
      littleEndian: fields.littleEndian,
    }),
    troubles: [...troubles, ...cutOff(FORMAT, [...named, ...parts, ...writtenStacks, ...details], size)],
  };
}
