/** What the set-up asks of a directory, as the composition root provides it. */
import type {
  DirectoryDiscovery,
  DirectoryGroup,
  DirectoryUnit,
  DirectoryVerification,
} from '../contract/directory-requests.ts';
import type { OwnRight } from '../contract/directory-rights.ts';
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { Result } from '../contract/result.ts';
import type { Secret } from '../contract/secret.ts';
import type { DomainSettings } from '../contract/settings.ts';

export interface DirectorySurvey {
  verify(signal: AbortSignal): Promise<Result<DirectoryVerification>>;
  /** Directly below `parent`, or below the domain itself. */
  units(parent: ObjectGuid | null, signal: AbortSignal): Promise<Result<readonly DirectoryUnit[]>>;
  groups(search: string, signal: AbortSignal): Promise<Result<readonly DirectoryGroup[]>>;
  /** What the account still may do of what it needs. @param units of the scope */
  rights(units: readonly ObjectGuid[], signal: AbortSignal): Promise<Result<readonly OwnRight[]>>;
}

/** Contacts nothing by itself. */
export type SurveyDirectory = (settings: DomainSettings, password: Secret | null) => DirectorySurvey;

export type DiscoverDirectory = (signal: AbortSignal) => Promise<DirectoryDiscovery>;
