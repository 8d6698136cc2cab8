import { defaultOf, optionsOf } from '../settings/settings.ts';
import { isSwitch } from './arguments.ts';

const WIDTH = 100;
const INDENT = '      ';

/** The text of `--help`, made from the table of options. */
export function helpText(): string {
  const options = optionsOf('cli')
    .filter(([name]) => name !== 'paths')
    .map(([name, option]) => {
      const value = isSwitch(option) || option.value === undefined ? '' : ` ${option.value}`;
      const standard = defaultOf(name, 'cli');
      const suffix = standard === '' ? '' : ` Default: ${standard}.`;
      return `  --${name}${value}\n${wrap(option.help + suffix)}`;
    });
  return `keysieve finds key material in build and debug artifacts, proves it, and fails the job.

Usage:
  keysieve scan PATH… [options]   scan files, folders and globs; - is standard input
  keysieve baseline PATH… [--output FILE] [options]
                                  write current findings to a baseline, so that only new findings fail
  keysieve import gitleaks FILE   print a .gitleaks.toml as a .keysieve.yml, and what cannot be converted
  keysieve rules [ID…]            list all rules with severity and confidence, or details of the
                                  named rules (--format text|json|markdown)
  keysieve test-detector MODULE   test the detectors of a plug-in (docs/detectors.md)
  keysieve demo [--keep]          make a real debug artifact with a leaked key, and scan it

Options of scan and baseline. Repeat an option marked … to give several values. An option without a value is a
switch; --no- turns it off (--no-include-hidden-files):
${options.join('\n')}

  -h, --help      this text
      --version   the version

Exit codes: 0 clean, 1 the policy failed the scan (findings or gaps), 2 usage, 3 internal error.
`;
}

function wrap(text: string): string {
  const lines: string[] = [];
  let line = INDENT;
  for (const word of text.split(' ')) {
    if (line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = INDENT;
    }
    line += line === INDENT ? word : ` ${word}`;
  }
  return [...lines, line].join('\n');
}
