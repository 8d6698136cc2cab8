// Writes a database of DuckDB. Usage: node duckdb.mjs 'OPTIONS OF ATTACH' [CODEC]: a row a line of long.txt, five times; with zstd and something
// behind that nobody can pack, so that a frame has more than a block.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { DuckDBInstance } = createRequire(`${process.env.work}/n/`)('@duckdb/node-api');
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const lines = readFileSync('long.txt', 'utf8').repeat(5).split('\n');
await connection.run("SET force_mbedtls_unsafe = 'true'");
await connection.run(`ATTACH '${process.env.out}' AS made (${process.argv[2]})`);
await connection.run(`SET force_compression = '${process.argv[3] ?? 'auto'}'`);
await connection.run('CREATE TABLE made.notes (number INTEGER, line VARCHAR)');
const noise = (number) => (process.argv[3] === 'zstd' ? createHash('sha512').update(`${number}`).digest('hex') : '');
const rows = lines.map((line, number) => `(${number}, '${number} ${line}${noise(number)}')`);
await connection.run(`INSERT INTO made.notes VALUES ${rows.join(', ')}`);
await connection.run('CHECKPOINT made');
await connection.run('DETACH made');
