import { compareText } from '../model/compare-text.ts';
import { INNER, type Place } from '../model/place.ts';

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

function covers(outer: Place | undefined, offset: number, length: number): boolean {
  return outer !== undefined && outer.offset <= offset && offset + length <= outer.offset + outer.length;
}

/** A step of a path that says where in the bytes before it something begins: `!/base64@118`. */
const STEP = /!\/[a-z0-9-]+@(\d+)(?=!\/|$)/g;

/** Paths are sorted: what a place was decoded from has come before it. */
function isDecodedFromOther({ path }: Place, kept: ReadonlyMap<string, readonly Place[]>): boolean {
  if (!path.includes('@')) return false;
  for (const step of path.matchAll(STEP)) {
    const outer = kept.get(path.slice(0, step.index));
    const offset = Number(step[1]);
    if (outer !== undefined && covers(lastUpTo(outer, offset), offset, 0)) return true;
  }
  return false;
}

/** The last of `places` (in order of their offsets, none inside another) that begins at `offset` or before. */
function lastUpTo(places: readonly Place[], offset: number): Place | undefined {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]!.offset <= offset) low = middle + 1;
    else high = middle;
  }
  return places[low - 1];
}

function isBelow(inner: string, path: string): boolean {
  return inner.startsWith(path + INNER);
}
