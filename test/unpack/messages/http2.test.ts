import { once } from 'node:events';
import { connect, createServer } from 'node:http2';
import { type AddressInfo, createConnection, createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { drain } from '../../../src/bytes/chunks.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { BudgetError } from '../../../src/model/errors.ts';
import { capture } from '../../../src/unpack/messages/capture.ts';
import { HpackDecoder } from '../../../src/unpack/messages/hpack.ts';
import { http2 } from '../../../src/unpack/messages/http2.ts';
import { buildCapture, segments } from '../../builders/capture.ts';
import { connection, frame, type Http2Frame, literal, number, PREFACE, SETTINGS } from '../../builders/http2.ts';
import { testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { AMPLE, list } from '../observe.ts';

const [DATA, HEADERS, PUSH_PROMISE, CONTINUATION] = [0, 1, 5, 9];
const END = 4;
const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');
const blocks = (...payloads: Uint8Array[]) =>
  connection(payloads.map((payload, index) => ({ type: HEADERS, flags: END, stream: 1 + 2 * index, payload })));

async function read(bytes: Uint8Array) {
  const { entries, error } = await list(http2, bytes);
  const texts = entries.map((entry) => [entry.name, entry.bytes.toString('latin1')] as const);
  return { headers: texts[0]?.[1], bodies: texts.slice(1), error: error ?? entries[0]?.error };
}

describe('headers', () => {
  // RFC 7541, appendix C.4 and C.6: requests and responses in Huffman code, the latter with a table of 256 bytes.
  test('are those of the specification', async () => {
    const requests = [
      '8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff',
      '8286 84be 5886 a8eb 1064 9cbf',
      '8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf',
    ];
    const { headers, error } = await read(blocks(...requests.map(hex)));
    expect(error).toBeUndefined();
    expect(headers?.split('\r\n\r\n').at(-2)?.split('\r\n')).toEqual([
      ...[':method: GET', ':scheme: https', ':path: /index.html', ':authority: www.example.com'],
      'custom-key: custom-value',
    ]);
    const responses = [
      '3fe1 01 4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3',
      '4883 640e ffc1 c0bf',
      `88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab 77ad 94e7 821d d7f2 e6c7 b335 dfdf cd5b 3960
       d5af 2708 7f36 72c1 ab27 0fb5 291f 9587 3160 65c0 03ed 4ee5 b106 3d50 07`,
    ];
    const answer = await read(blocks(...responses.map(hex)));
    expect(answer.error).toBeUndefined();
    expect(answer.headers?.split('\r\n\r\n').at(-2)?.split('\r\n')).toEqual([
      ...[':status: 200', 'cache-control: private', 'date: Mon, 21 Oct 2013 20:13:22 GMT'],
      ...['location: https://www.example.com', 'content-encoding: gzip'],
      'set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1',
    ]);
  });

  test('are what Node sends, of all characters, over many blocks', async () => {
    const words = Array.from(
      { length: 40 },
      (_, index) => `${index}`.repeat(index % 7) + String.fromCharCode(33 + 2 * index),
    );
    const seen = await sentByNode(words);
    const { headers, error } = await read(seen);
    expect(error).toBeUndefined();
    for (const word of words) {
      expect(headers).toContain(`authorization: Bearer ${word}\r\n`);
      expect(headers).toContain(`x-${word.length}: ${word}~\u00e9|\r\n`);
    }
  });

  test('may be padded, promised, with a priority, and go on in other frames', async () => {
    const field = literal('name', 'a value');
    const payloads: Http2Frame[] = [
      { type: HEADERS, flags: END | 8, payload: Buffer.concat([hex('03'), field, hex('000000')]) },
      { type: HEADERS, flags: END | 0x28, payload: Buffer.concat([hex('01 0000000010'), field, hex('00')]) },
      { type: PUSH_PROMISE, flags: END, payload: Buffer.concat([hex('00000002'), field]) },
      { type: HEADERS, payload: field.subarray(0, 3) },
      { type: CONTINUATION, payload: field.subarray(3, 4) },
      { type: CONTINUATION, flags: END, payload: field.subarray(4) },
    ];
    const { headers, error } = await read(connection(payloads.map((each) => ({ ...each, stream: 1 }))));
    expect([headers, error]).toEqual(['name: a value\r\n\r\n'.repeat(4), undefined]);
  });

  test('of a server have no preface', async () => {
    const bytes = connection([{ type: HEADERS, flags: END, stream: 1, payload: literal('name', 'value', 0x10) }], '');
    expect(http2.sniff(bytes)).toBe(true);
    expect((await read(bytes)).headers).toBe('name: value\r\n\r\n');
  });

  test.each([
    ['an entry that is none', hex('bf'), /table of headers has no entry 63/],
    ['entry 0', hex('80'), /no entry 0/],
    ['a number without end', hex('ffffffffffffffff'), /larger than any block/],
    // Its weight grows beyond all numbers, and zero times that is none.
    ['a number of zeros without end', Buffer.concat([hex('407f'), Buffer.alloc(400, 0x80)]), /larger than any block/],
    ['a string that is too long', hex('4001617f00'), /ends inside a field/],
    ['a code that is none', hex('4001 6185 ffffffffff'), /has its end in the middle/],
    ['half a code', hex('4001 6181 00'), /ends in the middle of a code/],
  ])('with %s are told, and what stands before them is read', async (_, wrong, message) => {
    const { headers, error } = await read(blocks(literal('first', 'read'), wrong, literal('name', 'not read')));
    expect(headers).toBe('first: read\r\n\r\n');
    expect(error?.message).toMatch(message);
    expect(error?.message).toMatch(/^the headers at offset \d+ cannot be read .*scanned as is$/);
  });

  test('fill no table beyond what it may hold', () => {
    const decoder = new HpackDecoder();
    const add = Buffer.concat(Array.from({ length: 500 }, (_, at) => literal(`n${at}`, 'v'.repeat(60))));
    expect([...decoder.fields(add, false)]).toHaveLength(500);
    const oldest = Math.floor(4096 / (32 + 4 + 60));
    expect([...decoder.fields(number(61 + oldest, 7, 0x80), false)]).toEqual([
      { name: `n${500 - oldest}`, value: 'v'.repeat(60) },
    ]);
    expect(() => [...decoder.fields(number(62 + oldest, 7, 0x80), false)]).toThrow(/no entry/);
    expect([...decoder.fields(Buffer.concat([number(0, 5, 0x20), literal('a', 'b')]), false)]).toHaveLength(1);
    expect(() => [...decoder.fields(number(62, 7, 0x80), false)]).toThrow(/no entry/);
  });
});

test('a table of many fields costs little for each that is new', () => {
  const decoder = new HpackDecoder();
  const size = number(1 << 22, 5, 0x20);
  const block = Buffer.concat([size, Buffer.alloc(3 * 1_200_000, Buffer.from([0x40, 0, 0]))]);
  for (const _ of decoder.fields(block, false));
  expect([...decoder.fields(number(61 + (1 << 17), 7, 0x80), false)]).toEqual([{ name: '', value: '' }]);
  expect(() => [...decoder.fields(number(62 + (1 << 17), 7, 0x80), false)]).toThrow(/no entry/);
});

test('what comes out of the table again and again is given once, and all that is new', () => {
  const decoder = new HpackDecoder();
  const [name, value] = ['n'.repeat(2000), 'v'.repeat(2000)];
  const again = Buffer.alloc(100_000, number(62, 7, 0x80));
  const named = Buffer.concat([number(62, 4), Buffer.from([5]), Buffer.from('token')]);
  const block = Buffer.concat([literal(name, value), again, named, number(2, 7, 0x80), literal('a', 'b')]);
  let characters = 0;
  const last: string[] = [];
  for (const field of decoder.fields(block, false)) {
    characters += field.name.length + field.value.length;
    last.push(`${field.name}: ${field.value}`);
    if (last.length > 3) last.shift();
  }
  expect(characters).toBeLessThan(33 * block.length);
  expect(characters).toBeGreaterThan(31 * block.length);
  expect(last).toEqual([`${'n'.repeat(64)}: token`, ':method: GET', 'a: b']);
});

test('empty frames that go on with headers keep nothing in memory', async () => {
  const first = { type: HEADERS, stream: 1, payload: literal('name', 'value') };
  const empty = Buffer.alloc(9 * 500_000, frame({ type: CONTINUATION, stream: 1 }));
  const bytes = Buffer.concat([connection([first]), empty, frame({ type: CONTINUATION, flags: END, stream: 1 })]);
  const { headers, error } = await read(bytes);
  expect([headers, error]).toEqual(['name: value\r\n\r\n', undefined]);
});

describe('bodies', () => {
  const data = (stream: number, payload: Uint8Array | string, flags = 0): Http2Frame => ({
    type: DATA,
    flags,
    stream,
    payload,
  });

  test('are put together by their streams, without padding; of one frame they are scanned as is', async () => {
    const bytes = connection([
      data(1, 'one, '),
      data(3, 'three, '),
      data(1, '\x02two\0\0', 8),
      data(5, 'five'),
      data(3, 'four'),
    ]);
    const { bodies } = await read(bytes);
    expect(bodies).toEqual([
      ['body of stream 1', 'one, two'],
      ['body of stream 3', 'three, four'],
    ]);
  });

  test('of Brotli are told by their headers, and what is packed is opened', async () => {
    const text = `${'a text that is packed. '.repeat(30)}${testKey('P-256').privateKey.export({ format: 'pem', type: 'pkcs8' })}`;
    const packed = brotliCompressSync(text);
    const header = { type: HEADERS, flags: END, stream: 1, payload: literal('content-encoding', 'br') };
    const { bodies } = await read(connection([header, data(1, packed), data(3, 'plain')]));
    expect(bodies).toEqual([['body of stream 1.br', packed.toString('latin1')]]);
    const gzip = gzipSync(text);
    const cut = connection([data(1, gzip.subarray(0, 30)), data(1, gzip.subarray(30))]);
    const { findings, gaps } = await scanBytes({ 'sent.http2': cut });
    expect([findings.map(({ path }) => path), gaps]).toEqual([['sent.http2!/body of stream 1!/data'], []]);
  });
});

test('bytes that end anywhere give what there is, and are no damage', async () => {
  const field = literal('a-name', 'a value of some length');
  const whole = connection([
    { type: HEADERS, flags: END, stream: 1, payload: Buffer.concat([field, number(62, 7, 0x80)]) },
    { type: DATA, stream: 1, payload: 'one' },
    { type: DATA, stream: 1, payload: 'two' },
  ]);
  const { headers, bodies } = await read(whole);
  for (let length = PREFACE.length + 15; length <= whole.length; length++) {
    const cut = await read(whole.subarray(0, length));
    expect(cut.error).toBeUndefined();
    expect(headers?.startsWith(cut.headers?.replace(/:?\s*$/, '') ?? '')).toBe(true);
    expect(bodies[0]![1].startsWith(cut.bodies[0]?.[1] ?? '')).toBe(true);
  }
});

test('what is no frame is told, once', async () => {
  for (const wrong of [
    { type: 0, stream: 0 },
    { type: 0x77, stream: 1 },
    { type: 4, stream: 3 },
    { type: 1, stream: 0x80000001 },
  ]) {
    const { error } = await read(Buffer.concat([connection([]), frame(wrong)]));
    expect(error?.message).toMatch(/expected a frame of HTTP\/2 at offset 39/);
  }
  const open = { type: HEADERS, stream: 1, payload: literal('a', 'b') };
  for (const frames of [[open, SETTINGS], [{ ...open, type: CONTINUATION }]])
    expect((await read(connection(frames))).error?.message).toMatch(/is not the one that the headers before it need/);
  const large = { type: HEADERS, stream: 1, payload: Buffer.alloc(1 << 20) };
  const rest = { type: CONTINUATION, stream: 1, flags: END, payload: Buffer.alloc(9) };
  expect((await read(connection([large, rest]))).error?.message).toMatch(/longer than 1 MiB/);
});

test('what begins otherwise is none', () => {
  const good = Buffer.concat([connection([]), frame({ type: 8, payload: hex('00010000') })]);
  expect(http2.sniff(good)).toBe(true);
  expect(http2.sniff(Buffer.from(PREFACE))).toBe(false);
  const settings = (payload: string, more: Partial<Http2Frame> = {}) =>
    frame({ type: 4, payload: hex(payload), ...more });
  const no = [
    settings('00'),
    settings('000000000000'),
    settings('002000000000'),
    settings('', { flags: 1 }),
    settings(''),
    // Numbers of four bytes: 4, 0, 5, 7, 0.
    hex('00000004 00000000 00000005 00000007 00000000'),
    Buffer.alloc(96),
  ];
  for (const bytes of no) expect(http2.sniff(bytes)).toBe(false);
  expect(http2.sniff(Buffer.concat([settings(''), settings('', { flags: 1 })]))).toBe(true);
});

test('in a capture one packet of it is opened, too', async () => {
  const bytes = connection([{ type: HEADERS, flags: END, stream: 1, payload: literal('name', 'value') }]);
  const frames = segments(bytes.toString('latin1'), 1000);
  const { entries } = await list(capture, buildCapture(frames));
  expect(entries.map((entry) => entry.name)).toEqual(['10.0.0.1:80 to 10.0.0.2:40000, 1 packet from 98 on']);
  expect(entries[0]!.bytes.equals(bytes)).toBe(true);
});

test('time is asked for', async () => {
  let now = 0;
  const spent = new Budget({ ...AMPLE, maxSeconds: 1 }, () => (now += 2000));
  const run = async () => {
    await drain(http2.entries(new MemorySource(connection([])), spent));
  };
  await expect(run()).rejects.toThrow(BudgetError);
});

/** All bytes that the client of Node, nghttp2, sends for a request with each word. */
async function sentByNode(words: readonly string[]): Promise<Buffer> {
  const server = createServer((_, response) => response.end('done'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const seen: Buffer[] = [];
  const tap = createTcpServer((socket) => {
    const onward = createConnection((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('data', (bytes) => seen.push(bytes));
    socket.pipe(onward).pipe(socket);
    for (const each of [socket, onward]) each.on('error', () => {});
  });
  tap.listen(0, '127.0.0.1');
  await once(tap, 'listening');
  const client = connect(`http://127.0.0.1:${(tap.address() as AddressInfo).port}`);
  for (const word of words) {
    const request = client.request({ authorization: `Bearer ${word}`, [`x-${word.length}`]: `${word}~\u00e9|` });
    request.resume();
    await once(request, 'close');
  }
  client.close();
  await once(client, 'close');
  for (const each of [server, tap]) each.close();
  return Buffer.concat(seen);
}
