import { parse, TomlError } from 'smol-toml';
import type { PolicyFile } from '../configuration.ts';
import { decodeText } from '../decode-text.ts';
import { isRecord } from '../is-record.ts';

/** A table with its names in lower case, since gitleaks ignores their case. */
export type Table = ReadonlyMap<string, unknown>;

/** @returns the table of the file, or what is wrong with it, one line each */
export function readToml(file: PolicyFile): Table | readonly string[] {
  const text = decodeText(file);
  if (typeof text !== 'string') return text.problems;
  try {
    return tableOf(parse(text));
  } catch (error) {
    if (!(error instanceof TomlError)) return [`${file.name}: cannot be read as TOML; correct it`];
    // The first line says what is wrong; the others quote the file.
    const reason = error.message.split('\n')[0]!.replace(/^Invalid TOML document: /, '');
    return [`${file.name}:${error.line}:${error.column}: cannot be read as TOML: ${reason}`];
  }
}

export function tableOf(value: unknown): Table {
  if (value instanceof Map) return value;
  const entries = isRecord(value) ? Object.entries(value) : [];
  return new Map(entries.map(([name, inner]) => [name.toLowerCase(), inner]));
}

/** The tables of a list; a single table counts as a list of one. */
export function tablesOf(value: unknown): readonly Table[] {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(tableOf);
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string' && one !== '') : [];
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
