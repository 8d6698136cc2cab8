import type { ByteSource } from '../../bytes/byte-source.ts';

/** Bytes read at each end: no secret has lines this long. */
const EDGE_BYTES = 64 << 10;
const LINE_FEED = Uint8Array.of(0x0a);

/** The first and the last line of a value that has neighbours, each with a line feed. The rest is scanned as is. */
export function* edgeLines(source: ByteSource, start: number, bytes: number): Generator<Uint8Array> {
  if (bytes === 0) return;
  const head = source.read(start, Math.min(bytes, EDGE_BYTES));
  const first = head.indexOf(LINE_FEED[0]!);
  yield* [first < 0 ? head : head.subarray(0, first), LINE_FEED];
  if (first < 0 && bytes === head.length) return;
  const tail = source.read(start + bytes - head.length, head.length);
  yield* [tail.subarray(tail.lastIndexOf(LINE_FEED[0]!) + 1), LINE_FEED];
}
