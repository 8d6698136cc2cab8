/**
 * Sizes, counts and offsets of 64 bits. What exceeds `Number.MAX_SAFE_INTEGER` (2^53 - 1) becomes that number: no file is so large, so it
 * fails every bounds check, and nothing is computed with a number that was rounded.
 */
export function size64LE(bytes: Buffer, at: number): number {
  return joined(bytes.readUInt32LE(at + 4), bytes.readUInt32LE(at));
}

export function size64BE(bytes: Buffer, at: number): number {
  return joined(bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4));
}

/** As `DataView.getBigUint64`. */
export function size64At(view: DataView, at: number, isLittleEndian = false): number {
  const [first, second] = [view.getUint32(at, isLittleEndian), view.getUint32(at + 4, isLittleEndian)];
  return isLittleEndian ? joined(second, first) : joined(first, second);
}

function joined(high: number, low: number): number {
  return Math.min(high * 2 ** 32 + low, Number.MAX_SAFE_INTEGER);
}
