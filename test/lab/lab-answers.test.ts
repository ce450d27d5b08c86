/** Whoever sets up an agent with the lab's answers, as README says, looks at the plan before anybody is created. */
import { expect, test } from 'vitest';
import { labAnswers } from './lab-answers.ts';

const id = '6f0c0b9e-3a41-4d57-9c1e-2b8f5d7a6e10';
const url = 'https://127.0.0.5:8443';
const account = { userPrincipalName: 'svc-bridgehead@contoso.test', passwordPath: '/lab/password' };

test('an agent that is set up with the answers of the lab begins paused', () => {
  const answers = labAnswers({
    dir: '/lab',
    address: '127.0.0.5',
    authorityCertificatePath: '/lab/ca.pem',
    directory: {
      ...{ domainName: 'contoso.test', baseDn: 'DC=contoso,DC=test', seed: 'small', hasExchange: false, pid: 1 },
      ...{ host: 'dc1.contoso.test', port: 636, logPath: '/lab/log', serviceAccount: account, administrator: account },
    },
    tenant: {
      ...{ tenantId: id, clientId: id, setUpClientId: id, port: 8443, pid: 2 },
      ...{ authorityUrl: url, graphUrl: url, logPath: '/lab/log', labKeyPath: '/lab/key' },
    },
  });
  expect(answers.schedule).toEqual({ isPaused: true });
});
