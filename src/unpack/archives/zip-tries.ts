import { isEmpty, isMarked, type ZipRecord } from './zip-record.ts';

/** Failed records tried at one place: data marked as encrypted may not be, which only reading all of it shows. */
const MAX_FAILURES = 4;

/** The fields in which two records for the same data may differ. */
type Told = Pick<ZipRecord, 'method' | 'flags' | 'crc32' | 'compressedSize' | 'size'>;

/**
 * The records by which the data at one place was tried. Nearly always there is one, of which only numbers and no string are
 * kept: there may be millions of places.
 */
export class Tries implements Told {
  readonly method: number;
  readonly flags: number;
  readonly crc32: number | undefined;
  readonly compressedSize: number;
  readonly size: number;
  readonly #isRead: boolean;
  /** Keys of all records, when there is more than one. */
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

/** Deflate has its own end, whatever sizes are declared. */
function readKeyOf(claim: Told): string {
  if (isEmpty(claim)) return 'empty';
  return claim.method === 8 ? 'deflated' : `${claim.method} ${claim.compressedSize}`;
}

function keyOf({ method, flags, crc32, compressedSize, size }: Told): string {
  return `${[method, flags, crc32, compressedSize, size]}`;
}
