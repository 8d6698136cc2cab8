import type { Recipe } from './recipe.ts';
import { sevenZip, zips } from './seven-zip.ts';

/** Every fixture. A new one is an object in one of these. */
export const recipes: readonly Recipe[] = [...sevenZip, ...zips];
