/** The person who signed in becomes an owner of what is created in their name, and does not stay one (rule R32). */
import { z } from 'zod';
import { type Result, succeed } from '../../contract/result.ts';
import { repeatStep } from '../repeat-step.ts';
import type { RegistrationGraph } from './registration-graph.ts';

const ownersSchema = z.object({ value: z.array(z.object({ id: z.string() })) });

/** @param path of the application or service principal, such as /applications/{id} */
export function releaseOwnership(session: RegistrationGraph, path: string, personId: string): Promise<Result<void>> {
  const { graph, patience, signal } = session;
  const step = async (): Promise<Result<void>> => {
    const owners = await graph.get(`${path}/owners?$select=id`, ownersSchema, signal);
    if (!owners.ok) return owners;
    if (!owners.value.value.some(({ id }) => id === personId)) return succeed(undefined);
    return graph.remove(`${path}/owners/${personId}/$ref`, signal);
  };
  return repeatStep(step, patience, signal);
}
