// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);

// src/model/errors.ts
var KeysieveError = class extends Error {
  constructor(message) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = new.target.name;
  }
};
var UsageError = class extends KeysieveError {
};
var FormatError = class extends KeysieveError {
  code;
  constructor(message, code = "damaged") {
    super(message);
    this.code = code;
  }
};
var BudgetError = class extends KeysieveError {
  code;
  constructor(message, code = "budget") {
    super(message);
    this.code = code;
  }
};
var AccessError = class extends KeysieveError {
  code = "unreadable";
};
function isForeseen(error) {
  return error instanceof FormatError || error instanceof BudgetError || error instanceof AccessError;
}

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
  KeysieveError,
  UsageError,
  FormatError,
  BudgetError,
  AccessError,
  isForeseen,
  GAP_CODES,
  atFixedLimit,
  SEVERITIES,
  CONFIDENCES,
  rank
};
