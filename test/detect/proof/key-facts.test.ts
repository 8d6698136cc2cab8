import { describe, expect, test } from 'vitest';
import { fromBytes } from '../../../src/detect/proof/big-integer.ts';
import { EDWARDS_ALGORITHMS } from '../../../src/detect/proof/edwards.ts';
import { keyFacts, subjectPublicKeyInfo } from '../../../src/detect/proof/key-facts.ts';
import { readDerKey } from '../../../src/detect/structures/der-keys.ts';
import { EC_CURVES, EDWARDS, testKey } from '../../samples/keys.ts';
import { publicDer } from '../../samples/private-key-places.ts';

const names = ['rsa-512', 'rsa-1024', 'rsa-2047', 'rsa-4096', ...EC_CURVES, ...EDWARDS];

function publicKeyOf(name: string) {
  const read = readDerKey(testKey(name).privateKey.export({ format: 'der', type: 'pkcs8' }));
  if (read === undefined || read.state === 'bare') throw new Error(`${name} was not read`);
  return read.publicKey!;
}

describe('keyFacts', () => {
  test.each(names)('%s: the facts that node:crypto and an independent writer of SSH keys give', (name) => {
    expect(keyFacts(publicKeyOf(name))).toEqual(testKey(name).facts);
  });

  test.each(names)('%s: SubjectPublicKeyInfo is byte for byte what OpenSSL writes', (name) => {
    expect(Buffer.from(subjectPublicKeyInfo(publicKeyOf(name)))).toEqual(publicDer(testKey(name)));
  });

  test('the thumbprint that RFC 7638, section 3.1, prints', () => {
    const n = [
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W',
      '-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08q',
      'NLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw',
    ].join('');
    const key = { kind: 'rsa', n: fromBytes(Buffer.from(n, 'base64url')), e: 65537n } as const;
    expect(keyFacts(key)).toMatchObject({ bits: 2048, jwkThumbprint: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs' });
  });

  test('the thumbprint that RFC 8037, appendix A.3, prints', () => {
    const algorithm = EDWARDS_ALGORITHMS[0]!;
    const bytes = Buffer.from('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', 'base64url');
    const facts = keyFacts({ kind: 'ed25519', algorithm, bytes });
    expect(facts.jwkThumbprint).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  });
});
