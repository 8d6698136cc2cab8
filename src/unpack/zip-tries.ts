import { isEmpty, isMarked, type ZipRecord } from './zip-record.ts';

/** Whether data that is said to be encrypted is not is found out by reading all of it: not for any number of records. */
const MAX_FAILURES = 4;

/** Of a record, without its name, which would keep the bytes around it: there may be millions. */
type Told = Pick<ZipRecord, 'method' | 'flags' | 'crc32' | 'compressedSize' | 'size'>;

/** The records that the data at one place was tried by. Nearly always it is one, for which no text is made. */
export class Tries {
  #first: { readonly claim: Told; readonly isRead: boolean } | undefined;
  /** Of all of them, when there are more than one. */
  #keys: Set<string> | undefined;
  #failures = 0;

  add(claim: ZipRecord, isRead: boolean): void {
    if (!isRead) this.#failures++;
    if (this.#first === undefined) {
      const { method, flags, crc32, compressedSize, size } = claim;
      this.#first = { claim: { method, flags, crc32, compressedSize, size }, isRead };
      return;
    }
    this.#keys ??= new Set(keysOf(this.#first.claim, this.#first.isRead));
    for (const key of keysOf(claim, isRead)) this.#keys.add(key);
  }

  /** Whether the data was read, or cannot be read by such a record. */
  covers(claim: ZipRecord): boolean {
    if (this.#first === undefined) return false;
    this.#keys ??= new Set(keysOf(this.#first.claim, this.#first.isRead));
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
