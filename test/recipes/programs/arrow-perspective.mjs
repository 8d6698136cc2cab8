/** Writes $out with Perspective, which has Arrow of C++: a row a line of long.txt, packed with LZ4; modules in $work/n. */
import { readFileSync, writeFileSync } from 'node:fs';

const { default: perspective } = await import(
  `${process.env.work}/n/node_modules/@finos/perspective/dist/esm/perspective.node.js`
);
const line = readFileSync('long.txt', 'utf8').split('\n');
const table = await perspective.table({ number: line.map((_, index) => index), line });
const view = await table.view();
writeFileSync(process.env.out, Buffer.from(await view.to_arrow({ compression: 'lz4' })));
process.exit(0);
