import type { FactRecord } from '../../model/finding.ts';
import type { Match } from '../../model/match.ts';
import { blobFingerprint, guessableFingerprint, keyFingerprint, sha256Hex, tokenFingerprint } from '../fingerprint.ts';
import { isGuessable } from './is-guessable.ts';
import { keyFacts } from './key-facts.ts';
import type { ReadKey } from './read-key.ts';
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
  const testKey = TEST_KEYS.get(`${match.facts.spkiSha256}`);
  if (testKey === undefined) return match;
  return { ...match, title: TEST_KEY_TITLE, severity: 'low', facts: { ...match.facts, testKey } };
}
const TEST_KEY_TITLE = 'Private key that is public: a test key';

function matchOf(key: ReadKey, place: KeyPlace): Match {
  const { offset, length, preview, form } = place;
  const shared = { offset, length, preview };
  switch (key.state) {
    case 'proven': {
      const facts = keyFacts(key.publicKey);
      return {
        ...shared,
        fingerprint: keyFingerprint(facts.spkiSha256),
        facts: { ...facts, form, ...place.facts },
        confidence: 'proven',
      };
    }
    case 'unproven': {
      const facts = key.publicKey && keyFacts(key.publicKey);
      return {
        ...shared,
        fingerprint: facts ? keyFingerprint(facts.spkiSha256) : tokenFingerprint(key.secret),
        facts: {
          ...(facts ?? { kind: key.kind ?? 'unknown', keySha256: sha256Hex(key.secret) }),
          form,
          ...place.facts,
        },
        confidence: 'high',
      };
    }
    case 'bare':
      return {
        ...shared,
        fingerprint: tokenFingerprint(key.scalar),
        facts: {
          kind: 'ec',
          bits: key.scalar.length * 8,
          keySha256: sha256Hex(key.scalar),
          form,
          ...place.facts,
        },
        confidence: 'high',
      };
    case 'symmetric': {
      const facts = { kind: 'symmetric', bits: key.secret.length * 8 };
      const where = { form, ...place.facts };
      // A passphrase that someone made up can be guessed, so neither its digest nor a fast fingerprint may be shown.
      if (isGuessable(key.secret)) {
        const fingerprint = guessableFingerprint(Buffer.from(key.secret).toString('latin1'));
        return { ...shared, ...SYMMETRIC, fingerprint, facts: { ...facts, ...where } };
      }
      const fingerprint = tokenFingerprint(key.secret);
      return { ...shared, ...SYMMETRIC, fingerprint, facts: { ...facts, keySha256: sha256Hex(key.secret), ...where } };
    }
    case 'locked': {
      const facts = key.publicKey && keyFacts(key.publicKey);
      return {
        ...shared,
        title: key.title ?? ENCRYPTED_TITLE,
        severity: 'low',
        confidence: 'high',
        fingerprint: facts ? keyFingerprint(facts.spkiSha256) : blobFingerprint(key.ciphertext),
        facts: {
          ...facts,
          encrypted: true,
          cipher: key.cipher,
          ...(key.kdf && { kdf: key.kdf }),
          ...key.facts,
          form,
          ...place.facts,
        },
      };
    }
  }
}

/** A key for signing or encrypting, without proof that it is one. */
const SYMMETRIC = { title: 'Symmetric key', severity: 'high', confidence: 'medium' } as const;
const ENCRYPTED_TITLE = 'Private key, encrypted with a passphrase';

/** What to do when a private key leaks; the same for every form. */
export const PRIVATE_KEY_ADVICE =
  'Replace the key wherever its public half is trusted (compare spkiSha256 with certificates and JWKS), revoke what it certified, and keep it out of the build output. Whoever could read this artifact could copy it.';
