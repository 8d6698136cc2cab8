import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** Tests against foreign programs (openssl, ssh-keygen, gdb …), which `npm test` does without. */
export default defineConfig({ ...base, test: { ...base.test, include: ['test/foreign/**/*.foreign.ts'] } });
