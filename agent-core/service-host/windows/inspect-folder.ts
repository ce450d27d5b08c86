/** Who may open a folder besides those it is for, as Windows says. */
import { execFileSync } from 'node:child_process';
import { z } from 'zod';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';

const answerSchema = z.object({
  hasList: z.boolean(),
  others: z.array(z.object({ sid: z.string().nullable(), account: z.string().nullable() })),
});
const timeoutMs = 10_000;

/** It takes milliseconds. @param service whose folder it is  Problem: data.folder-open. */
export function inspectFolder(hostPath: string, dir: string, service: string): Result<void> {
  const words = ['inspect-folder', '--path', dir, '--full', `service:${service}`];
  try {
    const said = execFileSync(hostPath, words, { encoding: 'utf8', timeout: timeoutMs, windowsHide: true });
    const { hasList, others } = answerSchema.parse(JSON.parse(said));
    if (!hasList) return fail(problem('data.folder-open', `${dir}: everybody`));
    const names = others.map(({ sid, account }) => account ?? sid ?? 'an entry that Bridgehead does not make');
    return names.length === 0 ? succeed(undefined) : fail(problem('data.folder-open', `${dir}: ${names.join(', ')}`));
  } catch {
    return fail(problem('data.folder-open', `${dir}: ${hostPath} does not say who may open it`));
  }
}
