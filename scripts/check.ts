import { join } from 'node:path';
import { CHECKS, runCheck } from './checks.ts';

/** Everything but the tests. Usage: `npm run check`. */
const root = join(import.meta.dirname, '..');
const results = await Promise.all(CHECKS.map(async (check) => ({ check, ...(await runCheck(check, root)) })));
for (const { check, passed, output } of results) {
  console.log(`${passed ? 'ok    ' : 'FAILED'}  ${check.name}`);
  if (!passed) console.log(`\n${output.trim()}\n\n${check.advice}\n`);
}
if (results.some(({ passed }) => !passed)) process.exitCode = 1;
