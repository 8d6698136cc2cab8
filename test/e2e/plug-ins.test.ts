import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plugInFolder, plugInSource } from '../support/plug-in-files.ts';
import { zipWith } from '../support/wrap.ts';
import { NODES, runAction, runCli } from './dist.ts';

const { folder, write } = plugInFolder();
write('good.mjs', plugInSource());
write('throws.mjs', plugInSource({ inspect: 'throw new RangeError(String.fromCharCode(...window));' }));
write('hangs.mjs', plugInSource({ inspect: 'if (window[at + 4] === 0x21) for (;;);', fields: "id: 'acme-hang'," }));
write('writes.mjs', plugInSource({ inspect: 'window.fill(0);', fields: "id: 'acme-vandal'," }));
write('exits.mjs', plugInSource({ inspect: 'process.exit(0);' }));
write('leak.zip', await zipWith('log.txt', Buffer.from('some text MARK4711 and more\n')));
write('marks.txt', 'MARK4711 and MARK0815\n');
write('hang.txt', 'MARK! and MARK0815\n');
write('clean.txt', 'nothing here\n');

const report = () => JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'));

describe.each(Object.entries(NODES))('plug-ins on %s', (_, node) => {
  const scan = (file: string, plugIns: readonly string[], more: readonly string[] = []) =>
    runCli(['scan', file, '--json', 'out.json', ...plugIns.flatMap((name) => ['--detectors', name]), ...more], {
      ...{ node, cwd: folder },
    });

  test.each([[[]], [['--threads', '0']], [['--threads', '2']]])(
    'find what they look for, in archives too %j',
    async (more) => {
      expect((await scan('leak.zip', ['good.mjs'], more)).code).toBe(1);
      expect(report()).toMatchObject({
        findings: [{ rule: 'acme-mark', path: 'leak.zip!/log.txt', offset: 10, length: 8, severity: 'high' }],
        rules: [{ id: 'acme-mark', title: 'Acme mark', advice: 'Take it out.' }],
        gaps: [],
      });
      expect((await scan('clean.txt', ['good.mjs'], more)).code).toBe(0);
    },
  );

  test.each([['auto'], ['0'], ['2']])(
    'what one throws is a gap that names it and quotes nothing (%s threads)',
    async (threads) => {
      const { code, stdout } = await scan('marks.txt', ['throws.mjs'], ['--threads', threads]);
      expect(code).toBe(1);
      const { findings, gaps } = report();
      expect(findings).toEqual([]);
      expect(gaps).toMatchObject([{ path: 'marks.txt', code: 'plug-in' }]);
      expect(gaps[0].message).toMatch(/^plug-in throws\.mjs, acme-mark: .* throws RangeError \(throws\.mjs:\d+:\d+\)/);
      expect(stdout).not.toMatch(/4711|0815/);
      expect((await scan('marks.txt', ['throws.mjs'], ['--on-gap', 'plug-in=warn'])).code).toBe(0);
    },
  );

  test('one that does not answer is a gap; what the others find is found all the same', async () => {
    const { code } = await scan('hang.txt', ['hangs.mjs', 'good.mjs']);
    expect(code).toBe(1);
    const { findings, gaps } = report();
    expect(findings).toMatchObject([{ rule: 'acme-mark', offset: 10, count: 1 }]);
    expect(gaps).toMatchObject([{ path: 'hang.txt', code: 'plug-in' }]);
    expect(gaps[0].message).toContain('plug-in hangs.mjs: expected an answer within 10 s, found none');
    expect(report().stats.scannedBytes).toBe(19);
  });

  test('one that writes into its window does not blind the others', async () => {
    await scan('marks.txt', ['writes.mjs', 'good.mjs']);
    expect(report().findings.map(({ offset }: { offset: number }) => offset)).toEqual([0, 13]);
  });

  test('one that ends its process never looks clean', async () => {
    for (const threads of ['auto', '2']) {
      const { code, stderr } = await scan('marks.txt', ['exits.mjs'], ['--threads', threads]);
      expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining('a worker thread ended') });
    }
  });
});

test('the action takes them as a list', async () => {
  const run = await runAction(folder, { paths: 'leak.zip', detectors: '\n  ./good.mjs\n' });
  expect(run).toMatchObject({ code: 1, outputs: { findings: '1', gaps: '0' } });
});

describe('what is no plug-in is an error of usage, in one sentence', () => {
  const cases: [what: string, source: string, message: string][] = [
    ['a module without detectors', 'export const rules = [];', 'expected an export `detectors`'],
    ['one that cannot be loaded', 'export const detectors = [', 'cannot be loaded'],
    ['one that throws as it is loaded', 'throw new Error("no database")', 'cannot be loaded: no database'],
    ['no object', 'export const detectors = [7];', 'detector 1: expected an object'],
    [
      'an id that is none',
      plugInSource({ fields: "id: 'Acme Mark'," }),
      'detector 1 (Acme Mark): expected an `id` in kebab-case',
    ],
    [
      'an id of ours',
      plugInSource({ fields: "id: 'private-key-pem'," }),
      'found private-key-pem, which is one of keysieve itself',
    ],
    ['an unknown severity', plugInSource({ fields: "severity: 'grave'," }), 'expected a `severity` of critical, high'],
    ['no advice', plugInSource({ fields: 'advice: undefined,' }), 'expected an `advice`'],
    ['a trigger without anchors', plugInSource({ fields: 'trigger: {},' }), 'expected a `trigger` with `anchors`'],
    [
      'an anchor of two bytes',
      plugInSource({ fields: "trigger: { anchors: [textAnchor('ab')], bytesBefore: 0, reads: 'text' }," }),
      'a Uint8Array of 3 to 32',
    ],
    [
      'capitals in an anchor that ignores case',
      plugInSource({
        fields: "trigger: { anchors: [textAnchor('ABC', { ignoreCase: true })], bytesBefore: 0, reads: 'text' },",
      }),
      'in lower case',
    ],
    [
      'nothing to look for',
      plugInSource({ fields: "trigger: { anchors: [], bytesBefore: 0, reads: 'text' }," }),
      'an anchor or a shape',
    ],
    ['a reach of a MiB', plugInSource({ fields: 'maxMatchBytes: 1 << 20,' }), '`maxMatchBytes`: 1 to 65536'],
    ['no inspect', plugInSource({ fields: 'inspect: undefined,' }), 'an `inspect`, a function'],
  ];

  test.each(cases)('%s', async (what, source, message) => {
    const name = `${what.replaceAll(' ', '-')}.mjs`;
    write(name, source);
    for (const threads of ['0', '2']) {
      const { code, stdout, stderr } = await runCli(['scan', 'clean.txt', '--detectors', name, '--threads', threads], {
        cwd: folder,
      });
      expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(message) });
      expect(stderr).toContain(`detectors: ${name}`);
    }
  });

  test.each([
    ['a file that is not there', './none.mjs', './none.mjs: expected a file, found none'],
    ['a package that is not there', 'no-such-package', 'no-such-package: expected a file, or a package'],
  ])('%s', async (_, name, message) => {
    const { code, stderr } = await runCli(['scan', 'clean.txt', '--detectors', name], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });

  test('two with the same id', async () => {
    write('again.mjs', plugInSource());
    const { code, stderr } = await runCli(
      ['scan', 'clean.txt', '--detectors', 'good.mjs', '--detectors', 'again.mjs'],
      { cwd: folder },
    );
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('found acme-mark, which is one of good.mjs'),
    });
  });
});
