import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exampleToken } from '../support/example-token.ts';
import { scanBytes } from '../support/scan-bytes.ts';

/** What debuggers and dumpers print of a program that holds a key and a token. */
const folder = mkdtempSync(join(tmpdir(), 'keysieve-test-'));
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
// Full rows: a dump in words ends with what lies behind the text.
const unpadded = `${pem}GITHUB_TOKEN=${exampleToken()}\n`;
const text = unpadded.padEnd(16 * Math.ceil(unpadded.length / 16), '\n');
const PROGRAM = `#include <stdio.h>
#include <unistd.h>
static char text[8192];
void stop(void) {}
int main(int count, char **names) {
  FILE *file = fopen(names[1], "rb"); size_t bytes = fread(text, 1, sizeof text - 1, file);
  stop(); return write(1, text, bytes) < 0; }`;
let wanted: readonly string[];

beforeAll(async () => {
  writeFileSync(join(folder, 'text'), text);
  writeFileSync(join(folder, 'hold.c'), PROGRAM);
  run('gcc', '-g', '-o', 'hold', 'hold.c');
  run('objcopy', '-I', 'binary', '-O', 'elf64-x86-64', '--rename-section', '.data=.rodata', 'text', 'text.o');
  wanted = await secretsIn(Buffer.from(text));
  expect(wanted).toHaveLength(2);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(program: string, ...args: string[]): Buffer {
  return execFileSync(program, args, { cwd: folder, maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] });
}

async function secretsIn(bytes: Uint8Array): Promise<readonly string[]> {
  const { findings } = await scanBytes({ log: bytes });
  return findings.map(({ fingerprint }) => fingerprint).toSorted();
}

const gdb = (...commands: string[]): Buffer => {
  const asked = ['set pagination off', 'break stop', 'run text', ...commands].flatMap((command) => ['-ex', command]);
  return run('gdb', '-q', '-nx', '-batch', ...asked, './hold');
};
const { length } = text;

const DUMPS: Readonly<Record<string, () => Buffer>> = {
  xxd: () => run('xxd', 'text'),
  'xxd -e': () => run('xxd', '-e', 'text'),
  hexdump: () => run('hexdump', 'text'),
  'hexdump -C': () => run('hexdump', '-C', 'text'),
  'hexdump -x': () => run('hexdump', '-x', 'text'),
  'hexdump -b': () => run('hexdump', '-b', 'text'),
  od: () => run('od', 'text'),
  'od -b': () => run('od', '-b', 'text'),
  'od -t x4': () => run('od', '-t', 'x4', 'text'),
  'od -A x -t x8': () => run('od', '-A', 'x', '-t', 'x8', 'text'),
  'od -A x -t x1z': () => run('od', '-A', 'x', '-t', 'x1z', 'text'),
  'objdump -s': () => run('objdump', '-s', 'text.o'),
  'readelf -x': () => run('readelf', '-x', '.rodata', 'text.o'),
  'x/s of gdb': () => gdb('set print elements 0', 'x/s text'),
  'x/xb of gdb': () => gdb(`x/${length}xb text`),
  'x/xh of gdb': () => gdb(`x/${length / 2}xh text`),
  'x/xw of gdb': () => gdb(`x/${length / 4}xw text`),
  'x/xg of gdb': () => gdb(`x/${length / 8}xg text`),
};

test.each(Object.entries(DUMPS))('%s', async (_, make) => expect(await secretsIn(make())).toEqual(wanted));

test.each([
  ['-s', '9000'],
  ['-s', '9000', '-xx'],
  ['-e', 'write=1'],
])('strace %s %s', async (...args) => {
  spawnSync('strace', [...args.filter((arg) => arg !== undefined), '-o', 'strace.log', './hold', 'text'], {
    cwd: folder,
  });
  expect(await secretsIn(readFileSync(join(folder, 'strace.log')))).toEqual(expect.arrayContaining([...wanted]));
});

const STAMP = "sed 's/^/2026-01-02T03:04:05.1234567Z /'";
test.each([
  'base64 text',
  'base64 -w64 text',
  'xxd -p text',
  'xxd -i text',
  'od -An -tx1 text',
  'xxd text',
  'hexdump -C text',
])('%s in the log of a job', async (command) =>
  expect(await secretsIn(run('sh', '-c', `${command} | ${STAMP}`))).toEqual(expect.arrayContaining([...wanted])),
);
