import type { Confidence, Severity } from '../../src/model/severity.ts';
import type { Sample } from './sample.ts';

export interface TextExample {
  readonly variant: string;
  /** What the finding covers; it stands between other lines. Latin1. */
  readonly text: string;
  /** Text right before and behind. */
  readonly before?: string;
  readonly after?: string;
  readonly key?: { readonly facts: Sample['facts']; readonly secrets: readonly Uint8Array[] };
  readonly secrets?: readonly Uint8Array[];
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly facts?: Sample['facts'];
}

/** A sample in the middle of text. Severity and confidence are `critical` and `proven` unless told. */
export function inText(example: TextExample): Sample {
  const before = example.before ?? 'first line\n  ';
  const bytes = Buffer.from(`${before}${example.text}${example.after ?? '\nlast line\n'}`, 'latin1');
  return {
    variant: example.variant,
    ...{ bytes, offset: before.length, length: example.text.length },
    secrets: example.secrets ?? example.key?.secrets ?? [],
    severity: example.severity ?? 'critical',
    confidence: example.confidence ?? 'proven',
    facts: { ...example.key?.facts, ...example.facts },
  };
}
