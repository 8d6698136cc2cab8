/** Archives as Electron's own packer writes them: @electron/asar of npm. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asar } from '../../src/unpack/archives/asar.ts';
import { workshop } from '../support/foreign-program.ts';
import { list, noise } from '../unpack/observe.ts';

const { run, write, file, folder, install } = workshop();
install('@electron/asar@4.0.1');

test('every file under its path, but those that are unpacked', async () => {
  for (const name of ['app', 'app/lib', 'app/lib/ü']) mkdirSync(join(folder, name));
  const files: Record<string, string> = {
    'lib/same.js': 'the same',
    'lib/ü/a.js': 'a',
    'lib/large': noise(500_000).toString('base64'),
    'package.json': '{"name":"x"}',
  };
  for (const [name, content] of Object.entries(files)) write(`app/${name}`, content);
  write('app/lib/empty', '');
  write('app/lib/native.node', 'native');
  run('node_modules/.bin/asar', ['pack', 'app', 'app.asar', '--unpack', '*.node']);
  const { entries, troubles, error } = await list(asar, file('app.asar'));
  expect([troubles, error]).toEqual([[], undefined]);
  expect(Object.fromEntries(entries.map((entry) => [entry.name, entry.bytes.toString()]))).toEqual(files);
});
