// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);

// src/model/gap.ts
var GAP_CODES = ["encrypted", "damaged", "budget", "unsupported", "unreadable", "timeout", "plug-in"];
function atFixedLimit(message, wayOut) {
  return `${message}; no option raises this limit: ${wayOut}, exclude it, or set on-gap: budget=warn`;
}

// src/model/severity.ts
var SEVERITIES = ["critical", "high", "medium", "low"];
var CONFIDENCES = ["proven", "high", "medium", "low"];
function rank(scale, value) {
  return scale.indexOf(value);
}

export {
  GAP_CODES,
  atFixedLimit,
  SEVERITIES,
  CONFIDENCES,
  rank
};
