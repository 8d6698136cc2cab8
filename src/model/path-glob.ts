/**
 * Globs over the paths of reports. `*` stands for any characters within a name, `?` for one, `**` for any number of
 * names; everything else is literal (`[id].js` is an ordinary name). `/`, `!/` and `\` are all separators: a glob
 * enters archives as it enters folders, and tools on Windows write `\` in globs and, before .NET 4.6.1, in names of zip
 * entries.
 * A glob that matches a folder or container covers everything inside it. A glob without a separator matches at any
 * depth; one that begins with a separator matches only from the root.
 */
export class PathGlob {
  readonly #segments: readonly string[];

  constructor(text: string) {
    const segments = segmentsOf(text);
    this.#segments = [...(segments.length === 1 && !/^[/\\]/.test(text) ? [ANY] : []), ...segments, ANY];
  }

  matches(path: string): boolean {
    return matchesAll(this.#segments, segmentsOf(path), (segment) => segment === ANY, matchesName);
  }
}

const ANY = '**';

function segmentsOf(path: string): string[] {
  return path
    .replaceAll('!/', '/')
    .split(/[/\\]/)
    .filter((segment) => segment !== '' && segment !== '.');
}

function matchesName(pattern: string, name: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === name;
  return matchesAll(
    pattern,
    name,
    (one) => one === '*',
    (one, character) => one === '?' || one === character,
  );
}

/**
 * Whether `pattern` matches `items`, where one kind of element (`isAny`) stands for any number of items. On a mismatch
 * only the last such element is given one item more. That finds a match wherever there is one, in at most pattern
 * length × item count steps.
 */
function matchesAll(
  pattern: ArrayLike<string>,
  items: ArrayLike<string>,
  isAny: (element: string) => boolean,
  matches: (element: string, item: string) => boolean,
): boolean {
  let [at, element, anyAt, resumeAt] = [0, 0, -1, 0];
  while (at < items.length) {
    if (element < pattern.length && isAny(pattern[element]!)) {
      [anyAt, resumeAt] = [element++, at];
    } else if (element < pattern.length && matches(pattern[element]!, items[at]!)) {
      at++;
      element++;
    } else if (anyAt >= 0) {
      [element, at] = [anyAt + 1, ++resumeAt];
    } else return false;
  }
  while (element < pattern.length && isAny(pattern[element]!)) element++;
  return element === pattern.length;
}
