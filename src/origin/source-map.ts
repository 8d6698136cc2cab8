/*
 * Source maps, ECMA-426 (version 3), which map a position in a generated file to a line of a source. Plain maps only:
 * the sections of index maps are not read. Nothing is fetched.
 */

export interface SourceMap {
  /** Names as in the map, with its source root prepended. */
  readonly sources: readonly (string | undefined)[];
  readonly mappings: string;
}

/** A position in a source; the line counts from 0. */
export interface SourcePosition {
  readonly source: string;
  readonly line: number;
}

/** Undefined when this is not a source map. */
export function readSourceMap(bytes: Uint8Array): SourceMap | undefined {
  try {
    // A first line of `)]}` keeps browsers from running the map as a script (ECMA-426, section 9).
    const { version, sources, sourceRoot, mappings } = JSON.parse(
      Buffer.from(bytes)
        .toString()
        .replace(/^\)\]\}[^\n]*\n/, ''),
    );
    if (version !== 3 || !Array.isArray(sources) || typeof mappings !== 'string') return undefined;
    const root = typeof sourceRoot === 'string' && sourceRoot !== '' ? `${sourceRoot.replace(/\/$/, '')}/` : '';
    return { mappings, sources: sources.map((source) => (typeof source === 'string' ? root + source : undefined)) };
  } catch {
    return undefined;
  }
}

/** A position in a generated file. Both count from 0, columns in UTF-16 units. */
export interface GeneratedPosition {
  readonly line: number;
  readonly column: number;
}

/**
 * For each of `positions` in the generated file, the source of the last mapping at or before it, in the same order.
 * Takes one pass over the mappings, however many positions there are: a map may have millions of mappings.
 */
export function originalPositions(
  { sources, mappings }: SourceMap,
  positions: readonly GeneratedPosition[],
): (SourcePosition | undefined)[] {
  const results = new Array<SourcePosition | undefined>(positions.length).fill(undefined);
  const order = [...positions.keys()].sort(
    (a, b) => positions[a]!.line - positions[b]!.line || positions[a]!.column - positions[b]!.column,
  );
  let next = 0;
  let found: SourcePosition | undefined;
  /** Assigns the current mapping to all positions before this one. */
  const passTo = (line: number, column: number): void => {
    for (; next < order.length; next++) {
      const place = positions[order[next]!]!;
      if (place.line > line || (place.line === line && place.column >= column)) break;
      results[order[next]!] = found;
    }
  };
  let [line, generatedColumn, source, sourceLine] = [0, 0, 0, 0];
  for (let at = 0; at <= mappings.length && next < order.length; at++) {
    const segment = readSegment(mappings, at);
    generatedColumn += segment.fields[0] ?? 0;
    if (segment.fields.length >= 4) {
      source += segment.fields[1]!;
      sourceLine += segment.fields[2]!;
      const name = sources[source];
      if (name !== undefined) {
        passTo(line, generatedColumn);
        found = { source: name, line: sourceLine };
      }
    }
    at = segment.end;
    if (at < mappings.length && mappings[at] === ',') continue;
    passTo(line, Number.POSITIVE_INFINITY);
    [line, generatedColumn, found] = [line + 1, 0, undefined];
  }
  return results;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const DIGIT_OF = new Map([...DIGITS].map((digit, value) => [digit.charCodeAt(0), value]));
const [COMMA, SEMICOLON] = [0x2c, 0x3b];

/**
 * Decodes a segment: base64 VLQ, 5 bits a digit, lowest first; bit 5 of a digit says that more follow, bit 0 of the
 * number is its sign.
 */
function readSegment(mappings: string, start: number): { readonly fields: readonly number[]; readonly end: number } {
  let fields: number[] = [];
  let isRead = true;
  let [value, scale, end] = [0, 1, start];
  for (; end < mappings.length; end++) {
    const code = mappings.charCodeAt(end);
    if (code === COMMA || code === SEMICOLON) break;
    const digit = DIGIT_OF.get(code);
    if (digit === undefined) isRead = false;
    // A segment has no more numbers than this; further ones are ignored.
    if (digit === undefined || !isRead || fields.length > 5) continue;
    value += (digit & 31) * scale;
    scale *= 32;
    if (digit & 32) continue;
    const magnitude = Math.floor(value / 2);
    fields.push(value % 2 === 1 ? -magnitude : magnitude);
    [value, scale] = [0, 1];
  }
  if (!isRead) fields = [];
  return { fields, end };
}

/**
 * The tracked file that a source of a map corresponds to. Bundlers write `webpack://name/./src/a.ts`, `../src/a.ts`,
 * `/home/me/project/src/a.ts`, so one path must be a suffix of the other. Undefined for packages, and when several
 * files match.
 */
export function trackedFileOf(source: string, tracked: readonly string[]): string | undefined {
  const named = source
    .replace(/^[a-z][\w+.-]*:\/\/[^/]*\//i, '')
    .split('/')
    .filter((name) => name !== '' && name !== '.' && name !== '..')
    .join('/');
  if (named === '' || /(?:^|\/)node_modules\//.test(named)) return undefined;
  const matching = tracked.filter((path) => path === named || path.endsWith(`/${named}`) || named.endsWith(`/${path}`));
  const longest = Math.max(...matching.filter((path) => path.length <= named.length).map((path) => path.length), 0);
  const best = matching.filter((path) => (longest > 0 ? path.length === longest : true));
  return best.length === 1 ? best[0] : undefined;
}
