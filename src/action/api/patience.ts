import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpAnswer } from './exchange.ts';

/*
 * When to ask again. GitHub: "Best practices for using the REST API" (retry-after first, then x-ratelimit-reset, then a minute
 * for secondary limits) and "Rate limits for the REST API".
 */

const MAX_TRIES = 4;
/** Before the second try; twice as long before each further one. */
const FIRST_WAIT_MS = 500;
/** A job that waits longer than this for a rate limit had better fail and say why. */
const MAX_WAIT_MS = 15 * 60_000;
const SECONDARY_LIMIT_WAIT_MS = 60_000;

/** Tells of a wait; gets one line. */
export type Tell = (line: string) => void;

/** What is wrong with an answer, in words that hold no URL, and how long to wait before asking again. */
export interface Trouble {
  readonly why: string;
  /** Of the answer; 0 for none. */
  readonly status: number;
  readonly waitMs?: number;
}

/** `done` has the value; `trouble` may be over when asked again. */
export type Outcome<T> = { readonly done: T } | { readonly trouble: Trouble };

export interface Asking {
  /** For people: what is asked for. */
  readonly what: string;
  readonly tell: Tell;
  /** What to throw when it is no use any more. */
  giveUp(trouble: Trouble): Error;
}

/** Asks until it is done. What `ask` throws ends it at once. */
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

/** How long a rate limit asks to wait, in milliseconds; undefined when the answer is about no limit. */
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
