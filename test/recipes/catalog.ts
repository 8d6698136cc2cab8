import { attachments } from './attachments.ts';
import { captures } from './captures.ts';
import { firmware } from './firmware.ts';
import { images } from './images.ts';
import { memoryImages } from './memory-images.ts';
import { messages } from './messages.ts';
import { packages } from './packages.ts';
import { programs } from './programs.ts';
import { rars } from './rars.ts';
import type { Recipe } from './recipe.ts';
import { sevenZip, zips } from './seven-zip.ts';
import { stores } from './stores.ts';
import { streams, tapes } from './streams.ts';
import { tables } from './tables.ts';
import { texts } from './texts.ts';

/** Every fixture. A new one is an object in one of these. */
export const recipes: readonly Recipe[] = [
  ...[
    sevenZip,
    zips,
    rars,
    streams,
    tapes,
    packages,
    images,
    memoryImages,
    firmware,
    captures,
    programs,
    stores,
    tables,
    texts,
    messages,
    attachments,
  ].flat(),
];
