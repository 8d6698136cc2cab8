import { isEmpty, isMarked, type ZipRecord } from './zip-record.ts';

/** Data that is marked as encrypted may lie open, which only reading all of it shows: tried by so many records at one place. */
const MAX_FAILURES = 4;

/** The fields by which two records for the same data differ. */
type Told = Pick<ZipRecord, 'method' | 'flags' | 'crc32' | 'compressedSize' | 'size'>;

/**
 * The records that the data at one place was tried by. Nearly always it is one, for which no text is made, and of which only
 * numbers are kept: there may be millions.
 */
export class Tries implements Told {
  readonly method: number;
  readonly flags: number;
  readonly crc32: number | undefined;
  readonly compressedSize: number;
  readonly size: number;
  readonly #isRead: boolean;
  /** Of all of them, when there are more than one. */
  #keys: Set<string> | undefined;
  #failures: number;

  /** @param first the first record */
  constructor(first: Told, isRead: boolean) {
    this.method = first.method;
    this.flags = first.flags;
    this.crc32 = first.crc32;
    this.compressedSize = first.compressedSize;
    this.size = first.size;
    this.#isRead = isRead;
    this.#failures = isRead ? 0 : 1;
  }

  add(claim: Told, isRead: boolean): void {
    if (!isRead) this.#failures++;
    this.#keys ??= new Set(keysOf(this, this.#isRead));
    for (const key of keysOf(claim, isRead)) this.#keys.add(key);
  }

  /** Whether the data was read, or cannot be read by such a record. */
  covers(claim: ZipRecord): boolean {
    this.#keys ??= new Set(keysOf(this, this.#isRead));
    if (this.#keys.has(readKeyOf(claim)) || this.#keys.has(keyOf(claim))) return true;
    return isMarked(claim) && this.#failures >= MAX_FAILURES;
  }
}

function keysOf(claim: Told, isRead: boolean): string[] {
  return isRead ? [keyOf(claim), readKeyOf(claim)] : [keyOf(claim)];
}

/** Deflate ends where it ends, whatever sizes are declared for it. */
function readKeyOf(claim: Told): string {
  if (isEmpty(claim)) return 'empty';
  return claim.method === 8 ? 'deflated' : `${claim.method} ${claim.compressedSize}`;
}

function keyOf({ method, flags, crc32, compressedSize, size }: Told): string {
  return `${[method, flags, crc32, compressedSize, size]}`;
}
