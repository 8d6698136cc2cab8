/** Streams as zstd 1.5.7, pzstd, lz4 1.10, ncompress 5.0, brotli 1.1, pigz 2.8, lz4-java 1.8 and snappy-java 1.1 write them. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { Budget } from '../../src/bytes/budget.ts';
import { isLikelyLz4 } from '../../src/unpack/codecs/lz4-frame.ts';
import { isZlibHead } from '../../src/unpack/codecs/zlib-head.ts';
import { isLikelyFrame } from '../../src/unpack/codecs/zstd-frame.ts';
import { wasmZstd } from '../../src/unpack/codecs/zstd-wasm.ts';
import type { StreamContainer } from '../../src/unpack/container/container.ts';
import { brotli } from '../../src/unpack/streams/brotli.ts';
import { compress } from '../../src/unpack/streams/compress.ts';
import { gzip, isGzipHead } from '../../src/unpack/streams/gzip.ts';
import { hadoopSnappy } from '../../src/unpack/streams/hadoop-snappy.ts';
import { lz4 } from '../../src/unpack/streams/lz4.ts';
import { lz4Java } from '../../src/unpack/streams/lz4-java.ts';
import { snappyJava } from '../../src/unpack/streams/snappy-java.ts';
import { zlib } from '../../src/unpack/streams/zlib.ts';
import { zstd, zstdEntries } from '../../src/unpack/streams/zstd.ts';
import { workshop } from '../support/foreign-program.ts';
import { AMPLE, chunked, noise } from '../unpack/observe.ts';

// 70 MB take their time where many things run.
vi.setConfig({ testTimeout: 300_000 });
const shop = workshop();
const wasm = wasmZstd();
const zstdInWasm: StreamContainer = { ...zstd, entries: (chunks, budget) => zstdEntries(chunks, budget, wasm) };

/** 70 MB: text, then noise, then zeros, then text once more. */
const large = Buffer.alloc(70_000_000);
const inputs: Record<string, Buffer> = { empty: Buffer.alloc(0), byte: Buffer.from('x'), noise: noise(300_000), large };

beforeAll(() => {
  for (let at = 0, line = 0; at < 30_000_000; line++)
    at += large.write(`line ${line} of ${(line * 7919) % 10_007}\n`, at);
  noise(3_000_000).copy(large, 30_000_000);
  large.copy(large, 50_000_000, 0, 20_000_000);
  for (const [name, bytes] of Object.entries(inputs)) writeFileSync(join(shop.folder, name), bytes);
});

interface Seen {
  /** SHA-256 of each entry, by its name, in order. */
  readonly entries: readonly [string, string][];
  readonly problems: readonly string[];
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const whole = (bytes: Uint8Array): Seen => ({ entries: [['data', sha256(bytes)]], problems: [] });

async function see(container: StreamContainer, bytes: Uint8Array): Promise<Seen> {
  const entries: [string, string][] = [];
  const problems: string[] = [];
  for await (const item of container.entries(chunked(bytes, 1 << 20), new Budget(AMPLE))) {
    if ('trouble' in item) {
      problems.push(item.trouble.message);
      continue;
    }
    const hash = createHash('sha256');
    try {
      for await (const chunk of item.open()) hash.update(chunk);
    } catch (error) {
      problems.push(String(error));
    }
    entries.push([item.name, hash.digest('hex')]);
  }
  return { entries, problems };
}

/** What a command of the shell writes to its standard output, which may be more than a pipe takes. */
function outputOf(command: string): Buffer {
  shop.run('sh', ['-c', `${command} > out`]);
  return shop.file('out');
}

describe.each([
  ['the decoder of Node', zstd],
  ['WebAssembly', zstdInWasm],
] as const)('zstd, %s', (_, container) => {
  test.each([
    ...['empty', 'byte', 'noise', 'large'].flatMap((name) => [`zstd -c ${name}`, `zstd -c < ${name}`]),
    ...['--fast=5', '-1', '-5', '-9', '-T0', '--no-check', '--long=27', '--no-content-size', '-B1MiB -T2'].map(
      (options) => `zstd -c ${options} large`,
    ),
    'zstd -c -19 noise',
    'zstd -c --ultra -22 noise',
    'pzstd -q -c -p 2 large',
    'zstd -c --long=31 noise',
    'zstd -c --long=31 < noise',
  ])('%s', async (command) => {
    const name = /(\w+)$/.exec(command)![1]!;
    const bytes = outputOf(command);
    const { entries, problems } = await see(container, bytes);
    expect([entries[0], problems]).toEqual([['data', sha256(inputs[name]!)], []]);
    expect(entries.slice(1).map(([entry]) => entry)).toEqual(command.startsWith('pzstd') ? ['[headers]'] : []);
    expect(isLikelyFrame(bytes.subarray(0, 4096))).toBe(!command.startsWith('pzstd'));
  });

  test('a window of 2 GiB', async () => {
    const bytes = outputOf('zstd -c --long=31 < large');
    expect(await see(container, bytes)).toEqual(whole(large));
  });

  test('many frames, of many kinds', async () => {
    const bytes = outputOf(
      '(zstd -c noise; zstd -c -19 --no-check byte; zstd -c empty; zstd -c < large; zstd -c byte)',
    );
    const { noise: some, byte } = inputs as { noise: Buffer; byte: Buffer };
    expect(await see(container, bytes)).toEqual(whole(Buffer.concat([some, byte, large, byte])));
  });

  test('a dictionary', async () => {
    shop.run('sh', ['-c', 'split -b 2000 noise part. && zstd --train part.* -o dictionary --maxdict=4096 -q']);
    const { entries, problems } = await see(container, outputOf('zstd -c -D dictionary byte'));
    expect(entries.map(([name]) => name)).toEqual(['[between entries]']);
    expect(problems).toEqual([expect.stringMatching(/needs dictionary \d+/)]);
  });
});

describe('lz4', () => {
  test.each([
    ...['empty', 'byte', 'noise', 'large'].flatMap((name) => [`lz4 -c ${name}`, `lz4 -c -BD -BX ${name}`]),
    ...[
      '-B4',
      '-B5',
      '-B6',
      '-B7',
      '-B4 -BD -BX',
      '-B7 -BD',
      '-BI',
      '--content-size',
      '--no-frame-crc',
      '-9',
      '--fast=9',
    ].map((options) => `lz4 -c ${options} large`),
    ...['byte', 'noise', 'large'].map((name) => `lz4 -c -l ${name}`),
  ])('%s', async (command) => {
    const name = /(\w+)$/.exec(command)![1]!;
    const bytes = outputOf(command);
    expect(await see(lz4, bytes)).toEqual(whole(inputs[name]!));
    expect(isLikelyLz4(bytes.subarray(0, 4096))).toBe(true);
  });

  test('frames of all kinds are one file', async () => {
    const bytes = outputOf('(lz4 -c noise; lz4 -c -l byte; lz4 -c -l large; lz4 -c empty; lz4 -c -BD large)');
    const { noise: some, byte } = inputs as { noise: Buffer; byte: Buffer };
    expect(await see(lz4, bytes)).toEqual(whole(Buffer.concat([some, byte, large, large])));
  });
});

describe.each([
  ['lz4', lz4Java, [64, 1024, 65_536, 32 << 20]],
  ['snappy', snappyJava, [1024, 32_768, 1 << 20, 4 << 20]],
  ['hadoop', hadoopSnappy, [1024, 256 << 10, 4 << 20]],
] as const)('%s of Java', (kind, container, sizes) => {
  const program = join(import.meta.dirname, '..', 'recipes', 'programs', 'BlockStreams.java');
  const jars = ['lz4-java', 'snappy-java'].map((name) => `/usr/share/java/${name}.jar`).join(':');
  const packed = (blockBytes: number, files: string) =>
    outputOf(`rm -f packed; java -cp ${jars} ${program} ${kind} ${blockBytes} packed ${files}; cat packed`);

  test.each(sizes)('in blocks of %i bytes', async (blockBytes) => {
    const { byte, noise: some } = inputs as { byte: Buffer; noise: Buffer };
    const streams = packed(blockBytes, 'noise byte empty noise');
    expect(await see(container, streams)).toEqual(whole(Buffer.concat([some, byte, some])));
    expect((container.sniffEmbedded ?? container.sniff)(streams.subarray(0, 4096))).toBe(true);
    if (blockBytes > 1024) expect(await see(container, packed(blockBytes, 'large'))).toEqual(whole(large));
  });
});

describe('compress', () => {
  test.each([10, 11, 12, 13, 14, 15, 16])('with %i bits', async (bits) => {
    expect(await see(compress, outputOf(`compress -c -f -b ${bits} large`))).toEqual(whole(large));
  });
  test.each(['empty', 'byte', 'noise'])('%s', async (name) => {
    expect(await see(compress, outputOf(`compress -c -f ${name}`))).toEqual(whole(inputs[name]!));
  });
});

describe('brotli', () => {
  test.each([
    ...['empty', 'byte', 'noise', 'large'].map((name) => `brotli -c -q 5 ${name}`),
    ...['-q 0', '-q 1', '-q 5 -w 10', '-q 5 -w 24'].map((options) => `brotli -c ${options} large`),
    'brotli -c -q 11 noise',
  ])('%s', async (command) => {
    expect(await see(brotli, outputOf(command))).toEqual(whole(inputs[/(\w+)$/.exec(command)![1]!]!));
  });
});

describe('pigz -z', () => {
  test.each([
    ...['empty', 'byte', 'noise', 'large'].map((name) => `pigz -z -c ${name}`),
    ...['-0', '-1', '-9', '-p 1', '-p 2 -i', '-H', '-U'].map((options) => `pigz -z -c ${options} large`),
    'pigz -z -c -11 noise',
  ])('%s', async (command) => {
    const bytes = outputOf(command);
    expect(await see(zlib, bytes)).toEqual(whole(inputs[/(\w+)$/.exec(command)![1]!]!));
    expect(isZlibHead(bytes.subarray(0, 1024))).toBe(true);
  });

  test.each(['gzip -n -c', 'pigz -n -c', 'pigz -n -c -0', 'gzip -c', 'pigz -c -11'])('%s', async (command) => {
    const bytes = outputOf(`${command} noise`);
    expect(isGzipHead(bytes.subarray(0, 1024))).toBe(true);
    expect((await see(gzip, bytes)).entries[0]![1]).toBe(sha256(inputs.noise!));
  });
});
