import { crc32Hex, endsWithCrc32Base62 } from '../text/checksum.ts';
import type { OwnCheck } from './own-rule.ts';

/** Whether `secret` passes the check. */
export function passesCheck(check: OwnCheck, secret: string): boolean {
  switch (check) {
    case 'luhn':
      return passesLuhn(secret.replace(/[ -]/g, ''));
    case 'crc32-base62':
      return secret.length > 6 && endsWithCrc32Base62(secret);
    case 'crc32-hex':
      return secret.length > 8 && secret.slice(-8).toLowerCase() === crc32Hex(secret.slice(0, -8));
    case 'base64-json':
      return isBase64Json(secret);
  }
}

/** ISO/IEC 7812-1, annex B: with every second digit from the right doubled, the sum of all digits is a multiple of 10. */
function passesLuhn(digits: string): boolean {
  if (!/^\d{2,64}$/.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits.at(-1 - index));
    const doubled = index % 2 === 1 ? 2 * digit : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Base64 in either alphabet of a JSON object. */
function isBase64Json(text: string): boolean {
  if (!/^[A-Za-z0-9+/_-]{2,}={0,2}$/.test(text)) return false;
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64').toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
