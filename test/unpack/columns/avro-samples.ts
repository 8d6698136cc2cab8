import { type AvroBlock, buildAvro, deflated, snapped, stored } from '../../builders/avro.ts';
import type { ContainerSample } from '../container-samples.ts';

const mark = (where: string): string => `<mark of ${where}>`;

export function avroSamples(): readonly ContainerSample[] {
  const long = (where: string): string => mark(where).padStart(100, '.').padEnd(140, '.');
  const places = ['the first block', 'a damaged block', 'a block of another end', 'the last block'];
  const all = ['the schema', 'metadata', 'what follows', ...places].map(mark);
  const sample = (codec: string, pack: (text: string) => AvroBlock): ContainerSample => {
    const [first, damaged, other, last] = places.map((place) => pack(long(place)));
    const lies = { ...damaged!, packed: Buffer.concat([damaged!.packed.subarray(0, -2), Buffer.alloc(9, 0xff)]) };
    return {
      variant: codec,
      bytes: buildAvro([first!, lies, { ...other!, size: 1000 }, last!], {
        ...{ codec, schema: mark('the schema'), more: { note: mark('metadata') }, suffix: mark('what follows') },
      }),
      marks: all,
    };
  };
  return [sample('null', stored), sample('deflate', deflated), sample('snappy', snapped)];
}
