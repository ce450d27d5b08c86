/**
 * Which cloud and which way there a command means before there are settings: from its options, and from the answer file for the set-up
 * that follows. An option counts more. Without either it is Microsoft's global cloud, straight.
 */
import { readFileSync } from 'node:fs';
import { errorCodeOf } from '../contract/error-code.ts';
import { problem } from '../contract/problem.ts';
import { registrationRequests, type TenantDraft } from '../contract/registration-requests.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { CommandContext } from './command.ts';
import { areCertificates, readAnswersTenant } from './read-answers.ts';

export const tenantDraftOptions = {
  answers: { type: 'string', means: 'the answer file of the set-up that follows: its cloud and its way there' },
  authority: { type: 'string', means: 'where people sign in, in another cloud' },
  graph: { type: 'string', means: 'the address of Microsoft Graph, in another cloud' },
  proxy: { type: 'string', means: 'the way to the tenant' },
  'certificate-authority': {
    type: 'string',
    means: 'a file with certificates (PEM) that are trusted besides those of the machine',
  },
} as const;

export const tenantDraftUsage =
  '[--answers FILE] [--proxy URL] [--certificate-authority FILE] [--authority URL --graph URL]';

export interface NamedTenant {
  readonly draft: TenantDraft;
  /** The id that the answer file names; null where it names none. */
  readonly tenantId: string | null;
}

export function readTenantDraft(options: CommandContext['options']): Result<NamedTenant> {
  const { answers, authority, graph, proxy, 'certificate-authority': file } = options;
  const stored = typeof answers === 'string' ? readAnswersTenant(answers) : succeed({ tenantId: null });
  if (!stored.ok) return stored;
  const { tenantId, ...fromFile } = stored.value;
  const authorities = typeof file === 'string' ? readAuthorities(file) : succeed(undefined);
  if (!authorities.ok) return authorities;
  const named = { authority, graph, proxy, certificateAuthorities: authorities.value };
  const given = {
    ...fromFile,
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)),
  };
  const draft = registrationRequests['registration.script'].parameters.safeParse({ tenant: given });
  if (draft.success) return succeed({ draft: draft.data.tenant, tenantId });
  const [issue] = draft.error.issues;
  return fail(problem('answers.invalid', `--${String(issue?.path.at(-1))}: ${issue?.message}`));
}

/** Problems: answers.invalid, answers.no-certificate. */
function readAuthorities(path: string): Result<string> {
  try {
    const text = readFileSync(path, 'utf8').trim();
    return areCertificates(text) ? succeed(text) : fail(problem('answers.no-certificate', path));
  } catch (error) {
    return fail(problem('answers.invalid', `--certificate-authority: ${path}: ${errorCodeOf(error)}`));
  }
}
