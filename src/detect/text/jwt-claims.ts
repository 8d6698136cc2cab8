/** Claims of a JWT (RFC 7519 section 4) as facts: whatever an artifact says, in a form and length that a report can carry. */
import type { FactRecord } from '../../model/finding.ts';

export type Claims = Readonly<Record<string, unknown>>;

const MAX_CHARACTERS = 200;

/** A claim that is text, cut to 200 characters. */
export function textClaim(claims: Claims, name: string): string | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  return typeof value === 'string' && value !== '' ? value.slice(0, MAX_CHARACTERS) : undefined;
}

/** Section 4.1.4: seconds since 1970. `expires` is ISO 8601, or "never"; whether it is past depends on who asks, and when. */
export function expiryFacts(claims: Claims): FactRecord {
  const seconds = Object.hasOwn(claims, 'exp') ? claims.exp : undefined;
  if (seconds === undefined) return { expires: 'never' };
  // 8.64e12 seconds is the end of what a Date can hold (ECMA-262, "Time Values and Time Range").
  if (typeof seconds !== 'number' || !(Math.abs(seconds) <= 8.64e12)) return {};
  return { expires: new Date(seconds * 1000).toISOString() };
}
