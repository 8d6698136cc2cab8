import { integer, sequence } from '../builders/der.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { multiPrimeOf } from './der-kinds.ts';
import { freshKey, rsaKeyWithShortExponent, scalarOf, type TestKey, testKey } from './keys.ts';
import { inNoise, pkcs1, publicDer, type RsaNumberName, rsaNumbers, unproved } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const FACTS = { cut: true, recoverable: true };

export function samples(): readonly Sample[] {
  return [...rsaSamples(), ...ecSamples()];
}

/** `bytes` with [from, to) overwritten by what is not a key, as an allocator or another file does. */
function overwritten(bytes: Uint8Array, from: number, to: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.set(seededRandom(to).bytes(to - from), from);
  // No tag of a number.
  copy[from] = 0xee;
  return copy;
}

/** The sample's file holds `der`; of it, [start, end) is what the finding must cover. */
// A number that is cut counts with its header's length, since its bytes cannot be told from what follows.
function piece(key: TestKey, variant: string, der: Buffer, span: readonly [number, number], form: string): Sample {
  const sample = inNoise(key, variant, der, { ...FACTS, form });
  return { ...sample, offset: sample.offset + span[0], length: span[1] - span[0] };
}

/** Where a number begins with its header in PKCS#1, and where it ends. */
function spanOf(inner: Buffer, key: TestKey, name: RsaNumberName): readonly [number, number] {
  const encoded = integer(rsaNumbers(key.privateKey)[name]);
  const start = inner.indexOf(encoded);
  return [start, start + encoded.length];
}

function rsaSamples(): Sample[] {
  const key = testKey('rsa-2048');
  const inner = key.privateKey.export({ format: 'der', type: 'pkcs1' });
  const outer = key.privateKey.export({ format: 'der', type: 'pkcs8' });
  const lead = outer.length - inner.length;
  const span = (name: RsaNumberName) => spanOf(inner, key, name);
  const form = 'der-pkcs1-cut';
  const [n, e, d, p] = [span('n'), span('e'), span('d'), span('p')];
  const [q, dq, qi] = [span('q'), span('dq'), span('qi')];
  const whole = (from: number) => [from, inner.length] as const;
  const middle = overwritten(inner.subarray(d[1] - 9, qi[0] + 9), dq[1] - d[1] + 9, qi[0] - d[1] + 18);
  const damaged = (variant: string, name: RsaNumberName, from: number, to: number) => {
    const bytes = Buffer.from(inner);
    bytes[span(name)[0] + 50]! ^= 4;
    const sample = piece(key, variant, bytes, [from, to], form);
    return unproved({ ...sample, facts: { ...sample.facts, damaged: true } });
  };
  return [
    piece(key, 'pkcs1, its first 16 bytes overwritten', overwritten(inner, 0, 16), whole(e[0]), form),
    piece(key, 'pkcs8, its first 32 bytes overwritten', overwritten(outer, 0, 32), [lead + n[0], outer.length], form),
    piece(key, 'pkcs1 from the middle of n on', inner.subarray(100), [e[0] - 100, inner.length - 100], form),
    piece(
      key,
      'pkcs1 from the middle of d on',
      inner.subarray(d[0] + 50),
      [p[0] - d[0] - 50, whole(0)[1] - d[0] - 50],
      form,
    ),
    piece(key, 'pkcs1 from the middle of d to the end of dq', middle, [9, dq[1] - d[1] + 9], form),
    piece(key, 'pkcs1 cut right behind d', overwritten(inner, d[1], inner.length), [n[0], d[1]], form),
    piece(key, 'pkcs1 cut in p', overwritten(inner, p[0] + 20, inner.length), [n[0], p[1]], form),
    piece(key, 'pkcs1 cut in q', overwritten(inner, q[0] + 20, inner.length), [n[0], q[1]], form),
    damaged('pkcs1, a bit of n wrong', 'n', e[0], inner.length),
    damaged('pkcs1, a bit of d wrong', 'd', p[0], inner.length),
    damaged('pkcs1, a bit of p wrong', 'p', n[0], inner.length),
    damaged('pkcs1, a bit of qi wrong', 'qi', n[0], inner.length),
    ...[testKey('rsa-1024'), rsaKeyWithShortExponent()].map(small),
    ...['rsa-3072', 'rsa-4096'].flatMap(large),
  ];
}

function small(key: TestKey): Sample {
  const inner = key.privateKey.export({ format: 'der', type: 'pkcs1' });
  const [n, p] = (['n', 'p'] as const).map((number) => spanOf(inner, key, number)) as [
    readonly [number, number],
    readonly [number, number],
  ];
  const cut = overwritten(inner, p[0] + 5, inner.length);
  return piece(key, `pkcs1 ${key.name} cut in p`, cut, [n[0], p[1]], 'der-pkcs1-cut');
}

function large(name: string): Sample[] {
  const key = testKey(name);
  const inner = key.privateKey.export({ format: 'der', type: 'pkcs1' });
  const [d, p, n] = (['d', 'p', 'n'] as const).map((number) => spanOf(inner, key, number)) as [
    readonly [number, number],
    readonly [number, number],
    readonly [number, number],
  ];
  const partial = piece(
    key,
    `pkcs1 ${name} cut in d`,
    overwritten(inner, d[0] + 170, inner.length),
    // What of d is looked at.
    [n[0], d[0] + 4 + 32],
    'der-pkcs1-cut',
  );
  // Of what lies behind a piece, five bytes may read as a short INTEGER.
  const followed = Buffer.from(partial.bytes);
  followed.set([0x02, 0x03, 0x12, 0x34, 0x56], partial.offset - n[0] + d[1]);
  const shown = { severity: 'medium', confidence: 'high', facts: { ...partial.facts, recoverable: false } } as const;
  return [
    piece(key, `pkcs1 ${name} from p on`, inner.subarray(p[0]), [0, inner.length - p[0]], 'der-pkcs1-cut'),
    { ...partial, ...shown },
    { ...partial, ...shown, variant: `${partial.variant}, behind it a short INTEGER`, bytes: followed },
  ];
}

function ecSamples(): Sample[] {
  return ['P-256', 'P-384', 'P-521', 'secp256k1', 'brainpoolP256r1'].flatMap((name) => {
    const key = testKey(name);
    const form = 'der-sec1-cut';
    const scalar = scalarOf(key.privateKey);
    const from = (der: Buffer) => der.indexOf(scalar) - 2;
    const sec1 = key.privateKey.export({ format: 'der', type: 'sec1' });
    const pkcs8 = key.privateKey.export({ format: 'der', type: 'pkcs8' });
    return [
      piece(key, `sec1 ${name}, its header overwritten`, overwritten(sec1, 0, 4), [from(sec1), sec1.length], form),
      piece(
        key,
        `pkcs8 ${name}, overwritten up to d`,
        overwritten(pkcs8, 0, from(pkcs8)),
        [from(pkcs8), pkcs8.length],
        form,
      ),
    ];
  });
}

export function lookAlikes(): readonly LookAlike[] {
  const random = seededRandom(31);
  const key = testKey('rsa-2048');
  const other = rsaNumbers(freshKey('rsa-2048').privateKey);
  const numbers = rsaNumbers(key.privateKey);
  const inner = pkcs1(numbers);
  const ec = testKey('P-256').privateKey.export({ format: 'der', type: 'sec1' });
  const wrongScalar = overwritten(ec, 10, 20);
  const [d] = spanOf(inner, key, 'd');
  const made: Record<string, Uint8Array> = {
    'a whole key, pkcs1': inner,
    'a whole key, pkcs8': key.privateKey.export({ format: 'der', type: 'pkcs8' }),
    'a whole key, sec1': ec,
    'a whole key of three primes': multiPrimeOf(3, ['rsa-2048', 'rsa-1024']).der,
    'a whole key of four primes': multiPrimeOf(4, ['rsa-2048', 'rsa-3072']).der,
    'a key of three primes without its first bytes': multiPrimeOf(3, ['rsa-2048', 'rsa-1024']).der.subarray(9),
    'a public key': publicDer(key),
    'pkcs1 cut behind e': overwritten(inner, d, inner.length),
    'pkcs1 cut ten bytes into d': overwritten(inner, d + 14, inner.length),
    'pkcs1 with d of another key': pkcs1({ ...other, n: numbers.n, p: 1n, q: 1n }),
    'p of one key and q of another': pkcs1({ ...numbers, n: 1n, q: other.q }),
    'primes without their exponents': sequence(integer(numbers.p), integer(numbers.q), integer(1), integer(1)),
    'sec1 with another scalar, cut': wrongScalar.subarray(4),
    'the header of a point, again and again': Buffer.alloc(3000, Buffer.from('a1440342000420', 'hex')),
    'the header of d, again and again': Buffer.alloc(3000, Buffer.from('02030100010282', 'hex')),
    'random bytes behind a header': Buffer.concat([Buffer.from('02030100010281810', 'hex'), random.bytes(400)]),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}
