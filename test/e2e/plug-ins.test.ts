import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plugInFolder, plugInSource } from '../support/plug-in-files.ts';
import { zipWith } from '../support/wrap.ts';
import { NODES, OWN_NODE, type Run, runAction, runCli } from './dist.ts';

const { folder, write } = plugInFolder();
write('good.mjs', plugInSource());
write('throws.mjs', plugInSource({ inspect: 'throw new RangeError(String.fromCharCode(...window));' }));
/** A loop without end that leaves the processor to others; that one which never pauses is ended is in test/engine/pool.test.ts. */
const FOR_EVER = 'for (const bell = new Int32Array(new SharedArrayBuffer(4)); ; ) Atomics.wait(bell, 0, 0, 20);';
write('hangs.mjs', plugInSource({ inspect: `if (window[at + 4] === 0x21) ${FOR_EVER}`, fields: "id: 'acme-hang'," }));
write('writes.mjs', plugInSource({ inspect: 'window.fill(0);', fields: "id: 'acme-vandal'," }));
write('exits.mjs', plugInSource({ inspect: 'process.exit(0);' }));
write('exits-at-once.mjs', 'process.exit(0);\n');
write('leak.zip', await zipWith('log.txt', Buffer.from('some text MARK4711 and more\n')));
write('marks.txt', 'MARK4711 and MARK0815\n');
write('hang.txt', 'MARK! and MARK0815\n');
write('clean.txt', 'nothing here\n');

const report = () => JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'));

function scanWith(node: string, file: string, plugIns: readonly string[], more: readonly string[] = []): Promise<Run> {
  const args = ['scan', file, '--json', 'out.json', ...plugIns.flatMap((name) => ['--detectors', name]), ...more];
  return runCli(args, { node, cwd: folder });
}

/** In all ways of using threads on the Node of the tests, and on an older one as they are used unless told. */
const threadsOn = (node: string) => (node === process.execPath ? ['auto', '0', '2'] : ['auto']);

describe.each(Object.entries(NODES))('plug-ins on %s', (_, node) => {
  const scan = (file: string, plugIns: readonly string[], more: readonly string[] = []) =>
    scanWith(node, file, plugIns, more);

  test.each(threadsOn(node))('find what they look for, in archives too (%s threads)', async (threads) => {
    const more = ['--threads', threads];
    expect((await scan('leak.zip', ['good.mjs'], more)).code).toBe(1);
    expect(report()).toMatchObject({
      findings: [{ rule: 'acme-mark', path: 'leak.zip!/log.txt', offset: 10, length: 8, severity: 'high' }],
      rules: [{ id: 'acme-mark', title: 'Acme mark', advice: 'Take it out.' }],
      gaps: [],
    });
    expect((await scan('clean.txt', ['good.mjs'], more)).code).toBe(0);
  });

  test.each(threadsOn(node).filter((threads) => threads !== '0'))(
    'a configuration may name their rules (%s threads)',
    async (threads) => {
      write('off.yml', 'rules: { acme-mark: off }\n');
      write('wrong.yml', 'rules: { acme-mrk: off }\n');
      const more = ['--threads', threads, '--config'];
      expect((await scan('leak.zip', ['good.mjs'], [...more, 'off.yml'])).code).toBe(0);
      const { code, stderr } = await scan('leak.zip', ['good.mjs'], [...more, 'wrong.yml']);
      expect(code).toBe(2);
      expect(stderr).toContain('wrong.yml:1:10: rules.acme-mrk: no such rule');
    },
  );

  test.each(threadsOn(node))(
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

  test('one that writes into its window does not blind the others', async () => {
    await scan('marks.txt', ['writes.mjs', 'good.mjs']);
    expect(report().findings.map(({ offset }: { offset: number }) => offset)).toEqual([0, 13]);
  });

  test('one that ends its process never looks clean', async () => {
    for (const [plugIn, threads, message] of [
      ['exits.mjs', 'auto', 'a worker thread ended'],
      ['exits.mjs', '2', 'a worker thread ended'],
      ['exits.mjs', '0', 'the process was ended before its work was done'],
      ['exits-at-once.mjs', 'auto', 'the process was ended before its work was done'],
    ] as const) {
      if (!threadsOn(node).includes(threads)) continue;
      const { code, stderr } = await scan('marks.txt', [plugIn], ['--threads', threads]);
      expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining(message) });
    }
  });
});

const tried = (name: string, node = process.execPath) => runCli(['test-detector', name], { cwd: folder, node });
const failsTrial = async (name: string, message: string) => {
  const { code, stdout } = await tried(name);
  expect({ code, stdout: stdout.replaceAll(/\s+/g, ' ') }).toEqual({
    code: 1,
    stdout: expect.stringContaining(message),
  });
};

// Ten seconds each: side by side, on one Node only.
describe.concurrent('one that does not answer', () => {
  test('is a gap; what the others find is found all the same', async () => {
    const { code } = await scanWith(process.execPath, 'hang.txt', ['hangs.mjs', 'good.mjs']);
    expect(code).toBe(1);
    const { findings, gaps } = report();
    expect(findings).toMatchObject([{ rule: 'acme-mark', offset: 10, count: 1 }]);
    expect(gaps).toMatchObject([{ path: 'hang.txt', code: 'plug-in' }]);
    expect(gaps[0].message).toContain('plug-in hangs.mjs: expected an answer within 10 s, found none');
    expect(report().stats.scannedBytes).toBe(19);
  });

  test('fails its trial, and it is said why', async () => {
    write('always-hangs.mjs', plugInSource({ inspect: FOR_EVER }));
    await failsTrial('always-hangs.mjs', 'expected an answer within 10 s');
  });
});

test('one that ends the process fails the job', async () => {
  const { code, stdout } = await runAction(folder, { paths: 'marks.txt', detectors: 'exits-at-once.mjs' });
  expect({ code, stdout }).toEqual({
    code: 3,
    stdout: expect.stringContaining('::error::keysieve could not scan, so the job fails: the process was ended before'),
  });
});

test('the action takes them as a list', async () => {
  const run = await runAction(folder, { paths: 'leak.zip', detectors: '\n  ./good.mjs\n' });
  expect(run).toMatchObject({ code: 1, outputs: { findings: '1', gaps: '0' } });
});

test('a package of npm is found where it is installed; one that hides its module is refused', async () => {
  for (const [name, exported] of [
    ['acme-detectors', { default: './main.mjs' }],
    ['acme-hidden', { import: './main.mjs' }],
  ] as const) {
    const home = join(folder, 'node_modules', name);
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), JSON.stringify({ name, exports: exported }));
    writeFileSync(join(home, 'main.mjs'), plugInSource());
  }
  const scan = (name: string) => runCli(['scan', 'leak.zip', '--detectors', name], { cwd: folder });
  expect(await scan('acme-detectors')).toMatchObject({ code: 1, stdout: expect.stringContaining('acme-mark') });
  expect(await scan('acme-hidden')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('`exports` have no `default`'),
  });
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

  // Without threads and with them in turns.
  test.each(cases.map((one, turn) => [...one, turn % 2 === 0 ? '0' : '2'] as const))(
    '%s',
    async (what, source, message, threads) => {
      const name = `${what.replaceAll(' ', '-')}.mjs`;
      write(name, source);
      const { code, stdout, stderr } = await runCli(['scan', 'clean.txt', '--detectors', name, '--threads', threads], {
        cwd: folder,
      });
      expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(message) });
      expect(stderr).toContain(`detectors: ${name}`);
    },
  );

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

describe('test-detector', () => {
  test.each(['acme-token', 'acme-device-key'])('the example %s passes', async (name) => {
    const { code, stdout } = await tried(resolve(`examples/detectors/${name}.ts`));
    expect({ code, failed: stdout.match(/FAILED.*/g) }).toEqual({ code: 0, failed: null });
    expect(stdout).toMatch(/^acme-[a-z-]+: \d example.*\n {2}ok .*hostile input/);
    expect(stdout).toMatch(/\d\.\d ms per MiB of random bytes/);
    expect(stdout).toMatch(/passes all tests\n$/);
  });

  test('JavaScript with samples passes on an older Node, too', async () => {
    const more = `
      const sample = (variant, digits) => ({
        variant, bytes: Buffer.from('some MARK' + digits), offset: 5, length: 8, secrets: [Buffer.from(digits)],
        severity: 'high', confidence: 'high', facts: {},
      });
      export const samples = { 'acme-mark': {
        samples: () => [sample('one', '4711')],
        lookAlikes: () => [{ variant: 'short', bytes: Buffer.from('MARK12') }],
      } };`;
    write('samples.mjs', plugInSource({ more }));
    expect(await tried('samples.mjs', OWN_NODE)).toMatchObject({ code: 0, stderr: '' });
  });

  test.each([
    ['one without samples', 'good.mjs', 'expected an example, found none'],
    ['one that throws', 'throws.mjs', 'throws RangeError'],
  ])('%s fails, and it is said why', async (_, name, message) => failsTrial(name, message));

  test('no module, or none that can be loaded, is an error of usage', async () => {
    expect(await runCli(['test-detector'], { cwd: folder })).toMatchObject({ code: 2, stdout: '' });
    expect(await tried('./none.mjs')).toMatchObject({ code: 2, stdout: '' });
  });
});
