/** Which four-byte values occur in a sample of text, at even and odd offsets, and how often. */
export interface Fours {
  /** Distinct values, little-endian, ascending. */
  readonly values: Uint32Array;
  /** Share of the sample's positions with that value, by index in `values`. */
  readonly shares: Float64Array;
}

/** @param least values that occur less often are left out: each costs almost nothing, and there are many */
export function countFours(texts: readonly Uint8Array[], least: number): Fours {
  const all = new Uint32Array(texts.reduce((sum, { length }) => sum + Math.max(0, length - 3), 0));
  let end = 0;
  for (const text of texts) {
    const view = new DataView(text.buffer, text.byteOffset, text.length);
    for (let at = 0; at + 4 <= text.length; at++) all[end++] = view.getUint32(at, true);
  }
  all.sort();
  const values: number[] = [];
  const shares: number[] = [];
  for (let first = 0, next = 0; first < end; first = next) {
    while (all[next] === all[first]) next++;
    if (next - first < least) continue;
    values.push(all[first]!);
    shares.push((next - first) / end);
  }
  return { values: Uint32Array.from(values), shares: Float64Array.from(shares) };
}
