import { cdSector } from '../../builders/cd-image.ts';
import type { ContainerSample } from '../container-samples.ts';

export const cdImageSamples = (): readonly ContainerSample[] => [
  {
    variant: 'mode 1, audio',
    bytes: Buffer.concat([
      cdSector('mark-cro'.padStart(2048, '.')),
      cdSector('ssing the end of a sector', { number: 1 }),
      cdSector('mark-damaged', { number: 2, sum: 'wrong', parity: 'mark-parity' }),
      cdSector('mark-unchecked', { number: 3, sum: 'none' }),
      Buffer.alloc(3 * 2352, 'audio, mark-audio '),
      cdSector('mark-second track', { number: 7 }),
      Buffer.from('mark-behind'),
    ]),
    marks: [
      'mark-crossing',
      'mark-damaged',
      'mark-parity',
      'mark-unchecked',
      'mark-audio',
      'mark-second',
      'mark-behind',
    ],
  },
  {
    variant: 'forms of mode 2, with subchannels',
    bytes: Buffer.concat(
      [
        cdSector('mark-form-1', { kind: 'form 1' }),
        cdSector('mark-form-2'.padEnd(2324, '.'), { kind: 'form 2', number: 1 }),
        cdSector('mark-no-form', { kind: 'mode 2', number: 2 }),
      ].flatMap((sector) => [sector, Buffer.from('mark-subchannel'.padEnd(96, '\0'))]),
    ),
    marks: ['mark-form-1', 'mark-form-2', 'mark-no-form', 'mark-subchannel'],
  },
];
