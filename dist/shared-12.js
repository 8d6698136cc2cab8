// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);
import {
  CostlyResults
} from "./shared-3.js";

// src/model/anchor.ts
var encoder = new TextEncoder();
function textAnchor(text, options = {}) {
  return { bytes: encoder.encode(text), ignoreCase: options.ignoreCase ?? false };
}
function byteAnchor(hex) {
  return { bytes: Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex")), ignoreCase: false };
}

// src/detect/fingerprint.ts
import { createHash, scryptSync } from "node:crypto";
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
  return createHash("sha256").update(data).digest("hex");
}

// src/detect/latin1.ts
function latin1(bytes, from = 0, to = bytes.length) {
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
  keyFingerprint,
  tokenFingerprint,
  blobFingerprint,
  guessableFingerprint,
  secretFingerprint,
  sha256Hex,
  latin1,
  bitsPerCharacter
};
