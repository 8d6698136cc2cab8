import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cmsContent } from '../../../src/unpack/messages/cms-content.ts';
import { compressedInPieces, DATA, inPieces, messageOf, octets, signedInPieces } from '../../builders/cms.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise, observe } from '../observe.ts';

const data = noise(10_000);
const certificate = Buffer.from('what stands behind the content');

describe('content in pieces comes out as it went in', () => {
  test.each<[string, Buffer]>([
    ['signed, as OpenSSL does it', signedInPieces(data, 4096, certificate)],
    ['signed, as Bouncy Castle does it', signedInPieces(data, 1000, certificate)],
    ['signed, of pieces of one byte', signedInPieces(data, 1, certificate)],
    ['plain', messageOf(DATA, inPieces(data, 4096))],
    ['of pieces of pieces', messageOf(DATA, nested(data, 10))],
  ])('%s', async (_, message) => {
    const { entries, troubles, error } = await list(cmsContent, message);
    expect([entries[0]!.name, troubles, error]).toEqual(['content', [], undefined]);
    expect(entries[0]!.bytes.equals(data)).toBe(true);
  });

  test('and what is compressed is unpacked', async () => {
    const { leaves, gaps } = await observe(compressedInPieces(deflateSync(data), 4096));
    expect(gaps).toEqual([]);
    expect(leaves.some(({ bytes }) => bytes.equals(data))).toBe(true);
  });

  test('also in a mail', async () => {
    const lines = compressedInPieces(deflateSync(data), 4096).toString('base64').replaceAll(/.{64}/g, '$&\n');
    const mail = `MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n${lines}\n`;
    const { stats, gaps } = await scanBytes({ mail: Buffer.from(mail) });
    expect(gaps).toEqual([]);
    expect(Object.keys(stats.unpacked).toSorted()).toEqual(['base64', 'cms-content', 'zlib']);
    expect(stats.unpacked.zlib!.bytes).toBe(data.length);
  });
});

function nested(content: Uint8Array, levels: number): Buffer {
  const half = content.length >> 1;
  if (levels === 0) return inPieces(content, 4096);
  const parts = [nested(content.subarray(0, half), levels - 1), octets(content.subarray(half))];
  return Buffer.concat([Buffer.from([0x24, 0x80]), ...parts, Buffer.alloc(2)]);
}

test('what stands before and behind the content is handed on', async () => {
  const message = signedInPieces(data, 4096, certificate);
  const { entries } = await list(cmsContent, Buffer.concat([message, Buffer.from('trailer')]));
  expect(entries.map(({ name }) => name)).toEqual(['content', '[headers]', '[behind the archive]']);
  const last = entries[2]!.bytes.toString('latin1');
  expect(last).toContain(certificate.toString());
  expect(last).toContain('trailer');
});

describe('what is wrong ends it, and is told', () => {
  const message = signedInPieces(data, 4096, certificate);
  const second = message.indexOf(octets(data.subarray(4096, 8192)));
  test.each<[string, Buffer, RegExp, number]>([
    [
      'cut in a piece',
      message.subarray(0, second + 100),
      /^expected 4096 bytes at offset \d+ of the content, found 96$/,
      4192,
    ],
    [
      'cut between two pieces',
      message.subarray(0, second),
      /^expected a piece of the content at offset \d+, found none/,
      4096,
    ],
    ['another tag', Buffer.from(message).fill(0x0c, second, second + 1), /^expected a piece of the content/, 4096],
    [
      'a length without end',
      Buffer.from(message).fill(0xff, second + 1, second + 2),
      /^expected a piece of the content/,
      4096,
    ],
    ['deeper than anything', messageOf(DATA, nested(data, 40)), /^expected a piece of the content/, 0],
  ])('%s', async (_, bytes, expected, length) => {
    const { entries, troubles } = await list(cmsContent, bytes);
    expect(entries[0]!.bytes.equals(data.subarray(0, length))).toBe(true);
    expect(troubles.map(({ trouble }) => trouble.message)).toEqual([expect.stringMatching(expected)]);
  });
});

test.each<[string, Buffer]>([
  ['content in one piece', messageOf(DATA, octets(data))],
  ['no content, as of a detached signature', signedInPieces(data, 4096, certificate).subarray(0, 51)],
  ['something else in a SEQUENCE', Buffer.concat([Buffer.from([0x30, 0x80]), data])],
])('%s is not opened', (_, other) => {
  expect(cmsContent.sniff(other)).toBe(false);
});
