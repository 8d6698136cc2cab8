/** Writes $out with apache-arrow: `arrow.mjs file|stream|dictionary`: a row a line of long.txt; modules in $work/n. */
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
writeFileSync(process.env.out, Buffer.from(arrow.tableToIPC(table, how === 'stream' ? 'stream' : 'file')));
