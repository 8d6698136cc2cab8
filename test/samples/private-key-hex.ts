import { integer } from '../builders/der.ts';
import { opensshKey } from '../builders/openssh-key.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { DUMPS, dump } from './hex-dumps.ts';
import { EDWARDS, jwkOf, type TestKey, testKey } from './keys.ts';
import { asPkcs8, edwardsSec1, inText, publicDer, rsaNumbers } from './private-key-places.ts';
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
  'array of gofmt': (der) => [
    '[]byte{\n\t',
    rows(
      [...der].map((b) => `0x${hex(b)}`),
      8,
    )
      .map((row) => row.join(', '))
      .join(',\n\t'),
    ',\n}',
  ],
  'escapes of C in JSON': (der) => ['"code = \\"', [...der].map((b) => `\\\\x${hex(b)}`).join(''), '\\"'],
  'escapes in octal': (der) => ['"', [...der].map((b) => `\\${b.toString(8).padStart(3, '0')}`).join(''), '";'],
  'a string of JSON': (der) => ['"', JSON.stringify(der.toString('latin1')).slice(1, -1).replace(HIGH, unicode), '"'],
  'a string of JSON in JSON': (der) => [
    '"\\"',
    JSON.stringify(JSON.stringify(der.toString('latin1')).slice(1, -1).replace(HIGH, unicode)).slice(1, -1),
    '\\""',
  ],
  'bytes of Python in JSON': (der) => [
    `"b'`,
    JSON.stringify([...der].map((b) => python(b)).join('')).slice(1, -1),
    `'"`,
  ],
};
const HIGH = /[\x7f-\xff]/g;
const unicode = (character: string) => `\\u00${hex(character.charCodeAt(0))}`;

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
    [testKey('P-256'), 'sec1'],
    [testKey('P-384'), 'pkcs8'],
    [testKey('Ed25519'), 'pkcs8'],
  ];
  const whole = subjects.flatMap(([key, type]) => {
    const der = key.privateKey.export({ format: 'der', type } as never) as unknown as Buffer;
    return spelled(key, `${type} ${key.name}`, der, {});
  });
  // The suite cuts each sample at each of its bytes, and proves what is left, so RSA stands in fewer spellings.
  const pkcs1 = (name: string) => testKey(name).privateKey.export({ format: 'der', type: 'pkcs1' });
  const pkcs8 = testKey('rsa-512').privateKey.export({ format: 'der', type: 'pkcs8' });
  const openssh = testKey('Ed25519');
  const locked = { ...testKey('P-256'), facts: {}, secrets: [] };
  const options = { format: 'der', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'open sesame' } as const;
  return [
    ...whole,
    ...EDWARDS.flatMap((name) => spelled(testKey(name), `sec1 ${name}`, edwardsSec1(testKey(name)), {}, /^hex$/)),
    ...spelled(testKey('rsa-2048'), 'pkcs1 rsa-2048', pkcs1('rsa-2048'), {}, /^hex$/),
    ...spelled(testKey('rsa-1024'), 'pkcs1 rsa-1024', pkcs1('rsa-1024'), {}, FOR_RSA),
    ...spelled(testKey('rsa-512'), 'pkcs8 rsa-512', pkcs8, {}, FOR_RSA),
    ...spelled(openssh, 'openssh', opensshKey(jwkOf(openssh.privateKey)!), {}, MAGIC),
    ...spelled(locked, 'encrypted', testKey('P-256').privateKey.export(options), { encrypted: true }, BYTES).map(
      (sample): Sample => ({ ...sample, severity: 'low', confidence: 'high' }),
    ),
    ...insideFiles(),
    ...cut(),
  ];
}

const FOR_RSA =
  /^(?:hex|array|decimals|casts|bytes of (?:Java|Kotlin|Python)$|bytes as Go|JSON|xxd$|hexdump -C$|od -t)/;
/** Those in which OpenSSH's magic is found: escapes where it stands as it is. */
const MAGIC = /^(?!escapes|.*(?:a line each|u8))/;
/** Those in which encrypted keys are read. */
const BYTES = /hex|array of (?:xxd|gofmt)|array in/;

function spelled(key: TestKey, what: string, der: Buffer, facts: Sample['facts'], only = /^/): Sample[] {
  const styles = Object.entries(SPELLINGS).filter(([name]) => only.test(name));
  return [
    ...styles.map(([name, spell]) => {
      const [before, secret, after] = spell(der);
      return inText(key, `${what}, ${name}`, { before, secret, after }, facts);
    }),
    ...DUMPS.filter((name) => only === BYTES || only === MAGIC || only.test(name)).map((name) =>
      inText(key, `${what}, ${name}`, dump(name, der), facts),
    ),
  ].map((sample) => (what.startsWith('pkcs8') ? asPkcs8(key, sample) : sample));
}

/** The key does not begin with a row. */
function insideFiles(): Sample[] {
  const key = testKey('P-256');
  const der = key.privateKey.export({ format: 'der', type: 'pkcs8' });
  // Where the version and what follows it stand in one row.
  return [6, 7, 13, 14].flatMap((before) =>
    ['xxd', 'hexdump -C', 'od -t x1'].map((name) =>
      inText(key, `pkcs8 at ${before}, ${name}`, dump(name, der, Buffer.alloc(before, 0xab)), {}),
    ),
  );
}

function cut(): Sample[] {
  const key = testKey('rsa-2048');
  const der = key.privateKey.export({ format: 'der', type: 'pkcs1' });
  const { n, e, d, p, q } = rsaNumbers(key.privateKey);
  const end = (number: bigint) => der.indexOf(integer(number)) + integer(number).length;
  const exponent = end(n);
  const facts = { cut: true, recoverable: true };
  const headed = (name: string, until: number, to: number, more: Sample['facts'] = {}): Sample => {
    // From the version on, behind the header.
    const [before, secret, after] = SPELLINGS.hex!(der.subarray(0, until));
    const sample = inText(key, name, { before, secret, after }, { ...facts, form: 'hex-pkcs1-cut', ...more });
    return { ...sample, offset: sample.offset + 8, length: 2 * (to - 4) };
  };
  const header = integer(d).length < 259 ? 3 : 4;
  const dStart = exponent + integer(e).length;
  const [, tail] = SPELLINGS['hex with spaces']!(der.subarray(exponent));
  return [
    headed('pkcs1 cut behind d', end(d) + 3, end(d)),
    headed('pkcs1 cut in q', end(q) - 9, end(p)),
    {
      ...headed('pkcs1 cut in d', dStart + 100, dStart + header + 32, { recoverable: false }),
      ...{ severity: 'medium', confidence: 'high' },
    },
    inText(key, 'pkcs1 from e on', { before: '.. .. ', secret: tail }, facts),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const rsa = testKey('rsa-2048');
  const der = rsa.privateKey.export({ format: 'der', type: 'pkcs8' });
  // n and p: what is left does not give the key.
  const broken = Buffer.from(der);
  broken[50]! ^= 1;
  broken[600]! ^= 1;
  const random = seededRandom(23).bytes(1200);
  return Object.entries({
    'a public key': publicDer(rsa),
    'a key with two numbers wrong': broken,
    random: Buffer.from(random),
  }).flatMap(([what, bytes]) => [
    ...Object.entries(SPELLINGS).map(([name, spell]) => ({
      variant: `${what}, ${name}`,
      bytes: Buffer.from(spell(bytes).join(''), 'latin1'),
    })),
    ...DUMPS.map((name) => {
      const { before = '', secret, after = '' } = dump(name, bytes);
      return { variant: `${what}, ${name}`, bytes: Buffer.from(before + secret + after, 'latin1') };
    }),
  ]);
}
