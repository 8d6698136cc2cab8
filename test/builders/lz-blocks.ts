/** Blocks of Lempel and Ziv by hand. Those of real packers are in test/fixtures. */

/** LZO1X that copies nothing: the number of literals, less 18, in steps of 255; the literals; the mark of the end. */
export function lzoLiterals(bytes: Uint8Array): Buffer {
  return Buffer.concat([steps(0, bytes.length - 18), bytes, Buffer.from([0x11, 0, 0])]);
}

/** LZO1X of `bytes`, the last of which comes `more` times more: a match of that length from one byte before. */
export function lzoRun(bytes: Uint8Array, more: number): Buffer {
  const match = Buffer.concat([steps(0x20, more - 33), Buffer.from([0, 0])]);
  return Buffer.concat([steps(0, bytes.length - 18), bytes, match, Buffer.from([0x11, 0, 0])]);
}

/** A code whose number is `rest`, at least 1, above what the code can say. */
function steps(code: number, rest: number): Buffer {
  const zeros = Math.floor((rest - 1) / 255);
  return Buffer.from([code, ...new Uint8Array(zeros), rest - 255 * zeros]);
}

/** Snappy of `bytes`, 61 to 65,536, as one literal, the last of which comes `more` times more: copies of up to 64. */
export function snappyRun(bytes: Uint8Array, more = 0): Buffer {
  const literals = bytes.length - 1;
  const total = bytes.length + more;
  const number = [(total & 0x7f) | 0x80, ((total >> 7) & 0x7f) | 0x80, total >> 14];
  const copies = Array.from({ length: Math.ceil(more / 64) }, (_, index) => Math.min(64, more - 64 * index));
  return Buffer.concat([
    Buffer.from([...number, 61 << 2, literals & 0xff, literals >> 8]),
    bytes,
    Buffer.from(copies.flatMap((length) => [((length - 1) << 2) | 2, 1, 0])),
  ]);
}
