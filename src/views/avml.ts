/**
 * AVML memory image, version 2 (microsoft/avml, src/image.rs): like LiME's, but each range is compressed with framed
 * snappy. Recognised, not read. What AVML writes without compression is LiME's format.
 */

import { beginsWith } from './begins-with.ts';
import { unreadView } from './unread-view.ts';
import type { View, ViewReader } from './view.ts';

export const avml: ViewReader = {
  id: 'avml',
  title: 'AVML memory image, compressed (recognised, not read)',
  headBytes: 8,

  sniff(head: Uint8Array): boolean {
    return beginsWith(head, 'AVML\x02\0\0\0');
  },

  open(): View {
    const advice = 'convert it with avml-convert to the format lime, and scan that';
    return unreadView(avml.id, `AVML image: its memory is compressed with snappy, which is not read; ${advice}`);
  },
};
