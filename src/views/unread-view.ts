import { NO_MEMORY } from '../model/memory.ts';
import type { View } from './view.ts';

/** The view of a format that we recognise but do not read: its bytes are scanned as they are, which finds little in compressed ones. */
export function unreadView(id: string, message: string): View {
  return { id, regions: [], memory: NO_MEMORY, troubles: [{ code: 'unsupported', message }] };
}
