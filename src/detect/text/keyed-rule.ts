/**
 * Keys without a mark of their own: their provider's name precedes a value of known alphabet and length. A row says whose key it
 * is, its shape and where to revoke it. Everything else (how a name may be written, what an assignment looks like, what is random
 * enough, examples and look-alikes) is the same for all of them and is here.
 */

import { membersOf } from '../../bytes/members.ts';
import { ASSIGNMENT, ASSIGNMENT_BYTES, NEAR_BYTES, namingOf } from './assignment.ts';
import { endsBefore, mayEndBefore } from './ends-before.ts';
import { keyedExamples, keyedLookAlikes } from './keyed-examples.ts';
import type { KeyedRow } from './keyed-row.ts';
import { looksIssued } from './looks-issued.ts';
import { looksMadeUp } from './placeholder.ts';
import type { Assessment, Candidate, Rule } from './rule.ts';
import type { Shape } from './shape.ts';
import { isDrawn } from './value-kind.ts';

/** Words attached to a name that is an everyday word. Each anchor costs some 10 µs at the start of a run, so the list is short. */
const KEY_WORDS = ['api', 'key', 'token', 'secret', 'access'];
/** Separators between the words of a name, and between a name and such a word. */
const JOINTS = ['', '_', '-', ' '];
/** An everyday word counts as a name if it begins an identifier or follows a usual prefix of settings. */
const BEFORE_WORD =
  /(?:^|[^A-Za-z0-9_-])-{0,2}(?:(?:my|app|next_public|react_app|vite|tf_var|prod|production|test|dev|staging|env|secrets?|config)[_.-])?$/i;
/** Bytes before a name: a word for a key, a word that the name might be part of, an escape that ends there. */
const CONTEXT_BYTES = 24;

export function keyedRule(row: KeyedRow): Rule {
  const { id, provider, shape, where, what = 'API key' } = row;
  let pattern: RegExp | undefined;
  let anchors: Rule['anchors'] | undefined;
  return {
    id,
    title: `${what.charAt(0).toUpperCase()}${what.slice(1)} of ${provider}`,
    provider,
    severity: row.severity ?? 'high',
    confidence: row.confidence ?? 'high',
    advice: `Revoke it in ${where}, make a new one, and check what it was used for. Whoever has it can act as your account.`,
    // Most runs meet few of the names, so what is made on first use costs a short run nothing.
    get anchors() {
      anchors ??= anchorsOf(row.names).map((text) => ({ text, ignoreCase: true }));
      return anchors;
    },
    get pattern() {
      pattern ??= patternOf(row);
      return pattern;
    },
    maxMatchBytes: Math.max(...row.names.map(({ length }) => length)) + ASSIGNMENT_BYTES + shape.most,
    contextBytes: CONTEXT_BYTES,
    edges: {},
    admitsStandIns: true,
    glance: glanceFor(shape),
    check: (candidate) => assess(row, candidate),
    examples: (random) => keyedExamples(row, random),
    lookAlikes: (random) => keyedLookAlikes(row, random),
  };
}

/** Spellings of the names, except those that begin with another one. */
function anchorsOf(names: readonly string[]): string[] {
  const spellings = names.flatMap((name) => {
    const bare = name.replace('~', '');
    const spelled = bare.includes(' ') ? JOINTS.map((joint) => bare.replaceAll(' ', joint)) : [bare];
    return bare === name ? spelled : spelled.flatMap(withKeyWords);
  });
  const kept: string[] = [];
  // In sorted order, a text directly follows its own prefix, or others with that prefix.
  for (const each of spellings.sort()) if (kept.length === 0 || !each.startsWith(kept.at(-1)!)) kept.push(each);
  return kept;
}

function withKeyWords(name: string): string[] {
  return JOINTS.flatMap((joint) => KEY_WORDS.map((word) => name + joint + word));
}

function patternOf({ names, shape }: KeyedRow): RegExp {
  return new RegExp(`(?:${namesSource(names)})${ASSIGNMENT}(?<!\\.)(?<secret>${shape.source})${endOf(shape)}`);
}

/** The longest first, since one may be a prefix of another. Everyday words are in the group `word`. */
function namesSource(names: readonly string[]): string {
  const byLength = names.toSorted((a, b) => b.length - a.length);
  const words = byLength.filter((name) => name.startsWith('~')).map(nameSource);
  const others = byLength.filter((name) => !name.startsWith('~')).map(nameSource);
  return [...others, ...(words.length > 0 ? [`(?<word>${words.join('|')})`] : [])].join('|');
}

/** Matches either case. */
function nameSource(name: string): string {
  return name
    .replace('~', '')
    .replace(/\./g, '\\.')
    .replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)
    .replaceAll(' ', '[ _-]?');
}

/** The value must not go on, and must not be a function call, the name of a file or a host, or part of a token with dots. */
function endOf({ characters }: Shape): string {
  return `(?![A-Za-z0-9_(=${characters.test('/') ? '+/' : '-'}]|\\.[A-Za-z0-9_])`;
}

/** Whether the name begins a word and a run of enough characters of the shape follows soon. */
function glanceFor({ least, characters }: Shape): NonNullable<Rule['glance']> {
  let members: Uint8Array | undefined;
  return (window, at) => {
    if (isInsideWord(window, at)) return false;
    members ??= membersOf(characters);
    // A run of `least` bytes covers one of every `least` bytes, so only those are looked at.
    const end = Math.min(window.length, at + NEAR_BYTES + 2 * least);
    for (let next = at + least; next < end; next += least) {
      let [from, to] = [next, next];
      while (from > next - least && members[window[from]!] === 1) from--;
      if (from === next) continue;
      while (to - from <= least && to < end && members[window[to]!] === 1) to++;
      if (to - from > least) return true;
    }
    return false;
  };
}

function isInsideWord(window: Uint8Array, at: number): boolean {
  const [before, first] = [window[at - 1] ?? 0, window[at]!];
  if (WORD_BYTES[before] !== 1) return false;
  // In `myName`, the name begins a word at its capital.
  if (isUpperCase(first) && !isUpperCase(before)) return false;
  return !mayEndBefore(window, at);
}

const WORD_BYTES = membersOf(/[A-Za-z0-9]/);

function isUpperCase(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}

/** A password for people who follow a link (`zoom.us/j/12?pwd=…` in the documents of LLVM), not a key of the service. */
const OPENS_PAGE = /\/\S*[?&;]p(?:ass)?w(?:or)?d$/i;
const OPENS_INVITATION = /\/\S*[?&;]token$/i;

function assess(row: KeyedRow, candidate: Candidate): Assessment | undefined {
  const { window, start, groups, secret } = candidate;
  const { rest = '', words = '', between = '' } = groups;
  if (rest.length + words.length + between.length > NEAR_BYTES || OPENS_PAGE.test(words)) return undefined;
  // `uses: a/github-app-token@3beb…`, and the code in an invitation link, which is not a secret of the account.
  if (between === '@' || isSumOfFile(candidate) || (row.what?.includes('secret') && OPENS_INVITATION.test(words)))
    return undefined;
  if (isOfSignedAddress(candidate)) return undefined;
  if (isNextMember(candidate) || OBJECT_ENDS.test(words + between)) return undefined;
  const before = window.slice(Math.max(0, start - CONTEXT_BYTES), start);
  if (groups.word !== undefined && !BEFORE_WORD.test(before) && !endsBefore(before.replace(/-{1,2}$/, '')))
    return undefined;
  const naming = namingOf(before, rest, words);
  if (naming === undefined || isByChance(before, window.slice(start, start + NEAR_BYTES))) return undefined;
  if (isOfOtherParameter(before, rest, words) || isOfOtherAddress(candidate)) return undefined;
  if (looksMadeUp(secret)) return {};
  if (!looksIssued(secret)) return undefined;
  if (naming === 'alone' && !row.saysKey) return { confidence: 'low' };
  const found = row.check ? row.check(candidate) : {};
  const isNamed = naming === 'named' || naming === 'alone';
  const isAssigned = /[=:>"'(,|]|%3[Dd]|\\u003[ad]/.test(between);
  return found && { ...(isNamed && isAssigned ? {} : { confidence: 'medium' }), ...found };
}

/**
 * A digest at the beginning of a line followed by a file name, as md5sum(1) and its kin write it: the previous line ends with the
 * name of a package, or with a short word after it, which was joined to the digest as if a token were broken there: `…/zoom-in`.
 */
function isSumOfFile({ window, end, groups, secret }: Candidate): boolean {
  const isDigest = /\n$/.test(groups.between ?? '') ? /^[0-9a-f]+$/.test(secret) : JOINED_DIGEST.test(secret);
  return isDigest && /^ [ *]\S/.test(window.slice(end, end + 3));
}
const JOINED_DIGEST = /^[a-z]{0,3}[g-z][a-z]{0,3}[0-9a-f]{32}$/;

/** The name is in an object that ends before the key: `"type": "PayPalEC"\n}"\n\nheaders = { 'Authorization': "Bearer 6d15…` */
const OBJECT_ENDS = /(?:["'\s]|\\[nrt])\}/;

/**
 * The name ends one value, and the digest is the name of the next one, in translations whose names are digests:
 * `"25bc…": "Interromper agora", "44d2…": "Um projeto"`.
 */
function isNextMember({ window, end, groups }: Candidate): boolean {
  return /^["'],\s*["']$/.test(groups.between ?? '') && /^["']\s*:/.test(window.slice(end, end + 3));
}

/**
 * The name is in the value of another parameter. Either it ends that value (`?v=P2SsIYEbCio&key=…` has no key of `cio`), or it is
 * in an address there, like Embedly's addresses of pictures (`image=http%3A%2F%2Fi.vimeocdn.com%2F1.jpg&key=…`).
 */
function isOfOtherParameter(before: string, rest: string, words: string): boolean {
  if (ADDRESS_ENDS.test(words)) return true;
  return rest === '' && NEXT_PARAMETER.test(words) && /[A-Za-z0-9]$/.test(before) && !endsBefore(before);
}
/** In a JSON string inside a JSON string, the backslash is escaped again. */
const ADDRESS_ENDS = /%2F[^&\\]*(?:&(?!quot|gt|#)|\\{1,4}u0026)/i;
const NEXT_PARAMETER = /&(?!quot|gt|#)|%26|\\u0026/;

/**
 * The name is followed by the address of another service, of which the value is a part: `"https://twitter.com/acme", "website":
 * "https://solscan.io/token/…"` has the address of a coin.
 */
function isOfOtherAddress({ window, start, end, secret }: Candidate): boolean {
  return /:\/\/[^\s"'<>]*\/$/.test(window.slice(start, end - secret.length));
}

/**
 * A parameter of an address that is signed and expires: of a picture at TikTok, `refresh_token=5339…&x-expires=1721012400&x-signature=…`,
 * whoever has it sees that picture.
 */
function isOfSignedAddress({ window, end, groups }: Candidate): boolean {
  return /^=?$/.test(groups.between ?? '') && SIGNATURE_BEHIND.test(window.slice(end, end + CONTEXT_BYTES));
}
const SIGNATURE_BEHIND = /^(?:&(?:amp;)?|\\u0026)x-expires=[0-9]{4}/;

/** A name of four letters occurs in base64 by chance: in one of 12,000 public keys that precede their private ones, for Zoom's name. */
function isByChance(before: string, behind: string): boolean {
  // A font in a style sheet: `…Opcws+YyM/VkApiUvwrY/rFmN…`.
  if (IN_BASE64.test(before) && /^[A-Za-z0-9]+\//.test(behind) && isDrawn(before)) return true;
  const [head] = /[A-Za-z0-9+]{0,24}$/.exec(before)!;
  const [tail] = /^[A-Za-z0-9+]*/.exec(behind)!;
  return head.length >= MIN_BEFORE && head.length + tail.length >= MIN_DRAWN && isDrawn(head + tail);
}
const IN_BASE64 = /^[A-Za-z0-9+/]{24}$/;
const MIN_BEFORE = 4;
const MIN_DRAWN = 20;
