/** Writes $out with parquet-wasm (the crate parquet): `parquet.mjs CODEC VERSION ENCODING [KIND]`; modules in $work/n. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const modules = createRequire(join(process.env.work, 'n', 'x.js'));
const arrow = modules('apache-arrow');
const parquet = modules('parquet-wasm/node');
const [codec, version, encoding, kind = 'text'] = process.argv.slice(2);
const long = readFileSync('long.txt', 'utf8');
const { MARKER } = process.env;

/** Texts; or what is in order and so has beginnings in common, with some that are absent; or bytes of one width. */
const columns = {
  text: () => ({ note: arrow.vectorFromArray([long, 'x', long.toUpperCase(), long], new arrow.Utf8()) }),
  sorted: () => ({
    note: arrow.vectorFromArray([`${MARKER.slice(0, -4)}0815`, null, MARKER, `${MARKER} and more`], new arrow.Utf8()),
  }),
  nested: () => ({
    note: arrow.vectorFromArray(
      [['x', `${MARKER.slice(0, -4)}0815`], [], [MARKER]],
      new arrow.List(new arrow.Field('item', new arrow.Utf8(), true)),
    ),
  }),
  fixed: () => {
    const type = new arrow.FixedSizeBinary(MARKER.length);
    const bytes = Buffer.from([MARKER.toUpperCase(), MARKER, MARKER.toUpperCase()].join(''));
    return { note: arrow.makeVector(arrow.makeData({ type, length: 3, nullCount: 0, data: bytes })) };
  },
};
const table = new arrow.Table(columns[kind]());
const builder = new parquet.WriterPropertiesBuilder()
  .setCompression(parquet.Compression[codec])
  .setWriterVersion(parquet.WriterVersion[version])
  .setStatisticsEnabled(parquet.EnabledStatistics.None)
  .setDictionaryEnabled(encoding === 'DICTIONARY');
const properties = (encoding === 'DICTIONARY' ? builder : builder.setEncoding(parquet.Encoding[encoding]))
  .setKeyValueMetadata(new Map(process.env.NOTED ? [['note', process.env.NOTED]] : []))
  .build();
const wasm = parquet.Table.fromIPCStream(arrow.tableToIPC(table, 'stream'));
writeFileSync(process.env.out, parquet.writeParquet(wasm, properties));
