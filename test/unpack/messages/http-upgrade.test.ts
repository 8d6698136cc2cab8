import { deflateRawSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { drain } from '../../../src/bytes/chunks.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { BudgetError } from '../../../src/model/errors.ts';
import { ZlibPump } from '../../../src/unpack/codecs/zlib-pump.ts';
import { httpUpgrade } from '../../../src/unpack/messages/http-upgrade.ts';
import { buildCapture, segments } from '../../builders/capture.ts';
import { connection, literal } from '../../builders/http2.ts';
import { type WebSocketFrame, webSocket, webSocketFrame } from '../../builders/websocket.ts';
import { testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { AMPLE, list, observe } from '../observe.ts';

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');
const [BINARY, CLOSE, PING] = [2, 8, 9];

async function read(bytes: Uint8Array) {
  const { entries, error } = await list(httpUpgrade, bytes);
  return { texts: entries.map((entry) => entry.bytes.toString('latin1')), error: error ?? entries[0]?.error };
}

const messages = (...frames: WebSocketFrame[]) => read(webSocket('client', frames));

/** As RFC 7692, section 7.2.1, has it: what each adds to those before, without the end of an empty block. */
function packedInTurn(texts: readonly string[]): Buffer[] {
  return texts.map((text, index) => {
    const dictionary = Buffer.from(texts.slice(0, index).join(''));
    const bytes = deflateRawSync(text, { finishFlush: 2, ...(index > 0 && { dictionary }) });
    return bytes.subarray(0, bytes.length - 4);
  });
}

describe('messages of WebSocket', () => {
  // RFC 6455, section 5.7, and RFC 7692, section 7.2.3.
  test.each([
    ['masked', '8185 37fa213d 7f9f4d5158', 'Hello\n'],
    ['in two frames', '0103 48656c 8002 6c6f', 'Hello\n'],
    ['with a ping between their frames', '0103 48656c 8905 48656c6c6f 8002 6c6f', 'Hello\n'],
    ['packed', 'c107 f248cdc9c90700', 'Hello\n'],
    ['packed, in two frames', '4103 f248cd 8004 c9c90700', 'Hello\n'],
    ['that refer to one before', 'c107 f248cdc9c90700 c105 f200110000', 'Hello\nHello\n'],
    ['that are not compressed', 'c10b 000500faff48656c6c6f00', 'Hello\n'],
    ['that end the stream', 'c108 f348cdc9c9070000 c107 f248cdc9c90700', 'Hello\nHello\n'],
    ['that end the stream without a byte behind it', 'c107 f348cdc9c90700 c107 f248cdc9c90700', 'Hello\nHello\n'],
    ['of two streams', 'c10d f348cdc90100 f248cdc9c90700', 'HellHello\n'],
    ['of two streams, in two frames', '4107 f348cdc9c90700 8008 f348cdc9c9070000', 'HelloHello\n'],
    ['of two blocks', 'c10d f248050000 00ffffcac9c90700', 'Hello\n'],
    ['that are empty', 'c107 f248cdc9c90700 c100 c10100 c105 f200110000', 'Hello\n\n\nHello\n'],
    ['whose last frame is empty', '4107 f248cdc9c90700 8000 c105 f200110000', 'Hello\nHello\n'],
  ])('%s', async (_, frames, text) => {
    const side = /^8185/.test(frames) ? 'client' : 'server';
    const { texts, error } = await read(Buffer.concat([webSocket(side, []), hex(frames)]));
    expect([texts, error]).toEqual([[text], undefined]);
  });

  test('of all lengths, and bytes that are one stream', async () => {
    for (const length of [0, 1, 125, 126, 127, 65_535, 65_536, 200_001]) {
      const data = Buffer.alloc(length, 'a text of some length, ');
      expect((await messages({ data }, { data: 'the end' })).texts).toEqual([`${data}\nthe end\n`]);
      expect((await messages({ type: BINARY, data }, { type: BINARY, data })).texts).toEqual([`${data}${data}`]);
    }
  });

  test('share what was sent before, but for those that are not packed', async () => {
    const texts = ['{"name": "a value"}', '{"name": "a value", "more": 1}', '{"name": "another value"}'];
    const frames = packedInTurn(texts).flatMap((data) => [{ data, isPacked: true }, { data: 'as it is' }]);
    for (const side of ['client', 'server'] as const)
      expect(await read(webSocket(side, frames))).toEqual({
        texts: [`${texts.join('\nas it is\n')}\nas it is\n`],
        error: undefined,
      });
  });

  test('cost a write each, and none where a stream ends in them', async () => {
    const write = vi.spyOn(ZlibPump.prototype, 'write');
    const writesFor = async (...frames: WebSocketFrame[]) => {
      write.mockClear();
      const { texts, error } = await messages(...frames);
      return { text: texts.join(''), error, writes: write.mock.calls.length };
    };
    const texts = Array.from({ length: 100 }, (_, index) => `message ${index}`);
    const frames = packedInTurn(texts).map((data) => ({ data, isPacked: true }));
    expect(await writesFor(...frames)).toEqual({ text: `${texts.join('\n')}\n`, error: undefined, writes: 100 });
    const ended = { data: hex('f348cdc9c9070000'), isPacked: true };
    const many = { data: Buffer.alloc(20_000, hex('0300')), isPacked: true };
    const [empty, none] = [
      { data: hex('00'), isPacked: true },
      { data: hex(''), isPacked: true },
    ];
    expect(await writesFor(ended, many, ended, empty, none)).toEqual({
      text: 'Hello\n\nHello\n\n\n',
      error: undefined,
      writes: 0,
    });
    write.mockRestore();
  });

  test('that lie there plainly are none', async () => {
    const frames = [
      { data: 'a text' },
      { type: PING, data: 'a ping' },
      { data: 'more' },
      { type: BINARY, data: 'bytes' },
    ];
    expect((await read(webSocket('server', frames))).texts).toEqual([]);
  });

  test('end where the connection is closed', async () => {
    const { texts, error } = await messages({ data: 'the end' }, { type: CLOSE, data: '' }, { data: 'x', type: 7 });
    expect([texts, error]).toEqual([['the end\n'], undefined]);
  });

  test('that are cut give what there is', async () => {
    const frames = packedInTurn(['one message', 'another message']).map((data) => ({ data, isPacked: true }));
    const whole = webSocket('client', [...frames, { data: 'z'.repeat(200) }]);
    const all = `one message\nanother message\n${'z'.repeat(200)}\n`;
    for (let length = 0; length < whole.length; length++) {
      const { texts, error } = await read(whole.subarray(0, length));
      expect([all.startsWith(texts[0] ?? ''), error]).toEqual([true, undefined]);
    }
    expect((await read(whole)).texts).toEqual([all]);
  });

  test('behind which something else stands, or that cannot be unpacked, are told', async () => {
    const other = Buffer.concat([webSocket('client', [{ data: 'a text' }]), Buffer.from('GET / HTTP/1.1\r\n\r\n')]);
    const { texts, error } = await read(other);
    expect([texts, error?.message]).toEqual([
      ['a text\n'],
      expect.stringMatching(/a frame of WebSocket at offset \d+/),
    ]);
    const broken = await messages({ data: 'a text' }, { data: Buffer.alloc(9, 0xff), isPacked: true });
    expect([broken.texts, broken.error?.message]).toEqual([['a text\n'], expect.stringMatching('cannot be unpacked')]);
  });

  test.each([
    [
      'a server refuses',
      'HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\n\r\n',
      webSocketFrame({ data: 'x', isLast: false }),
    ],
    ['another request follows', 'GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n', Buffer.from('POST / HTTP/1.1\r\n\r\n')],
    ['text follows', 'HTTP/1.1 101 OK\r\nUpgrade: websocket\r\n\r\n', Buffer.from('Hot diggity dogg')],
    // Its first letter is that of a first piece of a message that is packed.
    ['a document goes on', 'HTTP/1.1 101 OK\r\nUpgrade: websocket\r\n\r\n', Buffer.from('A message is sent.\r\n')],
    ['a request has text behind it', 'GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n', Buffer.from('A\u00e9ro\r\n')],
    ['nothing follows', 'HTTP/1.1 101 OK\r\nUpgrade: websocket\r\n\r\n', Buffer.of()],
    ['it stops before what it brings', 'POST / HTTP/1.1\r\nUpgrade: h2c\r\nContent-Length: 999\r\n\r\n', Buffer.of(1)],
    ['it is another protocol', 'HTTP/1.1 101 OK\r\nUpgrade: tcp\r\n\r\n', webSocketFrame({ data: 'x', isLast: false })],
    ['its head does not end', `GET / HTTP/1.1${'\r\nUpgrade: websocket'.repeat(3000)}`, Buffer.of()],
  ])('none where %s', async (_, head, behind) =>
    expect(await read(Buffer.concat([Buffer.from(head), behind]))).toEqual({ texts: [], error: undefined }),
  );

  test('behind other messages, and a tunnel', async () => {
    const socket = webSocket('client', [{ data: 'a text' }], ['upgrade:WebSocket', 'X: 1']);
    for (const before of [
      'GET /page HTTP/1.1\r\nUpgrade-Insecure-Requests: 1\r\n\r\n',
      'CONNECT localhost:80 HTTP/1.1\r\n\r\n',
    ])
      expect((await read(Buffer.concat([Buffer.from(before), socket]))).texts).toEqual(['a text\n']);
  });

  test('ask for the time', async () => {
    let now = 0;
    const spent = new Budget({ ...AMPLE, maxSeconds: 1 }, () => (now += 2000));
    const run = async () => {
      await drain(httpUpgrade.entries(new MemorySource(webSocket('client', [{ data: 'x' }])), spent));
    };
    await expect(run()).rejects.toThrow(BudgetError);
  });

  test('that a capture holds show a key, also of a server in one packet', async () => {
    const { privateKey, facts } = testKey('P-256');
    const data = `${privateKey.export({ type: 'pkcs8', format: 'pem' })}`;
    const [packed] = packedInTurn([data]);
    for (const [bytes, size] of [
      [webSocket('client', [{ data }]), 100],
      [webSocket('server', [{ data: packed!, isPacked: true }]), 5000],
    ] as const) {
      const { findings, gaps } = await scanBytes({ 'ci.pcap': buildCapture(segments(bytes, size)) });
      expect(gaps).toEqual([]);
      expect(findings.map((finding) => finding.facts.spkiSha256)).toEqual([facts.spkiSha256]);
      expect(findings[0]!.places[0]!.path).toMatch(
        /^ci\.pcap!\/10\..* from 98 on!\/messages of WebSocket from byte \d+ on$/,
      );
    }
  });
});

describe('HTTP/2', () => {
  const both = connection([{ type: 1, flags: 4, stream: 1, payload: literal('x', 'a value') }]);
  const answer = connection([{ type: 1, flags: 4, stream: 1, payload: literal('x', 'a value') }], '');

  test.each([
    ['behind a request', 'GET / HTTP/1.1\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n', both],
    ['behind what a request brings', 'POST / HTTP/1.1\r\nUpgrade: h2c\r\nContent-Length: 5\r\n\r\nhello', both],
    ['behind an answer', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n', answer],
  ])('%s', async (_, head, behind) => {
    const { entries } = await list(httpUpgrade, Buffer.concat([Buffer.from(head), behind]));
    expect(entries.map(({ name, bytes }) => [name, bytes.equals(behind)])).toEqual([
      [`HTTP/2 from byte ${head.length} on`, true],
    ]);
    const { formats } = await observe(Buffer.concat([Buffer.from(head), behind]));
    expect(formats).toMatchObject({ http2: 1 });
  });
});
