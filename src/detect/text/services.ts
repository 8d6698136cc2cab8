import type { KeyedRow } from './keyed-row.ts';
import { keyedRule } from './keyed-rule.ts';
import type { Rule } from './rule.ts';
import type { Shape } from './shape.ts';

/**
 * A service in one line: its names as code writes them (comma-separated), its own name, the shape of its key, and what differs
 * from other services.
 */
export type Service = readonly [
  names: string,
  provider: string,
  shape: Shape,
  more?: Partial<Pick<KeyedRow, 'what' | 'severity' | 'confidence' | 'where' | 'saysKey' | 'check'>>,
];

/** Rules of services; the id is made of the provider's name and the kind of key: `datadog-application-key`. */
export function servicesOf(services: readonly Service[], shared: Partial<KeyedRow> = {}): readonly Rule[] {
  return services.map(([names, provider, shape, more]) =>
    keyedRule({
      ...{ id: kebabCase(`${provider} ${more?.what ?? 'api key'}`), provider, shape, names: names.split(',') },
      ...{ where: `the settings of your account at ${provider}` },
      ...shared,
      ...more,
    }),
  );
}

function kebabCase(text: string): string {
  return text
    .toLowerCase()
    .match(/[a-z0-9]+/g)!
    .join('-');
}
