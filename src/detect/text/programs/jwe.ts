/**
 * Encrypted JSON Web Tokens in the compact form of RFC 7516 section 7.1: base64url of a JSON header, of an encrypted key (empty
 * for `dir`), of an initialization vector, of the ciphertext and of its tag. They are bearer tokens like signed ones: tokens of
 * AWS CodeArtifact are of this kind, and sessions of Auth.js. Excluded are those of Clevis, which open nothing without the server
 * or the chip.
 */
import { decodeBase64UrlJson } from '../base64.ts';
import { BASE64URL_DIGITS, endOfRun } from '../byte-runs.ts';
import { type Claims, expiryFacts, textClaim } from '../jwt-claims.ts';
import { BASE64URL, type RandomText } from '../random-text.ts';
import type { Assessment, Candidate, Example, Rule } from '../rule.ts';

const [DASH, DOT] = [0x2d, 0x2e];
/** Least and most characters of each part; a key of RSA-8192 has 1,366. */
const PARTS = [
  [20, 2000],
  [0, 1400],
  [16, 24],
  [16, 12_000],
  [22, 43],
] as const;
const [HEADER, KEY, VECTOR, TEXT, TAG] = PARTS.map(([least, most]) => `[A-Za-z0-9_-]{${least},${most}}`);
/** `"enc"` in base64, at each of its three positions in a group of three bytes. */
const ENCRYPTION = /ImVuYyI|JlbmMi|iZW5jI/;

export const jweRules: readonly Rule[] = [
  {
    id: 'encrypted-json-web-token',
    title: 'Encrypted JSON Web Token',
    provider: 'unknown',
    severity: 'medium',
    confidence: 'medium',
    advice:
      'Whoever holds it is its subject until it expires. Revoke the session at the issuer, and keep requests with their headers out of the artifact.',
    anchors: ['eyJ'],
    pattern: new RegExp(`(?<header>eyJ${HEADER})\\.${KEY}\\.${VECTOR}\\.(?<body>${TEXT})\\.${TAG}`),
    maxMatchBytes: 15_474,
    minBitsPerCharacter: 3,
    latestEnd,
    check: assess,
    examples,
    lookAlikes,
  },
];

/** Five parts of these lengths, the first of which names the encryption of the fourth: each run has one beginning, as in jwt.ts. */
function latestEnd(window: Uint8Array, at: number): number | undefined {
  if (window[at - 1] === DASH && BASE64URL_DIGITS[window[at - 2] ?? 0] === 1) return undefined;
  const headerEnd = endOfRun(window, at, PARTS[0][1] + 3, BASE64URL_DIGITS);
  let end = headerEnd;
  for (const [least, most] of PARTS.slice(1)) {
    if (window[end] !== DOT) return undefined;
    const start = end + 1;
    end = endOfRun(window, start, most, BASE64URL_DIGITS);
    if (end - start < least) return undefined;
  }
  const header = Buffer.from(window.subarray(at, headerEnd)).toString('latin1');
  return ENCRYPTION.test(header) ? end : undefined;
}

function assess({ groups }: Candidate): Assessment | undefined {
  const header = decodeBase64UrlJson(groups.header ?? '');
  const [algorithm, encryption] = [header && textClaim(header, 'alg'), header && textClaim(header, 'enc')];
  if (header === undefined || algorithm === undefined || encryption === undefined || 'clevis' in header)
    return undefined;
  if (IS_KEY.test(textClaim(header, 'cty') ?? '')) return undefined;
  const facts = { algorithm, encryption, ...expiryFacts(header) };
  return isOfCodeArtifact(header)
    ? { ...CODE_ARTIFACT, facts: { provider: 'AWS CodeArtifact', ...facts } }
    : { facts: { algorithm, encryption } };
}

/** RFC 7517, section 7: what is encrypted is a key, as the provisioners in the configuration of step-ca have it. It signs nobody in. */
const IS_KEY = /^jwk(?:-set)?\+json$/i;

const CODE_ARTIFACT = { title: 'AWS CodeArtifact authorization token', severity: 'high', confidence: 'high' } as const;

/** `{"ver":1,"isu":…,"enc":"A128GCM","tag":…,"exp":…,"alg":"A128GCMKW","iv":…}` */
function isOfCodeArtifact({ alg, isu, exp }: Claims): boolean {
  return alg === 'A128GCMKW' && typeof isu === 'number' && typeof exp === 'number';
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function examples(random: RandomText): Example[] {
  const text = (length: number) => random.text(length, BASE64URL);
  const make = (header: object, key: number, length: number, more: Partial<Example>): Example => {
    const body = text(length);
    const secret = `${encoded(header)}.${text(key)}.${text(16)}.${body}.${text(22)}`;
    return { text: secret, secret, hidden: [body], ...more };
  };
  const ofCodeArtifact = { ver: 1, isu: 1_789_956_800, enc: 'A128GCM', tag: text(22), exp: 1_790_000_000 };
  return [
    make({ alg: 'dir', enc: 'A256GCM' }, 0, 240, { facts: { algorithm: 'dir' } }),
    make({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }, 342, 5000, { facts: { encryption: 'A256GCM' } }),
    make({ ...ofCodeArtifact, alg: 'A128GCMKW', iv: text(16) }, 22, 700, {
      ...{ severity: 'high', confidence: 'high' },
      facts: { provider: 'AWS CodeArtifact', expires: '2026-09-21T14:13:20.000Z' },
    }),
  ];
}

function lookAlikes(random: RandomText): string[] {
  const text = (length: number) => random.text(length, BASE64URL);
  const header = encoded({ alg: 'dir', enc: 'A256GCM' });
  const clevis = encoded({ alg: 'dir', clevis: { pin: 'tang' }, enc: 'A256GCM' });
  return [
    header,
    `${header}..${text(16)}.${text(240)}`,
    `${header}..${text(8)}.${text(240)}.${text(22)}`,
    `${header}..${text(16)}.${text(240)}.${text(22)}a1b2c3d4e5f6a1b2c3d4e5f6`,
    `${encoded({ alg: 'PBES2-HS256+A128KW', cty: 'jwk+json', enc: 'A256GCM' })}.${text(32)}.${text(16)}.${text(240)}.${text(22)}`,
    `${clevis}..${text(16)}.${text(240)}.${text(22)}`,
    `${encoded({ alg: 'HS256', typ: 'JWT' })}.${text(60)}.${text(16)}.${text(240)}.${text(22)}`,
    `${text(20)}${header}..${text(16)}.${text(240)}.${text(22)}`,
  ];
}
