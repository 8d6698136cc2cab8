/*
 * Linux keeps names as bytes, and old archives and Samba shares bring names in Latin-1 or Shift JIS. Node decodes names
 * as UTF-8 and puts U+FFFD for what is not, and such a path opens no file. So we write each byte that is not valid
 * UTF-8 as a lone surrogate, U+DC80 to U+DCFF, as Python does (PEP 383, `os.fsdecode`). Valid UTF-8 never decodes to a
 * lone surrogate, so the original bytes can always be recovered.
 */
const FIRST_ESCAPED = 0xdc00;
/** The flag `u` keeps this from matching half of a surrogate pair. */
const ESCAPED = /[\udc80-\udcff]/u;
/** What Node writes for bytes that are not UTF-8; a name may also contain it legitimately. */
export const REPLACEMENT = '\ufffd';

/** The text of a path given as arbitrary bytes. */
export function pathOfBytes(bytes: Buffer): string {
  const text = bytes.toString();
  if (!text.includes(REPLACEMENT)) return text;
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = characterBytes(bytes, at);
    if (length > 0) parts.push(bytes.toString('utf8', at, at + length));
    else parts.push(String.fromCharCode(FIRST_ESCAPED + bytes[at]!));
    at += Math.max(1, length);
  }
  return parts.join('');
}

/** The form of `path` to hand to node:fs; `path` may come from `pathOfBytes`. */
export function systemPath(path: string): string | Buffer {
  if (!ESCAPED.test(path)) return path;
  return Buffer.concat(
    Array.from(path, (character) => {
      return ESCAPED.test(character) ? Buffer.of(character.charCodeAt(0) - FIRST_ESCAPED) : Buffer.from(character);
    }),
  );
}

/** The byte that a lone surrogate stands for; undefined for any other code point. */
export function escapedByte(codePoint: number): number | undefined {
  return codePoint >= 0xdc80 && codePoint <= 0xdcff ? codePoint - FIRST_ESCAPED : undefined;
}

/** Length in bytes of the UTF-8 character at `at` (RFC 3629, section 4); 0 where there is none. */
function characterBytes(bytes: Buffer, at: number): number {
  const first = bytes[at]!;
  const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  const character = bytes.subarray(at, at + length);
  // Overlong forms, surrogates and truncated characters decode to something else, so they do not survive the round
  // trip.
  return character.length === length && Buffer.from(character.toString()).equals(character) ? length : 0;
}
