import { rawBlocks, skippableFrame, zstdFrame } from '../../builders/zstd.ts';
import type { ContainerSample } from '../container-samples.ts';

/** Frames with marks in all places where bytes can stand; no two of them are alike. */
export function zstdSamples(): readonly ContainerSample[] {
  const frame = (text: string) => zstdFrame({ blocks: rawBlocks(text, 20) });
  const long = `${'x'.repeat(300_000)}<end of a large frame>`;
  return [
    {
      variant: 'frames and skippable frames',
      bytes: Buffer.concat([
        skippableFrame('<skippable in front>'),
        frame('<first frame> in blocks of twenty bytes'),
        skippableFrame('<skippable between>', 15),
        zstdFrame({ blocks: rawBlocks(long), contentSize: BigInt(long.length), isSingleSegment: true }),
        frame('<last frame>'),
        skippableFrame('<skippable at the end>', 3),
        Buffer.from('<behind>'),
      ]),
      marks: [
        '<skippable in front>',
        '<first frame>',
        '<skippable between>',
        '<end of a large frame>',
        '<last frame>',
        '<skippable at the end>',
        '<behind>',
      ],
    },
    {
      variant: 'with a frame that needs a dictionary',
      bytes: Buffer.concat([
        frame('<before>'),
        zstdFrame({ blocks: rawBlocks('<needs a dictionary>'), dictionaryId: 7 }),
        frame('<after>'),
      ]),
      marks: ['<before>', '<needs a dictionary>', '<after>'],
    },
  ];
}
