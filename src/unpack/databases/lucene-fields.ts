import { varintAt } from '../codecs/small-numbers.ts';

/*  a field (Lucene90CompressingStoredFieldsWriter.writeField)
 *  1 to 10  number of its name * 8 + type
 *  .        text and bytes: their number, and they; numbers: 1 to 10 bytes   */
const [TEXT, BYTES, INT, FLOAT, LONG, DOUBLE] = [0, 1, 2, 3, 4, 5];
const LINE_FEED = Uint8Array.of(0x0a);

/**
 * Texts and byte values of the fields, one a line: in the data, a letter may precede or follow one. From the first invalid field on,
 * everything as is.
 */
export function linesOfFields(fields: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < fields.length; ) {
    const field = fieldAt(fields, at);
    if (field === undefined || field.end > fields.length) {
      lines.push(fields.subarray(at));
      break;
    }
    if (field.start < field.end) lines.push(fields.subarray(field.start, field.end), LINE_FEED);
    at = field.end;
  }
  return Buffer.concat(lines);
}

/** The text of a field; empty for a number. */
function fieldAt(fields: Uint8Array, at: number): { readonly start: number; readonly end: number } | undefined {
  const head = varintAt(fields, at);
  if (head === undefined) return undefined;
  const { next } = head;
  const type = head.value % 8;
  if (type === TEXT || type === BYTES) {
    const length = varintAt(fields, next);
    return length && { start: length.next, end: length.next + length.value };
  }
  const bytes = numberBytes(type, fields, next);
  return bytes === undefined ? undefined : { start: next + bytes, end: next + bytes };
}

function numberBytes(type: number, fields: Uint8Array, at: number): number | undefined {
  const first = fields[at] ?? 0;
  switch (type) {
    case INT:
      return varintBytes(fields, at);
    // writeZFloat: one byte for small integers, else a float; 0xff precedes a negative one.
    case FLOAT:
      return first === 0xff ? 5 : first >= 0x80 ? 1 : 4;
    // writeTLong, bit 5: more bytes follow.
    case LONG:
      return first & 0x20 ? 1 + varintBytes(fields, at + 1) : 1;
    // writeZDouble: 0xfe precedes a float.
    case DOUBLE:
      return first === 0xff ? 9 : first === 0xfe ? 5 : first >= 0x80 ? 1 : 8;
    default:
      return undefined;
  }
}

/** Also for numbers of 64 bits. */
function varintBytes(fields: Uint8Array, start: number): number {
  let at = start;
  while ((fields[at] ?? 0) >= 0x80) at++;
  return at + 1 - start;
}
