import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { codingOf, decodeAll, findAll, noise, settings, word } from './peel.ts';

const hexDump = codingOf('hex-dump');
const text = Buffer.from(settings(word(40)));
const secretLines = settings(word(40));

interface Style {
  readonly offset: (at: number) => string;
  readonly bytes: (pairs: string[]) => string;
  readonly printed?: (text: string) => string;
}

const inHex = (width: number) => (at: number) => at.toString(16).padStart(width, '0');
const inGroups = (size: number) => (pairs: string[]) =>
  (pairs.join('').match(new RegExp(`.{1,${size * 2}}`, 'g')) ?? []).join(' ');

const styles: Record<string, Style> = {
  xxd: {
    offset: (at) => `${inHex(8)(at)}: `,
    bytes: (pairs) => inGroups(2)(pairs).padEnd(39),
    printed: (row) => `  ${row}`,
  },
  'xxd -g1': {
    offset: (at) => `${inHex(8)(at)}: `,
    bytes: (pairs) => inGroups(1)(pairs).padEnd(47),
    printed: (row) => `  ${row}`,
  },
  'hexdump -C': {
    offset: (at) => `${inHex(8)(at)}  `,
    bytes: (pairs) => `${pairs.slice(0, 8).join(' ')}  ${pairs.slice(8).join(' ')}`.padEnd(48),
    printed: (row) => `  |${row}|`,
  },
  'od -tx1c': {
    offset: (at) => `${at.toString(8).padStart(7, '0')}  `,
    bytes: (pairs) => pairs.join('  '),
    printed: (row) => `\n${' '.repeat(7)}${[...row].map((character) => character.padStart(4)).join('')}`,
  },
  'od -tx1': { offset: (at) => `${at.toString(8).padStart(7, '0')} `, bytes: inGroups(1) },
  'tcpdump -X': {
    offset: (at) => `\t0x${inHex(4)(at)}:  `,
    bytes: (pairs) => inGroups(2)(pairs).padEnd(39),
    printed: (row) => `  ${row}`,
  },
  Wireshark: { offset: (at) => `${inHex(4)(at)}   `, bytes: inGroups(1), printed: (row) => `   ${row}` },
  od: {
    offset: (at) => `${at.toString(8).padStart(7, '0')} `,
    bytes: (pairs) =>
      (pairs.join('').match(/.{4}/g) ?? [])
        .map((word) =>
          Number.parseInt(word.slice(2) + word.slice(0, 2), 16)
            .toString(8)
            .padStart(6, '0'),
        )
        .join(' '),
  },
  'od -x': {
    offset: (at) => `${at.toString(8).padStart(7, '0')} `,
    bytes: (pairs) => inGroups(2)(pairs).replace(/([0-9a-f]{2})([0-9a-f]{2})/g, '$2$1'),
  },
};

/** Numbers of a machine with the lowest byte first. */
const inWords = (size: number, write: (word: string) => string, between: string) => (pairs: string[]) =>
  (pairs.join('').match(new RegExp(`.{1,${size * 2}}`, 'g')) ?? [])
    .map((word) => write((word.match(/../g) ?? []).reverse().join('')))
    .join(between);
const withDash = (pairs: string[]) => `${pairs.slice(0, 8).join(' ')}-${pairs.slice(8).join(' ')}`.padEnd(47);
const windbg = (at: number) => `0000021f\`${inHex(8)(0x4a_3b_1c_40 + at)}  `;
const printable = (row: string) => `  ${row}`;

/** Of debuggers, programs that tell what they do, and logs. */
const others: Record<string, Style> = {
  'x/xb of gdb': {
    offset: (at) => `0x${inHex(12)(0x55_55_55_55_92_a0 + at)}:\t`,
    bytes: inWords(1, (word) => `0x${word}`, '\t'),
  },
  'x/xb of gdb, with a symbol': {
    offset: (at) => `0x4052a0 <buf+${at}>:\t`.replace('4052a0', (0x40_52_a0 + at).toString(16)),
    bytes: inWords(1, (word) => `0x${word}`, '\t'),
  },
  'x/xh of gdb': {
    offset: (at) => `0x${inHex(6)(0x40_52_a0 + at)}:\t`,
    bytes: inWords(2, (word) => `0x${word}`, '\t'),
  },
  'x/xw of gdb': {
    offset: (at) => `0x${inHex(6)(0x40_52_a0 + at)}:\t`,
    bytes: inWords(4, (word) => `0x${word}`, '\t'),
  },
  'x/xg of gdb': {
    offset: (at) => `0x${inHex(6)(0x40_52_a0 + at)}:\t`,
    bytes: inWords(8, (word) => `0x${word}`, '\t'),
  },
  'mem of J-Link': {
    offset: (at) => `${inHex(8)(0x20_00_00_00 + at).toUpperCase()} = `,
    bytes: (pairs) => `${pairs.slice(0, 8).join(' ')}  ${pairs.slice(8).join(' ')}`.padEnd(48).toUpperCase(),
    printed: printable,
  },
  'db of WinDbg': { offset: windbg, bytes: withDash, printed: printable },
  'dd of WinDbg': { offset: windbg, bytes: inWords(4, (word) => word, ' ') },
  'dc of WinDbg': { offset: windbg, bytes: inWords(4, (word) => word, ' '), printed: printable },
  'dq of WinDbg': { offset: windbg, bytes: inWords(8, (word) => `${word.slice(0, 8)}\`${word.slice(8)}`, ' ') },
  'rd of crash': {
    offset: (at) => `ffff88003d4a8${inHex(3)(at)}:  `,
    bytes: inWords(8, (word) => word, ' '),
    printed: (row) => `   ${row}`,
  },
  'xxd -e': { offset: (at) => `${inHex(8)(at)}: `, bytes: inWords(4, (word) => word, ' '), printed: printable },
  'od -t x4': { offset: (at) => `${at.toString(8).padStart(7, '0')} `, bytes: inWords(4, (word) => word, ' ') },
  'hexdump -x': { offset: (at) => `${inHex(7)(at)}    `, bytes: inWords(2, (word) => word, '    ') },
  'od -b': {
    offset: (at) => `${at.toString(8).padStart(7, '0')} `,
    bytes: (pairs) => pairs.map((pair) => Number.parseInt(pair, 16).toString(8).padStart(3, '0')).join(' '),
  },
  'objdump -s': {
    offset: (at) => ` ${inHex(4)(at)} `,
    bytes: (pairs) => inGroups(4)(pairs).padEnd(35),
    printed: printable,
  },
  'readelf -x': {
    offset: (at) => `  0x${inHex(8)(at)} `,
    bytes: (pairs) => inGroups(4)(pairs).padEnd(35),
    printed: (row) => ` ${row}`,
  },
  'BIO_dump of OpenSSL': { offset: (at) => `${inHex(4)(at)} - `, bytes: withDash, printed: (row) => `   ${row}` },
  'javax.net.debug': {
    offset: (at) => `${inHex(4)(at)}: `,
    bytes: (pairs) => `${pairs.slice(0, 8).join(' ')}   ${pairs.slice(8).join(' ')}`.padEnd(49),
    printed: printable,
  },
  Netty: {
    offset: (at) => `|${inHex(8)(at)}| `,
    bytes: (pairs) => `${pairs.join(' ').padEnd(47)} `,
    printed: (row) => `|${row}|`,
  },
  'strace -e write': {
    offset: (at) => ` | ${inHex(5)(at)}  `,
    bytes: (pairs) => `${pairs.slice(0, 8).join(' ')}  ${pairs.slice(8).join(' ')}`.padEnd(48),
    printed: (row) => `  ${row} |`,
  },
  'a job of GitHub': {
    offset: (at) => `2026-01-02T03:04:05.${1_234_567 + at}Z ${inHex(8)(at)}: `,
    bytes: (pairs) => inGroups(2)(pairs).padEnd(39),
    printed: printable,
  },
  'the kernel of Linux': {
    offset: (at) => `[   12.${345_000 + at}] key: ${inHex(8)(at)}: `,
    bytes: inGroups(1),
    printed: printable,
  },
  'docker compose': { offset: (at) => `web-1  | ${inHex(8)(at)}  `, bytes: inGroups(1) },
  'mbed TLS': {
    offset: (at) => `ssl_msg.c:2341: |4| 0x7fff1234: ${inHex(4)(at)}:  `,
    bytes: inGroups(1),
    printed: printable,
  },
};

function dump(bytes: Buffer, { offset, bytes: inner, printed }: Style, rowBytes = 16): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += rowBytes) {
    const row = bytes.subarray(at, at + rowBytes);
    const pairs = row.toString('hex').match(/../g) ?? [];
    lines.push(`${offset(at)}${inner(pairs)}${printed?.(row.toString('latin1').replace(/[^\x20-\x7e]/g, '.')) ?? ''}`);
  }
  return `${lines.join('\n')}\n`;
}

test.each(Object.entries(styles))('%s', (_, style) => {
  for (const bytes of [text.subarray(0, text.length & ~1), gzipSync(text).subarray(0, 96)]) {
    const decoded = decodeAll(hexDump, Buffer.from(`Dump of it:\n\n${dump(bytes, style)}\nend\n`));
    expect(decoded).toContain(bytes.toString('latin1'));
  }
});

test.each(Object.entries(others))('%s', (_, style) => {
  for (const bytes of [text.subarray(0, text.length & ~15), gzipSync(text).subarray(0, 96)]) {
    const decoded = decodeAll(hexDump, Buffer.from(`Dump of it:\n\n${dump(bytes, style)}\nend\n`));
    expect(decoded).toContain(bytes.toString('latin1'));
  }
});

test.each<[string, Style, number]>([
  ['od', styles.od!, 2],
  ['od -x', styles['od -x']!, 2],
  ['od -t x4', others['od -t x4']!, 4],
])('%s: the number in which the data ends is filled up', (_, style, wordBytes) => {
  const odd = gzipSync(text).subarray(0, 97);
  const full = Buffer.concat([odd, Buffer.alloc(wordBytes - (odd.length % wordBytes))]);
  const decoded = decodeAll(hexDump, Buffer.from(`${dump(full, style)}${odd.length.toString(8).padStart(7, '0')}\n`));
  expect(decoded).toContain(odd.toString('latin1'));
});

test.each(['readelf -x', 'xxd -c 8'])('%s: what can be printed of a line may begin with hex digits', (name) => {
  const hexish = Buffer.from(`token=${'deadbeef'.repeat(3)}; ab cd efgh${secretLines}`);
  const style = others[name] ?? styles.xxd!;
  const rowBytes = name === 'xxd -c 8' ? 8 : 16;
  const decoded = decodeAll(hexDump, Buffer.from(dump(hexish, style, rowBytes)));
  expect(decoded[0]?.slice(0, hexish.length)).toBe(hexish.toString('latin1'));
});

test('lines left out, with what a log puts before each', () => {
  const image = Buffer.concat([Buffer.alloc(4096), text, Buffer.alloc(-text.length & 15)]);
  const lines = dump(image, others['docker compose']!).trimEnd().split('\n');
  const short = [lines[0], 'web-1  | *', ...lines.slice(256)].join('\n');
  expect(decodeAll(hexDump, Buffer.from(`${short}\n`))).toEqual([image.toString('latin1')]);
});

test('two lines at the very end, without a line end', () => {
  const two = text.subarray(0, 30);
  for (const style of Object.values(styles))
    expect(decodeAll(hexDump, Buffer.from(dump(two, style).trimEnd()))).toContain(two.toString('latin1'));
});

test.each([600, 1000, 4096])('over the ends of windows of %i bytes', (windowBytes) => {
  for (const before of [0, 1, 500, 555, 580, 590, 980, 990, 4090])
    for (const style of [...Object.values(styles).slice(0, 4), others['a job of GitHub']!, others['docker compose']!]) {
      const input = Buffer.from(`${'.'.repeat(before)}\n${dump(text, style)}${'.'.repeat(900)}`);
      expect(decodeAll(hexDump, input, windowBytes), `${before}`).toEqual([text.toString('latin1')]);
    }
});

test.each(Object.entries(styles))('%s of an image that begins with zeros', (_, style) => {
  const image = Buffer.concat([Buffer.alloc(4096), text, Buffer.alloc(-text.length & 15)]);
  expect(decodeAll(hexDump, Buffer.from(dump(image, style)))).toContain(image.toString('latin1'));
});

/** In place of lines that are as the one before, as `hexdump`, `od` and `xxd -a` have it. */
function starred(lines: string, rows: readonly string[]): string {
  const kept = lines.split('\n').map((line, at) => (at > 0 && rows[at] === rows[at - 1] ? '*' : line));
  return kept.filter((line, at) => line !== '*' || kept[at - 1] !== '*').join('\n');
}

const offsetsIn = (base: number) => (at: number) => `${at.toString(base).padStart(7, '0')} `;

test.each<[string, Style, string]>([
  ['hexdump -C', styles['hexdump -C']!, '00001320\n'],
  ['od -tx1', styles['od -tx1']!, '0011440\n'],
  ['od -Ad -tx1', { offset: offsetsIn(10), bytes: inGroups(1) }, '0004896\n'],
  ['hexdump', { ...styles['od -x']!, offset: offsetsIn(16) }, '0001320\n'],
  ['xxd -a', styles.xxd!, ''],
])('%s with lines left out', (_, style, end) => {
  const parts = [
    'a'.repeat(32),
    '\0'.repeat(4096),
    'the text that matters: one line',
    '\0',
    'b'.repeat(512),
    'c'.repeat(224),
  ];
  const image = Buffer.from(parts.join(''));
  const rows = Array.from({ length: image.length / 16 }, (_, at) => image.toString('latin1', 16 * at, 16 * at + 16));
  const short = starred(dump(image, style), end === '' ? [...rows.slice(0, -1), ''] : rows);
  expect(short.length).toBeLessThan(1500);
  expect(decodeAll(hexDump, Buffer.from(`${short.trimEnd()}\n${end}`))).toContain(image.toString('latin1'));
});

test('lines left out for terabytes end a dump, and another one begins', () => {
  const [first, second] = [
    dump(text, styles.xxd!),
    dump(text, { ...styles.xxd!, offset: (at) => `${inHex(12)(2 ** 42 + at)}: ` }),
  ];
  const runs = findAll(hexDump, Buffer.from(`${first}*\n${second}`));
  expect(runs).toHaveLength(2);
});

test('lines left out cost nothing until they are decoded', () => {
  const rowsApart = (_: unknown, at: number) => {
    const [first, second] = [0, 16].map((behind) =>
      dump(text.subarray(0, 16), { ...styles.xxd!, offset: () => `${inHex(12)(at * 2 ** 24 + behind)}: ` }),
    );
    return `${first}${second}*\n`;
  };
  const bytes = new Uint8Array(Buffer.from(Array.from({ length: 30_000 }, rowsApart).join('')));
  // Two pairs of rows and the 16 MiB between them.
  expect([...hexDump.find(bytes, 0, bytes.length)]).toHaveLength(15_000);
});

test.each<[string, string]>([
  ['digests', Array.from({ length: 30 }, (_, at) => `${noise(32).toString('hex')}  file-${at}`).join('\n')],
  [
    'addresses',
    Array.from({ length: 30 }, () => `${noise(8).toString('hex')}: ${noise(20).toString('hex')}`).join('\n'),
  ],
  ['tables', Array.from({ length: 90 }, (_, at) => `${1000 + at}   ${Array.from(noise(16)).join('  ')}`).join('\n')],
  ['a short dump of numbers', dump(noise(64), styles.xxd!)],
  [
    'lines of a log with numbers',
    Array.from(
      { length: 90 },
      (_, at) => `[12:00:${at}] worker ${1000 + 4 * at}: ${Array.from(noise(14)).join(' ')}`,
    ).join('\n'),
  ],
  ['blanks', ' '.repeat(5000)],
])('%s: left alone', (_, input) => expect(findAll(hexDump, Buffer.from(input))).toEqual([]));

test('of a line with different bytes, copies of a KiB are written out and zeros for the others; of a fill, all', () => {
  const dumped = (row: Buffer) => {
    const line = (at: number) => `${at.toString(16).padStart(8, '0')}  ${row.toString('hex').replace(/../g, '$& ')}\n`;
    const [decoded] = hexDump.decode(Buffer.from(`${line(0)}*\n${line(0xf000)}`));
    return Buffer.from(decoded!);
  };
  const words = Buffer.from('sixteen letters.');
  const decoded = dumped(words);
  expect(decoded.length).toBe(0xf010);
  expect(decoded.subarray(0, 0x410)).toEqual(Buffer.alloc(0x410, words));
  expect(decoded.subarray(0x410, 0xf000)).toEqual(Buffer.alloc(0xf000 - 0x410));
  expect(decoded.subarray(0xf000)).toEqual(words);
  expect(dumped(Buffer.alloc(16, 0xff))).toEqual(Buffer.alloc(0xf010, 0xff));
});
