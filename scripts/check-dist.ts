import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Rebuilds dist into place and fails when git then sees a difference. `git status`, since `git diff` does not see a
 * file that is new. Usage: `npm run check-dist`.
 */
const root = join(import.meta.dirname, '..');
await import('./build.ts');
const changes = execFileSync('git', ['status', '--porcelain', '--', 'dist'], { cwd: root, encoding: 'utf8' });
if (changes !== '') {
  console.error(`dist: expected what src builds to, found a difference:\n${changes}Commit dist as it is now.`);
  process.exitCode = 1;
}
