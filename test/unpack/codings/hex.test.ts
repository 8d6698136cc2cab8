import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { mayGoOn } from '../../../src/unpack/codings/coding.ts';
import { codingOf, decodeAll, findAll, noise, settings, word, wrapped } from './peel.ts';

const text = settings(word(40));
const digits = Buffer.from(text).toString('hex');
const pairs = digits.match(/../g)!;
const numbers = [...Buffer.from(text)];

/** The same in whatever order files are tested: one in four hundred decodes to what begins as a packed file does. */
const digestOf = (at: number) => createHash('sha256').update(`file ${at}`).digest('hex');

describe('hex', () => {
  const hex = codingOf('hex');
  test.each<[string, string]>([
    ['plain', `"${digits}"`],
    ['capitals', `0x${digits.toUpperCase()},`],
    ['xxd -p', `${wrapped(digits, 60)}\n`],
    ['lines as JSON has them', `"${wrapped(digits, 60, '\\n')}"`],
    ['colons', `  ${pairs.join(':')}\n`],
    ['colons in lines, as openssl has them', `    ${wrapped(pairs.join(':'), 45, '\n    ')}\n`],
    ['blanks', pairs.join(' ')],
    ['a comma and a blank', pairs.join(', ')],
    ['dashes, as .NET has them', pairs.join('-').toUpperCase()],
    ['words of two bytes', digits.match(/.{1,4}/g)!.join(' ')],
    ['a digit in front', `a${digits}`],
  ])('%s', (_, input) => {
    expect(decodeAll(hex, Buffer.from(input)).join('\0')).toContain(text);
  });

  test.each([
    ['zeros', Buffer.alloc(2000)],
    ['ones', Buffer.alloc(2000, 0xff)],
    ['digits', Buffer.from('0123456789'.repeat(200))],
    ['what a debugger fills memory with', Buffer.alloc(2000, 0xcc)],
    ['erased flash of another kind', Buffer.alloc(2000, 0xa5)],
    ['blanks', Buffer.alloc(2000, ' ')],
  ])('an image that begins with %s, bare and wrapped', (_, begin) => {
    const image = Buffer.concat([begin, gzipSync(text)]);
    for (const lines of [image.toString('hex'), wrapped(image.toString('hex'), 60)])
      expect(decodeAll(hex, Buffer.from(lines))).toEqual([image.toString('latin1')]);
  });

  test('what is packed, and what is long', () => {
    const packed = gzipSync(text);
    expect(decodeAll(hex, Buffer.from(`x ${packed.toString('hex')} y`))).toEqual([packed.toString('latin1')]);
    const random = noise(600);
    expect(decodeAll(hex, Buffer.from(random.toString('hex')))).toEqual([random.toString('latin1')]);
  });

  test.each<[string, () => string]>([
    ['a digest', () => digestOf(0)],
    ['digests', () => Array.from({ length: 50 }, (_, at) => `${digestOf(at)}  file-${at}`).join('\n')],
    ['a fingerprint', () => digestOf(1).match(/../g)!.join(':')],
    ['numbers', () => Array.from({ length: 500 }, (_, at) => 1000 + at * 7).join(', ')],
    ['digits only', () => '3031323334353637'.repeat(10)],
    ['a row', () => '55'.repeat(1000)],
    ['blanks', () => ' '.repeat(1000)],
    ['noise', () => noise(200_000).toString('latin1')],
  ])('%s: left alone', (_, make) => {
    expect(findAll(hex, Buffer.from(make(), 'latin1'))).toEqual([]);
  });
});

function rowsOf(values: readonly (string | number)[], separator: string, perRow: number): string[] {
  const count = Math.ceil(values.length / perRow);
  return Array.from({ length: count }, (_, row) => values.slice(row * perRow, (row + 1) * perRow).join(separator));
}

test.each([2, 4, 8])('hex: numbers of %i bytes with the lowest byte first', (width) => {
  const padded = Buffer.concat([Buffer.from(text), Buffer.alloc(-text.length & 7, 0x20)]);
  const words = Array.from({ length: padded.length / width }, (_, at) =>
    Buffer.from(padded.subarray(at * width, (at + 1) * width).toReversed()).toString('hex'),
  );
  for (const input of [words.join(' '), ` ${rowsOf(words, ' ', 4).join('\n ')}\n`, `${words.join('\n')}\n`])
    expect(decodeAll(codingOf('hex'), Buffer.from(input))).toContain(padded.toString('latin1'));
});

test('hex: a dump of numbers that begins with anything is read in both orders', () => {
  const bytes = Buffer.concat([noise(600), Buffer.from(text)]).subarray(0, 600 + (text.length & ~3));
  const words = bytes.toString('hex').match(/.{8}/g)!;
  const little = words.map((word) => Buffer.from(word, 'hex').reverse().toString('hex'));
  for (const order of [words, little])
    expect(decodeAll(codingOf('hex'), Buffer.from(` ${rowsOf(order, ' ', 4).join('\n ')}\n`))).toContain(
      bytes.toString('latin1'),
    );
});

describe('byte-array', () => {
  const byteArray = codingOf('byte-array');
  const inHex = numbers.map((number) => `0x${number.toString(16).padStart(2, '0')}`);
  const lines = (values: (string | number)[], perLine = 12) =>
    Array.from({ length: Math.ceil(values.length / perLine) }, (_, line) =>
      values.slice(line * perLine, (line + 1) * perLine).join(', '),
    ).join(',\n  ');
  test.each<[string, string]>([
    ['xxd -i', `unsigned char key[] = {\n  ${lines(inHex)}\n};\nunsigned int key_len = ${numbers.length};\n`],
    ['one line', `[]byte{${inHex.join(',')}}`],
    ['a comma behind the last', `{ ${inHex.join(', ')}, }`],
    ['blanks only', inHex.join(' ')],
    ['Rust', `[${numbers.map((number) => `${number}u8`).join(', ')}]`],
    ['casts', `{ ${numbers.map((number) => `(byte) 0x${number.toString(16)}`).join(', ')} }`],
    ['a Buffer as JSON', JSON.stringify(Buffer.from(text))],
    ['%v of Go', `{Name:app Key:[${numbers.join(' ')}] Port:443}`],
    ['a binary of Erlang', `{key,<<${numbers.join(',')}>>}`],
    ['an array of NumPy', `[${wrapped(numbers.map((number) => String(number).padStart(3)).join(' '), 72)}]`],
    ['od -An -tu1', wrapped(numbers.map((number) => String(number).padStart(4)).join(''), 64)],
    ['a line each, as PowerShell has them', `${numbers.join('\n')}\n`],
    ['a list of YAML', `key:\n${numbers.map((number) => `- ${number}\n`).join('')}`],
    ['JSON with indentation', JSON.stringify([...numbers], undefined, 2)],
    [
      '.byte of an assembler',
      `key:\n${rowsOf(inHex, ',', 12)
        .map((row) => `\t.byte ${row}\n`)
        .join('')}\t.align 4\n`,
    ],
    [
      'db of NASM',
      rowsOf(inHex, ', ', 16)
        .map((row) => `  db ${row} ; a row\n`)
        .join(''),
    ],
    [
      'DATA of BASIC',
      rowsOf([...numbers], ',', 16)
        .map((row) => `DATA ${row}\n`)
        .join(''),
    ],
    [
      'C arrays of Wireshark',
      `{\n${rowsOf(inHex, ', ', 8)
        .map((row) => `${row}, /* 0x,.0x7, */\n`)
        .join('')}};\n`,
    ],
    [
      'iasl',
      rowsOf(inHex, ', ', 8)
        .map((row, at) => `    /* ${8 * at} */  ${row},  // {"a": 1}\n`)
        .join(''),
    ],
  ])('%s', (_, input) => {
    expect(decodeAll(byteArray, Buffer.from(input))).toEqual([text]);
  });

  test.each([2, 4, 8])('words of %i bytes, in either order', (width) => {
    const padded = Buffer.concat([Buffer.from(text), Buffer.alloc(-text.length & 7, 0x20)]);
    for (const order of ['big', 'little'] as const) {
      const words = Array.from({ length: padded.length / width }, (_, at) => {
        const word = padded.subarray(at * width, (at + 1) * width);
        return `0x${Buffer.from(order === 'big' ? word : word.toReversed())
          .toString('hex')
          .replace(/^0+(?=.)/, '')}`;
      });
      for (const input of [
        `k = <${words.join(' ')}>;`,
        `{${words.join(', ')}}`,
        `{\n  ${rowsOf(words, ', ', 8).join(',\n  ')}\n}`,
      ])
        for (const windowBytes of [512, 1000, 65_536])
          expect(decodeAll(byteArray, Buffer.from(input), windowBytes)).toContain(padded.toString('latin1'));
    }
  });

  test('negative numbers of Java', () => {
    const packed = gzipSync(text);
    const signed = [...new Int8Array(packed)].join(', ');
    expect(decodeAll(byteArray, Buffer.from(`byte[] a = {${signed}};`))).toEqual([packed.toString('latin1')]);
  });

  test('many numbers with 0x', () => {
    const random = noise(600);
    const input = [...random].map((number) => `0x${number.toString(16)}`).join(', ');
    expect(decodeAll(byteArray, Buffer.from(input))).toEqual([random.toString('latin1')]);
  });

  test('an image that begins with zeros, in hex and in decimals, wherever a window ends', () => {
    const image = Buffer.concat([Buffer.alloc(2000), gzipSync(text)]);
    const hexNumbers = [...image].map((byte) => `0x${byte.toString(16).padStart(2, '0')}`);
    for (const input of [hexNumbers.join(', '), JSON.stringify(image)])
      for (const before of [0, 3000, 60_000])
        expect(decodeAll(byteArray, Buffer.from(`${'.'.repeat(before)}[${input}]`), 8192)).toEqual([
          image.toString('latin1'),
        ]);
  });

  test.each<[string, string]>([
    ['larger numbers', Array.from({ length: 300 }, (_, at) => 60 + at).join(',')],
    ['a table of small ones', Array.from({ length: 300 }, (_, at) => (at * 7) % 30).join(', ')],
    ['codes in their order', Array.from({ length: 95 }, (_, at) => 32 + at).join(', ')],
    ['words of four bytes', Array.from(noise(300), (byte) => `0x${(byte * 65537).toString(16)}`).join(', ')],
    ['commas', ', '.repeat(500)],
    [
      'a table of a checksum',
      Array.from({ length: 256 }, (_, at) => `0x${((at * 0x1db71064) >>> 0).toString(16).padStart(8, '0')}`).join(', '),
    ],
    ['comments', `${'0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, /* '.repeat(300)}`],
    ['directives', '.byte '.repeat(500)],
    ['noise with blanks alone', [...noise(2000)].join(' ')],
    ['a table with blanks alone', Array.from({ length: 900 }, (_, at) => (at * 7) % 256).join('  ')],
    ['fractions', Array.from({ length: 100 }, (_, at) => `0.${at}`).join(', ')],
  ])('%s: left alone', (_, input) => {
    expect(findAll(byteArray, Buffer.from(input))).toEqual([]);
  });
});

test.each([512, 1000, 4096])('over the ends of windows of %i bytes', (windowBytes) => {
  for (const [id, spelled] of [
    ['hex', wrapped(digits, 60)],
    ['byte-array', numbers.join(', ')],
    ['byte-array', numbers.join(' ')],
    [
      'byte-array',
      rowsOf([...numbers], ',', 16)
        .map((row) => `DATA ${row}\n`)
        .join(''),
    ],
    [
      'byte-array',
      rowsOf(
        [...numbers].map((number) => `0x${number.toString(16)}`),
        ', ',
        16,
      )
        .map((row) => `${row}, // abcdefgh /*\n`)
        .join(''),
    ],
  ] as const)
    for (const before of [0, 1, 300, 500, 511, 990, 4090]) {
      const input = Buffer.from(`${'.'.repeat(before)}[${spelled}]${'.'.repeat(900)}`);
      expect(decodeAll(codingOf(id), input, windowBytes), `${id} ${before}`).toEqual([text]);
    }
});

test.each([
  ['hex', (bytes: Buffer) => bytes.toString('hex').replaceAll(/(.{64})/g, '$1\n')],
  ['hex', (bytes: Buffer) => bytes.toString('hex')],
  ['hex', (bytes: Buffer) => bytes.toString('hex').replaceAll(/(..)/g, '$1:')],
  ['base64', (bytes: Buffer) => bytes.toString('base64')],
  ['base64', (bytes: Buffer) => bytes.toString('base64').replaceAll(/(.{64})/g, '$1\n')],
])('%s that the end of the window cuts, at whatever byte, may go on', (id, encode) => {
  const text = encode(Buffer.from('text that goes on and on, line after line after line\n'.repeat(8)));
  for (let length = 200; length < 400; length++) {
    const [run] = [...codingOf(id).find(Buffer.from(text.slice(0, length)), 0, 1)];
    expect(run !== undefined && mayGoOn(run, length), `${length}: ${run?.end}`).toBe(true);
  }
});
