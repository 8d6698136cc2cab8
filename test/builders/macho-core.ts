/** Writes Mach-O cores (mach-o/loader.h, mach/machine/thread_status.h) for tests. Independent of src. */
import { FieldWriter } from './field-writer.ts';

export interface MachoFormat {
  readonly wordBytes: 4 | 8;
  readonly littleEndian: boolean;
  /** cputype: 0x01000007 x86-64, 0x0100000c arm64, 7 i386, 18 PowerPC … */
  readonly processor: number;
}

export interface MachoSegment {
  readonly address: bigint;
  readonly bytes: Uint8Array;
  readonly memoryBytes?: number;
  /** initprot: 1 read, 2 write, 4 execute; 3 unless told. */
  readonly protection?: number;
}

export interface MachoThread {
  readonly states: readonly { readonly flavor: number; readonly bytes: Uint8Array }[];
}

export interface MachoImage {
  readonly path: string;
  readonly loadAddress: bigint;
  readonly segments: readonly { readonly name: string; readonly address: bigint }[];
}

export interface MachoCore {
  readonly bytes: Buffer;
  readonly segmentOffsets: readonly number[];
}

export function machoCore(
  format: MachoFormat,
  segments: readonly MachoSegment[],
  threads: readonly MachoThread[],
  images: readonly MachoImage[] = [],
): MachoCore {
  const { wordBytes, littleEndian, processor } = format;
  const headerBytes = wordBytes === 8 ? 32 : 28;
  const segmentBytes = wordBytes === 8 ? 72 : 56;
  const threadCommands = threads.map((thread) => threadCommand(littleEndian, thread));
  const noteBytes = images.length > 0 ? 40 : 0;
  const commandBytes =
    segments.length * segmentBytes + threadCommands.reduce((sum, { length }) => sum + length, 0) + noteBytes;
  let end = headerBytes + commandBytes;
  const segmentOffsets = segments.map(({ bytes }) => {
    end += bytes.length;
    return end - bytes.length;
  });
  const note = images.length > 0 ? imageNote(littleEndian, end, images) : Buffer.alloc(0);
  const writer = new FieldWriter(littleEndian);
  writer
    .u32(wordBytes === 8 ? 0xfeedfacf : 0xfeedface)
    .u32(processor)
    .u32(3)
    .u32(4);
  writer
    .u32(segments.length + threads.length + (noteBytes ? 1 : 0))
    .u32(commandBytes)
    .u32(0)
    .to(headerBytes);
  for (const [index, segment] of segments.entries()) {
    writer
      .u32(wordBytes === 8 ? 0x19 : 1)
      .u32(segmentBytes)
      .zeros(16);
    writer.word(segment.address, wordBytes).word(segment.memoryBytes ?? segment.bytes.length, wordBytes);
    writer.word(segmentOffsets[index]!, wordBytes).word(segment.bytes.length, wordBytes);
    writer
      .u32(7)
      .u32(segment.protection ?? 3)
      .zeros(8);
  }
  for (const command of threadCommands) writer.bytes(command);
  if (noteBytes) writer.u32(0x31).u32(40).field('all image infos', 16).u64(end).u64(note.length);
  for (const { bytes } of segments) writer.bytes(bytes);
  return { bytes: writer.bytes(note).finish(), segmentOffsets };
}

function threadCommand(littleEndian: boolean, { states }: MachoThread): Buffer {
  const body = new FieldWriter(littleEndian);
  for (const { flavor, bytes } of states)
    body
      .u32(flavor)
      .u32(bytes.length / 4)
      .bytes(bytes);
  return new FieldWriter(littleEndian)
    .u32(4)
    .u32(8 + body.size)
    .bytes(body.finish())
    .finish();
}

/** Entries, then segment lists and paths, with offsets in the file. */
function imageNote(littleEndian: boolean, start: number, images: readonly MachoImage[]): Buffer {
  const header = new FieldWriter(littleEndian)
    .u32(1)
    .u32(images.length)
    .u64(start + 24)
    .u32(48)
    .u32(0);
  const tail = new FieldWriter(littleEndian);
  const tailStart = start + 24 + 48 * images.length;
  for (const { path, loadAddress, segments } of images) {
    const list = tailStart + tail.size;
    for (const { name, address } of segments) tail.field(name, 16).u64(address).u64(0);
    const pathAt = tailStart + tail.size;
    tail.text(`${path}\0`);
    header.u64(pathAt).zeros(16).u64(loadAddress).u64(list).u32(segments.length).u32(0);
  }
  return Buffer.concat([header.finish(), tail.finish()]);
}

/** Registers with the stack pointer in its place, the rest 0x11. */
export function threadState(
  { littleEndian }: MachoFormat,
  place: { readonly before: number; readonly wordBytes: 4 | 8; readonly count: number },
  stackPointer: bigint,
): Buffer {
  const writer = new FieldWriter(littleEndian);
  for (let index = 0; index < place.count; index++) {
    writer.word(index === place.before ? stackPointer : 0x11n, place.wordBytes);
  }
  return writer.finish();
}
