import { packVba } from '../../builders/vba.ts';
import type { ContainerSample } from '../container-samples.ts';

export const vbaSourceSamples = (): readonly ContainerSample[] => [
  {
    variant: 'several chunks, and what follows',
    bytes: Buffer.concat([
      packVba(vbaModule(`mark-first${' and more'.repeat(900)} mark-last`)),
      Buffer.from('\0\0mark-behind'),
    ]),
    marks: ['mark-first', 'mark-last', 'mark-behind'],
  },
];

export const vbaModule = (text: string): string =>
  `Attribute VB_Name = "Module1"\r\nSub Connect()\r\n  text = "${text}"\r\nEnd Sub\r\n`;
