/**
 * Mach-O core (MH_CORE), as written by macOS and lldb: mach-o/loader.h and mach/machine/thread_status.h of xnu. Read: 32 and 64
 * bit, both byte orders, LC_SEGMENT, LC_SEGMENT_64, LC_THREAD, and of LC_NOTE each note's bytes and the names in `all image infos`
 * (written by lldb). Not read: images that are named only by dyld's own structures in the memory.
 */
import { FormatError } from '../model/errors.ts';
import { type Access, accessOf } from './access.ts';
import { nameStacks, type Span, sortSpans } from './address-spans.ts';
import { Fields } from './fields.ts';
import { readImageNames } from './macho-images.ts';
import { readThreads } from './macho-threads.ts';
import { MappedMemory, type Mapping } from './mapped-memory.ts';
import { cutOff, layOut, MAX_REGIONS, nameByAddress, overlay, tooMany } from './region-layout.ts';
import type { Region, View, ViewReader } from './view.ts';

const FORMAT = 'Mach-O core';
const MH_CORE = 4;
const LC_SEGMENT = 0x1;
const LC_THREAD = 0x4;
const LC_SEGMENT_64 = 0x19;
const LC_NOTE = 0x31;
const VM_PROT_WRITE = 2;
const VM_PROT_EXECUTE = 4;

export const machoCore: ViewReader = {
  id: 'macho-core',
  title: 'Mach-O core dump (macOS)',
  headBytes: 16,

  sniff(head: Uint8Array): boolean {
    return headerOf(head) !== undefined;
  },

  open(source): View {
    const header = headerOf(source.read(0, Math.min(machoCore.headBytes, source.size)));
    if (header === undefined) throw new FormatError(`${FORMAT}: expected a Mach-O header with file type 4 (MH_CORE)`);
    return readCore(new Fields(source, header.littleEndian), header.wordBytes);
  },
};

interface Header {
  readonly littleEndian: boolean;
  readonly wordBytes: 4 | 8;
}

function headerOf(head: Uint8Array): Header | undefined {
  if (head.length < 16) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  for (const littleEndian of [true, false]) {
    const magic = view.getUint32(0, littleEndian);
    if (magic !== 0xfeedface && magic !== 0xfeedfacf) continue;
    if (view.getUint32(12, littleEndian) !== MH_CORE) return undefined; // 12  4  filetype
    return { littleEndian, wordBytes: magic === 0xfeedfacf ? 8 : 4 };
  }
  return undefined;
}

function readCore(fields: Fields, wordBytes: 4 | 8): View {
  const { size } = fields;
  const processor = fields.u32(4); //  4  4  cputype
  const count = fields.u32(16); // 16  4  ncmds
  const commandBytes = fields.u32(20); // 20  4  sizeofcmds
  const start = wordBytes === 8 ? 32 : 28;
  const commands = readCommands(fields, start, Math.min(start + commandBytes, size));
  const segments = commands.flatMap((command) => readSegment(fields, command));
  const { registers, stackPointers } = readThreads(fields, processor, commands.filter(isThread));
  const notes = commands.flatMap((command) => readNote(fields, command));
  const stacks = nameStacks(sortSpans(segments), stackPointers);
  const memory = segments.filter(({ length }) => length > 0);
  const claims = memory.map(({ offset, length, address, ...access }) => {
    return { offset, length, address, ...accessOf(access) };
  });
  const named = [stacks, readImageNames(fields, notes, segments)].reduce(nameByAddress, layOut(claims, size));
  const details = layOut([...notes, ...registers], size);
  const table = [{ offset: start, length: commandBytes }];
  return {
    id: machoCore.id,
    regions: overlay(named, details),
    memory: new MappedMemory(fields.source, claims, { pointerBytes: wordBytes, littleEndian: fields.littleEndian }),
    troubles: [
      ...cutOff(FORMAT, [...table, ...claims, ...notes, ...registers], size),
      ...tooMany(FORMAT, 'load commands', count),
    ],
  };
}

/** One load command. */
export interface Command {
  readonly type: number;
  readonly offset: number;
  readonly length: number;
}

function readCommands(fields: Fields, start: number, end: number): Command[] {
  const commands: Command[] = [];
  for (let at = start; at + 8 <= end && commands.length < MAX_REGIONS; ) {
    const length = fields.u32(at + 4); //  4  4  cmdsize
    if (length < 8) {
      throw new FormatError(`${FORMAT}: expected a load command of at least 8 bytes at offset ${at}, found ${length}`);
    }
    commands.push({ type: fields.u32(at), offset: at, length: Math.min(length, end - at) }); //  0  4  cmd
    at += length;
  }
  return commands;
}

function isThread({ type }: Command): boolean {
  return type === LC_THREAD;
}

export type CoreSegment = Mapping & Span & Access;

function readSegment(fields: Fields, { type, offset: at, length }: Command): CoreSegment[] {
  if (type === LC_SEGMENT_64 && length >= 72) {
    const start = fields.u64(at + 24); // 24  8  vmaddr
    const end = start + fields.u64(at + 32); // 32  8  vmsize
    const offset = fields.size64(at + 40); // 40  8  fileoff
    const access = readAccess(fields.u32(at + 60)); // 60  4  initprot
    return [{ start, end, address: start, offset, length: fields.size64(at + 48), ...access }]; // 48  8  filesize
  }
  if (type === LC_SEGMENT && length >= 56) {
    const start = BigInt(fields.u32(at + 24)); // 24  4  vmaddr
    const end = start + BigInt(fields.u32(at + 28)); // 28  4  vmsize
    const offset = fields.u32(at + 32); // 32  4  fileoff
    const access = readAccess(fields.u32(at + 44)); // 44  4  initprot
    return [{ start, end, address: start, offset, length: fields.u32(at + 36), ...access }]; // 36  4  filesize
  }
  return [];
}

/** Without any right, which tools write that do not know them, memory may be anything. */
function readAccess(protection: number): Access {
  const isWritable = protection === 0 || (protection & VM_PROT_WRITE) !== 0;
  return { isWritable, isExecutable: (protection & VM_PROT_EXECUTE) !== 0 };
}

function readNote(fields: Fields, { type, offset: at, length }: Command): Region[] {
  if (type !== LC_NOTE || length < 40) return [];
  const owner = fields.text(at + 8, 16); //  8 16  data_owner
  const offset = fields.size64(at + 24); // 24  8  offset
  const bytes = fields.size64(at + 32); // 32  8  size
  return bytes === 0 ? [] : [{ offset, length: bytes, name: `note ${owner}` }];
}
