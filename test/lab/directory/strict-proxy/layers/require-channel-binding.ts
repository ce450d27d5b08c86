/**
 * Nobody signs in without binding the sign-in to this TLS connection. A simple bind never does, and the proxy cannot look into
 * the encrypted token of a SASL bind: here it refuses both, in the words of a Windows controller that requires channel binding.
 */
import { operationTag } from '../ldap/ldap-message.ts';
import { endOf, resultCode } from '../ldap/ldap-result.ts';
import { answerWith, forward, type Layer } from './layer.ts';

export const requireChannelBinding: Layer = (request) => {
  if (request.operation.tag !== operationTag.bindRequest) return forward(request);
  return answerWith(endOf(request, { code: resultCode.invalidCredentials, text: badBindings }));
};

/** 80090346 is SEC_E_BAD_BINDINGS. */
const badBindings = '80090346: LdapErr: DSID-0C09070F, comment: AcceptSecurityContext error, data 80090346, v4f7c';
