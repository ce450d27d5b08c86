/** A KDS root key, by which controllers make the passwords of managed accounts: Windows makes one when it is told to, the lab's Samba has no such command. */
import { randomBytes, randomUUID } from 'node:crypto';
import { AlreadyExistsError, Attribute, type Client } from 'ldapts';
import type { LabFacts } from '../lab-facts.ts';
import { withDirectory } from './directory-connection.ts';

const fileTimeOf = (ms: number) => String((BigInt(ms) + 11_644_473_600_000n) * 10_000n);
/** SHA512, as the parameter of the function that derives keys ([MS-GKDI] 2.2.1). */
const hashName = Buffer.from('00000000010000000e000000000000005300480041003500310032000000', 'hex');

/** @param effectiveAtMs since when it is in effect. @returns takes it away */
export async function addRootKey(lab: LabFacts, effectiveAtMs: number): Promise<() => Promise<void>> {
  const { baseDn, administrator } = lab.directory;
  const service = `CN=Group Key Distribution Service,CN=Services,CN=Configuration,${baseDn}`;
  const id = randomUUID();
  const dn = `CN=${id},CN=Master Root Keys,${service}`;
  await withDirectory(lab, administrator, async (client) => {
    await addContainer(client, service);
    await addContainer(client, `CN=Master Root Keys,${service}`);
    await add(client, dn, {
      objectClass: 'msKds-ProvRootKey',
      'msKds-CreateTime': fileTimeOf(effectiveAtMs),
      'msKds-UseStartTime': fileTimeOf(effectiveAtMs),
      'msKds-RootKeyData': randomBytes(64),
      'msKds-PrivateKeyLength': '512',
      'msKds-PublicKeyLength': '2048',
      'msKds-SecretAgreementAlgorithmID': 'DH',
      'msKds-KDFAlgorithmID': 'SP800_108_CTR_HMAC',
      'msKds-KDFParam': hashName,
      'msKds-DomainID': `CN=DC1,OU=Domain Controllers,${baseDn}`,
      'msKds-Version': '1',
    });
  });
  return async () => await withDirectory(lab, administrator, async (client) => await client.del(dn));
}

async function addContainer(client: Client, dn: string): Promise<void> {
  await add(client, dn, { objectClass: 'container' }).catch((error: unknown) => {
    if (!(error instanceof AlreadyExistsError)) throw error;
  });
}

async function add(client: Client, dn: string, values: Readonly<Record<string, string | Buffer>>): Promise<void> {
  const attributes = Object.entries(values).map(
    ([type, value]) => new Attribute({ type, values: [Buffer.from(value)] }),
  );
  await client.add(dn, attributes);
}
