import { stringify } from 'yaml';
import type { Imported } from './gitleaks/import-gitleaks.ts';

/**
 * Writes an imported configuration as the text of a `.keysieve.yml`, beginning with a comment for each thing that was
 * not carried over.
 */
export function writeConfiguration({ draft, remarks }: Imported, from: string): string {
  const head = [
    `Made by keysieve import from ${JSON.stringify(from)}.`,
    ...remarks.map((remark) => `Not converted: ${remark}`),
  ];
  const body =
    Object.keys(draft).length === 0 ? '' : stringify(draft, { lineWidth: 0, version: '1.2', schema: 'core' });
  return `${head.map((line) => `# ${line}\n`).join('')}${body === '' ? '' : `\n${body}`}`;
}
