import { legacyLz4Frame, lz4Frame } from '../../builders/lz4.ts';
import { skippableFrame } from '../../builders/zstd.ts';
import type { ContainerSample } from '../container-samples.ts';

export function lz4Samples(): readonly ContainerSample[] {
  const stored = lz4Frame({ blocks: [{ stored: '<stored block>' }], hasBlockSums: true });
  const packed = lz4Frame({
    blocks: [
      { packed: [{ literals: '<packed', match: { distance: 7, length: 4 } }, { literals: '><in a block>' }] },
      { packed: [{ literals: 'x', match: { distance: 1, length: 50_000 } }, { literals: '<behind a long match>' }] },
    ],
    isLinked: true,
  });
  return [
    {
      variant: 'frames and skippable frames',
      bytes: Buffer.concat([
        skippableFrame('<skippable in front>'),
        stored,
        packed,
        legacyLz4Frame([[{ literals: '<legacy>' }]]),
        skippableFrame('<skippable at the end>'),
        Buffer.from('<behind>'),
      ]),
      marks: [
        '<skippable in front>',
        '<stored block>',
        '<packed<pac>',
        '<behind a long match>',
        '<legacy>',
        '<skippable at the end>',
        '<behind>',
      ],
    },
    {
      variant: 'legacy, behind it a frame that needs a dictionary',
      bytes: Buffer.concat([
        legacyLz4Frame([[{ literals: '<legacy>' }], [{ literals: '<second block>' }]]),
        lz4Frame({ blocks: [{ stored: '<needs a dictionary>' }], dictionaryId: 7 }),
        stored,
      ]),
      marks: ['<legacy>', '<second block>', '<needs a dictionary>', '<stored block>'],
    },
  ];
}
