// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);
import {
  Budget,
  Examiner,
  configuredChain,
  walk
} from "./shared-16.js";
import {
  AnchorIndex,
  KNOWN_SECRET,
  collect,
  containers,
  detectors,
  namedFiles,
  planChain,
  readSshPublicKey,
  ruleIdsOf,
  rules,
  searches,
  subjectPublicKeyInfo,
  trimmedValue,
  whyNotSearched
} from "./shared-15.js";
import {
  FileSource,
  compareText
} from "./shared-5.js";
import "./shared-12.js";
import "./shared-14.js";
import {
  NO_MEMORY
} from "./shared-13.js";
import {
  sha256Hex
} from "./shared-11.js";
import "./shared-4.js";
import "./shared-3.js";
import {
  AccessError,
  KeysieveError,
  UsageError
} from "./shared-2.js";
import "./shared-1.js";

// src/detect/rule-catalog.ts
function ruleCatalog() {
  const tokens = new Map(rules.map((rule) => [rule.id, rule]));
  const known = [KNOWN_SECRET];
  const listed = [...detectors, ...searches].map((detector) => {
    const { id, title, severity, confidence, advice, form } = detector;
    const rule = tokens.get(id);
    const proof = form?.proof ?? (rule ? proofOf(rule) : "as the keys in it");
    return { id, title, severity, confidence, advice, ...rule && { provider: rule.provider }, proof };
  });
  return [...known, ...listed, ...namedFiles.map(entryOf)];
}
function entryOf({ id, title, severity, confidence, advice, provider, proof }) {
  return { id, title, severity, confidence, advice, provider, proof };
}
function proofOf({ checksum, check, minBitsPerCharacter }) {
  const looks = [
    "pattern",
    ...checksum ? ["checksum"] : [],
    ...check ? ["structure or context"] : [],
    ...minBitsPerCharacter === void 0 ? [] : [`entropy of ${Math.round(10 * minBitsPerCharacter) / 10} bits a character`]
  ];
  return looks.join(", ");
}

// src/detect/known/identify.ts
function identifier() {
  const index = new AnchorIndex(detectors, ({ trigger }) => trigger.anchors);
  return (value) => {
    let best;
    index.search(value, (detector, at) => {
      const match = detector.inspect(value, at, NO_MEMORY);
      if (match !== void 0 && match.length > (best?.length ?? value.length / 2)) best = match;
    });
    return best;
  };
}

// src/engine/known-secrets.ts
function prepareKnownSecrets(named2) {
  const names = /* @__PURE__ */ new Map();
  for (const { name, value } of named2) {
    const trimmed = trimmedValue(value);
    names.set(trimmed, (names.get(trimmed) ?? /* @__PURE__ */ new Set()).add(name));
  }
  const secrets = [];
  const leftOut = [];
  const identify = identifier();
  for (const [value, ofValue] of names) {
    const name = [...ofValue].sort(compareText).join(", ");
    const reason = whyNotSearched(value);
    if (reason !== void 0) {
      leftOut.push({ name, reason });
      continue;
    }
    const match = identify(Buffer.from(value));
    secrets.push({ name, value, ...match && { identity: { fingerprint: match.fingerprint, facts: match.facts } } });
  }
  return { secrets, stats: { searched: secrets.length, leftOut } };
}

// src/engine/read-leaves.ts
async function readLeaves({ path, file }, { wanted, maxBytes, onFile }, limits) {
  const visit = (leaf) => {
    if (!wanted.has(leaf.path)) return void 0;
    if (!("source" in leaf)) return takeStream(leaf.stream, maxBytes, (bytes) => onFile(leaf.path, bytes));
    if (leaf.source.size <= maxBytes) onFile(leaf.path, leaf.source.read(0, leaf.source.size));
    return void 0;
  };
  let source;
  try {
    source = FileSource.open(file);
    await walk(
      { path, source },
      {
        containers,
        budget: new Budget(limits),
        needsSource: () => false,
        onGap: () => {
        },
        onOpen: () => () => {
        },
        visit
      }
    );
  } catch (error) {
    if (!(error instanceof KeysieveError)) throw error;
  } finally {
    source?.close();
  }
}
async function takeStream(stream, maxBytes, onBytes) {
  const bytes = await collect(stream, maxBytes);
  if (bytes !== void 0) onBytes(bytes);
}

// src/engine/read-watch-list.ts
import { statSync } from "node:fs";

// src/detect/watched-keys.ts
import { createPublicKey, X509Certificate } from "node:crypto";
var MAX_NAME_CHARACTERS = 200;
function readWatchedKeys(bytes) {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const keys = /^\s*\{/.test(text) ? jwkKeys(text) : [...pemKeys(text), ...sshKeys(text)];
  if (keys.length === 0 && bytes[0] === 48) keys.push(derKey(bytes));
  if (keys.length === 0)
    throw new UsageError("expected public keys (PEM, DER, JWK, JWKS or lines of authorized_keys), found none");
  return keys;
}
var PEM = /-----BEGIN ([A-Z0-9 ]{1,40})-----[^-]*-----END \1-----/g;
function pemKeys(text) {
  return [...text.matchAll(PEM)].flatMap(([block, label]) => {
    if (label.includes("PRIVATE")) throw privateKey();
    if (label.includes("CERTIFICATE") && !label.includes("REQUEST")) return [certificateKey(Buffer.from(block))];
    return label.includes("PUBLIC KEY") ? [watched(parsed(() => createPublicKey(block)))] : [];
  });
}
function jwkKeys(text) {
  const document = parsed(() => JSON.parse(text));
  const keys = Array.isArray(document.keys) ? document.keys : [document];
  return keys.map((key) => {
    if (key.d !== void 0 || key.k !== void 0) throw privateKey();
    const name = typeof key.kid === "string" ? key.kid : void 0;
    return watched(
      parsed(() => createPublicKey({ key, format: "jwk" })),
      name
    );
  });
}
var SSH_LINE = /(?:^|\s)(?:ssh-|ecdsa-sha2-)[a-z0-9-]{3,20} (AAAA[A-Za-z0-9+/]{40,}={0,2})(?:[ \t]+([^\r\n]+))?/gm;
function sshKeys(text) {
  return [...text.matchAll(SSH_LINE)].map(([, blob, comment]) => {
    const key = readSshPublicKey(Buffer.from(blob, "base64"));
    if (key === void 0) throw new UsageError("expected an SSH public key after its type, found something else");
    return named(subjectPublicKeyInfo(key), comment?.trim());
  });
}
function derKey(bytes) {
  const key = Buffer.from(bytes);
  try {
    return certificateKey(key);
  } catch {
    for (const type of ["spki", "pkcs1"]) {
      try {
        return watched(createPublicKey({ key, format: "der", type }));
      } catch {
      }
    }
    throw new UsageError("expected a certificate or a public key in DER, found something else");
  }
}
function certificateKey(block) {
  const { publicKey, subject } = parsed(() => new X509Certificate(block));
  return watched(publicKey, subject?.replaceAll("\n", ", "));
}
function parsed(parse) {
  try {
    return parse();
  } catch {
    throw new UsageError("expected a public key or a certificate, found one that cannot be read");
  }
}
function watched(key, name) {
  return named(key.export({ type: "spki", format: "der" }), name);
}
function named(spki, name) {
  const kept = name?.slice(0, MAX_NAME_CHARACTERS);
  return { spki, spkiSha256: sha256Hex(spki), ...kept ? { name: kept } : {} };
}
function privateKey() {
  return new UsageError("found a private key; give its public half, which is all that is needed to look for it");
}

// src/engine/read-watch-list.ts
var MAX_FILE_BYTES = 16 << 20;
var MAX_KEYS = 1e4;
function readWatchList(files) {
  const keys = /* @__PURE__ */ new Map();
  const notes = [];
  for (const { path, file } of files) {
    for (const { spki, spkiSha256, name } of keysIn(path, file)) {
      keys.set(spkiSha256, { spki, spkiSha256, origin: "watched" });
      notes.push({
        spkiSha256,
        fact: "watchedKey",
        facts: name === void 0 ? {} : { name },
        path,
        offset: notes.length
      });
    }
  }
  if (keys.size > MAX_KEYS) throw new UsageError(`watch-keys: expected at most ${MAX_KEYS} keys, found ${keys.size}`);
  return { keys: [...keys.values()], notes };
}
function keysIn(path, file) {
  try {
    const { size } = statSync(file);
    if (size > MAX_FILE_BYTES)
      throw new UsageError(`expected a file of public keys of at most ${MAX_FILE_BYTES} bytes, found ${size}`);
    const source = FileSource.open(file);
    try {
      return readWatchedKeys(source.read(0, source.size));
    } finally {
      source.close();
    }
  } catch (error) {
    if (error instanceof UsageError || error instanceof AccessError)
      throw new UsageError(`watch-keys: ${path}: ${error.message}`);
    throw error;
  }
}
export {
  Examiner,
  configuredChain,
  planChain,
  prepareKnownSecrets,
  readLeaves,
  readWatchList,
  ruleCatalog,
  ruleIdsOf
};
