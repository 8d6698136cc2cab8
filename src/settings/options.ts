import { GAP_CODES } from '../model/gap.ts';
import { CONFIDENCES, SEVERITIES } from '../model/severity.ts';
import { secretSources } from './known-secrets.ts';
import {
  choice,
  count,
  flag,
  gapPolicy,
  list,
  optionalText,
  repository,
  runId,
  size,
  threads,
} from './option-values.ts';

export type FrontEnd = 'action' | 'cli';

/** One option, declared once: the command line, action.yml, the help and the documents are made from it. */
export interface Option<T> {
  /** One or two sentences for the help and for action.yml. */
  readonly help: string;
  /** What the value looks like, for the help: `FILE`, `N`, `critical|high`. A flag has none. */
  readonly value?: string;
  /** The default as a user would write it; one for each front end where they differ. */
  readonly default: string | Readonly<Record<FrontEnd, string>>;
  /** The only front end that has it; absent when both do. */
  readonly only?: FrontEnd;
  /** A configuration may set it too; what the user gives takes precedence. */
  readonly configurable?: true;
  /** @throws UsageError; `text` is trimmed */
  readonly parse: (text: string) => T;
}

/** Every option. Names are API. The order is that of the help. */
export const OPTIONS = {
  paths: {
    help: 'Files, folders and globs to scan, one per line. A line that starts with ! excludes. A folder includes everything in it.',
    value: 'PATH…',
    default: '',
    parse: list,
  },
  artifacts: {
    help: 'Artifacts of this run to scan: names or patterns, one per line. A line that starts with ! excludes; `*` means all. Needs no permission. With `run-id`, artifacts of that run (`actions: read`).',
    value: 'NAME…',
    default: '',
    only: 'action',
    parse: list,
  },
  'run-id': {
    help: 'Take `artifacts` from this run, for example the one that triggered a `workflow_run`.',
    value: 'ID',
    default: '',
    only: 'action',
    parse: runId,
  },
  repository: {
    help: 'Take `release`, or `artifacts` with `run-id`, from this repository instead of the current one.',
    value: 'OWNER/NAME',
    default: '',
    only: 'action',
    parse: repository,
  },
  release: {
    help: 'Scan all assets of the release with this tag (`contents: read`; drafts need `contents: write`).',
    value: 'TAG',
    default: '',
    only: 'action',
    parse: optionalText,
  },
  'github-token': {
    help: 'Token for the GitHub API. It is used only for what other inputs ask for.',
    value: 'TOKEN',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Actions
    default: { action: '${{ github.token }}', cli: '' },
    only: 'action',
    // The runner replaces the expression by the token; without a runner there is no token.
    parse: (text) => (text.startsWith('${{') ? '' : text),
  },
  'fail-on': {
    help: 'Fail on findings of at least this severity.',
    value: 'critical|high|medium|low|never',
    default: 'high',
    configurable: true,
    parse: choice([...SEVERITIES, 'never']),
  },
  'min-confidence': {
    help: 'Fail only on findings of at least this confidence; `proven` means by arithmetic. Reports list all findings regardless.',
    value: 'proven|high|medium|low',
    default: 'medium',
    configurable: true,
    parse: choice(CONFIDENCES),
  },
  'on-gap': {
    help: `What a gap (something that could not be scanned) does to the verdict: one outcome for all codes, CODE=OUTCOME pairs, or both. Codes: ${GAP_CODES.join(', ')}. Codes that no pair names get the single outcome; without one, \`encrypted\` warns and the others fail.`,
    value: 'fail|warn|ignore|CODE=…,…',
    default: 'encrypted=warn',
    configurable: true,
    parse: gapPolicy,
  },
  config: {
    help: 'Configuration file: rules, allows, exclusions, and defaults for options. A .toml file is read as a gitleaks configuration. If not given, .keysieve.yml in the base folder is read if it exists; `none` reads none.',
    value: 'FILE',
    default: '',
    parse: optionalText,
  },
  baseline: {
    help: 'Known findings, which do not fail: a file written by keysieve baseline, a gitleaks JSON report, a .gitleaksignore, or a detect-secrets baseline.',
    value: 'FILE',
    default: '',
    parse: optionalText,
  },
  'inline-allows': {
    help: 'Honour `keysieve:allow REASON` next to a secret. Off by default, because whoever writes an artifact can write that comment.',
    value: 'true|false',
    default: 'false',
    configurable: true,
    parse: flag,
  },
  'watch-keys': {
    help: 'Files or globs with your public keys, one per line: PEM, DER, JWKS, authorized_keys. Memory images are searched for the private halves, and findings say which key matched.',
    value: 'PATH…',
    default: '',
    parse: list,
  },
  'known-secrets': {
    help: 'Secrets of the job that must not appear in artifacts. In a workflow: the value of the expression `toJSON(secrets)`. Otherwise one per line: the name of an environment variable, or @ and a JSON file of names and values. They are searched for in every encoding and reported by name.',
    value: 'NAME|@FILE…',
    default: '',
    parse: secretSources,
  },
  detectors: {
    help: 'Modules with your own detectors, one per line: files, or installed npm packages. They run with the permissions of the job. See docs/detectors.md.',
    value: 'MODULE…',
    default: '',
    parse: list,
  },
  json: {
    help: 'Write the full report as JSON to this file. On the command line, `-` is standard output.',
    value: 'FILE',
    default: '',
    parse: optionalText,
  },
  sarif: {
    help: 'Write a SARIF 2.1.0 report, for code scanning, to this file. On the command line, `-` is standard output.',
    value: 'FILE',
    default: '',
    parse: optionalText,
  },
  summary: {
    help: 'Write the job summary.',
    value: 'true|false',
    default: 'true',
    only: 'action',
    parse: flag,
  },
  annotations: {
    help: 'Annotate the run, with at most ten annotations per level.',
    value: 'true|false',
    default: 'true',
    only: 'action',
    parse: flag,
  },
  'check-run': {
    help: 'If a step has no room for all annotations, create a check run with all of them (`checks: write`).',
    value: 'true|false',
    default: 'true',
    only: 'action',
    parse: flag,
  },
  comment: {
    help: 'Keep one comment on the pull request up to date, once there is something to report (`pull-requests: write`).',
    value: 'true|false',
    default: 'true',
    only: 'action',
    parse: flag,
  },
  'commit-status': {
    help: 'In a `workflow_run`, set a status on the commit that was built (`statuses: write`).',
    value: 'true|false',
    default: 'true',
    only: 'action',
    parse: flag,
  },
  'upload-sarif': {
    help: 'Upload the SARIF report to code scanning (`security-events: write`).',
    value: 'true|false',
    default: 'false',
    only: 'action',
    parse: flag,
  },
  'on-finding': {
    help: 'What to do with an artifact or release asset on GitHub that has a finding that fails the job: `delete` removes it after the report is written (`actions: write` for artifacts of other runs, `contents: write` for assets).',
    value: 'keep|delete',
    default: 'keep',
    only: 'action',
    parse: choice(['keep', 'delete']),
  },
  'config-from': {
    help: 'Where policy is read from in a pull request and a `workflow_run`: from the base, through the API (`contents: read`), or from the workspace, which the author of the pull request may edit.',
    value: 'base|workspace',
    default: 'base',
    only: 'action',
    parse: choice(['base', 'workspace']),
  },
  'include-hidden-files': {
    help: 'Scan files and folders whose name starts with a dot, and their content. The action skips them by default, as actions/upload-artifact does; every report counts them.',
    value: 'true|false',
    default: { action: 'false', cli: 'true' },
    parse: flag,
  },
  'if-no-files-found': {
    help: 'What to do if a glob or folder has no file to scan, or a name in `artifacts` matches none: an error, a warning, or nothing. A path without wildcards that does not exist is always an error.',
    value: 'error|warn|ignore',
    default: 'error',
    parse: choice(['error', 'warn', 'ignore']),
  },
  threads: {
    help: 'Number of worker threads. 0 does all work in the main thread; auto starts one per processor.',
    value: 'N|auto',
    default: 'auto',
    parse: threads,
  },
  'max-depth': {
    help: 'Maximum nesting depth of containers that are opened.',
    value: 'N',
    default: '16',
    configurable: true,
    parse: count(1),
  },
  'max-entries': {
    help: 'Maximum number of entries opened per artifact, over all depths.',
    value: 'N',
    default: '5000000',
    configurable: true,
    parse: count(1),
  },
  'max-entry-bytes': {
    help: 'Maximum unpacked size of one entry. Holes of disk images count a quarter.',
    value: 'SIZE',
    default: '64GiB',
    configurable: true,
    parse: size,
  },
  'max-total-bytes': {
    help: 'Maximum unpacked size of one artifact, over all depths. Holes of disk images count a quarter.',
    value: 'SIZE',
    default: '256GiB',
    configurable: true,
    parse: size,
  },
  'max-seconds': {
    help: 'Maximum time per artifact.',
    value: 'N',
    default: '1800',
    configurable: true,
    parse: count(1),
  },
  color: {
    help: 'Colour the output.',
    value: 'auto|always|never',
    default: 'auto',
    only: 'cli',
    parse: choice(['auto', 'always', 'never']),
  },
  explain: {
    help: 'After the report, print how this artifact was opened: each container, each file that was scanned, and what was not.',
    value: 'PATH',
    default: '',
    only: 'cli',
    parse: optionalText,
  },
  quiet: {
    help: 'Print only errors; the exit code gives the verdict.',
    value: 'true|false',
    default: 'false',
    only: 'cli',
    parse: flag,
  },
} as const satisfies Record<string, Option<unknown>>;

export type OptionName = keyof typeof OPTIONS;
