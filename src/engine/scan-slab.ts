import { isZero } from '../bytes/zeros.ts';
import type { KnownKey } from '../detect/known-key.ts';
import type { MemorySearch } from '../detect/memory/memory-search.ts';
import { NO_MEMORY } from '../model/memory.ts';
import { mayGoOn } from '../unpack/codings/coding.ts';
import { type EncodedRun, type Find, Finds } from '../unpack/walk/embedded.ts';
import { longRun } from '../unpack/walk/long-run.ts';
import type { PlainPlace } from '../unpack/walk/position.ts';
import { walkFinds } from '../unpack/walk/walk.ts';
import type { WalkOptions } from '../unpack/walk/walk-options.ts';
import { looksLikeMemory, rawMemoryView } from '../views/raw-memory.ts';
import { searchImage } from './image-search.ts';
import { knownKeysOf, NoteBook } from './note-book.ts';
import type { PartRecorder } from './part-recorder.ts';
import { withoutFallbacks } from './scan-extent.ts';
import type { Scanner, Sighting } from './scanner.ts';
import { SlabSource } from './slabs.ts';
import { Surveyor } from './surveyor.ts';
import type { Slab } from './task.ts';

/** What a slab is scanned with. */
export interface SlabTools {
  readonly scanner: Scanner;
  readonly walkOptions: WalkOptions;
  readonly part: PartRecorder;
  readonly searches: readonly MemorySearch[];
  readonly watchedKeys: readonly KnownKey[];
}

/**
 * Scans a slab of the stream at `place`, and opens the runs of text that end in it. One that looks like memory is searched as an
 * image of its own.
 * @returns what else is to be opened: containers, and runs that go on
 */
export async function scanSlab(
  { slab, place }: { readonly slab: Slab; readonly place: PlainPlace },
  { scanner, walkOptions, part, searches, watchedKeys }: SlabTools,
): Promise<Finds> {
  // Holes of disks and cores, with the bytes around.
  if (isZero(slab.bytes)) return new Finds();
  const source = new SlabSource(slab);
  const view = looksLikeMemory(source, slab.base) ? rawMemoryView(slab.base, source.size) : undefined;
  const surveyor = view && new Surveyor(view);
  const [whole, rest] = [new Finds(), new Finds()];
  const seen = new NoteBook();
  const sightings: Sighting[] = [];
  try {
    scanner.scanSource(source, slab.start, slab.end, {
      memory: NO_MEMORY,
      goesOn: !slab.isLast,
      ...(surveyor && { surveyor }),
      onSighting: (sighting) => void sightings.push(sighting),
      onTestimony: (testimony) => {
        seen.add({ ...testimony, path: place.path });
        part.addTestimony(testimony, place.path);
      },
      onFind: (find) => {
        const run = 'coding' in find ? wholeRun(find, source) : undefined;
        if (run === undefined) rest.add(view === undefined ? find : { ...find, isTorn: true });
        else whole.add(run);
      },
      checkTime: () => walkOptions.budget.checkTime(),
    });
  } finally {
    // Also when the time is up in the middle.
    const runs = place.runs.length > 0 ? { runs: place.runs } : {};
    for (const sighting of withoutFallbacks(sightings.sort((a, b) => a.offset - b.offset)))
      part.addSighting(sighting, { path: place.path, ...runs });
  }
  if (view !== undefined && surveyor !== undefined) {
    // Not those of `part`: which slabs it has seen before depends on who scans them, and when.
    const knownKeys = [...watchedKeys, ...knownKeysOf(seen.notes())];
    const image = { path: place.path, view, survey: surveyor.finish(), knownKeys, searches, start: slab.base };
    searchImage(source, image, walkOptions.budget, part);
  }
  if (!whole.isEmpty) await walkFinds(place, { source, finds: whole }, walkOptions);
  return rest;
}

/** The run, if all of it is at hand. */
function wholeRun(find: EncodedRun, source: SlabSource): Find | undefined {
  if (!find.isOpen) return find;
  const end = find.offset + longRun(source, find, find.offset).length;
  return !mayGoOn({ end }, source.size) ? { ...find, end, isOpen: false } : undefined;
}
