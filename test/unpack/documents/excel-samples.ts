import { workbook } from '../../builders/workbook.ts';
import type { ContainerSample } from '../container-samples.ts';

export const excelSamples = (): readonly ContainerSample[] => [
  {
    variant: 'texts in two records',
    bytes: workbook([{ text: 'mark-first' }, { text: `${'x'.repeat(8190)}mark-second` }, { text: 'mark-third' }]),
    marks: ['mark-first', 'mark-second', 'mark-third'],
  },
];
