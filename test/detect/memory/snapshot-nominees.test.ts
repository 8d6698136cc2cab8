import { describe, expect, test } from 'vitest';
import type { JudgedFinding } from '../../../src/model/result.ts';
import { freshKey, testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { noise } from './memory-images.ts';

/** As V8 writes it: the numbers of all objects, then each string of the heap once. */
function snapshot(strings: readonly string[], numbers = '1,2,3'): Buffer {
  const lines = strings.map((string) => JSON.stringify(string)).join(',\n');
  return Buffer.from(`{"snapshot":{"meta":{}},\n"nodes":[${numbers}],\n"strings":["<dummy>",\n${lines}]}`);
}

async function findingsIn(bytes: Buffer, secret = ''): Promise<JudgedFinding[]> {
  const { findings, gaps } = await scanBytes({ 'a.heapsnapshot': bytes });
  expect(gaps).toEqual([]);
  const text = JSON.stringify(findings, (_, value) => (typeof value === 'bigint' ? `${value}` : value));
  if (secret !== '') expect(text).not.toContain(secret);
  return [...findings];
}

function membersOf(name: string): { d: string; x: string; y?: string } {
  const { d, x, y } = testKey(name).privateKey.export({ format: 'jwk' });
  return { d: d!, x: x!, ...(y !== undefined && { y }) };
}

describe.each(['P-256', 'P-384', 'P-521', 'Ed25519', 'Ed448'])(
  'the members of a JWK of %s in a heap snapshot',
  (name) => {
    const { facts } = testKey(name);
    const { d, x, y } = membersOf(name);
    const found = (bytes: Buffer) => [
      {
        rule: facts.kind === 'ec' ? 'ec-in-memory' : 'edwards-in-memory',
        ...{ severity: 'critical', confidence: 'proven', count: 1, offset: bytes.indexOf(d), length: d.length },
        region: 'V8 heap snapshot strings',
        facts: { ...facts, form: 'v8-string' },
      },
    ];

    test.each([
      ['in the order of the object', [x, ...(y === undefined ? [] : [y]), d]],
      ['the other way round', [d, ...(y === undefined ? [] : [y]), x]],
      ['apart', [...(y === undefined ? [] : [y]), 'kty', noise('a', 32).toString('base64url'), x, 'text "\\', d]],
    ])('%s', async (_, strings) => {
      const bytes = snapshot(['system / Map', ...strings, 'toString']);
      expect(await findingsIn(bytes, d)).toMatchObject(found(bytes));
    });

    test('beside another number, or without their point, are nothing', async () => {
      const other = freshKey(name).privateKey.export({ format: 'jwk' });
      expect(await findingsIn(snapshot([x, ...(y === undefined ? [] : [y]), other.d!]))).toEqual([]);
      expect(await findingsIn(snapshot(['a', d, noise('b', 32).toString('base64url')]))).toEqual([]);
      expect(await findingsIn(snapshot([x, ...(y === undefined ? [] : [y])]))).toEqual([]);
    });

    test('in other JSON are nothing', async () => {
      const text = snapshot([x, ...(y === undefined ? [] : [y]), d]).toString();
      expect(await findingsIn(Buffer.from(text.replace('"snapshot"', '"snapshots"')))).toEqual([]);
    });
  },
);

test('members are seen once wherever a chunk ends', async () => {
  const { d, x, y } = membersOf('P-256');
  const frame = snapshot(['', d]).indexOf(d);
  for (let before = -10; before <= 140; before += 10) {
    const filler = ' '.repeat((1 << 20) - frame - before);
    const bytes = snapshot([filler, d, x, y!]);
    expect(await findingsIn(bytes)).toMatchObject([
      { count: 1, offset: bytes.indexOf(d), facts: testKey('P-256').facts },
    ]);
  }
});

test('the array of strings is found where its name crosses two chunks', async () => {
  const { d, x, y } = membersOf('P-256');
  const numbers = '1,'.repeat((1 << 19) - 200);
  const name = snapshot([d], `${numbers}1`).indexOf('"strings"');
  for (let before = 0; before < 100; before += 10) {
    const more = '1'.repeat(Math.max(1, (1 << 20) - name - before));
    const bytes = snapshot([d, x, y!], `${numbers}${more}`);
    expect(await findingsIn(bytes)).toMatchObject([{ count: 1, facts: testKey('P-256').facts }]);
  }
});

test('a flood of such strings ends, with a gap that says so', async () => {
  const strings = Array.from({ length: 40_000 }, (_, index) => noise(`${index}`, 32).toString('base64url'));
  const { gaps, findings } = await scanBytes({ 'a.heapsnapshot': snapshot(strings) });
  expect(findings).toEqual([]);
  expect(gaps).toMatchObject([
    { code: 'budget', message: expect.stringContaining('EC private keys') },
    { code: 'budget', message: expect.stringContaining('Ed25519 private keys') },
  ]);
});
