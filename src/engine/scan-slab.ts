import { isZero } from '../bytes/zeros.ts';
import { chargeTo } from '../detect/effort-account.ts';
import type { KnownKey } from '../detect/known-key.ts';
import type { MemorySearch } from '../detect/memory/memory-search.ts';
import { NO_MEMORY } from '../model/memory.ts';
import { mayGoOn } from '../unpack/codings/coding.ts';
import { type EncodedRun, type Find, Finds } from '../unpack/walk/embedded.ts';
import { longRun } from '../unpack/walk/long-run.ts';
import type { PlainPlace } from '../unpack/walk/position.ts';
import { walkFinds } from '../unpack/walk/walk.ts';
import type { WalkOptions } from '../unpack/walk/walk-options.ts';
import { memoryStart, rawMemoryView } from '../views/raw-memory.ts';
import { effortOf } from './effort-of.ts';
import { searchImage } from './image-search.ts';
import { knownKeysOf, type Note, NoteBook } from './note-book.ts';
import type { PartRecorder } from './part-recorder.ts';
import { withoutFallbacks } from './scan-extent.ts';
import type { ScanContext, Scanner, Sighting } from './scanner.ts';
import { PIECE_BYTES } from './sharing.ts';
import { SlabSource } from './slabs.ts';
import { Surveyor } from './surveyor.ts';
import type { Slab } from './task.ts';

/** The tools for scanning a slab. */
export interface SlabTools {
  readonly scanner: Scanner;
  readonly walkOptions: WalkOptions;
  readonly part: PartRecorder;
  readonly searches: readonly MemorySearch[];
  readonly watchedKeys: readonly KnownKey[];
}

/**
 * Scans a slab of the stream at `place`, and opens the encoded runs that end in it. A slab that looks like memory is
 * searched as an image of its own.
 * @returns what is still to be opened: containers, and runs that may go on after the slab
 */
export async function scanSlab(
  { slab, place }: { readonly slab: Slab; readonly place: PlainPlace },
  tools: SlabTools,
): Promise<Finds> {
  // A hole of a disk or core dump, with nothing but zeros around it.
  if (isZero(slab.bytes)) return new Finds();
  const source = new SlabSource(slab);
  // A slab that ended early at a hole may have no more than one page.
  const minPointerPages = slab.bytes.length < PIECE_BYTES ? 1 : undefined;
  const start = memoryStart(source, slab.base, source.size, minPointerPages);
  const view = start === undefined ? undefined : rawMemoryView(start, source.size);
  const surveyor = view && new Surveyor(view);
  const { notes, whole, rest } = detectIn(source, { slab, place, surveyor }, tools);
  if (view !== undefined && surveyor !== undefined) {
    const { searches, watchedKeys, walkOptions, part } = tools;
    // Not the keys of `part`: which slabs it has seen depends on how threads share the work.
    const knownKeys = [...watchedKeys, ...knownKeysOf(notes)];
    const image = { path: place.path, view, survey: surveyor.finish(), knownKeys, searches, start: slab.base };
    searchImage(source, image, walkOptions.budget, part);
  }
  if (!whole.isEmpty) await walkFinds(place, { source, finds: whole }, tools.walkOptions);
  return rest;
}

/**
 * Runs the detectors over the slab; what they find is recorded.
 * @returns the keys that were seen, the encoded runs that end in the slab, and all else that is to be opened
 */
function detectIn(
  source: SlabSource,
  {
    slab,
    place,
    surveyor,
  }: { readonly slab: Slab; readonly place: PlainPlace; readonly surveyor?: Surveyor | undefined },
  { scanner, walkOptions, part }: SlabTools,
): { readonly notes: readonly Note[]; readonly whole: Finds; readonly rest: Finds } {
  const [whole, rest] = [new Finds(), new Finds()];
  const seen = new NoteBook();
  const sightings: Sighting[] = [];
  const context: ScanContext = {
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
      if (run === undefined) rest.add(surveyor === undefined ? find : { ...find, isTorn: true });
      else whole.add(run);
    },
    checkTime: () => walkOptions.budget.checkTime(),
  };
  try {
    chargeTo(effortOf(walkOptions.budget, part), () => scanner.scanSource(source, slab.start, slab.end, context));
  } finally {
    // Also when time runs out in the middle.
    const runs = place.runs.length > 0 ? { runs: place.runs } : {};
    for (const sighting of withoutFallbacks(sightings.sort((a, b) => a.offset - b.offset)))
      part.addSighting(sighting, { path: place.path, ...runs });
  }
  return { notes: seen.notes(), whole, rest };
}

/** The run, if its end lies in the slab. */
function wholeRun(find: EncodedRun, source: SlabSource): Find | undefined {
  if (!find.isOpen) return find;
  const { bytes, isCut } = longRun(source, find, find.offset);
  const end = find.offset + bytes.length;
  return !isCut && !mayGoOn({ end }, source.size) ? { ...find, end, isOpen: false } : undefined;
}
