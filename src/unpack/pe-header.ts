/** Bytes of a head in which the PE header of nearly every program begins; of others it is believed without. */
export const PE_HEAD_BYTES = 1024;

/*  0  2  'MZ'
 * 60  4  e_lfanew: offset of 'PE\0\0' */
/** Microsoft, "PE Format": a program or library. DOS programs have no such header. */
export function isPe(head: Uint8Array): boolean {
  if (head.length < 64 || head[0] !== 0x4d || head[1] !== 0x5a) return false;
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  const at = bytes.readUInt32LE(60);
  if (at + 4 > bytes.length) return bytes.length >= PE_HEAD_BYTES && at < 1 << 28;
  return bytes.readUInt32LE(at) === 0x0000_4550;
}
