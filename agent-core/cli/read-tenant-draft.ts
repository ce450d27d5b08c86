/** Which cloud and which way there a command means, from its options; Microsoft's global cloud without any. */
import { readFileSync } from 'node:fs';
import { errorCodeOf } from '../contract/error-code.ts';
import { problem } from '../contract/problem.ts';
import { registrationRequests, type TenantDraft } from '../contract/registration-requests.ts';
import { fail, type Result, succeed } from '../contract/result.ts';

export const tenantDraftOptions = {
  authority: { type: 'string' },
  graph: { type: 'string' },
  proxy: { type: 'string' },
  'certificate-authority': { type: 'string' },
} as const;

export function readTenantDraft(options: Readonly<Record<string, string | boolean | undefined>>): Result<TenantDraft> {
  const { authority, graph, proxy, 'certificate-authority': file } = options;
  const certificateAuthorities = typeof file === 'string' ? readFile(file) : succeed(undefined);
  if (!certificateAuthorities.ok) return certificateAuthorities;
  const given = { authority, graph, proxy, certificateAuthorities: certificateAuthorities.value };
  const draft = registrationRequests['registration.script'].parameters.safeParse({ tenant: given });
  if (draft.success) return succeed(draft.data.tenant);
  const [issue] = draft.error.issues;
  return fail(problem('answers.invalid', `--${String(issue?.path.at(-1))}: ${issue?.message}`));
}

function readFile(path: string): Result<string> {
  try {
    return succeed(readFileSync(path, 'utf8').trim());
  } catch (error) {
    return fail(problem('answers.invalid', `--certificate-authority: ${path}: ${errorCodeOf(error)}`));
  }
}
