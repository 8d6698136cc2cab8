/** Writes CBOR (RFC 8949) maps for tests: integers, bytes, text, booleans. Independent of src. */
export type CborValue = number | boolean | string | Uint8Array | readonly CborValue[];

export function cborMap(entries: readonly (readonly [number, CborValue])[]): Buffer {
  const items = entries.flatMap(([label, value]) => [cbor(label), cbor(value)]);
  return Buffer.concat([head(5, entries.length), ...items]);
}

function cbor(value: CborValue): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'boolean') return Buffer.of(value ? 0xf5 : 0xf4);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
}

function head(major: number, value: number): Buffer {
  const type = major << 5;
  if (value < 24) return Buffer.of(type | value);
  if (value < 0x100) return Buffer.of(type | 24, value);
  if (value < 0x10000) return Buffer.of(type | 25, value >> 8, value & 0xff);
  return Buffer.of(type | 26, value >>> 24, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff);
}
