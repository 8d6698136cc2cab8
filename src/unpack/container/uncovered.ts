import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { isZero, zeros } from '../../bytes/zeros.ts';
import type { Entry } from './container.ts';
import type { Range } from './coverage.ts';
import type { CoveredSectors } from './covered-sectors.ts';
import { endOfTree } from './file-tree.ts';
import { remainder } from './remainder.ts';

/** Read at a time. */
const PIECE_BYTES = 64 << 10;
/** A shorter run of zeros stays part of what surrounds it: an archive may contain as many. */
const MAX_ZEROS = 1 << 20;
/** Keeps pieces that are not contiguous from forming one word. */
export const LINE_FEED = Uint8Array.of(0x0a);

/** The bytes of a disk that no file accounts for, without long runs of zeros. @param holes ascending */
export function* uncovered(source: ByteSource, holes: Iterable<Range>, budget: Budget): Generator<Uint8Array> {
  for (const hole of holes) {
    // As after a long run of zeros: before the first piece there is nothing to keep together.
    let zeroBytes = MAX_ZEROS;
    for (let at = hole.start; at < hole.end; at += PIECE_BYTES) {
      budget.checkTime();
      const piece = source.read(at, Math.min(PIECE_BYTES, hole.end - at));
      if (isZero(piece)) {
        zeroBytes += piece.length;
        continue;
      }
      if (zeroBytes < MAX_ZEROS) yield* zeros(zeroBytes);
      else yield LINE_FEED;
      zeroBytes = 0;
      yield piece;
    }
  }
}

/**
 * Call when all files of a file system in [0, usedBytes) of `source` were yielded: blocks that no file has come as an entry, and so do
 * bytes after the file system. For the rest, see `endOfTree`.
 */
export function* restOfDisk(
  source: ByteSource,
  { covered, ...sizes }: { readonly covered: CoveredSectors; readonly usedBytes: number; readonly minBytes: number },
  budget: Budget,
): Generator<Entry> {
  const end = Math.min(sizes.usedBytes, source.size);
  const rest = (): Generator<Uint8Array> => uncovered(source, covered.holes(end), budget);
  if (rest().next().done !== true)
    yield remainder('between', async function* () {
      yield* rest();
    });
  yield* endOfTree(source, sizes, { inodeCount: 0, tree: { damage: undefined, inodeCount: 0 } });
}
