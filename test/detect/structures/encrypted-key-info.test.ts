import { describe, expect, test } from 'vitest';
import { readEncryptedKeyInfo } from '../../../src/detect/structures/encrypted-key-info.ts';
import { integer, nothing, octets, oid, sequence } from '../../builders/der.ts';
import { testKey } from '../../samples/keys.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const encrypted = (name: string, cipher: string): Buffer =>
  testKey(name).privateKey.export({ format: 'der', type: 'pkcs8', cipher, passphrase: 'open sesame' });

describe('readEncryptedKeyInfo', () => {
  test.each(['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc', 'des-ede3-cbc', 'camellia-256-cbc', 'aria-128-cbc'])(
    'what node:crypto writes with %s',
    (cipher) => {
      const bytes = encrypted('Ed25519', cipher);
      const read = readEncryptedKeyInfo(Buffer.concat([Buffer.alloc(3), bytes, Buffer.alloc(9)]), 3);
      expect(read).toMatchObject({ state: 'locked', structure: 'pkcs8', cipher, kdf: 'pbkdf2', length: bytes.length });
      expect(bytes.subarray(-read!.ciphertext.length)).toEqual(Buffer.from(read!.ciphertext));
    },
  );

  test('nothing when it is cut anywhere', () => {
    const bytes = encrypted('P-256', 'aes-256-cbc');
    for (let length = 0; length < bytes.length; length++) {
      if (readEncryptedKeyInfo(bytes.subarray(0, length)) !== undefined) throw new Error(`a key in ${length} bytes`);
    }
  });

  const random = seededRandom(3);
  const ciphertext = octets(random.bytes(64));
  const salt = octets(random.bytes(8));
  const pkcs12 = oid('2a864886f70d010c0103');
  const scrypt = sequence(oid('2b06010401da47040b'), sequence(salt, integer(16384), integer(8), integer(1)));
  const aes = sequence(oid('60864801650304012a'), octets(random.bytes(16)));

  test('the schemes of PKCS#12, and PBES2 with scrypt', () => {
    expect(readEncryptedKeyInfo(sequence(sequence(pkcs12, sequence(salt, integer(2048))), ciphertext))).toMatchObject({
      cipher: 'pbeWithSHAAnd3-KeyTripleDES-CBC',
    });
    const pbes2 = sequence(oid('2a864886f70d01050d'), sequence(scrypt, aes));
    expect(readEncryptedKeyInfo(sequence(pbes2, ciphertext))).toMatchObject({ cipher: 'aes-256-cbc', kdf: 'scrypt' });
  });

  const refused: Record<string, Buffer> = {
    'a ciphertext shorter than any key': sequence(
      sequence(pkcs12, sequence(salt, integer(1))),
      octets(random.bytes(40)),
    ),
    'a ciphertext of equal bytes': sequence(sequence(pkcs12, sequence(salt, integer(1))), octets(Buffer.alloc(64, 9))),
    'another algorithm': sequence(sequence(oid('2a864886f70d010101'), nothing()), ciphertext),
    'a salt and no count': sequence(sequence(pkcs12, sequence(salt)), ciphertext),
    'a derivation nobody has': sequence(
      sequence(oid('2a864886f70d01050d'), sequence(sequence(oid('2b0601'), sequence(salt, integer(1))), aes)),
      ciphertext,
    ),
    'something behind the ciphertext': sequence(sequence(pkcs12, sequence(salt, integer(1))), ciphertext, nothing()),
  };
  test.each(Object.entries(refused))('refuses %s', (_, bytes) => {
    expect(readEncryptedKeyInfo(bytes)).toBeUndefined();
  });
});
