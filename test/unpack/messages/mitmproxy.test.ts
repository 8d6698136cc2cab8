import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { mitmproxy } from '../../../src/unpack/messages/mitmproxy.ts';
import { flow, netstring } from '../../builders/netstring.ts';
import { testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list } from '../observe.ts';

const body = brotliCompressSync(Buffer.from('what a server packs, '.repeat(20)));
const BROTLI = [['content-encoding', 'br']] as const;

test.each<[string, Buffer, number]>([
  ['one', flow(BROTLI, body), 1],
  ['of two flows', Buffer.concat([flow(BROTLI, body), flow([], Buffer.from('plain')), flow(BROTLI, body)]), 2],
  ['in the spelling of HTTP/1.1', flow([['Content-Encoding', 'br']], body), 1],
  ['behind another coding', flow([['content-encoding', 'gzip, br']], body), 1],
  ['with fields behind', flow([...BROTLI, ['content-type', 'text/plain']], body), 1],
  [
    'before version 0.18',
    netstring({ request: { headers: [['content-encoding', 'br'].map((text) => Buffer.from(text))], content: body } }),
    1,
  ],
])('bodies of Brotli: %s', async (_, bytes, count) => {
  expect(mitmproxy.sniff(bytes.subarray(0, mitmproxy.headBytes))).toBe(true);
  const { entries, troubles } = await list(mitmproxy, bytes);
  expect(troubles).toEqual([]);
  expect(entries.map((entry) => entry.bytes.equals(body))).toEqual(Array.from({ length: count }, () => true));
});

test.each<[string, Buffer]>([
  ['of a request that accepts it', flow([], body, [['accept-encoding', 'gzip, br']])],
  ['of a request that has another body', flow([], Buffer.from('plain'), BROTLI)],
  ['of another codec', flow([['content-encoding', 'gzip']], body)],
  ['that was not saved', flow(BROTLI, null)],
  ['of no bytes', flow(BROTLI, Buffer.of())],
])('none %s', async (_, bytes) => expect((await list(mitmproxy, bytes)).entries).toEqual([]));

test('one that is cut, or whose length lies, is given as far as it goes, and told', async () => {
  const whole = flow(BROTLI, body);
  const start = whole.indexOf(body);
  for (const bytes of [
    whole.subarray(0, start + 10),
    Buffer.from(whole.toString('latin1').replace(`content;${body.length}:`, 'content;999999999999:'), 'latin1'),
    Buffer.from(whole.toString('latin1').replace(`content;${body.length}:`, `content;${body.length - 1}:`), 'latin1'),
  ]) {
    const { entries, troubles } = await list(mitmproxy, bytes);
    expect(entries).toHaveLength(1);
    expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
  }
});

test('cut anywhere, nothing is thrown', async () => {
  const whole = flow(BROTLI, body);
  for (let length = 0; length < whole.length; length++)
    expect((await list(mitmproxy, whole.subarray(0, length))).error).toBe(undefined);
});

test('so many that they are too many are told', async () => {
  const one = flow(BROTLI, Buffer.of(6));
  const { troubles } = await list(mitmproxy, Buffer.concat(Array.from({ length: 10_001 }, () => one)));
  expect(troubles.map(({ trouble }) => trouble)).toEqual([
    { code: 'budget', message: expect.stringContaining('no option raises this limit: save') },
  ]);
});

test('headers without an end cost no square', async () => {
  const bytes = Buffer.from(`99:7:version;${'16:content-encoding,2:br,'.repeat(100_000)}`);
  expect((await list(mitmproxy, bytes)).entries).toEqual([]);
});

test('is told by its first key', () => {
  for (const text of ['12:30:45 version', '10:7:request', '2026:7:nothing;', '{"version":20}'])
    expect(mitmproxy.sniff(Buffer.from(text))).toBe(false);
});

test('a key in a body is found', async () => {
  const { privateKey, facts } = testKey('P-256');
  const pem = `${privateKey.export({ format: 'pem', type: 'pkcs8' })}`;
  const { findings, gaps } = await scanBytes({ flows: flow(BROTLI, brotliCompressSync(Buffer.from(pem))) });
  expect(gaps).toEqual([]);
  expect(findings.map((finding) => finding.facts.spkiSha256)).toEqual([facts.spkiSha256]);
});
