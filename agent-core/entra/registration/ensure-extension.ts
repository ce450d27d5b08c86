/** Makes the directory extension that carries the ownership mark, on an application of its own (rule R3). */
import { z } from 'zod';
import { type Result, succeed } from '../../contract/result.ts';
import { repeatStep } from '../repeat-step.ts';
import { ensureApplication } from './ensure-application.ts';
import type { Application } from './find-application.ts';
import type { RegistrationGraph } from './registration-graph.ts';
import { extensionNameOf, marksApplication, ownershipExtensionName } from './registration-names.ts';

const extensionSchema = z.object({ name: z.string() });
const extensionsSchema = z.object({ value: z.array(extensionSchema) });

export interface OwnershipExtension {
  readonly application: Application;
  /** As users and groups have it. */
  readonly name: string;
}

export async function ensureExtension(session: RegistrationGraph): Promise<Result<OwnershipExtension>> {
  const application = await ensureApplication(session, {
    names: marksApplication,
    tags: [],
    requiredResourceAccess: [],
    // Its marks come back with it.
    whenDeleted: 'restore',
  });
  if (!application.ok) return application;
  const step = () => findOrCreate(session, application.value);
  const name = await repeatStep(step, session.patience, session.signal, ['tenant.conflict', 'tenant.refused-value']);
  return name.ok ? succeed({ application: application.value, name: name.value }) : name;
}

async function findOrCreate({ graph, signal }: RegistrationGraph, { id, appId }: Application): Promise<Result<string>> {
  const at = `/applications/${id}/extensionProperties`;
  const wanted = extensionNameOf(appId);
  const found = await graph.get(at, extensionsSchema, signal);
  if (!found.ok) return found;
  if (found.value.value.some(({ name }) => name === wanted)) return succeed(wanted);
  const body = { name: ownershipExtensionName, dataType: 'String', targetObjects: ['User', 'Group'] };
  const created = await graph.post(at, () => body, extensionSchema, signal);
  return created.ok ? succeed(created.value.name) : created;
}
