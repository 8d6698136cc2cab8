import { compareText } from '../model/compare-text.ts';
import type { Finding } from '../model/finding.ts';
import { INNER, type Place, type PlacedRun } from '../model/place.ts';
import { CONFIDENCES, rank } from '../model/severity.ts';

/**
 * Sorted, without those that tell of the same bytes as another: places of one secret that lie inside another one, in the same
 * bytes (a PKCS#1 in its PKCS#8) or in what was decoded from them (the DER in a PEM), and places in an image as it lies where one
 * of its files has the secret.
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
  const paths = [...kept.keys()];
  return [...kept.values()]
    .flat()
    .filter(({ path, isRest }) => !isRest || !paths.some((inner) => isBelow(inner, path)));
}

/** What is known of one secret. */
interface Sighted {
  readonly claim: Pick<Finding, 'rule' | 'confidence' | 'facts'>;
  readonly places: readonly Place[];
}

/**
 * Without places of one secret that only repeat what another one says: what was decoded from a run inside a place of it, and is
 * no surer (what is in a PEM that was proven), or is the same token with its escapes and without.
 */
export function withoutEchoes<Group extends Sighted>(groups: readonly Group[]): Group[] {
  if (!groups.some(({ places }) => places.some(({ runs }) => runs !== undefined))) return [...groups];
  const seen = new Map<string, { claim: Sighted['claim']; place: Place }[]>();
  for (const { claim, places } of groups) {
    for (const place of places) {
      const list = seen.get(place.path) ?? [];
      seen.set(place.path, list);
      list.push({ claim, place });
    }
  }
  const isEcho = (claim: Sighted['claim'], { runs = [] }: Place): boolean =>
    runs.some((run) => (seen.get(run.path) ?? []).some((outer) => echoes(claim, run, outer)));
  return groups
    .map((group) => ({ ...group, places: group.places.filter((place) => !isEcho(group.claim, place)) }))
    .filter(({ places }) => places.length > 0);
}

/** A run may take in the padding and a line end that a match leaves out. */
const PADDING_BYTES = 4;

function echoes(
  claim: Sighted['claim'],
  { start, end }: PlacedRun,
  outer: { readonly claim: Sighted['claim']; readonly place: Place },
): boolean {
  const { offset, length } = outer.place;
  const isInside = offset <= start && end <= offset + length + PADDING_BYTES;
  if (isInside) return rank(CONFIDENCES, outer.claim.confidence) <= rank(CONFIDENCES, claim.confidence);
  // Keys know whether they are the same; of a token with its escapes and without, only the place tells.
  if (outer.claim.rule !== claim.rule || claim.facts.spkiSha256 !== undefined) return false;
  return 2 * (Math.min(end, offset + length) - Math.max(start, offset)) > end - start;
}

function covers(outer: Place | undefined, offset: number, length: number): boolean {
  return outer !== undefined && outer.offset <= offset && offset + length <= outer.offset + outer.length;
}

/** Paths are sorted: what a place was decoded from has come before it. */
function isDecodedFromOther({ runs = [] }: Place, kept: ReadonlyMap<string, readonly Place[]>): boolean {
  return runs.some(({ path, start, end }) => {
    const last = lastBefore(kept.get(path) ?? [], end);
    return last !== undefined && last.offset + last.length > start;
  });
}

/** The last of `places` (in order of their offsets, none inside another) that begins before `end`. */
function lastBefore(places: readonly Place[], end: number): Place | undefined {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]!.offset < end) low = middle + 1;
    else high = middle;
  }
  return places[low - 1];
}

function isBelow(inner: string, path: string): boolean {
  return inner.startsWith(path + INNER);
}
