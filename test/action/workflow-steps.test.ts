import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { Job } from '../../src/action/job.ts';
import { StepFinder } from '../../src/action/step-finder.ts';
import { workflowSteps } from '../../src/action/workflow-steps.ts';
import { files, tempTree } from '../sources/temp-tree.ts';

const WORKFLOW = `name: Build
on: push
env:
  steps: none
jobs:
  build: # a comment
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - name: Build
        run: |
          steps:
            - uses: not/a-step@v1
          make
      - name: "Scan"
        id: scan
        uses: 'octo-org/keysieve@v1' # pinned
        with:
          paths: dist
      - uses: actions/upload-artifact@v4
        with:
          name: \${{ matrix.os }}-dist
          path: dist
  other:
    needs: build
    steps:
    - uses: octo-org/keysieve@v1
      with:
        name: no upload
    - name: Last
      uses: octo-org/keysieve@v1
    - uses: actions/upload-artifact@v4
    - uses: actions/upload-artifact@v4
      with:
        name: 'report'
`;

const lineOf = (text: string, nth = 0): number =>
  WORKFLOW.split('\n').flatMap((line, index) => (line.includes(text) ? [index + 1] : []))[nth]!;

describe('steps of a workflow', () => {
  it('are found with their lines, jobs, ids and names', () => {
    const steps = workflowSteps(WORKFLOW).filter(({ uses }) => uses !== undefined);
    expect(steps.map(({ job, line, id, uses, inputName }) => [job, line, id, uses, inputName])).toEqual([
      ['build', lineOf('checkout'), undefined, 'actions/checkout@v6', undefined],
      ['build', lineOf('octo-org'), 'scan', 'octo-org/keysieve@v1', undefined],
      ['build', lineOf('upload-artifact'), undefined, 'actions/upload-artifact@v4', '${' + '{ matrix.os }}-dist'],
      ['other', lineOf('octo-org', 1), undefined, 'octo-org/keysieve@v1', 'no upload'],
      ['other', lineOf('octo-org', 2), undefined, 'octo-org/keysieve@v1', undefined],
      ['other', lineOf('upload-artifact', 1), undefined, 'actions/upload-artifact@v4', undefined],
      ['other', lineOf('upload-artifact', 2), undefined, 'actions/upload-artifact@v4', 'report'],
    ]);
  });

  it.each(['', 'jobs:', 'jobs: {build: {steps: []}}', '\t\0', 'jobs:\n  - a: b\n - c: d\n', 'steps:\n  - uses: a\n'])(
    'of something else are none: %j',
    (text) => expect(workflowSteps(text)).toEqual([]),
  );
});

describe('the step of a finding', () => {
  const FILE = '.github/workflows/build.yml';
  const finder = (fields: Partial<Job>) => {
    const workspace = tempTree(files(FILE));
    writeFileSync(join(workspace, FILE), WORKFLOW);
    const job = {
      workspace,
      workflowFile: FILE,
      jobId: 'build',
      stepId: 'scan',
      actionRepository: 'octo-org/keysieve',
    };
    return new StepFinder({ ...job, ...fields } as Job);
  };
  const at = (line: number) => ({ file: FILE, line, by: 'workflow' });

  it('that lies in the workspace is the next upload of the job', () => {
    expect(finder({}).stepAfterScan()).toEqual(at(lineOf('upload-artifact')));
  });

  it('is the scan itself where nothing is uploaded after it, counted as the runner counts', () => {
    expect(finder({}).scanningStep()).toEqual(at(lineOf('octo-org')));
    const second = finder({ jobId: 'other', stepId: '__octo-org_keysieve_2' });
    expect(second.scanningStep()).toEqual(at(lineOf('octo-org', 2)));
  });

  test.each([
    ['report', lineOf('upload-artifact', 2)],
    ['linux-dist', lineOf('upload-artifact')],
    ['artifact', lineOf('upload-artifact', 1)],
    ['unknown', lineOf('octo-org')],
  ])('in the artifact %s is the step that uploads it, or else the scan', (name, line) => {
    expect(finder({}).stepThatUploads({ name, workflowFile: FILE })).toEqual(at(line));
  });

  it('is the first line of a file that is not checked out', () => {
    expect(finder({ workspace: '/nowhere' }).stepAfterScan()).toEqual(at(1));
  });

  it('is unknown where there is no workflow', () => {
    expect(finder({ workflowFile: undefined }).stepAfterScan()).toBeUndefined();
  });
});
