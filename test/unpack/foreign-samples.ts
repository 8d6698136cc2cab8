import { MARKER } from '../recipes/recipe.ts';
import { fixtureRows, readFixture } from '../support/container-fixtures.ts';
import type { ContainerSample } from './container-samples.ts';

/** As their own tools make them: the committed fixtures. */
function samplesOf(id: string, more: Partial<ContainerSample>): readonly ContainerSample[] {
  return fixtureRows
    .filter(({ opens }) => opens[0] === id)
    .map((row) => ({
      variant: row.file,
      bytes: readFixture(row).bytes,
      marks: ['note.txt', 'long.txt', 'other.txt'],
      ...more,
    }));
}

/** Files are in the file systems in it: names lie plainly in one of them. */
export const ubiSamples = (): readonly ContainerSample[] => samplesOf('ubi', {});
export const leveldbSamples = (): readonly ContainerSample[] =>
  samplesOf('leveldb', { bySniffing: 'tail', marks: [MARKER, 'note.txt', 'Line 130'] });
/** But for the one whose records are packed. */
export const leveldbLogSamples = (): readonly ContainerSample[] =>
  samplesOf('leveldb-log', { marks: [MARKER, 'zebra crossing', 'Line 130'] }).filter(
    ({ variant }) => !variant.includes('zstd'),
  );
const LONG = [MARKER, 'Line 40 of', 'Line 80 of'];
export const arrowSamples = (): readonly ContainerSample[] => samplesOf('arrow', { marks: LONG });
export const duckdbSamples = (): readonly ContainerSample[] => samplesOf('duckdb', { marks: LONG });
/** But for those that cannot be unpacked, and for the one that begins with text. */
export const hdf5Samples = (): readonly ContainerSample[] =>
  samplesOf('hdf5', { marks: LONG })
    .filter(({ variant }) => !/szip|matlab|square/.test(variant))
    .map((sample) => (sample.variant.includes('strings') ? { ...sample, marks: [MARKER, 'zebra', 'zzzzzz'] } : sample));
/** Those whose body is not packed. */
const cacheSamples = (id: string, more: Partial<ContainerSample>) =>
  samplesOf(id, more).filter(({ variant }) => variant.includes('identity'));
export const chromiumCacheSamples = (): readonly ContainerSample[] =>
  cacheSamples('chromium-cache', { marks: [...LONG, '1/0/_dk_http://127.0.0.1', 'Cache-Control: max-age'] });
export const firefoxCacheSamples = (): readonly ContainerSample[] =>
  cacheSamples('firefox-cache', {
    bySniffing: 'tail',
    marks: [...LONG, ',:http://127.0.0.1', 'Cache-Control: max-age'],
  });
export const sqliteWalSamples = (): readonly ContainerSample[] =>
  samplesOf('sqlite-wal', { marks: [MARKER, 'alice', 'zebra'] });
const NOTE = [MARKER, 'These words', 'End of the note'];
export const influxTsmSamples = (): readonly ContainerSample[] => samplesOf('influxdb-tsm', { marks: LONG });
export const influxWalSamples = (): readonly ContainerSample[] => samplesOf('influxdb-wal', { marks: LONG });
export const firebirdSamples = (): readonly ContainerSample[] =>
  samplesOf('firebird', { marks: [...LONG, 'keysieve-last'] });
/** But for the one that is packed as a whole. */
export const firebirdBackupSamples = (): readonly ContainerSample[] =>
  samplesOf('firebird-backup', { marks: [...LONG, 'keysieve-last'] }).filter(({ variant }) => !variant.includes('zip'));
export const innodbSamples = (): readonly ContainerSample[] =>
  samplesOf('innodb', { marks: [MARKER, 'bob', 'nothing at all'] })
    .filter(({ variant }) => !variant.includes('encrypted'))
    .map((sample) => (sample.variant.includes('columns') ? { ...sample, marks: NOTE } : sample));
export const lmdbSamples = (): readonly ContainerSample[] =>
  samplesOf('lmdb', { marks: [MARKER, 'alice', 'other'] }).filter(({ variant }) => !/words|own/.test(variant));
export const bboltSamples = (): readonly ContainerSample[] =>
  samplesOf('bbolt', { marks: [MARKER, 'alice', 'inner value'] });
export const gdbmSamples = (): readonly ContainerSample[] => samplesOf('gdbm', { marks: [MARKER, 'alice', 'nothing'] });
export const cdbSamples = (): readonly ContainerSample[] => samplesOf('cdb', { marks: [MARKER, 'alice', 'Line 130'] });
const OF_APPS = { marks: [MARKER, 'alice', 'nested'] };
export const androidResourcesSamples = (): readonly ContainerSample[] => samplesOf('android-resources', OF_APPS);
export const androidXmlSamples = (): readonly ContainerSample[] => samplesOf('android-xml', OF_APPS);
export const propertyListSamples = (): readonly ContainerSample[] =>
  samplesOf('property-list', { marks: [MARKER, 'alice', 'nested'] });
export const jfrSamples = (): readonly ContainerSample[] =>
  samplesOf('jfr', { marks: [MARKER, 'NOTE_OF_ALICE', 'word=nothing-at-all-zebra'] });
export const rLazyLoadSamples = (): readonly ContainerSample[] => samplesOf('r-lazy-load', { marks: NOTE });
export const berkeleyDbSamples = (): readonly ContainerSample[] =>
  samplesOf('berkeley-db', { marks: [MARKER, 'alice', 'one of them', 'Line 80 of'] });
const CABINET = [MARKER, 'alice', 'other', 'Line 130'];
export const tokyoSamples = (): readonly ContainerSample[] => samplesOf('tokyo-records', { marks: CABINET });
export const kyotoSamples = (): readonly ContainerSample[] => samplesOf('kyoto-records', { marks: CABINET });
export const qdbmSamples = (): readonly ContainerSample[] => samplesOf('qdbm-records', { marks: CABINET });
/** Packs since Subversion 1.9 are known by their end. */
export const fsfsSamples = (): readonly ContainerSample[] =>
  samplesOf('fsfs', { marks: LONG }).map((sample) =>
    sample.variant === 'fsfs-lz4.pack' ? { ...sample, bySniffing: 'tail' } : sample,
  );
/** The first delta of each revision. */
export const svndiffSamples = (): readonly ContainerSample[] =>
  samplesOf('fsfs', {})
    .filter(({ variant }) => variant.endsWith('.rev'))
    .flatMap(({ variant, bytes }) => {
      const whole = Buffer.from(bytes);
      const start = whole.indexOf('SVN');
      return [{ variant, bytes: whole.subarray(start, whole.indexOf('ENDREP\n', start)), marks: LONG }];
    });
/** Those that are not packed: what is in the others is a stream of zlib. */
export const postgresTableSamples = (): readonly ContainerSample[] =>
  samplesOf('postgres-table', { marks: [MARKER, 'alice', 'zebra'] });

export const pgDumpSamples = (): readonly ContainerSample[] =>
  samplesOf('pg-dump', { marks: [MARKER, 'zebra', 'CREATE TABLE public.others'] }).filter(({ variant }) =>
    variant.includes('plain'),
  );
export const tdbSamples = (): readonly ContainerSample[] => samplesOf('tdb', { marks: [MARKER, 'alice', 'other'] });
/** Those of databases: others have not as much to find. */
export const h2Samples = (): readonly ContainerSample[] =>
  samplesOf('h2', { marks: [MARKER, 'name.openTransactions', 'CREATE CACHED TABLE'] }).filter(
    ({ variant }) => !variant.includes('store'),
  );
export const h2LzfSamples = (): readonly ContainerSample[] =>
  samplesOf('h2-lzf', { marks: [MARKER, 'CREATE CACHED TABLE', 'Line 130 of a text'] });
export const wiredTigerSamples = (): readonly ContainerSample[] => samplesOf('wiredtiger', { marks: LONG });
export const wiredTigerLogSamples = (): readonly ContainerSample[] => samplesOf('wiredtiger-log', { marks: LONG });
export const duplicacyLz4Samples = (): readonly ContainerSample[] => samplesOf('duplicacy-lz4', { marks: LONG });
export const clickhouseSamples = (): readonly ContainerSample[] => samplesOf('clickhouse', { marks: LONG });
/** Of bare Snappy: what is packed otherwise is a file by itself, which others open. */
export const kafkaLogSamples = (): readonly ContainerSample[] =>
  samplesOf('kafka-log', { marks: LONG }).filter(({ variant }) => !variant.includes('zstd'));
/** But for the one that cannot be read. */
export const rocksdbSamples = (): readonly ContainerSample[] =>
  samplesOf('rocksdb', { bySniffing: 'tail', marks: [MARKER, 'note.txt', 'Line 130'] }).filter(
    ({ variant }) => !variant.includes('trained'),
  );
export const rocksdbBlobSamples = (): readonly ContainerSample[] =>
  samplesOf('rocksdb-blob', { marks: [MARKER, 'note.txt', 'Line 130'] });
/** That of ext4, which holds its files plainly. */
export const androidSparseSamples = (): readonly ContainerSample[] =>
  samplesOf('android-sparse', {}).filter(({ variant }) => variant.includes('ext4'));
/** Of a FAT, which holds its files plainly. */
const diskSamples = (id: string) => samplesOf(id, { marks: [MARKER, 'mkfs.fat', 'FAT12'] });
export const qcowSamples = (): readonly ContainerSample[] =>
  diskSamples('qcow').filter(({ variant }) => !variant.includes('overlay'));
export const bochsSamples = (): readonly ContainerSample[] => diskSamples('bochs');
export const parallelsSamples = (): readonly ContainerSample[] => diskSamples('parallels');
export const qedSamples = (): readonly ContainerSample[] => diskSamples('qed');
export const vdiSamples = (): readonly ContainerSample[] => diskSamples('vdi');
/** The fixed one is known by its end. */
export const vhdSamples = (): readonly ContainerSample[] =>
  diskSamples('vhd').filter(({ variant }) => variant.includes('dynamic'));
export const vhdxSamples = (): readonly ContainerSample[] => diskSamples('vhdx');
export const vmdkSamples = (): readonly ContainerSample[] => diskSamples('vmdk');
