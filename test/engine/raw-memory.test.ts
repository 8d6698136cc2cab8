import { generateKeyPairSync } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { spell } from '../builders/number-heap.ts';
import { BASES, PAGE_BYTES, pagesOfObjects } from '../builders/raw-memory.ts';
import { buildTar, tarMember } from '../builders/tar.ts';
import { rsaKey } from '../detect/memory/rsa-key.ts';
import { scanBytes } from '../support/scan-bytes.ts';
import { seededRandom } from '../support/seeded-random.ts';

const random = seededRandom(42);
const base = BASES['a program of Linux'];
const { n, p, q, spkiSha256 } = rsaKey(2048);

/** Pages of a heap with the numbers of the key in blocks of their own. */
function heapWithKey(pages: number): Buffer {
  const heap = pagesOfObjects(random, pages, base);
  for (const [index, [value, bits]] of (
    [
      [n, 2048],
      [p, 1024],
      [q, 1024],
    ] as const
  ).entries()) {
    const at = (3 + 2 * index) * PAGE_BYTES;
    heap.fill(0, at, at + 1024);
    heap.set(spell(value, bits, 'words64'), at + 128);
  }
  return heap;
}

const WITHOUT = random.bytes(3 << 20);

/** A file with holes, as GNU tar stores it (pax, version 1.0): the first block of its data says where the rest belongs. */
function sparseTar(parts: readonly { readonly data: Uint8Array; readonly at: number }[]): Buffer {
  const { data: last, at: lastAt } = parts.at(-1)!;
  const map = [parts.length, ...parts.flatMap(({ data, at }) => [at, data.length])].join('\n');
  const values = { major: 1, minor: 0, realsize: lastAt + last.length };
  const records = Object.entries(values).map(([name, value]) => paxRecord(`GNU.sparse.${name}`, value));
  const data = Buffer.concat([Buffer.from(`${map}\n`.padEnd(512, '\0')), ...parts.map((part) => part.data)]);
  return buildTar([tarMember({ name: 'pax', type: 'x', data: records.join('') }), tarMember({ name: 'memory', data })]);
}

function paxRecord(keyword: string, value: number): string {
  const rest = ` ${keyword}=${value}\n`;
  return `${rest.length + `${rest.length + 2}`.length}${rest}`;
}

describe('numbers of an RSA key in memory that has no header', () => {
  test.each<[string, Buffer, string]>([
    ['in a file', heapWithKey(16), 'dump'],
    ['packed', gzipSync(heapWithKey(16)), 'dump!/data'],
    ['in the body of an upload', Buffer.concat([Buffer.alloc(151, 'x'), heapWithKey(16)]), 'dump'],
    ['of which the beginning was cut off', heapWithKey(16).subarray(1001), 'dump'],
    [
      'in a stream that is not kept, and begins otherwise',
      gzipSync(Buffer.concat([WITHOUT, heapWithKey(1000)])),
      'dump!/data',
    ],
    ['in a large stream that begins so', gzipSync(heapWithKey(1000)), 'dump!/data'],
  ])('are found %s', async (title, dump, path) => {
    // Each engine with threads costs two seconds of start, and slabs are all that several of them share.
    for (const threads of title.includes('not kept') ? [0, 2] : [0]) {
      const { findings, gaps } = await scanBytes({ dump }, { threads });
      expect(gaps).toEqual([]);
      expect(findings).toMatchObject([
        { rule: 'rsa-in-memory', facts: { spkiSha256 }, places: [{ path, region: 'raw memory' }, { path }] },
      ]);
    }
  });

  test('are found across the ranges of a large file', async () => {
    const dump = Buffer.concat([heapWithKey(16), ...Array(320).fill(pagesOfObjects(random, 32, base))]);
    const { findings } = await scanBytes({ dump });
    expect(findings).toMatchObject([{ rule: 'rsa-in-memory', facts: { spkiSha256 } }]);
  });

  test('with a public key that stands in another slab, are told by all numbers of threads or by none', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const objects = pagesOfObjects(random, 1024, base);
    const [withPublic, withPrivate] = [Buffer.from(objects), Buffer.from(objects)];
    const { x, y, d: number } = privateKey.export({ format: 'jwk' });
    const jwk = { kty: 'EC', crv: 'P-256', x, y, kid: 'signs the releases' };
    withPublic.write(`\n${JSON.stringify(jwk)}\n`, 79 * PAGE_BYTES);
    withPrivate.fill(0, 700 * PAGE_BYTES, 700 * PAGE_BYTES + 1024);
    const d = Buffer.from(number!, 'base64url');
    // The size of a chunk of glibc before it.
    withPrivate[700 * PAGE_BYTES + 120] = 0x31;
    withPrivate.set(d, 700 * PAGE_BYTES + 128);
    const dump = gzipSync(Buffer.concat([WITHOUT, withPublic, withPrivate]));
    const found = [];
    for (const threads of [0, 2]) found.push((await scanBytes({ dump }, { threads })).findings.length);
    expect(found).toEqual([0, 0]);
    const [first, second] = [withPublic.subarray(0, 80 * PAGE_BYTES), withPrivate.subarray(680 * PAGE_BYTES)];
    const both = await scanBytes({ dump: gzipSync(Buffer.concat([WITHOUT, first, second])) });
    expect(both.findings).toMatchObject([{ rule: 'ec-in-memory' }]);
  });

  test('are found in two pages between holes', async () => {
    const pages = pagesOfObjects(random, 2, base);
    const withKey = Buffer.from(pages);
    withKey.fill(0, 1024, 2600);
    for (const [at, value, bits] of [
      [1152, n, 2048],
      [1600, p, 1024],
      [2000, q, 1024],
    ] as const)
      withKey.set(spell(value, bits, 'words64'), at);
    const islands = [WITHOUT, pages, pages, withKey, pages, pages].map((data, index) => ({
      data,
      at: index * (8 << 20),
    }));
    const dump = gzipSync(sparseTar(islands));
    const { findings, gaps } = await scanBytes({ dump });
    expect(gaps).toEqual([]);
    expect(findings).toMatchObject([{ rule: 'rsa-in-memory', facts: { spkiSha256 } }]);
  });

  test('are not looked for among other bytes', async () => {
    const { findings, stats } = await scanBytes({
      dump: Buffer.concat([WITHOUT, heapWithKey(8).subarray(0, 8 * PAGE_BYTES)]),
    });
    expect(findings).toEqual([]);
    expect(stats.formats).toEqual({});
  });
});
