/** Writes headers of LUKS1 and LUKS2 for tests. Independent of src. */
import { createHash } from 'node:crypto';

export function luks1(uuid: string, secret: Uint8Array): Buffer {
  const header = Buffer.alloc(592);
  header.write('LUKS\xba\xbe\0\x01', 0, 'latin1');
  header.write('aes', 8);
  header.write('xts-plain64', 40);
  header.write('sha256', 72);
  header.writeUInt32BE(4096, 104);
  header.writeUInt32BE(64, 108);
  header.set(secret.subarray(0, 20), 112);
  header.set(secret.subarray(0, 32), 132);
  header.writeUInt32BE(100_000, 164);
  header.write(uuid, 168);
  for (let slot = 0; slot < 8; slot++) {
    const at = 208 + 48 * slot;
    header.writeUInt32BE(slot === 0 ? 0x00ac71f3 : 0x0000dead, at);
    header.writeUInt32BE(4000, at + 44);
  }
  return header;
}

export function luks2(uuid: string, json: string, size = 16_384): Buffer {
  const header = Buffer.alloc(size);
  header.write('LUKS\xba\xbe\0\x02', 0, 'latin1');
  header.writeUInt32BE(size, 12);
  header.writeUInt32BE(3, 20);
  header.write('sha256', 72);
  header.write(uuid, 168);
  header.write(json, 4096);
  createHash('sha256').update(header).digest().copy(header, 448);
  return header;
}
