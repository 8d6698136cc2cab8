/**
 * Programs that take a password on their command line, and the option before it, according to their manual pages. Programs that
 * have a rule with a title of its own are in shell-passwords.ts.
 */

import { ACCOUNT_OPTIONS } from './account-options.ts';
import { ARGUMENT_LISTS } from './argument-lists.ts';
import { DATABASE_OPTIONS } from './database-options.ts';
import type { ProgramOption } from './program-option.ts';
import { REGISTRY_OPTIONS } from './registry-options.ts';
import { MACHINE_OPTIONS, REMOTE_OPTIONS } from './remote-options.ts';
import { SERVICE_OPTIONS } from './service-options.ts';
import { ARCHIVES, SIGNING } from './signing-options.ts';
import { TOKEN_OPTIONS } from './token-options.ts';
import { TOOL_OPTIONS } from './tool-options.ts';

export const PROGRAM_OPTIONS: readonly ProgramOption[] = [
  ...[...SIGNING, ...ARCHIVES, ...REMOTE_OPTIONS, ...MACHINE_OPTIONS],
  ...[...DATABASE_OPTIONS, ...ACCOUNT_OPTIONS, ...REGISTRY_OPTIONS],
  ...[...SERVICE_OPTIONS, ...TOKEN_OPTIONS, ...TOOL_OPTIONS, ...ARGUMENT_LISTS],
];
