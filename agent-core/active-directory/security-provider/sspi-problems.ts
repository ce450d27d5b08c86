/** The one table from what Windows' Kerberos refuses to the problems a person reads ([MS-ERREF] 2.1). */
import { type Problem, problem } from '../../contract/problem.ts';
import type { ProblemCode } from '../../contract/problem-catalogue.ts';

const codes: Readonly<Record<string, ProblemCode>> = {
  /** SEC_E_TARGET_UNKNOWN */
  '80090303': 'directory.unknown-service',
  /** SEC_E_SECPKG_NOT_FOUND */
  '80090305': 'directory.no-kerberos',
  /** SEC_E_LOGON_DENIED */
  '8009030c': 'directory.wrong-credentials',
  /** SEC_E_UNKNOWN_CREDENTIALS */
  '8009030d': 'directory.wrong-credentials',
  /** SEC_E_WRONG_PRINCIPAL */
  '80090322': 'directory.unknown-service',
  /** SEC_E_TIME_SKEW */
  '80090324': 'directory.clock-skew',
  /** SEC_E_BAD_BINDINGS */
  '80090346': 'directory.channel-binding',
};

/** @param status of the call, signed  @param where the controller */
export function problemOfSspi(status: number, where: string): Problem {
  const hex = (status >>> 0).toString(16).padStart(8, '0');
  return problem(codes[hex] ?? 'directory.no-ticket', `${where}: SSPI 0x${hex}`);
}
