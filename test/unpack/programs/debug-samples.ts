import { brotliCompressSync } from 'node:zlib';
import { buildCapture, segments } from '../../builders/capture.ts';
import { crashDump, listCells } from '../../builders/erl-crash-dump.ts';
import { hiveOf, wide } from '../../builders/hive.ts';
import { connection, literal } from '../../builders/http2.ts';
import { inPieces, netlogOf } from '../../builders/netlog.ts';
import { flow } from '../../builders/netstring.ts';
import { webSocket } from '../../builders/websocket.ts';
import type { ContainerSample } from '../container-samples.ts';

const mark = (text: string) => `<mark: ${text}>`;

export function captureSamples(): readonly ContainerSample[] {
  const stream = `${mark('the first packet')}${'.'.repeat(40)}${mark('over two packets')}${mark('the end')}`;
  const frames = [...segments(stream, 80), { sequence: 7, data: mark('one packet'), from: 443 }];
  const marks = ['the first packet', 'over two packets', 'the end', 'one packet'].map(mark);
  return (['pcap', 'pcapng'] as const).map((format) => ({
    variant: format,
    bytes: buildCapture(frames, { format }),
    marks,
  }));
}

export function httpChunksSamples(): readonly ContainerSample[] {
  const chunks = ['the first chunk', 'another chunk'].map(
    (text) => `${mark(text).length.toString(16)}\r\n${mark(text)}\r\n`,
  );
  const cut = mark('in two chunks');
  const bytes = Buffer.from(
    `HTTP/1.1 200 OK\r\nX: ${mark('a field')}\r\ntransfer-encoding: chunked\r\n\r\n${chunks.join('')}` +
      `5\r\n${cut.slice(0, 5)}\r\n${(cut.length - 5).toString(16)}\r\n${cut.slice(5)}\r\n0\r\n\r\n${mark('behind')}`,
  );
  return [
    {
      variant: 'an answer',
      bytes,
      marks: ['a field', 'the first chunk', 'another chunk', 'in two chunks', 'behind'].map(mark),
    },
    {
      variant: 'an answer in a web archive',
      bytes: Buffer.concat([Buffer.from('WARC/1.1\r\nWARC-Type: response\r\n\r\n'), bytes]),
      marks: ['a field', 'the first chunk', 'another chunk', 'in two chunks', 'behind'].map(mark),
    },
  ];
}

export function registryHiveSamples(): readonly ContainerSample[] {
  const [text, line, long] = ['a value', 'in a list', 'in two pieces'].map(mark) as [string, string, string];
  const bytes = hiveOf([
    { name: 'a', type: 1, data: wide(text) },
    { name: 'b', type: 7, data: wide('one', line, '') },
    { name: 'c', type: 3, data: Buffer.from(`${'.'.repeat(16_338)}${long}${'.'.repeat(99)}`) },
  ]);
  return [{ variant: 'values', bytes, marks: [text, line, long] }];
}

export function mitmproxySamples(): readonly ContainerSample[] {
  const [field, body, behind] = ['a field', 'in a body', 'in the next flow'].map(mark) as [string, string, string];
  const packed = flow(
    [
      ['x', field],
      ['content-encoding', 'br'],
    ],
    brotliCompressSync(Buffer.from(body)),
  );
  return [
    { variant: 'a flow', bytes: Buffer.concat([packed, flow([], Buffer.from(behind))]), marks: [field, body, behind] },
  ];
}

export function netlogSamples(): readonly ContainerSample[] {
  const marks = ['in two reads', 'in two writes', 'of a page'].map(mark);
  const events = marks.flatMap((text, type) =>
    inPieces(Buffer.from(text), 12).map((bytes) => ({ id: 7, type, bytes })),
  );
  return (['base64', 'hex'] as const).map((coding) => ({ variant: coding, bytes: netlogOf(events, coding), marks }));
}

export function http2Samples(): readonly ContainerSample[] {
  const [field, body, cut] = ['a field', 'in a frame', 'in two frames'].map(mark) as [string, string, string];
  const bytes = connection([
    { type: 1, stream: 1, payload: literal('x', field).subarray(0, 9) },
    { type: 9, flags: 4, stream: 1, payload: literal('x', field).subarray(9) },
    { type: 0, stream: 1, payload: cut.slice(0, 5) },
    { type: 0, stream: 3, payload: body },
    { type: 0, stream: 1, payload: cut.slice(5) },
  ]);
  return [{ variant: 'what a client sends', bytes, marks: [field, body, cut] }];
}

export function httpUpgradeSamples(): readonly ContainerSample[] {
  const [field, text, cut, last] = ['a field', 'a message', 'in two frames', 'the last'].map(mark) as [
    string,
    string,
    string,
    string,
  ];
  const frames = [
    { data: text },
    { data: cut.slice(0, 6), isLast: false },
    { type: 0, data: cut.slice(6) },
    { type: 2, data: last },
  ];
  const bytes = webSocket('client', frames, [`X: ${field}`, 'Upgrade: websocket']);
  return [{ variant: 'what a client sends', bytes, marks: [field, text, cut, last] }];
}

export function erlCrashDumpSamples(): readonly ContainerSample[] {
  const texts = ['a string', 'another string'].map(mark);
  const bytes = crashDump(listCells(texts[0]!), [`7F00:A${mark('as it lies')}`], listCells(texts[1]!, 0x9000));
  return [{ variant: 'strings', bytes, marks: [...texts, mark('as it lies')] }];
}
