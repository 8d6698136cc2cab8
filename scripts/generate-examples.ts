import { readFileSync } from 'node:fs';

/** `document` with the files of examples/detectors that its marks name, such as `<!-- example acme-token.ts -->`. */
export function withExamples(document: string): string {
  const marked = /(<!-- example ([a-z-]+\.ts) -->\n)[\s\S]*?(<!-- \/example -->)/g;
  return document.replaceAll(marked, (_, open: string, file: string, close: string) => {
    const code = readFileSync(`examples/detectors/${file}`, 'utf8');
    return `${open}\`\`\`ts\n${code}\`\`\`\n${close}`;
  });
}
