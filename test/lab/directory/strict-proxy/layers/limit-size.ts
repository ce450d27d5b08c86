/**
 * A search without paging gets so many entries and then an error, and no page is longer than that: MaxPageSize, 1,000 in every
 * domain that nobody changed (MS-ADTS, section 3.1.1.3.4.6).
 */
import { readDirSync } from '../ldap/dirsync.ts';
import { endOf, resultCode } from '../ldap/ldap-result.ts';
import { readPaging, withPaging } from '../ldap/paging.ts';
import { isEntry, isSearch } from '../ldap/search.ts';
import { forward, type Layer } from './layer.ts';

export function limitSize(maxPageSize: number): Layer {
  return (request) => {
    if (!isSearch(request) || readDirSync(request) !== undefined) return forward(request);
    const paging = readPaging(request);
    if (paging !== undefined) {
      return forward(withPaging(request, { ...paging, size: Math.min(paging.size, maxPageSize) }));
    }
    let entries = 0;
    return forward(request, (answer) => {
      if (isEntry(answer)) entries += 1;
      if (entries <= maxPageSize) return [answer];
      const isFirstTooMany = isEntry(answer) && entries === maxPageSize + 1;
      return isFirstTooMany ? [endOf(request, { code: resultCode.sizeLimitExceeded })] : [];
    });
  };
}
