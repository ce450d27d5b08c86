/** Makes the application known in the tenant as something that can sign in and be granted permissions. */
import { z } from 'zod';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { repeatStep } from '../repeat-step.ts';
import type { RegistrationGraph } from './registration-graph.ts';

const principalSchema = z.object({ id: z.string() });
const principalsSchema = z.object({ value: z.array(principalSchema) });

/** @returns its object id */
export function ensureServicePrincipal(session: RegistrationGraph, appId: string): Promise<Result<string>> {
  return repeatStep(() => findOrCreate(session, appId), session.patience, session.signal);
}

async function findOrCreate({ graph, signal }: RegistrationGraph, appId: string): Promise<Result<string>> {
  const filter = encodeURIComponent(`appId eq '${appId}'`);
  const found = await graph.get(`/servicePrincipals?$select=id&$filter=${filter}`, principalsSchema, signal);
  if (!found.ok) return found;
  const [principal] = found.value.value;
  if (principal !== undefined) return succeed(principal.id);
  const created = await graph.ensure(`/servicePrincipals(appId='${appId}')`, {}, principalSchema, signal);
  if (!created.ok) return created;
  if (created.value === null) return fail(problem('tenant.not-found', 'the service principal, not yet'));
  return succeed(created.value.id);
}
