import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from '../model/errors.ts';
import type { OptionName } from '../settings/options.ts';
import { optionsOf, parseSettings, type Settings } from '../settings/settings.ts';

export interface Arguments {
  readonly command: string | undefined;
  /** The words after the command. */
  readonly operands: readonly string[];
  readonly help: boolean;
  readonly version: boolean;
  /** For `demo`: keep the artifact. */
  readonly keep: boolean;
  /** For `baseline`: file to write to; absent: standard output. */
  readonly output: string | undefined;
  /** For `rules`: the format that was given, or `text`. */
  readonly format: string;
  /** Parsed on demand, so that `--help` works beside an invalid option. */
  readonly settings: () => Settings;
}

/** Options that belong to a single command. */
const OWN_OPTIONS: Readonly<Record<string, string>> = { keep: 'demo', output: 'baseline', format: 'rules' };

/** @throws UsageError for an option that does not exist, or not for this command, or that lacks its value */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  const [command, ...operands] = positionals;
  for (const [name, owner] of Object.entries(OWN_OPTIONS))
    if (values[name] !== undefined && command !== undefined && command !== owner)
      throw new UsageError(
        `--${name}: an option of keysieve ${owner}, not of keysieve ${command}; see keysieve --help`,
      );
  const given = (name: OptionName): string | undefined => {
    const value = values[name];
    // A list option given several times is joined to one list.
    return value === undefined ? undefined : [value].flat().join('\n');
  };
  return {
    command,
    operands,
    help: values.help === true,
    version: values.version === true,
    keep: values.keep === true,
    output: typeof values.output === 'string' ? values.output : undefined,
    format: typeof values.format === 'string' ? values.format : 'text',
    // Operands are words from the shell, so they are neither split nor trimmed, whatever characters they contain.
    settings: () => ({ ...parseSettings('cli', given), paths: operands }),
  };
}

/** An option of `true|false` is a switch: `--quiet`, `--no-include-hidden-files`, `--quiet=false`. */
export function isSwitch(option: { readonly value?: string }): boolean {
  return option.value === 'true|false';
}

/** An option of `PATH…` may be given several times. */
function isList(option: { readonly value?: string }): boolean {
  return option.value?.endsWith('…') ?? false;
}

function parse(argv: readonly string[]) {
  const options: NonNullable<ParseArgsConfig['options']> = {
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean' },
    keep: { type: 'boolean' },
    output: { type: 'string' },
    format: { type: 'string' },
  };
  const switches = new Set<string>();
  for (const [name, option] of optionsOf('cli')) {
    if (isSwitch(option)) switches.add(name);
    if (name === 'paths') continue;
    options[name] = isSwitch(option) ? { type: 'boolean' } : { type: 'string', multiple: isList(option) };
  }
  // parseArgs accepts no value for a boolean, but users of the action's `quiet: false` write `--quiet=false`.
  const args = argv.map((arg) => {
    const [, name, value] = /^--([a-z-]+)=(true|false)$/.exec(arg) ?? [];
    return name !== undefined && switches.has(name) ? `--${value === 'false' ? 'no-' : ''}${name}` : arg;
  });
  try {
    return parseArgs({ args, options, allowPositionals: true, allowNegative: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(/\.\s/)[0] : String(error);
    throw new UsageError(`${reason}; see keysieve --help`);
  }
}
