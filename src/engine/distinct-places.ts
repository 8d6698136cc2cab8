import { firstIndex } from '../bytes/first-index.ts';
import { compareText } from '../model/compare-text.ts';
import type { Finding } from '../model/finding.ts';
import { INNER, type Place, type PlacedRun } from '../model/place.ts';
import { CONFIDENCES, rank } from '../model/severity.ts';

/**
 * Sorts the places of one secret and drops those that repeat another: a place inside another one, in the same bytes (a
 * PKCS#1 in its PKCS#8) or in what was decoded from them (the DER in a PEM); and a place in the raw bytes of an image,
 * where one of its files has the secret too.
 */
export function distinctPlaces(places: readonly Place[]): Place[] {
  const sorted = [...places].sort((a, b) => compareText(a.path, b.path) || a.offset - b.offset || b.length - a.length);
  const kept = new Map<string, Place[]>();
  for (const place of sorted) {
    const siblings = kept.get(place.path) ?? [];
    if (covers(siblings.at(-1), place.offset, place.length) || isDecodedFromOther(place, kept)) continue;
    kept.set(place.path, siblings);
    siblings.push(place);
  }
  const outer = new Set([...kept.keys()].flatMap(pathsAbove));
  return [...kept.values()].flat().filter(({ path, isRest }) => !isRest || !outer.has(path));
}

/** What is known of one secret. */
interface Sighted {
  readonly claim: Pick<Finding, 'rule' | 'confidence' | 'facts'>;
  readonly places: readonly Place[];
}

/**
 * Drops places of one secret that only echo another secret's place: those decoded from a run inside that place and no
 * surer (the content of a PEM that was proven), and those of the same token once with its escapes and once without. What
 * was unpacked from the run is no echo: a key in packed text has the place of the whole run, beside whatever else it holds.
 */
export function withoutEchoes<Group extends Sighted>(groups: readonly Group[]): Group[] {
  if (!groups.some(({ places }) => places.some(({ runs }) => runs !== undefined))) return [...groups];
  const seen = new Map<string, Sight[]>();
  for (const { claim, places } of groups) {
    for (const place of places) {
      const list = seen.get(place.path) ?? [];
      seen.set(place.path, list);
      list.push({ claim, ...place });
    }
  }
  for (const list of seen.values()) list.sort((a, b) => a.offset - b.offset);
  let longest = 0;
  for (const list of seen.values()) for (const { length } of list) longest = Math.max(longest, length);
  const isEcho = (claim: Sighted['claim'], { path, runs = [] }: Place): boolean =>
    runs.some(
      (run, index) =>
        levelsBelow(run.path, path) === runs.length - index &&
        near(seen.get(run.path) ?? [], run, longest).some((outer) => echoes(claim, run, outer)),
    );
  return groups
    .map((group) => ({ ...group, places: group.places.filter((place) => !isEcho(group.claim, place)) }))
    .filter(({ places }) => places.length > 0);
}

/** One secret at one place. */
type Sight = Place & { readonly claim: Sighted['claim'] };

/** Sights (sorted by offset) that may overlap a run. @param longest length of the longest sight */
function near(sights: readonly Sight[], { start, end }: PlacedRun, longest: number): readonly Sight[] {
  return sights.slice(countBefore(sights, start - longest - PADDING_BYTES), countBefore(sights, end));
}

/** A run may include padding and a line end that a match leaves out. */
const PADDING_BYTES = 4;

function echoes(claim: Sighted['claim'], { start, end }: PlacedRun, outer: Sight): boolean {
  const { offset, length } = outer;
  const isInside = offset <= start && end <= offset + length + PADDING_BYTES;
  if (isInside) return rank(CONFIDENCES, outer.claim.confidence) <= rank(CONFIDENCES, claim.confidence);
  // Two keys are compared by fingerprint. A token with its escapes and the same token without have different ones, so
  // only the overlap tells.
  if (outer.claim.rule !== claim.rule || claim.facts.spkiSha256 !== undefined) return false;
  return 2 * (Math.min(end, offset + length) - Math.max(start, offset)) > end - start;
}

function covers(outer: Place | undefined, offset: number, length: number): boolean {
  return outer !== undefined && outer.offset <= offset && offset + length <= outer.offset + outer.length;
}

/** Paths are sorted, so the place that something was decoded from has come before it. */
function isDecodedFromOther({ runs = [] }: Place, kept: ReadonlyMap<string, readonly Place[]>): boolean {
  return runs.some(({ path, start, end }) => {
    const places = kept.get(path) ?? [];
    const last = places[countBefore(places, end) - 1];
    return last !== undefined && last.offset + last.length > start;
  });
}

/** How many of `places` (sorted by offset) begin before `end`. */
function countBefore(places: readonly Place[], end: number): number {
  return firstIndex(places.length, (index) => places[index]!.offset >= end);
}

/** For `a` and `a!/b!/c`: 2. What was only decoded is one level below for each run; a container adds its own. */
const levelsBelow = (outer: string, path: string): number => path.slice(outer.length).split(INNER).length - 1;

/** For `a!/b!/c`: `a` and `a!/b`. */
function pathsAbove(path: string): string[] {
  const above: string[] = [];
  for (let at = path.indexOf(INNER); at >= 0; at = path.indexOf(INNER, at + 1)) above.push(path.slice(0, at));
  return above;
}
