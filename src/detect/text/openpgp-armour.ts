/**
 * What OpenPGP's ASCII armour holds: RFC 9580, section 6. Lines end in LF, CRLF or either as an escape after backslashes; headers; base64; the
 * CRC-24, which must be right if present.
 */
import { decodeBase64 } from './base64.ts';

/** @param escaped the lines between BEGIN and END @returns undefined if they are no base64, or the CRC-24 is wrong */
export function decodeArmour(escaped: string): Uint8Array | undefined {
  const text = escaped.replace(/(?:\\{1,16}r)?\\{1,16}n/g, '\n');
  const base64 = text.replace(/^(?:\s*[A-Za-z]{1,20}: [^\n]{0,200}\n)*/, '').replace(/\s+/g, '');
  const found = /^([A-Za-z0-9+/]+={0,2}?)(?:=([A-Za-z0-9+/]{4}))?$/.exec(base64);
  const body = found?.[1] === undefined ? undefined : decodeBase64(found[1], 'standard');
  if (body === undefined || found?.[2] === undefined) return body;
  return Buffer.from(found[2], 'base64').readUIntBE(0, 3) === crc24(body) ? body : undefined;
}

/** RFC 9580, section 6.1.1. */
function crc24(bytes: Uint8Array): number {
  let crc = 0xb704ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) {
      crc <<= 1;
      if (crc & 0x1000000) crc ^= 0x1864cfb;
    }
  }
  return crc & 0xffffff;
}
