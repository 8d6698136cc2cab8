/**
 * Where an archive in the middle of other bytes, or at their end, lies in pieces as a rule: that it is damaged there is no news. Whole it is
 * an entry, and opened as one.
 */
import type { Container } from './container.ts';
import type { PlainPlace } from './position.ts';

type Fragment = Pick<PlainPlace, 'isFragment'>;
const NEWS: Fragment = {};
const NO_NEWS: Fragment = { isFragment: true };

/** Their files lie in sectors or blocks, not all of them in a row. */
const IN_SECTORS: ReadonlySet<string> = new Set(['apfs', 'compound', 'ext', 'fat', 'hfs', 'ntfs']);

/** Of bytes that `containers` have claimed. */
export function inSectors(containers: readonly Container[]): Fragment {
  return containers.some(({ id }) => IN_SECTORS.has(id)) ? NO_NEWS : NEWS;
}

/**
 * Of an entry: Excel and PowerPoint keep all of a document in one stream of records, and the parts of a drawing or a theme, which are zips, go
 * on in the next record ([MS-XLS] 2.4.58, Continue; [MS-PPT] 2.3, from Office 2007 on).
 */
export function inRecords({ id }: Container, name: string): Fragment {
  return id === 'compound' && /^(Workbook|Book|PowerPoint Document)$/.test(name) ? NO_NEWS : NEWS;
}
