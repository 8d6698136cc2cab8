/**
 * Keys of the web's formats, made by jose, node-jose and jwcrypto (JWK), @auth0/cose and ruby-cose (COSE), paseto (PASERK) and web-push
 * (VAPID), found with the public half, or the thumbprint, that those libraries print. Needs npm, and Debian's
 * python3-jwcrypto and ruby-cose.
 */
import { createPublicKey, ECDH, type JsonWebKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { cosePrivateKey } from '../../src/detect/binary/cose-private-key.ts';
import { jwkPrivateKey } from '../../src/detect/text/keys/jwk-private-key.ts';
import { paserkPrivateKey } from '../../src/detect/text/keys/paserk-private-key.ts';
import { pemPrivateKey } from '../../src/detect/text/keys/pem-private-key.ts';
import { vapidPrivateKey } from '../../src/detect/text/keys/vapid-private-key.ts';
import { paserkLocalRules } from '../../src/detect/text/programs/paserk-local.ts';
import { ruleDetector } from '../../src/detect/text/rule-detector.ts';
import { spkiSha256OfBytes, spkiSha256OfJwk, spkiSha256OfPoint, workshop } from '../support/foreign-program.ts';
import { inspectAll } from '../support/inspect-all.ts';

const { install, script, run, write } = workshop();
install('jose@6.2.17', 'node-jose@2.2.0', '@auth0/cose@1.0.2', 'paseto@3.1.4', 'web-push@3.6.7');

interface MadeJwk {
  readonly name: string;
  readonly json: string;
  readonly thumbprint: string;
}

function expectJwk({ json, thumbprint }: MadeJwk): void {
  const { kty, kid } = JSON.parse(json);
  const facts = kty === 'oct' ? { kind: 'symmetric' } : { jwkThumbprint: thumbprint };
  expect(inspectAll(jwkPrivateKey, Buffer.from(json))).toMatchObject([
    { offset: 0, length: json.length, facts: { ...facts, ...(kid && { kid }) } },
  ]);
}

describe('jose', () => {
  const made = script<(MadeJwk & { pem?: string })[]>(`
    import * as jose from 'jose';
    const made = [];
    const kinds = [['RS256'], ['RS256', { modulusLength: 4096 }], ['PS512'], ['RSA-OAEP-256'], ['ES256'], ['ES384'], ['ES512'],
      ['EdDSA'], ['ECDH-ES', { crv: 'X25519' }], ['ECDH-ES', { crv: 'P-384' }]];
    for (const [alg, options] of kinds) {
      const { privateKey } = await jose.generateKeyPair(alg, { extractable: true, ...options });
      const jwk = await jose.exportJWK(privateKey);
      const pem = await jose.exportPKCS8(privateKey);
      const thumbprint = await jose.calculateJwkThumbprint(jwk);
      made.push({ name: [alg, JSON.stringify(options)].join(' '), json: JSON.stringify(jwk), thumbprint, pem });
    }
    for (const alg of ['HS256', 'HS512', 'A128GCM', 'A256CBC-HS512']) {
      const jwk = await jose.exportJWK(await jose.generateSecret(alg, { extractable: true }));
      made.push({ name: alg, json: JSON.stringify(jwk), thumbprint: await jose.calculateJwkThumbprint(jwk) });
    }
    console.log(JSON.stringify(made));`);

  test.each(made)('$name', (each) => {
    expectJwk(each);
    if (each.pem === undefined) return;
    const facts = { jwkThumbprint: each.thumbprint };
    expect(inspectAll(pemPrivateKey, Buffer.from(each.pem))).toMatchObject([{ facts }]);
  });
});

describe('node-jose, a store of several', () => {
  const made = script<MadeJwk & { thumbprints: string[] }>(`
    import jose from 'node-jose';
    const store = jose.JWK.createKeyStore();
    const kinds = [['RSA', 2048], ['EC', 'P-256'], ['EC', 'P-384'], ['EC', 'P-521'], ['oct', 256]];
    const thumbprints = [];
    for (const [kty, size] of kinds) {
      const key = await store.generate(kty, size);
      if (kty !== 'oct') thumbprints.push((await key.thumbprint('SHA-256')).toString('base64url'));
    }
    console.log(JSON.stringify({ json: JSON.stringify(store.toJSON(true), null, 2), thumbprints }));`);

  test('each by its thumbprint', () => {
    const found = inspectAll(jwkPrivateKey, Buffer.from(made.json));
    expect(found).toHaveLength(5);
    const thumbprints = found.map(({ facts }) => facts.jwkThumbprint).filter((text) => text !== undefined);
    expect(thumbprints).toEqual(made.thumbprints);
  });
});

describe('jwcrypto', () => {
  write(
    'make.py',
    `
import json
from jwcrypto.jwk import JWK
kinds = [dict(kty='RSA', size=2048), dict(kty='oct', size=256)]
kinds += [dict(kty='EC', crv=crv) for crv in ['P-256', 'P-384', 'P-521', 'secp256k1']]
kinds += [dict(kty='OKP', crv=crv) for crv in ['Ed25519', 'Ed448', 'X25519', 'X448']]
made = []
for kind in kinds:
    key = JWK.generate(kid='build-7', **kind)
    made.append(dict(name=' '.join(str(v) for v in kind.values()), json=key.export(), thumbprint=key.thumbprint()))
print(json.dumps(made))
`,
  );
  const made: MadeJwk[] = JSON.parse(run('/usr/bin/python3', ['make.py']).toString());
  test.each(made)('$name', expectJwk);
});

describe('@auth0/cose', () => {
  const made = script<{ name: string; hex: string; jwk: JsonWebKey }[]>(`
    import { Algorithms, COSEKey } from '@auth0/cose';
    const made = [];
    for (const alg of ['ES256', 'ES384', 'ES512', 'EdDSA']) {
      const { privateKey, publicKey } = await COSEKey.generate(Algorithms[alg]);
      const { kty, crv, x, y } = publicKey.toJWK();
      made.push({ name: alg, hex: Buffer.from(privateKey.encode()).toString('hex'), jwk: { kty, crv, x, y } });
    }
    console.log(JSON.stringify(made));`);

  test.each(made)('$name', ({ hex, jwk }) => {
    const bytes = Buffer.from(hex, 'hex');
    expect(inspectAll(cosePrivateKey, bytes)).toMatchObject([
      { offset: 0, length: bytes.length, confidence: 'proven', facts: { spkiSha256: spkiSha256OfJwk(jwk) } },
    ]);
  });
});

describe('ruby-cose, which writes RSA too', () => {
  write(
    'make.rb',
    `
require 'cose/key'
require 'json'
keys = [OpenSSL::PKey::RSA.new(2048), OpenSSL::PKey::RSA.new(4096)]
keys += %w[prime256v1 secp384r1 secp521r1 secp256k1].map { |curve| OpenSSL::PKey::EC.generate(curve) }
puts JSON.generate(keys.map do |key|
  hex = COSE::Key.serialize(key).unpack1('H*')
  { name: key.is_a?(OpenSSL::PKey::RSA) ? "RSA #{key.n.num_bits}" : key.group.curve_name, hex: hex,
    spkiSha256: OpenSSL::Digest::SHA256.hexdigest(key.public_to_der) }
end)
`,
  );
  const made: { name: string; hex: string; spkiSha256: string }[] = JSON.parse(run('ruby', ['make.rb']).toString());

  test.each(made)('$name', ({ hex, spkiSha256 }) => {
    const bytes = Buffer.from(hex, 'hex');
    expect(inspectAll(cosePrivateKey, bytes)).toMatchObject([
      { offset: 0, length: bytes.length, confidence: 'proven', facts: { spkiSha256 } },
    ]);
  });
});

describe('paseto', () => {
  type Pair = { version: string; secretKey: string; publicKey: string };
  const made = script<{ pairs: Pair[]; local: string[] }>(`
    import * as paseto from 'paseto';
    const make = (version, purpose) => paseto[version].generateKey(purpose, { format: 'paserk' });
    const pairs = [];
    for (const version of ['V1', 'V2', 'V3', 'V4']) pairs.push({ version, ...(await make(version, 'public')) });
    console.log(JSON.stringify({ pairs, local: [await make('V1', 'local'), await make('V3', 'local')] }));`);

  test.each(made.pairs)('a secret key of $version', ({ secretKey, publicKey }) => {
    const facts = { spkiSha256: spkiSha256OfPaserk(publicKey) };
    const confidence = secretKey.startsWith('k3') ? 'high' : 'proven';
    expect(inspectAll(paserkPrivateKey, Buffer.from(`{"key":"${secretKey}"}`))).toMatchObject([
      { offset: 8, length: secretKey.length, confidence, facts },
    ]);
    expect(inspectAll(paserkPrivateKey, Buffer.from(publicKey))).toEqual([]);
  });

  test.each(made.local)('a shared key, %#', (key) => {
    const detector = ruleDetector(paserkLocalRules[0]!);
    expect(inspectAll(detector, Buffer.from(`PASETO_KEY=${key}\n`))).toMatchObject([
      { offset: 11, length: key.length },
    ]);
  });

  /** PASERK, types/public.md: PKCS#1, a compressed point of P-384, or the bytes of Ed25519. */
  function spkiSha256OfPaserk(text: string): string {
    const bytes = Buffer.from(text.slice('k1.public.'.length), 'base64url');
    if (text.startsWith('k1')) {
      return spkiSha256OfJwk(createPublicKey({ key: bytes, format: 'der', type: 'pkcs1' }).export({ format: 'jwk' }));
    }
    if (!text.startsWith('k3')) return spkiSha256OfBytes('Ed25519', bytes);
    const point = ECDH.convertKey(bytes, 'secp384r1', undefined, undefined, 'uncompressed');
    return spkiSha256OfPoint('P-384', Buffer.from(point as Buffer));
  }
});

describe('web-push', () => {
  const made = script<{ privateKey: string; publicKey: string }>(`
    import webpush from 'web-push';
    console.log(JSON.stringify(webpush.generateVAPIDKeys()));`);
  const spkiSha256 = spkiSha256OfPoint('P-256', Buffer.from(made.publicKey, 'base64url'));
  const printed = run('npx', ['--prefix', '.', 'web-push', 'generate-vapid-keys']).toString();

  test.each([
    ['JSON', JSON.stringify(made)],
    ['an environment', `VAPID_PUBLIC_KEY=${made.publicKey}\nVAPID_PRIVATE_KEY=${made.privateKey}\n`],
  ])('in %s', (_, text) => {
    expect(inspectAll(vapidPrivateKey, Buffer.from(text))).toMatchObject([
      { confidence: 'proven', facts: { spkiSha256 } },
    ]);
  });

  test('as its command line prints them', () => {
    const point = Buffer.from(/B[A-P][A-Za-z0-9_-]{85}/.exec(printed)![0], 'base64url');
    expect(inspectAll(vapidPrivateKey, Buffer.from(printed))).toMatchObject([
      { confidence: 'proven', facts: { spkiSha256: spkiSha256OfPoint('P-256', point) } },
    ]);
  });
});
