// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);
import {
  tarGzOf,
  zipOf
} from "./shared-17.js";
import {
  EXIT,
  NO_WATCH_LIST,
  countText,
  escapeText,
  limitsOf,
  selectPlugIns,
  startEngine,
  wrapText
} from "./shared-8.js";
import {
  PAGE_BYTES,
  Scanner,
  assertUniqueIds,
  buildChain,
  loadPlugIn,
  loadSamples,
  planChain
} from "./shared-15.js";
import {
  NO_CHANGES
} from "./shared-9.js";
import {
  MemorySource
} from "./shared-5.js";
import {
  seededRandom
} from "./shared-18.js";
import "./shared-12.js";
import "./shared-14.js";
import {
  NO_MEMORY
} from "./shared-13.js";
import "./shared-11.js";
import "./shared-7.js";
import "./shared-4.js";
import "./shared-3.js";
import {
  UsageError
} from "./shared-2.js";
import "./shared-1.js";

// src/contract/file-trials.ts
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// src/contract/hostile-inputs.ts
function hostileInputs({ detector, samples, lookAlikes }) {
  const anchors = detector.trigger.anchors.map(({ bytes }) => bytes);
  const files = samples.map(({ bytes }) => bytes);
  const halves = samples.map(({ bytes, offset, length }) => bytes.subarray(0, offset + (length >> 1)));
  const random = seededRandom(3);
  const inputs = {
    anchors,
    "random bytes": [random.bytes(MIB)],
    "anchors, letters after each": anchors.flatMap((anchor) => [anchor, Buffer.from(random.text(40, LETTERS))]),
    "anchors, digits after each": anchors.flatMap((anchor) => [anchor, Buffer.alloc(detector.maxMatchBytes, "7")]),
    "anchors, blanks after each": anchors.flatMap((anchor) => [anchor, Buffer.alloc(detector.maxMatchBytes, " ")]),
    examples: files,
    "examples cut in half": halves,
    "look-alikes": lookAlikes.map(({ bytes }) => bytes)
  };
  return Object.fromEntries(
    Object.entries(inputs).filter(([, parts]) => parts.some(({ length }) => length > 0)).map(([name, parts]) => [name, over(Buffer.concat(parts))])
  );
}
var MIB = 1 << 20;
var LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
function over(unit) {
  return Buffer.alloc(MIB, unit);
}

// src/contract/placements.ts
var CHUNK_BYTES = 64 << 10;
function scannerFor(chain) {
  return new Scanner(chain, planChain(chain), CHUNK_BYTES);
}
function sightingsIn(scanner, bytes) {
  const found = [];
  scanner.scanSource(new MemorySource(bytes), 0, bytes.length, {
    memory: NO_MEMORY,
    onSighting: (sighting) => void found.push(sighting),
    checkTime: () => {
    }
  });
  return found;
}
var ground = Buffer.alloc(0);
function* atWindowEdges(chain, sample) {
  const edge = PAGE_BYTES + chain.bytesBefore + CHUNK_BYTES;
  const length = edge + chain.bytesAfter + sample.bytes.length + 1;
  if (ground.length < length) ground = Buffer.alloc(length, 10);
  const bytes = ground.subarray(0, length);
  for (const part of [0, 1, sample.length >> 1, sample.length - 1, sample.length]) {
    const start = edge - sample.offset - part;
    bytes.set(sample.bytes, start);
    try {
      yield { bytes, start };
    } finally {
      bytes.fill(10, start, start + sample.bytes.length);
    }
  }
}
function inUtf16(bytes) {
  const little = Buffer.from(Buffer.from(bytes).toString("latin1"), "utf16le");
  return [little, Buffer.from(little).swap16()];
}

// src/contract/file-trials.ts
var WRAPS = {
  "a plain file": { wrap: (bytes) => bytes, inner: "" },
  "a zip": { wrap: (bytes) => zipOf([{ name: "a", bytes }]), inner: "!/a" },
  "a zip in a tar.gz": {
    wrap: (bytes) => tarGzOf([{ name: "b", bytes: zipOf([{ name: "a", bytes }]) }]),
    inner: "!/data!/b!/a"
  }
};
var FileTrials = class {
  #plugIn;
  #limits;
  constructor(plugIn, limits) {
    this.#plugIn = plugIn;
    this.#limits = limits;
  }
  async findsEachInFiles({ detector, samples }) {
    const cases = samples.flatMap(
      (sample) => Object.entries(WRAPS).map(([where, { wrap, inner }]) => ({ sample, where, wrap, inner }))
    );
    const { findings, gaps } = await this.#scan(cases.map(({ sample, wrap }) => wrap(sample.bytes)));
    const complaints = cases.flatMap(({ sample, where, inner }, index) => {
      const own = findings.filter(({ artifact }) => artifact === `${index}`);
      const [first] = own;
      if (own.length === 1 && first.rule === detector.id && first.count === 1 && first.path === `${index}${inner}`)
        return [];
      const found = own.map(({ rule, count }) => `${count} of ${rule}`).join(", ") || "nothing";
      return [`${sample.variant} in ${where}: expected one finding, found ${found}`];
    });
    return [...complaints, ...gaps.map(({ message }) => message)];
  }
  async bearsHostileFiles(subject) {
    const [first, ...others] = Object.entries(hostileInputs(subject));
    const complaints = await this.#complaintsAbout([first]);
    return complaints.length > 0 ? complaints : this.#complaintsAbout(others);
  }
  async #complaintsAbout(inputs) {
    const { gaps } = await this.#scan(inputs.map(([, bytes]) => bytes));
    return gaps.map(({ path, message }) => `a MiB of ${inputs[Number(path)][0]}: ${message}`);
  }
  async #scan(files) {
    const folder = mkdtempSync(join(tmpdir(), "keysieve-trial-"));
    try {
      const artifacts = files.map((bytes, index) => {
        const file = join(folder, `${index}`);
        writeFileSync(file, bytes);
        return { path: `${index}`, file };
      });
      const engine = await startEngine({
        ...{
          limits: this.#limits,
          threads: 1,
          digests: false,
          watchList: NO_WATCH_LIST,
          exclude: [],
          explain: void 0,
          expects: "little"
        },
        changes: { ...NO_CHANGES, plugIns: [this.#plugIn] }
      });
      return await engine.scan(artifacts, { gaps: [], leftOut: {} }).finally(() => engine.close());
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
};
function timesOf(subject) {
  const chain = buildChain([subject.detector]);
  const scanner = new Scanner(chain, planChain(chain));
  return Object.fromEntries(
    Object.entries(hostileInputs(subject)).map(([name, bytes]) => {
      sightingsIn(scanner, bytes.subarray(0, bytes.length >> 3));
      const start = process.cpuUsage();
      sightingsIn(scanner, bytes);
      const { user, system } = process.cpuUsage(start);
      return [name, (user + system) / 1e3];
    })
  );
}

// src/contract/trial.ts
import { isDeepStrictEqual } from "node:util";

// src/contract/inspect-all.ts
function inspectAll(detector, bytes) {
  const found = anchorPositions(detector, bytes).map((at) => inspectAt(detector, bytes, at)).filter((match) => match !== void 0).sort((a, b) => a.offset - b.offset || b.length - a.length);
  const kept = [];
  for (const match of found) {
    const end = match.offset + match.length;
    const nested = kept.some((outer) => outer.fingerprint === match.fingerprint && outer.offset + outer.length >= end);
    if (!nested) kept.push(match);
  }
  return kept;
}
function inspectAt(detector, bytes, at) {
  const start = Math.max(0, at - detector.trigger.bytesBefore);
  const window = bytes.slice(start, at + detector.maxMatchBytes);
  const match = detector.inspect(window, at - start, NO_MEMORY);
  return match && { ...match, offset: match.offset + start };
}
function anchorPositions(detector, bytes) {
  const exact = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const { anchors } = detector.trigger;
  const lower = anchors.some(({ ignoreCase }) => ignoreCase) ? lowerCased(exact) : exact;
  const positions = /* @__PURE__ */ new Set();
  for (const anchor of anchors) {
    const text = anchor.ignoreCase ? lower : exact;
    for (let at = text.indexOf(anchor.bytes); at >= 0; at = text.indexOf(anchor.bytes, at + 1)) positions.add(at);
  }
  return [...positions].sort((a, b) => a - b);
}
function lowerCased(bytes) {
  return Buffer.from(bytes.map((byte) => byte >= 65 && byte <= 90 ? byte | 32 : byte));
}

// src/contract/shows-secret.ts
function showsSecret(text, secret) {
  const bytes = Buffer.from(secret);
  const printable = bytes.every((byte) => byte >= 32 && byte < 127);
  const shifted = [0, 1, 2].map((by) => bytes.subarray(by).toString("base64"));
  return printable && sharesPiece(text, bytes.toString("latin1"), 8) || sharesPiece(text, bytes.toString("hex"), 16) || shifted.some((base64) => sharesPiece(text, base64, 10));
}
function sharesPiece(text, secret, characters) {
  const step = characters >> 1;
  return holdsOne(text, secret, characters - step + 1, step) && holdsOne(text, secret, characters, 1);
}
function holdsOne(text, secret, characters, step) {
  const pieces = /* @__PURE__ */ new Set();
  for (let at = 0; at + characters <= secret.length; at += step) pieces.add(secret.slice(at, at + characters));
  if (pieces.size < 300) return [...pieces].some((piece) => text.includes(piece));
  for (let at = 0; at + characters <= text.length; at++) if (pieces.has(text.slice(at, at + characters))) return true;
  return false;
}

// src/contract/trial.ts
var TRIALS = [
  { title: "there are examples and look-alikes, no variant twice", complaints: hasSamples },
  {
    title: "each example is found at its offset, in the smallest window that keysieve may give",
    complaints: findsEachInLeastWindow
  },
  { title: "no look-alike is found", complaints: passesLookAlikes },
  { title: "each example is found wherever a window ends", complaints: findsEachAtEdges },
  { title: "text is found in UTF-16 of both byte orders", complaints: findsEachInUtf16 },
  { title: "no finding shows eight bytes of a secret", complaints: hidesSecrets },
  { title: "the same bytes give the same result", complaints: answersTheSame },
  {
    title: "examples cut anywhere and with bits flipped: no exception, no match beyond the end",
    complaints: bearsDamage
  }
];
function complaintsOf({ complaints }, subject) {
  try {
    return complaints(subject);
  } catch (error) {
    return [`expected no exception, found ${error instanceof Error ? error.constructor.name : "one that is no Error"}`];
  }
}
function hasSamples({ samples, lookAlikes }) {
  const variants = [...samples, ...lookAlikes].map(({ variant }) => variant);
  const twice = variants.filter((variant, index) => variants.indexOf(variant) !== index);
  return [
    ...samples.length === 0 ? ["expected an example, found none"] : [],
    ...lookAlikes.length === 0 ? ["expected a look-alike, found none: what looks like it and is none?"] : [],
    ...twice.map((variant) => `expected each variant once, found ${variant} twice`)
  ];
}
function findsEachInLeastWindow({ detector, samples }) {
  return samples.flatMap((sample) => {
    const found = inspectAll(detector, sample.bytes);
    const [match] = found;
    if (match === void 0 || found.length > 1)
      return [
        `${sample.variant}: expected one match, found ${found.length}; are maxMatchBytes and bytesBefore large enough?`
      ];
    return mismatches(detector, sample, match).map((text) => `${sample.variant}: ${text}`);
  });
}
function mismatches(detector, sample, match) {
  const expected = {
    offset: sample.offset,
    length: sample.length,
    severity: sample.severity,
    confidence: sample.confidence
  };
  const { severity = detector.severity, confidence = detector.confidence } = match;
  const found = { offset: match.offset, length: match.length, severity, confidence };
  const names = Object.keys(expected);
  return [
    ...names.filter((name) => expected[name] !== found[name]).map((name) => `expected ${name} ${expected[name]}, found ${found[name]}`),
    ...Object.entries(sample.facts).filter(([name, value]) => !isDeepStrictEqual(match.facts[name], value)).map(([name]) => `expected the fact ${name} as the example has it, found another or none`),
    ...match.length > detector.maxMatchBytes ? [`expected at most maxMatchBytes, found a match of ${match.length}`] : []
  ];
}
function passesLookAlikes({ detector, lookAlikes }) {
  return lookAlikes.filter(({ bytes }) => inspectAll(detector, bytes).length > 0).map(({ variant }) => `${variant}: expected nothing, found a match`);
}
function findsEachAtEdges({ detector, samples }) {
  const { chain, scanner } = scannerOf(detector);
  return samples.flatMap((sample) => {
    for (const { bytes, start } of atWindowEdges(chain, sample)) {
      const isFound = sightingsIn(scanner, bytes).some(({ offset }) => offset === start + sample.offset);
      if (!isFound)
        return [
          `${sample.variant}: expected at ${start + sample.offset}, where a window ends near it, found elsewhere or not at all`
        ];
    }
    return [];
  });
}
function findsEachInUtf16({ detector, samples }) {
  if (detector.trigger.reads !== "text") return [];
  const { scanner } = scannerOf(detector);
  return samples.flatMap(({ bytes, variant, offset, length }) => {
    const isAt = (sighting) => sighting.offset === 2 * offset && sighting.length === 2 * length;
    const isFound = inUtf16(bytes).every((text) => sightingsIn(scanner, text).some(isAt));
    return isFound ? [] : [`${variant}: expected in UTF-16 what is found in ASCII, found elsewhere or not at all`];
  });
}
function hidesSecrets({ detector, samples }) {
  return samples.flatMap(({ bytes, variant, secrets }) => {
    if (secrets.length === 0) return [`${variant}: expected \`secrets\`, what no report may show, found none`];
    const matches = JSON.stringify(inspectAll(detector, bytes));
    return secrets.some((secret) => showsSecret(matches, secret)) ? [`${variant}: expected no piece of the secret in the match, found one`] : [];
  });
}
function answersTheSame({ detector, samples }) {
  return samples.filter(({ bytes }) => !isDeepStrictEqual(inspectAll(detector, bytes), inspectAll(detector, bytes))).map(
    ({ variant }) => `${variant}: expected the same result twice, found two; a detector keeps no state and reads no clock`
  );
}
var MAX_CUTS = 300;
function bearsDamage({ detector, samples }) {
  const complaints = /* @__PURE__ */ new Set();
  for (const { bytes, variant } of samples) {
    const step = Math.max(1, Math.floor(bytes.length / MAX_CUTS));
    for (let at = 0; at < bytes.length; at += step) {
      const flipped = Uint8Array.from(bytes);
      flipped[at] ^= 1 << at % 8;
      for (const damaged of [bytes.slice(0, at), flipped]) {
        const complaint = damageOf(detector, damaged);
        if (complaint !== void 0) complaints.add(`${variant}: ${complaint}`);
      }
    }
  }
  return [...complaints];
}
function damageOf(detector, bytes) {
  try {
    for (const at of anchorPositions(detector, bytes)) {
      const match = inspectAt(detector, bytes, at);
      if (match !== void 0 && (match.offset < 0 || match.offset + match.length > bytes.length))
        return "expected a match inside the bytes, found one that reaches beyond their end";
    }
    return void 0;
  } catch (error) {
    return `expected no exception, found ${error instanceof Error ? error.constructor.name : "one that is no Error"}`;
  }
}
function scannerOf(detector) {
  const chain = buildChain([detector]);
  return { chain, scanner: scannerFor(chain) };
}

// src/contract/try-plug-in.ts
var MAX_MS_PER_MIB = 1e3;
async function tryPlugIn(plugIn, limits) {
  const detectors = await loadPlugIn(plugIn);
  assertUniqueIds([{ name: plugIn.name, detectors }]);
  const samples = await loadSamples(plugIn);
  const results = [];
  for (const detector of detectors) {
    const own = samples[detector.id];
    const subject = { detector, samples: own?.samples?.() ?? [], lookAlikes: own?.lookAlikes?.() ?? [] };
    results.push(await tryDetector(subject, new FileTrials(plugIn, limits)));
  }
  return results;
}
async function tryDetector(subject, files) {
  const { detector, samples, lookAlikes } = subject;
  const subjectSize = { id: detector.id, samples: samples.length, lookAlikes: lookAlikes.length };
  const title = "1 MiB of each hostile input: inspect always returns";
  const complaints = await files.bearsHostileFiles(subject);
  if (complaints.length > 0) return { ...subjectSize, trials: [{ title, complaints }], msPerMib: {} };
  const inFiles = {
    title: "each example is one finding in a plain file, a zip, and a zip in a tar.gz",
    complaints: await files.findsEachInFiles(subject)
  };
  const alone = TRIALS.map((trial) => ({ title: trial.title, complaints: complaintsOf(trial, subject) }));
  const msPerMib = timesOf(subject);
  return { ...subjectSize, trials: [{ title, complaints }, inFiles, ...alone, timeTrial(msPerMib)], msPerMib };
}
function timeTrial(msPerMib) {
  const slow = Object.entries(msPerMib).filter(([, ms]) => ms > MAX_MS_PER_MIB);
  return {
    title: `1 MiB of each hostile input takes at most ${MAX_MS_PER_MIB} ms`,
    complaints: slow.map(([name, ms]) => `${name}: ${Math.round(ms)} ms`)
  };
}

// src/cli/test-detector-command.ts
var WIDTH = 100;
var INDENT = " ".repeat(10);
async function runTestDetector(modules, settings) {
  if (modules.length === 0)
    throw new UsageError("test-detector: expected a module with detectors, found none; give its file");
  let code = EXIT.clean;
  for (const plugIn of selectPlugIns(modules, process.cwd())) {
    for (const result of await tryPlugIn(plugIn, limitsOf(settings))) {
      process.stdout.write(resultText(result));
      if (result.trials.some(({ complaints }) => complaints.length > 0)) code = EXIT.failed;
    }
  }
  return code;
}
function resultText({ id, samples, lookAlikes, trials, msPerMib }) {
  const failed = trials.filter(({ complaints }) => complaints.length > 0).length;
  const lines = trials.flatMap(({ title, complaints }) => [
    `  ${complaints.length === 0 ? "ok    " : "FAILED"}  ${title}`,
    ...complaints.flatMap(
      (complaint) => wrapText(escapeText(complaint), WIDTH - INDENT.length).map((line) => INDENT + line)
    )
  ]);
  const times = Object.entries(msPerMib).map(
    ([name, ms]) => `${INDENT}${ms.toFixed(1).padStart(8)} ms per MiB of ${name}`
  );
  const verdict = failed === 0 ? "passes all tests" : `fails ${countText(failed, "test")}`;
  return [
    `${escapeText(id)}: ${countText(samples, "example")}, ${countText(lookAlikes, "look-alike")}`,
    ...lines,
    ...times,
    `${escapeText(id)} ${verdict}`,
    ""
  ].join("\n");
}
export {
  runTestDetector
};
