import { systemReason } from '../bytes/file-source.ts';
import { PrivateTempFile } from '../bytes/private-temp-file.ts';
import { AccessError, BudgetError } from '../model/errors.ts';
import type { SelectedFile } from './select-files.ts';

/** What is given in place of a path to read standard input; reports show it as its path. */
export const STANDARD_INPUT = '-';

export interface SpooledInput extends SelectedFile {
  /** Takes the temp file away. */
  close(): void;
}

/**
 * Standard input as a private temp file, so that any thread can read it anywhere.
 * @param maxBytes BudgetError when there is more
 * @throws AccessError when the input breaks off or the disk is full; nothing is left behind then
 */
export async function spoolInput(input: AsyncIterable<Uint8Array>, maxBytes: number): Promise<SpooledInput> {
  const file = new PrivateTempFile('shared');
  try {
    let size = 0;
    for await (const chunk of input) {
      size += chunk.length;
      if (size > maxBytes) {
        throw new BudgetError(`more than ${maxBytes} bytes on standard input; raise max-entry-bytes to scan them`);
      }
      file.append(chunk);
    }
    return { path: STANDARD_INPUT, file: file.path, close: () => file.remove() };
  } catch (error) {
    file.remove();
    if (error instanceof AccessError || error instanceof BudgetError) throw error;
    throw new AccessError(`cannot read standard input to its end: ${systemReason(error)}; give a file instead`);
  }
}
