/**
 * Globs over the paths of reports. `*` stands for any characters of a name, `?` for one, `**` for any names in a row; all else
 * is literal (`[id].js` is an ordinary name). `/`, `!/` and `\` separate alike: a glob goes into archives as into folders, and tools on
 * Windows write `\` in globs and, before .NET 4.6.1, in names of zip entries.
 * What matches brings all that lies in it; a glob without a separator is looked for at any depth, unless it begins with one.
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
 * Whether `items` are what `pattern` says, in which one kind of element stands for any number of items. Of those only the last one
 * seen is ever given more: that finds a match wherever there is one, in at most as many steps as both have elements, multiplied.
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
