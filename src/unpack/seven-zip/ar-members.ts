/**
 * Whether a damaged header cuts an `ar` archive short (ar(5)). 7-Zip takes whatever no header begins for data behind the archive, which is
 * right only when nothing there looks like a header.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';

const MAGIC_BYTES = 8;
const HEADER_BYTES = 60;
const END = Buffer.from('`\n');
/** How far behind the last sound member the next one is searched for. */
const SEARCH_BYTES = 1 << 20;

/*  0 16  name
 * 16 12  time, decimal     28  6  owner     34  6  group     40  8  mode, octal
 * 48 10  size, decimal
 * 58  2  '`' LF
 * The next header begins at an even offset.                                   */
/** @returns a description of the damage in a file of which 7-Zip has left something over */
export function brokenArMember(source: ByteSource): string | undefined {
  let at = MAGIC_BYTES;
  let dataStart = at;
  while (at + HEADER_BYTES <= source.size) {
    const fields = fieldsAt(source.read(at, HEADER_BYTES));
    if (!fields.hasEnd || fields.size === undefined) break;
    dataStart = at + HEADER_BYTES;
    at = dataStart + fields.size + (fields.size & 1);
  }
  if (at >= source.size) return undefined;
  // The size of the last member may be too large: headers of others are inside of it then.
  if (!isLikeHeader(source, at) && !hasHeader(source, at) && !hasHeader(source, dataStart)) return undefined;
  return `expected the header of a member at offset ${at}, found none that is sound; what follows it is scanned as is`;
}

/** Whether there is a partly damaged header at `at`. */
function isLikeHeader(source: ByteSource, at: number): boolean {
  return at + HEADER_BYTES <= source.size && isSimilar(fieldsAt(source.read(at, HEADER_BYTES)));
}

/** Whether there is a sound header somewhere behind `at`. */
function hasHeader(source: ByteSource, at: number): boolean {
  const bytes = Buffer.from(source.read(at, Math.min(SEARCH_BYTES, source.size - at)));
  for (let end = bytes.indexOf(END, HEADER_BYTES); end >= 0; end = bytes.indexOf(END, end + 1)) {
    const { hasEnd, size, hasMode } = fieldsAt(bytes.subarray(end + END.length - HEADER_BYTES));
    if (hasEnd && size !== undefined && hasMode) return true;
  }
  return false;
}

interface Fields {
  readonly hasEnd: boolean;
  readonly hasMode: boolean;
  readonly hasTime: boolean;
  readonly size: number | undefined;
}

/** A single one of these occurs in text or noise by chance. */
function isSimilar({ hasEnd, hasMode, hasTime, size }: Fields): boolean {
  return [hasEnd, hasMode, hasTime, size !== undefined].filter((is) => is).length >= 2;
}

function fieldsAt(header: Uint8Array): Fields {
  const text = Buffer.from(header.buffer, header.byteOffset, HEADER_BYTES).toString('latin1');
  const size = /^\d+ *$/.test(text.slice(48, 58)) ? Number(text.slice(48, 58)) : undefined;
  return {
    size,
    hasEnd: text.endsWith('`\n'),
    hasMode: /^[0-7]+ *$/.test(text.slice(40, 48)),
    hasTime: /^\d+ *$/.test(text.slice(16, 28)),
  };
}
