/** Writes $out with lmdb-js: `lmdb-js.mjs [packed|words|own|encrypted]`; its module in $work/n. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { open } = createRequire(`${process.env.work}/n/`)('lmdb');
const [how] = process.argv.slice(2);
const VALUES = {
  packed: readFileSync('long.txt', 'utf8'),
  words: `${'What is said in them: nothing course stay wheel full force blue object. '.repeat(30)}`,
  own: `It is said: ${process.env.MARKER}. ${'And nothing else. '.repeat(60)}`,
};
/** The marker lies farther from the end than the dictionary of lmdb-js is long. */
const own = Buffer.from(`${process.env.MARKER}. `.padEnd(16 << 10, 'abc.'));
const database = open({
  path: process.env.out,
  noSubdir: true,
  encoding: 'string',
  mapSize: 1 << 17,
  compression: how === 'own' ? { threshold: 1000, dictionary: own } : how in VALUES,
  ...(how === 'encrypted' && { encryptionKey: 'no key at all, but of 32 letters' }),
});
await database.put('alice', VALUES[how] ?? process.env.MARKER);
await database.put('bob', 'other');
await database.close();
