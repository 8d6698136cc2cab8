/**
 * Programs packed with UPX, following UPX 4.2's source: a pack header with a checksum of its own precedes or follows the packed program;
 * ELF and Mach-O also have the same magic number in the head (l_info in p_unix.h), followed by blocks. A program that merely mentions UPX,
 * such as UPX itself, has neither.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { adler32 } from '../checksums/adler32.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { isElf } from './elf-sections.ts';
import { isThinMacho, MACHO_FIRST_BYTES } from './macho.ts';
import { isPe } from './pe-header.ts';
import { unpackUpx } from './upx-block.ts';
import { isFilterKnown } from './upx-filter.ts';
import { endsInPackHeader, findPackHeader, findPackHeaderBehind, UPX_HEAD_BYTES, UPX_MAGIC } from './upx-header.ts';
import { hasUpxSections, readUpxPe } from './upx-pe.ts';
import {
  type PlacedBlock,
  PROGRAM_INFO_BYTES,
  readProgramInfo,
  readUpxProgram,
  type UpxProgram,
} from './upx-program.ts';

const NAME = 'unpacked';
const NO_HEADER = 'packed by UPX: expected a pack header after its blocks, found none; upx -t says more';
const NOT_WHOLE = 'packed by UPX: blocks that fill its segments expected, others found; upx -t tells more';
const TOO_LARGE =
  'packed by UPX: blocks of more than 80 MiB are not unpacked, nor is what follows them; unpack it with upx -d before the scan';
const NOT_READ = 'packed by UPX: only the packed bytes are scanned; unpack it with upx -d before the scan';

export const upx: SourceContainer = {
  id: 'upx',
  title: 'program packed by UPX: ELF, PE, Mach-O, shell scripts (NRV, LZMA)',
  limits:
    'DOS programs (MZ) and segments above 80 MiB are a gap: unpack them with upx -d. Only raw bytes of slices of a universal Mach-O and of DOS .com. PE comes in its memory layout',
  headBytes: UPX_HEAD_BYTES,
  reads: 'source',
  keepsLeaf: 'searched',
  firstBytes: [0x7f, 0x4d, ...MACHO_FIRST_BYTES],
  sniff: (head) =>
    isElf(head) || isThinMacho(head)
      ? magicIn(head) >= 0
      : head[0] === 0x4d && head[1] === 0x5a && (magicIn(head) >= 0 || hasUpxSections(head)),
  // The packed part of a library follows its first segment.
  sniffTail: (tail) => endsInPackHeader(tail),
  entries,
};

function magicIn(head: Uint8Array): number {
  return Buffer.from(head.buffer, head.byteOffset, Math.min(UPX_HEAD_BYTES, head.length)).indexOf(UPX_MAGIC);
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const head = source.read(0, Math.min(UPX_HEAD_BYTES, source.size));
  yield* isElf(head) || isThinMacho(head) ? ofUnix(source, head, budget) : ofWindows(source, head);
}

async function* ofUnix(source: ByteSource, head: Uint8Array, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const last = findPackHeader(source, false);
  const places = [last?.infoAt ?? -1, magicIn(head)].filter((at) => at >= 0);
  const infos = places.flatMap((at) => readProgramInfo(source, at) ?? []);
  const info = infos.find(({ isPlausible }) => isPlausible) ?? infos.at(-1);
  const program = info && readUpxProgram(source, info);
  const isCut = isElf(head) && places.some((at) => at + PROGRAM_INFO_BYTES > source.size);
  if (last === undefined && !isCut && info?.isPlausible !== true && program?.isSure !== true) return;
  if (program === undefined) {
    yield { trouble: { code: 'unsupported', message: NOT_READ } };
    return;
  }
  const { blocks, isWhole, isCutShort } = program;
  const end = blocks.reduce((most, { block }) => Math.max(most, block.at + block.packedBytes), 0);
  // Another program may follow it.
  const header = findPackHeaderBehind(source, end, budget) ?? last;
  const state = { isReported: false };
  yield { name: NAME, open: () => contentOf(source, program, header?.packedSum, state, budget) };
  if (state.isReported) return;
  if (!isWhole && isCutShort) yield { name: NAME, trouble: { code: 'unsupported', message: TOO_LARGE } };
  else if (!isWhole) yield damaged(NOT_WHOLE, NAME);
  else if (header === undefined) yield damaged(NO_HEADER, NAME);
  else if (blocks.some(({ block }) => !isFilterKnown(block.filter))) {
    const message = 'packed by UPX with a filter that is not undone: its code is scanned as UPX has left it';
    yield { name: NAME, trouble: { code: 'unsupported', message } };
  }
}

async function* ofWindows(source: ByteSource, head: Uint8Array): AsyncGenerator<Entry | Trouble> {
  const header = findPackHeader(source, isPe(head));
  const pe = isPe(head) && header ? readUpxPe(source, header) : undefined;
  if (pe !== undefined) yield { name: NAME, open: () => pe.image() };
  else if (header !== undefined || hasUpxSections(head)) yield { trouble: { code: 'unsupported', message: NOT_READ } };
}

/**
 * @param sum of all packed bytes, in file order; absent: unknown
 * @param state records what is thrown
 * @throws FormatError after yielding what could be unpacked
 */
async function* contentOf(
  source: ByteSource,
  { blocks, isWhole }: UpxProgram,
  sum: number | undefined,
  state: { isReported: boolean },
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  const held = new Uint8Array(blocks.reduce((most, { block }) => Math.max(most, block.bytes), 0));
  const fail = (message: string): FormatError => {
    state.isReported = true;
    return new FormatError(message);
  };
  let position = 0;
  let wrong: number | undefined;
  for (const { block, at } of blocks) {
    budget.checkTime();
    for (; isWhole && position < at; position += ZEROS.length)
      yield ZEROS.subarray(0, Math.min(ZEROS.length, at - position));
    const content = unpackUpx(source, block, held);
    // Copied, because the next block overwrites this one.
    for (let from = 0; from < content.length; from += PIECE_BYTES) yield content.slice(from, from + PIECE_BYTES);
    position = at + content.length;
    if (content.length < block.bytes) wrong ??= block.at;
  }
  if (wrong !== undefined) throw fail(`expected a block that UPX has packed at byte ${wrong}, found it damaged`);
  if (isWhole && sum !== undefined && sum !== sumOf(source, blocks))
    throw fail('expected blocks of the checksum that UPX has written, found others; upx -t tells more');
}

function sumOf(source: ByteSource, blocks: readonly PlacedBlock[]): number {
  let sum = 1;
  for (const { at, packedBytes } of blocks.map(({ block }) => block).toSorted((a, b) => a.at - b.at))
    for (let from = 0; from < packedBytes; from += PIECE_BYTES)
      sum = adler32(source.read(at + from, Math.min(PIECE_BYTES, packedBytes - from)), sum);
  return sum;
}

/** Of 1 MiB each, V8 of Node 24 frees copies so late that a process took 80 MiB more. */
const PIECE_BYTES = 64 << 10;
/** In place of the unpacked parts of a library. */
const ZEROS = new Uint8Array(64 << 10);
