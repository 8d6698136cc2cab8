/**
 * Shortens a report until it fits: it lists fewer places of each finding, so that all findings are in it; if one place of each is
 * still too much, it lists fewer findings.
 */

/**
 * @param placeLimits most places of a finding, from many to 1
 * @param list lists the findings that fit with so many places each
 * @returns the first list that is complete, else the last one
 */
export function fitReport<List>(
  placeLimits: readonly number[],
  list: (placeLimit: number) => List,
  isComplete: (list: List) => boolean,
): List {
  const [placeLimit, ...fewer] = placeLimits;
  const listed = list(placeLimit!);
  return fewer.length === 0 || isComplete(listed) ? listed : fitReport(fewer, list, isComplete);
}

/**
 * The entries of the first items whose sizes together are at most `maxSize`.
 * @param entryOf also called for the first item that does not fit
 */
export function takeFitting<Item, Entry>(
  items: readonly Item[],
  maxSize: number,
  entryOf: (item: Item) => { readonly entry: Entry; readonly size: number },
): Entry[] {
  const entries: Entry[] = [];
  let left = maxSize;
  for (const item of items) {
    const { entry, size } = entryOf(item);
    left -= size;
    if (left < 0) break;
    entries.push(entry);
  }
  return entries;
}
