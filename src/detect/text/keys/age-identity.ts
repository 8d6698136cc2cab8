/**
 * Identities of age (C2SP, age.md): `AGE-SECRET-KEY-1…`, an X25519 key in Bech32 with the prefix `age-secret-key-`;
 * `AGE-SECRET-KEY-PQ-1…`, a seed of 32 bytes; `AGE-PLUGIN-<NAME>-1…`, data of a plugin, often a handle. The checksum
 * proves them all.
 */

import type { Match } from '../../../model/match.ts';
import { tokenFingerprint } from '../../fingerprint.ts';
import { decodeBech32 } from '../../proof/bech32.ts';
import { isMonotonous } from '../../proof/is-monotonous.ts';
import { keyMatch } from '../../proof/key-match.ts';
import { x25519Key } from '../../structures/raw-edwards.ts';
import { standsInRow } from '../byte-runs.ts';
import { keyTextDetector } from './key-text.ts';

const IDENTITY = /AGE-(?:SECRET-KEY|PLUGIN)-[A-Z0-9-]{8,500}/iy;

export const ageIdentity = keyTextDetector({
  id: 'age-identity',
  form: { specification: 'age-encryption.org/v1; BIP 173', proof: 'Bech32 checksum' },
  title: 'age identity',
  anchors: ['AGE-SECRET-KEY-', 'AGE-PLUGIN-', 'age-secret-key-1'],
  maxMatchBytes: 516,
  glance: (window, at) => !standsInRow(window, at),
  read(text, at) {
    IDENTITY.lastIndex = at;
    const secret = IDENTITY.exec(text)?.[0];
    const decoded = secret === undefined ? undefined : decodeBech32(secret);
    if (secret === undefined || decoded === undefined || isMonotonous(decoded.bytes)) return undefined;
    const place = { offset: at, length: secret.length };
    const { prefix, bytes } = decoded;
    if (prefix === 'age-secret-key-') {
      const key = x25519Key(bytes, undefined, secret.length);
      return key && keyMatch(key, { ...place, form: 'age', preview: 'AGE-SECRET-KEY-1…' });
    }
    const fingerprint = tokenFingerprint(bytes);
    if (prefix === 'age-secret-key-pq-') {
      return { ...place, fingerprint, preview: 'AGE-SECRET-KEY-PQ-1…', facts: { kind: 'hybrid', form: 'age' } };
    }
    return { ...place, ...PLUGIN, fingerprint, facts: { form: 'age-plugin' } };
  },
});

const PLUGIN = {
  preview: 'AGE-PLUGIN-…',
  title: 'age identity of a plugin',
  severity: 'low',
} as const satisfies Partial<Match>;
