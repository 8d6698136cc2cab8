import type { Finding } from '../model/finding.ts';
import type { Origin } from '../model/origin.ts';
import { originalPosition, readSourceMap, type SourceMap, trackedFileOf } from './source-map.ts';
import { type OuterPlace, outerPlace } from './start-of.ts';
import type { Trail } from './trail.ts';

/** What bundlers write, and write a map for. */
const GENERATED_NAME = /\.(?:[cm]?js|css)$/i;
/** Of one artifact, kept until their files have come. */
const MAX_MAPS = 20;

/** Looks for a source map beside the file in which a secret stands: `bundle.js.map` beside `bundle.js`. */
export class SourceMaps implements Trail {
  readonly paths: readonly string[];
  readonly #tracked: readonly string[];
  readonly #places: readonly OuterPlace[];
  readonly #positions = new Map<string, { readonly line: number; readonly column: number }>();
  readonly #maps = new Map<string, SourceMap>();

  /** @param most places that are looked up; each counts the lines of its file */
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
    for (const place of places) this.#positions.set(keyOf(place), positionIn(bytes, place.offset));
    if (places.length > 0 || this.#maps.size >= MAX_MAPS) return;
    const map = readSourceMap(bytes);
    if (map !== undefined) this.#maps.set(path, map);
  }

  originOf(finding: Pick<Finding, 'places'>): Origin | undefined {
    for (const place of generatedPlaces(finding)) {
      const position = this.#positions.get(keyOf(place));
      const map = this.#maps.get(mapOf(place.path));
      const source = position && map && originalPosition(map, position.line, position.column);
      const file = source && trackedFileOf(source.source, this.#tracked);
      if (file !== undefined) return { file, line: source!.line + 1, by: 'source-map' };
    }
    return undefined;
  }
}

function generatedPlaces({ places }: Pick<Finding, 'places'>): OuterPlace[] {
  return places.map(outerPlace).filter(({ path }) => GENERATED_NAME.test(path));
}

/** By its path, the map of a generated file. */
export function mapOf(path: string): string {
  return `${path}.map`;
}

function keyOf({ path, offset }: OuterPlace): string {
  return `${offset} ${path}`;
}

function positionIn(bytes: Uint8Array, offset: number): { line: number; column: number } {
  const before = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8', 0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length - 1, column: before.length - lineStart };
}
