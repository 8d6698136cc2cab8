/** Writes DER (X.690) for tests. Independent of src: lengths by hand, no checks. */

export function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
  if (length < 0x100) return Buffer.concat([Buffer.of(tag, 0x81, length), content]);
  if (length < 0x10000) return Buffer.concat([Buffer.of(tag, 0x82, length >> 8, length & 0xff), content]);
  return Buffer.concat([Buffer.of(tag, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff), content]);
}

export const sequence = (...parts: readonly Uint8Array[]) => tlv(0x30, ...parts);
export const octets = (...parts: readonly Uint8Array[]) => tlv(0x04, ...parts);
export const bits = (...parts: readonly Uint8Array[]) => tlv(0x03, Buffer.of(0), ...parts);
export const oid = (hex: string) => tlv(0x06, Buffer.from(hex, 'hex'));
export const nothing = () => tlv(0x05);

/** Positive INTEGER. */
export function integer(value: bigint | number): Buffer {
  const hex = BigInt(value).toString(16);
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  return tlv(0x02, bytes[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}
