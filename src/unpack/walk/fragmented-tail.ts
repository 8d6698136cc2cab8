/**
 * Where an archive at the end of other bytes is usually fragmented, so that damage in it is not worth a gap. An archive that lies there
 * whole is an entry and is opened as one, unless a program has cut it up.
 */
import type { Container } from '../container/container.ts';
import type { FindPlace, PlainPlace } from './position.ts';

/** Their files lie in sectors or blocks that need not be contiguous. */
const IN_SECTORS: ReadonlySet<string> = new Set(['apfs', 'compound', 'ext', 'fat', 'hfs', 'ntfs']);

/**
 * Excel and PowerPoint keep a whole document in one stream of records. The parts of a drawing or a theme are zips, which continue in the
 * next record ([MS-XLS] 2.4.58, Continue; [MS-PPT] 2.3; from Office 2007 on).
 */
const IN_RECORDS = /!\/(?:Workbook|Book|PowerPoint Document)$/;

/** @param claims of containers on these bytes, by their head */
export function fragmentedTail(place: FindPlace, claims: readonly Container[]): Pick<PlainPlace, 'isFragment'> {
  const isStream = place.ancestors.at(-1)?.container.id === 'compound';
  const isInPieces = claims.some(({ id }) => IN_SECTORS.has(id)) || (isStream && IN_RECORDS.test(place.path));
  return isInPieces ? { isFragment: true } : {};
}
