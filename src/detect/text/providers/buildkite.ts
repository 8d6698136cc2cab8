/**
 * Buildkite (its documents, "Token security"): a prefix for each kind, then 38 letters and digits or more, for newer tokens behind the
 * number of the organization in base64. The token of a job is a JSON Web Token; that of a registry a message of Rails: base64, `--`,
 * and an HMAC in hex.
 */
import { prefixed } from '../example.ts';
import { ALPHANUMERIC, BASE64URL, HEX, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';

interface Kind extends Pick<Rule, 'id' | 'title' | 'severity' | 'advice'> {
  readonly prefixes: readonly string[];
  /** Sources of regular expressions. */
  readonly forms: readonly string[];
  /** One of each form, and of each way to write it. */
  make(random: RandomText): readonly string[];
}

const PLAIN = '(?:[A-Za-z0-9]{2,8}[._])?[A-Za-z0-9]{38,100}';
const JWT = 'eyJ[\\w-]{10,400}\\.eyJ[\\w-]{20,1600}\\.[\\w-]{40,700}';
const RAILS_MESSAGE = 'eyJ[\\w-]{40,600}={0,2}--[0-9a-f]{40}';
/** Of the longest form. */
const MAX_BODY_BYTES = 400 + 1600 + 700 + 8;

const makePlain = (random: RandomText) => [
  random.text(40, HEX),
  `MTA.${random.text(40, HEX)}`,
  `MTI.${random.text(77, ALPHANUMERIC)}`,
];

const KINDS: readonly Kind[] = [
  {
    id: 'buildkite-api-token',
    title: 'Buildkite API access token',
    severity: 'high',
    advice: 'Revoke it at https://buildkite.com/user/api-access-tokens.',
    prefixes: ['bkua_', 'bkur_', 'bktx_'],
    forms: [PLAIN],
    make: makePlain,
  },
  {
    id: 'buildkite-agent-token',
    title: 'Buildkite agent, job or cluster token',
    severity: 'critical',
    advice:
      'Revoke it in the settings of the cluster (Agent tokens): with it anyone can run jobs and read their secrets.',
    prefixes: ['bkaa_', 'bkaj_', 'bkar_', 'bkat_', 'bkcqt_', 'bkct_', 'bkjat_', 'bktr_'],
    forms: [JWT, PLAIN],
    make: (random) => [
      ...makePlain(random),
      `eyJhbGciOiJIUzUxMiJ9.eyJpc3Mi${random.text(60, ALPHANUMERIC)}.${random.text(86, BASE64URL)}`,
    ],
  },
  {
    id: 'buildkite-package-token',
    title: 'Buildkite packages registry token',
    severity: 'high',
    advice: 'Revoke it in the settings of the registry (Tokens).',
    prefixes: ['bkpr_', 'bkpt_', 'bkrt_'],
    forms: [RAILS_MESSAGE, PLAIN],
    make: (random) => [
      random.text(40, HEX),
      `eyJfcmFpbHMi${random.text(120, ALPHANUMERIC)}--${random.text(40, HEX)}`,
      `eyJfcmFpbHMi${random.text(119, ALPHANUMERIC)}=--${random.text(40, HEX)}`,
    ],
  },
  {
    id: 'buildkite-portal-token',
    title: 'Buildkite portal token or secret',
    severity: 'high',
    advice: 'Revoke it in the settings of the portal (Security).',
    prefixes: ['bkpat_', 'bkps_'],
    forms: [PLAIN],
    make: (random) => [`MTQ_${random.text(40, HEX)}`, `Mw_${random.text(60, HEX)}`],
  },
];

export const buildkiteRules: readonly Rule[] = KINDS.map(
  ({ prefixes, forms, make, ...info }): Rule => ({
    ...info,
    provider: 'Buildkite',
    confidence: 'high',
    anchors: prefixes,
    pattern: new RegExp(`(?<prefix>${prefixes.join('|')})(?<body>${forms.join('|')})`),
    maxMatchBytes: Math.max(...prefixes.map(({ length }) => length)) + MAX_BODY_BYTES,
    admitsStandIns: true,
    minBitsPerCharacter: 2.7,
    examples: (random) => prefixes.flatMap((prefix) => make(random).map((body) => prefixed(prefix, body))),
    lookAlikes: (random) =>
      prefixes.flatMap((prefix) => [
        `${prefix}your_token`,
        prefix + random.text(30, ALPHANUMERIC),
        `a${prefix}${random.text(40, HEX)}`,
        `${prefix}${random.text(40, HEX)}_name`,
      ]),
  }),
);
