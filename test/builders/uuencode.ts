/** Writes uuencoded files as POSIX tells. Independent of src. */

/** @param blank how a 0 is written: programs of today take a backtick */
export function uuencoded(name: string, data: string | Uint8Array, blank: ' ' | '`' = '`'): string {
  const bytes = Buffer.from(data);
  const lines = [`begin 644 ${name}`];
  for (let at = 0; at < bytes.length; at += 45) lines.push(uuLine(bytes.subarray(at, at + 45), blank));
  return [...lines, blank, 'end', ''].join('\n');
}

function uuLine(bytes: Buffer, blank: string): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  const sixes: string[] = [...(bits.match(/.{1,6}/g) ?? [])];
  while (sixes.length % 4 !== 0) sixes.push('000000');
  const digit = (value: number): string => (value === 0 ? blank : String.fromCharCode(0x20 + value));
  return [bytes.length, ...sixes.map((six) => Number.parseInt(six.padEnd(6, '0'), 2))].map(digit).join('');
}
