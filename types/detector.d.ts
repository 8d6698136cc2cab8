// Types of keysieve/detector. Generated from src by `npm run generate`; docs/detectors.md explains them.

/** A literal that the kernel looks for. A detector is called only where one of its anchors is found. */
interface Anchor {
    /** 3 to 32 bytes. */
    readonly bytes: Uint8Array;
    /** ASCII letters match in either case. */
    readonly ignoreCase: boolean;
}
/** An anchor of text; with `ignoreCase`, `text` must be lower case. */
declare function textAnchor(text: string, options?: {
    ignoreCase?: boolean;
}): Anchor;
/** An anchor of bytes, written in hex with optional spaces: `06 09 2a 86 48`. */
declare function byteAnchor(hex: string): Anchor;
/** How bad it is when this leaks. Ordered: `critical` is the worst. */
declare const SEVERITIES: readonly ["critical", "high", "medium", "low"];
type Severity = (typeof SEVERITIES)[number];
/** How sure we are that it is a secret. `proven`: by arithmetic or by a MAC, not by its looks. */
declare const CONFIDENCES: readonly ["proven", "high", "medium", "low"];
type Confidence = (typeof CONFIDENCES)[number];
/** What is known about a secret without being the secret: public halves, their digests, names. */
type FactValue = string | number | boolean | FactRecord;
interface FactRecord {
    readonly [name: string]: FactValue;
}
/** What every report may say about a rule. `advice` says, in one or two sentences, what to do when the secret leaks. */
interface RuleInfo {
    readonly id: string;
    readonly title: string;
    readonly severity: Severity;
    readonly confidence: Confidence;
    readonly advice: string;
}
/**
 * What a detector reports about a window. Offsets count in that window; only the engine knows where the window lies.
 */
interface Match {
    /** First byte of the match in the window; may lie before the anchor. */
    readonly offset: number;
    readonly length: number;
    /** From one of the functions of `detect/fingerprint.ts`. The same secret in another form has the same fingerprint. */
    readonly fingerprint: string;
    readonly preview: string;
    readonly facts: FactRecord;
    /**
     * Set where this match differs from its rule: an encrypted key, for example, has a lower severity and another title.
     */
    readonly title?: string;
    readonly severity?: Severity;
    readonly confidence?: Confidence;
    /** Other secrets in the same encoding that can be reached only from this place. */
    readonly also?: readonly Match[];
}
/**
 * The memory of the dumped process, for detectors that follow pointers. Outside a memory image, `peek` always returns
 * undefined.
 */
interface Memory {
    /** Bytes at a virtual address, or undefined when the image does not hold all of them. Valid until the next call. */
    peek(address: bigint, length: number): Uint8Array | undefined;
    /** Size of a pointer in bytes, 4 or 8, where the view knows it. */
    readonly pointerBytes?: 4 | 8;
    readonly littleEndian?: boolean;
}
/**
 * A structure that the kernel recognises by its arithmetic and not by literal bytes. Searched for in data, not in text.
 */
type Shape = 'aes-schedule';
/** Where the kernel should call this detector. */
interface Trigger {
    readonly anchors: readonly Anchor[];
    /** In addition to the anchors: places that the kernel finds by other means. A detector with shapes reads `bytes`. */
    readonly shapes?: readonly Shape[];
    /** How many bytes before its anchor a match can begin, at most. */
    readonly bytesBefore: number;
    /**
     * `text`: the engine also looks for the anchors as UTF-16 (LE and BE) and then passes a window that it has narrowed to one byte
     * per character. `bytes`: only the bytes as they are.
     */
    readonly reads: 'text' | 'bytes';
}
/** What docs/key-forms.md says about a form of key, beyond what the catalog and the samples know. */
interface KeyForm {
    /** The specification of the format. */
    readonly specification: string;
    /** What must hold for a finding to have the confidence of the detector. */
    readonly proof: string;
}
/**
 * Knows one kind of secret. Pure: no I/O, no clock, no state between calls; same bytes, same answer. The kernel finds,
 * a detector proves, the engine reports.
 */
interface Detector extends RuleInfo {
    /** Every detector has one, except those of tokens that are not keys. */
    readonly form?: KeyForm;
    readonly trigger: Trigger;
    /** Recognises a secret only by its surroundings, so it gives way to a detector that recognises the same bytes themselves. */
    readonly isFallback?: true;
    /** Longest possible match in bytes, counted from its first byte; the contract suite tries it. At most 64 KiB. */
    readonly maxMatchBytes: number;
    /** For a rule that is limited to certain files: whether it applies to `path`. Absent: it applies to all. */
    appliesTo?(path: string): boolean;
    /**
     * A look at a few bytes around the anchor, before a window is made: false if there can be no match. Most anchors in text lead
     * nowhere, so this must cost only tens of nanoseconds.
     * @param bytes all available bytes; those around `at` may be cut off as in `inspect`. Must not be written to.
     */
    glance?(bytes: Uint8Array, at: number): boolean;
    /**
     * @param window bytes around the anchor: at least `trigger.bytesBefore` before it and `maxMatchBytes` after it, where
     *   the data has them. Owned by the engine, valid during the call, must not be written to.
     * @param at where the anchor begins in `window`
     * @returns the match, or undefined if there is no secret here. Never throws on any input, except for the EffortError of `spend`.
     */
    inspect(window: Uint8Array, at: number, memory: Memory): Match | undefined;
}
/** For an asymmetric key: digest of its public half, so that every form of the same key has the same fingerprint. */
declare function keyFingerprint(spkiSha256: string): string;
/** For a random token with at least 96 bits, which nobody can guess: a plain digest, which only a holder of the token can recognise. */
declare function tokenFingerprint(token: Uint8Array | string): string;
/** For an encrypted key: digest of the ciphertext, which anyone with the artifact can see and nobody can use. */
declare function blobFingerprint(blob: Uint8Array): string;
/**
 * For a secret that could be guessed (a password): stretched, so that a reader of the report cannot test guesses cheaply. scrypt
 * with N = 2^14, r = 8, p = 1, as its paper recommends for logins (RFC 7914): 16 MiB and some 30 ms each, where one inspection may
 * take 50. The result is cached, since the same secret often recurs.
 */
declare function guessableFingerprint(secret: string): string;
/**
 * Source of the random text in the examples of rules. Examples are made when a test runs, so that no token-shaped literal is in
 * this repository. A source gives the same text twice only if its maker seeds it.
 */
interface RandomText {
    /** `length` characters, each drawn independently from `alphabet`. */
    text(length: number, alphabet: string): string;
    /** `length` random bytes, owned by the caller. */
    bytes(length: number): Uint8Array;
    /** One of `items`, which must not be empty. */
    pick<T>(items: readonly T[]): T;
}
interface Rule extends RuleInfo {
    /** For a token that is a key. */
    readonly form?: KeyForm;
    /** Who issues it; becomes the fact `provider`. */
    readonly provider: string;
    /** Literals of 3 to 32 ASCII characters; every match contains one of them. Those with `ignoreCase` are in lower case. */
    readonly anchors: readonly (string | {
        readonly text: string;
        readonly ignoreCase: true;
    })[];
    /**
     * Runs on text of one character per byte (latin1). Must be linear, and compile on Node 20: no `(?i:`, no flags but `i`. It must
     * match at the anchor or, if `bytesBefore` is given, begin at most that many bytes before the anchor and reach past it.
     *
     * Named groups, all optional: `secret` is what the finding covers and fingerprints (else the whole match); `body` is the part of
     * it that should be random (else the secret); `prefix` is what a preview may show.
     */
    readonly pattern: RegExp;
    /** As in a detector's trigger: for a message of bytes, which is not text and never UTF-16. Absent: text. */
    readonly reads?: 'bytes';
    /** How many bytes before its anchor a match can begin, at most 512. Absent: it begins with the anchor. */
    readonly bytesBefore?: number;
    /**
     * The earliest start of a match around the anchor at `at`, where that is closer than `bytesBefore`. Without it, each anchor in a
     * flood would go through all those before it.
     */
    earliestStart?(window: Uint8Array, at: number): number;
    /**
     * A look at the bytes before text is made of them: the latest end of a match of the anchor at `at`, or undefined if no match
     * begins there. `window` has 16 bytes before `at` where the data has them. Called for every anchor of a flood, so it stops at
     * the first byte that decides.
     */
    latestEnd?(window: Uint8Array, at: number): number | undefined;
    /** Longest possible match, in bytes. At most MAX_RULE_BYTES. */
    readonly maxMatchBytes: number;
    /** How far `check` may look before and after the match, in bytes. Absent: 0. */
    readonly contextBytes?: number;
    /** For a short anchor, a look at a few bytes around it: false if there can be no match. At most some hundred nanoseconds. */
    glance?(window: Uint8Array, at: number): boolean;
    /** Characters that may not be next to the whole match, since the token would continue there. Absent: TOKEN_EDGES. */
    readonly edges?: Edges;
    /**
     * A body that someone made up (it counts up, repeats one unit, says EXAMPLE, is masked with `x`, has too little entropy) is
     * reported as `low`, not refused: no provider issues it, but the name or the prefix before it says that it is used as a key.
     * Text that tells its reader to put the key there is still refused.
     */
    readonly admitsStandIns?: true;
    /** Least Shannon entropy of the body, in bits per character. */
    readonly minBitsPerCharacter?: number;
    /** A person may have chosen it, or it has fewer than 96 bits: its fingerprint is stretched, at some 30 ms each. */
    readonly guessable?: true;
    /** As in a detector. */
    readonly isFallback?: true;
    /** `check` judges placeholders, for passwords: words that usually stand in for a secret may be one. */
    readonly judgesPlaceholders?: true;
    /**
     * Checks the format's own checksum. A valid one is proof enough, so the edges do not matter (in a dump, strings are adjacent);
     * an invalid one lowers the confidence to `low`.
     */
    checksum?(candidate: Candidate): Checksum;
    /** Checks what a pattern cannot: structure inside the token, surrounding text. Undefined: not a secret. */
    check?(candidate: Candidate): Assessment | undefined;
    /** Every variant that the rule recognises, once. */
    examples(random: RandomText): readonly Example[];
    /** What looks like a match and is not, beyond the placeholders that every rule refuses. */
    lookAlikes(random: RandomText): readonly string[];
}
/** Each matches one character; absent if any character may be there. */
interface Edges {
    readonly before?: RegExp;
    readonly after?: RegExp;
}
type Checksum = 'valid' | 'invalid' | 'none';
/** A match that is neither a placeholder nor published. Text is latin1: one character per byte. */
interface Candidate {
    /** All that the rule may see: the match and up to `contextBytes` on both sides. */
    readonly window: string;
    /** The whole match in `window`. */
    readonly start: number;
    readonly end: number;
    readonly secret: string;
    readonly body: string;
    readonly groups: Readonly<Record<string, string | undefined>>;
}
/** Result of a check; every member overrides what the rule says. */
interface Assessment {
    readonly title?: string;
    readonly severity?: Severity;
    readonly confidence?: Confidence;
    readonly checksum?: Checksum;
    /** Added to `provider` and `checksum`. Must not reveal the secret. */
    readonly facts?: FactRecord;
    /** Where the secret is in `window`, if not where the pattern says. */
    readonly place?: {
        readonly start: number;
        readonly end: number;
    };
    /** The secret itself, if `window` has it in another form: this is fingerprinted. */
    readonly identity?: string;
    readonly guessable?: boolean;
    /**
     * What the secret belongs to: a user, a host, the name of a setting. Given if it may well be no secret, which is too frequent
     * for stretched fingerprints. The fingerprint is then of this name, and two findings of the same name are one.
     */
    readonly named?: string;
    /** Further secrets at the same place, each with its own place. */
    readonly also?: readonly Assessment[];
}
/** A credential made at run time. */
interface Example {
    /** Contains the secret once. Latin1. */
    readonly text: string;
    /** The part of `text` that the finding covers. */
    readonly secret: string;
    /** Text that no finding may show: random parts, decoded passwords. */
    readonly hidden: readonly string[];
    /** Where the finding differs from the rule. */
    readonly severity?: Severity;
    readonly confidence?: Confidence;
    /** Facts that the finding must have; it may have more. */
    readonly facts?: FactRecord;
}
/** The detector that a rule describes. */
declare function ruleDetector(rule: Rule): Detector;
/** A true example, made at run time with a fresh key, so that nothing secret-shaped lies in a repository. */
interface Sample {
    /** What is special about it: `pkcs1 rsa-2048 crlf`. Unique within its rule. */
    readonly variant: string;
    /** A file that holds the secret once. */
    readonly bytes: Uint8Array;
    /** Where in `bytes` the finding must lie. */
    readonly offset: number;
    readonly length: number;
    /** Everything that must never show in a report, log or summary: private numbers, token bodies, raw bytes. */
    readonly secrets: readonly Uint8Array[];
    readonly severity: Severity;
    readonly confidence: Confidence;
    /** `spkiSha256` of further keys in the file beside the finding's, as in a key store. */
    readonly others?: readonly string[];
    /** Facts that the finding must have, as a foreign implementation (node:crypto, openssl) computed them. */
    readonly facts: Readonly<Record<string, string | number | boolean>>;
}
/** Looks like a secret but is none: there must be no finding. */
interface LookAlike {
    readonly variant: string;
    readonly bytes: Uint8Array;
}
/**
 * True examples and look-alikes of one detector. For our own detectors, `test/samples/<rule id>.ts` exports them; a
 * plug-in exports a record `samples` of them, by id. A detector without any fails its trial.
 */
interface SampleFile {
    samples(): readonly Sample[];
    lookAlikes(): readonly LookAlike[];
}
/** The examples and look-alikes of a rule, each in a text file. */
declare function samplesOfRule(rule: Rule): SampleFile;
export { Anchor, Assessment, Candidate, Checksum, Confidence, Detector, Edges, Example, FactRecord, FactValue, KeyForm, LookAlike, Match, Memory, RandomText, Rule, RuleInfo, Sample, SampleFile, Severity, Shape, Trigger, blobFingerprint, byteAnchor, guessableFingerprint, keyFingerprint, ruleDetector, samplesOfRule, textAnchor, tokenFingerprint };
