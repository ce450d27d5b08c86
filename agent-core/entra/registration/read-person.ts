/** Who signed in, and what their directory roles let them do about applications. */
import { z } from 'zod';
import { type Result, succeed } from '../../contract/result.ts';
import type { RegistrationGraph } from './registration-graph.ts';

export interface Person {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly mayRegister: boolean;
  readonly mayGrant: boolean;
}

/** Template ids, the same in every tenant (learn.microsoft.com, "Microsoft Entra built-in roles"). */
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
/** Consent to application permissions of Microsoft Graph is reserved to these. */
const granters: ReadonlySet<string> = new Set([globalAdministrator, 'e8611ab8-c189-46e8-94e1-60213ab1f814']);
const registrars: ReadonlySet<string> = new Set([
  globalAdministrator,
  // Application Administrator, Cloud Application Administrator, Hybrid Identity Administrator
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  '158c047a-c907-4556-b7ef-446551a6b5f7',
  '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
]);

const meSchema = z.object({ id: z.string(), userPrincipalName: z.string(), displayName: z.string() });
const rolesSchema = z.object({ value: z.array(z.object({ displayName: z.string(), roleTemplateId: z.string() })) });

export async function readPerson({ graph, signal }: RegistrationGraph): Promise<Result<Person>> {
  const me = await graph.get('/me?$select=id,userPrincipalName,displayName', meSchema, signal);
  if (!me.ok) return me;
  const path = '/me/transitiveMemberOf/microsoft.graph.directoryRole?$select=displayName,roleTemplateId';
  const roles = await graph.get(path, rolesSchema, signal);
  if (!roles.ok) return roles;
  const held = roles.value.value;
  return succeed({
    ...me.value,
    roles: held.map(({ displayName }) => displayName).toSorted(),
    mayRegister: held.some(({ roleTemplateId }) => registrars.has(roleTemplateId)),
    mayGrant: held.some(({ roleTemplateId }) => granters.has(roleTemplateId)),
  });
}
