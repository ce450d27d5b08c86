/** Where the directory's contract is tested: the lab's controller, straight and through its strict proxy, or a real domain. */
import { z } from 'zod';
import type { DirectoryAddress } from '../../lab/directory/directory-connection.ts';
import type { LdapsearchPlace } from '../../lab/directory/testing/ldapsearch.ts';
import type { LabAccount, LabFacts } from '../../lab/lab-facts.ts';

export type DirectoryPlace = DirectoryAddress &
  LdapsearchPlace & {
    readonly domainName: string;
    /** May make and delete below `parentDn`, and read the domain's changes (Get-Changes). */
    readonly account: LabAccount;
    /** A unit of its own is made below it, and deleted with everything in it. */
    readonly parentDn: string;
    /** The names of everything that is made begin with it. */
    readonly prefix: string;
  };

/** What a person says about the real domain. Paths are relative to the answer file. */
export const realDomainSchema = z.strictObject({
  /** The controller by the name in its certificate. */
  host: z.string().min(1),
  /** Connect here instead of to what `host` resolves to. */
  address: z.string().min(1).optional(),
  port: z.int().min(1).max(65_535).default(636),
  certificateAuthorityFile: z.string().min(1),
  /** userPrincipalName */
  account: z.string().includes('@'),
  /** Holds the password and nothing else, not even the end of a line. */
  passwordFile: z.string().min(1),
  parentUnit: z.string().includes('DC='),
  /** Makes sAMAccountNames, which are short. */
  namePrefix: z.string().regex(/^[a-z][a-z0-9]{2,5}-$/, 'must be 3 to 6 small letters and digits, and a dash'),
});

export function labPlace(lab: LabFacts): DirectoryPlace {
  return {
    address: lab.address,
    authorityCertificatePath: lab.authorityCertificatePath,
    directory: lab.directory,
    domainName: lab.directory.domainName,
    account: lab.directory.administrator,
    parentDn: `OU=Contoso,${lab.directory.baseDn}`,
    prefix: 'lab-',
  };
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Undefined when the lab is asked. */
    realDomain: DirectoryPlace | undefined;
  }
}
