#!/usr/bin/env node
// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);
import {
  tarGzOf,
  zipOf
} from "./shared-17.js";
import {
  renderTerminal
} from "./shared-6.js";
import {
  ENDED_EARLY,
  EXIT,
  STANDARD_OUTPUT,
  VERSION,
  assertWritable,
  countText,
  defaultOf,
  escapeJson,
  escapePath,
  escapeText,
  exitCodeOf,
  exitCodeOfError,
  exitIsErrorUntilDone,
  groupDigits,
  importGitleaks,
  optionsOf,
  parseSettings,
  rules,
  run,
  wrapText,
  writeTextFile
} from "./shared-8.js";
import "./shared-9.js";
import {
  INNER,
  compareText
} from "./shared-5.js";
import "./shared-7.js";
import "./shared-4.js";
import "./shared-3.js";
import {
  UsageError
} from "./shared-2.js";
import "./shared-1.js";

// src/cli/arguments.ts
import { parseArgs } from "node:util";
var OWN_OPTIONS = { keep: "demo", output: "baseline", format: "rules" };
function parseArguments(argv) {
  const { values, positionals } = parse(argv);
  const [command, ...operands] = positionals;
  for (const [name, owner] of Object.entries(OWN_OPTIONS))
    if (values[name] !== void 0 && command !== void 0 && command !== owner)
      throw new UsageError(
        `--${name}: an option of keysieve ${owner}, not of keysieve ${command}; see keysieve --help`
      );
  const given = (name) => {
    const value = values[name];
    return value === void 0 ? void 0 : [value].flat().join("\n");
  };
  return {
    command,
    operands,
    help: values.help === true,
    version: values.version === true,
    keep: values.keep === true,
    output: typeof values.output === "string" ? values.output : void 0,
    format: typeof values.format === "string" ? values.format : "text",
    // Operands are words from the shell, so they are neither split nor trimmed, whatever characters they contain.
    settings: () => ({ ...parseSettings("cli", given), paths: operands })
  };
}
function isSwitch(option) {
  return option.value === "true|false";
}
function isList(option) {
  return option.value?.endsWith("\u2026") ?? false;
}
function parse(argv) {
  const options = {
    help: { type: "boolean", short: "h" },
    version: { type: "boolean" },
    keep: { type: "boolean" },
    output: { type: "string" },
    format: { type: "string" }
  };
  const switches = /* @__PURE__ */ new Set();
  for (const [name, option] of optionsOf("cli")) {
    if (isSwitch(option)) switches.add(name);
    if (name === "paths") continue;
    options[name] = isSwitch(option) ? { type: "boolean" } : { type: "string", multiple: isList(option) };
  }
  const args = argv.map((arg) => {
    const [, name, value] = /^--([a-z-]+)=(true|false)$/.exec(arg) ?? [];
    return name !== void 0 && switches.has(name) ? `--${value === "false" ? "no-" : ""}${name}` : arg;
  });
  try {
    return parseArgs({ args, options, allowPositionals: true, allowNegative: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(/\.\s/)[0] : String(error);
    throw new UsageError(`${reason}; see keysieve --help`);
  }
}

// src/report/baseline.ts
function renderBaseline({ findings }) {
  const known = findings.filter(({ suppressed }) => suppressed === void 0 || suppressed.by === "baseline").map(({ fingerprint, rule, path }) => ({ fingerprint, rule, path }));
  return `${escapeJson(JSON.stringify({ format: "keysieve-baseline/1", findings: known }, void 0, 2))}
`;
}

// src/cli/progress-line.ts
var QUIET_FIRST_MS = 1e3;
var INTERVAL_MS = 200;
function progressLine(options) {
  const { stderr } = process;
  if (options.quiet || !stderr.isTTY || process.env.CI) return { update: () => {
  }, clear: () => {
  } };
  let nextMs = performance.now() + QUIET_FIRST_MS;
  let shown = false;
  return {
    update({ artifactsDone, artifacts, scannedBytes, path }) {
      if (performance.now() < nextMs) return;
      nextMs = performance.now() + INTERVAL_MS;
      shown = true;
      const line = `${artifactsDone}/${artifacts} files, ${(scannedBytes / 1e6).toFixed(0)} MB  ${escapeText(path)}`;
      stderr.write(`\r\x1B[K${line.slice(0, (stderr.columns || 80) - 1)}`);
    },
    clear() {
      if (shown) stderr.write("\r\x1B[K");
    }
  };
}

// src/cli/surroundings.ts
function surroundings(base, progress) {
  return {
    base,
    syntax: "arguments",
    standardInput: process.stdin,
    onProgress: progress.update,
    environment: process.env,
    // Only GitHub's runner can be told to mask a value in its log.
    onSecret: () => {
    }
  };
}

// src/cli/baseline-command.ts
async function runBaseline({ settings, output }) {
  const asked = settings();
  const base = process.cwd();
  if (output !== void 0) assertWritable(output, base);
  const progress = progressLine(asked);
  const verdict = await run(asked, surroundings(base, progress)).finally(progress.clear);
  const text = renderBaseline(verdict);
  if (output === void 0) process.stdout.write(text);
  else writeTextFile(output, text, base);
  const gaps = verdict.gaps.length;
  if (gaps > 0 && !asked.quiet)
    process.stderr.write(
      `keysieve: ${countText(gaps, "place")} could not be scanned; secrets there are not in the baseline
`
    );
  return EXIT.clean;
}

// src/cli/demo/demo.ts
import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync as rmSync2, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

// src/cli/demo/signer.ts
import { sign } from "node:crypto";
import { writeHeapSnapshot } from "node:v8";
var READY = "ready";
function runSigner() {
  const service = { name: "demo token service", key: `${process.env.SIGNING_KEY}`, signed: [] };
  for (const user of ["ada", "grace", "katherine"]) {
    const head = encode({ alg: "ES256", typ: "JWT" });
    const text = `${head}.${encode({ iss: "https://signer.example", sub: user, exp: 2e9 })}`;
    const signature = sign("sha256", Buffer.from(text), { key: service.key, dsaEncoding: "ieee-p1363" });
    service.signed.push(`${text}.${signature.toString("base64url")}`);
  }
  writeHeapSnapshot("service.heapsnapshot");
  process.report.writeReport("service-report.json");
  process.stdout.write(`${READY}
`);
  process.stdin.on("end", () => {
    if (service.signed.length !== 3) throw new Error("the service and its key must be alive until here");
  });
  process.stdin.resume();
}
function encode(value) {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

// src/cli/demo/take-core.ts
import { spawnSync } from "node:child_process";
import { renameSync, rmSync } from "node:fs";
function takeCore({ pid }, file) {
  const { error, status } = spawnSync("gcore", ["-o", file, `${pid}`], { stdio: "ignore", timeout: MAX_MS });
  const written = `${file}.${pid}`;
  if (error === void 0 && status === 0) {
    renameSync(written, file);
    return void 0;
  }
  rmSync(written, { force: true });
  if (error !== void 0 && "code" in error && error.code === "ENOENT") return "gdb is not installed";
  return "gdb may not attach to processes here";
}
var MAX_MS = 6e4;

// src/cli/demo/demo.ts
var SIGNER_COMMAND = "demo-signer";
async function makeDemoArtifact() {
  const folder = mkdtempSync(join(tmpdir(), "keysieve-demo-"));
  const key = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { PATH, SystemRoot, TEMP } = process.env;
  const env = {
    PATH,
    SystemRoot,
    TEMP,
    SIGNING_KEY: key.privateKey.export({ type: "pkcs8", format: "pem" }).toString()
  };
  const signer = spawn(process.execPath, [process.argv[1], SIGNER_COMMAND], {
    ...{ cwd: folder, env, stdio: ["pipe", "pipe", "ignore"] }
  });
  await isReady(signer);
  const missing = takeCore(signer, join(folder, CORE));
  signer.kill();
  const dumps = ["service.heapsnapshot", "service-report.json"].map((name2) => {
    const bytes = readFileSync(join(folder, name2));
    rmSync2(join(folder, name2));
    return { name: `debug/${name2}`, bytes };
  });
  const build = { name: "app/server.js", bytes: Buffer.from("export const answer = () => 42;\n") };
  const bundle = { name: "build/debug-bundle.zip", bytes: zipOf([build, ...dumps]) };
  const name = "artifact.tar.gz";
  const publicKey = join(folder, "public-key.pem");
  writeFileSync(join(folder, name), tarGzOf([bundle]));
  writeFileSync(publicKey, key.publicKey.export({ type: "spki", format: "pem" }));
  const core = missing === void 0 ? { name: CORE } : { missing };
  return { folder, name, core, publicKey, remove: () => rmSync2(folder, { recursive: true, force: true }) };
}
var CORE = "service.core";
async function isReady(signer) {
  for await (const line of createInterface({ input: signer.stdout })) if (line === READY) return;
  throw new Error("demo: the service ended before its dumps were written");
}

// src/report/explanation.ts
var MAX_NAME_CHARACTERS = 120;
var MAX_PATH_CHARACTERS = 400;
function renderExplanation({ explanation, gaps }, wanted) {
  if (wanted === void 0) return "";
  if (explanation === void 0)
    return `
Nothing to explain: no artifact ${escapePath(wanted, MAX_PATH_CHARACTERS)} was scanned; name it as the report does.
`;
  const { artifact, steps, more } = explanation;
  const own = gaps.filter(({ path }) => path === artifact || path.startsWith(artifact + INNER));
  const lines2 = [
    `How ${escapePath(artifact, MAX_PATH_CHARACTERS)} was opened:`,
    ...steps.map((step) => stepLine(step, artifact)),
    ...more > 0 ? [`  \u2026 and ${groupDigits(more)} steps more`] : [],
    ...own.map(
      ({ path, code, message }) => `  not scanned (${code}): ${escapePath(path, MAX_PATH_CHARACTERS)}: ${escapeText(message)}`
    ),
    ...own.length === 0 ? ["  no gaps: all bytes were scanned"] : []
  ];
  return `
${lines2.join("\n")}
`;
}
function stepLine(step, artifact) {
  const parts = [artifact, ...step.path.slice(artifact.length).split(INNER).slice(1)];
  const name = escapeText(parts.at(-1), MAX_NAME_CHARACTERS);
  return `${"  ".repeat(Math.min(parts.length, 20))}${name}  ${stepText(step)}`;
}
function stepText(step) {
  if (step.did === "scanned") {
    const view = step.view === void 0 ? "" : ` as ${escapeText(step.view, 40)}`;
    return `scanned${view}: ${countText(step.bytes, "byte")}`;
  }
  const { format, entries, bytes } = step;
  if (entries === 0) return `opened as ${escapeText(format, 40)}`;
  return `opened as ${escapeText(format, 40)}: ${countText(entries, "entry", "entries")}, ${countText(bytes, "byte")}`;
}

// src/cli/scan-command.ts
async function runScan(settings, base = process.cwd()) {
  const progress = progressLine(settings);
  const { stdout, stderr } = process;
  const output = [settings.json, settings.sarif].includes(STANDARD_OUTPUT) ? stderr : stdout;
  const verdict = await run(settings, {
    ...surroundings(base, progress),
    onVerdict: (found) => {
      progress.clear();
      if (!settings.quiet) output.write(render(found, settings, output) + renderExplanation(found, settings.explain));
    },
    onStandardOutput: (text) => stdout.write(text)
  }).finally(progress.clear);
  return exitCodeOf(verdict);
}
function render(verdict, settings, output) {
  const colour = settings.color === "auto" ? output.hasColors?.() === true && !process.env.NO_COLOR : settings.color === "always";
  return renderTerminal(verdict, { styles: colour ? "ansi" : "plain", width: Math.max(40, output.columns || 100) });
}

// src/cli/demo-command.ts
async function runDemo({ keep, operands }) {
  if (operands.length > 0)
    throw new UsageError("demo: expected no further word, found one; keysieve scan scans your own files");
  say("A service signs tokens with a fresh key. To debug it, somebody writes a heap snapshot and a diagnostic report.");
  const artifact = await makeDemoArtifact();
  try {
    say(`They are packed with the build output into a zip, and that into ${artifact.name}: an ordinary CI artifact.`);
    const { core } = artifact;
    const hasCore = "name" in core;
    if (hasCore) say("gdb dumped the core of the process, in which the key is only numbers; it is scanned too.\n");
    else say(`A core dump of the process would be scanned too, but there is none: ${core.missing}.
`);
    const paths = hasCore ? [artifact.name, core.name] : [artifact.name];
    const code = await runScan({ ...parseSettings("cli", () => void 0), paths }, artifact.folder);
    if (keep) {
      say(`
The artifact and the public half of its key are in ${artifact.folder}. Compare the hash:`);
      say(`  openssl pkey -pubin -in ${artifact.publicKey} -outform DER | openssl dgst -sha256`);
    }
    return code;
  } finally {
    if (!keep) artifact.remove();
  }
}
function say(line) {
  process.stdout.write(`${line}
`);
}

// src/cli/help.ts
var WIDTH = 100;
var INDENT = "      ";
function helpText() {
  const options = optionsOf("cli").filter(([name]) => name !== "paths").map(([name, option]) => {
    const value = isSwitch(option) || option.value === void 0 ? "" : ` ${option.value}`;
    const standard = defaultOf(name, "cli");
    const suffix = standard === "" ? "" : ` Default: ${standard}.`;
    return `  --${name}${value}
${wrap(option.help + suffix)}`;
  });
  return `keysieve finds key material in build and debug artifacts, proves it, and fails the job.

Usage:
  keysieve scan PATH\u2026 [options]   scan files, folders and globs; - is standard input
  keysieve baseline PATH\u2026 [--output FILE] [options]
                                  write current findings to a baseline, so that only new findings fail
  keysieve import gitleaks FILE   print a .gitleaks.toml as a .keysieve.yml, and what cannot be converted
  keysieve rules [ID\u2026]            list all rules with severity and confidence, or details of the
                                  named rules (--format text|json|markdown)
  keysieve test-detector MODULE   test the detectors of a plug-in (docs/detectors.md)
  keysieve demo [--keep]          make a real debug artifact with a leaked key, and scan it

Options of scan and baseline. Repeat an option marked \u2026 to give several values. An option without a value is a
switch; --no- turns it off (--no-include-hidden-files):
${options.join("\n")}

  -h, --help      this text
      --version   the version

Exit codes: 0 clean, 1 the policy failed the scan (findings or gaps), 2 usage, 3 internal error.
`;
}
function wrap(text) {
  const lines2 = [];
  let line = INDENT;
  for (const word of text.split(" ")) {
    if (line.length + word.length + 1 > WIDTH) {
      lines2.push(line);
      line = INDENT;
    }
    line += line === INDENT ? word : ` ${word}`;
  }
  return [...lines2, line].join("\n");
}

// src/cli/import-command.ts
function importText([tool, file, ...rest]) {
  if (tool !== "gitleaks" || file === void 0 || rest.length > 0)
    throw new UsageError("import: expected gitleaks and one file, as in keysieve import gitleaks .gitleaks.toml");
  return importGitleaks(file, process.cwd());
}

// src/report/rule-list.ts
var RULE_FORMATS = ["text", "json", "markdown"];
var WIDTH2 = 100;
var INDENT2 = 13;
function renderRules(rules2, format) {
  switch (format) {
    case "text":
      return lines(rules2);
    case "json":
      return escapeJson(`${JSON.stringify({ format: "keysieve-rules/1", rules: rules2 }, null, 2)}
`);
    case "markdown":
      return tables(rules2);
  }
}
function renderRule({ id, title, provider, severity, confidence, proof, advice }) {
  const fields = { provider, severity, confidence, proof, "what to do": advice };
  const blocks = Object.entries(fields).flatMap(
    ([label, text]) => text === void 0 ? [] : [field(label, wrapText(escapeText(text), WIDTH2 - INDENT2))]
  );
  return `${escapeText(id)}  ${escapeText(title)}
${blocks.join("")}`;
}
function field(label, [first, ...rest]) {
  return [`  ${label}`.padEnd(INDENT2) + first, ...rest.map((line) => " ".repeat(INDENT2) + line), ""].join("\n");
}
function lines(rules2) {
  const width = Math.max(...rules2.map(({ id }) => id.length));
  return rules2.map(
    ({ id, severity, confidence, title }) => [escapeText(id).padEnd(width), severity.padEnd(8), confidence.padEnd(6), `${escapeText(title)}
`].join("  ")
  ).join("");
}
function tables(rules2) {
  const issued = rules2.filter(({ provider }) => provider !== void 0);
  const orderOf = ({ provider, id }) => `${provider?.toLowerCase()}\0${id}`;
  const byProvider = issued.toSorted((a, b) => compareText(orderOf(a), orderOf(b)));
  const others = rules2.filter(({ provider }) => provider === void 0);
  return [
    "| rule | provider | severity | confidence | checked offline | what to do |",
    "| --- | --- | --- | --- | --- | --- |",
    ...[...others, ...byProvider].map(row),
    ""
  ].join("\n");
}
function row({ id, title, provider = "", severity, confidence, proof, advice }) {
  const cells = [`\`${id}\`<br>${cell(title)}`, cell(provider), severity, confidence, cell(proof), cell(advice)];
  return `| ${cells.join(" | ")} |`;
}
function cell(text) {
  return escapeText(text).replaceAll(/[\\|<]/g, "\\$&");
}

// src/cli/rules-command.ts
async function rulesText({ operands, format }) {
  const known = RULE_FORMATS.find((one) => one === format);
  if (known === void 0)
    throw new UsageError(`format: expected one of ${RULE_FORMATS.join(", ")}, found ${JSON.stringify(format)}`);
  const all = await rules();
  if (operands.length === 0) return renderRules(all, known);
  const named = operands.map((operand) => {
    const rule = all.find(({ id }) => id === operand);
    if (rule === void 0) throw new UsageError(`${operand}: no such rule; keysieve rules lists them`);
    return rule;
  });
  return known === "text" ? named.map(renderRule).join("\n") : renderRules(named, known);
}

// src/cli/main.ts
async function main(argv) {
  const args = parseArguments(argv);
  if (args.version) return print(`keysieve ${VERSION}
`);
  if (args.help || args.command === "help") return print(helpText());
  return dispatch(args);
}
async function dispatch(args) {
  switch (args.command) {
    case "scan":
      return runScan(args.settings());
    case "baseline":
      return runBaseline(args);
    case "import":
      return print(await importText(args.operands));
    case "rules":
      args.settings();
      return print(await rulesText(args));
    case "test-detector":
      return (await import("./test-detector-command.js")).runTestDetector(args.operands, args.settings());
    case "demo":
      return runDemo(args);
    case SIGNER_COMMAND:
      runSigner();
      return EXIT.clean;
    case void 0:
      process.stderr.write(helpText());
      return EXIT.usage;
    default:
      throw new UsageError(
        `${args.command}: no such command; expected scan, baseline, import, rules, test-detector or demo. See keysieve --help`
      );
  }
}
function print(text) {
  process.stdout.write(text);
  return EXIT.clean;
}
function complain(error) {
  const text = error instanceof UsageError ? error.message : error instanceof Error ? `${error.stack}` : String(error);
  const lines2 = text.split("\n").map((line) => escapeText(line)).join("\n");
  process.stderr.write(error instanceof UsageError ? `keysieve: ${lines2}
` : `keysieve: internal error
${lines2}
`);
}
function fail(error) {
  complain(error);
  process.exitCode = exitCodeOfError(error);
}
process.stdout.once("error", (error) => {
  process.stdout.on("error", () => {
  });
  if (error.code !== "EPIPE")
    fail(new UsageError(`cannot write to standard output: ${error.code}; send it where there is room`));
});
process.stderr.on("error", () => {
});
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
var done = exitIsErrorUntilDone(() => process.stderr.write(`keysieve: ${ENDED_EARLY}
`));
try {
  const code = await main(process.argv.slice(2));
  process.exitCode ||= code;
} catch (error) {
  fail(error);
} finally {
  done();
}
