/** Writes text with something between all of its characters, as programs do. Independent of src. */

type Write = (text: string) => string;

const octal = (character: string) => character.charCodeAt(0).toString(8).padStart(3, '0');
const NAMES: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };
const cell = (character: string) =>
  (NAMES[character] ?? (/[ -~]/.test(character) ? character : octal(character))).padStart(4);
const rows = (text: string) => text.match(/[\s\S]{1,16}/g) ?? [];

export const SPELLED: Readonly<Record<string, Write>> = {
  "sed 's/./& /g'": (text) => text.replace(/./g, '$& '),
  'JSON.stringify([...text])': (text) => JSON.stringify([...text]),
  'JSON.stringify({...text})': (text) => JSON.stringify({ ...[...text] }),
  'JSON.stringify({...text}, null, 2)': (text) => JSON.stringify({ ...[...text] }, null, 2),
  'JSON.stringify([...text], null, 2)': (text) => JSON.stringify([...text], null, 2),
  'list(text) of Python': (text) =>
    `[${[...text].map((character) => `'${NAMES[character] ?? character}'`).join(', ')}]`,
  'od -An -c': (text) => rows(text).reduce((all, row) => `${all}${[...row].map(cell).join('')}\n`, ''),
};

/** Line ends are lost. */
export const SPELLED_LINES: Readonly<Record<string, Write>> = {
  'fold -w1': (text) => [...text].join('\n'),
  'with commas': (text) => [...text].join(','),
};
