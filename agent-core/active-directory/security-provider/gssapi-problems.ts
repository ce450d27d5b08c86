/** The one table from what Kerberos refuses to the problems a person reads. */
import { type Problem, problem } from '../../contract/problem.ts';
import type { ProblemCode } from '../../contract/problem-catalogue.ts';

/** Where the numbers of MIT krb5's error table begin (krb5_err.et); a KDC's own numbers (RFC 4120, 7.5.9) count from here. */
const tableBase = -1765328384;

const codes: Readonly<Record<number, ProblemCode>> = {
  /** KDC_ERR_NAME_EXP */
  1: 'directory.account-refused',
  /** KDC_ERR_C_PRINCIPAL_UNKNOWN */
  6: 'directory.wrong-credentials',
  /** KDC_ERR_S_PRINCIPAL_UNKNOWN */
  7: 'directory.unknown-service',
  /** KDC_ERR_POLICY */
  12: 'directory.account-refused',
  /** KDC_ERR_CLIENT_REVOKED: disabled, locked, expired or outside its hours */
  18: 'directory.account-refused',
  /** KDC_ERR_KEY_EXPIRED */
  23: 'directory.account-refused',
  /** KDC_ERR_PREAUTH_FAILED */
  24: 'directory.wrong-credentials',
  /** KRB_AP_ERR_BAD_INTEGRITY: the answer cannot be read with this password */
  31: 'directory.wrong-credentials',
  /** KRB_AP_ERR_TKT_NYV */
  33: 'directory.clock-skew',
  /** KRB_AP_ERR_SKEW */
  37: 'directory.clock-skew',
};

/** @param minor of the library, signed  @param detail what the library says, and the controller */
export function problemOfKerberos(minor: number, detail: string): Problem {
  return problem(codes[minor - tableBase] ?? 'directory.no-ticket', detail);
}
