/** Writes bytes as `od -c` prints them (POSIX.1-2024, od). Independent of src. */
const NAMES = new Map([
  [0, '\\0'],
  [7, '\\a'],
  [8, '\\b'],
  [9, '\\t'],
  [10, '\\n'],
  [11, '\\v'],
  [12, '\\f'],
  [13, '\\r'],
]);

/** @param base of the offsets */
export function characterDump(bytes: Uint8Array, base: 8 | 10 | 16 = 8): string {
  const offsetText = (offset: number) => offset.toString(base).padStart(7, '0');
  const lines: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += 16) {
    const cells = Array.from(bytes.subarray(offset, offset + 16), (byte) => nameOf(byte).padStart(4));
    lines.push(`${offsetText(offset)}${cells.join('')}\n`);
  }
  return `${lines.join('')}${offsetText(bytes.length)}\n`;
}

function nameOf(byte: number): string {
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return NAMES.get(byte) ?? byte.toString(8).padStart(3, '0');
}
