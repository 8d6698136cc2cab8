/*
 * Linux keeps names as bytes, and old archives and Samba shares bring names in Latin-1 or Shift JIS. Node makes text of them and puts
 * U+FFFD where a name is no UTF-8, with which no file can be opened. So we write a byte that is no UTF-8 as a lone surrogate, U+DC80 to
 * U+DCFF, as Python does (PEP 383, `os.fsdecode`): nothing else that UTF-8 can say becomes one, so that the way back is the bytes.
 */
const FIRST_ESCAPED = 0xdc00;
/** With the flag `u`, half a character is not met. */
const ESCAPED = /[\udc80-\udcff]/u;
/** U+FFFD, as Node writes what is no UTF-8; a name may also have it by itself. */
export const REPLACEMENT = '\ufffd';

/** A path as text, of any bytes. */
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

/** What to hand to node:fs for a path that may come from `pathOfBytes`. */
export function systemPath(path: string): string | Buffer {
  if (!ESCAPED.test(path)) return path;
  return Buffer.concat(
    Array.from(path, (character) => {
      return ESCAPED.test(character) ? Buffer.of(character.charCodeAt(0) - FIRST_ESCAPED) : Buffer.from(character);
    }),
  );
}

/** The byte that a lone surrogate stands for. */
export function escapedByte(codePoint: number): number | undefined {
  return codePoint >= 0xdc80 && codePoint <= 0xdcff ? codePoint - FIRST_ESCAPED : undefined;
}

/** How many bytes the character at `at` has in UTF-8 (RFC 3629, section 4); 0 where none is. */
function characterBytes(bytes: Buffer, at: number): number {
  const first = bytes[at]!;
  const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  const character = bytes.subarray(at, at + length);
  // Too long a form, half of a pair, what ends early: Node knows, and gives something else back.
  return character.length === length && Buffer.from(character.toString()).equals(character) ? length : 0;
}
