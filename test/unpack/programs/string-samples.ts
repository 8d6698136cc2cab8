import { hermesBytecodeOf } from '../../builders/hermes.ts';
import type { ContainerSample } from '../container-samples.ts';

export function hermesBytecodeSamples(): readonly ContainerSample[] {
  const marks = ['mark-between-two', 'mark-beside-a-text', 'mark-with-digits-0123'];
  const strings = ['header', ...marks, 'texts'].map((text) => ({ text }));
  return [
    { variant: 'version 96', bytes: hermesBytecodeOf(strings), marks },
    { variant: 'version 99', bytes: hermesBytecodeOf(strings, { version: 99, functionBytes: 12 }), marks },
  ];
}
