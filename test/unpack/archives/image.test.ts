import { describe, expect, test } from 'vitest';
import { image } from '../../../src/unpack/archives/image.ts';
import { tar } from '../../../src/unpack/archives/tar.ts';
import { buildDockerImage, buildOciImage, type LayerShape, layerBlob } from '../../builders/image.ts';
import { buildTar } from '../../builders/tar.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { list, noise, observe } from '../observe.ts';

const labelOf = (layer: LayerShape): string => `sha256:${layerBlob(layer).digest.slice(0, 12)}`;

async function filesOf(bytes: Uint8Array): Promise<[string, string][]> {
  const { leaves } = await observe(bytes);
  return leaves
    .filter(({ path }) => path.includes('layer ') && !path.endsWith(']!/[headers]') && !path.endsWith('[headers]'))
    .map(({ path, bytes: content }) => [path.replace('artifact!/', ''), content.toString()]);
}

describe('layers', () => {
  const base: LayerShape = { files: { 'etc/key.pem': 'key', 'etc/other': 'o', 'opt/a/b': 'b', 'opt/a/c/d': 'd' } };
  const middle: LayerShape = {
    files: { 'etc/.wh.key.pem': '', 'opt/a/.wh..wh..opq': '', 'opt/a/new': 'n' },
    packed: 'gzip',
  };
  const top: LayerShape = { files: { './etc/key.pem': 'new key', '.wh.opt': '' }, packed: 'zstd' };

  test('are named by their place and digest; what a later one deletes says so', async () => {
    const name = (index: number, layer: LayerShape): string => `layer ${index} of 3 (${labelOf(layer)})!/`;
    const files = new Map(await filesOf(buildOciImage([{ layers: [base, middle, top] }])));
    expect(files).toEqual(
      new Map([
        [`${name(1, base)}etc/key.pem [deleted by layer 2]`, 'key'],
        [`${name(1, base)}etc/other`, 'o'],
        [`${name(1, base)}opt/a/b [deleted by layer 2]`, 'b'],
        [`${name(1, base)}opt/a/c/d [deleted by layer 2]`, 'd'],
        [`${name(2, middle)}etc/.wh.key.pem`, ''],
        [`${name(2, middle)}opt/a/.wh..wh..opq`, ''],
        [`${name(2, middle)}opt/a/new [deleted by layer 3]`, 'n'],
        [`${name(3, top)}./etc/key.pem`, 'new key'],
        [`${name(3, top)}.wh.opt`, ''],
      ]),
    );
  });

  test('that two images have are read once, and what one of them still shows is not deleted', async () => {
    const other: LayerShape = { files: { 'etc/.wh.other': '' } };
    const files = await filesOf(buildOciImage([{ layers: [base, middle] }, { layers: [base, middle, other] }]));
    const ofBase = files.map(([path]) => path).filter((path) => path.includes(labelOf(base)));
    expect(ofBase.map((path) => path.replace(/^.*!\//, ''))).toEqual([
      'etc/key.pem [deleted by layer 2]',
      'etc/other',
      'opt/a/b [deleted by layer 2]',
      'opt/a/c/d [deleted by layer 2]',
    ]);
  });

  test('of docker save that are links to others', async () => {
    const files = await filesOf(buildDockerImage({ layers: [base, middle, base] }));
    expect(files.map(([path]) => path.replace(/^layer (\d).*!\//, '$1 '))).toEqual([
      '1 etc/key.pem',
      '1 etc/other',
      '1 opt/a/b',
      '1 opt/a/c/d',
      '2 etc/.wh.key.pem',
      '2 opt/a/.wh..wh..opq',
      '2 opt/a/new',
    ]);
  });
});

describe('what is missing, damaged or odd', () => {
  const layer: LayerShape = { files: { a: 'alpha' } };

  test('a layer that is missing is told, unless it may be', async () => {
    const missing: LayerShape = { files: { b: 'x' }, leaveOut: 'blob' };
    const foreign = {
      ...missing,
      descriptor: { mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip' },
    };
    const { troubles } = await list(image, buildOciImage([{ layers: [layer, missing] }]));
    expect(troubles).toMatchObject([{ name: labelOf(missing), trouble: { code: 'damaged' } }]);
    expect((await list(image, buildDockerImage({ layers: [layer, missing] }))).troubles).toHaveLength(1);
    expect((await list(image, buildOciImage([{ layers: [layer, foreign] }]))).troubles).toEqual([]);
  });

  test('an encrypted layer', async () => {
    const descriptor = { mediaType: 'application/vnd.oci.image.layer.v1.tar+encrypted' };
    const secret = { files: {}, bytes: Buffer.from('noise'), descriptor };
    const { troubles, entries } = await list(image, buildOciImage([{ layers: [layer, secret] }]));
    expect(troubles).toMatchObject([{ trouble: { code: 'encrypted' } }]);
    expect(entries.map(({ bytes }) => bytes.toString())).toContain('noise');
  });

  test('a layer that is cut off is one gap, and the others are read', async () => {
    const { bytes } = layerBlob({ ...layer, packed: 'gzip' });
    const cut = { files: {}, bytes: bytes.subarray(0, 60) };
    const { gaps, leaves } = await observe(buildOciImage([{ layers: [cut, layer] }]));
    expect(gaps).toMatchObject([{ code: 'damaged' }]);
    expect(leaves.map(({ bytes: content }) => content.toString())).toContain('alpha');
  });

  test.each(['gzip', 'zstd'] as const)('a layer in %s that has lost its head is told once', async (packed) => {
    const { bytes } = layerBlob({ ...layer, packed });
    const headless = { files: {}, bytes: Buffer.concat([Buffer.from([bytes[0]! ^ 1]), bytes.subarray(1)]) };
    for (const tarred of [
      buildOciImage([{ layers: [headless, layer] }]),
      buildDockerImage({ layers: [headless, layer] }),
    ])
      expect((await list(image, tarred)).troubles).toMatchObject([{ trouble: { code: 'damaged' } }]);
  });

  test('layers that are empty tars, and those of an artifact that is no image', async () => {
    const empty = { files: {}, bytes: Buffer.alloc(1024) };
    const model = { files: {}, bytes: noise(600), descriptor: { mediaType: 'application/vnd.ollama.image.model' } };
    expect((await list(image, buildDockerImage({ layers: [empty, layer] }))).troubles).toEqual([]);
    expect((await list(image, buildOciImage([{ layers: [empty, model] }]))).troubles).toEqual([]);
  });

  test('a gzip that holds no tar is given as it is', async () => {
    const { gaps, leaves } = await observe(
      buildOciImage([{ layers: [{ ...layer, bytes: Buffer.from('no tar'), packed: 'gzip' }] }]),
    );
    expect(gaps).toEqual([]);
    expect(leaves.map(({ bytes }) => bytes.toString())).toContain('no tar');
  });

  test('manifests that are no JSON, or of other shapes, leave a tar', async () => {
    for (const data of ['{', '[]', '[null]', '[{"Layers":{}}]', '[{"Layers":[1,"../../x"]}]', '{"a":1}', '"x"'])
      for (const name of ['manifest.json', 'index.json']) {
        const bytes = buildTar([
          { name, data },
          { name: 'file', data: 'content' },
        ]);
        expect(image.sniff(bytes)).toBe(true);
        expect(tar.sniff(bytes)).toBe(false);
        const { entries, error } = await list(image, bytes);
        expect(error).toBeUndefined();
        expect(entries.map((entry) => entry.name)).toEqual(expect.arrayContaining([name, 'file']));
      }
  });

  test('an index that names itself', async () => {
    const inner = { name: 'index.json', data: JSON.stringify({ manifests: [{ digest: `sha256:${'0'.repeat(64)}` }] }) };
    const bytes = buildTar([inner, { name: `blobs/sha256/${'0'.repeat(64)}`, data: inner.data }]);
    const { entries, troubles, error } = await list(image, bytes);
    expect([entries.length, troubles, error]).toEqual([3, [], undefined]);
  });

  test('bits that are flipped and ends that are cut off', async () => {
    const marks = ['<a mark>', '<another mark>'];
    const files = { 'etc/a': marks[0]!, b: marks[1]! };
    const shape = { layers: [{ files }, { files, packed: 'gzip' as const }, { files: { '.wh.b': '' } }] };
    const whole = [buildOciImage([shape], { nested: true }), buildDockerImage(shape)];
    const random = seededRandom(5);
    for (let round = 0; round < 600; round++) {
      const harmed = Buffer.from(whole[round % 2]!);
      for (let flip = 0; flip <= round % 4; flip++) harmed[random.int(harmed.length)]! ^= 1 << random.int(8);
      const cut = harmed.subarray(0, round % 3 === 0 ? random.int(harmed.length) : harmed.length);
      const { leaves, gaps } = await observe(cut);
      expect(leaves.length + gaps.length).toBeGreaterThan(0);
      // What can be read as is in the file is scanned, whatever a manifest says.
      for (const mark of marks)
        if (cut.includes(mark))
          expect(
            leaves.some(({ bytes }) => bytes.includes(mark)),
            `${round}`,
          ).toBe(true);
    }
  });
});

test('a layer whose header is zeros, behind which an archive would end, is missed by the manifest behind it', async () => {
  const bytes = Buffer.from(fixtureBytes('oci-layout.tar.gz'));
  expect((await list(image, bytes)).troubles).toEqual([]);
  bytes.fill(0, 2048, 3782);
  expect((await list(image, bytes)).troubles).toMatchObject([{ trouble: { code: 'damaged' } }]);
});

describe('headers of an image that are zeros', () => {
  const blocksOf = (bytes: Buffer, name: string): [start: number, data: number] => {
    const start = bytes.indexOf(name);
    expect(start % 512).toBe(0);
    return [start, Number.parseInt(bytes.toString('latin1', start + 124, start + 135), 8)];
  };
  /** A member is zeros, header and content; or not there. */
  const without = (bytes: Buffer, name: string, mode: 'zeros' | 'gone'): Buffer => {
    const [start, data] = blocksOf(bytes, name);
    const end = start + 512 + Math.ceil(data / 512) * 512;
    if (mode === 'zeros') return Buffer.from(bytes).fill(0, start, end);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  };
  const told = async (bytes: Buffer): Promise<string[]> =>
    (await list(image, bytes)).troubles.map(({ name = '', trouble }) => `${name}:${trouble.code}:${trouble.message}`);
  const shape = { layers: [{ files: { 'a.txt': 'words' } }] };
  const behind = /^:damaged:expected the end of the archive after zeros, found another header at offset \d+/;

  test.each([{}, { nested: true as const }])('of any member, behind which others stand: %o', async (options) => {
    const bytes = buildOciImage([shape], options);
    expect(await told(bytes)).toEqual([]);
    const names = [...(await list(tar, bytes)).entries].map(({ name }) => name).filter((name) => !name.startsWith('['));
    const all: string[] = [];
    for (const name of names.slice(1, -1)) {
      const messages = await told(without(bytes, name, 'zeros'));
      expect(messages).toEqual([expect.stringMatching(/:damaged:/)]);
      all.push(...messages);
    }
    expect(all).toContainEqual(expect.stringMatching(behind));
  });

  test('of the index, or of all that it names, behind which nothing stands', async () => {
    const last = buildOciImage([shape], { manifestsLast: true });
    expect(await told(without(last, 'index.json', 'zeros'))).toEqual([
      'index.json:damaged:expected it next to oci-layout, found none',
    ]);
    const whole = buildOciImage([shape]);
    const manifest = /sha256:([0-9a-f]{64})/.exec(whole.toString('latin1'))![1]!;
    expect(await told(without(whole, `blobs/sha256/${manifest}`, 'gone'))).toEqual([
      'index.json:damaged:expected manifests that it names, found none of them in the archive',
    ]);
  });
});
