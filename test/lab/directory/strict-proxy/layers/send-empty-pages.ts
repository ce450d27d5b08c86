/** Before every page comes one without entries and with a cookie, as Windows sends when it has searched for long and found nothing. */
import { endOf, resultCode } from '../ldap/ldap-result.ts';
import { pagingOid, readPaging, withPaging, writePaging } from '../ldap/paging.ts';
import { answerWith, forward, type Layer } from './layer.ts';

const mark = Buffer.from('after an empty page:');

export const sendEmptyPages: Layer = (request) => {
  const paging = readPaging(request);
  if (paging === undefined) return forward(request);
  if (paging.cookie.subarray(0, mark.length).equals(mark)) {
    return forward(withPaging(request, { ...paging, cookie: paging.cookie.subarray(mark.length) }));
  }
  const value = writePaging({ size: 0, cookie: Buffer.concat([mark, paging.cookie]) });
  return answerWith(
    endOf(request, { code: resultCode.success, controls: [{ oid: pagingOid, isCritical: false, value }] }),
  );
};
