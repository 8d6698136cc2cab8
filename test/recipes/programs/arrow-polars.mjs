/** Writes $out with Polars: `arrow-polars.mjs file|stream lz4|zstd|uncompressed`: a row a line of long.txt; modules in $work/n. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const polars = createRequire(`${process.env.work}/n/`)('nodejs-polars');
const [how, compression] = process.argv.slice(2);
const lines = readFileSync('long.txt', 'utf8').split('\n');
// Two columns of text in a row, the first one with values that are too short for a buffer of data, and some that are missing.
const short = lines.map((line, index) =>
  index % 5 === 0 ? null : index % 2 === 0 ? `row ${index}` : `row ${index}, ${line.slice(0, 12)}`,
);
const frame = polars.DataFrame({ number: lines.map((_, index) => index), short, line: lines });
writeFileSync(
  process.env.out,
  how === 'stream' ? frame.writeIPCStream({ compression }) : frame.writeIPC({ compression }),
);
