import { brotli } from './brotli.ts';
import { compress } from './compress.ts';
import type { Container } from './container.ts';
import { dotnetBundle } from './dotnet-bundle.ts';
import { elf } from './elf.ts';
import { gzip } from './gzip.ts';
import { lz4 } from './lz4.ts';
import { lzip } from './lzip.ts';
import { macho } from './macho.ts';
import { pdb } from './pdb.ts';
import { pe } from './pe.ts';
import { portablePdb } from './portable-pdb.ts';
import { selfExtractingScript } from './self-extracting-script.ts';
import { sevenZipContainers } from './seven-zip-formats.ts';
import { tar } from './tar.ts';
import { upx } from './upx.ts';
import { zip } from './zip.ts';
import { zlib } from './zlib.ts';
import { zstd } from './zstd.ts';

/** Every container we open. A new one is a file of its own and a line here. The order is of no consequence. */
export const containers: readonly Container[] = [
  brotli,
  compress,
  dotnetBundle,
  elf,
  gzip,
  lz4,
  lzip,
  macho,
  pdb,
  pe,
  portablePdb,
  selfExtractingScript,
  tar,
  upx,
  zip,
  zlib,
  zstd,
  ...sevenZipContainers,
];
