/**
 * Page checksums of PostgreSQL (storage/checksum_impl.h), present where the server was set up for them: `initdb -k`, and by default since
 * version 18. A checksum includes the page's number, but a file beyond the first gigabyte does not state its first page.
 */
import { PAGE_BYTES } from './postgres-page.ts';

const SUM_AT = 8;
const LANES = 32;
const PRIME = 16_777_619;
/** checksumBaseOffsets. */
const OFFSETS = Uint32Array.from([
  ...[0x5b1f36e9, 0xb8525960, 0x02ab50aa, 0x1de66d2a, 0x79ff467a, 0x9bb9f8a3, 0x217e7cd2, 0x83e13d2c],
  ...[0xf8d4474f, 0xe39eb970, 0x42c6ae16, 0x993216fa, 0x7b093b5d, 0x98daff3c, 0xf718902a, 0x0b1c9cdb],
  ...[0xe58f764b, 0x187636bc, 0x5d7b3bb1, 0xe73de7de, 0x92bec979, 0xcca6c0b2, 0x304a0979, 0x85aa43d4],
  ...[0x783125bb, 0x6ca8eaa2, 0xe407eac6, 0x4b5cfc3e, 0x9fbf8c76, 0x15ca20be, 0xf2ca9fd3, 0x959bd756],
]);
/** Pages of a file, a gigabyte. For each further file that a table may have, one wrong page of 65,535 passes as correct. */
const PAGES_OF_FILE = 131_072;
const MAX_FILES = 32;

export class PostgresSums {
  /** Number of the file's first page; undefined until a page reveals it. */
  #firstPage: number | undefined;
  #right = 0;
  #wrong = 0;

  /** @param number of the page in the file */
  look(page: Uint8Array, number: number): void {
    const given = page[SUM_AT]! | (page[SUM_AT + 1]! << 8);
    if (given === 0) return;
    const sum = sumOf(page);
    this.#firstPage ??= firstPageFor(sum, given, number);
    if (this.#firstPage !== undefined && shown(sum, this.#firstPage + number) === given) this.#right++;
    else this.#wrong++;
  }

  /** Pages with a wrong checksum. If most are wrong, checksums were turned off, and were left outdated. */
  get wrong(): number {
    return this.#wrong < this.#right ? this.#wrong : 0;
  }
}

function firstPageFor(sum: number, given: number, number: number): number | undefined {
  for (let file = 0; file < MAX_FILES; file++)
    if (shown(sum, file * PAGES_OF_FILE + number) === given) return file * PAGES_OF_FILE;
  return undefined;
}

function shown(sum: number, number: number): number {
  return (((sum ^ number) >>> 0) % 65_535) + 1;
}

function sumOf(page: Uint8Array): number {
  const view = new DataView(page.buffer, page.byteOffset, PAGE_BYTES);
  const sums = OFFSETS.slice();
  for (let at = 0; at < PAGE_BYTES; at += 4) {
    // The checksum field itself counts as zero.
    const word = at === SUM_AT ? view.getUint16(SUM_AT + 2, true) * 2 ** 16 : view.getUint32(at, true);
    mix(sums, (at >> 2) % LANES, word);
  }
  for (let round = 0; round < 2; round++) for (let lane = 0; lane < LANES; lane++) mix(sums, lane, 0);
  return sums.reduce((all, sum) => (all ^ sum) >>> 0, 0);
}

function mix(sums: Uint32Array, lane: number, word: number): void {
  const mixed = sums[lane]! ^ word;
  sums[lane] = Math.imul(mixed, PRIME) ^ (mixed >>> 17);
}
