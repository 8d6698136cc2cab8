/** Where signs are known, the codings find what they find without them: in all that they can read, at any place in a window. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openKernel } from '../../src/kernel/open-kernel.ts';
import { planKernel } from '../../src/kernel/plan.ts';
import { openSigns } from '../../src/kernel/signs.ts';
import { CELL_BYTES, SIGNS, type Sign } from '../../src/model/sign.ts';
import { codings } from '../../src/unpack/codings/catalog.ts';
import { CODING_REACH_BYTES } from '../../src/unpack/codings/coding.ts';
import { FORMAT_HEADS } from '../../src/unpack/container/plausible.ts';
import { type SeededRandom, seededRandom } from '../support/seeded-random.ts';
import { ALPHABETS, noise, settings, word, wrapped } from '../unpack/codings/peel.ts';

const WINDOW_BYTES = 1 << 18;
const kernel = openKernel(planKernel([{ bytes: Buffer.from('an anchor'), ignoreCase: false }]), WINDOW_BYTES);
const findSigns = openSigns(kernel, FORMAT_HEADS);

/** As the scanner asks, with something else behind the data. */
function expectSame(data: Uint8Array, start: number, end: number, what: string): number {
  kernel.window.fill(0x41);
  kernel.window.set(data);
  const window = kernel.window.subarray(0, data.length);
  const reach = [Math.max(0, start - CODING_REACH_BYTES), Math.min(data.length, end + CODING_REACH_BYTES)] as const;
  const signs = findSigns(...reach);
  let count = 0;
  for (const coding of codings) {
    const runs = [...coding.find(window, start, end)];
    expect([...coding.find(window, start, end, signs)], `${coding.id}, ${what}`).toEqual(runs);
    count += runs.length;
  }
  return count;
}

const secret = word(40);
const text = settings(secret);
const base64 = Buffer.from(text).toString('base64');
const base32 = base32Of(text);
const hex = Buffer.from(text).toString('hex');
const pairs = hex.match(/../g)!;
const spell = (write: (code: number) => string) =>
  [...secret].map((letter, index) => (index % 9 === 4 ? write(letter.charCodeAt(0)) : letter)).join('');
const digits = (code: number, width: number) => code.toString(16).padStart(width, '0');
const lines = wrapped(base64, 64);

function wide(characters: string, unit: number, place: number): string {
  const bytes = Buffer.alloc(characters.length * unit);
  for (const [index, code] of Buffer.from(characters, 'latin1').entries()) bytes[index * unit + place] = code;
  return bytes.toString('latin1');
}

/** As Python's repr() writes bytes. */
function escapedBytes(data: Uint8Array): string {
  const named = new Map([9, 10, 13, 39, 92].map((code, index) => [code, ['\\t', '\\n', '\\r', "\\'", '\\\\'][index]!]));
  return [...data]
    .map((code) => named.get(code) ?? (code >= 32 && code < 127 ? String.fromCharCode(code) : `\\x${digits(code, 2)}`))
    .join('');
}

function base32Of(data: string): string {
  const bits = [...Buffer.from(data)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const fives = bits.match(/.{1,5}/g)!;
  return fives.map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** What the codings' own tests show that they read. */
const EXAMPLES: readonly string[] = [
  // Rows of a dump in a string of JSON
  JSON.stringify({
    stdout: wrapped(hex, 32)
      .replaceAll(/..(?!$)/gm, '$& ')
      .concat('\n'),
  }),
  ...[
    base64,
    base64.replaceAll('=', ''),
    lines,
    wrapped(base64, 20),
    wrapped(base64, 64, '\\n'),
    `# ${wrapped(base64, 64, '\n# ')}`,
  ],
  ...[
    Buffer.from('eighteen letters..').toString('base64'),
    `url(data:font/woff2;base64,${word(80)})`,
    `vers${gzipSync(text).toString('base64')}`,
  ],
  ...[wrapped(base32, 76), base32.repeat(3), wrapped(base32, 48, '\n  '), wrapped(base32, 64, '\\n')],
  // Lines that are nothing by themselves.
  ...['\n', '  \n', ' ', '\\n', '\\\n', '\t\n'].map((lineEnd) => wrapped(noise(384).toString('base64'), 64, lineEnd)),
  ...[
    hex,
    wrapped(hex, 60),
    pairs.join(':'),
    pairs.join(', '),
    pairs.join(' '),
    wrapped(pairs.join(':'), 45, '\n    '),
  ],
  ...['$', '&H'].map((prefix) => pairs.map((pair) => prefix + pair).join(', ')),
  ...[
    pairs.map((pair) => pair.replace(/^0/, '')).join(' '),
    pairs.map((pair) => `ffffff${pair}`).join(' '),
    wrapped(pairs.join(' '), 48, '|................\n  '),
  ],
  ...[
    pairs.map((pair) => `0x${pair}`).join(', '),
    JSON.stringify(Buffer.from(text)),
    pairs.map((pair) => `(byte) 0x${pair}`).join(', '),
  ],
  // Rows of an assembler, of Wireshark, and words.
  ...[
    wrapped(hex, 24)
      .replaceAll(/(..)(?!$)/gm, '0x$1,')
      .replaceAll('\n', '\n\t.byte '),
    wrapped(pairs.map((pair) => `0x${pair}, `).join(''), 48, '/* ........ */\n'),
    hex.replace(/(.{8})/g, '0x$1, '),
    hex.replace(/(.{8})/g, '$1 '),
  ],
  JSON.stringify([...Buffer.from(text)], undefined, 2),
  ...[
    wrapped(hex, 32)
      .split('\n')
      .map((row, at) => `${digits(16 * at, 8)}: ${row.match(/.{1,4}/g)!.join(' ')}  ....`)
      .join('\n'),
  ],
  ...[
    ...[lines, wrapped(hex, 60)].map((rows) => `12:34:56 ${rows.replaceAll('\n', '\n12:34:56 ')}`),
    wrapped(hex, 16)
      .split('\n')
      .map((row, at) => `0x${digits(0x40_10_00 + 8 * at, 6)} <key+${8 * at}>:\t0x${row.match(/../g)!.join('\t0x')}`)
      .join('\n'),
    wrapped(hex, 32)
      .split('\n')
      .map((row, at) => `00000001\`${digits(16 * at, 8)}  ${row.replace(/(.{8})(.{8})/g, '$1`$2 ')}`)
      .join('\n'),
  ],
  ...[encodeURIComponent(`{"token":"${secret}"}`), spell((code) => `%${digits(code, 2)}`)],
  ...[
    spell((code) => `\\u${digits(code, 4)}`),
    spell((code) => `\\x${digits(code, 2)}`),
    spell((code) => `\\${code.toString(8)}`),
    ...['\\\n', '\\\r\n  '].map((lineEnd) => wrapped(secret, 16, lineEnd)),
  ],
  // Binary data with a secret in it, or that is a format, as programs of several languages write it.
  ...[
    `"${escapedBytes(noise(300))}token=${spell((code) => `\\x${digits(code, 2)}`)}"`,
    `"${escapedBytes(noise(300))}\\"${secret}\\"${escapedBytes(noise(300))}"`,
    `b'${escapedBytes(gzipSync(noise(400)))}'`,
    ...['\\x3a', '\\x22', '\\056'].map((part) => `key${part}${secret}`),
    `"${[...gzipSync(noise(400))].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}"`,
    escapedBytes(gzipSync(noise(400))),
  ],
  ...[
    spell((code) => `\\U${digits(code, 8)}`),
    JSON.stringify(JSON.stringify({ token: secret })),
    `{"k":"${lines.replaceAll('/', '\\/')}"}`,
    `| TOKEN | ghp\\_${secret} |`,
    `{"text":"cookie\\\\-${secret}"}`,
  ],
  ...[
    spell((code) => `&#${code};`),
    spell((code) => `&#x${digits(code, 2)};`),
    `{&quot;token&quot;:&quot;${secret}&quot;}`,
  ],
  ...[`\n${wrapped(`${'a word '.repeat(8)}token ${secret} and so on`, 75, '=\r\n')}`, `TOKEN=3D${secret}=\n`],
  ...[
    '" + "',
    "'+'",
    '" +\n  "',
    '"\r\n  . "',
    '` + `',
    '" "',
    '\' & "',
    '"\n"',
    '\'"',
    '" \\\n b"',
    '"||"',
    '"<>"',
    '"\n   &\n   "',
    '" + rb"',
  ].map((between) => `${between.at(0)}${secret.slice(0, 18)}${between}${secret.slice(18)}${between.at(-1)}`),
  `\t.ascii\t"${secret.slice(0, 18)}"\n\t.string\t"${secret.slice(18)}"\n`,
  `\t.string "0\\202\\004\\276\\002\\001"\r\n\t.asciz "0\\r\\006\\t*\\206H\\206"\r\n`,
  ...[wide(`value: ${base64}.`, 2, 0), wide(` ${base64} `, 2, 1), wide(` ${secret} `, 4, 0), wide(` ${secret} `, 4, 3)],
];

test('examples, at any place in cells, blocks and the window', () => {
  for (const example of EXAMPLES)
    for (const before of [0, 1, 2, 3, 4, 5, 6, 7, 8, 15, 241, 250, 253, 254, 255, 256, 257, 4090, 4096]) {
      for (const filler of [' ', '"', ';']) {
        const data = Buffer.from(`${filler.repeat(before)}${example}`, 'latin1');
        const count = expectSame(data, 0, data.length, `${before}`);
        if (filler === ';') expect(count, example.slice(0, 60)).toBeGreaterThan(0);
      }
    }
});

const MIXED = [...ALPHABETS, '"\'` +&.\nQ7wx', '\\\\\\x0123fA7"\'u.', 'ABCabc0123456789', '\0\x01\xff\x80', ' '];

function mix(random: SeededRandom): Buffer {
  const parts = Array.from({ length: 1 + random.int(12) }, () => {
    const letters = MIXED[random.int(MIXED.length)]!;
    const some = (length: number) => Array.from({ length }, () => letters[random.int(letters.length)]).join('');
    const kind = random.int(3);
    if (kind === 0) return some(1 + random.int(700));
    if (kind === 1) return some(1 + random.int(9)).repeat(1 + random.int(200));
    return EXAMPLES[random.int(EXAMPLES.length)]!;
  });
  return Buffer.from(parts.join(''), 'latin1');
}

test('mixtures, whole and in parts', () => {
  const random = seededRandom(7);
  let count = 0;
  for (let round = 0; round < 400; round++) {
    const data = mix(random);
    const start = random.int(data.length);
    count += expectSame(data, 0, data.length, `mixture ${round}`);
    count += expectSame(data, start, start + random.int(data.length - start + 1), `part of mixture ${round}`);
  }
  expect(count).toBeGreaterThan(1000);
});

test('numbers whose first lines are short, before deep indentation', () => {
  const groups = Buffer.from(text).toString('hex').match(/.{4}/g)!;
  const numbers = [...Buffer.from(text)].map((byte) => `0x${digits(byte, 2)},`);
  for (const all of [groups, numbers])
    for (const short of [1, 2])
      for (const indent of [20, 33, 36, 40, 70])
        for (let before = 0; before < CELL_BYTES; before++) {
          const lines = all.map((one, line) => (line >= short ? ' '.repeat(indent) + one : one)).join('\n');
          const data = Buffer.from(`${'.'.repeat(before)}{${lines}\n}`);
          const what = `${short} lines, ${indent} blanks, ${before} bytes before`;
          expect(expectSame(data, 0, data.length, what)).toBeGreaterThan(0);
        }
});

test('files', () => {
  const root = join(import.meta.dirname, '../../node_modules');
  const files = ['typescript/lib', 'esbuild/lib', 'yauzl', 'fast-check', '@types/node', 'ajv/dist']
    .map((folder) => join(root, folder))
    .flatMap((folder) => readdirSync(folder, { withFileTypes: true }).map((entry) => ({ folder, entry })))
    .filter(({ entry }) => entry.isFile())
    .map(({ folder, entry }) => join(folder, entry.name));
  expect(files.length).toBeGreaterThan(50);
  for (const file of files) {
    const data = readFileSync(file).subarray(0, WINDOW_BYTES);
    expectSame(data, 0, data.length, file);
  }
});

describe('what a sign says', () => {
  const cells = (input: string, sign: Sign) => {
    kernel.window.fill(0x2e);
    kernel.window.set(Buffer.from(input, 'latin1'));
    const signs = findSigns(0, input.length);
    const found: number[] = [];
    for (let at = signs.next(sign, 0); at >= 0; at = signs.next(sign, at + CELL_BYTES)) found.push(at);
    return found;
  };

  test.each([0, 1, 7, 8, 250, 255])('a stretch of 24, and none of 23, behind %i bytes', (before) => {
    const filler = '.'.repeat(before);
    const second = Math.ceil(before / CELL_BYTES) * CELL_BYTES + CELL_BYTES;
    expect(cells(`${filler}${'A'.repeat(24)}`, SIGNS.tokens)[0]).toBe(second);
    expect(cells(`${filler}${'A'.repeat(23)}`, SIGNS.tokens)).toEqual([]);
  });

  test.each<[Sign, string, string]>([
    [SIGNS.percent, '%2', '% '],
    [SIGNS.ampersand, '&#', '&&'],
    [SIGNS.backslash, '\\\\', '\\n'],
    [SIGNS.equals, '=3', '=='],
  ])('%i: a pair, in the cell of the second', (sign, pair, other) => {
    for (const before of [0, 6, 7, 15, 127, 254, 255, 256])
      expect(cells(`${'.'.repeat(before)}${pair}`, sign)).toEqual([before + 1 - ((before + 1) % CELL_BYTES)]);
    expect(cells(other, sign)).toEqual([]);
  });

  test.each(['\\x1b', '\\033', '\\0', '\\xff', '\\$', "\\'"])('a backslash: not of %s, which hides nothing', (dull) => {
    for (const before of [10, 15, 16, 254, 255, 256])
      expect(cells(`${'.'.repeat(before)}${dull}`, SIGNS.backslash)).toEqual([]);
  });

  test.each(['\\x41', '\\101', '\\u001b', '\\/', '\\"', '\\\\x1b', '"\\x1b', "b'12345678\\033"])(
    'a backslash: of %s',
    (escapes) => {
      expect(cells(`${'.'.repeat(20)}${escapes}`, SIGNS.backslash)).not.toEqual([]);
    },
  );

  test('numbers: not in indentation; separated: not in a digest', () => {
    const digest = 'd1'.repeat(32);
    for (const before of [0, 1, 7, 250, 255]) {
      const filler = '.'.repeat(before);
      expect(cells(`${filler}${' '.repeat(80)}`, SIGNS.numbers)).toEqual([]);
      expect(cells(`${filler}${digest}`, SIGNS.numbers)).not.toEqual([]);
      expect(cells(`${filler}${digest}.`, SIGNS.separated)).toEqual([]);
      expect(cells(`${filler}${'d1 '.repeat(13)}`, SIGNS.separated)).not.toEqual([]);
    }
  });

  test('a digest before blanks and a name is no line of base64, and one before a line end may be', () => {
    const words = `${'.'.repeat(300)};${Buffer.from(noise(32)).toString('hex')}`;
    for (const behind of ['  name', '\tname', ' name']) expect(cells(`${words}${behind}`, SIGNS.tokens)).toEqual([]);
    for (const behind of ['  \nname', ' \t\\', ' '.repeat(40)])
      expect(cells(`${words}${behind}`, SIGNS.tokens)).not.toEqual([]);
  });

  test('nothing in words, in zeros, and in no bytes at all', () => {
    for (const input of ['words, and more words; '.repeat(200), '\0'.repeat(5000), ''])
      for (const sign of Object.values(SIGNS)) expect(cells(input, sign)).toEqual([]);
  });
});
