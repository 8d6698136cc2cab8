/**
 * npm: `npm_` and 36 base-62 digits, the last six of which are the CRC-32 of the 30 before (changelog of 2021-09-23, the
 * scheme of GitHub's tokens). And what an .npmrc holds for any registry: `_authToken`, `_auth` (base64 of `user:password`),
 * `_password` (base64 of the password). And `npmAuthIdent` of Yarn, which is `_auth`.
 */
import { decodeBase64Text } from '../base64.ts';
import { crc32Base62, endsWithCrc32Base62 } from '../checksum.ts';
import { bitsPerCharacter } from '../entropy.ts';
import { prefixed } from '../example.ts';
import { isPlaceholder } from '../placeholder.ts';
import { ALPHANUMERIC, LOWER, type RandomText, uuidOf } from '../random-text.ts';
import type { Assessment, Candidate, Example, Rule } from '../rule.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const npmRules: readonly Rule[] = [
  {
    id: 'npm-access-token',
    title: 'npm access token',
    provider: 'npm',
    severity: 'critical',
    confidence: 'high',
    advice:
      'Revoke it on the access tokens page of the account, or with `npm token revoke`. If it could publish, compare the published versions with your releases.',
    anchors: ['npm_'],
    pattern: /(?<prefix>npm_)(?<body>[A-Za-z0-9]{36})/,
    maxMatchBytes: 40,
    admitsStandIns: true,
    minBitsPerCharacter: 3,
    checksum: ({ body }) => (endsWithCrc32Base62(body) ? 'valid' : 'invalid'),
    examples: (random) => {
      const payload = random.text(30, ALPHANUMERIC);
      const [right, wrong] = [payload, `${payload}.`].map((text) => payload + crc32Base62(text)) as [string, string];
      return [
        prefixed('npm_', right, { facts: { checksum: 'valid' } }),
        prefixed('npm_', wrong, { confidence: 'low', facts: { checksum: 'invalid' } }),
      ];
    },
    lookAlikes: (random) => [
      'npm_config_registry_and_some_other_setting_name',
      `npm_${random.text(35, ALPHANUMERIC)}`,
      `npm_${random.text(40, ALPHANUMERIC)}`,
      'npm_lifecycle_event=prepublishOnly',
    ],
  },
  {
    id: 'npmrc-auth-token',
    title: 'Registry token in an npm configuration',
    provider: 'npm registry',
    severity: 'high',
    confidence: 'high',
    advice:
      'Revoke the token at the registry that the line names. Give the next one to the job as an environment variable, and let the file name the variable.',
    anchors: ['_authToken'],
    pattern: /(?<prefix>_authToken)["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?<secret>[A-Za-z0-9_.~+/=-]{20,4096})/,
    maxMatchBytes: 4117,
    edges: { after: /[A-Za-z0-9_.~+/=-]/ },
    minBitsPerCharacter: 2.5,
    check: assessAuthToken,
    examples: authTokenExamples,
    lookAlikes: (random) => [
      `//npm.example.org/:_authToken=\${NPM_TOKEN}`,
      '//npm.example.org/:_authToken=$NPM_TOKEN',
      '//npm.example.org/:_authToken=00000000-0000-0000-0000-000000000000',
      '//npm.example.org/:_authToken=YOUR_AUTH_TOKEN_GOES_HERE',
      'config._authToken = options.registryAuthenticationToken',
      `//npm.example.org/:_authToken=${random.text(12, ALPHANUMERIC)}`,
    ],
  },
  {
    id: 'npmrc-password',
    title: 'Registry password in an npm configuration',
    provider: 'npm registry',
    severity: 'high',
    confidence: 'high',
    advice:
      'Change the password at the registry that the line names, and use a token with an expiry date in its place.',
    anchors: ['_auth', '_password', 'npmAuthIdent'],
    pattern:
      /(?<prefix>_auth|_password|npmAuthIdent)["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?<secret>[A-Za-z0-9+/]{8,4096}={0,2})/,
    maxMatchBytes: 4121,
    edges: { before: /[A-Za-z0-9]/, after: /[A-Za-z0-9+/=_.(-]/ },
    guessable: true,
    check: assessPassword,
    examples: passwordExamples,
    lookAlikes: (random) => [
      `//npm.example.org/:_password=\${NPM_PASSWORD}`,
      `_auth=${Buffer.from('user:password').toString('base64')}`,
      `_auth=${Buffer.from('isaacs:not my real password').toString('base64')}`,
      `_auth=${Buffer.from(random.text(18, ALPHANUMERIC)).toString('base64')}`,
      'this._auth = connection.credentials',
      'user_password=correcthorse',
    ],
  },
];

/** Letters, digits and signs in the mixture that names of variables and members do not have. */
function looksRandom(text: string): boolean {
  return /[0-9]/.test(text) && /[A-Za-z]/.test(text) && bitsPerCharacter(text) >= 3;
}

/** Tokens whose own format says more are left to the rule for that format. */
const OTHER_RULES = /^(?:npm_|gh[opusr]_|github_pat_|gl[a-z]{2,5}-|eyJ)/;

function assessAuthToken({ secret }: Candidate): Assessment | undefined {
  if (OTHER_RULES.test(secret) || !looksRandom(secret)) return undefined;
  if (UUID.test(secret)) return { facts: { form: 'uuid' } };
  return { confidence: 'medium', guessable: true };
}

function assessPassword({ secret, groups }: Candidate): Assessment | undefined {
  const text = decodeBase64Text(secret, 'standard');
  if (text === undefined || /[\x00-\x1f\x7f]/.test(text)) return undefined;
  const colon = text.indexOf(':');
  const isPassword = groups.prefix === '_password';
  if (!isPassword && colon < 1) return undefined;
  const password = isPassword ? text : text.slice(colon + 1);
  if (password.length < 6 || isPlaceholder(password)) return undefined;
  return { identity: password };
}

function authTokenExamples(random: RandomText): Example[] {
  const uuid = uuidOf(random);
  const opaque = `NpmToken.${uuid}`;
  return [
    { text: `//npm.example.org/:_authToken=${uuid}\n`, secret: uuid, hidden: [uuid], facts: { form: 'uuid' } },
    { text: `{"_authToken": "${uuid}"}`, secret: uuid, hidden: [uuid] },
    { text: `//npm.example.org/:_authToken="${opaque}"`, secret: opaque, hidden: [uuid], confidence: 'medium' },
  ];
}

function passwordExamples(random: RandomText): Example[] {
  const password = `${random.text(6, LOWER)}-${random.text(8, ALPHANUMERIC)}`;
  const encoded = Buffer.from(password).toString('base64');
  const both = Buffer.from(`${random.text(5, LOWER)}:${password}`).toString('base64');
  return [
    { text: `//npm.example.org/:_password=${encoded}`, secret: encoded, hidden: [encoded, password] },
    { text: `//npm.example.org/:_password="${encoded}"\n`, secret: encoded, hidden: [encoded, password] },
    { text: `_auth = ${both}\n`, secret: both, hidden: [both, password] },
    { text: `npmAuthIdent: "${both}"\n`, secret: both, hidden: [both, password] },
  ];
}
