/**
 * What "no silent skip" means for a fixture with something wrong in it. A mutant may end in one of these ways:
 *
 * - `gap`: at least one gap was told. What else was found does not matter.
 * - `found`: no gap, and the marker is in as many places as it is in the fixture.
 * - `hit`: no gap, and the marker itself was hit: it is stored plainly, and the mutant has it less often than the fixture.
 * - `garbled`: no gap, and what was scanned is as much as it is of the fixture, less what was cut off: a format without a
 *   checksum gave other bytes than it should, and they were looked at.
 * - `unknown`: no gap, and what tells the format was hit: no container claims the file any more, and the change reaches into
 *   the head that the fixture's container looks at, or into the tail. The file was scanned as it lies.
 *
 * Anything else is `silent`: bytes that were scanned before were not scanned, the marker is gone, and nothing says so. So is a
 * marker that stands plainly in the mutant as often as before and is not found.
 */
import { containers } from '../../src/unpack/catalog.ts';
import { TAIL_BYTES } from '../../src/unpack/container.ts';
import type { MarkerScan } from '../support/marker-scan.ts';
import type { Mutant } from './mutate.ts';

export type Ending = 'gap' | 'found' | 'hit' | 'garbled' | 'unknown' | 'silent';

export function judge(fixture: Uint8Array, before: MarkerScan, mutant: Mutant, after: MarkerScan, marker: string): Ending {
  if (after.gaps.length > before.gaps.length || (before.gaps.length > 0 && after.gaps.length > 0)) return 'gap';
  if (after.places.length >= before.places.length) return 'found';
  const plainly = count(mutant.bytes, marker);
  if (plainly < count(fixture, marker)) return 'hit';
  if (plainly > 0 && after.places.length === 0) return 'silent';
  if (after.scannedBytes >= before.scannedBytes - mutant.cutBytes) return 'garbled';
  return isUnknown(fixture, mutant) ? 'unknown' : 'silent';
}

function count(bytes: Uint8Array, marker: string): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1').split(marker).length - 1;
}

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
