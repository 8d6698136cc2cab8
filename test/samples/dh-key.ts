/** A key of Diffie and Hellman for samples: node:crypto makes it in a group of RFC 3526. */
import { createHash, createPublicKey, getDiffieHellman } from 'node:crypto';
import { bits, integer, oid, sequence } from '../builders/der.ts';
import type { DhNumbers } from '../builders/microsoft-blobs.ts';
import type { TestKey } from './keys.ts';

export interface DhTestKey extends Pick<TestKey, 'facts' | 'secrets'> {
  readonly numbers: DhNumbers;
}

let made: DhTestKey | undefined;

/** Of 1,536 bits; the same key each time in one process. */
export function dhKey(): DhTestKey {
  if (made !== undefined) return made;
  const dh = getDiffieHellman('modp5');
  const y = dh.generateKeys();
  const [p, g, x] = [dh.getPrime(), dh.getGenerator(), dh.getPrivateKey()];
  const whole = (bytes: Buffer) => integer(BigInt(`0x${bytes.toString('hex')}`));
  const algorithm = sequence(oid('2a864886f70d010301'), sequence(whole(p), whole(g)));
  // That node:crypto reads it says that it is one.
  const key = createPublicKey({ key: sequence(algorithm, bits(whole(y))), format: 'der', type: 'spki' });
  const spkiSha256 = createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('hex');
  made = { numbers: { p, g, x, y }, facts: { kind: 'dh', bits: 1536, spkiSha256 }, secrets: [x] };
  return made;
}
