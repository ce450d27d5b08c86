/** directory.password: the account that reads a domain has another password now; nothing else changes. */
import { isDeepStrictEqual } from 'node:util';
import { type Problem, problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import { Secret } from '../../contract/secret.ts';
import { describeCaller } from '../describe-caller.ts';
import { findSurvey, type SurveyParts } from '../find-survey.ts';
import { forgetOtherPasswords, keepDomainPasswords, otherPasswordText } from '../keep-domain-passwords.ts';
import type { Responder } from '../responder.ts';
import type { SettingsParts } from './settings-save.ts';

/** Saves a revision of the same settings, which names the new password: a run under way ends with the one before. */
export const changePassword =
  (parts: SettingsParts & SurveyParts): Responder<'directory.password'> =>
  async ({ domain: name, password }, signal, caller) => {
    const { settingsStore, secrets, pairing, clock, log, audit, backUp } = parts;
    const domain = settingsStore.read()?.settings.domains.find((each) => each.name === name);
    if (domain === undefined) return fail(problem('setup.unknown-domain', name));
    if (domain.identity === 'service') return fail(problem('directory.no-password-kept', `${name}: ${domain.account}`));
    const survey = findSurvey({ domain, password }, parts);
    const verified = survey.ok ? await survey.value.verify(signal) : survey;
    if (!verified.ok) return fail(refusalOf(verified.problem, domain.account));

    // It may be another set-up by now, for which nothing was proven.
    const saved = settingsStore.read();
    if (saved === null || !saved.settings.domains.some((each) => isDeepStrictEqual(each, domain)))
      return fail(problem('setup.unknown-domain', `${name} was set up anew meanwhile`));
    const kept = keepDomainPasswords([{ domain, password: new Secret(password) }], secrets);
    if (!kept.ok) return kept;
    const passwordSecrets = { ...saved.passwordSecrets, ...kept.value };
    const by = describeCaller(caller);
    const written = settingsStore.save({ ...saved, passwordSecrets }, clock.now(), by);
    if (!written.ok) return written;
    pairing.forget();
    forgetOtherPasswords(secrets, passwordSecrets);
    audit.note('settingsSaved', caller, otherPasswordText(written.value, name, domain.account));
    log.info('password replaced', { domain: name, account: domain.account, revision: written.value, by });
    const copied = await backUp(clock.now());
    if (!copied.ok) log.warn('the record could not be backed up', { detail: copied.problem.detail });
    return succeed({ account: domain.account, controller: verified.value.controller });
  };

/** Whoever gives a new password is not told to give a new password. */
const refusalOf = (refused: Problem, account: string): Problem =>
  refused.code === 'directory.wrong-credentials'
    ? problem('directory.new-password-refused', `${account}: ${refused.detail}`)
    : refused;
