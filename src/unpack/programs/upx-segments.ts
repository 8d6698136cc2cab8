/** The loaded segments of a program, from its header alone, which UPX packs as a block of its own. */
import { size64At } from '../../bytes/size64.ts';

export interface Segment {
  readonly start: number;
  readonly end: number;
  /** In a library, it may be unpacked in the file. */
  readonly mayBePlain: boolean;
}

/** In header order; empty where the header is incomplete. */
export function segmentsOf(header: Uint8Array): Segment[] {
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  return header.length < MIN_HEADER_BYTES ? [] : isElfHeader(view) ? ofElf(view) : ofMacho(view);
}
const MIN_HEADER_BYTES = 64;

function isElfHeader(view: DataView): boolean {
  return view.getUint32(0) === 0x7f45_4c46;
}

/*  of ELF (System V gABI, chapter 5)  64 bits   32 bits
 *  class: 2 or 1; byte order: 1 or 2    4  1, 5  1
 *  where program headers are           32  8     28  4
 *  how many they are                   56  2     44  2
 *  a header: type                       0  4      0  4
 *  where it is in the file              8  8      4  4
 *  its bytes there                     32  8     16  4
 *  flags: 2 where it is written to      4  4     24  4
 *  bytes of a header                   56        32          */
const ELF_LAYOUTS = {
  1: { tableAt: 28, countAt: 44, entryBytes: 32, offsetAt: 4, sizeAt: 16, flagsAt: 24 },
  2: { tableAt: 32, countAt: 56, entryBytes: 56, offsetAt: 8, sizeAt: 32, flagsAt: 4 },
} as const;
const PT_LOAD = 1;
const PF_W = 2;

/** For an ELF program. @param header its first 64 bytes */
export function programHeadersEnd(header: Uint8Array, isLittleEndian: boolean): number {
  if (header.length < MIN_HEADER_BYTES) return 0;
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  const isWide = view.getUint8(4) === 2;
  const { tableAt, countAt, entryBytes } = ELF_LAYOUTS[isWide ? 2 : 1];
  return wordAt(view, tableAt, isWide, isLittleEndian) + entryBytes * view.getUint16(countAt, isLittleEndian);
}

function ofElf(view: DataView): Segment[] {
  const isWide = view.getUint8(4) === 2;
  const isLittleEndian = view.getUint8(5) !== 2;
  const layout = ELF_LAYOUTS[isWide ? 2 : 1];
  const segments: Segment[] = [];
  let at = wordAt(view, layout.tableAt, isWide, isLittleEndian);
  for (let left = view.getUint16(layout.countAt, isLittleEndian); left > 0; left--, at += layout.entryBytes) {
    if (at + layout.entryBytes > view.byteLength) return [];
    if (view.getUint32(at, isLittleEndian) !== PT_LOAD) continue;
    const start = wordAt(view, at + layout.offsetAt, isWide, isLittleEndian);
    const end = start + wordAt(view, at + layout.sizeAt, isWide, isLittleEndian);
    const isWritten = (view.getUint32(at + layout.flagsAt, isLittleEndian) & PF_W) !== 0;
    segments.push({ start, end, mayBePlain: segments.length === 0 || isWritten });
  }
  return segments;
}

/*  of Mach-O (mach-o/loader.h)        64 bits   32 bits
 *  how many commands                   16  4     16  4
 *  where they begin                    32        28
 *  a command: type, bytes               0  4, 4  4
 *  type of a segment                   0x19      1
 *  where it is in the file             40  8     32  4
 *  its bytes there                     48  8     36  4          */
const MACHO_LAYOUTS = {
  32: { commandsAt: 28, segment: 1, offsetAt: 32, sizeAt: 36, commandBytes: 56 },
  64: { commandsAt: 32, segment: 0x19, offsetAt: 40, sizeAt: 48, commandBytes: 72 },
} as const;
const COMMAND_HEAD_BYTES = 8;

function ofMacho(view: DataView): Segment[] {
  const isLittleEndian = view.getUint8(3) === 0xfe;
  const isWide = (view.getUint8(isLittleEndian ? 0 : 3) & 1) === 1;
  const layout = MACHO_LAYOUTS[isWide ? 64 : 32];
  const segments: Segment[] = [];
  let at: number = layout.commandsAt;
  for (let left = view.getUint32(16, isLittleEndian); left > 0 && at + COMMAND_HEAD_BYTES <= view.byteLength; left--) {
    const bytes = view.getUint32(at + 4, isLittleEndian);
    const isSegment = view.getUint32(at, isLittleEndian) === layout.segment;
    if (bytes < COMMAND_HEAD_BYTES || (isSegment && at + layout.commandBytes > view.byteLength)) return [];
    if (isSegment) {
      const start = wordAt(view, at + layout.offsetAt, isWide, isLittleEndian);
      const end = start + wordAt(view, at + layout.sizeAt, isWide, isLittleEndian);
      segments.push({ start, end, mayBePlain: false });
    }
    at += bytes;
  }
  return segments;
}

function wordAt(view: DataView, at: number, isWide: boolean, isLittleEndian: boolean): number {
  return isWide ? size64At(view, at, isLittleEndian) : view.getUint32(at, isLittleEndian);
}
