/** directory.verify: signs in to a domain and tells what is there and what the account may do. */
import { findSurvey, type SurveyParts } from '../find-survey.ts';
import type { Responder } from '../responder.ts';

export const verifyDirectory =
  (parts: SurveyParts): Responder<'directory.verify'> =>
  async (draft, signal) => {
    const survey = findSurvey(draft, parts);
    return survey.ok ? survey.value.verify(signal) : survey;
  };
