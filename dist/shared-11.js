// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);
import {
  EffortError
} from "./shared-2.js";

// src/model/anchor.ts
var encoder = new TextEncoder();
function textAnchor(text, options = {}) {
  return { bytes: encoder.encode(text), ignoreCase: options.ignoreCase ?? false };
}
function byteAnchor(hex) {
  return { bytes: Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex")), ignoreCase: false };
}

// src/detect/fingerprint.ts
import { hash, scryptSync } from "node:crypto";

// src/detect/effort-account.ts
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
};

// src/detect/fingerprint.ts
function keyFingerprint(spkiSha256) {
  return `key:${spkiSha256}`;
}
function tokenFingerprint(token) {
  return `token:${sha256Hex(token)}`;
}
function blobFingerprint(blob) {
  return `blob:${sha256Hex(blob)}`;
}
function namedFingerprint(name) {
  return `name:${sha256Hex(name)}`;
}
function guessableFingerprint(secret) {
  return stretched.of(sha256Hex(secret), STRETCHING_US, () => {
    const key = scryptSync(secret, "keysieve fingerprint 1", 16, { N: 1 << 14, r: 8, p: 1, maxmem: 32 << 20 });
    return `pass:${key.toString("hex")}`;
  });
}
var STRETCHING_US = 3e4;
var stretched = new CostlyResults();
function secretFingerprint(text, manner) {
  if (typeof manner === "string") return namedFingerprint(manner);
  return manner ? guessableFingerprint(Buffer.from(text, "latin1").toString("utf8")) : tokenFingerprint(text);
}
function sha256Hex(data) {
  return hash("sha256", data, "hex");
}

// src/detect/latin1.ts
function latin1(bytes, from, to = bytes.length) {
  const start = Math.max(0, from);
  const end = Math.min(to, bytes.length);
  return start >= end ? "" : Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
}

// src/detect/text/entropy.ts
function bitsPerCharacter(text) {
  let bits = 0;
  for (const count of NO_ASCII.test(text) ? countsOf(text) : countsOfAscii(text))
    bits -= count / text.length * Math.log2(count / text.length);
  return bits;
}
var NO_ASCII = /[^\0-\x7f]/;
var COUNTS = new Uint32Array(128);
function countsOfAscii(text) {
  for (let at = 0; at < text.length; at++) COUNTS[text.charCodeAt(at)]++;
  const counts = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (COUNTS[code] === 0) continue;
    counts.push(COUNTS[code]);
    COUNTS[code] = 0;
  }
  return counts;
}
function countsOf(text) {
  const counts = /* @__PURE__ */ new Map();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts.values();
}

export {
  textAnchor,
  byteAnchor,
  chargeTo,
  spend,
  CostlyResults,
  keyFingerprint,
  tokenFingerprint,
  blobFingerprint,
  guessableFingerprint,
  secretFingerprint,
  sha256Hex,
  latin1,
  bitsPerCharacter
};
