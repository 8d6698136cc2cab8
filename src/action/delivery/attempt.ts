import { ApiError } from '../api/json-api.ts';
import type { Notes } from '../notes.ts';

/** A delivery for which the token may lack the permission. */
export interface Attempt {
  /** Name for people: `The comment`. */
  readonly what: string;
  /** The permission as a workflow writes it: `pull-requests: write`. */
  readonly permission: string;
  /** Where to look instead. */
  readonly instead: string;
}

/**
 * Tries the action. If it fails, notes why and where else to look: a report that cannot be delivered changes no
 * verdict.
 */
export async function attempt(
  { what, permission, instead }: Attempt,
  notes: Notes,
  action: () => Promise<void>,
): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const isRefusal = [401, 403, 404].includes(error.status);
    const why = isRefusal ? `the token may not do that (it takes \`${permission}\`)` : error.message;
    notes.add(`${what} is missing: ${why}. ${instead}`);
  }
}
