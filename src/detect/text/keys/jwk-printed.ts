/**
 * Members of a JWK that is no longer JSON: hashes of Ruby, maps of Go, Java, Elixir and Erlang, arrays of PHP and Perl, YAML,
 * TOML, XML, a table; and JSON with a log prefix on each line. Only a few marks may separate a name from its value; arithmetic
 * shows whether they belong together.
 */

/** Includes the words that programs print there: `Some(` of Rust, `string(43)` of PHP, `2)` of redis-cli. */
const BETWEEN = /(?:[^A-Za-z0-9+/_,;{}]|string\(\d{1,5}\)|Some\(|\n\d{1,4}\)){1,24}?/.source;
/** Not such a word. */
const VALUE = /(?!string\(|Some\(|\d{1,4}\))[A-Za-z0-9_-]{2,3456}/.source;
const MEMBER = new RegExp(
  `(?<![A-Za-z0-9+/_-])(alg|crv|dp|dq|priv|pub|qi|[nedpqxy])${BETWEEN}(${VALUE})(?![A-Za-z0-9+/_=-])`,
  'g',
);
const TYPE = new RegExp(`^kty${BETWEEN}(RSA|EC|OKP|AKP)(?![A-Za-z0-9])`);

export interface PrintedMembers {
  readonly members: ReadonlyMap<string, string>;
  readonly start: number;
  readonly end: number;
}

/** The type must follow within this many bytes from `kty`. */
export const TYPE_BYTES = 64;

/** Whether the text begins with `kty` and a type of keys. */
export function beginsPrinted(text: string): boolean {
  return TYPE.test(text);
}

/**
 * @param text around one `kty`, without another one
 * @param at where it is
 * @returns the nearest occurrence of each member; undefined if there is no private one
 */
export function readPrintedMembers(text: string, at: number): PrintedMembers | undefined {
  const [whole, type] = TYPE.exec(text.slice(at, at + TYPE_BYTES)) ?? [];
  if (whole === undefined || type === undefined) return undefined;
  const nearest = new Map<string, { readonly value: string; readonly start: number; readonly end: number }>();
  for (const found of text.matchAll(MEMBER)) {
    const [whole, name, value] = found as unknown as readonly [string, string, string];
    const known = nearest.get(name);
    const [start, end] = [found.index, found.index + whole.length];
    if (known === undefined || distance(start, end, at) < distance(known.start, known.end, at))
      nearest.set(name, { value, start, end });
  }
  if (!nearest.has('d') && !nearest.has('priv')) return undefined;
  const all = [...nearest.values()];
  const members = new Map([['kty', type], ...[...nearest].map(([name, { value }]) => [name, value] as const)]);
  return {
    members,
    start: Math.min(at, ...all.map(({ start }) => start)),
    end: Math.max(at + whole.length, ...all.map(({ end }) => end)),
  };
}

function distance(start: number, end: number, at: number): number {
  return start > at ? start - at : at - end;
}
