/**
 * Values that Firefox packs with Snappy before storing them: everything in IndexedDB (`object_data.data`, dom/indexedDB/ActorsParent.cpp of
 * mozilla-central), and values of localStorage that shrink (`data.value`, dom/localstorage/LSValue.cpp). If two tokens in a value begin
 * alike, the second one is split.
 */
import { isLikelySnappyBlock, SNAPPY_HEAD_BYTES, snappyContent, snappyElements } from '../codecs/snappy-block.ts';
import { type Value, valuesOf } from './sqlite-columns.ts';

/** Firefox stores larger values in separate files (`dom.indexedDB.dataThreshold`: 1 MiB); an origin has 5 MiB of localStorage. */
const MAX_VALUE_BYTES = 16 << 20;
/** With a single element, everything is plain. */
const [MIN_BYTES, MIN_ELEMENTS] = [16, 2];
const LINE_FEED = Uint8Array.of(0x0a);

/**
 * Unpacks the values of a record, with a line feed before and after each. No column marks them: a packed value must be valid to its last
 * byte.
 */
export function* packedContents(payload: Uint8Array, bytes: number): Generator<Uint8Array> {
  for (const value of valuesOf(payload, bytes)) {
    if (value.end > payload.length || !looksPacked(payload, value)) continue;
    const block = payload.subarray(value.start, value.end);
    if (snappyElements(block) < MIN_ELEMENTS) continue;
    const { content, isWhole } = snappyContent(block, Number.POSITIVE_INFINITY);
    if (isWhole) yield* [LINE_FEED, content, LINE_FEED];
  }
}

/** Judged by its head, as far as that is in `payload`. */
function looksPacked(payload: Uint8Array, { start, end }: Value): boolean {
  const size = end - start;
  const isSize = size >= MIN_BYTES && size <= MAX_VALUE_BYTES;
  return isSize && isLikelySnappyBlock(payload.subarray(start, start + SNAPPY_HEAD_BYTES), size);
}

/** A record that arrives in pieces, which are kept if one of its values looks packed. */
export class PackedRecord {
  readonly #bytes: number;
  #pieces: Uint8Array[] | undefined;

  /** @param local the beginning of the record */
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
