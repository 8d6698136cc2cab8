// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);

// src/model/path-glob.ts
var PathGlob = class {
  #segments;
  constructor(text) {
    const segments = segmentsOf(text);
    this.#segments = [...segments.length === 1 && !/^[/\\]/.test(text) ? [ANY] : [], ...segments, ANY];
  }
  matches(path) {
    return matchesAll(this.#segments, segmentsOf(path), (segment) => segment === ANY, matchesName);
  }
};
var ANY = "**";
function segmentsOf(path) {
  return path.replaceAll("!/", "/").split(/[/\\]/).filter((segment) => segment !== "" && segment !== ".");
}
function matchesName(pattern, name) {
  if (!/[*?]/.test(pattern)) return pattern === name;
  return matchesAll(
    pattern,
    name,
    (one) => one === "*",
    (one, character) => one === "?" || one === character
  );
}
function matchesAll(pattern, items, isAny, matches) {
  let [at, element, anyAt, resumeAt] = [0, 0, -1, 0];
  while (at < items.length) {
    if (element < pattern.length && isAny(pattern[element])) {
      [anyAt, resumeAt] = [element++, at];
    } else if (element < pattern.length && matches(pattern[element], items[at])) {
      at++;
      element++;
    } else if (anyAt >= 0) {
      [element, at] = [anyAt + 1, ++resumeAt];
    } else return false;
  }
  while (element < pattern.length && isAny(pattern[element])) element++;
  return element === pattern.length;
}

export {
  PathGlob
};
