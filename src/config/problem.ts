/** Path of a value in a file, from the outermost map or list inwards. */
export type FilePath = readonly (string | number)[];

/** What is wrong at that path: what was expected, what was found, what to do. */
export interface Problem {
  readonly path: FilePath;
  readonly message: string;
  /** About the key that `path` leads to, not its value. */
  readonly at?: 'key';
  /** No problem if a plug-in has the rule with this id. */
  readonly unlessRule?: string;
  /** Its position, when `path` does not lead to it. */
  readonly place?: LineAndColumn;
}

/** 1-based. */
export interface LineAndColumn {
  readonly line: number;
  readonly column: number;
}

/** Most problems reported; if there are more, they have one cause. */
const MAX_REPORTED = 20;

/** `.keysieve.yml:12:5: allow[0].until: expected …`, one problem a line, in the order of the file. */
export function problemLines(
  name: string,
  problems: readonly Problem[],
  placeOf: (problem: Problem) => LineAndColumn | undefined,
): string[] {
  const placed = problems.map((problem) => ({
    problem,
    place: problem.place ?? placeOf(problem) ?? { line: 1, column: 1 },
  }));
  placed.sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
  const lines = placed.map(({ problem: { path, message }, place }) => {
    const spot = path.length === 0 ? '' : `${pathText(path)}: `;
    return `${name}:${place.line}:${place.column}: ${spot}${message}`;
  });
  const more = lines.length - MAX_REPORTED;
  return more > 0 ? [...lines.slice(0, MAX_REPORTED), `${name}: and ${more} more`] : lines;
}

/** `own-rules[3].ignore.words`. */
function pathText(path: FilePath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? cut(part) : `${text}.${cut(part)}`;
  }, '');
}

/** Quotes back what a user wrote, truncated: a secret pasted into the wrong place must not flood the log. */
export function quote(value: unknown): string {
  return cut(JSON.stringify(value) ?? String(value));
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
