/** Recordings of perf: samples with thread, a call chain, raw data, branches, registers of x86-64 and the stack. Independent of src. */
import { FieldWriter } from './field-writer.ts';
import { rawBlocks, zstdFrame } from './zstd.ts';

export interface PerfStyle {
  readonly isPiped?: boolean;
  /** In records of PERF_RECORD_COMPRESSED, or COMPRESSED2, each with a part of one frame. */
  readonly isPacked?: boolean;
  readonly isSecond?: boolean;
  readonly littleEndian?: boolean;
  /** What a sample holds, and which registers. */
  readonly holds?: number;
  readonly registers?: bigint;
}

export const STACK_BASE = 0x7ffc_0000_0000n;
/** IDENTIFIER, IP, TID, TIME, READ, CALLCHAIN, RAW, BRANCH_STACK, REGS_USER, STACK_USER. */
const HOLDS = 0x10000 | 0x1 | 0x2 | 0x4 | 0x10 | 0x20 | 0x400 | 0x800 | 0x1000 | 0x2000;
const X86_64 = 0xff0fffn;
const ID = 77n;
const PART_BYTES = 100;

/** @param stacks each of whole words: that of a sample each, all at STACK_BASE */
export function perfData(stacks: readonly Uint8Array[], style: PerfStyle = {}): Buffer {
  const { littleEndian = true, isPiped = false, isPacked = false, isSecond = false } = style;
  const writer = (): FieldWriter => new FieldWriter(littleEndian);
  const record = (type: number, content: Uint8Array): Buffer =>
    writer()
      .u32(type)
      .u16(0)
      .u16(8 + content.length)
      .bytes(content)
      .finish();
  const samples = Buffer.concat(stacks.map((stack) => record(9, sampleOf(stack, writer(), style))));
  const frame = zstdFrame({ blocks: rawBlocks(samples, 300) });
  const parts = Array.from({ length: Math.ceil(frame.length / PART_BYTES) }, (_, index) => {
    const part = frame.subarray(index * PART_BYTES, (index + 1) * PART_BYTES);
    return isSecond ? record(83, writer().u64(part.length).bytes(part).alignTo(8).finish()) : record(81, part);
  });
  const attribute = attributeOf(writer(), style);
  const records = Buffer.concat([record(68, Buffer.alloc(0)), ...(isPacked ? parts : [samples])]);
  const magic = Buffer.from('PERFILE2');
  const head = writer().bytes(littleEndian ? magic : magic.reverse());
  if (isPiped) {
    const events = record(64, Buffer.concat([attribute, writer().u64(ID).finish()]));
    const traced = Buffer.concat([record(66, writer().u32(5).u32(0).finish()), Buffer.from('trace\0\0\0')]);
    return head
      .u64(16)
      .bytes(Buffer.concat([events, traced, records]))
      .finish();
  }
  const idsAt = 104;
  const recordsAt = idsAt + 8 + attribute.length + 16;
  head
    .u64(104)
    .u64(attribute.length + 16)
    .u64(idsAt + 8)
    .u64(attribute.length + 16);
  head.u64(recordsAt).u64(records.length).to(idsAt).u64(ID).bytes(attribute).u64(idsAt).u64(8);
  return head.bytes(records).text('features').finish();
}

function attributeOf(writer: FieldWriter, { holds = HOLDS, registers = X86_64 }: PerfStyle): Buffer {
  // Counters in a group, each with its id; branches with an index.
  writer
    .u32(1)
    .u32(136)
    .to(24)
    .u64(holds)
    .u64(8 | 4 | 1)
    .to(72)
    .u64(1 << 17)
    .u64(registers);
  return writer.u32(8192).to(136).finish();
}

function sampleOf(stack: Uint8Array, writer: FieldWriter, { holds = HOLDS, registers = X86_64 }: PerfStyle): Buffer {
  writer.u64(ID).u64(0x1000).u32(1).u32(2).u64(3); // identifier, address, process, thread, time
  writer.u64(2).u64(0).u64(11).u64(ID).u64(12).u64(78); // counters
  writer.u64(2).u64(0x1000).u64(0x2000); // calls
  writer.u32(4).text('raw.'); // raw data
  writer.u64(1).u64(0).zeros(24); // branches
  if ((holds & 0x1000) !== 0) writer.u64(2);
  for (let bit = 0n; (holds & 0x1000) !== 0 && registers >> bit !== 0n; bit++)
    if (((registers >> bit) & 1n) === 1n) writer.u64(bit === 7n || bit === 31n ? STACK_BASE : 0x55n);
  return writer
    .u64(stack.length + 8)
    .bytes(stack)
    .zeros(8)
    .u64(stack.length)
    .finish();
}
