import type { ContainerSample } from '../container-samples.ts';

const MARKS = ['mark-in-instructions', 'mark-behind-a-symbol', 'mark-at-the-end'];

/** A listing whose lines have `widths` bytes in turn, in words of `wordBytes`. */
export function listing(
  format: string,
  content: string,
  {
    widths = [5, 2, 7, 1, 3],
    wordBytes = 1,
  }: { readonly widths?: readonly number[]; readonly wordBytes?: number } = {},
): string {
  const bytes = Buffer.from(content, 'latin1');
  const lines = [
    `\na.out:     file format ${format}\n\n\nDisassembly of section .rodata:\n\n0000000000002000 <key>:\n`,
  ];
  for (let at = 0, index = 0; at < bytes.length; index++) {
    const row = bytes.subarray(at, at + widths[index % widths.length]!);
    const words = Array.from({ length: Math.ceil(row.length / wordBytes) }, (_, word) =>
      row.subarray(word * wordBytes, (word + 1) * wordBytes).toString('hex'),
    );
    lines.push(`    ${(0x2000 + at).toString(16)}:\t${words.join(' ').padEnd(21)} \tsub    $0x2d,%eax\n`);
    at += row.length;
  }
  return lines.join('');
}

export function disassemblySamples(): readonly ContainerSample[] {
  const content = MARKS.join('\0');
  return [
    { variant: 'GNU objdump', bytes: Buffer.from(listing('elf64-x86-64', content)), marks: MARKS },
    {
      variant: 'llvm-objdump',
      bytes: Buffer.from(listing('elf64-x86-64', content).replaceAll(':\t', ': ')),
      marks: MARKS,
    },
    {
      variant: 'words, the most significant byte first',
      bytes: Buffer.from(listing('elf32-tradbigmips', content.padEnd(60, '\0'), { widths: [4], wordBytes: 4 })),
      marks: MARKS,
    },
  ];
}
