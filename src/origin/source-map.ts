/*
 * Source maps, ECMA-426 (version 3): which line of which source became a place of a generated file. Plain maps and the first level
 * of index maps ("sections" are passed over). Nothing is fetched.
 */

export interface SourceMap {
  /** As the map names them, with its root before them. */
  readonly sources: readonly (string | undefined)[];
  readonly mappings: string;
}

/** A place in a source. Both count from 0. */
export interface SourcePosition {
  readonly source: string;
  readonly line: number;
}

/** Undefined for what is no source map. */
export function readSourceMap(bytes: Uint8Array): SourceMap | undefined {
  try {
    // A line of `)]}` before it keeps browsers from running it (ECMA-426, section 9).
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

/**
 * The source of the last mapping at or before a place of the generated file.
 * @param line counted from 0
 * @param column in UTF-16 units, counted from 0
 */
export function originalPosition(
  { sources, mappings }: SourceMap,
  line: number,
  column: number,
): SourcePosition | undefined {
  let [source, sourceLine, start] = [0, 0, 0];
  let found: SourcePosition | undefined;
  for (let at = 0; at <= line; at++) {
    const end = lineEnd(mappings, start);
    let generatedColumn = 0;
    for (const segment of mappings.slice(start, end).split(',')) {
      const fields = segment === '' ? [] : readNumbers(segment);
      generatedColumn += fields[0] ?? 0;
      if (fields.length < 4) continue;
      source += fields[1]!;
      sourceLine += fields[2]!;
      const name = sources[source];
      if (at === line && generatedColumn <= column && name !== undefined) found = { source: name, line: sourceLine };
    }
    if (end === mappings.length) break;
    start = end + 1;
  }
  return found;
}

function lineEnd(mappings: string, start: number): number {
  const end = mappings.indexOf(';', start);
  return end < 0 ? mappings.length : end;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Numbers in base64 digits of 5 bits, the lowest first; bit 5 says that more follow, and bit 0 of the number is its sign. */
function readNumbers(segment: string): number[] {
  const numbers: number[] = [];
  let [value, scale] = [0, 1];
  for (const character of segment) {
    const digit = DIGITS.indexOf(character);
    if (digit < 0) return [];
    value += (digit & 31) * scale;
    scale *= 32;
    if (digit & 32) continue;
    const magnitude = Math.floor(value / 2);
    numbers.push(value % 2 === 1 ? -magnitude : magnitude);
    [value, scale] = [0, 1];
  }
  return numbers;
}

/**
 * The tracked file that a source of a map is. Bundlers write `webpack://name/./src/a.ts`, `../src/a.ts`, `/home/me/project/src/a.ts`:
 * either one path is the end of the other. Undefined for packages, and where several files could be meant.
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
