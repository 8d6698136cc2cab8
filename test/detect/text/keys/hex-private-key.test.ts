import { describe } from 'vitest';
import { hexPrivateKey } from '../../../../src/detect/text/keys/hex-private-key.ts';
import * as file from '../../../samples/private-key-hex.ts';
import { expectSamples } from '../../../support/expect-samples.ts';

describe('private-key-hex', () => {
  expectSamples(hexPrivateKey, file);
});
