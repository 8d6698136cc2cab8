/** Claims of a JWT (RFC 7519 section 4) as facts: bounded in form and length for a report, whatever the artifact says. */
import type { FactRecord } from '../../model/finding.ts';

export type Claims = Readonly<Record<string, unknown>>;

const MAX_CHARACTERS = 200;

/** A claim that is text, cut to 200 characters. */
export function textClaim(claims: Claims, name: string): string | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  return typeof value === 'string' && value !== '' ? value.slice(0, MAX_CHARACTERS) : undefined;
}

/**
 * Section 4.1.4: seconds since 1970. `expires` is ISO 8601, or "never"; whether it has passed is left to the reader, since it
 * depends on the time of reading.
 */
export function expiryFacts(claims: Claims): FactRecord {
  const seconds = Object.hasOwn(claims, 'exp') ? claims.exp : undefined;
  if (seconds === undefined) return { expires: 'never' };
  // 8.64e12 seconds is the end of the range of a Date (ECMA-262, "Time Values and Time Range").
  if (typeof seconds !== 'number' || !(Math.abs(seconds) <= 8.64e12)) return {};
  return { expires: new Date(seconds * 1000).toISOString() };
}
