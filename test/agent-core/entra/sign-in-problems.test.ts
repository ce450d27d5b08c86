import { expect, test } from 'vitest';
import { problemOfSignInReply } from '../../../agent-core/entra/sign-in-problems.ts';

const where = 'https://login.contoso.test';

test.each([
  [90002, 'tenant.unknown-tenant'],
  [900023, 'tenant.unknown-tenant'],
  [500011, 'tenant.unknown-graph'],
  [700016, 'tenant.unknown-application'],
  [7000112, 'tenant.unknown-application'],
  [700027, 'tenant.certificate-refused'],
  [700024, 'tenant.certificate-refused'],
  [7000215, 'tenant.certificate-refused'],
  [7000222, 'tenant.certificate-refused'],
  [50034, 'tenant.sign-in-failed'],
])('AADSTS%i is %s, and the number is told', (number, code) => {
  const body = { error: 'invalid_client', error_description: `AADSTS${number}: correct horse`, error_codes: [number] };
  const found = problemOfSignInReply(body, where);
  expect(found).toMatchObject({ code, detail: `${where}: AADSTS${number}` });
});

test.each([{}, null, 'text', { error_codes: [] }, { error_codes: ['700027'] }])(
  'an error such as %j has no number',
  (body) => {
    expect(problemOfSignInReply(body, where)).toMatchObject({
      code: 'tenant.sign-in-failed',
      detail: `${where}: an error without a number`,
    });
  },
);
