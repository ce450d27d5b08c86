/** What the lab command says to a person. */
import { relative, resolve } from 'node:path';
import type { LabFacts } from './lab-facts.ts';
import { defaultLabDir } from './lab-files.ts';
import type { LabState } from './start-lab.ts';
import { describePeople } from './tenant/state/seed-people.ts';

/** `before` is undefined when the lab begins again: then it does not matter what was up. */
export function describeUp(facts: LabFacts, before: LabState | undefined, durationMs: number): string {
  const wasUp = before?.directory === 'running' && before.tenant === 'running';
  const sentence = wasUp ? 'The lab was up already.' : `The lab is up (${(durationMs / 1000).toFixed(1)} seconds).`;
  return `${sentence}\n\n${describeFacts(facts)}`;
}

export function describeDown(wasRunning: boolean, dir: string): string {
  const sentence = wasRunning ? 'The lab is down.' : 'The lab was not running.';
  return `${sentence} Its data stay in ${shorten(dir)}.\n`;
}

export function describeState({ directory, tenant, facts }: LabState, dir: string): string {
  const isRunning = directory === 'running' && tenant === 'running';
  if (isRunning && facts !== undefined) return `The lab is up.\n\n${describeFacts(facts)}`;
  if (directory === 'stopped' && tenant === 'stopped') {
    return `The lab in ${shorten(dir)} is down. Start it: npm run lab -- up${dirOption(dir)}\n`;
  }
  return `${alignRows([
    ['Directory', directory],
    ['Tenant', tenant],
  ])}\nThe lab in ${shorten(dir)} is only half up. Mend it: npm run lab -- up${dirOption(dir)}\n`;
}

function describeFacts(facts: LabFacts): string {
  const { directory, tenant } = facts;
  const authorityPath = shorten(facts.authorityCertificatePath);
  const table = alignRows([
    ['Directory', `${directory.domainName}, seed ${directory.seed}, process ${directory.pid}`],
    ['  controller', `${directory.host}, LDAPS at ${facts.address}:${directory.port}`],
    ...optionalParts(facts),
    ['  agent binds as', directory.serviceAccount.userPrincipalName],
    ['  password', shorten(directory.serviceAccount.passwordPath)],
    ['  administrator', directory.administrator.userPrincipalName],
    ['  password', shorten(directory.administrator.passwordPath)],
    ['Tenant', `${tenant.graphUrl}, process ${tenant.pid}`],
    ['  people sign in', `${tenant.authorityUrl}/organizations, client ${tenant.setUpClientId}, no password`],
    ...describePeople().map(([name, role], index) => [index === 0 ? '  as' : '', `${name} (${role})`] as const),
    ['Authority', `${authorityPath} (signed both certificates)`],
    ['Everything', shorten(`${facts.dir}/lab.json`)],
  ]);
  return `${table}
Look into the directory:
  LDAPTLS_CACERT=${authorityPath} ldapsearch -x -LLL -H ldaps://${facts.address} \\
    -D ${directory.serviceAccount.userPrincipalName} -y ${shorten(directory.serviceAccount.passwordPath)} \\
    -b OU=Contoso,${directory.baseDn} '(objectClass=person)' displayName mail
Change the directory, by what stands in a file as LDIF:
  LDAPTLS_CACERT=${authorityPath} ldapmodify -x -H ldaps://${facts.address} \\
    -D ${directory.administrator.userPrincipalName} -y ${shorten(directory.administrator.passwordPath)} -f changes.ldif
Look into the tenant:
  curl --cacert ${authorityPath} ${tenant.graphUrl}/     (or open it in a browser on this machine)
Let the tenant fail, and in which ways it can:
  npm run lab -- faults bad day${dirOption(facts.dir)}     (and: faults, faults none)
Stop both:
  npm run lab -- down${dirOption(facts.dir)}
`;
}

function optionalParts({ address, directory, secondForest }: LabFacts): readonly (readonly [string, string])[] {
  const { strictPort, secondController: second, readOnlyController: readOnly } = directory;
  return [
    ...(strictPort === undefined ? [] : [['  strict proxy', `LDAPS at ${address}:${strictPort}`] as const]),
    ...(second === undefined
      ? []
      : [['  second one', `${second.host}, LDAPS at ${second.address}:${second.port}`] as const]),
    ...(readOnly === undefined
      ? []
      : [['  read-only one', `${readOnly.host}, LDAPS at ${readOnly.address}:${readOnly.port}`] as const]),
    ...(secondForest === undefined
      ? []
      : [['  second forest', `${secondForest.host}, LDAPS at ${secondForest.address}:${secondForest.port}`] as const]),
  ];
}

function alignRows(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.map(([name, value]) => `  ${name.padEnd(width)}${value}\n`).join('');
}

function dirOption(dir: string): string {
  return resolve(dir) === defaultLabDir ? '' : ` --dir ${shorten(dir)}`;
}

/** As seen from where the person is, if that is shorter. */
function shorten(path: string): string {
  const fromHere = relative('.', path);
  return fromHere.length < path.length ? fromHere : path;
}
