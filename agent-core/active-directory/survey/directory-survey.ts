/** What may be asked of a domain besides what a run reads: proof that it works, its units, its groups, and what the account may do. */
import type { DirectoryGroup, DirectoryUnit, DirectoryVerification } from '../../contract/directory-requests.ts';
import type { OwnRight } from '../../contract/directory-rights.ts';
import type { ObjectGuid } from '../../contract/identifiers.ts';
import type { Result } from '../../contract/result.ts';
import { type DomainAccess, withDomainConnection } from '../domain-connection.ts';
import { readOwnRights } from '../rights/own-rights.ts';
import { findGroups } from './find-groups.ts';
import { listUnits } from './list-units.ts';
import { verifyDomain } from './verify-domain.ts';

export interface DirectorySurvey {
  verify(signal: AbortSignal): Promise<Result<DirectoryVerification>>;
  /** Directly below `parent`, or below the domain itself, by name. */
  units(parent: ObjectGuid | null, signal: AbortSignal): Promise<Result<readonly DirectoryUnit[]>>;
  groups(search: string, signal: AbortSignal): Promise<Result<readonly DirectoryGroup[]>>;
  /** What the account still may do of what it needs. @param units of the scope */
  rights(units: readonly ObjectGuid[], signal: AbortSignal): Promise<Result<readonly OwnRight[]>>;
}

export function createDirectorySurvey(access: DomainAccess): DirectorySurvey {
  const { settings } = access;
  return {
    verify: (signal) => withDomainConnection(access, signal, (client) => verifyDomain(client, settings)),
    units: (parent, signal) =>
      withDomainConnection(access, signal, (client) => listUnits(client, settings.name, parent)),
    groups: (search, signal) =>
      withDomainConnection(access, signal, (client) => findGroups(client, settings.name, search)),
    rights: (units, signal) => withDomainConnection(access, signal, (client) => readOwnRights(client, settings, units)),
  };
}
