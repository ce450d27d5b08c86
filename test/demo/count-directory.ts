/** Counts what there is to synchronise at the controller itself, with the lab's own eyes. */
import { withDirectory } from '../lab/directory/directory-connection.ts';
import type { LabFacts } from '../lab/lab-facts.ts';
import { seedOfLab } from '../lab/seed-of-lab.ts';

/** Users below the lab's own unit but for those that the default rules exclude, and groups. */
export async function countDirectory(lab: LabFacts): Promise<{ readonly users: number; readonly groups: number }> {
  const excluded = new Set([
    ...seedOfLab(lab).excludedUsers.map((user) => user.sAMAccountName),
    lab.directory.serviceAccount.userPrincipalName.split('@')[0],
  ]);
  return await withDirectory(lab, lab.directory.administrator, async (client) => {
    const find = (filter: string) =>
      client.search(`OU=Contoso,${lab.directory.baseDn}`, { filter, attributes: ['sAMAccountName'], paged: true });
    const users = await find('(&(objectClass=user)(!(objectClass=computer)))');
    const groups = await find('(objectClass=group)');
    return {
      users: users.searchEntries.filter((entry) => !excluded.has(String(entry.sAMAccountName))).length,
      groups: groups.searchEntries.length,
    };
  });
}
