import { join } from 'node:path';

export const PREPARED_CHAIN_FILE = join(import.meta.dirname, '../../node_modules/.cache/prepared-chain.txt');
