/**
 * Meta (Facebook, Instagram, Threads): a short beginning that names the product, then base64 in which the characters that a
 * URL cannot carry, and Z itself, are written ZA, ZB, ZC or ZD: no Z stands before anything else.
 */
import { prefixed } from '../example.ts';
import { isLineOfBase64, LINE_OF_BASE64_BYTES } from '../line-of-base64.ts';
import { ALPHANUMERIC, type RandomText } from '../random-text.ts';
import type { Candidate, Rule } from '../rule.ts';

/** A long number, which begins like a token once in 65,536; letters in a row of pixels (`fan.tga` of OpenArena). */
const HEX = /^[0-9A-Fa-f]+$/;
const LETTERS = /^[A-Z]+$/;
const ESCAPED = /^(?:[A-Ya-z0-9_-]|Z[A-D])+Z?$/;
/** `EAA` is common in source maps and in base64 (`EAAA` is Square's): a token stands behind one of these, and so at the beginning of a line. */
const BEFORE = ['"', "'", '`', '=', ':', ' ', '>', '\t', '\n', '\\n'];
const shared = {
  provider: 'Meta',
  confidence: 'high',
  admitsStandIns: true,
  minBitsPerCharacter: 3.5,
  contextBytes: LINE_OF_BASE64_BYTES,
  check(candidate: Candidate) {
    const { groups, body } = candidate;
    if (HEX.test(body) || LETTERS.test(body)) return undefined;
    if (isLineOfBase64(candidate, groups.prefix!.slice(0, 3))) return undefined;
    return ESCAPED.test(body) ? {} : { confidence: 'low' as const };
  },
} as const;

export const metaRules: readonly Rule[] = [
  {
    ...shared,
    id: 'meta-access-token',
    title: 'Meta (Facebook) access token',
    severity: 'high',
    advice:
      'Remove the app from the business integrations of the account, or change the app secret, which ends all tokens of the app.',
    anchors: BEFORE.map((before) => `${before}EAA`),
    pattern: /(?:["'`=: >\t\n]|\\n)(?<secret>(?<prefix>EAA[B-Y])(?<body>[A-Za-z0-9]{60,700}))/,
    maxMatchBytes: 705,
    edges: { after: /[A-Za-z0-9+/=_-]/ },
    examples: (random) =>
      ['access_token=', '# tokens\n', 'one\\n', 'app\t'].flatMap((before) =>
        [prefixed('EAAC', body(random, 150)), prefixed('EAAG', `${body(random, 180)}ZD`)].map((one) => ({
          ...one,
          text: `${before}${one.text}`,
        })),
      ),
    lookAlikes: (random) => [
      `=EAAC${body(random, 40)}`,
      `${body(random, 20)}EAAC${body(random, 150)}`,
      `=EAAC${body(random, 150)}+${body(random, 40)}`,
      `= EAAB${random.text(92, '0123456789ABCDEF')}`,
      `=EAAH${random.text(92, 'BCDEFGHIJKLMNOPQRSTUV')}`,
      `\n ${body(random, 76)}\n EAAB${body(random, 72)}\n ${body(random, 20)}\n`,
      `\\\n${body(random, 76)}\\\nEAAD${body(random, 72)}\\\n${body(random, 76)}\\\n`,
    ],
  },
  {
    ...shared,
    id: 'instagram-access-token',
    title: 'Instagram or Threads access token',
    severity: 'high',
    advice: 'Remove the app from the account (Apps and websites), or change the app secret.',
    anchors: ['IGQV', 'IGAA', 'THAA'],
    pattern: /(?<prefix>IGQV|IGAA|THAA)(?<body>[A-Za-z0-9_-]{100,700})/,
    maxMatchBytes: 704,
    edges: { before: /[A-Za-z0-9+/_-]/, after: /[A-Za-z0-9+/=_-]/ },
    examples: (random) => ['IGQV', 'IGAA', 'THAA'].map((prefix) => prefixed(prefix, body(random, 160))),
    lookAlikes: (random) => [`IGQV${body(random, 40)}`, `${body(random, 20)}IGQV${body(random, 150)}`, 'IGQV_short'],
  },
];

function body(random: RandomText, length: number): string {
  return random.text(length, ALPHANUMERIC.replace('Z', ''));
}
