/** What there is to know about a running lab. Written to `lab.json` for whoever uses it; holds paths of secrets, never a secret. */
import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { LabProblem } from './lab-problem.ts';
import { readFileIfExists } from './read-file-if-exists.ts';
import { seed } from './tenant/seed.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

const accountSchema = z.strictObject({
  userPrincipalName: z.string(),
  /** A file that holds the password and nothing else, readable by its owner alone. */
  passwordPath: z.string(),
});
export type LabAccount = z.infer<typeof accountSchema>;

const otherControllerSchema = z.strictObject({
  /** At LDAPS as the first one, at an address of its own. */
  address: z.string(),
  host: z.string(),
  port: z.int(),
  pid: z.int(),
  logPath: z.string(),
});

const secondForestSchema = z.strictObject({
  address: z.string(),
  domainName: z.string(),
  baseDn: z.string(),
  host: z.string(),
  port: z.int(),
  serviceAccount: accountSchema,
  administrator: accountSchema,
  pid: z.int(),
  logPath: z.string(),
});

const labFactsSchema = z.strictObject({
  dir: z.string(),
  /** The loopback address at which everything in the lab listens. */
  address: z.string(),
  /** PEM file of the authority that issued the certificates of the controller and of the tenant. */
  authorityCertificatePath: z.string(),
  directory: z.strictObject({
    domainName: z.string(),
    baseDn: z.string(),
    /** What the directory began with: `small`, `default`, or a number of people. */
    seed: z.string().default('small'),
    /** Whether the forest has the schema of Exchange. */
    hasExchange: z.boolean().default(false),
    /** The controller's name, for which its certificate was issued. It does not resolve: connect to `address`. */
    host: z.string(),
    /** LDAPS. */
    port: z.int(),
    /** LDAPS through the strict proxy, when the lab has one. */
    strictPort: z.int().optional(),
    /** The socket at which the strict proxy takes commands. */
    strictDoorPath: z.string().optional(),
    /** Another controller of the same domain, when the lab has one. */
    secondController: otherControllerSchema.optional(),
    /** A read-only controller of the same domain, when the lab has one. */
    readOnlyController: otherControllerSchema.optional(),
    /** What the agent binds as: an ordinary user of the domain. */
    serviceAccount: accountSchema,
    administrator: accountSchema,
    pid: z.int(),
    logPath: z.string(),
  }),
  /** Another forest, when the lab has one. */
  secondForest: secondForestSchema.optional(),
  tenant: z.strictObject({
    tenantId: z.guid(),
    /** The application that the agent signs in as; its certificate is registered through the tenant's lab door. */
    clientId: z.guid(),
    /** The public client with which a person signs in to register an application. */
    setUpClientId: z.guid().default(seed.setUpClient.appId),
    port: z.int(),
    /** Where to sign in, without the tenant's id. */
    authorityUrl: z.url(),
    graphUrl: z.url(),
    pid: z.int(),
    logPath: z.string(),
    /** A file that holds the key of the lab door, through which tests arrange and read the tenant. */
    labKeyPath: z.string(),
  }),
});
export type LabFacts = Readonly<z.infer<typeof labFactsSchema>>;

export async function readLabFacts(path: string): Promise<LabFacts | undefined> {
  const content = await readFileIfExists(path);
  if (content === undefined) return undefined;
  try {
    return labFactsSchema.parse(JSON.parse(content));
  } catch (cause) {
    throw new LabProblem(`${path} does not describe a lab.`, 'Delete the file and start the lab again.', { cause });
  }
}

export async function writeLabFacts(path: string, facts: LabFacts): Promise<void> {
  await writeFileAtomically(path, `${JSON.stringify(facts, null, 2)}\n`);
}

export async function forgetLabFacts(path: string): Promise<void> {
  await rm(path, { force: true });
}
