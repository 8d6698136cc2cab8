import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { beginsGzip, gunzipBounded } from '../../../../src/detect/text/keys/bounded-gunzip.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const text = Buffer.from(seededRandom(5).text(300_000, 'abcdefghijklmnop'));
const file = gzipSync(text);

/** RFC 1952, section 2.3, with all the fields that may be there. */
function withFields(content: Uint8Array): Buffer {
  const head = Buffer.from('1f8b081e000000000003', 'hex');
  const fields = Buffer.concat([Buffer.of(3, 0, 1, 2, 3), Buffer.from('name\0comment\0'), Buffer.of(7, 7)]);
  return Buffer.concat([head, fields, deflateRawSync(content), Buffer.alloc(8)]);
}

describe('gunzipBounded', () => {
  test('gives all of a file, and where it ends, whatever follows', () => {
    for (const behind of ['', 'more', '\x1f\x8b\x08']) {
      const inflated = gunzipBounded(Buffer.concat([file, Buffer.from(behind, 'latin1')]))!;
      expect(Buffer.from(inflated.bytes).equals(text)).toBe(true);
      expect(inflated.inputBytes).toBe(file.length);
    }
  });

  test('reads past the optional fields of the header', () => {
    const made = withFields(Buffer.from('content'));
    expect(beginsGzip(made)).toBe(true);
    expect(Buffer.from(gunzipBounded(made)!.bytes).toString()).toBe('content');
  });

  test('gives the beginning of a file that is cut or damaged', () => {
    const { bytes } = gunzipBounded(file.subarray(0, file.length >> 1))!;
    expect(bytes.length).toBeGreaterThan(100_000);
    expect(text.subarray(0, bytes.length).equals(Buffer.from(bytes))).toBe(true);
    const damaged = Buffer.from(file);
    damaged.fill(0xff, file.length >> 1);
    expect(gunzipBounded(damaged)!.bytes.length).toBeGreaterThan(4096);
  });

  test('makes no more than a mebibyte, and nothing of what shrinks too far', () => {
    const long = gzipSync(Buffer.concat(Array.from({ length: 8 }, () => text)));
    expect(gunzipBounded(long)!.bytes.length).toBeLessThanOrEqual(1 << 20);
    expect(gunzipBounded(gzipSync(Buffer.alloc(1 << 24)))).toBeUndefined();
  });

  test('never throws, cut at every byte of a header with fields', () => {
    const made = withFields(Buffer.from('content'));
    for (let end = 0; end < made.length; end++) {
      const cut = made.subarray(0, end);
      if (beginsGzip(cut)) expect(() => gunzipBounded(cut)).not.toThrow();
    }
  });
});
