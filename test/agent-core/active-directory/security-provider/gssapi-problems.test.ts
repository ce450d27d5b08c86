import { expect, test } from 'vitest';
import { problemOfKerberos } from '../../../../agent-core/active-directory/security-provider/gssapi-problems.ts';

/** The numbers of MIT krb5's krb5_err.h. */
test.each([
  ['KRB5KDC_ERR_C_PRINCIPAL_UNKNOWN', -1765328378, 'directory.wrong-credentials'],
  ['KRB5KDC_ERR_PREAUTH_FAILED', -1765328360, 'directory.wrong-credentials'],
  ['KRB5KDC_ERR_CLIENT_REVOKED', -1765328366, 'directory.account-refused'],
  ['KRB5KDC_ERR_KEY_EXP', -1765328361, 'directory.account-refused'],
  ['KRB5KDC_ERR_S_PRINCIPAL_UNKNOWN', -1765328377, 'directory.unknown-service'],
  ['KRB5KRB_AP_ERR_SKEW', -1765328347, 'directory.clock-skew'],
  ['KRB5_KDC_UNREACH', -1765328228, 'directory.no-ticket'],
  ['KRB5_KT_NOTFOUND', -1765328203, 'directory.no-ticket'],
  ['no number at all', 0, 'directory.no-ticket'],
])('%s', (_name, minor, code) => {
  expect(problemOfKerberos(minor, 'dc1.contoso.test: reason')).toMatchObject({
    code,
    detail: 'dc1.contoso.test: reason',
  });
});
