import { gzipSync } from 'node:zlib';
import { javaKeyStore } from '../builders/java-key-store.ts';
import { armour } from '../builders/pem.ts';
import { pkcs12 } from '../builders/pkcs12.ts';
import { seededRandom } from '../support/seeded-random.ts';
import * as age from './age-identity.ts';
import * as dnssec from './dnssec-private-key.ts';
import * as gitCrypt from './git-crypt-key.ts';
import { jwkOf, testKey } from './keys.ts';
import * as node from './node-private-key.ts';
import * as capi from './private-key-capi.ts';
import * as cng from './private-key-cng.ts';
import * as dotnet from './private-key-dotnet.ts';
import * as gcrypt from './private-key-gcrypt.ts';
import * as openpgp from './private-key-openpgp.ts';
import * as paserk from './private-key-paserk.ts';
import { publicDer } from './private-key-places.ts';
import * as putty from './private-key-putty.ts';
import type { LookAlike, Sample, SampleFile } from './sample.ts';
import * as tink from './tink-keyset.ts';
import * as onion from './tor-onion-key.ts';

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');
const pkcs8 = (name: string) => testKey(name).privateKey.export({ format: 'der', type: 'pkcs8' });

export function samples(): readonly Sample[] {
  return [...first(), ...compressed(), ...second(), ...lines()];
}

/** The key of the first sample of `file` whose variant matches, as a file of its own. */
function keyOf(
  file: SampleFile,
  variant = /^/,
): Pick<Sample, 'bytes' | 'secrets' | 'facts' | 'severity' | 'confidence'> {
  const sample = file.samples().find((each) => variant.test(each.variant))!;
  return { ...sample, bytes: sample.bytes.subarray(sample.offset, sample.offset + sample.length) };
}

/** `text` is base64 of something in which `[start, end)` is the key. */
function inYaml(
  variant: string,
  key: Pick<Sample, 'secrets' | 'facts' | 'severity' | 'confidence'>,
  text: string,
  span: readonly [number, number],
): Sample {
  const before = 'data:\n  key: ';
  const [first, end] = [Math.floor((span[0] * 4) / 3), Math.ceil((span[1] * 4) / 3)];
  return {
    variant,
    bytes: Buffer.from(`${before}${text}\nkind: Secret\n`, 'latin1'),
    ...{ offset: before.length + first, length: end - first },
    ...{ secrets: key.secrets, severity: key.severity, confidence: key.confidence, facts: key.facts },
  };
}

function forms(): readonly (readonly [string, ReturnType<typeof keyOf>])[] {
  return [
    ['ppk', keyOf(putty, /Ed25519/)],
    ['age', keyOf(age)],
    ['onion', keyOf(onion)],
    ['git-crypt', keyOf(gitCrypt)],
    ['dnssec', keyOf(dnssec)],
    ['xml', keyOf(dotnet, /xml/i)],
    ['paserk', keyOf(paserk)],
    ['capi', keyOf(capi)],
    ['cng rsa', keyOf(cng, /rsa/i)],
    ['cng ec', keyOf(cng, /P-256/)],
    ['gcrypt', keyOf(gcrypt)],
    ['openpgp rsa', keyOf(openpgp, /rsa-2048/)],
    ['openpgp ec', keyOf(openpgp, /P-256/)],
    ['tink', keyOf(tink)],
  ];
}

function first(): Sample[] {
  const jwk = jwkOf(testKey('rsa-2048').privateKey)!;
  const sorted = JSON.stringify(Object.fromEntries(Object.entries(jwk).toSorted(([a], [b]) => (a < b ? -1 : 1))));
  const of = (name: string) => ({ ...testKey(name), severity: 'critical', confidence: 'proven' }) as const;
  const jwks = JSON.stringify({ keys: [jwk] });
  const machine = withForm(keyOf(node, /Headscale/), 'base64-');
  const profile = `{"Config":{"PrivateNodeKey":"${Buffer.from(machine.bytes).toString()}"}}`;
  const at = profile.indexOf('privkey:');
  const json = (variant: string, text: string, span: readonly [number, number]) =>
    inYaml(
      variant,
      { ...of('rsa-2048'), facts: { ...testKey('rsa-2048').facts, form: 'base64-jwk' } },
      base64(text),
      span,
    );
  return [
    ...forms()
      .filter(([name]) => name !== 'tink')
      .map(([name, key]) => inYaml(name, withForm(key, 'base64-'), base64(key.bytes), [0, key.bytes.length])),
    inYaml('a machine key of tailscaled', machine, base64(machine.bytes), [0, machine.bytes.length]),
    inYaml('a profile of tailscaled', machine, base64(profile), [at, at + machine.bytes.length]),
    json('jwk', JSON.stringify(jwk), [0, JSON.stringify(jwk).length]),
    json('jwk with sorted members', sorted, [0, sorted.length]),
    json('jwks', jwks, [9, jwks.length - 2]),
  ];
}

function withForm(key: ReturnType<typeof keyOf>, layers: string): ReturnType<typeof keyOf> {
  return { ...key, facts: { ...key.facts, form: `${layers}${key.facts.form}` } };
}

const criticalKey = (name: string, form: string): Parameters<typeof inYaml>[1] => ({
  ...{ secrets: testKey(name).secrets, severity: 'critical', confidence: 'proven' },
  facts: { ...testKey(name).facts, form },
});
const pem = (name: string) => armour('PRIVATE KEY', pkcs8(name));

/** All of the compressed file is the place of what is in it. */
function inGzip(variant: string, key: Parameters<typeof inYaml>[1], file: Uint8Array | string, twice = false): Sample {
  const text = base64(gzipSync(file));
  const span = [0, gzipSync(file).length] as const;
  return twice
    ? inYaml(variant, key, base64(text), [0, Math.ceil((span[1] * 4) / 3)])
    : inYaml(variant, key, text, span);
}

function compressed(): Sample[] {
  const store = pkcs12([pkcs8('P-256')], { password: 'changeit' });
  // What Helm stores in a Secret of type helm.sh/release.v1.
  const manifest = `---\napiVersion: v1\nkind: Secret\ndata:\n  tls.key: ${base64(pem('rsa-2048'))}\n`;
  const templates = Array.from({ length: 4 }, (_, index) => ({
    name: `templates/${index}.yaml`,
    data: base64(`kind: ConfigMap\nmetadata:\n  name: settings-${index}\n`.repeat(20)),
  }));
  const release = { name: 'web', info: { status: 'deployed' }, chart: { templates }, manifest, version: 1 };
  return [
    inGzip('pem in gzip', criticalKey('rsa-2048', 'base64-gzip-pem'), pem('rsa-2048')),
    inGzip('der in gzip', criticalKey('P-256', 'base64-gzip-der-pkcs8'), pkcs8('P-256')),
    inGzip('pkcs12 in gzip', criticalKey('P-256', 'base64-gzip-pkcs12'), store),
    inGzip('pkcs12 in base64 in gzip', criticalKey('P-256', 'base64-gzip-base64-pkcs12'), `p12=${base64(store)}\n`),
    inGzip('pem in gzip, twice', criticalKey('rsa-2048', 'base64-base64-gzip-pem'), pem('rsa-2048'), true),
    inGzip(
      'a release of Helm',
      criticalKey('rsa-2048', 'base64-base64-gzip-kubernetes'),
      JSON.stringify(release),
      true,
    ),
    inGzip(
      'gzip in base64 in gzip',
      criticalKey('P-256', 'base64-gzip-base64-gzip-pem'),
      `inner=${base64(gzipSync(pem('P-256')))}`,
    ),
  ];
}

function second(): Sample[] {
  const layered = (variant: string, key: Parameters<typeof inYaml>[1], bytes: Uint8Array) => {
    const once = base64(bytes);
    return inYaml(`${variant} twice`, key, base64(once), [0, once.replace(/=+$/, '').length]);
  };
  const entry = [{ alias: 'mine', pkcs8: pkcs8('P-256') }];
  return [
    ...forms()
      .filter(([name]) => name !== 'tink')
      .map(([name, key]) => layered(name, withForm(key, 'base64-base64-'), key.bytes)),
    layered('pkcs12', criticalKey('P-256', 'base64-base64-pkcs12'), pkcs12([pkcs8('P-256')], { password: 'changeit' })),
    layered(
      'jks',
      criticalKey('P-256', 'base64-base64-jks'),
      javaKeyStore(entry, { format: 'jks', password: 'changeit' }),
    ),
  ];
}

/** Lines of 76, as `base64` writes them. */
function lines(): Sample[] {
  const key = criticalKey('rsa-2048', 'base64-gzip-pem');
  const sample = inGzip('pem in gzip, in lines', key, pem('rsa-2048'));
  const text = Buffer.from(sample.bytes).toString('latin1');
  const end = sample.offset + sample.length;
  const wrapped = text.slice(sample.offset, end).replace(/.{76}(?=.)/g, '$&\n    ');
  return [
    {
      ...sample,
      bytes: Buffer.from(text.slice(0, sample.offset) + wrapped + text.slice(end), 'latin1'),
      length: wrapped.length,
    },
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const random = seededRandom(29);
  const jwk = jwkOf(testKey('P-256').privateKey)!;
  const made: Record<string, string> = {
    'text in gzip': base64(gzipSync('nothing to see here\n'.repeat(50))),
    'random bytes in gzip': base64(gzipSync(random.bytes(5000))),
    'a public key in gzip': base64(gzipSync(armour('PUBLIC KEY', publicDer(testKey('rsa-2048'))))),
    'a gigabyte of zeros in gzip': base64(gzipSync(Buffer.alloc(1 << 24))),
    'gzip cut short': base64(gzipSync(pem('rsa-2048')).subarray(0, 200)),
    'the head of gzip, again and again': 'H4sIAAAAAAAA'.repeat(500),
    'a public jwk': base64(JSON.stringify({ kty: 'EC', crv: 'P-256', x: jwk.x, y: jwk.y })),
    'a public jwk twice': base64(base64(JSON.stringify({ kty: 'EC', crv: 'P-256', x: jwk.x, y: jwk.y }))),
    'a ppk without its end': base64(Buffer.from(keyOf(putty).bytes).subarray(0, -80)),
    'members of jwks, again and again': base64('{"kty":"EC","crv":"P-256"},'.repeat(200)),
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(`key: ${text}\n`, 'latin1') }));
}
