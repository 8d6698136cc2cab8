import { styleText } from 'node:util';
import type { Finding } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import type { GapOutcome, JudgedGap, Verdict } from '../model/result.ts';
import type { Severity } from '../model/severity.ts';
import { countText } from './count-text.ts';
import { escapePath, escapeText } from './escape.ts';
import { firstPlaces, groupBySecret, type Secret } from './group-by-secret.ts';
import { keyText, otherFacts } from './key-text.ts';
import { nextSteps } from './next-steps.ts';
import { originText } from './origin-text.ts';
import { positionText } from './place-text.ts';
import type { Reporter } from './reporter.ts';
import { confidenceText, listAdviser } from './rule-text.ts';
import { expiredText, headline, notesOf, suppressionText } from './verdict-text.ts';
import { wrapText } from './wrap-text.ts';

export interface TerminalOptions {
  /** `ansi`: colours and weights as SGR sequences. `plain`: no escape sequence at all. */
  readonly styles: 'ansi' | 'plain';
  /** Line width in characters, at least 40. Prose is wrapped to it; a longer path simply continues on the next line. */
  readonly width: number;
}

const MAX_SECRETS_SHOWN = 200;
const MAX_GAPS_SHOWN = 50;
const MAX_ALLOWED_SHOWN = 20;
const MAX_LINES_SHOWN = 20;
const MAX_PLACES_SHOWN = 5;
const MAX_FACTS_SHOWN = 12;
/** Width of the labels, including the space after them. */
const INDENT = 13;
/** A path that would take more lines than this is cut in the middle. */
const MAX_PATH_LINES = 3;

/** `terminal` with the options for a log; a front end that knows its terminal calls `renderTerminal`. */
export const terminalReporter: Reporter = {
  id: 'terminal',
  title: 'Text for terminals and logs',
  render: (verdict) => renderTerminal(verdict, { styles: 'plain', width: 100 }),
};

/** Text for people: one block for each secret, the worst first; then what was not scanned; the verdict last. */
export function renderTerminal(verdict: Verdict, options: TerminalOptions): string {
  return new Page(options).verdict(verdict);
}

type Style = Exclude<Parameters<typeof styleText>[0], readonly unknown[]>;

const SEVERITY_STYLES: Readonly<Record<Severity, readonly Style[]>> = {
  critical: ['bold', 'red'],
  high: ['red'],
  medium: ['yellow'],
  low: ['cyan'],
};
const OUTCOME_STYLES: Readonly<Record<GapOutcome, readonly Style[]>> = {
  fail: ['red'],
  warn: ['yellow'],
  ignore: ['dim'],
};
const OUTCOME_WORDS: Readonly<Record<GapOutcome, string>> = { fail: 'FAILS', warn: 'WARNS', ignore: 'IGNORED' };

/** Whether a person learns nothing by this fact: the place has the form, the title the generator, and a format may lack a checksum. */
function isNoNews(name: string, value: string, { form }: Finding): boolean {
  return (name === 'form' && value === form) || name === 'twin' || (name === 'checksum' && value === 'none');
}

/** Renders blocks in one width and style. Holds no state between lines. */
class Page {
  readonly #styles: TerminalOptions['styles'];
  readonly #width: number;

  constructor({ styles, width }: TerminalOptions) {
    this.#styles = styles;
    this.#width = Math.max(40, width);
  }

  verdict(verdict: Verdict): string {
    const all = groupBySecret(verdict.findings);
    const secrets = all.filter(({ suppressed }) => suppressed === undefined);
    const allowed = all.filter(({ suppressed }) => suppressed !== undefined);
    const advise = listAdviser(verdict);
    const shown = secrets
      .slice(0, MAX_SECRETS_SHOWN)
      .map((secret) => this.#secret(secret, advise(secret.lead, `${escapeText(secret.lead.rule, 100)} above`)));
    const failing = secrets.filter(({ fails }) => fails).length;
    const blocks = [
      ...shown.slice(0, failing),
      this.#divider(failing, secrets.length - failing),
      ...shown.slice(failing),
      this.#more(secrets.length - MAX_SECRETS_SHOWN, 'more secret', 'more secrets'),
      ...allowed.slice(0, MAX_ALLOWED_SHOWN).map((secret) => this.#allowed(secret)),
      this.#more(allowed.length - MAX_ALLOWED_SHOWN, 'more allowed secret', 'more allowed secrets'),
      ...verdict.gaps.slice(0, MAX_GAPS_SHOWN).map((gap) => this.#gap(gap)),
      this.#more(verdict.gaps.length - MAX_GAPS_SHOWN, 'more place not scanned', 'more places not scanned'),
      this.#list('EXPIRED', 'Expired allows', verdict.expired.map(expiredText)),
      this.#list(
        'SKIPPED',
        'Not converted',
        verdict.remarks.map((one) => escapeText(one, 400)),
      ),
      this.#closing(verdict),
    ];
    return `${blocks
      .filter((block) => block.length > 0)
      .map((block) => block.join('\n'))
      .join('\n\n')}\n`;
  }

  #secret(secret: Secret, advice: string): readonly string[] {
    const { lead } = secret;
    const { name, digestName, digest } = keyText(lead);
    return [
      `${this.#head(lead.severity.toUpperCase(), SEVERITY_STYLES[lead.severity])}${this.#style(escapeText(lead.title, 200), ['bold'])}` +
        this.#style(`  ${escapeText(lead.rule, 100)}`, ['dim']),
      ...this.#field('where', this.#places(secret)),
      ...this.#origin(lead),
      ...this.#field('which one', [name, `${digestName} ${digest}`]),
      ...this.#prose('confidence', `${confidenceText(lead)}; ${secret.fails ? 'fails' : 'does not fail'} the job`),
      ...this.#facts(secret),
      ...this.#prose('what to do', escapeText(advice, 600)),
    ];
  }

  #allowed({ lead, suppressed, placeCount }: Secret): readonly string[] {
    const others = placeCount > 1 ? ` and ${countText(placeCount - 1, 'more place')}` : '';
    return [
      `${this.#head('ALLOWED', ['dim'])}${escapeText(lead.title, 200)}${this.#style(`  ${escapeText(lead.rule, 100)}`, ['dim'])}`,
      ...this.#place(lead, undefined, undefined).flatMap((line, index) =>
        this.#field(index === 0 ? 'where' : '', [line]),
      ),
      ...(others === '' ? [] : this.#field('', [others.trim()])),
      ...this.#prose('why', suppressed === undefined ? '' : suppressionText(suppressed)),
    ];
  }

  #list(word: string, title: string, lines: readonly string[]): readonly string[] {
    if (lines.length === 0) return [];
    return [
      `${this.#head(word, ['yellow'])}${this.#style(title, ['bold'])}`,
      ...lines.slice(0, MAX_LINES_SHOWN).flatMap((line) => this.#field('', this.#wrap(line))),
      ...this.#more(lines.length - MAX_LINES_SHOWN, 'more line', 'more lines'),
    ];
  }

  #places(secret: Secret): readonly string[] {
    const places = firstPlaces(secret, MAX_PLACES_SHOWN);
    const others = secret.placeCount - places.length;
    return [
      ...places.flatMap((place, index) => this.#place(place, places[index - 1], places[index + 1])),
      ...(others > 0
        ? this.#wrap(`and ${countText(others, 'more place')}; the JSON report (option json) lists them`)
        : []),
    ];
  }

  #origin(finding: Finding): readonly string[] {
    const text = originText(finding);
    if (text === undefined) return [];
    return this.#prose('from', `${text.before}${escapePath(text.file, this.#width * MAX_PATH_LINES)}${text.after}`);
  }

  /** Path and position on one line if they fit. Consecutive places with the same path share one path line. */
  #place(place: Place, before: Place | undefined, after: Place | undefined): readonly string[] {
    const room = this.#width - INDENT;
    const path = escapePath(place.path, room * MAX_PATH_LINES);
    const position = positionText(place);
    if (before?.path === place.path) return [`  ${position}`];
    const fits = path.length + 2 + position.length <= room && after?.path !== place.path;
    return fits ? [`${path}, ${position}`] : [path, `  ${position}`];
  }

  #facts({ lead }: Secret): readonly string[] {
    const facts = otherFacts(lead).filter(([name, value]) => !isNoNews(name, value, lead));
    const shown = facts.slice(0, MAX_FACTS_SHOWN).map(([name, value]) => `${name} ${value}`);
    if (facts.length > MAX_FACTS_SHOWN) shown.push(`and ${countText(facts.length - MAX_FACTS_SHOWN, 'more fact')}`);
    return shown.length === 0 ? [] : this.#field('facts', shown);
  }

  #gap({ path, code, message, outcome }: JudgedGap): readonly string[] {
    const room = this.#width - INDENT;
    return [
      `${this.#head(OUTCOME_WORDS[outcome], OUTCOME_STYLES[outcome])}${this.#style('Not scanned', ['bold'])}` +
        this.#style(`  ${code}`, ['dim']),
      ...this.#field('where', [escapePath(path, room * MAX_PATH_LINES)]),
      ...this.#prose('why', escapeText(message, 600)),
    ];
  }

  #closing(verdict: Verdict): readonly string[] {
    const passed = verdict.verdict === 'pass';
    const [first = '', ...rest] = [
      ...this.#wrap(headline(verdict)).map((line) => this.#style(line, ['bold'])),
      ...notesOf(verdict).flatMap((note) => this.#wrap(note)),
      ...nextSteps(verdict).flatMap(({ text, url }) => this.#wrap(`${text}: ${url}`)),
    ];
    return [
      this.#head(passed ? 'PASS' : 'FAIL', ['bold', passed ? 'green' : 'red']) + first,
      ...rest.map((line) => `${' '.repeat(INDENT)}${line}`),
    ];
  }

  /** Where secrets that do not fail begin: one of them may be of higher severity than those above. */
  #divider(failing: number, passing: number): readonly string[] {
    if (failing === 0 || passing === 0 || failing >= MAX_SECRETS_SHOWN) return [];
    const text = `${countText(passing, 'more secret')}, which ${passing === 1 ? 'does' : 'do'} not fail the job:`;
    return [`${' '.repeat(INDENT)}${text}`];
  }

  #more(count: number, singular: string, plural: string): readonly string[] {
    if (count <= 0) return [];
    return [`${' '.repeat(INDENT)}${countText(count, singular, plural)}; the JSON report (option json) lists them`];
  }

  #head(word: string, style: readonly Style[]): string {
    return this.#style(word, style) + ' '.repeat(Math.max(1, INDENT - word.length));
  }

  #prose(label: string, text: string): readonly string[] {
    return this.#field(label, this.#wrap(text));
  }

  #wrap(text: string): readonly string[] {
    return wrapText(text, this.#width - INDENT);
  }

  #field(label: string, lines: readonly string[]): readonly string[] {
    return lines.map((line, index) =>
      index === 0 ? this.#style(`  ${label}`.padEnd(INDENT), ['dim']) + line : ' '.repeat(INDENT) + line,
    );
  }

  /** Ignores the stream and the environment: the caller considered those when it made the options. */
  #style(text: string, styles: readonly Style[]): string {
    return this.#styles === 'plain' ? text : styleText([...styles], text, { validateStream: false });
  }
}
