/**
 * GitHub's tokens (docs: "About authentication to GitHub", token formats). Classic: a prefix of four characters and 36
 * base-62 digits, the last six of which are the CRC-32 of the 30 before them; a refresh token has 76 in place of 36.
 * Fine-grained: 22 and 59 characters, shape only. Installation tokens since April 2026 (changelog of 2026-04-24):
 * `ghs_APPID_JWT`, some 520 characters; the job's own GITHUB_TOKEN is one.
 */
import { decodeBase64UrlJson } from '../base64.ts';
import { crc32Base62, endsWithCrc32Base62 } from '../checksum.ts';
import { prefixed } from '../example.ts';
import { expiryFacts } from '../jwt-claims.ts';
import { ALPHANUMERIC, BASE64URL, DIGITS, type RandomText } from '../random-text.ts';
import type { Assessment, Candidate, Checksum, Example, Rule } from '../rule.ts';

const REVOKE =
  'Whoever holds it can revoke it: POST https://api.github.com/credentials/revoke needs no sign-in. Then look at the security log for what it did.';

const classic = {
  provider: 'GitHub',
  confidence: 'high',
  maxMatchBytes: 40,
  admitsStandIns: true,
  minBitsPerCharacter: 3,
  checksum: ({ body }: Candidate): Checksum => (endsWithCrc32Base62(body) ? 'valid' : 'invalid'),
} as const;

/** A classic token whose checksum holds, and one whose checksum does not. */
function classicExamples(prefix: string, random: RandomText): Example[] {
  const payload = random.text(30, ALPHANUMERIC);
  const body = payload + crc32Base62(payload);
  const wrong = payload + crc32Base62(`${payload}.`);
  return [
    prefixed(prefix, body, { facts: { provider: 'GitHub', checksum: 'valid' } }),
    prefixed(prefix, wrong, { confidence: 'low', facts: { checksum: 'invalid' } }),
  ];
}

function classicLookAlikes(prefix: string, random: RandomText): string[] {
  const body = random.text(36, ALPHANUMERIC);
  return [
    prefix,
    `${prefix}${body.slice(1)}`,
    `${prefix}${body}${random.text(4, ALPHANUMERIC)}`,
    `${prefix}${body.slice(0, 20)} ${body.slice(20)}`,
  ];
}

export const githubRules: readonly Rule[] = [
  {
    ...classic,
    id: 'github-personal-token',
    title: 'GitHub personal access token (classic)',
    severity: 'critical',
    advice: `Delete the token at https://github.com/settings/tokens. ${REVOKE}`,
    anchors: ['ghp_'],
    pattern: /(?<prefix>ghp_)(?<body>[A-Za-z0-9]{36})/,
    examples: (random) => classicExamples('ghp_', random),
    lookAlikes: (random) => classicLookAlikes('ghp_', random),
  },
  {
    ...classic,
    id: 'github-oauth-token',
    title: 'GitHub OAuth access token',
    severity: 'critical',
    advice: `Revoke the application's access at https://github.com/settings/applications. ${REVOKE}`,
    anchors: ['gho_'],
    pattern: /(?<prefix>gho_)(?<body>[A-Za-z0-9]{36})/,
    examples: (random) => classicExamples('gho_', random),
    lookAlikes: (random) => classicLookAlikes('gho_', random),
  },
  {
    ...classic,
    id: 'github-app-user-token',
    title: 'GitHub App user access token',
    severity: 'high',
    advice: `It lives eight hours unless the app turned expiry off. Revoke the app's access at https://github.com/settings/apps/authorizations. ${REVOKE}`,
    anchors: ['ghu_'],
    pattern: /(?<prefix>ghu_)(?<body>[A-Za-z0-9]{36})/,
    examples: (random) => classicExamples('ghu_', random),
    lookAlikes: (random) => classicLookAlikes('ghu_', random),
  },
  {
    ...classic,
    id: 'github-installation-token',
    title: 'GitHub App installation token, such as the GITHUB_TOKEN of a job',
    severity: 'high',
    advice:
      'It ends with the job, or after an hour for another app: until then whoever reads the artifact has its permissions. Keep it out of the artifact; for one that still lives, DELETE https://api.github.com/installation/token with it.',
    anchors: ['ghs_'],
    pattern:
      /(?<prefix>ghs_)(?<body>[0-9]{1,12}_eyJ[A-Za-z0-9_-]{12,400}\.[A-Za-z0-9_-]{16,1400}\.[A-Za-z0-9_-]{20,700}|[A-Za-z0-9]{36})/,
    maxMatchBytes: 2540,
    checksum: (candidate) => (isStateless(candidate.body) ? 'none' : classic.checksum(candidate)),
    check: ({ body }) => (isStateless(body) ? assessStateless(body) : {}),
    examples: (random) => [...classicExamples('ghs_', random), statelessExample(random)],
    lookAlikes: (random) => classicLookAlikes('ghs_', random),
  },
  {
    ...classic,
    id: 'github-refresh-token',
    title: 'GitHub App refresh token',
    severity: 'high',
    advice: `With the app's client secret it gives new user tokens for six months. Revoke the app's access at https://github.com/settings/apps/authorizations. ${REVOKE}`,
    anchors: ['ghr_'],
    pattern: /(?<prefix>ghr_)(?<body>[A-Za-z0-9]{76}|[A-Za-z0-9]{36})/,
    maxMatchBytes: 80,
    examples: (random) => {
      const payload = random.text(70, ALPHANUMERIC);
      const body = payload + crc32Base62(payload);
      return [...classicExamples('ghr_', random), prefixed('ghr_', body, { facts: { checksum: 'valid' } })];
    },
    lookAlikes: (random) => classicLookAlikes('ghr_', random),
  },
  {
    id: 'github-fine-grained-token',
    title: 'GitHub fine-grained personal access token',
    provider: 'GitHub',
    severity: 'critical',
    confidence: 'high',
    advice: `Delete the token at https://github.com/settings/personal-access-tokens. ${REVOKE}`,
    anchors: ['github_pat_'],
    // In tests and documents of others it has no `_`, or more of them.
    pattern: /(?<prefix>github_pat_)(?<body>[A-Za-z0-9]{22}_[A-Za-z0-9]{59}|(?<loose>[A-Za-z0-9_]{82}))/,
    maxMatchBytes: 93,
    admitsStandIns: true,
    minBitsPerCharacter: 3.5,
    check: ({ groups }) => (groups.loose === undefined ? {} : { confidence: 'low' }),
    examples: (random) => {
      const [body, loose] = [
        `${random.text(22, ALPHANUMERIC)}_${random.text(59, ALPHANUMERIC)}`,
        random.text(82, ALPHANUMERIC),
      ];
      return [
        { text: `github_pat_${body}`, secret: `github_pat_${body}`, hidden: [body], facts: { checksum: 'none' } },
        { text: `github_pat_${loose}`, secret: `github_pat_${loose}`, hidden: [loose], confidence: 'low' },
      ];
    },
    lookAlikes: (random) => [
      `github_pat_${random.text(22, ALPHANUMERIC)}`,
      `github_pat_${random.text(83, ALPHANUMERIC)}`,
      `github_pat_${random.text(22, ALPHANUMERIC)}_${random.text(58, ALPHANUMERIC)}`,
    ],
  },
];

/** What a text that is exactly one GitHub token is; for credentials that are wrapped in something else. */
export function readGithubToken(
  text: string,
): { rule: Rule; body: string; checksum: Checksum; assessment: Assessment } | undefined {
  for (const rule of githubRules) {
    const match = startsWithAnchor(rule, text) ? rule.pattern.exec(text) : null;
    if (match === null || match[0] !== text) continue;
    const groups = match.groups ?? {};
    const body = groups.body ?? text;
    const candidate = { window: text, start: 0, end: text.length, secret: text, body, groups };
    const assessment = rule.check?.(candidate) ?? {};
    return { rule, body, checksum: rule.checksum?.(candidate) ?? 'none', assessment };
  }
  return undefined;
}

function startsWithAnchor(rule: Rule, text: string): boolean {
  return rule.anchors.some((anchor) => typeof anchor === 'string' && text.startsWith(anchor));
}

function isStateless(body: string): boolean {
  return body.includes('.');
}

/** The JWT inside is GitHub's own business; that it decodes tells a token from a look-alike. */
function assessStateless(body: string): Assessment {
  const [header, payload] = body.slice(body.indexOf('_') + 1).split('.');
  const claims = decodeBase64UrlJson(payload ?? '');
  if (claims === undefined || decodeBase64UrlJson(header ?? '') === undefined) return { confidence: 'low' };
  return { facts: { appId: body.slice(0, body.indexOf('_')), ...expiryFacts(claims) } };
}

function statelessExample(random: RandomText): Example {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signature = random.text(342, BASE64URL);
  const appId = `1${random.text(5, DIGITS)}`;
  const claims = { iss: 'github', exp: 1_790_000_000, jti: random.text(22, BASE64URL) };
  const body = `${appId}_${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.${signature}`;
  return prefixed('ghs_', body, {
    hidden: [signature, part(claims)],
    facts: { appId, expires: '2026-09-21T14:13:20.000Z', checksum: 'none' },
  });
}
