import {
  BusyError,
  ConfidentialityRequiredError,
  InsufficientAccessError,
  InvalidCredentialsError,
  NoSuchObjectError,
  SizeLimitExceededError,
  StrongAuthRequiredError,
} from 'ldapts';
import { describe, expect, test } from 'vitest';
import { problemOfLdapError, problemOfSocketError } from '../../../agent-core/active-directory/ldap-problems.ts';

const where = 'dc1.contoso.com:636';
const problemOf = (error: unknown) => problemOfLdapError(error, where);
const refused = (data: string) =>
  new InvalidCredentialsError(
    `80090308: LdapErr: DSID-0C090446, comment: AcceptSecurityContext error, data ${data}, v4563`,
  );

describe('a sign-in that the directory refuses', () => {
  test.each([
    ['525', 'directory.unknown-account'],
    ['532', 'directory.password-expired'],
    ['533', 'directory.account-disabled'],
    ['701', 'directory.account-expired'],
    ['773', 'directory.password-change-required'],
    ['775', 'directory.account-locked'],
    ['52e', 'directory.wrong-credentials'],
    // SEC_E_BAD_BINDINGS
    ['80090346', 'directory.channel-binding'],
    ['9999', 'directory.wrong-credentials'],
  ])('with data %s is a problem of its own: %s', (data, code) => {
    expect(problemOf(refused(data))).toMatchObject({ code, detail: where });
  });

  test.each([
    ['530', 'not allowed at this time'],
    ['531', 'not allowed from this computer'],
    ['568', 'too many groups'],
  ])('with data %s says why: %s', (data, reason) => {
    const found = problemOf(refused(data));
    expect(found.code).toBe('directory.account-refused');
    expect(found.detail).toContain(`${where}: `);
    expect(found.detail).toContain(reason);
  });

  test.each([new InvalidCredentialsError(), new InvalidCredentialsError('data')])(
    'without a reason says that name or password are wrong',
    (error) => {
      expect(problemOf(error)).toMatchObject({ code: 'directory.wrong-credentials', detail: where });
    },
  );
});

test.each([
  [new InsufficientAccessError(), 'directory.access-denied', where],
  [new NoSuchObjectError(), 'directory.not-found', where],
  [new StrongAuthRequiredError(), 'directory.signing-required', where],
  [new ConfidentialityRequiredError(), 'directory.signing-required', where],
  [new BusyError(), 'directory.unexpected-answer', `${where}: LDAP result 51 (BusyError)`],
  [new SizeLimitExceededError(), 'directory.unexpected-answer', `${where}: LDAP result 4 (SizeLimitExceededError)`],
  [
    new Error('Connection closed\nwith a bind request that holds a password'),
    'directory.no-answer',
    `${where}: Connection closed`,
  ],
  ['nonsense', 'directory.no-answer', `${where}: nonsense`],
])('%s becomes %s', (error, code, detail) => {
  expect(problemOf(error)).toMatchObject({ code, detail });
});

describe('a connection that does not come about', () => {
  const socketError = (code: string) => Object.assign(new Error('connect'), { code });

  test('is an unreachable controller, named by the code of the system', () => {
    expect(problemOfSocketError(socketError('ECONNREFUSED'), false, where)).toMatchObject({
      code: 'directory.unreachable',
      detail: `${where}: ECONNREFUSED`,
    });
  });

  test('because of its certificate says so', () => {
    const found = problemOfSocketError(socketError('CERT_HAS_EXPIRED'), true, where);
    expect(found).toMatchObject({ code: 'directory.untrusted-certificate', detail: `${where}: CERT_HAS_EXPIRED` });
  });
});
