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
var EffortError = class extends KeysieveError {
};
var AccessError = class extends KeysieveError {
  code = "unreadable";
};
function isForeseen(error) {
  return error instanceof FormatError || error instanceof BudgetError || error instanceof AccessError;
}

export {
  KeysieveError,
  UsageError,
  FormatError,
  BudgetError,
  EffortError,
  AccessError,
  isForeseen
};
