// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);
import {
  KeysieveError
} from "./shared-2.js";

// src/detect/effort-account.ts
var EffortError = class extends KeysieveError {
};
var current;
function chargeTo(account, ask) {
  const outer = current;
  current = account;
  try {
    return ask();
  } finally {
    current = outer;
  }
}
var MIN_MICROSECONDS = 100;
function spend(microseconds, work) {
  if (current?.takes(Math.max(microseconds, MIN_MICROSECONDS), work) === false)
    throw new EffortError("too much was proved in this artifact");
}
var MAX_RESULTS = 1e5;
var CostlyResults = class {
  #results = /* @__PURE__ */ new Map();
  /** @throws EffortError, also when it is known: whether it is depends on what this thread did before, and the answer must not */
  of(work, microseconds, compute) {
    spend(microseconds, work);
    const known = this.#results.get(work);
    if (known !== void 0 || this.#results.has(work)) return known;
    const result = compute();
    if (this.#results.size >= MAX_RESULTS) this.#results.clear();
    this.#results.set(work, result);
    return result;
  }
  has(work) {
    return this.#results.has(work);
  }
};

export {
  EffortError,
  chargeTo,
  spend,
  CostlyResults
};
