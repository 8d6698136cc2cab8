/**
 * What "no silent skip" means for a fixture with something wrong in it. A mutant may end in one of these ways:
 *
 * - `gap`: at least one gap was told. What else was found does not matter.
 * - `found`: no gap, and the marker was found as often as the row of the fixture names places, if it does.
 * - `hit`: no gap, and the marker itself was hit: it is stored plainly, and the mutant has it less often than the fixture.
 * - `garbled`: no gap, and what was scanned is as much as it is of the fixture, less what was cut off: a format without a
 *   checksum gave other bytes than it should, or cut them elsewhere, and they were looked at. So it is when the same entries were
 *   opened and no more is missing than was overwritten: a NUL among hex digits is white space. Of a format that has no size
 *   either (the row says `unchecked`), whatever a container that opened it gave.
 * - `unknown`: no gap, and what tells a format was hit. Either no container claims the file any more, and the change reaches
 *   into the head that the fixture's container looks at, or into the tail; or a magic number of a packed stream is not in the mutant any
 *   more, or was torn away from what stood behind it. In either case all bytes of the file were scanned as is, or more.
 * - `whole`: no gap, and the mutant is a whole file of its format, by the rules of that format, that does not hold the marker: frames
 *   of LZ4 and Zstandard that are to be skipped, cut off behind the last of them.
 * - `gone`: no gap, and all of what is packed was cut out of the middle: taken by itself, it unpacks to the marker.
 * - `behind`: no gap, and all that was found in the fixture was found behind an archive or in the middle of other bytes, by
 *   a magic number. What cannot be opened there is no gap, by the contract of `embeddedBy`: programs hold such numbers, too.
 *
 * Anything else is `silent`: bytes that were scanned before were not scanned, the marker is gone, and nothing says so.
 */
import { containers } from '../../src/unpack/catalog.ts';
import { TAIL_BYTES } from '../../src/unpack/container/container.ts';
import type { MarkerScan } from '../support/marker-scan.ts';
import type { Mutant } from './mutate.ts';

export type Ending = 'gap' | 'found' | 'hit' | 'garbled' | 'unknown' | 'whole' | 'gone' | 'behind' | 'silent';

/** A fixture: its bytes, how often the marker must be found, and what its row says. */
export interface Subject {
  readonly bytes: Uint8Array;
  readonly marker: string;
  readonly wanted: number;
  readonly unchecked?: true | undefined;
}

export function judge(
  { bytes: fixture, marker, wanted, unchecked }: Subject,
  before: MarkerScan,
  mutant: Mutant,
  after: MarkerScan,
): Ending {
  if (after.gaps.length > 0) return 'gap';
  // Where nothing can be had, the fixture's gap is what must not be lost.
  if (after.count >= wanted && (wanted > 0 || before.gaps.length === 0)) return 'found';
  if (count(mutant.bytes, marker) < count(fixture, marker)) return 'hit';
  const missingBytes = before.scannedBytes - mutant.cutBytes - after.scannedBytes;
  if (missingBytes <= 0) return 'garbled';
  if (after.entries >= before.entries && missingBytes <= mutant.changedBytes) return 'garbled';
  if (unchecked && after.entries > 0) return 'garbled';
  const isScanned = after.scannedBytes >= contentBytes(mutant.bytes);
  if (isScanned && (isUnknown(fixture, mutant) || losesMagic(fixture, mutant))) return 'unknown';
  // Nothing could be had of the fixture either.
  if (isScanned && wanted === 0) return 'unknown';
  if (isSkippable(mutant.bytes)) return 'whole';
  return isScanned && before.places.length > 0 && before.places.every((place) => EMBEDDED.test(place))
    ? 'behind'
    : 'silent';
}

/** The step of what was found in the middle of bytes, or behind a program. */
const EMBEDDED = /!\/([a-z0-9-]+@\d+|\[behind the archive\])/;

function count(bytes: Uint8Array, text: string): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1').split(text).length - 1;
}

/** Without the zeros at the end, which are padding. */
function contentBytes(bytes: Uint8Array): number {
  return bytes.findLastIndex((byte) => byte !== 0) + 1;
}

/** Whether fewer streams of a codec or archives begin in the mutant, or one of them begins elsewhere and what follows it stayed. */
function losesMagic(fixture: Uint8Array, mutant: Mutant): boolean {
  const [before, after] = [fixture, mutant.bytes].map((bytes) => magicsOf(bytes));
  if (mutant.bytes.length !== fixture.length) return after!.length < before!.length;
  return before!.some((place) => !after!.includes(place));
}

/** Offsets at which streams of codecs or archives begin, wherever that is. */
function magicsOf(bytes: Uint8Array): readonly number[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return MAGICS.flatMap((magic) => {
    const places: number[] = [];
    for (let at = text.indexOf(magic); at >= 0; at = text.indexOf(magic, at + 1)) places.push(at);
    return places;
  });
}

// gzip, xz, bzip2, lzip, Zstandard, LZ4, .lzma, compress, cabinet, zip, 7z, RAR, SquashFS, LZ4Block, snappy-java.
const MAGICS = ['1f8b08', 'fd377a585a00', '314159265359', '4c5a495001', '28b52ffd', '04224d18', '5d0000', '1f9d90']
  .concat(['4d534346', '504b0304', '377abcaf271c', '526172211a07', '68737173', '4c5a34426c6f636b', '82534e4150505900'])
  .map((hex) => Buffer.from(hex, 'hex').toString('latin1'));

function isUnknown(fixture: Uint8Array, { bytes, firstChange }: Mutant): boolean {
  const claims = (all: Uint8Array) =>
    containers.filter(
      (container) =>
        container.sniff(all.subarray(0, container.headBytes)) ||
        (container.reads === 'source' && container.sniffTail?.(all.subarray(-TAIL_BYTES))),
    );
  const lost = claims(fixture).filter((container) => !claims(bytes).includes(container));
  return lost.some(
    (container) =>
      firstChange < container.headBytes || (container.reads === 'source' && container.sniffTail !== undefined),
  );
}

/* RFC 8878, 3.1.2; LZ4 has the same:  0  4  50 2a 4d 18 to 5f 2a 4d 18   4  4  size of what follows */
/** Whether all of it is frames that are to be skipped, of which the last one is whole. */
function isSkippable(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  while (at + 8 <= bytes.length && view.getUint32(at, true) >>> 4 === 0x184d2a5) at += 8 + view.getUint32(at + 4, true);
  return at > 0 && at === bytes.length;
}

/** What was cut out of the middle, behind the bytes that tell the format; undefined when nothing was. */
export function cutOut(fixture: Uint8Array, { bytes, cutBytes, firstChange }: Mutant): Uint8Array | undefined {
  if (cutBytes === 0 || firstChange === bytes.length) return undefined;
  return Buffer.concat([
    fixture.subarray(0, Math.min(HEAD_BYTES, firstChange)),
    fixture.subarray(firstChange, firstChange + cutBytes),
  ]);
}
const HEAD_BYTES = 16;
