/**
 * Writes multi-stream files, the frame of PDBs, for tests: LLVM's documentation, "The MSF File Format"; MSF 2.00 as Wine's
 * dbghelp reads it. Independent of src.
 */
import { FieldWriter } from './field-writer.ts';

export interface MsfStyle {
  readonly version?: '7.00' | '2.00';
  readonly blockBytes?: number;
  /** The blocks of a stream follow one another; otherwise they lie in turns, and backwards. */
  readonly order?: 'in order';
  /** In blocks that belong to no stream. */
  readonly free?: string;
}

export interface Msf {
  readonly bytes: Buffer;
  /** Number of the first block of the directory. */
  readonly directoryBlock: number;
}

/** @param streams a stream that was deleted is undefined */
export function buildMsf(
  streams: readonly (Uint8Array | string | undefined)[],
  { version = '7.00', blockBytes = 512, order, free = '' }: MsfStyle = {},
): Msf {
  const contents = streams.map((stream) => stream && Buffer.from(stream as string));
  const counts = contents.map((content) => Math.ceil((content?.length ?? 0) / blockBytes));
  // Blocks 0 to 2 are the first block and the two free block maps.
  let next = 3;
  const numbers = counts.map((count) => Array.from({ length: count }, () => next++));
  if (order === undefined) scatter(numbers);
  const freeBlock = next++;
  const numberBytes = version === '7.00' ? 4 : 2;
  const directory = new FieldWriter(true);
  if (version === '7.00') directory.u32(contents.length);
  else directory.u16(contents.length).u16(0);
  for (const content of contents) {
    directory.u32(content?.length ?? 0xffff_ffff);
    if (version === '2.00') directory.u32(0);
  }
  const number = (writer: FieldWriter, value: number) => (numberBytes === 4 ? writer.u32(value) : writer.u16(value));
  for (const block of numbers.flat()) number(directory, block);
  const directoryBlock = next;
  const directoryBlocks = Array.from({ length: Math.ceil(directory.size / blockBytes) }, () => next++);
  const list = new FieldWriter(true);
  for (const block of directoryBlocks) number(list, block);
  const listBlocks = Array.from({ length: Math.ceil(list.size / blockBytes) }, () => next++);
  const file = Buffer.alloc(next * blockBytes);
  const head = new FieldWriter(true);
  if (version === '7.00') {
    head.bytes(Buffer.from('Microsoft C/C++ MSF 7.00\r\n\x1aDS\0\0\0', 'latin1'));
    head.u32(blockBytes).u32(1).u32(next).u32(directory.size).u32(0);
    for (const block of listBlocks) head.u32(block);
  } else {
    head.bytes(Buffer.from('Microsoft C/C++ program database 2.00\r\n\x1aJG\0\0', 'latin1'));
    head.u32(blockBytes).u16(1).u16(next).u32(directory.size).u32(0).bytes(list.finish());
  }
  file.set(head.finish());
  file.write(free, freeBlock * blockBytes);
  const put = (bytes: Uint8Array, blocks: readonly number[]) => {
    for (const [index, block] of blocks.entries())
      file.set(bytes.subarray(index * blockBytes, (index + 1) * blockBytes), block * blockBytes);
  };
  for (const [index, content] of contents.entries()) if (content) put(content, numbers[index]!);
  put(directory.finish(), directoryBlocks);
  put(list.finish(), listBlocks);
  return { bytes: file, directoryBlock };
}

/** Deals the blocks out anew, the last first. */
function scatter(numbers: number[][]): void {
  const all = numbers.flat().sort((a, b) => b - a);
  for (let index = 0, turn = 0; all.length > 0; turn++) {
    const list = numbers[turn % numbers.length]!;
    const at = Math.floor(turn / numbers.length);
    if (at < list.length) list[at] = all[index++]!;
    if (index === all.length) return;
  }
}

/** A PDB stream with names of streams. */
export function namedStreams(names: readonly (readonly [name: string, stream: number])[]): Buffer {
  const texts = new FieldWriter(true);
  const starts = names.map(([name]) => {
    const start = texts.size;
    texts.text(`${name}\0`);
    return start;
  });
  const writer = new FieldWriter(true).u32(20000404).u32(1).u32(1).zeros(16);
  writer.u32(texts.size).bytes(texts.finish());
  writer
    .u32(names.length)
    .u32(8)
    .u32(1)
    .u32(2 ** names.length - 1)
    .u32(0);
  for (const [index, [, stream]] of names.entries()) writer.u32(starts[index]!).u32(stream);
  return writer.finish();
}
