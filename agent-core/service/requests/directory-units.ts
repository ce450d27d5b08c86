/** directory.units: one level of the tree that a scope is picked from, page by page. */
import { succeed } from '../../contract/result.ts';
import { findSurvey, type SurveyParts } from '../find-survey.ts';
import type { Responder } from '../responder.ts';

export const readDirectoryUnits =
  (parts: SurveyParts): Responder<'directory.units'> =>
  async ({ parent, cursor, limit, ...draft }, signal) => {
    const survey = findSurvey(draft, parts);
    if (!survey.ok) return survey;
    const units = await survey.value.units(parent, signal);
    if (!units.ok) return units;
    const end = cursor + limit;
    return succeed({ items: units.value.slice(cursor, end), next: end < units.value.length ? end : null });
  };
