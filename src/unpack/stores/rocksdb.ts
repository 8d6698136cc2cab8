/**
 * A table of RocksDB (facebook/rocksdb, wiki "RocksDB BlockBasedTable Format"), of the block-based kind. Stores of many programs
 * consist of them: TiKV, CockroachDB before its own format, Kafka Streams, Flink, MyRocks. Tables of other kinds are plain.
 */

import type { SourceContainer } from '../container/container.ts';
import { tableEntries } from './block-table.ts';
import { endsAsPebble, endsWith, ROCKSDB, rocksdbFooter } from './block-table-footer.ts';

export const rocksdb: SourceContainer = {
  id: 'rocksdb',
  title: 'RocksDB table (.sst)',
  limits: 'blocks packed with XPRESS or a trained dictionary; formats specific to Pebble (CockroachDB)',
  reads: 'source',
  headBytes: ROCKSDB.footerBytes,
  firstBytes: [],
  sniff: () => false,
  sniffTail: (tail) => endsWith(ROCKSDB, tail) || endsAsPebble(tail),
  entries: (source, budget) => tableEntries(source, rocksdbFooter, budget),
};
