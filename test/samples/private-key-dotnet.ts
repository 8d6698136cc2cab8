import { createPublicKey, type JsonWebKey } from 'node:crypto';
import type { DsaNumbers } from '../builders/microsoft-blobs.ts';
import { dsaKey } from './dsa-key.ts';
import { freshKey, jwkOf, testKey } from './keys.ts';
import { inText } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const NAMES = { Modulus: 'n', Exponent: 'e', P: 'p', Q: 'q', DP: 'dp', DQ: 'dq', InverseQ: 'qi', D: 'd' } as const;
const jwk = (name: string) => jwkOf(testKey(name).privateKey)!;

/** Name and base64 of each member that the key has, in the order of ToXmlString. */
function members(key: JsonWebKey): [string, string][] {
  return Object.entries(NAMES)
    .filter(([, member]) => key[member] !== undefined)
    .map(([name, member]) => [name, Buffer.from(key[member]!, 'base64url').toString('base64')]);
}
const xml = (key: JsonWebKey, between = '') =>
  `<RSAKeyValue>${members(key)
    .map(([name, value]) => `${between}<${name}>${value}</${name}>`)
    .join('')}${between}</RSAKeyValue>`;
const json = (key: JsonWebKey, indent?: number) => JSON.stringify(Object.fromEntries(members(key)), null, indent);

/** DSA.ToXmlString, also of members that are no numbers of the key. */
function dsaXml(numbers: Readonly<Partial<DsaNumbers>>): string {
  const { p, q, g, y, x } = numbers;
  const all = {
    P: p,
    Q: q,
    G: g,
    Y: y,
    J: p?.subarray(20),
    Seed: Buffer.alloc(20, 3),
    PgenCounter: Buffer.of(7),
    X: x,
  };
  const parts = Object.entries(all).filter(([, value]) => value !== undefined);
  const body = parts.map(([name, value]) => `<${name}>${value!.toString('base64')}</${name}>`).join('');
  return `<DSAKeyValue>${body}</DSAKeyValue>`;
}

const ofXmlsec = (text: string) =>
  text
    .replace('<D>', '<PrivateExponent xmlns="http://www.aleksey.com/xmlsec/2002">\n')
    .replace('</D>', '\n</PrivateExponent>');

export function samples(): readonly Sample[] {
  const sizes = ['rsa-512', 'rsa-1024', 'rsa-2048', 'rsa-4096'];
  const key = testKey('rsa-2048');
  const own = jwk('rsa-2048');
  const text = xml(own);
  const entities = text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const escapes = text.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
  const camel = JSON.stringify(
    Object.fromEntries(members(own).map(([name, value]) => [name[0]!.toLowerCase() + name.slice(1), value])),
  ).replaceAll('+', '\\u002B');
  const { p, q, dp, dq, qi, ...bare } = own;
  return [
    ...sizes.map((name) => inText(testKey(name), `${name} in XML`, { secret: xml(jwk(name)) }, { form: 'xml' })),
    ...sizes.map((name) => inText(testKey(name), `${name} in JSON`, { secret: json(jwk(name)) }, { form: 'json' })),
    inText(key, 'XML with line breaks', { secret: xml(own, '\r\n    ') }, { form: 'xml' }),
    inText(key, 'XML with entities', { before: '<key value="', secret: entities, after: '"/>' }, { form: 'xml' }),
    inText(key, 'XML in JSON', { before: '{"k":"', secret: escapes, after: '"}' }, { form: 'xml' }),
    ...([1024, 2048] as const).map((bits) =>
      inText(dsaKey(bits), `dsa-${bits} in XML`, { secret: dsaXml(dsaKey(bits).numbers) }, { form: 'xml' }),
    ),
    inText(key, 'XML of n, e and d', { secret: xml(bare) }, { form: 'xml' }),
    inText(key, 'a key store of xmlsec', { secret: ofXmlsec(xml(bare, '\n')) }, { form: 'xml' }),
    inText(key, 'JSON in camel case with escapes', { secret: camel }, { form: 'json' }),
    inText(
      key,
      'tempkey.rsa of IdentityServer',
      { before: '{"KeyId":"8a1","Parameters":', secret: json(own, 2), after: '}' },
      { form: 'json' },
    ),
    inText(
      key,
      'JSON in a JSON string',
      { before: '{"k":"', secret: JSON.stringify(json(own)).slice(1, -1), after: '"}' },
      { form: 'json' },
    ),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const own = jwk('rsa-1024');
  const other = jwkOf(freshKey('rsa-1024').privateKey)!;
  const publicKey = createPublicKey(testKey('rsa-1024').privateKey).export({ format: 'jwk' });
  const { x, ...publicDsa } = dsaKey(1024).numbers;
  const made: Record<string, string> = {
    'public key in XML': xml(publicKey),
    'public key in JSON': json(publicKey),
    'd of another key': xml({ ...own, d: other.d! }),
    'InverseQ of another key': json({ ...own, qi: other.qi! }),
    'public DSA key in XML': dsaXml(publicDsa),
    'X of another DSA key': dsaXml({ ...dsaKey(1024).numbers, x: Buffer.alloc(20, 9) }),
    'XML that does not end': xml(own).slice(0, -1),
    'JSON that does not end': json(own).slice(0, -1),
    placeholders: '<RSAKeyValue><Modulus>...</Modulus><Exponent>AQAB</Exponent><D>...</D></RSAKeyValue>',
    program: 'parameters.InverseQ = Convert.FromBase64String(key.InverseQ); writer.Write("<RSAKeyValue>");',
    'tags and nothing else': '<RSAKeyValue>'.repeat(500),
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text) }));
}
