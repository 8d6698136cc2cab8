import { describe } from 'vitest';
import { pemPrivateKey } from '../../../src/detect/text/pem-private-key.ts';
import * as file from '../../samples/private-key-pem.ts';
import { expectSamples } from '../../support/expect-samples.ts';

describe('private-key-pem', () => {
  expectSamples(pemPrivateKey, file);
});
