import type { Verdict } from '../../model/result.ts';
import { isSettled, renderComment } from '../../report/comment.ts';
import { field, numberField, textField } from '../api/fields.ts';
import { attempt } from './attempt.ts';
import { type Delivery, repositoryPath, runUrl } from './delivery.ts';
import { identityOf } from './identity.ts';
import { pullRequestOf } from './pull-request.ts';

/** Authors whose comments may be taken for ours: any reader of the repository could write the mark as well. */
const TRUSTED = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/**
 * Keeps one comment on the pull request up to date. None is made while there is nothing to act on; one whose findings
 * are all settled stays, collapsed.
 */
export async function deliverComment(verdict: Verdict, delivery: Delivery): Promise<void> {
  if (!delivery.settings.comment) return;
  await attempt(
    {
      what: 'The comment on the pull request',
      permission: 'pull-requests: write',
      instead: 'The findings are in the job summary.',
    },
    delivery.notes,
    async () => {
      const number = await pullRequestOf(delivery);
      if (number !== undefined) await writeComment(number, verdict, delivery);
    },
  );
}

async function writeComment(number: number, verdict: Verdict, delivery: Delivery): Promise<void> {
  const { api, job } = delivery;
  const mark = `<!-- keysieve ${identityOf(delivery)} -->`;
  const issues = `${repositoryPath(delivery)}/issues`;
  const comments = await api.list(`${issues}/${number}/comments`, (page) => page);
  const known = comments.find((comment) => isOurs(comment, mark));
  if (known === undefined && isSettled(verdict)) return;
  const body = `${mark}\n${renderComment(verdict)}\n[The run](${runUrl(job)})\n`;
  if (known === undefined) await api.json({ method: 'POST', path: `${issues}/${number}/comments`, body: { body } });
  else if (textField(known, 'body') !== body)
    await api.json({ method: 'PATCH', path: `${issues}/comments/${numberField(known, 'id')}`, body: { body } });
}

function isOurs(comment: unknown, mark: string): boolean {
  const isTrusted =
    field(comment, 'user', 'type') === 'Bot' || TRUSTED.has(textField(comment, 'author_association') ?? '');
  return isTrusted && (textField(comment, 'body') ?? '').startsWith(mark);
}
