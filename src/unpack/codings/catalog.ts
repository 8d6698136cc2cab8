import type { Coding } from '../coding.ts';
import { base64 } from './base64.ts';

/** In the order in which they are asked. */
export const codings: readonly Coding[] = [base64];
