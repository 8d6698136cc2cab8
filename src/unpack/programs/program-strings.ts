/**
 * Programs of Go and Rust store their strings back to back, without a NUL. Only the instructions and data that refer to a string tell
 * where it begins; it ends where the next one begins. Strings that a neighbour could be taken for part of come one a line. In an
 * object file nothing has an address yet, so strings are just scanned as is.
 */

import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { sliceOf } from '../../bytes/joined-source.ts';
import { MemorySource } from '../../bytes/memory-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { gluedLines } from './glued-lines.ts';
import { apart, type Machine, marksOf, type ProgramPart } from './program-references.ts';

/** What must be known about a program. */
export interface Program {
  readonly machine: Machine;
  readonly parts: readonly ProgramPart[];
  /** Base of relative pointers, if not zero. */
  readonly base: number;
  /** Linked for one address, so that instructions contain absolute addresses. */
  readonly isFixed?: boolean;
  /** Known to store strings back to back, whatever its constants say: Go is recognised by the name of a section. */
  readonly keepsGlued: boolean;
  /** Name of the entry. */
  readonly name: string;
}

/**
 * Panic messages of Rust's standard library contain the path at which it was built: `/rustc/<commit>/library`, Debian's
 * `/usr/src/rustc-1.85.0/library`.
 */
const RUST_PATHS = [Buffer.from('/rustc/'), Buffer.from('/rustc-')];
/** Begins the build information of Go's linker (debug/buildinfo), since PE has no section with that name. */
const GO_BUILD_INFO = [Buffer.from('\xff Go buildinf:', 'latin1')];
/** Limit for all parts with constants: a bit is kept for each byte. */
const MAX_CONSTANT_BYTES = 512 << 20;

/** The entry of all strings of the program, if it is such a program. */
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

function namesItsMaker(source: ByteSource, { holds, start, size }: ProgramPart, budget: Budget): boolean {
  if (holds === 'code') return false;
  const wanted = holds === 'constants' ? RUST_PATHS : GO_BUILD_INFO;
  // Go's build information is at the beginning of its data.
  const end = holds === 'constants' ? start + size : start + Math.min(size, PIECE_BYTES);
  for (let at = start; at < end; at += PIECE_BYTES) {
    budget.checkTime();
    const bytes = source.read(at, Math.min(PIECE_BYTES + wanted[0]!.length, end - at));
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    if (wanted.some((each) => piece.includes(each))) return true;
  }
  return false;
}
/** Bytes read, and handed on, at a time. */
const PIECE_BYTES = 1 << 20;

/** In the order in which code refers to them: only there, an id and its secret are adjacent. */
async function* linesOf(source: ByteSource, program: Program, budget: Budget): AsyncGenerator<Uint8Array> {
  for (const marks of marksOf(source, program, budget)) {
    const { start, size } = marks.part;
    const isHeld = size <= MAX_HELD_BYTES;
    const constants = isHeld
      ? new MemorySource(source.read(start, size))
      : new ReadAheadSource(sliceOf(source, start, start + size));
    let lines: Uint8Array[] = [];
    let held = 0;
    for (const from of marks.offsets(isHeld ? 'in order of use' : 'in file order')) {
      for (const line of gluedLines(constants, from, marks.nextBehind(from))) {
        // Copied: a line of a few bytes would keep the whole buffer alive.
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

/** Constants held in memory, so that they can be read in any order: more than programs have into which nobody embedded data. */
const MAX_HELD_BYTES = 32 << 20;

const LINE_FEED = Uint8Array.of(0x0a);
