import crypto, { createHash } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { afterAll, beforeAll } from 'vitest';

/**
 * For test files that cut, flip and invent passwords by the thousand: scrypt takes 30 ms for each, three quarters of their time, and
 * they ask only whether two fingerprints are the same. That it is scrypt, test/detect/fingerprint.test.ts shows.
 */
export function cheapScrypt(): void {
  const { scryptSync } = crypto;
  const give = (scrypt: typeof scryptSync): void => {
    crypto.scryptSync = scrypt;
    syncBuiltinESMExports();
  };
  beforeAll(() =>
    give((secret, salt, length) =>
      createHash('sha256')
        .update(salt as string)
        .update(secret as string)
        .digest()
        .subarray(0, length),
    ),
  );
  afterAll(() => give(scryptSync));
}
