/**
 * Airtable: personal access tokens are `pat`, an id of 14 base-62 digits, a dot, and 64 hex digits. `pat` stands everywhere, so a
 * token counts behind the name or behind `Bearer`, or by itself if the id begins with what no word has there, as seven in eight do. Access tokens of OAuth are `oaa`, an id, `v1`, JSON in base64url that begins with the
 * id of the user, and 64 hex digits, with dots between them.
 */
import { ALPHANUMERIC, DIGITS, HEX, LOWER } from '../random-text.ts';
import type { Rule } from '../rule.ts';

/** `.v1.{"userId"` */
const USER_JSON = '.v1.eyJ1c2VySWQi';

/** Not those of `path`, `patch`, `pattern`, `patient`, `paternal`, `patron`, `pats`, `pata`. */
const FIRST_OF_ID = ALPHANUMERIC.replace(/[hctiersa]/g, '');
/** Behind `pat` and the id. */
const DOT_AT = 17;
const FULL_STOP = 0x2e;

export const airtableRules: readonly Rule[] = [
  {
    id: 'airtable-personal-token',
    title: 'Airtable personal access token',
    provider: 'Airtable',
    severity: 'high',
    confidence: 'high',
    advice: 'Delete it at https://airtable.com/create/tokens.',
    anchors: [
      { text: 'airtable', ignoreCase: true },
      'Bearer pat',
      ...Array.from(FIRST_OF_ID, (first) => `pat${first}`),
    ],
    glance: (window, at) => window[at] !== 0x70 || window[at + DOT_AT] === FULL_STOP,
    pattern: /(?:airtable[\s\S]{0,60}?[^A-Za-z0-9]|Bearer |)(?<secret>pat[A-Za-z0-9]{14}\.(?<body>[0-9a-f]{64}))/i,
    maxMatchBytes: 151,
    edges: { after: /[A-Za-z0-9_-]/ },
    minBitsPerCharacter: 3,
    examples: (random) =>
      ['AIRTABLE_TOKEN=', 'Authorization: Bearer ', 'airtable: {\n  "token": "', 'new Base("'].map((before) => {
        const body = random.text(64, HEX);
        const id = `${random.text(1, before === 'new Base("' ? DIGITS : LOWER)}${random.text(13, ALPHANUMERIC)}`;
        const secret = `pat${id}.${body}`;
        return { text: before + secret, secret, hidden: [body] };
      }),
    lookAlikes: (random) => [
      `AIRTABLE_PATH=pat${random.text(14, ALPHANUMERIC)}`,
      `airtable pat${random.text(13, ALPHANUMERIC)}.${random.text(64, HEX)}`,
    ],
  },
  {
    id: 'airtable-oauth-token',
    title: 'Airtable OAuth access token',
    provider: 'Airtable',
    severity: 'high',
    confidence: 'high',
    advice: 'Remove the integration of the account at https://airtable.com/account, which ends its tokens.',
    anchors: [USER_JSON],
    pattern: /oaa[A-Za-z0-9]{14}\.v1\.eyJ1c2VySWQi[\w-]{80,600}\.(?<body>[0-9a-f]{64})/,
    bytesBefore: 17,
    maxMatchBytes: 712,
    edges: { before: /[A-Za-z0-9_.-]/, after: /[A-Za-z0-9_-]/ },
    minBitsPerCharacter: 3,
    examples: (random) => {
      const body = random.text(64, HEX);
      const secret = `oaa${random.text(14, ALPHANUMERIC)}${USER_JSON}${random.text(240, ALPHANUMERIC)}.${body}`;
      return [{ text: `Key=${secret}`, secret, hidden: [body] }];
    },
    lookAlikes: (random) => [
      `oaa${random.text(14, ALPHANUMERIC)}.v1.eyJ1c2VySWQi`,
      `oaa${random.text(13, ALPHANUMERIC)}${USER_JSON}${random.text(240, ALPHANUMERIC)}.${random.text(64, HEX)}`,
      `eyJhbGciOiJIUzI1NiJ9${USER_JSON}${random.text(240, ALPHANUMERIC)}.${random.text(64, HEX)}`,
    ],
  },
];
