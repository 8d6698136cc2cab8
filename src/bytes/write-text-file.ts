import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { systemReason } from './file-source.ts';

/**
 * Looks, before a long scan, whether `writeTextFile` will find a folder that it may write to, and in it a file that it may write anew,
 * or none.
 * @throws UsageError when it will not
 */
export function assertWritable(file: string, base: string): void {
  const path = resolve(base, file);
  attempt(file, () => {
    const known = statSync(path, { throwIfNoEntry: false });
    if (known?.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    // A device may be written to where its folder may not; with the dot, the folder has to be one.
    accessSync(known === undefined ? `${dirname(path)}/.` : path, constants.W_OK);
  });
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
      `${file}: cannot write the report: ${systemReason(error)}; name a file that may be written, in a folder that exists`,
    );
  }
}
