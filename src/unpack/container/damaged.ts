import type { Trouble } from './container.ts';

/** @param name of the entry concerned; absent: the container itself */
export function damaged(message: string, name?: string): Trouble {
  return { trouble: { code: 'damaged', message }, ...(name !== undefined && { name }) };
}
