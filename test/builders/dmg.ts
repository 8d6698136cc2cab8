/** Writes disk images of Apple (UDIF; no specification, the names are those of libdmg-hfsplus), true ones and lies. */
import { deflateSync } from 'node:zlib';
import { FieldWriter } from './field-writer.ts';

const SECTOR_BYTES = 512;
const [ZLIB, TERMINATOR] = [0x8000_0005, 0xffff_ffff];
const NO_CHECKSUM = Buffer.alloc(136);

/**
 * @param blocks whole sectors each; packed once, one behind the other
 * @param rows of the only partition: for each the block that it names
 */
export function dmgOf(blocks: readonly Buffer[], rows: readonly number[] = blocks.map((_, index) => index)): Buffer {
  const packed = blocks.map((block) => deflateSync(block));
  const places = packed.map((_, index) => packed.slice(0, index).reduce((sum, { length }) => sum + length, 0));
  const data = Buffer.concat(packed);
  const listing = new FieldWriter(false);
  let sector = 0;
  for (const block of rows) {
    const sectors = blocks[block]!.length / SECTOR_BYTES;
    listing.u32(ZLIB).u32(0).u64(sector).u64(sectors).u64(places[block]!).u64(packed[block]!.length);
    sector += sectors;
  }
  listing.u32(TERMINATOR).u32(0).u64(sector).u64(0).u64(data.length).u64(0);
  const table = new FieldWriter(false)
    .text('mish')
    .u32(1)
    .u64(0)
    .u64(sector)
    .u64(0)
    .u32(0x208)
    .u32(0)
    .zeros(24)
    .bytes(NO_CHECKSUM)
    .u32(rows.length + 1)
    .bytes(listing.finish())
    .finish();
  const list = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict><key>resource-fork</key><dict><key>blkx</key><array><dict>
<key>Attributes</key><string>0x0050</string><key>CFName</key><string>disk</string>
<key>Data</key><data>${table.toString('base64')}</data>
<key>ID</key><string>-1</string><key>Name</key><string>disk</string></dict></array></dict></dict></plist>
`);
  const trailer = new FieldWriter(false).text('koly').u32(4).u32(512).u32(1);
  // Running offset, data and its bytes, resources and their bytes.
  trailer.u64(0).u64(0).u64(data.length).u64(0).u64(0);
  trailer.u32(1).u32(1).zeros(16).bytes(NO_CHECKSUM);
  trailer.u64(data.length).u64(list.length).zeros(120).bytes(NO_CHECKSUM);
  trailer.u32(1).u64(sector);
  return Buffer.concat([data, list, trailer.finish(), Buffer.alloc(512 - trailer.size)]);
}
