import { expect, test } from 'vitest';
import { containerLog } from '../../../src/unpack/messages/container-log.ts';
import { list, texts } from '../observe.ts';

const AT = '2025-01-01T10:00:00.000000001Z';
const cri = (...lines: readonly string[]) => lines.map((line) => `${AT} ${line}\n`).join('');
const docker = (...lines: readonly (readonly [string, string])[]) =>
  lines.map(([stream, log]) => `${JSON.stringify({ log, stream, time: AT })}\n`).join('');
const read = async (log: string) => texts(await list(containerLog, Buffer.from(log)));

test.each([
  ['Kubernetes', cri('stdout P one', 'stdout F half', 'stdout F two')],
  ['Kubernetes, with another stream between', cri('stdout P one', 'stderr F three', 'stdout F half')],
  ['Docker', docker(['stdout', 'one'], ['stdout', 'half\n'], ['stdout', 'two\n'])],
  ['Docker, with another stream between', docker(['stdout', 'one'], ['stderr', 'three\n'], ['stdout', 'half\n'])],
])('a line that is cut is joined: %s', async (_, log) => {
  expect((await read(log)).map(([name, text]) => [name, text!.trimEnd()])).toEqual([['joined lines', 'onehalf']]);
});

test('each cut has the text on both sides of it', async () => {
  const [first, middle, last] = ['a', 'b', 'c'].map((letter) => letter.repeat(16 << 10));
  const [joined] = await read(cri(`stdout P ${first}`, `stdout P ${middle}`, `stdout F ${last}`));
  const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(4096));
  expect(joined![1]).toBe(`${a}${b}\n${b}${c}\n`);
});

test('a line in many short pieces is joined once', async () => {
  const pieces = Array.from({ length: 5000 }, (_, index) => `${index},`);
  const log = cri(...pieces.map((piece) => `stdout P ${piece}`), 'stdout F end');
  expect((await read(log)).map(([, text]) => text)).toEqual([`${pieces.join('')}end\n`]);
});

test('a line that never ends is joined in parts, each with the end of the one before it', async () => {
  const piece = 'a'.repeat(4000);
  const [joined] = await read(cri(...Array.from({ length: 40 }, () => `stdout P ${piece}`)));
  const lines = joined![1]!.trimEnd().split('\n');
  expect(lines.map(({ length }) => length)).toEqual([17 * 4000, 4096 + 16 * 4000, 4096 + 7 * 4000]);
});

test.each([
  ['no line is cut', cri('stdout F one', 'stdout F half')],
  ['the rest is missing', cri('stdout P one')],
  ['a line is no JSON', `{"log":"one","stream":"stdout"}\n{"log":"\\x","stream":"stdout"}\n`],
])('nothing is joined where %s', async (_, log) => expect(await read(log)).toEqual([]));

test.each(['{"logs":"', '2025-01-01T10:00:00Z stdout F a', '2025-01-01 stdout'])('%s is no such log', (head) =>
  expect(containerLog.sniff(Buffer.from(head))).toBe(false),
);
