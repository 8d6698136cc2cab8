import { isAlias, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import type { FilePath, LineAndColumn, Problem } from './problem.ts';

/** A YAML file as plain data, with the position of each part in the file. */
export interface YamlTree {
  /** Null for an empty file. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  placeOf(problem: Problem): LineAndColumn | undefined;
}

/** No configuration is nested that deep. */
const MAX_DEPTH = 16;

const ONE_DOCUMENT = 'expected one document, found another after ---; put all into one';

/**
 * YAML 1.2, one document, only values that JSON has. Anchors and tags are refused: nobody needs them here, and a few
 * lines of aliases can expand to gigabytes.
 */
export function readYamlTree(text: string): YamlTree {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    ...{ lineCounter: counter, prettyErrors: false, version: '1.2', schema: 'core' },
    // Checked below instead: the library compares each key with all others.
    uniqueKeys: false,
  });
  const places: Places = new Map();
  const problems: Problem[] = [];
  const placeAt = (offset: number): LineAndColumn => {
    const { line, col } = counter.linePos(offset);
    return { line, column: col };
  };
  const note: Note = (path, message, offset) => void problems.push({ path, message, place: placeAt(offset) });
  // The library's own advice for this error is for programmers.
  for (const { code, message, pos } of document.errors)
    note([], code === 'MULTIPLE_DOCS' ? ONE_DOCUMENT : `cannot be read as YAML: ${message}`, pos[0]);
  const reader = new Reader(note, places);
  const value = problems.length > 0 || document.contents === null ? null : reader.read(document.contents, []);
  return {
    value,
    problems,
    placeOf({ path, at }) {
      const place = placeNear(path, places);
      return place && placeAt(at === 'key' ? place.key : place.value);
    },
  };
}

type Places = Map<string, { readonly key: number; readonly value: number }>;
type Note = (path: FilePath, message: string, offset: number) => void;

class Reader {
  readonly #note: Note;
  readonly #places: Places;

  constructor(note: Note, places: Places) {
    this.#note = note;
    this.#places = places;
  }

  read(node: ParsedNode | null, path: FilePath): unknown {
    if (node === null) return null;
    const offset = node.range[0];
    if (!this.#places.has(keyOf(path))) this.#places.set(keyOf(path), { key: offset, value: offset });
    if (isAlias(node) || node.anchor !== undefined)
      return this.#note(path, 'anchors and aliases are not read; write out their content', offset);
    if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:'))
      return this.#note(path, 'tags are not read; leave them out', offset);
    if (isScalar(node)) return typeof node.value === 'bigint' ? Number(node.value) : node.value;
    if (path.length >= MAX_DEPTH) return this.#note(path, `expected at most ${MAX_DEPTH} levels`, offset);
    if (isSeq(node)) return node.items.map((item, index) => this.read(item as ParsedNode, [...path, index]));
    return isMap(node) ? this.#readMap(node.items, path) : null;
  }

  #readMap(items: readonly { key: ParsedNode; value: ParsedNode | null }[], path: FilePath): unknown {
    const entries = new Map<string, unknown>();
    for (const { key, value } of items) {
      const offset = key.range[0];
      if (!isScalar(key) || isAlias(key)) {
        this.#note(path, 'expected a name, found a list or map', offset);
        continue;
      }
      const name = String(key.value);
      const inner = [...path, name];
      if (entries.has(name) || name === '__proto__') {
        this.#note(inner, entries.has(name) ? 'appears twice; keep one' : 'is no name here; leave it out', offset);
        continue;
      }
      this.#places.set(keyOf(inner), { key: offset, value: value?.range[0] ?? offset });
      entries.set(name, this.read(value, inner));
    }
    return Object.fromEntries(entries);
  }
}

function keyOf(path: FilePath): string {
  return JSON.stringify(path);
}

/** The place of `path`, or of the innermost part around it that exists in the file. */
function placeNear(path: FilePath, places: Places): { readonly key: number; readonly value: number } | undefined {
  for (let length = path.length; length >= 0; length--) {
    const place = places.get(keyOf(path.slice(0, length)));
    if (place !== undefined) return length === path.length ? place : { key: place.key, value: place.key };
  }
  return undefined;
}
