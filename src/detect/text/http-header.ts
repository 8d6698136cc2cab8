/**
 * Source of a pattern: an Authorization header up to its scheme (RFC 9110, section 11.6.2), as it is written in requests, code,
 * recordings (`"name": "Authorization", "value": "…"` of HAR) and servers (`proxy_set_header Authorization "…"` of nginx). To be
 * matched without regard to case.
 */
export const AUTHORIZATION = String.raw`authorization\\{0,3}["']?\]?(?:[ \t]{0,4}[:=,][ \t]{0,4}|,\s{0,20}\\{0,3}"value\\{0,3}":\s{0,4}|[ \t]{1,4}(?=["']))\\{0,3}["'\x60]?`;
