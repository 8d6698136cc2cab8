/** Container images as umoci and skopeo write them, in the tars of either and of GNU tar. Needs Debian's skopeo and umoci. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workshop } from '../support/foreign-program.ts';
import { observe } from '../unpack/observe.ts';

const { run, write, file, folder } = workshop();

/** Three layers: two files; one of them deleted; a folder replaced, which deletes the other. */
function buildLayout(): void {
  run('umoci', ['init', '--layout', 'layout']);
  run('umoci', ['new', '--image', 'layout:t']);
  for (const name of ['one', 'two']) mkdirSync(join(folder, name));
  write('one/key.pem', 'a key of the first layer');
  write('one/other', 'another file');
  write('two/new', 'a file of the last layer');
  run('umoci', ['insert', '--image', 'layout:t', 'one', '/etc']);
  run('umoci', ['insert', '--image', 'layout:t', '--whiteout', '/etc/key.pem']);
  run('umoci', ['insert', '--image', 'layout:t', '--opaque', 'two', '/etc']);
  run('umoci', ['config', '--image', 'layout:t', '--config.env', 'NAME=a value of the environment']);
  write('policy.json', '{"default":[{"type":"insecureAcceptAnything"}]}');
}
buildLayout();

const WRITERS: Readonly<Record<string, (name: string) => void>> = {
  'GNU tar of a layout': (name) => run('tar', ['-C', 'layout', '-cf', name, '.']),
  'GNU tar of a layout, in another order': (name) =>
    run('tar', ['-C', 'layout', '-cf', name, 'blobs', 'index.json', 'oci-layout']),
  'skopeo, docker-archive': (name) =>
    run('skopeo', ['--policy', 'policy.json', 'copy', 'oci:layout:t', `docker-archive:${name}`]),
  'skopeo, oci-archive': (name) =>
    run('skopeo', ['--policy', 'policy.json', 'copy', 'oci:layout:t', `oci-archive:${name}`]),
};

test.each(Object.keys(WRITERS))('%s', async (writer) => {
  const name = `${writer.replaceAll(/\W/g, '-')}.tar`;
  WRITERS[writer]!(name);
  const { leaves, gaps, formats } = await observe(file(name));
  expect([gaps, formats]).toEqual([[], { image: 1 }]);
  const found = leaves.filter(
    ({ bytes, path }) => bytes.length > 0 && /!\/layer /.test(path) && !path.endsWith('[headers]'),
  );
  expect(
    found.map(({ path, bytes }) => [path.replace(/^.*layer (\d) of 3 \(.*\)!\//, '$1 '), bytes.toString()]),
  ).toEqual([
    ['3 etc/new', 'a file of the last layer'],
    ['1 etc/key.pem [deleted by layer 2]', 'a key of the first layer'],
    ['1 etc/other [deleted by layer 3]', 'another file'],
  ]);
  expect(leaves.some(({ bytes }) => bytes.includes('a value of the environment'))).toBe(true);
});
