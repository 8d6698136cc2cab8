import { INNER, type Place } from '../model/place.ts';
import { escapeText } from './escape.ts';

const MAX_REGION_CHARACTERS = 120;
const MAX_FORM_CHARACTERS = 40;

/**
 * Position inside what `path` names: `line 12, column 5` in text, otherwise `offset 73216, address 0x7ffd10 in [heap]`.
 * One visible line. Digits of offsets are not grouped, so that they can be pasted into a hex viewer.
 */
export function positionText(place: Place): string {
  const spot =
    place.line === undefined
      ? `offset ${place.offset}`
      : `line ${place.line}${place.column === undefined ? '' : `, column ${place.column}`}`;
  const address = place.address === undefined ? '' : `, address ${hexAddress(place.address)}`;
  const region = place.region === undefined ? '' : ` in ${escapeText(place.region, MAX_REGION_CHARACTERS)}`;
  const form = place.form === undefined ? '' : `, as ${escapeText(place.form, MAX_FORM_CHARACTERS)}`;
  return `${spot}${address}${region}${form}`;
}

/** `0x7ffd10`. Addresses have 64 bits at most. */
export function hexAddress(address: bigint): string {
  return `0x${BigInt.asUintN(64, address).toString(16)}`;
}

/**
 * True when the place lies inside a container, where its line number means nothing to someone who opens the artifact.
 */
export function isInside(artifact: string, place: Place): boolean {
  return place.path !== artifact && place.path.startsWith(artifact + INNER);
}
