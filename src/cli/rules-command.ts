import { UsageError } from '../model/errors.ts';
import { RULE_FORMATS, renderRule, renderRules } from '../report/rule-list.ts';
import { rules } from '../run.ts';
import type { Arguments } from './arguments.ts';

/** The text of `keysieve rules [ID…]`: the catalogue, or everything that is known about the named rules. */
export async function rulesText({ operands, format }: Pick<Arguments, 'operands' | 'format'>): Promise<string> {
  const known = RULE_FORMATS.find((one) => one === format);
  if (known === undefined)
    throw new UsageError(`format: expected one of ${RULE_FORMATS.join(', ')}, found ${JSON.stringify(format)}`);
  const all = await rules();
  if (operands.length === 0) return renderRules(all, known);
  const named = operands.map((operand) => {
    const rule = all.find(({ id }) => id === operand);
    if (rule === undefined) throw new UsageError(`${operand}: no such rule; keysieve rules lists them`);
    return rule;
  });
  return known === 'text' ? named.map(renderRule).join('\n') : renderRules(named, known);
}
