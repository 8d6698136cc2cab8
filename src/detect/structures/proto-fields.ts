/** Content of one field of a message: the bytes of a string, bytes or message, or the number of a varint. */
export type ProtoValue = Uint8Array | number;

/**
 * Fields of a Protocol Buffers message (encoding: a varint of number · 8 + wire type before each value), as far as keys use them:
 * varints (0) up to 2⁵³ and length-delimited values (2).
 * @returns fields by number; undefined for other wire types, for a repeated field, and for bytes that do not fill `bytes` exactly
 */
export function protoFields(bytes: Uint8Array): ReadonlyMap<number, ProtoValue> | undefined {
  const fields = new Map<number, ProtoValue>();
  let at = 0;
  while (at < bytes.length) {
    const tag = varint(bytes, at);
    const first = tag && varint(bytes, tag.end);
    if (tag === undefined || first === undefined) return undefined;
    const field = Math.floor(tag.value / 8);
    const wireType = tag.value % 8;
    if (field === 0 || fields.has(field) || (wireType !== 0 && wireType !== 2)) return undefined;
    const end = wireType === 0 ? first.end : first.end + first.value;
    if (end > bytes.length) return undefined;
    fields.set(field, wireType === 0 ? first.value : bytes.subarray(first.end, end));
    at = end;
  }
  return fields;
}

/** Little-endian groups of seven bits; a set high bit means that another group follows. */
export function varint(bytes: Uint8Array, start: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let index = 0; index < MAX_VARINT_BYTES; index++) {
    const byte = bytes[start + index];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, end: start + index + 1 };
  }
  return undefined;
}
/** 49 bits: exact as a JavaScript number. */
const MAX_VARINT_BYTES = 7;
