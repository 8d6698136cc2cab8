/**
 * What actions/checkout leaves behind: `extraheader = AUTHORIZATION: basic BASE64` in .git/config (until v5) or in a file
 * under RUNNER_TEMP (from v6), where BASE64 is `x-access-token:` and the token. Its first 20 characters are the same in
 * every such header, so that they are found in any file, log or dump, with or without the header's name.
 * And any other basic header (RFC 7617): base64 of `user:password`.
 */
import { decodeBase64Text } from '../base64.ts';
import { crc32Base62 } from '../checksum.ts';
import { bitsPerCharacter } from '../entropy.ts';
import { AUTHORIZATION, mayBeAuthorization } from '../http-header.ts';
import { assessPassword } from '../password.ts';
import { isPlaceholder } from '../placeholder.ts';
import { ALPHANUMERIC, LOWER, type RandomText } from '../random-text.ts';
import type { Assessment, Candidate, Edges, Example, Rule } from '../rule.ts';
import { isDrawn } from '../value-kind.ts';
import { readGithubToken } from './github.ts';

/** Base64 of `x-access-token:`; fifteen bytes, so no bits of the token are in it. */
const USER = 'eC1hY2Nlc3MtdG9rZW46';
const BASE64_EDGES: Edges = { before: /[A-Za-z0-9+/]/, after: /[A-Za-z0-9+/=]/ };

const basic = (userPass: string) => Buffer.from(userPass).toString('base64');

export const actionsCheckoutRules: readonly Rule[] = [
  {
    id: 'github-checkout-header',
    title: 'Git credentials that actions/checkout stored in the git configuration',
    provider: 'GitHub',
    severity: 'high',
    confidence: 'high',
    advice:
      'Set `persist-credentials: false` on actions/checkout, or keep .git out of the artifact. A GITHUB_TOKEN ends with its job; a personal token in its place stays valid until it is revoked.',
    anchors: [USER],
    pattern: new RegExp(`${USER}(?<body>[A-Za-z0-9+/]{4,3600}={0,2})`),
    maxMatchBytes: 3622,
    edges: BASE64_EDGES,
    check: assessCheckout,
    examples: checkoutExamples,
    lookAlikes: (random) => [
      `AUTHORIZATION: basic ${basic('x-access-token:***')}`,
      `AUTHORIZATION: basic ${basic(`x-access-token:ghs_${'x'.repeat(36)}`)}`,
      `AUTHORIZATION: basic ${basic(`x-access-token:\${GITHUB_TOKEN}`)}`,
      `AUTHORIZATION: basic ${USER}`,
      `AUTHORIZATION: basic ${basic(`x-access-token:${random.bytes(30)}`).slice(0, 41)}`,
    ],
  },
  {
    id: 'http-basic-header',
    title: 'User name and password in an HTTP Authorization header',
    provider: 'HTTP',
    severity: 'high',
    confidence: 'medium',
    advice: 'Change the password, or revoke the token, at the server that the request went to.',
    anchors: [{ text: 'authorization', ignoreCase: true }],
    glance: mayBeAuthorization,
    pattern: new RegExp(
      String.raw`(?<prefix>${AUTHORIZATION}basic(?:[ \t]{1,4}|%20))(?<secret>[A-Za-z0-9+/]{8,6000}={0,2})`,
      'i',
    ),
    maxMatchBytes: 6090,
    edges: { after: /[A-Za-z0-9+/=]/ },
    guessable: true,
    check: assessBasic,
    examples: (random) => {
      const password = random.text(16, ALPHANUMERIC);
      const secret = basic(`${random.text(6, LOWER)}:${password}`);
      const [nameOnly, madeUp] = [basic('challenging-client:'), basic('my-client-id:my-secret')];
      const shown = ['demo:p@55w0rd', 'testKey:testValue', 'CLIENT_ID:CLIENT_SECRET', 'rbrgn42:notsosecret'].map(basic);
      const encoded = basic(`shop%26co:${random.text(3, LOWER)}%2F%3B%26`);
      return [
        ...[
          `Authorization: Basic ${secret}`,
          `"authorization":"basic ${secret}"`,
          `headers['Authorization'] = 'Basic ${secret}'`,
          `{"name": "Authorization", "value": "Basic ${secret}"}`,
          `proxy_set_header Authorization "Basic ${secret}";`,
          `.header("Authorization", "Basic ${secret}")`,
        ].map((text) => ({
          ...{ text, secret, hidden: [secret, password] },
        })),
        { text: `Authorization: Basic ${nameOnly}`, secret: nameOnly, hidden: [], confidence: 'low' },
        { text: `Authorization: Basic ${madeUp}`, secret: madeUp, hidden: [], confidence: 'low' },
        ...shown.map(
          (each) => ({ text: `Authorization: Basic ${each}`, secret: each, hidden: [], confidence: 'low' }) as const,
        ),
        { text: `(AUTHORIZATION, "Basic ${encoded}")`, secret: encoded, hidden: [], confidence: 'low' },
      ];
    },
    lookAlikes: (random) => [
      'Authorization: Basic realm="files"',
      `Authorization: Basic ${basic('Aladdin:open sesame')}`,
      `Authorization: Basic ${basic('aladdin:opensesame')}`,
      `Authorization: Basic ${basic('s6BhdRkqt3:gX1fBat3bV')}`,
      `Authorization: Basic ${basic('user:')}`,
      `Authorization: Basic ${basic('user:password')}`,
      `Authorization: Basic ${basic(`user:\${PASSWORD}`)}`,
      `Authorization: Basic ${basic(random.text(24, ALPHANUMERIC))}`,
      'Authorization: Basic authentication is not supported here',
    ],
  },
];

function assessCheckout({ secret }: Candidate): Assessment | undefined {
  const token = decodeBase64Text(secret, 'standard')?.slice('x-access-token:'.length);
  if (token === undefined) return undefined;
  const known = readGithubToken(token);
  if (known === undefined) return assessUnknownToken(token);
  if (isPlaceholder(known.body)) return undefined;
  return {
    ...known.assessment,
    severity: known.rule.severity,
    checksum: known.checksum,
    facts: { token: known.rule.id, ...known.assessment.facts },
    identity: token,
  };
}

/** A token of another server, or of a format that we do not know yet. */
function assessUnknownToken(token: string): Assessment | undefined {
  const bits = bitsPerCharacter(token);
  if (!/^[\x21-\x7e]{20,1400}$/.test(token) || isPlaceholder(token) || bits < 3) return undefined;
  return { confidence: 'medium', identity: token, guessable: bits * token.length < MIN_TOKEN_BITS };
}

/** As `tokenFingerprint` asks for. */
const MIN_TOKEN_BITS = 96;

function assessBasic({ secret }: Candidate): Assessment | undefined {
  const userPass = decodeBase64Text(secret, 'standard');
  const colon = userPass?.indexOf(':') ?? -1;
  if (userPass === undefined || colon < 0 || userPass.startsWith('x-access-token:')) return undefined;
  const [user, password] = [userPass.slice(0, colon), userPass.slice(colon + 1)];
  // Some servers take the token as the user name, with `x-oauth-basic` or nothing for a password.
  const credential = password === 'x-oauth-basic' || password === '' ? user : password;
  if (credential.length < 6 || /[\x00-\x1f\x7f]/.test(userPass) || isPlaceholder(credential)) return undefined;
  const known = readGithubToken(credential);
  if (known === undefined) {
    // Clients of OAuth percent-encode both halves (RFC 6749, 2.3.1), so that `bbb%2F%3B%26` has six characters.
    const typed = credential.replace(/%[0-9A-F]{2}/gi, '%');
    const assessed = assessPassword(typed, { of: user });
    if (assessed === undefined) return undefined;
    // A user alone is, most often, a client of OAuth that has no secret.
    const isLow = assessed.confidence === 'low' || (password === '' && !isDrawn(user));
    return { identity: credential, ...(isLow && ({ confidence: 'low', named: user } as const)) };
  }
  if (isPlaceholder(known.body)) return undefined;
  return {
    severity: known.rule.severity,
    confidence: known.checksum === 'invalid' ? 'low' : 'high',
    checksum: known.checksum,
    facts: { provider: 'GitHub', token: known.rule.id, ...known.assessment.facts },
    identity: credential,
    guessable: false,
  };
}

function checkoutExamples(random: RandomText): Example[] {
  const payload = random.text(30, ALPHANUMERIC);
  const token = (prefix: string) => prefix + payload + crc32Base62(payload);
  const example = (text: (secret: string) => string, credential: string, more: Partial<Example>): Example => {
    const secret = basic(`x-access-token:${credential}`);
    return { text: text(secret), secret, hidden: [secret.slice(USER.length), credential.slice(4)], ...more };
  };
  const config = (secret: string) => `[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic ${secret}\n`;
  return [
    example(config, token('ghs_'), { facts: { token: 'github-installation-token', checksum: 'valid' } }),
    example((secret) => `> authorization: Basic ${secret}\r\n`, token('ghp_'), { severity: 'critical' }),
    example(config, `ghs_${payload}${crc32Base62(`${payload}.`)}`, {
      confidence: 'low',
      facts: { checksum: 'invalid' },
    }),
    example(config, random.text(40, ALPHANUMERIC), { confidence: 'medium', facts: { checksum: 'none' } }),
  ];
}
