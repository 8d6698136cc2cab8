import { asar } from './archives/asar.ts';
import { borg } from './archives/borg.ts';
import { image } from './archives/image.ts';
import { innoSetup } from './archives/inno-setup.ts';
import { ostreeFile } from './archives/ostree-file.ts';
import { phar } from './archives/phar.ts';
import { selfExtractingScript } from './archives/self-extracting-script.ts';
import { tar } from './archives/tar.ts';
import { unityFs } from './archives/unity-fs.ts';
import { zip } from './archives/zip.ts';
import { arrow } from './columns/arrow.ts';
import { avro } from './columns/avro.ts';
import { hdf5 } from './columns/hdf5.ts';
import { parquet } from './columns/parquet.ts';
import type { Container } from './container/container.ts';
import { clickhouse } from './databases/clickhouse.ts';
import { duckdb } from './databases/duckdb.ts';
import { firebird } from './databases/firebird.ts';
import { firebirdBackup } from './databases/firebird-backup.ts';
import { fsfs } from './databases/fsfs.ts';
import { h2 } from './databases/h2.ts';
import { innodb } from './databases/innodb.ts';
import { jfr } from './databases/jfr.ts';
import { journal } from './databases/journal.ts';
import { kafkaLog } from './databases/kafka-log.ts';
import { lucene } from './databases/lucene.ts';
import { pgDump } from './databases/pg-dump.ts';
import { postgresTable } from './databases/postgres-table.ts';
import { sqlite } from './databases/sqlite.ts';
import { sqliteWal } from './databases/sqlite-wal.ts';
import { svndiff } from './databases/svndiff.ts';
import { wiredTiger } from './databases/wiredtiger.ts';
import { wiredTigerLog } from './databases/wiredtiger-log.ts';
import { androidSparse } from './disks/android-sparse.ts';
import { bochs } from './disks/bochs.ts';
import { cdImage } from './disks/cd-image.ts';
import { espFlash } from './disks/esp-flash.ts';
import { ewf } from './disks/ewf.ts';
import { lvm } from './disks/lvm.ts';
import { mdRaid } from './disks/md-raid.ts';
import { parallels } from './disks/parallels.ts';
import { qcow } from './disks/qcow.ts';
import { qed } from './disks/qed.ts';
import { ubi } from './disks/ubi.ts';
import { vdi } from './disks/vdi.ts';
import { vhd } from './disks/vhd.ts';
import { vhdx } from './disks/vhdx.ts';
import { vmdk } from './disks/vmdk.ts';
import { excel } from './documents/excel.ts';
import { iwa } from './documents/iwa.ts';
import { jpegXl } from './documents/jpeg-xl.ts';
import { latex } from './documents/latex.ts';
import { officeText } from './documents/office-text.ts';
import { pdf } from './documents/pdf.ts';
import { rtf } from './documents/rtf.ts';
import { vbaSource } from './documents/vba-source.ts';
import { visio } from './documents/visio.ts';
import { apport } from './dumps/apport.ts';
import { avml } from './dumps/avml.ts';
import { erlCrashDump } from './dumps/erl-crash-dump.ts';
import { kdump } from './dumps/kdump.ts';
import { perfData } from './dumps/perf-data.ts';
import { qemuMigration } from './dumps/qemu-migration.ts';
import { btrfs } from './file-systems/btrfs.ts';
import { erofs } from './file-systems/erofs.ts';
import { ext } from './file-systems/ext.ts';
import { jffs2 } from './file-systems/jffs2.ts';
import { spiffs } from './file-systems/spiffs.ts';
import { squashfs } from './file-systems/squashfs.ts';
import { ubifs } from './file-systems/ubifs.ts';
import { xfs } from './file-systems/xfs.ts';
import { gitBinaryPatch } from './git/git-binary-patch.ts';
import { gitBundle } from './git/git-bundle.ts';
import { gitObject } from './git/git-object.ts';
import { gitPack } from './git/git-pack.ts';
import { capture } from './messages/capture.ts';
import { characterDump } from './messages/character-dump.ts';
import { chromiumCache } from './messages/chromium-cache.ts';
import { cmsContent } from './messages/cms-content.ts';
import { compressedRtf } from './messages/compressed-rtf.ts';
import { containerLog } from './messages/container-log.ts';
import { firefoxCache } from './messages/firefox-cache.ts';
import { foldedLines } from './messages/folded-lines.ts';
import { httpChunks } from './messages/http-chunks.ts';
import { httpUpgrade } from './messages/http-upgrade.ts';
import { http2 } from './messages/http2.ts';
import { mitmproxy } from './messages/mitmproxy.ts';
import { netlog } from './messages/netlog.ts';
import { openpgp } from './messages/openpgp.ts';
import { terminalRecording } from './messages/terminal-recording.ts';
import { uuencode } from './messages/uuencode.ts';
import { programs } from './programs/catalog.ts';
import { sevenZipContainers } from './seven-zip/seven-zip-formats.ts';
import { androidResources } from './stores/android-resources.ts';
import { androidXml } from './stores/android-xml.ts';
import { bbolt } from './stores/bbolt.ts';
import { berkeleyDb } from './stores/berkeley-db.ts';
import { cabinets } from './stores/cabinets.ts';
import { cdb } from './stores/cdb.ts';
import { gdbm } from './stores/gdbm.ts';
import { influxTsm } from './stores/influx-tsm.ts';
import { influxWal } from './stores/influx-wal.ts';
import { leveldb } from './stores/leveldb.ts';
import { leveldbLog } from './stores/leveldb-log.ts';
import { lmdb } from './stores/lmdb.ts';
import { propertyList } from './stores/property-list.ts';
import { rLazyLoad } from './stores/r-lazy-load.ts';
import { redis } from './stores/redis.ts';
import { redisCommands } from './stores/redis-commands.ts';
import { registryHive } from './stores/registry-hive.ts';
import { rocksdb } from './stores/rocksdb.ts';
import { rocksdbBlob } from './stores/rocksdb-blob.ts';
import { tdb } from './stores/tdb.ts';
import { turbopackTable } from './stores/turbopack-table.ts';
import { appleLz4 } from './streams/apple-lz4.ts';
import { blosc } from './streams/blosc.ts';
import { brotli } from './streams/brotli.ts';
import { compress } from './streams/compress.ts';
import { deflate } from './streams/deflate.ts';
import { duplicacyLz4 } from './streams/duplicacy-lz4.ts';
import { gzip } from './streams/gzip.ts';
import { h2Lzf } from './streams/h2-lzf.ts';
import { hadoopSnappy } from './streams/hadoop-snappy.ts';
import { lz4 } from './streams/lz4.ts';
import { lz4Block } from './streams/lz4-block.ts';
import { lz4Java } from './streams/lz4-java.ts';
import { lzip } from './streams/lzip.ts';
import { lzop } from './streams/lzop.ts';
import { mozLz4 } from './streams/mozlz4.ts';
import { snappy } from './streams/snappy.ts';
import { snappyJava } from './streams/snappy-java.ts';
import { xalz } from './streams/xalz.ts';
import { zlib } from './streams/zlib.ts';
import { zstd } from './streams/zstd.ts';

/** Every container that is opened. A new one is a file of its own and a line here (programs/catalog.ts has programs). The order does not matter. */
export const containers: readonly Container[] = [
  androidResources,
  androidSparse,
  androidXml,
  appleLz4,
  apport,
  arrow,
  asar,
  avml,
  avro,
  bbolt,
  berkeleyDb,
  blosc,
  borg,
  brotli,
  btrfs,
  capture,
  cdb,
  cdImage,
  chromiumCache,
  clickhouse,
  cmsContent,
  compress,
  compressedRtf,
  deflate,
  duckdb,
  duplicacyLz4,
  erlCrashDump,
  erofs,
  espFlash,
  ewf,
  excel,
  ext,
  firefoxCache,
  fsfs,
  firebird,
  firebirdBackup,
  gdbm,
  gitBinaryPatch,
  gitBundle,
  gitObject,
  gitPack,
  gzip,
  hadoopSnappy,
  hdf5,
  http2,
  httpChunks,
  httpUpgrade,
  image,
  influxTsm,
  influxWal,
  innodb,
  innoSetup,
  iwa,
  jffs2,
  jfr,
  journal,
  kafkaLog,
  kdump,
  leveldb,
  leveldbLog,
  lmdb,
  lucene,
  lvm,
  lz4,
  lz4Block,
  lz4Java,
  lzip,
  lzop,
  mdRaid,
  mitmproxy,
  netlog,
  foldedLines,
  latex,
  officeText,
  rtf,
  mozLz4,
  openpgp,
  ostreeFile,
  parquet,
  pdf,
  perfData,
  pgDump,
  postgresTable,
  phar,
  propertyList,
  qemuMigration,
  rLazyLoad,
  redis,
  redisCommands,
  registryHive,
  rocksdb,
  rocksdbBlob,
  selfExtractingScript,
  snappy,
  snappyJava,
  sqlite,
  sqliteWal,
  spiffs,
  squashfs,
  svndiff,
  tar,
  tdb,
  turbopackTable,
  ubi,
  ubifs,
  unityFs,
  uuencode,
  characterDump,
  containerLog,
  terminalRecording,
  jpegXl,
  vbaSource,
  visio,
  h2,
  h2Lzf,
  wiredTiger,
  wiredTigerLog,
  xalz,
  xfs,
  zip,
  zlib,
  zstd,
  bochs,
  parallels,
  qcow,
  qed,
  vdi,
  vhd,
  vhdx,
  vmdk,
  ...programs,
  ...cabinets,
  ...sevenZipContainers,
];
