/** A directory that answers the set-up from memory, and remembers with which settings and password it was asked. */
import type { DirectoryUnit } from '../../agent-core/contract/directory-requests.ts';
import type { OwnRight } from '../../agent-core/contract/directory-rights.ts';
import { type Result, succeed } from '../../agent-core/contract/result.ts';
import type { DiscoverDirectory, SurveyDirectory } from '../../agent-core/service/survey-directory.ts';
import { objectGuidFor } from './identifiers.ts';

const unitNames = ['Berlin', 'Lisbon', 'Oslo'] as const;

export const fakeUnits: readonly DirectoryUnit[] = unitNames.map((name) => ({
  objectGuid: objectGuidFor(name),
  name,
  distinguishedName: `OU=${name},DC=contoso,DC=com`,
  hasChildren: false,
  users: 2,
  groups: 1,
}));

export const fakeVerification = {
  controller: 'dc1.contoso.com',
  forest: 'contoso.com',
  domains: [{ name: 'contoso.com', objectGuid: objectGuidFor('contoso.com') }],
  rightsModeWorks: { domain: false, units: true },
  users: 6,
} as const;

export function fakeSurvey() {
  const surveys: { readonly domain: string; readonly password: string | null }[] = [];
  let rights: () => Promise<Result<readonly OwnRight[]>> = async () => succeed([]);
  const surveyDirectory: SurveyDirectory = (settings, password) => {
    surveys.push({ domain: settings.name, password: password?.reveal() ?? null });
    return {
      verify: async () => succeed(fakeVerification),
      units: async (parent) => succeed(parent === null ? fakeUnits : []),
      groups: async (search) =>
        succeed([{ objectGuid: objectGuidFor(search), name: search, distinguishedName: `CN=${search}`, members: 3 }]),
      rights: () => rights(),
    };
  };
  const discoverDirectory: DiscoverDirectory = async () => ({ domain: 'contoso.com', forest: null, controllers: [] });
  const onRights = (next: typeof rights) => {
    rights = next;
  };
  return { surveys, surveyDirectory, discoverDirectory, onRights };
}
