/** The tenant before anybody has touched it: values that tests, the demo and a person at the lab page all know. */
export const seed = {
  tenantId: '6f0c0b9e-3a41-4d57-9c1e-2b8f5d7a6e10',
  displayName: 'Contoso',
  createdDateTime: '2026-01-05T08:00:00Z',
  defaultDomain: 'contoso.test',
  initialDomain: 'contoso.onmicrosoft.com',
  administrator: {
    id: 'a1d6c0de-7b52-4f0a-8e3d-91c4b7f02d35',
    userPrincipalName: 'admin@contoso.onmicrosoft.com',
    displayName: 'Contoso Administrator',
    mailNickname: 'admin',
  },
  application: {
    appId: 'b71d9eed-58c3-4e2f-a6b0-4c9f13d2e871',
    objectId: '0b7ec7a9-2f64-4a8b-b5d1-6e30c98f4a12',
    servicePrincipalId: '5e41ce9a-c0d7-4b36-9f28-d7a15b603e94',
    displayName: 'Bridgehead',
    roles: [
      'User.ReadWrite.All',
      'Group.ReadWrite.All',
      'OrgContact.Read.All',
      'Organization.Read.All',
      'Domain.Read.All',
    ],
  },
} as const;
