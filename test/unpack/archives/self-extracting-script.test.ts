import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { selfExtractingScript } from '../../../src/unpack/archives/self-extracting-script.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { noise, observe } from '../observe.ts';

const script = `#!/bin/sh\n${'# a line of the header\n'.repeat(900)}tail -n +9 "$0" | tar x\nexit 0\n`;
const run = (payload: Uint8Array, before = script): Buffer => Buffer.concat([Buffer.from(before), payload]);

describe('a shell script with an archive behind it', () => {
  test('of gzip is opened, and the script is scanned', async () => {
    const { leaves, gaps, formats } = await observe(run(gzipSync('content')));
    expect(leaves.map(({ path, bytes }) => [path, bytes.toString()])).toEqual([
      ['artifact!/[before the archive]', script],
      ['artifact!/payload!/data', 'content'],
    ]);
    expect(gaps).toEqual([]);
    expect(formats).toEqual({ 'self-extracting-script': 1, gzip: 1 });
  });

  test.each<[string, string]>([
    ['xz', 'fd377a585a000004'],
    ['bzip2', '425a683931415926535900'],
    ['Zstandard', '28b52ffd0458'],
  ])('of %s is taken for what it is, a damaged archive here', async (_, head) => {
    const verdict = await scanBytes({ 'setup.run': run(Buffer.concat([Buffer.from(head, 'hex'), noise(3000)])) });
    expect(verdict.gaps[0]?.path).toMatch(/^setup.run!.payload/);
  });

  test('that openssl has encrypted is a gap', async () => {
    const { gaps } = await scanBytes({ 'setup.run': run(Buffer.concat([Buffer.from('Salted__'), noise(800)])) });
    expect(gaps.map(({ path, code }) => [path, code])).toEqual([['setup.run!/payload', 'encrypted']]);
  });

  test.each<[string, Uint8Array]>([
    ['a script that tells how openssl begins', Buffer.from(`${script}Salted__ and then the salt\nand the data\n`)],
    ['a script', Buffer.from(script)],
    ['a script that names bzip2 files', Buffer.from(`${script}BZh9 is how they begin\n`)],
    ['an archive that begins within a line', run(gzipSync('content'), '#!/bin/sh\nexit 0 ')],
    [
      'a compiled file of SBCL with Zstandard in it',
      run(Buffer.from('28b52ffd0458', 'hex'), '#!/usr/bin/sbcl\n# FASL\n\xff\0\n'),
    ],
    ['an archive behind text that is no script', run(gzipSync('content'), 'text\n')],
    ['an archive with no script', gzipSync('content')],
    ['nothing but its first line', Buffer.from('#!')],
  ])('is not %s', (_, bytes) => expect(selfExtractingScript.sniff(bytes)).toBe(false));
});
