import type { Candidate } from './rule.ts';

/** What of the lines around a token the question below looks at: the widest that programs break base64 at is 76. */
export const LINE_OF_BASE64_BYTES = 128;

/**
 * Whether a token is one of the lines in which longer base64 is written: of the armor of OpenPGP (RFC 9580, section 6), of PEM (RFC 7468), of LDIF
 * (RFC 2849), whose lines go on behind a space. The line before it or behind it is as long then, and begins as no such token does.
 */
export function isLineOfBase64({ window, secret }: Candidate, prefix: string): boolean {
  const lines = window.split(/\r?\n ?/);
  const at = lines.indexOf(secret);
  if (at === -1) return false;
  return [lines[at - 1], lines[at + 1]].some(
    (line = '') => line.length === secret.length && /^[A-Za-z0-9+/]+$/.test(line) && !line.startsWith(prefix),
  );
}
