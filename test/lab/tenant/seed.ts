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
  /** Who else can sign in: one for each answer a set-up may get. */
  people: {
    roleAdministrator: {
      id: 'c2f7b481-0d6e-4935-b1a8-7e53c09d4f62',
      userPrincipalName: 'role.admin@contoso.onmicrosoft.com',
      displayName: 'Ruth Albrecht',
      mailNickname: 'role.admin',
    },
    applicationAdministrator: {
      id: '3e9a15d7-c84b-4f20-96d3-b05f7a218ce4',
      userPrincipalName: 'application.admin@contoso.onmicrosoft.com',
      displayName: 'Arno Petersen',
      mailNickname: 'application.admin',
    },
    hybridAdministrator: {
      id: '58d40c2b-7f13-4a96-8be5-d9c61e30a7f8',
      userPrincipalName: 'hybrid.admin@contoso.onmicrosoft.com',
      displayName: 'Hanna Osei',
      mailNickname: 'hybrid.admin',
    },
    employee: {
      id: '907be6f1-25ac-4d08-a3f7-4c18e5d2b096',
      userPrincipalName: 'employee@contoso.onmicrosoft.com',
      displayName: 'Emil Novak',
      mailNickname: 'employee',
    },
    blockedEmployee: {
      id: 'e46f82a0-b3d9-4c57-81e2-06a7f94db13c',
      userPrincipalName: 'blocked.employee@contoso.onmicrosoft.com',
      displayName: 'Berit Lang',
      mailNickname: 'blocked.employee',
    },
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
      'RoleManagement.Read.Directory',
    ],
  },
  /** With this one a person signs in, in a browser or with a device code, to register an application. */
  setUpClient: {
    appId: 'd3f0a7c4-91be-4c52-8d76-20e5b84f1c93',
    objectId: '2c75e1d8-46fa-4b03-9e6c-a81d53f7b092',
    servicePrincipalId: '84b6f29e-5d10-4ea7-b3c8-0f92d7a61e45',
    displayName: 'Bridgehead set-up',
    roles: [],
  },
} as const;
