/**
 * Settings in code that a program coloured: HTML and SVG of Pygments, highlight.js, Prism, Shiki, Doxygen and coverage.py, and
 * terminals. Name, sign and value are each an element of their own: `<span class="n">name</span> <span class="o">=</span> <span
 * class="s">&quot;value&quot;</span>`.
 */
import type { SettingForm } from './setting-pieces.ts';

/** With attributes of at most so many characters, such as two colours of Shiki; or the colour of a terminal (ECMA-48, section 8.3.117). */
const TAG = String.raw`(?:<\/?(?:span|tspan|font|FONT|code|em|strong|[abiBI])(?:[ \t][^<>]{0,120})?>|\x1b\[[0-9;]{0,24}m)`;
const BLANK = String.raw`(?:[ \t]|&nbsp;|&#160;)`;
const GAP = `(?:${TAG}|${BLANK}){0,10}`;
const TAGS = `${BLANK}{0,8}${TAG}${GAP}`;
const SIGN = '(?::?=(?:>|&gt;)?|:)';
const QUOTE = '(?:["\'`]|&(?:quot|apos|#3[49]|#x2[27]);)';
/** What closes a name may be an element too: a quote, the bracket of `environ['name']`. */
const CLOSED = `${QUOTE}?\\]?`;
/** At least one tag separates the name from the value. */
const BETWEEN = `${CLOSED}(?:${TAGS}(?:(?:${QUOTE}\\]?|\\])${TAGS})?${SIGN}${GAP}|${BLANK}{0,8}${SIGN}${TAGS})`;

/** `value:` on the next line, as below the `name:` of a variable in YAML of Kubernetes; it begins in a tag. */
const VALUE_BELOW = String.raw`${QUOTE}?${GAP}\r?\n${BLANK}{0,40}${TAG}(?:${TAG}|${BLANK}){0,40}value${GAP}:${GAP}`;

const SIGNS = '\x1b<>&=:';

/** Must precede those of setting-shown.ts, which would take `value` for the value. */
export const HIGHLIGHTED_BELOW: readonly SettingForm[] = [
  // <span>name</span>\n  <span>value</span><span>:</span> <span>"value"</span>
  {
    form: 'quoted',
    signs: `${SIGNS}\r\n`,
    pattern: new RegExp(`${VALUE_BELOW}${QUOTE}${GAP}([^<>&"'\`\\s\\x00-\\x20]{4,257})${GAP}${QUOTE}`, 'y'),
  },
  // <span>name</span>\n  <span>value</span><span>:</span> <span>value</span>
  {
    form: 'bare',
    signs: `${SIGNS}\r\n`,
    pattern: new RegExp(`${VALUE_BELOW}([^<>&"'\`(){}\\[\\],;|\\s\\x00-\\x20\\x7f]{4,257})(?=[<\\s\\x1b]|$)`, 'y'),
  },
];

/** Must precede those of setting-shown.ts, which would take the quotes for a part of the value. */
export const HIGHLIGHTED_STRINGS: readonly SettingForm[] = [
  {
    form: 'quoted',
    signs: SIGNS,
    pattern: new RegExp(`${BETWEEN}${QUOTE}${GAP}([^<>&"'\`\\s\\x00-\\x20]{4,257})${GAP}${QUOTE}`, 'y'),
  },
];

export const HIGHLIGHTED_WORDS: readonly SettingForm[] = [
  // <span>&lt;name&gt;</span>value<span>&lt;/name&gt;
  {
    form: 'element',
    signs: SIGNS,
    pattern: new RegExp(`(?:${TAGS})?(?:&gt;|>)${TAGS}([^<>&\\s\\x00-\\x20]{4,257})${TAGS}(?:&lt;|<)${GAP}\\/`, 'y'),
  },
  // Before a bracket or a dot, it is the name of a function or an object.
  {
    form: 'bare',
    signs: SIGNS,
    pattern: new RegExp(
      `${BETWEEN}([^<>&"'\`(){}\\[\\],;|\\s\\x00-\\x20\\x7f]{4,257})(?=[<\\s\\x1b]|$)(?!${GAP}[([{.])`,
      'y',
    ),
  },
];
