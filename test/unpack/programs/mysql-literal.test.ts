import { createHash, generateKeyPairSync } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { mysqlLiteral } from '../../../src/unpack/programs/mysql-literal.ts';
import { mysqlColumnOf, mysqlLiteralOf } from '../../builders/mysql.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise } from '../observe.ts';

const content = gzipSync(noise(70_000));

const beside = (before: string, bytes: Uint8Array, behind: string) =>
  Buffer.concat([Buffer.from(before), bytes, Buffer.from(behind)]);

/** How the programs write a column, and its neighbours. */
const WRITTEN: Readonly<Record<string, (bytes: Uint8Array) => Buffer>> = {
  'mysqldump, _binary': (bytes) => beside('INSERT INTO `t` VALUES (1,_binary ', mysqlLiteralOf(bytes), ",'x');\n"),
  'mariadb-dump': (bytes) => beside('INSERT INTO `t` VALUES\n(1,', mysqlLiteralOf(bytes), '),\n(2,NULL);\n'),
  'mysql --batch': (bytes) => beside('1\t', mysqlColumnOf(bytes), '\tx\n2\tNULL\ty\n'),
};

test.each([
  ['a literal', mysqlLiteralOf(content), "'"],
  ['a column', Buffer.concat([Buffer.from('\t'), mysqlColumnOf(content)]), ''],
])('%s comes back, and what stands behind it', async (_, written, end) => {
  const { entries, troubles } = await list(mysqlLiteral, beside('', written, '\tx\n'));
  expect(troubles).toEqual([]);
  expect(entries.map(({ bytes }) => bytes.equals(content))).toEqual([true, false]);
  expect(entries[1]!.bytes.toString()).toBe(`${end}\tx\n`);
});

test.each(["'", '\t'])('behind %j, what goes on past a zero was no literal', async (before) => {
  const written = before === '\t' ? mysqlColumnOf(content) : mysqlLiteralOf(content).subarray(1, -1);
  const { entries } = await list(mysqlLiteral, beside(before, written, '\0\0\\n'));
  expect(entries.map(({ bytes }) => bytes.length)).toEqual([content.length, 4]);
  expect(entries[1]!.bytes.toString('latin1')).toBe('\0\0\\n');
});

/** As SELECT … INTO OUTFILE writes a column: newlines and tabs stand for themselves behind the backslash. */
const outfileColumnOf = (bytes: Uint8Array): Buffer => {
  const text = Buffer.from(bytes).toString('latin1');
  return Buffer.from(text.replace(/[\n\t\\]/g, '\\$&').replaceAll('\0', '\\0'), 'latin1');
};

test('newlines and tabs may stand behind a backslash', async () => {
  const { entries } = await list(mysqlLiteral, beside('\t', outfileColumnOf(content), '\n'));
  expect(entries[0]!.bytes.equals(content)).toBe(true);
});

test('the length of a key may have a tab or a newline in it: that of RSA with 4096 bits begins with 09', () => {
  for (let high = 0x02; high <= 0x12; high++) {
    const head = Buffer.from([0x30, 0x82, high, 0x46, 0x02, 0x01, 0x00, 0x30, 0x0d]);
    const columns = [mysqlColumnOf(head), outfileColumnOf(head)].map((column) => beside('\t', column, ''));
    for (const written of [mysqlLiteralOf(head), ...columns])
      expect([high, mysqlLiteral.sniff(written)]).toEqual([high, true]);
  }
});

describe.each(Object.entries(WRITTEN))('%s', (_, write) => {
  test('shows the keys in it', async () => {
    const pairs = [
      generateKeyPairSync('ec', { namedCurve: 'P-256' }),
      generateKeyPairSync('ec', { namedCurve: 'P-521' }),
      generateKeyPairSync('rsa', { modulusLength: 2048 }),
      generateKeyPairSync('ed25519'),
    ];
    for (const { privateKey, publicKey } of pairs) {
      const spki = publicKey.export({ type: 'spki', format: 'der' });
      const facts = { spkiSha256: createHash('sha256').update(spki).digest('hex') };
      const dump = write(privateKey.export({ type: 'pkcs8', format: 'der' }));
      expect((await scanBytes({ 'dump.sql': dump })).findings).toMatchObject([{ facts }]);
    }
  });

  test('two side by side are both read', async () => {
    const keys = [0, 1].map(() => generateKeyPairSync('ec', { namedCurve: 'P-256' }));
    const dump = Buffer.concat(
      keys.map(({ privateKey }) => write(gzipSync(privateKey.export({ type: 'pkcs8', format: 'pem' })))),
    );
    expect((await scanBytes({ 'dump.sql': dump })).findings).toHaveLength(2);
  });
});

test('columns beside one another are both read', async () => {
  const keys = [0, 1].map(() => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  const columns = keys.map((key) => mysqlColumnOf(key.export({ type: 'pkcs8', format: 'der' })));
  const dump = Buffer.concat([Buffer.from('1\t'), columns[0]!, Buffer.from('\t'), columns[1]!, Buffer.from('\n')]);
  expect((await scanBytes({ 'dump.txt': dump })).findings).toHaveLength(2);
});

test('text is no literal of bytes', () => {
  for (const text of ["'0.5', '0w', '08'", '\t0\t1\t2', "'PK'", "'%PDF'"])
    for (let at = 0; at < text.length; at++) expect(mysqlLiteral.sniff(Buffer.from(text.slice(at)))).toBe(false);
});

test('a Zstandard frame whose dictionary is elsewhere is no literal, behind whatever sign', () => {
  // Single segment, four bytes of content size; then the id of the dictionary, or the size and the first block
  const [alone, withDictionary] = [0xa0, 0xa3].map((descriptor) =>
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, descriptor, 0x07, 0x06, 0x4b, 0x53, 0x64, 0x70, 0x01]),
  );
  expect(['\t', "'"].map((sign) => mysqlLiteral.sniff(beside(sign, withDictionary!, '\n')))).toEqual([false, false]);
  expect(['\t', "'"].map((sign) => mysqlLiteral.sniff(beside(sign, alone!, '\n')))).toEqual([true, true]);
});
