import type { Example } from './rule.ts';

/** An example that is only a public prefix and a random body. */
export function prefixed(prefix: string, body: string, more: Partial<Example> = {}): Example {
  return { text: prefix + body, secret: prefix + body, hidden: [body], ...more };
}
