import { deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openpgp } from '../../../src/unpack/messages/openpgp.ts';
import { encrypted } from '../../../src/unpack/unread/encrypted.ts';
import {
  armoured,
  compressedPacket,
  crc24,
  type LengthStyle,
  literalPacket,
  onePassPacket,
  packet,
  passwordMessage,
  signaturePacket,
} from '../../builders/openpgp-message.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { errorsOf, list, noise, observe, texts } from '../observe.ts';

const content = `the content of a file ${'of some length '.repeat(100)}`;
const literal = literalPacket('note.txt', content);
const signed = Buffer.concat([onePassPacket(), literal, signaturePacket()]);
const files = async (bytes: Uint8Array) => {
  const { leaves, gaps } = await observe(bytes);
  const found = leaves.filter((leaf) => leaf.bytes.toString('latin1').includes(content)).map(({ path }) => path);
  return [found, gaps.map(({ path, code }) => `${path}: ${code}`)];
};

describe('a message is opened', () => {
  test.each<[string, Uint8Array, string]>([
    ['of a literal packet alone', literal, 'note.txt'],
    ['that is signed', signed, 'note.txt'],
    ['that is signed as PGP 2 did it', Buffer.concat([signaturePacket(), literal]), 'note.txt'],
    ['with ZIP', compressedPacket(1, deflateRawSync(signed)), 'compressed!/note.txt'],
    [
      'with ZIP, to the end of the file',
      compressedPacket(1, deflateRawSync(signed), 'indeterminate'),
      'compressed!/note.txt',
    ],
    ['with ZLIB', compressedPacket(2, deflateSync(signed)), 'compressed!/note.txt'],
    ['behind a marker', Buffer.concat([packet(10, Buffer.from('PGP')), literal]), 'note.txt'],
    [
      'packed twice',
      compressedPacket(1, deflateRawSync(compressedPacket(2, deflateSync(literal)))),
      'compressed!/compressed!/note.txt',
    ],
    ['without a name', literalPacket('', content), 'data'],
    ['in armour', Buffer.from(armoured(signed)), 'note.txt'],
    [
      'in armour with headers and CRLF',
      Buffer.from(armoured(signed, { lines: 'Version: 1\n' }).replaceAll('\n', '\r\n')),
      'note.txt',
    ],
  ])('%s', async (_, bytes, path) => expect(await files(bytes)).toEqual([[`artifact!/${path}`], []]));

  test.each<LengthStyle>(['new', 'old', 'parts'])('with %s lengths, long or short', async (style) => {
    for (const size of [10, 191, 192, 8383, 8384, 100_000]) {
      const data = noise(size);
      const { entries, troubles } = await list(
        openpgp,
        Buffer.concat([onePassPacket(), literalPacket('n', data, style)]),
        999,
      );
      expect(entries.find(({ name }) => name === 'n')!.bytes.equals(data)).toBe(true);
      expect(troubles).toEqual([]);
    }
  });

  test('in armour in the middle of text, and once', async () => {
    const text = `Hello,\n\n${armoured(compressedPacket(1, deflateRawSync(signed)))}\nBye\n`;
    const { stats, gaps } = await scanBytes({ mail: Buffer.from(text) });
    expect(gaps).toEqual([]);
    expect(Object.keys(stats.unpacked)).toEqual(['openpgp']);
  });

  test('what is behind the packets, and beside them, is handed on', async () => {
    const bytes = Buffer.concat([onePassPacket(), literal, signaturePacket('a notation'), Buffer.from('behind it\n')]);
    const { entries } = await list(openpgp, bytes);
    expect(texts({ entries, troubles: [] }).map(([name]) => name)).toEqual([
      'note.txt',
      '[headers]',
      '[behind the archive]',
    ]);
    expect(entries[1]!.bytes.includes('a notation')).toBe(true);
    expect(entries[2]!.bytes.toString()).toBe('behind it\n');
  });
});

describe('what is wrong is told, and what there is is handed on', () => {
  test('at every byte at which a message is cut', async () => {
    const packed = compressedPacket(2, deflateSync(signed));
    for (const bytes of [signed, packed, Buffer.from(armoured(packed))])
      for (let length = 40; length < bytes.length; length++) {
        const cut = bytes.subarray(0, length);
        if (!openpgp.sniff(cut)) continue;
        const { gaps } = await observe(cut);
        // Behind a packet, or its first byte, nothing is missing that is known of.
        const behindLiteral = length - onePassPacket().length - literal.length;
        const isWhole = length >= bytes.length - 1 || behindLiteral === 0 || behindLiteral === 1;
        if (!isWhole)
          expect(
            gaps.map(({ code }) => code),
            `${length}`,
          ).toContain('damaged');
      }
  });

  test('a CRC-24 that does not fit', async () => {
    const [found, gaps] = await files(Buffer.from(armoured(signed, { sum: crc24(signed) ^ 1 })));
    expect([found, gaps]).toEqual([['artifact!/note.txt'], ['artifact: damaged']]);
  });

  test('something else than base64 in armour', async () => {
    const text = armoured(signed).replace(/(\n.{64}\n.{20})./, '$1~');
    const { gaps, leaves } = await observe(Buffer.from(text));
    expect(gaps.map(({ code }) => code)).toEqual(['damaged']);
    expect(leaves.at(-1)!.bytes.toString()).toContain('END PGP');
  });

  test('a length that is a lie', async () => {
    const bytes = Buffer.from(Buffer.concat([onePassPacket(), literalPacket('n', content, 'old')]));
    bytes.writeUInt32BE(0xfffffff0, onePassPacket().length + 1);
    const listing = await list(openpgp, bytes);
    expect(errorsOf(listing).join()).toContain('is cut off: expected');
    expect(listing.entries[0]!.bytes.toString()).toContain(content);
  });

  test('compression that nobody knows', async () => {
    const { troubles } = await list(openpgp, Buffer.concat([onePassPacket(), compressedPacket(9, noise(50)), literal]));
    expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['unsupported']);
  });

  test('an encrypted packet in a message that is packed', async () => {
    const bytes = compressedPacket(1, deflateRawSync(passwordMessage(noise(300))));
    const { gaps } = await scanBytes({ a: bytes });
    expect(gaps.map(({ path, code }) => [path, code])).toEqual([['a!/compressed', 'encrypted']]);
  });

  test('one that follows a message', async () => {
    const { gaps } = await scanBytes({ a: Buffer.concat([signed, passwordMessage(noise(300))]) });
    expect(gaps.map(({ path, code }) => [path, code])).toEqual([['a', 'encrypted']]);
  });
});

test.each<[string, Uint8Array]>([
  ['a detached signature', signaturePacket()],
  ['a public key', packet(6, Buffer.concat([Buffer.of(4, 1, 2, 3, 4, 1, 0, 9), noise(60)]))],
  ['compressed noise', compressedPacket(1, noise(500))],
  ['compressed text', compressedPacket(1, deflateRawSync('no packets in here'))],
  ['a literal packet with another format', Buffer.concat([Buffer.of(0xcb, 10), Buffer.from('x\0AAAAabcd')])],
  ['text that is signed in the clear', Buffer.from('-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\ntext\n')],
  ['the BEGIN line in a document', Buffer.from('-----BEGIN PGP MESSAGE-----\nis how it begins.\n')],
])('%s is no message', (_, bytes) => {
  expect(openpgp.sniff(bytes)).toBe(false);
  expect(encrypted.some(({ sniff }) => sniff(bytes))).toBe(false);
});
