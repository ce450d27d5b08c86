/**
 * Integrated sign-in as a domain has it: tokens go to and fro until both sides know each other, and from then on either side can
 * seal what it says. What makes the tokens, GSSAPI or another library, is decided behind this port; what carries them is not its business.
 *
 *     begin ──> step(null) ──> 'more' ──> step(token of the server) ──> 'more' ──> ...
 *                                                 │
 *                                               'done' ──> wrap, unwrap ──> release
 */
import type { Result } from '../../contract/result.ts';
import type { Secret } from '../../contract/secret.ts';

export interface SecurityProvider {
  /** Contacts nothing by itself. The caller releases the context, whatever becomes of it. */
  begin(signIn: SignIn): SecurityContext;
}

export interface SignIn {
  readonly identity: Identity;
  /** DNS name of the domain whose controller is meant, and whose accounts can be known to it. */
  readonly domainName: string;
  readonly controller: { readonly host: string; readonly address: string | null };
  /** Binds the sign-in to the TLS connection that carries it, so that it is worth nothing on another (RFC 5056). */
  readonly channelBindings: Buffer | null;
  /** Whether what is said later will be sealed. */
  readonly isSealing: boolean;
  /** With a third step, as remote procedure calls have it ([MS-KILE] 3.4.5.1); a directory is spoken to without. */
  readonly isDceStyle?: boolean;
}

/** Who signs in. */
export type Identity =
  | { readonly kind: 'password'; readonly account: string; readonly password: Secret }
  /** The account that this process runs as; elsewhere than on Windows the one whose keys the system keeps for the process. */
  | { readonly kind: 'own' }
  /** Keys in a file instead of a password; the first account in it. */
  | { readonly kind: 'keytab'; readonly path: string };

export type SecurityStep =
  | { readonly kind: 'more'; readonly token: Buffer }
  /** The last token may be empty; it is sent all the same. */
  | { readonly kind: 'done'; readonly token: Buffer };

export interface SecurityContext {
  /**
   * Asks a controller for a ticket, which takes a while.
   * Problems: directory.no-ticket, directory.wrong-credentials, directory.account-refused, directory.clock-skew,
   * directory.unknown-service, directory.no-kerberos.
   */
  step(token: Buffer | null): Promise<Result<SecurityStep>>;
  /** Once done. Throws when sealing was asked for and not had. */
  wrap(data: Buffer, isSealed: boolean): Buffer;
  /** Once done. Throws when the bytes were changed on the way, came twice, or were to be sealed and are not. */
  unwrap(token: Buffer, isSealed: boolean): Buffer;
  release(): void;
}
