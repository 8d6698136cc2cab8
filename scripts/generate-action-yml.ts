import { OUTPUTS } from '../src/settings/outputs.ts';
import { defaultOf, optionsOf } from '../src/settings/settings.ts';

/** action.yml, from the table of options: the same names, help and defaults as on the command line. */
export function actionYml(): string {
  const inputs = optionsOf('action').map(([name, option]) => {
    const values = option.value === undefined || option.value === 'true|false' ? '' : ` (${option.value})`;
    const standard = defaultOf(name, 'action');
    // A default here would look like an input that the user gave, and a configuration could not say it.
    const elsewhere = option.configurable ? ` Default: what the configuration says, else ${standard}.` : '';
    return [
      `  ${name}:`,
      `    description: ${quoted(`${option.help}${values}${elsewhere}`)}`,
      '    required: false',
      `    default: ${quoted(option.configurable ? '' : standard)}`,
    ];
  });
  const outputs = Object.entries(OUTPUTS).map(([name, help]) => [`  ${name}:`, `    description: ${quoted(help)}`]);
  return [
    '# Generated from src/settings by `npm run generate`.',
    'name: keysieve',
    `description: ${quoted('Unpacks build and debug artifacts, proves the key material in them, and fails the job before they leave it.')}`,
    'author: keysieve authors',
    'branding:',
    '  icon: filter',
    '  color: purple',
    'inputs:',
    ...inputs.flat(),
    'outputs:',
    ...outputs.flat(),
    'runs:',
    '  using: node24',
    '  main: dist/action.js',
    '',
  ].join('\n');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
