import { AuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import { expect, test } from 'vitest';
import {
  CodeRefused,
  GivenUp,
  NoBrowser,
  NoConnection,
  problemOfSignIn,
  TooLate,
} from '../../../electron/sign-in/sign-in-problems.ts';

const serverError = (number: string) =>
  new ServerError('invalid_grant', 'correlation', `AADSTS${number}: secret words`, '', number);

test.each([
  ['sign-in.cancelled', new GivenUp()],
  ['sign-in.too-late', new TooLate()],
  ['sign-in.no-browser', new NoBrowser(new Error('xdg-open'))],
  ['sign-in.unreachable', new NoConnection(new Error('ERR_CONNECTION_REFUSED'))],
  ['sign-in.unreachable', new AuthError('endpoints_resolution_error', 'correlation')],
  ['sign-in.cancelled', new ServerError('access_denied', 'correlation')],
  ['sign-in.consent-required', serverError('65001')],
  ['sign-in.client-unknown', serverError('700016')],
  ['sign-in.client-unknown', new CodeRefused('7000218')],
  ['sign-in.failed', new CodeRefused('')],
  ['sign-in.not-a-member', serverError('50020')],
  ['sign-in.required', new InteractionRequiredAuthError('interaction_required', 'correlation')],
  ['sign-in.failed', serverError('90033')],
  ['sign-in.failed', new Error('anything else')],
] as const)('%s', (code, error) => {
  const { code: told, detail } = problemOfSignIn(error, 'login.contoso.com');
  expect(told).toBe(code);
  expect(detail).toContain('login.contoso.com');
  expect(detail).not.toContain('secret words');
});
