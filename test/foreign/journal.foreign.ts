/** Journals as systemd writes them. Needs Debian's systemd-journal-remote. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { journal } from '../../src/unpack/databases/journal.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { list } from '../unpack/observe.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-foreign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const random = seededRandom(1);
const messages = Array.from({ length: 40 }, (_, index) => {
  const words = Array.from({ length: 400 }, () => `word ${random.int(100)}`);
  return `message ${index} ${words.join(' ')}`;
});

function write(compression: string, compact: string): Buffer {
  const path = join(folder, `${compression}-${compact}.journal`);
  const fields = messages.map((message, index) =>
    [
      `__REALTIME_TIMESTAMP=${1_700_000_000_000_000 + index}`,
      `__MONOTONIC_TIMESTAMP=${1000 + index}`,
      `_BOOT_ID=${'0123456789abcdef'.repeat(2)}`,
      `MESSAGE=${message}`,
      `SHORT=short ${index}`,
      '\n',
    ].join('\n'),
  );
  writeFileSync(join(folder, 'export'), fields.join(''));
  const env = { ...process.env, SYSTEMD_JOURNAL_COMPRESS: compression, SYSTEMD_JOURNAL_COMPACT: compact };
  execFileSync('/usr/lib/systemd/systemd-journal-remote', ['-o', path, join(folder, 'export')], {
    env,
    stdio: 'ignore',
  });
  return readFileSync(path);
}

const START = { XZ: /^\xfd7zXZ\0/, ZSTD: /^\x28\xb5\x2f\xfd/, LZ4: /^MESSAGE=message/ };

test.each((['XZ', 'ZSTD', 'LZ4'] as const).flatMap((name) => ['0', '1'].map((compact) => [name, compact] as const)))(
  '%s, compact: %s',
  async (compression, compact) => {
    const bytes = write(compression, compact);
    const { entries: all, troubles, error } = await list(journal, bytes);
    const entries = all.filter(({ name }) => name !== '[headers]');
    expect([troubles, error, entries.length]).toEqual([[], undefined, messages.length]);
    for (const [index, entry] of entries.entries()) {
      expect(entry.bytes.toString('latin1')).toMatch(START[compression]);
      if (compression === 'LZ4') expect(entry.bytes.toString()).toBe(`MESSAGE=${messages[index]}`);
      expect(all.at(-1)!.bytes.includes(`SHORT=short ${index}`)).toBe(true);
    }
  },
);
