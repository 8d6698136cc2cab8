/**
 * All that reads files of policy, and the libraries that it takes. dist has it in a file of its own, which is loaded only where
 * there is such a file.
 */
export { importGitleaks } from './gitleaks/import-gitleaks.ts';
export { parseBaseline } from './parse-baseline.ts';
export { parseConfiguration } from './parse-configuration.ts';
export { writeConfiguration } from './write-configuration.ts';
