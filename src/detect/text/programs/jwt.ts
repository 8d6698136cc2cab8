/**
 * JSON Web Tokens, RFC 7519, in the compact form of RFC 7515 section 7.1: base64url of a JSON header, of a JSON payload and of a
 * signature. A token without a signature (`alg` "none") opens nothing and is no finding; nor are the sample tokens of jwt.io,
 * whatever their signature. Encrypted tokens (five parts) are in jwe.ts.
 */
import type { FactRecord } from '../../../model/finding.ts';
import { decodeBase64UrlJson } from '../base64.ts';
import { BASE64URL_DIGITS, endOfRun } from '../byte-runs.ts';
import { type Claims, expiryFacts, textClaim } from '../jwt-claims.ts';
import { isPublished } from '../published.ts';
import { BASE64URL, HEX, type RandomText } from '../random-text.ts';
import type { Assessment, Candidate, Example, Rule } from '../rule.ts';
import { readIssuer } from './jwt-issuers.ts';

/** RFC 7518 section 3.1 and RFC 8037: base64url characters of a signature; for RSA at least those of 1024 bits. */
const SIGNATURES: Readonly<Record<string, { readonly exactly?: number; readonly atLeast?: number }>> = {
  HS256: { exactly: 43 },
  HS384: { exactly: 64 },
  HS512: { exactly: 86 },
  RS256: { atLeast: 171 },
  RS384: { atLeast: 171 },
  RS512: { atLeast: 171 },
  PS256: { atLeast: 171 },
  PS384: { atLeast: 171 },
  PS512: { atLeast: 171 },
  ES256: { exactly: 86 },
  ES256K: { exactly: 86 },
  ES384: { exactly: 128 },
  ES512: { exactly: 176 },
  EdDSA: { exactly: 86 },
};

const MAX_BYTES = 16_376;

export const jwtRules: readonly Rule[] = [
  {
    id: 'json-web-token',
    title: 'JSON Web Token',
    provider: 'unknown',
    severity: 'medium',
    confidence: 'high',
    advice:
      'Whoever holds it is its subject until it expires. Revoke the session or the key that signed it at the issuer, and keep requests with their headers out of the artifact.',
    // `{"`, and the same with a space or a line break in between.
    anchors: ['eyJ', 'eyAi', 'ewog', 'ewoi', 'ew0K'],
    pattern:
      /(?<prefix>e(?:yJ|yAi|wo[gi]|w0K))(?<header>[A-Za-z0-9_-]{12,4000})\.(?<payload>[A-Za-z0-9_-]{3,16000})\.(?<body>[A-Za-z0-9_-]{20,6200})/,
    maxMatchBytes: MAX_BYTES,
    minBitsPerCharacter: 3,
    latestEnd,
    check: assess,
    examples,
    lookAlikes,
  },
];

const [DASH, DOT] = [0x2d, 0x2e];
/** `"alg"` in base64, at each of its three positions in a group of three bytes. */
const ALGORITHM = /ImFsZy|hbGci|YWxn/;

/**
 * Three parts of the lengths that the pattern requires, the first of which names an algorithm. A dash before it is accepted only
 * if no base64url precedes the dash: each run of base64url then has one beginning, however many anchors it contains, and is read
 * at most three times, as header, as payload and as signature.
 */
function latestEnd(window: Uint8Array, at: number): number | undefined {
  if (window[at - 1] === DASH && BASE64URL_DIGITS[window[at - 2] ?? 0] === 1) return undefined;
  const headerEnd = endOfRun(window, at, 4004, BASE64URL_DIGITS);
  if (headerEnd - at < 15 || window[headerEnd] !== DOT) return undefined;
  const payloadEnd = endOfRun(window, headerEnd + 1, 16_000, BASE64URL_DIGITS);
  if (payloadEnd - headerEnd < 4 || window[payloadEnd] !== DOT) return undefined;
  // ML-DSA-87 signatures have 4,627 bytes (FIPS 204, table 2).
  const most = Math.min(6200, at + MAX_BYTES - payloadEnd - 1);
  const end = endOfRun(window, payloadEnd + 1, most, BASE64URL_DIGITS);
  if (end - payloadEnd < 21) return undefined;
  const header = Buffer.from(window.subarray(at, headerEnd)).toString('latin1');
  if (!ALGORITHM.test(header)) return undefined;
  // JSON.parse is slow to refuse, so a header that is cut or too long must not reach it.
  const lastGroups = header.slice((header.length & ~3) - 4);
  if (!/(?:^|\})\s*$/.test(Buffer.from(lastGroups, 'base64url').toString('latin1'))) return undefined;
  return decodeBase64UrlJson(header) && end;
}

function assess(candidate: Candidate): Assessment | undefined {
  const { prefix = '', header: headerText = '', payload = '' } = candidate.groups;
  const header = decodeBase64UrlJson(prefix + headerText);
  const algorithm = header && textClaim(header, 'alg');
  if (algorithm === undefined || algorithm.toLowerCase() === 'none') return undefined;
  const claims = decodeBase64UrlJson(payload);
  if (claims === undefined || isPublished(payload)) return undefined;
  const issuer = readIssuer(claims);
  if (issuer === 'public') return undefined;
  return {
    ...(issuer && { title: issuer.title, severity: issuer.severity }),
    ...((!signatureFits(algorithm, candidate.body) || isEditedSample(claims)) && { confidence: 'low' }),
    facts: { ...(issuer && { provider: issuer.provider, ...issuer.facts }), algorithm, ...claimFacts(claims) },
  };
}

/** The sample token of jwt.io with other claims, signed again by whoever edited it there: in tests, rarely with a true key. */
function isEditedSample({ sub, iat, name }: Claims): boolean {
  return sub === '1234567890' && (iat === 1516239022 || name === 'John Doe');
}

/** A signature of the wrong length was cut, or made up. For an unknown algorithm any length fits. */
function signatureFits(algorithm: string, signature: string): boolean {
  const length = Object.hasOwn(SIGNATURES, algorithm) ? SIGNATURES[algorithm] : undefined;
  if (length === undefined) return true;
  return length.exactly === undefined ? signature.length >= (length.atLeast ?? 0) : signature.length === length.exactly;
}

/** Without `sub`: it may name a person. */
function claimFacts(claims: Claims): FactRecord {
  const issuer = textClaim(claims, 'iss');
  const listed = claims.aud;
  const audience = textClaim(Array.isArray(listed) ? { aud: listed[0] } : claims, 'aud');
  return { ...(issuer && { issuer }), ...(audience && { audience }), ...expiryFacts(claims) };
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function examples(random: RandomText): Example[] {
  const make = (claims: object, more: Partial<Example>, header: object = { alg: 'HS256', typ: 'JWT' }, length = 43) => {
    const signature = random.text(length, BASE64URL);
    const payload = part({ jti: random.text(12, HEX), ...claims });
    const secret = `${part(header)}.${payload}.${signature}`;
    return { text: secret, secret, hidden: [signature, payload], ...more };
  };
  const rs256 = { typ: 'JWT', alg: 'RS256', kid: random.text(8, HEX) };
  const exp = 1_800_000_000;
  return [
    make(
      { name: 'someone', exp },
      { facts: { algorithm: 'HS256', provider: 'unknown', expires: '2027-01-15T08:00:00.000Z' } },
    ),
    make({ admin: true }, { facts: { expires: 'never', algorithm: 'EdDSA' } }, { alg: 'EdDSA' }, 86),
    make({ exp }, { confidence: 'low', facts: { algorithm: 'HS512' } }, { alg: 'HS512' }, 40),
    make({ sub: '1234567890', iat: 1516239022, project: 'shop' }, { confidence: 'low' }),
    make({ sub: '1234567890', iat: 1600000000, project: 'shop' }, {}),
    make(
      { iss: 'https://token.actions.githubusercontent.com', aud: 'sts.amazonaws.com', repository: 'octo/repo', exp },
      {
        severity: 'high',
        facts: { provider: 'GitHub Actions', repository: 'octo/repo', audience: 'sts.amazonaws.com' },
      },
      rs256,
      342,
    ),
    make(
      { iss: 'vstoken.actions.githubusercontent.com', scp: 'Actions.GenericRead:00 Actions.Results:1:2', exp },
      { severity: 'high', facts: { provider: 'GitHub Actions', issuer: 'vstoken.actions.githubusercontent.com' } },
      rs256,
      342,
    ),
    make(
      { iss: 'kubernetes/serviceaccount', 'kubernetes.io/serviceaccount/namespace': 'kube-system' },
      { severity: 'critical', facts: { provider: 'Kubernetes', namespace: 'kube-system', expires: 'never' } },
      rs256,
      342,
    ),
    make(
      {
        iss: 'https://kubernetes.default.svc',
        aud: ['https://kubernetes.default.svc'],
        'kubernetes.io': { namespace: 'ci' },
        exp,
      },
      { severity: 'high', facts: { provider: 'Kubernetes', namespace: 'ci' } },
      rs256,
      342,
    ),
    make(
      { iss: 'supabase', ref: 'abcdefabcdef', role: 'service_role', exp },
      { severity: 'critical', facts: { role: 'service_role' } },
    ),
    make(
      { iss: 'supabase', ref: 'abcdefabcdef', role: 'anon', exp },
      { severity: 'low', facts: { provider: 'Supabase' } },
    ),
    make(
      { iss: 'https://sts.windows.net/0/', tid: '0-1-2', exp },
      { facts: { provider: 'Microsoft Entra', tenant: '0-1-2' } },
      rs256,
      342,
    ),
    make(
      { iss: 'https://git.example.org', namespace_path: 'a', project_path: 'a/b', exp },
      { facts: { provider: 'GitLab CI' } },
      rs256,
      342,
    ),
  ];
}

function lookAlikes(random: RandomText): string[] {
  const signature = random.text(43, BASE64URL);
  const header = part({ alg: 'HS256', typ: 'JWT' });
  const payload = part({ jti: random.text(12, HEX) });
  const sample = part({ sub: '1234567890', name: 'John Doe', iat: 1516239022 });
  return [
    `${header}.${payload}`,
    `${header}.${payload}.`,
    `${part({ alg: 'none' })}.${payload}.${signature}`,
    `${header}.${sample}.${signature}`,
    `${header}.${part({ some: 'payload' })}.${signature}`,
    `${header}.${part({ iss: 'supabase-demo', role: 'service_role', exp: 1983812996 })}.${signature}`,
    `${part({ typ: 'JWT' })}.${payload}.${signature}`,
    `${header}.${random.text(40, BASE64URL)}.${signature}`,
    `${random.text(20, BASE64URL)}${header}.${payload}.${signature}`,
    part({ version: 3, sources: ['a.ts'], mappings: 'AAAA' }),
  ];
}
