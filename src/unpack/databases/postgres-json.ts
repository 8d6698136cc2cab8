/**
 * PostgreSQL's jsonb values (utils/jsonb.h): all names of an object are stored back to back, then all its values, so neither have visible
 * ends.
 */
import { settingOf } from '../records/pair-lines.ts';

/*  container, aligned to 4 bytes
 *  0  4  lower 28 bits: how many elements or pairs; above: 2 an object, 4 an array, 5 an array that stands for a text alone
 *  4  .  4 bytes for each element, or for each name and then for each value
 *        lower 28 bits: how long it is, or with the highest bit where it ends; 3 bits above: 0 text, 1 to 4 others, 5 a container
 *  .  .  elements, or names and then values                                                                                         */
const [WORD_BYTES, COUNT_BITS, HAS_END] = [4, 0x0fff_ffff, 0x8000_0000];
const [OBJECT, ARRAY, ALONE] = [2, 4, 5];
const [TEXT, CONTAINER] = [0, 5];
/** Anything deeper is scanned as is; no settings are that deep. */
const MAX_DEPTH = 32;
const LINE_FEED = Uint8Array.of(0x0a);

export interface Jsonb {
  readonly at: number;
  readonly end: number;
  readonly isObject: boolean;
  readonly count: number;
  /** Ends of the names and elements, relative to `dataAt`. */
  readonly ends: Uint32Array;
  readonly kinds: Uint8Array;
  readonly dataAt: number;
}

/** Undefined where none begins that ends before `limit`. */
export function jsonbAt(bytes: Uint8Array, at: number, limit: number): Jsonb | undefined {
  const kind = at + 2 * WORD_BYTES > limit ? 0 : bytes[at + 3]! >> 4;
  if (kind !== OBJECT && kind !== ARRAY && kind !== ALONE) return undefined;
  const count = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | ((bytes[at + 3]! & 15) << 24);
  const parts = kind === OBJECT ? 2 * count : count;
  const dataAt = at + WORD_BYTES + WORD_BYTES * parts;
  if (count === 0 || dataAt > limit) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [ends, kinds] = [new Uint32Array(parts), new Uint8Array(parts)];
  for (let part = 0, end = 0; part < parts; part++) {
    const word = view.getUint32(at + WORD_BYTES + WORD_BYTES * part, true);
    const next = word >= HAS_END ? word & COUNT_BITS : end + (word & COUNT_BITS);
    kinds[part] = (word >>> 28) & 7;
    const isWrong = kinds[part]! > CONTAINER || (kind === OBJECT && part < count && kinds[part] !== TEXT);
    if (isWrong || next < end || dataAt + next > limit) return undefined;
    end = ends[part] = next;
  }
  return { at, end: dataAt + ends.at(-1)!, isObject: kind === OBJECT, count, ends, kinds, dataAt };
}

/** Its names and texts, a line each or both on one. @param json undefined where `bytes` are a value of any type */
export function* jsonbLines(bytes: Uint8Array, json = jsonbAt(bytes, 0, bytes.length)): Generator<Uint8Array> {
  if (json !== undefined) yield* linesOf(bytes, json, json.at, 0);
}

function* linesOf(bytes: Uint8Array, json: Jsonb, rootAt: number, depth: number): Generator<Uint8Array> {
  const { isObject, count, ends, kinds, dataAt } = json;
  const part = (number: number) => bytes.subarray(dataAt + (ends[number - 1] ?? 0), dataAt + ends[number]!);
  const lines: Uint8Array[] = [];
  for (let index = 0; index < count; index++) {
    const number = isObject ? count + index : index;
    if (kinds[number] === TEXT) {
      const setting = isObject ? settingOf(part(index), part(number)) : undefined;
      lines.push(...(setting ? [setting] : [part(number), LINE_FEED]));
    } else if (kinds[number] === CONTAINER && depth < MAX_DEPTH) {
      const start = dataAt + (ends[number - 1] ?? 0) - rootAt;
      const inner = jsonbAt(bytes, rootAt + start + ((4 - (start % 4)) % 4), dataAt + ends[number]!);
      if (inner !== undefined) yield* linesOf(bytes, inner, rootAt, depth + 1);
    }
  }
  yield Buffer.concat(lines);
}
