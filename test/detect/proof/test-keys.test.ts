import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { asTestKey } from '../../../src/detect/proof/key-match.ts';
import { TEST_KEYS } from '../../../src/detect/proof/test-keys.ts';

test('no key stands in the table twice', () => {
  const text = readFileSync(new URL('../../../src/detect/proof/test-keys.ts', import.meta.url), 'utf8');
  expect(TEST_KEYS.size).toBe(text.match(/'[0-9a-f]{64}'/g)!.length);
});

test('a key of the table is low and says where it is published; another stays as it is', () => {
  const match = { offset: 0, length: 1, preview: '', fingerprint: 'key:x', confidence: 'proven' as const };
  const [spkiSha256, testKey] = [...TEST_KEYS].find(([, source]) => source === 'RFC 9500')!;
  expect(asTestKey({ ...match, facts: { spkiSha256 } })).toMatchObject({
    ...{ severity: 'low', title: expect.stringContaining('test key'), facts: { spkiSha256, testKey } },
  });
  const other = { ...match, facts: { spkiSha256: spkiSha256.replace(/^./, 'x') } };
  expect(asTestKey(other)).toBe(other);
});

test('a symmetric key of the table is found by its own digest', () => {
  const match = { offset: 0, length: 1, preview: '', fingerprint: 'token:x', confidence: 'medium' as const };
  const [keySha256, testKey] = [...TEST_KEYS].find(([, source]) => source === 'RFC 7517')!;
  expect(asTestKey({ ...match, facts: { kind: 'symmetric', keySha256 } })).toMatchObject({
    ...{ severity: 'low', title: 'Symmetric key that is public: a test key', facts: { keySha256, testKey } },
  });
});
