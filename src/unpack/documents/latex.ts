/**
 * Code in documents of LaTeX, as Pygments (also for minted), pandoc and highlight(1) colour it: each word is the argument of a macro, and
 * signs that mean something to TeX are macros too: `\PY{l+s+s1}{ghp\PYZus{}…}`, `\hlsng{ghp\textunderscore …}`. The text without
 * macros is an entry, line by line; what the macros would do is not read.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import type { SourceContainer } from '../container/container.ts';
import { bufferOf } from '../container/magic.ts';
import { latin1 } from '../container/text.ts';

const HEAD_BYTES = 1024;
/** After comments, and an empty line of Pygments, whose fragments begin with their environment. */
const BEGINNING =
  /^(?:%[^\n]*\n|\s)*\\(?:document(?:class|style)|PassOptionsToPackage|RequirePackage|NeedsTeXFormat|input |begin\{(?:Verbatim|Highlighting|Shaded|alltt)\})/;
/** Of a document that is all macros, V8 keeps some hundred bytes for each of them until the whole chunk is done. */
const CHUNK_BYTES = 32 << 10;
/** A longer line is read in pieces. */
const MAX_LINE_BYTES = 64 << 10;
const LINE_FEED = 0x0a;

export const latex: SourceContainer = {
  id: 'latex',
  title: 'text of LaTeX, without macros',
  limits: 'what macros of the document put together',
  reads: 'source',
  headBytes: HEAD_BYTES,
  keepsLeaf: 'searched',
  firstBytes: [...Buffer.from('\\%\n')],
  notInDecodedText: true,
  sniff: (head) => BEGINNING.test(latin1(head.subarray(0, HEAD_BYTES))),
  async *entries(source, budget) {
    yield { name: 'text', open: () => textOf(source, budget) };
  },
};

async function* textOf(source: ByteSource, budget: Budget): AsyncGenerator<Uint8Array> {
  let begun: Uint8Array = new Uint8Array(0);
  for await (const chunk of streamOf(source, 0, source.size, CHUNK_BYTES)) {
    budget.checkTime();
    const bytes = begun.length === 0 ? chunk : Buffer.concat([begun, chunk]);
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    const whole = end === 0 && bytes.length > MAX_LINE_BYTES ? bytes.length : end;
    if (whole > 0) yield withoutMacros(bytes.subarray(0, whole));
    begun = bytes.slice(whole);
  }
  if (begun.length > 0) yield withoutMacros(begun);
}

/** Names of signs behind `\PYZ`, `\PYGZ`: pygments/formatters/latex.py, `escape_tex`. */
const SIGNS: Readonly<Record<string, string>> = {
  ...{ bs: '\\', ob: '{', cb: '}', ca: '^', am: '&', lt: '<', gt: '>', sh: '#', pc: '%', dl: '$', hy: '-', sq: "'" },
  ...{ dq: '"', ti: '~', us: '_', at: '@', lb: '[', rb: ']' },
};
/** The same behind `\text`: of pandoc and highlight(1). */
const TEXT_SIGNS: Readonly<Record<string, string>> = {
  ...{
    underscore: '_',
    backslash: '\\',
    quotesingle: "'",
    quotedbl: '"',
    asciitilde: '~',
    asciicircum: '^',
    less: '<',
  },
  ...{ greater: '>', bar: '|', dollar: '$', braceleft: '{', braceright: '}', asciigrave: '`' },
};
/** Arguments that are no text: a class, a colour, a width. */
const ARGUMENT = String.raw`PY[A-Za-z]{0,16}\{[\w+]{0,40}\}|(?:text)?color(?:\[\w{1,8}\])?\{[^{}\n]{0,60}\}|hspace\*?\{[^{}\n]{0,20}\}`;
/**
 * Groups: the sign of Pygments, the name behind `\text`, the character of a control symbol, and that in math. They have no names, for
 * which V8 would make an object for each macro.
 */
const MACRO = new RegExp(
  String.raw`\\(?:PY[A-Za-z]{0,16}?Z([a-z]{2})\{\}|${ARGUMENT}|text([a-z]{3,16})(?:\{\}| )?|[A-Za-z@]{1,40}\*? ?|([^A-Za-z]))|\$\\mathord\{(.)\}\$|[{}]`,
  'g',
);

function withoutMacros(bytes: Uint8Array): Uint8Array {
  const text = bufferOf(bytes).toString('latin1');
  const plain = text.replace(MACRO, (_, sign?: string, named?: string, other?: string, math?: string) => {
    if (other !== undefined) return other === '\\' ? '\n' : DROPPED.has(other) ? '' : other;
    return math ?? SIGNS[sign ?? ''] ?? TEXT_SIGNS[named ?? ''] ?? '';
  });
  return Buffer.from(plain, 'latin1');
}
/** Hyphens and corrections of the space between letters. */
const DROPPED = new Set(['-', '/', '!', ',', ';', ':', '(', ')', '[', ']']);
