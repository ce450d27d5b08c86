/** The two spellings of a domain's name: contoso.test and DC=contoso,DC=test. */

export function distinguishedNameOf(domainName: string): string {
  return domainName
    .split('.')
    .map((label) => `DC=${label}`)
    .join(',');
}

export function domainNameOf(distinguishedName: string): string {
  return distinguishedName
    .split(',')
    .map((part) => part.replace(/^DC=/i, ''))
    .join('.')
    .toLowerCase();
}
