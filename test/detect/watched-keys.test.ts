import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readWatchedKeys } from '../../src/detect/watched-keys.ts';
import { UsageError } from '../../src/model/errors.ts';
import { certificate as certificateOf } from '../builders/certificate.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const spkiOf = ({ publicKey }: typeof rsa) => publicKey.export({ type: 'spki', format: 'der' });
const digestOf = (pair: typeof rsa) => createHash('sha256').update(spkiOf(pair)).digest('hex');
const pem = (pair: typeof rsa) => `${pair.publicKey.export({ type: 'spki', format: 'pem' })}`;
const jwk = (pair: typeof rsa, kid: string) => ({ ...pair.publicKey.export({ format: 'jwk' }), kid });

const found = (bytes: string | Uint8Array) =>
  readWatchedKeys(Buffer.from(bytes as Uint8Array)).map(({ spkiSha256, name }) => ({ spkiSha256, name }));

describe('public keys that a user watches for', () => {
  test.each([
    ['PEM, several', `${pem(rsa)}\n# another\n${pem(ec)}`, [rsa, ec]],
    ['PKCS#1 PEM', `${rsa.publicKey.export({ type: 'pkcs1', format: 'pem' })}`, [rsa]],
    ['PKCS#1 DER', rsa.publicKey.export({ type: 'pkcs1', format: 'der' }), [rsa]],
    ['SPKI DER', spkiOf(ed), [ed]],
  ])('%s', (_form, bytes, pairs) => {
    expect(found(bytes)).toEqual(pairs.map((pair) => ({ spkiSha256: digestOf(pair), name: undefined })));
  });

  test('a JWKS gives the `kid` of each', () => {
    const text = JSON.stringify({ keys: [jwk(rsa, 'one'), jwk(ed, 'two')] });
    expect(found(text)).toEqual([
      { spkiSha256: digestOf(rsa), name: 'one' },
      { spkiSha256: digestOf(ed), name: 'two' },
    ]);
  });

  test('a certificate, in PEM and in DER, gives its subject', () => {
    const certificate = certificateOf(ec.privateKey, { subject: 'keys.example' });
    const text = `-----BEGIN CERTIFICATE-----\n${Buffer.from(certificate).toString('base64')}\n-----END CERTIFICATE-----\n`;
    for (const bytes of [certificate, text])
      expect(found(bytes)).toEqual([{ spkiSha256: digestOf(ec), name: expect.stringMatching(/CN=/) }]);
  });

  test('lines of authorized_keys and known_hosts, options and all', () => {
    const { x } = ed.publicKey.export({ format: 'jwk' });
    const string = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
    const blob = Buffer.concat([string(Buffer.from('ssh-ed25519')), string(Buffer.from(x!, 'base64url'))]);
    const line = `ssh-ed25519 ${blob.toString('base64')}`;
    const spkiSha256 = digestOf(ed);
    expect(found(`# keys\nrestrict,pty ${line} root@build\n`)).toEqual([{ spkiSha256, name: 'root@build' }]);
    expect(found(`host.example ${line}\n`)).toEqual([{ spkiSha256, name: undefined }]);
  });

  test.each([
    ['nothing', '', /found none/],
    ['text', 'no key here', /found none/],
    ['a private key', `${rsa.privateKey.export({ type: 'pkcs8', format: 'pem' })}`, /private key/],
    ['a private JWK', JSON.stringify(ed.privateKey.export({ format: 'jwk' })), /private key/],
    ['broken JSON', '{"keys": [', /cannot be read/],
    ['broken PEM', pem(rsa).replace('MIGf', 'MIGe'), /cannot be read/],
    ['broken DER', spkiOf(ec).subarray(0, 40), /found something else/],
  ])('%s is an error of usage', (_what, bytes, message) => {
    expect(() => found(bytes)).toThrow(UsageError);
    expect(() => found(bytes)).toThrow(message);
  });
});
