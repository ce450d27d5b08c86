/** The people of the lab's directory that a synchronisation takes: most ordinary, the others odd in one way each, as the comments say. */
import { berlin, dublin, madrid, stockholm, tokyo } from './offices.ts';
import { plainUser, withAttributes, withoutAttributes } from './plain-user.ts';
import { type SeedUser, topUnit } from './seed-user.ts';

export const seedUsers: readonly SeedUser[] = [
  plainUser(berlin, {
    sAMAccountName: 'anna.schmidt',
    givenName: 'Anna',
    sn: 'Schmidt',
    title: 'Engineer',
    department: 'Engineering',
    number: 101,
  }),
  // A comma in the distinguished name.
  {
    ...withAttributes(
      plainUser(berlin, {
        sAMAccountName: 'juergen.mueller',
        givenName: 'Jürgen',
        sn: 'Müller',
        title: 'Lead Engineer',
        department: 'Engineering',
        number: 102,
      }),
      { displayName: 'Müller, Jürgen' },
    ),
    commonName: 'Müller, Jürgen',
  },
  plainUser(berlin, {
    sAMAccountName: 'zofia.zolc',
    givenName: 'Zofia',
    sn: 'Żółć',
    title: 'Engineer',
    department: 'Engineering',
    number: 103,
  }),
  plainUser(berlin, {
    sAMAccountName: 'lena.fischer',
    givenName: 'Lena',
    sn: 'Fischer',
    title: 'Account Manager',
    department: 'Sales',
    number: 104,
  }),
  // Disabled.
  {
    ...plainUser(berlin, {
      sAMAccountName: 'tobias.weber',
      givenName: 'Tobias',
      sn: 'Weber',
      title: 'Account Manager',
      department: 'Sales',
      number: 105,
    }),
    isEnabled: false,
  },
  // An apostrophe in the name and in the mail address.
  withAttributes(
    plainUser(dublin, {
      sAMAccountName: 'sean.obrien',
      givenName: 'Seán',
      sn: "O'Brien",
      title: 'Controller',
      department: 'Finance',
      number: 201,
    }),
    { mail: "sean.o'brien@contoso.test" },
  ),
  plainUser(dublin, {
    sAMAccountName: 'aoife.murphy',
    givenName: 'Aoife',
    sn: 'Murphy',
    title: 'Accountant',
    department: 'Finance',
    number: 202,
  }),
  // Neither a userPrincipalName nor a mail address.
  withoutAttributes(
    plainUser(dublin, {
      sAMAccountName: 'niamh.kelly',
      givenName: 'Niamh',
      sn: 'Kelly',
      title: 'Support Agent',
      department: 'Support',
      number: 203,
    }),
    'userPrincipalName',
    'mail',
  ),
  // A userPrincipalName suffix that no tenant can verify, and a mail address that differs from the account's name.
  withAttributes(
    plainUser(dublin, {
      sAMAccountName: 'conor.walsh',
      givenName: 'Conor',
      sn: 'Walsh',
      title: 'Support Agent',
      department: 'Support',
      number: 204,
    }),
    { userPrincipalName: 'conor.walsh@contoso.local', mail: 'c.walsh@contoso.test' },
  ),
  // No displayName.
  withoutAttributes(
    plainUser(madrid, {
      sAMAccountName: 'maria.garcia',
      givenName: 'María',
      sn: 'García',
      title: 'Buyer',
      department: 'Purchasing',
      number: 301,
    }),
    'displayName',
  ),
  // An inetOrgPerson, a class of its own that inherits from user.
  {
    ...plainUser(madrid, {
      sAMAccountName: 'lucia.fernandez',
      givenName: 'Lucía',
      sn: 'Fernández Núñez',
      title: 'Buyer',
      department: 'Purchasing',
      number: 302,
    }),
    objectClass: 'inetOrgPerson',
  },
  plainUser(madrid, {
    sAMAccountName: 'pablo.ruiz',
    givenName: 'Pablo',
    sn: 'Ruiz',
    title: 'Head of Purchasing',
    department: 'Purchasing',
    number: 303,
  }),
  // An anchor that came along from an earlier forest.
  withAttributes(
    plainUser(stockholm, {
      sAMAccountName: 'bjorn.lindqvist',
      givenName: 'Björn',
      sn: 'Lindqvist',
      title: 'Researcher',
      department: 'Research',
      number: 401,
    }),
    { 'mS-DS-ConsistencyGuid': Buffer.from('f00dc0de0123456789abcdeffedcba98', 'hex') },
  ),
  // Blanks around values, and a value of nothing but blanks.
  withAttributes(
    plainUser(stockholm, {
      sAMAccountName: 'astrid.berg',
      givenName: 'Astrid',
      sn: 'Berg',
      title: 'Researcher',
      department: 'Research',
      number: 402,
    }),
    { displayName: '  Astrid Berg ', title: ' Senior Researcher', department: 'Research  ', mobile: '   ' },
  ),
  // No mobile number.
  withoutAttributes(
    plainUser(stockholm, {
      sAMAccountName: 'emil.holm',
      givenName: 'Emil',
      sn: 'Holm',
      title: 'Laboratory Assistant',
      department: 'Research',
      number: 403,
    }),
    'mobile',
  ),
  // Several further telephone numbers, which no tenant attribute takes.
  withAttributes(
    plainUser(stockholm, {
      sAMAccountName: 'ingrid.dahl',
      givenName: 'Ingrid',
      sn: 'Dahl',
      title: 'Receptionist',
      department: 'Facilities',
      number: 404,
    }),
    { otherTelephone: ['+46 8 555 0414', '+46 8 555 0424', 'ext. 434'] },
  ),
  // Another script in every name, also in the distinguished name.
  {
    ...withAttributes(
      plainUser(tokyo, {
        sAMAccountName: 'yuki.tanaka',
        givenName: '有希',
        sn: '田中',
        title: '主任',
        department: 'Engineering',
        number: 501,
      }),
      { displayName: '田中 有希' },
    ),
    commonName: '田中 有希',
  },
  plainUser(tokyo, {
    sAMAccountName: 'haruto.sato',
    givenName: 'Haruto',
    sn: 'Sato',
    title: 'Engineer',
    department: 'Engineering',
    number: 502,
  }),
  plainUser(tokyo, {
    sAMAccountName: 'francois.dubois',
    givenName: 'François',
    sn: 'Dubois-Lefèvre',
    title: 'Expatriate Adviser',
    department: 'Sales',
    number: 503,
  }),
  // Nothing but what a directory insists on, and a name to sign in with.
  {
    objectClass: 'user',
    organizationalUnit: [topUnit],
    commonName: 'Kiosk',
    sAMAccountName: 'kiosk',
    isEnabled: true,
    attributes: { userPrincipalName: 'kiosk@contoso.test' },
  },
];
