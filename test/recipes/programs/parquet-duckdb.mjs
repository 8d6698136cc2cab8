/** Writes $out with DuckDB: `parquet-duckdb.mjs OPTIONS`; modules in $work/n. */
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { DuckDBInstance } = createRequire(join(process.env.work, 'n', 'x.js'))('@duckdb/node-api');
const database = await (await DuckDBInstance.create(':memory:')).connect();
for (const statement of [
  "set force_mbedtls_unsafe = 'true'",
  "pragma add_parquet_key('sesame', '0123456789112345')",
  `create table notes as select 1 as n, content as note from read_text('long.txt') union all select 2, 'x'
    union all select 3, content from read_text('other.txt')`,
  `copy notes to '${process.env.out}' (format parquet, ${process.argv[2]})`,
])
  await database.run(statement);
