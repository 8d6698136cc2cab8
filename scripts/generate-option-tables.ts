import { OUTPUTS } from '../src/settings/outputs.ts';
import { defaultOf, optionsOf } from '../src/settings/settings.ts';
import { formatTable } from './generate-format-table.ts';

/** `readme` with the tables between its marks, such as `<!-- inputs -->`, made anew. */
export function withOptionTables(readme: string): string {
  const tables = { inputs: inputsTable(), outputs: outputsTable(), formats: formatTable() };
  return Object.entries(tables).reduce((text, [mark, table]) => between(text, mark, table), readme);
}

function inputsTable(): string {
  const rows = optionsOf('action').map(([name, option]) => {
    const standard = defaultOf(name, 'action');
    return `| \`${name}\` | ${cell(option.help)} | ${standard === '' ? '' : `\`${standard}\``} |`;
  });
  return ['| input | what it does | default |', '| --- | --- | --- |', ...rows].join('\n');
}

function outputsTable(): string {
  const rows = Object.entries(OUTPUTS).map(([name, help]) => `| \`${name}\` | ${cell(help)} |`);
  return ['| output | what it says |', '| --- | --- |', ...rows].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function between(text: string, mark: string, content: string): string {
  const pattern = new RegExp(`(<!-- ${mark} -->\\n)[\\s\\S]*?(<!-- /${mark} -->)`);
  if (!pattern.test(text)) throw new Error(`README.md: expected the marks <!-- ${mark} --> and <!-- /${mark} -->`);
  return text.replace(pattern, (_, open: string, close: string) => `${open}${content}\n${close}`);
}
