import { NO_MEMORY } from '../model/memory.ts';
import { mayGoOn } from '../unpack/coding.ts';
import { type EncodedRun, type Find, Finds } from '../unpack/embedded.ts';
import { longRun } from '../unpack/long-run.ts';
import type { PlainPlace } from '../unpack/position.ts';
import { walkFinds } from '../unpack/walk.ts';
import type { WalkOptions } from '../unpack/walk-options.ts';
import type { PartRecorder } from './part-recorder.ts';
import { withoutFallbacks } from './scan-extent.ts';
import type { Scanner, Sighting } from './scanner.ts';
import { SlabSource } from './slabs.ts';
import type { Slab } from './task.ts';

/**
 * Scans a slab of the stream at `place`, and opens the runs of text that end in it.
 * @returns what else is to be opened: containers, and runs that go on
 */
export async function scanSlab(
  { slab, place }: { readonly slab: Slab; readonly place: PlainPlace },
  scanner: Scanner,
  walkOptions: WalkOptions,
  part: PartRecorder,
): Promise<Finds> {
  const source = new SlabSource(slab);
  const [whole, rest] = [new Finds(), new Finds()];
  const sightings: Sighting[] = [];
  try {
    scanner.scanSource(source, slab.start, slab.end, {
      memory: NO_MEMORY,
      goesOn: !slab.isLast,
      onSighting: (sighting) => void sightings.push(sighting),
      onTestimony: (testimony) => part.addTestimony(testimony, place.path),
      onFind: (find) => {
        const run = 'coding' in find ? wholeRun(find, source) : undefined;
        if (run === undefined) rest.add(find);
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
  if (!whole.isEmpty) await walkFinds(place, { source, finds: whole }, walkOptions);
  return rest;
}

/** The run, if all of it is at hand. */
function wholeRun(find: EncodedRun, source: SlabSource): Find | undefined {
  if (!find.isOpen) return find;
  const end = find.offset + longRun(source, find, find.offset).length;
  return !mayGoOn({ end }, source.size) ? { ...find, end, isOpen: false } : undefined;
}
