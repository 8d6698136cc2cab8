import { expect, test } from 'vitest';
import { terminalRecording } from '../../../src/unpack/messages/terminal-recording.ts';
import { list, noise } from '../observe.ts';

const HEAD = '{"version": 2, "width": 80, "height": 24, "env": {"TERM": "xterm"}}\n';
const text = `ünïcode \u001b[1m${noise(60_000).toString('base64')}`;

function eventsOf(kind: string, pieceLength: number): string {
  let events = '';
  for (let at = 0; at < text.length; at += pieceLength)
    events += `${JSON.stringify([at / 100, kind, text.slice(at, at + pieceLength)])}\n`;
  return events;
}

async function entriesOf(recording: string) {
  const { entries, troubles } = await list(terminalRecording, Buffer.from(recording));
  expect(troubles).toEqual([]);
  return entries.map(({ name, bytes }) => [name, bytes.toString()]);
}

test.each([1, 37, 100_000])('texts in pieces of %i characters are joined', async (pieceLength) => {
  const recording = HEAD + eventsOf('o', pieceLength) + eventsOf('i', pieceLength);
  expect(await entriesOf(recording)).toEqual([
    ['output', text],
    ['input', text],
  ]);
});

test('version 3, with other events between', async () => {
  const recording = `{"version":3,"term":{"cols":80}}\n# a comment\n[0.1, "o", "a"]\n[0.2, "r", "80x24"]\n[0.1, "o", "b"]\n`;
  expect(await entriesOf(recording)).toEqual([['output', 'ab']]);
});

test('one that is cut off gives what is there, and other JSON nothing', async () => {
  expect(await entriesOf(`${HEAD}[0.1, "o", "a"]\n[0.2, "o", "b`)).toEqual([['output', 'a']]);
  expect(await entriesOf('{"version": 2, "width": 80}\n[1, 2]\n[[[\n["a", "o", "b"]\n')).toEqual([]);
});

test('a line without end is not kept', async () => {
  const endless = `${HEAD}[0.1, "o", "${'x'.repeat(3 << 20)}"]\n[0.2, "o", "b"]\n`;
  expect(await entriesOf(endless)).toEqual([['output', 'b']]);
});

test.each([
  '{"version": 1, "width": 80}',
  '{"version":3,"sources":[]}',
  '{"version": "2"}',
  '{"width": 80, "version": 2}',
  '',
])('%s is none', (head) => {
  expect(terminalRecording.sniff(Buffer.from(head))).toBe(false);
});
