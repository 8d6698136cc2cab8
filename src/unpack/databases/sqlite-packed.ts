/**
 * Values that Firefox packs with Snappy before it stores them: all that IndexedDB holds (`object_data.data`, dom/indexedDB/ActorsParent.cpp of
 * mozilla-central), and what localStorage holds where that makes it smaller (`data.value`, dom/localstorage/LSValue.cpp). Of two tokens in
 * a value the second lies in pieces, since it begins as the first one does.
 */
import { isLikelySnappyBlock, SNAPPY_HEAD_BYTES, snappyContent, snappyElements } from '../codecs/snappy-block.ts';
import { type Value, valuesOf } from './sqlite-columns.ts';

/** What is longer Firefox puts into a file of its own (`dom.indexedDB.dataThreshold`: 1 MiB); an origin has 5 MiB of localStorage. */
const MAX_VALUE_BYTES = 16 << 20;
/** With one element, all lies there plainly. */
const [LEAST_BYTES, LEAST_ELEMENTS] = [16, 2];
const LINE_FEED = Uint8Array.of(0x0a);

/** What the values of a record unpack to, a line feed before and behind each. No column says so: what is packed is so to its last byte. */
export function* packedContents(payload: Uint8Array, bytes: number): Generator<Uint8Array> {
  for (const value of valuesOf(payload, bytes)) {
    if (value.end > payload.length || !looksPacked(payload, value)) continue;
    const block = payload.subarray(value.start, value.end);
    if (snappyElements(block) < LEAST_ELEMENTS) continue;
    const { content, isWhole } = snappyContent(block, Number.POSITIVE_INFINITY);
    if (isWhole) yield* [LINE_FEED, content, LINE_FEED];
  }
}

/** By its head, as far as that lies in `payload`. */
function looksPacked(payload: Uint8Array, { start, end }: Value): boolean {
  const size = end - start;
  const isSize = size >= LEAST_BYTES && size <= MAX_VALUE_BYTES;
  return isSize && isLikelySnappyBlock(payload.subarray(start, start + SNAPPY_HEAD_BYTES), size);
}

/** A record that comes in pieces: they are kept where one of its values looks packed. */
export class PackedRecord {
  readonly #bytes: number;
  #pieces: Uint8Array[] | undefined;

  /** @param local its beginning */
  constructor(local: Uint8Array, bytes: number) {
    this.#bytes = bytes;
    const mayBe = bytes <= 2 * MAX_VALUE_BYTES && valuesOf(local, bytes).some((value) => looksPacked(local, value));
    if (mayBe) this.#pieces = [local];
  }

  add(piece: Uint8Array): void {
    this.#pieces?.push(piece);
  }

  *contents(): Generator<Uint8Array> {
    if (this.#pieces === undefined) return;
    yield* packedContents(Buffer.concat(this.#pieces), this.#bytes);
  }
}
