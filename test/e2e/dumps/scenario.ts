import type { Lab } from './lab.ts';
import type { Secret } from './truth.ts';

/** A process, or a few of one kind, with the keys that it was given. */
export interface Scenario {
  readonly name: string;
  /** Programs that must be there; where one is not, the results say that the scenario did not run. */
  readonly needs: readonly string[];
  make(lab: Lab): Promise<readonly Dump[]>;
}

export interface Dump {
  readonly path: string;
  /** How it was made: `gcore`, `SIGABRT`, `jmap` … */
  readonly by: string;
  /** Which of several processes. */
  readonly process?: string;
  /** All that the process was given or made that is worth stealing. Empty: it saw public keys alone. */
  readonly secrets: readonly Secret[];
}
