/**
 * The commonest token format: a public prefix followed by parts of known alphabets and lengths. A provider's file declares these;
 * the pattern, the anchors, the minimum entropy, the examples and the look-alikes follow from them.
 */
import { membersOf } from '../../bytes/members.ts';
import { prefixed } from './example.ts';
import type { RandomText } from './random-text.ts';
import type { Edges, Rule } from './rule.ts';
import { TOKEN_EDGES } from './rule.ts';
import { escaped, longestOf, minBits, type Part, patternOf, shortestOf, textOf } from './token-parts.ts';
import { isDrawn, isOfWords } from './value-kind.ts';
import { behindBreak } from './wrapped-token.ts';

export interface PrefixedToken
  extends Pick<Rule, 'id' | 'title' | 'provider' | 'severity' | 'advice'>,
    Partial<
      Pick<
        Rule,
        | 'confidence'
        | 'edges'
        | 'glance'
        | 'check'
        | 'checksum'
        | 'contextBytes'
        | 'examples'
        | 'judgesPlaceholders'
        | 'lookAlikes'
      >
    > {
  /** What a token begins with: 4 bytes or more, unless `glance` refuses common text. */
  readonly prefixes: readonly string[];
  /**
   * Set if the prefix is common inside words or base64 (`ion_`, `EAA`): a token then counts only after a quote, a space, an equals
   * sign or the like, or in a program after a zero or its length, which becomes part of the anchor.
   */
  readonly isDelimited?: true;
  /** What follows any of the prefixes. */
  readonly body: readonly Part[];
  /** For a format with a checksum: a body whose checksum holds, and one whose checksum does not. */
  sign?(random: RandomText, prefix: string): { readonly valid: string; readonly invalid: string };
}

/** For a short prefix with a long run of letters and digits: names in code keep to one case far more often than random text does. */
export const inBothCases: NonNullable<Rule['check']> = ({ body }) =>
  /[A-Z]/.test(body) && /[a-z]/.test(body) && !isMangled(body) ? {} : undefined;

/** Letters counted by the number in front of them: random text of 400 characters has that many once in many millions. */
const MANGLED_LETTERS = 20;

/** Whether it is a mangled C++ name, in which each word follows its length: `device11cpu_executeEjENKUlR13address_space`. */
function isMangled(text: string): boolean {
  let counted = 0;
  for (const { 1: length, 2: word } of text.matchAll(/([0-9]{1,2})([a-z][a-z_]{4,})/g))
    if (Number(length) >= 5 && Number(length) <= word!.length) counted += Number(length);
  return counted >= MANGLED_LETTERS;
}

/**
 * As `inBothCases`, and not a name in a program: `unkey_verifyKeyPermissions`. A word of six letters in what a machine drew says nothing: one in
 * 350 of 22 random characters has such.
 */
export const inBothCasesWithoutWord: typeof inBothCases = (candidate) =>
  isOfWords(candidate.body) && !isDrawn(candidate.body) ? undefined : inBothCases(candidate);

/**
 * Share of the bits per character that a random body of that length could have at most. One in 10,000 random bodies of 19 hex
 * digits has less; of 32 digits, one in many millions.
 */
const FLOOR = 0.6;

export function prefixedToken(token: PrefixedToken): Rule {
  const { prefixes, body, isDelimited = false, sign, ...rest } = token;
  const { before, after } = rest.edges ?? edgesOf(body);
  const edges = { ...(before && !isDelimited && { before }), ...(after && { after }) };
  const delimiters = isDelimited ? delimitersOf(token) : [];
  const padding = isBase64(body) ? '={0,2}' : '';
  let pattern: RegExp | undefined;
  return {
    confidence: 'high',
    admitsStandIns: true,
    ...rest,
    edges,
    ...glanceOf(token),
    // Most runs meet few of the prefixes, so what is made on first use costs a short run nothing.
    get anchors() {
      return anchorsOf(token);
    },
    get pattern() {
      const text = `(?<prefix>${prefixes.map(escaped).join('|')})(?<body>${patternOf(body)})${padding}`;
      pattern ??= new RegExp(isDelimited ? `[${delimiters.join('')}](?<secret>${text})` : text);
      return pattern;
    },
    maxMatchBytes:
      Math.max(...prefixes.map((prefix) => prefix.length)) +
      longestOf(body) +
      (isDelimited ? 1 : 0) +
      (padding ? 2 : 0),
    minBitsPerCharacter: floorOf(body),
    examples: (random) => {
      const made = rest.examples?.(random) ?? prefixes.flatMap((prefix) => examplesOf(token, prefix, random));
      return isDelimited ? made.map((one) => ({ ...one, text: random.pick(delimiters) + one.text })) : made;
    },
    lookAlikes: rest.lookAlikes ?? ((random) => lookAlikesOf(token, edges, random)),
  };
}

/**
 * If the body is hex digits, a prefix of three bytes is extended by the first of them: `sk_` occurs 1,300 times per MiB in headers
 * of Linux (`task_`, `disk_`).
 */
function anchorsOf(token: PrefixedToken): readonly string[] {
  const {
    prefixes,
    body: [first],
    isDelimited,
  } = token;
  if (isDelimited) return delimitersOf(token).flatMap((before) => prefixes.map((prefix) => before + prefix));
  if (typeof first !== 'object' || first.alphabet.length > 16) return prefixes;
  return prefixes.flatMap((prefix) =>
    prefix.length > 3 ? [prefix] : Array.from(first.alphabet, (digit) => prefix + digit),
  );
}

/** Characters before a value in code, in settings and in text. */
const DELIMITERS = ['"', "'", '`', '=', ':', ' ', '>', '\n'];

/**
 * And in programs: the zero that ends the string before, or a length in one byte (classes of Java, DEX, bytecode of Python), if the
 * format has one length and that is no letter.
 */
function delimitersOf({ prefixes, body }: PrefixedToken): readonly string[] {
  const lengths = prefixes.map(({ length }) => length + longestOf(body));
  const isOfOneLength = shortestOf(body) === longestOf(body);
  const counts = isOfOneLength ? [...new Set(lengths)].map((length) => String.fromCharCode(length)) : [];
  return [...DELIMITERS, '\0', ...counts.filter((count) => /[\x10-\x20!#-&()*+,/;<?@_{}~|]/.test(count))];
}

/** Two of different lengths, if there are two; with a checksum, one that is right and one that is wrong. */
function examplesOf({ body, sign }: PrefixedToken, prefix: string, random: RandomText) {
  if (sign !== undefined) {
    const { valid, invalid } = sign(random, prefix);
    return [
      prefixed(prefix, valid, { facts: { checksum: 'valid' } }),
      prefixed(prefix, invalid, { confidence: 'low', facts: { checksum: 'invalid' } }),
    ];
  }
  const isFixed = body.every((part) => typeof part === 'string' || part.least === part.most);
  return (isFixed ? (['least'] as const) : (['least', 'most'] as const)).map((length) =>
    prefixed(prefix, textOf(body, random, length)),
  );
}

/** The prefix alone, one that is truncated, one that continues at its end and one that continues at its beginning. */
function lookAlikesOf({ prefixes, body }: PrefixedToken, edges: Edges, random: RandomText): readonly string[] {
  const prefix = random.pick(prefixes);
  const text = textOf(body, random);
  return [
    prefix,
    prefix + text.slice(0, -1),
    ...(edges.after ? [`${prefix}${textOf(body, random, 'most')}a1b2`] : []),
    ...(edges.before ? [`a${prefix}${text}`] : []),
  ];
}

/** A token continues as long as the characters of its last part do. */
function edgesOf(body: readonly Part[]): Edges {
  return isBase64(body) ? { before: TOKEN_EDGES.before!, after: /[A-Za-z0-9+/=_-]/ } : TOKEN_EDGES;
}

/** Whether it ends in a base64 alphabet that is padded. */
function isBase64(body: readonly Part[]): boolean {
  const last = body.at(-1);
  return typeof last === 'object' && last.alphabet.includes('+');
}

/**
 * Whether up to 16 characters after the prefix fit the body. The first one that does not decides, so a short prefix, which is
 * common in code, costs some ten nanoseconds.
 */
function glanceOf({ glance, prefixes, body, isDelimited }: PrefixedToken): Pick<Rule, 'glance'> {
  if (glance !== undefined) return { glance };
  const [first] = body;
  const length = prefixes[0]?.length ?? 0;
  const start = isDelimited ? length + 1 : length;
  if (typeof first !== 'object' || prefixes.some((prefix) => prefix.length !== length)) return {};
  let members: Uint8Array | undefined;
  const count = Math.min(first.least, 16);
  return {
    glance(window, at) {
      members ??= membersOf(new RegExp(patternOf([{ ...first, least: 1, most: 1 }])));
      for (let next = at + start; next < at + start + count; next++) {
        if (members[window[next] ?? 0] !== 1) return behindBreak(window, next) >= 0;
      }
      return true;
    },
  };
}

function floorOf(body: readonly Part[]): number {
  const random = body.filter((part) => typeof part !== 'string');
  const length = random.reduce((sum, { least }) => sum + least, 0);
  return FLOOR * Math.min(minBits(random) / length, Math.log2(length));
}
