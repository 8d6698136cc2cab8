/** Order of text in every output: by code units, so that no locale matters. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
