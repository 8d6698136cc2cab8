import { type CheckedConfiguration, checkConfiguration, type Known } from './check-configuration.ts';
import type { Configuration, PolicyFile } from './configuration.ts';
import { decodeText } from './decode-text.ts';
import type { Related } from './gitleaks/collect-rules.ts';
import { importGitleaks } from './gitleaks/import-gitleaks.ts';
import { type LineAndColumn, type Problem, problemLines } from './problem.ts';
import { readYamlTree } from './yaml-tree.ts';

/**
 * A file whose name ends in .toml is read as one of gitleaks.
 * @returns the configuration, or what is wrong with it, one line each
 */
export async function parseConfiguration(
  file: PolicyFile,
  known: Known,
  related: Related,
): Promise<Configuration | readonly string[]> {
  if (file.name.endsWith('.toml')) return parseGitleaks(file, known, related);
  const text = decodeText(file);
  if (typeof text !== 'string') return text.problems;
  const tree = readYamlTree(text);
  if (tree.problems.length > 0) return problemLines(file.name, tree.problems, tree.placeOf);
  const checked = await checkConfiguration(tree.value, known);
  return 'options' in checked ? placed(checked, tree.placeOf, file) : problemLines(file.name, checked, tree.placeOf);
}

async function parseGitleaks(
  file: PolicyFile,
  known: Known,
  related: Related,
): Promise<Configuration | readonly string[]> {
  const imported = await importGitleaks(file, known, related);
  if (!('draft' in imported)) return imported;
  const checked = await checkConfiguration(imported.draft, known);
  const { draft: _, ...notCarriedOver } = imported;
  const remarks = imported.remarks.map((remark) => `${file.name}: ${remark}`);
  return 'options' in checked
    ? { ...placed(checked, () => undefined, file), ...notCarriedOver, remarks }
    : problemLines(file.name, checked, () => undefined);
}

function placed(
  checked: CheckedConfiguration,
  placeOf: (problem: Problem) => LineAndColumn | undefined,
  { name }: PolicyFile,
): Configuration {
  const unsettled = checked.unsettled.map((problem) => ({
    id: problem.unlessRule!,
    problem: problemLines(name, [problem], placeOf)[0]!,
  }));
  return { ...checked, unsettled };
}
