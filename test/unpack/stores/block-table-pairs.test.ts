import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { keysAndValues } from '../../../src/unpack/stores/block-table-pairs.ts';
import { buildTable, pairs, sharingPairs, varint } from '../../builders/block-table.ts';
import { exampleToken } from '../../support/example-token.ts';
import { scanBytes } from '../../support/scan-bytes.ts';

/** What comes of a block, with its places as they are after it. */
function read(block: Uint8Array): { readonly text: string; readonly isWhole: boolean } {
  const pieces: Uint8Array[] = [];
  const found = keysAndValues(block);
  for (;;) {
    const { value, done } = found.next();
    if (done) return { text: Buffer.concat(pieces).toString('latin1'), isWhole: value };
    pieces.push(value);
  }
}
const VALUE = Buffer.from('value');
const NO_PLACES = '\0'.repeat(4);
const CUT_SHORT = Buffer.of(0, 0, 0, 0);

test('keys are whole, and a line feed stands behind each and behind its value', () => {
  const block = sharingPairs([
    ['name/of/one', VALUE],
    ['name/of/two', Buffer.from('of it')],
    ['name/more', Buffer.of()],
    ['other', VALUE],
  ]);
  const text = `name/of/one\nvalue\nname/of/two\nof it\nname/more\n\nother\nvalue\n${NO_PLACES}`;
  expect(read(block)).toEqual({ text, isWhole: true });
});

/** Of a user's key, behind it: it has a value, and the number 3. */
const TRAILER = '\x01\x03\0\0\0\0\0\0';

test('a name and a word are one line, as settings are, without what the store has behind a name', () => {
  const block = sharingPairs([
    [`db_password${TRAILER}`, VALUE],
    [`deleted\0${TRAILER.slice(1)}`, VALUE],
    [`path/db_password${TRAILER}`, VALUE],
    [`_https://a.example\0\x01token${TRAILER}`, Buffer.from('\x01value')],
    [`_https://a.example\0\x01wide${TRAILER}`, Buffer.from('\0v\0a\0')],
    [`number${TRAILER}`, Buffer.from('\x01value')],
  ]);
  const settings = 'path/db_password\ndb_password=value\n_https://a.example\0\x01token\ntoken=value\n';
  const others = `_https://a.example\0\x01wide${TRAILER}\n\0v\0a\0\nnumber${TRAILER}\n\x01value\n`;
  const text = `db_password=value\ndeleted\0${TRAILER.slice(1)}\nvalue\n${settings}${others}${NO_PLACES}`;
  expect(read(block)).toEqual({ text, isWhole: true });
});

test('pairs and keys that are larger than a piece', () => {
  const key = 'k'.repeat(70_000);
  const value = Buffer.alloc(200_000, 'v');
  const block = sharingPairs([
    ['a', VALUE],
    [key, value],
    [`${key}2`, VALUE],
    ['z', value],
  ]);
  const text = `a\nvalue\n${key}\n${value}\n${key}2\nvalue\nz\n${value}\n${NO_PLACES}`;
  expect(read(block)).toEqual({ text, isWhole: true });
});

test('behind the pairs of a block of RocksDB may be buckets', () => {
  const block = pairs([['key', VALUE]]);
  const buckets = Buffer.from([...Buffer.alloc(300, 0xff), 300 & 255, 300 >> 8, 0, 0, 0, 0x80]);
  const { text, isWhole } = read(Buffer.concat([block.subarray(0, -4), buckets]));
  expect({ text, isWhole }).toEqual({ text: `key\nvalue\n${buckets.toString('latin1')}`, isWhole: true });
});

test.each<[string, Buffer, string]>([
  ['a key that shares more than there is', Buffer.of(4, 1, 0, 0x6b), ''],
  ['a key that is longer than the block', Buffer.from([0, ...varint(2 ** 40), 0]), ''],
  ['a value that is longer than the block', Buffer.from([0, 0, ...varint(2 ** 48)]), ''],
  ['a number without end', Buffer.alloc(12, 0xff), ''],
  ['half a pair', Buffer.of(0, 1), ''],
])('%s: what is left comes as is', (_, bytes, made) => {
  const block = Buffer.concat([pairs([['key', VALUE]]).subarray(0, -4), bytes, CUT_SHORT]);
  const text = `key\nvalue\n${made}${Buffer.concat([bytes, CUT_SHORT]).toString('latin1')}`;
  expect(read(block)).toEqual({ text, isWhole: false });
});

test.each([
  ['nothing', Buffer.of()],
  ['three bytes', Buffer.from('abc')],
  ['more places than there are bytes', Buffer.of(0, 0, 0, 9, 0, 0, 0)],
])('%s: it comes as is', (_, block) => {
  expect(read(block)).toEqual({ text: block.toString('latin1'), isWhole: false });
});

test('keys that share so much that a small block would make a large one lack it', () => {
  const long = 'k'.repeat(1 << 20);
  const first = pairs([[long, VALUE]]).subarray(0, -4);
  const more = Array.from({ length: 200_000 }, () => [...varint(long.length), 1, 0, 0x78]).flat();
  const block = Buffer.concat([first, Buffer.from(more), CUT_SHORT]);
  const { text, isWhole } = read(block);
  expect(isWhole).toBe(true);
  expect(text.length).toBeLessThan(6 * block.length + (2 << 20));
  expect(text.match(/\nx\n\n/g)!.length).toBeGreaterThan(90_000);
});

test('a token ends where its value ends, whatever the next key shares', async () => {
  // Without a checksum that fits, the token's end is all that tells it.
  const tokens = Array.from({ length: 70 }, () => `${exampleToken().slice(0, -6)}AAAAAA`);
  const common = randomBytes(64).toString('hex').slice(0, 46);
  const more = String.fromCharCode(...tokens.map((_, at) => 0x30 + at));
  const values = tokens.map((token, at) => [common + more.slice(0, at), Buffer.from(token)] as const);
  const bytes = buildTable({ version: 0, data: [{ packed: sharingPairs(values) }] });
  const { findings, gaps } = await scanBytes({ 'a.ldb': bytes });
  expect(gaps).toEqual([]);
  expect(findings.filter(({ rule }) => rule === 'github-personal-token').length).toBe(tokens.length);
});
