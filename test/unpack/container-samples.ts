import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { compressed } from '../builders/compress.ts';
import { buildGzip, gzipMember } from '../builders/gzip.ts';
import { BLOCK, buildTar, gnuLong, paxHeader, tarHeader, tarMember } from '../builders/tar.ts';
import { buildZip, extraField } from '../builders/zip.ts';
import { avroSamples } from './columns/avro-samples.ts';
import { parquetSamples } from './databases/table-samples.ts';
import { cdImageSamples } from './disks/cd-image-samples.ts';
import { ewfSamples } from './disks/ewf-samples.ts';
import { lvmSamples, mdRaidSamples } from './disks/volume-samples.ts';
import { excelSamples } from './documents/excel-samples.ts';
import { iwaSamples } from './documents/iwa-samples.ts';
import { jpegXlSamples } from './documents/jpeg-xl-samples.ts';
import { latexSamples } from './documents/latex-samples.ts';
import { officeTextSamples } from './documents/office-text-samples.ts';
import { rtfSamples } from './documents/rtf-samples.ts';
import { vbaSourceSamples } from './documents/vba-samples.ts';
import { visioSamples } from './documents/visio-samples.ts';
import {
  avmlSamples,
  kdumpSamples,
  perfDataSamples,
  qemuMigrationSamples,
  snappySamples,
} from './dumps/memory-image-samples.ts';
import {
  btrfsSamples,
  erofsSamples,
  espFlashSamples,
  extSamples,
  jffs2Samples,
  spiffsSamples,
  squashfsSamples,
  ubifsSamples,
  xfsSamples,
} from './file-systems/file-system-samples.ts';
import {
  androidResourcesSamples,
  androidSparseSamples,
  androidXmlSamples,
  arrowSamples,
  bboltSamples,
  berkeleyDbSamples,
  bochsSamples,
  cdbSamples,
  chromiumCacheSamples,
  clickhouseSamples,
  duckdbSamples,
  duplicacyLz4Samples,
  firebirdBackupSamples,
  firebirdSamples,
  firefoxCacheSamples,
  fsfsSamples,
  gdbmSamples,
  h2LzfSamples,
  h2Samples,
  hdf5Samples,
  influxTsmSamples,
  influxWalSamples,
  innodbSamples,
  jfrSamples,
  kafkaLogSamples,
  kyotoSamples,
  leveldbLogSamples,
  leveldbSamples,
  lmdbSamples,
  parallelsSamples,
  pgDumpSamples,
  postgresTableSamples,
  propertyListSamples,
  qcowSamples,
  qdbmSamples,
  qedSamples,
  rLazyLoadSamples,
  rocksdbBlobSamples,
  rocksdbSamples,
  sqliteWalSamples,
  svndiffSamples,
  tdbSamples,
  tokyoSamples,
  ubiSamples,
  vdiSamples,
  vhdSamples,
  vhdxSamples,
  vmdkSamples,
  wiredTigerLogSamples,
  wiredTigerSamples,
} from './foreign-samples.ts';
import { containerLogSamples } from './messages/container-log-samples.ts';
import {
  apportSamples,
  characterDumpSamples,
  cmsContentSamples,
  compressedRtfSamples,
  foldedLinesSamples,
  gitBinaryPatchSamples,
  indexedBytesSamples,
  latin1TextSamples,
  mysqlLiteralSamples,
  openpgpSamples,
  terminalRecordingSamples,
  textModeSamples,
  uuencodeSamples,
} from './messages/message-samples.ts';
import { bitcodeSamples, llvmLiteralSamples } from './programs/bitcode-samples.ts';
import {
  captureSamples,
  erlCrashDumpSamples,
  http2Samples,
  httpChunksSamples,
  httpUpgradeSamples,
  mitmproxySamples,
  netlogSamples,
  registryHiveSamples,
} from './programs/debug-samples.ts';
import { disassemblySamples } from './programs/disassembly-samples.ts';
import {
  cbfsSamples,
  intelHexSamples,
  motorolaSamples,
  tektronixSamples,
  uf2Samples,
} from './programs/firmware-samples.ts';
import { javaArraySamples, wideNumberSamples } from './programs/number-array-samples.ts';
import {
  bundleSamples,
  elfSamples,
  machoSamples,
  pdbSamples,
  peSamples,
  portablePdbSamples,
  upxSamples,
} from './programs/program-samples.ts';
import {
  baseNSamples,
  rewrittenPemSamples,
  spelledKeySamples,
  spelledTextSamples,
} from './programs/spelled-samples.ts';
import {
  androidDexSamples,
  goExportDataSamples,
  hermesBytecodeSamples,
  javaClassSamples,
  pythonBytecodeSamples,
  webAssemblySamples,
} from './programs/string-samples.ts';
import {
  asarSamples,
  gitBundleSamples,
  gitObjectSamples,
  gitPackSamples,
  imageSamples,
  innoSetupSamples,
  journalSamples,
  luceneSamples,
  mozLz4Samples,
  ostreeSamples,
  pdfSamples,
  pharSamples,
  redisCommandsSamples,
  redisSamples,
  sqliteSamples,
  unityFsSamples,
  xalzSamples,
} from './store-samples.ts';
import { turbopackTableSamples } from './stores/turbopack-samples.ts';
import { hadoopSnappySamples, lz4JavaSamples, snappyJavaSamples } from './streams/jvm-samples.ts';
import { lz4Samples } from './streams/lz4-samples.ts';
import { lzopSamples } from './streams/lzop-samples.ts';
import { appleLz4Samples, bloscSamples, borgSamples, lz4BlockSamples } from './streams/sized-block-samples.ts';
import { zstdSamples } from './streams/zstd-samples.ts';

/** A file that a container opens, with marks planted wherever bytes can stand. */
export interface ContainerSample {
  readonly variant: string;
  readonly bytes: Uint8Array;
  /** Three or more, which each must be seen, in the bytes of an entry, or in the bytes themselves where these are scanned too (`keepsLeaf`). */
  readonly marks: readonly string[];
  /** Recognised by its last bytes only, or by its name only. */
  readonly bySniffing?: 'tail' | 'name';
  /** One by which it is recognised. */
  readonly name?: string;
}

/** By container id: at least one sample for every container of the catalog. */
export const containerSamples: Readonly<Record<string, () => readonly ContainerSample[]>> = {
  zip: () => [
    zipSample('all positions'),
    zipSample('behind a stub'),
    zipSample('without a directory'),
    zipSample('zip64'),
  ],
  tar: () => [tarSample('v7'), tarSample('ustar'), tarSample('gnu'), damagedTar()],
  gzip: () => [gzipSample(), largeGzip()],
  'self-extracting-script': () => [scriptSample()],
  compress: () => [compressSample()],
  'erl-crash-dump': erlCrashDumpSamples,
  'http-chunks': httpChunksSamples,
  'http-upgrade': httpUpgradeSamples,
  http2: http2Samples,
  mitmproxy: mitmproxySamples,
  netlog: netlogSamples,
  'packet-capture': captureSamples,
  'chromium-cache': chromiumCacheSamples,
  'firefox-cache': firefoxCacheSamples,
  leveldb: leveldbSamples,
  'leveldb-log': leveldbLogSamples,
  'hermes-bytecode': hermesBytecodeSamples,
  'python-bytecode': pythonBytecodeSamples,
  'android-dex': androidDexSamples,
  'java-class': javaClassSamples,
  'go-export-data': goExportDataSamples,
  'llvm-bitcode': bitcodeSamples,
  webassembly: webAssemblySamples,
  bbolt: bboltSamples,
  'berkeley-db': berkeleyDbSamples,
  'apple-lz4': appleLz4Samples,
  blosc: bloscSamples,
  borg: borgSamples,
  cdb: cdbSamples,
  'android-resources': androidResourcesSamples,
  'android-xml': androidXmlSamples,
  jfr: jfrSamples,
  'property-list': propertyListSamples,
  'r-lazy-load': rLazyLoadSamples,
  'turbopack-table': turbopackTableSamples,
  gdbm: gdbmSamples,
  'kyoto-records': kyotoSamples,
  'qdbm-records': qdbmSamples,
  'tokyo-records': tokyoSamples,
  fsfs: fsfsSamples,
  svndiff: svndiffSamples,
  lmdb: lmdbSamples,
  'pg-dump': pgDumpSamples,
  'postgres-table': postgresTableSamples,
  jffs2: jffs2Samples,
  spiffs: spiffsSamples,
  'esp-flash': espFlashSamples,
  ubi: ubiSamples,
  ubifs: ubifsSamples,
  lz4: lz4Samples,
  'lz4-block': lz4BlockSamples,
  'hadoop-snappy': hadoopSnappySamples,
  'lz4-java': lz4JavaSamples,
  lzop: lzopSamples,
  snappy: snappySamples,
  'snappy-java': snappyJavaSamples,
  avml: avmlSamples,
  'cd-image': cdImageSamples,
  iwa: iwaSamples,
  'vba-source': vbaSourceSamples,
  visio: visioSamples,
  excel: excelSamples,
  'compressed-rtf': compressedRtfSamples,
  kdump: kdumpSamples,
  'perf-data': perfDataSamples,
  'indexed-bytes': indexedBytesSamples,
  cbfs: cbfsSamples,
  'container-log': containerLogSamples,
  'terminal-recording': terminalRecordingSamples,
  'jpeg-xl': jpegXlSamples,
  'spelled-key': spelledKeySamples,
  'spelled-text': spelledTextSamples,
  'java-array': javaArraySamples,
  'wide-numbers': wideNumberSamples,
  'base-n': baseNSamples,
  'rewritten-pem': rewrittenPemSamples,
  'latin1-text': latin1TextSamples,
  'llvm-literal': llvmLiteralSamples,
  'mysql-literal': mysqlLiteralSamples,
  'text-mode': textModeSamples,
  'inno-setup': innoSetupSamples,
  hdf5: hdf5Samples,
  firebird: firebirdSamples,
  'firebird-backup': firebirdBackupSamples,
  'influxdb-tsm': influxTsmSamples,
  'influxdb-wal': influxWalSamples,
  innodb: innodbSamples,
  lucene: luceneSamples,
  mozlz4: mozLz4Samples,
  xalz: xalzSamples,
  'ostree-file': ostreeSamples,
  parquet: parquetSamples,
  phar: pharSamples,
  redis: redisSamples,
  'redis-commands': redisCommandsSamples,
  'registry-hive': registryHiveSamples,
  rocksdb: rocksdbSamples,
  'rocksdb-blob': rocksdbBlobSamples,
  'intel-hex': intelHexSamples,
  's-record': motorolaSamples,
  'tektronix-hex': tektronixSamples,
  uf2: uf2Samples,
  'qemu-migration': qemuMigrationSamples,
  zstd: zstdSamples,
  zlib: () => [zlibSample()],
  brotli: () => [brotliSample()],
  btrfs: btrfsSamples,
  'dotnet-bundle': bundleSamples,
  arrow: arrowSamples,
  deflate: () => [deflateSample()],
  duckdb: duckdbSamples,
  elf: elfSamples,
  erofs: erofsSamples,
  ewf: ewfSamples,
  ext: extSamples,
  lvm2: lvmSamples,
  'md-raid': mdRaidSamples,
  xfs: xfsSamples,
  macho: machoSamples,
  pdb: pdbSamples,
  pe: peSamples,
  'portable-pdb': portablePdbSamples,
  upx: upxSamples,
  asar: asarSamples,
  'unity-fs': unityFsSamples,
  avro: avroSamples,
  'git-binary-patch': gitBinaryPatchSamples,
  'git-bundle': gitBundleSamples,
  'git-object': gitObjectSamples,
  'git-pack': gitPackSamples,
  image: imageSamples,
  openpgp: openpgpSamples,
  pdf: pdfSamples,
  sqlite: sqliteSamples,
  'sqlite-wal': sqliteWalSamples,
  'squashfs-lz4': squashfsSamples,
  'systemd-journal': journalSamples,
  'android-sparse': androidSparseSamples,
  qcow: qcowSamples,
  bochs: bochsSamples,
  parallels: parallelsSamples,
  qed: qedSamples,
  vdi: vdiSamples,
  vhd: vhdSamples,
  vhdx: vhdxSamples,
  vmdk: vmdkSamples,
  apport: apportSamples,
  tdb: tdbSamples,
  'cms-content': cmsContentSamples,
  uuencode: uuencodeSamples,
  'character-dump': characterDumpSamples,
  'folded-lines': foldedLinesSamples,
  latex: latexSamples,
  'office-text': officeTextSamples,
  rtf: rtfSamples,
  disassembly: disassemblySamples,
  h2: h2Samples,
  'h2-lzf': h2LzfSamples,
  wiredtiger: wiredTigerSamples,
  'wiredtiger-log': wiredTigerLogSamples,
  'kafka-log': kafkaLogSamples,
  clickhouse: clickhouseSamples,
  'duplicacy-lz4': duplicacyLz4Samples,
};

/** Marks are of one length and unlike one another; none is part of another one. */
class Marks {
  readonly all: string[] = [];

  plant(where: string): string {
    const mark = `<mark of ${where}>`;
    this.all.push(mark);
    return mark;
  }
}

function zipSample(variant: 'all positions' | 'behind a stub' | 'without a directory' | 'zip64'): ContainerSample {
  const marks = new Marks();
  const plant = (where: string): string => marks.plant(where);
  const withDirectory = variant !== 'without a directory';
  const field = (where: string): Uint8Array => extraField(0xcafe, Buffer.from(plant(where)));
  const directoryOnly = withDirectory
    ? { central: { comment: plant('entry comment'), extra: field('central extra') } }
    : {};
  const bytes = buildZip(
    [
      {
        name: plant('deflated name'),
        data: plant('deflated'),
        local: { extra: field('local extra') },
        ...directoryOnly,
      },
      { name: 'stored', data: plant('stored'), method: 0, descriptor: 'signed' },
      { name: 'descriptor', data: plant('descriptor'), descriptor: 'bare', gap: plant('gap') },
      { name: 'large', data: `${'x'.repeat(500_000)}${plant('end of a large file')}` },
      { name: 'hidden', data: plant('hidden'), leaveOut: 'central record' },
      { name: 'method 12', packed: Buffer.from(plant('unsupported')), method: 12 },
      { name: 'rest', data: 'x', packed: Buffer.concat([deflateRawSync('x'), Buffer.from(plant('behind deflate'))]) },
    ],
    {
      ...(variant === 'behind a stub' && { prefix: plant('stub'), offsets: 'unadjusted' }),
      ...(variant === 'zip64' && { zip64: 'always' }),
      ...(withDirectory
        ? { comment: plant('comment'), behindRecords: plant('behind records'), suffix: plant('behind') }
        : { leaveOut: 'directory and end' }),
      beforeDirectory: withDirectory ? plant('before directory') : '',
    },
  );
  return { variant, bytes, marks: marks.all, ...(variant === 'behind a stub' && { bySniffing: 'tail' }) };
}

function tarSample(format: 'v7' | 'ustar' | 'gnu'): ContainerSample {
  const marks = new Marks();
  const plant = (where: string): string => marks.plant(where);
  const long = `${'d/'.repeat(80)}${plant('long name')}`;
  const map = Buffer.alloc(BLOCK);
  map.write(plant('sparse map'));
  const parts = [
    tarMember({ name: plant('name'), format, data: plant('file') }),
    tarMember({ name: 'padded', format, data: 'x' }),
    tarMember({ name: 'link', format, type: '2', linkname: plant('link target') }),
    tarMember({ name: 'large', format, data: `${'x'.repeat(100_000)}${plant('end of a large file')}` }),
  ];
  parts[1]!.write(plant('padding'), BLOCK + 100);
  if (format === 'ustar')
    parts.push(
      paxHeader({ path: long, 'SCHILY.xattr.user.x': plant('pax value') }),
      tarMember({ name: 'x', data: plant('pax file') }),
    );
  if (format === 'gnu')
    parts.push(
      gnuLong(long),
      tarMember({ name: 'x', format, data: plant('file with a long name'), uname: plant('owner') }),
      tarHeader({ name: 'sparse', format, type: 'S', size: BLOCK, isExtended: true }),
      map,
      Buffer.alloc(BLOCK, plant('sparse data')),
    );
  else marks.all.splice(marks.all.indexOf('<mark of sparse map>'), 1);
  if (format === 'v7') marks.all.splice(marks.all.indexOf('<mark of long name>'), 1);
  const behind = Buffer.concat([
    buildTar([{ name: 'second archive', data: plant('second archive') }]),
    Buffer.from(plant('behind')),
  ]);
  return { variant: format, bytes: Buffer.concat([buildTar(parts), behind]), marks: marks.all };
}

function damagedTar(): ContainerSample {
  const marks = new Marks();
  const parts = [
    tarMember({ name: 'first', data: marks.plant('first') }),
    tarMember({ name: marks.plant('bad header'), checksum: 'bad', data: marks.plant('behind a bad header') }),
    Buffer.alloc(BLOCK, marks.plant('junk')),
    tarMember({ name: 'last', data: marks.plant('last') }),
  ];
  return { variant: 'damaged', bytes: buildTar(parts), marks: marks.all };
}

function gzipSample(): ContainerSample {
  const marks = new Marks();
  const first = gzipMember({
    data: marks.plant('first member'),
    name: marks.plant('name'),
    comment: marks.plant('comment'),
    extra: Buffer.from(marks.plant('extra')),
    headerCrc: 'present',
  });
  const second = { data: marks.plant('second member'), comment: marks.plant('second comment') };
  const rest = buildGzip([{ data: '' }, second], `\0\0${marks.plant('behind')}`);
  return { variant: 'two members and junk', bytes: Buffer.concat([first, rest]), marks: marks.all };
}

function largeGzip(): ContainerSample {
  const marks = new Marks();
  const data = `${marks.plant('start')}${'x'.repeat(5_000_000)}${marks.plant('end')}`;
  return { variant: 'large', bytes: Buffer.concat([gzipSync(data), gzipSync(marks.plant('next'))]), marks: marks.all };
}

function scriptSample(): ContainerSample {
  const marks = new Marks();
  const script = `#!/bin/sh\n# ${marks.plant('script')}\n${marks.plant('its end')}\n`;
  const payload = buildGzip([{ data: 'x', name: marks.plant('payload') }], marks.plant('behind'));
  return { variant: 'gzip', bytes: Buffer.concat([Buffer.from(script), payload]), marks: marks.all };
}

function compressSample(): ContainerSample {
  const marks = new Marks();
  const texts = ['start', 'middle', 'end'].map((where) => marks.plant(where));
  const data = texts.join('some text '.repeat(3000));
  return { variant: 'cleared table', bytes: compressed(data, { clearEvery: 700 }), marks: marks.all };
}

/** Text with marks, packed, and one behind it. */
function packedText(pack: (text: string) => Uint8Array): { bytes: Uint8Array; marks: readonly string[] } {
  const marks = new Marks();
  const text = ['start', 'middle', 'end'].map((where) => marks.plant(where)).join('some text '.repeat(100_000));
  return { bytes: Buffer.concat([pack(text), Buffer.from(marks.plant('behind'))]), marks: marks.all };
}

function deflateSample(): ContainerSample {
  const marks = new Marks();
  const text = ['start', 'middle', 'end'].map((where) => marks.plant(where)).join('some text '.repeat(100_000));
  return { variant: 'a stream', bytes: deflateRawSync(text), marks: marks.all };
}

function zlibSample(): ContainerSample {
  return { variant: 'a stream and junk', ...packedText((text) => deflateSync(text)) };
}

function brotliSample(): ContainerSample {
  const packed = packedText((text) => brotliCompressSync(text));
  return { variant: 'a stream and junk', ...packed, bySniffing: 'name', name: 'a.br' };
}
