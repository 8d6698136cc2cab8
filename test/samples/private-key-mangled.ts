import { javaKeyStore } from '../builders/java-key-store.ts';
import { pkcs12 } from '../builders/pkcs12.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { freshKey, rsaKeyWithExponent, testKey } from './keys.ts';
import { inNoise, pkcs1, publicDer, rsaNumbers } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

/** What is left of bytes that were taken for text: the way of UTF-8, of `Buffer` itself, and that of US-ASCII. */
const WAYS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  'U+FFFD': (bytes) => Buffer.from(bytes.toString()),
  '?': (bytes) => Buffer.from(bytes.map((byte) => (byte < 0x80 ? byte : 0x3f))),
};
/** Behind what is the same in all files, these are part of the finding. */
const SHOWN_BYTES = 128;

const pkcs8 = (name: string) => testKey(name).privateKey.export({ format: 'der', type: 'pkcs8' });
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

interface Mangled {
  readonly bytes: Buffer;
  /** With what the finding begins, and what stands at its end, before what is shown of the numbers: as they were. */
  readonly from: string;
  readonly to: string;
  readonly form: string;
  readonly more?: Partial<Sample>;
}

const STORE: Partial<Sample> = { severity: 'low', confidence: 'low' };

function made(): Readonly<Record<string, Mangled>> {
  const rsa = { from: '02 01 00 02', to: '02 03 01 00 01 02', form: 'pkcs1', more: { severity: 'high' } } as const;
  const ec = { from: '02 01 00 30', to: '3d 02 01', form: 'pkcs8-ec', more: { severity: 'medium' } } as const;
  const store = (format: 'jks' | 'jceks') =>
    javaKeyStore([{ alias: 'release', pkcs8: pkcs8('rsa-2048') }], { format, password: 'correct horse battery' });
  const java = { to: '00 07 72', form: 'java', more: STORE };
  return {
    ...Object.fromEntries(
      ['rsa-1024', 'rsa-2048', 'rsa-3072', 'rsa-4096'].map((name) => [
        `pkcs1, ${name}`,
        { ...rsa, bytes: freshKey(name).privateKey.export({ format: 'der', type: 'pkcs1' }) },
      ]),
    ),
    'pkcs8, rsa-2048': { ...rsa, bytes: pkcs8('rsa-2048') },
    ...Object.fromEntries(['P-256', 'P-384'].map((name) => [name, { ...ec, bytes: pkcs8(name) }])),
    ...Object.fromEntries(
      [
        ['P-256', '3d 03 01 07'],
        ['P-384', '81 04 00 22'],
      ].map(([name, to]) => [
        `sec1, ${name}`,
        {
          ...{ bytes: testKey(name!).privateKey.export({ format: 'der', type: 'sec1' }), from: '02 01 01 04', to: to! },
          ...{ form: 'sec1', more: { severity: 'medium' } },
        },
      ]),
    ),
    'PKCS#12': {
      bytes: pkcs12([pkcs8('rsa-2048')], { password: 'correct horse battery' }),
      ...{ from: '02 01 03 30', to: '0d 01 07 01', form: 'pkcs12', more: STORE },
    },
    JKS: { ...java, bytes: store('jks'), from: 'fe ed' },
    JCEKS: { ...java, bytes: store('jceks'), from: 'ce ce' },
  };
}

export function samples(): readonly Sample[] {
  return Object.entries(made()).flatMap(([name, { bytes, from, to, form, more }]) =>
    Object.entries(WAYS).map(([way, mangle]) => {
      const mangled = mangle(bytes);
      const start = mangled.indexOf(mangle(hex(from)));
      const last = mangle(hex(to));
      const length = mangled.indexOf(last, start) + last.length + SHOWN_BYTES - start;
      const facts = { form, ...(more === STORE && { encrypted: true }) };
      const sample = inNoise({ facts: {}, secrets: [] }, `${name}, ${way}`, mangled, facts);
      return { ...sample, confidence: 'high', ...more, offset: sample.offset + start, length };
    }),
  );
}

export function lookAlikes(): readonly LookAlike[] {
  const key = testKey('rsa-2048');
  const half: Record<string, Buffer> = {
    'public key of RSA': publicDer(key),
    'public key of EC': publicDer(testKey('P-256')),
    'key store with a certificate alone': javaKeyStore([{ alias: 'root' }], { format: 'jks', password: 'changeit' }),
    'key of RSA with another exponent': pkcs1(rsaNumbers(rsaKeyWithExponent(3).privateKey)),
    'head and no key': Buffer.concat([hex('30 82 04 a4 02 01 00 02 82 01 01 00'), Buffer.alloc(2000, 'a')]),
    noise: Buffer.from(seededRandom(6).bytes(3000)),
  };
  return Object.entries(half).flatMap(([variant, bytes]) =>
    Object.entries(WAYS).map(([way, mangle]) => ({ variant: `${variant}, ${way}`, bytes: mangle(bytes) })),
  );
}
