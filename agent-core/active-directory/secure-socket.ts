/** Opens a TLS connection to a domain controller and makes sure that it is the one it claims to be, before anything is sent. */
import { connect, type TLSSocket } from 'node:tls';
import { errorCodeOf } from '../contract/error-code.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { ControllerSettings, DomainSettings } from '../contract/settings.ts';
import { problemOfSocketError } from './ldap-problems.ts';

/** Certificate authorities that this machine trusts anyway, as PEM. */
export interface Trust {
  readonly authorities: readonly string[];
}

const connectTimeoutMs = 10_000;

/** The caller destroys the socket. Problems: directory.unreachable, directory.untrusted-certificate, run.cancelled. */
export function openSecureSocket(
  { host, address, port }: ControllerSettings,
  certificateAuthorities: DomainSettings['certificateAuthorities'],
  trusted: Trust,
  signal: AbortSignal,
): Promise<Result<TLSSocket>> {
  const where = `${host}:${port}`;
  return new Promise((settle) => {
    const socket = connect({
      host: address ?? host,
      port,
      servername: host,
      ca: [...trusted.authorities, ...(certificateAuthorities === null ? [] : [certificateAuthorities])],
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
    });
    const finish = (result: Result<TLSSocket>) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      socket.removeAllListeners();
      if (!result.ok) {
        // A socket that is being torn down may still report an error; nobody is interested any more.
        socket.on('error', () => undefined);
        socket.destroy();
      }
      settle(result);
    };
    const cancel = () => finish(fail(problem('run.cancelled', `while connecting to ${where}`)));
    const timer = setTimeout(
      () =>
        finish(fail(problem('directory.unreachable', `${where}: no answer for ${connectTimeoutMs / 1000} seconds`))),
      connectTimeoutMs,
    );
    signal.addEventListener('abort', cancel, { once: true });
    socket.once('secureConnect', () => finish(succeed(socket)));
    socket.once('error', (error) => {
      const isCertificateRefused = socket.authorizationError !== undefined && socket.authorizationError !== null;
      finish(
        fail(
          problemOfSocketError(
            error,
            isCertificateRefused || errorCodeOf(error) === 'ERR_TLS_CERT_ALTNAME_INVALID',
            where,
          ),
        ),
      );
    });
    socket.once('close', () => finish(fail(problem('directory.unreachable', `${where}: the connection was closed`))));
    if (signal.aborted) cancel();
  });
}
