/*
 * Finds the lines of a workflow's steps in its file, well enough to put an annotation there. Reads the block style that
 * everybody writes; flow style (`steps: [...]`) and anchors are not followed, and then nothing is found.
 */

export interface WorkflowStep {
  /** Key of its job. */
  readonly job: string;
  /** 1-based line of its `uses:` or `run:`, or else of its beginning. */
  readonly line: number;
  readonly id: string | undefined;
  /** `actions/upload-artifact@v4`, `./`. */
  readonly uses: string | undefined;
  /** `with: name:`. */
  readonly inputName: string | undefined;
}

type Draft = { -readonly [Key in keyof WorkflowStep]: WorkflowStep[Key] };

export function workflowSteps(text: string): WorkflowStep[] {
  const reader = new Reader();
  for (const [index, line] of text.split(/\r?\n/).entries()) reader.line(line, index + 1);
  return reader.steps;
}

/** `key: value`, possibly the first one of a list item. */
const ENTRY = /^( *)(- +)?([\w-]+):(?: +(.*))?$/;

class Reader {
  readonly steps: Draft[] = [];
  #inJobs = false;
  #jobIndent = 0;
  #job = '';
  #stepsIndent = -1;
  /** Indentation of a step's keys. */
  #keyIndent = -1;
  #parent = '';

  line(text: string, number: number): void {
    if (/^\S/.test(text) && !text.startsWith('#')) {
      this.#inJobs = /^jobs:\s*(?:#.*)?$/.test(text);
      this.#jobIndent = 0;
      this.#stepsIndent = -1;
      return;
    }
    const [, margin, dash, key, value] = ENTRY.exec(text.trimEnd()) ?? [];
    if (!this.#inJobs || margin === undefined || key === undefined) return;
    this.#entry({ indent: margin.length, dash: dash ?? '', key, value: plain(value ?? '') }, number);
  }

  #entry(
    { indent, dash, key, value }: { indent: number; dash: string; key: string; value: string },
    number: number,
  ): void {
    if (this.#jobIndent === 0) this.#jobIndent = indent;
    if (indent === this.#jobIndent && dash === '') {
      this.#job = key;
      this.#stepsIndent = -1;
      return;
    }
    if (dash === '' && key === 'steps' && this.#stepsIndent < 0) {
      this.#stepsIndent = indent;
      this.#keyIndent = -1;
      return;
    }
    if (this.#stepsIndent < 0) return;
    if (dash === '' && indent <= this.#stepsIndent) {
      this.#stepsIndent = -1;
      return;
    }
    if (dash !== '' && (this.#keyIndent < 0 || indent + dash.length === this.#keyIndent)) {
      this.#keyIndent = indent + dash.length;
      this.steps.push({ job: this.#job, line: number, id: undefined, uses: undefined, inputName: undefined });
    }
    this.#field(indent + dash.length, key, value, number);
  }

  #field(indent: number, key: string, value: string, number: number): void {
    const step = this.steps.at(-1);
    if (step === undefined || indent < this.#keyIndent) return;
    if (indent > this.#keyIndent) {
      if (this.#parent === 'with' && key === 'name') step.inputName = value;
      return;
    }
    this.#parent = key;
    if (key === 'id') step.id = value;
    if (key === 'uses') step.uses = value;
    if (key === 'uses' || key === 'run') step.line = number;
  }
}

/** The value without quotes and without a trailing comment. */
function plain(value: string): string {
  const [, quoted] = /^(["'].*["'])\s*(?:#.*)?$/.exec(value) ?? [];
  return quoted === undefined ? value.replace(/(?:^|\s)#.*$/, '').trim() : quoted.slice(1, -1);
}
