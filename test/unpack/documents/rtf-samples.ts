import type { ContainerSample } from '../container-samples.ts';

const MARKS = ['mark-in-two-groups', 'mark-with-signs{}', 'mark-of-bytes'];

/** One paragraph each, as highlight(1), LibreOffice and Word write them. */
export function rtfSamples(): readonly ContainerSample[] {
  const paragraphs = [
    '{mark-{\\cf3{in}}-two}{\\b -gro}ups\\par\\pard',
    "mark\\_with-\\'73igns\\{\\}\\par",
    'mark-of-by\\rtlch\r\n\\u116?es\\par}',
  ];
  return [
    {
      variant: 'words in groups',
      bytes: Buffer.from(
        `{\\rtf1\\ansi{\\fonttbl{\\f0 Courier;}}{\\*\\generator none;}\r\n${paragraphs.join('\r\n')}\r\n`,
      ),
      marks: MARKS,
    },
  ];
}
