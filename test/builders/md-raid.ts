/** Writes members of a software RAID of Linux for tests (`mdp_superblock_1` of include/uapi/linux/raid/md_p.h). */

export interface MdOptions {
  readonly level?: number;
  readonly disks?: number;
  /** 1.1 or 1.2. */
  readonly minor?: 1 | 2;
  readonly features?: number;
  readonly role?: number;
}

export const MD_DATA_START = 8192;
const SECTOR_BYTES = 512;

/** @param data a multiple of 512 bytes; `behind` it lies what the array does not use */
export function mdMember(data: Buffer, options: MdOptions = {}, behind = Buffer.alloc(0)): Buffer {
  const { level = 1, disks = 2, minor = 2, features = 0, role = 0 } = options;
  const image = Buffer.concat([Buffer.alloc(MD_DATA_START), data, behind]);
  const at = minor === 2 ? 4096 : 0;
  const header = image.subarray(at, at + 256 + 2 * 2);
  const sectors = BigInt(data.length / SECTOR_BYTES);
  for (const [offset, value] of [
    [0, 0xa92b4efc],
    [4, 1],
    [8, features],
    [92, disks],
    [220, 2],
  ] as const)
    header.writeUInt32LE(value, offset);
  header.fill('u', 16, 32);
  header.write('host:name', 32);
  header.writeInt32LE(level, 72);
  header.writeBigUInt64LE(sectors, 80);
  header.writeBigUInt64LE(BigInt(MD_DATA_START / SECTOR_BYTES), 128);
  header.writeBigUInt64LE(sectors + BigInt(behind.length / SECTOR_BYTES), 136);
  header.writeBigUInt64LE(BigInt(at / SECTOR_BYTES), 144);
  header.fill('d', 168, 184);
  header.writeUInt16LE(role, 256);
  header.writeUInt16LE(1, 258);
  let sum = 0n;
  for (let word = 0; word < header.length; word += 4) sum += BigInt(header.readUInt32LE(word));
  header.writeUInt32LE(Number(BigInt.asUintN(32, sum + (sum >> 32n))), 216);
  return image;
}
