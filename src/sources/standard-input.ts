import { type SpooledFile, spoolFile } from './spooled-file.ts';

/** Given in place of a path to read standard input; reports show it as the path. */
export const STANDARD_INPUT = '-';

/** @throws AccessError, BudgetError as `spoolFile` */
export function spoolInput(input: AsyncIterable<Uint8Array>, maxBytes: number): Promise<SpooledFile> {
  return spoolFile(STANDARD_INPUT, input, {
    maxBytes,
    name: 'standard input',
    advice: 'give a file instead',
  });
}
