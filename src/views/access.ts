/** What a process may do with its memory, as the tables of its dump say. */
import { type AddressRange, splitByAddress } from './region-layout.ts';
import type { Region } from './view.ts';

export interface Access {
  readonly isWritable: boolean;
  readonly isExecutable: boolean;
}

/** Access of the addresses from `start` up to `end`. */
export type AccessRange = AddressRange & Access;

export function accessOf({ isWritable, isExecutable }: Access): Pick<Region, 'isReadOnly' | 'isCode'> {
  if (isWritable) return {};
  return isExecutable ? { isReadOnly: true, isCode: true } : { isReadOnly: true };
}

/** Notes in regions what the process may do with them; a region is split where that changes, up to MAX_REGIONS. */
export function noteAccess(regions: readonly Region[], ranges: readonly AccessRange[]): Region[] {
  const readOnly = ranges.filter(({ isWritable }) => !isWritable);
  return splitByAddress<AccessRange>(regions, readOnly, { properties: accessOf });
}
