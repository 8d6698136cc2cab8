import { asar } from './asar.ts';
import type { Container } from './container.ts';
import { gitBundle } from './git-bundle.ts';
import { gitObject } from './git-object.ts';
import { gitPack } from './git-pack.ts';
import { gzip } from './gzip.ts';
import { image } from './image.ts';
import { journal } from './journal.ts';
import { lzip } from './lzip.ts';
import { pdf } from './pdf.ts';
import { selfExtractingScript } from './self-extracting-script.ts';
import { sevenZipContainers } from './seven-zip-formats.ts';
import { sqlite } from './sqlite.ts';
import { tar } from './tar.ts';
import { zip } from './zip.ts';

/** Every container we open. A new one is a file of its own and a line here. The order is of no consequence. */
export const containers: readonly Container[] = [
  asar,
  gitBundle,
  gitObject,
  gitPack,
  gzip,
  image,
  journal,
  lzip,
  pdf,
  selfExtractingScript,
  ...sevenZipContainers,
  sqlite,
  tar,
  zip,
];
