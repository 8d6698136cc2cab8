/** A heap dump that jmap writes of a real JVM. Needs a JDK; see CONTRIBUTING.md. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { hprof } from '../../src/views/hprof.ts';
import { locate } from '../../src/views/locate.ts';

const PROGRAM = `public class Hold {
  static byte[] bytes = new byte[333];
  static int[] words = new int[77];
  public static void main(String[] arguments) throws Exception {
    for (int at = 0; at < bytes.length; at++) bytes[at] = (byte) (at * 7 + 13);
    for (int at = 0; at < words.length; at++) words[at] = at * 0x01020305 + 0x0badcafe;
    System.out.println("up");
    Thread.sleep(600000);
  }
}`;

const folder = mkdtempSync(join(tmpdir(), 'keysieve-hprof-'));
let java: ChildProcess;
let dump: Buffer;

beforeAll(async () => {
  writeFileSync(join(folder, 'Hold.java'), PROGRAM);
  java = spawn('java', ['-Xmx64m', join(folder, 'Hold.java')], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(java.stdout!, 'data');
  const path = join(folder, 'heap.hprof');
  execFileSync('jmap', [`-dump:format=b,file=${path}`, `${java.pid}`], { stdio: 'ignore' });
  dump = readFileSync(path);
});

afterAll(() => {
  java.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('opens without trouble, with the records that the JDK writes, to the last byte', () => {
  const view = hprof.open(new MemorySource(dump));
  expect(view.troubles).toEqual([]);
  const names = new Set(view.regions.map(({ name }) => name));
  for (const name of ['strings', 'loaded classes', 'stack traces', 'heap dump segment', 'heap dump end']) {
    expect(names).toContain(name);
  }
  expect(view.regions.reduce((sum, { length }) => sum + length, 0)).toBe(dump.length);
});

const bytes = Buffer.from(Array.from({ length: 333 }, (_, at) => (at * 7 + 13) & 0xff));
const words = Buffer.alloc(77 * 4);
for (let at = 0; at < 77; at++) words.writeUInt32BE((at * 0x01020305 + 0x0badcafe) >>> 0, at * 4);

test.each([
  ['byte[]', bytes, 333, 8],
  ['int[]', words, 77, 10],
])('%s has the header before its first element that the reader describes', (_, content, count, type) => {
  const view = hprof.open(new MemorySource(dump));
  const at = dump.indexOf(content);
  expect(locate(view, at)).toEqual({ region: 'heap dump segment' });
  expect(dump[at - 1]).toBe(type);
  expect(dump.readUInt32BE(at - 5)).toBe(count);
  expect(dump[at - view.memory.pointerBytes! - 10]).toBe(0x23);
});
