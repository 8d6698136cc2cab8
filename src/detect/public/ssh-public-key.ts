/** SSH public keys in one line (sshd(8), "AUTHORIZED_KEYS FILE FORMAT"; RFC 4253, section 6.6): type, base64, comment. */
import { textAnchor } from '../../model/anchor.ts';
import { sha256Hex } from '../fingerprint.ts';
import { keptSpki } from '../known-key.ts';
import { subjectPublicKeyInfo } from '../proof/key-facts.ts';
import { readSshPublicKey } from '../structures/openssh-key.ts';
import type { Testimony, Witness } from '../witness.ts';

/** Each blob begins with the length and the name of its type, so its base64 does too. */
const ANCHORS = ['ssh-rsa AAAAB3NzaC1yc2E', 'ssh-dss AAAAB3NzaC1kc3M', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5'].concat(
  'ecdsa-sha2-nistp256 AAAAE2VjZHNh',
  'ecdsa-sha2-nistp384 AAAAE2VjZHNh',
  'ecdsa-sha2-nistp521 AAAAE2VjZHNh',
  'ssh-ed448 AAAACXNzaC1lZDQ0OA',
);

export const sshPublicKey: Witness = {
  id: 'ssh-public-key',
  trigger: { anchors: ANCHORS.map((text) => textAnchor(text)), bytesBefore: 0, reads: 'text' },
  // RSA-16384 takes 2,800 characters; the comment is cut at 128.
  maxMatchBytes: 3 * 1024,
  inspect,
};

const LINE = /^[a-z0-9-]{7,19} (AAAA[A-Za-z0-9+/]{40,2900}={0,2})(?: ([\x21-\x7e]{1,128}))?/;

function inspect(window: Uint8Array, at: number): Testimony | undefined {
  const line = LINE.exec(Buffer.from(window.subarray(at, at + sshPublicKey.maxMatchBytes)).toString('latin1'));
  const key = line === null ? undefined : readSshPublicKey(Buffer.from(line[1]!, 'base64'));
  if (line === null || key === undefined) return undefined;
  const comment = line[2];
  const spki = subjectPublicKeyInfo(key);
  return {
    ...{ offset: at, length: line[0].length, spkiSha256: sha256Hex(spki), ...keptSpki(spki) },
    ...{ fact: 'sshPublicKey', facts: comment === undefined ? {} : { comment } },
  };
}
