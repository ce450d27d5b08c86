/** Who did it, as it is kept with what was done. */
import type { Caller } from './responder.ts';

/** @param person the name that the client gives: it is only said, and stands beside the account where the door knows one */
export function describePerson(person: string, caller: Caller | undefined): string {
  if (caller?.account === undefined) return `${person} (${describeCaller(caller)})`;
  return caller.account === person
    ? describeCaller(caller)
    : `${person} (said by them) from the account ${describeCaller(caller)}`;
}

export function describeCaller(caller: Caller | undefined): string {
  if (caller === undefined) return 'the agent';
  const way = `${caller.program}, as ${roles[caller.door]}`;
  return caller.account === undefined ? way : `${caller.account} (${way})`;
}

/** What SECURITY calls those who may come through each door. */
const roles: Readonly<Record<Caller['door'], string>> = {
  control: 'administrator',
  approvals: 'approver',
  status: 'operator',
};
