/** Which domain a request of the set-up is about: the draft it brings, or one that is set up already, with the password kept for it. */
import type { DomainDraft } from '../contract/directory-requests.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { Secret } from '../contract/secret.ts';
import type { DomainSettings } from '../contract/settings.ts';
import type { SecretStore } from '../storage/secret-files.ts';
import type { SettingsStore } from '../storage/settings-store.ts';
import { readDomainPassword } from './pairing.ts';
import type { DirectorySurvey, SurveyDirectory } from './survey-directory.ts';

export interface SurveyParts {
  readonly settingsStore: SettingsStore;
  readonly secrets: SecretStore;
  readonly surveyDirectory: SurveyDirectory;
}

/** Problems: setup.unknown-domain, setup.password-missing, secret.unreadable. */
export function findSurvey(draft: DomainDraft, parts: SurveyParts): Result<DirectorySurvey> {
  const { settingsStore, secrets, surveyDirectory } = parts;
  if (!('configured' in draft.domain))
    return surveyDraft(draft.domain, 'password' in draft ? draft.password : null, parts);
  const { configured } = draft.domain;
  const saved = settingsStore.read();
  const domain = saved?.settings.domains.find(({ name }) => name === configured);
  if (saved === null || domain === undefined) return fail(problem('setup.unknown-domain', configured));
  const password = readDomainPassword(saved, domain, secrets);
  return password.ok ? succeed(surveyDirectory(domain, password.value)) : password;
}

function surveyDraft(
  domain: DomainSettings,
  password: string | null,
  { surveyDirectory }: SurveyParts,
): Result<DirectorySurvey> {
  if (domain.identity === 'service') return succeed(surveyDirectory(domain, null));
  if (password === null) return fail(problem('setup.password-missing', domain.name));
  return succeed(surveyDirectory(domain, new Secret(password)));
}
