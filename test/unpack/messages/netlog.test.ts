import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { drain } from '../../../src/bytes/chunks.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { BudgetError, FormatError } from '../../../src/model/errors.ts';
import { netlog } from '../../../src/unpack/messages/netlog.ts';
import { inPieces, netlogOf } from '../../builders/netlog.ts';
import { testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { AMPLE, list } from '../observe.ts';

const TEXT = Buffer.from('HTTP/1.1 200 OK\r\n\r\nwhat a server sends, in reads of a few bytes');
const events = (bytes: Uint8Array, size: number, id = 7, type = 72) =>
  inPieces(bytes, size).map((piece) => ({ id, type, bytes: piece }));

test.each(['base64', 'hex'] as const)('pieces in %s are put together', async (coding) => {
  for (const size of [1, 2, 3, 10, 50]) {
    const { entries, troubles } = await list(netlog, netlogOf(events(TEXT, size), coding));
    expect(troubles).toEqual([]);
    expect(entries.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
      [`source 7, type 72, ${Math.ceil(TEXT.length / size)} pieces`, TEXT.toString()],
    ]);
  }
});

test('streams come in turns, in two directions', async () => {
  const [one, other, sent] = [events(TEXT, 20), events(TEXT, 20, 9), events(Buffer.from('GET / HTTP/1.1'), 7, 7, 73)];
  const mixed = one.flatMap((event, index) => [event, other[index]!, ...(sent[index] ? [sent[index]] : [])]);
  const { entries } = await list(netlog, netlogOf(mixed));
  expect(entries.map(({ bytes }) => bytes.toString())).toEqual([`${TEXT}`, `${TEXT}`, 'GET / HTTP/1.1']);
});

test('what is one piece is for codings to read', async () => {
  expect((await list(netlog, netlogOf(events(TEXT, 1000)))).entries).toEqual([]);
});

test('long pieces are read little by little', async () => {
  const long = Buffer.alloc(300_001, 'a long body, ');
  for (const coding of ['base64', 'hex'] as const) {
    const { entries } = await list(netlog, netlogOf(events(long, 200_000), coding));
    expect(entries[0]!.bytes.equals(long)).toBe(true);
  }
});

test('cut anywhere, and with other digits, nothing is thrown', async () => {
  const whole = netlogOf(events(TEXT, 20));
  for (let length = 0; length < whole.length; length += 3)
    expect((await list(netlog, whole.subarray(0, length))).error).toBe(undefined);
  const strange = Buffer.from(whole.toString().replace('"bytes":"', '"bytes":"%%%\\u0000'));
  expect((await list(netlog, strange)).error).toBe(undefined);
});

test('events without a source are left as is, and told once', async () => {
  const bytes = Buffer.from(`{"constants":{},"events":[${'{"params":{"bytes":"YWJj"}},'.repeat(1000)}]}`);
  const { entries, troubles } = await list(netlog, bytes);
  expect(entries).toEqual([]);
  expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
});

test('what stands behind a value costs no square of it', async () => {
  const source = `"source":{${'"id":1,'.repeat(8)}"id":111111111111,${'x'.repeat(168)}\n`;
  const unit = `${'bytes":"'.repeat(22)}"}${' '.repeat(60)}${source}`;
  const { error } = await list(netlog, Buffer.from(`{"constants":{"a":1},"events":[\n${unit.repeat(6000)}]}`));
  expect(error).toBe(undefined);
});

test('a log of a browser that was killed is told, and so are other digits', async () => {
  const whole = netlogOf(events(TEXT, 20));
  const { entries, troubles } = await list(netlog, whole.subarray(0, whole.length - 4));
  expect(entries).toHaveLength(1);
  expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
  const [entry] = (await list(netlog, Buffer.from(whole.toString().replace('"bytes":"SF', '"bytes":"\0\0')))).entries;
  expect(entry!.error).toBeInstanceOf(FormatError);
});

test('so many pieces that they are too many are told', async () => {
  const { troubles } = await list(netlog, netlogOf(events(Buffer.alloc(500_001), 1)));
  expect(troubles.map(({ trouble }) => trouble)).toEqual([
    { code: 'budget', message: expect.stringContaining('no option raises this limit: record') },
  ]);
});

test('the time is asked for', async () => {
  const late = new Budget({ ...AMPLE, maxSeconds: -1 });
  const read = async () => {
    await drain(netlog.entries(new MemorySource(netlogOf(events(TEXT, 20))), late));
  };
  await expect(read()).rejects.toThrow(BudgetError);
});

test.each(['{"constants":{"a":1},\n"events": [', '{\n  "constants": {'])('%j is one', (text) =>
  expect(netlog.sniff(Buffer.from(text))).toBe(true),
);
test.each(['{"events":[', '{"constants":[', '"constants":{'])('%j is none', (text) =>
  expect(netlog.sniff(Buffer.from(text))).toBe(false),
);

test('a key over two reads is found, and one in a body of Brotli', async () => {
  const { privateKey, facts } = testKey('P-256');
  const pem = Buffer.from(`${privateKey.export({ format: 'pem', type: 'pkcs8' })}`);
  const packed = Buffer.concat([
    Buffer.from('HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n'),
    brotliCompressSync(pem),
  ]);
  for (const sent of [pem, packed]) {
    const { findings, gaps } = await scanBytes({ 'netlog.json': netlogOf(events(sent, 90)) });
    expect(gaps).toEqual([]);
    expect(findings.map((finding) => finding.facts.spkiSha256)).toContain(facts.spkiSha256);
  }
});
