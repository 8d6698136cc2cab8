/**
 * Forms in which programs store a password without any cipher: a sum or an XOR hides it from a glance, no more. `open…` returns the
 * password, or undefined if it is none. `seal…` is for examples.
 */
import { printable } from './stored-forms.ts';

/** Pentaho Data Integration (Kettle) and Apache Hop: one large number, XOR a number in their sources. */
const KETTLE_SEED = BigInt(['0933910847463829', '827159347601486730416058'].join(''));

export function openKettle(text: string): string | undefined {
  const digits = (BigInt(`0x${text}`) ^ KETTLE_SEED).toString(16);
  return printable(Buffer.from(digits, 'hex').toString('latin1'));
}

export function sealKettle(password: string): string {
  return (BigInt(`0x${Buffer.from(password).toString('hex')}`) ^ KETTLE_SEED).toString(16);
}

/**
 * Jetty, behind `OBF:`: for each character, its sum and its difference with the one that is as far from the other end, as four digits
 * of base 36. Each pair stands twice, so that text which is no password does not come out of `sealJetty` as it was.
 */
export function openJetty(text: string): string | undefined {
  const codes = Array.from(text.matchAll(/.{4}/g), ([digits]) => {
    const both = Number.parseInt(digits, 36);
    return ((both >> 8) + (both & 0xff) - 254) / 2;
  });
  if (!codes.every((code) => code >= 0x20 && code <= 0x7e)) return undefined;
  const password = printable(String.fromCharCode(...codes));
  return password !== undefined && sealJetty(password) === text ? password : undefined;
}

export function sealJetty(password: string): string {
  const codes = [...Buffer.from(password)];
  return codes
    .map((code, at) => {
      const opposite = codes.at(-1 - at)!;
      return ((127 + code + opposite) * 256 + 127 + code - opposite).toString(36).padStart(4, '0');
    })
    .join('');
}

/** IDEs of JetBrains, in `webServers.xml` of a project: each unit of UTF-16 XOR 0xdfaa, in hexadecimal digits. */
export function openJetBrains(text: string): string | undefined {
  const codes = Array.from(text.matchAll(/.{4}/g), ([digits]) => Number.parseInt(digits, 16) ^ 0xdfaa);
  return printable(String.fromCharCode(...codes));
}

export function sealJetBrains(password: string): string {
  return Array.from(password, (sign) => (sign.charCodeAt(0) ^ 0xdfaa).toString(16)).join('');
}

/** `/etc/kcpassword` of macOS, of the user who is logged in without being asked: XOR with eleven bytes, and zeros behind it. */
const KC_BYTES = Buffer.from('7d895223d2bcddeaa3b91f', 'hex');

export function openKc(bytes: Uint8Array): string | undefined {
  const plain = Buffer.from(bytes.map((byte, at) => byte ^ KC_BYTES[at % KC_BYTES.length]!));
  const end = plain.indexOf(0);
  return end === -1 ? undefined : printable(plain.subarray(0, end).toString('latin1'));
}

export function sealKc(password: string): Uint8Array {
  const plain = Buffer.alloc(Math.ceil((password.length + 1) / 12) * 12);
  plain.write(password, 'latin1');
  return plain.map((byte, at) => byte ^ KC_BYTES[at % KC_BYTES.length]!);
}
