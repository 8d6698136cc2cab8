/**
 * Loaded before anything else in each process of vitest and in each thread that a test starts: the plan of the kernel, which every file
 * and every thread would otherwise make anew, half a second each. It is put where the build puts it, as src/engine/chain.ts reads it.
 */
import { readFileSync } from 'node:fs';
import { PREPARED_CHAIN_FILE } from './prepared-chain-file.ts';

Object.assign(globalThis, { PREPARED_CHAIN: readFileSync(PREPARED_CHAIN_FILE, 'latin1') });
