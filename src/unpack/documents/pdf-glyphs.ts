/** What the glyph numbers of a font stand for: its ToUnicode CMap (ISO 32000-1, 9.10.3; Adobe Technical Note 5014). */
export interface PdfGlyphs {
  /** How many bytes of a string are one number. */
  readonly codeBytes: number;
  readonly texts: ReadonlyMap<number, string>;
}

/** `<0041>`, a bracket, a word. */
const TOKEN = /<([0-9A-Fa-f\s]{0,1024})>|[[\]]|[A-Za-z]+/g;
/** As many as two bytes can number. */
const MAX_GLYPHS = 1 << 16;

/**
 * `beginbfchar <code> <text> … endbfchar`, `beginbfrange <first> <last> <text of the first> … endbfrange`, where an array may hold a
 * text for each; `begincodespacerange` says how long a code is.
 */
export function parseToUnicode(cmap: string): PdfGlyphs {
  const texts = new Map<number, string>();
  let codeBytes = 1;
  let section = '';
  let isInArray = false;
  let items: string[] = [];
  const add = (code: number, text: string): void => {
    if (texts.size < MAX_GLYPHS && text !== '') texts.set(code, text);
  };
  for (const [token, digits] of cmap.matchAll(TOKEN)) {
    if (digits === undefined) {
      isInArray = token === '[';
      if (token !== '[') items = [];
      if (token.startsWith('begin')) section = token.slice('begin'.length);
      else if (token.startsWith('end')) section = '';
      continue;
    }
    const hex = digits.replaceAll(/\s/g, '');
    items.push(hex);
    const [first, last, third] = items;
    if (section === 'codespacerange') codeBytes = hex.length > 2 ? 2 : 1;
    else if (section === 'bfchar' && last !== undefined) add(codeOf(first), textOf(last));
    else if (section === 'bfrange' && isInArray) add(codeOf(first) + items.length - 3, textOf(hex));
    else if (section === 'bfrange' && third !== undefined) addRange(codeOf(first), codeOf(last), textOf(third), add);
    const isWhole = items.length === (section === 'bfrange' ? 3 : 2);
    if (isWhole && !isInArray) items = [];
  }
  return { codeBytes, texts };
}

const codeOf = (hex: string | undefined): number => Number.parseInt(hex ?? '', 16) & 0xffff;

/** UTF-16, the higher byte first. */
function textOf(hex: string): string {
  const bytes = Buffer.from(hex.slice(0, hex.length & ~3), 'hex');
  return bytes.swap16().toString('utf16le');
}

/** The last character counts up with the code. */
function addRange(first: number, last: number, text: string, add: (code: number, text: string) => void): void {
  const [before, end] = [text.slice(0, -1), text.charCodeAt(text.length - 1)];
  for (let code = first; code <= last; code++) add(code, before + String.fromCharCode(end + code - first));
}
