import { generateKeyPairSync } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { drain } from '../../../src/bytes/chunks.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { BudgetError } from '../../../src/model/errors.ts';
import type { Entry } from '../../../src/unpack/container/container.ts';
import { capture } from '../../../src/unpack/messages/capture.ts';
import { StreamIndex } from '../../../src/unpack/messages/capture-streams.ts';
import { httpChunks } from '../../../src/unpack/messages/http-chunks.ts';
import { buildCapture, type Frame, type Link, segments } from '../../builders/capture.ts';
import { connection } from '../../builders/http2.ts';
import { webSocket } from '../../builders/websocket.ts';
import { testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { AMPLE, list } from '../observe.ts';

const TEXT = `HTTP/1.1 200 OK\r\n\r\n${'what a server sends, '.repeat(9)}the end`;
const textsOf = async (frames: readonly Frame[], style?: Parameters<typeof buildCapture>[1]) =>
  (await list(capture, buildCapture(frames, style))).entries.map(({ bytes }) => bytes.toString('latin1'));

describe('streams of TCP', () => {
  for (const format of ['pcap', 'pcapng'] as const)
    for (const order of ['little', 'big'] as const)
      test.each<Link>(['ethernet', 'vlan', 'cooked', 'cooked 2', 'raw', 'loopback'])(
        `in ${format}, ${order} endian, over %s`,
        async (link) => {
          for (const isIpv6 of [false, true])
            expect(await textsOf(segments(TEXT, 7), { format, order, link, isIpv6 })).toEqual([TEXT]);
        },
      );

  test('of a file with a version that no program writes', async () => {
    const bytes = Buffer.from(buildCapture(segments(TEXT, 7), { format: 'pcap', order: 'little' }));
    bytes.writeUInt16LE(5, 6);
    expect((await list(capture, bytes)).entries.map((entry) => entry.bytes.toString('latin1'))).toEqual([TEXT]);
    expect(capture.sniff(bytes)).toBe(true);
  });

  test('are put in order, and what came twice is given once', async () => {
    const frames = segments(TEXT, 10);
    const mixed = [frames[0]!, ...frames.slice(1).toReversed(), ...frames.slice(3, 6), ...segments(TEXT, 16)];
    expect(await textsOf(mixed)).toEqual([TEXT]);
  });

  test('go on where the numbers of their bytes begin anew', async () => {
    for (const first of [2 ** 32 - 5, 2 ** 32 - 100, 2 ** 31 - 50])
      expect(await textsOf(segments(TEXT, 10, first))).toEqual([TEXT]);
  });

  test('are two in two directions, and of two connections with the same ports', async () => {
    const answer = segments(TEXT, 10).map((frame) => ({ ...frame, from: 40_000, to: 80 }));
    expect(await textsOf([...segments('a question, in pieces', 5), ...answer])).toEqual([
      'a question, in pieces',
      TEXT,
    ]);
    const again = [{ sequence: 7000, data: '', isSyn: true }, ...segments('another', 4, 7001)];
    expect(await textsOf([...segments(TEXT, 10), ...again, again[0]!])).toEqual([TEXT, 'another']);
  });

  test('end where packets are missing, and begin anew behind them', async () => {
    const frames = segments(TEXT, 10);
    const parts = await textsOf([...frames.slice(0, 5), ...frames.slice(7, 12)]);
    expect(parts).toEqual([TEXT.slice(0, 50), TEXT.slice(70, 120)]);
  });

  test('of one packet are scanned as is', async () => {
    expect(await textsOf([...segments(TEXT, 1000), { sequence: 5, data: '' }])).toEqual([]);
  });

  test('say where they lie', async () => {
    const { entries } = await list(capture, buildCapture(segments(TEXT, 70)));
    expect(entries.map(({ name }) => name)).toEqual(['10.0.0.1:80 to 10.0.0.2:40000, 4 packets from 98 on']);
  });

  test('by the ten thousand end', async () => {
    const frames = Array.from({ length: 70_000 }, (_, at) => ({
      from: at & 0xffff,
      to: at >> 16,
      sequence: 1,
      data: 'x',
    }));
    expect(await textsOf([...segments(TEXT, 10), ...frames, ...segments(TEXT, 10)])).toEqual([TEXT, TEXT]);
  });
});

describe('packets that are missing', () => {
  const [CLIENT, SERVER] = [40_000, 80];
  const from = (port: number, bytes: Uint8Array, size: number): Frame[] =>
    segments(bytes, size).map((frame) => ({
      ...frame,
      from: port,
      to: port === CLIENT ? SERVER : CLIENT,
      isBack: port === SERVER,
    }));
  const upgraded = (protocol: string) =>
    Buffer.from(`HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`);
  const request = webSocket('client', []);
  const asked = from(CLIENT, request, request.length);
  const sent = from(CLIENT, webSocket('client', [{ data: 'x'.repeat(99) }, { data: 'a secret' }]), request.length);
  const answered = from(SERVER, upgraded('websocket'), 1000);
  const tornParts = async (frames: readonly Frame[]) =>
    (await list(capture, buildCapture(frames))).troubles.map(({ trouble, name }) => `${trouble.code} ${name}`);

  test('in WebSocket leave a gap, also in what the client sends, whose answer alone says what it is', async () => {
    expect(await tornParts([...asked, ...answered, ...sent.slice(1)])).toEqual([]);
    const clients = [...asked, ...answered, ...sent.slice(2)];
    expect(await tornParts(clients)).toEqual([expect.stringMatching(/^damaged 10\.0\.0\.1:40000 to 10\.0\.0\.2:80, /)]);
  });

  test('in HTTP/2 leave a gap, but in front of its beginning none', async () => {
    const both = connection([{ type: 0, flags: 0, stream: 1, payload: Buffer.alloc(200, 'a body, ') }]);
    const frames = from(CLIENT, both, 60);
    expect(await tornParts(frames)).toEqual([]);
    expect(await tornParts([...frames.slice(0, 2), ...frames.slice(3)])).toEqual([
      expect.stringMatching(/^damaged .*, 2 packets from \d+ on$/),
    ]);
    const later = frames.map((frame) => ({ ...frame, sequence: frame.sequence + 500 }));
    expect(await tornParts([...from(CLIENT, Buffer.from('GET / HTTP/1.1\r\n\r\n'), 9), ...later])).toEqual([]);
  });

  test('in what lies there plainly leave none', async () => {
    for (const begin of [upgraded('tcp'), upgraded('SPDY/3.1'), Buffer.from('HTTP/1.1 200 OK\r\n\r\n')]) {
      const frames = from(SERVER, Buffer.concat([begin, Buffer.alloc(500, 'a log, ')]), 100);
      expect(await tornParts([...frames.slice(0, 2), ...frames.slice(4)])).toEqual([]);
    }
  });

  test('of another connection with the same ports leave none', async () => {
    const again: Frame[] = [{ sequence: 7000, data: '', isSyn: true, from: CLIENT, to: SERVER }];
    const text = segments(TEXT, 10, 7001).map((frame) => ({ ...frame, from: CLIENT, to: SERVER }));
    expect(await tornParts([...asked, ...answered, ...again, ...text.slice(0, 3), ...text.slice(5)])).toEqual([]);
  });

  test('are no others than those behind a full index', () => {
    const segment = { stream: 'a to b', sequence: 7, isFirst: false, start: 0, end: 9 };
    const index = new StreamIndex();
    index.add(segment, 0, true);
    const next = new StreamIndex(index.packed());
    next.add({ ...segment, sequence: 16 }, 0, false);
    next.add({ ...segment, stream: 'c to d' }, 50, true);
    expect([...next.parts()].map(({ torn }) => torn)).toEqual(['before', undefined]);
    const anew = new StreamIndex(index.packed());
    anew.add({ ...segment, isFirst: true }, 0, true);
    expect([...anew.parts()].map(({ torn }) => torn)).toEqual([undefined]);
  });
});

test('a capture that is cut gives what there is, and says so', async () => {
  for (const format of ['pcap', 'pcapng'] as const) {
    const bytes = buildCapture(segments(TEXT, 10), { format });
    for (let length = 24; length < bytes.length; length++) {
      const { entries, error } = await list(capture, bytes.subarray(0, length));
      expect(TEXT.startsWith(entries[0]?.bytes.toString() ?? '')).toBe(true);
      if (error !== undefined) expect(error.message).toMatch(/the capture ends inside the packet at offset \d+/);
    }
  }
});

test('sizes that are wrong are told, and nothing is read beyond the end', async () => {
  for (const format of ['pcap', 'pcapng'] as const) {
    const bytes = buildCapture(segments(TEXT, 30), { format });
    for (let at = 24; at + 4 <= bytes.length; at++)
      for (const wrong of [0, 0xff, 0x7f_ff_ff_ff, 0xff_ff_ff_ff]) {
        const changed = Buffer.from(bytes);
        changed.writeUInt32LE(wrong, at);
        const { entries } = await list(capture, changed);
        expect(entries.reduce((sum, entry) => sum + entry.bytes.length, 0)).toBeLessThanOrEqual(bytes.length);
      }
  }
});

test('time is asked for', async () => {
  let now = 0;
  const spent = new Budget({ ...AMPLE, maxSeconds: 1 }, () => (now += 2000));
  const run = async () => {
    await drain(capture.entries(new MemorySource(buildCapture(segments(TEXT, 10))), spent));
  };
  await expect(run()).rejects.toThrow(BudgetError);
});

describe('bodies in chunks', () => {
  const chunked = (body: Buffer, size: number, end = '0\r\n\r\n') =>
    Buffer.concat([
      ...Array.from({ length: Math.ceil(body.length / size) }, (_, index) => {
        const chunk = body.subarray(index * size, (index + 1) * size);
        return Buffer.concat([Buffer.from(`${chunk.length.toString(16)};a=b\r\n`), chunk, Buffer.from('\r\n')]);
      }),
      Buffer.from(end),
    ]);
  const HEADERS = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nServer: test\r\n\r\n';
  const body = Buffer.from('a body that goes on for some chunks');

  test('are put together, one answer behind the other', async () => {
    const bytes = Buffer.concat([1, 5, 20].flatMap((size) => [Buffer.from(HEADERS), chunked(body, size)]));
    const { entries } = await list(httpChunks, bytes);
    expect(entries.map((entry) => entry.bytes.toString())).toEqual(Array.from({ length: 3 }, () => body.toString()));
  });

  test('that break off where something else stands are told, and those that are cut or were put together already are not', async () => {
    const whole = Buffer.concat([Buffer.from(HEADERS), chunked(body, 5)]);
    const broken = Buffer.from(whole);
    broken.write('no size', HEADERS.length + 2 * 12);
    const told = async (bytes: Uint8Array) =>
      (await list(httpChunks, bytes)).troubles.map(({ trouble }) => trouble.code);
    expect(await told(broken)).toEqual(['damaged']);
    for (let length = 0; length <= whole.length; length++) expect(await told(whole.subarray(0, length))).toEqual([]);
    for (const text of ['a body', '{"a": 1}', '', '<html>'])
      expect(await told(Buffer.from(HEADERS + text.repeat(99)))).toEqual([]);
  });

  test('end where the bytes end, or something else stands', async () => {
    const whole = Buffer.concat([Buffer.from(HEADERS), chunked(body, 5)]);
    for (let length = 0; length <= whole.length; length++) {
      const { entries, error } = await list(httpChunks, whole.subarray(0, length));
      expect([body.toString().startsWith(entries[0]?.bytes.toString() ?? ''), error]).toEqual([true, undefined]);
    }
    const { entries } = await list(httpChunks, Buffer.concat([Buffer.from(HEADERS), chunked(body, 5, 'zz\r\n')]));
    expect(entries.map((entry) => entry.bytes.toString())).toEqual([body.toString()]);
  });

  test.each([
    ['of one chunk', Buffer.concat([Buffer.from(HEADERS), chunked(body, 100)])],
    [
      'named elsewhere',
      Buffer.from('GET /chunked HTTP/1.1\r\nX: chunked\r\n\r\n5\r\nhello\r\n5\r\nhello\r\n0\r\n\r\n'),
    ],
    ['whose headers do not end', Buffer.from(`HTTP/1.1 200 OK${'\r\nTransfer-Encoding: chunked'.repeat(3000)}`)],
  ])('%s are left as is', async (_, bytes) => expect((await list(httpChunks, bytes)).entries).toEqual([]));

  test('show a key that was packed and sent in many packets', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const answer = Buffer.concat([Buffer.from(HEADERS), chunked(gzipSync(`key:\n${pem}`), 40)]);
    const { findings, gaps } = await scanBytes({ 'ci.pcap': buildCapture(segments(answer, 33)) });
    expect(gaps).toEqual([]);
    expect(findings.map(({ places }) => places[0]!.path)).toEqual([
      expect.stringMatching(
        /^ci\.pcap!\/10\.0\.0\.1:80 to 10\.0\.0\.2:40000, \d+ packets from \d+ on!\/body at 61!\/data$/,
      ),
    ]);
  });
});

describe('bodies of Brotli', () => {
  const body = brotliCompressSync(Buffer.from('what a server packs, '.repeat(20)));
  const answer = (fields: string, sent: Uint8Array, first = 'HTTP/1.1 200 OK') =>
    Buffer.concat([Buffer.from(`${first}\r\n${fields}\r\n\r\n`), sent]);
  const inChunks = Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);
  const length = `Content-Length: ${body.length}`;

  test.each<[string, Uint8Array]>([
    ['up to the end', answer('Content-Encoding: br', body)],
    ['with its length', answer(`content-encoding: br\r\n${length}`, Buffer.concat([body, Buffer.from('other')]))],
    ['in one chunk', answer('Content-Encoding: br\r\nTransfer-Encoding: chunked', inChunks)],
    [
      'behind another answer',
      Buffer.concat([answer('X: 1', Buffer.from('abc')), answer('Content-Encoding: br', body)]),
    ],
    ['behind another coding', answer('Content-Encoding: gzip, br', body)],
    ['as curl prints one of HTTP/2', answer('content-encoding: br', body, 'HTTP/2 200 ')],
    ['said to be in chunks', answer('Transfer-Encoding: chunked\r\nContent-Encoding: br', body)],
  ])('%s', async (_, bytes) => {
    const { entries } = await list(httpChunks, bytes);
    expect(entries).toHaveLength(1);
    expect(entries[0]!.name).toMatch(/^body at \d+\.br$/);
    expect(entries[0]!.bytes.equals(body)).toBe(true);
  });

  test('one without a length ends where the next answer begins', async () => {
    const one = answer('Content-Encoding: br', body);
    for (const between of ['', '\r\n', '\n', '=====\n']) {
      const { entries } = await list(
        httpChunks,
        Buffer.concat([one, Buffer.from(between), one, Buffer.from(between), one]),
      );
      expect(entries).toHaveLength(3);
      for (const { bytes } of entries) expect(bytes.subarray(0, body.length).equals(body)).toBe(true);
    }
  });

  test('a chunk that the next answer cuts hides none', async () => {
    const cut = answer('Transfer-Encoding: chunked', Buffer.from('4000\r\nsome of it'));
    const { entries } = await list(httpChunks, Buffer.concat([cut, answer('Content-Encoding: br', body)]));
    expect(entries.map(({ bytes }) => bytes.equals(body))).toEqual([true]);
  });

  test('so many that they are too many are told', async () => {
    const small = answer('Content-Encoding: br\r\nContent-Length: 1', Buffer.of(6));
    const { troubles } = await list(httpChunks, Buffer.concat(Array.from({ length: 10_001 }, () => small)));
    expect(troubles.map(({ trouble }) => trouble)).toEqual([
      { code: 'budget', message: expect.stringContaining('no option raises this limit: cut the file') },
    ]);
  });

  test('a longer one than there is ends with the bytes', async () => {
    const bytes = answer('Content-Encoding: br\r\nContent-Length: 999999999999999', body);
    expect((await list(httpChunks, bytes)).entries[0]!.bytes.equals(body)).toBe(true);
  });

  test.each<[string, Uint8Array]>([
    ['of a request that accepts it', answer('Accept-Encoding: gzip, br', body, 'GET / HTTP/1.1')],
    ['of another codec', answer('Content-Encoding: brx', body)],
    [
      'that was unpacked by who wrote it down',
      answer('Content-Encoding: br', Buffer.from('{"name": "what a server packs"}\n')),
    ],
    ['of an answer that has none', answer('Content-Encoding: br', body, 'HTTP/1.1 304 Not Modified')],
    ['of no bytes', answer('Content-Encoding: br\r\nContent-Length: 0', body)],
  ])('none %s', async (_, bytes) => expect((await list(httpChunks, bytes)).entries).toEqual([]));

  test('fields without an end cost no square', async () => {
    const bytes = Buffer.from(`HTTP/1.1 200 OK${'\r\nContent-Encoding: br'.repeat(200_000)}`);
    expect((await list(httpChunks, bytes)).entries).toEqual([]);
  });

  test('a key in one is found', async () => {
    const { privateKey, facts } = testKey('P-256');
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
    const bytes = answer('Content-Encoding: br', brotliCompressSync(`${pem}`));
    const { findings } = await scanBytes({ 'answer.http': bytes });
    expect(findings.map((finding) => finding.facts.spkiSha256)).toEqual([facts.spkiSha256]);
  });
});

describe('packed bodies that the bytes end in', () => {
  const text = Array.from({ length: 3000 }, (_, at) => `line ${at}`).join('\n');
  const answer = (coding: string, body: Uint8Array, more = '') =>
    Buffer.concat([
      Buffer.from(`HTTP/1.1 200 OK\r\ncontent-encoding: ${coding}\r\nContent-Length: ${body.length}\r\n${more}\r\n`),
      body,
    ]);
  const told = async (bytes: Uint8Array) =>
    (await list(httpChunks, bytes)).troubles.map(({ trouble, name }) => `${trouble.code} ${name}`);

  test.each<[string, Uint8Array]>([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['zstd', Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), Buffer.alloc(999, 7)])],
  ])('by %s are told, and whole ones are not', async (coding, body) => {
    const whole = answer(coding, body);
    expect(await told(whole)).toEqual([]);
    expect(await told(whole.subarray(0, -1))).toEqual([`damaged body at ${whole.length - body.length}`]);
    expect(await told(whole.subarray(0, whole.length - body.length))).toEqual([]);
  });

  test('and that lie there unpacked are not', async () => {
    for (const plain of ['<html>', '{}', '\x89PNG\r\n\x1a\n'])
      expect(await told(answer('gzip', Buffer.from(plain.repeat(9), 'latin1')).subarray(0, -5))).toEqual([]);
  });

  test('leave a gap in a capture that lacks a packet, also right behind the first one', async () => {
    const frames = segments(answer('gzip', gzipSync(text)), 500);
    for (const lost of [1, 2, 5]) {
      const bytes = buildCapture(frames.filter((_, at) => at !== lost));
      const { gaps } = await scanBytes({ 'ci.pcap': bytes });
      expect(gaps.map(({ code, path }) => [code, path])).toEqual([
        ['damaged', expect.stringMatching(/^ci\.pcap!\/10\..* from 98 on!\/body at \d+$/)],
      ]);
    }
  });
});

test('chunks of a byte are handed on together', async () => {
  const bytes = Buffer.from(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\na\r\n'.repeat(5000)}`);
  let count = 0;
  for await (const item of httpChunks.entries(new MemorySource(bytes), new Budget(AMPLE)) as AsyncIterable<Entry>)
    for await (const chunk of item.open()) count += chunk.length === 5000 ? 1 : 0;
  expect(count).toBe(1);
});
