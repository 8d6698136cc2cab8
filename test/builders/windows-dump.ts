/** Writes Windows crash dumps (DUMP_HEADER, DUMP_HEADER64; see windows-dump.test.ts for the sources) for tests. Independent of src. */
import { FieldWriter } from './field-writer.ts';

const PAGE_BYTES = 4096;

export interface PageRun {
  /** Number of its first page. */
  readonly page: number;
  /** A whole number of pages. */
  readonly bytes: Uint8Array;
}

/** Complete dump: runs in the header. */
export function completeDump(wordBytes: 4 | 8, runs: readonly PageRun[]): Buffer {
  const writer = header(wordBytes, 1, runs);
  for (const { bytes } of runs) writer.bytes(bytes);
  return writer.finish();
}

/** Bitmap dump. @param machinePages size of the bitmap in bits */
export function bitmapDump(
  wordBytes: 4 | 8,
  runs: readonly PageRun[],
  machinePages: number,
  style: { readonly signature?: 'SDMP' | 'FDMP'; readonly type?: number } = {},
): Buffer {
  const writer = header(wordBytes, style.type ?? 5, []);
  const bitmap = Buffer.alloc(Math.ceil(machinePages / 8));
  let present = 0;
  for (const { page, bytes } of runs) {
    for (let at = page; at < page + bytes.length / PAGE_BYTES; at++, present++) bitmap[at >> 3]! |= 1 << (at & 7);
  }
  const bitmapStart = writer.size + 0x38;
  const firstPage = Math.ceil((bitmapStart + bitmap.length) / PAGE_BYTES) * PAGE_BYTES;
  writer
    .text(`${style.signature ?? 'SDMP'}DUMP`)
    .zeros(24)
    .u64(firstPage)
    .u64(present)
    .u64(machinePages);
  writer.bytes(bitmap).to(firstPage);
  for (const { bytes } of runs) writer.bytes(bytes);
  return writer.finish();
}

/** What `.dump /f` writes: a table of ranges. */
export function rangeDump(runs: readonly PageRun[]): Buffer {
  const writer = header(8, 10, []);
  const table = new FieldWriter(true);
  for (const { page, bytes } of runs) table.u64(page).u64(bytes.length / PAGE_BYTES);
  table.zeros(16);
  const firstPage = writer.size + 0x30 + table.size;
  writer.u32(0x40).text('RDMPDUMP').u32(0).u64(table.size).u64(firstPage).u32(runs.length).u32(0).u64(0);
  writer.bytes(table.finish());
  for (const { bytes } of runs) writer.bytes(bytes);
  return writer.finish();
}

export function triageDump(wordBytes: 4 | 8): Buffer {
  return header(wordBytes, 4, []).finish();
}

function header(wordBytes: 4 | 8, type: number, runs: readonly PageRun[]): FieldWriter {
  const writer = new FieldWriter(true).text(wordBytes === 8 ? 'PAGEDU64' : 'PAGEDUMP');
  const pages = runs.reduce((sum, { bytes }) => sum + bytes.length / PAGE_BYTES, 0);
  writer
    .to(wordBytes === 8 ? 0x88 : 0x64)
    .u32(runs.length)
    .alignTo(wordBytes)
    .word(pages, wordBytes);
  for (const { page, bytes } of runs) writer.word(page, wordBytes).word(bytes.length / PAGE_BYTES, wordBytes);
  return writer
    .to(wordBytes === 8 ? 0xf98 : 0xf88)
    .u32(type)
    .to(wordBytes === 8 ? 2 * PAGE_BYTES : PAGE_BYTES);
}
