import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';

const GOLDEN = join(import.meta.dirname, '..', 'golden');

/**
 * Compares with test/golden/`name`. A file that is missing fails; `UPDATE_GOLDEN=1` writes the files anew, for whoever
 * then reads the difference.
 */
export function expectGolden(name: string, actual: string): void {
  const file = join(GOLDEN, name);
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  // Git may have written the file with the line ends of Windows.
  expect(actual).toBe(readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
}
