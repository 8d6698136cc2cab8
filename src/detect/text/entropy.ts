/** Shannon entropy of the characters of `text`, in bits per character: 0 for one repeated character, at most log2(length). */
export function bitsPerCharacter(text: string): number {
  let bits = 0;
  for (const count of NO_ASCII.test(text) ? countsOf(text) : countsOfAscii(text))
    bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const NO_ASCII = /[^\0-\x7f]/;
/** How often each character occurs in the text being counted; all zeros between two calls. */
const COUNTS = new Uint32Array(128);

/** Costs a third of a `Map`: floods of look-alikes need it a million times. */
function countsOfAscii(text: string): readonly number[] {
  for (let at = 0; at < text.length; at++) COUNTS[text.charCodeAt(at)]!++;
  const counts: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (COUNTS[code] === 0) continue;
    counts.push(COUNTS[code]!);
    COUNTS[code] = 0;
  }
  return counts;
}

function countsOf(text: string): Iterable<number> {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts.values();
}
