/** Creates an application, or finds and repairs the one that is there: single tenant, no secrets, no redirect addresses, locked. */
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { repeatStep } from '../repeat-step.ts';
import { type Application, applicationSchema, findApplication, findDeletedApplication } from './find-application.ts';
import type { RegistrationGraph } from './registration-graph.ts';
import type { ApplicationNames } from './registration-names.ts';

export interface WantedApplication {
  readonly names: ApplicationNames;
  /** Set when it is created, never later: who created it does not change. */
  readonly tags: readonly string[];
  /** requiredResourceAccess, by which an administrator sees and consents to what is asked for. */
  readonly requiredResourceAccess: readonly unknown[];
  /** What becomes of one that somebody deleted and that still holds the name. */
  readonly whenDeleted: 'restore' | 'purge';
}

export function ensureApplication(session: RegistrationGraph, wanted: WantedApplication): Promise<Result<Application>> {
  return repeatStep(() => findOrCreate(session, wanted), session.patience, session.signal);
}

async function findOrCreate(session: RegistrationGraph, wanted: WantedApplication): Promise<Result<Application>> {
  const { graph, signal } = session;
  const { uniqueName, displayName, notes } = wanted.names;
  const found = await findApplication(session, uniqueName);
  if (!found.ok) return found;
  if (found.value !== null) {
    const repaired = await graph.patch(`/applications/${found.value.id}`, propertiesOf(wanted), signal);
    return repaired.ok ? succeed(found.value) : repaired;
  }
  const body = { displayName, notes, tags: [...wanted.tags], ...propertiesOf(wanted) };
  const path = `/applications(uniqueName='${uniqueName}')`;
  const created = await graph.ensure(path, body, applicationSchema, signal);
  if (!created.ok && created.problem.code === 'tenant.conflict') return freeName(session, wanted, created);
  if (!created.ok) return created;
  // It was made a moment ago, by a request whose reply was lost, and is not found by its name yet.
  return created.value === null ? notThereYet(uniqueName) : succeed(created.value);
}

const propertiesOf = ({ requiredResourceAccess }: WantedApplication) => ({
  signInAudience: 'AzureADMyOrg',
  requiredResourceAccess,
  servicePrincipalLockConfiguration: { isEnabled: true, allProperties: true },
});

/** A deleted application holds its name for thirty days. */
async function freeName(
  session: RegistrationGraph,
  { names, whenDeleted }: WantedApplication,
  conflict: Result<never>,
): Promise<Result<Application>> {
  const { graph, signal } = session;
  const deleted = await findDeletedApplication(session, names.uniqueName);
  if (!deleted.ok) return deleted;
  if (deleted.value === null) return conflict;
  const path = `/directory/deletedItems/${deleted.value}`;
  const freed =
    whenDeleted === 'purge'
      ? await graph.remove(path, signal)
      : await graph.post(`${path}/restore`, () => ({}), applicationSchema.pick({ id: true }), signal);
  return freed.ok ? notThereYet(names.uniqueName) : freed;
}

const notThereYet = (uniqueName: string) => fail(problem('tenant.not-found', `the application ${uniqueName}, not yet`));
