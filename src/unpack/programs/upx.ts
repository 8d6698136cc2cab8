/**
 * Programs that UPX has packed. UPX 4.2's source: a pack header with a checksum of its own stands before the packed program, or behind it;
 * in ELF and Mach-O there is the same magic number in the head as well (l_info in p_unix.h), and blocks behind it. A program that only
 * speaks of UPX, as UPX itself does, has neither.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { adler32 } from '../codecs/adler32.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { isElf } from './elf-sections.ts';
import { isThinMacho, MACHO_FIRST_BYTES } from './macho.ts';
import { isPe } from './pe-header.ts';
import { unpackUpx } from './upx-block.ts';
import { findPackHeader, findPackHeaderBehind, UPX_HEAD_BYTES, UPX_MAGIC } from './upx-header.ts';
import { readUpxPe } from './upx-pe.ts';
import { type PlacedBlock, PROGRAM_INFO_BYTES, readProgramInfo, readUpxProgram } from './upx-program.ts';

const NAME = 'unpacked';
const NO_HEADER = 'packed by UPX: a pack header behind its blocks expected, none found; upx -t tells more';
const NOT_WHOLE = 'packed by UPX: blocks that fill its segments expected, others found; upx -t tells more';

export const upx: SourceContainer = {
  id: 'upx',
  title: 'Program packed by UPX: ELF, PE, Mach-O (NRV, LZMA, Deflate)',
  limits: 'DOS and others are a gap: unpack them with upx -d; PE as it lies in memory',
  headBytes: UPX_HEAD_BYTES,
  reads: 'source',
  keepsLeaf: 'searched',
  firstBytes: [0x7f, 0x4d, ...MACHO_FIRST_BYTES],
  sniff: (head) => (isElf(head) || isThinMacho(head) || (head[0] === 0x4d && head[1] === 0x5a)) && magicIn(head) >= 0,
  entries,
};

function magicIn(head: Uint8Array): number {
  return Buffer.from(head.buffer, head.byteOffset, Math.min(UPX_HEAD_BYTES, head.length)).indexOf(UPX_MAGIC);
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const head = source.read(0, Math.min(UPX_HEAD_BYTES, source.size));
  const header = findPackHeader(source, isPe(head));
  const info = isElf(head) || isThinMacho(head) ? readProgramInfo(head, magicIn(head)) : undefined;
  const program = info && readUpxProgram(source, info);
  const isCut = isElf(head) && magicIn(head) + PROGRAM_INFO_BYTES > source.size;
  if (header === undefined && !isCut && info?.isPlausible !== true && program?.isSure !== true) return;
  if (program !== undefined) {
    const { blocks, isWhole, isLibrary, packedAt } = program;
    const end = Math.max(...blocks.map(({ block }) => block.at + block.packedBytes));
    const own = header ?? findPackHeaderBehind(source, end);
    yield { name: NAME, open: () => contentOf(source, blocks, isWhole ? own?.packedSum : undefined, budget), packedAt };
    if (!isWhole) yield damaged(NOT_WHOLE, NAME);
    else if (own === undefined && !isLibrary) yield damaged(NO_HEADER, NAME);
    return;
  }
  const pe = isPe(head) && header ? readUpxPe(source, header) : undefined;
  if (pe !== undefined) {
    yield { name: NAME, open: () => pe.image(), packedAt: pe.packedAt };
    return;
  }
  const message = 'packed by UPX: only the packed bytes are scanned; unpack it with upx -d before the scan';
  yield { trouble: { code: 'unsupported', message } };
}

/**
 * @param sum of all packed bytes, in the order of the file; absent: not known
 * @throws FormatError behind all that could be unpacked
 */
async function* contentOf(
  source: ByteSource,
  blocks: readonly PlacedBlock[],
  sum: number | undefined,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  const held = new Uint8Array(Math.max(...blocks.map(({ block }) => block.bytes)));
  let position = 0;
  let wrong: number | undefined;
  for (const { block, at } of blocks) {
    budget.checkTime();
    for (; position < at; position += ZEROS.length) yield ZEROS.subarray(0, Math.min(ZEROS.length, at - position));
    const content = unpackUpx(source, block, held);
    // Copies: the next block takes the place of this one.
    for (let from = 0; from < content.length; from += PIECE_BYTES) yield content.slice(from, from + PIECE_BYTES);
    position = at + content.length;
    if (content.length < block.bytes) wrong ??= block.at;
  }
  if (wrong !== undefined)
    throw new FormatError(`expected a block that UPX has packed at byte ${wrong}, found it damaged`);
  if (sum !== undefined && sum !== sumOf(source, blocks))
    throw new FormatError('expected blocks of the checksum that UPX has written, found others; upx -t tells more');
}

function sumOf(source: ByteSource, blocks: readonly PlacedBlock[]): number {
  return blocks
    .map(({ block }) => block)
    .toSorted((a, b) => a.at - b.at)
    .reduce((sum, { at, packedBytes }) => adler32(source.read(at, packedBytes), sum), 1);
}

const PIECE_BYTES = 1 << 20;
/** In the place of what a library has as it is. */
const ZEROS = new Uint8Array(64 << 10);
