/** Persona (docs.withpersona.com): `persona_production_` or `persona_sandbox_` and small letters, digits and dashes. */
import { looksIssued } from '../looks-issued.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { DIGITS, LOWER } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { isDrawn } from '../value-kind.ts';

/** One in 130 of 24 random characters has a single digit, or parts that have none. */
const hasDrawnLetters = (body: string) => /[0-9]/.test(body) && isDrawn(body.replace(/[^a-z]/g, ''));

const isDrawnBody: NonNullable<Rule['check']> = ({ body }) =>
  (/[0-9].*[0-9]/.test(body) && looksIssued(body)) || isDrawn(body) || hasDrawnLetters(body) ? {} : undefined;
const shared = {
  provider: 'Persona',
  advice: 'Revoke it in the Persona dashboard (API keys): it reads the documents of those who were checked.',
  body: [{ alphabet: `${LOWER}${DIGITS}-`, least: 24, most: 80 }],
  check: isDrawnBody,
};

export const personaRules = [
  prefixedToken({
    ...shared,
    id: 'persona-api-key',
    title: 'Persona API key',
    severity: 'critical',
    prefixes: ['persona_production_'],
  }),
  prefixedToken({
    ...shared,
    id: 'persona-sandbox-key',
    title: 'Persona API key of the sandbox',
    severity: 'low',
    prefixes: ['persona_sandbox_'],
  }),
];
