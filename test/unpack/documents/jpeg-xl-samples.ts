import type { ContainerSample } from '../container-samples.ts';

const SIGNATURE = Buffer.from('0000000c4a584c200d0a870a', 'hex');

export function box(type: string, content: string): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(type, 4);
  return Buffer.concat([head, Buffer.from(content, 'latin1')]);
}

export const jpegXl = (...boxes: readonly Buffer[]): Buffer => Buffer.concat([SIGNATURE, ...boxes]);

export function jpegXlSamples(): readonly ContainerSample[] {
  const last = box('brob', 'Exifmark-exif');
  last.fill(0, 0, 4);
  const marks = ['mark-plain', 'mark-packed', 'mark-exif'];
  return [
    { variant: 'packed boxes', bytes: jpegXl(box('xml ', marks[0]!), box('brob', `xml ${marks[1]}`), last), marks },
  ];
}
