import { expect, test } from 'vitest';
import { fitName } from '../../../agent-core/sync/fit-name.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { objectGuidFor } from '../../builders/identifiers.ts';

const ada = directoryUser('ada', {
  sAMAccountName: 'alovelace',
  userPrincipalName: 'ada.king@contoso.com',
  mail: 'countess@contoso.com',
  displayName: 'Ada Lovelace (Analysis)',
  cn: 'Lovelace',
  proxyAddresses: ['SMTP:countess@contoso.com', 'smtp:first@fabrikam.com', 'x500:/o=smtp:'],
});

test.each([
  objectGuidFor('ada'),
  `{${objectGuidFor('ada').toUpperCase()}}`,
  'cn=ADA,ou=People,dc=contoso,dc=com',
  ' ALovelace ',
  'ada.king@contoso.com',
  'Countess@contoso.com',
  'ada lovelace (analysis)',
  'lovelace',
  'first@fabrikam.com',
  'x500:/o=smtp:',
])('somebody is called exactly "%s"', (name) => {
  expect(fitName(ada, name)).toBe('exact');
});

test.each(['KING', 'countess', '(ana', 'fabrikam'])('somebody has "%s" in a name', (name) => {
  expect(fitName(ada, name)).toBe('partial');
});

test.each(['bob', 'OU=People', objectGuidFor('ada').slice(0, 8), '{lovelace', 'lovelace}', 'smtp:first'])(
  'nobody is meant by "%s"',
  (name) => {
    expect(fitName(ada, name)).toBeNull();
  },
);

test('what has neither a place nor names is called by its objectGUID alone', () => {
  const nameless = { ...ada, attributes: {} };
  expect([fitName(nameless, ada.objectGuid), fitName(nameless, 'ada')]).toEqual(['exact', null]);
});
