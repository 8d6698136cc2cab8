/**
 * A table of LevelDB (google/leveldb, doc/table_format.md and table/format.cc), in which Chromium and Electron keep the data of web
 * pages. Tables of RocksDB before its version 1 have the same format.
 */

import type { SourceContainer } from '../container/container.ts';
import { tableEntries } from './block-table.ts';
import { endsWith, LEVELDB, leveldbFooter } from './block-table-footer.ts';

export const leveldb: SourceContainer = {
  id: 'leveldb',
  title: 'LevelDB table (.ldb, .sst)',
  reads: 'source',
  headBytes: LEVELDB.footerBytes,
  firstBytes: [],
  sniff: () => false,
  sniffTail: (tail) => endsWith(LEVELDB, tail),
  entries: (source, budget) => tableEntries(source, leveldbFooter, budget),
};
