// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);
import {
  confidenceText,
  countText,
  escapePath,
  escapeText,
  groupDigits,
  keyText,
  listAdviser,
  listText,
  otherFacts,
  positionText,
  sizeText,
  wrapText
} from "./shared-8.js";
import {
  GAP_CODES
} from "./shared-4.js";

// src/report/terminal.ts
import { styleText } from "node:util";

// src/report/group-by-secret.ts
function groupBySecret(findings) {
  const groups = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    const group = groups.get(finding.fingerprint);
    if (group === void 0) groups.set(finding.fingerprint, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].map((group) => ({
    lead: group[0],
    findings: group,
    fails: group.some((finding) => finding.fails),
    suppressed: group.every((finding) => finding.suppressed !== void 0) ? group[0].suppressed : void 0,
    placeCount: group.reduce((sum, finding) => sum + finding.count, 0),
    artifactCount: new Set(group.map((finding) => finding.artifact)).size
  }));
}
function otherPlacesText(secret) {
  if (secret.placeCount <= 1) return "";
  const artifacts = secret.artifactCount > 1 ? ` (in ${groupDigits(secret.artifactCount)} artifacts)` : "";
  return `and ${countText(secret.placeCount - 1, "more place")}${artifacts}`;
}
function firstPlaces(secret, limit) {
  const places = [];
  for (const finding of secret.findings) {
    if (places.length >= limit) break;
    places.push(...finding.places.slice(0, limit - places.length));
  }
  return places;
}

// src/report/next-steps.ts
var REPOSITORY = "https://github.com/keysieve/keysieve/blob/v1/";
var GAPS_PAGE = "docs/gaps.md";
var GAPS_URL = `${REPOSITORY}${GAPS_PAGE}`;
function nextSteps({ findings, gaps }) {
  return [
    ...findings.some(({ fails }) => fails) ? [step("To let a finding pass, allow it with a reason, or write a baseline", "docs/configuration.md", "#allows")] : [],
    ...gaps.some(({ outcome }) => outcome === "fail") ? [step("What to do about each place that was not scanned", GAPS_PAGE)] : []
  ];
}
function step(text, page, anchor = "") {
  return { text, page, url: `${REPOSITORY}${page}${anchor}` };
}

// src/report/origin-text.ts
function originText({ origin, path, line }) {
  if (origin === void 0 || origin.file === path && origin.line === line) return void 0;
  if (origin.by === "workflow" && origin.line === 1)
    return {
      before: "no tracked source that was searched contains it; the workflow is ",
      file: origin.file,
      after: ""
    };
  return { ...WORDS[origin.by], file: origin.file, after: `, line ${origin.line}${WORDS[origin.by].after}` };
}
var WORDS = {
  content: { before: "it is in ", after: "" },
  "source-map": { before: "it was made from ", after: ", says a source map" },
  "debug-info": { before: "the variable that holds it is declared in ", after: ", says debug information" },
  workflow: { before: "no tracked source that was searched contains it; the step is at ", after: "" }
};

// src/report/verdict-text.ts
function headline(verdict) {
  const gaps = gapsClause(verdict);
  return gaps === "" ? secretsClause(verdict) : `${secretsClause(verdict)}; ${gaps}`;
}
function secretsClause(verdict) {
  const all = groupBySecret(verdict.findings);
  const secrets = all.filter(({ suppressed }) => suppressed === void 0);
  const failing = secrets.filter((secret) => secret.fails).length;
  const passing = secrets.length - failing;
  const allowed = all.length > secrets.length ? `, ${groupDigits(all.length - secrets.length)} allowed` : "";
  if (failing > 0) {
    const rest = passing > 0 ? `, ${groupDigits(passing)} more that ${passing === 1 ? "does" : "do"} not` : "";
    return `${countText(failing, "secret")} found that ${failing === 1 ? "fails" : "fail"} the job${rest}${allowed}`;
  }
  if (passing > 0)
    return `${countText(passing, "secret")} found, ${passing === 1 ? "which the" : "all of which the"} policy accepts${allowed}`;
  if (allowed !== "")
    return `${countText(all.length, "secret")} found, ${all.length === 1 ? "which is" : "all of which are"} allowed`;
  return verdict.stats.artifacts === 0 ? "nothing was scanned" : "no secret found";
}
function gapsClause({ gaps }) {
  const counts = OUTCOMES.flatMap((outcome) => {
    const count = gaps.filter((gap) => gap.outcome === outcome).length;
    return count === 0 ? [] : [`${groupDigits(count)} ${OUTCOME_VERBS[outcome][count === 1 ? 0 : 1]}`];
  });
  return gaps.length === 0 ? "" : `${countText(gaps.length, "place")} not scanned (${counts.join(", ")})`;
}
var OUTCOMES = ["fail", "warn", "ignore"];
var OUTCOME_VERBS = {
  fail: ["fails the job", "fail the job"],
  warn: ["warns", "warn"],
  ignore: ["is ignored", "are ignored"]
};
function notesOf(verdict) {
  const texts = [scannedText, openedText, leftOutText, knownSecretsText, policyText, configurationText];
  return texts.map((text) => text(verdict)).filter((note) => note !== "");
}
function scannedText({ stats, tool }) {
  return `Scanned ${countText(stats.artifacts, "artifact")}: ${countText(stats.entries, "entry", "entries")}, ${sizeText(stats.scannedBytes)} after unpacking, in ${secondsText(stats.elapsedMs)}, by keysieve ${escapeText(tool.version, 40)}.`;
}
function openedText({ stats }) {
  const formats = Object.keys(stats.formats).sort();
  if (formats.length === 0) return "";
  return `Opened: ${formats.map((format) => formatText(stats, format)).join(", ")}.`;
}
function formatText({ formats, unpacked }, format) {
  const count = `${escapeText(format, 40)} ${groupDigits(formats[format])}`;
  const { entries, bytes } = unpacked[format] ?? { entries: 0, bytes: 0 };
  if (entries === 0) return count;
  return `${count} (${countText(entries, "entry", "entries")}, ${sizeText(bytes)})`;
}
function secondsText(elapsedMs) {
  const tenths = Math.round(elapsedMs / 100);
  return `${groupDigits(Math.floor(tenths / 10))}.${tenths % 10} s`;
}
function leftOutText({ stats }) {
  const reasons = Object.keys(stats.leftOut).sort();
  const counts = reasons.filter((reason) => stats.leftOut[reason] > 0).map((reason) => {
    const [one, many = one] = REASONS.get(reason) ?? [escapeText(reason, 40)];
    return countText(stats.leftOut[reason], one, many);
  });
  return counts.length === 0 ? "" : `Left out: ${counts.join(", ")}.`;
}
var REASONS = /* @__PURE__ */ new Map([
  ["hidden", ["hidden file or folder", "hidden files or folders"]],
  ["excluded", ["file or folder that a pattern excludes", "files or folders that a pattern excludes"]],
  ["broken-link", ["broken link", "broken links"]],
  ["link-cycle", ["link to a folder that contains it", "links to folders that contain them"]],
  ["special", ["pipe, socket or device", "pipes, sockets or devices"]],
  ["unmatched", ["pattern that matched nothing", "patterns that matched nothing"]],
  [
    "excluded-by-configuration",
    [
      "excluded by the configuration, with all that is in it",
      "excluded by the configuration, with all that is in them"
    ]
  ]
]);
function configurationText({ configuration, policy, notCarriedOver }) {
  const { allows, overrides } = policy.exceptions;
  const counts = [
    ...configuration?.rulesOff.length ? [`${countText(configuration.rulesOff.length, "rule")} off`] : [],
    ...overrides.size > 0 ? [`${countText(overrides.size, "rule")} overridden`] : [],
    ...allows.length > 0 ? [countText(allows.length, "allow")] : [],
    ...policy.inlineAllows ? ["inline allows on"] : [],
    ...notCarriedOver > 0 ? [`${countText(notCarriedOver, "item")} not converted`] : []
  ];
  const name = configuration === void 0 ? "" : `Configuration ${escapePath(configuration.name, 200)}`;
  if (counts.length === 0) return name === "" ? "" : `${name}.`;
  return `${name === "" ? "Exceptions" : name}: ${counts.join(", ")}.`;
}
function expiredText({ reason, until, findings }) {
  const effect = findings === 0 ? "covers no finding of this scan" : `would cover ${countText(findings, "finding")}`;
  return `${until}: ${escapeText(reason, 300)}; ${effect}`;
}
var ALLOWERS = {
  configuration: "the configuration",
  baseline: "the baseline",
  inline: "a comment next to it"
};
function suppressionText({ by, reason, until }) {
  return `${ALLOWERS[by]}: ${escapeText(reason, 300)}${until === void 0 ? "" : `, until ${until}`}`;
}
function knownSecretsText({ stats: { knownSecrets } }) {
  if (knownSecrets === void 0) return "";
  const { searched, leftOut } = knownSecrets;
  const shown = leftOut.slice(0, MAX_SECRETS_NAMED).map(({ name, reason }) => `${escapeText(name, 100)} (${reason})`);
  const more = leftOut.length - shown.length;
  const others = more > 0 ? [...shown, `${groupDigits(more)} more, which the JSON report (option json) lists`] : shown;
  return `Looked for ${countText(searched, "secret")} of the job${others.length === 0 ? "" : `; not for ${listText(others)}`}.`;
}
var MAX_SECRETS_NAMED = 10;
function policyText({ policy }) {
  const findings = policy.failOn === "never" ? "no finding fails the job" : `fails on severity ${policy.failOn}${policy.failOn === "critical" ? "" : " or above"} with confidence ${policy.minConfidence}${policy.minConfidence === "proven" ? "" : " or above"}`;
  return `Policy: ${findings}; gaps: ${gapPolicyText(policy)}.`;
}
function gapPolicyText(policy) {
  const clauses = OUTCOMES.flatMap((outcome) => {
    const codes = GAP_CODES.filter((code) => policy.onGap[code] === outcome);
    if (codes.length === 0) return [];
    if (codes.length === GAP_CODES.length) return [`all ${OUTCOME_VERBS[outcome][1]}`];
    return [`${listText(codes)} ${OUTCOME_VERBS[outcome][codes.length === 1 ? 0 : 1]}`];
  });
  return clauses.join("; ");
}

// src/report/terminal.ts
var MAX_SECRETS_SHOWN = 200;
var MAX_GAPS_SHOWN = 50;
var MAX_ALLOWED_SHOWN = 20;
var MAX_LINES_SHOWN = 20;
var MAX_PLACES_SHOWN = 5;
var MAX_FACTS_SHOWN = 12;
var INDENT = 13;
var MAX_PATH_LINES = 3;
function renderTerminal(verdict, options) {
  return new Page(options).verdict(verdict);
}
var SEVERITY_STYLES = {
  critical: ["bold", "red"],
  high: ["red"],
  medium: ["yellow"],
  low: ["cyan"]
};
var OUTCOME_STYLES = {
  fail: ["red"],
  warn: ["yellow"],
  ignore: ["dim"]
};
var OUTCOME_WORDS = { fail: "FAILS", warn: "WARNS", ignore: "IGNORED" };
function isNoNews(name, value, { form }) {
  return name === "form" && value === form || name === "twin" || name === "checksum" && value === "none";
}
var Page = class {
  #styles;
  #width;
  constructor({ styles, width }) {
    this.#styles = styles;
    this.#width = Math.max(40, width);
  }
  verdict(verdict) {
    const all = groupBySecret(verdict.findings);
    const secrets = all.filter(({ suppressed }) => suppressed === void 0);
    const allowed = all.filter(({ suppressed }) => suppressed !== void 0);
    const advise = listAdviser(verdict);
    const shown = secrets.slice(0, MAX_SECRETS_SHOWN).map((secret) => this.#secret(secret, advise(secret.lead, `${escapeText(secret.lead.rule, 100)} above`)));
    const failing = secrets.filter(({ fails }) => fails).length;
    const blocks = [
      ...shown.slice(0, failing),
      this.#divider(failing, secrets.length - failing),
      ...shown.slice(failing),
      this.#more(secrets.length - MAX_SECRETS_SHOWN, "more secret", "more secrets"),
      ...allowed.slice(0, MAX_ALLOWED_SHOWN).map((secret) => this.#allowed(secret)),
      this.#more(allowed.length - MAX_ALLOWED_SHOWN, "more allowed secret", "more allowed secrets"),
      ...verdict.gaps.slice(0, MAX_GAPS_SHOWN).map((gap) => this.#gap(gap)),
      this.#more(verdict.gaps.length - MAX_GAPS_SHOWN, "more place not scanned", "more places not scanned"),
      this.#list("EXPIRED", "Expired allows", verdict.expired.map(expiredText)),
      this.#list(
        "SKIPPED",
        "Not converted",
        verdict.remarks.map((one) => escapeText(one, 400))
      ),
      this.#closing(verdict)
    ];
    return `${blocks.filter((block) => block.length > 0).map((block) => block.join("\n")).join("\n\n")}
`;
  }
  #secret(secret, advice) {
    const { lead } = secret;
    const { name, digestName, digest } = keyText(lead);
    return [
      `${this.#head(lead.severity.toUpperCase(), SEVERITY_STYLES[lead.severity])}${this.#style(escapeText(lead.title, 200), ["bold"])}` + this.#style(`  ${escapeText(lead.rule, 100)}`, ["dim"]),
      ...this.#field("where", this.#places(secret)),
      ...this.#origin(lead),
      ...this.#field("which one", [name, `${digestName} ${digest}`]),
      ...this.#prose("confidence", `${confidenceText(lead)}; ${secret.fails ? "fails" : "does not fail"} the job`),
      ...this.#facts(secret),
      ...this.#prose("what to do", escapeText(advice, 600))
    ];
  }
  #allowed({ lead, suppressed, placeCount }) {
    const others = placeCount > 1 ? ` and ${countText(placeCount - 1, "more place")}` : "";
    return [
      `${this.#head("ALLOWED", ["dim"])}${escapeText(lead.title, 200)}${this.#style(`  ${escapeText(lead.rule, 100)}`, ["dim"])}`,
      ...this.#place(lead, void 0, void 0).flatMap(
        (line, index) => this.#field(index === 0 ? "where" : "", [line])
      ),
      ...others === "" ? [] : this.#field("", [others.trim()]),
      ...this.#prose("why", suppressed === void 0 ? "" : suppressionText(suppressed))
    ];
  }
  #list(word, title, lines) {
    if (lines.length === 0) return [];
    return [
      `${this.#head(word, ["yellow"])}${this.#style(title, ["bold"])}`,
      ...lines.slice(0, MAX_LINES_SHOWN).flatMap((line) => this.#field("", this.#wrap(line))),
      ...this.#more(lines.length - MAX_LINES_SHOWN, "more line", "more lines")
    ];
  }
  #places(secret) {
    const places = firstPlaces(secret, MAX_PLACES_SHOWN);
    const others = secret.placeCount - places.length;
    return [
      ...places.flatMap((place, index) => this.#place(place, places[index - 1], places[index + 1])),
      ...others > 0 ? this.#wrap(`and ${countText(others, "more place")}; the JSON report (option json) lists them`) : []
    ];
  }
  #origin(finding) {
    const text = originText(finding);
    if (text === void 0) return [];
    return this.#prose("from", `${text.before}${escapePath(text.file, this.#width * MAX_PATH_LINES)}${text.after}`);
  }
  /** Path and position on one line if they fit. Consecutive places with the same path share one path line. */
  #place(place, before, after) {
    const room = this.#width - INDENT;
    const path = escapePath(place.path, room * MAX_PATH_LINES);
    const position = positionText(place);
    if (before?.path === place.path) return [`  ${position}`];
    const fits = path.length + 2 + position.length <= room && after?.path !== place.path;
    return fits ? [`${path}, ${position}`] : [path, `  ${position}`];
  }
  #facts({ lead }) {
    const facts = otherFacts(lead).filter(([name, value]) => !isNoNews(name, value, lead));
    const shown = facts.slice(0, MAX_FACTS_SHOWN).map(([name, value]) => `${name} ${value}`);
    if (facts.length > MAX_FACTS_SHOWN) shown.push(`and ${countText(facts.length - MAX_FACTS_SHOWN, "more fact")}`);
    return shown.length === 0 ? [] : this.#field("facts", shown);
  }
  #gap({ path, code, message, outcome }) {
    const room = this.#width - INDENT;
    return [
      `${this.#head(OUTCOME_WORDS[outcome], OUTCOME_STYLES[outcome])}${this.#style("Not scanned", ["bold"])}` + this.#style(`  ${code}`, ["dim"]),
      ...this.#field("where", [escapePath(path, room * MAX_PATH_LINES)]),
      ...this.#prose("why", escapeText(message, 600))
    ];
  }
  #closing(verdict) {
    const passed = verdict.verdict === "pass";
    const [first = "", ...rest] = [
      ...this.#wrap(headline(verdict)).map((line) => this.#style(line, ["bold"])),
      ...notesOf(verdict).flatMap((note) => this.#wrap(note)),
      ...nextSteps(verdict).flatMap(({ text, url }) => this.#wrap(`${text}: ${url}`))
    ];
    return [
      this.#head(passed ? "PASS" : "FAIL", ["bold", passed ? "green" : "red"]) + first,
      ...rest.map((line) => `${" ".repeat(INDENT)}${line}`)
    ];
  }
  /** Where secrets that do not fail begin: one of them may be of higher severity than those above. */
  #divider(failing, passing) {
    if (failing === 0 || passing === 0 || failing >= MAX_SECRETS_SHOWN) return [];
    const text = `${countText(passing, "more secret")}, which ${passing === 1 ? "does" : "do"} not fail the job:`;
    return [`${" ".repeat(INDENT)}${text}`];
  }
  #more(count, singular, plural) {
    if (count <= 0) return [];
    return [`${" ".repeat(INDENT)}${countText(count, singular, plural)}; the JSON report (option json) lists them`];
  }
  #head(word, style) {
    return this.#style(word, style) + " ".repeat(Math.max(1, INDENT - word.length));
  }
  #prose(label, text) {
    return this.#field(label, this.#wrap(text));
  }
  #wrap(text) {
    return wrapText(text, this.#width - INDENT);
  }
  #field(label, lines) {
    return lines.map(
      (line, index) => index === 0 ? this.#style(`  ${label}`.padEnd(INDENT), ["dim"]) + line : " ".repeat(INDENT) + line
    );
  }
  /** Ignores the stream and the environment: the caller considered those when it made the options. */
  #style(text, styles) {
    return this.#styles === "plain" ? text : styleText([...styles], text, { validateStream: false });
  }
};

export {
  groupBySecret,
  otherPlacesText,
  firstPlaces,
  headline,
  notesOf,
  scannedText,
  leftOutText,
  expiredText,
  suppressionText,
  GAPS_URL,
  nextSteps,
  originText,
  renderTerminal
};
