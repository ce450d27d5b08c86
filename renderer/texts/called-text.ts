/** What somebody is called, with the sign-in name where there is one. */
import type { FoundObject } from '../../electron/contract/bridge.ts';

export const calledText = ({
  displayName,
  userPrincipalName,
}: Pick<FoundObject, 'displayName' | 'userPrincipalName'>): string =>
  userPrincipalName === null ? displayName : `${displayName} (${userPrincipalName})`;
