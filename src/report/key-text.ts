import type { FactRecord, FactValue, Finding } from '../model/finding.ts';
import { escapeText } from './escape.ts';

/**
 * How a report identifies a secret, so that a person can find out which one it is without seeing it. Each field is one
 * visible line.
 */
export interface KeyText {
  /** `RSA 2048`, `EC P-256`, `ML-DSA-65`, `github token ghp_…`. Never empty. */
  readonly name: string;
  /** What the digest is of: `SPKI SHA-256`, `key SHA-256`, `fingerprint`. */
  readonly digestName: string;
  /** Digest of the public half or of a random key; the finding's fingerprint when there is none. */
  readonly digest: string;
}

const MAX_FACT_CHARACTERS = 160;
const SHORT_DIGEST_CHARACTERS = 16;

const KIND_NAMES: Readonly<Record<string, string>> = {
  rsa: 'RSA',
  dsa: 'DSA',
  dh: 'DH',
  ec: 'EC',
  ed25519: 'Ed25519',
  ed448: 'Ed448',
  x25519: 'X25519',
  x448: 'X448',
  aes: 'AES',
  hmac: 'HMAC',
};

/** In order of preference: the first that a finding has is used. */
const DIGESTS: readonly (readonly [fact: string, name: string])[] = [
  ['spkiSha256', 'SPKI SHA-256'],
  ['keySha256', 'key SHA-256'],
  ['sshFingerprint', 'SSH fingerprint'],
  ['jwkThumbprint', 'JWK thumbprint'],
];

/** Facts that are already part of the name. */
const NAMING_FACTS = new Set(['kind', 'bits', 'curve', 'parameterSet', 'provider']);

export function keyText(finding: Finding): KeyText {
  const { facts } = finding;
  for (const [fact, digestName] of DIGESTS) {
    const digest = facts[fact];
    if (typeof digest === 'string') return { name: nameOf(finding), digestName, digest: factText(digest) };
  }
  return { name: nameOf(finding), digestName: 'fingerprint', digest: factText(finding.fingerprint) };
}

/** `RSA 2048, SPKI SHA-256 4f53cda18c2baa0c…`: one line that is enough to tell secrets apart. */
export function keyLine(finding: Finding): string {
  const { name, digestName, digest } = keyText(finding);
  const facts = ownerFacts(finding).map(([fact, value]) => `, ${fact} ${value}`);
  return `${name}, ${digestName} ${shortDigest(digest)}${facts.join('')}`;
}

/** The first characters of the digest itself, after a prefix such as `key:` or `SHA256:`. */
export function shortDigest(digest: string): string {
  const prefix = /^[A-Za-z0-9]{1,8}:/.exec(digest)?.[0] ?? '';
  const room = prefix.length + SHORT_DIGEST_CHARACTERS;
  return digest.length <= room + 1 ? digest : `${digest.slice(0, room)}…`;
}

type Fact = readonly [name: string, value: string];

/**
 * The facts that are not already in the name or the digest, in a fixed order; nested ones are named as in
 * `certificate.subject`.
 */
export function otherFacts(finding: Finding): readonly Fact[] {
  const { digest } = keyText(finding);
  return flatten(finding.facts, '').filter(([name, value]) => !NAMING_FACTS.has(name) && value !== digest);
}

/** Facts about the form of the secret, not about its owner. */
const FORMAL_FACTS = new Set(['form', 'structure', 'checksum', 'encrypted', 'cipher', 'kdf', 'twin']);
const MAX_OWNER_FACTS = 3;

/** Further digests of the key. Written out in full, they make a table so wide that no room is left for what to do. */
const DIGEST_FACTS = new Set(['jwkThumbprint', 'sshFingerprint']);

/**
 * The first of `otherFacts` that can tell whose secret it is, such as an account, an issuer or a certificate's subject.
 */
export function ownerFacts(finding: Finding): readonly Fact[] {
  return otherFacts(finding)
    .filter(([name]) => !FORMAL_FACTS.has(name))
    .slice(0, MAX_OWNER_FACTS)
    .map(([name, value]) => [name, DIGEST_FACTS.has(name) ? shortDigest(value) : value]);
}

function nameOf({ facts, preview, title }: Finding): string {
  const { kind, bits, curve, parameterSet, provider, secret } = facts;
  // The preview of a secret without a public prefix is just the dots.
  const beginning = preview === '…' ? '' : preview;
  const words: string[] = [];
  // A parameter set contains the kind: ML-DSA-65.
  if (parameterSet !== undefined) words.push(factText(parameterSet));
  else if (typeof kind === 'string') words.push(KIND_NAMES[kind] ?? factText(kind));
  const size = curve ?? bits;
  // For Ed25519 and the like, the curve is the kind.
  if (size !== undefined && factText(size) !== words[0]) words.push(factText(size));
  if (words.length === 0 && typeof provider === 'string') words.push(factText(provider));
  // One of the job's own secrets is known by the name that the job gave it.
  if (words.length === 0 && beginning === '') words.push(factText(typeof secret === 'string' ? secret : title));
  if (kind === undefined && beginning !== '') words.push(escapeText(beginning, MAX_FACT_CHARACTERS));
  return words.join(' ');
}

function factText(value: FactValue): string {
  return escapeText(typeof value === 'object' ? 'record' : String(value), MAX_FACT_CHARACTERS);
}

const MAX_FACT_DEPTH = 4;

function flatten(facts: FactRecord, prefix: string): Fact[] {
  const depth = prefix.split('.').length;
  return Object.keys(facts)
    .sort()
    .flatMap((name) => {
      const value = facts[name]!;
      const label = `${prefix}${escapeText(name, MAX_FACT_CHARACTERS)}`;
      if (typeof value !== 'object' || depth > MAX_FACT_DEPTH) return [[label, factText(value)]];
      return flatten(value, `${label}.`);
    });
}
