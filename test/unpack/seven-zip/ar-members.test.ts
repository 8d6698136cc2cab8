import { describe, expect, test } from 'vitest';
import { scanBytes } from '../../support/scan-bytes.ts';
import { noise } from '../observe.ts';

/** ar(5): names, and numbers of which only the sizes are looked at. */
function archive(members: readonly (readonly [name: string, content: Uint8Array])[]): Buffer {
  const parts = members.flatMap(([name, content]) => [
    `${name.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}${`${content.length}`.padEnd(10)}\`\n`,
    content,
    content.length % 2 === 1 ? '\n' : '',
  ]);
  return Buffer.concat([Buffer.from('!<arch>\n'), ...parts.map((part) => Buffer.from(part))]);
}

const SUMS = Buffer.from(`2.1\na\n1\n${'d6'.repeat(16)}\n602916\n261120\n`);
const gapsOf = async (members: Parameters<typeof archive>[0]) =>
  (await scanBytes({ 'a.2of3.deb': archive(members) })).gaps.map(({ code, message }) => `${code}: ${message}`);

describe('a Debian package that dpkg-split has cut up', () => {
  test.each([2, 17])('part %i is not read', async (part) => {
    expect(
      await gapsOf([
        ['debian-split', SUMS],
        [`data.${part}`, noise(3000)],
      ]),
    ).toEqual([expect.stringMatching(new RegExp(`^unsupported: part ${part} of a Debian package .* --join`))]);
  });

  test('the first part begins as a package does', async () => {
    const beginning = archive([['debian-binary', Buffer.from('2.0\n')]]);
    expect(
      await gapsOf([
        ['debian-split', SUMS],
        ['data.1', beginning],
      ]),
    ).toEqual([]);
  });

  test('members of another archive with such names are read', async () => {
    expect(
      await gapsOf([
        ['notes', SUMS],
        ['data.2', noise(3000)],
      ]),
    ).toEqual([]);
  });
});
