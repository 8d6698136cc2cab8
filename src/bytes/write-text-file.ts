import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { systemReason } from './file-source.ts';

/**
 * Checks, before a long scan, that `writeTextFile` will be able to write: the folder is writable, and so is the file if
 * it exists.
 * @throws UsageError when it will not
 */
export function assertWritable(file: string, base: string): void {
  const path = resolve(base, file);
  attempt(file, () => {
    const known = statSync(path, { throwIfNoEntry: false });
    if (known?.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    // A device may be writable where its folder is not. The trailing dot makes the check fail when the parent is not a
    // folder.
    accessSync(known === undefined ? `${dirname(path)}/.` : path, constants.W_OK);
  });
}

/**
 * Writes a file that the user named; `file` is resolved against the folder `base`.
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
