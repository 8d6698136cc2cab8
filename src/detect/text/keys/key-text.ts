import { type Anchor, textAnchor } from '../../../model/anchor.ts';
import type { RuleInfo } from '../../../model/finding.ts';
import type { Match } from '../../../model/match.ts';
import type { Detector, KeyForm } from '../../detector.ts';
import { latin1 } from '../../latin1.ts';
import { PRIVATE_KEY_ADVICE } from '../../proof/key-match.ts';

/** A form of key in text, for `keyTextDetector`. Severity and confidence are `critical` and `proven` by default. */
export interface KeyText extends Partial<RuleInfo> {
  readonly id: string;
  readonly title: string;
  readonly form: KeyForm;
  /** Literals; those after `any:` are in lower case and match in either case. */
  readonly anchors: readonly string[];
  readonly bytesBefore?: number;
  readonly maxMatchBytes: number;
  /** For common anchors, a look at a few bytes: false if there can be no match. At most some hundred nanoseconds. */
  glance?(window: Uint8Array, at: number): boolean;
  /**
   * @param text the window from `bytesBefore` before the anchor on, one character per byte
   * @param at where the anchor is in it. Offsets of the match are offsets in `text`. Never throws.
   */
  read(text: string, at: number): Match | undefined;
}

/** The detector of a form that is read as a string rather than as bytes. */
export function keyTextDetector(key: KeyText): Detector {
  const { id, title, form, maxMatchBytes, bytesBefore = 0 } = key;
  let anchors: readonly Anchor[] | undefined;
  return {
    ...{ id, title, form, maxMatchBytes },
    severity: key.severity ?? 'critical',
    confidence: key.confidence ?? 'proven',
    advice: key.advice ?? PRIVATE_KEY_ADVICE,
    trigger: {
      get anchors() {
        anchors ??= key.anchors.map((text) =>
          text.startsWith('any:') ? textAnchor(text.slice(4), { ignoreCase: true }) : textAnchor(text),
        );
        return anchors;
      },
      ...{ bytesBefore, reads: 'text' },
    },
    ...(key.glance && { glance: key.glance }),
    inspect(window, at) {
      if (key.glance?.(window, at) === false) return undefined;
      const from = Math.max(0, at - bytesBefore);
      const text = latin1(window, from, at + maxMatchBytes);
      const match = key.read(text, at - from);
      return match && { ...match, offset: from + match.offset };
    },
  };
}
