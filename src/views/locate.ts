import { firstIndex } from '../bytes/first-index.ts';
import type { Place } from '../model/place.ts';
import type { View } from './view.ts';

/**
 * What the view knows about a byte of the file: its address, and the name of its region, with the offset in the module if known
 * (`libcrypto.so.3+0x1f2e0`). Undefined between the regions.
 */
export function locate(view: View, offset: number): Pick<Place, 'address' | 'region'> | undefined {
  const { regions } = view;
  const region = regions[firstIndex(regions.length, (index) => regions[index]!.offset > offset) - 1];
  if (region === undefined || offset >= region.offset + region.length) return undefined;
  const { address: start, name, moduleBase } = region;
  const address = start === undefined ? undefined : start + BigInt(Math.floor(offset - region.offset));
  const inModule = address !== undefined && moduleBase !== undefined ? `+0x${(address - moduleBase).toString(16)}` : '';
  return {
    ...(address === undefined ? {} : { address }),
    ...(name === undefined ? {} : { region: `${name}${inModule}` }),
  };
}
