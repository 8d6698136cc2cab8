// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);
import {
  bringAnchors
} from "./shared-9.js";
import {
  INNER,
  Ledger,
  MAX_ANSWER_MS,
  MAX_RUNS,
  MAX_STRUCTURES,
  PROGRESS,
  PrivateTempFile,
  REPLACEMENT,
  TOO_SLOW,
  artifactsOf,
  comparePlaces,
  compareText,
  escapedByte,
  exclusion,
  knownKeysOf,
  noPiecesOut,
  pathOfBytes,
  quietFilesOf,
  systemPath,
  systemReason
} from "./shared-5.js";
import {
  OPTIONS
} from "./shared-7.js";
import {
  CONFIDENCES,
  GAP_CODES,
  SEVERITIES,
  rank
} from "./shared-4.js";
import {
  PathGlob
} from "./shared-3.js";
import {
  AccessError,
  BudgetError,
  KeysieveError,
  UsageError
} from "./shared-2.js";

// src/report/escape.ts
var MAX_TEXT_CHARACTERS = 1024;
var UNSEEN = new RegExp("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}\\u2800]|(?! )\\p{Zs}", "u");
var EVERY_UNSEEN = new RegExp(`${UNSEEN.source}|(?<=##)\\[`, "gu");
var COMMAND = /(?<![^ ])::|##\[/;
var NOTE_CHARACTERS = 32;
function escapeText(text, maxCharacters = MAX_TEXT_CHARACTERS) {
  return cutEnd(text, maxCharacters, braced);
}
function escapePath(path5, maxCharacters = MAX_TEXT_CHARACTERS) {
  return cutMiddle(path5, maxCharacters, braced);
}
function escapeMarkdown(text, maxCharacters = MAX_TEXT_CHARACTERS) {
  return escapeText(text, maxCharacters).replace(
    MARKDOWN_SIGN,
    (sign) => LINK_SIGNS.includes(sign) ? `${entity(sign)}&#8203;` : entity(sign)
  );
}
var MARKDOWN_SIGN = /[&<>|`*_~[\]\\!$^{}"'=]|[@#]|(?<=\bGH)-|:(?=[\w/+])|(?<=\bwww)\./gi;
var LINK_SIGNS = "@#-:.";
function escapeMarkdownCode(text, maxCharacters = MAX_TEXT_CHARACTERS) {
  return codeSpan(escapeText(text, maxCharacters));
}
function escapeMarkdownPath(path5, maxCharacters = MAX_TEXT_CHARACTERS) {
  return (escapePath(path5, maxCharacters).match(SPAN_OF_PATH) ?? [""]).map(codeSpan).join("<wbr>");
}
var SPAN_OF_PATH = /.{1,48}$|.{23,47}\/|.{1,48}/gu;
function escapeHtml(text, maxCharacters = MAX_TEXT_CHARACTERS) {
  return escapeText(text, maxCharacters).replace(/[&<>"'`]/g, entity);
}
function escapeSarifText(text, maxCharacters = MAX_TEXT_CHARACTERS) {
  return sarifSafe(cutEnd(text, maxCharacters, angled));
}
function escapeSarifPath(path5, maxCharacters = MAX_TEXT_CHARACTERS) {
  return sarifSafe(cutMiddle(path5, maxCharacters, angled));
}
function escapeJson(json) {
  return json.replace(
    EVERY_UNSEEN,
    (unseen) => unseen === "\n" ? unseen : Array.from({ length: unseen.length }, (_, i) => jsonUnit(unseen, i)).join("")
  );
}
function jsonUnit(text, at) {
  return `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`;
}
function codeSpan(visible) {
  const inner = visible.replaceAll("`", braced(96)).replaceAll("|", braced(124)).replace(/^ | $/g, braced(32));
  return `\`${inner === "" ? " " : inner}\``;
}
function sarifSafe(visible) {
  return visible.replace(/[{}]/g, (brace) => codePointName(brace.charCodeAt(0).toString(16))).replaceAll("](", `]${codePointName("28")}`);
}
function entity(sign) {
  return `&#${sign.charCodeAt(0)};`;
}
var braced = (codePoint) => {
  const byte = escapedByte(codePoint);
  return byte === void 0 ? `\\u{${codePoint.toString(16)}}` : `\\x${byte.toString(16)}`;
};
var angled = (codePoint) => {
  const byte = escapedByte(codePoint);
  return byte === void 0 ? codePointName(codePoint.toString(16)) : `<${byte.toString(16).toUpperCase()}>`;
};
function codePointName(hex) {
  return `<U+${hex.toUpperCase().padStart(4, "0")}>`;
}
function cutEnd(text, maxCharacters, notation) {
  const all = takeStart(text, maxCharacters, notation);
  if (all.units === text.length) return all.text;
  const head = takeStart(text, Math.max(1, maxCharacters - NOTE_CHARACTERS), notation);
  return `${head.text}\u2026[${text.length - head.units} more characters]`;
}
function cutMiddle(path5, maxCharacters, notation) {
  const all = takeStart(path5, maxCharacters, notation);
  if (all.units === path5.length) return all.text;
  const room = Math.max(2, maxCharacters - NOTE_CHARACTERS);
  const nameLength = path5.length - path5.lastIndexOf("/");
  const tailRoom = Math.ceil(Math.max(room * 2 / 3, Math.min(nameLength, room * 0.9)));
  const tail = takeEnd(path5, tailRoom, notation);
  const head = takeStart(path5, room - tailRoom, notation);
  return `${head.text}\u2026[${path5.length - head.units - tail.units} characters]\u2026${tail.text}`;
}
function takeStart(text, room, notation) {
  if (text.length <= room && !UNSEEN.test(text) && !COMMAND.test(text)) return { text, units: text.length };
  let taken = "";
  let at = 0;
  while (at < text.length) {
    const codePoint = text.codePointAt(at);
    const shown = show(text, at, notation);
    if (taken.length + shown.length > room) break;
    taken += shown;
    at += codePoint > 65535 ? 2 : 1;
  }
  return { text: taken, units: at };
}
function takeEnd(text, room, notation) {
  const taken = [];
  let left = room;
  let at = text.length;
  while (at > 0) {
    const before = text.codePointAt(Math.max(0, at - 2));
    const codePoint = before > 65535 ? before : text.charCodeAt(at - 1);
    const start = at - (codePoint > 65535 ? 2 : 1);
    const shown = show(text, start, notation);
    if (shown.length > left) break;
    left -= shown.length;
    taken.push(shown);
    at = start;
  }
  return { text: taken.reverse().join(""), units: text.length - at };
}
function show(text, at, notation) {
  const codePoint = text.codePointAt(at);
  const character = String.fromCodePoint(codePoint);
  return UNSEEN.test(character) || beginsCommand(text, at) ? notation(codePoint) : character;
}
function beginsCommand(text, at) {
  if (text[at] === ":") return text[at + 1] === ":" && (at === 0 || text[at - 1] === " ");
  return text[at] === "[" && at >= 2 && text.startsWith("##", at - 2);
}

// src/settings/exit-code.ts
var EXIT = { clean: 0, failed: 1, usage: 2, internal: 3 };
function exitCodeOf(verdict) {
  return verdict.verdict === "pass" ? EXIT.clean : EXIT.failed;
}
function exitCodeOfError(error) {
  return error instanceof UsageError ? EXIT.usage : EXIT.internal;
}
function exitIsErrorUntilDone(complain) {
  const onExit = () => {
    process.exitCode = EXIT.internal;
    complain();
  };
  process.once("exit", onExit);
  return () => void process.off("exit", onExit);
}
var ENDED_EARLY = "the process was ended before its work was done: something called process.exit, as a plug-in may, or what it imports; nothing was decided";

// src/model/result.ts
var NO_EXCEPTIONS = { overrides: /* @__PURE__ */ new Map(), allows: [], today: "9999-12-31" };

// src/settings/settings.ts
function optionsOf(frontEnd) {
  const all = Object.entries(OPTIONS);
  return all.filter(([, option]) => option.only === void 0 || option.only === frontEnd);
}
function defaultOf(name, frontEnd) {
  const option = OPTIONS[name];
  return typeof option.default === "string" ? option.default : option.default[frontEnd];
}
function parseSettings(frontEnd, given) {
  const values = [];
  const names = [];
  for (const [name, option] of Object.entries(OPTIONS)) {
    const text = given(name)?.trim();
    if (text) names.push(name);
    values.push([camelCase(name), parseOption(name, option, text || defaultOf(name, frontEnd))]);
  }
  return Object.fromEntries([...values, ["given", names]]);
}
function withConfigured(settings, configured) {
  const values = Object.entries(configured).filter(([name]) => !settings.given.includes(name)).map(([name, text]) => [camelCase(name), parseOption(name, OPTIONS[name], text)]);
  return { ...settings, ...Object.fromEntries(values) };
}
function policyOf(settings, exceptions = NO_EXCEPTIONS) {
  const { failOn, minConfidence, onGap, inlineAllows } = settings;
  return { failOn, minConfidence, onGap, inlineAllows, exceptions };
}
function limitsOf(settings) {
  const { maxDepth, maxEntries, maxEntryBytes, maxTotalBytes, maxSeconds } = settings;
  return { maxDepth, maxEntries, maxEntryBytes, maxTotalBytes, maxSeconds };
}
function selectionOf(settings) {
  const { includeHiddenFiles, ifNoFilesFound, maxEntryBytes } = settings;
  const hidden = includeHiddenFiles ? "include" : "leave-out";
  return { hidden, whenNothingMatches: ifNoFilesFound, maxInputBytes: maxEntryBytes };
}
function parseOption(name, option, text) {
  try {
    return option.parse(text);
  } catch (error) {
    if (error instanceof KeysieveError) throw new UsageError(`${name}: ${error.message}`);
    throw error;
  }
}
function camelCase(name) {
  return name.replaceAll(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}

// src/model/version.ts
var VERSION = "0.1.0";

// src/report/count-text.ts
function countText(count, singular, plural = `${singular}s`) {
  return `${groupDigits(count)} ${count === 1 ? singular : plural}`;
}
function groupDigits(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
var SIZES = [
  ["TiB", 2 ** 40],
  ["GiB", 2 ** 30],
  ["MiB", 2 ** 20]
];
function sizeText(bytes) {
  const size = SIZES.find(([, unit]) => bytes >= unit);
  return size === void 0 ? countText(bytes, "byte") : `${(bytes / size[1]).toFixed(1)} ${size[0]}`;
}
function listText(items) {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

// src/sources/select-plug-ins.ts
import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
function selectPlugIns(names, base) {
  return names.map((name) => ({ name, url: pathToFileURL(fileOf(name, base)).href }));
}
function fileOf(name, base) {
  const file = resolve(base, name);
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
  if (/^[./]|\\|\.[cm]?[jt]s$/.test(name))
    throw new UsageError(`detectors: ${name}: expected a file, found none; paths start from ${base}`);
  try {
    return createRequire(join(base, "package.json")).resolve(name);
  } catch (error) {
    const isHidden = error.code === "ERR_PACKAGE_PATH_NOT_EXPORTED";
    const found = isHidden ? "one whose `exports` have no `default`" : "neither";
    throw new UsageError(
      `detectors: ${name}: expected a file, or a package that is installed in ${base}, found ${found}; install it first`
    );
  }
}

// src/run.ts
import { resolve as resolve9 } from "node:path";

// src/bytes/write-text-file.ts
import { accessSync, constants, statSync as statSync2, writeFileSync } from "node:fs";
import { dirname, resolve as resolve2 } from "node:path";
function assertWritable(file, base) {
  const path5 = resolve2(base, file);
  attempt(file, () => {
    const known = statSync2(path5, { throwIfNoEntry: false });
    if (known?.isDirectory()) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
    accessSync(known === void 0 ? `${dirname(path5)}/.` : path5, constants.W_OK);
  });
}
function writeTextFile(file, text, base) {
  attempt(file, () => writeFileSync(resolve2(base, file), text));
}
function attempt(file, action) {
  try {
    action();
  } catch (error) {
    throw new UsageError(
      `${file}: cannot write the report: ${systemReason(error)}; name a file that may be written, in a folder that exists`
    );
  }
}

// src/config/load-policy.ts
import { resolve as resolve3 } from "node:path";

// src/bytes/read-whole-file.ts
import { lstatSync, readFileSync, statSync as statSync3 } from "node:fs";
function readWholeFile(file, name, maxBytes) {
  try {
    const stats = statSync3(file, { throwIfNoEntry: false });
    if (stats === void 0) {
      if (lstatSync(file, { throwIfNoEntry: false }) === void 0) return void 0;
      throw new UsageError(`${name}: expected a file, found a link that leads nowhere; correct the link`);
    }
    if (!stats.isFile()) throw new UsageError(`${name}: expected a file, found a folder or device; name a file`);
    if (stats.size > maxBytes) throw new UsageError(tooLarge(name, stats.size, maxBytes));
    return readFileSync(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${name}: cannot be read: ${systemReason(error)}; correct the path or the permissions`);
  }
}
function tooLarge(name, size, maxBytes) {
  return `${name}: expected at most ${maxBytes} bytes, found ${size}; it seems meant for something else`;
}

// src/config/load-policy.ts
var DEFAULT_CONFIGURATION = ".keysieve.yml";
var NONE = "none";
var MAX_CONFIGURATION_BYTES = 1 << 20;
var MAX_BASELINE_BYTES = 64 << 20;
async function loadPolicy(settings, source, known) {
  const file = await configurationFile(settings, source);
  const hasPlugIns = settings.detectors.length > 0;
  const configuration = file && await parse(file, source, { ...await known(), hasPlugIns });
  const baseline = await baselineOf(settings, source);
  const allows = [...configuration?.allows ?? [], ...baseline?.allows ?? []];
  const { rulesOff = [], ownRules = [], exclude = [], overrides = NO_EXCEPTIONS.overrides } = configuration ?? {};
  return {
    settings: configuration ? withConfigured(settings, configuration.options) : settings,
    exceptions: allows.length + overrides.size === 0 ? NO_EXCEPTIONS : { overrides, allows, today: today() },
    changes: { rulesOff, ownRules },
    exclude,
    unsettled: configuration?.unsettled ?? [],
    remarks: [...configuration?.remarks ?? [], ...baseline?.remarks ?? []],
    notCarriedOver: (configuration?.notCarriedOver ?? 0) + (baseline?.notCarriedOver ?? 0),
    ...file && { configuration: { name: file.name, rulesOff } }
  };
}
async function baselineOf({ baseline }, source) {
  if (baseline === void 0) return void 0;
  const file = await find(baseline, source, MAX_BASELINE_BYTES);
  if (file === void 0) throw new UsageError(`baseline: ${missing(baseline)}`);
  const { parseBaseline } = await import("./policy-parsers.js");
  return orThrow(parseBaseline(file));
}
async function configurationFile({ config }, source) {
  if (config === NONE) return void 0;
  const file = await find(config ?? DEFAULT_CONFIGURATION, source, MAX_CONFIGURATION_BYTES);
  if (file === void 0 && config !== void 0) throw new UsageError(`config: ${missing(config)}`);
  return file;
}
async function find(name, source, maxBytes) {
  const bytes = source.policyFile === void 0 ? readWholeFile(resolve3(source.base, name), name, maxBytes) : await source.policyFile(name);
  if (bytes !== void 0 && bytes.length > maxBytes) throw new UsageError(tooLarge(name, bytes.length, maxBytes));
  return bytes && { name, bytes };
}
function missing(name) {
  return `expected the file ${JSON.stringify(name)}, found none; correct the path`;
}
async function parse(file, source, known) {
  const { parseConfiguration } = await import("./policy-parsers.js");
  return orThrow(await parseConfiguration(file, known, relatedOf(source)));
}
function relatedOf(source) {
  return async (name) => (await find(name, source, MAX_CONFIGURATION_BYTES))?.bytes;
}
async function importConfiguration(name, source, known) {
  const file = await find(name, source, MAX_CONFIGURATION_BYTES);
  if (file === void 0) throw new UsageError(missing(name));
  const { importGitleaks: importGitleaks2, writeConfiguration } = await import("./policy-parsers.js");
  return writeConfiguration(orThrow(await importGitleaks2(file, await known(), relatedOf(source))), name);
}
function orThrow(parsed) {
  if (Array.isArray(parsed)) throw new UsageError(parsed.join("\n"));
  return parsed;
}
function settleRules({ unsettled }, idsOfPlugIns) {
  const problems = unsettled.filter(({ id }) => !idsOfPlugIns.has(id)).map(({ problem }) => problem);
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
}
function today() {
  return (/* @__PURE__ */ new Date()).toISOString().slice(0, 10);
}

// src/engine/scan.ts
import { availableParallelism } from "node:os";

// src/engine/expected-bytes.ts
import { closeSync, openSync, readSync, statSync as statSync4 } from "node:fs";
var UNPACKED = 3;
var PACKED = ["504b0304", "1f8b08", "fd377a58", "28b52ffd", "377abcaf", "425a68", "52617221"];
function expectedBytes(artifacts) {
  return artifacts.reduce((sum, { file }) => sum + expectedOf(file), 0);
}
function expectedOf(file) {
  const size = statSync4(systemPath(file), { throwIfNoEntry: false })?.size ?? 0;
  return size < 1 << 20 || !isPacked(file) ? size : UNPACKED * size;
}
function isPacked(file) {
  try {
    const descriptor = openSync(systemPath(file), "r");
    try {
      const head = Buffer.alloc(4);
      readSync(descriptor, head);
      return PACKED.some((magic) => head.toString("hex").startsWith(magic));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

// src/engine/joined-surveys.ts
var MOST = {
  runs: 2 * MAX_RUNS,
  bignums: MAX_STRUCTURES,
  edwardsKeys: MAX_STRUCTURES,
  slices: MAX_STRUCTURES,
  smallIntegers: MAX_STRUCTURES,
  phpArrays: MAX_STRUCTURES,
  scheduleWords: MAX_STRUCTURES
};
var KINDS = Object.keys(MOST);
var JoinedSurveys = class {
  #most;
  /** Sorted by start. */
  #parts = [];
  #isCut = false;
  constructor(most = MOST) {
    this.#most = most;
  }
  get isEmpty() {
    return this.#parts.length === 0;
  }
  /** Whether there were more entries than are kept. */
  get isCut() {
    return this.#isCut;
  }
  add(start, survey) {
    this.#parts.push({ start, survey });
    this.#parts.sort((a, b) => a.start - b.start);
    for (const kind of KINDS) this.#cut(kind);
  }
  #cut(kind) {
    if (this.#lengthOf(kind) <= this.#most[kind]) return;
    this.#isCut = true;
    let room = this.#most[kind];
    this.#parts = this.#parts.map(({ start, survey }) => {
      const kept = Math.min(room, survey[kind].length);
      room -= kept;
      return kept === survey[kind].length ? { start, survey } : { start, survey: { ...survey, [kind]: survey[kind].slice(0, kept) } };
    });
  }
  #lengthOf(kind) {
    return this.#parts.reduce((sum, { survey }) => sum + survey[kind].length, 0);
  }
  /** The joined survey, in memory that threads can share. Leaves this object empty. */
  take() {
    const whole = {
      runs: this.#joinedRuns(),
      bignums: this.#joined("bignums"),
      edwardsKeys: this.#joined("edwardsKeys"),
      slices: this.#joined("slices"),
      smallIntegers: this.#joined("smallIntegers"),
      phpArrays: this.#joined("phpArrays"),
      scheduleWords: this.#joined("scheduleWords")
    };
    this.#parts = [];
    return whole;
  }
  #joined(kind) {
    const whole = sharedNumbers(this.#lengthOf(kind));
    let length = 0;
    for (const { survey } of this.#parts) {
      whole.set(survey[kind], length);
      length += survey[kind].length;
    }
    return whole;
  }
  /** A run that begins where the last run of the range before ends was cut at that boundary, so the two are joined. */
  #joinedRuns() {
    const whole = sharedNumbers(this.#lengthOf("runs"));
    let length = 0;
    for (const {
      survey: { runs }
    } of this.#parts) {
      const [start, bytes] = [runs[0], runs[1]];
      const [lastStart, lastBytes] = [whole[length - 2], whole[length - 1]];
      let rest = runs;
      if (start !== void 0 && lastStart !== void 0 && lastStart + lastBytes >= start) {
        whole[length - 1] = Math.max(lastBytes, start + bytes - lastStart);
        rest = runs.subarray(2);
      }
      whole.set(rest, length);
      length += rest.length;
    }
    return whole.subarray(0, length);
  }
};
function sharedNumbers(length) {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));
}

// src/engine/image-desk.ts
var ImageDesk = class {
  #images = /* @__PURE__ */ new Map();
  /** @returns the search tasks of the image, when this was its last range */
  note(task, { parts, followUps, survey, searches }) {
    for (const followUp of followUps) if (followUp.kind === "range") this.#imageOf(followUp.artifact.file).ranges++;
    if (task.kind !== "range") return [];
    const { artifact, start, begunAtMs } = task;
    const image = this.#imageOf(artifact.file);
    image.ranges--;
    if (survey !== void 0) image.surveys.add(start, survey);
    if (searches !== void 0) image.searches = searches;
    for (const { notes } of parts) for (const key of knownKeysOf(notes)) image.seen.set(key.spkiSha256, key);
    if (image.ranges > 0) return [];
    this.#images.delete(artifact.file);
    if (image.surveys.isEmpty) return [];
    const { isCut } = image.surveys;
    const whole = image.surveys.take();
    const seen = [...image.seen.values()].sort((a, b) => compareText(a.spkiSha256, b.spkiSha256));
    return image.searches.map((search, index) => {
      const tellsOfCut = isCut && index === 0;
      return { kind: "image", search, artifact, survey: whole, seen, begunAtMs, ...tellsOfCut && { tellsOfCut } };
    });
  }
  #imageOf(file) {
    const image = this.#images.get(file) ?? { ranges: 0, surveys: new JoinedSurveys(), seen: /* @__PURE__ */ new Map(), searches: [] };
    this.#images.set(file, image);
    return image;
  }
};

// src/engine/late-optimizer.ts
import { setFlagsFromString } from "node:v8";
var INLINE_LESS = "--max-inlined-bytecode-size-cumulative=100";
var OPTIMIZE_LATER = "--interrupt-budget=128000";
var FLAGS_BY_V8 = {
  11: [INLINE_LESS, OPTIMIZE_LATER],
  12: [INLINE_LESS],
  13: [INLINE_LESS],
  14: [INLINE_LESS]
};
function optimizeLate() {
  const [major = ""] = process.versions.v8.split(".");
  for (const flag of FLAGS_BY_V8[major] ?? []) setFlagsFromString(flag);
}

// src/engine/piece-count.ts
var PieceCount = class {
  /**
   * Pieces due minus pieces received, by path of the artifact. Negative for an artifact that was given up as stuck
   * while some of its pieces came back.
   */
  #missing = /* @__PURE__ */ new Map();
  note({ kind }, { parts }) {
    const came = kind === "leaves" || kind === "slab" ? 1 : 0;
    for (const { path: path5, pieces = 0 } of parts)
      if (pieces !== came) this.#missing.set(path5, (this.#missing.get(path5) ?? 0) + pieces - came);
  }
  /** Call when all results are in. @throws Error that names an artifact with missing pieces */
  assertNoneMissing() {
    for (const [path5, missing2] of this.#missing)
      if (missing2 > 0)
        throw new Error(`${JSON.stringify(path5)}: of what was handed to other threads, pieces are missing: ${missing2}`);
  }
};

// src/engine/pool.ts
import { Worker } from "node:worker_threads";

// src/engine/stuck-seats.ts
function freshLook() {
  return { index: 0, looks: 0, call: 0, looksAtCall: 0 };
}
function stuckSeats(seats, patience) {
  const isAnyAtWork = seats.some((seat) => !isWaiting(seat));
  for (const seat of seats) lookAt(seat, isAnyAtWork && isWaiting(seat));
  const inPlugIn = seats.filter(({ look }) => look.looksAtCall > patience.looksAtPlugIn);
  if (inPlugIn.length > 0) return inPlugIn.map((seat) => ({ seat, plugIn: plugInOf(seat) - 1 }));
  const [longest, ...others] = seats.toSorted((a, b) => b.look.looks - a.look.looks);
  if (longest === void 0 || longest.look.looks <= patience.looks) return [];
  const most = Math.max(0, patience.looks - patience.looksMore);
  for (const { look } of others) look.looks = Math.min(look.looks, most);
  return [{ seat: longest, plugIn: void 0 }];
}
function lookAt(seat, isExcused) {
  const { progress, look } = seat;
  const index = Atomics.load(progress, PROGRESS.artifact);
  const call = Atomics.load(progress, PROGRESS.calls);
  const isSame = index === look.index && !isExcused;
  const isSameCall = call === look.call && plugInOf(seat) !== 0;
  Object.assign(look, {
    ...{ index, looks: isSame ? look.looks + 1 : 0 },
    ...{ call, looksAtCall: isSameCall ? look.looksAtCall + 1 : 0 }
  });
}
function isWaiting({ progress }) {
  return Atomics.load(progress, PROGRESS.waiting) === 1;
}
function plugInOf({ progress }) {
  return Atomics.load(progress, PROGRESS.plugIn);
}

// src/engine/pool.ts
var WATCH_INTERVAL_MS = 250;
var LOOKS_MORE = 40;
var YOUNG_MIB = 3;
var WorkerPool = class {
  #options;
  #patience;
  #seats = [];
  #out = noPiecesOut();
  /** Tasks that a worker has handed on, with that worker and its ticket. */
  #origins = /* @__PURE__ */ new Map();
  #setUp;
  #queue = [];
  /** Tasks that workers have handed on and wait for: done before the queue, in this order. */
  #handedOn = [];
  #onResult = () => [];
  #finish = () => {
  };
  #fail = () => {
  };
  #failure;
  constructor(options) {
    this.#options = options;
    this.#patience = {
      looks: Math.ceil(options.stuckAfterMs / WATCH_INTERVAL_MS),
      looksAtPlugIn: Math.ceil(options.stuckInPlugInAfterMs / WATCH_INTERVAL_MS),
      looksMore: LOOKS_MORE
    };
  }
  /** Starts workers before there is work, so that they load on their own threads meanwhile. */
  hire(count) {
    while (this.#seats.length < Math.min(count, this.#options.threads)) {
      const seat = {};
      this.#fill(seat);
      this.#seats.push(seat);
    }
  }
  /**
   * @param setUp given to each worker with its first order; plain data
   * @param onResult called with each result; returns the tasks that follow from it
   */
  async run(tasks, setUp, onResult) {
    if (tasks.length === 0) return;
    this.#setUp = setUp;
    this.#onResult = onResult;
    this.#queue = tasks.toReversed();
    const watch = setInterval(() => this.#replaceStuck(), WATCH_INTERVAL_MS);
    try {
      await new Promise((resolve10, reject) => {
        this.#finish = resolve10;
        this.#fail = reject;
        if (this.#failure !== void 0) reject(this.#failure);
        else this.#assignAll();
      });
    } finally {
      clearInterval(watch);
    }
  }
  /** Terminates all workers. */
  async close() {
    const workers = this.#seats.splice(0).map(({ worker }) => worker);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  #fill(seat) {
    const progress = new Int32Array(new SharedArrayBuffer(4 * PROGRESS.length));
    const { script, threads } = this.#options;
    const workerData = { progress, out: this.#out, threads };
    const worker = new Worker(script, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB } });
    Object.assign(seat, { worker, progress, task: void 0, isSetUp: false });
    const isSeated = () => seat.worker === worker && this.#seats.includes(seat);
    worker.on("message", (answer) => {
      if (!isSeated() || seat.task === void 0) {
        if ("handOn" in answer) Atomics.sub(this.#out, 0, 1);
        return;
      }
      if ("bug" in answer) this.#stop(answer.bug);
      else if ("handOn" in answer) this.#queueFrom(worker, answer.handOn);
      else this.#take(seat, seat.task, answer.result);
    });
    worker.on("error", (error) => this.#stop(error));
    worker.on("exit", (code) => {
      const message = `a worker thread ended with code ${code} in the middle of a scan; a plug-in that calls process.exit does this`;
      if (isSeated()) this.#stop(new Error(message));
    });
  }
  /** A worker can fail while it loads, before `run` is waiting, so the error is kept. */
  #stop(error) {
    this.#failure ??= error;
    this.#fail(error);
  }
  #queueFrom(worker, { task, ticket }) {
    this.#origins.set(task, { worker, ticket });
    this.#handedOn.push(task);
    this.#assignAll();
  }
  #giveBack(task, { parts, rest }) {
    const origin = this.#origins.get(task);
    if (origin === void 0) return;
    this.#origins.delete(task);
    Atomics.sub(this.#out, 0, 1);
    const handedBack = {
      ticket: origin.ticket,
      keys: parts.flatMap(({ notes }) => knownKeysOf(notes)),
      ...rest && { rest }
    };
    origin.worker.postMessage({ handedBack });
  }
  #take(seat, task, result) {
    this.#giveBack(task, result);
    for (const followUp of this.#onResult(task, result).toReversed()) this.#queue.push(followUp);
    seat.task = void 0;
    this.#assignAll();
  }
  /**
   * Gives tasks to idle workers, and hires more while tasks wait. Not only at the start: a large artifact shows only
   * when it is opened.
   */
  #assignAll() {
    for (const idle of this.#seats) if (idle.task === void 0) this.#assign(idle);
    while (this.#handedOn.length + this.#queue.length > 0 && this.#seats.length < this.#options.threads) {
      this.hire(this.#seats.length + 1);
      this.#assign(this.#seats.at(-1));
    }
    if (this.#seats.every(({ task }) => task === void 0)) this.#finish();
  }
  #assign(seat) {
    const task = this.#handedOn.shift() ?? this.#queue.pop();
    if (task === void 0) return;
    Atomics.store(seat.progress, PROGRESS.artifact, 0);
    seat.worker.postMessage(seat.isSetUp ? { task } : { task, setUp: this.#setUp });
    Object.assign(seat, { task, isSetUp: true, look: freshLook() });
  }
  #replaceStuck() {
    const busy = this.#seats.filter(({ task }) => task !== void 0);
    for (const { seat, plugIn } of stuckSeats(busy, this.#patience)) {
      const { task } = seat;
      const index = Atomics.load(seat.progress, PROGRESS.artifact);
      this.#replace(seat);
      this.#take(seat, task, this.#options.onStuck(task, index, plugIn));
    }
  }
  #replace(seat) {
    void seat.worker.terminate();
    this.#fill(seat);
  }
};

// src/engine/stuck-task.ts
function stuckResult(task, index, message) {
  const stuck = artifactsOf(task)[index];
  return { parts: [partOf({ path: stuck.path, code: "timeout", message })], followUps: othersThan(task, index) };
}
function stuckMessage(task, maxSeconds) {
  const where = task.kind === "range" ? ` in bytes ${task.start} to ${task.end}` : "";
  return `no answer after ${maxSeconds} s${where}; raise max-seconds, or report the file as a bug of keysieve`;
}
function withoutPlugIn(task, index, { number, name }) {
  const stuck = artifactsOf(task)[index];
  const without = [...task.without ?? [], number];
  const again = task.kind === "files" ? { kind: "files", artifacts: [stuck], without } : { ...task, without };
  const gap = { path: stuck.path, code: "plug-in", message: `plug-in ${name}: ${TOO_SLOW}` };
  return { parts: [partOf(gap)], followUps: [again, ...othersThan(task, index)] };
}
function partOf(gap) {
  return {
    ...{ path: gap.path, size: 0, entries: 0, scannedBytes: 0, findings: [], notes: [], formats: {} },
    gaps: { listed: [{ gap, times: 1 }], more: {} }
  };
}
function othersThan(task, index) {
  if (task.kind !== "files") return [];
  const others = task.artifacts.filter((_, other) => other !== index);
  return others.length === 0 ? [] : [{ ...task, artifacts: others }];
}

// src/engine/watch-list.ts
var NO_WATCH_LIST = { keys: [], notes: [] };

// src/engine/scan.ts
var MAX_BATCH_FILES = 64;
var INLINE_BYTES = 128 << 20;
var EARLY_WORKERS = 2;
var STUCK_GRACE_MS = 1e4;
var catalogs = () => import("./catalogs.js");
async function rules() {
  return (await catalogs()).ruleCatalog();
}
async function ruleIdsOf(plugIns) {
  return (await catalogs()).ruleIdsOf(plugIns);
}
async function prepareKnownSecrets(named) {
  return (await catalogs()).prepareKnownSecrets(named);
}
async function readWatchList(files) {
  return (await catalogs()).readWatchList(files);
}
async function readLeaves(...given) {
  return (await catalogs()).readLeaves(...given);
}
async function startEngine(options) {
  optimizeLate();
  const startMs = performance.now();
  const pool = poolFor(options);
  if (options.expects === "much") pool.hire(EARLY_WORKERS);
  const chainHere = makeOnce(async () => (await catalogs()).configuredChain(options.changes));
  const planning = bringAnchors(options.changes) ? planOf(chainHere()) : void 0;
  const plan = await planning?.catch(async (error) => {
    await pool.close();
    throw error;
  });
  return new RunningEngine(options, { chainHere, plan, pool, startMs });
}
var RunningEngine = class {
  #options;
  #started;
  #given;
  #minThreads;
  constructor(options, started) {
    const { changes, limits, exclude, digests, explain, watchList } = options;
    this.#options = options;
    this.#started = started;
    this.#given = {
      ...started.plan && { plan: started.plan },
      ...{ changes, limits, exclude, digests, explain, watchedKeys: watchList.keys }
    };
    this.#minThreads = changes.plugIns.length > 0 ? 1 : 0;
  }
  async scan(selected, { gaps, leftOut, onProgress }) {
    const { chainHere, pool, startMs } = this.#started;
    const ledger = this.#newLedger();
    ledger.addGaps(gaps);
    const isExcluded = exclusion(this.#options.exclude) ?? (() => false);
    const artifacts = selected.filter(({ path: path5 }) => !isExcluded(path5));
    ledger.addExcluded(selected.length - artifacts.length);
    const threads = this.#threadsFor(artifacts);
    await scanArtifacts(artifacts, { chainHere, given: this.#given, ledger, threads, pool, onProgress });
    return ledger.result(leftOut, msSince(startMs));
  }
  async scanSources(files, limits) {
    const [ledger, beganMs, threads] = [this.#newLedger(), performance.now(), this.#minThreads];
    const ofSources = { limits, exclude: [], digests: false, explain: void 0, contents: "as is" };
    const pool = poolFor({ ...this.#options, limits, threads });
    const { chainHere } = this.#started;
    const work = { chainHere, given: { ...this.#given, ...ofSources }, ledger, threads, pool };
    await scanArtifacts(files, work).finally(() => pool.close());
    return ledger.result({}, msSince(beganMs)).findings;
  }
  close() {
    return this.#started.pool.close();
  }
  #newLedger() {
    return new Ledger(this.#options.watchList.notes, this.#options.changes.knownSecrets);
  }
  #threadsFor(artifacts) {
    const { threads } = this.#options;
    return threads === "auto" ? Math.max(this.#minThreads, threadsFor(artifacts)) : threads;
  }
};
function msSince(startMs) {
  return Math.round(performance.now() - startMs);
}
function poolFor({ threads, limits, changes }) {
  return new WorkerPool({
    threads: threads === "auto" ? availableParallelism() : threads,
    script: workerScript(),
    stuckAfterMs: limits.maxSeconds * 1e3 + STUCK_GRACE_MS,
    stuckInPlugInAfterMs: MAX_ANSWER_MS,
    onStuck: (task, index, plugIn) => plugIn === void 0 ? stuckResult(task, index, stuckMessage(task, limits.maxSeconds)) : withoutPlugIn(task, index, { number: plugIn, name: changes.plugIns[plugIn].name })
  });
}
async function scanArtifacts(artifacts, { chainHere, given, ledger, threads, pool, onProgress }) {
  const progress = progressMeter(artifacts.length, onProgress);
  const desk = new ImageDesk();
  const pieces = new PieceCount();
  const onResult = (task, result) => {
    for (const part of result.parts) ledger.add(part);
    pieces.note(task, result);
    const quiet = quietFilesOf(task, result);
    for (const { path: path5, size } of quiet) ledger.addQuiet(path5, size);
    progress(task, result.parts, quiet);
    return [...result.followUps, ...desk.note(task, result)];
  };
  const tasks = batchesOf(artifacts, Math.max(1, threads));
  if (threads > 0) {
    await pool.run(tasks, given, onResult);
    return pieces.assertNoneMissing();
  }
  const { Examiner } = await catalogs();
  const examiner = new Examiner(await chainHere(), given);
  return runInline(tasks, examiner, onResult).finally(() => examiner.close());
}
async function planOf(chain) {
  return (await catalogs()).planChain(await chain);
}
function makeOnce(make) {
  let made;
  return () => {
    made ??= make();
    return made;
  };
}
function workerScript() {
  return new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);
}
async function runInline(tasks, examiner, onResult) {
  const queue = tasks.toReversed();
  for (let task = queue.pop(); task !== void 0; task = queue.pop()) {
    const result = await examiner.run(task, () => {
    });
    for (const followUp of onResult(task, result).toReversed()) queue.push(followUp);
  }
}
function batchesOf(artifacts, threads) {
  const size = Math.min(MAX_BATCH_FILES, Math.max(1, Math.ceil(artifacts.length / (8 * threads))));
  const tasks = [];
  for (let i = 0; i < artifacts.length; i += size) {
    tasks.push({ kind: "files", artifacts: artifacts.slice(i, i + size) });
  }
  return tasks;
}
function threadsFor(artifacts) {
  const isLittle = artifacts.length <= MAX_BATCH_FILES && expectedBytes(artifacts) < INLINE_BYTES;
  return isLittle ? 0 : availableParallelism();
}
function progressMeter(artifacts, onProgress) {
  let artifactsDone = 0;
  let scannedBytes = 0;
  return (task, parts, quiet) => {
    if (task.kind === "files") artifactsDone += parts.length + quiet.length;
    for (const part of parts) scannedBytes += part.scannedBytes;
    for (const { size } of quiet) scannedBytes += size;
    const path5 = parts.at(-1)?.path ?? quiet.at(-1)?.path;
    if (path5 !== void 0) onProgress?.({ artifactsDone, artifacts, scannedBytes, path: path5 });
  };
}

// src/origin/checkout-folders.ts
import { readdirSync } from "node:fs";
import { join as join3 } from "node:path";

// src/origin/git-folder.ts
import { lstatSync as lstatSync2, readFileSync as readFileSync2 } from "node:fs";
import { join as join2, resolve as resolve4 } from "node:path";
function gitFolderOf(root) {
  const path5 = join2(root, ".git");
  try {
    const stats = lstatSync2(path5);
    if (stats.isDirectory()) return path5;
    if (!stats.isFile() || stats.size > 4096) return void 0;
    const [, target] = /^gitdir: (.+)$/m.exec(readFileSync2(path5, "utf8")) ?? [];
    return target === void 0 ? void 0 : resolve4(root, target.trim());
  } catch {
    return void 0;
  }
}
function hashBytesOf(gitFolder) {
  try {
    const common = commonFolderOf(gitFolder);
    return /^\s*objectformat\s*=\s*sha256\s*$/im.test(readFileSync2(join2(common, "config"), "utf8")) ? 32 : 20;
  } catch {
    return 20;
  }
}
function commonFolderOf(gitFolder) {
  try {
    return resolve4(gitFolder, readFileSync2(join2(gitFolder, "commondir"), "utf8").trim());
  } catch {
    return gitFolder;
  }
}

// src/origin/checkout-folders.ts
var MAX_DEPTH = 2;
var MAX_FOLDERS = 1e3;
function checkoutFoldersIn(folder) {
  const found = [];
  const waiting = foldersIn(folder, "");
  for (let looked = 0; looked < MAX_FOLDERS; looked++) {
    const name = waiting.shift();
    if (name === void 0) break;
    if (gitFolderOf(join3(folder, name)) !== void 0) found.push(name);
    else if (name.split("/").length < MAX_DEPTH) waiting.push(...foldersIn(folder, name));
  }
  return found.sort();
}
function foldersIn(folder, name) {
  try {
    return readdirSync(join3(folder, name), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => name === "" ? entry.name : `${name}/${entry.name}`).sort().slice(0, MAX_FOLDERS);
  } catch {
    return [];
  }
}

// src/origin/trace-origins.ts
import { lstatSync as lstatSync3 } from "node:fs";
import { join as join4 } from "node:path";

// src/origin/byte-cursor.ts
var MAX_TEXT_BYTES = 4096;
var ByteCursor = class {
  bytes;
  at;
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  /** @param size 1, 2, 3, 4 or 8 bytes; numbers above 2^53 lose their lowest bits */
  unsigned(size) {
    const start = this.at;
    this.at += size;
    return size === 8 ? Number(this.bytes.readBigUInt64LE(start)) : this.bytes.readUIntLE(start, size);
  }
  /** LEB128: seven bits a byte, the lowest first. */
  uleb() {
    let [value, scale] = [0, 1];
    for (let digits = 0; digits < 10; digits++) {
      const byte = this.bytes.readUInt8(this.at++);
      value += (byte & 127) * scale;
      scale *= 128;
      if (byte < 128) return value;
    }
    throw new RangeError("a number of more than ten bytes");
  }
  /** Text up to a NUL. */
  text() {
    const length = this.bytes.subarray(this.at, this.at + MAX_TEXT_BYTES).indexOf(0);
    if (length < 0) throw new RangeError("a string without an end");
    const text = this.bytes.toString("utf8", this.at, this.at + length);
    this.at += length + 1;
    return text;
  }
  skip(bytes) {
    this.at += bytes;
    if (this.at > this.bytes.length) throw new RangeError("past the end");
  }
};

// src/origin/dwarf-forms.ts
var INDIRECT = 22;
var IMPLICIT_CONST = 33;
var FIXED = {
  ...{ 5: 2, 6: 4, 7: 8, 11: 1, 12: 1, 14: 4, 17: 1, 18: 2, 19: 4, 20: 8, 23: 4, 28: 4, 29: 4, 31: 4, 32: 8, 36: 8 },
  // strx1 to strx4, addrx1 to addrx4; GNU: alternative files.
  ...{ 37: 1, 38: 2, 39: 3, 40: 4, 41: 1, 42: 2, 43: 3, 44: 4, 7968: 4, 7969: 4 }
};
var LEB = /* @__PURE__ */ new Set([13, 15, 21, 26, 27, 34, 35, 7937, 7938]);
var BLOCKS = { 3: 2, 4: 4, 10: 1, 9: 0, 24: 0 };
function readForm(cursor, form, context) {
  const fixed2 = FIXED[form];
  if (fixed2 !== void 0) return cursor.unsigned(fixed2);
  if (LEB.has(form)) return cursor.uleb();
  const lengthSize = BLOCKS[form];
  if (lengthSize !== void 0)
    return readBytes(cursor, lengthSize === 0 ? cursor.uleb() : cursor.unsigned(lengthSize));
  switch (form) {
    case 1:
      return cursor.unsigned(context.addressSize);
    case 8:
      return cursor.text();
    case 16:
      return cursor.unsigned(context.version === 2 ? context.addressSize : 4);
    case 25:
      return 1;
    case 30:
      return readBytes(cursor, 16);
    case IMPLICIT_CONST:
      return context.implicit;
    case INDIRECT:
      return readForm(cursor, cursor.uleb(), context);
    default:
      throw new RangeError(`form ${form}`);
  }
}
function readBytes(cursor, length) {
  const start = cursor.at;
  cursor.skip(length);
  return cursor.bytes.subarray(start, start + length);
}

// src/origin/dwarf-files.ts
var CONTENT = { path: 1, folder: 2 };
var [STRP, LINE_STRP] = [14, 31];
var MAX_FILES = 1e5;
function fileOfLineTable(image, at, index) {
  const cursor = new ByteCursor(image.section(".debug_line"), at);
  cursor.skip(4);
  const version = cursor.unsigned(2);
  cursor.skip((version >= 5 ? 2 : 0) + 4 + 1 + (version >= 4 ? 1 : 0) + 3);
  cursor.skip(cursor.unsigned(1) - 1);
  const { folders, files } = version >= 5 ? readEntries(cursor, image) : readStrings(cursor);
  const file = files[index];
  if (file === void 0) return void 0;
  const folder = folders[file.folder] ?? "";
  return file.path.startsWith("/") || folder === "" ? file.path : `${folder}/${file.path}`;
}
function readStrings(cursor) {
  const folders = [""];
  for (let name = cursor.text(); name !== ""; name = cursor.text()) folders.push(name);
  const files = [void 0];
  for (let path5 = cursor.text(); path5 !== ""; path5 = cursor.text()) {
    files.push({ path: path5, folder: cursor.uleb() });
    cursor.uleb();
    cursor.uleb();
  }
  return { folders, files };
}
function readEntries(cursor, image) {
  const folders = readList(cursor, image).map(({ path: path5 }) => path5);
  return { folders, files: readList(cursor, image) };
}
function readList(cursor, image) {
  const formats = Array.from({ length: cursor.unsigned(1) }, () => [cursor.uleb(), cursor.uleb()]);
  const count = cursor.uleb();
  if (count > MAX_FILES) throw new RangeError("too many files");
  return Array.from({ length: count }, () => {
    let [path5, folder] = ["", 0];
    for (const [content, form] of formats) {
      const value = readForm(cursor, form, { version: 5, addressSize: 8, implicit: 0 });
      if (content === CONTENT.path) path5 = textOf(value, form, image);
      if (content === CONTENT.folder && typeof value === "number") folder = value;
    }
    return { path: path5, folder };
  });
}
function textOf(value, form, image) {
  if (typeof value === "string") return value;
  const section = form === LINE_STRP ? ".debug_line_str" : form === STRP ? ".debug_str" : void 0;
  return section === void 0 || typeof value !== "number" ? "" : new ByteCursor(image.section(section), value).text();
}

// src/origin/dwarf-variables.ts
var TAG_VARIABLE = 52;
var AT = {
  ...{ location: 2, statements: 16, declaredFile: 58, declaredLine: 59, specification: 71 },
  addressBase: 115
};
var OP_ADDR = 3;
var OP_ADDRX = 161;
var EXTRA_BYTES = { 2: 12, 4: 8, 5: 8, 6: 12 };
var MAX_STEPS = 1e8;
function declarationAt(image, address) {
  const [info, abbreviations] = [image.section(".debug_info"), image.section(".debug_abbrev")];
  const work = new Work();
  for (const unit of unitsOf(info, abbreviations, work)) {
    let head;
    const cursor = new ByteCursor(info, unit.entries);
    while (cursor.at < unit.end) {
      const entry = readEntry(cursor, unit, work);
      if (entry === void 0) continue;
      head ??= entry.attributes;
      if (entry.tag !== TAG_VARIABLE || addressOf(entry.attributes, head, unit, image) !== address) continue;
      const { file, line } = declared(entry.attributes, info, unit, work);
      const statements = head.get(AT.statements);
      const name = typeof statements === "number" ? fileOfLineTable(image, statements, file) : void 0;
      return name === void 0 ? void 0 : { file: name, line };
    }
  }
  return void 0;
}
function* unitsOf(info, abbreviations, work) {
  const tables = /* @__PURE__ */ new Map();
  for (let at = 0; at + 12 < info.length; ) {
    const cursor = new ByteCursor(info, at);
    const length = cursor.unsigned(4);
    if (length >= 4294967280) return;
    const end = Math.min(info.length, at + 4 + length);
    const version = cursor.unsigned(2);
    const unitType = version >= 5 ? cursor.unsigned(1) : 1;
    let addressSize = version >= 5 ? cursor.unsigned(1) : 0;
    const table = cursor.unsigned(4);
    if (version < 5) addressSize = cursor.unsigned(1);
    cursor.skip(EXTRA_BYTES[unitType] ?? 0);
    const known = tables.get(table) ?? readAbbreviations(abbreviations, table, work);
    tables.set(table, known);
    yield { start: at, end, entries: cursor.at, version, addressSize, abbreviations: known };
    at = end;
  }
}
function readAbbreviations(bytes, at, work) {
  const found = /* @__PURE__ */ new Map();
  const cursor = new ByteCursor(bytes, at);
  for (let code = cursor.uleb(); code !== 0; code = cursor.uleb()) {
    const tag = cursor.uleb();
    cursor.skip(1);
    const attributes = [];
    for (; ; ) {
      work.step();
      const [name, form] = [cursor.uleb(), cursor.uleb()];
      const implicit = form === 33 ? cursor.uleb() : 0;
      if (name === 0 && form === 0) break;
      attributes.push([name, form, implicit]);
    }
    found.set(code, { tag, attributes });
  }
  return found;
}
function readEntry(cursor, unit, work) {
  const code = cursor.uleb();
  if (code === 0) return void 0;
  const abbreviation = unit.abbreviations.get(code);
  if (abbreviation === void 0) throw new RangeError("an abbreviation that is not there");
  const attributes = /* @__PURE__ */ new Map();
  work.step();
  for (const [name, form, implicit] of abbreviation.attributes) {
    work.step();
    const context = { version: unit.version, addressSize: unit.addressSize, implicit };
    attributes.set(name, readForm(cursor, form, context));
  }
  return { tag: abbreviation.tag, attributes };
}
function addressOf(attributes, head, { addressSize }, image) {
  const location = attributes.get(AT.location);
  if (!(location instanceof Buffer) || location.length < 2) return void 0;
  const cursor = new ByteCursor(location, 1);
  if (location[0] === OP_ADDR) return cursor.unsigned(addressSize);
  const base = head.get(AT.addressBase);
  if (location[0] !== OP_ADDRX || typeof base !== "number") return void 0;
  return new ByteCursor(image.section(".debug_addr"), base + cursor.uleb() * addressSize).unsigned(addressSize);
}
function declared(attributes, info, unit, work) {
  const [file, line, reference] = [AT.declaredFile, AT.declaredLine, AT.specification].map(
    (name) => attributes.get(name)
  );
  if (typeof file === "number" && typeof line === "number") return { file, line };
  const other = typeof reference === "number" ? readEntry(new ByteCursor(info, unit.start + reference), unit, work) : void 0;
  const outer = other?.attributes;
  return {
    file: Number(file ?? outer?.get(AT.declaredFile) ?? 0),
    line: Number(line ?? outer?.get(AT.declaredLine) ?? 1)
  };
}
var Work = class {
  #left = MAX_STEPS;
  step() {
    if (--this.#left < 0) throw new RangeError("too much debug information");
  }
};

// src/origin/elf-image.ts
import { inflateSync } from "node:zlib";
var SHT_NOBITS = 8;
var SHF_ALLOC = 2;
var SHF_COMPRESSED = 2048;
var ELFCOMPRESS_ZLIB = 1;
var STT_OBJECT = 1;
var MAX_SECTION_BYTES = 256 << 20;
var ElfImage = class _ElfImage {
  #bytes;
  #is64;
  #sections;
  constructor(bytes) {
    this.#bytes = bytes;
    this.#is64 = bytes[4] === 2;
    this.#sections = this.#readSections();
  }
  /** Undefined when this is not a little-endian ELF. @throws RangeError for one that is cut or inconsistent */
  static of(bytes) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const isElf = buffer.length > 64 && buffer.readUInt32BE(0) === 2135247942 && buffer[5] === 1;
    return isElf ? new _ElfImage(buffer) : void 0;
  }
  /** Content of a section, decompressed; empty if there is none. */
  section(name) {
    const section = this.#sections.find((one) => one.name === name && one.type !== SHT_NOBITS);
    if (section === void 0) return Buffer.alloc(0);
    const content = this.#bytes.subarray(section.offset, section.offset + section.size);
    if ((section.flags & SHF_COMPRESSED) === 0) return content;
    if (content.readUInt32LE(0) !== ELFCOMPRESS_ZLIB) return Buffer.alloc(0);
    return inflateSync(content.subarray(this.#is64 ? 24 : 12), { maxOutputLength: MAX_SECTION_BYTES });
  }
  /** Address of a byte of the file when the program runs. */
  addressOf(offset) {
    const section = this.#sections.find(
      ({ flags, type, offset: start, size }) => (flags & SHF_ALLOC) !== 0 && type !== SHT_NOBITS && start <= offset && offset < start + size
    );
    return section && section.address + (offset - section.offset);
  }
  /** The variable that contains an address, by the symbol table. */
  variableAt(address) {
    const table = this.section(".symtab");
    const entrySize = this.#is64 ? 24 : 16;
    for (let at = 0; at + entrySize <= table.length; at += entrySize) {
      const info = table[at + (this.#is64 ? 4 : 12)];
      if ((info & 15) !== STT_OBJECT) continue;
      const cursor = new ByteCursor(table, at + (this.#is64 ? 8 : 4));
      const word = this.#is64 ? 8 : 4;
      const symbol = { address: cursor.unsigned(word), size: cursor.unsigned(word) };
      if (symbol.address <= address && address < symbol.address + symbol.size) return symbol;
    }
    return void 0;
  }
  #readSections() {
    const word = this.#is64 ? 8 : 4;
    const header = new ByteCursor(this.#bytes, this.#is64 ? 40 : 32);
    const start = header.unsigned(word);
    const tail = new ByteCursor(this.#bytes, this.#is64 ? 58 : 46);
    const [entrySize, count, namesIndex] = [tail.unsigned(2), tail.unsigned(2), tail.unsigned(2)];
    const raw = Array.from({ length: count }, (_, index) => {
      const cursor = new ByteCursor(this.#bytes, start + index * entrySize);
      const [nameAt, type] = [cursor.unsigned(4), cursor.unsigned(4)];
      const [flags, address, offset, size] = [word, word, word, word].map((bytes) => cursor.unsigned(bytes));
      return { nameAt, type, flags, address, offset, size };
    });
    const names = raw[namesIndex];
    if (names === void 0) return [];
    return raw.map(({ nameAt, ...section }) => ({
      ...section,
      name: new ByteCursor(this.#bytes, names.offset + nameAt).text()
    }));
  }
};

// src/origin/source-map.ts
function readSourceMap(bytes) {
  try {
    const { version, sources, sourceRoot, mappings } = JSON.parse(
      Buffer.from(bytes).toString().replace(/^\)\]\}[^\n]*\n/, "")
    );
    if (version !== 3 || !Array.isArray(sources) || typeof mappings !== "string") return void 0;
    const root = typeof sourceRoot === "string" && sourceRoot !== "" ? `${sourceRoot.replace(/\/$/, "")}/` : "";
    return { mappings, sources: sources.map((source) => typeof source === "string" ? root + source : void 0) };
  } catch {
    return void 0;
  }
}
function originalPositions({ sources, mappings }, positions) {
  const results = new Array(positions.length).fill(void 0);
  const order2 = [...positions.keys()].sort(
    (a, b) => positions[a].line - positions[b].line || positions[a].column - positions[b].column
  );
  let next = 0;
  let found;
  const passTo = (line2, column) => {
    for (; next < order2.length; next++) {
      const place = positions[order2[next]];
      if (place.line > line2 || place.line === line2 && place.column >= column) break;
      results[order2[next]] = found;
    }
  };
  let [line, generatedColumn, source, sourceLine] = [0, 0, 0, 0];
  for (let at = 0; at <= mappings.length && next < order2.length; at++) {
    const segment = readSegment(mappings, at);
    generatedColumn += segment.fields[0] ?? 0;
    if (segment.fields.length >= 4) {
      source += segment.fields[1];
      sourceLine += segment.fields[2];
      const name = sources[source];
      if (name !== void 0) {
        passTo(line, generatedColumn);
        found = { source: name, line: sourceLine };
      }
    }
    at = segment.end;
    if (at < mappings.length && mappings[at] === ",") continue;
    passTo(line, Number.POSITIVE_INFINITY);
    [line, generatedColumn, found] = [line + 1, 0, void 0];
  }
  return results;
}
var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
var DIGIT_OF = new Map([...DIGITS].map((digit2, value) => [digit2.charCodeAt(0), value]));
var [COMMA, SEMICOLON] = [44, 59];
function readSegment(mappings, start) {
  let fields = [];
  let isRead = true;
  let [value, scale, end] = [0, 1, start];
  for (; end < mappings.length; end++) {
    const code = mappings.charCodeAt(end);
    if (code === COMMA || code === SEMICOLON) break;
    const digit2 = DIGIT_OF.get(code);
    if (digit2 === void 0) isRead = false;
    if (digit2 === void 0 || !isRead || fields.length > 5) continue;
    value += (digit2 & 31) * scale;
    scale *= 32;
    if (digit2 & 32) continue;
    const magnitude = Math.floor(value / 2);
    fields.push(value % 2 === 1 ? -magnitude : magnitude);
    [value, scale] = [0, 1];
  }
  if (!isRead) fields = [];
  return { fields, end };
}
function trackedFileOf(source, tracked) {
  const named = source.replace(/^[a-z][\w+.-]*:\/\/[^/]*\//i, "").split("/").filter((name) => name !== "" && name !== "." && name !== "..").join("/");
  if (named === "" || /(?:^|\/)node_modules\//.test(named)) return void 0;
  const matching = tracked.filter((path5) => path5 === named || path5.endsWith(`/${named}`) || named.endsWith(`/${path5}`));
  const longest = Math.max(...matching.filter((path5) => path5.length <= named.length).map((path5) => path5.length), 0);
  const best = matching.filter((path5) => longest > 0 ? path5.length === longest : true);
  return best.length === 1 ? best[0] : void 0;
}

// src/origin/start-of.ts
import { readFileSync as readFileSync3 } from "node:fs";
var RUN_NAME = /^[a-z0-9-]+@(\d{1,15})$/;
function outerPlace({ path: path5, offset }) {
  const names = path5.split(INNER);
  const run2 = names.findIndex((name, index) => index > 0 && RUN_NAME.test(name));
  if (run2 < 0) return { path: path5, offset };
  return { path: names.slice(0, run2).join(INNER), offset: Number(RUN_NAME.exec(names[run2])[1]) };
}
function startOf(finding, file) {
  if (finding.path === finding.artifact && finding.line !== void 0) return finding.line;
  const { path: path5, offset } = outerPlace(finding);
  if (path5 !== finding.artifact) return 1;
  try {
    return lineAt(readFileSync3(systemPath(file)), offset);
  } catch {
    return 1;
  }
}
function lineAt(bytes, offset) {
  let line = 1;
  for (let at = bytes.indexOf(10); at >= 0 && at < offset; at = bytes.indexOf(10, at + 1)) line++;
  return line;
}

// src/origin/trail.ts
var MAX_FILE_BYTES = 64 << 20;

// src/origin/debug-info.ts
var TEXT_NAME = /\.(?:txt|log|jsonl?|ya?ml|xml|html?|css|[cm]?[jt]sx?|map|md|csv|sql|py|java|pem|key)$/i;
var DebugInfo = class {
  paths;
  #tracked;
  #places;
  #declarations = /* @__PURE__ */ new Map();
  /** @param most places that are looked up; each one reads the tables of its program */
  constructor(findings, tracked, most) {
    this.#tracked = tracked;
    const large = new Set(findings.flatMap(({ places }) => places.filter(isFarIn).map(({ path: path5 }) => path5)));
    this.#places = findings.flatMap((finding) => placeInProgram(finding) ?? []).filter(({ path: path5 }) => !large.has(path5)).slice(0, most);
    this.paths = this.#places.map(({ path: path5 }) => path5);
  }
  get places() {
    return this.#places.length;
  }
  take(path5, bytes) {
    for (const place of this.#places) {
      const declaration = place.path === path5 ? declarationIn(bytes, place.offset) : void 0;
      if (declaration !== void 0) this.#declarations.set(`${place.offset} ${path5}`, declaration);
    }
  }
  originOf(finding) {
    const place = placeInProgram(finding);
    const declaration = place && this.#declarations.get(`${place.offset} ${place.path}`);
    const file = declaration && trackedFileOf(declaration.file, this.#tracked);
    return file === void 0 ? void 0 : { file, line: declaration.line, by: "debug-info" };
  }
};
function isFarIn({ offset }) {
  return offset > MAX_FILE_BYTES;
}
function placeInProgram({ places }) {
  const place = places.find(({ line, path: path5 }) => line === void 0 && !TEXT_NAME.test(path5));
  return place && outerPlace(place);
}
function declarationIn(program, offset) {
  try {
    const image = ElfImage.of(program);
    const address = image?.addressOf(offset);
    const variable = address === void 0 ? void 0 : image.variableAt(address);
    return variable && declarationAt(image, variable.address);
  } catch (error) {
    if (error instanceof RangeError || error instanceof Error && "code" in error) return void 0;
    throw error;
  }
}

// src/origin/source-maps.ts
var GENERATED_NAME = /\.(?:[cm]?js|css)$/i;
var MAX_MAPS = 20;
var SourceMaps = class {
  paths;
  #tracked;
  #places;
  #positions = /* @__PURE__ */ new Map();
  #maps = /* @__PURE__ */ new Map();
  #mapBytes = 0;
  /** Sources of all places in a generated file, computed when the first of them is requested. */
  #sources = /* @__PURE__ */ new Map();
  #files = /* @__PURE__ */ new Map();
  /** @param most places that are looked up; each one counts the lines of its file */
  constructor(findings, tracked, most) {
    this.#tracked = tracked;
    this.#places = findings.flatMap(generatedPlaces).slice(0, most);
    this.paths = this.#places.flatMap(({ path: path5 }) => [path5, mapOf(path5)]);
  }
  get places() {
    return this.#places.length;
  }
  take(path5, bytes) {
    const places = this.#places.filter((place) => place.path === path5);
    if (places.length > 0) {
      for (const [offset, position] of positionsIn(bytes, places))
        this.#positions.set(keyOf({ path: path5, offset }), position);
      return;
    }
    this.#mapBytes += bytes.length;
    if (this.#maps.size >= MAX_MAPS || this.#mapBytes > MAX_FILE_BYTES) return;
    const map = readSourceMap(bytes);
    if (map !== void 0) this.#maps.set(path5, map);
  }
  originOf(finding) {
    for (const place of generatedPlaces(finding)) {
      const source = this.#sourcesIn(place.path).get(keyOf(place));
      const file = source && this.#fileOf(source.source);
      if (file !== void 0) return { file, line: source.line + 1, by: "source-map" };
    }
    return void 0;
  }
  #sourcesIn(path5) {
    const known = this.#sources.get(path5);
    if (known !== void 0) return known;
    const map = this.#maps.get(mapOf(path5));
    const keys = this.#places.filter((place) => place.path === path5).map(keyOf);
    const placed = map === void 0 ? [] : keys.filter((key) => this.#positions.has(key));
    const found = map && originalPositions(
      map,
      placed.map((key) => this.#positions.get(key))
    );
    const sources = new Map(placed.map((key, index) => [key, found?.[index]]));
    this.#sources.set(path5, sources);
    return sources;
  }
  #fileOf(source) {
    if (!this.#files.has(source)) this.#files.set(source, trackedFileOf(source, this.#tracked));
    return this.#files.get(source);
  }
};
function generatedPlaces({ places }) {
  return places.map(outerPlace).filter(({ path: path5 }) => GENERATED_NAME.test(path5));
}
function mapOf(path5) {
  return `${path5}.map`;
}
function keyOf({ path: path5, offset }) {
  return `${offset} ${path5}`;
}
function positionsIn(bytes, places) {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const positions = /* @__PURE__ */ new Map();
  let [line, column, at] = [0, 0, 0];
  for (const offset of [...new Set(places.map((place) => place.offset))].sort((a, b) => a - b)) {
    for (let end = text.indexOf(10, at); end >= 0 && end < offset; end = text.indexOf(10, at))
      [line, column, at] = [line + 1, 0, end + 1];
    column += text.toString("utf8", at, offset).length;
    at = offset;
    positions.set(offset, { line, column });
  }
  return positions;
}

// src/origin/trace-origins.ts
var MAX_SOURCE_BYTES = 4 << 20;
var MAX_TRACED_BYTES = 512 << 20;
var MAX_READS = 20;
var MAX_PLACES = { inGenerated: 200, inPrograms: 20 };
async function traceOrigins(findings, ports) {
  const byContent = await originsByContent(findings, ports);
  const others = findings.filter(({ fingerprint }) => !byContent.has(fingerprint));
  const byTrail = await originsByTrail(others, ports);
  return findings.map((finding) => {
    const origin = byContent.get(finding.fingerprint) ?? byTrail.get(finding) ?? ports.stepOf(finding.artifact);
    return origin === void 0 ? finding : { ...finding, origin };
  });
}
async function originsByTrail(findings, { checkout, artifacts, read }) {
  const origins = /* @__PURE__ */ new Map();
  if (checkout === void 0) return origins;
  const named = new Set(findings.map(({ artifact }) => artifact));
  const left = { ...MAX_PLACES };
  let reads = 0;
  for (const artifact of artifacts.filter(({ path: path5 }) => named.has(path5))) {
    const its = findings.filter((finding) => finding.artifact === artifact.path);
    const maps = new SourceMaps(its, checkout.paths, left.inGenerated);
    const programs = new DebugInfo(its, checkout.paths, left.inPrograms);
    const trails = [maps, programs];
    const wanted = new Set(trails.flatMap(({ paths }) => paths));
    if (wanted.size === 0 || ++reads > MAX_READS) continue;
    left.inGenerated -= maps.places;
    left.inPrograms -= programs.places;
    const take = (path5, bytes) => {
      for (const trail of trails) if (trail.paths.includes(path5)) trail.take(path5, bytes);
    };
    await read(artifact, wanted, take);
    const map = mapOf(artifact.path);
    if (wanted.has(map)) await read({ path: map, file: mapOf(artifact.file) }, /* @__PURE__ */ new Set([map]), take);
    for (const finding of its) {
      const [origin] = trails.flatMap((trail) => trail.originOf(finding) ?? []);
      if (origin !== void 0) origins.set(finding, origin);
    }
  }
  return origins;
}
async function originsByContent(findings, { checkout, artifacts, scan }) {
  if (checkout === void 0) return /* @__PURE__ */ new Map();
  const tracked = new Set(checkout.paths);
  const scanned = new Set(artifacts.map(({ file }) => file));
  const isTracked = new Map(artifacts.map(({ path: path5, file }) => [path5, pathIn(checkout, file)]));
  const sightings = findings.flatMap((finding) => {
    const file = isTracked.get(finding.artifact);
    return file !== void 0 && tracked.has(file) ? [{ file, finding }] : [];
  });
  const known = new Set(sightings.map(({ finding }) => finding.fingerprint));
  if (findings.some(({ fingerprint }) => !known.has(fingerprint))) {
    const others = sourcesOf(checkout).filter(({ file }) => !scanned.has(file));
    sightings.push(...(await scan(others)).map((finding) => ({ file: finding.artifact, finding })));
  }
  return firstOrigins(sightings, new Set(findings.map(({ fingerprint }) => fingerprint)), checkout);
}
function firstOrigins(sightings, wanted, checkout) {
  const best = /* @__PURE__ */ new Map();
  for (const sighting of sightings) {
    const { fingerprint } = sighting.finding;
    const before = best.get(fingerprint);
    if (wanted.has(fingerprint) && (before === void 0 || order(sighting) < order(before)))
      best.set(fingerprint, sighting);
  }
  return new Map(
    [...best].map(([fingerprint, { file, finding }]) => {
      const line = startOf(finding, join4(checkout.root, file));
      return [fingerprint, { file, line, by: "content" }];
    })
  );
}
function order({ file, finding }) {
  return `${finding.path === finding.artifact ? 0 : 1}${file}`;
}
function pathIn({ root }, file) {
  const start = `${root}/`.replaceAll("\\", "/");
  const slashed = file.replaceAll("\\", "/");
  return slashed.startsWith(start) ? slashed.slice(start.length) : void 0;
}
function sourcesOf({ root, paths }) {
  const sources = [];
  let left = MAX_TRACED_BYTES;
  for (const path5 of paths) {
    const file = join4(root, path5);
    const size = sizeOfFile(file);
    if (size === void 0 || size > MAX_SOURCE_BYTES) continue;
    left -= size;
    if (left < 0) break;
    sources.push({ path: path5, file });
  }
  return sources;
}
function sizeOfFile(file) {
  try {
    const stats = lstatSync3(systemPath(file));
    return stats.isFile() ? stats.size : void 0;
  } catch {
    return void 0;
  }
}

// src/origin/tracked-files.ts
import { readFileSync as readFileSync4, realpathSync, statSync as statSync5 } from "node:fs";
import { dirname as dirname2, join as join5, resolve as resolve5 } from "node:path";

// src/origin/git-index.ts
var SIGNATURE = "DIRC";
var HEADER_BYTES = 12;
var MODE_OFFSET = 24;
var HASH_OFFSET = 40;
var MORE_FLAGS = 16384;
var MAX_NAME_BYTES = 4096;
var MAX_NAMES_BYTES = 64 << 20;
var FILE_MODES = /* @__PURE__ */ new Set([33188, 33261, 33204]);
var SUBMODULE_MODE = 57344;
var NOTHING_TRACKED = { files: [], submodules: [] };
function trackedPaths(index, hashBytes) {
  const bytes = Buffer.from(index.buffer, index.byteOffset, index.length);
  if (bytes.length < HEADER_BYTES || bytes.toString("latin1", 0, 4) !== SIGNATURE) return NOTHING_TRACKED;
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) return NOTHING_TRACKED;
  const count = bytes.readUInt32BE(8);
  const nameOffset = HASH_OFFSET + hashBytes + 2;
  const files = /* @__PURE__ */ new Set();
  const submodules = /* @__PURE__ */ new Set();
  let name = new Uint8Array();
  let left = MAX_NAMES_BYTES;
  for (let at = HEADER_BYTES, read = 0; read < count && at + nameOffset < bytes.length; read++) {
    const mode = bytes.readUInt32BE(at + MODE_OFFSET);
    const hasMoreFlags = version > 2 && (bytes.readUInt16BE(at + nameOffset - 2) & MORE_FLAGS) !== 0;
    const start = at + nameOffset + (hasMoreFlags ? 2 : 0);
    const kept = version === 4 ? keptPart(bytes, start, name) : { part: new Uint8Array(), next: start };
    const end = kept === void 0 ? -1 : bytes.indexOf(0, kept.next);
    if (kept === void 0 || end < 0) break;
    const nameBytes = kept.part.length + end - kept.next;
    left -= nameBytes;
    if (nameBytes > MAX_NAME_BYTES || left < 0) break;
    name = Buffer.concat([kept.part, bytes.subarray(kept.next, end)]);
    at = version === 4 ? end + 1 : at + Math.ceil((end - at + 1) / 8) * 8;
    const path5 = pathOfBytes(Buffer.from(name));
    if (!staysInside(path5)) continue;
    if (FILE_MODES.has(mode)) files.add(path5);
    else if (mode === SUBMODULE_MODE) submodules.add(path5);
  }
  return { files: [...files], submodules: [...submodules] };
}
function keptPart(bytes, at, before) {
  let next = at;
  let value = 0;
  for (let digits = 0; ; digits++) {
    const byte = bytes[next++];
    if (byte === void 0 || digits > 4) return void 0;
    value = digits === 0 ? byte & 127 : value + 1 << 7 | byte & 127;
    if ((byte & 128) === 0) break;
  }
  return value > before.length ? void 0 : { part: before.subarray(0, before.length - value), next };
}
function staysInside(path5) {
  return path5 !== "" && !path5.startsWith("/") && !path5.split("/").some((name) => name === ".." || name === ".git");
}

// src/origin/tracked-files.ts
var MAX_INDEX_BYTES = 256 << 20;
var MAX_NAME_CHARACTERS = 64 << 20;
var MAX_FOLDERS_UP = 64;
var MAX_INDEXES = 500;
function checkoutAround(folder) {
  let root = resolve5(folder);
  for (let up = 0; up < MAX_FOLDERS_UP; up++) {
    if (gitFolderOf(root) !== void 0) return { root, paths: pathsIn(root, [""]) };
    const parent = dirname2(root);
    if (parent === root) return void 0;
    root = parent;
  }
  return void 0;
}
function checkoutsAt(folder) {
  const around = checkoutAround(folder);
  if (around !== void 0) return around;
  const [first, ...others] = checkoutFoldersIn(folder);
  if (first === void 0) return void 0;
  const root = resolve5(folder);
  if (others.length > 0) return { root, paths: pathsIn(root, [first, ...others]) };
  const only = join5(root, first);
  return { root: only, paths: pathsIn(only, [""]) };
}
function pathsIn(root, names) {
  const paths = [];
  const waiting = [...names];
  const left = { indexBytes: MAX_INDEX_BYTES, characters: MAX_NAME_CHARACTERS };
  for (let read = 0; read < MAX_INDEXES; read++) {
    const name = waiting.shift();
    if (name === void 0) break;
    const { files, submodules } = trackedIn(root, name, left);
    for (const file of files) {
      left.characters -= name.length + file.length;
      if (left.characters < 0) return paths.sort();
      paths.push(under(name, file));
    }
    waiting.push(...submodules.slice(0, MAX_INDEXES).map((submodule) => under(name, submodule)));
  }
  return paths.sort();
}
function trackedIn(root, name, left) {
  const folder = join5(root, name);
  try {
    const gitFolder = gitFolderOf(folder);
    const isLinked = realpathSync.native(folder) !== join5(realpathSync.native(root), name);
    if (gitFolder === void 0 || isLinked) return NOTHING_TRACKED;
    const index = join5(gitFolder, "index");
    left.indexBytes -= statSync5(index).size;
    return left.indexBytes < 0 ? NOTHING_TRACKED : trackedPaths(readFileSync4(index), hashBytesOf(gitFolder));
  } catch {
    return NOTHING_TRACKED;
  }
}
function under(folder, path5) {
  return folder === "" ? path5 : `${folder}/${path5}`;
}

// src/origin/tracing.ts
var MAX_SECONDS = 10;
var MAX_DEPTH2 = 4;
function tracingWith({
  base,
  holdsCheckouts,
  artifacts,
  engine,
  limits: given,
  stepOf
}) {
  const limits = {
    ...given,
    maxSeconds: Math.min(MAX_SECONDS, given.maxSeconds),
    maxDepth: Math.min(MAX_DEPTH2, given.maxDepth)
  };
  return {
    checkout: holdsCheckouts ? checkoutsAt(base) : checkoutAround(base),
    artifacts,
    scan: (files) => engine.scanSources(files, limits),
    read: (artifact, paths, onFile) => readLeaves(
      artifact,
      { wanted: paths, maxBytes: MAX_FILE_BYTES, onFile },
      { ...limits, maxDepth: given.maxDepth }
    ),
    stepOf: stepOf ?? (() => void 0)
  };
}

// src/policy/exceptions.ts
var ExceptionList = class {
  #valid;
  #expired;
  #inline;
  /** How many findings each expired allow would cover if it still held. */
  #wouldCover = /* @__PURE__ */ new Map();
  constructor({ exceptions: { allows, today: today2 }, inlineAllows }) {
    const isOver = ({ until }) => until !== void 0 && until < today2;
    this.#valid = new Index(allows.filter((allow) => !isOver(allow)));
    this.#expired = new Index(allows.filter(isOver));
    this.#inline = inlineAllows;
    for (const allow of allows.filter(isOver)) this.#wouldCover.set(allow, 0);
  }
  /** @returns why `finding` does not decide, or undefined when it does */
  suppressionOf(finding) {
    const excuse = excuseOf(finding, this.#valid.clausesFor(finding), this.#inline);
    if (excuse !== void 0) return excuse;
    for (const clause of this.#expired.clausesFor(finding))
      if (finding.places.some((place) => covers(clause, place)))
        this.#wouldCover.set(clause.allow, this.#wouldCover.get(clause.allow) + 1);
    return void 0;
  }
  /** The expired allows, those that would cover a finding first. Call after `suppressionOf` has seen all findings. */
  expired() {
    return [...this.#wouldCover].map(([{ by, reason, until }, findings]) => ({ by, reason, until, findings })).sort((a, b) => b.findings - a.findings);
  }
};
var Index = class {
  #byFingerprint = /* @__PURE__ */ new Map();
  /** Allows that name a line but no digest. */
  #byLine = /* @__PURE__ */ new Map();
  #others = [];
  constructor(allows) {
    for (const allow of allows) {
      const clause = { allow, glob: allow.path === void 0 ? void 0 : new PathGlob(allow.path) };
      const fingerprints = fingerprintsOf(allow);
      if (fingerprints !== void 0) for (const one of fingerprints) listAt(this.#byFingerprint, one).push(clause);
      else if (allow.line !== void 0) listAt(this.#byLine, allow.line).push(clause);
      else this.#others.push(clause);
    }
  }
  /** The allows that fit this finding, before its places are checked. */
  clausesFor({ fingerprint, rule, places }) {
    const lines = new Set(places.map(({ line }) => line));
    const named = [...lines].flatMap((line) => line === void 0 ? [] : this.#byLine.get(line) ?? []);
    const all = [...this.#byFingerprint.get(fingerprint) ?? [], ...named, ...this.#others];
    return all.filter(({ allow }) => allow.rule === void 0 || allow.rule === rule);
  }
};
var DIGEST_KINDS = ["token", "key", "blob"];
function fingerprintsOf({ fingerprint, sha256 }) {
  if (sha256 === void 0) return fingerprint === void 0 ? void 0 : [fingerprint];
  const all = DIGEST_KINDS.map((kind) => `${kind}:${sha256}`);
  return fingerprint === void 0 ? all : all.filter((one) => one === fingerprint);
}
function listAt(lists, key) {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
function excuseOf(finding, clauses, inline) {
  const { places, count } = finding;
  if (places.length < count) {
    const clause = clauses.find(({ glob }) => glob === void 0);
    return clause && toSuppression(clause.allow);
  }
  let excuse;
  for (const place of places) {
    const clause = clauses.find((one) => covers(one, place));
    const own = clause ? toSuppression(clause.allow) : inline ? inlineSuppression(place) : void 0;
    if (own === void 0) return void 0;
    excuse ??= own;
  }
  return excuse;
}
function covers({ allow, glob }, place) {
  return (glob === void 0 || glob.matches(place.path)) && (allow.line === void 0 || allow.line === place.line);
}
function toSuppression({ by, reason, until }) {
  return { by, reason, ...until !== void 0 && { until } };
}
function inlineSuppression({ inlineAllow }) {
  return inlineAllow && { by: "inline", reason: inlineAllow.reason };
}

// src/policy/decide.ts
function decide(result, policy, tool) {
  const excuses = new ExceptionList(policy);
  const findings = result.findings.map((finding) => judgeFinding(finding, policy, excuses)).sort(compareFindings);
  const gaps = result.gaps.map((gap) => ({ ...gap, outcome: policy.onGap[gap.code] })).sort(compareGaps);
  const fails = findings.some((finding) => finding.fails) || gaps.some((gap) => gap.outcome === "fail");
  const rules2 = result.rules.map((rule) => overridden(rule, rule.id, policy));
  return {
    ...result,
    verdict: fails ? "fail" : "pass",
    policy,
    findings,
    gaps,
    rules: rules2,
    expired: excuses.expired(),
    remarks: [],
    notCarriedOver: 0,
    tool
  };
}
function judgeFinding(found, policy, excuses) {
  const finding = overridden(found, found.rule, policy);
  const severe = policy.failOn !== "never" && rank(SEVERITIES, finding.severity) <= rank(SEVERITIES, policy.failOn);
  const sure = rank(CONFIDENCES, finding.confidence) <= rank(CONFIDENCES, policy.minConfidence);
  const suppressed = excuses.suppressionOf(finding);
  return { ...finding, fails: severe && sure && suppressed === void 0, ...suppressed && { suppressed } };
}
function overridden(item, rule, policy) {
  return { ...item, ...policy.exceptions.overrides.get(rule) };
}
function compareFindings(a, b) {
  return Number(b.fails) - Number(a.fails) || Number(a.suppressed !== void 0) - Number(b.suppressed !== void 0) || rank(SEVERITIES, a.severity) - rank(SEVERITIES, b.severity) || rank(CONFIDENCES, a.confidence) - rank(CONFIDENCES, b.confidence) || comparePlaces(a, b) || compareText(a.fingerprint, b.fingerprint);
}
var OUTCOMES = ["fail", "warn", "ignore"];
function compareGaps(a, b) {
  return rank(OUTCOMES, a.outcome) - rank(OUTCOMES, b.outcome) || compareText(a.path, b.path) || compareText(a.code, b.code) || compareText(a.message, b.message);
}

// src/report/fit-report.ts
function fitReport(placeLimits, list, isComplete) {
  const [placeLimit, ...fewer] = placeLimits;
  const listed = list(placeLimit);
  return fewer.length === 0 || isComplete(listed) ? listed : fitReport(fewer, list, isComplete);
}
function takeFitting(items, maxSize, entryOf) {
  const entries = [];
  let left = maxSize;
  for (const item of items) {
    const { entry, size } = entryOf(item);
    left -= size;
    if (left < 0) break;
    entries.push(entry);
  }
  return entries;
}

// src/report/place-text.ts
var MAX_REGION_CHARACTERS = 120;
var MAX_FORM_CHARACTERS = 40;
function positionText(place) {
  const spot = place.line === void 0 ? `offset ${place.offset}` : `line ${place.line}${place.column === void 0 ? "" : `, column ${place.column}`}`;
  const address = place.address === void 0 ? "" : `, address ${hexAddress(place.address)}`;
  const region = place.region === void 0 ? "" : ` in ${escapeText(place.region, MAX_REGION_CHARACTERS)}`;
  const form = place.form === void 0 ? "" : `, as ${escapeText(place.form, MAX_FORM_CHARACTERS)}`;
  return `${spot}${address}${region}${form}`;
}
function hexAddress(address) {
  return `0x${BigInt.asUintN(64, address).toString(16)}`;
}
function isInside(artifact, place) {
  return place.path !== artifact && place.path.startsWith(artifact + INNER);
}

// src/report/json.ts
var MAX_REPORT_CHARACTERS = 64e6;
function renderJson(verdict, maxCharacters = MAX_REPORT_CHARACTERS) {
  const { findings, placeLimit } = fitFindings(verdict.findings, maxCharacters);
  const gaps = fitGaps(verdict.gaps, maxCharacters);
  const listed = findings.map((finding) => findingRecord(finding, placeLimit));
  const report = {
    format: "keysieve-report/1",
    verdict: verdict.verdict,
    tool: { name: verdict.tool.name, version: verdict.tool.version },
    artifacts: verdict.artifacts.map(artifactRecord),
    findings: listed,
    gaps: gaps.map(({ path: path5, code, message, outcome }) => ({ path: path5, code, outcome, message })),
    policy: policyRecord(verdict),
    expired: verdict.expired.slice(0, MAX_EXPIRED).map(({ by, reason, until, findings: findings2 }) => ({ by, reason, until, findings: findings2 })),
    remarks: verdict.remarks.slice(0, MAX_REMARKS),
    rules: verdict.rules.map(ruleRecord),
    stats: {
      artifacts: verdict.stats.artifacts,
      entries: verdict.stats.entries,
      scannedBytes: verdict.stats.scannedBytes,
      formats: sorted(verdict.stats.formats),
      unpacked: sorted(verdict.stats.unpacked),
      leftOut: sorted(verdict.stats.leftOut),
      elapsedMs: verdict.stats.elapsedMs,
      ...verdict.stats.knownSecrets && { knownSecrets: verdict.stats.knownSecrets }
    },
    omitted: {
      findings: verdict.findings.length - findings.length,
      gaps: verdict.gaps.length - gaps.length,
      places: listed.reduce((sum, finding) => sum + finding.count - finding.places.length, 0)
    }
  };
  return `${escapeJson(JSON.stringify(report, void 0, 2))}
`;
}
function artifactRecord({ path: path5, size, sha256, entries, scannedBytes }) {
  return { path: path5, size, ...sha256 === void 0 ? {} : { sha256 }, entries, scannedBytes };
}
function findingRecord(finding, placeLimit) {
  const { rule, title, artifact, severity, confidence, fails, fingerprint, preview, facts, places, count } = finding;
  const { origin, suppressed } = finding;
  return {
    ...{ rule, title, artifact },
    ...placeRecord(finding),
    ...{ severity, confidence, fails },
    ...suppressed && { suppressed: suppressionRecord(suppressed) },
    ...{ fingerprint, preview },
    facts: factRecord(facts),
    places: places.slice(0, placeLimit).map(placeRecord),
    count,
    ...origin === void 0 ? {} : { origin: { file: origin.file, line: origin.line, by: origin.by } }
  };
}
function suppressionRecord({ by, reason, until }) {
  return { by, reason, ...until === void 0 ? {} : { until } };
}
function placeRecord({ path: path5, offset, length, line, column, address, region, form, inlineAllow }) {
  return {
    ...{ path: path5, offset, length },
    ...line === void 0 ? {} : { line },
    ...column === void 0 ? {} : { column },
    ...address === void 0 ? {} : { address: hexAddress(address) },
    ...region === void 0 ? {} : { region },
    ...form === void 0 ? {} : { form },
    ...inlineAllow && { inlineAllow: { mark: inlineAllow.mark, reason: inlineAllow.reason } }
  };
}
function ruleRecord({ id, title, severity, confidence, advice }) {
  return { id, title, severity, confidence, advice };
}
function policyRecord({ policy, configuration }) {
  const { failOn, minConfidence, onGap, inlineAllows, exceptions } = policy;
  return {
    ...{ failOn, minConfidence, onGap: Object.fromEntries(GAP_CODES.map((code) => [code, onGap[code]])) },
    ...{ inlineAllows, allows: exceptions.allows.length },
    overrides: sorted(Object.fromEntries(exceptions.overrides)),
    ...configuration && {
      configuration: {
        name: configuration.name,
        rulesOff: [...configuration.rulesOff].sort()
      }
    }
  };
}
function factRecord(facts) {
  return Object.fromEntries(
    Object.keys(facts).sort().map((name) => {
      const value = facts[name];
      return [name, typeof value === "object" ? factRecord(value) : value];
    })
  );
}
function sorted(counts) {
  return Object.fromEntries(
    Object.keys(counts).sort().map((name) => [name, counts[name]])
  );
}
var PLACE_LIMITS = [1e3, 100, 10, 1];
function fitFindings(all, maxCharacters) {
  return fitReport(
    PLACE_LIMITS,
    (placeLimit) => {
      const sized = (finding) => ({ entry: finding, size: findingCharacters(finding, placeLimit) });
      return { findings: takeFitting(all, maxCharacters, sized), placeLimit };
    },
    ({ findings }) => findings.length === all.length
  );
}
function fitGaps(gaps, maxCharacters) {
  return takeFitting(gaps, maxCharacters / 4, (gap) => {
    return { entry: gap, size: gap.path.length + gap.message.length + FIELDS_CHARACTERS };
  });
}
var MAX_EXPIRED = 1e3;
var MAX_REMARKS = 1e3;
var FIELDS_CHARACTERS = 700;
var PLACE_FIELDS_CHARACTERS = 250;
function findingCharacters(finding, placeLimit) {
  const { title, artifact, preview, fingerprint, facts, places, origin, suppressed } = finding;
  const texts = [title, artifact, preview, fingerprint, origin?.file ?? "", suppressed?.reason ?? ""];
  const own = texts.reduce((sum, text) => sum + text.length, 0) + factCharacters(facts);
  return places.slice(0, placeLimit).reduce((sum, place) => sum + placeCharacters(place), own + placeCharacters(finding) + FIELDS_CHARACTERS);
}
function placeCharacters({ path: path5, region, form, inlineAllow }) {
  const texts = [path5, region ?? "", form ?? "", inlineAllow?.reason ?? ""];
  return texts.reduce((sum, text) => sum + text.length, PLACE_FIELDS_CHARACTERS);
}
function factCharacters(facts) {
  return Object.entries(facts).reduce(
    (sum, [name, value]) => sum + name.length + 40 + (typeof value === "object" ? factCharacters(value) : String(value).length),
    0
  );
}

// src/report/key-text.ts
var MAX_FACT_CHARACTERS = 160;
var SHORT_DIGEST_CHARACTERS = 16;
var KIND_NAMES = {
  rsa: "RSA",
  dsa: "DSA",
  dh: "DH",
  ec: "EC",
  ed25519: "Ed25519",
  ed448: "Ed448",
  x25519: "X25519",
  x448: "X448",
  aes: "AES",
  hmac: "HMAC"
};
var DIGESTS = [
  ["spkiSha256", "SPKI SHA-256"],
  ["keySha256", "key SHA-256"],
  ["sshFingerprint", "SSH fingerprint"],
  ["jwkThumbprint", "JWK thumbprint"]
];
var NAMING_FACTS = /* @__PURE__ */ new Set(["kind", "bits", "curve", "parameterSet", "provider"]);
function keyText(finding) {
  const { facts } = finding;
  for (const [fact, digestName] of DIGESTS) {
    const digest = facts[fact];
    if (typeof digest === "string") return { name: nameOf(finding), digestName, digest: factText(digest) };
  }
  return { name: nameOf(finding), digestName: "fingerprint", digest: factText(finding.fingerprint) };
}
function keyLine(finding) {
  const { name, digestName, digest } = keyText(finding);
  const facts = ownerFacts(finding).map(([fact, value]) => `, ${fact} ${value}`);
  return `${name}, ${digestName} ${shortDigest(digest)}${facts.join("")}`;
}
function shortDigest(digest) {
  const prefix2 = /^[A-Za-z0-9]{1,8}:/.exec(digest)?.[0] ?? "";
  const room = prefix2.length + SHORT_DIGEST_CHARACTERS;
  return digest.length <= room + 1 ? digest : `${digest.slice(0, room)}\u2026`;
}
function otherFacts(finding) {
  const { digest } = keyText(finding);
  return flatten(finding.facts, "").filter(([name, value]) => !NAMING_FACTS.has(name) && value !== digest);
}
var FORMAL_FACTS = /* @__PURE__ */ new Set(["form", "structure", "checksum", "encrypted", "cipher", "kdf", "twin"]);
var MAX_OWNER_FACTS = 3;
var DIGEST_FACTS = /* @__PURE__ */ new Set(["jwkThumbprint", "sshFingerprint"]);
function ownerFacts(finding) {
  return otherFacts(finding).filter(([name]) => !FORMAL_FACTS.has(name)).slice(0, MAX_OWNER_FACTS).map(([name, value]) => [name, DIGEST_FACTS.has(name) ? shortDigest(value) : value]);
}
function nameOf({ facts, preview, title }) {
  const { kind, bits, curve, parameterSet, provider, secret } = facts;
  const beginning = preview === "\u2026" ? "" : preview;
  const words = [];
  if (parameterSet !== void 0) words.push(factText(parameterSet));
  else if (typeof kind === "string") words.push(KIND_NAMES[kind] ?? factText(kind));
  const size = curve ?? bits;
  if (size !== void 0 && factText(size) !== words[0]) words.push(factText(size));
  if (words.length === 0 && typeof provider === "string") words.push(factText(provider));
  if (words.length === 0 && beginning === "") words.push(factText(typeof secret === "string" ? secret : title));
  if (kind === void 0 && beginning !== "") words.push(escapeText(beginning, MAX_FACT_CHARACTERS));
  return words.join(" ");
}
function factText(value) {
  return escapeText(typeof value === "object" ? "record" : String(value), MAX_FACT_CHARACTERS);
}
var MAX_FACT_DEPTH = 4;
function flatten(facts, prefix2) {
  const depth = prefix2.split(".").length;
  return Object.keys(facts).sort().flatMap((name) => {
    const value = facts[name];
    const label = `${prefix2}${escapeText(name, MAX_FACT_CHARACTERS)}`;
    if (typeof value !== "object" || depth > MAX_FACT_DEPTH) return [[label, factText(value)]];
    return flatten(value, `${label}.`);
  });
}

// src/report/rule-text.ts
var PLAIN_ADVICE = "Treat it as leaked: revoke or replace it, then build the artifact again without it.";
function adviser(verdict) {
  const rules2 = new Map(verdict.rules.map((rule) => [rule.id, rule]));
  return (finding) => rules2.get(finding.rule)?.advice || PLAIN_ADVICE;
}
function listAdviser(verdict) {
  const advise = adviser(verdict);
  const names = /* @__PURE__ */ new Map();
  return (finding, name) => {
    const advice = advise(finding);
    const first = names.get(advice);
    if (first !== void 0) return `As for ${first}.`;
    names.set(advice, name);
    return advice;
  };
}
function confidenceText(finding) {
  return finding.confidence === "proven" && finding.facts.spkiSha256 !== void 0 ? "proven by arithmetic" : finding.confidence;
}

// src/report/sarif-artifacts.ts
var MAX_URI_CHARACTERS = 1024;
var MAX_QUALIFIED_NAME_CHARACTERS = 2e3;
var MAX_LISTED_BYTES = 1e6;
var SarifArtifacts = class {
  #artifacts = [];
  #keys = [];
  #indexes = /* @__PURE__ */ new Map();
  constructor(scanned) {
    let bytes = 0;
    for (const { path: path5, size, sha256 } of scanned) {
      const uri = relativeUri(path5);
      bytes += uri.length + 200;
      if (bytes > MAX_LISTED_BYTES) return;
      const hashes = sha256 === void 0 ? {} : { hashes: { "sha-256": sha256 } };
      this.#index(void 0, { location: { uri }, length: size, roles: ["analysisTarget"], ...hashes });
    }
  }
  /** All artifacts, in the order of their indexes. */
  list() {
    return [...this.#artifacts];
  }
  get length() {
    return this.#artifacts.length;
  }
  /** The artifacts added since there were `length` of them. */
  since(length) {
    return this.#artifacts.slice(length);
  }
  /** Removes the artifacts added since there were `length` of them. */
  backTo(length) {
    for (const key of this.#keys.splice(length)) this.#indexes.delete(key);
    this.#artifacts.length = length;
  }
  /**
   * The line of a file that lies in no container; otherwise line 1, since GitHub requires one. Columns are left out:
   * ours count bytes, SARIF's count characters.
   */
  location(artifact, place) {
    const uri = relativeUri(artifact);
    const index = this.#index(void 0, { location: { uri } });
    const inside = isInside(artifact, place);
    return {
      physicalLocation: {
        artifactLocation: { uri, index },
        region: { startLine: inside ? 1 : place.line ?? 1 }
      },
      ...inside ? { logicalLocations: [logicalLocation(place.path)] } : {},
      properties: inside ? { ...placeProperties(place), artifactIndex: this.#nested(index, place.path.slice(artifact.length)) } : placeProperties(place)
    };
  }
  #nested(outermost2, path5) {
    return path5.split(INNER).slice(1).reduce((parentIndex, name) => {
      return this.#index(parentIndex, { location: { uri: relativeUri(name) }, parentIndex });
    }, outermost2);
  }
  #index(parentIndex, artifact) {
    const key = `${parentIndex ?? ""} ${artifact.location?.uri}`;
    const known = this.#indexes.get(key);
    if (known !== void 0) return known;
    this.#keys.push(key);
    this.#indexes.set(key, this.#artifacts.length);
    return this.#artifacts.push(artifact) - 1;
  }
};
function originLocations({ origin }) {
  if (origin === void 0) return [];
  return [
    {
      physicalLocation: {
        artifactLocation: { uri: relativeUri(origin.file) },
        region: { startLine: origin.line }
      },
      properties: { origin: origin.by }
    }
  ];
}
function gapLocation(path5, scanned) {
  const artifact = outermost(path5, scanned);
  return {
    physicalLocation: { artifactLocation: { uri: relativeUri(artifact) }, region: { startLine: 1 } },
    ...artifact === path5 ? {} : { logicalLocations: [logicalLocation(path5)] }
  };
}
function outermost(path5, scanned) {
  if (scanned.has(path5)) return path5;
  const first = path5.indexOf(INNER);
  for (let at = first; at >= 0; at = path5.indexOf(INNER, at + 1)) {
    if (scanned.has(path5.slice(0, at))) return path5.slice(0, at);
  }
  return first < 0 ? path5 : path5.slice(0, first);
}
function logicalLocation(path5) {
  return {
    name: escapeText(path5.slice(path5.lastIndexOf("/") + 1), 255),
    fullyQualifiedName: escapePath(path5, MAX_QUALIFIED_NAME_CHARACTERS),
    kind: "resource"
  };
}
function placeProperties({ offset, length, address, region, form }) {
  return {
    ...{ offset, length },
    ...address === void 0 ? {} : { address: hexAddress(address) },
    ...region === void 0 ? {} : { region: escapeText(region, 255) },
    ...form === void 0 ? {} : { form: escapeText(form, 255) }
  };
}
var ABOVE = "_";
function relativeUri(path5) {
  const slashed = /^([A-Za-z]:|\\)\\/.test(path5) ? path5.replaceAll("\\", "/") : path5;
  const above = [];
  const names = [];
  for (const name of escapeLong(slashed).replace(/^[A-Za-z]:(?=\/)/, "").split("/")) {
    if (name === "..") {
      if (names.pop() === void 0) above.push(ABOVE);
    } else if (name !== "" && name !== ".") names.push(name);
  }
  return encodePath([...above, ...names].join("/")) || "artifact";
}
function escapeLong(path5) {
  return path5.length <= MAX_URI_CHARACTERS ? path5 : escapePath(path5, MAX_URI_CHARACTERS);
}
function encodePath(path5) {
  return path5.replace(new RegExp("[^/\\p{Cs}]+|\\p{Cs}", "gu"), encodePart);
}
function encodePart(part) {
  if (!new RegExp("^\\p{Cs}", "u").test(part)) return encodeURIComponent(part);
  const byte = escapedByte(part.charCodeAt(0));
  return byte === void 0 ? encodeURIComponent("\uFFFD") : `%${byte.toString(16).toUpperCase()}`;
}

// src/report/sarif-rules.ts
var LEVELS = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note"
};
var SECURITY_SEVERITIES = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0"
};
var PRECISIONS = {
  proven: "very-high",
  high: "high",
  medium: "medium",
  low: "low"
};
var TAGS = ["security", "secret", "external/cwe/cwe-312"];
function descriptorOf(rule) {
  const title = escapeSarifText(rule.title, 200);
  const advice = escapeSarifText(rule.advice, 600);
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: sentence(title) },
    fullDescription: { text: sentence(`${title} in an artifact. ${advice}`) },
    help: {
      text: sentence(`What to do: ${advice}`),
      markdown: `**What to do.** ${sentence(escapeMarkdown(rule.advice, 600))}`
    },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      tags: TAGS,
      precision: PRECISIONS[rule.confidence],
      "security-severity": SECURITY_SEVERITIES[rule.severity]
    }
  };
}
var GAP_DESCRIPTIONS = {
  encrypted: "Not scanned, because it is encrypted. Scan it after decryption or before encryption.",
  damaged: "Not scanned, or not to its end, because it is damaged. Build it again, or leave it out.",
  budget: "Not scanned, because a limit on depth, entries or bytes, or one of a reader, was reached. The message names the option to raise, or what else helps.",
  unsupported: "Not scanned, because its format or method is not supported. Scan it before it is packed.",
  unreadable: "Not scanned, because it could not be read. Check that the file is there and may be read.",
  timeout: "Not scanned, because the time for it was up. Give it more, or split it.",
  "plug-in": "Not scanned by a detector of a plug-in, because that failed. The message names it; keysieve test-detector looks for the fault."
};
var OMITTED_DESCRIPTOR = "report/omitted";
function notificationDescriptors() {
  return [
    ...GAP_CODES.map((code) => notificationDescriptor(gapDescriptor(code), GAP_DESCRIPTIONS[code])),
    notificationDescriptor(
      OMITTED_DESCRIPTOR,
      "Findings or places that this file leaves out. The JSON report has more."
    )
  ];
}
function notificationDescriptor(id, text) {
  return { id, name: pascalCase(id), shortDescription: { text }, fullDescription: { text }, help: { text } };
}
function gapDescriptor(code) {
  return `gap/${code}`;
}
function pascalCase(id) {
  const words = id.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return words.map((word) => word[0].toUpperCase() + word.slice(1)).join("").slice(0, 255);
}
function sentence(text) {
  return /[.!?\u2026\]]$/.test(text) ? text : `${text}.`;
}

// src/report/sarif.ts
var MAX_RESULTS = 5e3;
var LOCATION_LIMITS = [100, 10, 1];
var MAX_FILE_BYTES2 = 13e6;
var MAX_GAP_SHARE = 0.2;
var OMISSION_BYTES = 4e3;
var MAX_MESSAGE_PATH_CHARACTERS = 500;
var SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
function renderSarif(verdict, maxBytes = MAX_FILE_BYTES2) {
  const gaps = fitGaps2(verdict, maxBytes * MAX_GAP_SHARE);
  const empty = logOf(verdict, { artifacts: new SarifArtifacts(verdict.artifacts), results: [], notifications: gaps });
  const fitting = fitResults(verdict, maxBytes - bytesOf(empty) - OMISSION_BYTES);
  const notifications = [...omissionNotifications(verdict, fitting, gaps.length), ...gaps];
  return serialize(logOf(verdict, { ...fitting, notifications }));
}
function logOf(verdict, { artifacts, results, notifications }) {
  const { tool, rules: rules2 } = verdict;
  const run2 = {
    tool: {
      driver: {
        name: tool.name,
        version: tool.version,
        semanticVersion: tool.version,
        rules: rules2.map(descriptorOf),
        notifications: notificationDescriptors()
      }
    },
    // GitHub takes the part before the last slash as the category. It is constant, so that alerts close when a later
    // run is clean.
    automationDetails: { id: "keysieve/" },
    invocations: [invocationOf(verdict, notifications)],
    artifacts: artifacts.list(),
    results,
    properties: { verdict: verdict.verdict, scannedBytes: verdict.stats.scannedBytes }
  };
  return { $schema: SCHEMA, version: "2.1.0", runs: [run2] };
}
function invocationOf(verdict, notifications) {
  return {
    executionSuccessful: !verdict.gaps.some((gap) => gap.outcome === "fail"),
    toolExecutionNotifications: notifications
  };
}
function fitResults(verdict, maxBytes) {
  return fitReport(
    LOCATION_LIMITS,
    (locationLimit) => takeResults(verdict, maxBytes, locationLimit),
    ({ results }) => results.length === Math.min(verdict.findings.length, MAX_RESULTS)
  );
}
function takeResults(verdict, maxBytes, locationLimit) {
  const artifacts = new SarifArtifacts(verdict.artifacts);
  const advise = adviser(verdict);
  const ruleIndexes = new Map(verdict.rules.map((rule, index) => [rule.id, index]));
  const findings = verdict.findings.slice(0, MAX_RESULTS);
  let before = 0;
  const results = takeFitting(findings, maxBytes, (finding) => {
    before = artifacts.length;
    const entry = resultOf(finding, { advice: advise(finding), ruleIndexes, artifacts, locationLimit });
    return { entry, size: bytesOf(entry) + bytesOf(artifacts.since(before)) };
  });
  if (results.length < findings.length) artifacts.backTo(before);
  return { artifacts, results, locationLimit };
}
function resultOf(finding, { advice, ruleIndexes, artifacts, locationLimit }) {
  const ruleIndex = ruleIndexes.get(finding.rule);
  const room = locationLimit - (finding.origin !== void 0 && locationLimit > 1 ? 1 : 0);
  const places = finding.places.length === 0 ? [finding] : finding.places.slice(0, room);
  return {
    ruleId: finding.rule,
    ...ruleIndex === void 0 ? {} : { ruleIndex },
    level: LEVELS[finding.severity],
    message: { text: messageText(finding, advice) },
    // GitHub shows an alert at the first location, and in a pull request only if that is in the diff.
    locations: [...originLocations(finding), ...places.map((place) => artifacts.location(finding.artifact, place))],
    partialFingerprints: {
      "keysieveFingerprint/v1": `${finding.rule}:${finding.fingerprint}`,
      // The only fingerprint that GitHub reads. It combines it with path and rule, so the same secret elsewhere is
      // another alert.
      primaryLocationLineHash: `${finding.fingerprint}:1`
    },
    ...finding.suppressed && { suppressions: [suppressionOf(finding.suppressed)] },
    properties: resultProperties(finding)
  };
}
function suppressionOf({ by, reason, until }) {
  const end = until === void 0 ? "" : ` (until ${until})`;
  return {
    kind: by === "inline" ? "inSource" : "external",
    status: "accepted",
    justification: escapeSarifText(`${reason}${end}`, 600)
  };
}
function messageText(finding, advice) {
  const path5 = escapeSarifPath(finding.path, MAX_MESSAGE_PATH_CHARACTERS);
  const others = finding.count > 1 ? `, and ${countText(finding.count - 1, "more place")}` : "";
  return `${escapeSarifText(finding.title, 200)} in '${path5}', ${escapeSarifText(positionText(finding), 400)}${others}. Which one: ${escapeSarifText(keyLine(finding), 400)} (severity ${finding.severity}, confidence ${confidenceText(finding)}). ` + escapeSarifText(advice, 600);
}
function resultProperties(finding) {
  const { severity, confidence, fails, count, preview, facts } = finding;
  const named = ["kind", "bits", "curve", "provider", "spkiSha256", "keySha256"].flatMap((name) => {
    const value = facts[name];
    return value === void 0 || typeof value === "object" ? [] : [[name, value]];
  });
  return {
    ...{ severity, confidence, fails, count, preview },
    facts: Object.fromEntries([...named, ...otherFacts(finding)])
  };
}
function fitGaps2(verdict, maxBytes) {
  const scanned = new Set(verdict.artifacts.map((artifact) => artifact.path));
  return takeFitting(verdict.gaps, maxBytes, (gap) => {
    const entry = gapNotification(gap, scanned);
    return { entry, size: bytesOf(entry) };
  });
}
function placesIn(result, { origin }) {
  return result.locations.length - (origin === void 0 ? 0 : 1);
}
var GAP_LEVELS = { fail: "error", warn: "warning", ignore: "note" };
function gapNotification(gap, scanned) {
  const path5 = escapeSarifPath(gap.path, MAX_MESSAGE_PATH_CHARACTERS);
  return {
    descriptor: { id: gapDescriptor(gap.code) },
    level: GAP_LEVELS[gap.outcome],
    message: { text: `'${path5}' was not scanned (${gap.code}): ${escapeSarifText(gap.message, 600)}` },
    locations: [gapLocation(gap.path, scanned)]
  };
}
function omissionNotifications(verdict, fitting, gapsKept) {
  const { results, locationLimit } = fitting;
  const total = verdict.findings.length;
  const cut = results.filter(
    (result, index) => placesIn(result, verdict.findings[index]) < verdict.findings[index].count
  ).length;
  const sentences = [
    results.length < total && `${groupDigits(total - results.length)} of ${countText(total, "finding")} are left out of this file, so that GitHub takes it. The worst are in it; the JSON report has the others.`,
    cut > 0 && `Not every place of ${countText(cut, "finding")} is in this file, and at most ${locationLimit} of each. The JSON report has more of them, and counts all.`,
    gapsKept < verdict.gaps.length && `${countText(verdict.gaps.length - gapsKept, "place")} not scanned are left out of this file. The JSON report has them.`
  ];
  return sentences.filter((text) => text !== false).map((text) => ({ descriptor: { id: OMITTED_DESCRIPTOR }, level: "warning", message: { text } }));
}
function serialize(value) {
  return `${escapeJson(JSON.stringify(value))}
`;
}
function bytesOf(value) {
  return Buffer.byteLength(serialize(value));
}

// src/report/documents.ts
function documentsFor(verdict, { json, sarif }) {
  return [
    ...json === void 0 ? [] : [{ file: json, text: renderJson(verdict) }],
    ...sarif === void 0 ? [] : [{ file: sarif, text: renderSarif(verdict) }]
  ];
}

// src/sources/expected-work.ts
import { readdirSync as readdirSync2, statSync as statSync6 } from "node:fs";
import { join as join6, resolve as resolve6 } from "node:path";
var MAX_LOOKED_AT = 256;
function expectedWork(paths, base, littleBytes) {
  const waiting = paths.map((path5) => resolve6(base, path5));
  let bytes = 0;
  for (let looked = 0; looked < MAX_LOOKED_AT; looked++) {
    const path5 = waiting.pop();
    if (path5 === void 0) return "little";
    const stats = statsOf(path5);
    if (stats === void 0) return "much";
    if (stats.isDirectory()) waiting.push(...namesIn(path5).map((name) => join6(path5, name)));
    else bytes += stats.size;
    if (bytes >= littleBytes || waiting.length > MAX_LOOKED_AT) return "much";
  }
  return "much";
}
function statsOf(path5) {
  try {
    return statSync6(path5, { throwIfNoEntry: false });
  } catch {
    return void 0;
  }
}
function namesIn(folder) {
  try {
    return readdirSync2(folder).slice(0, MAX_LOOKED_AT + 1);
  } catch {
    return [];
  }
}

// src/sources/plug-ins-of-base.ts
async function plugInsOfBase(names, policyFile) {
  const plugIns = [];
  for (const name of names) {
    if (!/\.m?js$/.test(name)) {
      throw new UsageError(
        `detectors: ${name}: expected a file .js or .mjs, since it is read from the base; packages and TypeScript are installed and compiled by the job, which a pull request may change. Commit it as one module, or set config-from: workspace`
      );
    }
    const bytes = await policyFile(name);
    if (bytes === void 0) throw new UsageError(`detectors: ${name}: expected a file of the base, found none`);
    plugIns.push({ name, url: moduleUrl(name, bytes) });
  }
  return plugIns;
}
function moduleUrl(name, bytes) {
  const source = Buffer.concat([bytes, Buffer.from(`
//# sourceURL=${name.replaceAll(/[^\w./-]/g, "_")}
`)]);
  return `data:text/javascript;base64,${source.toString("base64")}`;
}

// src/sources/read-known-secrets.ts
import { readFileSync as readFileSync5, statSync as statSync7 } from "node:fs";
import { resolve as resolve7 } from "node:path";
var MAX_FILE_BYTES3 = 16 << 20;
function readKnownSecrets(sources, { base, syntax, environment }) {
  return sources.flatMap((source, index) => {
    if ("json" in source) {
      if (syntax === "arguments")
        throw new UsageError(
          "known-secrets: expected names of environment variables or @FILE, found a JSON object; other processes can read a command line, so values must not be on it"
        );
      return secretsOf(source.json, "known-secrets");
    }
    if ("file" in source)
      return secretsOf(contentOf(resolve7(base, source.file), source.file), `known-secrets: ${source.file}`);
    const value = environment[source.variable];
    if (value === void 0)
      throw new UsageError(
        `known-secrets: expected names of environment variables that are set, found none of the name that is number ${index + 1}; set it (empty, if this job has no such secret), or correct the name`
      );
    return [{ name: source.variable, value }];
  });
}
function contentOf(path5, shown) {
  try {
    if (statSync7(path5).size > MAX_FILE_BYTES3)
      throw new UsageError(`expected at most ${MAX_FILE_BYTES3} bytes, found more`);
    return readFileSync5(path5, "utf8");
  } catch (error) {
    const reason = error instanceof UsageError ? error.message : `cannot be read (${error.code}); correct the path, or give the job permission to read it`;
    throw new UsageError(`known-secrets: ${shown}: ${reason}`);
  }
}
function secretsOf(json, where) {
  let object;
  try {
    object = JSON.parse(json.replace(/^\ufeff/, ""));
  } catch {
    throw new UsageError(`${where}: expected a JSON object of names and values, found text that is no JSON`);
  }
  if (typeof object !== "object" || object === null || Array.isArray(object))
    throw new UsageError(`${where}: expected a JSON object of names and values, found another kind of value`);
  return Object.entries(object).map(([name, value], index) => {
    if (typeof value === "string") return { name, value };
    throw new UsageError(`${where}: expected a text for each name, found something else at number ${index + 1}`);
  });
}

// src/sources/select-artifacts.ts
import { existsSync, statSync as statSync10 } from "node:fs";
import { resolve as resolve8 } from "node:path";

// src/sources/select-files.ts
import { lstatSync as lstatSync4, statSync as statSync9 } from "node:fs";
import { homedir } from "node:os";
import path4 from "node:path";

// src/sources/path-style.ts
import path from "node:path";
var SYSTEM_STYLE = process.platform === "win32" ? "win32" : "posix";
function pathInside(folder, inner, style) {
  const { sep: sep3 } = path[style];
  if (sameStart(folder, inner, style)) {
    if (inner.length === folder.length) return "";
    if (folder.endsWith(sep3)) return withSlashes(inner.slice(folder.length), style);
    if (inner[folder.length] === sep3) return withSlashes(inner.slice(folder.length + 1), style);
  }
  return void 0;
}
function withSlashes(text, style) {
  return style === "win32" ? text.replaceAll("\\", "/") : text;
}
function sameStart(folder, inner, style) {
  if (style === "posix") return inner.startsWith(folder);
  return inner.slice(0, folder.length).toUpperCase() === folder.toUpperCase();
}

// src/sources/reach.ts
function reachAt(pattern, folder, style) {
  const inner = pathInside(pattern.searchPath, folder, style);
  if (inner !== void 0) return reachBelow(pattern, inner);
  return pathInside(folder, pattern.searchPath, style) === void 0 ? "none" : "towards";
}
function reachBelow({ glob, globSegments }, inner) {
  if (glob === void 0 || globSegments.every((segment) => segment === "**")) return "all";
  if (inner === "") return "below";
  for (let end = inner.indexOf("/"); end >= 0; end = inner.indexOf("/", end + 1)) {
    if (glob.match(subject(globSegments, inner.slice(0, end)))) return "all";
  }
  if (glob.match(subject(globSegments, inner))) return "all";
  return glob.match(inner, true) ? "below" : "none";
}
function matchesFile(pattern, reach, file, style) {
  if (reach === "all") return true;
  if (reach === "none" || pattern.foldersOnly) return false;
  const inner = pathInside(pattern.searchPath, file, style);
  if (inner === void 0) return false;
  if (inner === "") return pattern.globSegments.every((segment) => segment === "**");
  return pattern.glob?.match(subject(pattern.globSegments, inner)) ?? false;
}
function subject(globSegments, inner) {
  return globSegments.at(-1) === "**" ? `${inner}/` : inner;
}

// src/sources/judge.ts
var Judge = class {
  #patterns;
  #style;
  #leavesHidden;
  /** Include patterns that have selected no file so far. */
  #unused;
  constructor(patterns, hidden, style) {
    this.#patterns = patterns;
    this.#style = style;
    this.#leavesHidden = hidden === "leave-out";
    this.#unused = new Set([...patterns.keys()].filter((index) => !patterns[index].excludes));
  }
  /** The include patterns that selected no file. */
  get unused() {
    return [...this.#unused].map((index) => this.#patterns[index]);
  }
  /** For a folder that the walk starts in. */
  reachesAt(folder) {
    const asked = this.#patterns.map((pattern) => reachAt(pattern, folder, this.#style));
    return { asked, seen: asked };
  }
  /**
   * Judges the folder `folder`, which lies in one with `outer`: `take` when something in it may be selected. A folder
   * that is excluded as a whole is not opened, unless a later pattern leads into it.
   */
  enter(folder, name, outer) {
    const asked = outer.asked.map(
      (reach, index) => reach === "none" || reach === "all" ? reach : reachAt(this.#patterns[index], folder, this.#style)
    );
    const visible = this.#visible(name, outer);
    const seen = asked.map((reach, index) => visible[index] === "none" ? "none" : reach);
    const reaches = { asked, seen };
    if (this.#leadsToFiles(seen)) return { judgement: "take", reaches };
    if (this.#leadsToFiles(asked)) return { judgement: "hidden", reaches };
    const isAskedFor = this.#patterns.some((pattern, index) => !pattern.excludes && asked[index] !== "none");
    return { judgement: isAskedFor ? "excluded" : "unasked", reaches };
  }
  /** @param outer reaches of the folder that the file lies in */
  judgeFile(file, name, outer) {
    if (this.#isSelected(file, this.#visible(name, outer))) return "take";
    if (this.#isSelected(file, outer.asked)) return "hidden";
    const isAskedFor = this.#patterns.some(
      (pattern, index) => !pattern.excludes && this.#matches(index, file, outer.asked)
    );
    return isAskedFor ? "excluded" : "unasked";
  }
  /** Records that the file was selected, so that the patterns that match it count as used. */
  noteSelected(file, name, outer) {
    if (this.#unused.size === 0) return;
    const visible = this.#visible(name, outer);
    for (const index of this.#unused) if (this.#matches(index, file, visible)) this.#unused.delete(index);
  }
  /** What each pattern can match in something called `name` in a folder with `outer`, hidden names considered. */
  #visible(name, { seen }) {
    if (!this.#leavesHidden || !name.startsWith(".")) return seen;
    return seen.map((reach, index) => this.#patterns[index].excludes || reach === "towards" ? reach : "none");
  }
  #matches(index, file, reaches) {
    return matchesFile(this.#patterns[index], reaches[index], file, this.#style);
  }
  #isSelected(file, reaches) {
    for (let index = reaches.length - 1; index >= 0; index--) {
      if (this.#matches(index, file, reaches)) return !this.#patterns[index].excludes;
    }
    return false;
  }
  /** Whether some include reaches in and no later exclude covers all of it. */
  #leadsToFiles(reaches) {
    for (let index = reaches.length - 1; index >= 0; index--) {
      if (reaches[index] === "none") continue;
      if (!this.#patterns[index].excludes) return true;
      if (reaches[index] === "all") return false;
    }
    return false;
  }
};

// src/sources/pattern.ts
import path3 from "node:path";

// node_modules/balanced-match/dist/esm/index.js
var range = (a, b, str) => {
  let begs, beg, left, right = void 0, result;
  let ai = str.indexOf(a);
  let bi = str.indexOf(b, ai + 1);
  let i = ai;
  if (ai >= 0 && bi > 0) {
    if (a === b) {
      return [ai, bi];
    }
    begs = [];
    left = str.length;
    while (i >= 0 && !result) {
      if (i === ai) {
        begs.push(i);
        ai = str.indexOf(a, i + 1);
      } else if (begs.length === 1) {
        const r = begs.pop();
        if (r !== void 0)
          result = [r, bi];
      } else {
        beg = begs.pop();
        if (beg !== void 0 && beg < left) {
          left = beg;
          right = bi;
        }
        bi = str.indexOf(b, i + 1);
      }
      i = ai < bi && ai >= 0 ? ai : bi;
    }
    if (begs.length && right !== void 0) {
      result = [left, right];
    }
  }
  return result;
};

// node_modules/brace-expansion/dist/esm/index.js
var escSlash = "\0SLASH" + Math.random().toFixed(16) + "\0";
var escOpen = "\0OPEN" + Math.random().toFixed(16) + "\0";
var escClose = "\0CLOSE" + Math.random().toFixed(16) + "\0";
var escComma = "\0COMMA" + Math.random().toFixed(16) + "\0";
var escPeriod = "\0PERIOD" + Math.random().toFixed(16) + "\0";
var escSlashPattern = new RegExp(escSlash, "g");
var escOpenPattern = new RegExp(escOpen, "g");
var escClosePattern = new RegExp(escClose, "g");
var escCommaPattern = new RegExp(escComma, "g");
var escPeriodPattern = new RegExp(escPeriod, "g");
var slashPattern = /\\\\/g;
var openPattern = /\\{/g;
var closePattern = /\\}/g;
var commaPattern = /\\,/g;
var periodPattern = /\\\./g;
var EXPANSION_MAX = 1e5;
var EXPANSION_MAX_LENGTH = 4e6;
var EXPANSION_MAX_DEPTH = 1e3;
var EXPANSION_MAX_REWRITES = 1e3;
var EXPANSION_MAX_STEPS = 2e7;
var CALL_STEPS = 16;
function numeric(str) {
  return !isNaN(str) ? parseInt(str, 10) : str.charCodeAt(0);
}
function escapeBraces(str) {
  return str.replace(slashPattern, escSlash).replace(openPattern, escOpen).replace(closePattern, escClose).replace(commaPattern, escComma).replace(periodPattern, escPeriod);
}
function unescapeBraces(str) {
  return str.replace(escSlashPattern, "\\").replace(escOpenPattern, "{").replace(escClosePattern, "}").replace(escCommaPattern, ",").replace(escPeriodPattern, ".");
}
function pushAll(target, items) {
  for (let i = 0; i < items.length; i++) {
    target.push(items[i]);
  }
}
function balancedWithBudget(str, masked, budget) {
  if (budget.remaining < 0) {
    return void 0;
  }
  const r = range("{", "}", masked);
  const unmatched = r !== void 0 && masked.indexOf("{") < r[0];
  budget.remaining -= r && !unmatched ? r[1] + 1 : str.length;
  if (!r || budget.remaining < 0) {
    return void 0;
  }
  return {
    end: r[1],
    pre: str.slice(0, r[0]),
    body: str.slice(r[0] + 1, r[1]),
    post: str.slice(r[1] + 1),
    unmatched
  };
}
function maskUnmatchedOpens(masked, budget) {
  budget.remaining -= masked.length;
  const open = [];
  for (let i = 0; i < masked.length; i++) {
    const c = masked.charCodeAt(i);
    if (c === 123) {
      open.push(i);
    } else if (c === 125 && open.length) {
      open.pop();
    }
  }
  let out = "";
  let last = 0;
  for (let i = 0; i < open.length; i++) {
    const at = open[i];
    out += masked.slice(last, at) + "\0";
    last = at + 1;
  }
  return out + masked.slice(last);
}
function commaSetFollows(str, budget) {
  budget.remaining -= str.length;
  if (budget.remaining < 0) {
    return false;
  }
  let close = false;
  for (let i = str.length - 1; i >= 0; i--) {
    const c = str.charCodeAt(i);
    if (c === 125) {
      close = true;
    } else if (c === 10 || c === 13 || c === 8232 || c === 8233) {
      close = false;
    } else if (c === 44 && close && str.charCodeAt(i + 1) !== 44) {
      return true;
    }
  }
  return false;
}
function parseCommaParts(str, budget) {
  const parts = [];
  let carry = "";
  for (; ; ) {
    const m = balancedWithBudget(str, str, budget);
    if (budget.remaining < 0) {
      return void 0;
    }
    if (!m) {
      const tail = str.split(",");
      tail[0] = carry + tail[0];
      pushAll(parts, tail);
      return parts;
    }
    const { pre, body, post } = m;
    const p = pre.split(",");
    p[0] = carry + p[0];
    p[p.length - 1] += "{" + body + "}";
    if (!post.length) {
      pushAll(parts, p);
      return parts;
    }
    carry = p.pop();
    pushAll(parts, p);
    str = post;
  }
}
function bound(value, fallback) {
  return value === void 0 || isNaN(value) ? fallback : value;
}
function expand(str, options = {}) {
  if (!str) {
    return [];
  }
  const max = bound(options.max, EXPANSION_MAX);
  const maxLength = bound(options.maxLength, EXPANSION_MAX_LENGTH);
  const maxDepth = bound(options.maxDepth, EXPANSION_MAX_DEPTH);
  const maxRewrites = bound(options.maxRewrites, EXPANSION_MAX_REWRITES);
  const maxSteps = bound(options.maxSteps, EXPANSION_MAX_STEPS);
  if (str.slice(0, 2) === "{}") {
    str = "\\{\\}" + str.slice(2);
  }
  return expand_(escapeBraces(str), max, maxLength, maxDepth, 0, maxRewrites, { remaining: maxSteps }, true).map(unescapeBraces);
}
function embrace(str) {
  return "{" + str + "}";
}
function isPadded(el) {
  return /^-?0\d/.test(el);
}
function lte(i, y) {
  return i <= y;
}
function gte(i, y) {
  return i >= y;
}
function combine(acc, pre, values, max, maxLength, dropEmpties, budget) {
  const out = [];
  let length = 0;
  let nonEmpty;
  outer: for (let a = 0; a < acc.length; a++) {
    const prefix2 = acc[a] + pre;
    let vs = values;
    if (dropEmpties && !prefix2) {
      if (!nonEmpty)
        nonEmpty = values.filter((v) => v);
      vs = nonEmpty;
    }
    for (let v = 0; v < vs.length; v++) {
      if (out.length >= max)
        break outer;
      const expansion = prefix2 + vs[v];
      if (length + expansion.length > maxLength)
        break outer;
      out.push(expansion);
      length += expansion.length;
    }
  }
  budget.remaining -= out.length;
  return out;
}
function expandSequence(body, isAlphaSequence, max, maxLength, budget) {
  const n = body.split(/\.\./);
  const N = [];
  if (n[0] === void 0 || n[1] === void 0) {
    return N;
  }
  const x = numeric(n[0]);
  const y = numeric(n[1]);
  const width = Math.max(n[0].length, n[1].length);
  let incr = n.length === 3 && n[2] !== void 0 ? Math.max(Math.abs(numeric(n[2])), 1) : 1;
  let test = lte;
  const reverse = y < x;
  if (reverse) {
    incr *= -1;
    test = gte;
  }
  const pad = n.some(isPadded);
  const cost = pad ? width : 1;
  let length = 0;
  for (let i = x; test(i, y) && N.length < max; i += incr) {
    budget.remaining -= cost;
    if (budget.remaining < 0) {
      return void 0;
    }
    let c;
    if (isAlphaSequence) {
      c = String.fromCharCode(i);
      if (c === "\\") {
        c = "";
      }
    } else {
      c = String(i);
      if (pad) {
        const need = width - c.length;
        if (need > 0) {
          const z = new Array(need + 1).join("0");
          if (i < 0) {
            c = "-" + z + c.slice(1);
          } else {
            c = z + c;
          }
        }
      }
    }
    if (length + c.length > maxLength)
      break;
    N.push(c);
    length += c.length;
  }
  return N;
}
function expand_(str, max, maxLength, maxDepth, depth, maxRewrites, budget, isTop) {
  budget.remaining -= CALL_STEPS;
  if (depth > maxDepth) {
    return [str];
  }
  let acc = [""];
  let rewrites = 0;
  let dropEmpties = false;
  let firstGroup = true;
  let masked = str;
  for (; ; ) {
    const m = balancedWithBudget(str, masked, budget);
    if (!m) {
      return combine(acc, str, [""], max, maxLength, dropEmpties, budget);
    }
    if (m.unmatched) {
      masked = maskUnmatchedOpens(masked, budget);
    }
    const pre = m.pre;
    const literal2 = () => combine(acc, pre + "{" + m.body + "}" + m.post, [""], max, maxLength, dropEmpties, budget);
    if (/\$$/.test(pre)) {
      acc = combine(acc, pre + "{" + m.body + "}", [""], max, maxLength, dropEmpties && !m.post.length, budget);
      firstGroup = false;
      if (!m.post.length)
        break;
      str = m.post;
      masked = masked.slice(m.end + 1);
      continue;
    }
    const isNumericSequence = /^-?\d+\.\.-?\d+(?:\.\.-?\d+)?$/.test(m.body);
    const isAlphaSequence = /^[a-zA-Z]\.\.[a-zA-Z](?:\.\.-?\d+)?$/.test(m.body);
    const isSequence = isNumericSequence || isAlphaSequence;
    const isOptions = m.body.indexOf(",") >= 0;
    if (!isSequence && !isOptions) {
      if (rewrites < maxRewrites && commaSetFollows(m.post, budget)) {
        rewrites++;
        str = m.pre + "{" + m.body + escClose + m.post;
        masked = masked.slice(0, m.end) + escClose + masked.slice(m.end + 1);
        isTop = true;
        continue;
      }
      return literal2();
    }
    if (firstGroup) {
      dropEmpties = isTop && !isSequence;
      firstGroup = false;
    }
    let values;
    if (isSequence) {
      values = expandSequence(m.body, isAlphaSequence, max, maxLength, budget);
      if (!values) {
        return literal2();
      }
    } else {
      let n = parseCommaParts(m.body, budget);
      if (!n) {
        return literal2();
      }
      if (n.length === 1 && n[0] !== void 0) {
        n = expand_(n[0], max, maxLength, maxDepth, depth + 1, maxRewrites, budget, false).map(embrace);
        if (budget.remaining < 0) {
          return literal2();
        }
        if (n.length === 1) {
          const next2 = combine(acc, pre + n[0], [""], max, maxLength, dropEmpties && !m.post.length, budget);
          if (budget.remaining < 0) {
            return literal2();
          }
          acc = next2;
          if (!m.post.length)
            break;
          str = m.post;
          masked = masked.slice(m.end + 1);
          continue;
        }
      }
      let dropsEmpties = dropEmpties && !m.post.length && !pre;
      for (let d = 0; dropsEmpties && d < acc.length; d++) {
        if (acc[d]) {
          dropsEmpties = false;
        }
      }
      values = [];
      let valuesLength = 0;
      outer: for (let j = 0; j < n.length; j++) {
        const expanded = expand_(n[j], max, maxLength, maxDepth, depth + 1, maxRewrites, budget, false);
        if (budget.remaining < 0) {
          return literal2();
        }
        for (let k = 0; k < expanded.length; k++) {
          const v = expanded[k];
          if (dropsEmpties && !v)
            continue;
          if (values.length >= max || valuesLength + v.length > maxLength) {
            break outer;
          }
          values.push(v);
          valuesLength += v.length;
        }
      }
    }
    const next = combine(acc, pre, values, max, maxLength, dropEmpties && !m.post.length, budget);
    if (budget.remaining < 0) {
      return literal2();
    }
    acc = next;
    if (!m.post.length)
      break;
    str = m.post;
    masked = masked.slice(m.end + 1);
  }
  return acc;
}

// node_modules/@isaacs/nonrecursive-glob-match/dist/esm/numeric-range.js
var digit = (a, b) => a === b ? { t: "lit", ch: String(a) } : { t: "class", re: new RegExp(`^[${a}-${b}]$`) };
var prefix = (d, alts) => alts.map((s) => [digit(d, d), ...s]);
var fixed = (a, b) => {
  if (!a)
    return [[]];
  let lo = +a[0];
  let hi = +b[0];
  const ra = a.slice(1);
  const rb = b.slice(1);
  if (lo === hi)
    return prefix(lo, fixed(ra, rb));
  const zeros = "0".repeat(ra.length);
  const nines = "9".repeat(ra.length);
  const out = [];
  if (ra !== zeros)
    out.push(...prefix(lo++, fixed(ra, nines)));
  const last = rb === nines ? [] : prefix(hi--, fixed(zeros, rb));
  if (lo <= hi) {
    out.push([digit(lo, hi), ...Array.from(ra, () => digit(0, 9))]);
  }
  out.push(...last);
  return out;
};
var nonneg = (a, b, width) => {
  if (width) {
    return fixed(String(a).padStart(width, "0"), String(b).padStart(width, "0"));
  }
  const out = [];
  for (let len = String(a).length; len <= String(b).length; len++) {
    const lo = Math.max(a, len === 1 ? 0 : 10 ** (len - 1));
    const hi = Math.min(b, 10 ** len - 1);
    out.push(...fixed(String(lo), String(hi)));
  }
  return out;
};
var numericRange = (loStr, hiStr) => {
  let lo = Number(loStr);
  let hi = Number(hiStr);
  if (!Number.isSafeInteger(lo) || !Number.isSafeInteger(hi))
    return;
  if (lo > hi)
    [lo, hi] = [hi, lo];
  const padded = /^-?0\d/.test(loStr) || /^-?0\d/.test(hiStr);
  const width = padded ? Math.max(loStr.length, hiStr.length) : 0;
  const out = [];
  if (lo < 0) {
    const neg = nonneg(Math.max(-hi, 1), -lo, width && width - 1);
    out.push(...neg.map((s) => [{ t: "lit", ch: "-" }, ...s]));
  }
  if (hi >= 0)
    out.push(...nonneg(Math.max(lo, 0), hi, width));
  return out;
};

// node_modules/@isaacs/nonrecursive-glob-match/dist/esm/parse-class.js
var posixClasses = {
  "[:alnum:]": ["\\p{L}\\p{Nl}\\p{Nd}"],
  "[:alpha:]": ["\\p{L}\\p{Nl}"],
  "[:ascii:]": ["\\x00-\\x7f"],
  "[:blank:]": ["\\p{Zs}\\t"],
  "[:cntrl:]": ["\\p{Cc}"],
  "[:digit:]": ["\\p{Nd}"],
  "[:graph:]": ["\\p{Z}\\p{C}", true],
  "[:lower:]": ["\\p{Ll}"],
  "[:print:]": ["\\p{C}", true],
  "[:punct:]": ["\\p{P}\\p{S}"],
  "[:space:]": ["\\p{Z}\\t\\r\\n\\v\\f"],
  "[:upper:]": ["\\p{Lu}"],
  "[:word:]": ["\\p{L}\\p{Nl}\\p{Nd}\\p{Pc}"],
  "[:xdigit:]": ["A-Fa-f0-9"]
};
var braceEscape = (s) => s.replace(/[[\]\\-]/g, "\\$&");
var noMatch = /$./;
var parseClass = (glob, position, nocase = false, form) => {
  const norm = (c) => {
    const n = form ? c.normalize(form) : c;
    return [...n].length === 1 ? n : c;
  };
  const pos = position;
  if (glob.charAt(pos) !== "[") {
    throw new Error("not in a brace expression");
  }
  const ranges = [];
  const negs = [];
  let i = pos + 1;
  let sawStart = false;
  let escaping = false;
  let negate = false;
  let endPos = pos;
  let rangeStart = "";
  WHILE: while (i < glob.length) {
    const c = String.fromCodePoint(glob.codePointAt(i));
    if ((c === "!" || c === "^") && i === pos + 1) {
      negate = true;
      i++;
      continue;
    }
    if (c === "]" && sawStart && !escaping) {
      endPos = i + 1;
      break;
    }
    sawStart = true;
    if (c === "\\") {
      if (!escaping) {
        escaping = true;
        i++;
        continue;
      }
    }
    if (c === "[" && !escaping) {
      for (const [cls, [unip, neg]] of Object.entries(posixClasses)) {
        if (glob.startsWith(cls, i)) {
          if (rangeStart) {
            return [noMatch, glob.length - pos];
          }
          i += cls.length;
          if (neg)
            negs.push(unip);
          else
            ranges.push(unip);
          continue WHILE;
        }
      }
    }
    escaping = false;
    const n = norm(c);
    if (rangeStart) {
      if (n.codePointAt(0) > rangeStart.codePointAt(0)) {
        ranges.push(braceEscape(rangeStart) + "-" + braceEscape(n));
      } else if (n === rangeStart) {
        ranges.push(braceEscape(n));
      }
      rangeStart = "";
      i += c.length;
      continue;
    }
    if (glob.startsWith("-]", i + c.length)) {
      ranges.push(braceEscape(n + "-"));
      i += c.length + 1;
      continue;
    }
    if (glob.startsWith("-", i + c.length)) {
      rangeStart = n;
      i += c.length + 1;
      continue;
    }
    ranges.push(braceEscape(n));
    i += c.length;
  }
  if (endPos < i) {
    return [noMatch, 0];
  }
  if (!ranges.length && !negs.length) {
    return [noMatch, glob.length - pos];
  }
  const sranges = "[" + (negate ? "^" : "") + ranges.join("") + "]";
  const snegs = "[" + (negate ? "" : "^") + negs.join("") + "]";
  const comb = "^" + (ranges.length && negs.length ? "(" + sranges + "|" + snegs + ")" : ranges.length ? sranges : snegs);
  return [new RegExp(comb, nocase ? "iu" : "u"), endPos - pos];
};

// node_modules/@isaacs/nonrecursive-glob-match/dist/esm/index.js
var MATCH = { t: "match", id: 0 };
var extTypes = "!?+*@";
var lit = (ch) => ({ t: "lit", ch });
var reEscape = (s) => s.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
var newFoldRe = (s) => new RegExp(`^${reEscape(s)}$`, "iu");
var foldCache = /* @__PURE__ */ new Map();
var foldRe = (ch) => {
  let re = foldCache.get(ch);
  if (!re) {
    re = newFoldRe(ch);
    if (foldCache.size >= 1e3)
      foldCache.clear();
    foldCache.set(ch, re);
  }
  return re;
};
var litMatch = (l, c) => {
  if (c === l.ch)
    return true;
  if (!l.re)
    return false;
  const code = c.charCodeAt(0);
  if (code >= 128)
    return l.re.test(c);
  const ascii = l.ascii ??= new Uint8Array(128);
  ascii[code] ||= l.re.test(c) ? 1 : 2;
  return ascii[code] === 1;
};
var tokenize = (p, nocase, noext, form, mark) => {
  const toks = [];
  for (let i = 0; i < p.length; ) {
    const c = String.fromCodePoint(p.codePointAt(i));
    if (mark) {
      const m = c === "\\" && p.startsWith(mark, i + 1) ? 1 : 0;
      if (m || c === mark) {
        const start = i + m + mark.length;
        const end = p.indexOf(mark, start);
        const r = /^(-?\d+)\.\.(-?\d+)$/.exec(p.slice(start, end));
        const alts = end !== -1 && r && numericRange(r[1], r[2]);
        if (alts) {
          toks.push({ t: "ext", type: "@", alts });
          i = end + mark.length;
          continue;
        }
      }
    }
    if (c === "\\") {
      const e = p.codePointAt(i + 1);
      const ch = e === void 0 ? c : String.fromCodePoint(e);
      toks.push(lit(ch));
      i += 1 + ch.length;
      continue;
    }
    if (c === "[") {
      const [re, consumed] = parseClass(p, i, nocase, form);
      if (consumed) {
        toks.push({ t: "class", re });
        i += consumed;
        continue;
      }
    }
    if (!noext && extTypes.includes(c) && p[i + 1] === "(") {
      toks.push({ t: "open", type: c });
      i += 2;
      continue;
    }
    toks.push(!noext && c === "|" ? { t: "bar" } : !noext && c === ")" ? { t: "close" } : c === "*" ? { t: "star" } : c === "?" ? { t: "any" } : lit(c));
    i += c.length;
  }
  return toks;
};
var pair = (toks) => {
  const pairs = /* @__PURE__ */ new Map();
  const stack = [];
  toks.forEach((tok, i) => {
    if (tok.t === "open")
      stack.push(i);
    else if (tok.t === "close" && stack.length)
      pairs.set(stack.pop(), i);
  });
  return pairs;
};
var build = (toks, pairs, start, end, top) => {
  let seq = [];
  const alts = [seq];
  for (let i = start; i < end; i++) {
    const tok = toks[i];
    const close = pairs.get(i);
    if (tok.t === "open" && close !== void 0) {
      const sub = build(toks, pairs, i + 1, close, false);
      seq.push({ t: "ext", type: tok.type, alts: sub });
      i = close;
    } else if (tok.t === "bar" && !top) {
      alts.push(seq = []);
    } else if (tok.t === "open") {
      seq.push(lit(tok.type), lit("("));
    } else if (tok.t === "bar") {
      seq.push(lit("|"));
    } else if (tok.t === "close") {
      seq.push(lit(")"));
    } else {
      seq.push(tok);
    }
  }
  return alts;
};
var normalize = (items, form) => {
  const out = [];
  let run2 = "";
  const flush = () => {
    for (const ch of run2.normalize(form))
      out.push(lit(ch));
    run2 = "";
  };
  for (const it of items) {
    if (it.t === "lit") {
      run2 += it.ch;
      continue;
    }
    flush();
    out.push(it.t === "ext" ? { ...it, alts: it.alts.map((a) => normalize(a, form)) } : it);
  }
  flush();
  return out;
};
var compile = (items, nocase) => {
  let id = 1;
  const split2 = (out) => ({ t: "split", id: id++, out });
  const seq = (items2, next) => items2.reduceRight((next2, it) => item(it, next2), next);
  const item = (it, next) => {
    switch (it.t) {
      case "lit":
        const re = nocase ? foldRe(it.ch) : void 0;
        return { t: "lit", id: id++, ch: it.ch, re, next };
      case "any":
      case "star":
        return { t: it.t, id: id++, next };
      case "class":
        return { t: "class", id: id++, re: it.re, next };
    }
    const alts = (next2) => it.alts.map((a) => seq(a, next2));
    switch (it.type) {
      case "@":
        return split2(alts(next));
      case "?":
        return split2([next, ...alts(next)]);
      case "!":
        return { t: "neg", id: id++, sub: split2(alts(MATCH)), next };
    }
    const after = split2([]);
    const entry = split2(alts(after));
    after.out.push(next, entry);
    return it.type === "*" ? after : entry;
  };
  const start = seq(items, MATCH);
  return [start, id];
};
var show2 = (start) => {
  const lines = [];
  const seen = /* @__PURE__ */ new Set();
  const ref = (n) => n.t === "match" ? "match" : String(n.id);
  const walk = (n, indent) => {
    if (n.t === "match" || seen.has(n))
      return;
    seen.add(n);
    const line = (desc) => lines.push(`${indent}${n.id}: ${desc}`);
    switch (n.t) {
      case "split":
        line(`split -> ${n.out.map(ref).join(", ")}`);
        for (const o of n.out)
          walk(o, indent);
        return;
      case "neg":
        line(`!(${ref(n.sub)}) -> ${ref(n.next)}`);
        walk(n.sub, indent + "  ");
        return walk(n.next, indent);
      case "lit":
        line(`${JSON.stringify(n.ch)} -> ${ref(n.next)}`);
        break;
      case "class":
        line(`${n.re} -> ${ref(n.next)}`);
        break;
      default:
        line(`${n.t === "any" ? "?" : "*"} -> ${ref(n.next)}`);
    }
    walk(n.next, indent);
  };
  walk(start, "");
  return [`start -> ${ref(start)}`, ...lines].join("\n");
};
var State = class {
  // set by the Sim, to mark the nodes that this state has
  gen;
  threads = [];
  match = false;
  runs = [];
  // the sorted ids of the threads, with 0 for a match, once the
  // state is done
  ids = [];
  constructor(gen) {
    this.gen = gen;
  }
  // no threads, so nothing more can match
  get dead() {
    return !this.threads.length && !this.match && !this.runs.length;
  }
};
var sameState = (a, b) => {
  if (a.ids.length !== b.ids.length)
    return false;
  if (a.runs.length !== b.runs.length)
    return false;
  if (a.ids.some((id, i) => id !== b.ids[i]))
    return false;
  return a.runs.every((r) => b.runs.some((o) => o.neg === r.neg && sameState(o.state, r.state)));
};
var marks = (size) => ({
  has: new Float64Array(size),
  seen: new Float64Array(size),
  gen: 0
});
var Sim = class {
  // `.` and `..` only match literal dots, even with `dot:true`
  dots;
  // the string starts with `.`, and `dot:true` is not set
  dotStart;
  #marks;
  constructor(dots, dotStart, marks2) {
    this.dots = dots;
    this.dotStart = dotStart;
    this.#marks = marks2;
  }
  state() {
    return new State(++this.#marks.gen);
  }
  // sort the ids of a state, once it has all of its threads
  done(state) {
    state.ids = state.threads.map((n) => n.id).sort((a, b) => a - b);
    if (state.match)
      state.ids.unshift(MATCH.id);
    return state;
  }
  // true the first time that the state walks through the node, so
  // that loops in the graph stop
  #visit(state, node) {
    const { seen } = this.#marks;
    if (seen[node.id] === state.gen)
      return false;
    seen[node.id] = state.gen;
    return true;
  }
  #addThread(state, node) {
    const { has } = this.#marks;
    if (has[node.id] === state.gen)
      return false;
    has[node.id] = state.gen;
    state.threads.push(node);
    return true;
  }
  // wildcards only match a leading dot if `dot:true`. In a negated
  // sub-pattern, this does not apply, because the negation itself
  // can not match a leading dot.
  restricted(i, top) {
    return top && (this.dots || this.dotStart && i === 0);
  }
  add(state, node, i, top) {
    switch (node.t) {
      case "split":
        if (!this.#visit(state, node))
          return;
        for (const o of node.out)
          this.add(state, o, i, top);
        return;
      case "neg":
        if (!this.#visit(state, node))
          return;
        const sub = this.state();
        this.add(sub, node.sub, i, false);
        this.done(sub);
        return this.addRun(state, { t: "run", neg: node, state: sub }, i, top);
      case "star":
        if (this.restricted(i, top))
          return;
        if (this.#addThread(state, node))
          this.add(state, node.next, i, top);
        return;
      case "match":
        state.match = true;
        return;
      default:
        this.#addThread(state, node);
    }
  }
  addRun(state, run2, i, top) {
    for (const r of state.runs) {
      if (r.neg === run2.neg && sameState(r.state, run2.state))
        return;
    }
    state.runs.push(run2);
    if (!run2.state.match) {
      this.add(state, run2.neg.next, i, top);
    }
  }
  // the threads after char `c`, at index `i`
  step(state, c, i, top) {
    const next = this.state();
    for (const th of state.threads) {
      switch (th.t) {
        case "lit":
          if (litMatch(th, c)) {
            this.add(next, th.next, i + 1, top);
          }
          break;
        case "any":
          if (!this.restricted(i, top))
            this.add(next, th.next, i + 1, top);
          break;
        case "class":
          if (!this.restricted(i, top) && th.re.test(c)) {
            this.add(next, th.next, i + 1, top);
          }
          break;
        case "star":
          if (!this.restricted(i, top))
            this.add(next, th, i + 1, top);
      }
    }
    if (!this.restricted(i, top)) {
      for (const run2 of state.runs) {
        if (run2.state.dead) {
          this.addRun(next, run2, i + 1, top);
          continue;
        }
        const sub = this.step(run2.state, c, i, false);
        this.addRun(next, { t: "run", neg: run2.neg, state: sub }, i + 1, top);
      }
    }
    return this.done(next);
  }
};
var stateKey = (state) => {
  const ids = state.ids.join();
  if (!state.runs.length)
    return ids;
  const runs = state.runs.map((r) => `${r.neg.id}(${stateKey(r.state)})`);
  return `${ids}|${runs.sort().join("|")}`;
};
var DFA_BUDGET = 1 << 18;
var Dfa = class {
  #start;
  #states = /* @__PURE__ */ new Map();
  #size = 0;
  #plain;
  #dotStart;
  #sim;
  #dotSim;
  constructor(start, marks2) {
    this.#start = start;
    this.#sim = new Sim(false, false, marks2);
    this.#dotSim = new Sim(false, true, marks2);
  }
  #make(state) {
    return {
      state,
      match: state.match,
      dead: state.dead,
      next: /* @__PURE__ */ new Map()
    };
  }
  #intern(state) {
    const key = stateKey(state);
    const found = this.#states.get(key);
    if (found)
      return found;
    if (this.#size > DFA_BUDGET)
      this.#clear();
    const d = this.#make(state);
    this.#states.set(key, d);
    this.#size += key.length + 1;
    return d;
  }
  #clear() {
    this.#states.clear();
    this.#size = 0;
    this.#plain = void 0;
    this.#dotStart = void 0;
  }
  start(dotStart) {
    if (dotStart) {
      if (this.#dotStart)
        return this.#dotStart;
      const state2 = this.#dotSim.state();
      this.#dotSim.add(state2, this.#start, 0, true);
      return this.#dotStart = this.#make(this.#dotSim.done(state2));
    }
    if (this.#plain)
      return this.#plain;
    const state = this.#sim.state();
    this.#sim.add(state, this.#start, 0, true);
    return this.#plain = this.#intern(this.#sim.done(state));
  }
  // the next state, after a miss in `d.ascii`
  next(d, c) {
    const code = c.charCodeAt(0);
    const found = code < 128 ? void 0 : d.next.get(c);
    if (found)
      return found;
    const n = d === this.#dotStart ? this.#intern(this.#dotSim.step(d.state, c, 0, true)) : this.#intern(this.#sim.step(d.state, c, 1, true));
    if (code < 128) {
      if (!d.ascii) {
        d.ascii = new Array(128);
        this.#size += 128;
      }
      d.ascii[code] = n;
    } else {
      d.next.set(c, n);
    }
    this.#size++;
    return n;
  }
};
var linear = (start) => {
  const nodes = [];
  for (let n = start; n.t !== "match"; n = n.next) {
    if (n.t === "split" || n.t === "neg")
      return void 0;
    nodes.push(n);
  }
  return nodes;
};
var testLinear = (nodes, chars, start, end) => {
  let ni = 0;
  let ci = start;
  let starNi = -1;
  let starCi = 0;
  while (ci < end) {
    const n = nodes[ni];
    if (n?.t === "star") {
      starNi = ni++;
      starCi = ci;
      continue;
    }
    const c = chars[ci];
    if (n && (n.t === "any" || n.t === "lit" && litMatch(n, c) || n.t === "class" && n.re.test(c))) {
      ni++;
      ci++;
      continue;
    }
    if (starNi === -1)
      return false;
    ni = starNi + 1;
    ci = ++starCi;
  }
  while (nodes[ni]?.t === "star")
    ni++;
  return ni === nodes.length;
};
var lengths = (items) => {
  let min = 0;
  let max = 0;
  for (const it of items) {
    const [lo, hi] = itemLengths(it);
    min += lo;
    max += hi;
  }
  return [min, max];
};
var itemLengths = (it) => {
  if (it.t === "star")
    return [0, Infinity];
  if (it.t !== "ext")
    return [1, 1];
  if (it.type === "!")
    return [0, Infinity];
  const alts = it.alts.map(lengths);
  const min = Math.min(...alts.map((a) => a[0]));
  const max = Math.max(...alts.map((a) => a[1]));
  const loop = max === 0 ? 0 : Infinity;
  return it.type === "@" ? [min, max] : it.type === "?" ? [0, max] : it.type === "*" ? [0, loop] : [min, loop];
};
var hasAffix = (lits, chars, start) => {
  for (let j = 0; j < lits.length; j++) {
    if (!litMatch(lits[j], chars[start + j]))
      return false;
  }
  return true;
};
var slashOrSurrogate = /[/\ud800-\udfff]/;
var surrogate = /[\ud800-\udfff]/;
var codePoints = (s) => surrogate.test(s) ? [...s] : s;
var noSlash = (s) => {
  if (s.includes("/")) {
    throw new Error("can only match a single path portion, got: " + s);
  }
};
var Matcher = class {
  pattern;
  options;
  #start;
  // the number of node ids
  #size;
  #marks;
  // the Sim for strings that are only `.` or `..`
  #dotsSim;
  // the string to compare, if the pattern has no magic. With
  // `nocase:true`, the RegExp that folds case is made when it is
  // first used.
  #literal;
  #literalFold = false;
  #literalRe;
  // the nodes between the prefix and suffix, if the graph is a
  // single chain
  #linear;
  // the linear nodes are only `*` and `?`, so the length bounds and
  // the prefix and suffix decide the match
  #wild = false;
  // the least and most chars that a match can have
  #min = 0;
  #max = Infinity;
  // the literals that a match must start and end with. Each one
  // matches exactly one char, and they are distinct items in the
  // pattern, so a string that does not have them can not match.
  #prefix = [];
  #suffix = [];
  // the prefix and suffix as strings, if they do not fold case
  #prefixStr;
  #suffixStr;
  // there is a prefix or suffix to check
  #affix = false;
  #dfa;
  #form;
  constructor(pattern, options = {}) {
    if (pattern.includes("/")) {
      throw new Error("can only match a single path portion, got pattern: " + pattern);
    }
    this.pattern = pattern;
    this.options = options;
    const { nocase = false, noext = false, normalize: n } = options;
    this.#form = n === true ? "NFC" : n || void 0;
    const literal2 = /^[?*+@]\(\)$/.test(pattern);
    const toks = tokenize(pattern, nocase, noext || literal2, this.#form, options.rangeMark);
    let [items] = build(toks, pair(toks), 0, toks.length, true);
    if (this.#form)
      items = normalize(items, this.#form);
    const [start, size] = compile(items, nocase);
    this.#start = start;
    this.#size = size;
    if (items.every((it) => it.t === "lit")) {
      this.#literal = items.map((it) => it.ch).join("");
      this.#literalFold = nocase;
    } else {
      const lit2 = (it) => it.t !== "lit" ? void 0 : nocase ? { ch: it.ch, re: foldRe(it.ch) } : { ch: it.ch };
      for (const it of items) {
        const l = lit2(it);
        if (!l)
          break;
        this.#prefix.push(l);
      }
      for (let j = items.length - 1; j >= 0; j--) {
        const l = lit2(items[j]);
        if (!l)
          break;
        this.#suffix.unshift(l);
      }
      this.#affix = !!(this.#prefix.length || this.#suffix.length);
      if (!nocase) {
        this.#prefixStr = this.#prefix.map((l) => l.ch).join("");
        this.#suffixStr = this.#suffix.map((l) => l.ch).join("");
      }
      this.#linear = linear(this.#start)?.slice(this.#prefix.length, -this.#suffix.length || void 0);
      this.#wild = !!this.#linear?.every((n2) => n2.t === "star" || n2.t === "any");
      const [min, max] = lengths(items);
      this.#min = min;
      this.#max = max;
    }
  }
  test(s) {
    if (this.#form) {
      noSlash(s);
      return this.#test(s.normalize(this.#form));
    }
    if (slashOrSurrogate.test(s)) {
      noSlash(s);
      return this.#test(s, [...s]);
    }
    return this.#test(s, s);
  }
  /**
   * The same as {@link Matcher#test}, but the string is not checked
   * for `/` chars, so the result for a string that has one is not
   * defined. Only use it for a string that is known to be one path
   * portion, such as a part of a path that was split on `/`. It can
   * be faster, because some patterns do not need to look at each char
   * of the string.
   */
  testUnchecked(s) {
    return this.#test(this.#form ? s.normalize(this.#form) : s);
  }
  // Test a string that has no `/`. `chars` indexes it by code point.
  // If it is not given, it is only found if a step needs it.
  #test(s, chars) {
    if (this.#literal !== void 0) {
      return this.#literalFold ? (this.#literalRe ??= newFoldRe(this.#literal)).test(s) : s === this.#literal;
    }
    const min = this.#min;
    const max = this.#max;
    if (chars === void 0) {
      const most = s.length;
      const least = most + 1 >> 1;
      if (most < min || least > max)
        return false;
      if (least < min || most > max)
        chars = codePoints(s);
    }
    if (chars !== void 0 && (chars.length < min || chars.length > max)) {
      return false;
    }
    const prefix2 = this.#prefix.length;
    if (this.#affix) {
      if (this.#prefixStr !== void 0 && this.#suffixStr !== void 0) {
        if (!s.startsWith(this.#prefixStr) || !s.endsWith(this.#suffixStr)) {
          return false;
        }
      } else {
        chars ??= codePoints(s);
        const end = chars.length - this.#suffix.length;
        if (!hasAffix(this.#prefix, chars, 0) || !hasAffix(this.#suffix, chars, end)) {
          return false;
        }
      }
    }
    const dotStart = !this.options.dot && s.startsWith(".");
    if (this.#linear) {
      if (s === "." || s === "..")
        return false;
      if (dotStart && !prefix2)
        return false;
      if (this.#wild)
        return true;
      chars ??= codePoints(s);
      const end = chars.length - this.#suffix.length;
      return testLinear(this.#linear, chars, prefix2, end);
    }
    chars ??= codePoints(s);
    if (s === "." || s === "..") {
      this.#marks ??= marks(this.#size);
      const sim = this.#dotsSim ??= new Sim(true, false, this.#marks);
      const start = sim.state();
      sim.add(start, this.#start, 0, true);
      let state = sim.done(start);
      for (let i = 0; i < chars.length; i++) {
        state = sim.step(state, chars[i], i, true);
      }
      return state.match;
    }
    this.#marks ??= marks(this.#size);
    const dfa = this.#dfa ??= new Dfa(this.#start, this.#marks);
    let d = dfa.start(dotStart);
    const str = chars === s;
    for (let i = 0; i < chars.length; i++) {
      if (d.dead)
        return false;
      const code = str ? s.charCodeAt(i) : chars[i].charCodeAt(0);
      d = d.ascii?.[code] ?? dfa.next(d, chars[i]);
    }
    return d.match;
  }
  /** a readable listing of the state machine */
  toString() {
    return show2(this.#start);
  }
};

// node_modules/minimatch/dist/esm/assert-valid-pattern.js
var MAX_PATTERN_LENGTH = 1024 * 64;
var assertValidPattern = (pattern) => {
  if (typeof pattern !== "string") {
    throw new TypeError("invalid pattern");
  }
  if (pattern.length > MAX_PATTERN_LENGTH) {
    throw new TypeError("pattern is too long");
  }
};

// node_modules/minimatch/dist/esm/escape.js
var escape = (s, { windowsPathsNoEscape = false, magicalBraces = false } = {}) => {
  const e = magicalBraces ? windowsPathsNoEscape ? s.replace(/[?*()[\]{}]/g, "[$&]") : s.replace(/[?*()[\]\\{}]/g, "\\$&") : windowsPathsNoEscape ? s.replace(/[?*()[\]]/g, "[$&]") : s.replace(/[?*()[\]\\]/g, "\\$&");
  const c = e.charAt(0);
  if (c === "#") {
    return (windowsPathsNoEscape ? "[#]" : "\\#") + e.slice(1);
  }
  if (c === "!") {
    return (windowsPathsNoEscape ? "@(!)" : "\\!") + e.slice(1);
  }
  return e;
};

// node_modules/minimatch/dist/esm/unescape.js
var unescape = (s, { windowsPathsNoEscape = false, magicalBraces = true } = {}) => {
  if (windowsPathsNoEscape && s.startsWith("@(!)")) {
    return "!" + unescape(s.slice(4), { windowsPathsNoEscape, magicalBraces });
  }
  if (magicalBraces) {
    return windowsPathsNoEscape ? s.replace(/\[([^/\\])\]/g, "$1") : s.replace(/((?!\\).|^)\[([^/\\])\]/g, "$1$2").replace(/\\([^/])/g, "$1");
  }
  return windowsPathsNoEscape ? s.replace(/\[([^/\\{}])\]/g, "$1") : s.replace(/((?!\\).|^)\[([^/\\{}])\]/g, "$1$2").replace(/\\([^/{}])/g, "$1");
};

// node_modules/minimatch/dist/esm/index.js
var DEFAULT_BRACE_EXPAND_MAX = 1e5;
var DEFAULT_GLOB_STAR_RECURSION_MAX = 200;
var AWE_KEY = "allowWindowsEscape";
var minimatch = (p, pattern, options) => {
  assertValidPattern(pattern);
  if (!options?.nocomment && pattern.charAt(0) === "#") {
    return false;
  }
  return cachedMinimatch(pattern, options).match(p);
};
var cache = /* @__PURE__ */ new Map();
var oldCache = /* @__PURE__ */ new Map();
var cacheSize = 0;
var cacheTotalWeight = 0;
var cacheMax = 256;
var cacheMaxWeight = 1 << 15;
var cacheMaxEntryWeight = 1 << 12;
var cacheWeight = (mm) => {
  let w = mm.pattern.length;
  for (const s of mm.globSet) {
    w += s.length + 1;
    if (w > cacheMaxEntryWeight)
      break;
  }
  return w;
};
var tri = (v) => v === void 0 ? 0 : v ? 2 : 1;
var booleanWeights = new Map(Object.keys({
  nobrace: 0,
  nocomment: 0,
  nonegate: 0,
  noglobstar: 0,
  noext: 0,
  nonull: 0,
  partial: 0,
  dot: 0,
  nocase: 0,
  nocaseMagicOnly: 0,
  magicalBraces: 0,
  matchBase: 0,
  flipNegate: 0,
  preserveMultipleSlashes: 0,
  windowsNoMagicRoot: 0
}).map((k, i) => [k, 24 * 3 ** i]));
var optionsKey = (o) => {
  let n = 0;
  let wpe = false;
  for (const k in o) {
    const v = o[k];
    switch (k) {
      // the same test as the Minimatch constructor
      case "windowsPathsNoEscape":
        if (v)
          wpe = true;
        break;
      case AWE_KEY:
        if (v === false)
          wpe = true;
        break;
      case "platform": {
        const p = v || defaultPlatform;
        if (p === defaultPlatform)
          break;
        if (p === "darwin")
          n += 3;
        else if (p === "win32")
          n += 6;
        else if (p === "linux")
          n += 9;
        else
          return JSON.stringify(o);
        break;
      }
      case "optimizationLevel":
        if (v === void 0)
          break;
        n += v >= 2 ? 1 : v >= 1 ? 0 : 2;
        break;
      case "braceExpandMax":
        if (v !== void 0 && v !== DEFAULT_BRACE_EXPAND_MAX) {
          return JSON.stringify(o);
        }
        break;
      case "maxGlobstarRecursion":
        if (v !== void 0 && v !== DEFAULT_GLOB_STAR_RECURSION_MAX) {
          return JSON.stringify(o);
        }
        break;
      case "normalize":
        if (v !== void 0)
          return JSON.stringify(o);
        break;
      default:
        n += (booleanWeights.get(k) ?? 0) * tri(v);
    }
  }
  return wpe ? n + 12 : n;
};
var copyOptions = (o) => {
  const copy = {};
  for (const k in o)
    copy[k] = o[k];
  return copy;
};
var cachedMinimatch = (pattern, options) => {
  const key = options ? optionsKey(options) : 0;
  let mm = cache.get(key)?.get(pattern);
  if (mm)
    return mm;
  mm = oldCache.get(key)?.get(pattern) ?? new Minimatch(pattern, copyOptions(options));
  const weight = cacheWeight(mm);
  if (weight > cacheMaxEntryWeight)
    return mm;
  if (cacheSize >= cacheMax || cacheTotalWeight + weight > cacheMaxWeight) {
    oldCache = cache;
    cache = /* @__PURE__ */ new Map();
    cacheSize = 0;
    cacheTotalWeight = 0;
  }
  let byPattern = cache.get(key);
  if (!byPattern)
    cache.set(key, byPattern = /* @__PURE__ */ new Map());
  byPattern.set(pattern, mm);
  cacheSize++;
  cacheTotalWeight += weight;
  return mm;
};
var defaultPlatform = typeof process === "object" && process ? process.env?.__MINIMATCH_TESTING_PLATFORM__ || process.platform : "posix";
var path2 = {
  win32: { sep: "\\" },
  posix: { sep: "/" }
};
var sep = defaultPlatform === "win32" ? path2.win32.sep : path2.posix.sep;
minimatch.sep = sep;
var GLOBSTAR = /* @__PURE__ */ Symbol("globstar **");
minimatch.GLOBSTAR = GLOBSTAR;
var filter = (pattern, options) => {
  let mm;
  return (p) => (mm ??= cachedMinimatch(pattern, options)).match(p);
};
minimatch.filter = filter;
var ext = (a, b = {}) => Object.assign({}, a, b);
var defaults = (def) => {
  if (!def || typeof def !== "object" || !Object.keys(def).length) {
    return minimatch;
  }
  const orig = minimatch;
  const m = (p, pattern, options = {}) => orig(p, pattern, ext(def, options));
  return Object.assign(m, {
    Minimatch: class Minimatch extends orig.Minimatch {
      constructor(pattern, options = {}) {
        super(pattern, ext(def, options));
      }
      static defaults(options) {
        return orig.defaults(ext(def, options)).Minimatch;
      }
    },
    unescape: (s, options = {}) => orig.unescape(s, ext(def, options)),
    escape: (s, options = {}) => orig.escape(s, ext(def, options)),
    filter: (pattern, options = {}) => orig.filter(pattern, ext(def, options)),
    defaults: (options) => orig.defaults(ext(def, options)),
    braceExpand: (pattern, options = {}) => orig.braceExpand(pattern, ext(def, options)),
    match: (list, pattern, options = {}) => orig.match(list, pattern, ext(def, options)),
    sep: orig.sep,
    GLOBSTAR
  });
};
minimatch.defaults = defaults;
var braceExpand = (pattern, options = {}) => {
  assertValidPattern(pattern);
  if (options.nobrace || !/\{(?:(?!\{).)*\}/.test(pattern)) {
    return [pattern];
  }
  let p = pattern.replace(/\\\\/g, "\\\\\\\\");
  if (options.windowsPathsNoEscape || options[AWE_KEY] === false) {
    p = p.replace(/\[([{}])\]/g, "[\\$1]");
  }
  return expand(p, { max: options.braceExpandMax });
};
minimatch.braceExpand = braceExpand;
var RANGE_MIN = 100;
var rangeRe = /(?<![\\$])\{(-?\d+)\.\.(-?\d+)\}/g;
var inRepeatOrNegExt = (portion, mark) => {
  const stack = [];
  for (let i = 0; i < portion.length; i++) {
    const c = portion.charAt(i);
    if (c === "\\") {
      i++;
    } else if (c === mark) {
      if (stack.some((t) => t !== "@" && t !== "?"))
        return true;
    } else if (portion.charAt(i + 1) === "(" && "!?+*@".includes(c)) {
      stack.push(c);
      i++;
    } else if (c === ")") {
      stack.pop();
    }
  }
  return false;
};
var match = (list, pattern, options = {}) => {
  const mm = new Minimatch(pattern, options);
  list = list.filter((f) => mm.match(f));
  if (mm.options.nonull && !list.length) {
    list.push(pattern);
  }
  return list;
};
minimatch.match = match;
var globMagic = /[?*]|[+@!]\(.*?\)|\[|\]/;
var classEnd = (pattern, start) => {
  let i = start + 1;
  if (pattern.charAt(i) === "!" || pattern.charAt(i) === "^")
    i++;
  let sawStart = false;
  for (; i < pattern.length; i++) {
    const c = pattern.charAt(i);
    if (c === "]" && sawStart)
      return i;
    sawStart = true;
    if (c === "\\")
      i++;
  }
  return -1;
};
var literal = (pattern, noext) => {
  if (!noext && (pattern === "+()" || pattern === "@()"))
    return pattern;
  let lit2 = "";
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern.charAt(i);
    if (c === "\\") {
      lit2 += pattern.charAt(++i) || c;
    } else if (c === "*" || c === "?") {
      return void 0;
    } else if (c === "[") {
      const close = classEnd(pattern, i);
      if (close === -1) {
        lit2 += c;
        continue;
      }
      let body = pattern.slice(i + 1, close);
      if (body.startsWith("\\"))
        body = body.slice(1);
      if ([...body].length !== 1 || "!^".includes(pattern.charAt(i + 1))) {
        return void 0;
      }
      lit2 += body;
      i = close;
    } else if (!noext && "+@!".includes(c) && pattern.charAt(i + 1) === "(" && pattern.includes(")", i + 2)) {
      return void 0;
    } else {
      lit2 += c;
    }
  }
  return lit2;
};
var MAX_EXTGLOBS = 256;
var extglobCount = (pattern) => {
  let n = 0;
  for (let i = 0; i < pattern.length - 1; i++) {
    const c = pattern.charAt(i);
    if (c === "\\") {
      i++;
    } else if ("+@!?*".includes(c) && pattern.charAt(i + 1) === "(") {
      n++;
      i++;
    }
  }
  return n;
};
var assertValidExtglobs = (pattern) => {
  if (extglobCount(pattern) > MAX_EXTGLOBS) {
    throw new TypeError("pattern has too many extglobs");
  }
};
var extSafe = (pattern) => {
  if (/^[?*+@]\(\)$/.test(pattern) || pattern.includes("[:"))
    return false;
  let depth = 0;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern.charAt(i);
    if (c === "\\") {
      if (++i === pattern.length)
        return false;
    } else if (c === "[") {
      const close = classEnd(pattern, i);
      if (close !== -1)
        i = close;
    } else if ("+@!?*".includes(c) && pattern.charAt(i + 1) === "(") {
      depth++;
      i++;
    } else if (c === ")") {
      if (!depth--)
        return false;
    } else if (c === "|" && !depth) {
      return false;
    }
  }
  return !depth;
};
var lastSplit;
var lastChecked;
var portionMatch = (p, f) => typeof p === "string" ? f === p : f !== "" && p.testUnchecked(f);
var endIndex = (p, last, lastStart, prev, prevStart) => portionMatch(p, last) ? lastStart : prev !== void 0 && portionMatch(p, prev) ? prevStart : -1;
var isDots = (p) => p === "." || p === "..";
var isDrive = (p) => typeof p === "string" && /^[a-z]:$/i.test(p);
var isLongUNC = (p) => typeof p === "string" && /^unc$/i.test(p);
var uncHost = (p) => {
  if (p[0] !== "" || p[1] !== "")
    return -1;
  const h = p[2] !== "?" ? 2 : isLongUNC(p[3]) ? 4 : -1;
  const host = p[h];
  const share = p[h + 1];
  return h !== -1 && host !== void 0 && host !== "" && host !== GLOBSTAR && share !== void 0 && share !== "" && share !== GLOBSTAR ? h : -1;
};
var walkable = (p, dot) => !isDots(p) && (dot || !p.startsWith("."));
var dotPortion = (f, start, end, dot, sep3) => {
  for (let k = start; k < end; ) {
    if (f.charCodeAt(k) === 46) {
      if (!dot)
        return true;
      const n = f.charCodeAt(k + 1) === 46 ? k + 2 : k + 1;
      if (n >= end || isSep(f.charCodeAt(n), sep3))
        return true;
    }
    const s = nextSep(f, k, sep3);
    if (s === -1)
      return false;
    k = s + 1;
    while (k < end && isSep(f.charCodeAt(k), sep3))
      k++;
  }
  return false;
};
var isSep = (c, sep3) => sep3 === "/" ? c === 47 : sep3 === "\\" ? c === 92 : c === 47 || c === 92;
var nextSep = (f, from, sep3) => {
  if (sep3 !== "both")
    return f.indexOf(sep3, from);
  const s = f.indexOf("/", from);
  const b = f.indexOf("\\", from);
  return s === -1 ? b : b === -1 ? s : Math.min(s, b);
};
var lastSep = (f, from, sep3) => sep3 !== "both" ? f.lastIndexOf(sep3, from) : Math.max(f.lastIndexOf("/", from), f.lastIndexOf("\\", from));
var PENDING = {};
var Minimatch = class {
  options;
  set;
  pattern;
  windowsPathsNoEscape;
  nonegate;
  negate;
  comment;
  empty;
  preserveMultipleSlashes;
  partial;
  globSet;
  globParts;
  nocase;
  isWindows;
  platform;
  windowsNoMagicRoot;
  maxGlobstarRecursion;
  // the path can be checked against the last portion, and the string
  // portions, of each row before it is split. See #canMatch.
  #endCheck;
  #literalCheck;
  // level 2 resolves `.` and `..` portions in the path
  #level2;
  // the unicode normalization form, if any
  #form;
  // the string portions of each row in the set
  #literals = [];
  // the rows that #canMatch can match without splitting the path
  #shapes = [];
  // the rows whose last portion can be checked against the path's
  #endRows = [];
  // brace expansion can make the same portion in many rows, so they
  // share one Matcher, and the states that it caches
  #matchers = /* @__PURE__ */ new Map();
  // parse() returns PENDING in place of a Matcher
  #pending = false;
  // the char that marks numeric ranges in globSet, if any
  #rangeMark;
  // the GlobstarParts of each pattern row, by start index and partial
  #globstarParts = /* @__PURE__ */ new WeakMap();
  constructor(pattern, options = {}) {
    assertValidPattern(pattern);
    options = options || {};
    this.options = options;
    this.maxGlobstarRecursion = options.maxGlobstarRecursion ?? DEFAULT_GLOB_STAR_RECURSION_MAX;
    this.pattern = pattern;
    this.platform = options.platform || defaultPlatform;
    this.isWindows = this.platform === "win32";
    this.windowsPathsNoEscape = !!options.windowsPathsNoEscape || options[AWE_KEY] === false;
    if (this.windowsPathsNoEscape) {
      this.pattern = this.pattern.replace(/\\/g, "/");
    }
    this.preserveMultipleSlashes = !!options.preserveMultipleSlashes;
    this.negate = false;
    this.nonegate = !!options.nonegate;
    this.comment = false;
    this.empty = false;
    this.partial = !!options.partial;
    this.nocase = !!this.options.nocase;
    this.windowsNoMagicRoot = options.windowsNoMagicRoot !== void 0 ? options.windowsNoMagicRoot : !!(this.isWindows && this.nocase);
    this.globSet = [];
    this.globParts = [];
    this.set = [];
    this.#endCheck = !this.preserveMultipleSlashes;
    this.#level2 = (options.optimizationLevel ?? 1) >= 2;
    const n = options.normalize;
    this.#form = n === true ? "NFC" : n || void 0;
    this.make();
    const drives = this.set.map((row) => this.#rootIndex(row));
    this.#endRows = this.set.map((row, r) => this.#endCheck && row.length - 1 > drives[r]);
    this.#literals = this.set.map((row, r) => {
      const end = this.#endRows[r] ? row.length - 1 : row.length;
      const lits = row.slice(drives[r] + 1, end).filter((p) => typeof p === "string" && !!p);
      return [...new Set(lits)];
    });
    this.#literalCheck = this.#literals.some((l) => l.length);
    this.#shapes = this.set.map((row, r) => {
      const [p0, p1, p2] = row;
      if (this.#endRows[r] && row.length === 2) {
        if (p0 === GLOBSTAR && p1 !== GLOBSTAR)
          return "tail";
      }
      if (this.#endRows[r] && options.matchBase && row.length === 1 && p0 !== GLOBSTAR && p0 !== "") {
        return "base";
      }
      if (!this.#endCheck || drives[r] !== -1)
        return void 0;
      if (row.length === 3 && p0 === GLOBSTAR && p2 === GLOBSTAR && p1 !== GLOBSTAR && p1 !== "" && // the portion between is only matched below this limit
      this.maxGlobstarRecursion > 0) {
        return "mid";
      }
      if (row.length === 2 && p1 === GLOBSTAR && p0 !== GLOBSTAR && p0 !== "") {
        return "head";
      }
      return void 0;
    });
  }
  // a string portion of a pattern, normalized if the option is set
  #norm(p) {
    return this.#form ? p.normalize(this.#form) : p;
  }
  // On Windows, the index of the last root portion of a row, as
  // #matchRow finds it: 0 for `c:/...`, 3 for `//?/c:/...` and
  // `//host/share/...`, and 5 for `//?/UNC/host/share/...`. Otherwise
  // -1.
  #rootIndex(row) {
    if (!this.isWindows)
      return -1;
    if (isDrive(row[0]))
      return 0;
    const uncDrive = row[0] === "" && row[1] === "" && row[2] === "?" && isDrive(row[3]);
    if (uncDrive)
      return 3;
    const h = uncHost(row);
    return h === -1 ? -1 : h + 1;
  }
  hasMagic() {
    if (this.options.magicalBraces && this.set.length > 1) {
      return true;
    }
    for (const pattern of this.set) {
      for (const part of pattern) {
        if (typeof part !== "string")
          return true;
      }
    }
    return false;
  }
  make() {
    const pattern = this.pattern;
    const options = this.options;
    if (!options.nocomment && pattern.charAt(0) === "#") {
      this.comment = true;
      return;
    }
    if (!pattern) {
      this.empty = true;
      return;
    }
    this.parseNegate();
    this.globSet = [...new Set(this.#expandBraces())];
    const rawGlobParts = this.globSet.map((s) => this.#slashSplit(s));
    this.globParts = this.preprocess(rawGlobParts);
    this.#pending = true;
    let set = this.globParts.map((s, _, __) => {
      if (this.isWindows && this.windowsNoMagicRoot) {
        const n = s[2] === "?" && isLongUNC(s[3]) ? 6 : 4;
        const isUNC = s[0] === "" && s[1] === "" && (s[2] === "?" || !globMagic.test(s[2])) && s.slice(3, n).every((p) => !globMagic.test(p));
        const isDrive2 = /^[a-z]:/i.test(s[0]);
        if (isUNC) {
          return [
            ...s.slice(0, n).map((p) => this.#norm(p)),
            ...s.slice(n).map((ss) => this.parse(ss))
          ];
        } else if (isDrive2) {
          return [
            this.#norm(s[0]),
            ...s.slice(1).map((ss) => this.parse(ss))
          ];
        }
      }
      return s.map((ss) => this.parse(ss));
    });
    this.set = set.filter((s) => s.indexOf(false) === -1);
    if (this.isWindows) {
      for (let i = 0; i < this.set.length; i++) {
        const p = this.set[i];
        if (p[0] === "" && p[1] === "" && this.globParts[i][2] === "?" && (isDrive(p[3]) || isLongUNC(this.globParts[i][3]))) {
          if (isLongUNC(this.globParts[i][3]))
            p[3] = "UNC";
          p[2] = "?";
        }
      }
    }
    if (!options.noext)
      this.mergeRows();
    this.#pending = false;
    this.set.forEach((row, i) => {
      for (let k = 0; k < row.length; k++) {
        if (row[k] === PENDING) {
          row[k] = this.parse(this.globParts[i][k]);
        }
      }
    });
  }
  // Merge rows that only differ in one portion, where each of them
  // is a Matcher, into one row that matches any of them with
  // `@(a|b|...)`. Then a path is only walked once for all of them,
  // for example with `**/*.{js,ts}`.
  mergeRows() {
    let merged = true;
    while (merged) {
      merged = false;
      if (this.set.length < 2)
        return;
      let keys = this.#mergeKeys();
      const len = Math.max(0, ...this.set.map((r) => r.length));
      for (let k = 0; k < len; k++) {
        const groups = /* @__PURE__ */ new Map();
        const R = this.set.length + 1;
        this.set.forEach((row, i) => {
          if (!(row[k] instanceof Matcher || row[k] === PENDING) || !extSafe(this.globParts[i][k])) {
            return;
          }
          const { pre, suf } = keys[i];
          const key = pre[k] * R + suf[k + 1];
          const g = groups.get(key);
          if (g)
            g.push(i);
          else
            groups.set(key, [i]);
        });
        const drop = /* @__PURE__ */ new Set();
        for (const g of groups.values()) {
          if (g.length < 2)
            continue;
          const [first, ...rest] = g;
          const alts = g.map((i) => this.globParts[i][k]);
          const glob = `@(${alts.join("|")})`;
          if (extglobCount(glob) > MAX_EXTGLOBS)
            continue;
          this.globParts[first][k] = glob;
          this.set[first][k] = this.parse(glob);
          for (const i of rest)
            drop.add(i);
        }
        if (drop.size) {
          merged = true;
          this.set = this.set.filter((_, i) => !drop.has(i));
          this.globParts = this.globParts.filter((_, i) => !drop.has(i));
          if (this.set.length < 2)
            return;
          keys = this.#mergeKeys();
        }
      }
    }
  }
  // For each row, number ids for its prefixes and suffixes, such that
  // pre[k] identifies parts[0..k) and suf[k] identifies parts[k..n).
  // Two rows are the same other than at portion k exactly when they
  // have the same pre[k] and suf[k + 1]. This is linear in the size of
  // the rows, where joining the whole row for every k was quadratic.
  #mergeKeys() {
    const partIds = /* @__PURE__ */ new Map();
    const ids = this.globParts.map((parts) => parts.map((s) => {
      let id = partIds.get(s);
      if (id === void 0)
        partIds.set(s, id = partIds.size);
      return id;
    }));
    const P = partIds.size;
    const len = Math.max(0, ...ids.map((r) => r.length));
    const keys = ids.map((r) => ({
      pre: [0],
      suf: new Array(r.length + 1).fill(0)
    }));
    for (let k = 0; k < len; k++) {
      const m = /* @__PURE__ */ new Map();
      ids.forEach((r, i) => {
        if (k >= r.length)
          return;
        const { pre } = keys[i];
        const key = pre[k] * P + r[k];
        let id = m.get(key);
        if (id === void 0)
          m.set(key, id = m.size + 1);
        pre.push(id);
      });
    }
    for (let k = len - 1; k >= 0; k--) {
      const m = /* @__PURE__ */ new Map();
      ids.forEach((r, i) => {
        if (k >= r.length)
          return;
        const { suf } = keys[i];
        const key = suf[k + 1] * P + r[k];
        let id = m.get(key);
        if (id === void 0)
          m.set(key, id = m.size + 1);
        suf[k] = id;
      });
    }
    return keys;
  }
  // various transforms to equivalent pattern sets that are
  // faster to process in a filesystem walk.  The goal is to
  // eliminate what we can, and push all ** patterns as far
  // to the right as possible, even if it increases the number
  // of patterns that we have to process.
  preprocess(globParts) {
    if (this.options.noglobstar) {
      for (const partset of globParts) {
        for (let j = 0; j < partset.length; j++) {
          if (partset[j] === "**") {
            partset[j] = "*";
          }
        }
      }
    }
    const { optimizationLevel = 1 } = this.options;
    if (optimizationLevel >= 2) {
      globParts = this.firstPhasePreProcess(globParts);
      globParts = this.secondPhasePreProcess(globParts);
    } else if (optimizationLevel >= 1) {
      globParts = this.levelOneOptimize(globParts);
    } else {
      globParts = this.adjascentGlobstarOptimize(globParts);
    }
    return globParts;
  }
  // just get rid of adjascent ** portions
  adjascentGlobstarOptimize(globParts) {
    return globParts.map((parts) => {
      let gs = -1;
      while (-1 !== (gs = parts.indexOf("**", gs + 1))) {
        let i = gs;
        while (parts[i + 1] === "**") {
          i++;
        }
        if (i !== gs) {
          parts.splice(gs, i - gs);
        }
      }
      return parts;
    });
  }
  // get rid of adjascent ** and resolve .. portions
  levelOneOptimize(globParts) {
    return globParts.map((parts) => {
      const root = this.#rootIndex(parts) + 1;
      parts = parts.reduce((set, part) => {
        const prev = set[set.length - 1];
        if (part === "**" && prev === "**") {
          return set;
        }
        if (part === "..") {
          if (set.length > root && prev && prev !== ".." && prev !== "." && prev !== "**") {
            set.pop();
            return set;
          }
        }
        set.push(part);
        return set;
      }, []);
      return parts.length === 0 ? [""] : parts;
    });
  }
  // Check the path against each row before it is split. 'no' if no
  // row can match, so it does not need to be split. 'yes' if a row of
  // `**` and one more portion matches. 'maybe' if it must be split to
  // know. None of this applies with partial, where the path can end
  // before the row does.
  //
  // On Windows, `\` is a separator in the path too, and the portions of
  // a row up to its drive letter or UNC share are not checked (see
  // #rootIndex).
  //
  // Each string portion of a row must be a portion of the path, so the
  // path must contain it. Level 2 can only take portions out of the
  // path, so this is still true then.
  //
  // The last portion of a row must match the last portion of the path,
  // or the one before a trailing `/` (as a/* and a/**/* match a/b/).
  // This does not apply to rows that end in **, rows that end in a
  // root, or preserveMultipleSlashes (which can leave more
  // than one '' at the end). At level 2, it does not apply if that
  // portion is `.` or `..`, which can be
  // resolved away. Level 2 only takes other portions out of the
  // middle of the path.
  //
  // A row of `**/x` then matches if the ** can walk the portions
  // before the one that x matches, the same as #matchGlobstar. At
  // level 2, this is only known if none of them are `.` or `..`, so
  // that the path does not change when it is resolved.
  #canMatch(f) {
    const sep3 = !this.isWindows || !f.includes("\\") ? "/" : f.includes("/") ? "both" : "\\";
    let ends = this.#endCheck ? 0 : -1;
    let last = "";
    let lastStart = 0;
    let prev;
    let prevStart = 0;
    const dot = !!this.options.dot;
    ROWS: for (let r = 0; r < this.set.length; r++) {
      const row = this.set[r];
      const p = row[row.length - 1];
      let end = ends !== -1 && this.#endRows[r] && p !== GLOBSTAR;
      if (end && ends === 0) {
        const i = lastSep(f, f.length, sep3);
        lastStart = i + 1;
        last = f.slice(lastStart);
        if (last === "" && i >= 0) {
          let j = i;
          while (j > 0 && isSep(f.charCodeAt(j - 1), sep3))
            j--;
          prevStart = j === 0 ? 0 : lastSep(f, j - 1, sep3) + 1;
          prev = f.slice(prevStart, j);
        }
        const resolves = this.#level2 && (isDots(last) || last === "" && prev !== void 0 && isDots(prev));
        ends = resolves ? -1 : 1;
        end = !resolves;
      }
      let tailStart = -1;
      if (end && typeof p === "string") {
        tailStart = endIndex(p, last, lastStart, prev, prevStart);
        if (tailStart === -1)
          continue;
      }
      if (this.#literalCheck) {
        for (const l of this.#literals[r]) {
          if (!f.includes(l))
            continue ROWS;
        }
      }
      if (end && typeof p === "object") {
        tailStart = endIndex(p, last, lastStart, prev, prevStart);
        if (tailStart === -1)
          continue;
      }
      const shape = this.#shapes[r];
      if (shape === "base" && end)
        return "yes";
      if (shape === "tail" && end) {
        if (this.#level2 && dotPortion(f, 0, tailStart, true, sep3)) {
          return "maybe";
        }
        if (!dotPortion(f, 0, tailStart, dot, sep3))
          return "yes";
        continue;
      }
      if (shape === "mid" || shape === "head") {
        const m = this.#walk(f, row, shape === "head", dot, sep3);
        if (m !== "no")
          return m;
        continue;
      }
      return "maybe";
    }
    return "no";
  }
  // Match a row of a known shape against the split path, the same as
  // #matchGlobstar and #matchGlobStarBodySections do. None of these
  // rows have a drive letter, so they start at the first portion.
  #matchShape(file, row, shape) {
    const dot = !!this.options.dot;
    const n = file.length;
    if (shape === "head") {
      if (n < 2 || !portionMatch(row[0], file[0])) {
        return false;
      }
      for (let i = 1; i < n; i++)
        if (!walkable(file[i], dot))
          return false;
      return true;
    }
    const x = row[1];
    if (shape === "tail") {
      let t = n - 1;
      if (!portionMatch(x, file[t])) {
        if (file[t] !== "" || n === 1 || !portionMatch(x, file[--t])) {
          return false;
        }
      }
      for (let i = 0; i < t; i++)
        if (!walkable(file[i], dot))
          return false;
      return true;
    }
    for (let k = 0; k < n; k++) {
      if (portionMatch(x, file[k]) && k + 1 < n) {
        let i = k + 1;
        while (i < n && walkable(file[i], dot))
          i++;
        if (i === n)
          return true;
      }
      if (!walkable(file[k], dot))
        return false;
    }
    return false;
  }
  // Match a row of `**/x/**` or `x/**` against the path, the same as
  // #matchGlobstar and #matchGlobStarBodySections do once it is split.
  // x must match a portion (the first one, for `x/**`), the ** before
  // it must be able to walk the portions before that one, and there
  // must be a portion after it, which the ** after it can walk. At
  // level 2, this is only known if no portion is `.` or `..`.
  #walk(f, row, head, dot, sep3) {
    if (this.#level2 && dotPortion(f, 0, f.length, true, sep3))
      return "maybe";
    const x = row[head ? 0 : 1];
    let s = 0;
    for (let e = nextSep(f, s, sep3); e !== -1; e = nextSep(f, s, sep3)) {
      let next = e + 1;
      while (next < f.length && isSep(f.charCodeAt(next), sep3))
        next++;
      const hit = typeof x === "string" ? e - s === x.length && f.startsWith(x, s) : e > s && x.testUnchecked(f.slice(s, e));
      if (hit && !dotPortion(f, next, f.length, dot, sep3))
        return "yes";
      if (head || dotPortion(f, s, next, dot, sep3))
        return "no";
      s = next;
    }
    return "no";
  }
  // the last split, if it was the same path with the same split
  // settings
  #cachedSplit(f) {
    const last = lastSplit;
    return last?.f === f && last.isWindows === this.isWindows && last.preserveMultipleSlashes === this.preserveMultipleSlashes && last.normalize === this.#form ? last : void 0;
  }
  // split a path for match(), and keep the parts for the next call
  #split(f) {
    const { isWindows, preserveMultipleSlashes } = this;
    let parts = this.#slashSplit(isWindows ? f.split("\\").join("/") : f);
    const normalize2 = this.#form;
    if (normalize2)
      parts = parts.map((p) => p.normalize(normalize2));
    lastSplit = {
      f,
      isWindows,
      preserveMultipleSlashes,
      normalize: normalize2,
      parts
    };
    return lastSplit;
  }
  // resolve `.` and `..` portions of a path, for level 2
  #levelTwoFileOptimize(file) {
    const parts = [...file];
    let didSomething = false;
    do {
      didSomething = false;
      if (!this.preserveMultipleSlashes) {
        for (let i = 1; i < parts.length - 1; i++) {
          const p = parts[i];
          if (i === 1 && p === "" && parts[0] === "")
            continue;
          if (p === "." || p === "") {
            didSomething = true;
            parts.splice(i, 1);
            i--;
          }
        }
        if (parts[0] === "." && parts.length === 2 && (parts[1] === "." || parts[1] === "")) {
          didSomething = true;
          parts.pop();
        }
      }
      const root = this.#rootIndex(parts) + 1;
      let dd = root;
      while (-1 !== (dd = parts.indexOf("..", dd + 1))) {
        const p = parts[dd - 1];
        if (p && p !== "." && p !== ".." && p !== "**") {
          didSomething = true;
          parts.splice(dd - 1, 2);
          dd = Math.max(dd - 2, root);
        }
      }
    } while (didSomething);
    return parts.length === 0 ? [""] : parts;
  }
  // First phase: single-pattern processing
  // <pre> is 1 or more portions
  // <rest> is 1 or more portions
  // <p> is any portion other than ., .., '', or **
  // <e> is . or ''
  //
  // **/.. is *brutal* for filesystem walking performance, because
  // it effectively resets the recursive walk each time it occurs,
  // and ** cannot be reduced out by a .. pattern part like a regexp
  // or most strings (other than .., ., and '') can be.
  //
  // <pre>/**/../<p>/<p>/<rest> -> {<pre>/../<p>/<p>/<rest>,<pre>/**/<p>/<p>/<rest>}
  // <pre>/<e>/<rest> -> <pre>/<rest>
  // <pre>/<p>/../<rest> -> <pre>/<rest>
  // **/**/<rest> -> **/<rest>
  //
  // **/*/<rest> -> */**/<rest> <== not valid because ** doesn't follow
  // this WOULD be allowed if ** did follow symlinks, or * didn't
  firstPhasePreProcess(globParts) {
    const { braceExpandMax = DEFAULT_BRACE_EXPAND_MAX } = this.options;
    let splitCells = 0;
    const maxSplitCells = 1e6;
    let didSomething = false;
    do {
      didSomething = false;
      for (let parts of globParts) {
        let gs = -1;
        while (-1 !== (gs = parts.indexOf("**", gs + 1))) {
          let gss = gs;
          while (parts[gss + 1] === "**") {
            gss++;
          }
          if (gss > gs) {
            parts.splice(gs + 1, gss - gs);
          }
          let next = parts[gs + 1];
          const p = parts[gs + 2];
          const p2 = parts[gs + 3];
          if (next !== "..")
            continue;
          if (!p || p === "." || p === ".." || !p2 || p2 === "." || p2 === "..") {
            continue;
          }
          const addedCells = parts.length - 1;
          if (globParts.length >= braceExpandMax || splitCells + addedCells > maxSplitCells) {
            throw new RangeError(`optimizationLevel 2: too many patterns from '**/..'`);
          }
          didSomething = true;
          parts.splice(gs, 1);
          const other = parts.slice(0);
          other[gs] = "**";
          splitCells += addedCells;
          globParts.push(other);
          gs--;
        }
        if (!this.preserveMultipleSlashes) {
          for (let i = 1; i < parts.length - 1; i++) {
            const p = parts[i];
            if (i === 1 && p === "" && parts[0] === "")
              continue;
            if (p === "." || p === "") {
              didSomething = true;
              parts.splice(i, 1);
              i--;
            }
          }
          if (parts[0] === "." && parts.length === 2 && (parts[1] === "." || parts[1] === "")) {
            didSomething = true;
            parts.pop();
          }
        }
        const root = this.#rootIndex(parts) + 1;
        let dd = root;
        while (-1 !== (dd = parts.indexOf("..", dd + 1))) {
          const p = parts[dd - 1];
          if (p && p !== "." && p !== ".." && p !== "**") {
            didSomething = true;
            const needDot = dd === 1 && parts[dd + 1] === "**";
            const splin = needDot ? ["."] : [];
            parts.splice(dd - 1, 2, ...splin);
            if (parts.length === 0)
              parts.push("");
            dd = Math.max(dd - 2, root);
          }
        }
      }
    } while (didSomething);
    return globParts;
  }
  // second phase: multi-pattern dedupes
  // {<pre>/<rest>,<pre>/<rest>} -> <pre>/<rest>
  // {<pre>/*/<rest>,<pre>/<p>/<rest>} -> <pre>/*/<rest>
  secondPhasePreProcess(globParts) {
    const keys = /* @__PURE__ */ new Set();
    const rows = globParts.filter((parts) => {
      const key = parts.join("/");
      if (keys.has(key))
        return false;
      keys.add(key);
      return true;
    });
    const stars = /* @__PURE__ */ new Map();
    for (const parts of rows) {
      const s = [];
      for (let i = 0; i < parts.length; i++) {
        if (parts[i] === "*")
          s.push(i);
      }
      if (s.length)
        stars.set(s.join(","), s);
    }
    if (!stars.size || rows.length * stars.size > 1e5)
      return rows;
    const { dot } = this.options;
    return rows.filter((parts) => {
      for (const s of stars.values()) {
        if (s[s.length - 1] >= parts.length)
          continue;
        const c = [...parts];
        let ok = true;
        let changed = false;
        for (const i of s) {
          const p = parts[i];
          if (p === "*")
            continue;
          if (!p || p === "**" || !dot && p.startsWith(".")) {
            ok = false;
            break;
          }
          c[i] = "*";
          changed = true;
        }
        if (ok && changed && keys.has(c.join("/")))
          return false;
      }
      return true;
    });
  }
  parseNegate() {
    if (this.nonegate)
      return;
    const pattern = this.pattern;
    let negate = false;
    let negateOffset = 0;
    for (let i = 0; i < pattern.length && pattern.charAt(i) === "!"; i++) {
      negate = !negate;
      negateOffset++;
    }
    if (negateOffset)
      this.pattern = pattern.slice(negateOffset);
    this.negate = negate;
  }
  // Match the parts of a path against one row of the set. `resolved`
  // is the parts after level 2 resolves `.` and `..` in them, or the
  // same parts below level 2. Set partial to true to test if, for
  // example, "/a/b" matches the start of "/*/b/*/d". Partial means, if
  // you run out of file before you run out of pattern, then that's
  // fine, as long as all the parts match.
  #matchRow(file, resolved, pattern, partial) {
    let fileStartIndex = 0;
    let patternStartIndex = 0;
    const fh = this.isWindows ? uncHost(resolved) : -1;
    const ph = fh === -1 ? -1 : uncHost(pattern);
    if (ph !== -1) {
      const host = pattern[ph];
      const share = pattern[ph + 1];
      if (typeof host !== "string" || typeof share !== "string") {
        fileStartIndex = fh;
        patternStartIndex = ph;
      } else if (resolved[fh].toLowerCase() === host.toLowerCase() && resolved[fh + 1].toLowerCase() === share.toLowerCase()) {
        fileStartIndex = fh + 2;
        patternStartIndex = ph + 2;
      }
    } else if (this.isWindows) {
      const fileDrive = typeof file[0] === "string" && /^[a-z]:$/i.test(file[0]);
      const fileUNC = !fileDrive && file[0] === "" && file[1] === "" && file[2] === "?" && /^[a-z]:$/i.test(file[3]);
      const patternDrive = typeof pattern[0] === "string" && /^[a-z]:$/i.test(pattern[0]);
      const patternUNC = !patternDrive && pattern[0] === "" && pattern[1] === "" && pattern[2] === "?" && typeof pattern[3] === "string" && /^[a-z]:$/i.test(pattern[3]);
      const fdi = fileUNC ? 3 : fileDrive ? 0 : void 0;
      const pdi = patternUNC ? 3 : patternDrive ? 0 : void 0;
      if (typeof fdi === "number" && typeof pdi === "number") {
        const [fd, pd] = [
          file[fdi],
          pattern[pdi]
        ];
        if (fd.toLowerCase() === pd.toLowerCase()) {
          patternStartIndex = pdi + 1;
          fileStartIndex = fdi + 1;
        }
      }
    }
    file = resolved;
    if (pattern.includes(GLOBSTAR)) {
      return this.#matchGlobstar(file, pattern, partial, fileStartIndex, patternStartIndex);
    }
    return this.#matchOne(file, pattern, partial, fileStartIndex, patternStartIndex);
  }
  #matchGlobstar(file, pattern, partial, fileIndex, patternIndex) {
    const { head, body, tail, segments } = this.#getGlobstarParts(pattern, partial, patternIndex);
    if (head.length) {
      const headEnd = fileIndex + head.length;
      if (!this.#matchOne(file, head, partial, fileIndex, 0, headEnd)) {
        return false;
      }
      fileIndex += head.length;
      patternIndex += head.length;
    }
    let fileTailMatch = 0;
    if (tail.length) {
      if (tail.length + fileIndex > file.length)
        return false;
      let tailStart = file.length - tail.length;
      if (this.#matchOne(file, tail, partial, tailStart, 0)) {
        fileTailMatch = tail.length;
      } else {
        if (file[file.length - 1] !== "" || fileIndex + tail.length === file.length) {
          return false;
        }
        tailStart--;
        if (!this.#matchOne(file, tail, partial, tailStart, 0)) {
          return false;
        }
        fileTailMatch = tail.length + 1;
      }
    }
    if (!body.length) {
      let sawSome = !!fileTailMatch;
      for (let i = fileIndex; i < file.length - fileTailMatch; i++) {
        const f = String(file[i]);
        sawSome = true;
        if (f === "." || f === ".." || !this.options.dot && f.startsWith(".")) {
          return false;
        }
      }
      return partial || sawSome;
    }
    return !!this.#matchGlobStarBodySections(file, segments, file.length - fileTailMatch, fileIndex, 0, partial, 0, !!fileTailMatch, /* @__PURE__ */ new Set());
  }
  // Split the pattern into head, tail, and middle of ** delimited
  // parts. The tail has to be at the end, and the others just have to
  // be found in order from the head. These only depend on the pattern
  // row, so they are kept for the next path.
  #getGlobstarParts(pattern, partial, patternIndex) {
    let byStart = this.#globstarParts.get(pattern);
    if (!byStart) {
      byStart = [];
      this.#globstarParts.set(pattern, byStart);
    }
    const key = patternIndex * 2 + (partial ? 1 : 0);
    const found = byStart[key];
    if (found)
      return found;
    const firstgs = pattern.indexOf(GLOBSTAR, patternIndex);
    const lastgs = pattern.lastIndexOf(GLOBSTAR);
    const head = pattern.slice(patternIndex, firstgs);
    const body = pattern.slice(firstgs + 1, partial ? void 0 : lastgs);
    const tail = partial ? [] : pattern.slice(lastgs + 1);
    const segments = [[[], 0]];
    let current = segments[0];
    let nonGsParts = 0;
    const nonGsPartsSums = [0];
    for (const b of body) {
      if (b === GLOBSTAR) {
        nonGsPartsSums.push(nonGsParts);
        current = [[], 0];
        segments.push(current);
      } else {
        current[0].push(b);
        nonGsParts++;
      }
    }
    segments.forEach((b, i) => {
      b[1] = nonGsParts - nonGsPartsSums[i];
    });
    const parts = { head, body, tail, segments };
    byStart[key] = parts;
    return parts;
  }
  // return false for "nope, not matching"
  // return null for "not matching, cannot keep trying"
  #matchGlobStarBodySections(file, bodySegments, fileLength, fileIndex, bodyIndex, partial, globStarDepth, sawTail, tried) {
    const bs = bodySegments[bodyIndex];
    if (!bs) {
      if (partial) {
        return fileIndex >= fileLength || fileIndex === fileLength - 1 && file[fileIndex] === "";
      }
      for (let i = fileIndex; i < fileLength; i++) {
        sawTail = true;
        const f = file[i];
        if (f === "." || f === ".." || !this.options.dot && f.startsWith(".")) {
          return false;
        }
      }
      return sawTail;
    }
    const [body, need] = bs;
    const after = partial ? fileLength : fileLength - need;
    while (fileIndex <= after) {
      const key = bodyIndex * (file.length + 1) + fileIndex;
      if (tried.has(key))
        return false;
      tried.add(key);
      const m = this.#matchOne(file, body, partial, fileIndex, 0, fileIndex + body.length);
      if (m && globStarDepth < this.maxGlobstarRecursion) {
        const sub = this.#matchGlobStarBodySections(file, bodySegments, fileLength, fileIndex + body.length, bodyIndex + 1, partial, globStarDepth + 1, sawTail, tried);
        if (sub !== false) {
          return sub;
        }
      }
      if (fileIndex === after)
        break;
      const f = file[fileIndex];
      if (f === "." || f === ".." || !this.options.dot && f.startsWith(".")) {
        return false;
      }
      fileIndex++;
    }
    return partial || null;
  }
  #matchOne(file, pattern, partial, fileIndex, patternIndex, fileEnd = file.length) {
    let fi;
    let pi;
    let pl;
    let fl;
    for (fi = fileIndex, pi = patternIndex, fl = Math.min(fileEnd, file.length), pl = pattern.length; fi < fl && pi < pl; fi++, pi++) {
      let p = pattern[pi];
      let f = file[fi];
      if (p === false || p === GLOBSTAR) {
        return false;
      }
      if (!portionMatch(p, f))
        return false;
    }
    if (fi === fl && pi === pl) {
      return true;
    } else if (fi === fl) {
      return partial;
    } else if (pi === pl) {
      return fi === fl - 1 && file[fi] === "";
    } else {
      throw new Error("wtf?");
    }
  }
  braceExpand() {
    return braceExpand(this.pattern, this.options);
  }
  // Expand braces, except numeric ranges such as {0..999} with at
  // least RANGE_MIN values. Each of those stays in its pattern as
  // `<mark>0..999<mark>`, for the Matcher to test. If a range might
  // be inside a [...] class, expand all of them instead.
  #expandBraces() {
    const { pattern } = this;
    if (this.options.nobrace)
      return this.braceExpand();
    let code = 57344;
    while (pattern.includes(String.fromCharCode(code))) {
      if (++code > 63743)
        return this.braceExpand();
    }
    const mark = String.fromCharCode(code);
    let found = false;
    const marked = pattern.replace(rangeRe, (m, lo, hi) => {
      const a = Number(lo);
      const b = Number(hi);
      if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || Math.abs(a - b) + 1 < RANGE_MIN) {
        return m;
      }
      found = true;
      return `${mark}${lo}..${hi}${mark}`;
    });
    if (!found)
      return this.braceExpand();
    const set = braceExpand(marked, this.options);
    for (const p of set) {
      for (const portion of p.split("/")) {
        const c = portion.indexOf("[");
        if (c !== -1 && c < portion.lastIndexOf(mark)) {
          return this.braceExpand();
        }
        if (!this.options.noext && inRepeatOrNegExt(portion, mark)) {
          return this.braceExpand();
        }
      }
    }
    this.#rangeMark = mark;
    return set;
  }
  parse(pattern) {
    assertValidPattern(pattern);
    const options = this.options;
    if (pattern === "**")
      return GLOBSTAR;
    if (pattern === "")
      return "";
    const { nocase, nocaseMagicOnly, noext = false, dot, normalize: normalize2 } = options;
    const rangeMark = this.#rangeMark;
    const lit2 = rangeMark && pattern.includes(rangeMark) ? void 0 : literal(pattern, noext);
    if (lit2 !== void 0 && !(nocase && !nocaseMagicOnly && pattern.toUpperCase() !== pattern.toLowerCase())) {
      return this.#norm(lit2);
    }
    if (this.#pending)
      return PENDING;
    let m = this.#matchers.get(pattern);
    if (!m) {
      if (!noext)
        assertValidExtglobs(pattern);
      m = new Matcher(pattern, {
        nocase,
        noext,
        dot,
        normalize: normalize2,
        ...rangeMark && { rangeMark }
      });
      this.#matchers.set(pattern, m);
    }
    return m;
  }
  #slashSplit(p) {
    if (this.preserveMultipleSlashes) {
      return p.split("/");
    } else if (this.isWindows && /^\/\/[^/]+/.test(p)) {
      return ["", ...p.split(/\/+/)];
    } else {
      return p.split(/\/+/);
    }
  }
  match(f, partial = this.partial) {
    if (this.comment) {
      return false;
    }
    if (this.empty) {
      return f === "";
    }
    if (f === "/" && partial) {
      return true;
    }
    const options = this.options;
    let split2 = this.#cachedSplit(f);
    if (!split2) {
      if (!partial && !this.#form && (this.#endCheck || this.#literalCheck) && lastChecked !== f) {
        lastChecked = f;
        const can = this.#canMatch(f);
        if (can === "no")
          return options.flipNegate ? false : this.negate;
        if (can === "yes")
          return options.flipNegate ? true : !this.negate;
      }
      split2 = this.#split(f);
    }
    const ff = split2.parts;
    const resolved = this.#level2 ? split2.resolved ??= this.#levelTwoFileOptimize(ff) : ff;
    const set = this.set;
    let filename = ff[ff.length - 1];
    if (!filename) {
      for (let i = ff.length - 2; !filename && i >= 0; i--) {
        filename = ff[i];
      }
    }
    for (let r = 0; r < set.length; r++) {
      const pattern = set[r];
      const shape = partial ? void 0 : this.#shapes[r];
      const hit = shape === "base" ? portionMatch(pattern[0], filename) : shape ? this.#matchShape(resolved, pattern, shape) : options.matchBase && pattern.length === 1 ? this.#matchRow([filename], [filename], pattern, partial) : this.#matchRow(ff, resolved, pattern, partial);
      if (hit) {
        if (options.flipNegate) {
          return true;
        }
        return !this.negate;
      }
    }
    if (options.flipNegate) {
      return false;
    }
    return this.negate;
  }
  static defaults(def) {
    return minimatch.defaults(def).Minimatch;
  }
};
minimatch.Minimatch = Minimatch;
minimatch.escape = escape;
minimatch.unescape = unescape;

// src/sources/pattern.ts
var MAX_PATTERN_CHARACTERS = 32768;
function parsePattern(text, places) {
  const { style } = places;
  const marks2 = /^(?:!\s*)*/.exec(text)[0];
  const body = text.slice(marks2.length);
  if (body === "") throw new UsageError(`${text}: expected a path after "!", found nothing`);
  if (body.length > MAX_PATTERN_CHARACTERS) {
    throw new UsageError(`paths: expected at most ${MAX_PATTERN_CHARACTERS} characters in one, found ${body.length}`);
  }
  const { root, segments } = split(body, style);
  const atHome = root === "" && segments[0] === "~";
  const literals = [];
  for (const segment of segments) {
    const literal2 = literalOf(segment, style);
    if (literal2 === void 0) break;
    literals.push(literal2);
  }
  const globSegments = segments.slice(literals.length).filter((segment) => segment !== ".");
  if (globSegments.includes("..")) {
    throw new UsageError(`${text}: expected no ".." after a wildcard; write the path without it`);
  }
  const start = atHome ? places.home : places.base;
  return {
    text,
    excludes: marks2.replaceAll(/\s/g, "").length % 2 === 1,
    isRelative: root === "" && !atHome,
    foldersOnly: isSeparator(body.at(-1), style),
    searchPath: path3[style].resolve(start, root, ...literals.slice(atHome ? 1 : 0)),
    glob: globSegments.length === 0 ? void 0 : compileGlob(globSegments.join("/"), style),
    globSegments
  };
}
function literalPattern(text, { base, style }) {
  return {
    text,
    excludes: false,
    isRelative: !path3[style].isAbsolute(text),
    foldersOnly: isSeparator(text.at(-1), style),
    searchPath: path3[style].resolve(base, text),
    glob: void 0,
    globSegments: []
  };
}
function split(body, style) {
  const { root } = path3[style].parse(body);
  const segments = body.slice(root.length).split(style === "win32" ? /[\\/]+/ : /\/+/);
  return { root, segments: segments.filter((segment) => segment !== "") };
}
function isSeparator(character, style) {
  return character === "/" || character === "\\" && style === "win32";
}
var PIECES = /\\(.)|\[([^\]\\])\]|([*?]|\[[^\]]+\])|./gsu;
var WINDOWS_PIECES = /()\[([^\]])\]|([*?]|\[[^\]]+\])|./gsu;
function literalOf(segment, style) {
  let name = "";
  for (const [piece, escaped, single, wildcard] of segment.matchAll(style === "win32" ? WINDOWS_PIECES : PIECES)) {
    if (wildcard !== void 0) return void 0;
    name += escaped || single || piece;
  }
  return name;
}
function compileGlob(glob, style = "posix") {
  return new Minimatch(glob, {
    dot: true,
    nobrace: true,
    nocase: style === "win32",
    nocomment: true,
    noext: true,
    nonegate: true,
    platform: "linux"
  });
}

// src/sources/search-groups.ts
function searchGroups(patterns, style) {
  const place = new Map(patterns.map((pattern, index) => [pattern, index]));
  const excludes = patterns.filter((pattern) => pattern.excludes);
  const groups = [];
  const includes = patterns.filter((pattern) => !pattern.excludes);
  for (const pattern of byFolder(includes, style)) {
    const group = groups.at(-1);
    if (group !== void 0 && pathInside(group[0].searchPath, pattern.searchPath, style) !== void 0) {
      group.push(pattern);
    } else groups.push([pattern]);
  }
  return groups.map((group) => ({
    root: group[0],
    patterns: [...group, ...excludes].sort((a, b) => place.get(a) - place.get(b))
  }));
}
function byFolder(patterns, style) {
  const keyed = patterns.map((pattern) => ({ pattern, key: folderKey(pattern.searchPath, style) }));
  keyed.sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  return keyed.map(({ pattern }) => pattern);
}
function folderKey(searchPath, style) {
  return style === "win32" ? searchPath.replaceAll("\\", "\0").toUpperCase() : searchPath.replaceAll("/", "\0");
}

// src/sources/walk-folders.ts
import { readdirSync as readdirSync3, realpathSync as realpathSync2, statSync as statSync8 } from "node:fs";
import { join as join7, sep as sep2 } from "node:path";
var MAX_REVISITS = 1e4;
function walkFolders(root, judge, report) {
  new Walk(judge, report).run(root);
}
var Walk = class {
  #judge;
  #report;
  #visited = /* @__PURE__ */ new Set();
  #revisits = 0;
  constructor(judge, report) {
    this.#judge = judge;
    this.#report = report;
  }
  /** Iterative, so that depth costs no stack. */
  run(root) {
    const realPath = this.#attempt(root, "follow the path", () => realPathOf(root));
    if (realPath === void 0) return;
    const reaches = this.#judge.reachesAt(root);
    const waiting = [{ path: root, realPath, reaches, parent: void 0, isBehindLink: false }];
    for (let folder = waiting.pop(); folder !== void 0; folder = waiting.pop()) {
      if (this.#visited.has(folder.realPath) && ++this.#revisits > MAX_REVISITS) {
        const message = `reached more than ${MAX_REVISITS} folders again through links; exclude the links`;
        this.#report.gap(folder.path, "budget", message);
        return;
      }
      this.#visited.add(folder.realPath);
      for (const inner of this.#read(folder).reverse()) waiting.push(inner);
    }
  }
  /** Reports the files of a folder. @returns the folders in it that are to be walked, in order */
  #read(folder) {
    const entries = this.#attempt(folder.path, "list the folder", () => entriesOf(folder.path)) ?? [];
    entries.sort((a, b) => compareText(a.name, b.name));
    const folders = [];
    const prefix2 = folder.path.endsWith(sep2) ? folder.path : folder.path + sep2;
    for (const entry of entries) {
      const path5 = prefix2 + entry.name;
      if (entry.isFile()) this.#meetFile(path5, entry.name, folder);
      else if (entry.isDirectory()) this.#meetFolder({ path: path5, name: entry.name, folder, into: folders });
      else if (entry.isSymbolicLink()) this.#meetLink({ path: path5, name: entry.name, folder, into: folders });
      else this.#meetSpecial(path5, entry.name, folder);
    }
    return folders;
  }
  #meetFile(path5, name, { reaches }) {
    const judgement = this.#judge.judgeFile(path5, name, reaches);
    if (judgement !== "take") this.#leaveOut(judgement);
    else {
      this.#judge.noteSelected(path5, name, reaches);
      this.#report.file(path5);
    }
  }
  #meetSpecial(path5, name, { reaches }) {
    const judgement = this.#judge.judgeFile(path5, name, reaches);
    this.#leaveOut(judgement === "take" ? "special" : judgement);
  }
  #meetFolder(meeting) {
    const { path: path5, name, folder, into, realPath = join7(folder.realPath, name) } = meeting;
    const { judgement, reaches } = this.#judge.enter(path5, name, folder.reaches);
    const isBehindLink = folder.isBehindLink || meeting.realPath !== void 0;
    if (judgement !== "take") this.#leaveOut(judgement);
    else if (isBehindLink && liesIn(folder, realPath)) this.#leaveOut("link-cycle");
    else into.push({ path: path5, realPath, reaches, parent: folder, isBehindLink });
  }
  /**
   * Judges a link by what it leads to. The target is examined only when a pattern asks for it, as a file or as a
   * folder.
   */
  #meetLink(meeting) {
    const { path: path5, name, folder } = meeting;
    const asFile = this.#judge.judgeFile(path5, name, folder.reaches);
    const asFolder = this.#judge.enter(path5, name, folder.reaches).judgement;
    if (asFile !== "take" && asFolder !== "take") {
      this.#leaveOut(asFile === "unasked" ? asFolder : asFile);
      return;
    }
    const target = this.#target(path5);
    if (target?.isDirectory()) {
      const realPath = this.#attempt(path5, "follow the link", () => realPathOf(path5));
      if (realPath !== void 0) this.#meetFolder({ ...meeting, realPath });
    } else if (target?.isFile()) this.#meetFile(path5, name, folder);
    else if (target !== void 0) this.#meetSpecial(path5, name, folder);
  }
  /** What a link leads to. A dangling link has no bytes, so it is left out and is not a gap. */
  #target(path5) {
    try {
      return statSync8(systemPath(path5));
    } catch (error) {
      const reason = systemReason(error);
      if (["ENOENT", "ENOTDIR", "ELOOP"].includes(reason)) this.#leaveOut("broken-link");
      else this.#report.gap(path5, "unreadable", refusal("follow the link", reason));
      return void 0;
    }
  }
  #attempt(path5, what, action) {
    try {
      return action();
    } catch (error) {
      this.#report.gap(path5, "unreadable", refusal(what, systemReason(error)));
      return void 0;
    }
  }
  #leaveOut(reason) {
    if (reason !== "take" && reason !== "unasked") this.#report.leftOut(reason);
  }
};
function entriesOf(folder) {
  const path5 = systemPath(folder);
  const entries = readdirSync3(path5, { withFileTypes: true });
  if (!entries.some(({ name }) => name.includes(REPLACEMENT))) return entries;
  const asBytes = readdirSync3(path5, { withFileTypes: true, encoding: "buffer" });
  return asBytes.map((entry) => Object.assign(entry, { name: pathOfBytes(entry.name) }));
}
function realPathOf(path5) {
  return pathOfBytes(realpathSync2.native(systemPath(path5), "buffer"));
}
function refusal(what, reason) {
  return `cannot ${what}: ${reason}; give the scan permission to read it, or exclude it`;
}
function liesIn(folder, realPath) {
  for (let outer = folder; outer !== void 0; outer = outer.parent) {
    if (outer.realPath === realPath) return true;
  }
  return false;
}

// src/sources/select-files.ts
function selectFiles(patterns, options) {
  const base = path4.resolve(options.base);
  const parsed = parseAll(patterns, base, options.syntax);
  const draft = new Draft(base);
  const refused = parsed.filter((pattern) => isLiteral(pattern) && requireSomething(pattern, draft) === "refused");
  const unused = /* @__PURE__ */ new Set();
  for (const group of searchGroups(parsed, SYSTEM_STYLE)) {
    const judge = new Judge(group.patterns, options.hidden, SYSTEM_STYLE);
    const gapsBefore = draft.gapCount;
    walkGroup(group, judge, draft);
    if (draft.gapCount === gapsBefore) for (const pattern of judge.unused) unused.add(pattern);
  }
  for (const pattern of refused) unused.delete(pattern);
  return draft.finish(parsed.filter((pattern) => unused.has(pattern)).map(({ text }) => text));
}
function parseAll(patterns, base, syntax) {
  const places = { base, home: homedir(), style: SYSTEM_STYLE };
  const parsed = syntax === "lines" ? linesOf(patterns).map((text) => parsePattern(text, places)) : patterns.map((text) => (exists(path4.resolve(base, text)) ? literalPattern : parsePattern)(text, places));
  if (parsed.every(({ excludes }) => excludes)) {
    throw new UsageError("paths: expected a file, folder or glob to scan, found none; name at least one");
  }
  return parsed;
}
function linesOf(patterns) {
  return patterns.map((text) => text.trim()).filter((text) => text !== "" && !text.startsWith("#"));
}
function exists(file) {
  try {
    lstatSync4(systemPath(file));
    return true;
  } catch {
    return false;
  }
}
function isLiteral(pattern) {
  return !pattern.excludes && pattern.glob === void 0;
}
function requireSomething(pattern, draft) {
  const { text, searchPath, foldersOnly } = pattern;
  const found = lookAt2(searchPath);
  if (found.kind === "nothing") {
    const help = text.includes(REPLACEMENT) ? "a name that is not UTF-8 cannot be given; give the folder that contains it" : "correct the path, or make the file first";
    throw new UsageError(`${text}: expected a file or folder, found nothing; ${help}`);
  }
  if (found.kind === "file" && foldersOnly)
    throw new UsageError(`${text}: expected a folder, found a file; drop the "/"`);
  if (found.kind === "special") {
    throw new UsageError(`${text}: expected a file or folder, found a pipe, socket or device; scan "-" and pipe it in`);
  }
  if (found.kind === "refused") draft.reportFor(pattern).gap(searchPath, "unreadable", found.message);
  return found.kind;
}
function walkGroup({ root, patterns }, judge, draft) {
  const { searchPath } = root;
  const report = draft.reportFor(root);
  const found = lookAt2(searchPath);
  if (found.kind === "folder") walkFolders(searchPath, judge, report);
  if (found.kind === "refused" && !patterns.some(isLiteral)) report.gap(searchPath, "unreadable", found.message);
  if (found.kind !== "file") return;
  const reaches = judge.reachesAt(path4.dirname(searchPath));
  const judgement = judge.judgeFile(searchPath, "", reaches);
  if (judgement === "take") {
    judge.noteSelected(searchPath, "", reaches);
    report.file(searchPath);
  } else if (judgement !== "unasked") report.leftOut(judgement);
}
function lookAt2(file) {
  try {
    const stats = statSync9(systemPath(file));
    if (stats.isDirectory()) return { kind: "folder" };
    return { kind: stats.isFile() ? "file" : "special" };
  } catch (error) {
    const reason = systemReason(error);
    if (["ENOENT", "ENOTDIR", "ENAMETOOLONG"].includes(reason) && !exists(file)) return { kind: "nothing" };
    return { kind: "refused", message: `cannot follow the path: ${reason}; correct the link or the permissions` };
  }
}
var Draft = class {
  #base;
  #files = [];
  #gaps = [];
  #leftOut = {};
  constructor(base) {
    this.#base = base;
  }
  get gapCount() {
    return this.#gaps.length;
  }
  reportFor({ isRelative }) {
    const shown = (file) => shownPath(file, this.#base, isRelative ? "relative" : "absolute");
    return {
      file: (file) => this.#files.push({ path: shown(file), file }),
      leftOut: (reason) => {
        this.#leftOut[reason] = (this.#leftOut[reason] ?? 0) + 1;
      },
      gap: (file, code, message) => this.#gaps.push({ path: shown(file), code, message })
    };
  }
  finish(unmatched) {
    const byPath = (a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
    return {
      files: this.#files.sort(byPath),
      gaps: this.#gaps.sort(byPath),
      leftOut: this.#leftOut,
      unmatched
    };
  }
};
function shownPath(file, base, outside) {
  const inner = pathInside(base, file, SYSTEM_STYLE);
  if (inner !== void 0) return inner === "" ? "." : inner;
  return withSlashes(outside === "relative" ? path4.relative(base, file) : file, SYSTEM_STYLE);
}

// src/sources/spooled-file.ts
async function spoolFile(path5, chunks, { maxBytes, name, advice }) {
  const file = new PrivateTempFile("shared");
  try {
    let size = 0;
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > maxBytes) {
        throw new BudgetError(`more than ${maxBytes} bytes on ${name}; raise max-entry-bytes to scan them`);
      }
      file.append(chunk);
    }
    return { selected: { path: path5, file: file.path }, close: () => file.remove() };
  } catch (error) {
    file.remove();
    if (error instanceof AccessError || error instanceof BudgetError) throw error;
    throw new AccessError(`cannot read ${name} to its end: ${systemReason(error)}; ${advice}`);
  }
}

// src/sources/standard-input.ts
var STANDARD_INPUT = "-";
function spoolInput(input, maxBytes) {
  return spoolFile(STANDARD_INPUT, input, {
    maxBytes,
    name: "standard input",
    advice: "give a file instead"
  });
}

// src/sources/select-artifacts.ts
async function selectArtifacts(paths, options) {
  const meansInput = (path5) => path5 === STANDARD_INPUT && options.syntax === "arguments" && !existsSync(resolve8(options.base, path5));
  const patterns = paths.filter((path5) => !meansInput(path5));
  const wantsInput = patterns.length < paths.length;
  const isElsewhere = wantsInput || options.bring !== void 0 && patterns.length === 0;
  const selection = isElsewhere && patterns.length === 0 ? NO_FILES : selectFiles(patterns, options);
  const { unmatched } = selection;
  if (unmatched.length > 0 && options.whenNothingMatches === "error") {
    const { hidden = 0 } = selection.leftOut;
    const others = hidden > 0 ? ` take hidden files too (include-hidden-files; ${hidden} left out),` : "";
    const told = unmatched.map((pattern) => `${JSON.stringify(pattern)} ${whatOf(resolve8(options.base, pattern))}`);
    throw new UsageError(`paths: ${told.join("; ")}; correct the path,${others} or allow it with if-no-files-found`);
  }
  const brought = await options.bring?.() ?? NOTHING_BROUGHT;
  const input = wantsInput ? await tryInput(options) : void 0;
  const warned = options.whenNothingMatches === "warn" ? unmatched.length : 0;
  return {
    files: [...input?.file === void 0 ? [] : [input.file.selected], ...selection.files, ...brought.files],
    gaps: [...input?.gaps ?? [], ...selection.gaps, ...brought.gaps],
    leftOut: withUnmatched(selection.leftOut, warned + brought.unmatched),
    close() {
      input?.close();
      brought.close();
    }
  };
}
function whatOf(path5) {
  const isFolder = statSync10(path5, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? "is a folder in which there is no file to scan" : "matched no file";
}
function withUnmatched(leftOut, unmatched) {
  return unmatched === 0 ? leftOut : { ...leftOut, unmatched };
}
var NOTHING_BROUGHT = { files: [], gaps: [], unmatched: 0, close: () => {
} };
var NO_FILES = { files: [], gaps: [], leftOut: {}, unmatched: [] };
async function tryInput(options) {
  try {
    const file = await spoolInput(options.standardInput, options.maxInputBytes);
    return { file, gaps: [], close: () => file.close() };
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof BudgetError)) throw error;
    return { gaps: [{ path: STANDARD_INPUT, code: error.code, message: error.message }], close: () => {
    } };
  }
}

// src/run.ts
var STANDARD_OUTPUT = "-";
async function run(given, surroundings) {
  const { base } = surroundings;
  const secrets = await knownSecretsOf(given, surroundings);
  assertReportsWritable(given, surroundings);
  const policy = await loadPolicy(given, surroundings, builtInRules);
  const { settings, changes, exclude } = policy;
  const plugIns = await plugInsOf(settings, surroundings);
  if (policy.unsettled.length > 0) settleRules(policy, await ruleIdsOf(plugIns));
  const options = {
    limits: limitsOf(settings),
    threads: settings.threads,
    digests: settings.json !== void 0 || settings.sarif !== void 0,
    watchList: await watchListOf(settings, base),
    changes: {
      ...changes,
      knownSecrets: secrets?.secrets ?? [],
      plugIns
    },
    exclude,
    explain: artifactNamed(settings.explain, base),
    expects: expectedWork(settings.paths, base, INLINE_BYTES)
  };
  const engine = await startEngine(options);
  const scanned = await scanAll(engine, settings, surroundings).finally(() => engine.close());
  const result = { ...scanned, stats: { ...scanned.stats, ...secrets && { knownSecrets: secrets.stats } } };
  const judged = decide(result, policyOf(settings, policy.exceptions), { name: "keysieve", version: VERSION });
  const verdict = { ...judged, ...recordOf(policy) };
  surroundings.onVerdict?.(verdict);
  for (const { file, text } of documentsFor(verdict, settings))
    if (file === STANDARD_OUTPUT) surroundings.onStandardOutput?.(text);
    else writeTextFile(file, text, base);
  return verdict;
}
function importGitleaks(file, base) {
  return importConfiguration(file, { base }, builtInRules);
}
function assertReportsWritable({ json, sarif, paths }, { base, onStandardOutput }) {
  if (json !== void 0 && sarif !== void 0 && resolve9(base, json) === resolve9(base, sarif))
    throw new UsageError(`sarif: expected another file than json has, found ${JSON.stringify(sarif)} in both`);
  for (const [option, file] of Object.entries({ json, sarif })) {
    if (file === void 0) continue;
    if (file === STANDARD_OUTPUT) {
      if (onStandardOutput !== void 0) continue;
      throw new UsageError(`${option}: expected a file to write, found "-"; only \`keysieve scan\` prints reports`);
    }
    if (paths.some((path5) => resolve9(base, path5) === resolve9(base, file)))
      throw new UsageError(
        `${option}: expected a file to write, found ${JSON.stringify(file)}, which is to be scanned`
      );
    assertWritable(file, base);
  }
}
async function builtInRules() {
  return { rules: (await rules()).map(({ id }) => id) };
}
function recordOf({
  remarks,
  notCarriedOver,
  configuration
}) {
  return { remarks, notCarriedOver, ...configuration && { configuration } };
}
async function scanAll(engine, settings, surroundings) {
  const { base, holdsCheckouts = false, onProgress, stepOf } = surroundings;
  const selection = await selectArtifacts(settings.paths, { ...selectionOf(settings), ...surroundings });
  const { files, gaps, leftOut } = selection;
  try {
    const result = await engine.scan(files, { gaps, leftOut, onProgress }).finally(() => engine.close());
    if (result.findings.every(({ confidence }) => confidence === "low")) return result;
    const limits = limitsOf(settings);
    const tracing = tracingWith({ base, holdsCheckouts, artifacts: files, engine, limits, stepOf });
    return { ...result, findings: await traceOrigins(result.findings, tracing) };
  } finally {
    selection.close();
  }
}
function artifactNamed(name, base) {
  return name === void 0 ? void 0 : { path: name, file: resolve9(base, name) };
}
async function plugInsOf({ detectors }, { base, policyFile }) {
  return policyFile === void 0 ? selectPlugIns(detectors, base) : plugInsOfBase(detectors, policyFile);
}
async function watchListOf({ watchKeys }, base) {
  if (watchKeys.length === 0) return NO_WATCH_LIST;
  const { files, unmatched } = selectFiles(watchKeys, { base, hidden: "include", syntax: "lines" });
  if (unmatched.length > 0)
    throw new UsageError(
      `watch-keys: ${unmatched.map((pattern) => JSON.stringify(pattern)).join(", ")} matched no file; correct the path`
    );
  return readWatchList(files);
}
async function knownSecretsOf({ knownSecrets }, surroundings) {
  if (knownSecrets.length === 0) return void 0;
  const known = await prepareKnownSecrets(readKnownSecrets(knownSecrets, surroundings));
  for (const { value } of known.secrets) surroundings.onSecret(value);
  return known;
}

// src/report/wrap-text.ts
function wrapText(text, width) {
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

export {
  escapeText,
  escapePath,
  escapeMarkdown,
  escapeMarkdownCode,
  escapeMarkdownPath,
  escapeHtml,
  escapeJson,
  EXIT,
  exitCodeOf,
  exitCodeOfError,
  exitIsErrorUntilDone,
  ENDED_EARLY,
  assertWritable,
  writeTextFile,
  optionsOf,
  defaultOf,
  parseSettings,
  limitsOf,
  NO_WATCH_LIST,
  rules,
  startEngine,
  VERSION,
  checkoutFoldersIn,
  positionText,
  isInside,
  countText,
  groupDigits,
  sizeText,
  listText,
  keyText,
  keyLine,
  shortDigest,
  otherFacts,
  ownerFacts,
  adviser,
  listAdviser,
  confidenceText,
  renderSarif,
  MAX_PATTERN_CHARACTERS,
  compileGlob,
  spoolFile,
  selectPlugIns,
  STANDARD_OUTPUT,
  run,
  importGitleaks,
  wrapText
};
