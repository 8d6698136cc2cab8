import type { ContainerSample } from '../container-samples.ts';

const HEAD = '\\documentclass{article}\n\\begin{document}\n';
const MARKS = ['mark_of 1', 'mark"in"quotes', 'mark-with-signs'];

/** Three lines as each program writes them. */
export function latexSamples(): readonly ContainerSample[] {
  const sample = (variant: string, head: string, lines: readonly string[]): ContainerSample => ({
    variant,
    bytes: Buffer.from(`${head}${lines.join('\n')}\n`),
    marks: MARKS,
  });
  return [
    sample('Pygments', `\n${HEAD}`, [
      '\\PY{n}{mark\\PYZus{}of} \\PY{m}{1}',
      '\\PY{n}{mark}\\PY{l+s}{\\PYZdq{}}\\PY{l+s}{in}\\PY{l+s}{\\PYZdq{}}quotes',
      'mark\\PYZhy{}with\\PYZhy{}signs',
    ]),
    sample('minted', '\\begin{Verbatim}[commandchars=\\\\\\{\\}]\n', [
      '\\PYG{n}{mark\\PYGZus{}of} \\PYG{m}{1}',
      'mark\\PYG{l+s}{\\PYGZdq{}}\\PYG{l+s}{in}\\PYG{l+s}{\\PYGZdq{}}quotes',
      'mark\\PYGZhy{}\\PYG{n}{with}\\PYGZhy{}signs',
    ]),
    sample('highlight', HEAD, [
      '\\hldef{mark\\textunderscore of\\ }\\hlnum{1}\\hspace*{\\fill}\\\\',
      '\\hldef{mark}\\hlsng{"in"}\\hldef{quotes}',
      'mark{-}with{-}\\hlkwa{signs}',
    ]),
    sample('pandoc', `% Options\n${HEAD}`, [
      '\\NormalTok{mark\\_of }\\DecValTok{1}',
      '\\NormalTok{mark}\\StringTok{"in"}\\NormalTok{quotes}',
      '\\NormalTok{mark{-}with}\\StringTok{{-}signs}',
    ]),
  ];
}
