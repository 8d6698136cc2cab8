import { runsOf, SLACK_BYTES } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';

/** Content bytes of r as an INTEGER: with a leading zero if its highest bit is set; P-256, P-384, P-521. */
const LENGTHS: ReadonlySet<number> = new Set([32, 33, 48, 49, 64, 65, 66]);

/**
 * The r of ECDSA signatures in DER (RFC 3279, section 2.2.3: SEQUENCE of the INTEGERs r and s) in runs, without leading zeros, as
 * Latin-1. One in 128 is shorter and is missed.
 */
export function signatureValues(image: MemoryImage): ReadonlySet<string> {
  const values = new Set<string>();
  for (const { bytes, at, start, end } of runsOf(image)) {
    const last = at + end - start;
    for (let tag = bytes.indexOf(2, Math.max(0, at - SLACK_BYTES)); tag !== -1; tag = bytes.indexOf(2, tag + 1)) {
      if (tag >= last) break;
      const length = bytes[tag + 1]!;
      const behind = tag + 2 + length;
      // s follows, with about the same length.
      if (!LENGTHS.has(length) || bytes[behind] !== 2 || Math.abs(bytes[behind + 1]! - length) > 2) continue;
      values.add(valueText(bytes.subarray(tag + 2, behind)));
    }
  }
  return values;
}

/** The form in which `signatureValues` has a number. */
export function valueText(number: Uint8Array): string {
  const first = number.findIndex((byte) => byte !== 0);
  const significant = number.subarray(first === -1 ? number.length : first);
  return Buffer.from(significant.buffer, significant.byteOffset, significant.length).toString('latin1');
}
