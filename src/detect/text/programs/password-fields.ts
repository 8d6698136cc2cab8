/** Whether what selects or describes a field of a page (`#password`, `getByLabel('API key')`) says that a secret belongs into it. */
export const NAMES_PASSWORD_FIELD = /pass(?:word|wd|phrase|code)|passwor|pwd|secret|token|api[ _-]?key/i;
