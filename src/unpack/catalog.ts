import { brotli } from './brotli.ts';
import { compress } from './compress.ts';
import type { Container } from './container.ts';
import { gzip } from './gzip.ts';
import { lz4 } from './lz4.ts';
import { lzip } from './lzip.ts';
import { selfExtractingScript } from './self-extracting-script.ts';
import { sevenZipContainers } from './seven-zip-formats.ts';
import { tar } from './tar.ts';
import { zip } from './zip.ts';
import { zlib } from './zlib.ts';
import { zstd } from './zstd.ts';

/** Every container we open. A new one is a file of its own and a line here. The order is of no consequence. */
export const containers: readonly Container[] = [
  brotli,
  compress,
  gzip,
  lz4,
  lzip,
  selfExtractingScript,
  ...sevenZipContainers,
  tar,
  zip,
  zlib,
  zstd,
];
