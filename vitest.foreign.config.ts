import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** Tests against foreign programs (openssl, ssh-keygen, zip …), which `npm test` does without. */
export default mergeConfig(base, defineConfig({ test: { include: ['test/foreign/**/*.foreign.ts'] } }));
