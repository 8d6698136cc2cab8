/** How one fixture is made, and what a scan must find in it. */
export interface Recipe {
  /** Its name in test/fixtures/containers. */
  readonly file: string;
  /** Ids of containers and codings that it shows. */
  readonly opens: readonly string[];
  /** Who made it: a package of Debian, or `npm:` and a package of npm, or the address of a published file. */
  readonly by: string;
  /** Bash, in a fresh folder with `note.txt`, `long.txt` and `other.txt`; writes `$out`. `$recipes` is this folder. */
  readonly run: string;
  /**
   * Where the marker must be found, and nowhere else: what follows the file's name in the path. `*` stands for a name that
   * keysieve makes up. `['!/note.txt']` unless told; none where the content cannot be had.
   */
  readonly marks?: readonly string[];
  /** Where it may be found, too. */
  readonly also?: readonly string[];
  /** Gaps that are right, by path behind the file's name. */
  readonly gaps?: readonly { readonly path: string; readonly code: string }[];
  /** Kept with gzip in the repository: almost all of it is zero. */
  readonly packed?: true;
  /** The format has neither a checksum nor a size of the whole: what is wrong or missing in the data cannot be noticed. */
  readonly unchecked?: true;
  /** When it is not MARKER. */
  readonly marker?: string;
  /** What is special about it, for a reader. */
  readonly note?: string;
}

/** What stands in every note, and is no key. */
export const MARKER = 'keysieve-marker-plover-4711';

/** Its pieces come first, so that a packer that copies from before leaves the whole nowhere to be seen. */
export const NOTE = `These words come first: keysieve-mark, ker-plover, over-4711.
A note that was packed by a program of others, for the tests of keysieve.
${'It says nothing of interest, and says it more than once. '.repeat(3)}
The marker: ${MARKER}
End of the note.
`;

/** Does not fit where file systems keep small files, with the marker in the middle. */
export const LONG = `${numbered(1, 40)}${NOTE}${numbered(41, 80)}`;

/** Nothing to be found. */
export const OTHER = numbered(100, 130);

function numbered(first: number, last: number): string {
  let text = '';
  for (let number = first; number <= last; number++) text += `Line ${number} of a text that holds nothing at all.\n`;
  return text;
}

/** Nothing can be had: that must be a gap. */
export const sealed = (file: string, by: string, run: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file, opens: [], by, run, marks: [], gaps: [{ path: '', code: 'encrypted' }] },
  ...more,
});
