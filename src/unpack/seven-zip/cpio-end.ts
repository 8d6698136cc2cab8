import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { occurrencesIn } from '../container/magic.ts';

/** The name of an empty file that ends every cpio archive. */
const LAST_NAME = Buffer.from('TRAILER!!!\0', 'latin1');

/**
 * 7-Zip ends an archive where no header follows, so it takes a truncated archive followed by something else for a whole
 * one.
 * @returns a description of the damage in an archive of which 7-Zip has left something over
 */
export function lostCpioEnd(source: ByteSource, budget: Budget): string | undefined {
  for (const _ of occurrencesIn(source, LAST_NAME, budget)) return undefined;
  return 'expected TRAILER!!! at the end of the archive, found none; what follows its last header is scanned as is';
}
