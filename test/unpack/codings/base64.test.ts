import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { codingOf, decodeAll, findAll, noise, settings, word, wrapped } from './peel.ts';

const base64 = codingOf('base64');
const secret = word(40);
const text = settings(secret);
const long = settings(`${secret} ${'and more of it, '.repeat(20)}`);
const std = Buffer.from(text).toString('base64');
const longStd = Buffer.from(long).toString('base64');
const url = Buffer.from(text).toString('base64url');

describe('what stands for text is found, and decodes to it', () => {
  test.each<[string, string, string?]>([
    ['a value', `data:\n  config: ${std}\n`],
    ['without padding', `x=${std.replaceAll('=', '')};`],
    ['the other alphabet', `{"v":"${url}"}`],
    ['nothing around it', std],
    ['24 digits', `v: ${Buffer.from('eighteen letters..').toString('base64')} `, 'eighteen letters..'],
    ['lines of 76', wrapped(longStd, 76), long],
    ['lines of 64 with CRLF', wrapped(longStd, 64, '\r\n'), long],
    ['short lines', wrapped(longStd, 20), long],
    ['a width that is no multiple of four', wrapped(longStd, 75), long],
    [
      'a first line that is shorter',
      `userPassword:: ${longStd.slice(0, 60)}\n ${wrapped(longStd.slice(60), 75, '\n ')}`,
      long,
    ],
    ['indented', `    ${wrapped(longStd, 64, '\n    ')}`, long],
    ['in a comment', `# ${wrapped(longStd, 64, '\n# ')}`, long],
    ['in a comment of C', `// ${wrapped(longStd, 64, '\n// ')}`, long],
    ['a quotation in a mail', `> ${wrapped(longStd, 64, '\n> ')}`, long],
    ['line ends escaped as in JSON', `{"v":"${wrapped(longStd, 64, '\\n')}"}`, long],
    ['the same twice', `"{\\"v\\":\\"${wrapped(longStd, 64, '\\\\r\\\\n')}\\"}"`, long],
    ['lines that go on behind a backslash', wrapped(longStd, 64, '\\\n  '), long],
    ['blanks where line ends were', wrapped(longStd, 64, ' '), long],
    ['a data URI', `url("data:text/plain;base64,${std}")`],
    [
      'UTF-16 inside',
      `powershell -enc ${Buffer.from(text, 'utf16le').toString('base64')}`,
      Buffer.from(text, 'utf16le').toString('latin1'),
    ],
    ['other letters than those of ASCII', Buffer.from(`Gruß aus Köln: ${text}`).toString('base64'), text],
    [
      'a header of a few bytes',
      `"${Buffer.concat([Buffer.from('0a8b0112', 'hex'), Buffer.from(text)]).toString('base64')}"`,
    ],
  ])('%s', (_, input, expected = text) => {
    expect(decodeAll(base64, Buffer.from(input)).join('\0')).toContain(expected);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 11, 18])('%i letters in front', (count) => {
    const input = Buffer.from(`key:${'prefixprefixprefix'.slice(0, count)}${std}`);
    expect(decodeAll(base64, input).join('\0')).toContain(secret);
  });

  test('values of their own in lines are read each by itself', () => {
    const values = Array.from({ length: 5 }, () => word(22));
    const input = values.map((value) => Buffer.from(`tk=${value}`).toString('base64url')).join('\n');
    const decoded = decodeAll(base64, Buffer.from(input)).join('\0');
    for (const value of values) expect(decoded).toContain(value);
  });

  test('what follows in the next line does not spoil the end', () => {
    const value = `somewhere a token=${word(33)}`;
    const input = `V=${Buffer.from(value).toString('base64')}\nNEXT_NAME_OF_SOMETHING=1\n`;
    expect(decodeAll(base64, Buffer.from(input)).map((decoded) => decoded.split('\n')[0])).toContain(value);
  });

  test('padded lines that were encoded one by one', () => {
    const lines = Array.from({ length: 4 }, (_, index) => `line ${index}: ${word(33)}`);
    const input = lines.map((line) => Buffer.from(line).toString('base64')).join('\n');
    expect(decodeAll(base64, Buffer.from(input)).join('')).toContain(lines.join(''));
  });
});

describe('what begins as a file does', () => {
  test.each<[string, Buffer]>([
    ['gzip', gzipSync(text)],
    ['zlib', deflateSync(text)],
    ['zlib with codes of its own', deflateSync(noise(3000).toString('hex'))],
    ['zlib that is stored', deflateSync(noise(100), { level: 0 })],
    ['zip', Buffer.concat([Buffer.from('504b030414000000', 'hex'), noise(40)])],
    ['DER', Buffer.concat([Buffer.from('308204a20201', 'hex'), noise(40)])],
    ['an OpenSSH key', Buffer.concat([Buffer.from('openssh-key-v1\0\0\0\0\x04none', 'latin1'), noise(40)])],
    ['ELF', Buffer.concat([Buffer.from('7f454c46020101', 'hex'), noise(40)])],
    ['tar', Buffer.concat([Buffer.from('a.txt'), Buffer.alloc(95), noise(40)])],
  ])('%s', (_, packed) => {
    const holds = (prefix: string) =>
      decodeAll(base64, Buffer.from(`x ${prefix}${packed.toString('base64')} y`)).some((decoded) =>
        decoded.includes(packed.toString('latin1')),
      );
    for (const prefix of ['', 'v', 've', 'ver']) expect(holds(prefix), prefix).toBe(true);
  });

  test('behind a longer name', () => {
    const packed = gzipSync(text);
    const [decoded] = decodeAll(base64, Buffer.from(`version-of-2026${packed.toString('base64')}`));
    expect(decoded).toBe(packed.toString('latin1'));
  });

  test('much that looks random', () => {
    const random = noise(400);
    expect(decodeAll(base64, Buffer.from(`"${random.toString('base64')}"`))).toEqual([random.toString('latin1')]);
    const url = `url(data:font/woff2;base64,${noise(60).toString('base64')})`;
    expect(findAll(base64, Buffer.from(url))).toHaveLength(1);
  });

  test.each([
    ['zeros', Buffer.alloc(40_000)],
    ['ones', Buffer.alloc(1500, 0xff)],
    [
      'a table of addresses',
      Buffer.concat(Array.from({ length: 400 }, (_, at) => Buffer.of((at * 37) & 255, 9, 0, 8))),
    ],
  ])('an image that begins with %s, bare and wrapped', (_, begin) => {
    const image = Buffer.concat([begin, gzipSync('behind it'), Buffer.alloc(300)]);
    const digits = image.toString('base64');
    for (const text of [digits, wrapped(digits, 76), `{"disk":"${digits}"}`])
      expect(decodeAll(base64, Buffer.from(text))).toEqual([image.toString('latin1')]);
  });
});

test.each<[string, () => string]>([
  ['a digest in hex', () => noise(32).toString('hex')],
  ['a digest in base64', () => `sha512-${noise(64).toString('base64')}`],
  [
    'names',
    () =>
      '_ZNSt6vectorIN4llvm12MachineInstrESaIS1_EE17_M_realloc_insertIJRKS1_EEEvN9__gnu_cxx17__normal_iteratorIPS1_S3_EEDpOT_',
  ],
  [
    'many names',
    () => Array.from({ length: 20 }, (_, i) => `_ZN4llvm19DenseMapBaseINS_8DenseMapIPKNS_${i}BasicBlockE`).join(''),
  ],
  ['a path', () => '/usr/lib/python3/dist-packages/cryptography_vectors/KDF'],
  ['CamelCase', () => 'synthesizeExtendsTypeOfConditionalTypeNodeVisitorFactory'],
  ['a UUID', () => '6ba7b810-9dad-11d1-80b4-00c04fd430c8'],
  ['lines of words', () => Array.from({ length: 400 }, () => word(4 + (noise(1)[0]! % 9)).toLowerCase()).join('\n')],
  ['a row', () => 'a'.repeat(5000)],
  ['a few rows', () => 'ABCD'.repeat(2000)],
  ['dashes', () => `${'-'.repeat(80)}\n${'_'.repeat(80)}\n`],
  ['what is too short', () => `"${Buffer.from('seventeen letters').toString('base64')}"`],
  ['noise', () => noise(200_000).toString('latin1')],
])('%s is left alone', (_, make) => {
  expect(findAll(base64, Buffer.from(make(), 'latin1'))).toEqual([]);
});

test.each([512, 1000, 4096, 10_000])(
  'a run that crosses the ends of windows of %i bytes is found once',
  (windowBytes) => {
    for (const before of [0, 1, 7, 300, 511, 990, 4090]) {
      const input = Buffer.from(`${' '.repeat(before)}${wrapped(longStd.repeat(1), 64)} ${std} ${'.'.repeat(900)}`);
      const whole = findAll(base64, input);
      expect(whole.length).toBeGreaterThan(0);
      expect(findAll(base64, input, windowBytes)).toEqual(whole);
    }
  },
);
