/** Tries which of the two rights modes the account can be used in (rule R19), instead of guessing from its groups. */
import { type Client, ResultCodeError } from 'ldapts';
import type { DirectoryVerification } from '../../contract/directory-requests.ts';
import { DirSyncControl, objectSecurity } from '../changes/dirsync-control.ts';

export async function tryRightsModes(
  client: Client,
  baseDn: string,
): Promise<DirectoryVerification['rightsModeWorks']> {
  return {
    domain: await mayReadChanges(client, baseDn, 0),
    units: await mayReadChanges(client, baseDn, objectSecurity),
  };
}

/** Asks for the changes of nobody: the answer is empty, and says whether it may be asked. */
async function mayReadChanges(client: Client, baseDn: string, flags: number): Promise<boolean> {
  const nobody = { scope: 'sub', filter: '(&(objectClass=user)(name=\\00nobody))', attributes: ['name'] } as const;
  try {
    await client.search(baseDn, { ...nobody, attributes: [...nobody.attributes] }, [new DirSyncControl(flags)]);
    return true;
  } catch (error) {
    // The server's no is the answer; a connection that broke is not.
    if (error instanceof ResultCodeError) return false;
    throw error;
  }
}
