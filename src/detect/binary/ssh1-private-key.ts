/** Key files of SSH-1, at any offset. For their layout and what is refused, see structures/ssh1-key.ts. */
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { RSA_HOLDS } from '../proof/proof-text.ts';
import { readSsh1Key, SSH1_MAGIC } from '../structures/ssh1-key.ts';

export const ssh1PrivateKey: Detector = {
  id: 'private-key-ssh1',
  form: { specification: 'OpenSSH authfile.c, PuTTY sshpubk.c', proof: RSA_HOLDS },
  title: 'SSH-1 private key',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  // Without its NUL, which would be one byte too many for an anchor.
  trigger: { anchors: [{ bytes: SSH1_MAGIC.subarray(0, -1), ignoreCase: false }], bytesBefore: 0, reads: 'bytes' },
  // RSA-16384 takes 7,242 bytes with the longest exponent; the rest is for the comment.
  maxMatchBytes: 12 * 1024,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const key = readSsh1Key(window.subarray(0, at + ssh1PrivateKey.maxMatchBytes), at);
  return (
    key && keyMatch(key, { offset: at, length: key.length, form: 'ssh1', preview: 'SSH PRIVATE KEY FILE FORMAT 1.1…' })
  );
}
