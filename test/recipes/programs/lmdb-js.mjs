/** Writes $out with lmdb-js: `lmdb-js.mjs [packed|encrypted]`; its module in $work/n. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { open } = createRequire(`${process.env.work}/n/`)('lmdb');
const [how] = process.argv.slice(2);
const database = open({
  path: process.env.out,
  noSubdir: true,
  encoding: 'string',
  mapSize: 1 << 17,
  compression: how === 'packed',
  ...(how === 'encrypted' && { encryptionKey: 'no key at all, but of 32 letters' }),
});
await database.put('alice', how === 'packed' ? readFileSync('long.txt', 'utf8') : process.env.MARKER);
await database.put('bob', 'other');
await database.close();
