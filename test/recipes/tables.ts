import type { Recipe } from './recipe.ts';

const WASM = 'npm:parquet-wasm@0.8.0';
const DUCKDB = 'npm:@duckdb/node-api@1.5.6-r.1';
const install = (packages: string): string =>
  `npm install --prefix "$work/n" --no-save --no-audit --no-fund --loglevel=error ${packages}`;

/** @param how codec, version of pages, encoding, kind of values: see programs/parquet.mjs */
const parquet = (variant: string, how: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `parquet-${variant}.parquet`, opens: ['parquet'], by: WASM, marks: ['!/0/note'] },
  run: `${install('parquet-wasm@0.8.0 apache-arrow@21.2.0')}; node "$recipes/programs/parquet.mjs" ${how}`,
  ...more,
});

const duckdb = (variant: string, options: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `parquet-duckdb-${variant}.parquet`, opens: ['parquet'], by: DUCKDB, marks: ['!/0/note'] },
  run: `${install('@duckdb/node-api@1.5.6-r.1')}; node "$recipes/programs/parquet-duckdb.mjs" '${options}'`,
  ...more,
});

/** The marker stands in five rows, which are one place. */
const database = (variant: string, options: string, more: Partial<Recipe> = {}, codec = ''): Recipe => ({
  ...{ file: `duckdb-${variant}.duckdb`, opens: ['duckdb'], by: DUCKDB, packed: true, marks: ['!/strings'] },
  run: `${install('@duckdb/node-api@1.5.6-r.1')}; node "$recipes/programs/duckdb.mjs" "${options}"${codec}`,
  ...more,
});

const h2 = (variant: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `h2-${variant}.mv.db`, opens: ['h2'], by: 'libh2-java', packed: true, unchecked: true },
  marks: ['!/values'],
  run: `mkdir db; /usr/lib/jvm/java-17-openjdk-amd64/bin/java -cp /usr/share/java/h2.jar "$recipes/programs/H2Database.java" db ${variant}; cp db/d.${variant.startsWith('script') ? 'sql' : 'mv.db'} "$out"`,
  ...more,
});

const arrow = (variant: string, marks: readonly string[], more: Partial<Recipe> = {}): Recipe => ({
  ...{
    file: `arrow-${variant}.arrow`,
    opens: ['arrow'],
    by: 'npm:apache-arrow@21.2.0',
    packed: true,
    marks,
  },
  run: `${install('apache-arrow@21.2.0')}; node "$recipes/programs/arrow.mjs" ${variant}`,
  ...more,
});

const POLARS = 'nodejs-polars@0.26.1';

/** @param how file or stream, and codec */
const polars = (variant: string, how: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `arrow-polars-${variant}.arrow`, opens: ['arrow'], by: `npm:${POLARS}`, marks: ['!/batch 1 buffer 7'] },
  run: `${install(`${POLARS} nodejs-polars-linux-x64-gnu@0.26.1`)}; node "$recipes/programs/arrow-polars.mjs" ${how}`,
  ...more,
});

/** @param variant see programs/hdf5.py. Old files have no sums but those of deflate. */
const hdf5 = (variant: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `hdf5-${variant}.h5`, opens: ['hdf5'], by: 'python3-h5py', marks: ['!/notes'] },
  run: `/usr/bin/python3 "$recipes/programs/hdf5.py" ${variant} "$out"`,
  ...more,
});
const CDL = `netcdf note { dimensions: c = $(wc -c < long.txt); variables: byte notes(c); data: notes = $(od -An -v -td1 long.txt | tr -s ' \\n' ',' | sed 's/^,//; s/,$//'); }`;

export const tables: readonly Recipe[] = [
  hdf5('groups', { marks: ['!/inner/notes'], packed: true, unchecked: true }),
  hdf5('arrays', { note: 'Names of links are in a fractal heap; LZF.' }),
  hdf5('growing', { packed: true, note: 'An extensible array in pages.' }),
  hdf5('square', { note: 'A tree of version 2; chunks lie side by side.' }),
  hdf5('single', { marks: ['!/notes'] }),
  hdf5('strings', {
    ...{ packed: true, unchecked: true, marks: ['!/global heap', '!/fixed', '!/records'], also: [''] },
    note: 'Strings stand one right behind the other.',
  }),
  hdf5('lz4', { packed: true, unchecked: true, by: 'hdf5-filter-plugin', note: 'By python3-h5py.' }),
  hdf5('matlab', { file: 'hdf5-matlab.mat', packed: true, unchecked: true, marks: ['!/hdf5@512!/notes'] }),
  hdf5('blosc', { packed: true, unchecked: true, by: 'hdf5-filter-plugin-blosc-serial', note: 'By python3-h5py.' }),
  hdf5('szip', {
    ...{ packed: true, marks: [], by: 'hdf5-tools', gaps: [{ path: '!/inner/notes', code: 'unsupported' }] },
    run: '/usr/bin/python3 "$recipes/programs/hdf5.py" groups a; h5repack -f /inner/notes:SZIP=8,NN a "$out"',
    note: 'It is packed with szip: it must be a gap.',
  }),
  hdf5('repacked', {
    ...{ by: 'hdf5-tools', marks: ['!/inner/notes'] },
    run: '/usr/bin/python3 "$recipes/programs/hdf5.py" groups a; h5repack -L -f /inner/notes:SHUF -f /inner/notes:GZIP=9 a "$out"',
  }),
  hdf5('netcdf', {
    ...{ file: 'netcdf-4.nc', packed: true, by: 'netcdf-bin', also: ['!/*'] },
    run: `echo "${CDL}" > a.cdl; ncgen -k nc4 -o a.nc a.cdl; nccopy -d 9 -s a.nc "$out"`,
  }),
  // As it lies, too.
  arrow('file', ['', '!/batch 1 buffer 4']),
  arrow('stream', ['', '!/batch 1 buffer 4']),
  arrow('dictionary', ['', '!/batch 1 buffer 2']),
  polars('views', 'file uncompressed', { packed: true, marks: ['', '!/batch 1 buffer 7'], note: 'Views of strings.' }),
  polars('views-lz4', 'file lz4', { note: 'Views of strings; buffers are packed.' }),
  polars('views-zstd', 'file zstd', {
    unchecked: true,
    note: 'Views of strings; frames have neither a size nor a sum.',
  }),
  polars('large', 'stream uncompressed', {
    ...{ packed: true, marks: ['', '!/batch 1 buffer 7'], note: 'A stream: offsets of 8 bytes.' },
  }),
  polars('large-lz4', 'stream lz4', { note: 'A stream: offsets of 8 bytes, which are packed.' }),
  polars('large-zstd', 'stream zstd', { unchecked: true, note: 'A stream: offsets of 8 bytes, which are packed.' }),
  {
    ...{ file: 'arrow-perspective-lz4.arrow', opens: ['arrow'], by: 'npm:@finos/perspective@3.8.0' },
    run: `${install('@finos/perspective@3.8.0')}; node "$recipes/programs/arrow-perspective.mjs"`,
    marks: ['!/batch 1 buffer 2'],
    note: 'By Arrow of C++, which pandas has, too: offsets of 4 bytes and blocks that LZ4 has only stored, in a dictionary.',
  },
  database('fsst', "BLOCK_SIZE 16384, STORAGE_VERSION 'v1.0.0'"),
  database('dictionary', "BLOCK_SIZE 16384, STORAGE_VERSION 'v1.3.0'"),
  database('plain', 'BLOCK_SIZE 16384', { also: [''] }, ' uncompressed'),
  database(
    'zstd',
    "BLOCK_SIZE 16384, STORAGE_VERSION 'v1.2.0'",
    { note: 'A frame goes through several blocks.' },
    ' zstd',
  ),
  database('encrypted', "BLOCK_SIZE 16384, ENCRYPTION_KEY 'sesame'", {
    ...{ opens: [], marks: [], gaps: [{ path: '', code: 'encrypted' }] },
    note: 'The database is encrypted: it must be a gap.',
  }),
  h2('rows', { also: [''] }),
  h2('packed', { note: 'With COMPRESS=TRUE, by LZF.' }),
  h2('types', { also: [''], note: 'A value of each type stands before the marker.' }),
  h2('large', { note: 'One piece of a large value ends in the marker.' }),
  h2('store', { also: [''], note: 'A store of a program without a database, packed by deflate.' }),
  h2('encrypted', {
    ...{ file: 'encrypted-h2.mv.db', opens: [], marks: [], gaps: [{ path: '', code: 'encrypted' }] },
    note: 'The database is encrypted: it must be a gap.',
  }),
  h2('script-lzf', { file: 'h2-script-lzf.sql', opens: ['h2-lzf'], marks: ['!/data'] }),
  h2('script-encrypted', {
    ...{ file: 'encrypted-h2.sql', opens: [], marks: [], gaps: [{ path: '', code: 'encrypted' }] },
    note: 'The script is encrypted: it must be a gap.',
  }),
  {
    ...{ file: 'encrypted-derby.properties', opens: [], by: 'libderby-java', marks: [] },
    run: `echo 'public class D { public static void main(String[] a) throws Exception { java.sql.DriverManager.getConnection(a[0]); } }' > D.java
java=/usr/lib/jvm/java-17-openjdk-amd64/bin/java; $java -cp /usr/share/java/derby.jar D.java 'jdbc:derby:db;create=true;dataEncryption=true;bootPassword=sesame sesame'; sed '1s/.*/#db/; /^encryptedBootPassword/d' db/service.properties > "$out"`,
    gaps: [{ path: '', code: 'encrypted' }],
    note: 'The database beside it is encrypted: it must be a gap. The line with its password and the path of the database are left out.',
  },
  {
    ...{ file: 'parquet.parquet', opens: ['parquet'], by: 'npm:hyparquet-writer@0.17.0', marks: ['!/0/note'] },
    run: `${install('hyparquet-writer@0.17.0')}; printf 'import { parquetWriteBuffer } from "hyparquet-writer"; import { readFileSync, writeFileSync } from "node:fs"; writeFileSync(process.env.out, Buffer.from(parquetWriteBuffer({ columnData: [{ name: "note", data: [readFileSync("long.txt", "utf8")], type: "STRING" }] })))' > "$work/n/write.mjs"; node "$work/n/write.mjs"`,
  },
  {
    ...{
      file: 'parquet-no-columns.parquet',
      opens: ['parquet'],
      by: 'npm:hyparquet-writer@0.17.0',
      marks: ['!/[headers]'],
    },
    run: `${install('hyparquet-writer@0.17.0')}; printf 'import { parquetWriteBuffer } from "hyparquet-writer"; import { writeFileSync } from "node:fs"; writeFileSync(process.env.out, Buffer.from(parquetWriteBuffer({ columnData: [], kvMetadata: [{ key: "pandas", value: process.env.MARKER }] })))' > "$work/n/write.mjs"; node "$work/n/write.mjs"`,
    note: 'No columns, as of a table that has nothing but an index: the marker is in the metadata of the footer.',
  },
  parquet('snappy', 'SNAPPY V0 DICTIONARY', { note: 'A dictionary, and pages of version 1.' }),
  parquet('gzip', 'GZIP V1 DELTA_LENGTH_BYTE_ARRAY', { note: 'Lengths apart, in a page of version 2.' }),
  parquet('brotli', 'BROTLI V0 PLAIN'),
  parquet('zstd', 'ZSTD V1 PLAIN'),
  parquet('lz4', 'LZ4 V0 PLAIN', { note: 'In the frames of Hadoop.' }),
  parquet('lz4-raw', 'LZ4_RAW V1 DICTIONARY'),
  parquet('front-coded', 'UNCOMPRESSED V0 DELTA_BYTE_ARRAY sorted', {
    unchecked: true,
    note: 'Not packed: each value lacks what it begins with as the one before does. Nothing proves the lengths.',
  }),
  parquet('front-coded-nested', 'SNAPPY V1 DELTA_BYTE_ARRAY nested', {
    ...{ marks: ['!/0/note.list.item'], unchecked: true },
  }),
  parquet('split', 'UNCOMPRESSED V0 BYTE_STREAM_SPLIT fixed', {
    note: 'Not packed: the first bytes of all values, then the second ones, and so on.',
  }),
  parquet('metadata', 'SNAPPY V0 PLAIN fixed', {
    marks: ['!/0/note', '!/[headers]'],
    run: `${install('parquet-wasm@0.8.0 apache-arrow@21.2.0')}; NOTED="a note: $MARKER" node "$recipes/programs/parquet.mjs" SNAPPY V0 PLAIN fixed`,
    note: 'The marker is in the metadata of the footer, too.',
  }),
  parquet('cut', 'SNAPPY V0 DICTIONARY', {
    run: `${install('parquet-wasm@0.8.0 apache-arrow@21.2.0')}; node "$recipes/programs/parquet.mjs" SNAPPY V0 DICTIONARY; truncate -s -100 "$out"`,
    marks: ['!/pages@4'],
    gaps: [{ path: '', code: 'damaged' }],
    note: 'Without its end: the pages tell of themselves.',
  }),
  duckdb('snappy', 'codec snappy'),
  duckdb('gzip', 'codec gzip, parquet_version v2, dictionary_size_limit 1'),
  duckdb('brotli', 'codec brotli'),
  duckdb('zstd', 'codec zstd, parquet_version v2'),
  duckdb('lz4-raw', 'codec lz4_raw'),
  duckdb('encrypted', 'encryption_config {footer_key: "sesame"}', {
    ...{ opens: [], marks: [], gaps: [{ path: '', code: 'encrypted' }] },
    note: 'Footer and columns are encrypted: it must be a gap.',
  }),
  {
    ...{
      file: 'flight-recording.jfr',
      opens: ['jfr'],
      by: 'openjdk-17-jdk-headless',
      marks: ['!/settings'],
      also: [''],
    },
    run: 'env -i NOTE_OF_ALICE="$MARKER" /usr/lib/jvm/java-17-openjdk-amd64/bin/java "$recipes/programs/Recorded.java" "$out" 3 "nothing-at-all-zebra"',
    ...{ packed: true, unchecked: true },
    note: 'The environment, and events of its own, whose word stands apart from them in a pool.',
  },
];
