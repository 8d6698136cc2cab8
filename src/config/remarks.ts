/** What in a file of another tool has no meaning here. */
export interface NotCarriedOver {
  /** What it is about and why: one line for each reason. */
  readonly remarks: readonly string[];
  /** How many things the remarks cover; absent for none. */
  readonly notCarriedOver?: number;
}

/** Collects remarks, and lists each reason only once. */
export class Remarks {
  /** How often each was added, by reason and subject. */
  readonly #times = new Map<string, Map<string, number>>();

  add(subject: string, reason: string): void {
    const subjects = this.#times.get(reason) ?? new Map<string, number>();
    this.#times.set(reason, subjects);
    subjects.set(subject, (subjects.get(subject) ?? 0) + 1);
  }

  /** The remarks, which contain text of the file. */
  all(): NotCarriedOver {
    const reasons = [...this.#times];
    const count = reasons.reduce((sum, [, subjects]) => sum + timesIn(subjects), 0);
    return {
      remarks: reasons.map(([reason, subjects]) => oneLine(`${listOf(subjects)}: ${reason}`)),
      ...(count > 0 && { notCarriedOver: count }),
    };
  }
}

const MAX_NAMED = 5;
/**
 * Limit for each name when there are several, so that the reason after them is still shown: a terminal shows 400
 * characters of a line.
 */
const MAX_NAME_CHARACTERS = 60;

function listOf(subjects: ReadonlyMap<string, number>): string {
  const named = [...subjects].slice(0, MAX_NAMED);
  const more = timesIn(subjects) - timesIn(new Map(named));
  const shown = named.length > 1 ? named.map(([subject, times]) => [cut(subject), times] as const) : named;
  const list = shown.map(([subject, times]) => (times > 1 ? `${subject} (${times} times)` : subject)).join(', ');
  return more > 0 ? `${list} and ${more} more` : list;
}

function cut(subject: string): string {
  return subject.length > MAX_NAME_CHARACTERS ? `${subject.slice(0, MAX_NAME_CHARACTERS - 1)}…` : subject;
}

function timesIn(subjects: ReadonlyMap<string, number>): number {
  return [...subjects.values()].reduce((sum, times) => sum + times, 0);
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{C}]+/gu, ' ').slice(0, 500);
}
