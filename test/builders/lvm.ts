/** Writes physical volumes of LVM2 for tests (lib/format_text/layout.h and lib/misc/crc.c of LVM2). */

export const EXTENT_BYTES = 4096;
/** Where the extents begin. */
export const DATA_START = 20 << 10;
const SECTOR_BYTES = 512;
const AREA = { start: 4096, bytes: 8192 };
const COPY_START = 12 << 10;
export const PV_ID = '0123456789abcdef0123456789abcdef';
const OTHER_ID = 'fedcba9876543210fedcba9876543210';

interface Options {
  /** Of the label, 0 to 3. */
  readonly sector?: number;
  /** Of the text in its area: one near its end makes it go on behind the header. */
  readonly textAt?: number;
  /** No area tells of anything. */
  readonly isOrphan?: boolean;
  readonly isIgnored?: boolean;
  /** A second area tells the same. */
  readonly hasCopy?: boolean;
  /** Instead of the text that `group` gives. */
  readonly text?: string;
  /** Up to here; what lies behind is cut off. */
  readonly bytes?: number;
}

/** A volume whose extent number n is `extents[n]`, padded with zeros. @param volumes as `volume` writes them */
export function physicalVolume(volumes: string, extents: readonly (string | Buffer)[], options: Options = {}): Buffer {
  const image = Buffer.alloc(DATA_START + EXTENT_BYTES * extents.length);
  for (const [index, extent] of extents.entries()) Buffer.from(extent).copy(image, DATA_START + EXTENT_BYTES * index);
  writeLabel(image, options);
  writeArea(image, AREA.start, options.text ?? group(volumes), options);
  if (options.hasCopy) writeArea(image, COPY_START, group(volumes), options);
  return image.subarray(0, options.bytes);
}

/** @param segments as `segment` and `linear` write them */
export function volume(name: string, ...segments: readonly string[]): string {
  const inner = segments.map((segment, index) => `segment${index + 1} {\n${segment}}\n`);
  return `${name} {\nid = "x"\nstatus = ["READ", "VISIBLE"]\nflags = []\nsegment_count = ${segments.length}\n${inner.join('')}}\n`;
}

export function segment(type: string, start: number, count: number, more: string): string {
  return `start_extent = ${start}\nextent_count = ${count}\t# a comment { " \ntype = "${type}"\n${more}\n`;
}

/** @param physical `pv0` is the one that is written, `pv1` another */
export function linear(start: number, count: number, at: number, physical = 'pv0'): string {
  return segment('striped', start, count, `stripe_count = 1\nstripes = [\n"${physical}", ${at}\n]`);
}

function group(volumes: string): string {
  const physical = [PV_ID, OTHER_ID].map((id, index) => {
    const hyphened = id.replace(/(.{6})(....)(....)(....)(....)(....)(......)/, '$1-$2-$3-$4-$5-$6-$7');
    return `pv${index} {\nid = "${hyphened}"\ndevice = "a \\"hint\\""\npe_start = ${DATA_START / SECTOR_BYTES}\npe_count = 99\n}\n`;
  });
  return `vg {\nseqno = 3\nextent_size = ${EXTENT_BYTES / SECTOR_BYTES}\nphysical_volumes {\n${physical.join('')}}\nlogical_volumes {\n${volumes}}\n}\n# Generated\ncontents = "Text Format Volume Group"\nversion = 1\n\0`;
}

function writeLabel(image: Buffer, { sector: number = 1, hasCopy }: Options): void {
  const sector = image.subarray(number * SECTOR_BYTES, (number + 1) * SECTOR_BYTES);
  sector.write('LABELONE');
  sector.writeUInt32LE(number, 8);
  sector.writeUInt32LE(32, 20);
  sector.write(`LVM2 001${PV_ID}`, 24);
  const copy = hasCopy ? [COPY_START, AREA.bytes] : [];
  for (const [index, value] of [image.length, DATA_START, 0, 0, 0, AREA.start, AREA.bytes, ...copy].entries())
    sector.writeBigUInt64LE(BigInt(value), 64 + 8 * index);
  sector.writeUInt32LE(sum(sector.subarray(20)), 16);
}

function writeArea(image: Buffer, start: number, text: string, options: Options): void {
  const { textAt = SECTOR_BYTES, isOrphan, isIgnored } = options;
  const area = image.subarray(start, start + AREA.bytes);
  const bytes = Buffer.from(text, 'latin1');
  const first = bytes.subarray(0, AREA.bytes - textAt);
  first.copy(area, textAt);
  bytes.copy(area, SECTOR_BYTES, first.length);
  area.write(' LVM2 x[5A%r0N*>', 4);
  area.writeUInt32LE(1, 20);
  area.writeBigUInt64LE(BigInt(start), 24);
  area.writeBigUInt64LE(BigInt(AREA.bytes), 32);
  if (!isOrphan) {
    area.writeBigUInt64LE(BigInt(textAt), 40);
    area.writeBigUInt64LE(BigInt(bytes.length), 48);
    area.writeUInt32LE(sum(bytes), 56);
  }
  area.writeUInt32LE(isIgnored ? 1 : 0, 60);
  area.writeUInt32LE(sum(area.subarray(4, SECTOR_BYTES)), 0);
}

/** CRC-32, bit by bit. */
function sum(bytes: Uint8Array): number {
  let crc = 0xf597a6cf;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ ((crc & 1) === 0 ? 0 : 0xedb88320);
  }
  return crc >>> 0;
}

/** With more text than the area of `physicalVolume` holds: its bytes stand behind. @param dataBytes of extents, which are all `7` */
export function largeVolume(volumes: string, dataBytes = 0): Buffer {
  const text = Buffer.from(group(volumes), 'latin1');
  const image = Buffer.concat([physicalVolume('', []), Buffer.alloc(dataBytes, '7'), text]);
  const textAt = DATA_START + dataBytes;
  // Of the label: the area reaches to the end. Of the area: where the text lies, and how long it is.
  image.writeBigUInt64LE(BigInt(image.length - AREA.start), 512 + 64 + 48);
  image.writeBigUInt64LE(BigInt(textAt - AREA.start), AREA.start + 40);
  image.writeBigUInt64LE(BigInt(text.length), AREA.start + 48);
  return image;
}
