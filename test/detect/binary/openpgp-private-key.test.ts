import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { openpgpPrivateKey } from '../../../src/detect/binary/openpgp-private-key.ts';
import { openpgpSecretKey } from '../../builders/openpgp.ts';
import { inspectAll } from '../../support/inspect-all.ts';

type Curve = 'ed448' | 'x448';

/** With a zero as the first byte of that member: one in 256. */
function keyWithZero(curve: Curve, member: 'x' | 'd') {
  for (;;) {
    const { privateKey } = curve === 'ed448' ? generateKeyPairSync('ed448') : generateKeyPairSync('x448');
    const jwk = privateKey.export({ format: 'jwk' });
    if (Buffer.from(jwk[member]!, 'base64url')[0] === 0) return jwk;
  }
}

// GnuPG 2.4.7 made 3 of 694 keys of Ed448 with a zero in front of x, and one with it in front of the seed.
test.each<[Curve, 'x' | 'd']>([
  ['ed448', 'x'],
  ['ed448', 'd'],
  ['x448', 'x'],
  ['x448', 'd'],
])('a key of %s is found where %s begins with a zero', (curve, member) => {
  const style = { version: 5, tag: curve === 'x448' ? 7 : 5 } as const;
  const { bytes, fingerprint } = openpgpSecretKey(keyWithZero(curve, member), style);
  expect(inspectAll(openpgpPrivateKey, bytes)).toMatchObject([
    { confidence: 'proven', facts: { form: 'openpgp', openpgpFingerprint: fingerprint } },
  ]);
});
