/** The part of the lab door that arranges the tenant: its clock, its knobs, its permissions, and objects Graph cannot make. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { jsonReply, type TenantReply } from '../http/exchange.ts';
import { withLicence } from '../state/exchange-rules.ts';
import { knobChangeSchema } from '../state/knobs.ts';
import { type ExtensionProperty, type ObjectRecord, objectKinds, type PropertyValue } from '../state/snapshot.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { done, type LabHandler, refused, withBody } from './lab-handler.ts';

export const arrangingHandlers = (state: TenantState): readonly LabHandler[] => [
  { method: 'GET', path: /^knobs$/, answer: () => jsonReply(200, state.knobs.read()) },
  {
    method: 'POST',
    path: /^knobs$/,
    answer: (request) =>
      withBody(request, knobChangeSchema, (change) => {
        state.knobs.change(change);
        return jsonReply(200, state.knobs.read());
      }),
  },
  {
    method: 'DELETE',
    path: /^knobs$/,
    answer: () => {
      state.knobs.reset();
      return done;
    },
  },
  { method: 'GET', path: /^clock$/, answer: () => clockReply(state) },
  {
    method: 'POST',
    path: /^clock$/,
    answer: (request) =>
      withBody(request, clockChangeSchema, ({ advanceMs = 0, isFrozen }) => {
        if (isFrozen !== undefined) state.clock.setFrozen(isFrozen);
        state.clock.advance(advanceMs);
        return clockReply(state);
      }),
  },
  {
    method: 'DELETE',
    path: /^delta-tokens$/,
    answer: () => {
      state.expireDeltaTokens();
      return done;
    },
  },
  {
    method: 'POST',
    path: /^objects$/,
    answer: (request) => withBody(request, objectsSchema, (objects) => putObjects(state, objects)),
  },
  {
    method: 'POST',
    path: /^applications\/([^/]+)\/roles$/,
    answer: (request, appId) =>
      withBody(request, rolesSchema, ({ roles }) => {
        if (state.applications.find(appId) === undefined) return refused(404, 'No application has this id.');
        state.applications.grantRoles(appId, roles);
        return done;
      }),
  },
  {
    method: 'POST',
    path: /^applications\/([^/]+)\/extension$/,
    answer: (request, appId) =>
      withBody(request, extensionSchema, ({ name }) => {
        const application = state.directory.sets.application.findBy('appId', appId);
        if (application === undefined) return refused(404, 'No application has this id.');
        return jsonReply(200, ensureExtension(state, application, name));
      }),
  },
  {
    method: 'POST',
    path: /^directory-roles\/([^/]+)\/members$/,
    answer: (request, roleTemplateId) =>
      withBody(request, roleMembersSchema, ({ ids }) => {
        const { sets, members } = state.directory;
        if (sets.directoryRole.get(roleTemplateId) === undefined) return refused(404, 'No directory role has this id.');
        for (const id of members.targetsOf(roleTemplateId)) if (!ids.includes(id)) members.remove(roleTemplateId, id);
        for (const id of ids) members.add(roleTemplateId, id);
        return done;
      }),
  },
  {
    method: 'POST',
    path: /^users\/([^/]+)\/licence$/,
    answer: (_request, id) => {
      const user = state.users.get(id.toLowerCase());
      if (user === undefined) return refused(404, 'No user has this id.');
      state.users.put(withLicence(user, state));
      return jsonReply(200, state.users.get(user.id));
    },
  },
];

const dayMs = 24 * 60 * 60 * 1000;

const clockChangeSchema = z.strictObject({
  advanceMs: z
    .int()
    .min(0)
    .max(1000 * dayMs)
    .optional(),
  isFrozen: z.boolean().optional(),
});

const objectsSchema = z
  .array(
    z.strictObject({
      kind: z.enum(objectKinds),
      values: z.record(z.string(), z.json()).and(z.object({ id: z.guid().optional() })),
    }),
  )
  .max(10_000);

const extensionSchema = z.strictObject({ name: z.string().regex(/^[A-Za-z]\w{0,127}$/) });

const rolesSchema = z.strictObject({ roles: z.array(z.string().min(1)).max(200) });

const roleMembersSchema = z.strictObject({ ids: z.array(z.guid()).max(1000) });

const clockReply = ({ clock }: TenantState): TenantReply =>
  jsonReply(200, { now: clock.now().toISOString(), isFrozen: clock.isFrozen() });

/** Puts objects as they are, past every rule of Graph but the unique values; answers their ids. All or none. */
function putObjects(state: TenantState, objects: z.infer<typeof objectsSchema>): TenantReply {
  const records = objects.map(({ kind, values }) => {
    const given: Readonly<Record<string, PropertyValue>> = values;
    return { kind, record: { ...given, id: values.id?.toLowerCase() ?? randomUUID() } };
  });
  for (const { kind, record } of records) {
    const conflict = state.directory.sets[kind].conflictOf(record);
    if (conflict !== undefined) return refused(409, `Another object has the same ${conflict} as ${record.id}.`);
  }
  for (const { kind, record } of records) state.directory.sets[kind].put(record);
  return jsonReply(
    201,
    records.map(({ record }) => record.id),
  );
}

/** A text on users and groups, as the registration of an agent makes it for the ownership mark. */
function ensureExtension(state: TenantState, application: ObjectRecord, name: string): ExtensionProperty {
  const fullName = `extension_${String(application.appId).replaceAll('-', '')}_${name}`;
  const existing = state.extensions.of(application.id).find((extension) => extension.name === fullName);
  if (existing !== undefined) return existing;
  const made: ExtensionProperty = {
    id: randomUUID(),
    applicationId: application.id,
    appDisplayName: String(application.displayName),
    name: fullName,
    dataType: 'String',
    isMultiValued: false,
    targetObjects: ['User', 'Group'],
  };
  state.extensions.add(made);
  return made;
}
