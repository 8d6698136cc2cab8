import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpAnswer } from './exchange.ts';

/*
 * When to repeat a request. GitHub: "Best practices for using the REST API" (retry-after first, then x-ratelimit-reset,
 * then a minute for secondary limits) and "Rate limits for the REST API".
 */

const MAX_TRIES = 4;
/** Before the second try; doubled before each further one. */
const FIRST_WAIT_MS = 500;
/** A job that would have to wait longer than this for a rate limit should fail and say why. */
const MAX_WAIT_MS = 15 * 60_000;
const SECONDARY_LIMIT_WAIT_MS = 60_000;

/** Logs one line. */
export type Tell = (line: string) => void;

/** Why a request failed, in words that contain no URL, and how long to wait before repeating it. */
export interface Trouble {
  readonly why: string;
  /** HTTP status of the answer; 0 for none. */
  readonly status: number;
  readonly waitMs?: number;
}

/** `done` carries the value; after `trouble`, another try may help. */
export type Outcome<T> = { readonly done: T } | { readonly trouble: Trouble };

export interface Asking {
  /** What is being requested, for people. */
  readonly what: string;
  readonly tell: Tell;
  /** The error to throw when another try is pointless. */
  giveUp(trouble: Trouble): Error;
}

/** Repeats `ask` until it is done or the tries are used up. An error thrown by `ask` ends it at once. */
export async function patiently<T>(ask: () => Promise<Outcome<T>>, { what, tell, giveUp }: Asking): Promise<T> {
  for (let tries = 1; ; tries++) {
    const outcome = await ask();
    if ('done' in outcome) return outcome.done;
    const { why, waitMs = FIRST_WAIT_MS * 2 ** (tries - 1) } = outcome.trouble;
    if (tries === MAX_TRIES || waitMs > MAX_WAIT_MS) throw giveUp(outcome.trouble);
    tell(`${what}: ${why}; waiting ${secondsText(waitMs)} before try ${tries + 1} of ${MAX_TRIES}`);
    await sleep(waitMs);
  }
}

/** How long a rate limit asks to wait, in milliseconds; undefined when the answer is not about a limit. */
export function rateLimitWait(
  { status, headers }: Pick<HttpAnswer, 'status' | 'headers'>,
  text: string,
  nowMs: number = Date.now(),
): number | undefined {
  if (status !== 429 && status !== 403) return undefined;
  const retryAfter = Number(headers['retry-after'] ?? Number.NaN);
  if (retryAfter >= 0) return retryAfter * 1000;
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
  if (headers['x-ratelimit-remaining'] === '0' && reset > 0) return Math.max(0, reset * 1000 - nowMs) + 1000;
  return status === 429 || /secondary rate limit/i.test(text) ? SECONDARY_LIMIT_WAIT_MS : undefined;
}

function secondsText(waitMs: number): string {
  return `${Math.ceil(waitMs / 100) / 10} s`;
}
