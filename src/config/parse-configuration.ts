import { checkConfiguration, type Known } from './check-configuration.ts';
import type { Configuration, PolicyFile } from './configuration.ts';
import { decodeText } from './decode-text.ts';
import { problemLines } from './problem.ts';
import { readYamlTree } from './yaml-tree.ts';

/** @returns the configuration, or what is wrong with it, one line each */
export async function parseConfiguration(file: PolicyFile, known: Known): Promise<Configuration | readonly string[]> {
  const text = decodeText(file);
  if (typeof text !== 'string') return text.problems;
  const tree = readYamlTree(text);
  if (tree.problems.length > 0) return problemLines(file.name, tree.problems, tree.placeOf);
  const checked = await checkConfiguration(tree.value, known);
  return 'options' in checked ? checked : problemLines(file.name, checked, tree.placeOf);
}
