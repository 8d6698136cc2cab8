/** Pages of tables of PostgreSQL, for tests. Independent of src. */

const PAGE_BYTES = 8192;

export type Column =
  | { readonly int: number }
  | { readonly short: string }
  | { readonly long: Buffer | string }
  | { readonly packed: Buffer };

/** Columns one right behind the other, each where its kind has to begin. */
export function row(columns: readonly Column[]): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt16LE(columns.length, 18);
  header[22] = 24;
  let bytes = header;
  for (const column of columns) {
    if (!('short' in column)) bytes = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
    bytes = Buffer.concat([bytes, columnBytes(column)]);
  }
  return bytes;
}

function columnBytes(column: Column): Buffer {
  const head = Buffer.alloc(4);
  if ('int' in column) {
    head.writeUInt32LE(column.int);
    return head;
  }
  if ('short' in column)
    return Buffer.concat([Buffer.of(((column.short.length + 1) << 1) | 1), Buffer.from(column.short)]);
  const content = 'packed' in column ? column.packed : Buffer.from(column.long);
  head.writeUInt32LE(((content.length + 4) << 2) | ('packed' in column ? 2 : 0));
  return Buffer.concat([head, content]);
}

/** Rows from the end of the page down. */
export function page(rows: readonly Buffer[]): Buffer {
  const bytes = Buffer.alloc(PAGE_BYTES);
  let upper = PAGE_BYTES;
  for (const [index, each] of rows.entries()) {
    upper -= each.length + ((8 - (each.length % 8)) % 8);
    each.copy(bytes, upper);
    bytes.writeUInt32LE(upper | (1 << 15) | (each.length * 2 ** 17), 24 + 4 * index);
  }
  bytes.writeUInt16LE(24 + 4 * rows.length, 12);
  bytes.writeUInt16LE(upper, 14);
  bytes.writeUInt16LE(PAGE_BYTES, 16);
  bytes.writeUInt16LE(PAGE_BYTES | 4, 18);
  return bytes;
}

export const chunk = (value: number, number: number, bytes: Buffer): Buffer =>
  row([{ int: value }, { int: number }, { long: bytes }]);

/** Bytes as they are, and once a match: `text`, then the last `repeat` bytes of it as often as makes `bytes` in all. */
export function packPglz(text: string, repeat: number, bytes: number): Buffer {
  const matches: PglzMatch[] = [];
  for (let left = bytes - text.length; left > 0; ) {
    const length = left < 276 ? left : Math.min(left - 3, 273);
    matches.push({ distance: repeat, length });
    left -= length;
  }
  return pglzOf([text, ...matches]);
}

export interface PglzMatch {
  readonly distance: number;
  /** 3 to 273. */
  readonly length: number;
}

/** Text as it is, and matches. */
export function pglzOf(items: readonly (string | PglzMatch)[]): Buffer {
  const steps = items.flatMap((item) =>
    typeof item === 'string'
      ? [...Buffer.from(item)].map((byte) => ({ bits: 0, bytes: Buffer.of(byte) }))
      : [{ bits: 1, bytes: matchBytes(item) }],
  );
  const size = items.reduce((sum, item) => sum + item.length, 0);
  const packed: Buffer[] = [head(size, 0)];
  for (let at = 0; at < steps.length; at += 8) {
    const group = steps.slice(at, at + 8);
    packed.push(Buffer.of(group.reduce((all, { bits }, bit) => all | (bits << bit), 0)));
    packed.push(...group.map(({ bytes }) => bytes));
  }
  return Buffer.concat(packed);
}

function matchBytes({ distance, length }: PglzMatch): Buffer {
  const short = Math.min(length, 18);
  const more = short === 18 ? [length - 18] : [];
  return Buffer.from([((distance >> 8) << 4) | (short - 3), distance & 0xff, ...more]);
}

/** What stands before a value that is packed. @param method 0 pglz, 1 LZ4 */
export function head(bytes: number, method: 0 | 1): Buffer {
  const word = Buffer.alloc(4);
  word.writeUInt32LE(bytes + method * 2 ** 30);
  return word;
}

/** With its checksum, as the page of that number. */
export function summed(bytes: Buffer, number: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt16LE(0, 8);
  const sums = BASES.map(BigInt);
  const step = (lane: number, word: bigint): void => {
    const mixed = sums[lane]! ^ word;
    sums[lane] = ((mixed * 16_777_619n) ^ (mixed >> 17n)) & 0xffff_ffffn;
  };
  for (let at = 0; at < PAGE_BYTES; at += 4) step((at / 4) % 32, BigInt(copy.readUInt32LE(at)));
  for (let at = 0; at < 64; at++) step(at % 32, 0n);
  const sum = sums.reduce((all, each) => all ^ each, 0n) ^ BigInt(number);
  copy.writeUInt16LE(Number(sum % 65_535n) + 1, 8);
  return copy;
}

/** Of storage/checksum_impl.h. */
const BASES =
  `5b1f36e9 b8525960 02ab50aa 1de66d2a 79ff467a 9bb9f8a3 217e7cd2 83e13d2c f8d4474f e39eb970 42c6ae16 993216fa 7b093b5d 98daff3c f718902a 0b1c9cdb
e58f764b 187636bc 5d7b3bb1 e73de7de 92bec979 cca6c0b2 304a0979 85aa43d4 783125bb 6ca8eaa2 e407eac6 4b5cfc3e 9fbf8c76 15ca20be f2ca9fd3 959bd756`
    .split(/\s/)
    .map((word) => Number(`0x${word}`));
