/** Writes binary patches as git does. Independent of src. */
import { deflateSync } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';

export function binaryHunk(kind: 'literal' | 'delta', data: Uint8Array, size = data.length): string {
  const packed = deflateSync(data);
  const lines: string[] = [];
  for (let at = 0; at < packed.length; at += 52) lines.push(base85Line(packed.subarray(at, at + 52)));
  return `${kind} ${size}\n${lines.join('\n')}\n\n`;
}

function base85Line(bytes: Buffer): string {
  const letter = String.fromCharCode(bytes.length > 26 ? 0x60 + bytes.length - 26 : 0x40 + bytes.length);
  let line = letter;
  for (let at = 0; at < bytes.length; at += 4) {
    const four = Buffer.alloc(4);
    bytes.copy(four, 0, at, at + 4);
    let value = four.readUInt32BE();
    let group = '';
    for (let digit = 0; digit < 5; digit++) {
      group = DIGITS[value % 85]! + group;
      value = Math.floor(value / 85);
    }
    line += group;
  }
  return line;
}
