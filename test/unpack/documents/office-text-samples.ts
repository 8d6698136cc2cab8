import type { ContainerSample } from '../container-samples.ts';

const MARKS = ['mark-in-two-runs', 'mark-beside-another', 'mark-in-three-runs'];

/** Runs of characters, as programs of an office write them: `open` and `close` are what stands around each. */
export function officeTextSamples(): readonly ContainerSample[] {
  const written = (head: string, [open, close]: [string, string], [start, end]: [string, string]) => {
    const run = (...pieces: readonly string[]) => pieces.map((piece) => open + piece + close).join('');
    const paragraphs = [
      run('mark-in', '-two-runs'),
      run('mark-beside', '-another', ' and more'),
      run('ma', 'rk-in-three', '-runs'),
    ];
    return Buffer.from(head + paragraphs.map((paragraph) => start + paragraph + end).join(''));
  };
  return [
    {
      variant: 'Word',
      bytes: written(
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:document xmlns:w="main"><w:body>',
        ['<w:proofErr w:type="spellStart"/><w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t>', '</w:t></w:r>'],
        ['<w:p>', '</w:p>'],
      ),
      marks: MARKS,
    },
    {
      variant: 'a slide',
      bytes: written('<p:sld xmlns:p="main">', ['<a:r><a:rPr dirty="0"/><a:t>', '</a:t></a:r>'], ['<a:p>', '</a:p>']),
      marks: MARKS,
    },
    {
      variant: 'shared strings',
      bytes: written('\uFEFF<sst xmlns="main">', ['<r><rPr><sz val="11"/></rPr><t>', '</t></r>'], ['<si>', '</si>']),
      marks: MARKS,
    },
    {
      variant: 'OpenDocument',
      bytes: written(
        '<office:document-content version="1.3">',
        ['<text:span text:style-name="T1">', '</text:span>'],
        ['<text:p>', '</text:p>'],
      ),
      marks: MARKS,
    },
  ];
}
