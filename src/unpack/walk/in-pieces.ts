/**
 * Where an archive at the end of other bytes lies in pieces as a rule: that it is damaged there is no news. Whole it is an entry, and opened
 * as one, or a program has cut it up.
 */
import type { Container } from '../container/container.ts';
import type { FindPlace, PlainPlace } from './position.ts';

/** Their files lie in sectors or blocks, not all of them in a row. */
const IN_SECTORS: ReadonlySet<string> = new Set(['apfs', 'compound', 'ext', 'fat', 'hfs', 'ntfs']);

/**
 * Excel and PowerPoint keep all of a document in one stream of records, and the parts of a drawing or a theme, which are zips, go on in the
 * next record ([MS-XLS] 2.4.58, Continue; [MS-PPT] 2.3; from Office 2007 on).
 */
const IN_RECORDS = /!\/(?:Workbook|Book|PowerPoint Document)$/;

/** @param claims on these bytes, by their head */
export function tailInPieces(place: FindPlace, claims: readonly Container[]): Pick<PlainPlace, 'isFragment'> {
  const isStream = place.ancestors.at(-1)?.container.id === 'compound';
  const isInPieces = claims.some(({ id }) => IN_SECTORS.has(id)) || (isStream && IN_RECORDS.test(place.path));
  return isInPieces ? { isFragment: true } : {};
}
