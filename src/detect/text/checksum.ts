/**
 * CRC-32 (IEEE 802.3, as in zlib) in the notations that issuers of tokens use. GitHub, npm and Vercel: six base-62 digits; GitLab:
 * seven base-36 digits; Atlassian, Cloudflare, Zuplo: eight hex digits. All are padded on the left with zeros.
 */
import { crc32 } from 'node:zlib';

/** Digits in the order 0-9, A-Z, a-z, as GitHub and npm use them. */
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Six digits; 62^6 > 2^32, so every CRC fits. */
export function crc32Base62(text: string): string {
  let rest = crc32(text);
  let digits = '';
  while (digits.length < 6) {
    digits = BASE62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** Seven digits, lower case. */
export function crc32Base36(text: string): string {
  return crc32(text).toString(36).padStart(7, '0');
}

/** Eight digits, lower case. */
export function crc32Hex(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

/** Six digits of base64 without padding: the four bytes of the CRC, little-endian, as Confluent writes them. */
export function crc32Base64(text: string): string {
  return littleEndian(text).toString('base64').slice(0, 6);
}

/** Eight hex digits of the four bytes, little-endian, as Grafana writes them. */
export function crc32HexLittleEndian(text: string): string {
  return littleEndian(text).toString('hex');
}

function littleEndian(text: string): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(crc32(text));
  return bytes;
}

/** Whether the last six characters of `text` are the base-62 CRC-32 of the characters before them. */
export function endsWithCrc32Base62(text: string): boolean {
  return text.slice(-6) === crc32Base62(text.slice(0, -6));
}
