import { describe } from 'vitest';
import { base64PrivateKey } from '../../../../src/detect/text/keys/base64-private-key.ts';
import * as file from '../../../samples/private-key-base64.ts';
import { expectSamples } from '../../../support/expect-samples.ts';

describe('private-key-base64', () => {
  expectSamples(base64PrivateKey, file);
});
