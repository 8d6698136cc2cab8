import { createPublicKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { RANGE_BYTES } from '../../src/engine/ranges.ts';
import type { FactRecord } from '../../src/model/finding.ts';
import { certificate, pem } from '../builders/certificate.ts';
import { sshPublicBlob } from '../builders/openssh-key.ts';
import { freshKey, jwkOf, testKey } from '../samples/keys.ts';
import { unregisteredJwk } from '../samples/private-key-jwk.ts';
import { scanBytes } from '../support/scan-bytes.ts';
import { tarGzWith } from '../support/wrap.ts';

const { privateKey } = testKey('P-256');
const key = privateKey.export({ format: 'der', type: 'pkcs8' });
const own = certificate(privateKey, { subject: 'build.example.org' });
const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
const sshLine = `ecdsa-sha2-nistp256 ${sshPublicBlob(jwk).toString('base64')} me@host\n`;
const CERTIFICATE = {
  subject: 'C=DE, O=Example, CN=build.example.org',
  issuer: 'C=DE, O=Example, CN=Example CA',
  notAfter: '2055-12-31T23:59:59Z',
};

async function factsOf(bytes: Uint8Array, threads = 0): Promise<FactRecord> {
  const { findings } = await scanBytes({ 'a.bin': bytes }, { threads });
  expect(findings).toHaveLength(1);
  return findings[0]!.facts;
}
const beside = (...parts: (string | Uint8Array)[]) => Buffer.concat([key, ...parts.map((part) => Buffer.from(part))]);

describe('what an artifact says of the public half stands in the finding of the private one', () => {
  test.each([
    ['in DER', own],
    ['in PEM', pem('CERTIFICATE', own)],
    ['in PEM with escaped line breaks', JSON.stringify({ crt: pem('CERTIFICATE', own) })],
    ['in PEM, UTF-16', Buffer.from(pem('CERTIFICATE', own, '\r\n'), 'utf16le')],
  ])('a certificate %s', async (_, text) => {
    const facts = await factsOf(beside('\n', text));
    expect(facts.certificate).toEqual({ ...CERTIFICATE, seenAt: 'a.bin' });
  });

  test('a public key of SSH, with its comment', async () => {
    expect((await factsOf(beside('\n', sshLine))).sshPublicKey).toEqual({ comment: 'me@host', seenAt: 'a.bin' });
  });

  test.each([
    [
      'in a JWKS',
      JSON.stringify(
        {
          keys: [
            { ...jwk, kid: 'other', x: jwk.y },
            { kid: 'release', ...jwk },
          ],
        },
        null,
        2,
      ),
    ],
    ['in a JSON string', JSON.stringify(JSON.stringify({ ...jwk, kid: 'release' }))],
    ['with line ends in its values', JSON.stringify({ ...jwk, kid: 'release' }).replace(/[\w-]{20}/g, '$&\n   ')],
  ])('a public JWK with kid %s', async (_, text) => {
    expect((await factsOf(beside('\n', text))).jwk).toEqual({ kid: 'release', seenAt: 'a.bin' });
  });

  test('a public JWK of a curve that has no registered name', async () => {
    const { d: _, ...half } = unregisteredJwk('BP-256', 'brainpoolP256r1');
    const own = testKey('brainpoolP256r1').privateKey.export({ format: 'der', type: 'pkcs8' });
    const facts = await factsOf(Buffer.concat([own, Buffer.from(JSON.stringify({ ...half, kid: 'release' }))]));
    expect(facts).toMatchObject({ curve: 'brainpoolP256r1', jwk: { kid: 'release', seenAt: 'a.bin' } });
  });

  test.each(['rsa-2048', 'Ed25519'])('%s: SSH and JWK name the same key', async (name) => {
    const other = testKey(name).privateKey;
    const half = createPublicKey(other).export({ format: 'jwk' });
    const type = name === 'Ed25519' ? 'ssh-ed25519' : 'ssh-rsa';
    const text = `\n${type} ${sshPublicBlob(half).toString('base64')}\n${JSON.stringify({ ...half, kid: 'k' })}`;
    const facts = await factsOf(Buffer.concat([other.export({ format: 'der', type: 'pkcs8' }), Buffer.from(text)]));
    expect(facts).toMatchObject({ sshPublicKey: { seenAt: 'a.bin' }, jwk: { kid: 'k', seenAt: 'a.bin' } });
  });

  test('a certificate in another file of the same archive, and none of another artifact', async () => {
    const archive = await tarGzWith('etc/key.der', key);
    const both = await tarGzWith('outer.tar.gz', await tarGzWith('tls.crt', own));
    const { findings } = await scanBytes({ 'a.tgz': archive, 'b.crt': own, 'c.tgz': both });
    expect(findings.map(({ facts }) => facts.certificate)).toEqual([undefined]);
  });

  test('certificates of other keys, of broken keys, and private JWKs say nothing', async () => {
    const stranger = certificate(privateKey, { subject: 'x', of: freshKey('P-256').privateKey });
    const facts = await factsOf(
      beside(stranger, JSON.stringify({ ...jwkOf(privateKey), kid: 'k' }), own.subarray(0, -1)),
    );
    expect(facts.certificate ?? facts.jwk).toBeUndefined();
  });

  test('however a large file is cut, and in whichever thread a part is read', async () => {
    const bytes = Buffer.alloc(2 * RANGE_BYTES + 5000);
    key.copy(bytes, 2 * RANGE_BYTES + 100);
    own.copy(bytes, RANGE_BYTES - own.length + 20);
    bytes.write(`\n${sshLine}`, 1000);
    const expected = {
      certificate: { ...CERTIFICATE, seenAt: 'a.bin' },
      sshPublicKey: { comment: 'me@host', seenAt: 'a.bin' },
    };
    for (const threads of [0, 2]) expect(await factsOf(bytes, threads)).toMatchObject(expected);
  });
});

test('certificates without a key are no finding', async () => {
  const many = Buffer.concat(Array.from({ length: 1000 }, () => own));
  expect(await scanBytes({ 'ca.bin': many })).toMatchObject({ findings: [], gaps: [] });
});
