import { images } from './images.ts';
import { packages } from './packages.ts';
import type { Recipe } from './recipe.ts';
import { sevenZip, zips } from './seven-zip.ts';
import { streams, tapes } from './streams.ts';

/** Every fixture. A new one is an object in one of these. */
export const recipes: readonly Recipe[] = [...sevenZip, ...zips, ...streams, ...tapes, ...packages, ...images];
