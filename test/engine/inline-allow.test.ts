import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { inlineAllowOf } from '../../src/engine/inline-allow.ts';
import { scanBytes } from '../support/scan-bytes.ts';
import { zipWith } from '../support/wrap.ts';

/** `S` and `T` stand for secrets; the first `S` is the one asked about. */
function ask(text: string) {
  const source = new MemorySource(Buffer.from(text));
  const spans = [...text.matchAll(/S{4,}|T{4,}/g)].map(({ index, 0: all }) => ({ offset: index, length: all.length }));
  return inlineAllowOf(source, spans.find(({ offset }) => text[offset] === 'S')!, spans);
}

describe('an inline allow', () => {
  test.each([
    ['behind the secret', 'a\nkey = SSSS # keysieve:allow a test key\nb', 'a test key'],
    ['before the secret', '/* keysieve:allow a test key */ key = SSSS\n', 'a test key'],
    ['on the line before', '# keysieve:allow a test key\nSSSS\n', 'a test key'],
    ['on the line before, with the line ends of Windows', 'x\r\n# keysieve:allow a test key\r\nSSSS\r\n', 'a test key'],
    ['without its comment', '<!-- keysieve:allow a test key -->\nSSSS', 'a test key'],
    ['in a string', '"keysieve:allow a test key", "SSSS"', 'a test key'],
    ['up to the next secret', 'SSSS # keysieve:allow mine, not TTTT', 'mine, not'],
    ['without long words', `SSSS # keysieve:allow see ${'x'.repeat(40)} there`, 'see … there'],
    ['without controls', 'SSSS # keysieve:allow a\x1b[31m b', 'a [31m b'],
    ['cut', `SSSS # keysieve:allow ${'ab '.repeat(300)}`, `${'ab '.repeat(66)}ab`],
  ])('%s', (_, text, reason) => expect(ask(text)).toEqual({ mark: 'keysieve:allow', reason }));

  test('repeats no secret, also one that is found only once', () => {
    const secret = { offset: 0, length: 4 };
    const reasonOf = (text: string) => inlineAllowOf(new MemorySource(Buffer.from(text)), secret, [secret])?.reason;
    expect(reasonOf('hush # keysieve:allow the word is xhushx, no more')).toBe('the word is … no more');
    expect(reasonOf('a b  # keysieve:allow it is a b  there')).not.toContain('a b ');
  });

  test('that of gitleaks needs no reason', () => {
    expect(ask('SSSS # gitleaks:allow')).toEqual({ mark: 'gitleaks:allow', reason: 'gitleaks:allow' });
  });

  test.each([
    ['without a reason', 'SSSS # keysieve:allow\n'],
    ['on the line after', 'SSSS\n# keysieve:allow a test key\n'],
    ['two lines before', '# keysieve:allow a test key\n\nSSSS\n'],
    ['on the line before, where another secret stands', 'TTTT # keysieve:allow a test key\nSSSS\n'],
    ['as part of another word', 'SSSS # notkeysieve:allow a, keysieve:allowed b\n'],
    ['too far away', `# keysieve:allow a test key ${'x'.repeat(2000)} SSSS`],
  ])('is none %s', (_, text) => expect(ask(text)).toBe(undefined));

  test('is found in text, in archives too, and not in other data; policy decides', async () => {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    const text = Buffer.from(`# keysieve:allow made for a test\n${pem}`);
    const binary = Buffer.concat([text, randomBytes(16), Buffer.alloc(16)]);
    const only = { 'a.txt': text, 'a.zip': await zipWith('b.txt', text) };
    const refused = await scanBytes(only);
    expect(refused.verdict).toBe('fail');
    expect(refused.findings.map(({ inlineAllow }) => inlineAllow?.reason)).toEqual([
      'made for a test',
      'made for a test',
    ]);
    const allowed = await scanBytes(only, { inlineAllows: true });
    expect(allowed).toMatchObject({
      verdict: 'pass',
      findings: [{ suppressed: { by: 'inline' } }, { suppressed: { by: 'inline' } }],
    });
    expect((await scanBytes({ 'a.bin': binary }, { inlineAllows: true })).verdict).toBe('fail');
  });
});
