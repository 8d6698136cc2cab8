/**
 * Assemblies as .NET for Android (Xamarin) packs them into an APK (CompressedAssemblyHeader in
 * src/native/mono/xamarin-app-stub/xamarin-app.hh of dotnet/android): a header and one LZ4 block. Before .NET 6 each is a file of its own
 * (assemblies/App.dll); in an assembly store (XABA: assemblies.blob, since .NET 9 in the section `payload` of an ELF shared object) they
 * are consecutive, and are found in the middle of it.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { isLikelyLz4Block, unpackLoneLz4Block } from '../codecs/lz4-block.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { entriesOfLoneBlock, MAX_LONE_BLOCK_BYTES } from './lone-lz4-block.ts';

/*  0   4  "XALZ"
 *  4   4  index of the assembly in a table of the program
 *  8   4  unpacked size, little-endian
 *  12  n  block                                              */
const MAGIC = magic('58 41 4c 5a');
const SIZE_AT = 8;
const HEADER_BYTES = 12;
/** "MZ" of the program in the block. */
const PROGRAM_MAGIC = magic('4d 5a');
/** Room for the first literals: their count takes at most 16 bytes if they are no more than a program's header. */
const HEAD_BYTES = HEADER_BYTES + 20;

export const xalz: SourceContainer = {
  id: 'xalz',
  title: '.NET for Android LZ4 (XALZ; in assembly stores)',
  limits: 'data above 128 MiB; names in stores',
  reads: 'source',
  headBytes: HEAD_BYTES,
  embeddedBy: [MAGIC],
  firstBytes: firstBytesOf([MAGIC]),
  // In a text that begins so, characters would make a larger size.
  sniff: (head) =>
    head.length >= HEADER_BYTES &&
    hasMagic(head, MAGIC) &&
    (contentBytesIn(head) <= MAX_LONE_BLOCK_BYTES || holdsProgram(head)),
  // The runtime that reads them (libmonodroid.so) has the magic number among its constants.
  sniffEmbedded: (bytes) =>
    bytes.length > HEADER_BYTES &&
    hasMagic(bytes, MAGIC) &&
    contentBytesIn(bytes) <= MAX_LONE_BLOCK_BYTES &&
    holdsProgram(bytes) &&
    isLikelyLz4Block(bytes.subarray(HEADER_BYTES), contentBytesIn(bytes)),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const contentBytes = contentBytesIn(source.read(0, HEADER_BYTES));
  yield* entriesOfLoneBlock(source, { headerBytes: HEADER_BYTES, contentBytes }, budget);
}

function contentBytesIn(head: Uint8Array): number {
  return bufferOf(head).readUInt32LE(SIZE_AT);
}

function holdsProgram(head: Uint8Array): boolean {
  const block = head.subarray(HEADER_BYTES, HEAD_BYTES);
  return hasMagic(unpackLoneLz4Block(block, PROGRAM_MAGIC.bytes.length).bytes, PROGRAM_MAGIC);
}
