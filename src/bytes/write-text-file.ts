import { accessSync, constants, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { systemReason } from './file-source.ts';

/**
 * Looks, before a long scan, whether `writeTextFile` will find a folder that it may write to.
 * @throws UsageError when it will not
 */
export function assertWritable(file: string, base: string): void {
  attempt(file, () => accessSync(dirname(resolve(base, file)), constants.W_OK));
}

/**
 * Writes a file that the user named; `file` is taken from the folder `base`.
 * @throws UsageError when the system refuses
 */
export function writeTextFile(file: string, text: string, base: string): void {
  attempt(file, () => writeFileSync(resolve(base, file), text));
}

function attempt(file: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    throw new UsageError(
      `${file}: cannot write the report: ${systemReason(error)}; name a file in a folder that exists`,
    );
  }
}
