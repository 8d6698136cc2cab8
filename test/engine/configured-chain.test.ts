import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { OwnRule } from '../../src/detect/own/own-rule.ts';
import { RANGE_BYTES } from '../../src/engine/ranges.ts';
import { scanBytes } from '../support/scan-bytes.ts';
import { tarGzWith, zipWith } from '../support/wrap.ts';

const pem = Buffer.from(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
const OWN: OwnRule = {
  ...{ id: 'acme', title: 'ACME', severity: 'high', confidence: 'high', advice: 'Revoke it.' },
  ...{ pattern: 'acme_[0-9a-f]{32}', keywords: ['acme_'], checks: [], bytesBefore: 64, bytesAfter: 256 },
  ...{ paths: [], ignore: { secrets: [], matches: [], lines: [], words: [], paths: ['docs/**'] } },
};
const token = `acme_${'0123456789abcdef'.repeat(2)}`;

describe('a configured chain', () => {
  test('asks own rules in threads and without, in archives, as UTF-16 and at every edge of a range', async () => {
    const large = Buffer.alloc(2 * RANGE_BYTES + 100, ' ');
    for (const at of [10, RANGE_BYTES - 5, 2 * RANGE_BYTES + 20]) large.write(token, at);
    const files = {
      'a.txt': Buffer.from(`key=${token}\n`),
      'b.zip': await zipWith('c.txt', Buffer.from(token, 'utf16le')),
      'docs/d.txt': Buffer.from(token),
      'large.txt': large,
    };
    const changes = { rulesOff: [], ownRules: [OWN] };
    const inline = await scanBytes(files, { changes });
    expect(inline.findings.map(({ path, count }) => [path, count])).toEqual([
      ['a.txt', 1],
      ['b.zip!/c.txt', 1],
      ['large.txt', 3],
    ]);
    expect(inline.rules).toMatchObject([{ id: 'acme', advice: 'Revoke it.' }]);
    for (const threads of [1, 3])
      expect((await scanBytes(files, { changes, threads })).findings).toEqual(inline.findings);
  });

  test('does not ask a rule that is off, and asks the others', async () => {
    const files = { 'a.pem': pem };
    expect((await scanBytes(files)).findings.map(({ rule }) => rule)).toEqual(['private-key-pem']);
    const changes = { rulesOff: ['private-key-pem'], ownRules: [] };
    const rules = (await scanBytes(files, { changes })).findings.map(({ rule }) => rule);
    expect(rules).not.toContain('private-key-pem');
  });
});

describe('what the user excludes', () => {
  test('is not opened, at any depth and in any container, and is counted', async () => {
    const files = {
      'a.zip': await zipWith('docs/a.pem', pem),
      'b.tar.gz': await tarGzWith('keep/b.pem', pem),
      'c.tar.gz': await tarGzWith('docs/big.pem', Buffer.concat([Buffer.alloc(40 << 20), pem])),
      'd/d.pem': pem,
      'd/e.txt': Buffer.from('nothing'),
    };
    const exclude = ['**/docs/*.pem', 'd/*.pem'];
    const verdict = await scanBytes(files, { exclude });
    expect(verdict.findings.map(({ path }) => path)).toEqual(['b.tar.gz!/data!/keep/b.pem']);
    expect(verdict.gaps).toEqual([]);
    expect(verdict.stats.leftOut).toEqual({ 'excluded-by-configuration': 3 });
    expect(verdict.artifacts.map(({ path }) => path)).not.toContain('d/d.pem');
    for (const threads of [1, 2]) {
      const threaded = await scanBytes(files, { exclude, threads });
      expect({ ...threaded.stats, elapsedMs: 0 }).toEqual({ ...verdict.stats, elapsedMs: 0 });
    }
  });
});
