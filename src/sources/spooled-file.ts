import { systemReason } from '../bytes/file-source.ts';
import { PrivateTempFile } from '../bytes/private-temp-file.ts';
import { AccessError, BudgetError } from '../model/errors.ts';
import type { SelectedFile } from './select-files.ts';

export interface SpooledFile {
  /** Plain data, since it goes to other threads. */
  readonly selected: SelectedFile;
  /** Removes the temp file. */
  close(): void;
}

export interface SpoolOptions {
  /** More than this is a BudgetError. */
  readonly maxBytes: number;
  /** What is being read, for messages. */
  readonly name: string;
  /** What to do when the stream breaks off, for messages. */
  readonly advice: string;
}

/**
 * Writes a stream to a private temp file, so that any thread can read it at any offset.
 * @param path as reports show it
 * @throws AccessError when the stream breaks off or the disk is full; BudgetError when it is too long. Nothing is left
 * behind then
 */
export async function spoolFile(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  { maxBytes, name, advice }: SpoolOptions,
): Promise<SpooledFile> {
  const file = new PrivateTempFile('shared');
  try {
    let size = 0;
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > maxBytes) {
        throw new BudgetError(`more than ${maxBytes} bytes on ${name}; raise max-entry-bytes to scan them`);
      }
      file.append(chunk);
    }
    return { selected: { path, file: file.path }, close: () => file.remove() };
  } catch (error) {
    file.remove();
    if (error instanceof AccessError || error instanceof BudgetError) throw error;
    throw new AccessError(`cannot read ${name} to its end: ${systemReason(error)}; ${advice}`);
  }
}
