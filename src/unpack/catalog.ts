import { androidSparse } from './android-sparse.ts';
import { apport } from './apport.ts';
import { arrow } from './arrow.ts';
import { asar } from './asar.ts';
import { avml } from './avml.ts';
import { avro } from './avro.ts';
import { brotli } from './brotli.ts';
import { capture } from './capture.ts';
import { cdImage } from './cd-image.ts';
import { compress } from './compress.ts';
import type { Container } from './container.ts';
import { dotnetBundle } from './dotnet-bundle.ts';
import { duckdb } from './duckdb.ts';
import { elf } from './elf.ts';
import { erlCrashDump } from './erl-crash-dump.ts';
import { erofs } from './erofs.ts';
import { ewf } from './ewf.ts';
import { gitBinaryPatch } from './git-binary-patch.ts';
import { gitBundle } from './git-bundle.ts';
import { gitObject } from './git-object.ts';
import { gitPack } from './git-pack.ts';
import { gzip } from './gzip.ts';
import { intelHex, motorolaSRecords } from './hex-records.ts';
import { httpChunks } from './http-chunks.ts';
import { image } from './image.ts';
import { indexedBytes } from './indexed-bytes.ts';
import { innoSetup } from './inno-setup.ts';
import { innodb } from './innodb.ts';
import { iwa } from './iwa.ts';
import { jffs2 } from './jffs2.ts';
import { journal } from './journal.ts';
import { kdump } from './kdump.ts';
import { leveldb } from './leveldb.ts';
import { llvmBitcode } from './llvm-bitcode.ts';
import { lmdb } from './lmdb.ts';
import { lz4 } from './lz4.ts';
import { lzip } from './lzip.ts';
import { lzop } from './lzop.ts';
import { macho } from './macho.ts';
import { mozLz4 } from './mozlz4.ts';
import { openpgp } from './openpgp.ts';
import { ostreeFile } from './ostree-file.ts';
import { parquet } from './parquet.ts';
import { pdb } from './pdb.ts';
import { pdf } from './pdf.ts';
import { pe } from './pe.ts';
import { phar } from './phar.ts';
import { portablePdb } from './portable-pdb.ts';
import { qemuMigration } from './qemu-migration.ts';
import { redis } from './redis.ts';
import { rocksdb } from './rocksdb.ts';
import { rocksdbBlob } from './rocksdb-blob.ts';
import { selfExtractingScript } from './self-extracting-script.ts';
import { sevenZipContainers } from './seven-zip-formats.ts';
import { snappy } from './snappy.ts';
import { sqlite } from './sqlite.ts';
import { sqliteWal } from './sqlite-wal.ts';
import { squashfs } from './squashfs.ts';
import { tar } from './tar.ts';
import { tdb } from './tdb.ts';
import { ubi } from './ubi.ts';
import { ubifs } from './ubifs.ts';
import { uf2 } from './uf2.ts';
import { upx } from './upx.ts';
import { uuencode } from './uuencode.ts';
import { wiredTiger } from './wiredtiger.ts';
import { wiredTigerLog } from './wiredtiger-log.ts';
import { zip } from './zip.ts';
import { zlib } from './zlib.ts';
import { zstd } from './zstd.ts';

/** Every container we open. A new one is a file of its own and a line here. The order is of no consequence. */
export const containers: readonly Container[] = [
  androidSparse,
  apport,
  arrow,
  asar,
  avml,
  avro,
  brotli,
  capture,
  cdImage,
  compress,
  dotnetBundle,
  duckdb,
  elf,
  erlCrashDump,
  erofs,
  ewf,
  gitBinaryPatch,
  gitBundle,
  gitObject,
  gitPack,
  gzip,
  httpChunks,
  image,
  indexedBytes,
  innodb,
  innoSetup,
  intelHex,
  iwa,
  jffs2,
  journal,
  kdump,
  leveldb,
  llvmBitcode,
  lmdb,
  lz4,
  lzip,
  lzop,
  macho,
  motorolaSRecords,
  mozLz4,
  openpgp,
  ostreeFile,
  parquet,
  pdb,
  pdf,
  pe,
  phar,
  portablePdb,
  qemuMigration,
  redis,
  rocksdb,
  rocksdbBlob,
  selfExtractingScript,
  snappy,
  sqlite,
  sqliteWal,
  squashfs,
  tar,
  tdb,
  ubi,
  ubifs,
  uf2,
  upx,
  uuencode,
  wiredTiger,
  wiredTigerLog,
  zip,
  zlib,
  zstd,
  ...sevenZipContainers,
];
