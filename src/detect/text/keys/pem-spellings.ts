/**
 * Undoes what programs do to the lines of a PEM body. First the escapes, layer by layer: backslashes of JSON, C, YAML and shells
 * (up to 16 in a row, as JSON in JSON doubles them), percent (RFC 3986), character references and tags of HTML, quoted-printable
 * (RFC 2045, section 6.7), `#012` of rsyslog, `|n` of TeamCity, the backtick of PowerShell, terminal colours (ECMA-48, section 5.4), in which GitHub
 * shows each line of a script. Then the text around the lines, in several ways; the caller takes the one that contains a key.
 */

/** Most layers that are undone in succession: an escape of an escape of an escape. */
const MAX_LAYERS = 4;
/** Most characters between two string literals that are concatenated. */
const MAX_GAP = 200;

export interface SpellingForm {
  /** `+` stands for a space, as in forms (application/x-www-form-urlencoded). */
  readonly spacesAsPlus: boolean;
  /** Characters before the BEGIN line in its own line. */
  readonly column: number;
}

/** Possible readings of `text`, from after the BEGIN line to before the END line; line ends as LF. */
export function* bodySpellings(text: string, { spacesAsPlus, column }: SpellingForm): Generator<string> {
  const plain = withoutEscapes(spacesAsPlus ? text.replaceAll('+', ' ') : text);
  const quoted = insideQuotes(plain);
  if (quoted !== undefined) yield quoted;
  yield plain;
  const patch = withoutPluses(plain);
  if (patch !== undefined) yield patch;
  if (text.includes('\n')) {
    if (column > 0) yield atColumn(text, column);
    yield lastWords(plain);
  }
  yield* ofOneWidth(plain);
}

/** Replaces escapes by what they represent, until there are none. */
function withoutEscapes(text: string): string {
  // TeamCity, in a message of one line; in several, a bar before a letter separates columns.
  let current = text.includes('\n') ? text : text.replaceAll(/\|[nr]/g, '\n');
  for (let layer = 0; layer < MAX_LAYERS && /[\\%&=#`<\x1b]/.test(current); layer++) {
    const next = current.replace(ESCAPE, replacement);
    if (next === current) break;
    current = next;
  }
  return current;
}

/** Backslashes, percent and so on; and control sequences: colours, and those that clear a line. */
const ESCAPE =
  /\\{1,16}(?:u\{?0{0,2}([0-9A-Fa-f]{2})\}?|x([0-9A-Fa-f]{2})|([0-7]{3})|(0[AaDd])|\r?\n|([^0-9A-Za-z]|[a-z]))|%([0-9A-Fa-f]{2})|&#([0-9]{1,4});|&#[xX]([0-9A-Fa-f]{1,4});|&([A-Za-z]{2,8});|=(0[AD]|20|2B|2F|3D)|#(01[0-7])|`([nr])|<[^<>\n]{1,64}>|\x1b\[[0-9;?]{0,24}[A-Za-z]/g;

function replacement(
  whole: string,
  ...[unicode, hex, octal, lineEnd, letter, percent, decimal, reference, name, printable, syslog, tick]: (
    | string
    | undefined
  )[]
): string {
  const code = unicode ?? hex ?? percent ?? reference ?? printable;
  if (code !== undefined) return character(Number.parseInt(code, 16));
  const octalCode = octal ?? syslog;
  if (octalCode !== undefined) return character(Number.parseInt(octalCode, 8));
  if (decimal !== undefined) return character(Number.parseInt(decimal, 10));
  // LLVM and WebAssembly write two hex digits.
  if (lineEnd !== undefined) return '\n';
  if (letter !== undefined) return /[a-z]/.test(letter) ? '\n' : letter;
  if (name !== undefined) return NAMED[name] ?? whole;
  return tick !== undefined || whole.startsWith('<') ? '\n' : '';
}

/** HTML names of characters in PEM or in source code around it. */
const NAMED: Readonly<Record<string, string>> = {
  ...{ plus: '+', sol: '/', equals: '=', NewLine: '\n', Tab: '\t', nbsp: ' ' },
  ...{ quot: '"', apos: "'", amp: '&', lt: '<', gt: '>' },
};

function character(code: number): string {
  return code === 0x0d ? '\n' : String.fromCharCode(code);
}

/** The body begins inside a string literal, and continues in others: C, JavaScript, Python, Java, Go, Rust, C#, PHP … */
function insideQuotes(text: string): string | undefined {
  const quote = /["'`]/.exec(text)?.[0];
  if (quote === undefined) return undefined;
  const parts = text.split(quote);
  // Every second part is between two literals.
  if (parts.some((part, index) => index % 2 === 1 && part.length > MAX_GAP)) return undefined;
  return parts.filter((_, index) => index % 2 === 0).join('');
}

/** Lines of a patch that adds them. */
function withoutPluses(text: string): string | undefined {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  const added = /^[\s>|]*\+/;
  return lines.length > 0 && lines.every((line) => added.test(line))
    ? lines.map((line) => line.replace(added, '')).join('\n')
    : undefined;
}

/** The base64 after a prefix of fixed width, such as a log's. */
function atColumn(text: string, column: number): string {
  // The first is the rest of the BEGIN line.
  const lines = text.split(/\r?\n/).slice(1);
  return lines.map((line) => /^[A-Za-z0-9+/=]*/.exec(line.slice(column))![0]).join('\n');
}

/** Lines of PEM, and wider ones (RFC 7468, section 2; RFC 2045). */
const LINE_DIGITS = { least: 40, most: 128 };
/** The last line may have these widths. */
const MAX_LAST = 6;

/**
 * Ignores any text around and between the lines: all but the last have one width. Cells of tables, `+` at line ends (psql), `^M`
 * (cat -A), `\par` (RTF), JSON members beside them, lines of another program among them.
 */
function* ofOneWidth(text: string): Generator<string> {
  const runs = text.match(/[A-Za-z0-9+/]+={0,2}/g) ?? [];
  const counts = new Map<number, number>();
  for (const { length } of runs)
    if (length >= LINE_DIGITS.least && length <= LINE_DIGITS.most) counts.set(length, (counts.get(length) ?? 0) + 1);
  const width = [...counts].reduce((best, other) => (other[1] > best[1] ? other : best), [0, 0])[0];
  if (width === 0) return;
  const isLine = ({ length }: string) => length === width;
  const full = runs.filter(isLine);
  // psql appends a plus to each. Base64 lines have an even width (64, 70, 76), and may themselves end with a plus.
  const surplus = width % 2 === 1 && full.every((run) => run.endsWith('+')) ? 1 : 0;
  const lines = full.map((run) => run.slice(0, run.length - surplus)).join('\n');
  const last = runs.slice(runs.findLastIndex(isLine) + 1).filter(({ length }) => length <= width);
  const whole = last.filter((run) => run.length % 4 === 0);
  for (const run of whole.toSorted((one, other) => other.length - one.length).slice(0, MAX_LAST))
    yield `${lines}\n${run}`;
  yield lines;
}

/** After a prefix of any width. */
function lastWords(text: string): string {
  const lines = text.split(/\r?\n/);
  return lines
    .map(
      (line) =>
        line
          .trimEnd()
          .split(/[^A-Za-z0-9+/=]/)
          .at(-1)!,
    )
    .join('\n');
}
