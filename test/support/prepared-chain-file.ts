import { join } from 'node:path';

const CACHE = join(import.meta.dirname, '../../node_modules/.cache');

export const PREPARED_CHAIN_FILE = join(CACHE, 'prepared-chain.txt');
/** dist as src builds to, but for the choices of the kernel's plan, which take ten seconds. */
export const PREPARED_DIST = join(CACHE, 'prepared-dist');
