/**
 * GitLab's tokens (docs.gitlab.com, "GitLab token overview"): a prefix for each kind, then 20 base64url characters or a
 * length of its own. Routable tokens (design document "Routable Tokens"): base64url payload, `.01.` (absent in the first
 * version, which has one dot), the payload's length in two base-36 digits, and CRC-32 of all before it in seven. An instance may put its own
 * prefix before ours (`acme-glpat-…`), and then the CRC covers that too.
 */
import type { FactRecord } from '../../../model/finding.ts';
import { decodeBase64 } from '../base64.ts';
import { crc32Base36 } from '../checksum.ts';
import { prefixed } from '../example.ts';
import { ALPHANUMERIC, BASE64URL, DIGITS, HEX, LOWER, type RandomText } from '../random-text.ts';
import type { Candidate, Checksum, Example, Rule } from '../rule.ts';

const ROUTABLE = /^(?<payload>[A-Za-z0-9_-]{27,300})\.(?:0[0-9]\.)?(?<length>[0-9a-z]{2})(?<crc>[0-9a-z]{7})$/;
/** Keys of the payload's lines; the values are record ids in base 36. */
const ROUTES: Readonly<Record<string, string>> = {
  o: 'organization',
  g: 'group',
  p: 'project',
  t: 'namespace',
  u: 'user',
};

const shared = { provider: 'GitLab', confidence: 'high', admitsStandIns: true, minBitsPerCharacter: 3 } as const;
const ADVICE = 'Revoke it where it was made: access tokens in the settings of the user, group or project.';

type Kind = Pick<Rule, 'id' | 'title' | 'severity'> & {
  readonly prefixes: readonly string[];
  readonly advice?: string;
};

/** Kinds whose body is 20 characters, or routable. */
const KINDS: readonly Kind[] = [
  {
    id: 'gitlab-personal-token',
    title: 'GitLab personal, group or project access token',
    severity: 'critical',
    prefixes: ['glpat-'],
  },
  { id: 'gitlab-deploy-token', title: 'GitLab deploy token', severity: 'high', prefixes: ['gldt-'] },
  {
    id: 'gitlab-runner-token',
    title: 'GitLab runner authentication token',
    severity: 'high',
    prefixes: ['glrt-', 'glrtr-'],
    advice: 'Reset the runner: with the token, jobs and their secrets can be fetched in its name.',
  },
  { id: 'gitlab-feed-token', title: 'GitLab feed token', severity: 'medium', prefixes: ['glft-'] },
  { id: 'gitlab-scim-token', title: 'GitLab SCIM token', severity: 'high', prefixes: ['glsoat-'] },
  { id: 'gitlab-workspace-token', title: 'GitLab workspace token', severity: 'medium', prefixes: ['glwt-'] },
  {
    id: 'gitlab-feature-flag-token',
    title: 'GitLab feature flag client token',
    severity: 'medium',
    prefixes: ['glffct-'],
  },
];

export const gitlabRules: readonly Rule[] = [
  ...KINDS.map(routableRule),
  fixedRule({
    id: 'gitlab-trigger-token',
    title: 'GitLab pipeline trigger token',
    severity: 'high',
    pattern: /(?<prefix>glptt-)(?<body>[0-9a-f]{40})/,
    make: (random) => random.text(40, HEX),
    maxMatchBytes: 46,
  }),
  fixedRule({
    id: 'gitlab-agent-token',
    title: 'GitLab agent for Kubernetes token',
    severity: 'high',
    pattern: /(?<prefix>glagent-)(?<body>[A-Za-z0-9_-]{50,64})/,
    make: (random) => random.text(50, BASE64URL),
    maxMatchBytes: 72,
  }),
  fixedRule({
    id: 'gitlab-oauth-secret',
    title: 'GitLab OAuth application secret',
    severity: 'high',
    pattern: /(?<prefix>gloas-)(?<body>[A-Za-z0-9_-]{64})/,
    make: (random) => random.text(64, HEX),
    maxMatchBytes: 70,
  }),
  fixedRule({
    id: 'gitlab-mail-token',
    title: 'GitLab incoming mail token',
    severity: 'medium',
    // 128 bits in base 36; in documents it has 20 characters as others have.
    pattern: /(?<prefix>glimt-)(?<body>[A-Za-z0-9_-]{25}|[0-9a-z]{22,24}|[A-Za-z0-9_-]{20})/,
    make: (random) => random.text(25, DIGITS + LOWER),
    maxMatchBytes: 31,
  }),
  fixedRule({
    id: 'gitlab-job-token',
    title: 'GitLab CI job token',
    severity: 'high',
    advice: 'It ends with its job. Keep it out of the artifact; nothing else is to be done once the job is over.',
    pattern:
      /(?<prefix>glcbt-)(?<body>[0-9A-Za-z]{1,5}_[A-Za-z0-9_-]{20}|eyJ[A-Za-z0-9_-]{12,400}\.[A-Za-z0-9_-]{16,1400}\.[A-Za-z0-9_-]{20,700})/,
    make: (random) => `64_${random.text(20, ALPHANUMERIC)}`,
    maxMatchBytes: 2520,
  }),
  fixedRule({
    id: 'gitlab-runner-registration-token',
    title: 'GitLab runner registration token',
    severity: 'high',
    advice: 'Reset the registration token; with it anyone can add a runner that receives jobs and their secrets.',
    pattern: /(?<prefix>GR1348941)(?<body>[A-Za-z0-9_-]{20})/,
    make: (random) => random.text(20, BASE64URL),
    maxMatchBytes: 29,
  }),
  fixedRule({
    id: 'gitlab-session-cookie',
    title: 'GitLab session cookie',
    severity: 'high',
    advice:
      'Sign the user out of all sessions (Preferences, Active sessions), and keep requests with their headers out of the artifact.',
    pattern: /(?<prefix>_gitlab_session=)(?<body>[0-9a-z]{32})/,
    make: (random) => random.text(32, HEX),
    maxMatchBytes: 48,
  }),
];

function routableRule({ prefixes, advice = ADVICE, ...info }: Kind): Rule {
  const prefix = prefixes[0]!;
  return {
    ...shared,
    ...info,
    advice,
    anchors: prefixes,
    pattern: new RegExp(
      // The routable form of a runner's token has its type before the payload: `t1_`.
      `(?<prefix>${prefixes.join('|')})(?<body>(?:t[0-9]_)?[A-Za-z0-9_-]{27,300}\\.(?:0[0-9]\\.)?[0-9a-z]{9}|(?:t[0-9]_)?[A-Za-z0-9_-]{20})`,
    ),
    maxMatchBytes: Math.max(...prefixes.map(({ length }) => length)) + 3 + 300 + 13,
    checksum: routableChecksum,
    check: ({ body }) => ({ facts: routes(body) }),
    examples: (random) =>
      prefixes.flatMap((each) => [
        prefixed(each, random.text(20, ALPHANUMERIC), { facts: { checksum: 'none' } }),
        routableExample(each, '.01.', random),
        routableExample(each, '.', random),
      ]),
    lookAlikes: (random) => [
      `${prefix}your-access-token`,
      `${prefix}${random.text(19, ALPHANUMERIC)}`,
      `${prefix}${random.text(26, ALPHANUMERIC)}`,
    ],
  };
}

function fixedRule(
  kind: Pick<Rule, 'id' | 'title' | 'severity' | 'pattern' | 'maxMatchBytes'> & {
    readonly advice?: string;
    make(random: RandomText): string;
  },
): Rule {
  const { make, advice = ADVICE, ...info } = kind;
  const prefix = /^\(\?<prefix>([^)]+)\)/.exec(kind.pattern.source)?.[1] ?? '';
  return {
    ...shared,
    ...info,
    advice,
    anchors: [prefix],
    examples: (random) => [prefixed(prefix, make(random))],
    lookAlikes: (random) => [
      prefix,
      prefix + make(random).slice(0, 15),
      prefix + make(random) + random.text(20, BASE64URL),
    ],
  };
}

function routableChecksum({ secret, body, window, start }: Candidate): Checksum {
  const parts = ROUTABLE.exec(body)?.groups;
  if (parts === undefined) return 'none';
  const { crc = '', payload = '', length = '' } = parts;
  if (crc === crc32Base36(secret.slice(0, -7))) return 'valid';
  const hasInstancePrefix = window.charAt(start - 1) === '-';
  return hasInstancePrefix && Number.parseInt(length, 36) === payload.length ? 'none' : 'invalid';
}

/** Whose token it is: lines such as `u:5f` at the head of the payload, before its random bytes. */
function routes(body: string): FactRecord {
  const payload = ROUTABLE.exec(body)?.groups?.payload?.replace(/^t[0-9]_/, '');
  const bytes = payload === undefined ? undefined : decodeBase64(payload, 'url');
  if (bytes === undefined) return {};
  const facts: Record<string, string> = {};
  for (const line of Buffer.from(bytes)
    .toString('latin1')
    .matchAll(/([a-z]):([0-9a-z]{1,13})\n/gy)) {
    const name = ROUTES[line[1] ?? ''];
    if (name !== undefined) facts[name] = String(Number.parseInt(line[2] ?? '', 36));
  }
  return facts;
}

function routableExample(prefix: string, dot: '.' | '.01.', random: RandomText): Example {
  const route = 'o:1\nu:5f\n';
  const payload = Buffer.concat([Buffer.from(route), random.bytes(16), Buffer.from([route.length])]).toString(
    'base64url',
  );
  const body = `${payload}${dot}${payload.length.toString(36).padStart(2, '0')}`;
  return prefixed(prefix, body + crc32Base36(prefix + body), {
    facts: { checksum: 'valid', user: '195', organization: '1' },
  });
}
