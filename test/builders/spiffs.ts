/** Images of SPIFFS with pages of 256 bytes, as spiffs_nucleus.h describes them. */
const PAGE_BYTES = 256;
const DATA_BYTES = PAGE_BYTES - 5;
const PAGES_A_BLOCK = 16;

export interface SpiffsFile {
  readonly name: string;
  readonly data: Uint8Array;
  /** When it is not that of the data. */
  readonly size?: number;
}

/** @param change what to do to the pages before they are put into blocks */
export function spiffsOf(
  files: readonly SpiffsFile[],
  change: (pages: readonly Buffer[]) => readonly Buffer[] = (pages) => pages,
): Buffer {
  const pages = change(files.flatMap((file, index) => pagesOf(file, index + 1)));
  const blocks: Buffer[] = [];
  for (let at = 0; at < pages.length; at += PAGES_A_BLOCK - 1) {
    const held = pages.slice(at, at + PAGES_A_BLOCK - 1);
    const list = filled(Buffer.concat(held.map((page) => page.subarray(0, 2))), PAGE_BYTES);
    blocks.push(filled(Buffer.concat([list, ...held]), PAGES_A_BLOCK * PAGE_BYTES));
  }
  return Buffer.concat(blocks);
}

function pagesOf({ name, data, size = data.length }: SpiffsFile, object: number): Buffer[] {
  const index = Buffer.alloc(PAGE_BYTES, 0xff);
  header(index, object | 0x8000, 0, 0xf8);
  index.writeUInt32LE(size, 8);
  index[12] = 1;
  index.fill(0, 13, 49);
  index.write(name, 13);
  const pages = [index];
  for (let at = 0; at < data.length; at += DATA_BYTES) {
    const page = Buffer.alloc(PAGE_BYTES, 0xff);
    header(page, object, at / DATA_BYTES, 0xfc);
    page.set(data.subarray(at, at + DATA_BYTES), 5);
    pages.push(page);
  }
  return pages;
}

function header(page: Buffer, object: number, number: number, flags: number): void {
  page.writeUInt16LE(object, 0);
  page.writeUInt16LE(number, 2);
  page[4] = flags;
}

function filled(bytes: Buffer, length: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length, 0xff)]);
}
