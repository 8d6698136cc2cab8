/**
 * PEM as memory of processes has it, in the forms that real dumps showed: an allocator's pointers over its first bytes (a
 * freed block of glibc: fd and bk, in large ones fd_nextsize and bk_nextsize too), and strings that a V8 heap snapshot
 * cuts at 1,024 characters.
 */
import { integer } from '../builders/der.ts';
import { opensshKey } from '../builders/openssh-key.ts';
import { armour } from '../builders/pem.ts';
import { jwkOf, scalarOf, type TestKey, testKey } from './keys.ts';
import { rsaNumbers } from './private-key-places.ts';
import type { Sample } from './sample.ts';

type Type = 'pkcs1' | 'pkcs8' | 'sec1' | 'openssh';
const LABELS: Readonly<Record<Type, string>> = {
  pkcs1: 'RSA PRIVATE KEY',
  pkcs8: 'PRIVATE KEY',
  sec1: 'EC PRIVATE KEY',
  openssh: 'OPENSSH PRIVATE KEY',
};
const derOf = ({ privateKey }: TestKey, type: Type): Buffer =>
  type === 'openssh'
    ? opensshKey(jwkOf(privateKey)!)
    : (privateKey.export({ format: 'der', type } as never) as unknown as Buffer);

export function pemInMemory(): Sample[] {
  return [...overwritten(), ...cutByV8()];
}

const WIDTH = 64;

/** Where the digits of bytes [start, end) stand in a file, when the base64 in lines begins at `bodyStart`. */
function digitsOf(bodyStart: number, lineEnd: string, [start, end]: readonly [number, number]) {
  const position = (digit: number) => bodyStart + digit + Math.floor(digit / WIDTH) * lineEnd.length;
  const offset = position(Math.floor((start * 4) / 3));
  return { offset, length: position(Math.ceil((end * 4) / 3) - 1) + 1 - offset };
}

function overwritten(): Sample[] {
  const subjects: readonly (readonly [string, Type])[] = [
    ...(['pkcs1', 'pkcs8', 'openssh'] as const).map((type) => ['rsa-2048', type] as const),
    ['rsa-4096', 'pkcs8'],
    ...['P-256', 'P-384', 'P-521', 'secp256k1'].flatMap((name) =>
      (['sec1', 'pkcs8'] as const).map((type) => [name, type] as const),
    ),
    ...['Ed25519', 'X25519', 'Ed448', 'X448'].map((name) => [name, 'pkcs8'] as const),
    ['Ed25519', 'openssh'],
  ];
  return subjects.flatMap(([name, type]) =>
    [16, 32].map((count): Sample => {
      const key = testKey(name);
      const der = derOf(key, type);
      const text = Buffer.from(`${armour(LABELS[type], der)}\n`);
      const pointers = Buffer.alloc(count);
      for (let at = 0; at < count; at += 8) pointers.writeBigUInt64LE(0x7f3a_1c00_0b20n + BigInt(at * 64), at);
      pointers.copy(text);
      const before = Buffer.alloc(24, 0x5a);
      const bodyStart = before.length + `-----BEGIN ${LABELS[type]}-----\n`.length;
      // Digits under the pointers, and so bytes of the frame that are not whole.
      const lost = Math.max(0, count - (bodyStart - before.length));
      const found = lost === 0 ? whole(type, der, key) : leftOf(type, der, key);
      return {
        variant: `${type} ${name}, its first ${count} bytes overwritten`,
        bytes: Buffer.concat([before, text, Buffer.alloc(40)]),
        ...digitsOf(bodyStart, '\n', found.span),
        secrets: key.secrets,
        severity: 'critical',
        confidence: found.unproven || (type === 'pkcs8' && /^[EX]/.test(name)) ? 'high' : 'proven',
        facts: { ...key.facts, ...found.facts },
      };
    }),
  );
}

interface Left {
  readonly span: readonly [number, number];
  readonly facts: Sample['facts'];
  readonly unproven?: boolean;
}

/** PKCS#8 of RFC 8410 has no public half in version 1. */
const isAlone = (type: Type, name: string) => type === 'pkcs8' && /^[EX]/.test(name);

function whole(type: Type, der: Buffer, { name }: TestKey): Left {
  return { span: [0, der.length], facts: { form: `base64-${type}` }, unproven: isAlone(type, name) };
}

/** Of a frame without its first three bytes. */
function leftOf(type: Type, der: Buffer, { name, privateKey }: TestKey): Left {
  const cut = { cut: true, recoverable: true, form: `base64-${type}-cut` };
  if (type === 'sec1') return { span: [der.indexOf(scalarOf(privateKey)) - 2, der.length], facts: cut };
  if (name.startsWith('rsa')) return { span: [4, der.length], facts: cut };
  // From the identifier of the algorithm on; of EC from the version on, with the point as proof.
  const edwards = isAlone(type, name);
  const version = der.indexOf(Buffer.of(2, 1, 0));
  return { span: [edwards ? 9 : version, der.length], facts: cut, unproven: edwards };
}

/** `--heap-snapshot-string-limit` of V8: 1,024. */
const MAX_CHARACTERS = 1024;

function cutByV8(): Sample[] {
  const subjects: readonly (readonly [string, Type])[] = [
    ['rsa-2048', 'pkcs8'],
    ['rsa-2048', 'pkcs1'],
    ['rsa-3072', 'pkcs8'],
    ['rsa-4096', 'pkcs8'],
    ['rsa-4096', 'pkcs1'],
    ['rsa-2048', 'openssh'],
  ];
  return subjects.map(([name, type]): Sample => {
    const key = testKey(name);
    const der = derOf(key, type);
    const pem = `${armour(LABELS[type], der)}\n`;
    const before = `{"strings":["<dummy>",\n"",\n"a string",\n"`;
    const text = pem.slice(0, MAX_CHARACTERS).replaceAll('\n', '\\n');
    const bodyStart = before.length + `-----BEGIN ${LABELS[type]}-----\\n`.length;
    const bytes = Buffer.from(`${before}${text}",\n"another string",\n"(GC roots)",\n"123"]}`);
    const shared = { variant: `${type} ${name} in a heap snapshot of V8`, bytes, secrets: key.secrets };
    if (type === 'openssh') return cutOpenssh(shared, bodyStart, der, key);
    const numbers = rsaNumbers(key.privateKey);
    const numberEnd = (number: bigint) => der.indexOf(integer(number)) + integer(number).length;
    const dStart = der.indexOf(integer(numbers.d));
    const hasD = name === 'rsa-2048';
    const end = hasD ? numberEnd(numbers.p) : dStart + 4 + 32;
    return {
      ...shared,
      ...digitsOf(bodyStart, '\\n', [4, end]),
      severity: hasD ? 'critical' : 'medium',
      confidence: hasD ? 'proven' : 'high',
      facts: { ...key.facts, cut: true, recoverable: hasD, form: `base64-${type}-cut` },
    };
  });
}

function cutOpenssh(
  shared: Pick<Sample, 'variant' | 'bytes' | 'secrets'>,
  bodyStart: number,
  der: Buffer,
  { privateKey, facts }: TestKey,
): Sample {
  const d = der.indexOf(Buffer.from(jwkOf(privateKey)!.d!, 'base64url'));
  const sign = der[d]! >> 7;
  return {
    ...shared,
    ...digitsOf(bodyStart, '\\n', [0, d - sign + 32]),
    ...{ severity: 'medium', confidence: 'high' },
    facts: { ...facts, cut: true, recoverable: false, form: 'base64-openssh-cut' },
  };
}
