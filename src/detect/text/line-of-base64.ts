import type { Candidate } from './rule.ts';

/** How much of the lines around a token is looked at: programs break base64 at 76 characters at most. */
export const LINE_OF_BASE64_BYTES = 128;

/**
 * Whether a token is a line of longer base64: of OpenPGP armor (RFC 9580, section 6), of PEM (RFC 7468), of LDIF (RFC 2849), whose
 * lines continue after a space, or of a string in JavaScript, whose lines end in a backslash, as deno_cache_dir has its WebAssembly.
 * The previous or the next line then has the same length and does not begin like such a token.
 */
export function isLineOfBase64({ window, secret }: Candidate, prefix: string): boolean {
  const lines = window.split(/\\?\r?\n ?/);
  const at = lines.indexOf(secret);
  if (at === -1) return false;
  return [lines[at - 1], lines[at + 1]].some(
    (line = '') => line.length === secret.length && /^[A-Za-z0-9+/]+$/.test(line) && !line.startsWith(prefix),
  );
}
