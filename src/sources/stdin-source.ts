import { systemReason } from '../bytes/file-source.ts';
import { Spool } from '../bytes/spool.ts';
import { AccessError, BudgetError } from '../model/errors.ts';

/**
 * Standard input, as a source that can be read anywhere. The caller closes the spool, also when it is done with the source.
 * @param input chunks, which the spool keeps
 * @param maxBytes BudgetError when there is more
 * @throws AccessError when the input breaks off or the spool has no room; nothing is left behind then
 */
export async function stdinSource(input: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Spool> {
  const spool = new Spool();
  try {
    for await (const chunk of input) {
      if (spool.size + chunk.length > maxBytes) {
        throw new BudgetError(`more than ${maxBytes} bytes on standard input; raise max-entry-bytes to scan them`);
      }
      spool.write(chunk);
    }
    return spool;
  } catch (error) {
    spool.close();
    if (error instanceof AccessError || error instanceof BudgetError) throw error;
    throw new AccessError(`cannot read standard input to its end: ${systemReason(error)}; give a file instead`);
  }
}
