import { describe, expect, test } from 'vitest';
import { gitBinaryPatch } from '../../../src/unpack/git/git-binary-patch.ts';
import { buildDelta } from '../../builders/git.ts';
import { binaryHunk } from '../../builders/git-patch.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise, observe, texts } from '../observe.ts';

const first = 'GIT binary patch\n';
const old = Buffer.concat([noise(300), Buffer.from('the old file')]);
const added = `what is new ${'and long '.repeat(50)}`;
const fresh = Buffer.concat([old, Buffer.from(added)]);
// An instruction has 127 bytes at most.
const forward = buildDelta(old.length, [{ copy: [0, old.length] }, ...added.match(/.{1,127}/gs)!]);
const back = buildDelta(fresh.length, [{ copy: [0, old.length] }]);
const named = async (patch: string) =>
  texts(await list(gitBinaryPatch, Buffer.from(patch))).map(([name, text]) => [name, text]);
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('hunks are files', () => {
  test('as they are', async () => {
    expect(await named(first + binaryHunk('literal', fresh) + binaryHunk('literal', old))).toEqual([
      ['new', text(fresh)],
      ['old', text(old)],
    ]);
  });

  test('by a delta from the other one', async () => {
    expect(await named(first + binaryHunk('delta', forward) + binaryHunk('literal', old))).toEqual([
      ['new', text(fresh)],
      ['old', text(old)],
    ]);
    expect(await named(first + binaryHunk('literal', fresh) + binaryHunk('delta', back))).toEqual([
      ['new', text(fresh)],
      ['old', text(old)],
    ]);
  });

  test('what is new in a delta without a base, in one piece', async () => {
    expect(await named(first + binaryHunk('delta', forward) + binaryHunk('delta', back))).toEqual([
      ['new.delta', `\n${added}`],
      ['old.delta', '\n'],
    ]);
  });

  test('one way alone, and with CRLF', async () => {
    const patch = first + binaryHunk('literal', fresh);
    expect(await named(patch)).toEqual([['new', text(fresh)]]);
    expect(await named(patch.replaceAll('\n', '\r\n'))).toEqual([['new', text(fresh)]]);
  });

  test('in the middle of a patch, each of them', async () => {
    const file = `diff --git a/n b/n\nindex 1..2 100644\n${first}${binaryHunk('literal', fresh)}${binaryHunk('literal', old)}`;
    const { stats, gaps } = await scanBytes({ a: Buffer.from(`From: a\n\n${file}${file}-- \n2.47\n`) });
    expect(gaps).toEqual([]);
    expect(stats.unpacked['git-binary-patch']).toEqual({ entries: 4, bytes: 2 * (fresh.length + old.length) });
  });

  test('of many megabytes, as a stream', async () => {
    const large = noise(3 << 20);
    const { leaves, gaps } = await observe(Buffer.from(first + binaryHunk('literal', large)));
    expect(gaps).toEqual([]);
    expect(leaves[0]!.bytes.equals(large)).toBe(true);
  });
});

describe('what is wrong is told', () => {
  const hunk = binaryHunk('literal', noise(4000));
  test.each<[string, string]>([
    ['cut in a line', first + hunk.slice(0, 3000)],
    ['cut behind a line', `${first}${hunk.split('\n').slice(0, 30).join('\n')}\n`],
    ['another line between', first + hunk.replace(/(\n.{66}){20}/, '$&\n-- ')],
    ['another size', first + binaryHunk('literal', noise(100), 99)],
    ['a digit that is another', first + hunk.replace(/((?:\n.{66}){20}\nz.{20})./, (_, before) => `${before}~`)],
  ])('%s', async (_, patch) => {
    const { gaps } = await observe(Buffer.from(patch));
    expect([...new Set(gaps.map(({ code }) => code))]).toEqual(['damaged']);
  });

  test('a delta of which the result would be huge is not applied', async () => {
    const copies = Array.from({ length: 2000 }, () => ({ copy: [0, old.length] }) as const);
    const many = buildDelta(old.length, Array.from({ length: 40 }, () => copies).flat());
    const [[name]] = (await named(first + binaryHunk('delta', many) + binaryHunk('literal', old))) as [
      [string, string],
    ];
    expect(name).toBe('new.delta');
  });
});

test.each<[string, string]>([
  ['the words', 'GIT binary patch\nis the line with which it begins\n'],
  ['a hunk without lines', `${first}literal 10\n\n`],
  ['a hunk with words', `${first}literal 10\nsome words\n`],
])('%s are none', (_, other) => expect(gitBinaryPatch.sniff(Buffer.from(other))).toBe(false));
