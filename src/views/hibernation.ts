/**
 * Windows hibernation file (hiberfil.sys): PO_MEMORY_IMAGE, as described by libhibr's documentation and volatility. Its pages are
 * compressed (Xpress, Xpress Huffman). Recognised, not read.
 */

import { beginsWith } from './begins-with.ts';
import { unreadView } from './unread-view.ts';
import type { View, ViewReader } from './view.ts';

const SIGNATURES = ['hibr', 'HIBR', 'wake', 'WAKE', 'RSTR'];

export const hibernation: ViewReader = {
  id: 'hibernation',
  title: 'Windows hibernation file (recognised, not read)',
  headBytes: 32,

  /** Four letters are too few, since a text may begin with `wake`: the page size, or a wiped header, must follow. */
  sniff(head: Uint8Array): boolean {
    if (head.length < 32 || !SIGNATURES.some((signature) => beginsWith(head, signature))) return false;
    const view = new DataView(head.buffer, head.byteOffset, head.length);
    if (isNtfsLog(view)) return false;
    const pageBytes32 = view.getUint32(0x14, true); // 20  4  PageSize, 32 bit
    const pageBytes64 = view.getUint32(0x18, true); // 24  4  PageSize, 64 bit
    return pageBytes32 === 4096 || pageBytes64 === 4096 || head.subarray(4, 32).every((byte) => byte === 0);
  },

  open(): View {
    const advice = 'convert it to a raw memory image (volatility, hibernation plugins), and scan that';
    return unreadView(hibernation.id, `hibernation file: its pages are compressed, which is not read; ${advice}`);
  },
};

/*
 * The restart area at the beginning of $LogFile of NTFS, also `RSTR` (Linux, fs/ntfs3/fslog.c, struct RESTART_HDR):
 *    6  2  words of its update sequence: one per 512 bytes, and one more     16  4  size of a page of the system
 */
function isNtfsLog(view: DataView): boolean {
  const pageBytes = view.getUint32(16, true);
  return pageBytes >= 512 && view.getUint16(6, true) === pageBytes / 512 + 1;
}
