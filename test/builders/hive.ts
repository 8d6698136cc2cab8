/** Hives of the Windows registry: a header, and a bin with the cells of values. No tree of keys, which our reader does not use. */
export interface HiveValue {
  readonly name: string;
  /** 1: REG_SZ, 3: REG_BINARY, 7: REG_MULTI_SZ. */
  readonly type: number;
  readonly data: Buffer;
}

const [FIRST_BIN, BIN_HEADER, PIECE] = [4096, 32, 16_344];

export const wide = (...strings: readonly string[]): Buffer =>
  Buffer.from(strings.map((text) => `${text}\0`).join(''), 'utf16le');

export function hiveOf(values: readonly HiveValue[]): Buffer {
  const cells: Buffer[] = [];
  let at = BIN_HEADER;
  const cell = (data: Buffer): number => {
    const size = Math.ceil((data.length + 4) / 8) * 8;
    const bytes = Buffer.alloc(size);
    bytes.writeInt32LE(-size);
    data.copy(bytes, 4);
    cells.push(bytes);
    at += size;
    return at - size;
  };
  for (const { name, type, data } of values) {
    const dataAt = data.length > PIECE ? bigData(data, cell) : cell(data);
    const key = Buffer.alloc(20);
    key.write('vk');
    key.writeUInt16LE(name.length, 2);
    key.writeUInt32LE(data.length, 4);
    key.writeUInt32LE(dataAt, 8);
    key.writeUInt32LE(type, 12);
    key.writeUInt16LE(1, 16);
    cell(Buffer.concat([key, Buffer.from(name, 'latin1')]));
  }
  const bins = Math.ceil(at / FIRST_BIN) * FIRST_BIN;
  const header = Buffer.alloc(FIRST_BIN);
  header.write('regf');
  header.writeUInt32LE(bins, 40);
  const bin = Buffer.alloc(BIN_HEADER);
  bin.write('hbin');
  bin.writeUInt32LE(bins, 8);
  return Buffer.concat([header, bin, ...cells, Buffer.alloc(bins - at)]);
}

function bigData(data: Buffer, cell: (data: Buffer) => number): number {
  const pieces: number[] = [];
  for (let at = 0; at < data.length; at += PIECE) pieces.push(cell(data.subarray(at, at + PIECE)));
  const list = Buffer.alloc(4 * pieces.length);
  for (const [index, piece] of pieces.entries()) list.writeUInt32LE(piece, 4 * index);
  const record = Buffer.alloc(12);
  record.write('db');
  record.writeUInt16LE(pieces.length, 2);
  record.writeUInt32LE(cell(list), 4);
  return cell(record);
}
