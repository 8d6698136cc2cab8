// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);
import {
  CONFIDENCES,
  SEVERITIES,
  atFixedLimit,
  rank
} from "./shared-4.js";
import {
  PathGlob
} from "./shared-3.js";
import {
  AccessError,
  EffortError,
  FormatError,
  UsageError
} from "./shared-2.js";

// src/engine/copy-match.ts
var MAX_OTHERS = 64;
var MAX_PREVIEW_CHARACTERS = 40;
var MAX_TEXT_CHARACTERS = 1e3;
var MAX_FACTS = 64;
var MAX_FACT_DEPTH = 4;
function copyMatch(match, windowBytes) {
  const copied = copyOne(match, windowBytes);
  if ("expected" in copied) return copied;
  const also = match.also ?? [];
  if (!Array.isArray(also) || also.length > MAX_OTHERS)
    return { expected: `\`also\`, a list of at most ${MAX_OTHERS}` };
  const others = [];
  for (const other of also) {
    const one = copyOne(other, windowBytes);
    if ("expected" in one) return one;
    others.push(one.match);
  }
  return others.length === 0 ? copied : { match: { ...copied.match, also: others } };
}
function copyOne(given, windowBytes) {
  if (typeof given !== "object" || given === null) return { expected: "a match or undefined" };
  const { offset, length, fingerprint, preview, title, severity, confidence, facts } = given;
  if (!isIn(offset, 0, windowBytes - 1) || !isIn(length, 1, windowBytes - offset)) {
    return { expected: "`offset` and `length` of bytes in the window" };
  }
  if (typeof fingerprint !== "string" || !/^[a-z]{1,16}:[\w+/=:-]{16,200}$/.test(fingerprint))
    return { expected: "a `fingerprint` as the functions of keysieve/detector make it" };
  if (typeof preview !== "string" || preview.length > MAX_PREVIEW_CHARACTERS)
    return { expected: `a \`preview\` of at most ${MAX_PREVIEW_CHARACTERS} characters` };
  if (title !== void 0 && (typeof title !== "string" || title.length > MAX_TEXT_CHARACTERS))
    return { expected: "a `title` that is text" };
  if (severity !== void 0 && !SEVERITIES.includes(severity))
    return { expected: `a \`severity\` of ${SEVERITIES.join(", ")}` };
  if (confidence !== void 0 && !CONFIDENCES.includes(confidence))
    return { expected: `a \`confidence\` of ${CONFIDENCES.join(", ")}` };
  const copied = copyFacts(facts, MAX_FACT_DEPTH);
  if (copied === void 0)
    return { expected: `\`facts\`: at most ${MAX_FACTS} texts, numbers, booleans and records of them` };
  return {
    match: {
      ...{ offset, length, fingerprint, preview, facts: copied },
      ...title !== void 0 && { title },
      ...severity !== void 0 && { severity },
      ...confidence !== void 0 && { confidence }
    }
  };
}
function isIn(value, least, most) {
  return Number.isInteger(value) && value >= least && value <= most;
}
function copyFacts(facts, depth) {
  if (typeof facts !== "object" || facts === null || Array.isArray(facts) || depth === 0) return void 0;
  const entries = Object.entries(facts);
  if (entries.length > MAX_FACTS) return void 0;
  const copied = [];
  for (const [name, value] of entries) {
    const fact = typeof value === "object" ? copyFacts(value, depth - 1) : value;
    const isFact = typeof fact === "boolean" || typeof fact === "number" && Number.isFinite(fact) || typeof fact === "object";
    if (!isFact && !(typeof fact === "string" && fact.length <= MAX_TEXT_CHARACTERS)) return void 0;
    copied.push([name.slice(0, 100), fact]);
  }
  return Object.fromEntries(copied);
}

// src/engine/plug-in-watch.ts
var PROGRESS = { artifact: 0, plugIn: 1, calls: 2, waiting: 3, length: 4 };
var MAX_ANSWER_MS = 1e4;
var PlugInWatch = class {
  #progress;
  #onGap = () => {
  };
  #without = [];
  #reported = /* @__PURE__ */ new Set();
  /** Path of what is being scanned. */
  path = "";
  constructor(progress = new Int32Array(PROGRESS.length)) {
    this.#progress = progress;
  }
  /** Called before each artifact. @param without numbers of plug-ins that are not to be called for it */
  begin(path, without, onGap) {
    this.path = path;
    this.#without = without;
    this.#onGap = onGap;
    this.#reported.clear();
  }
  /** Wraps `detector` of plug-in number `number`: it gets a copy of the window, so it may write into that. */
  guard(detector, plugIn, number) {
    const { id, title, severity, confidence, advice, trigger, maxMatchBytes } = detector;
    const who = `plug-in ${plugIn.name}, ${id}`;
    return {
      ...{ id, title, severity, confidence, advice, trigger, maxMatchBytes },
      inspect: (window, at, memory) => {
        if (this.#without.includes(number)) return void 0;
        return this.#call(detector, { window: new Uint8Array(window), at, memory }, { who, number });
      },
      ...detector.appliesTo && { appliesTo: (path) => this.#applies(detector, path, who) }
    };
  }
  /** A detector that fails to say whether it applies is taken to apply. */
  #applies(detector, path, who) {
    try {
      return detector.appliesTo?.(path) !== false;
    } catch (error) {
      this.#report(
        who,
        "exception",
        () => `expected of appliesTo true or false, found that it throws ${thrown(error)}`
      );
      return true;
    }
  }
  #call(detector, { window, at, memory }, { who, number }) {
    const startMs = performance.now();
    const windowBytes = window.length;
    Atomics.add(this.#progress, PROGRESS.calls, 1);
    Atomics.store(this.#progress, PROGRESS.plugIn, number + 1);
    try {
      const match = detector.inspect(window, at, memory);
      if (match === void 0) return void 0;
      const copied = copyMatch(match, windowBytes);
      if ("match" in copied) return copied.match;
      this.#report(who, "match", () => `expected of a match ${copied.expected}, found something else; it is left out`);
    } catch (error) {
      if (error instanceof EffortError) throw error;
      this.#report(who, "exception", () => `expected a match or undefined, found that it throws ${thrown(error)}`);
    } finally {
      Atomics.store(this.#progress, PROGRESS.plugIn, 0);
      if (performance.now() - startMs > MAX_ANSWER_MS) this.#report(who, "time", () => TOO_SLOW);
    }
    return void 0;
  }
  /** Reports the first fault of each kind at each path: there may be one for every anchor. */
  #report(who, kind, message) {
    const key = `${who}\0${kind}\0${this.path}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.#onGap({ path: this.path, code: "plug-in", message: `${who}: ${message()}` });
  }
};
var TOO_SLOW = `expected an answer within ${MAX_ANSWER_MS / 1e3} s, found none; it was not called again. keysieve test-detector shows how long it takes`;
var KINDS = ["TypeError", "RangeError", "ReferenceError", "SyntaxError", "URIError", "EvalError", "Error"];
function thrown(error) {
  if (!(error instanceof Error)) return "something that is no Error";
  const kind = KINDS.find((name) => name === error.constructor.name) ?? "an error of its own";
  const frame = /^ {4}at [^\n]*?([^/\\\n(]+:\d+:\d+)\)?$/m.exec(error.stack ?? "")?.[1];
  return frame === void 0 ? kind : `${kind} (${frame})`;
}

// src/engine/piece-lock.ts
function newPieceLock() {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}
function takes(lock) {
  return Atomics.compareExchange(lock, 0, 0, 1) === 0;
}

// src/engine/sharing.ts
function noPiecesOut() {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}
var PIECE_BYTES = 2 << 20;
var PIECES_WAITING = 2;
var Sharing = class {
  #options;
  #waiting = /* @__PURE__ */ new Map();
  #ticket = 0;
  #wake = () => {
  };
  constructor(options) {
    this.#options = options;
  }
  get hasRoom() {
    const { threads, out, poll } = this.#options;
    if (threads < 2) return false;
    poll();
    return Math.max(Atomics.load(out, 0), this.#waiting.size) < threads + PIECES_WAITING;
  }
  handOn(piece) {
    const lock = newPieceLock();
    this.#waiting.set(++this.#ticket, { piece, lock });
    Atomics.add(this.#options.out, 0, 1);
    this.#options.post({ task: { ...piece.work, lock }, ticket: this.#ticket });
  }
  /** Receives what the pool gives back; ignored for a piece that was done here. */
  take(back) {
    const { piece } = this.#waiting.get(back.ticket) ?? {};
    this.#waiting.delete(back.ticket);
    piece?.onBack(back);
    this.#wake();
  }
  /**
   * Waits until `isDone`. Meanwhile does pieces of `owner` that no other thread has begun: those may be busy with
   * artifacts of their own, and wait for pieces of theirs.
   */
  async until(isDone, owner) {
    while (!isDone()) {
      const own = this.#reclaim(owner);
      if (own !== void 0) await own.here();
      else await this.#next();
    }
  }
  #reclaim(owner) {
    for (const [ticket, { piece, lock }] of this.#waiting) {
      if (piece.owner !== owner || !takes(lock)) continue;
      this.#waiting.delete(ticket);
      return piece;
    }
    return void 0;
  }
  async #next() {
    this.#options.onWait(true);
    await new Promise((resolve) => {
      this.#wake = resolve;
    });
    this.#options.onWait(false);
  }
};

// src/model/system-path.ts
var FIRST_ESCAPED = 56320;
var ESCAPED = /[\udc80-\udcff]/u;
var REPLACEMENT = "\uFFFD";
function pathOfBytes(bytes) {
  const text = bytes.toString();
  if (!text.includes(REPLACEMENT)) return text;
  const parts = [];
  for (let at = 0; at < bytes.length; ) {
    const length = characterBytes(bytes, at);
    if (length > 0) parts.push(bytes.toString("utf8", at, at + length));
    else parts.push(String.fromCharCode(FIRST_ESCAPED + bytes[at]));
    at += Math.max(1, length);
  }
  return parts.join("");
}
function systemPath(path) {
  if (!ESCAPED.test(path)) return path;
  return Buffer.concat(
    Array.from(path, (character) => {
      return ESCAPED.test(character) ? Buffer.of(character.charCodeAt(0) - FIRST_ESCAPED) : Buffer.from(character);
    })
  );
}
function escapedByte(codePoint) {
  return codePoint >= 56448 && codePoint <= 56575 ? codePoint - FIRST_ESCAPED : void 0;
}
function characterBytes(bytes, at) {
  const first = bytes[at];
  const length = first < 128 ? 1 : first < 194 ? 0 : first < 224 ? 2 : first < 240 ? 3 : first < 245 ? 4 : 0;
  const character = bytes.subarray(at, at + length);
  return character.length === length && Buffer.from(character.toString()).equals(character) ? length : 0;
}

// src/bytes/plain-bytes.ts
function plainBytes(bytes) {
  return Buffer.isBuffer(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) : bytes;
}

// src/bytes/memory-source.ts
var MemorySource = class {
  size;
  #bytes;
  constructor(bytes) {
    this.#bytes = plainBytes(bytes);
    this.size = bytes.length;
  }
  read(offset, length) {
    assertInside(offset, length, this.size);
    return this.#bytes.subarray(offset, offset + length);
  }
  readInto(target, offset) {
    target.set(this.read(offset, target.length));
  }
  pieces() {
    return [{ size: this.size, bytes: this.#bytes }];
  }
};
function assertInside(offset, length, size) {
  if (offset >= 0 && length >= 0 && offset + length <= size) return;
  throw new FormatError(`expected ${length} bytes at offset ${offset}, but the data ends at ${size}`);
}

// src/bytes/file-source.ts
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

// src/bytes/first-index.ts
function firstIndex(count, holds) {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = low + high >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

// src/bytes/zeros.ts
var ZEROS = new Uint8Array(1 << 20);
function isOfHole({ buffer }) {
  return buffer === ZEROS.buffer;
}
function isZero(bytes) {
  if (isOfHole(bytes)) return true;
  if (bytes.length > 0 && bytes[0] !== 0) return false;
  for (let at = 0; at < bytes.length; at += ZEROS.length) {
    const part = bytes.subarray(at, at + ZEROS.length);
    if (Buffer.compare(part, ZEROS.subarray(0, part.length)) !== 0) return false;
  }
  return true;
}
function* zeros(bytes) {
  for (let left = bytes; left > 0; left -= ZEROS.length) yield ZEROS.subarray(0, Math.min(left, ZEROS.length));
}

// src/bytes/file-source.ts
var FileSource = class _FileSource {
  size;
  #descriptor;
  #holes;
  /**
   * Takes ownership of an open descriptor.
   * @param holes ranges known to be zeros, ascending; they are not read from the system
   */
  constructor(descriptor, holes = []) {
    this.#descriptor = descriptor;
    this.#holes = holes;
    this.size = fstatSync(descriptor).size;
  }
  /** @param path may stand for bytes that are not UTF-8 (`systemPath`) @throws AccessError with the system's reason */
  static open(path) {
    try {
      return new _FileSource(openSync(systemPath(path), "r"));
    } catch (error) {
      throw new AccessError(
        `cannot open the file: ${systemReason(error)}; give the scan permission to read it, or exclude it`
      );
    }
  }
  /** Whether bytes follow the size that the file states: files of /proc state 0 and have content all the same. */
  get goesOn() {
    return this.#readSome(new Uint8Array(1), 0, this.size) > 0;
  }
  /** @param end how far the file was read @throws AccessError when more bytes follow */
  assertReadTo(end) {
    if (this.size > end || this.goesOn)
      throw new AccessError(
        `the file became longer while it was read: what follows its first ${end} bytes was not scanned`
      );
  }
  read(offset, length) {
    assertInside(offset, length, this.size);
    if (length <= ZEROS.length && this.#isHole(offset, length)) return ZEROS.subarray(0, length);
    const target = plainBytes(Buffer.allocUnsafeSlow(length));
    this.readInto(target, offset);
    return target;
  }
  readInto(target, offset) {
    assertInside(offset, target.length, this.size);
    if (this.#isHole(offset, target.length)) {
      target.fill(0);
      return;
    }
    for (let done = 0; done < target.length; ) {
      const count = this.#readSome(target, done, offset + done);
      if (count === 0) throw new AccessError(`the file became shorter while it was read: it ends at ${offset + done}`);
      done += count;
    }
  }
  pieces() {
    return [{ size: this.size, descriptor: this.#descriptor, offset: 0 }];
  }
  close() {
    closeSync(this.#descriptor);
  }
  holeEnd(offset) {
    const hole = this.#holes[firstIndex(this.#holes.length, (index) => this.#holes[index].end > offset)];
    return hole !== void 0 && hole.start <= offset ? hole.end : void 0;
  }
  #isHole(offset, length) {
    const end = this.holeEnd(offset);
    return end !== void 0 && offset + length <= end;
  }
  #readSome(target, done, position) {
    try {
      return readSync(this.#descriptor, target, done, target.length - done, position);
    } catch (error) {
      throw new AccessError(`cannot read the file at offset ${position}: ${systemReason(error)}`);
    }
  }
};
function systemReason(error) {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

// src/model/compare-text.ts
function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/kernel/assembly/layout.ts
var PAIRS = 262144;
var WINDOW_BITS = 786432;
var HASHES = 262144;
var FIRST_THREE = 131072;
var LAST_THREE = 196608;
var FOUR_SHIFT = 15;
var THREE_SHIFT = 16;
var RANKS = 819200;
var ZEROS_MATCH = 835584;
var RESTS_AT = 835588;
var NEIGHBOURS_AT = 835592;
var NEIGHBOUR_BYTES = 12;
var NEIGHBOUR_REACH = 32;
var ENTRIES = 835648;
var ENTRY_BYTES = 32;
var REST_BYTES = 24;
var SCHEDULE_HIT_BYTES = 40;
var SIGN_TABLES = 3328;
var SIGN_WORDS = 3840;
var SIGN_HEADS = 128;
var SIGN_HEADS_END = 1024;

// src/kernel/web-assembly.ts
var webAssembly = globalThis.WebAssembly;

// src/kernel/machine.ts
var PAGE_BYTES = 1 << 16;
var HIT_BYTES = 8;
var MIN_HIT_BUFFER_BYTES = 1 << 17;
var MARGIN_BYTES = 512;
var SIGN_BLOCK_BYTES = 256;
var SIGN_PLANES = 9;
var MAX_WINDOW_BYTES = 1 << 30;
function openMachine(plan, windowBytes) {
  if (!Number.isInteger(windowBytes) || windowBytes < 0 || windowBytes > MAX_WINDOW_BYTES)
    throw new UsageError(`kernel window: 0 to ${MAX_WINDOW_BYTES} bytes expected, found ${windowBytes}; ask for fewer`);
  const maxHitBytes = plan.maxHitsPerCheck * HIT_BYTES;
  const hitsAt = alignUp(PAIRS + plan.tables.length, 64);
  const hitsEnd = hitsAt + Math.max(MIN_HIT_BUFFER_BYTES, alignUp(maxHitBytes, 64));
  const windowAt = alignUp(hitsEnd + MARGIN_BYTES, PAGE_BYTES);
  const signsAt = alignUp(windowAt + windowBytes + MARGIN_BYTES, 64);
  const signPlaneBytes = 4 * Math.ceil((windowBytes + MARGIN_BYTES) / SIGN_BLOCK_BYTES);
  const pages = Math.ceil((signsAt + SIGN_PLANES * signPlaneBytes) / PAGE_BYTES);
  const memory = new webAssembly.Memory({ initial: pages });
  new Uint8Array(memory.buffer).set(plan.tables, PAIRS);
  const { exports } = new webAssembly.Instance(plan.module, { env: { memory } });
  const places = { hitsAt, hitsEnd, windowAt, windowBytes, maxHitBytes, signsAt, signPlaneBytes };
  return { exports, memory, buffer: memory.buffer, ...places };
}
function alignUp(value, unit) {
  return Math.ceil(value / unit) * unit;
}
function rangeOf({ windowAt, windowBytes }, start, end, limit) {
  const dataEnd = Math.min(limit, windowBytes);
  const stop = Math.min(end, dataEnd);
  if (!(start >= 0 && start < stop)) return void 0;
  return [windowAt + start, windowAt + stop, windowAt + dataEnd, windowAt];
}

// src/kernel/memory-survey.ts
function surveyMemory({ machine }, start, end, limit, phase) {
  const { exports, buffer, hitsAt, hitsEnd } = machine;
  const range = rangeOf(machine, start, end, limit);
  if (!range) return surveyOf([]);
  exports.beginSurvey(...range, phase);
  const parts = [];
  do {
    const foundEnd = exports.resumeSurvey(hitsAt, hitsEnd);
    parts.push(new Uint32Array(buffer.slice(hitsAt, foundEnd)));
  } while (exports.moreSurvey() !== 0);
  return surveyOf(parts);
}
function surveyOf(parts) {
  const runs = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  const structures = [[], [], [], [], [], []];
  let filled = 0;
  for (const part of parts) {
    for (let at = 0; at < part.length; at += 2) {
      const what = part[at + 1];
      if (what < 8) structures[what - 1].push(part[at]);
      else {
        runs[filled++] = part[at];
        runs[filled++] = what;
      }
    }
  }
  const [bignums, edwardsKeys, slices, smallIntegers, phpArrays, scheduleWords] = structures.map(
    (starts) => Uint32Array.from(starts)
  );
  const pointed = { bignums, edwardsKeys, slices };
  const arrays = { smallIntegers, phpArrays, scheduleWords };
  return { runs: runs.subarray(0, filled), ...pointed, ...arrays };
}

// src/engine/surveyor.ts
var KINDS2 = ["bignums", "edwardsKeys", "slices", "smallIntegers", "phpArrays", "scheduleWords"];
var MAX_RUNS = 1 << 22;
var MAX_STRUCTURES = 1 << 19;
var SURVEY_IS_FULL = atFixedLimit(
  `more than ${MAX_RUNS} places look like keys, or ${MAX_STRUCTURES} like structures around them; keys that are numbers are looked for in the first of them only`,
  "scan a smaller dump"
);
var Surveyor = class {
  #stretches;
  #isPacked;
  #runs = [];
  #structures = {
    bignums: [],
    edwardsKeys: [],
    slices: [],
    smallIntegers: [],
    phpArrays: [],
    scheduleWords: []
  };
  #isFull = false;
  constructor(view) {
    this.#stretches = stretchesOf(view.regions);
    this.#isPacked = view.isPacked === true;
  }
  /** Whether more was found than is kept. */
  get isFull() {
    return this.#isFull;
  }
  survey(kernel, { base, start, end, limit }) {
    for (let index = this.#firstEndingAfter(base + start); index < this.#stretches.length; index++) {
      const stretch = this.#stretches[index];
      if (stretch.start >= base + end) break;
      const from = Math.max(start, stretch.start - base);
      const to = Math.min(end, stretch.end - base);
      if (from >= to) continue;
      const phase = ((stretch.phase - base) % 8 + 8) % 8;
      const of = (places) => surveyMemory(kernel, from, to, Math.min(limit, stretch.end - base), places);
      const found = of(phase);
      const runs = this.#isPacked ? withOthers(found.runs, of(phase ^ 4).runs) : found.runs;
      for (let at = 0; at < runs.length; at += 2) {
        if (this.#runs.length >= 2 * MAX_RUNS) this.#isFull = true;
        else addRun(this.#runs, base + runs[at], runs[at + 1]);
      }
      for (const kind of KINDS2) for (const at of found[kind]) this.#add(this.#structures[kind], base + at);
    }
  }
  /** Binary search: a dump may have a quarter of a million regions, and has thousands of windows. */
  #firstEndingAfter(offset) {
    return firstIndex(this.#stretches.length, (index) => this.#stretches[index].end > offset);
  }
  finish() {
    return surveyOf2({ runs: this.#runs, ...this.#structures });
  }
  #add(list, value) {
    if (list.length >= MAX_STRUCTURES) this.#isFull = true;
    else list.push(value);
  }
};
function withOthers(runs, others) {
  const both = [];
  let next = 0;
  for (let at = 0; at < runs.length; at += 2) {
    const [start, end] = [runs[at], runs[at] + runs[at + 1]];
    for (; next < others.length && others[next] <= end; next += 2)
      if (others[next] + others[next + 1] < start) both.push(others[next], others[next + 1]);
    both.push(start, end - start);
  }
  return [...both, ...others.subarray(next)];
}
function addRun(runs, offset, length) {
  const last = runs.length - 2;
  if (last >= 0 && runs[last] + runs[last + 1] >= offset)
    runs[last + 1] = Math.max(runs[last + 1], offset + length - runs[last]);
  else runs.push(offset, length);
}
function surveyOf2(lists) {
  return {
    runs: Float64Array.from(lists.runs),
    bignums: Float64Array.from(lists.bignums),
    edwardsKeys: Float64Array.from(lists.edwardsKeys),
    slices: Float64Array.from(lists.slices),
    smallIntegers: Float64Array.from(lists.smallIntegers),
    phpArrays: Float64Array.from(lists.phpArrays),
    scheduleWords: Float64Array.from(lists.scheduleWords)
  };
}
var MIN_CODE_BYTES = 64 << 10;
function stretchesOf(regions) {
  const stretches = [];
  for (const { offset, length, isReadOnly, isCode, moduleBase, address = 0n } of regions) {
    if (isCode && length >= MIN_CODE_BYTES || isReadOnly && moduleBase !== void 0) continue;
    const phase = ((offset - Number(address & 7n)) % 8 + 8) % 8;
    const last = stretches.at(-1);
    if (last !== void 0 && last.end === offset && last.phase === phase) last.end = offset + length;
    else stretches.push({ start: offset, end: offset + length, phase });
  }
  return stretches;
}

// src/engine/task.ts
var NOT_QUIET = -1;
function quietFilesOf(task, { quietSizes }) {
  const files = [];
  for (const [index, { path }] of artifactsOf(task).entries()) {
    const size = quietSizes?.[index] ?? NOT_QUIET;
    if (size !== NOT_QUIET) files.push({ path, size });
  }
  return files;
}
function artifactsOf(task) {
  return task.kind === "files" ? task.artifacts : [task.artifact];
}

// src/engine/exclusion.ts
function exclusion(globs) {
  if (globs.length === 0) return void 0;
  const made = globs.map((glob) => new PathGlob(glob));
  return (path) => made.some((glob) => glob.matches(path));
}

// src/model/own-copy.ts
function ownCopy(data) {
  return structuredClone(data);
}

// src/engine/note-book.ts
var MAX_NOTES = 1e4;
var NoteBook = class {
  #notes = /* @__PURE__ */ new Map();
  /** The last key that was kept when notes were dropped: what comes after it would be dropped as well. */
  #lastKept;
  add(note) {
    const key = `${note.spkiSha256} ${note.fact}`;
    if (this.#lastKept !== void 0 && compareText(key, this.#lastKept) > 0) return;
    const earlier = this.#notes.get(key);
    if (earlier !== void 0 && !precedes(note, earlier)) return;
    this.#notes.set(key, { ...note, facts: ownCopy(note.facts) });
    if (this.#notes.size >= 2 * MAX_NOTES) this.#dropLast();
  }
  /** At most MAX_NOTES. */
  notes() {
    return this.#smallest().map(([, note]) => note);
  }
  /**
   * Adds to each finding of a private key the facts from all notes of the same key. The finding's own facts take
   * precedence.
   */
  join(findings) {
    const ofKey = /* @__PURE__ */ new Map();
    for (const note of this.notes()) ofKey.set(note.spkiSha256, [...ofKey.get(note.spkiSha256) ?? [], note]);
    return findings.map((finding) => {
      const notes = ofKey.get(finding.facts.spkiSha256) ?? [];
      const more = notes.map(({ fact, facts, path }) => [fact, { ...facts, seenAt: path }]);
      return notes.length === 0 ? finding : { ...finding, facts: { ...Object.fromEntries(more), ...finding.facts } };
    });
  }
  #dropLast() {
    const kept = this.#smallest();
    this.#notes = new Map(kept);
    this.#lastKept = kept.at(-1)?.[0];
  }
  #smallest() {
    return [...this.#notes].sort(([a], [b]) => compareText(a, b)).slice(0, MAX_NOTES);
  }
};
function knownKeysOf(notes) {
  return notes.flatMap(({ spki, spkiSha256 }) => spki === void 0 ? [] : [{ spki, spkiSha256, origin: "seen" }]);
}
function precedes(a, b) {
  return a.path === b.path ? a.offset < b.offset : a.path < b.path;
}

// src/model/step.ts
var MAX_STEPS = 1e4;

// src/model/place.ts
var INNER = "!/";
var MAX_NAME_CHARACTERS = 1024;
function innerPath(outer, name) {
  if (name.length <= MAX_NAME_CHARACTERS) return `${outer}${INNER}${name}`;
  const half = MAX_NAME_CHARACTERS / 2;
  return `${outer}${INNER}${name.slice(0, half)}\u2026[${name.length - 2 * half} characters]\u2026${name.slice(-half)}`;
}
function comparePlaces(a, b) {
  return compareText(a.path, b.path) || a.offset - b.offset || a.length - b.length;
}

// src/model/finding.ts
var MAX_PLACES = 1e3;

// src/engine/distinct-places.ts
function distinctPlaces(places) {
  const sorted = [...places].sort((a, b) => compareText(a.path, b.path) || a.offset - b.offset || b.length - a.length);
  const kept = /* @__PURE__ */ new Map();
  for (const place of sorted) {
    const siblings = kept.get(place.path) ?? [];
    if (covers(siblings.at(-1), place.offset, place.length) || isDecodedFromOther(place, kept)) continue;
    kept.set(place.path, siblings);
    siblings.push(place);
  }
  const outer = new Set([...kept.keys()].flatMap(pathsAbove));
  return [...kept.values()].flat().filter(({ path, isRest }) => !isRest || !outer.has(path));
}
function withoutEchoes(groups) {
  if (!groups.some(({ places }) => places.some(({ runs }) => runs !== void 0))) return [...groups];
  const seen = /* @__PURE__ */ new Map();
  for (const { claim, places } of groups) {
    for (const place of places) {
      const list = seen.get(place.path) ?? [];
      seen.set(place.path, list);
      list.push({ claim, ...place });
    }
  }
  for (const list of seen.values()) list.sort((a, b) => a.offset - b.offset);
  let longest = 0;
  for (const list of seen.values()) for (const { length } of list) longest = Math.max(longest, length);
  const isEcho = (claim, { path, runs = [] }) => runs.some(
    (run, index) => levelsBelow(run.path, path) === runs.length - index && near(seen.get(run.path) ?? [], run, longest).some((outer) => echoes(claim, run, outer))
  );
  return groups.map((group) => ({ ...group, places: group.places.filter((place) => !isEcho(group.claim, place)) })).filter(({ places }) => places.length > 0);
}
function near(sights, { start, end }, longest) {
  return sights.slice(countBefore(sights, start - longest - PADDING_BYTES), countBefore(sights, end));
}
var PADDING_BYTES = 4;
function echoes(claim, { start, end }, outer) {
  const { offset, length } = outer;
  const isInside = offset <= start && end <= offset + length + PADDING_BYTES;
  if (isInside) return rank(CONFIDENCES, outer.claim.confidence) <= rank(CONFIDENCES, claim.confidence);
  if (outer.claim.rule !== claim.rule || claim.facts.spkiSha256 !== void 0) return false;
  return 2 * (Math.min(end, offset + length) - Math.max(start, offset)) > end - start;
}
function covers(outer, offset, length) {
  return outer !== void 0 && outer.offset <= offset && offset + length <= outer.offset + outer.length;
}
function isDecodedFromOther({ runs = [] }, kept) {
  return runs.some(({ path, start, end }) => {
    const places = kept.get(path) ?? [];
    const last = places[countBefore(places, end) - 1];
    return last !== void 0 && last.offset + last.length > start;
  });
}
function countBefore(places, end) {
  return firstIndex(places.length, (index) => places[index].offset >= end);
}
var levelsBelow = (outer, path) => path.slice(outer.length).split(INNER).length - 1;
function pathsAbove(path) {
  const above = [];
  for (let at = path.indexOf(INNER); at >= 0; at = path.indexOf(INNER, at + 1)) above.push(path.slice(0, at));
  return above;
}

// src/engine/collector.ts
var MAX_FINDINGS = 1e4;
var MAX_KEPT_PLACES = 4 * MAX_PLACES;
var Collector = class {
  #groups = /* @__PURE__ */ new Map();
  #overflow = false;
  /** The last claim that was kept when secrets were dropped: what ranks after it would be dropped as well. */
  #mildestKept;
  /** Whether a secret was dropped because there were too many distinct ones. */
  get overflow() {
    return this.#overflow;
  }
  add(claim, place) {
    this.#addAll(claim, place, [place], 0);
  }
  /** Adds what another collector found in another part of the same artifact. */
  merge(finding) {
    const { claimPlace, places, count } = finding;
    this.#addAll(finding, claimPlace, places, count - places.length);
  }
  #addAll(claim, claimPlace, places, surplus) {
    const group = this.#groups.get(claim.fingerprint);
    if (group === void 0) {
      if (this.#mildestKept !== void 0 && compareClaims(claim, this.#mildestKept) > 0) return;
      this.#groups.set(claim.fingerprint, { claim: keptClaim(claim), claimPlace, places: [...places], surplus });
      if (this.#groups.size >= 2 * MAX_FINDINGS) this.#dropMildest();
      return;
    }
    if (speaksBefore(claim, claimPlace, group)) Object.assign(group, { claim: keptClaim(claim), claimPlace });
    for (const place of places) group.places.push(place);
    group.surplus += surplus;
    if (group.places.length >= 2 * MAX_KEPT_PLACES) thin(group);
  }
  /** Sorted by place. */
  findings(artifact) {
    if (this.#groups.size > MAX_FINDINGS) this.#dropMildest();
    const findings = withoutEchoes([...this.#groups.values()]).map(
      ({ claim, claimPlace, places, surplus }) => {
        const kept = distinctPlaces(places);
        const first = kept[0];
        const { rule, title, severity, confidence, fingerprint, preview, facts } = claim;
        return {
          ...first,
          ...{ rule, title, artifact, severity, confidence, fingerprint, preview, facts },
          places: kept.slice(0, MAX_PLACES),
          count: kept.length + surplus,
          claimPlace
        };
      }
    );
    return findings.sort((a, b) => comparePlaces(a, b) || compareText(a.fingerprint, b.fingerprint));
  }
  #dropMildest() {
    const ranked = [...this.#groups].sort(([, a], [, b]) => compareClaims(a.claim, b.claim));
    this.#groups = new Map(ranked.slice(0, MAX_FINDINGS));
    this.#mildestKept = ranked[MAX_FINDINGS - 1][1].claim;
    this.#overflow = true;
  }
};
function keptClaim({ rule, title, severity, confidence, fingerprint, preview, facts }) {
  return { rule, title, severity, confidence, fingerprint, ...ownCopy({ preview, facts }) };
}
function compareClaims(a, b) {
  return rank(SEVERITIES, a.severity) - rank(SEVERITIES, b.severity) || rank(CONFIDENCES, a.confidence) - rank(CONFIDENCES, b.confidence) || compareText(a.fingerprint, b.fingerprint);
}
function speaksBefore(claim, place, group) {
  const order = rank(CONFIDENCES, claim.confidence) - rank(CONFIDENCES, group.claim.confidence) || rank(SEVERITIES, claim.severity) - rank(SEVERITIES, group.claim.severity) || comparePlaces(place, group.claimPlace);
  return order < 0 || order === 0 && claim.rule < group.claim.rule;
}
function thin(group) {
  const kept = distinctPlaces(group.places);
  group.surplus += Math.max(0, kept.length - MAX_KEPT_PLACES);
  group.places = kept.slice(0, MAX_KEPT_PLACES);
}

// src/engine/gap-collector.ts
var MAX_GAPS = 1e3;
var NO_GAPS = { listed: [], more: {} };
var GapCollector = class {
  #kinds = /* @__PURE__ */ new Map();
  get isEmpty() {
    return this.#kinds.size === 0;
  }
  add(gap, times = 1) {
    this.#kindOf(gap.code).add(gap, times);
  }
  /** Adds the gaps that another collector took from another part of the same artifact. */
  merge({ listed, more }) {
    for (const { gap, times } of listed) this.add(gap, times);
    for (const [code, count] of Object.entries(more)) this.#kindOf(code).more += count;
  }
  tally() {
    const kinds = [...this.#kinds].map(([code, kind]) => ({ code, listed: kind.listed(), more: kind.more }));
    return {
      listed: kinds.flatMap(({ listed }) => listed),
      more: Object.fromEntries(kinds.filter(({ more }) => more > 0).map(({ code, more }) => [code, more]))
    };
  }
  #kindOf(code) {
    const kind = this.#kinds.get(code) ?? new Kind();
    this.#kinds.set(code, kind);
    return kind;
  }
};
function gapsOf(path, { listed, more }) {
  const gaps = listed.map(({ gap }) => gap);
  const surplus = Object.entries(more).map(([kind, count]) => {
    const code = kind;
    const [first, ...others] = gaps.filter((gap) => gap.code === code).toSorted(compareGaps);
    const message = `${count} more gaps of this kind are in this artifact; ${1 + others.length} are listed, of which the first says: ${first?.message}`;
    return { path, code, message };
  });
  return [...gaps, ...surplus];
}
function compareGaps(a, b) {
  return compareText(a.path, b.path) || compareText(a.message, b.message);
}
var Kind = class {
  #counted = /* @__PURE__ */ new Map();
  /** The last gap that can still be listed; anything that sorts after it is only counted. */
  #last;
  more = 0;
  add(gap, times) {
    if (this.#last !== void 0 && compareGaps(gap, this.#last) > 0) {
      this.more += times;
      return;
    }
    const key = `${gap.path}\0${gap.message}`;
    const known = this.#counted.get(key);
    if (known !== void 0) known.times += times;
    else this.#counted.set(key, { gap, times });
    if (this.#counted.size >= 2 * MAX_GAPS) this.#thin();
  }
  listed() {
    this.#thin();
    return [...this.#counted.values()];
  }
  #thin() {
    if (this.#counted.size <= MAX_GAPS) return;
    const sorted = [...this.#counted].sort(([, a], [, b]) => compareGaps(a.gap, b.gap));
    for (const [, { times }] of sorted.slice(MAX_GAPS)) this.more += times;
    this.#counted = new Map(sorted.slice(0, MAX_GAPS));
    this.#last = sorted[MAX_GAPS - 1][1].gap;
  }
};

// src/engine/ledger.ts
var Ledger = class {
  #records = /* @__PURE__ */ new Map();
  #findings = /* @__PURE__ */ new Map();
  #rules = /* @__PURE__ */ new Map();
  /** For artifacts that came in several parts; the others need no merging. */
  #collectors = /* @__PURE__ */ new Map();
  #noteBooks = /* @__PURE__ */ new Map();
  #watched = new NoteBook();
  #secretNames = /* @__PURE__ */ new Map();
  /** Gaps that belong to no scanned artifact: those of the selection. */
  #gaps = [];
  #tallies = /* @__PURE__ */ new Map();
  /** For artifacts with gaps in several parts. */
  #gapCollectors = /* @__PURE__ */ new Map();
  #formats = /* @__PURE__ */ new Map();
  #explanation;
  #excluded = 0;
  /**
   * @param watched notes of the keys that the user watches for; they are joined to findings of every artifact
   * @param secrets of the job; a finding of the same secret, in any form, gets its name
   */
  constructor(watched = [], secrets = []) {
    for (const note of watched) this.#watched.add(note);
    for (const { identity, name } of secrets) if (identity) this.#secretNames.set(identity.fingerprint, name);
  }
  addGaps(gaps) {
    for (const gap of gaps) this.#gaps.push(gap);
  }
  /** Counts files and entries that the user excludes. */
  addExcluded(count) {
    this.#excluded += count;
  }
  add(part) {
    this.#addTally(part.path, part.gaps);
    for (const [id, count] of Object.entries(part.formats))
      this.#formats.set(id, sumOfCounts(this.#formats.get(id), count));
    this.#explain(part.explanation);
    this.addExcluded(part.excluded ?? 0);
    const before = this.#records.get(part.path);
    this.#records.set(part.path, sumOf(before, part));
    this.#addNotes(part);
    for (const rule of part.rules ?? []) this.#rules.set(rule.id, rule);
    if (part.findings.length === 0) return;
    const earlier = this.#findings.get(part.path);
    if (earlier === void 0) this.#findings.set(part.path, part.findings);
    else this.#mergeFindings(part, earlier);
  }
  /**
   * Records a file whose `size` bytes were all read and about which there is nothing else to report; this is its only
   * part.
   */
  addQuiet(path, size) {
    this.#records.set(path, { path, size, entries: 0, scannedBytes: size });
  }
  result(leftOut, elapsedMs) {
    for (const [path, collector] of this.#collectors) {
      this.#findings.set(path, collector.findings(path));
      if (collector.overflow) this.#addTally(path, { listed: [{ gap: tooManyFindings(path), times: 1 }], more: {} });
    }
    for (const [path, noteBook] of this.#noteBooks) {
      const findings2 = this.#findings.get(path);
      if (findings2 !== void 0) this.#findings.set(path, noteBook.join(findings2));
    }
    const artifacts = [...this.#records.values()].sort((a, b) => compareText(a.path, b.path));
    const found = artifacts.flatMap(({ path }) => this.#findings.get(path)?.map(asReported) ?? []);
    const findings = this.#watched.join(found).map((finding) => this.#named(finding));
    const formats = [...this.#formats].sort(([a], [b]) => compareText(a, b));
    const named = new Set(findings.map(({ rule }) => rule));
    return {
      artifacts,
      findings,
      gaps: this.#allGaps(),
      rules: [...this.#rules.values()].filter(({ id }) => named.has(id)).sort((a, b) => compareText(a.id, b.id)),
      stats: {
        artifacts: artifacts.length,
        entries: total(artifacts, "entries"),
        scannedBytes: total(artifacts, "scannedBytes"),
        formats: Object.fromEntries(formats.map(([id, { opened }]) => [id, opened])),
        unpacked: Object.fromEntries(
          formats.filter(([, { entries }]) => entries > 0).map(([id, { entries, bytes }]) => [id, { entries, bytes }])
        ),
        leftOut: this.#excluded === 0 ? leftOut : { ...leftOut, [EXCLUDED]: this.#excluded },
        elapsedMs
      },
      ...this.#explanation && { explanation: this.#explanation }
    };
  }
  #addTally(path, tally) {
    if (tally.listed.length === 0) return;
    const before = this.#tallies.get(path);
    let collector = this.#gapCollectors.get(path);
    if (collector === void 0 && before === void 0) {
      this.#tallies.set(path, tally);
      return;
    }
    if (collector === void 0) {
      collector = new GapCollector();
      if (before !== void 0) collector.merge(before);
      this.#gapCollectors.set(path, collector);
      this.#tallies.delete(path);
    }
    collector.merge(tally);
  }
  #allGaps() {
    const merged = [...this.#gapCollectors].map(([path, collector]) => [path, collector.tally()]);
    return uniqueGaps([
      ...this.#gaps,
      ...[...this.#tallies, ...merged].flatMap(([path, tally]) => gapsOf(path, tally))
    ]);
  }
  #named(finding) {
    const secret = this.#secretNames.get(finding.fingerprint);
    return secret === void 0 ? finding : { ...finding, facts: { ...finding.facts, secret } };
  }
  #explain(more) {
    if (more === void 0) return;
    const before = this.#explanation ?? { artifact: more.artifact, steps: [], more: 0 };
    const steps = [...before.steps, ...more.steps];
    const surplus = Math.max(0, steps.length - MAX_STEPS);
    this.#explanation = { ...before, steps: steps.slice(0, MAX_STEPS), more: before.more + more.more + surplus };
  }
  #addNotes({ path, notes }) {
    if (notes.length === 0) return;
    const noteBook = this.#noteBooks.get(path) ?? new NoteBook();
    this.#noteBooks.set(path, noteBook);
    for (const note of notes) noteBook.add(note);
  }
  #mergeFindings(part, earlier) {
    let collector = this.#collectors.get(part.path);
    if (collector === void 0) {
      collector = new Collector();
      for (const finding of earlier) collector.merge(finding);
      this.#collectors.set(part.path, collector);
    }
    for (const finding of part.findings) collector.merge(finding);
  }
};
var EXCLUDED = "excluded-by-configuration";
function asReported({ claimPlace, ...finding }) {
  return finding;
}
function sumOfCounts(before, count) {
  if (before === void 0) return count;
  const { opened, entries, bytes } = before;
  return { opened: opened + count.opened, entries: entries + count.entries, bytes: bytes + count.bytes };
}
function tooManyFindings(path) {
  const message = `more than ${MAX_FINDINGS} different secrets; the rest is not listed. Look at the artifact as a whole`;
  return { path, code: "budget", message };
}
function sumOf(before, part) {
  const sha256 = before?.sha256 ?? part.sha256;
  return {
    path: part.path,
    size: Math.max(before?.size ?? 0, part.size),
    ...sha256 === void 0 ? {} : { sha256 },
    entries: (before?.entries ?? 0) + part.entries,
    scannedBytes: (before?.scannedBytes ?? 0) + part.scannedBytes
  };
}
function uniqueGaps(gaps) {
  const unique = new Map(gaps.map((gap) => [`${gap.path}\0${gap.code}\0${gap.message}`, gap]));
  return [...unique.entries()].sort(([a], [b]) => compareText(a, b)).map(([, gap]) => gap);
}
function total(artifacts, field) {
  return artifacts.reduce((sum, artifact) => sum + artifact[field], 0);
}

// src/bytes/private-temp-file.ts
import { randomBytes } from "node:crypto";
import { closeSync as closeSync2, existsSync, ftruncateSync, openSync as openSync2, unlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
var OPEN_FILES = "/proc/self/fd";
var PrivateTempFile = class {
  path;
  #name = join(tmpdir(), `keysieve-${randomBytes(12).toString("hex")}`);
  #descriptor;
  #hasName;
  #end = 0;
  #holes = [];
  /** @throws AccessError with the system's reason */
  constructor(kind) {
    try {
      this.#descriptor = openSync2(this.#name, "wx+", 384);
    } catch (error) {
      throw refused("make", error);
    }
    const nameless = join(OPEN_FILES, `${this.#descriptor}`);
    const needsName = kind === "shared" && !existsSync(nameless);
    this.#hasName = needsName || !tryUnlink(this.#name);
    this.path = this.#hasName ? this.#name : nameless;
  }
  /**
   * Appends `chunk`; zeros become a hole, which takes no space.
   * @throws AccessError, for example when the disk is full
   */
  append(chunk) {
    try {
      const start = this.#end;
      this.#end += chunk.length;
      if (chunk.length >= MIN_HOLE_BYTES && isZero(chunk)) this.#addHole(start);
      else
        for (let done = 0; done < chunk.length; )
          done += writeSync(this.#descriptor, chunk, done, chunk.length - done, start + done);
    } catch (error) {
      throw refused("write to", error);
    }
  }
  #addHole(start) {
    ftruncateSync(this.#descriptor, this.#end);
    const last = this.#holes.at(-1);
    if (last?.end === start) last.end = this.#end;
    else this.#holes.push({ start, end: this.#end });
  }
  /** All that was appended so far; readable until `remove`. */
  source() {
    return new FileSource(this.#descriptor, this.#holes);
  }
  remove() {
    closeSync2(this.#descriptor);
    if (this.#hasName) tryUnlink(this.#name);
  }
};
var MIN_HOLE_BYTES = 64 << 10;
function refused(what, error) {
  const where = `${what} a temp file in ${tmpdir()}: ${systemReason(error)}`;
  const variable = process.platform === "win32" ? "TEMP" : "TMPDIR";
  return new AccessError(
    `cannot ${where}; let ${variable} name a folder that may be written, with room for what is unpacked`
  );
}
function tryUnlink(path) {
  try {
    unlinkSync(path);
    return true;
  } catch {
    return false;
  }
}

export {
  REPLACEMENT,
  pathOfBytes,
  systemPath,
  escapedByte,
  firstIndex,
  plainBytes,
  MemorySource,
  assertInside,
  ZEROS,
  isOfHole,
  isZero,
  zeros,
  FileSource,
  systemReason,
  exclusion,
  compareText,
  PAIRS,
  WINDOW_BITS,
  HASHES,
  FIRST_THREE,
  LAST_THREE,
  FOUR_SHIFT,
  THREE_SHIFT,
  RANKS,
  ZEROS_MATCH,
  RESTS_AT,
  NEIGHBOURS_AT,
  NEIGHBOUR_BYTES,
  NEIGHBOUR_REACH,
  ENTRIES,
  ENTRY_BYTES,
  REST_BYTES,
  SCHEDULE_HIT_BYTES,
  SIGN_TABLES,
  SIGN_WORDS,
  SIGN_HEADS,
  SIGN_HEADS_END,
  webAssembly,
  SIGN_BLOCK_BYTES,
  openMachine,
  rangeOf,
  MAX_RUNS,
  MAX_STRUCTURES,
  SURVEY_IS_FULL,
  Surveyor,
  MAX_NOTES,
  NoteBook,
  knownKeysOf,
  MAX_STEPS,
  INNER,
  innerPath,
  comparePlaces,
  Collector,
  NO_GAPS,
  GapCollector,
  Ledger,
  tooManyFindings,
  PROGRESS,
  MAX_ANSWER_MS,
  PlugInWatch,
  TOO_SLOW,
  takes,
  noPiecesOut,
  PIECE_BYTES,
  Sharing,
  NOT_QUIET,
  quietFilesOf,
  artifactsOf,
  PrivateTempFile
};
