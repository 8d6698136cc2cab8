import { describe, expect, test } from 'vitest';
import type { RuleEntry } from '../../src/model/rule-entry.ts';
import { renderRule, renderRules } from '../../src/report/rule-list.ts';

const entry = (id: string, more: Partial<RuleEntry> = {}): RuleEntry => {
  const named = { id, title: `Title of ${id}`, advice: 'Revoke it.', proof: 'pattern' };
  return { ...named, severity: 'high', confidence: 'medium', ...more };
};

describe('a list of rules', () => {
  test('has a line a rule, in the order in which they are asked', () => {
    expect(renderRules([entry('b'), entry('long-name', { severity: 'critical' })], 'text')).toBe(
      'b          high      medium  Title of b\nlong-name  critical  medium  Title of long-name\n',
    );
  });

  test('is valid JSON with a name of its format', () => {
    const rules = [entry('a', { provider: 'Acme' })];
    expect(JSON.parse(renderRules(rules, 'json'))).toEqual({ format: 'keysieve-rules/1', rules });
  });

  test('has in Markdown first what nobody issues, then the rest by provider', () => {
    const rules = [entry('a', { provider: 'b inc' }), entry('key'), entry('c', { provider: 'Acme' })];
    const ids = renderRules(rules, 'markdown').match(/(?<=^\| `)[a-z]+/gm);
    expect(ids).toEqual(['key', 'c', 'a']);
  });

  test.each(['text', 'json', 'markdown'] as const)('in %s, text of others cannot break out', (format) => {
    const text = renderRules([entry('a', { title: 'x | <b>\n::error::\x1b[2J', provider: '|' })], format);
    expect(text).not.toMatch(/\x1b|\n::error/);
    const row = text.split('\n').find((line) => line.startsWith('| `a`'));
    if (format === 'markdown') expect(row?.replaceAll('\\|', '').match(/\|/g)).toHaveLength(7);
  });
});

test('one rule, in full, is wrapped below its labels', () => {
  const text = renderRule(entry('a', { provider: 'Acme', advice: 'word '.repeat(40).trim() }));
  expect(text).toMatch(/^a {2}Title of a\n {2}provider {3}Acme\n/);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(text).toMatch(/\n {2}what to do word .*\n {13}word /);
});
