/**
 * `openssh-key-v1` frames without armour, at any offset. For what is read and refused, see structures/openssh-key.ts; for
 * truncated ones, structures/cut-openssh.ts.
 */
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { KEY_HOLDS } from '../proof/proof-text.ts';
import { cutKeyMatch } from '../structures/cut-key-match.ts';
import { readCutOpensshKey } from '../structures/cut-openssh.ts';
import { OPENSSH_MAGIC, readOpensshKey } from '../structures/openssh-key.ts';

export const opensshPrivateKey: Detector = {
  id: 'private-key-openssh',
  form: { specification: 'OpenSSH PROTOCOL.key', proof: `${KEY_HOLDS}; both halves agree` },
  title: 'OpenSSH private key',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [{ bytes: OPENSSH_MAGIC, ignoreCase: false }], bytesBefore: 0, reads: 'bytes' },
  // RSA-16384 takes 9,404 bytes with the longest exponent; the rest is for the comment.
  maxMatchBytes: 12 * 1024,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const bytes = window.subarray(0, at + opensshPrivateKey.maxMatchBytes);
  const shared = { offset: at, form: 'openssh', preview: 'openssh-key-v1…' };
  const key = readOpensshKey(bytes, at);
  if (key !== undefined) return keyMatch(key, { ...shared, length: key.length });
  const cut = readCutOpensshKey(bytes, at);
  return cut && cutKeyMatch(cut, { ...shared, length: cut.end - at }, 'cut');
}
