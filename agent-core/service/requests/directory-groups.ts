/** directory.groups: groups by a part of their name. */
import { succeed } from '../../contract/result.ts';
import { findSurvey, type SurveyParts } from '../find-survey.ts';
import type { Responder } from '../responder.ts';

export const findDirectoryGroups =
  (parts: SurveyParts): Responder<'directory.groups'> =>
  async ({ search, ...draft }, signal) => {
    const survey = findSurvey(draft, parts);
    if (!survey.ok) return survey;
    const groups = await survey.value.groups(search, signal);
    return groups.ok ? succeed({ groups: groups.value }) : groups;
  };
