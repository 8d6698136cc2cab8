/**
 * Compressed points of P-521 (SEC 1, section 2.3.3: 02 or 03, then x) that fill a block of glibc's heap: Node keeps a Uint8Array of more than 64
 * bytes there, such as the public key that @noble/curves returns. Shorter ones are objects of V8 (script-points.ts).
 */
import { fromBytes } from '../proof/big-integer.ts';
import { isOnCurve, primeCurves } from '../proof/prime-curve.ts';
import { runsOf } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import { rootOf, type ScriptPoint } from './script-points.ts';

const POINT_BYTES = 67;
/** Without its flags. */
const CHUNK_BYTES = 0x50;
/** The second word begins with x; what is behind the last whole word does not look random. */
const MIN_RUN_BYTES = 48;
/** One random block in 16,000 begins so; each takes 0.6 ms. */
const MAX_POINTS = 64;

export function compressedPointsOf(image: MemoryImage): ScriptPoint[] {
  const { littleEndian = true, pointerBytes = 8 } = image.memory;
  const curve = primeCurves().find((prime) => prime.curve.name === 'P-521');
  if (curve === undefined || image.isPacked || !littleEndian || pointerBytes !== 8) return [];
  const encoded = new Map<string, Uint8Array>();
  for (const { bytes, at } of runsOf(image, MIN_RUN_BYTES)) {
    const isCompressed = bytes[at] === 2 || bytes[at] === 3;
    if (!isCompressed || bytes[at + 1]! > 1 || at < 8 || at + POINT_BYTES > bytes.length) continue;
    const size = new DataView(bytes.buffer, bytes.byteOffset + at - 8).getBigUint64(0, true);
    if ((size & ~7n) !== BigInt(CHUNK_BYTES)) continue;
    const point = bytes.slice(at, at + POINT_BYTES);
    encoded.set(Buffer.from(point).toString('latin1'), point);
    if (encoded.size === MAX_POINTS) break;
  }
  return [...encoded.values()].flatMap((point) => {
    const x = fromBytes(point.subarray(1));
    const y = rootOf(curve, x, point[0]! & 1);
    return isOnCurve(curve, x, y) ? [{ curve: curve.curve, x, y }] : [];
  });
}
