/**
 * Strings in programs of Go and Rust stand one right behind the other, without a NUL: where each begins only the instructions and the
 * data say that name it, and where it ends the next one. Those that a neighbour could belong to come one a line. In a file of objects
 * nothing has an address yet, and they are seen as they lie.
 */
import type { Budget } from '../bytes/budget.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import type { Entry } from './container.ts';
import { type Machine, marksOf, type ProgramPart } from './program-references.ts';

/** What can be asked about a program. */
export interface Program {
  readonly machine: Machine;
  readonly parts: readonly ProgramPart[];
  /** Where pointers may count from, if not from zero. */
  readonly base: number;
  /** It says so itself, in the name of a section. */
  readonly isGo: boolean;
  /** Of the entry. */
  readonly name: string;
}

/** The standard library of Rust says where it stops a program, by the path at which it was built. */
const RUST_PATH = Buffer.from('/rustc/');
/** The first of what Go's linker says about a build (debug/buildinfo): PE has no section of that name. */
const GO_BUILD_INFO = Buffer.from('\xff Go buildinf:', 'latin1');
/** What is larger is data that somebody has put into the program. */
const MAX_PART_BYTES = { code: 256 << 20, constants: 64 << 20, data: 64 << 20 };

/** The entry of all strings of the program, where it is one of those. */
export function* stringsOf(source: ByteSource, program: Program, budget: Budget): Generator<Entry> {
  const parts = program.parts
    .filter(({ holds, start, size }) => size <= MAX_PART_BYTES[holds] && start < source.size)
    .map((part) => ({ ...part, size: Math.min(part.size, source.size - part.start) }));
  if (!program.isGo && !parts.some((part) => namesItsMaker(source, part))) return;
  yield { name: program.name, open: () => linesOf(source, { ...program, parts }, budget) };
}

function namesItsMaker(source: ByteSource, { holds, start, size }: ProgramPart): boolean {
  if (holds === 'code') return false;
  const wanted = holds === 'constants' ? RUST_PATH : GO_BUILD_INFO;
  // Go's stands at the beginning of its data.
  const end = holds === 'constants' ? start + size : start + Math.min(size, HEAD_BYTES);
  for (let at = start; at < end; at += HEAD_BYTES) {
    const bytes = source.read(at, Math.min(HEAD_BYTES + wanted.length, end - at));
    if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(wanted)) return true;
  }
  return false;
}
const HEAD_BYTES = 1 << 20;

/** In the order in which code names them: an id and its secret stand side by side there, and nowhere else. */
async function* linesOf(source: ByteSource, program: Program, budget: Budget): AsyncGenerator<Uint8Array> {
  for (const marks of marksOf(source, program, budget)) {
    const { start, size } = marks.part;
    const bytes = source.read(start, size);
    let lines: Uint8Array[] = [];
    for (const from of marks.offsets()) {
      lines.push(...gluedLines(bytes, from, marks.nextBehind(from)));
      if (lines.length < BATCH_LINES) continue;
      budget.checkTime();
      yield Buffer.concat(lines);
      lines = [];
    }
    if (lines.length > 0) yield Buffer.concat(lines);
  }
}
const BATCH_LINES = 4096;

/** What is shorter is no secret that a rule knows by itself. */
const LEAST_BYTES = 8;
/** No secret has lines as long as that. */
const MOST_BYTES = 64 << 10;
const LINE_FEED = Uint8Array.of(0x0a);

/** The first line and the last one of a string, where what stands beside the string could belong to them, with a line feed each. */
function gluedLines(bytes: Uint8Array, start: number, end: number): Uint8Array[] {
  if (end - start < LEAST_BYTES) return [];
  const goesOnBefore = WORD[bytes[start - 1] ?? 0] === 1;
  const goesOn = WORD[bytes[end] ?? 0] === 1;
  let first = start;
  while (first < end && first - start <= MOST_BYTES && ENDS_LINE[bytes[first]!] === 0) first++;
  let last = end;
  if (goesOn && first < end)
    while (last > first && end - last <= MOST_BYTES && ENDS_LINE[bytes[last - 1]!] === 0) last--;
  const lines: Uint8Array[] = [];
  for (const [from, to, isGlued] of [
    [start, first, goesOnBefore || (first === end && goesOn)],
    [last, end, true],
  ] as const)
    if (isGlued && to - from >= LEAST_BYTES && to - from <= MOST_BYTES) lines.push(bytes.subarray(from, to), LINE_FEED);
  return lines;
}

/** A control character does, and is in no line of a text but a tab. */
const ENDS_LINE = Uint8Array.from({ length: 256 }, (_, byte) => Number(byte < 0x20 && byte !== 0x09));
/** Letters, digits and what else stands in base64: a secret may go on with it. */
const WORD = Uint8Array.from({ length: 256 }, (_, byte) => Number(/[A-Za-z0-9+/=_-]/.test(String.fromCharCode(byte))));
