import { expect, test } from 'vitest';
import { mailAddressesOf, matchKeysOf } from '../../../agent-core/sync/match-keys.ts';
import { type Attributes, directoryUser } from '../../builders/directory-object.ts';
import { organization } from '../../builders/organization.ts';

const both = { bySignInName: true, byMail: true };
const keysOf = (attributes: Attributes, matching = both) =>
  matchKeysOf(directoryUser('ada', attributes), { matching, organization: organization() });

test('R28: people are matched by what they sign in with and by their own addresses, whatever the case', () => {
  const proxyAddresses = ['smtp:old@contoso.com', 'SMTP:Ada.King@Contoso.com', 'X500:/o=x'];
  expect(keysOf({ userPrincipalName: 'ADA@contoso.com', mail: 'Ada@contoso.com', proxyAddresses })).toEqual({
    signInName: 'ada@contoso.com',
    addresses: ['ada@contoso.com', 'ada.king@contoso.com'],
  });
});

test('R28: each way is switched by itself', () => {
  const ada = { mail: 'ada@contoso.com' };
  expect(keysOf(ada, { bySignInName: true, byMail: false })).toEqual({ signInName: 'ada@contoso.com', addresses: [] });
  expect(keysOf(ada, { bySignInName: false, byMail: true })).toEqual({
    signInName: null,
    addresses: ['ada@contoso.com'],
  });
});

test('R28: what no verified domain vouches for matches nobody, nor does a name that was made up', () => {
  const elsewhere = { userPrincipalName: 'ada@elsewhere.com', mail: 'ada@elsewhere.com' };
  expect(keysOf(elsewhere)).toEqual({ signInName: null, addresses: [] });
  expect(keysOf({ userPrincipalName: null })).toEqual({ signInName: null, addresses: [] });
});

test('one address that stands twice is one', () => {
  const same = { mail: 'ada@contoso.com', proxyAddresses: ['SMTP:ADA@contoso.com'] };
  expect(mailAddressesOf(directoryUser('ada', same))).toEqual(['ada@contoso.com']);
});
