/**
 * Makes a detector of a user's rule. Its pattern runs on re2js, in time at most linear in the window and in the pattern: we did
 * not write it, and cannot know how V8's own engine would behave. Loaded only if there are such rules.
 */
import type { RE2JS } from 're2js';
import { textAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import { NO_MEMORY } from '../../model/memory.ts';
import { PathGlob } from '../../model/path-glob.ts';
import type { Detector } from '../detector.ts';
import { guessableFingerprint, tokenFingerprint } from '../fingerprint.ts';
import { latin1 } from '../latin1.ts';
import { bitsPerCharacter } from '../text/entropy.ts';
import { passesCheck } from './own-check.ts';
import { compilePattern, presence } from './own-pattern.ts';
import type { OwnRule, OwnRuleIgnores } from './own-rule.ts';

export { compilePattern } from './own-pattern.ts';

/**
 * Instructions of a compiled pattern, times the bytes that it sees: re2js takes some 10 ns for each, and an inspection may take 50
 * ms.
 */
const MAX_STEPS = 5_000_000;
/** Matches examined per window; any others are found with the next keyword. */
const MAX_MATCHES = 16;
/** Limit of the kernel for anchors. */
const MAX_ANCHOR_CHARACTERS = 32;

/** What is wrong with a rule, as the end of a sentence, and in which field. */
export interface OwnRuleProblem {
  readonly field: 'pattern' | 'secretGroup' | 'ignore';
  readonly problem: string;
  /** A smaller window would solve it. */
  readonly isTooWide?: true;
}

/** @returns the problem of the rule, if it has one; never throws */
export function ownRuleDetector(rule: OwnRule): Detector | OwnRuleProblem {
  const pattern = compilePattern(rule.pattern);
  if (typeof pattern === 'string') return { field: 'pattern', problem: pattern };
  const windowBytes = rule.bytesBefore + rule.bytesAfter;
  if (pattern.programSize() * windowBytes > MAX_STEPS)
    return {
      field: 'pattern',
      isTooWide: true,
      problem: `expected a pattern of at most ${Math.floor(MAX_STEPS / windowBytes)} steps for a window of ${windowBytes} bytes, found ${pattern.programSize()}; write it shorter, or set before and after lower`,
    };
  const group = groupOf(rule, pattern);
  if (group === undefined) return { field: 'secretGroup', problem: 'the pattern has no such group' };
  const ignores = compileIgnores(rule.ignore);
  if (typeof ignores === 'string') return { field: 'ignore', problem: ignores };
  const finder = { rule, pattern, group, ignores, mayMatch: presence(rule.pattern) };
  const [only, not] = [rule.paths, rule.ignore.paths].map((globs) => globs.map((glob) => new PathGlob(glob)));
  const { id, title, severity, confidence, advice, bytesBefore, bytesAfter } = rule;
  return {
    ...{ id, title, severity, confidence, advice },
    trigger: {
      anchors: rule.keywords.map((word) =>
        textAnchor(word.slice(0, MAX_ANCHOR_CHARACTERS).toLowerCase(), { ignoreCase: true }),
      ),
      bytesBefore: bytesBefore + 1,
      reads: 'text',
    },
    // One byte more than the pattern sees, to know whether the data continue.
    maxMatchBytes: bytesAfter + 1,
    appliesTo: (path) =>
      (only!.length === 0 || only!.some((glob) => glob.matches(path))) && !not!.some((glob) => glob.matches(path)),
    inspect: (window, at) => inspect(finder, window, at),
  };
}

/** Whether it finds something in `text`, wherever its keywords are. */
export function findsIn({ trigger, maxMatchBytes, inspect }: Detector, text: string): boolean {
  const bytes = Buffer.from(text);
  const lower = bytes.toString('latin1').toLowerCase();
  return trigger.anchors.some((anchor) => {
    const word = Buffer.from(anchor.bytes).toString('latin1');
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
      const start = Math.max(0, at - trigger.bytesBefore);
      if (inspect(bytes.subarray(start, at + maxMatchBytes), at - start, NO_MEMORY) !== undefined) return true;
    }
    return false;
  });
}

interface Finder {
  readonly rule: OwnRule;
  readonly pattern: RE2JS;
  readonly group: number | string;
  readonly ignores: Ignores;
  readonly mayMatch: (text: string) => boolean;
}

/** The first match that reaches past the keyword, else the last one before it. */
function inspect(finder: Finder, window: Uint8Array, at: number): Match | undefined {
  const { bytesBefore, bytesAfter } = finder.rule;
  const from = Math.max(0, at - bytesBefore - 1);
  const text = latin1(window, from, at + bytesAfter);
  if (!finder.mayMatch(text)) return undefined;
  // The character before a possible match is only context, for `^` and `\b`.
  const first = at - from > bytesBefore ? 1 : 0;
  const isCut = window.length > at + bytesAfter;
  const matcher = finder.pattern.matcher(text);
  let best: Span | undefined;
  let found = matcher.find(first);
  for (let count = 0; found && count < MAX_MATCHES; count++) {
    const span = { start: matcher.start(finder.group), end: matcher.end(finder.group) };
    const whole = { start: matcher.start(), end: matcher.end() };
    // A truncated secret would be a different one each time.
    const isWhole = span.start >= 0 && span.end > span.start && !(isCut && span.end === text.length);
    if (isWhole && isSecret(finder, text, span, whole)) {
      best = span;
      if (whole.end > at - from) break;
    }
    found = matcher.find();
  }
  return best && toMatch(finder.rule, text, best, from);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function isSecret({ rule, ignores }: Finder, text: string, span: Span, whole: Span): boolean {
  const secret = text.slice(span.start, span.end);
  if (rule.minBitsPerCharacter !== undefined && bitsPerCharacter(secret) < rule.minBitsPerCharacter) return false;
  if (!rule.checks.every((check) => passesCheck(check, secret))) return false;
  const lower = secret.toLowerCase();
  if (rule.ignore.words.some((word) => lower.includes(word.toLowerCase()))) return false;
  const hits = (patterns: readonly RE2JS[], part: string): boolean =>
    patterns.some((pattern) => pattern.matcher(part).find());
  if (hits(ignores.secrets, secret) || hits(ignores.matches, text.slice(whole.start, whole.end))) return false;
  return ignores.lines.length === 0 || !hits(ignores.lines, lineAround(text, whole));
}

function lineAround(text: string, { start, end }: Span): string {
  const feed = text.indexOf('\n', end);
  return text.slice(start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1, feed < 0 ? text.length : feed);
}

function toMatch({ checks }: OwnRule, text: string, { start, end }: Span, from: number): Match {
  const secret = text.slice(start, end);
  const bytes = Buffer.from(secret, 'latin1');
  const checked = checks.some((check) => check !== 'base64-json');
  return {
    offset: from + start,
    length: end - start,
    fingerprint: isGuessable(secret) ? guessableFingerprint(bytes.toString()) : tokenFingerprint(bytes),
    preview: '…',
    facts: { provider: 'own rule', checksum: checked ? 'valid' : 'none' },
  };
}

/** Anything but a long, evenly distributed word of letters and digits may be chosen by a person. */
function isGuessable(secret: string): boolean {
  return !/^[\w+/=.~-]*[0-9][\w+/=.~-]*$/.test(secret) || bitsPerCharacter(secret) * secret.length < 96;
}

function groupOf({ secretGroup }: OwnRule, pattern: RE2JS): number | string | undefined {
  const names = pattern.namedGroups();
  if (typeof secretGroup === 'number') return secretGroup <= pattern.groupCount() ? secretGroup : undefined;
  if (secretGroup !== undefined) return Object.hasOwn(names, secretGroup) ? secretGroup : undefined;
  return Object.hasOwn(names, 'secret') ? 'secret' : 0;
}

type Ignores = Readonly<Record<'secrets' | 'matches' | 'lines', readonly RE2JS[]>>;

function compileIgnores({ secrets, matches, lines }: OwnRuleIgnores): Ignores | string {
  const compiled = [secrets, matches, lines].map((list) =>
    list.map((pattern) => ({ pattern, made: compilePattern(pattern) })),
  );
  const bad = compiled.flat().find(({ made }) => typeof made === 'string');
  if (bad !== undefined) return `${JSON.stringify(bad.pattern.slice(0, 60))}: ${bad.made}`;
  const [s, m, l] = compiled.map((list) => list.map(({ made }) => made as RE2JS));
  return { secrets: s!, matches: m!, lines: l! };
}
