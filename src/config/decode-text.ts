import type { PolicyFile } from './configuration.ts';

/** @returns the text of a file, or why it is not text, one line each */
export function decodeText({ name, bytes }: PolicyFile): string | { readonly problems: readonly string[] } {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { problems: [`${name}: expected text in UTF-8, found other bytes; save it as UTF-8`] };
  }
}
