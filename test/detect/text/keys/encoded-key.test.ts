import { describe } from 'vitest';
import { detectors } from '../../../../src/detect/catalog.ts';
import * as file from '../../../samples/encoded-key.ts';
import { expectSamples } from '../../../support/expect-samples.ts';

describe('encoded-key', () => {
  expectSamples(detectors.find(({ id }) => id === 'encoded-key')!, file);
});
