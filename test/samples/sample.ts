export type { LookAlike, Sample, SampleFile } from '../../src/contract/sample.ts';
