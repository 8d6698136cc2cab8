import { ApiError } from '../api/json-api.ts';
import type { Notes } from '../notes.ts';

/** Something that a token may or may not do. */
export interface Attempt {
  /** For people: `The comment`. */
  readonly what: string;
  /** As a workflow writes it: `pull-requests: write`. */
  readonly permission: string;
  /** What there is in its place. */
  readonly instead: string;
}

/** Does it, or says in one line why not and where else to look: a report that cannot be delivered changes no verdict. */
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
