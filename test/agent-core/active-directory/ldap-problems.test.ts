import {
  BusyError,
  InsufficientAccessError,
  InvalidCredentialsError,
  NoSuchObjectError,
  SizeLimitExceededError,
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
    ['530', 'not allowed at this time'],
    ['531', 'not allowed from this computer'],
    ['532', 'password has expired'],
    ['533', 'account is disabled'],
    ['568', 'too many groups'],
    ['701', 'account has expired'],
    ['773', 'must be changed first'],
    ['775', 'account is locked'],
  ])('with data %s says why: %s', (data, reason) => {
    const found = problemOf(refused(data));
    expect(found.code).toBe('directory.account-refused');
    expect(found.detail).toContain(`${where}: `);
    expect(found.detail).toContain(reason);
  });

  test.each([refused('52e'), refused('525'), new InvalidCredentialsError(), new InvalidCredentialsError('data')])(
    'otherwise says that name or password are wrong, and nothing that helps to guess which',
    (error) => {
      expect(problemOf(error)).toMatchObject({ code: 'directory.wrong-credentials', detail: where });
    },
  );
});

test.each([
  [new InsufficientAccessError(), 'directory.access-denied', where],
  [new NoSuchObjectError(), 'directory.not-found', where],
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
  const error = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

  test('is an unreachable controller, named by the code of the system', () => {
    expect(problemOfSocketError(error, false, where)).toMatchObject({
      code: 'directory.unreachable',
      detail: `${where}: ECONNREFUSED`,
    });
  });

  test('because of its certificate says so', () => {
    const found = problemOfSocketError(Object.assign(error, { code: 'CERT_HAS_EXPIRED' }), true, where);
    expect(found).toMatchObject({ code: 'directory.untrusted-certificate', detail: `${where}: CERT_HAS_EXPIRED` });
  });
});
