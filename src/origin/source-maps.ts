import type { Finding } from '../model/finding.ts';
import type { Origin } from '../model/origin.ts';
import {
  type GeneratedPosition,
  originalPositions,
  readSourceMap,
  type SourceMap,
  type SourcePosition,
  trackedFileOf,
} from './source-map.ts';
import { type OuterPlace, outerPlace } from './start-of.ts';
import { MAX_FILE_BYTES, type Trail } from './trail.ts';

/** Names of files that bundlers generate, with a map. */
const GENERATED_NAME = /\.(?:[cm]?js|css)$/i;
/** Most maps of one artifact that are kept until their generated files have come. */
const MAX_MAPS = 20;

/** Traces a secret through the source map beside the generated file: `bundle.js.map` beside `bundle.js`. */
export class SourceMaps implements Trail {
  readonly paths: readonly string[];
  readonly #tracked: readonly string[];
  readonly #places: readonly OuterPlace[];
  readonly #positions = new Map<string, GeneratedPosition>();
  readonly #maps = new Map<string, SourceMap>();
  #mapBytes = 0;
  /** Sources of all places in a generated file, computed when the first of them is requested. */
  readonly #sources = new Map<string, ReadonlyMap<string, SourcePosition | undefined>>();
  readonly #files = new Map<string, string | undefined>();

  /** @param most places that are looked up; each one counts the lines of its file */
  constructor(findings: readonly Pick<Finding, 'places'>[], tracked: readonly string[], most: number) {
    this.#tracked = tracked;
    this.#places = findings.flatMap(generatedPlaces).slice(0, most);
    this.paths = this.#places.flatMap(({ path }) => [path, mapOf(path)]);
  }

  get places(): number {
    return this.#places.length;
  }

  take(path: string, bytes: Uint8Array): void {
    const places = this.#places.filter((place) => place.path === path);
    if (places.length > 0) {
      for (const [offset, position] of positionsIn(bytes, places))
        this.#positions.set(keyOf({ path, offset }), position);
      return;
    }
    this.#mapBytes += bytes.length;
    if (this.#maps.size >= MAX_MAPS || this.#mapBytes > MAX_FILE_BYTES) return;
    const map = readSourceMap(bytes);
    if (map !== undefined) this.#maps.set(path, map);
  }

  originOf(finding: Pick<Finding, 'places'>): Origin | undefined {
    for (const place of generatedPlaces(finding)) {
      const source = this.#sourcesIn(place.path).get(keyOf(place));
      const file = source && this.#fileOf(source.source);
      if (file !== undefined) return { file, line: source!.line + 1, by: 'source-map' };
    }
    return undefined;
  }

  #sourcesIn(path: string): ReadonlyMap<string, SourcePosition | undefined> {
    const known = this.#sources.get(path);
    if (known !== undefined) return known;
    const map = this.#maps.get(mapOf(path));
    const keys = this.#places.filter((place) => place.path === path).map(keyOf);
    const placed = map === undefined ? [] : keys.filter((key) => this.#positions.has(key));
    const found =
      map &&
      originalPositions(
        map,
        placed.map((key) => this.#positions.get(key)!),
      );
    const sources = new Map(placed.map((key, index) => [key, found?.[index]]));
    this.#sources.set(path, sources);
    return sources;
  }

  #fileOf(source: string): string | undefined {
    if (!this.#files.has(source)) this.#files.set(source, trackedFileOf(source, this.#tracked));
    return this.#files.get(source);
  }
}

function generatedPlaces({ places }: Pick<Finding, 'places'>): OuterPlace[] {
  return places.map(outerPlace).filter(({ path }) => GENERATED_NAME.test(path));
}

/** Path of the map that belongs to a generated file. */
export function mapOf(path: string): string {
  return `${path}.map`;
}

function keyOf({ path, offset }: OuterPlace): string {
  return `${offset} ${path}`;
}

/** Lines and columns of places in one file, by offset. Reads each byte once. */
function positionsIn(bytes: Uint8Array, places: readonly OuterPlace[]): Map<number, GeneratedPosition> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const positions = new Map<number, GeneratedPosition>();
  let [line, column, at] = [0, 0, 0];
  for (const offset of [...new Set(places.map((place) => place.offset))].sort((a, b) => a - b)) {
    for (let end = text.indexOf(10, at); end >= 0 && end < offset; end = text.indexOf(10, at))
      [line, column, at] = [line + 1, 0, end + 1];
    column += text.toString('utf8', at, offset).length;
    at = offset;
    positions.set(offset, { line, column });
  }
  return positions;
}
