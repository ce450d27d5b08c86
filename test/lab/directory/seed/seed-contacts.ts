/** People outside the company that the address book knows. No tenant takes them from Graph; a synchronisation shows them as such. */
import type { AttributeValues } from '../ldif.ts';
import type { SeedPlace } from './seed-place.ts';
import { topUnit } from './seed-user.ts';

export type SeedContact = SeedPlace & { readonly attributes: AttributeValues };

const companies = ['Fabrikam', 'Northwind', 'Adventure Works', 'Tailspin Toys'] as const;

export const seedContacts: readonly SeedContact[] = Array.from({ length: 20 }, (_, index) => {
  const company = companies[index % companies.length] ?? '';
  const number = index + 1;
  const mail = `contact${number}@${company.toLowerCase().replaceAll(' ', '')}.example`;
  return {
    organizationalUnit: [topUnit, 'Contacts'],
    commonName: `Contact ${number} (${company})`,
    attributes: {
      displayName: `Contact ${number}`,
      givenName: 'Contact',
      sn: String(number),
      company,
      mail,
      proxyAddresses: [`SMTP:${mail}`],
    },
  };
});
