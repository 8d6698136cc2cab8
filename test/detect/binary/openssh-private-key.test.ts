import { describe } from 'vitest';
import { opensshPrivateKey } from '../../../src/detect/binary/openssh-private-key.ts';
import * as file from '../../samples/private-key-openssh.ts';
import { expectSamples } from '../../support/expect-samples.ts';

describe('private-key-openssh', () => {
  expectSamples(opensshPrivateKey, file);
});
