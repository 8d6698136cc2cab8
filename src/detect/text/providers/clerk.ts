/** Clerk: `sk_live_` or `sk_test_` as Stripe has them, and some 42 base-62 digits. Only the name that stands before one tells whose it is. */
import { looksIssued } from '../looks-issued.ts';
import type { Candidate } from '../rule.ts';
import { servicesOf } from '../services.ts';
import { alphanumeric, inRow } from '../shape.ts';

const NAMES = 'clerk secret,clerk api,~clerk';
const WHERE = 'API keys of the application in the dashboard of Clerk';

/** How far the name may stand before a key, for who asks `isOfClerk`. */
export const CLERK_NAME_BYTES = 40;
const NAMED = /(?<![A-Za-z0-9])clerk[_-]?(?:secret[_-]?key|secret|api[_-]?key)["'`]?\s{0,4}[:=]\s{0,4}["'`]?$/i;

/** Whether a key is assigned to a name of Clerk, and is one that the rules here tell. */
export function isOfClerk({ window, start, body, secret }: Candidate): boolean {
  if (body.length < 40 || body.length > 50 || !looksIssued(secret)) return false;
  return NAMED.test(window.slice(Math.max(0, start - CLERK_NAME_BYTES), start));
}

export const clerkRules = servicesOf([
  [NAMES, 'Clerk', inRow('sk_live_', alphanumeric(40, 50)), { what: 'secret key', severity: 'critical', where: WHERE }],
  [
    NAMES,
    'Clerk',
    inRow('sk_test_', alphanumeric(40, 50)),
    { what: 'secret key of a development instance', severity: 'medium', where: WHERE },
  ],
]);
