import type { FactRecord } from '../../model/finding.ts';
import type { Match } from '../../model/match.ts';
import { blobFingerprint, guessableFingerprint, keyFingerprint, sha256Hex, tokenFingerprint } from '../fingerprint.ts';
import { isGuessable } from './is-guessable.ts';
import { keyFacts } from './key-facts.ts';
import type { BareScalar, LockedKey, ProvenKey, ReadKey, SymmetricKey, UnprovenKey } from './read-key.ts';
import { TEST_KEYS } from './test-keys.ts';

/** Where the key is in the window, and what the detector knows beyond the frame. */
export interface KeyPlace {
  readonly offset: number;
  readonly length: number;
  /** The name of the key's form in the finding: `pem`, `der-pkcs8`, `jwk` … */
  readonly form: string;
  /** Public beginning of the form, without any part of the key. */
  readonly preview: string;
  /** Further facts, such as a key id. */
  readonly facts?: FactRecord;
}

/**
 * The match for a key in any form. All forms of one key share one fingerprint, that of its public half.
 *
 * An encrypted key keeps the rule of its form, with severity `low`, since it opens nothing without its passphrase, and a title
 * that says so. Its confidence is `high` and not `proven`: only its structure shows that it is a key.
 */
export function keyMatch(key: ReadKey, place: KeyPlace): Match {
  return asTestKey(matchOf(key, place));
}

/** Names a key that is public on purpose and lowers the finding, since it is no leak. */
export function asTestKey(match: Match): Match {
  const { kind, spkiSha256, keySha256 } = match.facts;
  const testKey = TEST_KEYS.get(`${spkiSha256 ?? keySha256}`);
  if (testKey === undefined) return match;
  const title = kind === 'symmetric' ? SYMMETRIC_TEST_KEY_TITLE : TEST_KEY_TITLE;
  return { ...match, title, severity: 'low', facts: { ...match.facts, testKey } };
}
const TEST_KEY_TITLE = 'Private key that is public: a test key';
const SYMMETRIC_TEST_KEY_TITLE = 'Symmetric key that is public: a test key';

/** What a match says of the key itself. */
type KeyPart = Omit<Match, 'offset' | 'length' | 'preview'>;

function matchOf(key: ReadKey, { offset, length, preview, form, facts }: KeyPlace): Match {
  const ofKey = keyPart(key);
  return { offset, length, preview, ...ofKey, facts: { ...ofKey.facts, form, ...facts } };
}

function keyPart(key: ReadKey): KeyPart {
  switch (key.state) {
    case 'proven':
      return provenKey(key);
    case 'unproven':
      return unprovenKey(key);
    case 'bare':
      return bareKey(key);
    case 'symmetric':
      return symmetricKey(key);
    case 'locked':
      return lockedKey(key);
  }
}

function provenKey({ publicKey }: ProvenKey): KeyPart {
  const facts = keyFacts(publicKey);
  return { fingerprint: keyFingerprint(facts.spkiSha256), facts, confidence: 'proven' };
}

function unprovenKey({ publicKey, secret, kind = 'unknown' }: UnprovenKey): KeyPart {
  const facts = publicKey && keyFacts(publicKey);
  return {
    fingerprint: facts ? keyFingerprint(facts.spkiSha256) : tokenFingerprint(secret),
    facts: facts ?? { kind, keySha256: sha256Hex(secret) },
    confidence: 'high',
  };
}

function bareKey({ scalar }: BareScalar): KeyPart {
  return {
    fingerprint: tokenFingerprint(scalar),
    facts: { kind: 'ec', bits: scalar.length * 8, keySha256: sha256Hex(scalar) },
    confidence: 'high',
  };
}

/** A key for signing or encrypting, without proof that it is one. */
function symmetricKey({ secret }: SymmetricKey): KeyPart {
  const shared = { title: 'Symmetric key', severity: 'high', confidence: 'medium' } as const;
  const facts = { kind: 'symmetric', bits: secret.length * 8 };
  // A passphrase that someone made up can be guessed, so neither its digest nor a fast fingerprint may be shown.
  if (isGuessable(secret))
    return { ...shared, fingerprint: guessableFingerprint(Buffer.from(secret).toString('latin1')), facts };
  return { ...shared, fingerprint: tokenFingerprint(secret), facts: { ...facts, keySha256: sha256Hex(secret) } };
}

function lockedKey({ publicKey, title, ciphertext, cipher, kdf, facts }: LockedKey): KeyPart {
  const ofPublicKey = publicKey && keyFacts(publicKey);
  return {
    title: title ?? ENCRYPTED_TITLE,
    severity: 'low',
    confidence: 'high',
    fingerprint: ofPublicKey ? keyFingerprint(ofPublicKey.spkiSha256) : blobFingerprint(ciphertext),
    facts: { ...ofPublicKey, encrypted: true, cipher, ...(kdf && { kdf }), ...facts },
  };
}

const ENCRYPTED_TITLE = 'Private key, encrypted with a passphrase';

/** What to do when a private key leaks; the same for every form. */
export const PRIVATE_KEY_ADVICE =
  'Replace the key wherever its public half is trusted (compare spkiSha256 with certificates and JWKS), revoke what it certified, and keep it out of the build output. Whoever could read this artifact could copy it.';
