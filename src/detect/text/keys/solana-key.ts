/**
 * Solana keypairs as solana-keygen writes them: a JSON array of 64 numbers, the seed and the public half of Ed25519, which prove
 * one another. The anchors are the first number; other text is refused within a few bytes.
 */
import { keyMatch } from '../../proof/key-match.ts';
import { ed25519Key } from '../../structures/raw-edwards.ts';
import { keyTextDetector } from './key-text.ts';

const COUNT = 64;
const [COMMA, SPACE] = [0x2c, 0x20];

export const solanaKey = keyTextDetector({
  id: 'solana-keypair',
  form: { specification: 'solana-keygen', proof: 'the seed gives the public half' },
  title: 'Solana keypair',
  anchors: Array.from({ length: 256 }, (_, first) => `[${first},`),
  maxMatchBytes: 64 * 6 + 2,
  // The shortest has 64 digits and 63 commas.
  glance(window, at) {
    for (let next = at + 1; next < at + 128; next++) {
      const byte = window[next] ?? 0;
      if (!isDigit(byte) && byte !== COMMA && byte !== SPACE) return false;
    }
    return true;
  },
  read(text, at) {
    const bytes: number[] = [];
    let position = at;
    while (bytes.length < COUNT) {
      position++;
      if (text.charAt(position) === ' ') position++;
      const start = position;
      while (position < start + 3 && isDigit(text.charCodeAt(position))) position++;
      const value = Number(text.slice(start, position));
      const end = bytes.length === COUNT - 1 ? ']' : ',';
      if (position === start || value > 255 || text.charAt(position) !== end) return undefined;
      bytes.push(value);
    }
    const length = position + 1 - at;
    const all = Uint8Array.from(bytes);
    const key = ed25519Key(all.subarray(0, 32), all.subarray(32), length);
    return key && keyMatch(key, { offset: at, length, form: 'solana', preview: '[64 numbers]' });
  },
});

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
