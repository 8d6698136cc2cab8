/** What the glyph numbers of a font stand for: its ToUnicode CMap (ISO 32000-1, 9.10.3; Adobe Technical Note 5014). */
export type ToUnicode = ReadonlyMap<number, string>;

/** `<0041>`, a bracket, a word. */
const TOKEN = /<([0-9A-Fa-f\s]{0,1024})>|[[\]]|[A-Za-z]+/g;
/** As many as two bytes can number; a table that lists some again gets no further. */
const MAX_GLYPHS = 1 << 16;

/**
 * `beginbfchar <code> <text> … endbfchar`, `beginbfrange <first> <last> <text of the first> … endbfrange`, where an array may hold a
 * text for each. How long a code is, the font says: groff states two bytes for fonts of one.
 */
export function parseToUnicode(cmap: string): ToUnicode {
  const texts = new Map<number, string>();
  let section = '';
  let isInArray = false;
  let items: string[] = [];
  let left = MAX_GLYPHS;
  const add = (code: number, text: string): boolean => {
    if (text !== '') texts.set(code, text);
    return --left > 0;
  };
  for (const [token, digits] of cmap.matchAll(TOKEN)) {
    if (left <= 0) break;
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
    if (section === 'bfchar' && last !== undefined) add(codeOf(first), textOf(last));
    else if (section === 'bfrange' && isInArray) add(codeOf(first) + items.length - 3, textOf(hex));
    else if (section === 'bfrange' && third !== undefined) addRange(codeOf(first), codeOf(last), textOf(third), add);
    const isWhole = items.length === (section === 'bfrange' ? 3 : 2);
    if (isWhole && !isInArray) items = [];
  }
  return texts;
}

const codeOf = (hex: string | undefined): number => Number.parseInt(hex ?? '', 16) & 0xffff;

/** UTF-16, the higher byte first. */
function textOf(hex: string): string {
  const bytes = Buffer.from(hex.slice(0, hex.length & ~3), 'hex');
  return bytes.swap16().toString('utf16le');
}

/** The last character counts up with the code. Codes that stand for nothing have an empty text. */
function addRange(first: number, last: number, text: string, add: (code: number, text: string) => boolean): void {
  if (text === '') return;
  const [before, end] = [text.slice(0, -1), text.charCodeAt(text.length - 1)];
  for (let code = first; code <= last && add(code, before + String.fromCharCode(end + code - first)); ) code++;
}
