/** People with values that are long, many, binary or wrong. Those that no tenant can take are held; `expectHeld` says which. */
import { oddUser } from './odd-user.ts';
import type { SeedUser } from './seed-user.ts';

const many = (count: number, write: (index: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, index) => write(index));

/** Bytes that are no text in any encoding, the same at every call. */
const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => (index * 151 + 0xff) & 0xff);

export const oddValues: readonly SeedUser[] = [
  // As long as the directory allows; the tenant takes as much.
  oddUser('values.longest', {
    attributes: {
      givenName: 'g'.repeat(64),
      sn: 's'.repeat(64),
      displayName: 'ä'.repeat(256),
      department: 'd'.repeat(64),
      company: 'c'.repeat(64),
      physicalDeliveryOfficeName: 'o'.repeat(128),
      streetAddress: 'Long Street\r\n'.repeat(78),
      l: 'l'.repeat(128),
      st: 't'.repeat(128),
      postalCode: '9'.repeat(40),
      telephoneNumber: '1'.repeat(64),
      mobile: '2'.repeat(64),
      employeeID: 'E'.repeat(16),
    },
  }),
  // In UTF-16 an emoji counts twice.
  oddUser('values.surrogates', { attributes: { displayName: '😀'.repeat(128), department: '🏢'.repeat(32) } }),
  oddUser('values.blank', { attributes: { title: '   ', department: '\t', mobile: ' \u3000 ' } }),
  oddUser('values.lines', { attributes: { streetAddress: 'First line\r\nSecond line\nThird line' } }),
  oddUser('values.literal', { attributes: { title: 'null', department: 'undefined', company: '{}', st: 'NaN' } }),
  oddUser('values.many', {
    attributes: {
      otherTelephone: many(200, (index) => `+49 30 555 ${String(index).padStart(4, '0')}`),
      proxyAddresses: [
        'SMTP:values.many@contoso.test',
        ...many(300, (index) => `smtp:values.many.${index}@contoso.test`),
        'X500:/o=Contoso/ou=Exchange/cn=Recipients/cn=values.many',
      ],
    },
    furtherAttributes: {
      url: many(500, (index) => `https://intranet.contoso.test/people/values.many/${index}`),
      info: 'i'.repeat(1_024),
      comment: 'A very long remark. '.repeat(2_000),
    },
  }),
  oddUser('values.binary', {
    furtherAttributes: {
      thumbnailPhoto: bytes(8_192),
      jpegPhoto: [bytes(20_000), bytes(20_001)],
      userCertificate: [bytes(1_500), bytes(1_501), bytes(1_502)],
    },
  }),
  // The primary address decides about the mail nickname, not mail.
  oddUser('address.primary', {
    attributes: { proxyAddresses: ['smtp:a@contoso.test', 'SMTP:first.choice@contoso.test'] },
  }),
  // No country has this code.
  oddUser('country.unknown', { attributes: { c: 'ZZ', co: 'Nowhere' } }),
  oddUser('anchor.own', { attributes: { 'mS-DS-ConsistencyGuid': bytes(16) } }),

  // Held: the tenant takes 64 characters of language, the directory any number.
  oddUser('language.long', { attributes: { preferredLanguage: 'de-DE,'.repeat(20) } }),
  // Held: an address that is none.
  oddUser('mail.malformed', { attributes: { mail: 'no address at all' } }),
  // Held: the part of the address before the @ becomes the mail nickname, which is shorter.
  oddUser('mail.long', { attributes: { mail: `${'m'.repeat(80)}@contoso.test` } }),
  // Held: an anchor is 16 bytes long.
  oddUser('anchor.long', { attributes: { 'mS-DS-ConsistencyGuid': bytes(20) } }),
];
