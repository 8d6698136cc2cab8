// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);
import {
  ChunkReader,
  PAGE_BYTES,
  PRINTABLE,
  ReadAheadSource,
  SPOOL_MEMORY_BYTES,
  Scanner,
  Spool,
  TAIL_BYTES,
  assertUniqueIds,
  bufferOf,
  containers,
  encryptedMessage,
  firstBytesOf,
  hasMagic,
  isAndroidBackup,
  isAnsibleVault,
  isBitLocker,
  isEcryptfs,
  isElectrumWallet,
  isEncryptedByH2,
  isEncryptedDerby,
  isEncryptedLog,
  isEncryptedMail,
  isEnvelopedData,
  isKeptBeside,
  isMcrypt,
  isOpenDocument,
  isRailsCredentials,
  isSalted,
  isText,
  isTextToEnd,
  isVimCrypt,
  knownSecret,
  loadPlugIn,
  magic,
  magicReach,
  mayGoOn,
  openPgpKind,
  planChain,
  size64At,
  sliceOf,
  streamOf,
  varintAt,
  viewOf,
  wholeChain,
  wholeEntry,
  withoutContainers
} from "./shared-16.js";
import {
  Collector,
  FileSource,
  GapCollector,
  MAX_NOTES,
  MAX_STEPS,
  MemorySource,
  NOT_QUIET,
  NO_GAPS,
  NoteBook,
  PIECE_BYTES,
  PlugInWatch,
  SURVEY_IS_FULL,
  Surveyor,
  assertInside,
  exclusion,
  innerPath,
  isOfHole,
  isZero,
  knownKeysOf,
  takes,
  tooManyFindings,
  zeros
} from "./shared-6.js";
import {
  NO_MEMORY
} from "./shared-14.js";
import {
  EffortError,
  chargeTo
} from "./shared-3.js";
import {
  atFixedLimit
} from "./shared-5.js";
import {
  AccessError,
  BudgetError,
  FormatError,
  KeysieveError,
  isForeseen
} from "./shared-2.js";

// src/engine/configured-chain.ts
async function configuredChain(changes, progress) {
  const own = changes.ownRules.length === 0 ? [] : await detectorsOf(changes.ownRules);
  const extra = [...own, ...changes.knownSecrets.map(knownSecret)];
  if (changes.plugIns.length === 0) return without(changes.rulesOff, wholeChain(extra));
  const watch = new PlugInWatch(progress);
  const chain = wholeChain([...extra, ...await guardedDetectors(changes, watch)]);
  return { ...without(changes.rulesOff, chain), watch };
}
function without(rulesOff, chain) {
  if (rulesOff.length === 0) return chain;
  const off = new Set(rulesOff);
  const isOn = (route) => route.kind !== "detector" || !off.has(route.asked.id);
  return {
    ...chain,
    searches: chain.searches.filter(({ id }) => !off.has(id)),
    namedFiles: chain.namedFiles.filter(({ id }) => !off.has(id)),
    routes: chain.routes.map((routes) => routes.filter(isOn)),
    shapes: new Map([...chain.shapes].map(([shape, routes]) => [shape, routes.filter(isOn)]))
  };
}
async function detectorsOf(rules) {
  const { ownRuleDetector } = await import("./own-rule-detector.js");
  return rules.map((rule) => {
    const made = ownRuleDetector(rule);
    if ("problem" in made) throw new Error(`rule ${rule.id} was checked and cannot be made: ${made.problem}`);
    return made;
  });
}
async function guardedDetectors({ plugIns, ownRules }, watch) {
  const loaded = [];
  for (const plugIn of plugIns) loaded.push({ plugIn, name: plugIn.name, detectors: await loadPlugIn(plugIn) });
  assertUniqueIds(loaded, ownRules);
  return loaded.flatMap(
    ({ plugIn, detectors }, number) => detectors.map((detector) => watch.guard(detector, plugIn, number))
  );
}

// src/bytes/budget.ts
import { crc32 } from "node:zlib";
var ENTRIES = 0;
var BYTES = 1;
var WASTED_RUNS = 2;
var WASTED_RUN_BYTES = 3;
var FAILED_RUNS = 4;
var STUCK_RUNS = 5;
var EFFORT_US = 6;
var COUNTS = 7;
var WORK_BITS = 1 << 19;
var WORDS = COUNTS + WORK_BITS / 64;
var MAX_EFFORT_US = 1e7;
var Budget = class {
  limits;
  #spent;
  /** What this thread has taken, by count. */
  #taken = Array(COUNTS).fill(0);
  #works;
  #sevenZipBytes = 0;
  #deadlineMs;
  #now;
  /**
   * @param spentMs time that earlier parts of the same artifact have already taken
   * @param spent the shared count, when other threads draw on the same budget
   */
  constructor(limits, now = () => performance.now(), spentMs = 0, spent) {
    this.limits = limits;
    this.#spent = spent;
    this.#now = now;
    this.#deadlineMs = now() + limits.maxSeconds * 1e3 - spentMs;
  }
  /** The shared count, for other threads that draw on the same budget from now on. */
  get spent() {
    if (this.#spent === void 0) {
      this.#spent = new BigInt64Array(new SharedArrayBuffer(WORDS * BigInt64Array.BYTES_PER_ELEMENT));
      this.#spent.set(this.#taken.map(BigInt));
      const works = worksOf(this.#spent);
      if (this.#works !== void 0) works.set(this.#works);
      this.#works = works;
    }
    return this.#spent;
  }
  /** Entries taken by this thread so far. */
  get entries() {
    return this.#taken[ENTRIES];
  }
  /** Bytes that came out of containers in this thread so far. */
  get bytes() {
    return this.#taken[BYTES];
  }
  /**
   * Bytes that 7-Zip has read and written for this thread so far; of what it reads, only in runs that came to their end. No limit looks at
   * them.
   */
  get sevenZipBytes() {
    return this.#sevenZipBytes;
  }
  countSevenZip(bytes) {
    this.#sevenZipBytes += bytes;
  }
  /** Runs of 7-Zip that were in vain, in this thread or others, and the bytes read and written by them. See `WastedRuns`. */
  get wastedRuns() {
    return { count: this.#total(WASTED_RUNS), bytes: this.#total(WASTED_RUN_BYTES) };
  }
  countWastedRun(bytes) {
    this.#take(WASTED_RUNS, 1);
    this.#take(WASTED_RUN_BYTES, bytes);
  }
  /** Runs of 7-Zip, in this thread or others, that ended with an error, and those that were ended because they were stuck. */
  get sevenZipRuns() {
    return { failed: this.#total(FAILED_RUNS), stuck: this.#total(STUCK_RUNS) };
  }
  countFailedRun() {
    this.#take(FAILED_RUNS, 1);
  }
  countStuckRun() {
    this.#take(STUCK_RUNS, 1);
  }
  /**
   * Counts what a proof computes, for this thread and others, until it is too much. The sum does not depend on which thread computes what: a
   * work with a name is counted by the first that asks for it.
   * @returns `last` for the one after which no other may be computed, so that one gap says so
   */
  takesEffort(microseconds, work) {
    const bit = work === void 0 ? void 0 : crc32(work) % WORK_BITS;
    if (bit !== void 0 && hasBit(Atomics.load(this.#workBits, bit >>> 5), bit)) return "yes";
    if (this.#total(EFFORT_US) >= MAX_EFFORT_US) return "no";
    if (bit !== void 0 && hasBit(Atomics.or(this.#workBits, bit >>> 5, 1 << (bit & 31)), bit)) return "yes";
    const cost = Math.ceil(microseconds);
    const before = this.#take(EFFORT_US, cost);
    return before < MAX_EFFORT_US && before + cost >= MAX_EFFORT_US ? "last" : "yes";
  }
  get #workBits() {
    this.#works ??= this.#spent === void 0 ? new Uint32Array(WORK_BITS / 32) : worksOf(this.#spent);
    return this.#works;
  }
  /** How many more bytes may come out of containers, in this thread or others. */
  get bytesLeft() {
    return this.limits.maxTotalBytes - this.#total(BYTES);
  }
  /** True once a limit of the whole artifact, not of one entry, was exceeded: nothing more may be taken from it. */
  get isSpent() {
    return this.#total(ENTRIES) > this.limits.maxEntries || this.bytesLeft < 0 || this.#now() > this.#deadlineMs;
  }
  /** Call before opening a container at `depth` (1 = the artifact itself is the container). */
  enter(depth) {
    if (depth > this.limits.maxDepth) throw overBudget("containers in containers", this.limits.maxDepth, "max-depth");
  }
  /** Call once for each entry. */
  takeEntry() {
    this.#take(ENTRIES, 1);
    if (this.#total(ENTRIES) > this.limits.maxEntries)
      throw overBudget("entries", this.limits.maxEntries, "max-entries");
    this.checkTime();
  }
  /** Counts a whole entry, unless that would exceed a limit. @returns whether it was counted */
  takesEntryBytes(entryBytes) {
    const fits = entryBytes <= this.limits.maxEntryBytes && entryBytes <= this.bytesLeft;
    if (!fits || this.#now() > this.#deadlineMs) return false;
    this.#take(BYTES, entryBytes);
    return true;
  }
  /**
   * Call once for each chunk.
   * @param chunkBytes size of the chunk, as the limits count it (a hole counts less)
   * @param entryBytes bytes of this entry so far, this chunk included, counted the same way
   */
  takeBytes(chunkBytes, entryBytes) {
    this.#take(BYTES, chunkBytes);
    if (entryBytes > this.limits.maxEntryBytes)
      throw overBudget("bytes in one entry", this.limits.maxEntryBytes, "max-entry-bytes");
    if (this.bytesLeft < 0) throw overBudget("unpacked bytes", this.limits.maxTotalBytes, "max-total-bytes");
    this.checkTime();
  }
  checkTime() {
    if (this.#now() > this.#deadlineMs) {
      const { maxSeconds } = this.limits;
      throw new BudgetError(`not finished after ${maxSeconds} s; raise max-seconds to scan the rest`, "timeout");
    }
  }
  #total(what) {
    return this.#spent === void 0 ? this.#taken[what] : Number(Atomics.load(this.#spent, what));
  }
  /** @returns the sum before */
  #take(what, count) {
    const before = this.#taken[what];
    this.#taken[what] = before + count;
    return this.#spent === void 0 ? before : Number(Atomics.add(this.#spent, what, BigInt(count)));
  }
};
function hasBit(word, bit) {
  return (word >>> (bit & 31) & 1) === 1;
}
function worksOf(spent) {
  return new Uint32Array(spent.buffer, COUNTS * BigInt64Array.BYTES_PER_ELEMENT);
}
function overBudget(what, limit, option) {
  return new BudgetError(`more than ${limit} ${what}; raise ${option} to scan the rest`);
}

// src/unpack/walk/embedded.ts
var MAX_FINDS = 1e5;
var Finds = class {
  /** For a leaf that is a stream: what was kept of it, from the first find on. */
  spool;
  #finds = [];
  #more = 0;
  get isEmpty() {
    return this.#finds.length === 0 && this.#more === 0;
  }
  add(find) {
    if (this.#finds.length < MAX_FINDS) this.#finds.push(find);
    else this.#more++;
  }
  /** Counts `more` finds that were not kept. */
  addUncounted(more) {
    this.#more += more;
  }
  /** Hands over all finds; afterwards this is empty. */
  take() {
    if (this.isEmpty) return void 0;
    const [finds, more] = [this.#finds, this.#more];
    this.#finds = [];
    this.#more = 0;
    return { finds: finds.sort((a, b) => a.offset - b.offset), more };
  }
};
function tooManyFinds(more) {
  const message = `found ${more} more places that look like archives or encoded text than the ${MAX_FINDS} that are opened`;
  return atFixedLimit(`${message}; their bytes are scanned as is`, "split the file before the scan");
}

// src/unpack/walk/position.ts
function plainPlace({ path, depth, runs, isFragment }) {
  return { path, depth, runs, ...isFragment && { isFragment } };
}
var TOP = { depth: 1, examinedBy: [], runs: [], ancestors: [] };
function entryPosition(position, container, { name, isRemainder }) {
  const { path, depth, ancestors, examinedBy } = position;
  return {
    ...{ ...plainPlace(position), path: innerPath(path, name), depth: depth + 1 },
    ...{ ancestors, examinedBy: isRemainder ? [...examinedBy, container] : [] }
  };
}
function cutShort(position, failure) {
  const isOurs = failure !== void 0 && !(failure instanceof FormatError);
  return { ...position, cutBy: failure, ...isOurs && { isFragment: true } };
}
function knownOf({ examinedBy, taken }) {
  if (examinedBy.length === 0 && (taken === void 0 || taken.isEmpty)) return void 0;
  const reportedBy = examinedBy.filter(({ reportsAll }) => reportsAll === true).map(({ id }) => id);
  return { taken: taken?.within(0, Number.POSITIVE_INFINITY) ?? [], reportedBy };
}

// src/unpack/walk/claims.ts
var NOBODY = [];
var ANY = new Uint8Array(256).fill(1);
var askable = /* @__PURE__ */ new WeakMap();
function askableOf(containers2) {
  const known = askable.get(containers2);
  if (known !== void 0) return known;
  const tails = containers2.filter((container) => container.reads === "source").filter(({ sniffTail }) => sniffTail !== void 0);
  const made = {
    ...{ heads: [], tails },
    names: containers2.filter(({ sniffName }) => sniffName !== void 0),
    sureTails: tails.filter(({ isSureOfEnd }) => isSureOfEnd === true)
  };
  askable.set(containers2, made);
  return made;
}
function askedFor(byte, containers2) {
  return containers2.filter(({ firstBytes }) => firstBytes === void 0 || firstBytes.includes(byte)).map((container) => ({ container, at: container.mark?.at ?? 0, members: membersIn(container.mark) }));
}
function membersIn(mark) {
  if (mark === void 0) return ANY;
  const members = new Uint8Array(256);
  for (const byte of mark.bytes) members[byte] = 1;
  return members;
}
function headClaims(containers2, { path, examinedBy, isExcerpt }, head) {
  const { heads, names } = askableOf(containers2);
  const first = head[0];
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  if (first !== void 0) heads[first] ??= askedFor(first, containers2);
  const asked2 = first === void 0 ? NOBODY : heads[first];
  const claims = [];
  for (const { container, at, members } of asked2) {
    if (isExcerpt === true && container.notInDecodedText === true) continue;
    if (at < bytes.length && members[bytes[at]] === 1 && container.sniff(bytes)) claims.push(container);
  }
  const allowed = claims.filter((container) => !examinedBy.includes(container));
  if (allowed.length > 0) return allowed;
  return names.filter((container) => container.sniffName?.(path, head) === true && !examinedBy.includes(container));
}
function tailClaims(containers2, examinedBy, tail) {
  return askableOf(containers2).tails.filter(
    (container) => container.sniffTail?.(tail) === true && !examinedBy.includes(container)
  );
}
function claimsByEnds(containers2, position, { head, tail }, atEnd) {
  const atHead = headClaims(containers2, position, head);
  if (atHead.length === 0) return atHead;
  const sure = askableOf(containers2).sureTails.filter(
    (container) => container.sniffTail?.(tail) === true && !position.examinedBy.includes(container)
  );
  if (sure.length > 0) return sure;
  return atHead.some(yieldsToEnd) && atEnd().length > 0 ? atHead.filter((one) => !yieldsToEnd(one)) : atHead;
}
function newAtEnd(atEnd, { claims, opening, tail }) {
  if (opening === "all" || opening === "none") return [];
  return atEnd().filter(
    (container) => !claims.includes(container) && !(opening === "some" && container.holdsOnlyWhatIsBefore?.(tail) === true)
  );
}
function keepsLeaf(container) {
  return container.keepsLeaf !== void 0;
}
function yieldsToEnd(container) {
  return container.yieldsToEnd !== void 0;
}

// src/unpack/walk/ends.ts
function readEnds(source, headBytes) {
  const tailBytes = Math.min(TAIL_BYTES, source.size);
  return {
    head: source.read(0, Math.min(headBytes, source.size)),
    tail: source.read(source.size - tailBytes, tailBytes)
  };
}
function headReach(containers2, least) {
  return containers2.reduce((most, { headBytes }) => Math.max(most, headBytes), least);
}

// src/unpack/walk/entries-of.ts
var FIRST_BYTES = 4 << 10;
var CHUNK_BYTES = 256 << 10;
function entriesOf(container, source, reading) {
  const { budget, runs } = reading;
  const entries2 = container.reads === "source" ? container.entries(source, budget) : container.entries(toEnd(source, reading), budget);
  return runs ? runs.watch(container, entries2) : entries2;
}
async function* toEnd(source, { cutBy, onEnd }) {
  for (let at = 0, bytes = FIRST_BYTES; at < source.size; at += bytes, bytes = Math.min(4 * bytes, CHUNK_BYTES))
    yield source.read(at, Math.min(bytes, source.size - at));
  onEnd?.();
  if (cutBy !== void 0) throw cutBy;
}

// src/unpack/walk/entry-input.ts
import { setImmediate as turnOfEventLoop } from "node:timers/promises";
var EntryInput = class {
  #iterator;
  #budget;
  #onError;
  /** Read, but not handed out yet. */
  #held = [];
  #heldBytes = 0;
  /** Handed out, and kept for `rewind`; undefined once rewinding is no longer possible. */
  #kept = [];
  #keptBytes = 0;
  #entryBytes = 0;
  /** As counted for the limits, where holes weigh less. */
  #countedBytes = 0;
  #pulls = 0;
  #ended = false;
  #failure;
  constructor(chunks, budget, onError) {
    this.#iterator = chunks[Symbol.asyncIterator]();
    this.#budget = budget;
    this.#onError = onError;
  }
  /** Whether nothing is left beyond what is held. */
  get ended() {
    return this.#ended;
  }
  /** Bytes received so far. */
  get bytes() {
    return this.#entryBytes;
  }
  /** The error that ended the entry early. */
  get failure() {
    return this.#failure;
  }
  /** Reads until at least `bytes` are held, or the entry ends. @returns everything held */
  async hold(bytes) {
    while (this.#heldBytes < bytes) {
      const chunk = await this.#pull();
      if (chunk === void 0) break;
      this.#held.push(chunk);
      this.#heldBytes += chunk.length;
    }
    if (this.#held.length !== 1) this.#held = [Buffer.concat(this.#held, this.#heldBytes)];
    return this.#held[0];
  }
  /** The next chunk, undefined at the end. Never throws a foreseen error. */
  async next() {
    const chunk = this.#held.shift() ?? await this.#pull();
    if (chunk === void 0) return void 0;
    this.#heldBytes = Math.max(0, this.#heldBytes - chunk.length);
    this.#keep(chunk);
    return chunk;
  }
  /** All remaining bytes. @throws what ended the entry early */
  async *chunks() {
    for (; ; ) {
      const chunk = await this.next();
      if (chunk === void 0) break;
      yield chunk;
    }
    if (this.#failure !== void 0) throw this.#failure;
  }
  /** Gives up `rewind`, and frees what was kept for it. */
  forget() {
    this.#kept = void 0;
  }
  /** Goes back to the first byte. @returns false when more was handed out than is kept */
  rewind() {
    if (this.#kept === void 0) return false;
    this.#held = [...this.#kept, ...this.#held];
    this.#heldBytes += this.#keptBytes;
    this.#kept = void 0;
    return true;
  }
  async close() {
    this.#held = [];
    this.#kept = void 0;
    this.#ended = true;
    await this.#iterator.return?.();
  }
  #keep(chunk) {
    if (this.#kept === void 0) return;
    this.#kept.push(chunk);
    this.#keptBytes += chunk.length;
    if (this.#keptBytes > MAX_KEPT_BYTES) this.#kept = void 0;
  }
  async #pull() {
    if (this.#ended) return void 0;
    if (++this.#pulls % TURN_PULLS === 0) await turnOfEventLoop();
    else await void 0;
    try {
      const step = await this.#iterator.next();
      if (!step.done) return this.#count(step.value);
    } catch (error) {
      this.#fail(error);
    }
    this.#ended = true;
    return void 0;
  }
  /** The part of `chunk` that the budget has room for. */
  #count(chunk) {
    const room = Math.min(this.#budget.limits.maxEntryBytes - this.#countedBytes, this.#budget.bytesLeft);
    const counted = isOfHole(chunk) ? Math.ceil(chunk.length / HOLE_DISCOUNT) : chunk.length;
    this.#entryBytes += chunk.length;
    this.#countedBytes += counted;
    try {
      this.#budget.takeBytes(counted, this.#countedBytes);
      return chunk;
    } catch (error) {
      this.#fail(error);
      return chunk.subarray(0, Math.max(0, room));
    }
  }
  #fail(error) {
    this.#ended = true;
    this.#onError(error);
    if (error instanceof Error) this.#failure = error;
  }
};
var MAX_KEPT_BYTES = 16 << 20;
var TURN_PULLS = 1024;
var HOLE_DISCOUNT = 4;

// src/unpack/walk/gap-ledger.ts
var GapLedger = class {
  #onGap;
  /** Nested containers rethrow the same error. */
  #reported = /* @__PURE__ */ new WeakSet();
  constructor(onGap) {
    this.#onGap = onGap;
  }
  /** Makes a gap of an error that has none yet. @throws any error that is not foreseen, so that a bug keeps its stack */
  report(path, error) {
    if (!isForeseen(error)) throw error;
    if (this.#reported.has(error)) return;
    this.#reported.add(error);
    this.add({ path, code: error.code, message: error.message });
  }
  /** Marks `error` as no gap, wherever it turns up again. */
  forgive(error) {
    this.#reported.add(error);
  }
  add(gap) {
    this.#onGap(gap);
  }
};

// src/unpack/walk/in-pieces.ts
var IN_SECTORS = /* @__PURE__ */ new Set(["apfs", "compound", "ext", "fat", "hfs", "ntfs"]);
var IN_RECORDS = /!\/(?:Workbook|Book|PowerPoint Document)$/;
function tailInPieces(place, claims) {
  const isStream = place.ancestors.at(-1)?.container.id === "compound";
  const isInPieces = claims.some(({ id }) => IN_SECTORS.has(id)) || isStream && IN_RECORDS.test(place.path);
  return isInPieces ? { isFragment: true } : {};
}

// src/unpack/walk/ancestors.ts
var HEAD_BYTES = { image: 512, other: 4 << 10 };
var MAX_ALIKE = 2;
var EARLIER = 7 / 8;
var CHUNK_BYTES2 = 256 << 10;
function repetition(ancestors, container, source) {
  const isImage = container.keepsLeaf === "as it lies";
  const headBytes = container.headBytes + HEAD_BYTES[isImage ? "image" : "other"];
  let alike = 0;
  for (const outer of ancestors) {
    if (outer.container !== container || !beginAlike(outer.source, source, headBytes)) continue;
    if (beginsWith(source, outer.source)) return ITSELF;
    if (!isImage && source.size < outer.source.size * EARLIER) continue;
    if (++alike === MAX_ALIKE) return ALIKE;
  }
  return void 0;
}
var ITSELF = "the container that this lies in lies here once more, as in an archive that unpacks to itself; it is scanned as is and not opened again; exclude it where that is meant, or leave it out of the build";
var ALIKE = `more than ${MAX_ALIKE} containers that begin alike lie in one another, as in an image whose files are the image; unpack it before the scan`;
function beginAlike(first, second, headBytes) {
  const bytes = Math.min(headBytes, first.size, second.size);
  return Buffer.compare(first.read(0, bytes), second.read(0, bytes)) === 0;
}
function beginsWith(source, start) {
  if (source.size < start.size) return false;
  for (let at = 0; at < start.size; at += CHUNK_BYTES2) {
    const bytes = Math.min(CHUNK_BYTES2, start.size - at);
    if (Buffer.compare(source.read(at, bytes), start.read(at, bytes)) !== 0) return false;
  }
  return true;
}

// src/unpack/walk/failures.ts
var TAKE_OUT = "take out what is packed in it and scan that";
var MAX_DAMAGED = 256;
var MAX_STEPS2 = 64 << 10;
var MAX_WASTED_READ_BYTES = 64 << 20;
var MAX_DAMAGED_INSIDE = 4 * MAX_DAMAGED;
var MAX_STEPS_INSIDE = 2 * MAX_STEPS2;
var WastedReads = class {
  #waste = /* @__PURE__ */ new Map();
  /** Call for each find that was tried. */
  add(container, { wastedBytes, isFailure, steps }) {
    if (wastedBytes === 0 && !isFailure) return;
    const waste = this.#waste.get(container) ?? { bytes: 0, failures: 0, steps: 0 };
    this.#waste.set(container, waste);
    waste.bytes += wastedBytes;
    if (!isFailure) return;
    waste.failures++;
    waste.steps += 1 + steps;
  }
  areTooMany(container) {
    const waste = this.#waste.get(container);
    if (waste === void 0) return false;
    const { bytes, failures, steps } = waste;
    if (bytes >= MAX_WASTED_READ_BYTES) return true;
    return container.reads === "stream" ? steps >= MAX_STEPS_INSIDE : failures >= MAX_DAMAGED_INSIDE;
  }
};
var Failures = class {
  /** Places that were no longer tried. */
  skipped = 0;
  #container;
  #wasted;
  #runs;
  #count = 0;
  #steps = 0;
  constructor(container, wasted, runs) {
    this.#container = container;
    this.#wasted = wasted;
    this.#runs = runs;
  }
  /** @param steps items that it yielded before it ended: entries, troubles, remainders */
  add(steps) {
    this.#count++;
    this.#steps += 1 + steps;
    return this;
  }
  get areTooMany() {
    if (this.#wasted.areTooMany(this.#container) || this.#runs.areTooManyFor(this.#container)) return true;
    const isStream = this.#container.reads === "stream";
    if (this.#steps >= MAX_STEPS2 && (isStream || this.#count > 1)) return true;
    return !isStream && this.#count >= MAX_DAMAGED;
  }
  get message() {
    const { title } = this.#container;
    const tried = this.#count > 0 ? `${this.#count} places that begin like ${title} are damaged or empty` : `what begins like ${title} was read in vain too often`;
    return atFixedLimit(`${tried}, and ${this.skipped} more were not tried; their bytes are scanned as is`, TAKE_OUT);
  }
};
var DOUBTFUL_BYTES = 128 << 10;
var MAX_TRIED = 1024;
var MAX_WASTED_BYTES = 256 << 20;
var BrokenCodecs = class {
  /** Places that were not tried. */
  skipped = 0;
  #tried = 0;
  #wastedBytes = 0;
  /** Offset up to which a broken codec has read. */
  #end = 0;
  /**
   * @param end where damage was met, relative to the codec's beginning at `offset`
   * @returns the offset up to which finds are content of the codec
   */
  add(offset, end, { soundUntil = end - DOUBTFUL_BYTES, unpackedBytes }) {
    if (offset < this.#end) this.#wastedBytes += end + unpackedBytes;
    this.#end = Math.max(this.#end, offset + end);
    return offset + Math.max(0, soundUntil);
  }
  /** Whether a find that begins at `offset` should be tried. */
  tries(offset) {
    if (offset >= this.#end) return true;
    const isTried = this.#tried < MAX_TRIED && this.#wastedBytes <= MAX_WASTED_BYTES;
    if (isTried) this.#tried++;
    else this.skipped++;
    return isTried;
  }
  get message() {
    const tried = `${this.#tried} places that begin as packed data do were tried in what others have read that are damaged or cut off`;
    return atFixedLimit(`${tried}, and ${this.skipped} more were not; their bytes are scanned as is`, TAKE_OUT);
  }
};

// src/unpack/walk/taken-ranges.ts
var TakenRanges = class {
  #ranges = [];
  /** Length of the leading part that is sorted and merged. */
  #inOrder = 0;
  constructor(ranges = []) {
    this.add(ranges);
  }
  get isEmpty() {
    return this.#ranges.length === 0;
  }
  add(ranges) {
    for (const range of ranges) if (range.end > range.start) this.#ranges.push(range);
  }
  includes(offset) {
    const ranges = this.#merged();
    const at = firstEndingBehind(ranges, offset);
    return at < ranges.length && ranges[at].start <= offset;
  }
  /** The ranges that begin before `end` and end behind `start`. */
  within(start, end) {
    const ranges = this.#merged();
    return ranges.slice(firstEndingBehind(ranges, start), firstEndingBehind(ranges, end) + 1).filter((one) => one.start < end);
  }
  /** Merges lazily: there may be a hundred thousand ranges, and as many queries. */
  #merged() {
    if (this.#inOrder === this.#ranges.length) return this.#ranges;
    const merged = [];
    for (const range of this.#ranges.sort((a, b) => a.start - b.start)) {
      const last = merged.at(-1);
      if (last === void 0 || range.start > last.end) merged.push(range);
      else if (range.end > last.end) merged[merged.length - 1] = { start: last.start, end: range.end };
    }
    this.#ranges = merged;
    this.#inOrder = merged.length;
    return merged;
  }
};
function firstEndingBehind(ranges, offset) {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = low + high >>> 1;
    if (ranges[middle].end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

// src/unpack/walk/find-selection.ts
var FindSelection = class {
  #known;
  #taken;
  #wasted;
  #runs;
  #isInside;
  #isFragment;
  #broken = new BrokenCodecs();
  #failures = /* @__PURE__ */ new Map();
  /** End of the last archive that was opened: finds before it are its content. */
  #covered = 0;
  constructor({ known, wasted, runs, isInside, isFragment }) {
    this.#known = known;
    this.#taken = new TakenRanges(known.taken);
    this.#wasted = wasted;
    this.#runs = runs;
    this.#isInside = isInside;
    this.#isFragment = isFragment;
  }
  /** Call once for each find, in the order of their offsets. */
  includes(find) {
    if (find.offset < this.#covered || this.#taken.includes(find.offset)) return false;
    if ("coding" in find) return true;
    const { container, offset } = find;
    if (this.#known.reportedBy.includes(container.id) || !this.#broken.tries(offset)) return false;
    const failures = this.#failuresOf(container);
    if (!failures.areTooMany) return true;
    failures.skipped++;
    return false;
  }
  /** Call for each archive that was opened. */
  add({ container, offset }, outcome) {
    const { end, isBroken, isFailure, steps } = outcome;
    const isDoubtful = isBroken && !this.#isFragment;
    if (end !== void 0) this.#covered = isDoubtful ? this.#broken.add(offset, end, outcome) : offset + end;
    const isRepeated = this.#isInside && isBroken && container.reads === "source";
    this.#wasted.add(container, { ...outcome, isFailure: isFailure || isRepeated });
    if (isFailure) this.#failuresOf(container).add(steps);
  }
  /** What limits left out. */
  get messages() {
    return [this.#broken, ...this.#failures.values()].filter(({ skipped }) => skipped > 0).map(({ message }) => message);
  }
  #failuresOf(container) {
    const failures = this.#failures.get(container) ?? new Failures(container, this.#wasted, this.#runs);
    this.#failures.set(container, failures);
    return failures;
  }
};

// src/unpack/walk/long-run.ts
var FIRST_LOOK_BYTES = 1 << 20;
var MAX_RUN_BYTES = 64 << 20;
function longRun(source, { coding, offset, end, isOpen }, at) {
  if (!isOpen) return source.read(at, end - offset);
  const most = Math.min(MAX_RUN_BYTES, source.size - at);
  let window = source.read(at, Math.min(FIRST_LOOK_BYTES, most));
  let whole;
  for (; ; ) {
    const { length } = window;
    const [run] = coding.find(window, 0, 1);
    if (run === void 0) return source.read(at, end - offset);
    if (!mayGoOn(run, length) || at + length === source.size) return window.subarray(0, run.end);
    if (length === most) return window;
    if (whole === void 0) {
      whole = Buffer.allocUnsafeSlow(most);
      whole.set(window);
    }
    const longer = Math.min(2 * length, most);
    source.readInto(whole.subarray(length, longer), at + length);
    window = whole.subarray(0, longer);
  }
}
function cutRun({ coding, offset }) {
  return `the ${coding.id} text at offset ${offset} is longer than ${MAX_RUN_BYTES} bytes; only these were decoded: decode it before the scan`;
}

// src/unpack/walk/opening-record.ts
var NOT_OPENED = {
  ...{ end: void 0, isBroken: false, soundUntil: void 0, isFailure: false, steps: 0 },
  ...{ wastedBytes: 0, unpackedBytes: 0 }
};
var OpeningRecord = class {
  #mayFillSource;
  #steps = 0;
  #isDamaged = false;
  /** Something in its input belongs to no entry, or could not be read. */
  #hasLeftover = false;
  #hasYieldedAll = false;
  #isInputExhausted = false;
  /** Entries that were opened and have not been read to their end. */
  #unread = 0;
  /** Bytes of all entries. */
  #bytes = 0;
  #end;
  #soundUntil;
  #wastedBytes;
  /** @param isMeasured its input ends where its end was found before (`endInside`) */
  constructor(container, isMeasured) {
    this.#mayFillSource = container.isCodec === true || container.reads === "stream" || isMeasured;
  }
  /** A container that reads forwards has received all bytes and asks for more. */
  inputExhausted() {
    this.#isInputExhausted = true;
  }
  /** Passes on what is to be visited or reported: neither bytes that lie around the archive, nor troubles about them. */
  async *watch(items) {
    try {
      for await (const item of items) {
        this.#steps++;
        if ("trouble" in item) {
          if (item.notInside) continue;
          this.#addTrouble(item);
          yield item;
        } else {
          this.#addEntry(item);
          if (!isAround(item)) yield this.#watchEntry(item);
        }
      }
      this.#hasYieldedAll = true;
    } catch (error) {
      this.#isDamaged = true;
      throw error;
    }
  }
  #addTrouble({ trouble }) {
    this.#hasLeftover = true;
    this.#isDamaged ||= trouble.code === "damaged";
  }
  #addEntry(entry) {
    this.#hasLeftover ||= isAround(entry);
    this.#end = entry.startsAt ?? this.#end;
    this.#soundUntil ??= entry.soundUntil;
    this.#wastedBytes ??= entry.wastedBytes;
  }
  #watchEntry(entry) {
    return {
      ...entry,
      open: () => this.#content(entry.open()),
      whole: () => {
        const content = entry.whole?.();
        this.#bytes += content?.length ?? 0;
        return content;
      }
    };
  }
  async *#content(chunks) {
    this.#unread++;
    for await (const chunk of chunks) {
      this.#bytes += chunk.length;
      yield chunk;
    }
    this.#unread--;
  }
  /** @param sourceBytes from its beginning to its measured end, or to the end of what it lies in. @param hasEntry whether an entry of it was visited */
  outcome(sourceBytes, hasEntry) {
    const isThrough = this.#mayFillSource && this.#hasYieldedAll && !this.#hasLeftover && this.#unread === 0;
    const isCut = !isThrough && this.#isInputExhausted && this.#end === void 0;
    const end = this.#bytes > 0 && (isThrough || isCut) ? sourceBytes : this.#end;
    return {
      end: hasEntry ? end : void 0,
      isBroken: this.#isDamaged || this.#unread > 0 || isCut,
      isFailure: this.#isDamaged || this.#bytes === 0,
      ...{
        unpackedBytes: this.#bytes,
        steps: this.#steps,
        soundUntil: this.#soundUntil?.(),
        wastedBytes: this.#wastedBytes?.() ?? 0
      }
    };
  }
};
function isAround({ isRemainder, startsAt }) {
  return isRemainder === true || startsAt !== void 0;
}

// src/unpack/walk/seen-content.ts
import { createHash } from "node:crypto";
var MAX_SEEN = 1e5;
var SeenContent = class {
  #digests = /* @__PURE__ */ new Set();
  /** Whether the same bytes were passed before; remembers them. */
  has(bytes) {
    const digest = createHash("sha1").update(bytes).digest("base64");
    if (this.#digests.has(digest)) return true;
    if (this.#digests.size < MAX_SEEN) this.#digests.add(digest);
    return false;
  }
};

// src/unpack/walk/wasted-runs.ts
var SEVEN_ZIP = "7-Zip";
var MAX_RUNS = 1e3;
var MAX_RUN_BYTES2 = 64 << 20;
var WastedRuns = class {
  #budget;
  constructor(budget) {
    this.#budget = budget;
  }
  areTooManyFor({ openedBy }) {
    if (openedBy !== SEVEN_ZIP) return false;
    const { count, bytes } = this.#budget.wastedRuns;
    return count >= MAX_RUNS || bytes >= MAX_RUN_BYTES2;
  }
  /** @returns why `container` is not tried; undefined when it is */
  refusal(container) {
    if (!this.areTooManyFor(container)) return void 0;
    const message = `this begins like ${container.title}, and was not tried: 7-Zip ran in vain too often in this artifact`;
    return atFixedLimit(`${message}; its bytes are scanned as is`, "take out what is packed in it and scan that");
  }
  /** Passes on what `container` yields, and counts the run if it was in vain. */
  watch({ openedBy }, entries2) {
    return openedBy === SEVEN_ZIP ? this.#watched(entries2) : entries2;
  }
  async *#watched(entries2) {
    let [files, ownBytes, before] = [0, 0, this.#budget.sevenZipBytes];
    let [isDamaged, isThrough] = [false, false];
    try {
      for await (const item of entries2) {
        ownBytes += this.#budget.sevenZipBytes - before;
        if ("trouble" in item) isDamaged ||= item.trouble.code === "damaged" && item.notInside !== true;
        else if (!item.isRemainder && item.startsAt === void 0) files++;
        yield item;
        before = this.#budget.sevenZipBytes;
      }
      isThrough = true;
    } finally {
      if (isDamaged || !isThrough || files === 0)
        this.#budget.countWastedRun(ownBytes + this.#budget.sevenZipBytes - before);
    }
  }
};

// src/unpack/walk/open-finds.ts
var NOTHING = { taken: [], reportedBy: [] };
var FindOpener = class {
  runs;
  #walk;
  /**
   * Two codings undone in either order give the same bytes; without this, the number of paths would grow as 2 to the depth. Reset for
   * each file, since another thread may scan the others.
   */
  #seen = new SeenContent();
  constructor(walk2) {
    this.#walk = walk2;
    this.runs = new WastedRuns(walk2.options.budget);
  }
  async open(place, scanned, { finds, more }) {
    const { known = NOTHING } = scanned;
    if (place.runs.length === 0) this.#seen = new SeenContent();
    const around = place.ancestors.find((outer) => outer.wasted !== void 0)?.wasted;
    const wasted = around ?? new WastedReads();
    const forRuns = scanned.source && { ...scanned, source: new ReadAheadSource(scanned.source) };
    const selection = new FindSelection({
      ...{ known, wasted, runs: this.runs },
      ...{ isInside: around !== void 0, isFragment: place.isFragment === true }
    });
    for (const find of finds) {
      if (!selection.includes(find)) continue;
      const turn = this.#walk.turns.step();
      if (turn !== void 0) await turn;
      if (!this.#walk.mayOpen(place)) break;
      const inner = placeOfFind(place, find);
      if ("coding" in find) await this.#openRun(inner, place.path, find, forRuns ?? scanned);
      else if (scanned.source !== void 0) {
        const archive = this.#archiveIn(scanned.source, find, scanned.base);
        selection.add(find, await this.#openArchive(inner, archive, wasted));
      }
    }
    const messages = more > 0 ? [...selection.messages, tooManyFinds(more)] : selection.messages;
    for (const message of messages) this.#walk.addGap({ path: place.path, code: "budget", message });
  }
  /** @returns why `container` is not opened in `source`; undefined when it is */
  refusal({ ancestors, isFragment }, container, source) {
    return repetition(ancestors, container, source) ?? (isFragment ? this.runs.refusal(container) : void 0);
  }
  async #openRun(place, outer, find, { source, base = 0 }) {
    const { offset, end, coding, isOpen } = find;
    const run = source && longRun(source, find, offset - base);
    if (run === void 0) return;
    const runs = [...place.runs, { path: outer, start: offset, end: offset + Math.min(run.length, end - offset) }];
    const inner = { ...place, ...offset > 0 && { isExcerpt: true } };
    if (run.length === MAX_RUN_BYTES && isOpen && source !== void 0) {
      if (coding.decodeLong !== void 0) {
        const decoded = coding.decodeLong(streamOf(source, offset - base));
        return this.#openDecoded({ ...inner, runs }, coding, { name: "", open: () => decoded });
      }
      this.#walk.addGap({ path: place.path, code: "budget", message: cutRun(find) });
    }
    for (const decoded of coding.decode(run)) {
      if (decoded.length === 0 || runs.length > 1 && this.#seen.has(decoded)) continue;
      await this.#openDecoded({ ...inner, runs }, coding, wholeEntry("", decoded));
    }
  }
  async #openDecoded(place, coding, entry) {
    if (!this.#walk.takesEntry(place.path)) return;
    const countBytes = this.#walk.options.onOpen(coding.id, place.path);
    await this.#walk.visitEntry(place, entry, countBytes);
  }
  /** @param base offset in the leaf at which `source` begins */
  #archiveIn(source, { container, offset }, base = 0) {
    const behind = sliceOf(source, offset - base);
    const end = container.endInside?.(behind, this.#walk.options.budget);
    return { container, source: sliceOf(behind, 0, end), isMeasured: end !== void 0 };
  }
  /**
   * Bytes in the middle of others may be only a piece of something. That such a piece cannot be read as a whole is no gap, since its
   * bytes are scanned as is. An archive with a sound header is not a piece.
   */
  async #openArchive(place, { container, source, isMeasured }, wasted) {
    const message = repetition(place.ancestors, container, source);
    if (message !== void 0) {
      this.#walk.addGap({ path: place.path, code: "budget", message });
      return NOT_OPENED;
    }
    const record = new OpeningRecord(container, isMeasured);
    const { options } = this.#walk;
    const { budget } = options;
    const entries2 = container.entriesInside?.(source, budget) ?? entriesOf(container, source, { budget, onEnd: () => record.inputExhausted(), runs: this.runs });
    let countBytes;
    const takeEntry = () => {
      if (!this.#walk.takesEntry(place.path)) return void 0;
      countBytes ??= options.onOpen(container.id, place.path);
      return countBytes;
    };
    const inside2 = { ...place, ancestors: [...place.ancestors, { container, source, wasted }] };
    await this.#walk.visitAll(inside2, { container, entries: record.watch(entries2), takeEntry });
    return record.outcome(source.size, countBytes !== void 0);
  }
};
function placeOfFind(place, find) {
  const { id } = "coding" in find ? find.coding : find.container;
  const path = innerPath(place.path, `${id}@${find.offset}`);
  const isFragment = "coding" in find || find.isTorn || find.container.isCodec === true || find.container.reads === "stream";
  return { ...place, path, depth: place.depth + 1, ...isFragment && { isFragment } };
}
function isDamage(error) {
  return error instanceof FormatError && error.code === "damaged";
}

// src/unpack/walk/tail.ts
var Tail = class {
  #chunks = [];
  #size = 0;
  push(chunk) {
    this.#chunks.push(chunk.subarray(-TAIL_BYTES));
    this.#size += this.#chunks.at(-1).length;
    while (this.#size - this.#chunks[0].length >= TAIL_BYTES) this.#size -= this.#chunks.shift().length;
  }
  /** Passes on all that is left of `input`, and watches it. */
  async *watch(input) {
    for (let chunk = await input.next(); chunk !== void 0; chunk = await input.next()) {
      this.push(chunk);
      yield chunk;
    }
  }
  bytes() {
    return Buffer.concat(this.#chunks).subarray(-TAIL_BYTES);
  }
};
function unopenedEnd(title) {
  return `expected no archive at the end of a file this large, found a ${title} there: its bytes are scanned, but it was not opened; scan it as a file of its own`;
}

// src/unpack/walk/turns.ts
import { setImmediate as turnOfEventLoop2 } from "node:timers/promises";
var TURN_BYTES = 32 << 20;
var TURN_STEPS = 1e3;
var Turns = class {
  #budget;
  #atBytes = 0;
  #steps = 0;
  constructor(budget) {
    this.#budget = budget;
  }
  /** Call at each step. @returns what to wait for when a turn is due */
  step() {
    const { bytes } = this.#budget;
    if (++this.#steps < TURN_STEPS && bytes - this.#atBytes < TURN_BYTES) return void 0;
    [this.#atBytes, this.#steps] = [bytes, 0];
    return turnOfEventLoop2();
  }
};

// src/unpack/walk/walker.ts
var Walker = class {
  #options;
  #gaps;
  #headBytes;
  #finds = new Finds();
  #finders;
  #turns;
  /** The budget of the whole artifact is spent: pending bytes are still handed on, but nothing more is opened. */
  #stopped = false;
  constructor(options) {
    this.#options = options;
    this.#gaps = new GapLedger((gap) => options.onGap(gap));
    this.#headBytes = headReach(options.containers, options.headBytes ?? 0);
    this.#turns = new Turns(options.budget);
    this.#finders = new FindOpener({
      ...{ options, turns: this.#turns },
      addGap: (gap) => this.#gaps.add(gap),
      mayOpen: (place) => !this.#stopped && this.#mayOpen(place),
      takesEntry: (path) => !this.#stopped && this.#takesEntry(path),
      visitEntry: (place, entry, countBytes) => this.#visitEntry({ ...place, examinedBy: [] }, entry, countBytes),
      visitAll: (place, open) => this.#visitAll({ ...place, examinedBy: [] }, open)
    });
  }
  /** @param finds is emptied */
  async openFinds(place, scanned, finds = this.#finds) {
    const taken = finds.take();
    if (taken !== void 0) await this.#attempt(place, () => this.#finders.open(place, scanned, taken));
  }
  /** @returns undefined when it is done */
  visitSource(position, source) {
    const ends = this.#endsOf(position.path, source);
    if (ends === void 0) return void 0;
    const atEnd = () => this.#tailClaims(position, ends.tail);
    const claims = this.#stopped ? [] : claimsByEnds(this.#options.containers, position, ends, atEnd);
    if (claims.length === 0 && atEnd().length === 0) return this.visitLeaf(position, { source });
    return this.#visitContainer(position, source, { claims, atEnd, ends });
  }
  async #visitContainer(position, source, { claims, atEnd, ends }) {
    const here = { ...position, taken: new TakenRanges() };
    const examinedBy = [...position.examinedBy, ...claims.filter(keepsLeaf)];
    const behind = { ...here, examinedBy, ...tailInPieces(position, claims) };
    let opening = await this.#openAll(here, claims, source);
    const others = newAtEnd(atEnd, { claims, opening, tail: ends.tail });
    opening = await this.#openAll(behind, others, source) ?? opening;
    const leaf = { source, ...opening !== void 0 && { isCovered: true } };
    if (opening !== "all" || this.#options.needsSource(ends.head)) await this.visitLeaf(here, leaf);
  }
  #endsOf(path, source) {
    try {
      return readEnds(source, this.#headBytes);
    } catch (error) {
      this.#report(path, error);
      return void 0;
    }
  }
  /** Opens the source with each of `claims`. */
  async #openAll(position, claims, source) {
    if (!claims.every(keepsLeaf) && !this.#mayOpen(position)) return "none";
    let opening;
    for (const container of claims) {
      const message = this.#finders.refusal(position, container, source);
      if (message !== void 0) {
        this.#gaps.add({ path: position.path, code: "budget", message });
        opening ??= "none";
        continue;
      }
      const runs = position.isFragment && this.#finders.runs;
      const entries2 = entriesOf(container, source, { budget: this.#options.budget, cutBy: position.cutBy, runs });
      const inside2 = { ...position, ancestors: [...position.ancestors, { container, source }] };
      if (!await this.#open(inside2, container, entries2)) continue;
      if (!container.keepsLeaf) opening = "all";
      else if (container.keepsLeaf === "as it lies") opening ??= "some";
    }
    return opening;
  }
  /** @returns undefined when it is done */
  #visitEntry(position, entry, countBytes) {
    const { budget, leavesOut } = this.#options;
    if (leavesOut?.(position.path)) return void 0;
    const whole = entry.whole?.();
    if (whole !== void 0 && whole.length <= SPOOL_MEMORY_BYTES && budget.takesEntryBytes(whole.length)) {
      countBytes(whole.length);
      return this.visitSource(position, new MemorySource(whole));
    }
    const chunks = whole === void 0 ? entry.open() : streamOf(new MemorySource(whole));
    const input = new EntryInput(chunks, budget, (error) => this.#reportAt(position, error));
    return this.#visitInput(position, input).finally(() => countBytes(input.bytes));
  }
  async #visitInput(position, input) {
    try {
      const held = await input.hold(SPOOL_MEMORY_BYTES + 1);
      if (input.ended) await this.visitSource(cutShort(position, input.failure), new MemorySource(held));
      else await this.#visitLargeEntry(position, input, held.subarray(0, this.#headBytes));
    } finally {
      await input.close();
    }
  }
  async #visitLargeEntry(position, input, head) {
    const claims = this.#claims(position, head);
    const needsSource = this.#options.needsSource(head);
    const [first, second] = claims;
    if (first === void 0 && !needsSource) return this.#streamedLeaf(position, input, "look at its end");
    if (!needsSource && !claims.every(keepsLeaf) && !this.#mayOpen(position))
      return this.#streamedLeaf(position, input);
    if (needsSource || second !== void 0 || first?.reads !== "stream" || first.keepsLeaf || yieldsToEnd(first))
      return this.#visitSpooled(position, input);
    const entries2 = first.entries(input.chunks(), this.#options.budget);
    if (await this.#open(position, first, entries2, () => input.forget())) return;
    if (input.rewind()) await this.#streamedLeaf(position, input);
  }
  async #visitSpooled(position, input) {
    const spool = new Spool();
    try {
      await this.#attempt(position, async () => {
        for (let chunk = await input.next(); chunk !== void 0; chunk = await input.next()) spool.write(chunk);
      });
      await this.visitSource(cutShort(position, input.failure), spool.source());
    } finally {
      spool.close();
    }
  }
  /** For an entry too large to keep that nothing needs as a source. An archive at its very end shows only once it has gone by. */
  async #streamedLeaf(position, input, mode) {
    const { path, examinedBy } = position;
    const tail = new Tail();
    await this.visitLeaf(position, { stream: tail.watch(input) });
    if (mode === void 0 || !input.ended) return;
    for (const { title, embeddedBy } of tailClaims(this.#options.containers, examinedBy, tail.bytes()))
      if (embeddedBy === void 0) this.#gaps.add({ path, code: "unsupported", message: unopenedEnd(title) });
  }
  /** @returns whether the container ended well or gave an entry: then its entries cover all that lies here */
  async #open(position, container, entries2, onOpened = () => {
  }) {
    const { path } = position;
    let countBytes;
    const opened = () => {
      if (countBytes !== void 0) return countBytes;
      countBytes = this.#options.onOpen(container.id, path);
      onOpened();
      return countBytes;
    };
    const takeEntry = () => {
      if (countBytes === void 0 && container.keepsLeaf && !this.#mayOpen(position)) return void 0;
      return this.#takesEntry(path) ? opened() : void 0;
    };
    const isThrough = await this.#visitAll(position, { container, entries: entries2, takeEntry });
    if (isThrough && !container.keepsLeaf) opened();
    return countBytes !== void 0;
  }
  /** Visits what a container yields. @returns whether it came to its end; undefined when an error ended it, which is now a gap */
  #visitAll(position, open) {
    return this.#attempt(position, () => this.#visitEntries(position, open));
  }
  async #visitEntries(position, { container, entries: entries2, takeEntry }) {
    if (this.#stopped) return false;
    for await (const item of entries2) {
      const turn = this.#turns.step();
      if (turn !== void 0) await turn;
      if ("trouble" in item) {
        this.#addTrouble(position, item);
        continue;
      }
      const countBytes = takeEntry();
      if (countBytes === void 0) return false;
      const visiting = this.#visitEntry(entryPosition(position, container, item), item, countBytes);
      if (visiting !== void 0) await visiting;
      if (item.taken !== void 0) position.taken?.add(item.taken());
      if (this.#stopped) return false;
    }
    return true;
  }
  #addTrouble({ path, isFragment }, { name, trouble, notInside }) {
    if (isFragment && (notInside || trouble.code === "damaged")) return;
    this.#gaps.add({ path: name === void 0 ? path : innerPath(path, name), ...trouble });
  }
  #takesEntry(path) {
    return this.#permits(path, () => this.#options.budget.takeEntry());
  }
  #claims(position, head) {
    return this.#stopped ? [] : headClaims(this.#options.containers, position, head);
  }
  #tailClaims({ examinedBy }, tail) {
    return this.#stopped ? [] : tailClaims(this.#options.containers, examinedBy, tail);
  }
  #mayOpen({ path, depth }) {
    return this.#permits(path, () => this.#options.budget.enter(depth));
  }
  #permits(path, ask) {
    try {
      ask();
      return true;
    } catch (error) {
      this.#report(path, error);
      return false;
    }
  }
  /** Hands on bytes that are no container. @returns undefined when it is done */
  visitLeaf(position, content) {
    const known = knownOf(position);
    const leaf = { ...plainPlace(position), ...content, ...known && { known } };
    let visiting;
    try {
      visiting = this.#options.visit(leaf, this.#finds);
    } catch (error) {
      this.#report(position.path, error);
    }
    return visiting === void 0 && this.#finds.isEmpty ? void 0 : this.#finishLeaf(position, leaf, visiting);
  }
  async #finishLeaf(position, leaf, visiting) {
    await visiting?.catch((error) => this.#report(position.path, error));
    const { spool } = this.#finds;
    this.#finds.spool = void 0;
    try {
      const scanned = "source" in leaf ? leaf : spool ?? { source: void 0 };
      await this.openFinds(position, { ...scanned, known: leaf.known });
    } finally {
      spool?.close();
    }
  }
  /** The result of `action`, or undefined when it threw an error that is now a gap. */
  async #attempt(place, action) {
    try {
      return await action();
    } catch (error) {
      this.#reportAt(place, error);
      return void 0;
    }
  }
  #reportAt({ path, isFragment }, error) {
    if (isFragment && isDamage(error)) this.#gaps.forgive(error);
    else this.#report(path, error);
  }
  #report(path, error) {
    this.#gaps.report(path, error);
    if (error instanceof BudgetError && this.#options.budget.isSpent) this.#stopped = true;
  }
};

// src/unpack/walk/walk.ts
function walk({ path, source }, options) {
  return new Walker(options).visitSource({ ...TOP, path }, source);
}
async function walkFinds(place, { source, finds, known }, options) {
  await new Walker(options).openFinds({ ...TOP, ...place }, { source, known }, finds);
}
async function walkLeaves(leaves, options) {
  const walker = new Walker(options);
  for (const { source, ...place } of leaves) {
    const visiting = walker.visitLeaf({ ...TOP, ...place }, { source });
    if (visiting !== void 0) await visiting;
  }
}

// src/views/region-layout.ts
var MAX_REGIONS = 1 << 18;
function layOut(claims, size) {
  const sorted = [...claims].sort((a, b) => a.offset - b.offset);
  const regions = [];
  let end = 0;
  for (const claim of sorted) {
    const start = Math.max(claim.offset, end);
    const stop = Math.min(claim.offset + claim.length, size);
    if (start >= stop) continue;
    regions.push(partOf(claim, start, stop));
    end = stop;
  }
  return regions;
}
function overlay(base, top) {
  const result = [];
  let next = 0;
  let covered = 0;
  for (const region of base) {
    let start = Math.max(region.offset, covered);
    const stop = region.offset + region.length;
    for (; next < top.length && top[next].offset < stop; next++) {
      const cover = top[next];
      if (cover.offset > start) result.push(partOf(region, start, cover.offset));
      result.push(cover);
      covered = cover.offset + cover.length;
      start = Math.max(start, covered);
    }
    if (start < stop) result.push(partOf(region, start, stop));
  }
  return [...result, ...top.slice(next)];
}
function nameByAddress(regions, ranges) {
  return splitByAddress(regions, ranges, {
    isWanted: ({ name }) => name === void 0,
    properties: ({ name, moduleBase }) => ({ name, ...moduleBase === void 0 ? {} : { moduleBase } })
  });
}
function splitByAddress(regions, ranges, { isWanted = () => true, properties }) {
  const parts = disjoint(ranges);
  const result = [];
  let room = MAX_REGIONS - regions.length;
  for (const region of regions) {
    if (region.address === void 0 || !isWanted(region) || room <= 0) {
      result.push(region);
      continue;
    }
    const pieces = split(region, region.address, { ranges: parts, room, properties });
    room -= pieces.length - 1;
    for (const piece of pieces) result.push(piece);
  }
  return result;
}
function split(region, address, options) {
  const { ranges, room, properties } = options;
  const pieces = [];
  const stop = region.offset + region.length;
  const stopAddress = address + BigInt(region.length);
  const offsetOf = (at2) => region.offset + Number(at2 - address);
  let at = region.offset;
  for (let index = firstEndingAbove(ranges, address); at < stop && pieces.length < room; index++) {
    const range = ranges[index];
    if (range === void 0 || range.start >= stopAddress) break;
    const start = range.start <= address ? at : offsetOf(range.start);
    const end = range.end >= stopAddress ? stop : offsetOf(range.end);
    if (start > at) pieces.push(partOf(region, at, start));
    pieces.push({ ...partOf(region, start, end), ...properties(range) });
    at = end;
  }
  if (at < stop) pieces.push(partOf(region, at, stop));
  return pieces;
}
function disjoint(ranges) {
  const sorted = [...ranges].sort((a, b) => a.start < b.start ? -1 : a.start > b.start ? 1 : 0);
  const result = [];
  let end = 0n;
  for (const range of sorted) {
    const start = range.start < end ? end : range.start;
    if (start >= range.end) continue;
    result.push({ ...range, start });
    end = range.end;
  }
  return result;
}
function firstEndingAbove(ranges, address) {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = low + high >>> 1;
    if (ranges[middle].end > address) high = middle;
    else low = middle + 1;
  }
  return low;
}
function partOf(region, start, stop) {
  if (start === region.offset && stop === region.offset + region.length) return region;
  const moved = region.address === void 0 ? {} : { address: region.address + BigInt(start - region.offset) };
  return { ...region, ...moved, offset: start, length: stop - start };
}
function cutOff(format, claims, size) {
  let missing = 0;
  let end = size;
  for (const { offset, length } of claims) {
    if (offset + length <= size) continue;
    missing++;
    end = Math.max(end, offset + length);
  }
  if (missing === 0) return [];
  const message = `${format}: expected ${end} bytes by its own tables, but the file ends at ${size}, so ${missing} of ${claims.length} parts are cut off or missing; write the dump again without a size limit`;
  return [{ code: "damaged", message }];
}
function tooMany(format, what, count, limit = MAX_REGIONS) {
  if (count <= limit) return [];
  const message = `${format}: expected at most ${limit} ${what}, found more; the bytes of the rest are scanned without address and name`;
  return [{ code: "unsupported", message }];
}

// src/views/access.ts
function accessOf({ isWritable, isExecutable }) {
  if (isWritable) return {};
  return isExecutable ? { isReadOnly: true, isCode: true } : { isReadOnly: true };
}
function noteAccess(regions, ranges) {
  const readOnly = ranges.filter(({ isWritable }) => !isWritable);
  return splitByAddress(regions, readOnly, { properties: accessOf });
}

// src/views/module-bases.ts
var MAX_GAP_BYTES = 1n << 30n;
var ModuleBases = class {
  #bases = /* @__PURE__ */ new Map();
  /** @param fileOffset in bytes */
  baseOf(path, start, fileOffset) {
    if (fileOffset === 0n) this.#bases.set(path, start);
    const base = this.#bases.get(path);
    if (base === void 0) return void 0;
    const gap = start - base - fileOffset;
    return gap > -MAX_GAP_BYTES && gap < MAX_GAP_BYTES ? base : void 0;
  }
};

// src/views/elf-notes.ts
var STACK_POINTERS = [
  { machine: 3, wordBytes: 4, offset: 72 + 15 * 4, registerBytes: 4 },
  // i386: esp
  { machine: 8, wordBytes: 4, offset: 72 + 35 * 4, registerBytes: 4 },
  // MIPS o32: 6 words, then r0 to r31
  { machine: 8, wordBytes: 8, offset: 112 + 29 * 8, registerBytes: 8 },
  // MIPS n64
  { machine: 20, wordBytes: 4, offset: 72 + 4, registerBytes: 4 },
  // PowerPC: r1
  { machine: 21, wordBytes: 8, offset: 112 + 8, registerBytes: 8 },
  // PowerPC 64
  { machine: 22, wordBytes: 8, offset: 112 + 17 * 8, registerBytes: 8 },
  // s390x: psw, then r0 to r15
  { machine: 40, wordBytes: 4, offset: 72 + 13 * 4, registerBytes: 4 },
  // Arm
  { machine: 62, wordBytes: 8, offset: 112 + 19 * 8, registerBytes: 8 },
  // x86-64: rsp
  { machine: 62, wordBytes: 4, offset: 72 + 19 * 8, registerBytes: 8 },
  // x32
  { machine: 183, wordBytes: 8, offset: 112 + 31 * 8, registerBytes: 8 },
  // AArch64: after x0 to x30
  { machine: 243, wordBytes: 4, offset: 72 + 2 * 4, registerBytes: 4 },
  // RISC-V: pc, ra, sp
  { machine: 243, wordBytes: 8, offset: 112 + 2 * 8, registerBytes: 8 },
  { machine: 258, wordBytes: 8, offset: 112 + 3 * 8, registerBytes: 8 }
  // LoongArch: r3
];
var NT_PRSTATUS = 1;
var NT_AUXV = 6;
var NT_FILE = 1179208773;
var PROCESS_NOTES = /* @__PURE__ */ new Map([
  [3, "process info and arguments"],
  // NT_PRPSINFO
  [NT_AUXV, "auxiliary vector"],
  [NT_FILE, "mapped file names"]
]);
var REGISTER_SETS = /* @__PURE__ */ new Map([
  [2, "fpreg"],
  [1189489535, "fxsave"],
  // NT_PRXFPREG
  [256, "ppc vmx"],
  [257, "ppc spe"],
  [258, "ppc vsx"],
  [512, "386 tls"],
  [514, "xstate"],
  [516, "shstk"],
  [768, "s390 high gprs"],
  [777, "s390 vxrs low"],
  [778, "s390 vxrs high"],
  [1024, "arm vfp"],
  [1025, "arm tls"],
  [1029, "arm sve"],
  [1030, "arm pac mask"],
  [1031, "arm paca keys"],
  [1032, "arm pacg keys"],
  [1035, "arm ssve"],
  [1036, "arm za"],
  [1037, "arm zt"],
  [2048, "mips dsp"],
  [2050, "mips msa"],
  [2304, "riscv csr"],
  [2305, "riscv vector"],
  [2562, "loongarch lsx"],
  [2563, "loongarch lasx"]
]);
var NT_SIGINFO = 1397311305;
var MAX_FILE_NOTE_BYTES = 16 << 20;
var MAX_PATH_BYTES = 4096;
var MAX_AUXILIARY_PAIRS = 512;
var NoteReader = class {
  notes = {
    regions: [],
    stackPointers: /* @__PURE__ */ new Map(),
    files: [],
    auxiliary: /* @__PURE__ */ new Map(),
    damage: void 0
  };
  #fields;
  #wordBytes;
  #stackPointer;
  #thread = 0;
  #count = 0;
  /** Both are read only once: a core has one of each, and a hostile one could repeat the longest. */
  #sawAuxiliary = false;
  #sawFiles = false;
  constructor(fields, machine, wordBytes) {
    this.#fields = fields;
    this.#wordBytes = wordBytes;
    this.#stackPointer = STACK_POINTERS.find((at) => at.machine === machine && at.wordBytes === wordBytes);
  }
  /** Notes read so far; reading ends at MAX_REGIONS + 1. */
  get count() {
    return this.#count;
  }
  /** @param alignment p_align of the segment: 8 pads name and content to 8 bytes, everything else to 4 */
  addSegment(start, length, alignment) {
    try {
      this.#readSegment(start, Math.min(start + length, this.#fields.size), alignment === 8 ? 8 : 4);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.notes.damage = error.message;
    }
  }
  #readSegment(start, end, alignment) {
    for (let at = start; at + 12 <= end; ) {
      if (this.#count > MAX_REGIONS) return;
      this.#count++;
      const nameBytes = this.#fields.u32(at);
      const length = this.#fields.u32(at + 4);
      const type = this.#fields.u32(at + 8);
      const content = at + 12 + padded(nameBytes, alignment);
      if (content + length > end) this.notes.damage ??= `the note at offset ${at} reaches behind its segment`;
      if (content > end) return;
      const owner = nameBytes > 0 && nameBytes <= 32 ? this.#fields.text(at + 12, nameBytes) : "";
      this.#add(owner, type, content, length);
      at = content + padded(length, alignment);
    }
  }
  #add(owner, type, offset, length) {
    const known = owner === "CORE" || owner === "LINUX" || owner === "FreeBSD";
    if (known && type === NT_PRSTATUS) this.#addThread(owner, offset, length);
    if (owner === "CORE" && type === NT_AUXV && !this.#sawAuxiliary) this.#readAuxiliary(offset, length);
    if (owner === "CORE" && type === NT_FILE && !this.#sawFiles) this.#readFiles(offset, length);
    if (length === 0) return;
    const name = known ? this.#nameOf(owner, type) : `note ${owner || "(no owner)"}`;
    this.notes.regions.push({ offset, length, name });
  }
  #nameOf(owner, type) {
    const ofProcess = PROCESS_NOTES.get(type);
    if (ofProcess !== void 0) return ofProcess;
    if (type === NT_PRSTATUS) return `thread ${this.#thread} registers`;
    if (type === NT_SIGINFO) return `thread ${this.#thread} signal info`;
    const registerSet = REGISTER_SETS.get(type) ?? (owner === "LINUX" ? `note 0x${type.toString(16)}` : void 0);
    return registerSet === void 0 ? `note ${owner} 0x${type.toString(16)}` : `thread ${this.#thread} registers (${registerSet})`;
  }
  #addThread(owner, offset, length) {
    this.#thread++;
    const at = this.#stackPointer;
    if (at === void 0 || owner === "FreeBSD" || length < at.offset + at.registerBytes) return;
    const value = at.registerBytes === 8 ? this.#fields.u64(offset + at.offset) : BigInt(this.#fields.u32(offset + at.offset));
    this.notes.stackPointers.set(this.#thread, value);
  }
  #readAuxiliary(offset, length) {
    this.#sawAuxiliary = true;
    const pairBytes = 2 * this.#wordBytes;
    const pairs = Math.min(Math.floor(length / pairBytes), MAX_AUXILIARY_PAIRS);
    for (let index = 0; index < pairs; index++) {
      const type = Number(this.#word(offset + index * pairBytes));
      if (type === 0) return;
      this.notes.auxiliary.set(type, this.#word(offset + index * pairBytes + this.#wordBytes));
    }
  }
  /**
   * NT_FILE: count, page size; for each mapping start, end, offset in pages; then the paths, each with its NUL. gdb
   * writes a page size of 1 and offsets in bytes.
   */
  #readFiles(offset, length) {
    this.#sawFiles = true;
    const word = this.#wordBytes;
    const end = Math.min(offset + Math.min(length, MAX_FILE_NOTE_BYTES), this.#fields.size);
    if (length < 2 * word) return;
    const fitting = Math.floor((end - offset - 2 * word) / (3 * word + 1));
    const count = Math.max(0, Math.min(Number(this.#word(offset)), fitting, MAX_REGIONS));
    const pageBytes2 = this.#word(offset + word);
    const entries2 = Array.from({ length: count }, (_, index) => {
      const entry = offset + 2 * word + index * 3 * word;
      return {
        start: this.#word(entry),
        end: this.#word(entry + word),
        fileOffset: this.#word(entry + 2 * word) * pageBytes2
      };
    });
    const bases = new ModuleBases();
    let path = offset + 2 * word + count * 3 * word;
    for (const { start, end: stop, fileOffset } of entries2) {
      if (path >= end) return;
      const longest = Math.min(MAX_PATH_BYTES, end - path);
      const name = this.#fields.text(path, longest);
      const moduleBase = bases.baseOf(name, start, fileOffset);
      this.notes.files.push({ start, end: stop, name, ...moduleBase === void 0 ? {} : { moduleBase } });
      path += this.#fields.textLength(path, longest) + 1;
    }
  }
  #word(at) {
    return this.#wordBytes === 8 ? this.#fields.u64(at) : BigInt(this.#fields.u32(at));
  }
};
function padded(length, alignment) {
  return Math.ceil(length / alignment) * alignment;
}

// src/views/address-spans.ts
function sortSpans(spans) {
  return [...spans].sort((a, b) => a.start < b.start ? -1 : a.start > b.start ? 1 : 0);
}
function spanHolding(spans, address) {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = low + high >>> 1;
    if (spans[middle].start <= address) low = middle + 1;
    else high = middle;
  }
  const span = spans[low - 1];
  return span !== void 0 && address < span.end ? span : void 0;
}
function nameStacks(spans, stackPointers) {
  const threads = /* @__PURE__ */ new Map();
  for (const [thread, address] of stackPointers) {
    const span = spanHolding(spans, address);
    if (span === void 0) continue;
    const inSpan = threads.get(span);
    if (inSpan === void 0) threads.set(span, [thread]);
    else inSpan.push(thread);
  }
  return [...threads].map(([{ start, end }, [first, ...others]]) => {
    const name = others.length === 0 ? `thread ${first} stack` : `memory with the stacks of ${others.length + 1} threads`;
    return { start, end, name };
  });
}

// src/views/elf-process-names.ts
var AT_ENTRY = 9;
var AT_EXECFN = 31;
var AT_SYSINFO_EHDR = 33;
var MAX_HEAP_DISTANCE = (1n << 30n) + (32n << 20n);
function nameProcessMemory(regions, segments, notes) {
  const spans = spansOf(segments);
  const ranges = [...notes.files, ...nameStacks(spans, notes.stackPointers)];
  const taken = new Set(ranges.map(({ start }) => start));
  const nameless = spans.filter(({ start }) => !taken.has(start));
  const known = [...bss(nameless, spans, notes.files), ...systemSpans(nameless, notes)];
  const heap = findHeap(nameless, known, notes);
  return nameByAddress(nameByAddress(regions, ranges), heap === void 0 ? known : [...known, heap]);
}
function spansOf(segments) {
  return sortSpans(
    segments.map(({ virtualAddress: start, memoryBytes, isWritable }) => {
      return { start, end: start + BigInt(memoryBytes), isWritable };
    })
  );
}
function bss(nameless, spans, files) {
  const endsAt = new Map(files.map((file) => [file.end, file]));
  return nameless.flatMap(({ start, end, isWritable }) => {
    const file = endsAt.get(start);
    if (!isWritable || file?.moduleBase === void 0 || file.moduleBase === file.start) return [];
    if (!file.name.startsWith("/")) return [];
    if (spanHolding(spans, start - 1n)?.isWritable !== true) return [];
    return [{ start, end, name: `${file.name} .bss` }];
  });
}
function systemSpans(nameless, notes) {
  const addresses = { "[vdso]": notes.auxiliary.get(AT_SYSINFO_EHDR), "[stack]": notes.auxiliary.get(AT_EXECFN) };
  return Object.entries(addresses).flatMap(([name, address]) => {
    const span = address === void 0 ? void 0 : spanHolding(nameless, address);
    return span === void 0 ? [] : [{ start: span.start, end: span.end, name }];
  });
}
function findHeap(nameless, known, notes) {
  const entry = notes.auxiliary.get(AT_ENTRY);
  if (entry === void 0) return void 0;
  const program = notes.files.find(({ start, end }) => start <= entry && entry < end);
  if (program?.moduleBase === void 0) return void 0;
  const inProgram = (file) => file.name === program.name && file.moduleBase === program.moduleBase;
  const programEnd = notes.files.findLast(inProgram).end;
  const taken = new Set(known.map(({ start }) => start));
  const heap = nameless.find(({ start, isWritable }) => start >= programEnd && isWritable && !taken.has(start));
  const nextFile = notes.files.find(({ start }) => start >= programEnd);
  if (heap === void 0 || heap.start - programEnd > MAX_HEAP_DISTANCE) return void 0;
  if (nextFile !== void 0 && nextFile.start < heap.start) return void 0;
  return { start: heap.start, end: heap.end, name: "[heap]" };
}

// src/views/elf-segments.ts
var PN_XNUM = 65535;
var PF_X = 1;
var PF_W = 2;
function readHeader(fields, wordBytes) {
  const header = wordBytes === 8 ? readHeader64(fields) : readHeader32(fields);
  const least = wordBytes === 8 ? 56 : 32;
  if (header.entryBytes >= least) return header;
  throw new FormatError(
    `ELF core: expected program headers of at least ${least} bytes, but e_phentsize is ${header.entryBytes}`
  );
}
function readHeader64(fields) {
  const tableOffset = fields.size64(32);
  const sections = fields.size64(40);
  const entryBytes = fields.u16(54);
  const count = fields.u16(56);
  const counted = count === PN_XNUM ? countFromSections(fields, sections + 44, () => (fields.size64(tableOffset + 8) - tableOffset) / entryBytes) : { entryCount: count, troubles: [] };
  const machine = fields.u16(18);
  return { wordBytes: 8, machine, tableOffset, entryBytes, readSegment: readSegment64, ...counted };
}
function readHeader32(fields) {
  const tableOffset = fields.u32(28);
  const sections = fields.u32(32);
  const entryBytes = fields.u16(42);
  const count = fields.u16(44);
  const counted = count === PN_XNUM ? countFromSections(fields, sections + 28, () => (fields.u32(tableOffset + 4) - tableOffset) / entryBytes) : { entryCount: count, troubles: [] };
  const machine = fields.u16(18);
  return { wordBytes: 4, machine, tableOffset, entryBytes, readSegment: readSegment32, ...counted };
}
function countFromSections(fields, infoAt, countToFirstSegment) {
  if (infoAt + 4 <= fields.size) return { entryCount: fields.u32(infoAt), troubles: [] };
  const message = `ELF core: expected the number of segments in section header 0, at offset ${infoAt}, but the file ends at ${fields.size}; write the dump again without a size limit`;
  const entryCount = Math.max(0, Math.floor(countToFirstSegment()));
  return { entryCount: Number.isFinite(entryCount) ? entryCount : 0, troubles: [{ code: "damaged", message }] };
}
function readSegment64(fields, at) {
  return {
    type: fields.u32(at),
    //  0  4  p_type
    ...readAccess(fields.u32(at + 4)),
    //  4  4  p_flags
    offset: fields.size64(at + 8),
    //  8  8  p_offset
    virtualAddress: fields.u64(at + 16),
    // 16  8  p_vaddr
    physicalAddress: fields.u64(at + 24),
    // 24  8  p_paddr
    fileBytes: fields.size64(at + 32),
    // 32  8  p_filesz
    memoryBytes: fields.size64(at + 40),
    // 40  8  p_memsz
    alignment: fields.size64(at + 48)
    // 48  8  p_align
  };
}
function readSegment32(fields, at) {
  return {
    type: fields.u32(at),
    //  0  4  p_type
    offset: fields.u32(at + 4),
    //  4  4  p_offset
    virtualAddress: BigInt(fields.u32(at + 8)),
    //  8  4  p_vaddr
    physicalAddress: BigInt(fields.u32(at + 12)),
    // 12  4  p_paddr
    fileBytes: fields.u32(at + 16),
    // 16  4  p_filesz
    memoryBytes: fields.u32(at + 20),
    // 20  4  p_memsz
    ...readAccess(fields.u32(at + 24)),
    // 24  4  p_flags
    alignment: fields.u32(at + 28)
    // 28  4  p_align
  };
}
function readAccess(flags) {
  return { isWritable: (flags & PF_W) !== 0, isExecutable: (flags & PF_X) !== 0 };
}

// src/views/fields.ts
var WINDOW_BYTES = 16 << 10;
var DECODER = new TextDecoder();
var Fields = class {
  source;
  littleEndian;
  #window;
  #view;
  #start = 0;
  #filled = 0;
  constructor(source, littleEndian) {
    this.source = source;
    this.littleEndian = littleEndian;
    this.#window = new Uint8Array(Math.min(WINDOW_BYTES, source.size));
    this.#view = new DataView(this.#window.buffer);
  }
  get size() {
    return this.source.size;
  }
  u8(at) {
    return this.#view.getUint8(this.#reach(at, 1));
  }
  u16(at) {
    return this.#view.getUint16(this.#reach(at, 2), this.littleEndian);
  }
  u32(at) {
    return this.#view.getUint32(this.#reach(at, 4), this.littleEndian);
  }
  /** For addresses, which are values and not sizes. */
  u64(at) {
    return this.#view.getBigUint64(this.#reach(at, 8), this.littleEndian);
  }
  /** For sizes, counts and file offsets; see `size64At`. */
  size64(at) {
    return size64At(this.#view, this.#reach(at, 8), this.littleEndian);
  }
  /** UTF-8 up to the first NUL, or all of `length`, which callers keep at or below 16 KiB. */
  text(at, length) {
    return DECODER.decode(this.#textBytes(at, length));
  }
  /** Bytes before the first NUL, or `length` if there is none. */
  textLength(at, length) {
    return this.#textBytes(at, length).length;
  }
  /**
   * UTF-16 in the byte order of the file.
   * @param byteLength at most 16 KiB
   */
  utf16(at, byteLength) {
    const start = this.#reach(at, byteLength);
    const decoder = new TextDecoder(this.littleEndian ? "utf-16le" : "utf-16be");
    return decoder.decode(this.#window.subarray(start, start + byteLength));
  }
  #textBytes(at, length) {
    const start = this.#reach(at, length);
    const bytes = this.#window.subarray(start, start + length);
    const nul = bytes.indexOf(0);
    return nul === -1 ? bytes : bytes.subarray(0, nul);
  }
  /** @returns the index of `at` in the window, which then has `length` bytes from there */
  #reach(at, length) {
    if (at >= this.#start && at + length <= this.#start + this.#filled) return at - this.#start;
    assertInside(at, length, this.size);
    assertInside(0, length, this.#window.length);
    this.#filled = 0;
    const count = Math.min(this.#window.length, this.size - at);
    this.source.readInto(this.#window.subarray(0, count), at);
    this.#start = at;
    this.#filled = count;
    return 0;
  }
};

// src/views/mapped-memory.ts
var MAX_PEEK_BYTES = 1 << 20;
var PAGE_BYTES2 = 4 << 10;
var CACHED_PAGES = 64;
var EMPTY = new Uint8Array(0);
var MappedMemory = class {
  #source;
  #mappings;
  #pages;
  /** Number of the file page in each slot of the cache, or -1. */
  #held = new Float64Array(CACHED_PAGES).fill(-1);
  #scratch = EMPTY;
  /** Index of the mapping of the last address: the next one is often near. */
  #last = 0;
  /** @param mappings in any order; they are clipped to the source */
  constructor(source, mappings, properties = {}) {
    this.#source = source;
    this.#mappings = withoutOverlap(mappings.flatMap((mapping) => inside(mapping, source.size)));
    this.#pages = new Uint8Array(Math.min(CACHED_PAGES, Math.ceil(source.size / PAGE_BYTES2)) * PAGE_BYTES2);
    if (properties.pointerBytes !== void 0) this.pointerBytes = properties.pointerBytes;
    if (properties.littleEndian !== void 0) this.littleEndian = properties.littleEndian;
  }
  /** @returns at most MAX_PEEK_BYTES; owned by this object and overwritten by the next call */
  peek(address, length) {
    if (!(length >= 0 && length <= MAX_PEEK_BYTES)) return void 0;
    const index = this.#find(address);
    if (index === void 0) return void 0;
    const mapping = this.#mappings[index];
    const skip = Number(address - mapping.address);
    if (skip + length <= mapping.length) return this.#read(mapping.offset + skip, length);
    return this.#holds(index, skip, length) ? this.#gather(index, skip, length) : void 0;
  }
  offsetOf(address) {
    const index = this.#find(address);
    if (index === void 0) return void 0;
    const mapping = this.#mappings[index];
    return mapping.offset + Number(address - mapping.address);
  }
  #find(address) {
    const last = this.#mappings[this.#last];
    if (last !== void 0 && isIn(address, last)) return this.#last;
    let low = 0;
    let high = this.#mappings.length;
    while (low < high) {
      const middle = low + high >>> 1;
      if (this.#mappings[middle].address <= address) low = middle + 1;
      else high = middle;
    }
    const candidate = this.#mappings[low - 1];
    if (candidate === void 0 || !isIn(address, candidate)) return void 0;
    this.#last = low - 1;
    return low - 1;
  }
  /** Whether the mappings from `index` on have `length` bytes without a hole. */
  #holds(index, skip, length) {
    let mapping = this.#mappings[index];
    let missing = length - (mapping.length - skip);
    while (missing > 0) {
      const next = this.#mappings[++index];
      if (next === void 0 || next.address !== endOf(mapping)) return false;
      missing -= next.length;
      mapping = next;
    }
    return true;
  }
  #gather(index, skip, length) {
    const target = this.#scratchOf(length);
    for (let done = 0, from = skip; done < length; index++, from = 0) {
      const mapping = this.#mappings[index];
      const count = Math.min(mapping.length - from, length - done);
      this.#source.readInto(target.subarray(done, done + count), mapping.offset + from);
      done += count;
    }
    return target;
  }
  #read(offset, length) {
    const page2 = Math.floor(offset / PAGE_BYTES2);
    const skip = offset - page2 * PAGE_BYTES2;
    if (skip + length > PAGE_BYTES2) {
      const target = this.#scratchOf(length);
      this.#source.readInto(target, offset);
      return target;
    }
    if (length === 0) return EMPTY;
    const slots = this.#pages.length / PAGE_BYTES2;
    const slot = page2 % slots;
    const bytes = this.#pages.subarray(slot * PAGE_BYTES2, (slot + 1) * PAGE_BYTES2);
    if (this.#held[slot] !== page2) {
      this.#held[slot] = -1;
      const start = page2 * PAGE_BYTES2;
      this.#source.readInto(bytes.subarray(0, Math.min(PAGE_BYTES2, this.#source.size - start)), start);
      this.#held[slot] = page2;
    }
    return bytes.subarray(skip, skip + length);
  }
  /** Called with a length that the mappings do have, so it is bounded by the file as well as by MAX_PEEK_BYTES. */
  #scratchOf(length) {
    if (this.#scratch.length < length) this.#scratch = new Uint8Array(Math.max(length, PAGE_BYTES2));
    return this.#scratch.subarray(0, length);
  }
};
function inside(mapping, size) {
  const { address, offset } = mapping;
  return offset < size ? [{ address, offset, length: Math.min(mapping.length, size - offset) }] : [];
}
function withoutOverlap(mappings) {
  const sorted = [...mappings].sort((a, b) => a.address < b.address ? -1 : a.address > b.address ? 1 : 0);
  const result = [];
  let end = 0n;
  for (const mapping of sorted) {
    const covered = mapping.address < end ? Number(end - mapping.address) : 0;
    if (covered >= mapping.length) continue;
    const { address, offset, length } = mapping;
    result.push({ address: address + BigInt(covered), offset: offset + covered, length: length - covered });
    end = endOf(mapping);
  }
  return result;
}
function isIn(address, mapping) {
  return address >= mapping.address && address < endOf(mapping);
}
function endOf(mapping) {
  return mapping.address + BigInt(mapping.length);
}

// src/views/elf-core.ts
var FORMAT = "ELF core";
var ET_CORE = 4;
var PT_LOAD = 1;
var PT_NOTE = 4;
var elfCore = {
  id: "elf-core",
  title: "ELF core dump (32 and 64 bit; also QEMU and VirtualBox memory)",
  headBytes: 18,
  sniff(head) {
    if (head.length < 18) return false;
    const [magic0, magic1, magic2, magic3, wordSize, byteOrder] = head;
    if (magic0 !== 127 || magic1 !== 69 || magic2 !== 76 || magic3 !== 70) return false;
    if (wordSize !== 1 && wordSize !== 2) return false;
    if (byteOrder === 1) return head[16] === ET_CORE && head[17] === 0;
    return byteOrder === 2 && head[16] === 0 && head[17] === ET_CORE;
  },
  open(source) {
    const head = source.read(0, Math.min(elfCore.headBytes, source.size));
    if (!elfCore.sniff(head)) throw new FormatError(`${FORMAT}: expected an ELF header with e_type 4 (ET_CORE)`);
    const fields = new Fields(source, head[5] === 1);
    return openCore(fields, readHeader(fields, head[4] === 2 ? 8 : 4));
  }
};
function openCore(fields, header) {
  const segments = [];
  const reader = new NoteReader(fields, header.machine, header.wordBytes);
  const table = { offset: header.tableOffset, length: header.entryCount * header.entryBytes };
  for (let index = 0; index < Math.min(header.entryCount, MAX_REGIONS); index++) {
    const at = header.tableOffset + index * header.entryBytes;
    if (at + header.entryBytes > fields.size) break;
    const segment = header.readSegment(fields, at);
    if (segment.type === PT_LOAD) segments.push(segment);
    if (segment.type !== PT_NOTE || segment.fileBytes === 0) continue;
    reader.addSegment(segment.offset, segment.fileBytes, segment.alignment);
  }
  const { notes } = reader;
  const physical = isPhysical(segments);
  const claims = segments.filter(({ fileBytes }) => fileBytes > 0).map((segment) => claimOf(segment, physical));
  const memory = layOut(claims, fields.size);
  const named = physical ? memory : nameProcessMemory(memory, segments, notes);
  const cut = cutOff(FORMAT, [table, ...claims, ...notes.regions], fields.size);
  return {
    id: elfCore.id,
    regions: overlay(named, layOut(notes.regions, fields.size)),
    memory: new MappedMemory(fields.source, claims, {
      pointerBytes: physical ? void 0 : header.wordBytes,
      littleEndian: fields.littleEndian
    }),
    troubles: [
      ...header.troubles,
      ...cut,
      ...cut.length > 0 || notes.damage === void 0 ? [] : [damaged(notes.damage)],
      ...tooMany(FORMAT, "segments", header.entryCount),
      ...tooMany(FORMAT, "notes", reader.count)
    ]
  };
}
function isPhysical(segments) {
  const twice = segments.every(({ virtualAddress, physicalAddress }) => virtualAddress === physicalAddress);
  if (twice && segments.some(({ physicalAddress }) => physicalAddress !== 0n)) return true;
  return segments.length > 0 && segments.every(({ virtualAddress }) => virtualAddress === 0n);
}
function claimOf(segment, physical) {
  const { offset, fileBytes: length } = segment;
  if (physical) return { offset, length, address: segment.physicalAddress, name: "physical memory" };
  return { offset, length, address: segment.virtualAddress, ...accessOf(segment) };
}
function damaged(reason) {
  return { code: "damaged", message: `${FORMAT}: expected notes, but ${reason}` };
}

// src/views/begins-with.ts
function beginsWith2(bytes, text) {
  if (bytes.length < text.length) return false;
  for (let index = 0; index < text.length; index++) if (bytes[index] !== text.charCodeAt(index)) return false;
  return true;
}
function beginsWithBrace(bytes) {
  let at = 0;
  while (at < bytes.length && (bytes[at] === 32 || bytes[at] >= 9 && bytes[at] <= 13)) at++;
  return bytes[at] === 123;
}

// src/views/unread-view.ts
function unreadView(id, message) {
  return { id, regions: [], memory: NO_MEMORY, troubles: [{ code: "unsupported", message }] };
}

// src/views/hibernation.ts
var SIGNATURES = ["hibr", "HIBR", "wake", "WAKE", "RSTR"];
var hibernation = {
  id: "hibernation",
  title: "Windows hibernation file (recognised, not read)",
  headBytes: 32,
  /** Four letters are too few, since a text may begin with `wake`: the page size, or a wiped header, must follow. */
  sniff(head) {
    if (head.length < 32 || !SIGNATURES.some((signature) => beginsWith2(head, signature))) return false;
    const view = new DataView(head.buffer, head.byteOffset, head.length);
    if (isNtfsLog(view)) return false;
    const pageBytes32 = view.getUint32(20, true);
    const pageBytes64 = view.getUint32(24, true);
    return pageBytes32 === 4096 || pageBytes64 === 4096 || head.subarray(4, 32).every((byte) => byte === 0);
  },
  open() {
    const advice = "convert it to a raw memory image (volatility, hibernation plugins), and scan that";
    return unreadView(hibernation.id, `hibernation file: its pages are compressed, which is not read; ${advice}`);
  }
};
function isNtfsLog(view) {
  const pageBytes2 = view.getUint32(16, true);
  return pageBytes2 >= 512 && view.getUint16(6, true) === pageBytes2 / 512 + 1;
}

// src/views/hprof.ts
var FORMAT2 = "HPROF";
var MAGIC = "JAVA PROFILE 1.0.";
var hprof = {
  id: "hprof",
  title: "Java heap dump (HPROF 1.0.1, 1.0.2, 1.0.3)",
  headBytes: MAGIC.length + 2,
  sniff(head) {
    if (!beginsWith2(head, MAGIC)) return false;
    const text = Buffer.from(head.subarray(0, MAGIC.length + 2)).toString("latin1");
    return /^JAVA PROFILE 1\.0\.[123]\0$/.test(text);
  },
  open(source) {
    const head = source.read(0, Math.min(hprof.headBytes, source.size));
    if (!hprof.sniff(head)) throw new FormatError(`${FORMAT2}: expected "${MAGIC}1", 2 or 3 and a NUL`);
    const fields = new Fields(source, false);
    const idBytes = fields.u32(hprof.headBytes);
    if (idBytes !== 4 && idBytes !== 8) {
      throw new FormatError(`${FORMAT2}: expected identifiers of 4 or 8 bytes, found ${idBytes}`);
    }
    return new HprofView(fields, idBytes);
  }
};
var RECORDS = /* @__PURE__ */ new Map([
  [1, "strings"],
  [2, "loaded classes"],
  [3, "unloaded classes"],
  [4, "stack frames"],
  [5, "stack traces"],
  [6, "allocation sites"],
  [7, "heap summary"],
  [10, "started threads"],
  [11, "ended threads"],
  [12, "heap dump"],
  [13, "CPU samples"],
  [14, "control settings"],
  [28, "heap dump segment"],
  [44, "heap dump end"]
]);
var HEAP_DUMP = 12;
var HEAP_DUMP_SEGMENT = 28;
var HEAP_DUMP_END = 44;
var HEADER_BYTES = 31;
var MAX_RECORDS = 1 << 24;
var MAX_HPROF_REGIONS = 1e5;
var HprofView = class {
  id = hprof.id;
  memory;
  isPacked = true;
  #fields;
  #walked;
  constructor(fields, idBytes) {
    this.#fields = fields;
    this.memory = { peek: () => void 0, pointerBytes: idBytes, littleEndian: false };
  }
  get regions() {
    this.#walked ??= walkRecords(this.#fields);
    return this.#walked.regions;
  }
  get troubles() {
    this.#walked ??= walkRecords(this.#fields);
    return this.#walked.troubles;
  }
};
function walkRecords(fields) {
  const claims = [
    { offset: 0, length: HEADER_BYTES, name: "header" }
  ];
  const { size } = fields;
  let at = HEADER_BYTES;
  for (let count = 0; at + 9 <= size; count++) {
    if (count === MAX_RECORDS || claims.length > MAX_HPROF_REGIONS) return stopped(claims, size, at, "unsupported");
    const tag = fields.u8(at);
    const length = fields.u32(at + 5);
    const name = RECORDS.get(tag);
    if (name === void 0) return stopped(claims, size, at, "damaged");
    const bytes = tag === HEAP_DUMP && length === 0 ? size - at : 9 + length;
    const last = claims.at(-1);
    if (last?.name === name) last.length += bytes;
    else claims.push({ offset: at, length: bytes, name });
    at += bytes;
  }
  if (at < size) claims.push({ offset: at, length: 9, name: "record" });
  const cut = cutOff(FORMAT2, claims, size);
  return { regions: layOut(claims, size), troubles: cut.length > 0 ? cut : unfinished(claims, size) };
}
function unfinished(claims, size) {
  const has = (wanted) => claims.some(({ name }) => name === RECORDS.get(wanted));
  if (!has(HEAP_DUMP_SEGMENT) || has(HEAP_DUMP_END)) return [];
  const message = `${FORMAT2}: expected a heap dump end record behind the segments, but the file ends at ${size}; write the dump again`;
  return [{ code: "damaged", message }];
}
function stopped(claims, size, at, code) {
  const expected = code === "damaged" ? "a known record tag" : "the end of the records";
  const message = `${FORMAT2}: expected ${expected} at offset ${at}, found another record; the bytes from there are scanned without names`;
  return { regions: layOut(claims, size), troubles: [{ code, message }] };
}

// src/views/lime.ts
var FORMAT3 = "LiME image";
var MAGIC2 = 1281969477;
var HEADER_BYTES2 = 32;
var lime = {
  id: "lime",
  title: "LiME memory image of a Linux machine",
  headBytes: 8,
  sniff(head) {
    if (head.length < 8) return false;
    const view = new DataView(head.buffer, head.byteOffset, head.length);
    return view.getUint32(0, true) === MAGIC2 && view.getUint32(4, true) === 1;
  },
  open(source) {
    const head = source.read(0, Math.min(lime.headBytes, source.size));
    if (!lime.sniff(head)) throw new FormatError(`${FORMAT3}: expected the magic EMiL and version 1`);
    const fields = new Fields(source, true);
    const { claims, troubles } = readRanges(fields);
    return {
      id: lime.id,
      regions: layOut(claims, source.size),
      memory: new MappedMemory(source, claims, { littleEndian: true }),
      troubles: [...troubles, ...cutOff(FORMAT3, claims, source.size)]
    };
  }
};
function readRanges(fields) {
  const claims = [];
  let at = 0;
  for (; at < fields.size; ) {
    if (claims.length > MAX_REGIONS) return { claims, troubles: tooMany(FORMAT3, "ranges", claims.length) };
    if (at + HEADER_BYTES2 > fields.size) return { claims, troubles: [damaged2(at, `the file ends at ${fields.size}`)] };
    const known = fields.u32(at) === MAGIC2 && fields.u32(at + 4) === 1;
    if (!known) return { claims, troubles: [damaged2(at, "something else stands there")] };
    const address = fields.u64(at + 8);
    const last = fields.u64(at + 16);
    if (last < address) return { claims, troubles: [damaged2(at, "its last address is below its first")] };
    const offset = at + HEADER_BYTES2;
    const length = Number(last - address) + 1;
    claims.push({ offset, length, address, name: "physical memory" });
    at = offset + length;
  }
  return { claims, troubles: [] };
}
function damaged2(at, found) {
  const message = `${FORMAT3}: expected the header of a range at offset ${at}, but ${found}; the bytes from there are scanned without addresses`;
  return { code: "damaged", message };
}

// src/views/macho-images.ts
var NOTE = "note all image infos";
var MAX_IMAGES = 1 << 14;
var MAX_IMAGE_SEGMENTS = 64;
var MAX_PATH_BYTES2 = 1024;
function readImageNames(fields, notes, segments) {
  const note = notes.find(({ name }) => name === NOTE);
  if (note === void 0) return [];
  const ends = new Map(segments.map(({ start, end }) => [start, end]));
  const names = [];
  try {
    const count = Math.min(fields.u32(note.offset + 4), MAX_IMAGES);
    const entries2 = fields.size64(note.offset + 8);
    const entryBytes = fields.u32(note.offset + 16);
    if (fields.u32(note.offset) !== 1 || entryBytes < 48) return [];
    for (let index = 0; index < count; index++) addImage(fields, entries2 + index * entryBytes, ends, names);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
  return names;
}
function addImage(fields, at, ends, names) {
  const pathAt = fields.size64(at);
  const moduleBase = fields.u64(at + 24);
  const list = fields.size64(at + 32);
  const count = Math.min(fields.u32(at + 40), MAX_IMAGE_SEGMENTS);
  const path = fields.text(pathAt, Math.max(0, Math.min(MAX_PATH_BYTES2, fields.size - pathAt)));
  for (let index = 0; index < count; index++) {
    const segment = fields.text(list + index * 32, 16);
    const start = fields.u64(list + index * 32 + 16);
    const end = ends.get(start);
    if (end !== void 0) names.push({ start, end, name: `${path} ${segment}`, moduleBase });
  }
}

// src/views/macho-threads.ts
var X86 = 7;
var X86_64 = 16777223;
var GENERAL = [
  { processor: X86, flavor: 1, stackPointer: 7 * 4, bytes: 4 },
  // x86_THREAD_STATE32: esp
  { processor: X86, flavor: 7, stackPointer: 8 + 7 * 4, bytes: 4 },
  // x86_THREAD_STATE: 8 bytes of header
  { processor: X86_64, flavor: 4, stackPointer: 7 * 8, bytes: 8 },
  // x86_THREAD_STATE64: rsp
  { processor: X86_64, flavor: 7, stackPointer: 8 + 7 * 8, bytes: 8 },
  { processor: 12, flavor: 1, stackPointer: 13 * 4, bytes: 4 },
  // ARM_THREAD_STATE
  { processor: 16777228, flavor: 6, stackPointer: 31 * 8, bytes: 8 },
  // ARM_THREAD_STATE64: after x0 to x28, fp, lr
  { processor: 18, flavor: 1, stackPointer: 3 * 4, bytes: 4 },
  // PPC_THREAD_STATE: srr0, srr1, r0, r1
  { processor: 16777234, flavor: 5, stackPointer: 3 * 8, bytes: 8 }
  // PPC_THREAD_STATE64
];
function readThreads(fields, processor, commands) {
  const registers = [];
  const stackPointers = /* @__PURE__ */ new Map();
  for (const [index, command] of commands.entries()) {
    const end = command.offset + command.length;
    for (let at = command.offset + 8; at + 8 <= end && registers.length < MAX_REGIONS; ) {
      const flavor = fields.u32(at);
      const length = Math.min(fields.u32(at + 4) * 4, end - at - 8);
      const general = GENERAL.find((set) => set.processor === processor && set.flavor === flavor);
      const name = `thread ${index + 1} registers${general === void 0 ? ` (flavor ${flavor})` : ""}`;
      if (length > 0) registers.push({ offset: at + 8, length, name });
      if (general !== void 0 && general.stackPointer + general.bytes <= length) {
        stackPointers.set(index + 1, readPointer(fields, at + 8 + general.stackPointer, general.bytes));
      }
      at += 8 + length;
    }
  }
  return { registers, stackPointers };
}
function readPointer(fields, at, bytes) {
  return bytes === 8 ? fields.u64(at) : BigInt(fields.u32(at));
}

// src/views/macho-core.ts
var FORMAT4 = "Mach-O core";
var MH_CORE = 4;
var LC_SEGMENT = 1;
var LC_THREAD = 4;
var LC_SEGMENT_64 = 25;
var LC_NOTE = 49;
var VM_PROT_WRITE = 2;
var VM_PROT_EXECUTE = 4;
var machoCore = {
  id: "macho-core",
  title: "Mach-O core dump (macOS)",
  headBytes: 16,
  sniff(head) {
    return headerOf(head) !== void 0;
  },
  open(source) {
    const header = headerOf(source.read(0, Math.min(machoCore.headBytes, source.size)));
    if (header === void 0) throw new FormatError(`${FORMAT4}: expected a Mach-O header with file type 4 (MH_CORE)`);
    return readCore(new Fields(source, header.littleEndian), header.wordBytes);
  }
};
function headerOf(head) {
  if (head.length < 16) return void 0;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  for (const littleEndian of [true, false]) {
    const magic2 = view.getUint32(0, littleEndian);
    if (magic2 !== 4277009102 && magic2 !== 4277009103) continue;
    if (view.getUint32(12, littleEndian) !== MH_CORE) return void 0;
    return { littleEndian, wordBytes: magic2 === 4277009103 ? 8 : 4 };
  }
  return void 0;
}
function readCore(fields, wordBytes) {
  const { size } = fields;
  const processor = fields.u32(4);
  const count = fields.u32(16);
  const commandBytes = fields.u32(20);
  const start = wordBytes === 8 ? 32 : 28;
  const commands = readCommands(fields, start, Math.min(start + commandBytes, size));
  const segments = commands.flatMap((command) => readSegment(fields, command));
  const { registers, stackPointers } = readThreads(fields, processor, commands.filter(isThread));
  const notes = commands.flatMap((command) => readNote(fields, command));
  const stacks = nameStacks(sortSpans(segments), stackPointers);
  const memory = segments.filter(({ length }) => length > 0);
  const claims = memory.map(({ offset, length, address, ...access }) => {
    return { offset, length, address, ...accessOf(access) };
  });
  const named = [stacks, readImageNames(fields, notes, segments)].reduce(nameByAddress, layOut(claims, size));
  const details = layOut([...notes, ...registers], size);
  const table = [{ offset: start, length: commandBytes }];
  return {
    id: machoCore.id,
    regions: overlay(named, details),
    memory: new MappedMemory(fields.source, claims, { pointerBytes: wordBytes, littleEndian: fields.littleEndian }),
    troubles: [
      ...cutOff(FORMAT4, [...table, ...claims, ...notes, ...registers], size),
      ...tooMany(FORMAT4, "load commands", count)
    ]
  };
}
function readCommands(fields, start, end) {
  const commands = [];
  for (let at = start; at + 8 <= end && commands.length < MAX_REGIONS; ) {
    const length = fields.u32(at + 4);
    if (length < 8) {
      throw new FormatError(`${FORMAT4}: expected a load command of at least 8 bytes at offset ${at}, found ${length}`);
    }
    commands.push({ type: fields.u32(at), offset: at, length: Math.min(length, end - at) });
    at += length;
  }
  return commands;
}
function isThread({ type }) {
  return type === LC_THREAD;
}
function readSegment(fields, { type, offset: at, length }) {
  if (type === LC_SEGMENT_64 && length >= 72) {
    const start = fields.u64(at + 24);
    const end = start + fields.u64(at + 32);
    const offset = fields.size64(at + 40);
    const access = readAccess2(fields.u32(at + 60));
    return [{ start, end, address: start, offset, length: fields.size64(at + 48), ...access }];
  }
  if (type === LC_SEGMENT && length >= 56) {
    const start = BigInt(fields.u32(at + 24));
    const end = start + BigInt(fields.u32(at + 28));
    const offset = fields.u32(at + 32);
    const access = readAccess2(fields.u32(at + 44));
    return [{ start, end, address: start, offset, length: fields.u32(at + 36), ...access }];
  }
  return [];
}
function readAccess2(protection) {
  const isWritable = protection === 0 || (protection & VM_PROT_WRITE) !== 0;
  return { isWritable, isExecutable: (protection & VM_PROT_EXECUTE) !== 0 };
}
function readNote(fields, { type, offset: at, length }) {
  if (type !== LC_NOTE || length < 40) return [];
  const owner = fields.text(at + 8, 16);
  const offset = fields.size64(at + 24);
  const bytes = fields.size64(at + 32);
  return bytes === 0 ? [] : [{ offset, length: bytes, name: `note ${owner}` }];
}

// src/views/minidump-streams.ts
var StreamType = {
  threadList: 3,
  moduleList: 4,
  memoryList: 5,
  exception: 6,
  systemInfo: 7,
  threadExList: 8,
  memory64List: 9,
  memoryInfoList: 16,
  crashpadInfo: 1129316353,
  linuxMaps: 1197932553
};
var NAMES = /* @__PURE__ */ new Map([
  [3, "thread list"],
  [4, "module list"],
  [5, "memory list"],
  [6, "exception"],
  [7, "system info"],
  [8, "thread list"],
  [9, "memory list"],
  [10, "comment (ANSI)"],
  [11, "comment (UTF-16)"],
  [12, "handle data"],
  [13, "function table"],
  [14, "unloaded module list"],
  [15, "misc info"],
  [16, "memory info list"],
  [17, "thread info list"],
  [18, "handle operation list"],
  [19, "token info"],
  [20, "JavaScript data"],
  [21, "system memory info"],
  [22, "process VM counters"],
  [23, "processor trace"],
  [24, "thread names"],
  [1129316353, "Crashpad info"],
  [1197932545, "Breakpad info"],
  [1197932546, "assertion info"],
  [1197932547, "Linux cpuinfo"],
  [1197932548, "Linux process status"],
  [1197932549, "Linux lsb-release"],
  [1197932550, "Linux command line"],
  [1197932551, "Linux environment"],
  [1197932552, "Linux auxiliary vector"],
  [1197932553, "Linux maps"],
  [1197932554, "Linux DSO debug"]
]);
function streamName(type) {
  return NAMES.get(type) ?? `stream 0x${type.toString(16)}`;
}
var POINTER_BYTES = /* @__PURE__ */ new Map([
  [0, 4],
  // x86
  [1, 4],
  // MIPS
  [3, 4],
  // PowerPC
  [5, 4],
  // Arm
  [6, 8],
  // IA-64
  [9, 8],
  // AMD64
  [10, 4],
  // x86 on Windows 64
  [12, 8],
  // Arm 64
  [32769, 4],
  // SPARC
  [32770, 8],
  // PowerPC 64
  [32771, 8],
  // Arm 64, older Breakpad
  [32772, 8],
  // MIPS 64
  [32773, 4],
  // RISC-V
  [32774, 8]
  // RISC-V 64
]);
function pointerBytesOf(processor) {
  return POINTER_BYTES.get(processor);
}
function entriesOf2(stream, count, entryBytes) {
  return stream.offset + (stream.length === 8 + count * entryBytes ? 8 : 4);
}

// src/views/minidump-memory.ts
function readMemoryList(fields, stream) {
  const count = checkedCount(fields.u32(stream.offset), stream, 16);
  const entries2 = entriesOf2(stream, count, 16);
  return Array.from({ length: count }, (_, index) => readMemoryDescriptor(fields, entries2 + index * 16)).filter(
    ({ length }) => length > 0
  );
}
function readMemoryDescriptor(fields, at) {
  return {
    address: fields.u64(at),
    //  0  8  StartOfMemoryRange
    length: fields.u32(at + 8),
    //  8  4  DataSize
    offset: fields.u32(at + 12)
    // 12  4  Rva
  };
}
function readMemory64List(fields, stream) {
  const count = checkedCount(fields.size64(stream.offset), stream, 16);
  let offset = fields.size64(stream.offset + 8);
  const mappings = [];
  for (let index = 0; index < count; index++) {
    const at = stream.offset + 16 + index * 16;
    const address = fields.u64(at);
    const length = fields.size64(at + 8);
    if (length > 0) mappings.push({ address, offset, length });
    offset = Math.min(offset + length, Number.MAX_SAFE_INTEGER);
  }
  return mappings;
}
function checkedCount(count, stream, entryBytes, limit = MAX_REGIONS) {
  if (count > limit) throw new FormatError(`expected at most ${limit} entries, found ${count}`, "unsupported");
  if (count * entryBytes <= stream.length) return count;
  throw new FormatError(`expected ${count} entries of ${entryBytes} bytes, found a stream of ${stream.length} bytes`);
}

// src/views/minidump-threads.ts
function readThreads2(fields, stream) {
  const entryBytes = stream.type === StreamType.threadExList ? 64 : 48;
  const count = checkedCount(fields.u32(stream.offset), stream, entryBytes);
  const entries2 = entriesOf2(stream, count, entryBytes);
  return Array.from({ length: count }, (_, index) => {
    const at = entries2 + index * entryBytes;
    const stack = readMemoryDescriptor(fields, at + 24);
    const registers = readLocation(fields, at + 40);
    const thread = `thread ${index + 1}`;
    return {
      ...stack.length === 0 ? {} : { stack: { ...stack, name: `${thread} stack` } },
      ...isEmpty(registers) ? {} : { registers: { ...registers, name: `${thread} registers` } }
    };
  });
}
function readExceptionRegisters(fields, stream) {
  const registers = readLocation(fields, stream.offset + 160);
  return isEmpty(registers) ? [] : [{ ...registers, name: "exception registers" }];
}
function readLocation(fields, at) {
  return {
    length: fields.u32(at),
    //  0  4  DataSize
    offset: fields.u32(at + 4)
    //  4  4  Rva
  };
}
function isEmpty({ offset, length }) {
  return offset === 0 || length === 0;
}

// src/views/minidump-crashpad.ts
var MAX_ANNOTATIONS = 4096;
var MAX_KEY_BYTES = 256;
function readCrashpadAnnotations(fields, stream) {
  const reader = new AnnotationReader(fields);
  reader.addList(stream.offset + 36, SIMPLE);
  const modules = readLocation(fields, stream.offset + 44);
  const count = isEmpty(modules) ? 0 : Math.min(fields.u32(modules.offset), MAX_ANNOTATIONS);
  for (let index = 0; index < count; index++) {
    const { offset, length } = readLocation(fields, modules.offset + 4 + index * 12 + 4);
    if (offset === 0 || length < 28) continue;
    reader.addList(offset + 12, SIMPLE);
    reader.addList(offset + 20, OBJECTS);
  }
  return reader.regions;
}
var SIMPLE = { entryBytes: 8, valueAt: 4 };
var OBJECTS = { entryBytes: 12, valueAt: 8 };
var AnnotationReader = class {
  regions = [];
  #fields;
  #room = MAX_ANNOTATIONS;
  constructor(fields) {
    this.#fields = fields;
  }
  /** A location descriptor points to a count and that many entries. */
  addList(locationAt, { entryBytes, valueAt }) {
    const { offset, length } = readLocation(this.#fields, locationAt);
    if (offset === 0 || length < 4) return;
    const count = Math.min(this.#fields.u32(offset), Math.floor((length - 4) / entryBytes));
    for (let index = 0; index < count && this.#room > 0; index++, this.#room--) {
      const at = offset + 4 + index * entryBytes;
      this.#add(this.#fields.u32(at), this.#fields.u32(at + valueAt));
    }
  }
  /** Both are a length and bytes: MinidumpUTF8String, MinidumpByteArray. */
  #add(keyAt, valueAt) {
    const fields = this.#fields;
    const keyBytes = Math.min(fields.u32(keyAt), MAX_KEY_BYTES, fields.size - keyAt - 4);
    const name = `Crashpad annotation ${fields.text(keyAt + 4, keyBytes)}`;
    const length = fields.u32(valueAt);
    if (length > 0) this.regions.push({ offset: valueAt + 4, length, name });
  }
};

// src/views/minidump-names.ts
var MAX_NAME_BYTES = 2048;
var MAX_MODULES = 1 << 16;
var MAX_MAPS_BYTES = 16 << 20;
function readModules(fields, stream) {
  const count = checkedCount(fields.u32(stream.offset), stream, 108, MAX_MODULES);
  const entries2 = entriesOf2(stream, count, 108);
  const modules = Array.from({ length: count }, (_, index) => {
    const at = entries2 + index * 108;
    return {
      start: fields.u64(at),
      //  0  8  BaseOfImage
      bytes: fields.u32(at + 8),
      //  8  4  SizeOfImage
      nameAt: fields.u32(at + 20)
      // 20  4  ModuleNameRva
    };
  });
  return modules.map(({ start, bytes, nameAt }) => {
    return { start, end: start + BigInt(bytes), name: readString(fields, nameAt), moduleBase: start };
  });
}
function readString(fields, at) {
  if (at + 4 > fields.size) return "(module)";
  const length = Math.min(fields.u32(at), MAX_NAME_BYTES, fields.size - at - 4);
  return fields.utf16(at + 4, length - length % 2) || "(module)";
}
var MEM_COMMIT = 4096;
var TYPES = /* @__PURE__ */ new Map([
  [131072, "private memory"],
  [262144, "mapped memory"],
  [16777216, "image memory"]
]);
var PAGE_READ_ONLY = /* @__PURE__ */ new Set([2, 16, 32]);
var PAGE_EXECUTE_ANY = 240;
function readMemoryInfo(fields, stream) {
  const headerBytes = fields.u32(stream.offset);
  const entryBytes = Math.max(48, fields.u32(stream.offset + 4));
  const count = checkedCount(fields.size64(stream.offset + 8), stream, entryBytes);
  const ranges = [];
  for (let index = 0; index < count; index++) {
    const at = stream.offset + headerBytes + index * entryBytes;
    const start = fields.u64(at);
    const end = start + fields.u64(at + 24);
    const name = TYPES.get(fields.u32(at + 40));
    if (fields.u32(at + 32) !== MEM_COMMIT || name === void 0) continue;
    const protect = fields.u32(at + 36) & 255;
    const isExecutable = (protect & PAGE_EXECUTE_ANY) !== 0;
    ranges.push({ start, end, name, isWritable: !PAGE_READ_ONLY.has(protect), isExecutable });
  }
  return ranges;
}
var MAPS_LINE = /^([0-9a-f]{1,16})-([0-9a-f]{1,16}) \S(\S)(\S)\S ([0-9a-f]{1,16}) \S+ \d+ +(\S.*)$/;
function readLinuxMaps(fields, stream) {
  const length = Math.min(stream.length, MAX_MAPS_BYTES, Math.max(0, fields.size - stream.offset));
  const text = Buffer.from(fields.source.read(Math.min(stream.offset, fields.size), length)).toString("utf8");
  const bases = new ModuleBases();
  const ranges = [];
  for (const line of text.split("\n")) {
    if (ranges.length >= MAX_REGIONS) break;
    const [, from, to, w, x, fileOffset, path] = MAPS_LINE.exec(line.slice(0, 5e3)) ?? [];
    if (from === void 0 || to === void 0 || path === void 0) continue;
    const [start, end, name] = [BigInt(`0x${from}`), BigInt(`0x${to}`), path.slice(0, MAX_NAME_BYTES)];
    const moduleBase = path.startsWith("/") ? bases.baseOf(path, start, BigInt(`0x${fileOffset}`)) : void 0;
    const access = { isWritable: w !== "-", isExecutable: x === "x" };
    ranges.push({ start, end, name, ...access, ...moduleBase === void 0 ? {} : { moduleBase } });
  }
  return ranges;
}

// src/views/minidump.ts
var FORMAT5 = "minidump";
var MAX_STREAMS = 4096;
var minidump = {
  id: "minidump",
  title: "Windows minidump (also Breakpad and Crashpad)",
  headBytes: 8,
  sniff(head) {
    if (beginsWith2(head, "MDMP")) return head[4] === 147 && head[5] === 167;
    return beginsWith2(head, "PMDM") && head[6] === 167 && head[7] === 147;
  },
  open(source) {
    const head = source.read(0, Math.min(minidump.headBytes, source.size));
    if (!minidump.sniff(head)) throw new FormatError(`${FORMAT5}: expected the signature MDMP and version 0xa793`);
    const fields = new Fields(source, head[0] === 77);
    const troubles = [];
    const streams = readDirectory(fields, troubles);
    return openStreams(fields, streams, troubles);
  }
};
function readDirectory(fields, troubles) {
  const count = fields.u32(8);
  const directory = fields.u32(12);
  const fitting = Math.max(0, Math.floor((fields.size - directory) / 12));
  troubles.push(...tooMany(FORMAT5, "streams", count, MAX_STREAMS));
  troubles.push(...cutOff(FORMAT5, [{ offset: directory, length: count * 12 }], fields.size));
  return Array.from({ length: Math.min(count, fitting, MAX_STREAMS) }, (_, index) => {
    const at = directory + index * 12;
    return { type: fields.u32(at), length: fields.u32(at + 4), offset: fields.u32(at + 8) };
  });
}
function openStreams(fields, streams, troubles) {
  function list(type, read) {
    const stream = streams.find((candidate) => candidate.type === type);
    if (stream === void 0) return [];
    try {
      return read(fields, stream);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      const message = `${FORMAT5}: stream "${streamName(type)}": ${error.message}`;
      troubles.push({ code: error.code, message });
      return [];
    }
  }
  const { size } = fields;
  const threads = [...list(StreamType.threadList, readThreads2), ...list(StreamType.threadExList, readThreads2)];
  const stacks = threads.flatMap(({ stack }) => stack ?? []);
  const writtenStacks = stacks.filter(({ offset }) => offset > 0);
  const parts = [...list(StreamType.memoryList, readMemoryList), ...list(StreamType.memory64List, readMemory64List)];
  const details = [
    ...threads.flatMap(({ registers }) => registers ?? []),
    ...list(StreamType.exception, readExceptionRegisters),
    ...list(StreamType.crashpadInfo, readCrashpadAnnotations)
  ];
  const named = streams.filter(({ length }) => length > 0).map(({ type, offset, length }) => ({ offset, length, name: streamName(type) }));
  const tables = [list(StreamType.linuxMaps, readLinuxMaps), list(StreamType.memoryInfoList, readMemoryInfo)];
  const names = [
    stacks.map(({ address, length, name }) => ({ start: address, end: address + BigInt(length), name })),
    list(StreamType.moduleList, readModules),
    ...tables
  ];
  const laidOut = overlay(layOut(parts, size), layOut(writtenStacks, size));
  const memory = noteAccess(names.reduce(nameByAddress, laidOut), tables.flat());
  const [pointerBytes] = list(StreamType.systemInfo, (_, { offset }) => [pointerBytesOf(fields.u16(offset))]);
  return {
    id: minidump.id,
    regions: overlay(overlay(layOut(named, size), memory), layOut(details, size)),
    memory: new MappedMemory(fields.source, [...parts, ...writtenStacks], {
      pointerBytes,
      littleEndian: fields.littleEndian
    }),
    troubles: [...troubles, ...cutOff(FORMAT5, [...named, ...parts, ...writtenStacks, ...details], size)]
  };
}

// src/views/json-sections.ts
var CHUNK_BYTES3 = 64 << 10;
var MAX_SECTIONS = 1e3;
var MAX_KEY_BYTES2 = 256;
var QUOTE = 34;
var COMMA = 44;
var COLON = 58;
var BACKSLASH = 92;
function jsonSections(source, maxBytes) {
  const scanner = new SectionScanner();
  const end = Math.min(source.size, maxBytes);
  const buffer = new Uint8Array(Math.min(CHUNK_BYTES3, end));
  for (let at = 0; at < end && !scanner.isDone; at += buffer.length) {
    const chunk = buffer.subarray(0, Math.min(buffer.length, end - at));
    source.readInto(chunk, at);
    scanner.take(chunk, at);
  }
  return scanner.finish(end);
}
var SectionScanner = class {
  #sections = [];
  #key = new Uint8Array(MAX_KEY_BYTES2);
  #keyBytes = 0;
  #inString = false;
  #escaped = false;
  #depth = 0;
  /** Key and start of the section being read. */
  #open;
  #closed = false;
  get isDone() {
    return this.#closed || this.#sections.length >= MAX_SECTIONS;
  }
  take(chunk, at) {
    for (let index = 0; index < chunk.length && !this.isDone; index++) {
      const byte = chunk[index];
      if (this.#inString) this.#takeInString(byte);
      else this.#takeOutside(byte, at + index);
    }
  }
  finish(end) {
    if (!this.#closed) this.#endSection(end);
    return { sections: this.#sections, complete: this.#closed };
  }
  #takeInString(byte) {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
    else if (this.#open === void 0 && this.#keyBytes < MAX_KEY_BYTES2) this.#key[this.#keyBytes++] = byte;
  }
  #takeOutside(byte, at) {
    if (byte === QUOTE) {
      this.#inString = true;
      if (this.#open === void 0) this.#keyBytes = 0;
    } else if (byte === 123 || byte === 91) this.#depth++;
    else if (byte === 125 || byte === 93) this.#leave(at);
    else if (this.#depth === 1 && byte === COLON && this.#open === void 0) {
      const key = new TextDecoder().decode(this.#key.subarray(0, this.#keyBytes));
      this.#open = { key, offset: at + 1 };
    } else if (this.#depth === 1 && byte === COMMA) this.#endSection(at);
  }
  #leave(at) {
    this.#depth--;
    if (this.#depth > 0) return;
    this.#endSection(at);
    this.#closed = true;
  }
  #endSection(end) {
    if (this.#open !== void 0 && end > this.#open.offset) {
      this.#sections.push({ ...this.#open, length: end - this.#open.offset });
    }
    this.#open = void 0;
  }
};

// src/views/node-report.ts
var MAX_BYTES = 64 << 20;
var nodeReport = {
  id: "node-report",
  title: "Node.js diagnostic report",
  headBytes: 128,
  sniff(head) {
    if (!beginsWithBrace(head)) return false;
    const text = Buffer.from(head.subarray(0, nodeReport.headBytes)).toString("latin1");
    return /^\s*\{\s*"header"\s*:\s*\{\s*"reportVersion"\s*:/.test(text);
  },
  open(source) {
    const head = source.read(0, Math.min(nodeReport.headBytes, source.size));
    if (!nodeReport.sniff(head)) throw new FormatError('diagnostic report: expected {"header": {"reportVersion": \u2026');
    const found = jsonSections(source, MAX_BYTES);
    return {
      id: nodeReport.id,
      regions: regionsOf(found),
      memory: NO_MEMORY,
      troubles: troublesOf(found, source.size)
    };
  }
};
function regionsOf({ sections }) {
  return sections.map(({ key, offset, length }) => ({ offset, length, name: `report ${key}` }));
}
function troublesOf({ complete }, size) {
  if (complete || size > MAX_BYTES) return [];
  const message = `diagnostic report: expected the end of the JSON object, but the file ends at ${size}`;
  return [{ code: "damaged", message }];
}

// src/views/v8-heap-snapshot.ts
var FORMAT6 = "V8 heap snapshot";
var STRINGS = '"strings":[';
var CHUNK_BYTES4 = 1 << 20;
var v8HeapSnapshot = {
  id: "v8-heap-snapshot",
  title: "V8 heap snapshot (Node.js, Chrome)",
  headBytes: 64,
  sniff(head) {
    if (!beginsWithBrace(head)) return false;
    const text = Buffer.from(head.subarray(0, v8HeapSnapshot.headBytes)).toString("latin1");
    return /^\s*\{\s*"snapshot"\s*:\s*\{\s*"meta"\s*:/.test(text);
  },
  open(source) {
    const head = source.read(0, Math.min(v8HeapSnapshot.headBytes, source.size));
    if (!v8HeapSnapshot.sniff(head)) throw new FormatError(`${FORMAT6}: expected {"snapshot":{"meta":\u2026`);
    return new SnapshotView(source);
  }
};
var SnapshotView = class {
  id = v8HeapSnapshot.id;
  memory = NO_MEMORY;
  troubles;
  #source;
  #regions;
  constructor(source) {
    this.#source = source;
    this.troubles = endOf2(source);
  }
  get regions() {
    this.#regions ??= findStrings(this.#source);
    return this.#regions;
  }
};
function endOf2(source) {
  const start = Math.max(0, source.size - 64);
  const tail = Buffer.from(source.read(start, source.size - start)).toString("latin1").trimEnd();
  if (/\]\s*\}$/.test(tail)) return [];
  const message = `${FORMAT6}: expected ]} at the end, but the file ends at ${source.size} without; write it again`;
  return [{ code: "damaged", message }];
}
function findStrings(source) {
  const overlap = STRINGS.length - 1;
  const buffer = Buffer.alloc(Math.min(CHUNK_BYTES4, source.size));
  for (let at = 0; at < source.size; at += buffer.length - overlap) {
    const chunk = buffer.subarray(0, Math.min(buffer.length, source.size - at));
    source.readInto(chunk, at);
    const index = chunk.indexOf(STRINGS);
    const offset = at + index + STRINGS.length;
    if (index !== -1 && offset < source.size) {
      return [{ offset, length: source.size - offset, name: "V8 heap snapshot strings" }];
    }
    if (at + chunk.length >= source.size) break;
  }
  return [];
}

// src/views/windows-dump-pages.ts
var FORMAT7 = "Windows crash dump";
var PAGE_BYTES3 = 4096;
function readRuns(fields, table) {
  const count = fields.u32(table.runCount);
  if (count > table.maxRuns) {
    const message = `${FORMAT7}: expected at most ${table.maxRuns} runs of memory, found ${count}; its bytes are scanned without addresses`;
    return { mappings: [], troubles: [{ code: "damaged", message }] };
  }
  const pages = new PageList(table.headerBytes);
  for (let index = 0; index < count; index++) {
    const at = table.runs + index * 2 * table.wordBytes;
    if (table.wordBytes === 8) pages.add(fields.u64(at), fields.size64(at + 8));
    else pages.add(BigInt(fields.u32(at)), fields.u32(at + 4));
  }
  return pages.finish();
}
function readRanges2(fields, header) {
  const firstPage = fields.size64(header + 24);
  const pages = new PageList(firstPage);
  for (let at = header + 48; at + 16 <= Math.min(firstPage, fields.size) && !pages.isFull; at += 16) {
    const first = fields.u64(at);
    if (first === 0n) break;
    pages.add(first, fields.size64(at + 8));
  }
  return pages.finish(cutTable("range table", firstPage, fields.size));
}
var MAX_BITMAP_BYTES = 64 << 20;
var CHUNK_BYTES5 = 64 << 10;
function readBitmap(fields, header) {
  const firstPage = fields.size64(header + 32);
  const bits = fields.size64(header + 48);
  const bitmap = header + 56;
  const pages = new PageList(firstPage);
  const end = Math.min(bitmap + Math.ceil(bits / 8), firstPage, bitmap + MAX_BITMAP_BYTES, fields.size);
  const buffer = new Uint8Array(Math.max(0, Math.min(CHUNK_BYTES5, end - bitmap)));
  for (let at = bitmap; at < end && !pages.isFull; at += buffer.length) {
    const chunk = buffer.subarray(0, Math.min(buffer.length, end - at));
    fields.source.readInto(chunk, at);
    for (const [index, byte] of chunk.entries()) {
      if (byte !== 0) pages.addBits((at - bitmap + index) * 8, byte);
    }
  }
  const tooLarge = bits / 8 > MAX_BITMAP_BYTES && firstPage > bitmap + MAX_BITMAP_BYTES;
  return pages.finish([
    ...cutTable("bitmap", Math.min(firstPage, bitmap + Math.ceil(bits / 8)), fields.size),
    ...tooLarge ? tooMany(FORMAT7, "bytes of bitmap", bits / 8, MAX_BITMAP_BYTES) : []
  ]);
}
function cutTable(what, end, size) {
  if (end <= size) return [];
  const message = `${FORMAT7}: expected the ${what} to end at offset ${end}, but the file ends at ${size}`;
  return [{ code: "damaged", message }];
}
var PageList = class {
  #mappings = [];
  #offset;
  #nextAddress = -1n;
  constructor(firstOffset) {
    this.#offset = firstOffset;
  }
  get isFull() {
    return this.#mappings.length > MAX_REGIONS;
  }
  add(firstPage, count) {
    if (count === 0 || this.isFull) return;
    const address = firstPage * BigInt(PAGE_BYTES3);
    const length = Math.min(count * PAGE_BYTES3, Number.MAX_SAFE_INTEGER);
    const last = this.#mappings.at(-1);
    if (last !== void 0 && address === this.#nextAddress) last.length += length;
    else this.#mappings.push({ address, offset: this.#offset, length });
    this.#nextAddress = address + BigInt(length);
    this.#offset = Math.min(this.#offset + length, Number.MAX_SAFE_INTEGER);
  }
  addBits(firstPage, byte) {
    if (byte === 255) {
      this.add(BigInt(firstPage), 8);
      return;
    }
    for (let bit = 0; bit < 8; bit++) {
      if ((byte & 1 << bit) !== 0) this.add(BigInt(firstPage + bit), 1);
    }
  }
  finish(troubles = []) {
    return {
      mappings: this.#mappings,
      troubles: [...troubles, ...tooMany(FORMAT7, "runs of pages", this.#mappings.length)]
    };
  }
};

// src/views/windows-dump.ts
var FORMAT8 = "Windows crash dump";
var windowsDump = {
  id: "windows-dump",
  title: "Windows kernel and complete memory dump",
  headBytes: 8,
  sniff(head) {
    return beginsWith2(head, "PAGEDU64") || beginsWith2(head, "PAGEDUMP");
  },
  open(source) {
    const head = source.read(0, Math.min(windowsDump.headBytes, source.size));
    if (!windowsDump.sniff(head)) throw new FormatError(`${FORMAT8}: expected the signature PAGEDU64 or PAGEDUMP`);
    const fields = new Fields(source, true);
    const layout = head[6] === 54 ? LAYOUT_64 : LAYOUT_32;
    const type = fields.u32(layout.dumpType);
    const { mappings, troubles } = readMemory(fields, layout, type);
    const memory = mappings.map((mapping) => ({ ...mapping, name: "physical memory" }));
    const details = layout.details.map(([offset, length, name]) => ({ offset, length, name }));
    const { size } = source;
    const header = [{ offset: 0, length: layout.headerBytes, name: "dump header" }];
    return {
      id: windowsDump.id,
      regions: overlay(overlay(layOut(header, size), layOut(details, size)), layOut(memory, size)),
      memory: new MappedMemory(source, memory, { littleEndian: true }),
      troubles: [...troubles, ...cutOff(FORMAT8, [...header, ...memory], size)]
    };
  }
};
var LAYOUT_64 = {
  wordBytes: 8,
  maxRuns: 43,
  headerBytes: 2 * PAGE_BYTES3,
  dumpType: 3992,
  runCount: 136,
  runs: 152,
  details: [
    [840, 3e3, "processor registers"],
    // ContextRecord
    [4016, 128, "dump comment"]
    // Comment
  ]
};
var LAYOUT_32 = {
  wordBytes: 4,
  maxRuns: 86,
  headerBytes: PAGE_BYTES3,
  dumpType: 3976,
  runCount: 100,
  runs: 108,
  details: [[800, 1200, "processor registers"]]
  // ContextRecord
};
var FULL = 1;
var TRIAGE = 4;
function readMemory(fields, layout, type) {
  if (type === TRIAGE) return { mappings: [], troubles: [] };
  if (type === FULL) return readRuns(fields, layout);
  const second = layout.headerBytes;
  const signature = second + 12 <= fields.size ? Buffer.from(fields.source.read(second, 12)).toString("latin1") : "";
  if (/^[SF]DMPDUMP/.test(signature)) return readBitmap(fields, second);
  if (signature.endsWith("RDMPDUMP") && layout.wordBytes === 8) return readRanges2(fields, second);
  const message = `${FORMAT8}: expected an SDMP, FDMP or RDMP header at offset ${second} in a dump of type ${type}, found another; its bytes are scanned without addresses`;
  return { mappings: [], troubles: [{ code: "unsupported", message }] };
}

// src/views/catalog.ts
var viewReaders = [
  elfCore,
  hibernation,
  hprof,
  lime,
  machoCore,
  minidump,
  nodeReport,
  v8HeapSnapshot,
  windowsDump
];

// src/views/raw-memory.ts
var RAW_MEMORY = {
  id: "raw-memory",
  title: "no header (gdb `dump memory`, CRIU, `pmemsave`, .vmem); recognised by its 64-bit pointers"
};
var PAGE_BYTES4 = 4096;
var MIN_PAGES = 8;
var MAX_SAMPLES = 512;
var enoughOf = (pages) => Math.min(64, Math.max(MIN_PAGES, pages >>> 3));
var STEP = 317;
var MIN_POINTERS = 8;
var MIN_POINTER_PAGES = 3;
var MIN_POINTER_SHARE = 0.04;
var OF_PROGRAMS = new Uint8Array(256);
for (const byte of [
  ...[85, 86],
  // Linux, x86-64: programs and their heaps (ELF_ET_DYN_BASE)
  96,
  //            macOS: small and large allocations
  ...[126, 127],
  // Linux, Windows, macOS: libraries, mappings, stacks
  170
  //            Linux, arm64: programs and their heaps
])
  OF_PROGRAMS[byte] = 1;
var MAX_OF_PROGRAMS = 65535;
var [MIN_OF_KERNELS, MAX_OF_KERNELS] = [4294934528, 4294963199];
var [MIN_OF_WINDOWS, MAX_OF_WINDOWS] = [4294965248, 4294965503];
var page = new Uint32Array(PAGE_BYTES4 / 4);
var pageBytes = new Uint8Array(page.buffer);
function memoryStart(source, start = 0, end = source.size, minPointerPages) {
  if (looksLikeMemory(source, start, end, minPointerPages)) return start;
  if (end - start < MIN_PAGES * PAGE_BYTES4) return void 0;
  const shift = shiftOf(source, start, end);
  const isMemory = shift > 0 && looksLikeMemory(source, start + shift, end, minPointerPages, true);
  return isMemory ? start + shift : void 0;
}
var MIN_SHIFTED_SHARE = 0.2;
function shiftOf(source, start, end) {
  const counts = new Uint32Array(8);
  const pages = Math.floor((end - start) / PAGE_BYTES4);
  const slots = Math.min(pages, MAX_SHIFT_SAMPLES);
  for (let slot = 0, used = 0; slot < slots && used < MAX_SHIFT_PAGES; slot++) {
    source.readInto(pageBytes, start + Math.floor(slot * pages / slots) * PAGE_BYTES4);
    if (isZero(pageBytes) || !pageBytes.includes(0)) continue;
    used++;
    for (let at = 7; at < PAGE_BYTES4; at++)
      if (pageBytes[at] === 0 && pageBytes[at - 1] === 0 && OF_PROGRAMS[pageBytes[at - 2]] && pageBytes[at - 3] !== 0)
        counts[at - 7 & 7]++;
  }
  return counts.indexOf(Math.max(...counts));
}
var MAX_SHIFT_PAGES = 16;
var MAX_SHIFT_SAMPLES = 64;
function looksLikeMemory(source, start = 0, end = source.size, minPointerPages = MIN_POINTER_PAGES, isShifted = false) {
  const pages = Math.floor((end - start) / PAGE_BYTES4);
  if (pages < MIN_PAGES) return false;
  const enough = enoughOf(pages);
  const slots = Math.min(pages, MAX_SAMPLES);
  let used = 0;
  let pointing = 0;
  for (let index = 0; index < MAX_SAMPLES; index++) {
    const slot = index * STEP % MAX_SAMPLES;
    if (slot >= slots) continue;
    source.readInto(pageBytes, start + Math.floor(slot * pages / slots) * PAGE_BYTES4);
    const pointers = pointersInPage(isShifted);
    if (pointers !== void 0) used++;
    if ((pointers ?? 0) >= MIN_POINTERS) pointing++;
    if (pointing === 0 && used >= enough) return false;
  }
  return pointing >= minPointerPages && pointing >= used * (isShifted ? MIN_SHIFTED_SHARE : MIN_POINTER_SHARE);
}
function pointersInPage(isShifted) {
  if (isZero(pageBytes)) return void 0;
  if (!pageBytes.includes(0)) return 0;
  let pointers = 0;
  let last = 0;
  for (let at = 0; at < page.length; at += 2) {
    const low = page[at];
    const high = page[at + 1];
    if (low < 65536 || (low & 7) !== 0 || !isUpperHalf(high)) continue;
    if (isShifted && (high & 255) === 0) continue;
    if (high >= MIN_OF_KERNELS && (page[at + 2] & 65535) === 65535) continue;
    if (high === last) pointers++;
    last = high;
  }
  return pointers;
}
function isUpperHalf(high) {
  if (high <= MAX_OF_PROGRAMS) return OF_PROGRAMS[high >>> 8] === 1;
  if (high < MIN_OF_KERNELS) return false;
  return high <= MAX_OF_KERNELS || high >= MIN_OF_WINDOWS && high <= MAX_OF_WINDOWS;
}
function rawMemoryView(start, end) {
  const region = { offset: start, length: end - start, name: "raw memory" };
  return { id: RAW_MEMORY.id, regions: [region], memory: NO_MEMORY, troubles: [] };
}

// src/engine/open-view.ts
var VIEW_HEAD_BYTES = Math.max(0, ...viewReaders.map(({ headBytes }) => headBytes));
function readerFor(head) {
  return viewReaders.find((reader) => reader.sniff(head));
}
function openView(source, path, part) {
  const reader = readerFor(source.read(0, Math.min(VIEW_HEAD_BYTES, source.size)));
  try {
    const view = reader === void 0 ? openRaw(source) : reader.open(source);
    if (view === void 0) return void 0;
    part?.addOpening(view.id, path);
    for (const trouble of view.troubles) part?.addGap({ path, ...trouble });
    return view;
  } catch (error) {
    part?.addError(path, error);
    if (part === void 0 && !(error instanceof KeysieveError)) throw error;
    return void 0;
  }
}
function needsView(head) {
  return readerFor(head) !== void 0 || memoryStart(new MemorySource(head)) !== void 0;
}
function openRaw(source) {
  const start = memoryStart(source);
  return start === void 0 ? void 0 : rawMemoryView(start, source.size);
}

// src/engine/artifact-files.ts
var SMALL_FILE_BYTES = 256 << 10;
var ArtifactFiles = class {
  /** Buffer for small files, one at a time. */
  #smallFile = new Uint8Array(SMALL_FILE_BYTES);
  /** The large artifact whose ranges this thread is scanning: it is opened once, and so is its view. */
  #large;
  /** @returns undefined when `examine` completed synchronously and the file is closed again */
  withFile({ file }, part, examine) {
    const source = FileSource.open(file);
    let examining;
    try {
      part.size = source.size;
      if (source.size === 0 && source.goesOn) {
        throw new AccessError("the file has content though its size is 0; copy it and scan the copy");
      }
      examining = examine(source);
      if (examining === void 0) source.assertReadTo(source.size);
    } finally {
      if (examining === void 0) source.close();
    }
    return examining?.then(() => source.assertReadTo(source.size)).finally(() => source.close());
  }
  /** `file` in a form that is cheap to read in small pieces; valid until the next file. */
  buffered(file) {
    if (file.size > SMALL_FILE_BYTES) return new ReadAheadSource(file);
    const bytes = this.#smallFile.subarray(0, file.size);
    file.readInto(bytes, 0);
    return new MemorySource(bytes);
  }
  /** For the ranges and the image of a large artifact; stays open until another one is asked for. */
  openLarge(artifact) {
    if (this.#large?.file !== artifact.file) {
      this.close();
      const source = FileSource.open(artifact.file);
      this.#large = { file: artifact.file, source, view: openView(source, artifact.path, void 0) };
    }
    return this.#large;
  }
  /** Closes what stays open between tasks. */
  close() {
    this.#large?.source.close();
    this.#large = void 0;
  }
};

// src/engine/artifact-share.ts
var MIN_BYTES = 256;
var BATCH_BYTES = 1 << 20;
var BATCH_FILES = 512;
var ArtifactShare = class {
  #options;
  #sharing;
  #buffers;
  #keys = /* @__PURE__ */ new Map();
  /** Pieces handed on that are not back yet. */
  #out = 0;
  /** Pieces taken back and being done in this thread; they can nest. */
  #here = 0;
  #pieces = 0;
  #batch;
  constructor(options) {
    this.#options = options;
    this.#buffers = options.buffers;
    this.#sharing = options.sharing;
  }
  /** Pieces that other threads have done or will do: as many parts of the artifact come from elsewhere. */
  get pieces() {
    return this.#pieces;
  }
  /**
   * Copies a leaf into the batch, if it is small enough.
   * @returns whether it will be scanned as part of the batch, and not by the caller
   */
  offerLeaf(place, source) {
    if (this.#sharing === void 0 || this.#here > 0) return false;
    if (source.size < MIN_BYTES || source.size > PIECE_BYTES) return false;
    if (this.#batch !== void 0 && this.#batch.filled + source.size > this.#batch.bytes.length) this.flush();
    if (this.#batch === void 0 && !this.#sharing.hasRoom) return false;
    this.#batch ??= { bytes: this.#buffers.take(), filled: 0, spans: [] };
    const batch = this.#batch;
    const [start, end] = [batch.filled, batch.filled + source.size];
    source.readInto(batch.bytes.subarray(start, end), 0);
    batch.spans.push({ place, start, end });
    batch.filled = end;
    if (end >= BATCH_BYTES || batch.spans.length >= BATCH_FILES) this.flush();
    return true;
  }
  /** Hands on the current batch. Call at the end. */
  flush() {
    const batch = this.#batch;
    this.#batch = void 0;
    if (batch === void 0) return;
    const leaves = { bytes: batch.bytes.subarray(0, batch.filled), spans: batch.spans };
    const done = () => this.#buffers.give(batch.bytes);
    const here = () => this.#options.scanLeaves(leaves).finally(done);
    this.#handOn({ ...this.#artifact(), kind: "leaves", leaves }, { onBack: done, here });
  }
  /**
   * @returns whether the slab was handed on; then `onBack` is called when another thread has scanned it, or `here` when
   * none has taken it
   */
  handOnSlab(place, slab, how) {
    if (this.#sharing?.hasRoom !== true) return false;
    this.#handOn({ ...this.#artifact(), kind: "slab", place, slab }, how);
    return true;
  }
  /** See `Sharing.until`. */
  async until(isDone) {
    await this.#sharing?.until(isDone, this);
  }
  /** Public keys that other threads have seen in this artifact; waits until all pieces are back. */
  async keysSeen() {
    this.flush();
    await this.until(() => this.#out === 0);
    return [...this.#keys.values()];
  }
  #handOn(work, { onBack, here }) {
    this.#pieces++;
    this.#out++;
    this.#sharing?.handOn({
      owner: this,
      work,
      onBack: (back) => {
        this.#out--;
        this.#note(back);
        onBack(back);
      },
      here: () => {
        this.#out--;
        this.#pieces--;
        this.#here++;
        return here().finally(() => {
          this.#here--;
        });
      }
    });
  }
  #note({ keys }) {
    for (const key of keys) if (this.#keys.size < MAX_NOTES) this.#keys.set(key.spkiSha256, key);
  }
  #artifact() {
    const { artifact, begunAtMs, budget } = this.#options;
    return { artifact, begunAtMs, spent: budget.spent };
  }
};

// src/engine/digest.ts
import { createHash as createHash2 } from "node:crypto";
async function digestOf(source) {
  const hash = createHash2("sha256");
  for await (const chunk of streamOf(source)) hash.update(chunk);
  return hash.digest("hex");
}

// src/views/locate.ts
function locate(view, offset) {
  const { regions } = view;
  let low = 0;
  let high = regions.length;
  while (low < high) {
    const middle = low + high >>> 1;
    if (regions[middle].offset <= offset) low = middle + 1;
    else high = middle;
  }
  const region = regions[low - 1];
  if (region === void 0 || offset >= region.offset + region.length) return void 0;
  const { address: start, name, moduleBase } = region;
  const address = start === void 0 ? void 0 : start + BigInt(Math.floor(offset - region.offset));
  const inModule = address !== void 0 && moduleBase !== void 0 ? `+0x${(address - moduleBase).toString(16)}` : "";
  return {
    ...address === void 0 ? {} : { address },
    ...name === void 0 ? {} : { region: `${name}${inModule}` }
  };
}

// src/engine/image-reader.ts
var MAX_READ_BYTES = 1 << 20;
var WINDOW_BYTES2 = 64 << 10;
var REGISTERS = /^(?:thread \d+|exception) registers/;
var ImageReader = class {
  survey;
  memory;
  isPacked;
  knownKeys;
  registers;
  checkTime;
  reportIncomplete;
  #source;
  #start;
  #view;
  #window = new Uint8Array(0);
  #windowStart = 0;
  /** @param start in `source`; bytes before it cannot be read */
  constructor(source, view, {
    survey,
    knownKeys,
    checkTime,
    reportIncomplete,
    start = 0
  }) {
    this.#source = source;
    this.#start = start;
    this.#view = view;
    this.survey = survey;
    this.memory = view.memory;
    this.isPacked = view.isPacked === true;
    this.knownKeys = knownKeys;
    this.checkTime = checkTime;
    this.reportIncomplete = reportIncomplete;
    this.registers = view.regions.flatMap(
      ({ offset, length, name }) => name !== void 0 && REGISTERS.test(name) ? [{ offset, length, name }] : []
    );
  }
  get size() {
    return this.#source.size;
  }
  read(offset, length) {
    const end = Math.min(this.size, offset + Math.min(length, MAX_READ_BYTES));
    if (!(offset >= this.#start && offset < end)) return new Uint8Array(0);
    if (offset < this.#windowStart || end > this.#windowStart + this.#window.length) {
      this.#windowStart = Math.max(this.#start, offset - (WINDOW_BYTES2 >> 3));
      const windowEnd = Math.min(this.size, Math.max(end, this.#windowStart + WINDOW_BYTES2));
      const bytes = this.#source.read(this.#windowStart, windowEnd - this.#windowStart);
      this.#window = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    return this.#window.subarray(offset - this.#windowStart, end - this.#windowStart);
  }
  offsetOf(address) {
    return this.#view.memory.offsetOf?.(address);
  }
};

// src/engine/image-search.ts
function searchImage(source, image, budget, part) {
  const { path, view, survey, knownKeys, searches, start = 0 } = image;
  const reader = new ImageReader(source, view, {
    ...{ survey, knownKeys, start, checkTime: () => budget.checkTime() },
    reportIncomplete: (reason) => part.addGap({ path, code: "budget", message: reason })
  });
  part.guard(path, () => {
    for (const search of searches) {
      for (const match of search.search(reader)) {
        const { offset, length } = match;
        part.addSighting({ detector: search, match, offset, length }, { path, ...locate(view, offset) });
        budget.checkTime();
      }
    }
    return void 0;
  });
}

// src/unpack/unread/encrypted-firefox-cache.ts
var END_BYTES = 8;
var VERSION = 4;
var IS_ENCRYPTED = 2147483648;
var CHUNK_BYTES6 = 256 << 10;
var ADDED_BYTES = 16 + 12;
var [SUM_BYTES, CHUNK_SUM_BYTES, HEADER_BYTES3, MIN_KEY_BYTES] = [4, 2, 32, 4];
var MAX_NAMES_BYTES = 128 << 10;
var [SAMPLE_BYTES, MIN_DISTINCT] = [256, 0.8];
var encryptedFirefoxCache = {
  id: "firefox-cache-encrypted",
  title: "Firefox cache entry",
  reads: "source",
  headBytes: END_BYTES,
  // A tail alone does not give the size; if the size does not match, it is some other file.
  keepsLeaf: "searched",
  firstBytes: [],
  sniff: () => false,
  sniffTail: (tail) => bodyBytesIn(tail) !== void 0 && isRandom(tail.subarray(0, -END_BYTES).subarray(-SAMPLE_BYTES)),
  entries
};
async function* entries(source) {
  const bodyBytes = bodyBytesIn(source.read(source.size - END_BYTES, END_BYTES));
  const chunks = Math.ceil(bodyBytes / CHUNK_BYTES6);
  const described = source.size - END_BYTES - bodyBytes - ADDED_BYTES * (chunks + 1);
  const names = described - SUM_BYTES - CHUNK_SUM_BYTES * chunks - HEADER_BYTES3;
  if (names < MIN_KEY_BYTES || names > MAX_NAMES_BYTES) return;
  yield { trouble: { code: "encrypted", message: encryptedMessage(encryptedFirefoxCache.title) } };
}
function bodyBytesIn(tail) {
  if (tail.length < END_BYTES) return void 0;
  const end = bufferOf(tail.subarray(-END_BYTES));
  const [version, offset] = [end.readUInt32BE(0), end.readUInt32BE(4)];
  return version === VERSION && offset >= IS_ENCRYPTED ? offset - IS_ENCRYPTED : void 0;
}
function isRandom(bytes) {
  const expected = 256 * (1 - Math.exp(-bytes.length / 256));
  return new Set(bytes).size >= MIN_DISTINCT * expected && bytes.length > HEADER_BYTES3;
}

// src/unpack/unread/encrypted-folders.ts
var isAllIn = (...words) => (head) => words.every((word) => head.includes(word));
var isResticKey = isAllIn('"kdf":"scrypt"', '"salt":"', '"data":"');
var isKopiaFormat = isAllIn('"keyAlgo"', '"encryptedBlockFormat"');
var isGocryptfsSettings = isAllIn('"Creator"', '"gocryptfs', '"EncryptedKey"', '"ScryptObject"');
var isEncfsSettings = isAllIn("<boost_serialization", "<creator>EncFS ", "<encodedKeyData>");
var isCryptomatorKey = isAllIn('"scryptSalt"', '"primaryMasterKey"', '"hmacMasterKey"');

// src/unpack/unread/encrypted-office.ts
function isOfficeEncryption(head) {
  if (head.length < 32) return false;
  const [major, minor, flags] = [head.readUInt16LE(0), head.readUInt16LE(2), head.readUInt32LE(4)];
  if (major === 4 && minor === 4 && flags === 64)
    return head.toString("latin1", 8, 13) === "<?xml" && head.includes("schemas.microsoft.com/office/2006/encryption");
  if (major < 2 || major > 4 || minor !== 2 || flags !== head.readUInt32LE(12)) return false;
  return [26126, 26127, 26128, 26625].includes(head.readUInt32LE(20));
}
function isEncryptedWord(head) {
  const [MIN_BYTES3, ENCRYPTED2] = [64, 256];
  if (head.length < MIN_BYTES3 || (head.readUInt16LE(10) & ENCRYPTED2) === 0) return false;
  const versions = head.readUInt16LE(0) === 42476 ? WORD_97 : WORD_6;
  return versions.includes(head.readUInt16LE(2)) && versions.includes(head.readUInt16LE(12));
}
var WORD_97 = [191, 192, 193, 194, 217, 257, 268, 274];
var WORD_6 = [101, 102, 103, 104, 105];
function isEncryptedAccess(head) {
  const [KEY_AT, PAGE_BYTES5, NO_KEY] = [62, 2048, 4220173390];
  return head.length >= PAGE_BYTES5 && head.readUInt32BE(KEY_AT) !== NO_KEY;
}

// src/unpack/unread/not-opened.ts
async function* notOpened(...why) {
  throw new FormatError(...why);
}
function notOpenedYet(title) {
  return notOpened(`${title}: keysieve cannot open this format yet; unpack it before the scan`, "unsupported");
}

// src/unpack/unread/encrypted.ts
var HEAD_BYTES2 = 64 << 10;
var AGE_ARMOURS = ["\n", "\r\n"].map((end) => `-----BEGIN AGE ENCRYPTED FILE-----${end}YWdlLWVuY3J5cHRpb24ub3JnL3Yx`);
var FORMATS = [
  // HACKING.md of mdbtools; ACE is that of .accdb
  {
    id: "access-encrypted",
    title: "Access database (.mdb, .accdb)",
    begins: ["\0\0\0Standard Jet DB\0", "\0\0\0Standard ACE DB\0"],
    isOne: isEncryptedAccess
  },
  // AES Crypt (aescrypt.com, "file format"): "AES", version 0 to 3, a byte that is zero but in version 0; then 16 bytes or more, and 32 of a sum
  {
    id: "aes-crypt",
    title: "AES Crypt",
    begins: ["AES\0", "AES\0", "AES\0"],
    isOne: (head) => head.length > 130
  },
  // age-encryption.org/v1: a version line, then stanzas; armoured, the base64 of that line
  { id: "age", title: "age", begins: ["age-encryption.org/v1\n-> ", ...AGE_ARMOURS] },
  { id: "android-backup", title: "Android backup", begins: ["ANDROID BACKUP\n"], isOne: isAndroidBackup },
  { id: "ansible-vault", title: "Ansible Vault", begins: ["$ANSIBLE_VAULT;1."], isOne: isAnsibleVault },
  // FileVault's sparse images, version 2 (vfdecrypt): big-endian;  0  8  the word   8  4  version
  { id: "apple-image", title: "disk image of Apple", begins: ["encrcdsa\0\0\0", "encrcdsa\0\0\0"] },
  // The GUID c0b9072e-4f93-f146-a015-792ca1d9e821, as it stands in the header of AxCrypt 1 and 2
  {
    id: "axcrypt",
    title: "AxCrypt",
    begins: ["\xC0\xB9\x07.O\x93\xF1F\xA0y,\xA1\xD9\xE8!"]
  },
  // Boot sector of a volume (libbde):  0  3  jump   3  8  OEM name; of BitLocker To Go that of FAT32
  {
    id: "bitlocker",
    title: "BitLocker",
    begins: ["\xEBX\x90-FVE-FS-", "\xEBR\x90-FVE-FS-", "\xEBX\x90MSWIN4.1"],
    isOne: isBitLocker
  },
  {
    id: "cms",
    title: "CMS (S/MIME)",
    begins: ["0", "-----BEGIN CMS-----", "-----BEGIN PKCS7-----"],
    isOne: isEnvelopedData
  },
  { id: "cryfs", title: "CryFS folder (recognised by its key)", begins: ["cryfs.config;1;scrypt\0"] },
  { id: "cryptomator", title: "Cryptomator vault (recognised by its key)", begins: ["{"], isOne: isCryptomatorKey },
  // service.properties, beside the pages in seg0 and the log, which have no mark
  { id: "derby-encrypted", title: "database of Derby (in seg0 and log)", begins: ["#"], isOne: isEncryptedDerby },
  // dcrypt-openssl, "IO" of lib-dcrypt: the word, 3 and 7, version 1 or 2
  { id: "dovecot-crypt", title: "mail of Dovecot", begins: ["CRYPTED\x07", "CRYPTED\x07"] },
  // duplicacy_chunk.go: ENCRYPTION_BANNER; with 2 for its zero under an RSA key, ENCRYPTION_VERSION_RSA
  {
    id: "duplicacy",
    title: "Duplicacy chunk",
    begins: ["duplicacy\0", "duplicacy"],
    isOne: (head) => head.length > 64
  },
  { id: "ecryptfs", title: "file of eCryptfs", isOne: isEcryptfs },
  // A file that is base64 as a whole; decoded it begins "BIE1" (electrum/storage.py)
  { id: "electrum-wallet", title: "wallet of Electrum", begins: ["QklFM"], isOne: isElectrumWallet },
  { id: "encfs", title: "EncFS folder (recognised by its key)", begins: ["<?xml"], isOne: isEncfsSettings },
  { id: "encrypted-mail", title: "mail (S/MIME or PGP/MIME)", isOne: isEncryptedMail },
  // A header of ten bytes, a nonce of twelve
  { id: "git-crypt", title: "git-crypt", begins: ["\0GITCRYPT\0"], isOne: (head) => head.length > 22 },
  // pkcs11/secret-store/gkm-secret-binary.c: the word, then version 0 and algorithms
  { id: "gnome-keyring", title: "keyring of GNOME", begins: ["GnomeKeyring\n\r\0\n\0\0\0\0"] },
  { id: "gocryptfs", title: "gocryptfs folder (recognised by its key)", begins: ["{"], isOne: isGocryptfsSettings },
  // org.h2.store.fs.encrypt.FileEncrypt: a salt of 8 bytes, zeros; a script, and all of H2 1.3: org.h2.store.FileStore
  {
    id: "h2-encrypted",
    title: "H2 database or script",
    begins: ["H2encrypt\n", "-- H2 0.5/B -- \n"],
    isOne: isEncryptedByH2
  },
  // FileHeader, a stream of a compound file ("Hangul document file formats 5.0", section 3.2.1):  36  4  bit 1 a password, 2 for readers alone, 4 DRM
  {
    id: "hangul-encrypted",
    title: "Hangul document (.hwp)",
    begins: ["HWP Document File\0"],
    isOne: (head) => head.length >= 40 && (head[36] & 22) !== 0
  },
  // 9aa2d903 and b54bfb65 to b54bfb67, little-endian
  {
    id: "keepass",
    title: "KeePass",
    begins: [
      "\xD9\xA2\x9Ae\xFBK\xB5",
      "\xD9\xA2\x9Af\xFBK\xB5",
      "\xD9\xA2\x9Ag\xFBK\xB5"
    ]
  },
  { id: "kopia", title: "Kopia repository (recognised by its format)", begins: ["{"], isOne: isKopiaFormat },
  // backend/kwalletbackend: KWMAGIC, then version 0
  { id: "kwallet", title: "wallet of KDE", begins: ["KWALLET\n\r\0\r\n\0"] },
  {
    id: "luks",
    title: "LUKS disk",
    begins: ["LUKS\xBA\xBE\0", "LUKS\xBA\xBE\0"],
    isOne: (head) => head.length >= 512
  },
  // mcrypt 2.6, extra/\u2026/FORMAT: the mark, flags, and the name of the algorithm
  { id: "mcrypt", title: "mcrypt", begins: ["\0m"], isOne: isMcrypt },
  {
    id: "mysql-log",
    title: "MySQL or MariaDB binary log",
    begins: ["\xFDbin", "\xFEbin"],
    isOne: isEncryptedLog
  },
  { id: "office-encryption", title: "Office document", isOne: isOfficeEncryption },
  { id: "opendocument", title: "OpenDocument", begins: ["<?xml"], isOne: isOpenDocument },
  { id: "openpgp-encrypted", title: "OpenPGP message", isOne: (head) => openPgpKind(head) === "encrypted" },
  { id: "openssl-enc", title: "openssl enc", begins: ["Salted__"], isOne: isSalted },
  // formatV3.txt of Password Safe: the tag, a salt of 32 bytes, rounds
  { id: "password-safe", title: "Password Safe", begins: ["PWS3"], isOne: isSalted },
  // `Current User` ([MS-PPT] 2.3.2):  0  4  0ff6   4  4  bytes that follow   8  4  20   12  4  f3d1c4df: the document beside it is encrypted
  {
    id: "powerpoint-encrypted",
    title: "PowerPoint presentation (.ppt)",
    begins: ["\0\0\xF6"],
    isOne: (head) => head.length >= 16 && head.readUInt32LE(8) === 20 && head.readUInt32LE(12) === 4090610911
  },
  { id: "rails-credentials", title: "Rails credentials", isOne: isRailsCredentials },
  // A header of eight bytes, a nonce of 24 (rclone's documents, "Crypt")
  { id: "rclone", title: "rclone crypt", begins: ["RCLONE\0\0"], isOne: (head) => head.length >= 32 },
  { id: "restic", title: "restic repository (recognised by its key)", begins: ['{"'], isOne: isResticKey },
  // FORMAT of Tarsnap's scrypt: "scrypt", version 0, the logarithm of N; 96 bytes of header, and 32 behind all
  {
    id: "scrypt-enc",
    title: "scrypt enc",
    begins: ["scrypt\0"],
    isOne: (head) => head.length >= 128 && head[7] > 0 && head[7] < 64
  },
  // crypt.c of Vim: the mark, then 01 PkZip, 02 and 03 Blowfish, 04 and 05 XChaCha20
  { id: "vim-crypt", title: "Vim", begins: ["VimCrypt~0"], isOne: isVimCrypt },
  {
    id: "word-encrypted",
    title: "Word document (.doc)",
    begins: ["\xEC\xA5", "\xDC\xA5"],
    isOne: isEncryptedWord
  },
  // WPXHeader.cpp of libwpd:  0  4  the mark   4  4  where the document is   8  1  product   9  1  kind   12  2  sum of the password, or 0
  {
    id: "wordperfect-encrypted",
    title: "WordPerfect document",
    begins: ["\xFFWPC"],
    isOne: (head) => head.length > 16 && head[8] === 1 && head.readUInt16LE(12) !== 0
  },
  // Percona XtraBackup (xbcrypt_common.h): the mark of each chunk
  { id: "xbcrypt", title: "backup of Percona XtraBackup", begins: ["XBCRYP01", "XBCRYP02", "XBCRYP03"] }
];
var BLANKS = [...Buffer.from(" 	\r\n\uFEFF")];
var byHead = FORMATS.map(({ id, title, begins, isOne = () => true }) => {
  const patterns = begins?.map(beginning);
  const beginsSo = (head) => patterns === void 0 || patterns.some((pattern) => hasMagic(head, pattern));
  return {
    id,
    title,
    reads: "stream",
    headBytes: HEAD_BYTES2,
    firstBytes: patterns && [...BLANKS, ...firstBytesOf(patterns)],
    notInDecodedText: true,
    sniff(head) {
      if (patterns !== void 0 && !BLANKS.includes(head[0]) && !beginsSo(head)) return false;
      const bytes = contentOf(head);
      return beginsSo(bytes) && isOne(bytes);
    },
    entries: () => notOpened(encryptedMessage(title), "encrypted")
  };
});
var encrypted = [...byHead, encryptedFirefoxCache];
function beginning(text) {
  return { offset: 0, bytes: [...Buffer.from(text, "latin1")] };
}
function contentOf(head) {
  let start = 0;
  while (start < MAX_BLANKS && BLANKS.includes(head[start])) start++;
  return Buffer.from(head.buffer, head.byteOffset + start, Math.min(head.length, HEAD_BYTES2) - start);
}
var MAX_BLANKS = 256;

// src/unpack/unread/misnamed.ts
var PACKED = "7z aab aar apk arj asar bz2 cab chm conda crate crx deb dmg docm docx dotm dotx e01 ear egg epub erofs esd ex01 gz ipa jar jffs2 l01 ldb lha lx01 lz lz4 lzh lzma lzo msi msix nupkg odg odp ods odt ott pdf potx ppsx pptm pptx pyz qcow2 rar rpm snap snupkg sqfs sqlite sqlite3 squashfs sz tbz2 tgz txz tzst ubi ubifs udeb vhdx vsdx vsix war whl wim xar xlsb xlsm xlsx xltx xpi xz zip zst zz";
var ENDING = String.raw`\.(${PACKED.replaceAll(" ", "|")})`;
var NAME = new RegExp(`${ENDING}$`, "i");
var HEAD_BYTES3 = 18;
var TABLE = /(?:^|[/\\])[0-9]{6,}\.sst$/;
var OTHER_TABLE = /(?:^|[/\\])[0-9]{8}\.sst$/;
var PART = new RegExp(
  `${ENDING}[.](0[0-9]{1,3}|[0-9]{3}|part[-_.]?[0-9]{1,4}|a[a-z])$|[.]z(0[1-9]|[1-5][0-9])$`,
  "i"
);
var misnamed = byName(
  "misnamed",
  "named like a packed file, and none that is known",
  (name, head) => NAME.test(name) || name.endsWith(".Z") || TABLE.test(name) && !(head[0] === 0 && OTHER_TABLE.test(name)),
  "expected what the name says, a packed file, and found none that begins so: it is damaged, or of another format; its bytes are scanned as is",
  "damaged"
);
var packedPart = byName(
  "packed-part",
  "part of a packed file that is cut up, by its name",
  (name) => PART.test(name),
  "this is a later part of a packed file that is cut up: its bytes are scanned as is; put the parts together to have all of it scanned",
  "unsupported"
);
function byName(id, title, isNamed, ...why) {
  return {
    ...{ id, title, reads: "stream", headBytes: HEAD_BYTES3 },
    // A program with an archive behind it may have the archive's name.
    yieldsToEnd: true,
    sniff: () => false,
    sniffName: (name, head) => isNamed(name, head) && !isPlain(head) && !isKeptBeside(name, head) && !isZeros(head),
    entries: () => notOpened(...why)
  };
}
function isPlain(head) {
  return isTextToEnd(head, 0) || isText(head) || head.every((byte) => (byte & 127) >= 32 || PRINTABLE[byte] === 1);
}
function isZeros(head) {
  return head.length < HEAD_BYTES3 && head.every((byte) => byte === 0);
}

// src/unpack/unread/arc.ts
var HEADER_BYTES4 = 29;
var MARK = 26;
var [FIRST_PACKED, LAST_PACKED] = [3, 9];
var NAME2 = /^[!-~]{1,12}\0/;
var arc = {
  id: "arc",
  title: "ARC, packed (recognised, not opened)",
  reads: "stream",
  headBytes: HEADER_BYTES4,
  firstBytes: [MARK],
  sniff: beginsPacked,
  entries: () => notOpenedYet("ARC")
};
function beginsPacked(head) {
  if (head.length < HEADER_BYTES4 || head[0] !== MARK || head[1] < FIRST_PACKED || head[1] > LAST_PACKED) return false;
  const view = viewOf(head);
  const [packed, date, time, unpacked] = [
    view.getUint32(15, true),
    view.getUint16(19, true),
    view.getUint16(21, true),
    view.getUint32(25, true)
  ];
  const [month, day] = [date >> 5 & 15, date & 31];
  const isDate = month >= 1 && month <= 12 && day >= 1 && time >> 11 < 24 && (time >> 5 & 63) < 60;
  return isDate && packed > 0 && packed <= unpacked && NAME2.test(Buffer.from(head.subarray(2, 15)).toString("latin1"));
}

// src/unpack/unread/dar.ts
var MAGIC3 = magic(`00 00 00 7b ${".. ".repeat(11)}54 80`);
var LIST_AT = 16;
var NUMBER_BYTES = 5;
var MAX_IN_LIST = 16;
var HEAD_BYTES4 = 4096;
var ENCRYPTED = 32;
var dar = {
  id: "dar",
  title: "dar archive, packed with LZ4 or LZO, or encrypted (recognised, not opened)",
  reads: "stream",
  headBytes: HEAD_BYTES4,
  firstBytes: firstBytesOf([MAGIC3]),
  sniff: (head) => codeOf(head) !== void 0,
  async *entries(chunks) {
    const reader = new ChunkReader(chunks);
    const code = codeOf(await reader.peek(HEAD_BYTES4));
    await reader.close();
    if (code === "encrypted") yield* notOpened(encryptedMessage("archive of dar"), "encrypted");
    const message = "archive of dar, packed by LZ4 or LZO: keysieve cannot open these yet; unpack it before the scan";
    yield* notOpened(message, "unsupported");
  }
};
function codeOf(bytes) {
  const head = bufferOf(bytes.subarray(0, HEAD_BYTES4));
  const editionAt = hasMagic(head, MAGIC3) ? behindList(head) : void 0;
  if (editionAt === void 0) return void 0;
  const found = /^[0-9:;]{2,4}\0([nzylxjkdq])[^\0]{1,2000}\0/.exec(head.toString("latin1", editionAt));
  if (found === null) return void 0;
  const flagsAt = editionAt + found[0].length;
  const last = head.subarray(flagsAt, flagsAt + 4).find((byte) => (byte & 1) === 0);
  if (last !== void 0 && (last & ENCRYPTED) !== 0) return "encrypted";
  return "qljk".includes(found[1]) ? "unsupported" : void 0;
}
function behindList(head) {
  const numberAt = (at2) => head[at2] === 128 && at2 + NUMBER_BYTES <= head.length ? head.readUInt32BE(at2 + 1) : void 0;
  const count = numberAt(LIST_AT);
  if (count === void 0 || count > MAX_IN_LIST) return void 0;
  let at = LIST_AT + NUMBER_BYTES;
  for (let index = 0; index < count; index++) {
    const length = numberAt(at + 2);
    if (length === void 0) return void 0;
    at += 2 + NUMBER_BYTES + length;
  }
  return at;
}

// src/unpack/unread/djvu.ts
var MAGIC4 = magic("41 54 26 54 46 4f 52 4d");
var [FIRST_AT, CHUNK_HEAD_BYTES] = [4, 8];
var KIND_BYTES = 4;
var HEAD_BYTES5 = 256 << 10;
var PACKED2 = ["TXTz", "ANTz"];
var djvu = {
  id: "djvu",
  title: "DjVu with packed text or notes (recognised, not opened)",
  reads: "stream",
  headBytes: HEAD_BYTES5,
  firstBytes: [MAGIC4.bytes[0]],
  sniff: (head) => hasMagic(head, MAGIC4) && hasPackedText(bufferOf(head)),
  entries: () => notOpenedYet("DjVu with packed text")
};
function hasPackedText(head) {
  for (let at = FIRST_AT; at + CHUNK_HEAD_BYTES <= head.length; ) {
    const name = head.toString("latin1", at, at + 4);
    if (PACKED2.includes(name)) return true;
    const bytes = name === "FORM" ? KIND_BYTES : head.readUInt32BE(at + 4);
    at += CHUNK_HEAD_BYTES + bytes + (bytes & 1);
  }
  return false;
}

// src/unpack/unread/orc.ts
var [FOOTER_BYTES_TAG, CODEC_TAG] = [8, 16];
var MAGIC5 = Buffer.from("82f403034f5243", "hex");
var LENGTH_BYTES = 1;
var orc = {
  id: "orc",
  title: "Apache ORC, packed (recognised, not opened)",
  reads: "source",
  headBytes: MAGIC5.length,
  sniff: () => false,
  sniffTail: (tail) => {
    const postscript = postscriptOf(tail);
    return postscript !== void 0 && isPacked(postscript);
  },
  entries: () => notOpenedYet("Apache ORC, packed")
};
function postscriptOf(tail) {
  const end = tail.length - LENGTH_BYTES;
  const start = end - (tail[end] ?? 0);
  if (start < 0 || end - start < MAGIC5.length) return void 0;
  return MAGIC5.equals(tail.subarray(end - MAGIC5.length, end)) ? tail.subarray(start, end) : void 0;
}
function isPacked(postscript) {
  const footerBytes = postscript[0] === FOOTER_BYTES_TAG ? varintAt(postscript, 1) : void 0;
  return footerBytes === void 0 || postscript[footerBytes.next] !== CODEC_TAG || postscript[footerBytes.next + 1] !== 0;
}

// src/unpack/unread/packed-key-values.ts
var STORES = [
  {
    // 1 large, 2 deflate, 4 bzip2, which is found by its magic number, 8 TCBS, 10 a codec of the program's own.
    ...{ id: "tokyo-cabinet", title: "database of Tokyo Cabinet, packed", flagsAt: 36, needs: 0, packs: 26 },
    magics: [magic("54 6f 4b 79 4f 20 43 61 42 69 4e 65 54 0a")]
  },
  {
    // What made it stands at 4; at 8 the kind: 30 a hash, 31 a tree; flags: 4 packed.
    ...{ id: "kyoto-cabinet", title: "database of Kyoto Cabinet, packed", flagsAt: 11, needs: 0, packs: 4 },
    magics: [magic("4b 43 0a 00 .. .. .. .. 30"), magic("4b 43 0a 00 .. .. .. .. 31")]
  },
  {
    // 1 a tree (Villa), and of that: 2 zlib, 4 LZO, 8 bzip2, which is found. Those of other kinds are the program's own.
    ...{ id: "qdbm", title: "database of QDBM, packed", flagsAt: 16, needs: 1, packs: 6 },
    magics: [magic("5b 64 65 70 6f 74 5d 0a 0c 00 00 00")]
  }
];
var packedKeyValues = STORES.map(
  ({ id, title, magics, flagsAt, needs, packs }) => ({
    id,
    title: `${title} (recognised, not opened)`,
    reads: "stream",
    headBytes: flagsAt + 1,
    firstBytes: firstBytesOf(magics),
    sniff: (head) => {
      const flags = head[flagsAt] ?? 0;
      return magics.some((one) => hasMagic(head, one)) && (flags & needs) === needs && (flags & packs) !== 0;
    },
    entries: () => notOpenedYet(title)
  })
);

// src/unpack/unread/zchunk.ts
var MAGIC6 = magic("00 5a 43 4b 31");
var [LEAD_AT, ZSTANDARD, SECOND_SUM] = [5, 2, 4];
var SUM_BYTES2 = [20, 32, 64, 16];
var HEAD_BYTES6 = 512;
var LAST = 128;
var MAX_NUMBER_BYTES = 5;
var zchunk = {
  id: "zchunk-dictionary",
  title: "zchunk, packed with a dictionary (recognised, not opened)",
  reads: "stream",
  headBytes: HEAD_BYTES6,
  firstBytes: firstBytesOf([MAGIC6]),
  sniff: (head) => hasMagic(head, MAGIC6) && (dictionaryBytes(head) ?? 0) > 0,
  entries: () => notOpened(
    "zchunk with a dictionary: keysieve cannot open these yet; unpack it (unzck) before the scan",
    "unsupported"
  )
};
function dictionaryBytes(head) {
  let at = LEAD_AT;
  const number = () => {
    for (let value = 0, power = 1, end = at + MAX_NUMBER_BYTES; at < Math.min(end, head.length); power *= LAST) {
      const byte = head[at++];
      value += (byte & ~LAST) * power;
      if ((byte & LAST) !== 0) return value;
    }
    at = head.length;
    return 0;
  };
  const sumBytes = SUM_BYTES2[number()] ?? HEAD_BYTES6;
  number();
  at += 2 * sumBytes;
  const flags = number();
  if (number() !== ZSTANDARD || (flags & ~SECOND_SUM) !== 0) return void 0;
  number();
  const chunkSumBytes = SUM_BYTES2[number()] ?? HEAD_BYTES6;
  number();
  at += (flags === SECOND_SUM ? 2 : 1) * chunkSumBytes;
  return number();
}

// src/unpack/unread/zfs-stream.ts
var MAGIC7 = magic("00 00 00 00 .. .. .. .. ac cb ba f5 02 00 00 00");
var [LIST_BYTES_AT, FEATURES_AT, RECORD_BYTES] = [4, 16, 312];
var [KINDS, LIST, SMALL_PACKED, PACKED3, RAW] = [3, 2, 1 << 18, 1 << 24, 1 << 26];
var zfsStream = {
  id: "zfs-stream",
  title: "stream of zfs send, packed or encrypted (recognised, not opened)",
  reads: "source",
  keepsLeaf: "searched",
  headBytes: RECORD_BYTES,
  firstBytes: firstBytesOf([MAGIC7]),
  sniff: (head) => head.length >= RECORD_BYTES && hasMagic(head, MAGIC7) && mayBePacked(head),
  async *entries(source) {
    const features = featuresOf(firstStream(source));
    if ((features & RAW) !== 0) yield* notOpened(encryptedMessage("stream of zfs send"), "encrypted");
    if ((features & (PACKED3 | SMALL_PACKED)) === 0) return;
    const message = "stream of zfs send, packed: keysieve cannot open it yet; send it without -c and -e";
    yield* notOpened(message, "unsupported");
  }
};
var featuresOf = (head) => bufferOf(head).readUInt32LE(FEATURES_AT);
var isList = (head) => (featuresOf(head) & KINDS) === LIST;
function mayBePacked(head) {
  return isList(head) || (featuresOf(head) & (SMALL_PACKED | PACKED3 | RAW)) !== 0;
}
function firstStream(source) {
  const head = source.read(0, RECORD_BYTES);
  if (!isList(head)) return head;
  const at = RECORD_BYTES + bufferOf(head).readUInt32LE(LIST_BYTES_AT) + RECORD_BYTES;
  if (at + RECORD_BYTES > source.size) return head;
  const next = source.read(at, RECORD_BYTES);
  return hasMagic(next, MAGIC7) ? next : head;
}

// src/unpack/unread/unsupported.ts
var FORMATS2 = [
  { id: "lrzip", title: "lrzip", magics: ["4c 52 5a 49 00"] },
  { id: "rzip", title: "rzip", magics: ["52 5a 49 50 02"] },
  { id: "bzip3", title: "bzip3", magics: ["42 5a 33 76 31"], isNoText: true },
  { id: "lizard", title: "LZ5 and Lizard", magics: ["05 22 4d 18", "06 22 4d 18"] },
  { id: "uclpack", title: "uclpack", magics: ["00 e9 55 43 4c ff 01 1a"] },
  { id: "zoo", title: "ZOO", magics: ["dc a7 c4 fd"], offset: 20 },
  // "CAR " and the version of SAPCAR; all files are packed, by LZC or LZH of SAP.
  { id: "sapcar", title: "archive of SAPCAR (.SAR)", magics: ["43 41 52 20 32 2e 30 30", "43 41 52 20 32 2e 30 31"] },
  { id: "mpq", title: "MPQ of Blizzard", magics: ["4d 50 51 1a", "4d 50 51 1b"] },
  { id: "wim-pipable", title: "pipable WIM of wimlib", magics: ["57 4c 50 57 4d 00 00 00"] },
  { id: "zpaq", title: "ZPAQ", magics: ["7a 50 51", "37 6b 53 74 a0 31 83 d3"] },
  { id: "ace", title: "ACE", magics: ["2a 2a 41 43 45 2a 2a"], offset: 7 },
  { id: "freearc", title: "FreeArc", magics: ["41 72 43 01 00"] },
  { id: "stuffit", title: "StuffIt", magics: ["53 74 75 66 66 49 74 20", "53 49 54 21"] },
  // Bytes of a word, method, and the level at offset 20, which OS/2 wrote and LHa for UNIX and lhasa read.
  {
    id: "lzh-level-3",
    title: "LZH, LHA with level 3 headers",
    magics: [`04 00 2d 6c 68 .. 2d ${".. ".repeat(13)}03`]
  },
  { id: "alzip", title: "ALZip ALZ and EGG", magics: ["41 4c 5a 01", "45 47 47 41 00 01"] },
  { id: "grzip", title: "GRZip", magics: ["47 52 5a 69 70 49 49 00"] },
  { id: "pack200", title: "Pack200 of Java", magics: ["ca fe d0 0d"] },
  // "(This file must be converted with BinHex", RFC 1741.
  {
    id: "binhex",
    title: "BinHex 4.0",
    magics: [
      "28 54 68 69 73 20 66 69 6c 65 20 6d 75 73 74 20 62 65 20 63 6f 6e 76 65 72 74 65 64 20 77 69 74 68 20 42 69 6e 48 65 78"
    ]
  },
  { id: "installshield", title: "InstallShield cabinet", magics: ["49 53 63 28"], isNoText: true },
  { id: "lzfse", title: "LZFSE", magics: ["62 76 78 31", "62 76 78 32", "62 76 78 6e"], isNoText: true },
  {
    id: "apple-archive",
    title: "Apple Archive, packed with LZFSE or LZ4",
    magics: ["70 62 7a 65", "70 62 7a 34"],
    isNoText: true
  },
  {
    id: "szdd",
    title: "SZDD and KWAJ of COMPRESS.EXE",
    magics: ["53 5a 44 44 88 f0 27 33", "4b 57 41 4a 88 f0 27 d1"]
  },
  {
    id: "ewf2",
    title: "forensic image in Expert Witness format, version 2 (Ex01, Lx01)",
    magics: ["45 56 46 32 0d 0a 81 00", "4c 45 46 32 0d 0a 81 00"]
  },
  // `myisam_pack_file_magic` and how long the header is (storage/myisam/mi_packrec.c), and the same of Aria: Huffman codes of single bits.
  {
    id: "myisampack",
    title: "table packed by myisampack or aria_pack (.MYD, .MAD)",
    magics: ["fe fe 08 01 .. .. .. 00", "fe fe 08 02 .. .. .. 00", "fe fe 0a 01 .. .. .. 00"]
  },
  // libfvde's description:  4  4  initial value of the sum   8  2  version   10  2  kind of block   88  2  "CS"   90  4  CRC-32C
  {
    id: "core-storage",
    title: "Apple Core Storage (FileVault 2, Fusion Drive)",
    magics: [`ff ff ff ff 01 00 10 00 ${".. ".repeat(76)}43 53 01 00 00 00`],
    offset: 4
  },
  // vdev_label.c of OpenZFS: a list of names and values in XDR, of which "version" is the first. Metadata are always packed, files as a rule.
  {
    id: "zfs",
    title: "ZFS pool",
    magics: [`01 .. ${"00 ".repeat(9)}01 00 00 00 24 00 00 00 20 00 00 00 07 76 65 72 73 69 6f 6e 00`],
    offset: 16 << 10
  },
  // ERASURE_CODING_BANNER of duplicacy_chunk.go: the data behind it is always packed, and usually encrypted.
  {
    id: "duplicacy-shards",
    title: "Duplicacy chunk with erasure coding",
    magics: ["64 75 70 6c 69 63 61 63 79 03"]
  },
  // README_CFRAME_FORMAT.rst of c-blosc2: a list of MessagePack, "b2frame" and a zero.
  { id: "blosc2", title: "frame of Blosc 2", magics: [".. a8 62 32 66 72 61 6d 65 00"] },
  // The mark of a packed backup; an unpacked one begins with "TAPE" (Microsoft Tape Format), and its pages are seen as they lie.
  {
    id: "mssql-backup",
    title: "packed Microsoft SQL Server backup",
    magics: ["4d 53 53 51 4c 42 41 4b"],
    isNoText: true
  },
  // RFC 3284, section 4.1, and xdelta3-second.h: DJW is compressor 1 and FGK 16, each with or without a header of the application. Those packed
  // with LZMA have xz inside, and what is not packed is seen as it lies.
  {
    id: "vcdiff-packed",
    title: "VCDIFF delta packed by xdelta3 with DJW or FGK",
    magics: ["01 01", "05 01", "01 10", "05 10"].map((how) => `d6 c3 c4 00 ${how}`)
  },
  // As XtraBackup packs, and `qpress` itself.
  { id: "qpress", title: "qpress (.qp)", magics: ["71 70 72 65 73 73 31 30"], isNoText: true },
  // "\x7fVirtualBox SavedState V" (SSM.cpp): pages packed with LZF.
  {
    id: "virtualbox-state",
    title: "VirtualBox saved state (.sav)",
    magics: ["7f 56 69 72 74 75 61 6c 42 6f 78 20 53 61 76 65 64 53 74 61 74 65 20 56"]
  },
  // [MS-PST] 2.2.2.6: "!BDN" at 0, wVer at 10, bCryptMethod at 461 (ANSI, 14 and 15) or 513 (Unicode, 23): 0 leaves all as it is.
  {
    id: "outlook-store",
    title: "Outlook store (.pst) with permuted bytes",
    isPrinted: true,
    magics: [["0e", 461], ["0f", 461], ["17", 513]].flatMap(
      ([version, at]) => ["01", "02"].map((method) => `21 42 44 4e .. .. .. .. 53 .. ${version} 00 ${".. ".repeat(at - 12)}${method}`)
    )
  }
];
var MIN_BYTES2 = 64;
var BEHIND_BYTES = 4;
var isCharacter = (byte) => byte >= 32 || [9, 10, 13].includes(byte);
var byHead2 = FORMATS2.map(({ id, title, magics, offset = 0, isNoText, isPrinted }) => {
  const patterns = magics.map((text) => magic(text, offset));
  const wordBytes = magicReach(patterns);
  return {
    id,
    title: `${title} (recognised, not opened)`,
    reads: "stream",
    headBytes: Math.max(MIN_BYTES2, wordBytes),
    firstBytes: firstBytesOf(patterns),
    ...isPrinted && { notInDecodedText: true },
    sniff: (head) => head.length >= MIN_BYTES2 && patterns.some((pattern) => hasMagic(head, pattern)) && !(isNoText === true && head.subarray(wordBytes, wordBytes + BEHIND_BYTES).every(isCharacter)),
    entries: () => notOpenedYet(title)
  };
});
var unsupported = [
  ...byHead2,
  arc,
  dar,
  djvu,
  orc,
  ...packedKeyValues,
  zchunk,
  zfsStream
];

// src/detect/files/named-file.ts
var MAX_NAMED_FILE_BYTES = 4 << 10;

// src/engine/effort-of.ts
function effortOf(budget, part) {
  return {
    takes(microseconds, work) {
      const answer = budget.takesEffort(microseconds, work);
      if (answer === "last") part.addGap({ path: part.path, code: "budget", message: TOO_MUCH });
      return answer !== "no";
    }
  };
}
var TOO_MUCH = atFixedLimit(
  "so much in this artifact begins like keys and passwords that proving them was stopped: what takes long to prove is not reported behind that",
  "split it before the scan"
);

// src/engine/inline-allow.ts
var REACH_BYTES = 1024;
var MAX_REASON_CHARACTERS = 200;
var MAX_WORD_CHARACTERS = 28;
var MAX_SECRET_BYTES = 4096;
var OWN_MARK = /(?<![\w:-])keysieve:allow(?![\w-])[ \t]*([^\r\n]*)/;
var GITLEAKS_MARK = /(?<![\w:-])gitleaks:allow(?![\w-])/;
var LF = 10;
function inlineAllowOf(source, secret, others) {
  for (const { offset, length, isOther } of linesAround(source, secret)) {
    const text = Buffer.from(source.read(offset, length)).toString("latin1");
    const own = OWN_MARK.exec(text);
    if (own === null && !GITLEAKS_MARK.test(text)) continue;
    if (isOther && (firstEndingAfter(others, offset)?.offset ?? Number.POSITIVE_INFINITY) < offset + length) continue;
    if (own === null) return { mark: "gitleaks:allow", reason: "gitleaks:allow" };
    const at = own.index + own[0].length - own[1].length;
    const reason = reasonIn(source, { offset: offset + at, length: own[1].length }, secret, others);
    if (reason !== "") return { mark: "keysieve:allow", reason };
  }
  return void 0;
}
function linesAround(source, { offset, length }) {
  const from = Math.max(0, offset - REACH_BYTES);
  const before = Buffer.from(source.read(from, offset - from));
  const end = offset + length;
  const behind = Buffer.from(source.read(end, Math.max(0, Math.min(REACH_BYTES, source.size - end))));
  const feed = behind.indexOf(LF);
  const start = before.lastIndexOf(LF) + 1;
  const lines = [
    { offset: from + start, length: before.length - start },
    { offset: end, length: feed < 0 ? behind.length : feed }
  ];
  if (start === 0) return lines;
  const earlier = start < 2 ? 0 : before.lastIndexOf(LF, start - 2) + 1;
  return [...lines, { offset: from + earlier, length: start - 1 - earlier, isOther: true }];
}
function firstEndingAfter(spans, offset) {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = low + high >> 1;
    if (spans[middle].offset < offset) low = middle + 1;
    else high = middle;
  }
  const before = spans[low - 1];
  return before !== void 0 && before.offset + before.length > offset ? before : spans[low];
}
function reasonIn(source, { offset, length }, secret, others) {
  const next = firstEndingAfter(others, offset)?.offset ?? Number.POSITIVE_INFINITY;
  const end = Math.min(offset + length, Math.max(offset, next));
  const text = Buffer.from(source.read(offset, end - offset)).toString();
  const value = Buffer.from(source.read(secret.offset, Math.min(secret.length, MAX_SECRET_BYTES))).toString();
  const words = text.replace(/(?:\*\/|-->|["`]|\\[nr]).*$/s, "").split(/[\s\0-\x1f]+/).filter((word) => word !== "");
  const shown = words.map((word) => word.length > MAX_WORD_CHARACTERS || word.includes(value) ? "\u2026" : word).join(" ");
  return shown.includes(value) ? "\u2026" : shown.slice(0, MAX_REASON_CHARACTERS);
}

// src/engine/scan-extent.ts
function scanExtent(scanner, source, extent, budget, part) {
  const { path, start, end, view, finds } = extent;
  let sightings = [];
  const surveyor = view && new Surveyor(view);
  const context = {
    memory: view?.memory ?? NO_MEMORY,
    onSighting: (sighting) => void sightings.push(sighting),
    onTestimony: (testimony) => part.addTestimony(testimony, path),
    ...surveyor && { surveyor },
    ...finds && { onFind: (find) => finds.add(view === void 0 ? find : { ...find, isTorn: true }) },
    isFull: () => sightings.length >= MAX_SIGHTINGS,
    checkTime: () => budget.checkTime()
  };
  part.guard(path, () => {
    budget.checkTime();
    chargeTo(effortOf(budget, part), () => {
      let next = scanner.scanSource(source, start, end, context);
      const isBare = next === end && sightings.length === 0;
      while (next < end) {
        const full = sightings;
        sightings = [];
        addSightings(scanner, source, full, extent, part);
        next = scanner.scanSource(source, next, end, context);
      }
      part.addScanned(path, end - start, view?.id);
      if (isBare) addNamed(scanner, source, extent, part);
    });
    return void 0;
  });
  if (surveyor?.isFull) part.addGap({ path, code: "budget", message: SURVEY_IS_FULL });
  addSightings(scanner, source, sightings, extent, part);
  return surveyor?.finish();
}
var MAX_SIGHTINGS = 1e4;
var REST = { isRest: true };
function withoutFallbacks(sightings) {
  let end = 0;
  const clearBefore = sightings.filter(({ detector, offset, length }) => {
    if (detector.isFallback) return offset >= end;
    end = Math.max(end, offset + length);
    return true;
  });
  let next = Number.POSITIVE_INFINITY;
  return clearBefore.reverse().filter(({ detector, offset, length }) => {
    if (detector.isFallback) return offset + length <= next;
    next = offset;
    return true;
  }).reverse();
}
function addNamed(scanner, source, { path, namedFiles = [] }, part) {
  if (source.size === 0 || source.size > MAX_NAMED_FILE_BYTES) return;
  for (const detector of namedFiles) {
    if (!detector.names.test(path)) continue;
    const first = asked(detector, source, path);
    if (first === void 0) continue;
    const matches = [first, ...first.also ?? []];
    const offsets = matches.map(({ offset }) => offset);
    const lines = scanner.linesOf(source, offsets);
    for (const [index, match] of matches.entries())
      part.addSighting({ detector, match, ...match }, { path, ...lines[index] ?? BEGINNING });
    break;
  }
}
function asked(detector, source, path) {
  try {
    return detector.inspect(source.read(0, source.size), path);
  } catch (error) {
    if (error instanceof EffortError) return void 0;
    throw error;
  }
}
var BEGINNING = { line: 1, column: 1 };
function addSightings(scanner, source, sightings, { path, view, finds, runs }, part) {
  if (sightings.length === 0) return;
  const kept = withoutFallbacks(sightings.sort((a, b) => a.offset - b.offset));
  const offsets = kept.map(({ offset }) => offset);
  const lines = view === void 0 ? scanner.linesOf(source, offsets) : [];
  const ahead = new ReadAheadSource(source);
  for (const [index, sighting] of kept.entries()) {
    const region = view && locate(view, sighting.offset);
    const inlineAllow = lines[index] && inlineAllowOf(ahead, sighting, sightings);
    part.addSighting(sighting, {
      path,
      ...lines[index],
      ...region,
      ...inlineAllow && { inlineAllow },
      ...finds === void 0 && REST,
      ...runs.length > 0 && { runs }
    });
  }
}

// src/engine/slab-buffers.ts
var MAX_KEPT = 8;
var SlabBuffers = class {
  #bytes;
  #free = [];
  constructor({ bytesBefore, bytesAfter }) {
    this.#bytes = bytesBefore + PIECE_BYTES + bytesAfter;
  }
  take() {
    return this.#free.pop() ?? new Uint8Array(new SharedArrayBuffer(this.#bytes));
  }
  /** @param bytes a whole buffer from `take`, or its beginning; nobody may read it any more */
  give({ buffer }) {
    if (this.#free.length < MAX_KEPT) this.#free.push(new Uint8Array(buffer));
  }
};

// src/engine/stream-scan.ts
import { setImmediate as turnOfEventLoop3 } from "node:timers/promises";

// src/unpack/walk/at-hand.ts
var MAX_BYTES2 = 4 << 20;
var CHUNK_BYTES7 = 4096;
var AtHand = class {
  /** Stream offset up to which archives that are at hand reach: finds before it are their content. */
  covered;
  #source;
  #budget;
  #left = MAX_BYTES2;
  /**
   * @param source the part that is at hand, addressed by offsets of the stream. @param covered where the archives of earlier parts
   * end
   */
  constructor(source, budget, covered) {
    this.#source = source;
    this.#budget = budget;
    this.covered = covered;
  }
  /**
   * Only for containers that read forwards: those that read from their end, or that 7-Zip reads, need more bytes than the part.
   * Call in ascending order of offsets.
   */
  async holds(find) {
    if ("coding" in find || find.container.reads !== "stream") return false;
    const { container, offset } = find;
    const trial = { isAll: true, isBroken: false, end: offset };
    try {
      for await (const item of container.entries(this.#chunks(offset, trial), this.#budget)) {
        if ("trouble" in item) trial.isBroken ||= item.notInside !== true;
        else if (item.startsAt !== void 0) trial.end = offset + item.startsAt;
        else if (!item.isRemainder && !await this.#isSmall(item, trial)) return false;
      }
    } catch (error) {
      if (!isDamage(error)) return false;
      trial.isBroken = true;
    }
    if (!trial.isAll) return false;
    if (!trial.isBroken) this.covered = Math.max(this.covered, trial.end);
    return true;
  }
  async *#chunks(offset, trial) {
    for await (const chunk of streamOf(this.#source, offset, this.#source.size, CHUNK_BYTES7)) {
      this.#budget.checkTime();
      this.#left -= chunk.length;
      if (this.#left < 0) break;
      yield chunk;
    }
    trial.isAll = false;
  }
  async #isSmall(entry, trial) {
    try {
      for await (const { length } of entry.open()) {
        this.#left -= length;
        if (this.#left < 0) return false;
      }
    } catch (error) {
      if (!isDamage(error)) throw error;
      trial.isBroken = true;
    }
    return true;
  }
};

// src/engine/plain-finds.ts
function toPlain(finds) {
  const taken = finds.take();
  return taken && { more: taken.more, finds: taken.finds.map(plainFind) };
}
function plainFind(find) {
  if ("container" in find)
    return { id: find.container.id, offset: find.offset, ...find.isTorn && { isTorn: true } };
  const { coding, offset, end, isOpen } = find;
  return { id: coding.id, offset, end, isOpen };
}
function addPlain({ finds: plain, more }, finds, chain) {
  for (const { id, offset, end, isOpen = false, isTorn } of plain) {
    const coding = end === void 0 ? void 0 : chain.codings.find((one) => one.id === id);
    const container = end === void 0 ? embeddedContainer(chain, id) : void 0;
    if (coding !== void 0 && end !== void 0) finds.add({ coding, offset, end, isOpen });
    else if (container !== void 0) finds.add({ container, offset, ...isTorn && { isTorn } });
    else throw new Error(`a thread found ${JSON.stringify(id)}, which this one does not know`);
  }
  finds.addUncounted(more);
}
function embeddedContainer({ openers: openers2, seekers }, id) {
  return openers2.find(({ container }) => container.id === id)?.container ?? seekers.find((one) => one.id === id);
}

// src/engine/slabs.ts
var MIN_HOLE_BYTES = 256 << 10;
async function* slabsOf(chunks, margins, newBuffer) {
  const cut = new Cut(newBuffer(), margins);
  for await (const chunk of chunks) {
    const isHole = isOfHole(chunk);
    for (let done = 0; done < chunk.length; ) {
      const left = chunk.length - done;
      if (isHole && cut.isZero) {
        cut.passOver(left);
        break;
      }
      const isEnough = cut.isFull || cut.passesOver || isHole && left >= MIN_HOLE_BYTES && cut.endsWithZeros;
      if (isEnough) yield cut.hole() ?? cut.next(newBuffer);
      else done += cut.fill(chunk, done);
    }
  }
  const hole = cut.hole();
  if (hole !== void 0) yield hole;
  yield cut.last();
}
var Cut = class {
  #margins;
  #bytes;
  #filled = 0;
  #base = 0;
  #start = 0;
  /** How many of the last bytes are zeros of holes; may exceed what is in the buffer. */
  #zeros = 0;
  /** Start of the zeros that are being skipped. */
  #holeStart;
  constructor(bytes, margins) {
    this.#bytes = bytes;
    this.#margins = margins;
  }
  get isFull() {
    return this.#filled === this.#bytes.length;
  }
  /** Zeros that contain the margins of a place in their middle; the next slab begins at a page. */
  get #reach() {
    return this.#margins.bytesBefore + this.#margins.bytesAfter + PAGE_BYTES;
  }
  /** Whether the buffer is zeros of holes, and enough of them that zeros behind them can be passed over. */
  get isZero() {
    return this.#filled >= this.#reach && this.#zeros >= this.#filled;
  }
  /** Whether data in the buffer is followed by so many zeros of holes that it does not concern what follows. */
  get endsWithZeros() {
    return this.#zeros >= this.#reach && this.#zeros < this.#filled;
  }
  /** Whether zeros are being passed over. */
  get passesOver() {
    return this.#holeStart !== void 0;
  }
  /** End of what can be scanned: everything before it has all its following margin in the buffer. */
  get #end() {
    return this.#base + this.#filled - this.#margins.bytesAfter;
  }
  /** Copies from `chunk`, beginning at `done`; of a hole no more than is needed at first. @returns how many bytes were copied */
  fill(chunk, done) {
    const isHole = isOfHole(chunk);
    const room = this.#bytes.length - this.#filled;
    const wanted = isHole ? this.#reach - Math.min(this.#zeros, this.#filled) : room;
    const part = chunk.subarray(done, done + (wanted > 0 ? Math.min(wanted, room) : room));
    this.#bytes.set(part, this.#filled);
    this.#filled += part.length;
    this.#zeros = isHole ? this.#zeros + part.length : 0;
    return part.length;
  }
  /**
   * Skips `bytes` more zeros when the buffer is zeros: shifting the base is enough, since the content
   * stays the same.
   */
  passOver(bytes) {
    this.#holeStart ??= this.#start;
    this.#base += bytes;
    this.#start = this.#end;
    this.#zeros += bytes;
  }
  /** Ends the hole that is being skipped, if there is one, and makes room for what follows it. */
  hole() {
    if (this.#holeStart === void 0) return void 0;
    const hole = { start: this.#holeStart, end: this.#start };
    this.#holeStart = void 0;
    const kept = this.#start - this.#margins.bytesBefore;
    this.#keepFrom(kept - kept % PAGE_BYTES);
    return hole;
  }
  /** A slab of what is there. The margin that it shares with the next one is copied. */
  next(newBuffer) {
    const [bytes, base, end] = [this.#bytes.subarray(0, this.#filled), this.#base, this.#end];
    const slab = { bytes, base, start: this.#start, end, isLast: false };
    this.#keepFrom(Math.max(base, end - this.#margins.bytesBefore));
    this.#start = end;
    this.#bytes = newBuffer();
    this.#bytes.set(bytes.subarray(this.#base - base));
    return slab;
  }
  /** Moves the base only. The caller moves the bytes, unless all of them are zeros. */
  #keepFrom(base) {
    this.#filled -= base - this.#base;
    this.#base = base;
  }
  last() {
    const bytes = this.#bytes.subarray(0, this.#filled);
    return { bytes, base: this.#base, start: this.#start, end: this.#base + this.#filled, isLast: true };
  }
};
var SlabSource = class {
  size;
  #slab;
  constructor(slab) {
    this.#slab = slab;
    this.size = slab.base + slab.bytes.length;
  }
  readInto(target, offset) {
    target.set(this.#view(offset, target.length));
  }
  /** A copy: many functions of Node do not accept shared memory, and the slab's buffer is reused. */
  read(offset, length) {
    return this.#view(offset, length).slice();
  }
  #view(offset, length) {
    const { bytes, base } = this.#slab;
    assertInside(offset - base, length, bytes.length);
    return bytes.subarray(offset - base, offset - base + length);
  }
  pieces() {
    throw new Error("a slab is a part of a stream: its beginning cannot be had");
  }
};

// src/engine/scan-slab.ts
async function scanSlab({ slab, place }, { scanner, walkOptions, part, searches, watchedKeys }) {
  if (isZero(slab.bytes)) return new Finds();
  const source = new SlabSource(slab);
  const minPointerPages = slab.bytes.length < PIECE_BYTES ? 1 : void 0;
  const start = memoryStart(source, slab.base, source.size, minPointerPages);
  const view = start === void 0 ? void 0 : rawMemoryView(start, source.size);
  const surveyor = view && new Surveyor(view);
  const [whole, rest] = [new Finds(), new Finds()];
  const seen = new NoteBook();
  const sightings = [];
  try {
    const context = {
      memory: NO_MEMORY,
      goesOn: !slab.isLast,
      ...surveyor && { surveyor },
      onSighting: (sighting) => void sightings.push(sighting),
      onTestimony: (testimony) => {
        seen.add({ ...testimony, path: place.path });
        part.addTestimony(testimony, place.path);
      },
      onFind: (find) => {
        const run = "coding" in find ? wholeRun(find, source) : void 0;
        if (run === void 0) rest.add(view === void 0 ? find : { ...find, isTorn: true });
        else whole.add(run);
      },
      checkTime: () => walkOptions.budget.checkTime()
    };
    chargeTo(effortOf(walkOptions.budget, part), () => scanner.scanSource(source, slab.start, slab.end, context));
  } finally {
    const runs = place.runs.length > 0 ? { runs: place.runs } : {};
    for (const sighting of withoutFallbacks(sightings.sort((a, b) => a.offset - b.offset)))
      part.addSighting(sighting, { path: place.path, ...runs });
  }
  if (view !== void 0 && surveyor !== void 0) {
    const knownKeys = [...watchedKeys, ...knownKeysOf(seen.notes())];
    const image = { path: place.path, view, survey: surveyor.finish(), knownKeys, searches, start: slab.base };
    searchImage(source, image, walkOptions.budget, part);
  }
  if (!whole.isEmpty) await walkFinds(place, { source, finds: whole }, walkOptions);
  return rest;
}
function wholeRun(find, source) {
  if (!find.isOpen) return find;
  const end = find.offset + longRun(source, find, find.offset).length;
  return !mayGoOn({ end }, source.size) ? { ...find, end, isOpen: false } : void 0;
}

// src/engine/stream-scan.ts
var TURN_SLABS = 4;
var MAX_OPEN = 6;
var MAX_TRIED2 = 1e4;
var StreamScan = class {
  #place;
  #tools;
  #finds;
  /** In stream order. */
  #open = [];
  #spool;
  /** False once the spool could not take more. */
  #hasRoom = true;
  #tried = 0;
  /** End of the archives that were already opened from their slabs. */
  #covered = 0;
  /** Bytes scanned in this thread; other threads count their own. */
  scannedBytes = 0;
  /** @param finds receives what is to be opened at the end of the stream, and the spool */
  constructor(place, finds, tools) {
    this.#place = place;
    this.#finds = finds;
    this.#tools = tools;
  }
  async run(stream) {
    const { chain, buffers, walkOptions } = this.#tools;
    let slabs = 0;
    for await (const slab of slabsOf(stream, chain, () => buffers.take())) {
      walkOptions.budget.checkTime();
      if (++slabs % TURN_SLABS === 0) await turnOfEventLoop3();
      if ("bytes" in slab) await this.#scan(slab);
      else this.#passOver(slab);
      await this.#settle();
      if (this.#open.length > MAX_OPEN) await this.#settleUpTo(MAX_OPEN);
    }
    await this.#settleUpTo(0);
  }
  async #settleUpTo(length) {
    while (this.#open.length > length) {
      await this.#tools.share.until(() => this.#open[0]?.rest !== void 0);
      await this.#settle();
    }
  }
  async #scan(slab) {
    const open = { slab, rest: void 0 };
    this.#open.push(open);
    const { share, chain } = this.#tools;
    const here = () => this.#scanHere(open, slab);
    const onBack = ({ rest }) => {
      open.rest = new Finds();
      if (rest !== void 0) addPlain(rest, open.rest, chain);
    };
    if (!share.handOnSlab(this.#place, slab, { onBack, here })) await here();
  }
  async #scanHere(open, slab) {
    const { chain } = this.#tools;
    if (chain.watch !== void 0) chain.watch.path = this.#place.path;
    open.rest = await scanSlab({ slab, place: this.#place }, this.#tools);
    this.scannedBytes += slab.end - slab.start;
  }
  #passOver(hole) {
    this.#open.push({ slab: hole, rest: new Finds() });
    this.scannedBytes += hole.end - hole.start;
  }
  /** Releases slabs that are scanned, in stream order. */
  async #settle() {
    for (let open = this.#open[0]; open?.rest !== void 0; open = this.#open[0]) {
      this.#open.shift();
      const { slab, rest } = open;
      if (!("bytes" in slab)) {
        if (this.#hasRoom && this.#spool !== void 0) this.#write(this.#spool, zeros(slab.end - slab.start));
        continue;
      }
      if (this.#hasRoom) this.#keep(slab, await this.#openAtHand(slab, rest.take()));
      this.#tools.buffers.give(slab.bytes);
    }
  }
  /**
   * Opens the finds that end in the slab, unless a spool has been started already.
   * @returns what is still to be opened
   */
  async #openAtHand(slab, taken) {
    if (taken === void 0 || this.#spool !== void 0) return taken;
    const { walkOptions } = this.#tools;
    const source = new SlabSource(slab);
    const atHand = new AtHand(source, walkOptions.budget, this.#covered);
    const finds = new Finds();
    let count = 0;
    for (const find of taken.finds) {
      if (find.offset >= atHand.covered) {
        if (this.#tried++ >= MAX_TRIED2 || !await atHand.holds(find)) break;
        finds.add(find);
      }
      count++;
    }
    this.#covered = atHand.covered;
    await walkFinds(this.#place, { source, finds }, walkOptions);
    const rest = taken.finds.slice(count);
    return rest.length === 0 && taken.more === 0 ? void 0 : { ...taken, finds: rest };
  }
  #keep({ bytes, base, start, end, isLast }, taken) {
    let from = start - base;
    if (this.#spool === void 0 && taken !== void 0) {
      this.#startSpool(base);
      from = 0;
    }
    if (this.#spool === void 0) return;
    if (!this.#write(this.#spool, [bytes.subarray(from, isLast ? void 0 : end - base)])) return;
    for (const find of taken?.finds ?? []) this.#finds.add(find);
    this.#finds.addUncounted(taken?.more ?? 0);
  }
  /** @returns false when there was no space; the stream is still scanned */
  #write(spool, chunks) {
    try {
      for (const chunk of chunks) spool.writeCopy(chunk);
    } catch (error) {
      this.#tools.part.addError(this.#place.path, error);
      this.#hasRoom = false;
    }
    return this.#hasRoom;
  }
  #startSpool(base) {
    const spool = new Spool();
    this.#spool = spool;
    this.#finds.spool = {
      base,
      get source() {
        return spool.source();
      },
      close: () => spool.close()
    };
  }
};

// src/engine/leaf-scanner.ts
var openers = [...containers, ...unsupported, ...encrypted, misnamed, packedPart];
var LeafScanner = class {
  scanner;
  chain;
  buffers;
  #options;
  #isExcluded;
  constructor(scanner, chain, options) {
    this.scanner = scanner;
    this.chain = chain;
    this.buffers = new SlabBuffers(chain);
    this.#options = options;
    this.#isExcluded = exclusion(options.exclude);
  }
  walkOptions(job, visit = (leaf, finds) => this.scan(leaf, finds, job)) {
    const { budget, part } = job;
    return {
      containers: this.#options.contents === "as they lie" ? [] : openers,
      budget,
      headBytes: VIEW_HEAD_BYTES,
      needsSource: needsView,
      leavesOut: part.leavesOut(this.#isExcluded),
      onGap: (gap) => part.addGap(gap),
      onOpen: (format, path) => part.addOpening(format, path),
      visit
    };
  }
  /** @returns undefined when the scan completed synchronously */
  scan(leaf, finds, job) {
    if (this.chain.watch !== void 0) this.chain.watch.path = leaf.path;
    return "source" in leaf ? this.#scanSource(leaf, finds, job) : this.#scanStream(leaf, finds, job);
  }
  #scanSource(leaf, finds, job) {
    const { path, depth, runs, source, known, isCovered } = leaf;
    const { budget, part, share } = job;
    const view = openView(source, path, part);
    const isForAnybody = view === void 0 && known === void 0 && !isCovered && depth > TOP.depth && runs.length === 0;
    if (isForAnybody && share.offerLeaf(plainPlace(leaf), source)) return void 0;
    const isFile = known === void 0 && !isCovered && runs.length === 0;
    const extent = {
      ...{ path, runs, start: 0, end: source.size, view, finds: isCovered ? void 0 : finds },
      ...isFile && { namedFiles: this.chain.namedFiles }
    };
    const survey = scanExtent(this.scanner, source, extent, budget, part);
    if (view === void 0 || survey === void 0) return void 0;
    const search = (seen) => searchImage(
      source,
      {
        ...{ path, view, survey, searches: this.chain.searches },
        knownKeys: [...this.#options.watchedKeys, ...part.knownKeys, ...seen]
      },
      budget,
      part
    );
    if (share.pieces > 0) return share.keysSeen().then(search);
    search([]);
    return void 0;
  }
  slabTools(job) {
    return {
      ...{ scanner: this.scanner, walkOptions: this.walkOptions(job), part: job.part },
      ...{ searches: this.chain.searches, watchedKeys: this.#options.watchedKeys }
    };
  }
  async #scanStream(leaf, finds, job) {
    const { part, share } = job;
    const { path, stream } = leaf;
    const tools = { ...this.slabTools(job), chain: this.chain, buffers: this.buffers, share };
    await part.guard(path, async () => {
      const scan = new StreamScan(plainPlace(leaf), finds, tools);
      await scan.run(stream).finally(() => part.addScanned(path, scan.scannedBytes));
    });
  }
};

// src/engine/part-recorder.ts
var PartRecorder = class {
  path;
  size = 0;
  entries = 0;
  scannedBytes = 0;
  sha256;
  /** Entries that were not opened because the user excludes them. */
  excluded = 0;
  // Created on demand: most files leave nothing to record.
  #collector;
  #rules;
  #noteBook;
  #gaps;
  #formats;
  #steps;
  #moreSteps = 0;
  /** @param mode `explain`: record each step */
  constructor(path, mode) {
    this.path = path;
    if (mode === "explain") this.#steps = [];
  }
  /** Whether it records each step. */
  get explains() {
    return this.#steps !== void 0;
  }
  addGap(gap) {
    this.#gaps ??= new GapCollector();
    this.#gaps.add(gap);
  }
  /** Whether there is nothing to report except that all bytes were read. */
  get isQuiet() {
    const isEmpty2 = !this.#gaps && !this.#collector && !this.#noteBook && !this.#formats;
    if (this.#steps !== void 0 || this.excluded > 0) return false;
    return isEmpty2 && this.entries === 0 && this.sha256 === void 0 && this.scannedBytes === this.size;
  }
  /** Records that a container or view was opened at `path`. @returns a function to call for each entry */
  addOpening(format, path) {
    this.#formats ??= {};
    this.#formats[format] ??= { opened: 0, entries: 0, bytes: 0 };
    const count = this.#formats[format];
    count.opened++;
    const step = { did: "opened", path, format, entries: 0, bytes: 0 };
    this.#addStep(step);
    return (entryBytes) => {
      for (const sum of [count, step]) {
        sum.entries++;
        sum.bytes += entryBytes;
      }
    };
  }
  /** Wraps `isExcluded` so that what it excludes is counted. */
  leavesOut(isExcluded) {
    if (isExcluded === void 0) return void 0;
    return (path) => {
      const answer = isExcluded(path);
      if (answer) this.excluded++;
      return answer;
    };
  }
  /** Records that detectors saw `bytes` bytes of `path`. */
  addScanned(path, bytes, view) {
    this.scannedBytes += bytes;
    if (this.#steps !== void 0) this.#addStep({ did: "scanned", path, bytes, ...view !== void 0 && { view } });
  }
  #addStep(step) {
    if (this.#steps === void 0) return;
    if (this.#steps.length < MAX_STEPS) this.#steps.push(step);
    else this.#moreSteps++;
  }
  /** @param offset of the match, in what `where` names */
  addSighting({
    detector,
    match,
    offset,
    length
  }, where) {
    if (detector.appliesTo?.(where.path) === false) return;
    const { facts, fingerprint, preview } = match;
    const claim = {
      rule: detector.id,
      title: match.title ?? detector.title,
      severity: match.severity ?? detector.severity,
      confidence: match.confidence ?? detector.confidence,
      ...{ fingerprint, preview, facts }
    };
    const form = typeof facts.form === "string" ? { form: facts.form } : {};
    this.#rules ??= /* @__PURE__ */ new Map();
    if (!this.#rules.has(detector.id)) this.#rules.set(detector.id, ruleInfo(detector));
    this.#collector ??= new Collector();
    this.#collector.add(claim, { ...where, offset, length, ...form });
  }
  addTestimony({ spkiSha256, spki, fact, facts, offset }, path) {
    this.#noteBook ??= new NoteBook();
    this.#noteBook.add({ spkiSha256, ...spki && { spki }, fact, facts, path, offset });
  }
  /** Public keys seen so far. */
  get knownKeys() {
    return knownKeysOf(this.#noteBook?.notes() ?? []);
  }
  /** A foreseen error becomes a gap at `path`. @throws whatever is not foreseen: a bug keeps its stack */
  addError(path, error) {
    if (!isForeseen(error)) throw error;
    this.addGap({ path, code: error.code, message: error.message });
  }
  /** Runs `work` and records its foreseen errors. @returns undefined when it completed synchronously */
  guard(path, work) {
    try {
      return work()?.catch((error) => this.addError(path, error));
    } catch (error) {
      this.addError(path, error);
      return void 0;
    }
  }
  /**
   * @param extent `whole`: notes are dropped if no finding could use them; `range`: another part may have such a
   * finding
   */
  finish(extent) {
    const findings = this.#collector?.findings(this.path) ?? [];
    const needed = extent === "range" || findings.some(({ facts }) => facts.spkiSha256 !== void 0);
    if (this.#collector?.overflow) this.addGap(tooManyFindings(this.path));
    return {
      path: this.path,
      size: this.size,
      ...this.sha256 === void 0 ? {} : { sha256: this.sha256 },
      entries: this.entries,
      scannedBytes: this.scannedBytes,
      ...this.excluded > 0 && { excluded: this.excluded },
      findings,
      ...this.#rules && { rules: [...this.#rules.values()] },
      notes: needed && this.#noteBook?.notes() || [],
      gaps: this.#gaps?.tally() ?? NO_GAPS,
      formats: this.#formats ?? {},
      ...this.#steps && { explanation: { artifact: this.path, steps: this.#steps, more: this.#moreSteps } }
    };
  }
};
function ruleInfo({ id, title, severity, confidence, advice }) {
  return { id, title, severity, confidence, advice };
}

// src/engine/ranges.ts
var RANGE_BYTES = 16 << 20;
var MAX_RANGES = 4096;
function rangesOf(artifact, { source, isCovered, known }, begunAtMs) {
  const { size } = source;
  const rangeBytes = RANGE_BYTES * Math.ceil(size / (RANGE_BYTES * MAX_RANGES));
  const taken = new TakenRanges(known?.taken);
  return Array.from({ length: Math.ceil(size / rangeBytes) }, (_, index) => {
    const start = index * rangeBytes;
    const end = Math.min(size, start + rangeBytes);
    return {
      ...{ kind: "range", artifact, start, end, begunAtMs },
      ...end === size && { isLast: true },
      ...isCovered && { isCovered },
      ...known && { known: { ...known, taken: taken.within(start, end) } }
    };
  });
}

// src/engine/examiner.ts
var NOTHING2 = { parts: [], followUps: [] };
var Examiner = class {
  #chain;
  #options;
  #leaves;
  #sharing;
  #files = new ArtifactFiles();
  /** @param sharing hands work to other threads; absent: everything is done in this one */
  constructor(chain, options, sharing) {
    this.#chain = options.contents === "as they lie" ? withoutContainers(chain) : chain;
    this.#options = options;
    this.#sharing = sharing;
    this.#leaves = new LeafScanner(new Scanner(this.#chain, options.plan ?? planChain(chain)), this.#chain, options);
  }
  /** @param onStart called with the index of each artifact before it is touched */
  async run(task, onStart) {
    if (task.kind === "files") return this.#runFiles(task, onStart);
    onStart(0);
    if ("lock" in task && !takes(task.lock)) return NOTHING2;
    const part = this.#recorderFor(task.artifact, task);
    switch (task.kind) {
      case "leaves":
        await part.guard(part.path, () => this.#scanLeaves(task, part));
        return { parts: [part.finish("range")], followUps: [] };
      case "slab":
        return this.#scanSlab(task, part);
      case "range": {
        let survey;
        await part.guard(part.path, async () => {
          survey = await this.#examineRange(task, part);
        });
        return {
          parts: [part.finish("range")],
          followUps: [],
          ...survey && { survey, searches: this.#chain.searches.map(({ id }) => id) }
        };
      }
      case "image":
        part.guard(part.path, () => this.#searchLarge(task, part));
        break;
      case "digest":
        await part.guard(
          part.path,
          () => this.#files.withFile(task.artifact, part, async (source) => {
            part.sha256 = await digestOf(source);
          })
        );
    }
    return { parts: [part.finish("whole")], followUps: [] };
  }
  #recorderFor({ path, file }, { without: without2 = [] }) {
    const { explain } = this.#options;
    const part = new PartRecorder(path, explain?.path === path || explain?.file === file ? "explain" : void 0);
    this.#chain.watch?.begin(path, without2, (gap) => part.addGap(gap));
    return part;
  }
  async #runFiles(task, onStart) {
    const { artifacts } = task;
    const parts = [];
    const followUps = [];
    const quietSizes = new Float64Array(artifacts.length).fill(NOT_QUIET);
    for (let index = 0; index < artifacts.length; index++) {
      onStart(index);
      const artifact = artifacts[index];
      const part = this.#recorderFor(artifact, task);
      const job = this.#jobFor(artifact, part);
      const cuts = [];
      const examining = part.guard(
        part.path,
        () => this.#files.withFile(
          artifact,
          part,
          (source) => this.#examineFile(artifact, this.#files.buffered(source), job, cuts)
        )
      );
      if (examining !== void 0) await examining;
      job.share.flush();
      if (part.isQuiet && cuts.length === 0 && job.share.pieces === 0) quietSizes[index] = part.size;
      else parts.push({ ...part.finish(job.share.pieces > 0 ? "range" : "whole"), pieces: job.share.pieces });
      followUps.push(...cuts);
    }
    return { parts, quietSizes, followUps };
  }
  /** Closes what stays open between tasks. */
  close() {
    this.#files.close();
  }
  /** @param shared start time and budget from the thread that unpacks the artifact; absent: it is this one */
  #jobFor(artifact, part, shared) {
    const begunAtMs = shared?.begunAtMs ?? Date.now();
    const budget = new Budget(this.#options.limits, void 0, Date.now() - begunAtMs, shared?.spent);
    const isShared = shared === void 0 && !part.explains && this.#chain.watch === void 0;
    const sharing = isShared ? this.#sharing : void 0;
    const { buffers } = this.#leaves;
    const scanLeaves = (leaves) => this.#walkLeaves(leaves, job);
    const share = new ArtifactShare({ artifact, begunAtMs, budget, buffers, sharing, scanLeaves });
    const job = { begunAtMs, budget, part, share };
    return job;
  }
  /** @param cuts receives the ranges of a large artifact that is no container; all else is scanned at the end */
  #examineFile(artifact, source, job, cuts) {
    const { part, begunAtMs } = job;
    const visit = (leaf, finds) => {
      if (!("source" in leaf) || leaf.path !== artifact.path || source.size <= RANGE_BYTES)
        return this.#leaves.scan(leaf, finds, job);
      cuts.push(...rangesOf(artifact, leaf, begunAtMs));
      openView(leaf.source, leaf.path, part);
      return void 0;
    };
    const walking = walk({ path: artifact.path, source }, this.#leaves.walkOptions(job, visit));
    if (walking === void 0 && !this.#options.digests) return void 0;
    return this.#finishFile(artifact, { source, walking, job, cuts });
  }
  async #finishFile(artifact, { source, walking, job, cuts }) {
    await walking;
    const { part, budget } = job;
    part.entries = budget.entries;
    if (!this.#options.digests) return;
    if (cuts.length > 0) cuts.unshift({ kind: "digest", artifact });
    else part.sha256 = await digestOf(source);
  }
  async #scanLeaves(task, part) {
    const job = this.#jobFor(task.artifact, part, task);
    await this.#walkLeaves(task.leaves, job);
    part.entries = job.budget.entries;
  }
  async #walkLeaves({ bytes, spans }, job) {
    const own = bytes.slice();
    await walkLeaves(leavesOf(own, spans), this.#leaves.walkOptions(job));
  }
  async #scanSlab({ artifact, place, slab, ...shared }, part) {
    const job = this.#jobFor(artifact, part, shared);
    let rest;
    await part.guard(place.path, async () => {
      rest = await scanSlab({ slab, place }, this.#leaves.slabTools(job));
      part.addScanned(place.path, slab.end - slab.start);
    });
    part.entries = job.budget.entries;
    const plain = rest && toPlain(rest);
    return { parts: [part.finish("range")], followUps: [], ...plain && { rest: plain } };
  }
  async #examineRange({ artifact, start, end, isLast, begunAtMs, isCovered, known }, part) {
    const { source, view } = this.#files.openLarge(artifact);
    part.size = source.size;
    const readEnd = Math.max(start, Math.min(end, source.size));
    const job = this.#jobFor(artifact, part, { begunAtMs });
    const finds = isCovered ? void 0 : new Finds();
    const extent = { path: part.path, start, end: readEnd, view, finds, runs: [] };
    const survey = scanExtent(this.#leaves.scanner, source, extent, job.budget, part);
    if (finds !== void 0 && !finds.isEmpty)
      await walkFinds({ ...TOP, path: part.path }, { source, finds, known }, this.#leaves.walkOptions(job));
    part.entries = job.budget.entries;
    if (readEnd < end) {
      throw new AccessError(`the file became shorter while it was read: it ends at ${source.size}`);
    }
    if (isLast) source.assertReadTo(end);
    return survey;
  }
  #searchLarge({ artifact, search, survey, seen, begunAtMs, tellsOfCut }, part) {
    const { source, view } = this.#files.openLarge(artifact);
    part.size = source.size;
    const budget = new Budget(this.#options.limits, void 0, Date.now() - begunAtMs);
    if (tellsOfCut) part.addGap({ path: part.path, code: "budget", message: SURVEY_IS_FULL });
    if (view !== void 0)
      searchImage(
        source,
        {
          path: part.path,
          view,
          survey,
          knownKeys: [...this.#options.watchedKeys, ...seen],
          searches: this.#chain.searches.filter(({ id }) => id === search)
        },
        budget,
        part
      );
    return void 0;
  }
};
function* leavesOf(bytes, spans) {
  for (const { place, start, end } of spans) yield { ...place, source: new MemorySource(bytes.subarray(start, end)) };
}

export {
  configuredChain,
  Budget,
  walk,
  Examiner
};
