/** People whose accounts or sign-in names are unusual, and pairs that share what only one may have. Some are held; `expectHeld` says which. */
import { oddUser } from './odd-user.ts';
import type { SeedUser } from './seed-user.ts';

/** 100-nanosecond steps since 1601 (MS-ADTS, section 2.2): 1 January 2015, and never. */
const longAgo = '130645440000000000';
const never = '9223372036854775807';
const sharedAnchor = Buffer.from('0123456789abcdef0123456789abcdef', 'hex');

export const oddAccounts: readonly SeedUser[] = [
  oddUser('account.disabled', { isEnabled: false }),
  oddUser('account.expired', { furtherAttributes: { accountExpires: longAgo } }),
  oddUser('account.eternal', { furtherAttributes: { accountExpires: never } }),
  oddUser('account.protected', { isProtected: true }),
  oddUser('protected.disabled', { isProtected: true, isEnabled: false }),
  oddUser('account.inetorg', { objectClass: 'inetOrgPerson' }),

  oddUser('upn.missing', { without: ['userPrincipalName'] }),
  oddUser('upn.unverified', { attributes: { userPrincipalName: 'upn.unverified@contoso.local' } }),
  // A child of a verified domain is verified only if somebody has done it.
  oddUser('upn.child', { attributes: { userPrincipalName: 'upn.child@berlin.contoso.test' } }),
  oddUser('upn.capitals', { attributes: { userPrincipalName: 'UPN.Capitals@CONTOSO.test' } }),
  oddUser('upn.apostrophe', { attributes: { userPrincipalName: "o'upn@contoso.test" } }),
  // No tenant takes accents in a sign-in name; the mail address has a spelling that it takes.
  oddUser('upn.accent', { attributes: { userPrincipalName: 'ünü@contoso.test', mail: 'unu@contoso.test' } }),
  // Held: neither the name nor the nickname can be a sign-in name.
  oddUser('upn.hopeless', { attributes: { userPrincipalName: 'zoë@contoso.test' }, without: ['mail'] }),
  // Held: the account's name stands in for everything, and has a blank.
  oddUser('blank in name', { commonName: 'Blank In Name', without: ['userPrincipalName', 'mail'] }),

  // Held, both: one mail address for two people, once in capitals.
  oddUser('mail.twice1', { attributes: { mail: 'shared@contoso.test' } }),
  oddUser('mail.twice2', { attributes: { mail: 'Shared@Contoso.Test' } }),
  // Held, both: each loses its suffix, and then they have the same name.
  oddUser('name.twice1', {
    attributes: { userPrincipalName: 'twin@contoso.local', mail: 'twin@fabrikam.example' },
  }),
  oddUser('name.twice2', {
    attributes: { userPrincipalName: 'twin@old.contoso.local', mail: 'twin@northwind.example' },
  }),
  // Held, both: an anchor that somebody copied.
  oddUser('anchor.twice1', { attributes: { 'mS-DS-ConsistencyGuid': sharedAnchor } }),
  oddUser('anchor.twice2', { attributes: { 'mS-DS-ConsistencyGuid': sharedAnchor } }),
];
