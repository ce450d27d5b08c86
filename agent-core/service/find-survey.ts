/** Which domain a request of the set-up is about: the draft it brings, or one that is set up already, with the password kept for it. */
import type { DomainDraft } from '../contract/directory-requests.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { Secret } from '../contract/secret.ts';
import type { SecretStore } from '../storage/secret-files.ts';
import type { SettingsStore } from '../storage/settings-store.ts';
import type { DirectorySurvey, SurveyDirectory } from './survey-directory.ts';

export interface SurveyParts {
  readonly settingsStore: SettingsStore;
  readonly secrets: SecretStore;
  readonly surveyDirectory: SurveyDirectory;
}

/** Problems: setup.unknown-domain, secret.unreadable. */
export function findSurvey(draft: DomainDraft, parts: SurveyParts): Result<DirectorySurvey> {
  const { settingsStore, secrets, surveyDirectory } = parts;
  if ('password' in draft) return succeed(surveyDirectory(draft.domain, new Secret(draft.password)));
  const { configured } = draft.domain;
  const saved = settingsStore.read();
  if (saved === null || saved.settings.domain.name !== configured)
    return fail(problem('setup.unknown-domain', configured));
  const password = secrets.read(saved.passwordSecret);
  if (!password.ok) return password;
  if (password.value === null) return fail(problem('secret.unreadable', `the password for ${configured} is gone`));
  return succeed(surveyDirectory(saved.settings.domain, password.value));
}
