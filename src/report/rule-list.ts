import { compareText } from '../model/compare-text.ts';
import type { RuleEntry } from '../model/rule-entry.ts';
import { escapeJson, escapeText } from './escape.ts';
import { wrapText } from './wrap-text.ts';

export const RULE_FORMATS = ['text', 'json', 'markdown'] as const;
export type RuleFormat = (typeof RULE_FORMATS)[number];

const WIDTH = 100;
const INDENT = 13;

/** The catalogue of rules. `text` has one line for each rule; JSON and Markdown have everything that is known. */
export function renderRules(rules: readonly RuleEntry[], format: RuleFormat): string {
  switch (format) {
    case 'text':
      return lines(rules);
    case 'json':
      return escapeJson(`${JSON.stringify({ format: 'keysieve-rules/1', rules }, null, 2)}\n`);
    case 'markdown':
      return tables(rules);
  }
}

/** Everything that is known about one rule, for people. */
export function renderRule({ id, title, provider, severity, confidence, proof, advice }: RuleEntry): string {
  const fields = { provider, severity, confidence, proof, 'what to do': advice };
  const blocks = Object.entries(fields).flatMap(([label, text]) =>
    text === undefined ? [] : [field(label, wrapText(escapeText(text), WIDTH - INDENT))],
  );
  return `${escapeText(id)}  ${escapeText(title)}\n${blocks.join('')}`;
}

function field(label: string, [first, ...rest]: readonly string[]): string {
  return [`  ${label}`.padEnd(INDENT) + first, ...rest.map((line) => ' '.repeat(INDENT) + line), ''].join('\n');
}

function lines(rules: readonly RuleEntry[]): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules
    .map(({ id, severity, confidence, title }) =>
      [escapeText(id).padEnd(width), severity.padEnd(8), confidence.padEnd(6), `${escapeText(title)}\n`].join('  '),
    )
    .join('');
}

function tables(rules: readonly RuleEntry[]): string {
  const issued = rules.filter(({ provider }) => provider !== undefined);
  const orderOf = ({ provider, id }: RuleEntry): string => `${provider?.toLowerCase()}\0${id}`;
  const byProvider = issued.toSorted((a, b) => compareText(orderOf(a), orderOf(b)));
  const others = rules.filter(({ provider }) => provider === undefined);
  return [
    '| rule | provider | severity | confidence | checked offline | what to do |',
    '| --- | --- | --- | --- | --- | --- |',
    ...[...others, ...byProvider].map(row),
    '',
  ].join('\n');
}

function row({ id, title, provider = '', severity, confidence, proof, advice }: RuleEntry): string {
  const cells = [`\`${id}\`<br>${cell(title)}`, cell(provider), severity, confidence, cell(proof), cell(advice)];
  return `| ${cells.join(' | ')} |`;
}

function cell(text: string): string {
  return escapeText(text).replaceAll(/[\\|<]/g, '\\$&');
}
