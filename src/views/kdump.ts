/**
 * What makedumpfile writes (its IMPLEMENTATION and README, diskdump_mod.h): `KDUMP   ` and the older `DISKDUMP`, pages
 * compressed one by one, and the flattened form that begins with `makedumpfile`. Recognised, not read.
 */

import { beginsWith } from './begins-with.ts';
import { unreadView } from './unread-view.ts';
import type { View, ViewReader } from './view.ts';

const MAGICS = ['KDUMP   ', 'DISKDUMP', 'makedumpfile\0\0\0\0'];

export const kdump: ViewReader = {
  id: 'kdump',
  title: 'kdump and makedumpfile dump of a Linux kernel (recognised, not read)',
  headBytes: 16,

  sniff(head: Uint8Array): boolean {
    return MAGICS.some((magic) => beginsWith(head, magic));
  },

  open(): View {
    const advice = 'dump with makedumpfile -E, which writes an ELF core, and scan that';
    return unreadView(kdump.id, `kdump: its pages are compressed one by one, which is not read; ${advice}`);
  },
};
