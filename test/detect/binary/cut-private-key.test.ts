import { describe } from 'vitest';
import { cutPrivateKey } from '../../../src/detect/binary/cut-private-key.ts';
import * as file from '../../samples/private-key-der-cut.ts';
import { expectSamples } from '../../support/expect-samples.ts';

describe('private-key-der-cut', () => {
  expectSamples(cutPrivateKey, file);
});
