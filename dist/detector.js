// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);
import {
  seededRandom
} from "./shared-18.js";
import {
  ruleDetector
} from "./shared-12.js";
import {
  blobFingerprint,
  byteAnchor,
  guessableFingerprint,
  keyFingerprint,
  textAnchor,
  tokenFingerprint
} from "./shared-11.js";
import "./shared-2.js";
import "./shared-1.js";

// src/contract/rule-samples.ts
function samplesOfRule(rule) {
  return {
    samples: () => rule.examples(seededRandom(7)).map((example, index) => {
      const bytes = fileWith(example.text);
      return {
        variant: `example ${index + 1}`,
        ...{ bytes, offset: bytes.indexOf(Buffer.from(example.secret, "latin1")), length: example.secret.length },
        secrets: example.hidden.map((text) => Buffer.from(text, "latin1")),
        severity: example.severity ?? rule.severity,
        confidence: example.confidence ?? rule.confidence,
        facts: example.facts ?? {}
      };
    }),
    lookAlikes: () => {
      const random = seededRandom(7);
      rule.examples(random);
      return rule.lookAlikes(random).map((text, index) => ({ variant: `look-alike ${index + 1}`, bytes: fileWith(text) }));
    }
  };
}
function fileWith(text) {
  return Buffer.from(`first line
  value = "${text}"
`, "latin1");
}
export {
  blobFingerprint,
  byteAnchor,
  guessableFingerprint,
  keyFingerprint,
  ruleDetector,
  samplesOfRule,
  textAnchor,
  tokenFingerprint
};
