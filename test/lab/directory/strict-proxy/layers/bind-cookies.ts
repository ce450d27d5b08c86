/**
 * The cookie of a paged search is good on the connection that it came over and nowhere else. Samba counts its cookies from one
 * on every connection, so there a foreign cookie may lead to another search's next page without anybody noticing.
 */
import { endOf, resultCode } from '../ldap/ldap-result.ts';
import { readPaging, withPaging } from '../ldap/paging.ts';
import { answerWith, forward, type Layer } from './layer.ts';

/** `connectionMark` is known to one connection; every cookie begins with it on the client's side. */
export function bindCookies(connectionMark: Buffer): Layer {
  return (request) => {
    const paging = readPaging(request);
    if (paging === undefined) return forward(request);
    const { cookie } = paging;
    if (cookie.length > 0 && !cookie.subarray(0, connectionMark.length).equals(connectionMark)) {
      return answerWith(endOf(request, { code: resultCode.unavailableCriticalExtension, text: foreignCookie }));
    }
    const ownCookie = cookie.subarray(connectionMark.length);
    return forward(withPaging(request, { ...paging, cookie: ownCookie }), (answer) => {
      const answered = readPaging(answer);
      if (answered === undefined || answered.cookie.length === 0) return [answer];
      return [withPaging(answer, { ...answered, cookie: Buffer.concat([connectionMark, answered.cookie]) })];
    });
  };
}

const foreignCookie = '00002040: SvcErr: DSID-031401E7, problem 5010 (UNAVAIL_EXTENSION), data 0\n';
