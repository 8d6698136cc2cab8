import { describe } from 'vitest';
import { jwkPrivateKey } from '../../../src/detect/text/jwk-private-key.ts';
import * as file from '../../samples/private-key-jwk.ts';
import { expectSamples } from '../../support/expect-samples.ts';

describe('private-key-jwk', () => {
  expectSamples(jwkPrivateKey, file);
});
