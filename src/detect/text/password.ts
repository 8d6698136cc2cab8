/**
 * Judges a password once something else says that it is one: `url-password`, `netrc-password` and the like. A machine drew it, a
 * person chose it well, or it is one that documents print and some servers use all the same.
 */
import type { FactRecord } from '../../model/finding.ts';
import type { Confidence } from '../../model/severity.ts';
import { asksForValue, countsFive, isReference, looksMadeUp } from './placeholder.ts';
import type { RandomText } from './random-text.ts';
import type { Assessment } from './rule.ts';
import { isDrawnLetters, isGuessable, isIssued } from './value-kind.ts';

export interface PasswordContext {
  /**
   * What the password opens, without anything secret: user, host, name of the setting. Fingerprinted in place of a password that
   * says too little.
   */
  readonly of: string;
  readonly facts?: FactRecord;
  /** Confidence if a machine drew it. Absent: high. */
  readonly drawn?: Confidence;
  /** Confidence if a person chose it. Absent: medium. */
  readonly chosen?: Confidence;
}

/** @returns undefined for text that only stands in the place of a password */
export function assessPassword(
  password: string,
  { of, facts, drawn, chosen }: PasswordContext,
): Assessment | undefined {
  if (password.length < 3 || asksForValue(password) || isReference(password) || isMask(password)) return undefined;
  if (/[\x00-\x1f\x7f]/.test(password)) return undefined;
  const confidence = confidenceIn(password, { drawn: drawn ?? 'high', chosen: chosen ?? 'medium' });
  return {
    confidence,
    guessable: isGuessable(password),
    ...(confidence === 'low' && { named: of }),
    ...(facts && { facts }),
  };
}

function confidenceIn(password: string, when: { readonly drawn: Confidence; readonly chosen: Confidence }): Confidence {
  if (looksMadeUp(password) || countsFive(password) || SAYS_PASSWORD.test(password)) return 'low';
  if (isIssued(password)) return when.drawn;
  return isWeak(password) ? 'low' : when.chosen;
}

/**
 * Whether it may as well be the next word of a sentence: letters alone, with dots, which no machine drew. One in 40 passwords of 20 letters
 * and digits without vowels has no digit.
 */
export function isWordAlone(password: string): boolean {
  return /^[A-Za-z.]*$/.test(password) && !isDrawnLetters(password);
}

/** Part of passwords in documents, however long: `myc00lpAssw2D`. Two in a million random ones of 20 characters have it. */
const SAYS_PASSWORD = /p[a@4][s5$]{2}w/i;
/** Words that documents use as passwords, also with digits in place of letters. */
const WEAK_WORDS =
  /p[a@4][s5$?*][s5$]|pwd|[s5][e3][ck]r[e3i]t|sesam|test|basic_?auth|base64|user|admin|example|sample|demo|dummy|fake|foo|bar|abc|123|qwert|(?:qwe|asd|zxc){2}|letmein|root|guest|default|t[o0]ken|key|login|welcome|infected|change|mysql|postgres|hunter2|value|string|your|some|my/i;

/** One character over and over, or a run of `x`: the value was masked. Four of them are in one of 700 tokens of 1,200 random characters. */
function isMask(password: string): boolean {
  return /^(.)\1*$/.test(password) || (password.length > 128 ? /[xX]{8}/ : /[xX]{4}/).test(password);
}

/** Fewer than eight characters, letters alone (in UTF-8 too, byte by byte: `contraseña`), or words that documents use. */
function isWeak(password: string): boolean {
  if (/^(?:[A-Za-z0-9][.:_-])+[A-Za-z0-9]$/.test(password)) return true; // spelled out: s:3:c:r:e:t
  return password.length < 8 || /^[A-Za-z\x80-\xff._-]+$|^[0-9]+$/.test(password) || WEAK_WORDS.test(password);
}

/** For examples: 20 characters, as drawn by password generators that leave out vowels and look-alikes. */
export function drawnPassword(random: RandomText): string {
  return random.text(20, 'BCDFGHJKLMNPQRSTVWXZbcdfghjkmnpqrstvwxz23456789');
}
