/** Tables: marks stand in values that are packed or front-coded, in statistics, in metadata and where nothing is named. */
import { buildParquet, frontCoded, gzipPage, list, page, plain, struct, text } from '../../builders/parquet.ts';
import type { ContainerSample } from '../container-samples.ts';

const mark = (where: string): string => `<mark of ${where}>`;

export function parquetSamples(): readonly ContainerSample[] {
  const columns = [
    {
      name: 'packed',
      codec: 2,
      pages: [
        gzipPage({ type: 2, body: plain('x', mark('a dictionary')) }),
        gzipPage({ body: plain(mark('values')), statistics: mark('statistics') }),
        { type: 3, body: Buffer.from(`levels${mark('a page of version 2')}`), levelBytes: 6, isPacked: false },
      ],
      behind: `an index: ${mark('between columns')}`,
    },
    {
      name: 'front-coded',
      pages: [{ encoding: 7, values: 2, body: frontCoded([mark('one'), mark('two')], [0, 9]) }],
    },
    { name: 'damaged', codec: 1, pages: [{ body: Buffer.from(mark('a damaged page')), unpackedBytes: 300 }] },
  ];
  const metadata = { 5: list([struct({ 1: text('pandas'), 2: text(mark('metadata')) })]) };
  const whole = buildParquet(columns, metadata);
  const unnamed = page(gzipPage({ body: plain(mark('a page without a footer')) }));
  const marks = ['a dictionary', 'values', 'statistics', 'a page of version 2', 'between columns', 'one', 'two']
    .concat('a damaged page', 'metadata', 'behind')
    .map(mark);
  return [
    { variant: 'whole', bytes: Buffer.concat([whole, Buffer.from(mark('behind'))]), marks },
    {
      variant: 'known by its end',
      bytes: Buffer.concat([Buffer.from(`${mark('before')} and more`), buildParquet(columns, metadata)]),
      marks: [...marks.filter((one) => one !== mark('behind')), mark('before')],
      bySniffing: 'tail',
    },
    {
      variant: 'without a footer',
      bytes: Buffer.concat([
        whole.subarray(0, 4),
        unnamed,
        unnamed,
        Buffer.from(mark('the rest')),
        page({ body: Buffer.from(mark('a page in the rest')), encoding: 8, type: 0 }),
      ]),
      marks: ['a page without a footer', 'the rest', 'a page in the rest'].map(mark),
    },
  ];
}
