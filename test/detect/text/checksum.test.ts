import { describe, expect, it } from 'vitest';
import {
  crc32Base36,
  crc32Base62,
  crc32Base64,
  crc32Hex,
  crc32HexLittleEndian,
  endsWithCrc32Base62,
} from '../../../src/detect/text/checksum.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** Bit by bit, from the polynomial; shares nothing with zlib. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text, 'latin1')) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

function value(digits: string, alphabet: string): number {
  return [...digits].reduce((sum, digit) => sum * alphabet.length + alphabet.indexOf(digit), 0);
}

const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

describe('CRC-32', () => {
  // The check value of the catalogue of parametrised CRC algorithms, CRC-32/ISO-HDLC.
  it('has its check value', () => {
    expect(crc32Hex('123456789')).toBe('cbf43926');
    expect(crc32HexLittleEndian('123456789')).toBe('2639f4cb');
    expect(crc32Base64('123456789')).toBe('Jjn0yw');
  });

  it('reads back in every base, at its full width', () => {
    const random = seededRandom(1);
    const texts = ['', 'a', ...Array.from({ length: 200 }, () => random.text(30, BASE62))];
    for (const text of texts) {
      const crc = crc32(text);
      expect(crc32Hex(text)).toBe(crc.toString(16).padStart(8, '0'));
      expect(crc32Base62(text)).toHaveLength(6);
      expect(value(crc32Base62(text), BASE62)).toBe(crc);
      expect(crc32Base36(text)).toHaveLength(7);
      expect(value(crc32Base36(text), BASE36)).toBe(crc);
      expect(Buffer.from(crc32HexLittleEndian(text), 'hex').readUInt32LE()).toBe(crc);
      expect(Buffer.from(crc32Base64(text), 'base64').readUInt32LE()).toBe(crc);
      expect(crc32Base64(text)).toHaveLength(6);
    }
  });

  it('is padded with zeros', () => {
    expect(crc32Base62('')).toBe('000000');
    expect(crc32Base36('')).toBe('0000000');
    expect(crc32Hex('')).toBe('00000000');
  });

  it('is told from a changed one', () => {
    const text = seededRandom(2).text(30, BASE62);
    expect(endsWithCrc32Base62(text + crc32Base62(text))).toBe(true);
    expect(endsWithCrc32Base62(`${text.slice(1)}0${crc32Base62(text)}`)).toBe(false);
    expect(endsWithCrc32Base62('short')).toBe(false);
  });
});
