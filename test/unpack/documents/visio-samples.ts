import { drawing } from '../../builders/visio.ts';
import type { ContainerSample } from '../container-samples.ts';

export const visioSamples = (): readonly ContainerSample[] =>
  [5, 11].map((version) => ({
    variant: `version ${version}`,
    bytes: drawing(version, ['mark-first', `and ${'some text '.repeat(9000)}mark-second`, 'mark-third']),
    marks: ['mark-first', 'mark-second', 'mark-third'],
  }));
