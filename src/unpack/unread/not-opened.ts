import { FormatError } from '../../model/errors.ts';

/** Entries of what is recognised and not opened: there are none, and the reason becomes its gap. */
// biome-ignore lint/correctness/useYield: it has nothing to yield
export async function* notOpened(...why: ConstructorParameters<typeof FormatError>): AsyncGenerator<never> {
  throw new FormatError(...why);
}

/** Of a format that nothing here opens yet. */
export function notOpenedYet(title: string): AsyncGenerator<never> {
  return notOpened(`${title}: keysieve cannot open this format yet; unpack it before the scan`, 'unsupported');
}
