import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { passwordTableRules } from '../../../../src/detect/text/programs/password-table.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../../../support/inspect-all.ts';

const detectors = passwordTableRules.map(ruleDetector);
const found = (text: string) =>
  detectors.flatMap((detector) => inspectAll(detector, new Uint8Array(Buffer.from(text, 'latin1'))));

it.each([
  ['user;pwd\njoe;Sunset!Rain42\nann;letmein9\n', 'medium'],
  ['| User | Password |\n|---|---|\n| joe | Sunset!Rain42 |\n', 'low'],
  ['username,password\r\njoe,test1234\r\n', 'low'],
])('tells of what people chose, and by the kind of table how sure it is: %j', (text, confidence) => {
  expect(found(text)).toMatchObject([{ confidence }]);
});

it.each([
  'user,password\njoe,summer\n',
  'type,password\na,Sunset!Rain42\n',
  'user,password,note\njoe,Sunset!Rain42\n',
  'user,password(joe)\njoe,5f4dcc3b5aa765d61d8327deb882cf99\n',
  'user,password,note\njoe,2024-05-01T10:00:00Z,a\nann,2024-05-02T10:00:00Z,b\n',
  '| Column | Password |\n|---|---|\n| a | varchar(64) |\n',
])('finds none in %j', (text) => {
  expect(found(text)).toEqual([]);
});

const digests = (algorithm: string, words: readonly string[], encoding: 'base64' | 'base64url' = 'base64') =>
  words.map((word) => createHash(algorithm).update(`keysieve ${word}`).digest(encoding));
const tableOf = (passwords: readonly string[]) =>
  `id,username,password\n${passwords.map((one) => `1,joe,${one}\n`).join('')}`;

it.each([
  ['sha1', ['a'], 'base64', 'low'],
  ['sha1', ['a', 'b', 'c'], 'base64url', 'low'],
  ['sha256', ['a', 'b'], 'base64', 'low'],
  ['sha512', ['a', 'b'], 'base64', 'low'],
  ['md5', ['a', 'b'], 'base64', 'low'],
  ['md5', ['a'], 'base64', 'high'],
  ['sha224', ['a', 'b'], 'base64', 'high'],
] as const)('takes digests in base64 for hashes: %s of %j in %s', (algorithm, words, encoding, confidence) => {
  expect(found(tableOf(digests(algorithm, words, encoding)))).toMatchObject([{ confidence }]);
});

it('takes what stands beside a salt for a hash', () => {
  const rows = digests('sha224', ['a', 'b']).map((hash) => `joe,${hash},c2FsdA`);
  expect(found(`login,password,salt\n${rows.join('\n')}\n`)).toMatchObject([{ confidence: 'low' }]);
});

it("knows ASP.NET Core's hashes", () => {
  const hash = `AQAAAAIAAYagAAAAE${digests('sha384', ['a'])[0]}`;
  expect(found(tableOf([hash]))).toEqual([]);
});

it('is sure of a column in which one of the passwords is no digest', () => {
  const [one, other] = digests('sha1', ['a', 'b']);
  expect(found(tableOf([one!, other!.slice(1, 22)]))).toMatchObject([{ confidence: 'high' }]);
});
