/** MINIDUMP_THREAD_LIST, MINIDUMP_THREAD_EX_LIST and MINIDUMP_EXCEPTION_STREAM: stacks and registers (CONTEXT). */
import type { Fields } from './fields.ts';
import type { Mapping } from './mapped-memory.ts';
import { checkedCount, readMemoryDescriptor } from './minidump-memory.ts';
import { entriesOf, type Stream, StreamType } from './minidump-streams.ts';
import type { Region } from './view.ts';

export interface DumpedThread {
  /** Its `offset` is 0 if the bytes are only in a memory list. */
  readonly stack?: Mapping & { readonly name: string };
  readonly registers?: Region;
}

/** @throws FormatError */
export function readThreads(fields: Fields, stream: Stream): DumpedThread[] {
  const entryBytes = stream.type === StreamType.threadExList ? 64 : 48;
  const count = checkedCount(fields.u32(stream.offset), stream, entryBytes);
  const entries = entriesOf(stream, count, entryBytes);
  return Array.from({ length: count }, (_, index) => {
    const at = entries + index * entryBytes;
    const stack = readMemoryDescriptor(fields, at + 24); // 24 16  Stack
    const registers = readLocation(fields, at + 40); // 40  8  ThreadContext
    const thread = `thread ${index + 1}`;
    return {
      ...(stack.length === 0 ? {} : { stack: { ...stack, name: `${thread} stack` } }),
      ...(isEmpty(registers) ? {} : { registers: { ...registers, name: `${thread} registers` } }),
    };
  });
}

/** @throws FormatError */
export function readExceptionRegisters(fields: Fields, stream: Stream): Region[] {
  const registers = readLocation(fields, stream.offset + 160); // 160  8  ThreadContext, after the exception record
  return isEmpty(registers) ? [] : [{ ...registers, name: 'exception registers' }];
}

/** MINIDUMP_LOCATION_DESCRIPTOR, 8 bytes. */
export function readLocation(fields: Fields, at: number): { readonly length: number; readonly offset: number } {
  return {
    length: fields.u32(at), //  0  4  DataSize
    offset: fields.u32(at + 4), //  4  4  Rva
  };
}

export function isEmpty({ offset, length }: { readonly offset: number; readonly length: number }): boolean {
  return offset === 0 || length === 0;
}
