import { execFileSync, spawn } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/*
 * What the bench scans. Made once, below bench/corpora (which git ignores), from what a machine with Node has: the
 * packages in node_modules, a process of our own, random numbers. Sizes are those of the table.
 */

const ROOT = new URL('./corpora/', import.meta.url).pathname;
const MIB = 1 << 20;

export interface Corpus {
  readonly path: string;
  /** Bytes in all. */
  readonly size: number;
}

type Maker = (path: string) => void | Promise<void>;

/** Makes it if it is not there yet; a half-made one never looks whole. */
async function made(name: string, make: Maker): Promise<Corpus> {
  const path = join(ROOT, name);
  if (!existsSync(path)) {
    mkdirSync(ROOT, { recursive: true });
    const draft = `${path}.draft`;
    rmSync(draft, { recursive: true, force: true });
    await make(draft);
    renameSync(draft, path);
  }
  return { path, size: sizeOf(path) };
}

function sizeOf(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

const SOURCE = /\.(ts|mts|cts|js|mjs|md|json)$/;
const NO_SOURCE = /\.min\.|[\\/]dist[\\/]/;

export const text256 = () => made('text-256', (path) => fill(path, 256 * MIB, sourceFiles(SOURCE, NO_SOURCE)));
/** Nothing of our own, whose sources have the anchors of all rules: packages, and headers and documents of the system. */
export const foreignText256 = () => made('foreign-text-256', (path) => fill(path, 256 * MIB, foreignText()));
export const minified256 = () => made('minified-256', (path) => fill(path, 256 * MIB, minified()));
export const random256 = () => made('random-256', (path) => fill(path, 256 * MIB, random()));
export const zero256 = () =>
  made('zero-256', (path) => {
    writeFileSync(path, '');
    truncateSync(path, 256 * MIB);
  });
export const core = () => made('core', makeCore);
export const empty = () => made('empty', (path) => writeFileSync(path, ''));

/** A core of 4 GiB, most of it zeros, as those of programs that reserve much and use little. */
export async function zeroCore4096(): Promise<Corpus> {
  const { path: small } = await core();
  return made('zero-core-4096', (path) => {
    execFileSync('cp', ['--sparse=always', small, path]);
    truncateSync(path, 4096 * MIB);
  });
}

/** A quarter each of text, core, minified code and random bytes, in turns of 16 MiB, up to 4 GiB. */
export async function mixed4096(): Promise<Corpus> {
  const parts = [await text256(), await core(), await minified256(), await random256()];
  return made('mixed-4096', (path) => fill(path, 4096 * MIB, turns(parts)));
}

/** 256 MiB of the same kind. */
export async function mixed256(): Promise<Corpus> {
  const parts = [await text256(), await core(), await minified256(), await random256()];
  return made('mixed-256', (path) => fill(path, 256 * MIB, turns(parts)));
}

/** 3 GB of the same kind, as one file of an archive. Of usual strength: more takes an hour to pack and no longer to unpack. */
export const sevenZip3000 = () =>
  packed3000('large-3000.7z', (draft, file) => `7z a -bd -y -t7z -mx=1 -m0=lzma2:d=32m '${draft}' '${file}'`);
export const tarZst3000 = () =>
  packed3000('large-3000.tar.zst', (draft, file) => `tar -cf - '${file}' | zstd -q -3 -o '${draft}'`);

async function packed3000(name: string, command: (draft: string, file: string) => string): Promise<Corpus> {
  const { path: mixed } = await mixed4096();
  return made(name, (path) => {
    const folder = `${path}.files`;
    mkdirSync(folder);
    execFileSync('sh', ['-c', `head -c 3000000000 '${mixed}' > large.bin && ${command(path, 'large.bin')}`], {
      cwd: folder,
      stdio: 'ignore',
    });
    rmSync(folder, { recursive: true });
  });
}

/** 64 MiB of text in 64 files. */
export async function text64(): Promise<Corpus> {
  const { path: text } = await text256();
  return made('text-64-files', (path) => split(path, text, 64, () => MIB));
}

/** 50,000 files of 0.5 to 8 KiB, in 100 folders. */
export async function tree50000(): Promise<Corpus> {
  const { path: text } = await text256();
  return made('tree-50000', (path) => split(path, text, 50_000, (index) => 512 + ((index * 2654435761) % 7680)));
}

/** 20,000 entries, 300 MB unpacked. */
export async function zip20000(): Promise<Corpus> {
  const { path: text } = await text256();
  return made('zip-20000.zip', (path) => writeZip(path, readFileSync(text), 20_000, 15_000));
}

function* foreignText(): Generator<Uint8Array> {
  yield* sourceFiles(SOURCE, NO_SOURCE, ['node_modules']);
  yield* sourceFiles(/./, /\.gz$/, ['/usr/include', '/usr/share/doc'].filter(existsSync));
}

function* sourceFiles(take: RegExp, leave: RegExp, folders = ['node_modules', 'src', 'test']): Generator<Uint8Array> {
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      // node_modules/.cache has our own sources once more, prepared for the threads of tests.
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() && take.test(path) && !leave.test(path)) yield readFileSync(path);
    }
  }
}

function* minified(): Generator<Uint8Array> {
  const files = [...sourceFiles(/\.min\.m?js$|[\\/](dist|lib)[\\/].*\.(m?js|map)$/, /^$/)].filter(
    ({ length }) => length > 20_000,
  );
  for (const bytes of files) {
    yield bytes;
    yield Buffer.from(Buffer.from(bytes.subarray(0, 60_000)).toString('base64'));
  }
}

function* random(): Generator<Uint8Array> {
  for (;;) yield randomFillSync(Buffer.alloc(MIB));
}

function* turns(parts: readonly Corpus[]): Generator<Uint8Array> {
  const chunk = 16 * MIB;
  const contents = parts.map(({ path }) => readFileSync(path).subarray(0, 256 * MIB));
  for (let turn = 0; ; turn++) {
    for (const bytes of contents) {
      const start = (turn * chunk) % Math.max(1, bytes.length - chunk);
      yield bytes.subarray(start, start + chunk);
    }
  }
}

/** Writes `pieces`, from the start again when they end, up to `size`. */
function fill(path: string, size: number, pieces: Iterable<Uint8Array>): void {
  const file = openSync(path, 'w');
  const kept: Uint8Array[] = [];
  let done = 0;
  const put = (piece: Uint8Array): void => {
    done += writeSync(file, piece, 0, Math.min(piece.length, size - done));
  };
  for (const piece of pieces) {
    if (done >= size) break;
    if (piece.length < 16 * MIB) kept.push(piece);
    put(piece);
  }
  for (let index = 0; done < size; index++) put(kept[index % kept.length]!);
  closeSync(file);
}

function split(folder: string, from: string, count: number, bytesOf: (index: number) => number): void {
  const text = readFileSync(from);
  let at = 0;
  for (let index = 0; index < count; index++) {
    const inner = join(folder, `${index % 100}`);
    if (index < 100) mkdirSync(inner, { recursive: true });
    const size = bytesOf(index);
    if (at + size > text.length) at = 0;
    writeFileSync(join(inner, `${index}.txt`), text.subarray(at, at + size));
    at += size;
  }
}

function writeZip(path: string, text: Uint8Array, count: number, size: number): void {
  const folder = `${path}.files`;
  mkdirSync(folder);
  for (let index = 0; index < count; index++) {
    const start = (index * size) % (text.length - size);
    writeFileSync(join(folder, `${index}.txt`), text.subarray(start, start + size));
  }
  execFileSync('sh', ['-c', `cd '${folder}' && zip -q -r - . > '${path}'`]);
  rmSync(folder, { recursive: true });
}

/** A core of a Node process with a heap of objects and strings, by gcore; where there is none, a heap-like file. */
async function makeCore(path: string): Promise<void> {
  const program = `
    const ts = require('typescript'), fs = require('fs');
    globalThis.kept = [];
    for (const name of fs.readdirSync('node_modules/typescript/lib').filter((n) => n.endsWith('.d.ts')))
      globalThis.kept.push(ts.createSourceFile(name, fs.readFileSync('node_modules/typescript/lib/' + name, 'utf8'), 99, true));
    console.log('ready'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    await new Promise((ready) => child.stdout.once('data', ready));
    execFileSync('gcore', ['-o', path, `${child.pid}`], { stdio: 'ignore' });
    renameSync(`${path}.${child.pid}`, path);
  } catch {
    fill(path, 256 * MIB, heapLike());
  } finally {
    child.kill();
  }
}

/** Pointers, small numbers and strings in 4 KiB pages, a third of them zero. */
function* heapLike(): Generator<Uint8Array> {
  for (let index = 0; ; index++) {
    const page = Buffer.alloc(4096);
    if (index % 3 !== 0) {
      for (let at = 0; at < 4096; at += 8)
        page.writeBigUInt64LE(0x7f00_0000_0000n + BigInt(Math.floor(Math.random() * 2 ** 32)), at);
      page.write(`string number ${index}; some words of text that a heap may hold`, 1024);
    }
    yield page;
  }
}
