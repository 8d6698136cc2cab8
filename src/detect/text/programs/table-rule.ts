/**
 * Shared by rules that are a table of programs: the rule's own pattern has only the anchors, and a row reads from there on. One
 * expression of all rows would be too large to try at each place, and to be proved linear.
 */
import { drawnPassword } from '../password.ts';
import type { Rule } from '../rule.ts';

export interface TableRow {
  readonly anchors: Rule['anchors'];
}

interface TriedRow extends TableRow {
  readonly program: string;
  /** With `SECRET` in place of the password. */
  readonly example: string;
  readonly lookAlike: string;
}

/** Examples and look-alikes of a rule of such rows: those of each row, whose finding names the program. */
export function trialsOf(rows: readonly TriedRow[]): Pick<Rule, 'examples' | 'lookAlikes'> {
  return {
    examples: (random) =>
      rows.map(({ program, example }) => {
        const secret = drawnPassword(random);
        return { text: example.replace('SECRET', secret), secret, hidden: [secret], facts: { program } };
      }),
    lookAlikes: () => rows.map(({ lookAlike }) => lookAlike),
  };
}

export interface RowMatch {
  readonly groups: Readonly<Record<string, string | undefined>>;
  /** Of the group `secret`, which ends the match, except for a closing mark. */
  readonly place: { readonly start: number; readonly end: number };
}

const textOf = (anchor: Rule['anchors'][number]) => (typeof anchor === 'string' ? anchor : anchor.text);

export function literalsOf(rows: readonly TableRow[]): Rule['anchors'] {
  return rows.flatMap(({ anchors }) => anchors);
}

/** Case-insensitive: the index decides which anchors lead here. */
export function patternOfAll(rows: readonly TableRow[]): RegExp {
  return new RegExp(treeOf([...new Set(literalsOf(rows).map((anchor) => textOf(anchor).toLowerCase()))]), 'i');
}

/**
 * The longest of `texts` that matches, as a tree by their first characters: V8 interprets a large expression, and would try each
 * word of a list.
 */
function treeOf(texts: readonly string[]): string {
  if (texts.length === 1) return escaped(texts[0]!);
  const behind = new Map<string, string[]>();
  for (const text of texts) {
    if (text === '') continue;
    const first = text.charAt(0);
    behind.set(first, [...(behind.get(first) ?? []), text.slice(1)]);
  }
  const branches = [...behind].map(([first, rest]) => escaped(first) + treeOf(rest));
  return `(?:${branches.join('|')})${texts.includes('') ? '?' : ''}`;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The rows by their anchors, and the expression of each row, compiled on first use. */
export class TablePatterns<Row extends TableRow> {
  readonly #rows: ReadonlyMap<string, Row>;
  readonly #made = new Map<Row, RegExp>();
  readonly #make: (row: Row) => RegExp;

  constructor(rows: readonly Row[], make: (row: Row) => RegExp) {
    // If two rows share an anchor, the first one has it.
    const pairs = rows.flatMap((row) => row.anchors.map((anchor) => [textOf(anchor).toLowerCase(), row] as const));
    this.#rows = new Map(pairs.reverse());
    this.#make = make;
  }

  /** @param anchor found by the rule's own pattern */
  rowOf(anchor: string): Row {
    return this.#rows.get(anchor.toLowerCase())!;
  }

  of(row: Row): RegExp {
    const made = this.#made.get(row) ?? this.#make(row);
    this.#made.set(row, made);
    return made;
  }

  find(row: Row, window: string, start: number): RowMatch | undefined {
    const regex = this.of(row);
    regex.lastIndex = start;
    const match = regex.exec(window);
    if (match === null) return undefined;
    const groups = match.groups!;
    const from = start + match[0].lastIndexOf(groups.secret!);
    return { groups, place: { start: from, end: from + groups.secret!.length } };
  }
}
