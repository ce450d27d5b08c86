/**
 * A command line for an administrator of a domain that works wherever it is pasted: it says itself how the domain is reached, so that neither
 * settings nor an answer file are needed, and it reads the same in cmd, PowerShell and a shell of Linux. Brings no schema along.
 */

interface ReachedDomain {
  readonly name: string;
  readonly account: string;
  readonly controllers:
    | { readonly kind: 'automatic' }
    | { readonly kind: 'chosen'; readonly hosts: readonly ReachedController[] };
  readonly security?: string | undefined;
  readonly certificateAuthorities?: string | null | undefined;
}

interface ReachedController {
  readonly host: string;
  readonly address?: string | null | undefined;
  readonly port?: number | null | undefined;
}

/** @param options of the command, each with its value; ACCOUNT and FILE are for the person to fill in */
export function administrationLine(
  command: string,
  { name, account, controllers, security = 'ldaps', certificateAuthorities = null }: ReachedDomain,
  options: readonly string[] = [],
): string {
  const hosts = controllers.kind === 'chosen' ? ['--controllers', controllers.hosts.map(controllerWord).join(',')] : [];
  const authority = certificateAuthorities === null ? [] : ['--certificate-authority-file', 'FILE'];
  const reached = ['--domain', name, ...hosts, '--security', security, ...authority];
  const words = [...reached, '--account', nameWithin(account), ...options, '--administrator', 'ACCOUNT'];
  return ['bridgehead', command, ...words.map(quoted)].join(' ');
}

const controllerWord = ({ host, port = null, address = null }: ReachedController): string =>
  `${host}${port === null ? '' : `:${port}`}${address === null ? '' : `=${address}`}`;

/** A shell would take the end of NAME$@DOMAIN, and the backslash of DOMAIN\NAME, for something of its own; the domain is named anyway. */
const nameWithin = (account: string): string => account.replace(/^[^\\]*\\/, '').replace(/\$@.*$/, '$$');

/** PowerShell takes a comma for a list of words. */
const quoted = (word: string): string => (/[\s,]/.test(word) ? `"${word}"` : word);
