import { expect, test } from 'vitest';
import { administratorName } from './directory/controller-data.ts';
import { controllerFiles } from './directory/controller-files.ts';
import { contosoDomain } from './directory/domain.ts';
import { serviceAccountName } from './directory/service-account.ts';
import { usage } from './lab-command-line.ts';
import type { LabFacts } from './lab-facts.ts';
import { labFiles } from './lab-files.ts';
import { describeState } from './lab-report.ts';

const files = controllerFiles(labFiles('/lab').controllerDir);
const [administrator, serviceAccount] = [
  { userPrincipalName: administratorName(contosoDomain), passwordPath: files.administratorPasswordPath },
  { userPrincipalName: serviceAccountName(contosoDomain), passwordPath: files.serviceAccountPasswordPath },
];
const facts: LabFacts = {
  dir: '/lab',
  address: '127.0.0.5',
  authorityCertificatePath: '/lab/authority.pem',
  directory: {
    ...{ domainName: 'contoso.test', baseDn: 'DC=contoso,DC=test', seed: 'small', hasExchange: false },
    ...{ host: 'dc1.contoso.test', port: 636, pid: 1, logPath: '/lab/samba.log', administrator, serviceAccount },
  },
  tenant: {
    ...{ tenantId: 'tenant', clientId: 'client', setUpClientId: 'set-up', port: 443, pid: 2 },
    ...{
      authorityUrl: 'https://127.0.0.5',
      graphUrl: 'https://127.0.0.5',
      logPath: '/lab/log',
      labKeyPath: '/lab/key',
    },
  },
};

test.each([
  ['ldapsearch', 'agent binds as', serviceAccount],
  ['ldapmodify', 'administrator ', administrator],
])('status says how to use %s, as whom, and where the password is', (command, row, account) => {
  const { userPrincipalName, passwordPath } = account;
  const text = describeState({ directory: 'running', tenant: 'running', facts }, '/lab');
  expect(text).toMatch(new RegExp(`  ${row} *${userPrincipalName}\\n +password +${passwordPath}\\n`));
  expect(text).toMatch(new RegExp(`${command} -x .*\\n +-D ${userPrincipalName} -y ${passwordPath} `));
});

test('the usage names both accounts and the files of their passwords', () => {
  for (const { userPrincipalName, passwordPath } of [administrator, serviceAccount])
    expect(usage).toMatch(new RegExp(`^ {2}${userPrincipalName} .* ${passwordPath.replace('/lab', 'DIR')}$`, 'm'));
});
