import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../model/errors.ts';

/**
 * Resolves plug-in names: a file, relative to the base folder, or a package that is installed there.
 * @throws UsageError for a name that is neither
 */
export function selectPlugIns(
  names: readonly string[],
  base: string,
): { readonly name: string; readonly url: string }[] {
  return names.map((name) => ({ name, url: pathToFileURL(fileOf(name, base)).href }));
}

function fileOf(name: string, base: string): string {
  const file = resolve(base, name);
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
  if (/^[./]|\\|\.[cm]?[jt]s$/.test(name))
    throw new UsageError(`detectors: ${name}: expected a file, found none; paths start from ${base}`);
  try {
    return createRequire(join(base, 'package.json')).resolve(name);
  } catch (error) {
    const isHidden = (error as NodeJS.ErrnoException).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
    const found = isHidden ? 'one whose `exports` have no `default`' : 'neither';
    throw new UsageError(
      `detectors: ${name}: expected a file, or a package that is installed in ${base}, found ${found}; install it first`,
    );
  }
}
