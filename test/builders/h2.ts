/** Stores of MVStore (org.h2.mvstore), as the reader's tests want them: a header twice, then chunks. */

export const BLOCK_BYTES = 4096;

/** 7 bits a byte, the lowest first. */
export function varint(number: number): Buffer {
  const bytes: number[] = [];
  for (let left = number; ; left = Math.floor(left / 128)) {
    bytes.push((left % 128) | (left >= 128 ? 0x80 : 0));
    if (left < 128) return Buffer.from(bytes);
  }
}

export interface PageFields {
  readonly keys: number;
  readonly content: Uint8Array;
  /** 1 node, 2 packed with LZF, 6 with deflate. */
  readonly type?: number;
  /** What it says of its length, when that is not so. */
  readonly bytes?: number;
}

export interface ChunkFields {
  readonly number?: number;
  readonly pages: readonly PageFields[];
  /** What it says of blocks and pages, when that is not so. */
  readonly blocks?: number;
  readonly count?: number;
  readonly hasFooter?: boolean;
  readonly isOld?: boolean;
}

/** Runs of up to 32 bytes as they are. */
export function lzfOf(bytes: Uint8Array): Buffer {
  const runs: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 32) {
    const run = bytes.subarray(at, at + 32);
    runs.push(Uint8Array.of(run.length - 1), run);
  }
  return Buffer.concat(runs);
}

const halves = (number: number): number => ((number >>> 16) ^ number) & 0xffff;

const MAP = 7;
function page(fields: PageFields, chunk: number, at: number, isOld: boolean): Buffer {
  const { keys, content, type = 0 } = fields;
  const numbers = isOld ? [MAP, keys] : [0, MAP, keys];
  const made = Buffer.concat([Buffer.alloc(6), ...numbers.map(varint), Buffer.of(type), content]);
  const bytes = fields.bytes ?? made.length;
  made.writeUInt32BE(bytes, 0);
  made.writeUInt16BE(halves(chunk) ^ halves(at) ^ halves(bytes), 4);
  return made;
}

const HEADER_BYTES = 200;
export function chunk(fields: ChunkFields): Buffer {
  const { number = 1, pages, hasFooter = true, isOld = false, count = pages.length } = fields;
  const line = (text: string, bytes: number) => Buffer.from(`${text.padEnd(bytes - 1)}\n`);
  const parts: Buffer[] = [];
  let end = HEADER_BYTES;
  for (const one of pages) {
    const made = page(one, number, end, isOld);
    parts.push(made);
    end += made.length;
  }
  const blocks = Math.ceil((end + 128) / BLOCK_BYTES);
  const len = (fields.blocks ?? blocks).toString(16);
  const header = line(`chunk:${number.toString(16)},len:${len},pages:${count.toString(16)},map:7`, HEADER_BYTES);
  const whole = Buffer.alloc(blocks * BLOCK_BYTES);
  Buffer.concat([header, ...parts]).copy(whole);
  if (hasFooter) line(`chunk:${number.toString(16)},len:${len},fletcher:0`, 128).copy(whole, whole.length - 128);
  return whole;
}

export interface StoreFields {
  readonly format?: number;
  /** Number and block of the chunk that was written last. */
  readonly latest?: readonly [number, number];
}

export function store(chunks: readonly Uint8Array[], { format = 3, latest }: StoreFields = {}): Buffer {
  const header = Buffer.alloc(BLOCK_BYTES);
  const told = latest === undefined ? '' : `chunk:${latest[0].toString(16)},clean:1,`;
  header.write(
    `H:2,block:${(latest?.[1] ?? 2).toString(16)},blockSize:1000,${told}created:1,format:${format},version:1,fletcher:0\n`,
  );
  return Buffer.concat([header, header, ...chunks]);
}
