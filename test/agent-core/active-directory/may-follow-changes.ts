/** An account of the lab's domain that may ask for its changes, besides the one of the agent, which has no extra right. */
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { Attribute } from 'ldapts';
import { securityIdentifierOf } from '../../../agent-core/active-directory/security-identifier.ts';
import { Secret } from '../../../agent-core/contract/secret.ts';
import { controllerFiles } from '../../lab/directory/controller-files.ts';
import { withDirectory } from '../../lab/directory/directory-connection.ts';
import { runSambaProgram } from '../../lab/directory/samba-program.ts';
import { sambaTool } from '../../lab/directory/testing/samba-tool.ts';
import type { LabFacts } from '../../lab/lab-facts.ts';

/** DS-Replication-Get-Changes ([MS-ADTS] 5.1.3.2.1). */
const getChanges = '1131f6aa-9c07-11d1-f79f-00c04fc2dcd2';
const normalAccountWithoutExpiry = '66048';

export async function mayFollowChanges(
  lab: LabFacts,
): Promise<{ readonly account: string; readonly password: Secret }> {
  const { baseDn, domainName, administrator } = lab.directory;
  const name = `changes-${randomUUID().slice(0, 8)}`;
  const password = `${randomUUID()}-Aa1`;
  const dn = `CN=${name},CN=Users,${baseDn}`;
  const attribute = (type: string, value: string | Buffer) =>
    new Attribute({ type, values: [Buffer.isBuffer(value) ? value : Buffer.from(value)] });
  const account = `${name}@${domainName}`;
  const sid = await withDirectory(lab, administrator, async (client) => {
    await client.add(dn, [
      attribute('objectClass', 'user'),
      attribute('sAMAccountName', name),
      attribute('userPrincipalName', account),
      attribute('adminDescription', 'User_ServiceAccount'),
      attribute('userAccountControl', normalAccountWithoutExpiry),
      attribute('unicodePwd', Buffer.from(`"${password}"`, 'utf16le')),
    ]);
    const options = { scope: 'base', attributes: ['objectSid'], explicitBufferAttributes: ['objectSid'] } as const;
    const { searchEntries } = await client.search(dn, {
      ...options,
      attributes: [...options.attributes],
      explicitBufferAttributes: [...options.explicitBufferAttributes],
    });
    const value = searchEntries[0]?.objectSid;
    const found = Buffer.isBuffer(value) ? securityIdentifierOf(value) : null;
    if (found === null) throw new Error(`${name} has no SID`);
    return found;
  });
  await letSeeDeleted(lab, sid);
  await sambaTool(
    lab,
    'dsacl',
    'set',
    `--objectdn=${baseDn}`,
    '--action=allow',
    `--sddl=(OA;;CR;${getChanges};;${sid})`,
  );
  return { account, password: new Secret(password) };
}

/**
 * Samba (4.17.12) shows in DirSync what the account may see otherwise, also of what is deleted, and lets only itself and administrators see
 * that. Windows shows it to whoever may ask for changes.
 */
async function letSeeDeleted(lab: LabFacts, sid: string): Promise<void> {
  const { databasePath } = controllerFiles(dirname(lab.directory.logPath));
  const accessList = `O:SYG:SYD:PAI(A;;RPWPCCDCLCRCWOWDSDSW;;;SY)(A;;RPLC;;;BA)(A;;RPLC;;;${sid})`;
  const ldif = `dn: CN=Deleted Objects,${lab.directory.baseDn}
changetype: modify
replace: nTSecurityDescriptor
nTSecurityDescriptor: ${accessList}
`;
  const args = ['--configfile=/dev/null', '--controls=show_deleted:1', '-H', databasePath];
  await runSambaProgram('ldbmodify', args, ldif);
}
