/**
 * Names of a process's memory, as in /proc/PID/maps, derived from the content of a core: the core itself names only mappings of
 * files (NT_FILE). Memory that the core does not identify gets no name.
 */
import { nameStacks, type Span, sortSpans, spanHolding } from './address-spans.ts';
import type { CoreNotes } from './elf-notes.ts';
import type { Segment } from './elf-segments.ts';
import { type NamedRange, nameByAddress } from './region-layout.ts';
import type { Region } from './view.ts';

/** Types of NT_AUXV, from getauxval(3). */
const AT_ENTRY = 9;
const AT_EXECFN = 31;
const AT_SYSINFO_EHDR = 33;

/**
 * How far after the program Linux places the heap: arch_randomize_brk() takes up to 1 GiB on x86-64 and arm64, 32 MiB elsewhere,
 * and the program's own .bss is in between.
 */
const MAX_HEAP_DISTANCE = (1n << 30n) + (32n << 20n);

interface Mapped extends Span {
  readonly isWritable: boolean;
}

export function nameProcessMemory(
  regions: readonly Region[],
  segments: readonly Segment[],
  notes: CoreNotes,
): Region[] {
  const spans = spansOf(segments);
  const ranges = [...notes.files, ...nameStacks(spans, notes.stackPointers)];
  const taken = new Set(ranges.map(({ start }) => start));
  const nameless = spans.filter(({ start }) => !taken.has(start));
  const known = [...bss(nameless, spans, notes.files), ...systemSpans(nameless, notes)];
  const heap = findHeap(nameless, known, notes);
  return nameByAddress(nameByAddress(regions, ranges), heap === undefined ? known : [...known, heap]);
}

function spansOf(segments: readonly Segment[]): Mapped[] {
  return sortSpans(
    segments.map(({ virtualAddress: start, memoryBytes, isWritable }) => {
      return { start, end: start + BigInt(memoryBytes), isWritable };
    }),
  );
}

/**
 * Nameless writable memory directly after a writable mapping of a file that is not the file's first: the part of a module's data
 * without bytes in the file. A single mapping may be anything, and a mapping without a path is no module: a ring of io_uring is
 * `anon_inode:[io_uring]`, twice.
 */
function bss(nameless: readonly Mapped[], spans: readonly Mapped[], files: readonly NamedRange[]): NamedRange[] {
  const endsAt = new Map(files.map((file) => [file.end, file]));
  return nameless.flatMap(({ start, end, isWritable }) => {
    const file = endsAt.get(start);
    if (!isWritable || file?.moduleBase === undefined || file.moduleBase === file.start) return [];
    if (!file.name.startsWith('/')) return [];
    if (spanHolding(spans, start - 1n)?.isWritable !== true) return [];
    return [{ start, end, name: `${file.name} .bss` }];
  });
}

function systemSpans(nameless: readonly Mapped[], notes: CoreNotes): NamedRange[] {
  const addresses = { '[vdso]': notes.auxiliary.get(AT_SYSINFO_EHDR), '[stack]': notes.auxiliary.get(AT_EXECFN) };
  return Object.entries(addresses).flatMap(([name, address]) => {
    const span = address === undefined ? undefined : spanHolding(nameless, address);
    return span === undefined ? [] : [{ start: span.start, end: span.end, name }];
  });
}

/** The first nameless writable memory after the program, which is the module that contains AT_ENTRY. */
function findHeap(nameless: readonly Mapped[], known: readonly NamedRange[], notes: CoreNotes): NamedRange | undefined {
  const entry = notes.auxiliary.get(AT_ENTRY);
  if (entry === undefined) return undefined;
  const program = notes.files.find(({ start, end }) => start <= entry && entry < end);
  if (program?.moduleBase === undefined) return undefined;
  const inProgram = (file: NamedRange) => file.name === program.name && file.moduleBase === program.moduleBase;
  const programEnd = notes.files.findLast(inProgram)!.end;
  const taken = new Set(known.map(({ start }) => start));
  const heap = nameless.find(({ start, isWritable }) => start >= programEnd && isWritable && !taken.has(start));
  const nextFile = notes.files.find(({ start }) => start >= programEnd);
  if (heap === undefined || heap.start - programEnd > MAX_HEAP_DISTANCE) return undefined;
  if (nextFile !== undefined && nextFile.start < heap.start) return undefined;
  return { start: heap.start, end: heap.end, name: '[heap]' };
}
