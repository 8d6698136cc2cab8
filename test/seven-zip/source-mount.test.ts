import sevenZip from '7z-wasm';
import { expect, test } from 'vitest';
import type { FileSystem } from '../../src/seven-zip/emscripten.ts';
import { SinkMount } from '../../src/seven-zip/sink-mount.ts';
import { sourceMount } from '../../src/seven-zip/source-mount.ts';

/** Its own types know less of FS. */
type SevenZip = (options: object) => Promise<{
  readonly FS: FileSystem & { readonly nameTable: Readonly<Record<number, unknown>> };
  callMain(args: string[]): number;
}>;

test('nothing of an archive stays in the file system when it is unmounted', async () => {
  const { FS: fs, callMain } = await (sevenZip as unknown as SevenZip)({ stdout: () => {}, stderr: () => {} });
  const nodes = (): number => Object.values(fs.nameTable).filter((node) => node !== undefined).length;
  fs.mkdir('/in');
  fs.mkdir('/out');
  const before = nodes();
  const seen: string[] = [];
  const bytes = new Uint8Array(Buffer.from('BZh9\x17\x72\x45\x38\x50\x90\0\0\0\0', 'latin1'));
  for (let round = 0; round < 3; round++) {
    fs.mount(
      sourceMount(fs, 'data.packed', [{ size: bytes.length, bytes }], () => {}),
      {},
      '/in',
    );
    const sink = { begin: (path: string) => void seen.push(path), data: () => {}, end: () => {}, folder: () => {} };
    fs.mount(new SinkMount(fs, '/out', sink), {}, '/out');
    fs.chdir('/out');
    callMain(['x', '-y', '-tbzip2', '/in/data.packed']);
    fs.chdir('/');
    fs.unmount('/in');
    fs.unmount('/out');
  }
  expect(seen).toEqual(['data', 'data', 'data']);
  expect(nodes()).toBe(before);
});

test('folders are a sign of life: an archive may hold ten thousands of them, and no file', async () => {
  const { FS: fs } = await (sevenZip as unknown as SevenZip)({ stdout: () => {}, stderr: () => {} });
  let pulses = 0;
  const sink = { begin: () => {}, data: () => {}, end: () => {}, folder: () => void pulses++ };
  fs.mkdir('/out');
  fs.mount(new SinkMount(fs, '/out', sink), {}, '/out');
  for (const name of ['a', 'a/b', 'c']) fs.mkdir(`/out/${name}`);
  expect(pulses).toBe(3);
});
