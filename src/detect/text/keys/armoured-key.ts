import type { ReadKey } from '../../proof/read-key.ts';
import { readKeyBytes } from '../../structures/read-key-bytes.ts';
import type { Armour } from './pem-armour.ts';

/** The key in `armour`, from the likeliest reading that contains one. */
export function armouredKey(armour: Armour): ReadKey | undefined {
  for (const { body } of armour.readings) {
    const key = readKeyBytes(body);
    if (key !== undefined) return key;
  }
  return undefined;
}
