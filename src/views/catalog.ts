import { elfCore } from './elf-core.ts';
import { hibernation } from './hibernation.ts';
import { hprof } from './hprof.ts';
import { lime } from './lime.ts';
import { machoCore } from './macho-core.ts';
import { minidump } from './minidump.ts';
import { nodeReport } from './node-report.ts';
import { v8HeapSnapshot } from './v8-heap-snapshot.ts';
import type { ViewReader } from './view.ts';
import { windowsDump } from './windows-dump.ts';

/** No two readers accept the same bytes, so their order does not matter. */
export const viewReaders: readonly ViewReader[] = [
  elfCore,
  hibernation,
  hprof,
  lime,
  machoCore,
  minidump,
  nodeReport,
  v8HeapSnapshot,
  windowsDump,
];
