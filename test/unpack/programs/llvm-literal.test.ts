import { createHash, generateKeyPairSync } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { llvmLiteral } from '../../../src/unpack/programs/llvm-literal.ts';
import { llvmLiteralOf } from '../../builders/llvm.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise } from '../observe.ts';

const content = gzipSync(noise(70_000));
const BEFORE = '@key = dso_local constant [138 x i8] ';
const BEHIND = ', align 16\n';

const moduleOf = (literal: Uint8Array): Buffer => Buffer.concat([Buffer.from(BEFORE), literal, Buffer.from(BEHIND)]);

test('a constant comes back, and what stands behind it', async () => {
  const { entries, troubles } = await list(llvmLiteral, Buffer.concat([llvmLiteralOf(content), Buffer.from(BEHIND)]));
  expect(troubles).toEqual([]);
  expect(entries[0]!.bytes.equals(content)).toBe(true);
  expect(entries[1]!.bytes.toString()).toBe(`"${BEHIND}`);
});

test('a backslash may be doubled', async () => {
  const doubled = llvmLiteralOf(content).toString().replaceAll('\\5C', '\\\\');
  const { entries } = await list(llvmLiteral, Buffer.from(doubled));
  expect(doubled).toContain('\\\\');
  expect(entries[0]!.bytes.equals(content)).toBe(true);
});

describe('keys in a module', () => {
  test.each([
    ['P-256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['P-521', () => generateKeyPairSync('ec', { namedCurve: 'P-521' })],
    ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['Ed25519', () => generateKeyPairSync('ed25519')],
  ])('%s is proved', async (_, generate) => {
    const { privateKey, publicKey } = generate();
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    const facts = { spkiSha256: createHash('sha256').update(spki).digest('hex') };
    const bytes = moduleOf(llvmLiteralOf(privateKey.export({ type: 'pkcs8', format: 'der' })));
    expect((await scanBytes({ 'a.ll': bytes })).findings).toMatchObject([{ facts }]);
  });
});

test.each([
  ['text', llvmLiteralOf(Buffer.from('hello, world\n\0'))],
  ['a sequence that is no key', llvmLiteralOf(Buffer.from('308204a3ffffffffffffffffffff', 'hex'))],
  ['escapes that are none', Buffer.from('c"0\\82\\04\\ZZ\\YY"')],
])('%s is not opened', (_, bytes) => {
  expect(llvmLiteral.sniff(bytes)).toBe(false);
});
