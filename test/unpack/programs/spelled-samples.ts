/** Samples of keys that are written number by number, in rarer bases, or backwards. */

import { ascii85, b85, base32hex, lowerBase32, z85 } from '../../builders/base-n.ts';
import { LISTS } from '../../builders/spelled.ts';
import { SPELLED } from '../../builders/spelled-text.ts';
import type { ContainerSample } from '../container-samples.ts';

const [marks, behind] = [['mark-first', 'mark-second', 'mark-third'], '  ~~~'];
const note = Buffer.from(
  `-----BEGIN NOTE-----\n${marks.join(`\n${'some text '.repeat(300)}\n`)}\n-----END NOTE-----\n`,
);

export function spelledKeySamples(): readonly ContainerSample[] {
  return ['.byte of GNU as, one a line', 'F#', 'chr of Python', 'bits of Python'].map((variant) => ({
    ...{ variant, marks },
    bytes: Buffer.from(`${LISTS[variant]!(note).trimStart()}${behind}`),
  }));
}

export function spelledTextSamples(): readonly ContainerSample[] {
  return ["sed 's/./& /g'", 'JSON.stringify([...text])', 'od -An -c'].map((variant) => ({
    ...{ variant, marks },
    bytes: Buffer.from(`${SPELLED[variant]!(note.toString()).replace(/^[ ["]+/, '')}${behind}`),
  }));
}

export function baseNSamples(): readonly ContainerSample[] {
  return Object.entries({ b85, z85, ascii85, lowerBase32, base32hex }).map(([variant, write]) => ({
    ...{ variant, marks },
    bytes: Buffer.from(`${write(note)} behind`),
  }));
}

export function rewrittenPemSamples(): readonly ContainerSample[] {
  const key = `-----BEGIN PRIVATE KEY-----\n${marks.join(`\n${'x'.repeat(64)}\n`)}\n-----END PRIVATE KEY-----`;
  return [{ variant: 'backwards', bytes: Buffer.from(`${[...key].reverse().join('')}\nbehind`), marks }];
}
