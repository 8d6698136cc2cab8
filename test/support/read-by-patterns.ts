import { vi } from 'vitest';
import type { Rule } from '../../src/detect/text/rule.ts';
import { ruleDetector } from '../../src/detect/text/rule-detector.ts';
import { NO_MEMORY } from '../../src/model/memory.ts';

/** How many characters patterns are given, for each byte of a flood, when the rule is asked at each of its anchors. */
export function readByPatterns(rule: Rule, unit: string): number {
  const flood = Buffer.alloc(16 << 10, unit);
  const detector = ruleDetector(rule);
  let read = 0;
  const { exec } = RegExp.prototype;
  const spy = vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text: string) {
    read += text.length - (this.global || this.sticky ? this.lastIndex : 0);
    return exec.call(this, text);
  });
  for (const { bytes } of detector.trigger.anchors)
    for (let at = flood.indexOf(bytes); at >= 0; at = flood.indexOf(bytes, at + 1)) {
      if (detector.glance?.(flood, at) !== false) detector.inspect(flood, at, NO_MEMORY);
    }
  spy.mockRestore();
  return read / flood.length;
}
