import { membersOf } from '../../bytes/members.ts';

/**
 * Source of a pattern: an Authorization header up to its scheme (RFC 9110, section 11.6.2), as it is written in requests, code,
 * recordings (`"name": "Authorization", "value": "…"` of HAR) and servers (`proxy_set_header Authorization "…"` of nginx). To be
 * matched without regard to case.
 */
export const AUTHORIZATION = String.raw`authorization\\{0,3}["']?\]?(?:[ \t]{0,4}[:=,][ \t]{0,4}|,\s{0,20}\\{0,3}"value\\{0,3}":\s{0,4}|[ \t]{1,4}(?=["']))\\{0,3}["'\x60]?`;

/** For a glance, whether such a header may begin at `at`: in sentences, `authorization` is a word like any other. */
export function mayBeAuthorization(bytes: Uint8Array, at: number): boolean {
  const end = at + 'authorization'.length;
  let next = end;
  while (next < end + MAX_CLOSING_BYTES && CLOSES[bytes[next] ?? 0] === 1) next++;
  return LEADS[bytes[next] ?? 0] === 1 || LEADS[bytes[next - 1] ?? 0] === 1;
}
/** Backslashes, a quote, a bracket and four blanks. */
const MAX_CLOSING_BYTES = 9;
const CLOSES = membersOf(/[\\"'\] \t]/);
const LEADS = membersOf(/[:=,"'\\]/);
