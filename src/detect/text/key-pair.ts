/**
 * Keys of two halves: an id with a public prefix, and a secret without a mark of its own, which therefore counts only near an id.
 * Both are one finding, at the place of the secret. An id alone is reported as low, since it shows whose secret to look for. (AWS
 * has a rule of its own, since its secrets are written in more ways.)
 */
import { bitsPerCharacter } from './entropy.ts';
import { isPlaceholder } from './placeholder.ts';
import type { RandomText } from './random-text.ts';
import type { Assessment, Candidate, Example, Rule } from './rule.ts';
import { escaped, longestOf, type Part, patternOf, textOf } from './token-parts.ts';

export interface KeyPair extends Pick<Rule, 'id' | 'title' | 'provider' | 'severity' | 'advice'> {
  /** For the rule of an id without a secret. */
  readonly idAlone: Pick<Rule, 'id' | 'title'>;
  readonly prefixes: readonly string[];
  /** The part of an id after its prefix. */
  readonly idBody: readonly Part[];
  readonly secret: readonly Part[];
  /** For a secret whose shape other values share: what must be in the 48 bytes before it. */
  readonly introduction?: RegExp;
  /** For an id whose prefix is too short for an anchor: a name at most 40 bytes before it. */
  readonly name?: { readonly anchors: readonly [string, ...string[]]; readonly pattern: string };
}

/** How far apart the halves may be: a few lines of a configuration, or the members of one JSON object. */
const PAIR_BYTES = 300;
const INTRODUCTION_BYTES = 48;
const NAME_GAP = 40;
const LONGEST_NAME = 16;
const ID_ADVICE = 'An id is not a secret. It names the key to replace if the secret is elsewhere in the artifact.';

/** The rule for a pair, and the one for an id alone. */
export function keyPair(pair: KeyPair): readonly [Rule, Rule] {
  const find = secretFinder(pair);
  const { idAlone, prefixes, idBody, secret, introduction, name, ...info } = pair;
  const contextBytes = PAIR_BYTES + longestOf(secret) + INTRODUCTION_BYTES;
  const id = `(?<prefix>${prefixes.map(escaped).join('|')})(?<body>${patternOf(idBody)})`;
  const longestId = Math.max(...prefixes.map((prefix) => prefix.length)) + longestOf(idBody);
  const shared = {
    ...info,
    anchors: name?.anchors ?? prefixes,
    pattern: name
      ? new RegExp(`(?:${name.pattern})[\\s\\S]{0,${NAME_GAP}}?(?<![A-Za-z0-9])(?<secret>${id})`)
      : new RegExp(id),
    maxMatchBytes: longestId + (name ? LONGEST_NAME + NAME_GAP : 0),
    ...(name && { edges: { after: /[A-Za-z0-9_-]/ } }),
    minBitsPerCharacter: 2,
    contextBytes,
  } satisfies Partial<Rule>;
  const label = `${name?.anchors[0] ?? 'ACCESS'}_ID`;
  const newId = (random: RandomText) => random.pick(prefixes) + drawn(idBody, random, isNoName);
  return [
    {
      ...shared,
      confidence: 'high',
      check: (candidate) => assessPair(candidate, find(candidate)),
      examples: (random) => pairExamples(label, newId(random), drawn(secret, random, isRandom)),
      lookAlikes: (random) => [
        `${label}: ${newId(random)}`,
        `token: "${textOf(secret, random)}"`,
        `${label}: ${newId(random)}${' '.repeat(PAIR_BYTES + 1)}token: ${textOf(secret, random)}`,
        `${label}: ${newId(random)} token: x${textOf(secret, random)}`,
      ],
    },
    {
      ...shared,
      ...idAlone,
      severity: 'low',
      confidence: 'medium',
      advice: ID_ADVICE,
      // `GOOGLEACCELERATEDMOBILEPAGEURL`, in output of a Pascal compiler, is a name.
      check: (candidate) => (find(candidate) || !isNoName(candidate.body) ? undefined : {}),
      examples: (random) => {
        const id = newId(random);
        // Nothing is hidden: all of it is public.
        return [{ text: `${label}: ${id}`, secret: id, hidden: [] }];
      },
      lookAlikes: (random) =>
        [
          `a${newId(random)}`,
          newId(random).slice(0, -1),
          random.pick(prefixes),
          `${random.pick(prefixes)}dapiEZAKEZAT`,
        ].map((text) => `${label}: ${text}`),
    },
  ];
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** The secret nearest to an id, or undefined. */
function secretFinder({ secret, introduction }: KeyPair): (candidate: Candidate) => Place | undefined {
  const pattern = new RegExp(`(?<![A-Za-z0-9+/_-])${patternOf(secret)}(?![A-Za-z0-9+/_=-])`, 'g');
  return ({ window, start, end }) => {
    let [nearest, least]: [Place | undefined, number] = [undefined, PAIR_BYTES];
    for (const match of window.matchAll(pattern)) {
      const place = { start: match.index, end: match.index + match[0].length };
      const gap = Math.max(place.start - end, start - place.end);
      if (gap < 0 || gap > least || !isRandom(match[0])) continue;
      const before = window.slice(Math.max(0, place.start - INTRODUCTION_BYTES), place.start);
      if (introduction !== undefined && !introduction.test(before)) continue;
      [nearest, least] = [place, gap];
    }
    return nearest;
  };
}

function isRandom(text: string): boolean {
  return /[0-9]/.test(text) && /[A-Za-z]/.test(text) && !isPlaceholder(text) && bitsPerCharacter(text) >= 3;
}

/**
 * One in 200 ids of 16 capitals and digits has none of these. Nor is it prefixes of tokens in a row: `LTAI`, `dapi`, `EZAK` and `EZAT` among the
 * strings of Trivy, which nothing separates.
 */
const isNoName = (body: string): boolean => /[0-9a-z]/.test(body) && !/^(?:[A-Z]{4}|[a-z]{4})+$/.test(body);

/** One in seventy secrets has no digit and cannot be told from a name. */
function drawn(parts: readonly Part[], random: RandomText, isOne: (text: string) => boolean): string {
  for (;;) {
    const text = textOf(parts, random);
    if (isOne(text)) return text;
  }
}

function assessPair({ secret }: Candidate, place: Place | undefined): Assessment | undefined {
  return place && { place, facts: { keyId: secret } };
}

function pairExamples(label: string, id: string, secret: string): Example[] {
  const more = { secret, hidden: [secret], facts: { keyId: id } };
  return [
    { text: `${label}=${id}\nSECRET_TOKEN=${secret}\n`, ...more },
    { text: `{"token":"${secret}","${label}":"${id}"}`, ...more },
  ];
}
