/** Undoes a registration that was not finished: what this agent created goes, what others use stays (rule R3: the marks always do). */
import { type Result, succeed } from '../../contract/result.ts';
import { repeatStep } from '../repeat-step.ts';
import { removeCertificate } from './ensure-certificate.ts';
import { type Application, findApplication, findDeletedApplication } from './find-application.ts';
import type { RegistrationGraph } from './registration-graph.ts';
import { agentApplication, creatorTag } from './registration-names.ts';

/** @param certificatePem null when the agent has none, so that none is registered */
export async function removeRegistration(
  session: RegistrationGraph,
  agentId: string,
  certificatePem: string | null,
): Promise<Result<void>> {
  const found = await findApplication(session, agentApplication.uniqueName);
  if (!found.ok) return found;
  if (found.value === null) return succeed(undefined);
  if (isCreatedBy(agentId, found.value)) return deleteForGood(session, found.value);
  return certificatePem === null ? succeed(undefined) : removeCertificate(session, found.value, certificatePem);
}

const isCreatedBy = (agentId: string, { tags }: Application) => tags?.includes(creatorTag(agentId)) ?? false;

/** With the application go its service principal and its grants. Purged, because a deleted one would hold its name. */
async function deleteForGood(session: RegistrationGraph, { id }: Application): Promise<Result<void>> {
  const { graph, patience, signal } = session;
  const deleted = await gone(graph.remove(`/applications/${id}`, signal));
  if (!deleted.ok) return deleted;
  const purge = async (): Promise<Result<void>> => {
    const held = await findDeletedApplication(session, agentApplication.uniqueName);
    if (!held.ok) return held;
    return held.value === null
      ? succeed(undefined)
      : gone(graph.remove(`/directory/deletedItems/${held.value}`, signal));
  };
  return repeatStep(purge, patience, signal);
}

/** What is gone already need not be removed. */
async function gone(removing: Promise<Result<void>>): Promise<Result<void>> {
  const removed = await removing;
  return !removed.ok && removed.problem.code === 'tenant.not-found' ? succeed(undefined) : removed;
}
