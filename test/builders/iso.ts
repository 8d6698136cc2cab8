/** Writes an ISO 9660 image (ECMA-119) with one folder, for tests. Independent of src. */
import { FieldWriter } from './field-writer.ts';

const SECTOR_BYTES = 2048;
const SECTOR = { primary: 16, terminator: 17, root: 18, data: 19 } as const;

export interface IsoFile {
  readonly name: string;
  readonly data: string;
}

/** @param folders names under which the root folder lies in itself */
export function buildIso(files: readonly IsoFile[], folders: readonly string[]): Buffer {
  const image = Buffer.alloc((SECTOR.data + files.length) * SECTOR_BYTES);
  const root = record('\0', SECTOR.root, SECTOR_BYTES, 2);
  const sectors = image.length / SECTOR_BYTES;
  // 8.4: type 1, identifier, version; sizes as both-endian numbers; the root's record at 156.
  const volume = new FieldWriter(true).text('\x01CD001\x01\0').text(' '.repeat(32)).text('LOOP'.padEnd(32)).zeros(8);
  volume.bytes(both(sectors, 4)).zeros(32).bytes(both(1, 2)).bytes(both(1, 2)).bytes(both(SECTOR_BYTES, 2));
  volume.bytes(both(10, 4)).zeros(16).bytes(root);
  image.set(volume.finish(), SECTOR.primary * SECTOR_BYTES);
  image.set(Buffer.from('\xffCD001\x01', 'latin1'), SECTOR.terminator * SECTOR_BYTES);
  image.writeUInt8(1, SECTOR.primary * SECTOR_BYTES + 881);
  const records = [root, record('\x01', SECTOR.root, SECTOR_BYTES, 2)];
  for (const folder of folders) records.push(record(folder, SECTOR.root, SECTOR_BYTES, 2));
  for (const [index, { name, data }] of files.entries()) {
    records.push(record(`${name};1`, SECTOR.data + index, data.length, 0));
    image.write(data, (SECTOR.data + index) * SECTOR_BYTES, 'latin1');
  }
  image.set(Buffer.concat(records), SECTOR.root * SECTOR_BYTES);
  return image;
}

/* 9.1:  0  1  length   2  8  sector   10  8  size   18  7  date   25  1  flags: 2 folder   28  4  volume   32  1  length of the name */
function record(name: string, sector: number, size: number, flags: number): Buffer {
  const length = 33 + name.length + ((name.length + 1) & 1);
  const writer = new FieldWriter(true).bytes(Buffer.of(length, 0)).bytes(both(sector, 4)).bytes(both(size, 4));
  writer
    .zeros(7)
    .bytes(Buffer.of(flags, 0, 0))
    .bytes(both(1, 2))
    .bytes(Buffer.of(name.length))
    .text(name);
  return writer.to(length).finish();
}

/** The same number in either order. */
function both(value: number, width: 2 | 4): Buffer {
  const bytes = Buffer.alloc(2 * width);
  bytes.writeUIntLE(value, 0, width);
  bytes.writeUIntBE(value, width, width);
  return bytes;
}
