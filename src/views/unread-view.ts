import { NO_MEMORY } from '../model/memory.ts';
import type { View } from './view.ts';

/** The view of a format that we know and do not read: its bytes are scanned as is, which finds little in packed ones. */
export function unreadView(id: string, message: string): View {
  return { id, regions: [], memory: NO_MEMORY, troubles: [{ code: 'unsupported', message }] };
}
