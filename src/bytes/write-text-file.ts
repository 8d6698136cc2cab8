import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { systemReason } from './file-source.ts';

/**
 * Writes a file that the user named; `file` is taken from the folder `base`.
 * @throws UsageError when the system refuses
 */
export function writeTextFile(file: string, text: string, base: string): void {
  try {
    writeFileSync(resolve(base, file), text);
  } catch (error) {
    throw new UsageError(
      `${file}: cannot write the report: ${systemReason(error)}; name a file in a folder that exists`,
    );
  }
}
