// Types of keysieve/detector. Generated from src by `npm run generate`; docs/detectors.md explains them.

/** A literal that the kernel looks for. A detector is asked only where one of its anchors stands. */
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
    /** Beside the anchors: places that the kernel finds by other means. Such a detector reads `bytes`. */
    readonly shapes?: readonly Shape[];
    /** Most bytes that a match can begin before its anchor. */
    readonly bytesBefore: number;
    /**
     * `text`: the engine also looks for the anchors as UTF-16 (LE and BE) and then hands over a window that it has
     * narrowed to one byte a character. `bytes`: the bytes as they are, and only those.
     */
    readonly reads: 'text' | 'bytes';
}
/** What docs/key-forms.md says of a form of key, beyond what the catalog and the samples know. */
interface KeyForm {
    /** Which specification the file follows. */
    readonly specification: string;
    /** What has to hold before it is reported at the confidence of the detector. */
    readonly proof: string;
}
/**
 * Knows one kind of secret. Pure: no I/O, no clock, no state between calls; same bytes, same answer. The kernel finds,
 * a detector proves, the engine reports.
 */
interface Detector extends RuleInfo {
    /** Every detector has one, but for tokens that are no keys. */
    readonly form?: KeyForm;
    readonly trigger: Trigger;
    /** Knows a secret by its surroundings alone, and gives way where another detector knows what the same bytes are. */
    readonly isFallback?: true;
    /** Longest possible match in bytes, counted from its first byte; the contract suite tries it. At most 64 KiB. */
    readonly maxMatchBytes: number;
    /** Of a rule that is meant for certain files: whether for the one at `path`. Absent: for everything. */
    appliesTo?(path: string): boolean;
    /**
     * A look at a few bytes around the anchor, before a window is made: false where no match can be. Most anchors in text lead
     * nowhere, and that must cost tens of nanoseconds.
     * @param bytes all that is at hand, of which what is around `at` may be cut off as in `inspect`; not to be written
     */
    glance?(bytes: Uint8Array, at: number): boolean;
    /**
     * @param window bytes around the anchor: at least `trigger.bytesBefore` before it and `maxMatchBytes` after it, where
     *   the data has them. Owned by the engine, valid during the call, not to be written.
     * @param at where the anchor begins in `window`
     * @returns the match, or undefined when what stands here is no secret. Never throws on any input.
     */
    inspect(window: Uint8Array, at: number, memory: Memory): Match | undefined;
}
/** Of an asymmetric key: digest of its public half, so that every form of the same key has the same fingerprint. */
declare function keyFingerprint(spkiSha256: string): string;
/** Of a random token with at least 96 bits that nobody can guess: a plain digest tells the holder, and only the holder. */
declare function tokenFingerprint(token: Uint8Array | string): string;
/** Of an encrypted key: digest of the ciphertext, which is no secret to whoever has the artifact, nor any use. */
declare function blobFingerprint(blob: Uint8Array): string;
/**
 * Of a secret that could be guessed (a password): stretched, so that a reader of the report cannot test guesses cheaply.
 * scrypt with N = 2^14, r = 8, p = 1, as its paper has them for logins (RFC 7914): 16 MiB and some 30 ms each, where one
 * inspection may take 50; remembered, since the same secret comes often.
 */
declare function guessableFingerprint(secret: string): string;
/**
 * Where the text of a rule's examples comes from. Examples are made when a test runs, so that no token-shaped literal
 * lies in this repository. The same source gives the same text only when its maker seeds it.
 */
interface RandomText {
    /** `length` characters of `alphabet`, each drawn by itself. */
    text(length: number, alphabet: string): string;
    /** `length` random bytes, owned by the caller. */
    bytes(length: number): Uint8Array;
    /** One of `items`, which is not empty. */
    pick<T>(items: readonly T[]): T;
}
interface Rule extends RuleInfo {
    /** Of a token that is a key. */
    readonly form?: KeyForm;
    /** Who issues it; becomes the fact `provider`. */
    readonly provider: string;
    /** Literals of 3 to 32 ASCII characters, one of which every match contains. `ignoreCase` ones in lower case. */
    readonly anchors: readonly (string | {
        readonly text: string;
        readonly ignoreCase: true;
    })[];
    /**
     * Sees one character a byte (latin1). Must be linear, and compile on Node 20: no `(?i:`, no flags but `i`. It must
     * match at the anchor, or, where `bytesBefore` is given, from at most that many bytes before the anchor to behind it.
     *
     * Named groups, all optional: `secret` is what the finding covers and fingerprints (else the whole match); `body` is
     * the part of it that ought to be random (else the secret); `prefix` is what a preview may show.
     */
    readonly pattern: RegExp;
    /** As of a detector's trigger: of a message of bytes, which is no text and never UTF-16. Absent: text. */
    readonly reads?: 'bytes';
    /** Most bytes that a match begins before its anchor. Absent: it begins with the anchor. At most 512. */
    readonly bytesBefore?: number;
    /**
     * Where a match around the anchor at `at` begins at the earliest, where that can be told by less than `bytesBefore`: in a flood each
     * anchor would go through all that stand before it.
     */
    earliestStart?(window: Uint8Array, at: number): number;
    /**
     * A look at the bytes before text is made of them: where a match of the anchor at `at` ends at the latest, or undefined
     * where none begins. `window` has 16 bytes before `at` where the data has them. A flood of anchors asks it at each, so
     * it stops at the first byte that decides.
     */
    latestEnd?(window: Uint8Array, at: number): number | undefined;
    /** Longest possible match, in bytes. At most MAX_RULE_BYTES. */
    readonly maxMatchBytes: number;
    /** How far `check` may look before and behind the match, in bytes. Absent: 0. */
    readonly contextBytes?: number;
    /**
     * A look at a few bytes around the anchor, where an anchor is short: false where no match can be. At most some hundred
     * nanoseconds.
     */
    glance?(window: Uint8Array, at: number): boolean;
    /** Which characters may not stand next to the whole match, since the token would go on there. Absent: TOKEN_EDGES. */
    readonly edges?: Edges;
    /**
     * A body that someone made up (it counts up, repeats one unit, says EXAMPLE, is masked with `x`, has too little entropy) is
     * `low`, and not refused: no provider issues it, but the name or the prefix before it says that it is used as a key. What
     * tells its reader to put the key there is refused all the same.
     */
    readonly admitsStandIns?: true;
    /** Least Shannon entropy of the body, in bits a character. */
    readonly minBitsPerCharacter?: number;
    /** A person may have chosen it, or it has less than 96 bits: its fingerprint is stretched, at some 30 ms each. */
    readonly guessable?: true;
    /** As of a detector. */
    readonly isFallback?: true;
    /** `check` judges placeholders, where words that stand in for passwords are passwords all the same. */
    readonly judgesPlaceholders?: true;
    /**
     * Reads the format's own checksum. A valid one stands for itself, so that the edges do not matter (in a dump, strings
     * stand next to one another); an invalid one lowers the confidence to `low`.
     */
    checksum?(candidate: Candidate): Checksum;
    /** Judges what a pattern cannot: structure inside the token, what stands around it. Undefined: no secret. */
    check?(candidate: Candidate): Assessment | undefined;
    /** Every variant that the rule knows, once. */
    examples(random: RandomText): readonly Example[];
    /** What looks like it and is not, beyond the placeholders that every rule refuses. */
    lookAlikes(random: RandomText): readonly string[];
}
/** Each matches one character, or is absent where anything may stand there. */
interface Edges {
    readonly before?: RegExp;
    readonly after?: RegExp;
}
type Checksum = 'valid' | 'invalid' | 'none';
/** A match that is neither a placeholder nor published. Text is latin1: one character a byte. */
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
/** What a check found out; every member replaces what the rule says. */
interface Assessment {
    readonly title?: string;
    readonly severity?: Severity;
    readonly confidence?: Confidence;
    readonly checksum?: Checksum;
    /** Added to `provider` and `checksum`. Never anything from which the secret could be told. */
    readonly facts?: FactRecord;
    /** Where the secret lies in `window`, when that is not where the pattern says. */
    readonly place?: {
        readonly start: number;
        readonly end: number;
    };
    /** The secret itself, when `window` holds it in another form: what is fingerprinted. */
    readonly identity?: string;
    readonly guessable?: boolean;
    /**
     * What the secret belongs to: a user, a host, the name of a setting. Given where it may be no secret at all, too often for
     * a stretched fingerprint of each: the fingerprint is then of this, and two of the same name are one finding.
     */
    readonly named?: string;
    /** Others of which the same place tells, each with its place. */
    readonly also?: readonly Assessment[];
}
/** A credential made at run time. */
interface Example {
    /** Holds the secret once. Latin1. */
    readonly text: string;
    /** The part of `text` that the finding covers. */
    readonly secret: string;
    /** What no finding may show: random parts, decoded passwords. */
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
