// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);

// src/engine/chain-changes.ts
var NO_CHANGES = { rulesOff: [], ownRules: [], knownSecrets: [], plugIns: [] };
function bringAnchors({ ownRules, knownSecrets, plugIns }) {
  return ownRules.length + knownSecrets.length + plugIns.length > 0;
}
function isUnchanged(changes) {
  return changes.rulesOff.length === 0 && !bringAnchors(changes);
}

export {
  NO_CHANGES,
  bringAnchors,
  isUnchanged
};
