/** `1 place`, `12,345 places`. Digits are grouped the same in every locale. */
export function countText(count: number, singular: string, plural = `${singular}s`): string {
  return `${groupDigits(count)} ${count === 1 ? singular : plural}`;
}

export function groupDigits(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

const SIZES = [
  ['TiB', 2 ** 40],
  ['GiB', 2 ** 30],
  ['MiB', 2 ** 20],
] as const;

/** `345,678 bytes`, `59.5 MiB`: rounded from 1 MiB on, where nobody reads the digits of a sentence. */
export function sizeText(bytes: number): string {
  const size = SIZES.find(([, unit]) => bytes >= unit);
  return size === undefined ? countText(bytes, 'byte') : `${(bytes / size[1]).toFixed(1)} ${size[0]}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listText(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
