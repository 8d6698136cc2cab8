/** Writes $out with apache-arrow: `arrow.mjs file|stream|dictionary|zstd`: a row a line of long.txt; modules in $work/n. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const arrow = createRequire(`${process.env.work}/n/`)('apache-arrow');
const how = process.argv[2];
const lines = readFileSync('long.txt', 'utf8').split('\n');
const line = how === 'dictionary' ? arrow.vectorFromArray(lines) : arrow.vectorFromArray(lines, new arrow.Utf8());
const number = arrow.vectorFromArray(
  lines.map((_, index) => index),
  new arrow.Int32(),
);
const table = new arrow.Table({ number, line });
if (how === 'zstd') {
  const { ZSTD } = arrow.CompressionType;
  arrow.compressionRegistry.set(ZSTD, {
    encode: (input) => execFileSync('zstd', ['-c'], { input }),
    decode: (input) => execFileSync('zstd', ['-dc'], { input }),
  });
  const writer = new arrow.RecordBatchFileWriter({ compressionType: ZSTD });
  writer.writeAll(table);
  writeFileSync(process.env.out, Buffer.from(writer.toUint8Array(true)));
} else writeFileSync(process.env.out, Buffer.from(arrow.tableToIPC(table, how === 'stream' ? 'stream' : 'file')));
