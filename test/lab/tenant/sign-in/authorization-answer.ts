/** Takes the outcome of a sign-in back to the application, in the way that it asked for. */
import { randomUUID } from 'node:crypto';
import type { TenantReply, TenantRequest } from '../http/exchange.ts';
import { clientInfo } from './id-tokens.ts';
import { formPostPage } from './pages.ts';
import { describeRefusal, type SignInRefusal } from './sign-in-refusal.ts';

export type ResponseMode = 'query' | 'fragment' | 'form_post';

/** Undefined when it is none that exists. */
export function readResponseMode(query: URLSearchParams): ResponseMode | undefined {
  const mode = query.get('response_mode') ?? 'query';
  return mode === 'query' || mode === 'fragment' || mode === 'form_post' ? mode : undefined;
}

export type Answer =
  | { readonly code: string; readonly personId: string; readonly tenantId: string }
  | { readonly refusal: SignInRefusal };

export function answerClient(
  request: TenantRequest,
  redirectUri: string,
  answer: Answer,
  headers: Readonly<Record<string, string>> = {},
): TenantReply {
  const state = request.query.get('state');
  const fields = { ...fieldsOf(request, answer), ...(state === null ? {} : { state }) };
  return sendFields(readResponseMode(request.query) ?? 'query', redirectUri, fields, headers);
}

export function sendFields(
  mode: ResponseMode,
  redirectUri: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): TenantReply {
  if (mode === 'form_post') return formPostPage(redirectUri, fields, headers);
  const location = new URL(redirectUri);
  if (mode === 'fragment') location.hash = new URLSearchParams(fields).toString();
  else for (const [name, value] of Object.entries(fields)) location.searchParams.set(name, value);
  return { status: 302, headers: { location: location.href, 'cache-control': 'no-store', ...headers }, body: '' };
}

function fieldsOf(request: TenantRequest, answer: Answer): Readonly<Record<string, string>> {
  if ('refusal' in answer) {
    const { error, error_description } = describeRefusal(request, answer.refusal);
    return { error, error_description, error_uri: `${request.origin}/error?code=${answer.refusal.code}` };
  }
  const wantsClientInfo = request.query.get('client_info') === '1';
  return {
    code: answer.code,
    ...(wantsClientInfo ? { client_info: clientInfo(answer.personId, answer.tenantId) } : {}),
    session_state: randomUUID(),
  };
}
