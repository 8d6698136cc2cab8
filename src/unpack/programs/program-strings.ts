/**
 * Strings in programs of Go and Rust stand one right behind the other, without a NUL: where each begins only the instructions and the
 * data say that name it, and where it ends the next one. Those that a neighbour could belong to come one a line. In a file of objects
 * nothing has an address yet, and they are seen as they lie.
 */

import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { sliceOf } from '../../bytes/joined-source.ts';
import { MemorySource } from '../../bytes/memory-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { gluedLines } from './glued-lines.ts';
import { type Machine, marksOf, type ProgramPart } from './program-references.ts';

/** What can be asked about a program. */
export interface Program {
  readonly machine: Machine;
  readonly parts: readonly ProgramPart[];
  /** Where pointers may count from, if not from zero. */
  readonly base: number;
  /** Linked for one address, so that instructions hold addresses as they are. */
  readonly isFixed?: boolean;
  /** Known to keep its strings so, whatever its constants say: Go tells it in the name of a section. */
  readonly keepsGlued: boolean;
  /** Of the entry. */
  readonly name: string;
}

/** The standard library of Rust says where it stops a program, by the path at which it was built: `/rustc/<commit>/library`, Debian's `/usr/src/rustc-1.85.0/library`. */
const RUST_PATHS = [Buffer.from('/rustc/'), Buffer.from('/rustc-')];
/** The first of what Go's linker says about a build (debug/buildinfo): PE has no section of that name. */
const GO_BUILD_INFO = [Buffer.from('\xff Go buildinf:', 'latin1')];
/** All parts with constants together: a bit is kept for each byte. */
const MAX_CONSTANT_BYTES = 512 << 20;

/** The entry of all strings of the program, where it is one of those. */
export function* stringsOf(source: ByteSource, program: Program, budget: Budget): Generator<Entry | Trouble> {
  const parts = apart(program.parts, source.size);
  if (!program.keepsGlued && !parts.some((part) => namesItsMaker(source, part, budget))) return;
  const kept: ProgramPart[] = [];
  let constants = 0;
  for (const part of parts) {
    if (part.holds === 'constants') constants += part.size;
    if (part.holds !== 'constants' || constants <= MAX_CONSTANT_BYTES) kept.push(part);
  }
  yield { name: program.name, open: () => linesOf(source, { ...program, parts: kept }, budget) };
  if (constants > MAX_CONSTANT_BYTES) {
    const message = `${MAX_CONSTANT_BYTES} bytes of constants are read at most: others are scanned as is`;
    yield { trouble: { code: 'unsupported', message }, name: program.name };
  }
}

/** What the file has of each part, so that no byte of it and no address is in two: as linkers write them. In the order of addresses. */
function apart(parts: readonly ProgramPart[], size: number): ProgramPart[] {
  const inFile = parts.filter(({ start }) => start < size).sort((one, other) => one.start - other.start);
  const whole = inFile.map((part, index) => {
    const end = Math.min(inFile[index + 1]?.start ?? size, size);
    return { ...part, size: Math.min(part.size, end - part.start) };
  });
  whole.sort((one, other) => one.address - other.address);
  return whole
    .map((part, index) => {
      const next = whole[index + 1]?.address ?? Number.POSITIVE_INFINITY;
      return { ...part, size: Math.min(part.size, next - part.address) };
    })
    .filter((part) => part.size > 0);
}

function namesItsMaker(source: ByteSource, { holds, start, size }: ProgramPart, budget: Budget): boolean {
  if (holds === 'code') return false;
  const wanted = holds === 'constants' ? RUST_PATHS : GO_BUILD_INFO;
  // Go's stands at the beginning of its data.
  const end = holds === 'constants' ? start + size : start + Math.min(size, PIECE_BYTES);
  for (let at = start; at < end; at += PIECE_BYTES) {
    budget.checkTime();
    const bytes = source.read(at, Math.min(PIECE_BYTES + wanted[0]!.length, end - at));
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    if (wanted.some((each) => piece.includes(each))) return true;
  }
  return false;
}
/** That are read at once, and handed on at once. */
const PIECE_BYTES = 1 << 20;

/** In the order in which code names them: an id and its secret stand side by side there, and nowhere else. */
async function* linesOf(source: ByteSource, program: Program, budget: Budget): AsyncGenerator<Uint8Array> {
  for (const marks of marksOf(source, program, budget)) {
    const { start, size } = marks.part;
    const isHeld = size <= MAX_HELD_BYTES;
    const constants = isHeld
      ? new MemorySource(source.read(start, size))
      : new ReadAheadSource(sliceOf(source, start, start + size));
    let lines: Uint8Array[] = [];
    let held = 0;
    for (const from of marks.offsets(isHeld ? 'as named' : 'as they lie')) {
      for (const line of gluedLines(constants, from, marks.nextBehind(from))) {
        // A line of a few bytes would keep all that was read with it.
        lines.push(isHeld ? line : line.slice(), LINE_FEED);
        held += line.length + 1;
      }
      if (held < PIECE_BYTES) continue;
      budget.checkTime();
      yield Buffer.concat(lines);
      [lines, held] = [[], 0];
    }
    if (held > 0) yield Buffer.concat(lines);
  }
}

/** Constants that are held at once, so that they can be read in any order: more than programs have that nobody put data into. */
const MAX_HELD_BYTES = 32 << 20;

const LINE_FEED = Uint8Array.of(0x0a);
