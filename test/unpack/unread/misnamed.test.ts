import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { buildZip } from '../../builders/zip.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { zipWith } from '../../support/wrap.ts';

const noise = Buffer.concat([Buffer.from([0x9f]), seededRandom(5).bytes(3000)]);
const packed = gzipSync('some content');
const headless = (bytes: Uint8Array): Uint8Array => Buffer.concat([Buffer.from([bytes[0]! ^ 1]), bytes.subarray(1)]);
const gapsOf = async (files: Readonly<Record<string, Uint8Array>>): Promise<[string, string][]> =>
  (await scanBytes(files)).gaps.map(({ path, code }) => [path, code]);

describe('a file named like a packed one, of which nobody knows the beginning', () => {
  test.each(['x.gz', 'x.7z', 'x.tar.xz', 'x.JAR', 'x.xlsm', 'a/x.whl', 'x.E01', 'db/000123.sst'])(
    '%s is damaged, also in an archive',
    async (name) => {
      expect(await gapsOf({ [name]: headless(packed), 'in.zip': await zipWith(name, noise) })).toEqual(
        [
          [name, 'damaged'],
          [`in.zip!/${name}`, 'damaged'],
        ].toSorted(),
      );
    },
  );

  test('each is told, where there are several in one archive', async () => {
    const files = ['a.gz', 'b.gz', 'c.7z.002', 'd.7z.002'].map((name) => ({ name, data: noise }));
    expect(await gapsOf({ 'in.zip': buildZip(files) })).toEqual([
      ['in.zip!/a.gz', 'damaged'],
      ['in.zip!/b.gz', 'damaged'],
      ['in.zip!/c.7z.002', 'unsupported'],
      ['in.zip!/d.7z.002', 'unsupported'],
    ]);
  });

  test('zeros, where there may be more of them, and a few other bytes', async () => {
    expect(await gapsOf({ 'x.zip': Buffer.alloc(18), 'y.zip': Buffer.of(0, 1) })).toEqual([
      ['x.zip', 'damaged'],
      ['y.zip', 'damaged'],
    ]);
  });

  test('of Brotli, which has no magic number, nothing at all is a file that was cut', async () => {
    expect(await gapsOf({ 'x.br': Buffer.alloc(0) })).toEqual([['x.br', 'damaged']]);
  });

  test('large ones, too, which are not kept', async () => {
    const large = seededRandom(6).bytes(9 << 20);
    expect(await gapsOf({ 'x.tgz': await zipWith('x.zst', large.fill(0x9f, 0, 8)) })).toEqual([
      ['x.tgz!/x.zst', 'damaged'],
    ]);
  });

  test('no gap: other names, text, nothing at all, what is another format, and an archive behind a stub', async () => {
    const zip = buildZip([{ name: 'a', data: 'x' }]);
    const files = {
      'x.bin': noise,
      gz: noise,
      'x.gz.txt': noise,
      'pointer.zip': Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:00\n'),
      'empty.zip': Buffer.alloc(0),
      'payload.apk': Buffer.alloc(1),
      // As androguard's tests have one: no file, but signatures.
      'signed.apk': buildZip([], { prefix: Buffer.concat([noise, Buffer.from('APK Sig Block 42')]) }),
      'latin1.txt.gz': Buffer.from('Stra\xdfe und B\xe4ume, die ganz lange Zeile', 'latin1'),
      'wide.gz': Buffer.from('text of two bytes a character', 'utf16le'),
      'disk-flat.vmdk': noise,
      'really-gzip.zip': packed,
      // Of PyInstaller: its magic number, and that of Python 3.13.
      'PYZ-00.pyz': Buffer.concat([Buffer.from('PYZ\0\xf3\r\r\n', 'latin1'), noise]),
      // A digest of 32 bytes stands between version and content.
      'x.spec.ts.snap': Buffer.concat([Buffer.from('AVA Snapshot v3\n\x03\0'), seededRandom(7).bytes(32), packed]),
      'stub.jar': Buffer.concat([noise, zip]),
    };
    expect(await gapsOf(files)).toEqual([]);
  });

  test('no gap: what macOS and Windows keep beside a file, under its name', async () => {
    const beside = (head: string): Buffer => Buffer.concat([Buffer.from(head, 'hex'), noise]);
    const files = {
      '__MACOSX/._x.zip': beside('0005160700020000'),
      '$IA1B2C3.zip': beside('0200000000000000a0b1'),
    };
    expect(await gapsOf(files)).toEqual([]);
    expect(await gapsOf({ 'x.zip': beside('0200000000000000a0b1') })).toEqual([['x.zip', 'damaged']]);
  });
});

describe('a part of a packed file', () => {
  test.each(['x.7z.002', 'x.zip.010', 'x.tar.gz.ab', 'x.tgz.part-02', 'x.z03'])(
    '%s is told, and scanned as is',
    async (name) => {
      expect(await gapsOf({ [name]: noise })).toEqual([[name, 'unsupported']]);
    },
  );

  test('no gap: the first one, which begins as its format does, text, and other names', async () => {
    const files = {
      'x.gz.001': packed,
      'x.gz.md': Buffer.from('# how to unpack it, a long line of text\n'),
      'x.7z.sig': noise,
      'x.7z.12345': noise,
      'core.gz.2024': noise,
      'x.sqlite.db': noise,
      'rom.z64': noise,
      '._x.7z.002': Buffer.concat([Buffer.from('0005160700020000', 'hex'), noise]),
      'libx.xz.so': noise,
    };
    expect(await gapsOf(files)).toEqual([]);
  });
});
