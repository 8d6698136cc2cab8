import type { Budget } from '../bytes/budget.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { ReadAheadSource } from '../bytes/read-ahead-source.ts';
import { chargeTo } from '../detect/effort-account.ts';
import { MAX_NAMED_FILE_BYTES, type NamedFile } from '../detect/files/named-file.ts';
import type { Testimony } from '../detect/witness.ts';
import { EffortError } from '../model/errors.ts';
import { NO_MEMORY } from '../model/memory.ts';
import type { PlacedRun } from '../model/place.ts';
import type { Survey } from '../model/survey.ts';
import type { Find, Finds } from '../unpack/walk/embedded.ts';
import { locate } from '../views/locate.ts';
import type { View } from '../views/view.ts';
import { effortOf } from './effort-of.ts';
import { ALLOW_REACH_BYTES, inlineAllowOf } from './inline-allow.ts';
import type { PartRecorder } from './part-recorder.ts';
import type { Scanner, Sighting } from './scanner.ts';
import { SURVEY_IS_FULL, Surveyor } from './surveyor.ts';

/** The part of a leaf that is to be scanned, and what is known about the whole leaf. */
export interface Extent {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly view: View | undefined;
  /** The runs of text that the leaf was decoded from. */
  readonly runs: readonly PlacedRun[];
  /** Receives what is to be opened; absent: nothing in it is to be opened. */
  readonly finds?: Finds | undefined;
  /** Consulted by path when nothing else is found. Absent when this is not a whole file. */
  readonly namedFiles?: readonly NamedFile[];
}

/**
 * Scans bytes that can be read at any offset, and adds to each sighting its line, or its address and region.
 * @returns for a memory image, the kernel's survey of it
 */
export function scanExtent(
  scanner: Scanner,
  source: ByteSource,
  extent: Extent,
  budget: Budget,
  part: PartRecorder,
): Survey | undefined {
  const { path, start, end, view, finds } = extent;
  let held: Held = { sightings: [], added: new Set() };
  const surveyor = view && new Surveyor(view);
  const context = {
    memory: view?.memory ?? NO_MEMORY,
    onSighting: (sighting: Sighting) => void held.sightings.push(sighting),
    onTestimony: (testimony: Testimony) => part.addTestimony(testimony, path),
    ...(surveyor && { surveyor }),
    ...(finds && { onFind: (find: Find) => finds.add(view === undefined ? find : { ...find, isTorn: true }) }),
    isFull: () => held.sightings.length >= MAX_SIGHTINGS,
    checkTime: () => budget.checkTime(),
  };
  part.guard(path, () => {
    // Before the first read: a sparse file of terabytes has many ranges that are over time.
    budget.checkTime();
    chargeTo(effortOf(budget, part), () => {
      let next = scanner.scanSource(source, start, end, context);
      const isBare = next === end && held.sightings.length === 0;
      while (next < end) {
        const settledEnd = next - scanner.bytesBefore - ALLOW_REACH_BYTES;
        addSightings(scanner, source, held, extent, part, settledEnd);
        held = stillNeeded(held, settledEnd);
        next = scanner.scanSource(source, next, end, context);
      }
      part.addScanned(path, end - start, view?.id);
      if (isBare) addNamed(scanner, source, extent, part);
    });
    return undefined;
  });
  if (surveyor?.isFull) part.addGap({ path, code: 'budget', message: SURVEY_IS_FULL });
  addSightings(scanner, source, held, extent, part);
  return surveyor?.finish();
}

/** Sightings that are held at a time: a dump of a table has a hundred thousand hashes in a range. */
const MAX_SIGHTINGS = 10_000;
const REST = { isRest: true } as const;

/** Sightings that are judged together: each depends on those that overlap it, and on those on its line and the one before. */
interface Held {
  readonly sightings: Sighting[];
  /** Those of them that are in the result already. */
  readonly added: ReadonlySet<Sighting>;
}

/** What was not added yet, and what is next to it. @param settledEnd where what was added ends at the latest */
function stillNeeded({ sightings }: Held, settledEnd: number): Held {
  const isSettled = ({ offset, length }: Sighting) => offset + length <= settledEnd;
  const first = sightings.reduce((least, one) => (isSettled(one) ? least : Math.min(least, one.offset)), settledEnd);
  const near = sightings.filter(({ offset, length }) => offset + length > first - ALLOW_REACH_BYTES);
  return { sightings: near, added: new Set(near.filter(isSettled)) };
}

/** Drops sightings of fallback detectors that overlap one of a regular detector. @param sightings sorted by offset */
export function withoutFallbacks(sightings: readonly Sighting[]): Sighting[] {
  let end = 0;
  const clearBefore = sightings.filter(({ detector, offset, length }) => {
    if (detector.isFallback) return offset >= end;
    end = Math.max(end, offset + length);
    return true;
  });
  let next = Number.POSITIVE_INFINITY;
  return clearBefore
    .reverse()
    .filter(({ detector, offset, length }) => {
      if (detector.isFallback) return offset + length <= next;
      next = offset;
      return true;
    })
    .reverse();
}

/** Asks the named-file detectors about a file whose name suggests that it is, or holds, a secret. */
function addNamed(scanner: Scanner, source: ByteSource, { path, namedFiles = [] }: Extent, part: PartRecorder): void {
  if (source.size === 0 || source.size > MAX_NAMED_FILE_BYTES) return;
  for (const detector of namedFiles) {
    if (!detector.names.test(path)) continue;
    const first = asked(detector, source, path);
    if (first === undefined) continue;
    const matches = [first, ...(first.also ?? [])];
    const offsets = matches.map(({ offset }) => offset);
    const lines = scanner.linesOf(source, offsets);
    for (const [index, match] of matches.entries())
      part.addSighting({ detector, match, ...match }, { path, ...(lines[index] ?? BEGINNING) });
    break;
  }
}

/** @returns undefined as well when the effort for the artifact is used up, of which the account makes a gap */
function asked(detector: NamedFile, source: ByteSource, path: string): ReturnType<NamedFile['inspect']> {
  try {
    return detector.inspect(source.read(0, source.size), path);
  } catch (error) {
    if (error instanceof EffortError) return undefined;
    throw error;
  }
}

/** Reported position of a binary key, which has no lines. */
const BEGINNING = { line: 1, column: 1 } as const;

/** @param settledEnd those that end after it are left, since what is found later may change them */
function addSightings(
  scanner: Scanner,
  source: ByteSource,
  { sightings, added }: Held,
  { path, view, finds, runs }: Extent,
  part: PartRecorder,
  settledEnd = Number.POSITIVE_INFINITY,
): void {
  if (sightings.length === 0) return;
  const kept = withoutFallbacks(sightings.sort((a, b) => a.offset - b.offset)).filter(
    (one) => !added.has(one) && one.offset + one.length <= settledEnd,
  );
  const offsets = kept.map(({ offset }) => offset);
  const lines = view === undefined ? scanner.linesOf(source, offsets) : [];
  // A dump of a table may have a secret in every line.
  const ahead = new ReadAheadSource(source);
  for (const [index, sighting] of kept.entries()) {
    const region = view && locate(view, sighting.offset);
    const inlineAllow = lines[index] && inlineAllowOf(ahead, sighting, sightings);
    part.addSighting(sighting, {
      path,
      ...lines[index],
      ...region,
      ...(inlineAllow && { inlineAllow }),
      ...(finds === undefined && REST),
      ...(runs.length > 0 && { runs }),
    });
  }
}
