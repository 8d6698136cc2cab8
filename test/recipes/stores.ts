import type { Recipe } from './recipe.ts';

/** A repository with two versions of a long text, so that one of them is a delta; the note is in the older. */
const REPOSITORY = `export GIT_AUTHOR_NAME=n GIT_AUTHOR_EMAIL=n@example.org GIT_COMMITTER_NAME=n GIT_COMMITTER_EMAIL=n@example.org
export GIT_AUTHOR_DATE='1700000000 +0000' GIT_COMMITTER_DATE='1700000000 +0000' GIT_CONFIG_NOSYSTEM=1
git init -q -b main r; cp long.txt r/t.txt; git -C r add .; git -C r commit -qm one; (cat long.txt | sed "s/$MARKER/nothing/"; for n in $(seq 1 30); do echo "More of it, $n."; done) > r/t.txt; git -C r commit -qam two; cd r; `;
const pdf = (variant: string, switches: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `pdf-${variant}.pdf`, opens: ['pdf'], by: 'qpdf', marks: ['!/*'] },
  run: `/usr/bin/python3 "$recipes/programs/pdf.py" plain.pdf; qpdf ${switches} plain.pdf "$out" || test $? = 3`,
  ...more,
});
/** Padding behind the text until a page ends within the marker; a page's end lies at a fixed distance from the record's end. */
const sqlite = (
  variant: string,
  pragma: string,
  more: Partial<Recipe> = {},
  table = 'n INTEGER PRIMARY KEY, t TEXT)',
): Recipe => ({
  ...{ file: `sqlite-${variant}.db`, opens: ['sqlite'], by: 'sqlite3', marks: ['!/*'] },
  run: `for pad in $(seq 0 13 600); do rm -f "$out"; sqlite3 "$out" "PRAGMA page_size=512; ${pragma} CREATE TABLE notes(${table}; INSERT INTO notes(n, t) VALUES (1, '$(cat other.txt)'), (2, '$(cat long.txt)' || printf('%.*c', $pad, 'x')), (3, 'short');"
tr -d '\\000' < "$out" > seen; grep -qaF "$MARKER" seen || break; done`,
  ...more,
});
const journal = (variant: string, compression: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{
    file: `journal-${variant}.journal`,
    opens: ['systemd-journal'],
    by: 'systemd-journal-remote',
    packed: true,
    marks: ['!/*'],
  },
  run: `(printf '__CURSOR=s=12345678123456781234567812345678;i=1;b=12345678123456781234567812345678;m=1;t=1;x=1\\n__REALTIME_TIMESTAMP=1700000000000000\\n__MONOTONIC_TIMESTAMP=1000\\n_BOOT_ID=12345678123456781234567812345678\\nPRIORITY=6\\nMESSAGE\\n'
/usr/bin/python3 -c 'import struct,sys; t=open("long.txt","rb").read(); sys.stdout.buffer.write(struct.pack("<Q",len(t))+t+b"\\n\\n")') > e
export SYSTEMD_JOURNAL_COMPRESS=${compression}; remote=/usr/lib/systemd/systemd-journal-remote; "$remote" -o "$out" --compress=yes - < e`,
  ...more,
});
/** As its command line has it: version 6, XXH3. */
const rocksdb = (codec: string): Recipe => ({
  ...{ file: `rocksdb-${codec}.sst`, opens: ['rocksdb'], by: 'rocksdb-tools', marks: ['!/blocks'] },
  run: `for name in note.txt long.txt other.txt; do echo "0x$(printf "$name" | od -An -v -tx1 | tr -d ' \\n') ==> 0x$(od -An -v -tx1 "$name" | tr -d ' \\n')"; done | ldb --db=db --create_if_missing --compression_type=${codec} --hex load --compact; cp db/*.sst "$out"`,
});
/** Values of RocksDB apart from its tables. */
const rocksdbBlob = (codec: string, more: Partial<Recipe> = {}): Recipe => ({
  ...rocksdb(codec),
  ...{ file: `rocksdb-blob-${codec}.blob`, opens: ['rocksdb-blob'], marks: ['!/values'] },
  run: `for name in note.txt long.txt other.txt; do echo "0x$(printf "$name" | od -An -v -tx1 | tr -d ' \\n') ==> 0x$(od -An -v -tx1 "$name" | tr -d ' \\n')"; done | ldb --db=db --create_if_missing --enable_blob_files --min_blob_size=0 --blob_compression_type=${codec} --hex load --compact; cp db/*.blob "$out"`,
  ...more,
});
/** With the settings that its command line has not. */
const rocksdbBy = (variant: string, settings: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `rocksdb-${variant}.sst`, opens: ['rocksdb'], by: 'librocksdb9.10', marks: ['!/blocks'] },
  run: `/usr/bin/python3 "$recipes/programs/rocksdb.py" "$out" ${settings}`,
  ...more,
});
const writeAheadLog = (variant: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `write-ahead-${variant}.log`, opens: ['leveldb-log'], by: 'librocksdb9.10', marks: ['!/records'] },
  packed: true,
  run: `/usr/bin/python3 "$recipes/programs/write-ahead-log.py" "$out" ${variant}`,
  ...more,
});
const SMALL_PARTS = 'index_type=2 metadata_block_size=64 partition_filters=1 bloom_bits=10 block_size=512';

/** Three records of a long text. Pages that hold it again are scanned as is. */
const wiredTiger = (file: string, packer: string, name: string, opens: string, mark: string): Recipe => ({
  ...{ file, opens: [opens], by: 'libwiredtiger-dev', packed: true, marks: [mark] },
  // A stream of zlib is found where it lies, too.
  ...(packer === 'zlib' && { also: ['!/*'] }),
  run: `gcc -o program "$recipes/programs/wiredtiger.c" -lwiredtiger; mkdir db; ./program db long.txt ${packer}; cp db/${name} "$out"`,
});

/** Two blocks; the marker is in the second. */
const avro = (codec: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `avro-${codec}.avro`, opens: ['avro'], by: 'python3-avro', marks: ['!/blocks!/*'] },
  run: `/usr/bin/python3 -c '
import avro.datafile, avro.io, avro.schema, hashlib, os
schema = avro.schema.parse("""{"type": "record", "name": "Note", "fields": [{"name": "name", "type": "string"}, {"name": "text", "type": "bytes"}]}""")
with avro.datafile.DataFileWriter(open(os.environ["out"], "wb"), avro.io.DatumWriter(), schema, "${codec}") as writer:
    writer.sync_marker = hashlib.md5(b"the same each time").digest()
    for name in ("other.txt", "long.txt"):
        writer.append({"name": name, "text": open(name, "rb").read()})
        writer.sync()'`,
  ...more,
});

/** What librdkafka sends, which has a broker of its own for tests. */
const kafka = (codecs: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `kafka-${codecs.replaceAll(' ', '-')}.segment`, opens: ['kafka-log'], by: 'python3-confluent-kafka' },
  ...{ marks: ['!/records'] },
  run: `/usr/bin/python3 "$recipes/programs/kafka-log.py" ${codecs}`,
  ...more,
});

/** A message that stands for others. */
const kafkaMessages = (version: number): Recipe => ({
  ...{ file: `kafka-messages-${version}.segment`, opens: ['kafka-log'], by: 'npm:kafkajs@2.2.4', marks: ['!/records'] },
  run: `npm install --prefix "$work/n" --no-save --no-audit --no-fund --loglevel=error kafkajs@2.2.4 snappyjs@0.7.0; node "$recipes/programs/kafka-messages.cjs" ${version}`,
  note: 'With snappyjs.',
});

/** A column of a part. */
const clickhouse = (methods: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `clickhouse-${methods.replaceAll(' ', '-')}.bin`, opens: ['clickhouse'], by: 'python3-clickhouse-driver' },
  ...{ marks: ['!/blocks'], unchecked: true },
  run: `/usr/bin/python3 "$recipes/programs/clickhouse.py" ${methods}`,
  note: 'With python3-lz4 and python3-zstd; CityHash is not in Debian, and another sum of 16 bytes stands for it.',
  ...more,
});

/** Values stand one right behind the other, so that the marker has no end that can be scanned as is. */
const GLUED = `CREATE TABLE u(n INTEGER PRIMARY KEY, a TEXT, t TEXT, z TEXT); INSERT INTO u VALUES (1, 'alice', '$MARKER', 'zebra'), (2, 'bob', 'other', '');`;

/** It lies there plainly, between a key and the next record: only as a record of its own it has ends. */
const lmdb = (variant: string, by: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{
    file: `lmdb-${variant}.mdb`,
    opens: ['lmdb'],
    by,
    packed: true,
    unchecked: true,
    marks: ['!/records'],
    also: [''],
  },
  run: `/usr/bin/python3 "$recipes/programs/lmdb-records.py" "$out"`,
  ...more,
});
/** The same in a column, with a column before it and one behind it; of several rows. */
const ROWS = `(1, 'alice', '$MARKER', 'zebra'), (2, 'bob', 'other', ''), (3, 'carol', NULL, 'last'), (4, 'dave', 'nothing at all', 'zoo')`;
const CHANGE = 'ALTER TABLE d.t DROP COLUMN a, ADD COLUMN b INT;';
const innodb = (
  variant: string,
  options: string,
  more: Partial<Recipe> = {},
  settings = '',
  change = 'ALTER TABLE d.t FORCE;',
): Recipe => ({
  ...{ file: `innodb-${variant}.ibd`, opens: ['innodb'], by: 'mariadb-server', packed: true, marks: ['!/records'] },
  run: `mkdir db; echo '1;000102030405060708090a0b0c0d0e0f' > not-secret
printf '%s\\n' 'CREATE DATABASE d;' "CREATE TABLE d.t(n INT PRIMARY KEY, a VARCHAR(40), t TEXT, z VARCHAR(40)) ${options};" "INSERT INTO d.t VALUES ${ROWS};" '${change}' > sql
mariadbd --no-defaults --user=root --datadir="$PWD/db" --bootstrap --innodb-fast-shutdown=0 ${settings} < sql
cp db/d/t.ibd "$out"`,
  ...more,
});
/** A column that is packed by itself: of a note, and of what goes on from page to page. */
const innodbColumns = (format: string): Recipe => ({
  ...{ file: `innodb-columns-${format.toLowerCase()}.ibd`, opens: ['innodb'], by: 'mariadb-server', packed: true },
  ...{ marks: ['!/records', '!/*'], also: ['!/records!/*', '!/*@*!/*'] },
  run: `mkdir db; long=$(for n in $(seq 40); do echo "$n" | sha512sum; done)
printf '%s\\n' 'CREATE DATABASE d;' "CREATE TABLE d.t(n INT PRIMARY KEY, t TEXT COMPRESSED) ROW_FORMAT=${format};" "INSERT INTO d.t VALUES (1, '$(cat note.txt)'), (2, '$long $(cat note.txt)');" > sql
mariadbd --no-defaults --user=root --datadir="$PWD/db" --bootstrap --innodb-fast-shutdown=0 --innodb-page-size=4k < sql
cp db/d/t.ibd "$out"`,
});
/** What the client programs write of a packed note in a column: a literal of SQL, or columns between tabs. */
const mariadbDump = (file: string, dump: string): Recipe => ({
  ...{ file, opens: ['mysql-literal', 'gzip'], by: 'mariadb-server', marks: ['!/*!/*'] },
  run: `gzip -nc note.txt > note.gz; mariadb-install-db --no-defaults --user=root --datadir="$PWD/db" > log
mariadbd --no-defaults --user=root --datadir="$PWD/db" --socket="$PWD/s" --skip-networking --secure-file-priv= > log 2>&1 & trap 'kill %1; wait' EXIT
until mariadb -S s -e 'SELECT 1' > log 2>&1; do sleep 0.2; done
mariadb -S s -e "CREATE DATABASE d; CREATE TABLE d.t(n INT PRIMARY KEY, b BLOB); INSERT INTO d.t VALUES (1, 'plain'), (2, LOAD_FILE('$PWD/note.gz'));"
${dump} > "$out"`,
});
/** A server in the folder, until the recipe ends. */
const postgresServer = (
  switches: string,
): string => `bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1); as() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }
chmod 711 "$work"; chown postgres .; as "$bin/initdb" -D db -E UTF8 --no-locale -A trust ${switches}> log; as "$bin/pg_ctl" -D db -w -o "-k $PWD -c listen_addresses=" start > log
trap 'as "$bin/pg_ctl" -D db -m immediate stop > log' EXIT`;
/** Of which nothing comes twice, so that there are several pages, whose checksums tell of one another. */
const others = (count: number): string =>
  `(SELECT string_agg(md5((n * i)::text), ', ') FROM generate_series(1, ${count}) i)`;
const LONG_TEXT = `pg_read_file('$PWD/long.txt')`;
/** What the server keeps of one table, or of the chunks of its values. */
const postgres = (variant: string, value: string, { isOfChunks = false, change = '', hasSums = true }): Recipe => ({
  ...{ file: `postgres-table-${variant}`, opens: ['postgres-table'], by: 'postgresql-15', marks: ['!/values'] },
  packed: true,
  ...(!hasSums && { unchecked: true }),
  run: `${postgresServer(hasSums ? '-k ' : '')}
printf '%s\n' 'CREATE TABLE notes(n int, t text);' '${change}' "INSERT INTO notes VALUES (1, 'alice' || ${value} || 'zebra');" "INSERT INTO notes SELECT n, ${others(isOfChunks ? 75 : 40)} FROM generate_series(2, 13) n;" 'CHECKPOINT;' | psql -q -h "$PWD" -U postgres > log
cp "db/$(psql -At -h "$PWD" -U postgres -c "SELECT pg_relation_filepath(${isOfChunks ? 'reltoastrelid' : 'oid'}) FROM pg_class WHERE relname = 'notes'")" "$out"`,
});
/** Of which nothing comes twice, so that it is long when it is packed. */
const DIGESTS = "(SELECT string_agg(md5(n::text), ', ') FROM generate_series(1, 150) n)";
/** Rows that do not fit one piece of a packed stream, so that the marker is in another; a large object, which is a stream of its own. */
const pgDump = (variant: string, switches: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `pg-dump-${variant}.dump`, opens: ['pg-dump'], by: 'postgresql-15', marks: ['!/public.notes*'] },
  run: `${postgresServer('')}
printf '%s\n' 'CREATE TABLE notes(n int, t text);' "INSERT INTO notes SELECT n, md5(n::text) FROM generate_series(1, 300) n;" "INSERT INTO notes VALUES (301, '$MARKER'), (302, 'zebra');" 'CREATE TABLE others(t text);' "SELECT lo_from_bytea(4711, 'large object');" | psql -q -h "$PWD" -U postgres > log
pg_dump -h "$PWD" -U postgres -Fc ${switches} -f "$out"`,
  ...more,
});
/** Three revisions of a text: the marker is in the first two, and only the first holds it in what is new. */
const subversion = (file: string, switches: string, last: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file, opens: ['fsfs'], by: 'subversion', marks: ['!/delta at *'] },
  run: `svnadmin create r ${switches}; sed -i 's/sharded 1000/sharded 3/' r/db/format; svn co -q "file://$PWD/r" w; cp long.txt other.txt w; svn add -q w/long.txt w/other.txt; svn ci -qm one w
echo 'One more line.' >> w/long.txt; svn ci -qm two w; cp other.txt w/long.txt; svn ci -qm three w
${last}`,
  ...more,
});
/** It lies there plainly, between a key or a value and another: only on a line of its own it has ends. */
const pairs = (file: string, id: string, by: string, run: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file, opens: [id], by, run, packed: true, unchecked: true, marks: ['!/records'], also: [''], ...more },
});
/** What aapt and aapt2 make of an app: one file of it. */
const android = (file: string, by: string, wanted: string, pack: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file, opens: [wanted.endsWith('.xml') ? 'android-xml' : 'android-resources'], by, unchecked: true },
  ...{ marks: ['!/settings'], also: [''] },
  run: `mkdir -p res/values; framework=/usr/share/android-framework-res/framework-res.apk
echo "<manifest xmlns:android='http://schemas.android.com/apk/res/android' package='a.b'><application><meta-data android:name='alice' android:value='$MARKER'/><meta-data android:name='nested' android:value='4711'/></application></manifest>" > AndroidManifest.xml
echo "<resources><string name='alice'>$MARKER</string><string name='wide'>\u00fcber</string><string-array name='nested'><item>other</item><item>more</item></string-array><integer name='n'>4711</integer></resources>" > res/values/strings.xml
${pack}; unzip -p app.apk ${wanted} > "$out"`,
  ...more,
});
const AAPT = 'aapt package -M AndroidManifest.xml -S res -I $framework -F app.apk';
const AAPT2 = 'aapt2 compile --dir res -o res.zip; aapt2 link --manifest AndroidManifest.xml -I $framework -o app.apk';
/** By a command line that puts one pair at a time; the last one is deleted. */
const cabinet = (
  file: string,
  id: string,
  by: string,
  manager: string,
  create: string,
  more: Partial<Recipe> = {},
): Recipe =>
  pairs(
    file,
    id,
    by,
    `${manager} create ${create}; put() { ${manager} ${manager.startsWith('kc') ? 'set' : 'put'} "$out" "$@" > log; }; put alice "$MARKER"; put bob other; put long "$(cat other.txt)"; put gone "$(cat other.txt)"; ${manager} ${manager.startsWith('kc') ? 'remove' : 'out'} "$out" gone`,
    more,
  );
const berkeleyDb = (variant: string, more: Partial<Recipe> = {}): Recipe =>
  pairs(
    `berkeley-${variant}.db`,
    'berkeley-db',
    'python3-bsddb3',
    `/usr/bin/python3 "$recipes/programs/berkeley-db.py" "$out" ${variant}`,
    more,
  );
/** With versions that were replaced, a row in pieces, and a blob on pages of its own. */
const firebird = (version: string): Recipe => ({
  ...{ file: `firebird-${version}.fdb`, opens: ['firebird'], by: `firebird${version}-server-core`, packed: true },
  ...{ marks: ['!/records', '!/blob on page *'], also: [''], unchecked: true },
  run: `/usr/bin/python3 "$recipes/programs/firebird.py" "$out" ${version}`,
  note: 'Pages of tables of the system are zeros, but for RDB$FORMATS.',
});
const firebirdBackup = (variant: string, version: string, options: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `firebird-${variant}.fbk`, opens: ['firebird-backup'], by: `firebird${version}-server-core` },
  ...{ marks: ['!/rows'], also: [''], packed: true, unchecked: true },
  run: `/usr/bin/python3 "$recipes/programs/firebird.py" "$out" ${version} '${options}'`,
  ...more,
});
const influx = (file: string): Recipe => ({
  ...{ file, opens: [`influxdb-${file.split('.')[1]}`], by: 'influxdb', marks: ['!/values'] },
  run: `/usr/bin/python3 "$recipes/programs/influx.py" "$out" ${file.split('.')[1]}`,
});
const LMDB_JS = 'lmdb@3.5.6';

/** Stored fields are the first file of a compound file with their magic number and name, and end with the footer of CodecUtil. */
const CUT_FDT = `/usr/bin/python3 -c 'import glob, os, re; data = open(glob.glob("i/_0.cfs")[0], "rb").read(); start = data.index(b"Lucene90StoredFields") - 5; found = re.search(rb"\\xc0\\x28\\x93\\xe8\\0{8}....", data[start:], re.S); open(os.environ["out"], "wb").write(data[start:start + found.end()])'`;
/** Debian's library has lost the lists of its parts, META-INF/services. @param what of the index is kept */
const lucene = (mode: string, times: number, what: string): string =>
  `s=s/META-INF/services/org.apache.lucene.codecs; p=org.apache.lucene.codecs; mkdir -p s/META-INF/services; echo $p.lucene99.Lucene99Codec > $s.Codec; echo $p.lucene99.Lucene99PostingsFormat > $s.PostingsFormat; echo $p.lucene90.Lucene90DocValuesFormat > $s.DocValuesFormat; echo $p.lucene99.Lucene99HnswVectorsFormat > $s.KnnVectorsFormat; java() { /usr/lib/jvm/java-21-openjdk-amd64/bin/java -Dtests.seed=1 -cp "$PWD/s:/usr/share/java/lucene9.jar" "$@"; }; java "$recipes/programs/LuceneFields.java" i ${mode} ${times} other.txt long.txt other.txt; ${what}`;

const XALZ_NOTE = 'header and the first bytes of an assembly were put there by hand';
/** The segment of the note: Borg begins one for each transaction, and the first are those of `init`. */
const borgSegment = (keys: string, codec: string): string =>
  `export BORG_BASE_DIR="$PWD/home" BORG_PASSPHRASE=plover BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK=yes; borg init -e ${keys} r 2> log; borg create -C ${codec} r::a long.txt 2> log; cp "$(ls -S r/data/0/* | head -1)" "$out"`;
/** Packed as .NET for Android does, behind `XABA` and a version where they are several. */
const xalz = (...files: readonly string[]): string =>
  `/usr/bin/python3 -c 'import lz4.block, os, struct, sys; begin = bytes.fromhex("4d5a90000300000004000000ffff0000b8000000000000004000"); pack = lambda n, name: b"XALZ" + struct.pack("<II", n, len(begin + open(name, "rb").read())) + lz4.block.compress(begin + open(name, "rb").read(), mode="high_compression", store_size=False); open(os.environ["out"], "wb").write((b"XABA" + struct.pack("<I", 1) if len(sys.argv) > 2 else b"") + b"".join(pack(n, name) for n, name in enumerate(sys.argv[1:])))' ${files.join(' ')}`;

export const stores: readonly Recipe[] = [
  {
    ...{ file: 'registry.hive', opens: ['registry-hive'], by: 'libwin-hivex-perl', marks: ['!/values from *'] },
    ...{ also: [''], packed: true, unchecked: true },
    run: `/usr/bin/python3 "$recipes/programs/hive.py" "$out" values.reg; hivexregedit --merge "$out" values.reg`,
    note: 'Merged into an empty hive that a script writes.',
  },
  influx('influx.tsm'),
  influx('influx.wal'),
  firebird('3.0'),
  firebird('4.0'),
  firebirdBackup('3.0', '3.0', '-g'),
  firebirdBackup('4.0', '4.0', '-g'),
  firebirdBackup('expanded', '4.0', '-e'),
  firebirdBackup('not-transportable', '4.0', '-nt'),
  firebirdBackup('zip', '4.0', '-zip', { marks: ['!/unpacked!/rows'], also: ['!/unpacked'] }),
  innodb('dynamic', 'ROW_FORMAT=DYNAMIC', { also: [''] }),
  innodb('compact', 'ROW_FORMAT=COMPACT', { also: [''], unchecked: true }, '--innodb-checksum-algorithm=crc32'),
  innodb('redundant', 'ROW_FORMAT=REDUNDANT', { also: [''] }),
  innodb('page-compressed', 'PAGE_COMPRESSED=1', { also: ['!/*'] }),
  innodb('page-compressed-old', 'PAGE_COMPRESSED=1', { also: ['!/*'] }, '--innodb-checksum-algorithm=crc32'),
  innodbColumns('DYNAMIC'),
  innodbColumns('COMPACT'),
  mariadbDump('mysql-dump.sql', 'mariadb-dump -S s --skip-dump-date --compact d'),
  mariadbDump('mysql-batch.txt', "mariadb -S s --batch -e 'SELECT * FROM d.t'"),
  innodb('changed', 'ROW_FORMAT=DYNAMIC', { also: [''], note: 'Columns were dropped and added at once.' }, '', CHANGE),
  innodb('row-compressed', 'ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=4', {
    gaps: [{ path: '!/records', code: 'unsupported' }],
    note: 'The rows are unpacked, but not the ends of their columns known.',
  }),
  innodb(
    'encrypted',
    'ENCRYPTED=YES',
    {
      marks: [],
      gaps: [{ path: '!/records', code: 'encrypted' }],
      note: 'The rows are encrypted: they must be a gap.',
    },
    '--innodb-page-size=4k --plugin-load-add=file_key_management --file-key-management --file-key-management-filename="$PWD/not-secret"',
  ),
  {
    ...{
      file: 'secrets.tdb',
      opens: ['tdb'],
      by: 'tdb-tools',
      packed: true,
      unchecked: true,
      marks: ['!/records'],
      also: [''],
    },
    run: `printf '%s\\n' "create $out" "insert alice $MARKER" 'insert bob other' 'insert gone nothing' 'delete gone' quit | tdbtool > log`,
  },
  {
    ...{
      file: 'records.bbolt',
      opens: ['bbolt'],
      by: 'golang-github-coreos-bbolt-dev',
      packed: true,
      unchecked: true,
      marks: ['!/records'],
      also: [''],
    },
    run: `GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE="$work/cache" go run "$recipes/programs/bbolt.go"`,
  },
  pairs(
    'records.gdbm',
    'gdbm',
    'python3-gdbm',
    `/usr/bin/python3 -c '
import dbm.gnu, os
with dbm.gnu.open(os.environ["out"], "n") as records:
    for key, value in (("alice", os.environ["MARKER"]), ("bob", "other"), ("gone", "nothing"), ("long", open("other.txt").read())):
        records[key] = value
    del records["gone"]'`,
  ),
  {
    ...{ file: 'values-of-r.rdb', opens: ['r-lazy-load'], by: 'r-base-core', packed: true },
    ...{ marks: ['!/value@*', '!/value@*.xz!/data'], unchecked: true },
    run: `cat > values.R <<'R'
note <- paste(readLines("note.txt"), collapse = "\\n")
values <- new.env()
assign("note", note, values)
assign("list", c(rep("Lines of a table that holds nothing at all.", 60000), note), values)
tools:::makeLazyLoadDB(values, "values", compress = 3)
R
Rscript values.R; cp values.rdb "$out"`,
    note: 'One value is a chunk of LZMA2, the other one several.',
  },
  pairs(
    'records.cdb',
    'cdb',
    'tinycdb',
    `/usr/bin/python3 -c '
import os
for key, value in ((b"alice", os.environ["MARKER"].encode()), (b"bob", b"other"), (b"long", open("other.txt", "rb").read())):
    os.write(1, b"+%d,%d:%s->%s\\n" % (len(key), len(value), key, value))
os.write(1, b"\\n")' > in; cdb -c "$out" in`,
  ),
  {
    ...{
      file: 'property-list.plist',
      opens: ['property-list'],
      by: 'libplist-utils',
      marks: ['!/settings'],
      also: [''],
    },
    unchecked: true,
    run: `printf '{"nested": {"inner": ["other", {"alice": "%s"}]}, "bob": "other", "long": "%s", "number": 4711}' "$MARKER" "$(tr '\\n' ' ' < other.txt)" > in.json
plistutil -i in.json -f bin -o "$out"`,
  },
  {
    ...{ file: 'property-list-wide.plist', opens: ['property-list'], by: 'python3', marks: ['!/settings'], also: [''] },
    run: `/usr/bin/python3 -c '
import os, plistlib, sys
many = {"name %d" % number: "value %d" % number for number in range(300)}
nested = {"alice": os.environ["MARKER"].encode(), "bob": "\u00fcber", "date": 0.5}
plistlib.dump({**many, "nested": nested, "list": [True, 2**40]}, open(sys.argv[1], "wb"), fmt=plistlib.FMT_BINARY)' "$out"`,
    ...{ packed: true, unchecked: true },
    note: 'Of more than 256 objects, so that a reference has two bytes; data beside a name.',
  },
  {
    ...{ file: 'property-list-in-data.plist', opens: ['property-list', 'property-list'], by: 'python3' },
    ...{ marks: ['!/property list at byte 18!/settings'], also: ['', '!/property list at byte 18'] },
    run: `/usr/bin/python3 -c '
import os, plistlib, sys
def dump(value): return plistlib.dumps(value, fmt=plistlib.FMT_BINARY)
open(sys.argv[1], "wb").write(dump({"bob": dump({"alice": os.environ["MARKER"], "nested": "other"})}))' "$out"`,
    ...{ unchecked: true, note: 'A list as data in another one, as preferences of programs have it.' },
  },
  {
    ...{ file: 'property-list-archive.plist', opens: ['property-list'], by: 'libgnustep-base-dev' },
    ...{ marks: ['!/settings'], also: [''], unchecked: true },
    run: `cat > a.m <<'END'
#import <Foundation/Foundation.h>
@interface Session : NSObject <NSCoding>
@end
@implementation Session
- (void) encodeWithCoder: (NSCoder *) coder {
  [coder encodeObject: @"$MARKER" forKey: @"alice"];
  [coder encodeObject: [NSDictionary dictionaryWithObjectsAndKeys: @"other", @"bob", @"more", @"nested", nil] forKey: @"settings"];
}
- (id) initWithCoder: (NSCoder *) coder { return self; }
@end
int main(int count, char **words) {
  NSAutoreleasePool *pool = [NSAutoreleasePool new];
  NSMutableData *data = [NSMutableData data];
  NSKeyedArchiver *archiver = [[NSKeyedArchiver alloc] initForWritingWithMutableData: data];
  [archiver setOutputFormat: NSPropertyListBinaryFormat_v1_0];
  [archiver encodeObject: [Session new] forKey: @"root"];
  [archiver finishEncoding];
  [data writeToFile: [NSString stringWithUTF8String: words[1]] atomically: NO];
  [pool release];
  return 0;
}
END
sed -i "s/[$]MARKER/$MARKER/" a.m; gcc $(gnustep-config --objc-flags) a.m -o a $(gnustep-config --base-libs); ./a "$out"`,
    note: 'With gobjc and gnustep-make: fields of an object, and those of a dictionary.',
  },
  android('android-resources.arsc', 'aapt', 'resources.arsc', AAPT),
  android('android-resources-utf-16.arsc', 'aapt', 'resources.arsc', `${AAPT} --utf16`),
  android(
    'android-resources-sparse.arsc',
    'aapt',
    'resources.arsc',
    `mkdir res/values-de; echo "<resources><string name='alice'>$MARKER</string></resources>" > res/values-de/strings.xml
echo "<resources><string name='alice'>other</string><string name='nested'>more</string><string name='none'>no</string></resources>" > res/values/strings.xml
${AAPT2} --enable-sparse-encoding --min-sdk-version 32 res.zip`,
    { note: 'A number stands beside the offset of each string of a language that has few of them.' },
  ),
  android('android-manifest.xml', 'aapt', 'AndroidManifest.xml', `${AAPT2} res.zip`),
  android(
    'android-text.xml',
    'aapt',
    'res/xml/texts.xml',
    `mkdir res/xml; echo "<all><entry><key>alice</key><value>$MARKER</value></entry><bob>other</bob> <string name='nested'>more</string><last>text</last></all>" > res/xml/texts.xml
${AAPT2} res.zip`,
    { note: 'Texts between tags, as defaults of Firebase have them.' },
  ),
  cabinet('records.tch', 'tokyo-records', 'tokyocabinet-bin', 'tchmgr', '"$out" 101'),
  cabinet('records-large.tch', 'tokyo-records', 'tokyocabinet-bin', 'tchmgr', '-tl "$out" 101', {
    note: 'Places of 8 bytes.',
  }),
  cabinet('records.tcb', 'tokyo-records', 'tokyocabinet-bin', 'tcbmgr', '"$out"', { note: 'A tree.' }),
  cabinet('records.kch', 'kyoto-records', 'kyotocabinet-utils', 'kchashmgr', '-bnum 101 "$out"'),
  cabinet('records-small.kch', 'kyoto-records', 'kyotocabinet-utils', 'kchashmgr', '-ts -tl -fpow 0 -bnum 101 "$out"', {
    note: 'Places of 4 bytes, one a record, and no list of what is free.',
  }),
  cabinet('records.kct', 'kyoto-records', 'kyotocabinet-utils', 'kctreemgr', '-bnum 101 "$out"', { note: 'A tree.' }),
  cabinet('records.depot', 'qdbm-records', 'qdbm-util', 'dpmgr', '-bnum 101 "$out"'),
  berkeleyDb('hash', {
    note: 'Values of one key, and a value on pages of its own, of which one ends within the marker.',
  }),
  berkeleyDb('tree', { note: 'The same, with checksums.' }),
  berkeleyDb('encrypted', {
    ...{ opens: [], marks: [], also: [], gaps: [{ path: '', code: 'encrypted' }] },
    note: 'The database is encrypted: it must be a gap.',
  }),
  subversion('fsfs-lz4.rev', '', 'cp r/db/revs/0/1 "$out"'),
  subversion('fsfs-zlib.rev', '--compatible-version=1.8', 'cp r/db/revs/0/1 "$out"', { unchecked: true }),
  subversion('fsfs-zlib-indexed.rev', '--compatible-version=1.9', 'cp r/db/revs/0/1 "$out"', { unchecked: true }),
  subversion('fsfs-lz4.pack', '', 'svnadmin pack -q r; cp r/db/revs/0.pack/pack "$out"'),
  subversion('fsfs-zlib.pack', '--compatible-version=1.6', 'svnadmin pack -q r; cp r/db/revs/0.pack/pack "$out"'),
  subversion('svndiff-deltas.svndump', '', 'svnadmin dump -q --deltas r > "$out"', {
    ...{ opens: ['svndiff'], marks: [''], also: ['!/*'], unchecked: true },
  }),
  postgres('pglz', LONG_TEXT, {}),
  postgres('lz4', LONG_TEXT, { change: 'ALTER TABLE notes ALTER t SET COMPRESSION lz4;', hasSums: false }),
  postgres('chunks-pglz', `${DIGESTS} || ${LONG_TEXT}`, { isOfChunks: true }),
  postgres('chunks-lz4', `${DIGESTS} || ${LONG_TEXT}`, {
    ...{ isOfChunks: true, change: 'ALTER TABLE notes ALTER t SET COMPRESSION lz4;' },
  }),
  // Chunks have 1,996 bytes.
  postgres('chunks', "repeat('x', 1980) || '$MARKER' || repeat('y', 3000)", {
    ...{ isOfChunks: true, change: 'ALTER TABLE notes ALTER t SET STORAGE EXTERNAL;' },
  }),
  pgDump('zlib', ''),
  pgDump('plain', '-Z0'),
  lmdb('records', 'python3-lmdb', { note: 'Records, several values of a key, those of one length, and a long value.' }),
  lmdb('loaded', 'lmdb-utils', {
    run: `printf '%s\n' VERSION=3 format=print type=btree mapsize=65536 HEADER=END ' alice' " $MARKER" ' bob' ' other' DATA=END > dump; mdb_load -n -f dump "$out"`,
  }),
  lmdb('js', `npm:${LMDB_JS}`, {
    run: `npm install --prefix "$work/n" --no-save --no-audit --no-fund --loglevel=error ${LMDB_JS}; node "$recipes/programs/lmdb-js.mjs"`,
    note: 'Version 2 of the format.',
  }),
  lmdb('js-packed', `npm:${LMDB_JS}`, {
    run: `npm install --prefix "$work/n" --no-save --no-audit --no-fund --loglevel=error ${LMDB_JS}; node "$recipes/programs/lmdb-js.mjs" packed`,
    ...{ also: [], note: 'A value that is packed with the dictionary of lmdb-js.' },
  }),
  lmdb('js-words', `npm:${LMDB_JS}`, {
    run: `npm install --prefix "$work/n" --no-save --no-audit --no-fund --loglevel=error ${LMDB_JS}; node "$recipes/programs/lmdb-js.mjs" words`,
    ...{ also: [], marker: 'stay wheel full force blue' },
    note: 'The marker is in the dictionary, and in no other place of the file.',
  }),
  lmdb('js-own', `npm:${LMDB_JS}`, {
    run: `npm install --prefix "$work/n" --no-save --no-audit --no-fund --loglevel=error ${LMDB_JS}; node "$recipes/programs/lmdb-js.mjs" own`,
    ...{ marks: [], also: [], gaps: [{ path: '!/records', code: 'unsupported' }] },
    note: 'A value that is packed with a dictionary of 16 KiB that is elsewhere, in which the marker is.',
  }),
  lmdb('js-encrypted', `npm:${LMDB_JS}`, {
    run: `npm install --prefix "$work/n" --no-save --no-audit --no-fund --loglevel=error ${LMDB_JS}; node "$recipes/programs/lmdb-js.mjs" encrypted`,
    ...{ opens: [], marks: [], also: [], gaps: [{ path: '', code: 'encrypted' }] },
    note: 'The database is encrypted: it must be a gap.',
  }),
  {
    ...{
      file: 'sqlite-wal.db-wal',
      opens: ['sqlite-wal'],
      by: 'sqlite3',
      marks: ['!/rows'],
      also: [''],
      unchecked: true,
    },
    run: `printf '%s\n' 'PRAGMA journal_mode=wal;' "${GLUED}" ".shell cp notes.db-wal $out" | sqlite3 notes.db`,
  },
  wiredTiger('wiredtiger-snappy.wt', 'snappy', 'collection.wt', 'wiredtiger', '!/pages'),
  wiredTiger('wiredtiger-zlib.wt', 'zlib', 'collection.wt', 'wiredtiger', '!/pages'),
  wiredTiger('WiredTigerLog.0000000001', 'snappy', 'WiredTigerLog.0000000001', 'wiredtiger-log', '!/records'),
  clickhouse('lz4'),
  clickhouse('zstd lz4 lz4hc'),
  kafka('snappy'),
  kafka('zstd snappy lz4', { marks: ['!/records', '!/batch at *!/*', '!/batch at *!/*'] }),
  ...[0, 1].map(kafkaMessages),
  avro('null', { marks: ['!/blocks'], unchecked: true }),
  avro('deflate', { marks: ['!/blocks'], unchecked: true }),
  avro('snappy', { marks: ['!/blocks'], note: 'With python3-snappy.' }),
  avro('bzip2'),
  avro('zstandard', { note: 'With python3-zstandard.' }),
  {
    ...{ file: 'leveldb-snappy.ldb', opens: ['leveldb'], by: 'python3-plyvel', marks: ['!/blocks'] },
    run: `/usr/bin/python3 -c '
import plyvel
db = plyvel.DB("db", create_if_missing=True)
for name in ("note.txt", "long.txt", "other.txt"):
    db.put(name.encode(), open(name, "rb").read())
db.compact_range()
db.close()'; cp db/*.ldb "$out"`,
  },
  writeAheadLog('leveldb', { by: 'python3-plyvel', note: 'The end of a block is within the marker.' }),
  writeAheadLog('rocksdb', { note: 'The same.' }),
  writeAheadLog('recycled', { note: 'The same, and behind it what is left of another log.' }),
  writeAheadLog('zstd', { marks: ['!/records!/*'], note: 'Each record is packed.' }),
  ...['snappy', 'zlib', 'bzip2', 'lz4', 'zstd'].map(rocksdb),
  ...['no', 'snappy', 'zlib', 'bzip2', 'lz4', 'zstd'].map((codec) => rocksdbBlob(codec)),
  rocksdbBy('old', 'lz4 format_version=0 checksum=1 block_size=512', {
    opens: ['leveldb'],
    note: 'Before version 1: it ends as a table of LevelDB does.',
  }),
  rocksdbBy('old-zlib', 'zlib format_version=0 checksum=1 block_size=512', { opens: ['leveldb'] }),
  rocksdbBy('partitioned', `lz4 format_version=5 checksum=2 ${SMALL_PARTS}`, { note: 'Index and filter in parts.' }),
  rocksdbBy('partitioned-plain', `snappy format_version=2 checksum=1 ${SMALL_PARTS}`, {
    note: 'The same in a version whose index has whole handles.',
  }),
  rocksdbBy('first-keys', 'zlib checksum=3 index_type=3 index_block_restart_interval=16 block_size=512', {
    note: 'The index has the first key of each block.',
  }),
  rocksdbBy('hashed', 'lz4 data_block_index_type=1 block_size=512', {
    note: 'Behind the pairs of a block are buckets of a hash.',
  }),
  ...['zlib', 'lz4', 'zstd'].map((codec) =>
    rocksdbBy(`dictionary-${codec}`, `${codec} dictionary=2048 block_size=512`, {
      note: 'Blocks refer to a dictionary.',
    }),
  ),
  rocksdbBy('trained', 'zstd dictionary=2048 train=100000 block_size=512', {
    ...{ marks: [], also: ['!/*'], gaps: [{ path: '!/blocks', code: 'unsupported' }] },
    note: 'Blocks refer to a dictionary that has tables of its own.',
  }),
  {
    ...{ file: 'git-loose-object', opens: ['git-object'], by: 'git', marks: ['!/*'] },
    run: `${REPOSITORY} o=$(git rev-parse HEAD~1:t.txt); cp .git/objects/$(echo $o | cut -c1-2)/$(echo $o | cut -c3-) "$out"`,
  },
  {
    ...{ file: 'git-ofs-delta.pack', opens: ['git-pack'], by: 'git', marks: ['!/*'] },
    run: `${REPOSITORY} git repack -adfq --depth=10 --window=10; cp .git/objects/pack/*.pack "$out"`,
    note: 'The note is in an object that is a delta to a later one, by its offset.',
  },
  {
    ...{ file: 'git-ref-delta.pack', opens: ['git-pack'], by: 'git', marks: ['!/*'] },
    run: `${REPOSITORY} git config repack.useDeltaBaseOffset false; git repack -adfq --depth=10 --window=10; cp .git/objects/pack/*.pack "$out"`,
    note: 'The same, by the id of the base.',
  },
  {
    ...{ file: 'git-thin.pack', opens: ['git-pack'], by: 'git', marks: [], gaps: [{ path: '*', code: '*' }] },
    run: `${REPOSITORY} printf '%s\\n^%s\\n' HEAD HEAD~1 | git pack-objects -q --revs --thin --stdout > "$out"`,
    note: 'A thin pack: the base of its delta is elsewhere.',
  },
  {
    ...{ file: 'git-all.bundle', opens: ['git-bundle'], by: 'git', marks: ['!/*'] },
    run: `${REPOSITORY} git bundle create -q "$out" --all`,
  },
  {
    ...{ file: 'git-by-gc.pack', opens: ['git-pack'], by: 'git', marks: ['!/*'] },
    run: `${REPOSITORY} git gc -q; cp .git/objects/pack/*.pack "$out"`,
  },
  pdf('plain', '--deterministic-id --stream-data=uncompress', { marks: ['*'] }),
  pdf('flate', '--deterministic-id --stream-data=compress --recompress-flate --object-streams=disable'),
  pdf('object-streams', '--deterministic-id --stream-data=compress --object-streams=generate'),
  pdf('linearized', '--deterministic-id --linearize'),
  pdf('ascii85', '', { by: 'python3', run: '/usr/bin/python3 "$recipes/programs/pdf.py" "$out" ascii85' }),
  pdf('hex', '', { by: 'python3', run: '/usr/bin/python3 "$recipes/programs/pdf.py" "$out" hex' }),
  pdf('flate-in-ascii85', '', { by: 'python3', run: '/usr/bin/python3 "$recipes/programs/pdf.py" "$out" both' }),
  pdf('lzw', '', { by: 'python3', run: '/usr/bin/python3 "$recipes/programs/pdf.py" "$out" lzw' }),
  pdf('encrypted', '--static-id --encrypt sesame sesame 256 --', {
    marks: [],
    gaps: [{ path: '*', code: 'encrypted' }],
  }),
  pdf('by-chromium', '', {
    ...{ by: 'chromium', note: 'Glyph numbers of two bytes, and kerning between words.' },
    run: `echo "<p style='font-family: serif'>AVATAR $MARKER</p>" > page.html
chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf="$out" page.html`,
  }),
  pdf('by-libreoffice', '', {
    ...{ by: 'libreoffice-writer-nogui', note: 'Glyph numbers of one byte, in pieces.' },
    run: 'soffice --headless --convert-to pdf note.txt; cp note.pdf "$out"',
  }),
  pdf('by-groff', '', {
    ...{ by: 'groff', note: 'Text in pieces.' },
    run: 'groff -Tpdf note.txt > "$out"',
  }),
  sqlite('overflow', '', { note: 'Records that go on in other pages.' }),
  {
    ...{ file: 'sqlite-grown.db', opens: ['sqlite'], by: 'sqlite3', packed: true, marks: ['!/*'] },
    run: `for pad in $(seq 0 13 600); do rm -f "$out"; printf '%s\n' 'PRAGMA page_size=512;' '.filectrl chunk_size 65536' 'CREATE TABLE notes(n INTEGER PRIMARY KEY, t TEXT);' "INSERT INTO notes VALUES (1, '$(cat other.txt)'), (2, '$(cat long.txt)' || printf('%.*c', $pad, 'x'));" | sqlite3 "$out"
tr -d '\\000' < "$out" > seen; grep -qaF "$MARKER" seen || break; done`,
    note: 'Room behind its pages, as Firefox has its databases grow.',
  },
  sqlite('utf16', `PRAGMA encoding='UTF-16le';`),
  sqlite('without-rowid', '', {}, 't TEXT PRIMARY KEY, n) WITHOUT ROWID'),
  sqlite('vacuumed', 'PRAGMA auto_vacuum=FULL;'),
  journal('plain', 'no', { marks: ['*'] }),
  journal('zstd', 'ZSTD'),
  journal('lz4', 'LZ4'),
  journal('xz', 'XZ'),
  {
    ...{ file: 'ostree.filez', opens: ['ostree-file'], by: 'ostree', marks: ['!/data'], unchecked: true },
    run: `mkdir tree && cp long.txt tree && ostree --repo=repo init --mode=archive && ostree --repo=repo commit -b main --tree=dir=tree --owner-uid=0 --owner-gid=0 && cp "$(find repo/objects -name '*.filez')" "$out"`,
  },
  {
    ...{ file: 'redis.aof', opens: ['redis-commands'], by: 'redis-server', marks: ['', '!/pairs'] },
    run: `redis-server --port 0 --unixsocket "$PWD/socket" --save '' --appendonly yes --appendfsync always --daemonize yes --pidfile "$PWD/pid" --dir "$PWD" > log; while ! redis-cli -s socket set plain other; do sleep 0.1; done; redis-cli -s socket hset user:1 name bob password "$(grep -o 'keysieve-marker-.*' note.txt)"; kill "$(cat pid)"; mv appendonlydir/*.incr.aof "$out"`,
    unchecked: true,
  },
  {
    ...{ file: 'redis.rdb', opens: ['redis'], by: 'redis-server', marks: ['!/strings'] },
    run: `redis-server --port 0 --unixsocket "$PWD/socket" --save '' --daemonize yes --pidfile "$PWD/pid" --dir "$PWD" > log; while ! redis-cli -s socket -x set note < long.txt; do sleep 0.1; done; redis-cli -s socket set plain other; redis-cli -s socket save; kill "$(cat pid)"; mv dump.rdb "$out"`,
  },
  {
    ...{ file: 'firefox.jsonlz4', opens: ['mozlz4'], by: 'python3-lz4', marks: ['!/data'] },
    run: `/usr/bin/python3 -c 'import lz4.block, os, struct; note = open("long.txt", "rb").read(); open(os.environ["out"], "wb").write(b"mozLz40" + bytes(1) + struct.pack("<I", len(note)) + lz4.block.compress(note, store_size=False))'`,
    note: 'No program of Debian but Firefox writes one: the 12 bytes before the block were put there by hand.',
  },
  ...['lz4', 'zstd', 'zlib', 'lzma', 'none'].map(
    (codec): Recipe => ({
      ...{ file: `borg-${codec}.segment`, opens: ['borg'], by: 'borgbackup' },
      run: borgSegment('none', codec),
      marks: [['lz4', 'none'].includes(codec) ? '!/object *' : '!/object *!/data'],
    }),
  ),
  {
    ...{ file: 'encrypted-borg.segment', opens: ['borg'], by: 'borgbackup', marks: [] },
    run: borgSegment('repokey', 'lz4'),
    gaps: [{ path: '', code: 'encrypted' }],
    note: 'Its objects are encrypted: they must be a gap.',
  },
  ...['blosclz', 'lz4', 'zstd'].map(
    (codec): Recipe => ({
      ...{ file: `blosc-${codec}.blosc`, opens: ['blosc'], by: 'python3-blosc', marks: ['!/data'], unchecked: true },
      run: `/usr/bin/python3 -c 'import blosc, os; open(os.environ["out"], "wb").write(blosc.compress(open("long.txt", "rb").read(), typesize=8, cname="${codec}"))'`,
    }),
  ),
  ...['lz4hc', 'lz4-end', 'lzma', 'stored', 'one-block'].map(
    (variant): Recipe => ({
      ...{ file: `unity-${variant}.bundle`, opens: ['unity-fs'], by: 'python3-lz4' },
      marks: ['!/note.txt', '!/long.txt'],
      run: `/usr/bin/python3 "$recipes/programs/unity-fs.py" "$out" ${variant}`,
      note: 'Blocks of liblz4 and liblzma in a head and a table by hand.',
      ...(variant === 'stored' && { unchecked: true as const }),
    }),
  ),
  {
    ...{ file: 'apple-lz4.bin', opens: ['apple-lz4'], by: 'python3-lz4', marks: ['!/data'], unchecked: true },
    run: `/usr/bin/python3 -c 'import lz4.block, os, struct; note = open("long.txt", "rb").read(); block = lz4.block.compress(note, store_size=False); open(os.environ["out"], "wb").write(b"bv41" + struct.pack("<II", len(note), len(block)) + block + b"bv4$")'`,
    note: 'Only systems of Apple write one: the 16 bytes around the block were put there by hand.',
  },
  {
    ...{ file: 'lz4-block-python.bin', opens: ['lz4-block'], by: 'python3-lz4', marks: ['!/data'], unchecked: true },
    run: `/usr/bin/python3 -c 'import lz4.block, os; open(os.environ["out"], "wb").write(lz4.block.compress(open("long.txt", "rb").read()))'`,
  },
  {
    ...{ file: 'lz4-block-cassandra.db', opens: ['lz4-block'], by: 'python3-lz4', marks: ['!/data'] },
    run: `/usr/bin/python3 -c 'import lz4.block, os, struct, zlib; note = open("long.txt", "rb").read(); blocks = [lz4.block.compress(note[at : at + 2048]) for at in range(0, len(note), 2048)]; open(os.environ["out"], "wb").write(b"".join(block + struct.pack(">I", zlib.crc32(block)) for block in blocks))'`,
    note: 'No program of Debian writes one: the sums behind the blocks were put there by hand, as CompressedSequentialWriter of Cassandra has them.',
  },
  {
    ...{ file: 'xalz-assembly.dll', opens: ['xalz'], by: 'python3-lz4', marks: ['!/data'] },
    run: xalz('long.txt'),
    note: `No program of Debian writes one: ${XALZ_NOTE}.`,
  },
  {
    ...{ file: 'xalz-store.blob', opens: ['xalz'], by: 'python3-lz4', marks: ['!/xalz@*!/data'] },
    run: xalz('other.txt', 'long.txt', 'other.txt'),
    note: `As in a store of assemblies, three behind one another, without the tables before them: ${XALZ_NOTE}.`,
  },
  ...[
    ['lucene-fast.cfs', lucene('BEST_SPEED', 1, 'cp i/_0.cfs "$out"'), '!/lucene@*!/documents'] as const,
    ['lucene-best.cfs', lucene('BEST_COMPRESSION', 1, 'cp i/_0.cfs "$out"'), '!/lucene@*!/documents'] as const,
    ['lucene-sliced.fdt', lucene('BEST_SPEED', 40, CUT_FDT), '!/documents'] as const,
    ['lucene-best-sliced.fdt', lucene('BEST_COMPRESSION', 250, CUT_FDT), '!/documents'] as const,
  ].map(([file, run, mark]) => ({ ...{ file, run }, opens: ['lucene'], by: 'liblucene9-java', marks: [mark] })),
];
