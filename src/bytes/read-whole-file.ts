import { lstatSync, readFileSync, statSync } from 'node:fs';
import { UsageError } from '../model/errors.ts';
import { systemReason } from './file-source.ts';

/**
 * Reads a small file that the user named.
 * @returns undefined when there is none
 * @throws UsageError when it is larger than `maxBytes`, or cannot be read
 */
export function readWholeFile(file: string, name: string, maxBytes: number): Uint8Array | undefined {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats === undefined) {
      // A dangling link stands for a file that somebody wants read.
      if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return undefined;
      throw new UsageError(`${name}: expected a file, found a link that leads nowhere; correct the link`);
    }
    if (!stats.isFile()) throw new UsageError(`${name}: expected a file, found a folder or device; name a file`);
    if (stats.size > maxBytes) throw new UsageError(tooLarge(name, stats.size, maxBytes));
    return readFileSync(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${name}: cannot be read: ${systemReason(error)}; correct the path or the permissions`);
  }
}

export function tooLarge(name: string, size: number, maxBytes: number): string {
  return `${name}: expected at most ${maxBytes} bytes, found ${size}; it seems meant for something else`;
}
