/**
 * Windows hibernation file (hiberfil.sys): PO_MEMORY_IMAGE, as libhibr's documentation and volatility describe it. Its
 * pages are compressed (Xpress, Xpress Huffman). Recognised, not read.
 */

import { beginsWith } from './begins-with.ts';
import { unreadView } from './unread-view.ts';
import type { View, ViewReader } from './view.ts';

const SIGNATURES = ['hibr', 'HIBR', 'wake', 'WAKE', 'RSTR'];

export const hibernation: ViewReader = {
  id: 'hibernation',
  title: 'Windows hibernation file (recognised, not read)',
  headBytes: 32,

  /** Four letters are too little, since a text may begin with `wake`: the page size, or a wiped header, must follow. */
  sniff(head: Uint8Array): boolean {
    if (head.length < 32 || !SIGNATURES.some((signature) => beginsWith(head, signature))) return false;
    const view = new DataView(head.buffer, head.byteOffset, head.length);
    const pageBytes32 = view.getUint32(0x14, true); // 20  4  PageSize, 32 bit
    const pageBytes64 = view.getUint32(0x18, true); // 24  4  PageSize, 64 bit
    return pageBytes32 === 4096 || pageBytes64 === 4096 || head.subarray(4, 32).every((byte) => byte === 0);
  },

  open(): View {
    const advice = 'convert it to a raw memory image (volatility, hibernation plugins), and scan that';
    return unreadView(hibernation.id, `hibernation file: its pages are compressed, which is not read; ${advice}`);
  },
};
