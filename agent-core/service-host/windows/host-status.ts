/** What bridgehead-host.exe says of a service, and what that means for the agent. */
import { z } from 'zod';
import type { ServiceState } from '../service-host.ts';

const allowedSchema = z.object({ door: z.string(), sid: z.string(), account: z.string().nullable() });

export const hostStatusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('notInstalled') }),
  z.object({
    state: z.enum(['stopped', 'starting', 'running', 'waiting', 'stopping']),
    /** Of the agent; 0 while there is none. */
    pid: z.int(),
    account: z.string().nullable(),
    since: z.iso.datetime().nullable(),
    restarts: z.int(),
    /** Who may come through which door besides administrators; absent when the installation is damaged. */
    allowed: z.array(allowedSchema).default([]),
  }),
]);
export type HostStatus = z.infer<typeof hostStatusSchema>;

export function serviceStateOf(status: HostStatus): ServiceState {
  if (status.state === 'notInstalled') return { kind: 'notInstalled' };
  if (status.state === 'stopped') return { kind: 'stopped' };
  const { pid, since, restarts } = status;
  return pid === 0 ? { kind: 'waiting', restarts } : { kind: 'running', pid, since, restarts };
}

/** The group whose members may approve, by name or, where it has none any more, by its identifier; null for none. */
export function approversIn(status: HostStatus): string | null {
  if (status.state === 'notInstalled') return null;
  const found = status.allowed.find(({ door }) => door === 'approvals');
  return found === undefined ? null : (found.account ?? found.sid);
}
