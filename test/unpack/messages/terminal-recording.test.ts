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

test('one that is damaged gives what is there, and a gap', async () => {
  for (const [events, output] of [
    ['[0.1, "o", "a"]\n[0.2, "o", "b', 'ab'],
    ['[0.1, "o", "a"]\n[0.2, "o", "b\0"]\n', 'ab\0'],
    ['[0.1, "o", "a"]\n[0.2, \0\0\0, "b"]\n', 'a'],
  ] as const) {
    const { entries, troubles } = await list(terminalRecording, Buffer.from(HEAD + events));
    expect(entries.map(({ bytes }) => bytes.toString())).toEqual([output]);
    expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
  }
});

test('other JSON gives nothing', async () => {
  expect(await entriesOf('{"version": 2, "width": 80,\n"a": 1}\n[1, 2]\n["a", "o", "b"]\n')).toEqual([]);
});

test('a line without end is not kept, which is a gap', async () => {
  const endless = `${HEAD}[0.1, "o", "${'x'.repeat(3 << 20)}"]\n[0.2, "o", "b"]\n`;
  const { entries, troubles } = await list(terminalRecording, Buffer.from(endless));
  expect(entries.map(({ bytes }) => bytes.toString())).toEqual(['b']);
  expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
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
