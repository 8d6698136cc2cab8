import { z } from 'zod';
import { MAX_OWN_BYTES_AFTER, MAX_OWN_BYTES_BEFORE, OWN_CHECKS } from '../detect/own/own-rule.ts';
import { GAP_CODES } from '../model/gap.ts';
import { CONFIDENCES, SEVERITIES } from '../model/severity.ts';

/*
 * What a configuration may say. docs/config.schema.json is generated from it, for editors. What a schema cannot express
 * is checked in check-configuration.ts (rules that exist) and own-rules.ts (patterns that compile).
 */

const severity = z.enum(SEVERITIES).meta({ description: 'How bad it is when this leaks.' });
const confidence = z.enum(CONFIDENCES).meta({ description: 'How sure it is that this is a secret.' });
const outcome = z.enum(['fail', 'warn', 'ignore']);
const sentence = z.string().min(1).max(1000);
const glob = z.string().min(1).max(1000).meta({
  description: '* any characters of a name, ? one, ** any names in a row; / and !/ alike; what is inside goes with it.',
});
const globs = z.array(glob).max(1000);
const pattern = z.string().min(1).max(8000).meta({ description: 'In the syntax of RE2.' });
const patterns = z.array(pattern).max(500);
const count = z.int().min(1);
const size = z.union([count, z.string().max(40)]).meta({ description: 'A size such as 500MB or 2GiB.' });

const ruleChange = z
  .union([z.enum(['off']), z.strictObject({ severity: severity.optional(), confidence: confidence.optional() })])
  .meta({ description: 'off, or what holds for all findings of the rule in place of what the rule says.' });

const ignore = z
  .strictObject({
    secrets: patterns.optional().meta({ description: 'Patterns; a secret in which one matches is no finding.' }),
    matches: patterns.optional().meta({ description: 'The same, of the whole match.' }),
    lines: patterns.optional().meta({ description: 'The same, of the line around the match.' }),
    words: z
      .array(z.string().min(1).max(200))
      .max(5000)
      .optional()
      .meta({ description: 'Parts of a secret, in any case.' }),
    paths: globs.optional(),
  })
  .meta({ description: 'What is no finding though it matches.' });

export const ownRuleSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(80)
    .meta({ description: 'Lower-case words and dashes.' }),
  title: z.string().min(1).max(200).optional(),
  severity: severity.optional().meta({ description: 'Default: high.' }),
  confidence: confidence.optional().meta({ description: 'Default: medium.' }),
  advice: sentence.optional().meta({ description: 'What to do when it leaks.' }),
  pattern,
  keywords: z
    .array(z.string().regex(/^[\x20-\x7e]{3,200}$/))
    .min(1)
    .max(100)
    .meta({
      description: 'Literals, in any case. The pattern is tried only near one of them.',
    }),
  'secret-group': z
    .union([z.int().min(0).max(100), z.string().min(1).max(100)])
    .optional()
    .meta({
      description: 'Number or name of the group that is the secret. Default: the group "secret", else the match.',
    }),
  entropy: z.number().min(0).max(8).optional().meta({ description: 'Least bits a character of the secret.' }),
  checks: z.array(z.enum(OWN_CHECKS)).max(OWN_CHECKS.length).optional(),
  before: z
    .int()
    .min(0)
    .max(MAX_OWN_BYTES_BEFORE)
    .optional()
    .meta({ description: 'Bytes before a keyword that the pattern sees. Default: 128.' }),
  after: z
    .int()
    .min(8)
    .max(MAX_OWN_BYTES_AFTER)
    .optional()
    .meta({ description: 'Bytes from the keyword on that the pattern sees. Default: 512.' }),
  paths: globs.optional().meta({ description: 'What the rule is for. Default: everything.' }),
  ignore: ignore.optional(),
  examples: z
    .array(z.string().min(1).max(20_000))
    .max(100)
    .optional()
    .meta({ description: 'Must be found, or the configuration is refused.' }),
  'look-alikes': z.array(z.string().min(1).max(20_000)).max(100).optional().meta({ description: 'Must not be found.' }),
});

export const allowSchema = z.strictObject({
  fingerprint: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,20}:[0-9a-f]{16,128}$/)
    .optional()
    .meta({ description: 'As reports have it.' }),
  rule: z.string().min(1).max(100).optional(),
  path: glob.optional(),
  line: z.int().min(1).optional().meta({ description: 'With path.' }),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .meta({
      description: 'Digest of a key or token, as reports have it, in hex. Of a password, give the fingerprint.',
    }),
  reason: sentence,
  until: z.iso.date().optional().meta({ description: 'Last day on which it holds, in UTC.' }),
});

export const configurationSchema = z.strictObject({
  'fail-on': z.enum([...SEVERITIES, 'never']).optional(),
  'min-confidence': confidence.optional(),
  'on-gap': z
    .union([
      z.string().max(500),
      z.strictObject(Object.fromEntries(GAP_CODES.map((code) => [code, outcome.optional()]))),
    ])
    .optional()
    .meta({
      description:
        'What a gap does to the verdict: one outcome for all, or one for each code. Without either, encrypted warns and the others fail.',
    }),
  'inline-allows': z.boolean().optional().meta({ description: 'Whether keysieve:allow next to a secret allows it.' }),
  'max-depth': count.optional(),
  'max-entries': count.optional(),
  'max-entry-bytes': size.optional(),
  'max-total-bytes': size.optional(),
  'max-seconds': count.optional(),
  rules: z.record(z.string().max(100), ruleChange).optional(),
  'own-rules': z.array(ownRuleSchema).max(2000).optional(),
  exclude: globs
    .optional()
    .meta({ description: 'Files, and entries of artifacts, that are not opened. They are counted.' }),
  allow: z
    .array(allowSchema)
    .max(10_000)
    .optional()
    .meta({ description: 'Findings that are reported and do not fail.' }),
});

export type ConfigurationDraft = z.input<typeof configurationSchema>;
export type OwnRuleDraft = z.input<typeof ownRuleSchema>;
export type AllowDraft = z.input<typeof allowSchema>;
