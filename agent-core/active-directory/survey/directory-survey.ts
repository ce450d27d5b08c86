/** What the set-up may ask of a domain before anything is saved: proof that it works, its units and its groups. */
import type { DirectoryGroup, DirectoryUnit, DirectoryVerification } from '../../contract/directory-requests.ts';
import type { ObjectGuid } from '../../contract/identifiers.ts';
import type { Result } from '../../contract/result.ts';
import { type DomainAccess, withDomainConnection } from '../domain-connection.ts';
import { findGroups } from './find-groups.ts';
import { listUnits } from './list-units.ts';
import { verifyDomain } from './verify-domain.ts';

export interface DirectorySurvey {
  verify(signal: AbortSignal): Promise<Result<DirectoryVerification>>;
  /** Directly below `parent`, or below the domain itself, by name. */
  units(parent: ObjectGuid | null, signal: AbortSignal): Promise<Result<readonly DirectoryUnit[]>>;
  groups(search: string, signal: AbortSignal): Promise<Result<readonly DirectoryGroup[]>>;
}

export function createDirectorySurvey(access: DomainAccess): DirectorySurvey {
  const { settings } = access;
  return {
    verify: (signal) => withDomainConnection(access, signal, (client) => verifyDomain(client, settings)),
    units: (parent, signal) =>
      withDomainConnection(access, signal, (client) => listUnits(client, settings.name, parent)),
    groups: (search, signal) =>
      withDomainConnection(access, signal, (client) => findGroups(client, settings.name, search)),
  };
}
