import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { GapCode } from '../../../src/model/gap.ts';

/** A small input that asks for much. */
export interface Bomb {
  readonly name: string;
  /** The file, in pieces; made once. */
  readonly make: () => Uint8Array | Iterable<Uint8Array>;
  /** The file is as large as that: what `make` does not give is a hole. */
  readonly fileBytes?: number;
  /** It takes ten seconds or more: by `npm run test:slow` only. */
  readonly isHeavy?: true;
  /** Options of the command line: smaller limits, where the usual ones would take minutes to reach. */
  readonly options?: readonly string[];
  /** Every gap that there may be, by code and a part of its message; each must be there. None: it is scanned whole. */
  readonly gaps: readonly (readonly [GapCode, RegExp])[];
  /** Detectors saw at least so many bytes. */
  readonly scannedBytes?: number;
  /** At least so many entries were opened. */
  readonly entries?: number;
}

export const MIB = 1 << 20;
export const GIB = 1 << 30;

/** `piece` so many times over, in pieces of a megabyte or more: nothing large is made of it at once. */
export function* repeated(piece: Uint8Array, count: number): Generator<Uint8Array> {
  const batch = Math.max(1, Math.ceil(MIB / piece.length));
  const large = Buffer.concat(Array.from({ length: Math.min(batch, count) }, () => piece));
  let left = count;
  for (; left >= batch; left -= batch) yield large;
  if (left > 0) yield large.subarray(0, left * piece.length);
}

/** A deflate stream of `piece` so many times over, and what its trailer says. */
export function deflatedTimes(piece: Uint8Array, count: number) {
  // A full flush ends on a byte and forgets what was before, so that the blocks can stand anywhere.
  const blocks = deflateRawSync(piece, { finishFlush: constants.Z_FULL_FLUSH });
  const end = Buffer.of(3, 0);
  let sum = 0;
  for (let done = 0; done < count; done++) sum = crc32(piece, sum);
  const packed = Buffer.concat([...repeated(blocks, count), end]);
  return { packed, crc32: sum, size: piece.length * count };
}
