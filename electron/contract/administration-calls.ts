/**
 * What the wizard may ask of a directory in the name of an administrator of it. The page names the administrator alone; the main process
 * adds the password that was typed for that name.
 */
import { z } from 'zod';
import { controlRequests } from '../../agent-core/contract/control-api.ts';

const {
  'account.here': here,
  'account.inspect': inspect,
  'account.ensure': ensure,
  'rights.preview': preview,
  'rights.apply': apply,
} = controlRequests;

export type AccountSurroundings = z.output<typeof here.reply>;
export type ManagedAccountReport = z.output<typeof inspect.reply>;
export type EnsuredManagedAccount = z.output<typeof ensure.reply>;
export type RightsTable = z.output<typeof preview.reply>;

/** Name of somebody whose password was kept (`password.keep`). */
const administrator = z.string().min(1).max(1024);

export const administrationCalls = {
  'account.here': { argument: here.parameters, reply: here.reply },
  'account.inspect': { argument: inspect.parameters.extend({ administrator }), reply: inspect.reply },
  'account.ensure': { argument: ensure.parameters.extend({ administrator }), reply: ensure.reply },
  'rights.preview': { argument: preview.parameters.extend({ administrator }), reply: preview.reply },
  'rights.apply': { argument: apply.parameters.extend({ administrator }), reply: apply.reply },
} as const;
