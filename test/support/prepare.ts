/** Makes what prepared-chain.ts loads, of the sources as they are. In a process of its own, so that it can be done again when they change. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../../scripts/bundle.ts';
import { prepareChain } from '../../src/engine/chain.ts';
import { PREPARED_CHAIN_FILE, PREPARED_DIST } from './prepared-chain-file.ts';

mkdirSync(PREPARED_DIST, { recursive: true });
const prepared = prepareChain();
writeFileSync(PREPARED_CHAIN_FILE, prepared);
const { files } = await bundle(join(import.meta.dirname, '../..'), prepared);
for (const [name, content] of files) writeFileSync(join(PREPARED_DIST, name), content);
