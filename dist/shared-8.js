// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);

// src/engine/chain-changes.ts
var NO_CHANGES = { rulesOff: [], ownRules: [], knownSecrets: [], plugIns: [] };
function isUnchanged({ rulesOff, ownRules, knownSecrets, plugIns }) {
  return rulesOff.length + ownRules.length + knownSecrets.length + plugIns.length === 0;
}

export {
  NO_CHANGES,
  isUnchanged
};
