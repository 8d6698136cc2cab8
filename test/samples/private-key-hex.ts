import { seededRandom } from '../support/seeded-random.ts';
import { type TestKey, testKey } from './keys.ts';
import { asPkcs8, inText, publicDer } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const hex = (byte: number) => byte.toString(16).padStart(2, '0');
const rows = (items: readonly string[], width: number) =>
  Array.from({ length: Math.ceil(items.length / width) }, (_, row) => items.slice(row * width, (row + 1) * width));

/** Text before, the bytes, text after. */
const SPELLINGS: Readonly<Record<string, (der: Buffer) => readonly [string, string, string]>> = {
  hex: (der) => ['key=', der.toString('hex'), '\n'],
  'hex in capitals': (der) => ['key=', der.toString('hex').toUpperCase(), '\n'],
  'hex in lines': (der) => [
    '',
    rows([...der].map(hex), 32)
      .map((row) => row.join(''))
      .join('\n'),
    '\n',
  ],
  'hex with spaces': (der) => ['', [...der].map(hex).join(' '), '\n'],
  'hex with colons': (der) => [
    '',
    rows([...der].map(hex), 15)
      .map((row) => row.join(':'))
      .join(':\n    '),
    '\n',
  ],
  'array of xxd -i': (der) => [
    'k[] = {\n  ',
    rows(
      [...der].map((b) => `0x${hex(b)}`),
      12,
    )
      .map((row) => row.join(', '))
      .join(',\n  '),
    '\n};',
  ],
  'array in one line': (der) => ['[]byte{', [...der].map((b) => `0x${hex(b)}`).join(','), '}'],
  'array in lines of eight': (der) => inRows(der, 8, (b) => `0x${hex(b)}`),
  'decimals in lines of eight': (der) => inRows(der, 8, String),
  'hex with spaces in lines of eight': (der) => inRows(der, 8, hex, ' ', ''),
  'casts of Java': (der) => inRows(der, 10, (b) => (b < 0x80 ? `0x${hex(b)}` : `(byte) 0x${hex(b)}`)),
  'casts of Java, decimal': (der) => inRows(der, 16, (b) => (b < 0x80 ? `${b}` : `(byte)${b}`)),
  'bytes of Kotlin': (der) => {
    const [before, text, after] = inRows(der, 8, (b) => (b < 0x80 ? `0x${hex(b)}` : `0x${hex(b)}.toByte()`));
    // What follows the digits of the last byte is no part of the finding.
    const digits = text.replace(/\.toByte\(\)$/, '');
    return [before, digits, text.slice(digits.length) + after];
  },
  'bytes as Go prints them': (der) => ['[]byte{', [...der].map((b) => `0x${b.toString(16)}`).join(', '), '}'],
  'array of u8 of Rust': (der) => {
    const [first, ...rest] = [...der].map((b) => `0x${hex(b)}`);
    return ['[', [`${first}u8`, ...rest].join(', '), ']'];
  },
  'escapes of C': (der) => [
    '"',
    rows(
      [...der].map((b) => `\\x${hex(b)}`),
      16,
    )
      .map((row) => row.join(''))
      .join('"\n  "'),
    '";',
  ],
  'bytes of Python': (der) => ["b'", [...der].map((b) => python(b)).join(''), "'\n"],
  'JSON of a Buffer': (der) => ['{"type":"Buffer","data":[', [...der].join(','), ']}'],
  'array of Rust': (der) => ['[', [...der].join(', '), ']'],
  'bytes of Java': (der) => ['[', [...der].map((b) => (b < 0x80 ? b : b - 256)).join(', '), ']'],
  'array of JSON, a line each': (der) => ['[\n  ', [...der].join(',\n  '), '\n]'],
};

function inRows(
  der: Buffer,
  width: number,
  write: (byte: number) => string,
  separator = ', ',
  lineEnd = ',',
): readonly [string, string, string] {
  const lines = rows([...der].map(write), width).map((row) => row.join(separator));
  return ['k = {\n    ', lines.join(`${lineEnd}\n    `), '\n};'];
}

function python(byte: number): string {
  const named: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 39: "\\'", 92: '\\\\' };
  return named[byte] ?? (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${hex(byte)}`);
}

export function samples(): readonly Sample[] {
  const subjects: readonly (readonly [TestKey, 'pkcs1' | 'pkcs8' | 'sec1'])[] = [
    [testKey('rsa-2048'), 'pkcs1'],
    [testKey('rsa-1024'), 'pkcs8'],
    [testKey('P-256'), 'sec1'],
    [testKey('P-384'), 'pkcs8'],
    [testKey('Ed25519'), 'pkcs8'],
  ];
  return subjects.flatMap(([key, type]) => {
    const der = key.privateKey.export({ format: 'der', type } as never) as unknown as Buffer;
    return Object.entries(SPELLINGS).map(([name, spell]) => {
      const [before, secret, after] = spell(der);
      return asPkcs8(key, inText(key, `${type} ${key.name}, ${name}`, { before, secret, after }, {}));
    });
  });
}

export function lookAlikes(): readonly LookAlike[] {
  const rsa = testKey('rsa-2048');
  const der = rsa.privateKey.export({ format: 'der', type: 'pkcs8' });
  const broken = Buffer.from(der);
  broken[600]! ^= 1;
  const random = seededRandom(23).bytes(1200);
  return Object.entries({
    'a public key': publicDer(rsa),
    'a broken key': broken,
    random: Buffer.from(random),
  }).flatMap(([what, bytes]) =>
    Object.entries(SPELLINGS).map(([name, spell]) => ({
      variant: `${what}, ${name}`,
      bytes: Buffer.from(spell(bytes).join(''), 'latin1'),
    })),
  );
}
