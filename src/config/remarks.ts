/** What of a file of another tool has no meaning here: what it is about, and why. The same of many is said once. */
export class Remarks {
  readonly #subjects = new Map<string, string[]>();

  add(subject: string, reason: string): void {
    const subjects = this.#subjects.get(reason) ?? [];
    this.#subjects.set(reason, subjects);
    if (!subjects.includes(subject)) subjects.push(subject);
  }

  /** One line each. Holds text of the file. */
  lines(): string[] {
    return [...this.#subjects].map(([reason, subjects]) => oneLine(`${listOf(subjects)}: ${reason}`));
  }
}

const MAX_NAMED = 5;

function listOf(subjects: readonly string[]): string {
  const more = subjects.length - MAX_NAMED;
  return more > 0 ? `${subjects.slice(0, MAX_NAMED).join(', ')} and ${more} more` : subjects.join(', ');
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{C}]+/gu, ' ').slice(0, 500);
}
