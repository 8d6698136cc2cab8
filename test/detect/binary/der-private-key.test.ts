import { describe } from 'vitest';
import { derPrivateKey } from '../../../src/detect/binary/der-private-key.ts';
import * as file from '../../samples/private-key-der.ts';
import { expectSamples } from '../../support/expect-samples.ts';

describe('private-key-der', () => {
  expectSamples(derPrivateKey, file);
});
