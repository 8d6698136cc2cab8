/**
 * Everything that parses policy files, with the libraries for it. The bundle has it in a file of its own, which is
 * loaded only when there is such a file.
 */
export { importGitleaks } from './gitleaks/import-gitleaks.ts';
export { parseBaseline } from './parse-baseline.ts';
export { parseConfiguration } from './parse-configuration.ts';
export { writeConfiguration } from './write-configuration.ts';
