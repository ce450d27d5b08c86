/** What each door of the agent is for: whoever comes through it has its permissions, decided once for the connection. */
import type { Permission } from '../contract/request-specification.ts';
import type { Caller } from './responder.ts';

/** Approving and changing are two permissions: who decides about the dangers need not be who may set the limits. */
export const doorPermissions: Readonly<Record<Caller['door'], readonly Permission[]>> = {
  control: ['read', 'change', 'approve'],
  approvals: ['read', 'approve'],
  status: ['read'],
};
