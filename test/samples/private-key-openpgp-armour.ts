import { openpgpSecretKey, type PgpArmourStyle, pgpArmour } from '../builders/openpgp.ts';
import { jwkOf, testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

const jwk = (name: string) => jwkOf(testKey(name).privateKey)!;
const user = Buffer.concat([Buffer.of(0xcd, 9), Buffer.from('x <x@y.z>')]);

export function samples(): readonly Sample[] {
  const styles: Record<string, PgpArmourStyle> = {
    plain: {},
    crlf: { lineEnd: '\r\n' },
    'escaped newlines': { lineEnd: '\\n' },
    headers: { headers: ['Version: GnuPG v2', 'Comment: exported'] },
    'no CRC': { crc: 'none' },
  };
  const kinds = ['rsa-2048', 'P-256', 'Ed25519', 'X25519'].flatMap((name) => {
    const { bytes, fingerprint } = openpgpSecretKey(jwk(name));
    return Object.entries(styles).map(([style, how]) =>
      inText({
        variant: `${name}, ${style}`,
        text: pgpArmour(Buffer.concat([bytes, user]), how),
        key: testKey(name),
        facts: { form: 'openpgp-armour', openpgpFingerprint: fingerprint, secretKeys: 1 },
      }),
    );
  });
  const native = openpgpSecretKey(jwk('Ed25519'), { native: true });
  const subkey = openpgpSecretKey(jwk('X25519'), { tag: 7 });
  const stub = openpgpSecretKey(jwk('rsa-2048'), { locked: 'stub' }).bytes;
  const locked = openpgpSecretKey(jwk('rsa-2048'), { locked: 's2k' });
  return [
    ...kinds,
    inText({
      variant: 'algorithm 27 in version 4, and a subkey',
      text: pgpArmour(Buffer.concat([native.bytes, user, subkey.bytes])),
      key: testKey('Ed25519'),
      facts: { openpgpFingerprint: native.fingerprint, secretKeys: 2 },
    }),
    inText({
      variant: 'a subkey behind a stub',
      text: pgpArmour(Buffer.concat([stub, user, subkey.bytes])),
      key: testKey('X25519'),
      facts: { openpgpFingerprint: subkey.fingerprint, secretKeys: 1 },
    }),
    inText({
      variant: 'protected',
      text: pgpArmour(Buffer.concat([locked.bytes, user])),
      key: { ...testKey('rsa-2048'), secrets: [] },
      ...{ severity: 'low', confidence: 'high', facts: { encrypted: true } },
    }),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const { bytes } = openpgpSecretKey(jwk('Ed25519'));
  const whole = pgpArmour(bytes);
  const made: Record<string, string> = {
    'a stub alone': pgpArmour(openpgpSecretKey(jwk('rsa-2048'), { locked: 'stub' }).bytes),
    'a wrong CRC': pgpArmour(bytes, { crc: 'wrong' }),
    'no END line': whole.slice(0, whole.indexOf('-----END')),
    'a public key': pgpArmour(openpgpSecretKey(jwk('Ed25519'), { tag: 6 }).bytes),
    'armour lines in a program':
      'const a = "-----BEGIN PGP PRIVATE KEY BLOCK-----"; b = "-----END PGP PRIVATE KEY BLOCK-----"',
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
