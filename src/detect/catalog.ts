import { derPrivateKey } from './binary/der-private-key.ts';
import { opensshPrivateKey } from './binary/openssh-private-key.ts';
import type { Detector } from './detector.ts';
import { base64PrivateKey } from './text/base64-private-key.ts';
import { hexPrivateKey } from './text/hex-private-key.ts';
import { jwkPrivateKey } from './text/jwk-private-key.ts';
import { pemPrivateKey } from './text/pem-private-key.ts';
import type { Rule } from './text/rule.ts';
import { ruleDetector } from './text/rule-detector.ts';
import * as ruleFamilies from './text/rules.ts';

/** Token rules, in the order of `text/rules.ts`. */
export const rules: readonly Rule[] = Object.values(ruleFamilies).flat();

/** Every detector, one line each. A family of token rules has its line in `text/rules.ts` instead. */
export const detectors: readonly Detector[] = [
  pemPrivateKey,
  derPrivateKey,
  opensshPrivateKey,
  base64PrivateKey,
  hexPrivateKey,
  jwkPrivateKey,
  ...rules.map(ruleDetector),
];
