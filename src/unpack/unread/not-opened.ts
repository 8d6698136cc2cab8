import { FormatError } from '../../model/errors.ts';

/** The entries of something recognised but not opened: none, and the reason becomes its gap. */
// biome-ignore lint/correctness/useYield: it has nothing to yield
export async function* notOpened(...why: ConstructorParameters<typeof FormatError>): AsyncGenerator<never> {
  throw new FormatError(...why);
}

/** For a format that nothing here opens yet. */
export function notOpenedYet(title: string): AsyncGenerator<never> {
  return notOpened(`${title}: keysieve cannot open this format yet; unpack it before the scan`, 'unsupported');
}
