import { UsageError } from '../model/errors.ts';
import { importGitleaks } from '../run.ts';

/** The text of `keysieve import gitleaks FILE`: a configuration, with what could not be carried over as comments. */
export function importText([tool, file, ...rest]: readonly string[]): Promise<string> {
  if (tool !== 'gitleaks' || file === undefined || rest.length > 0)
    throw new UsageError('import: expected gitleaks and one file, as in keysieve import gitleaks .gitleaks.toml');
  return importGitleaks(file, process.cwd());
}
