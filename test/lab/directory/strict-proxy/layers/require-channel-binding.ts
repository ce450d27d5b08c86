/**
 * Nobody signs in without binding the sign-in to this TLS connection. A simple bind never does; the first token of a Kerberos
 * sign-in shows whether it does. What is not bound is refused in the words of a Windows controller that requires channel binding.
 */
import type { CheckChannelBinding } from '../check-channel-binding.ts';
import { readElements } from '../ldap/ber.ts';
import { type LdapMessage, operationTag } from '../ldap/ldap-message.ts';
import { endOf, resultCode } from '../ldap/ldap-result.ts';
import { answerWith, forward, type Layer } from './layer.ts';

export const requireChannelBinding =
  (isBound: CheckChannelBinding): Layer =>
  (request) => {
    if (request.operation.tag !== operationTag.bindRequest) return forward(request);
    const token = saslToken(request);
    // Without its first token, which begins like this (RFC 2743, section 3.1), no sign-in gets anywhere at the controller.
    const isFirst = token?.at(0) === 0x60;
    if (token !== undefined && (!isFirst || isBound(token))) return forward(request);
    return answerWith(endOf(request, { code: resultCode.invalidCredentials, text: badBindings }));
  };

/** Undefined for a simple bind (RFC 4511, section 4.2). */
function saslToken({ operation }: LdapMessage): Buffer | undefined {
  const authentication = readElements(operation.content)[2];
  if (authentication?.tag !== 0xa3) return undefined;
  return readElements(authentication.content)[1]?.content ?? Buffer.alloc(0);
}

/** 80090346 is SEC_E_BAD_BINDINGS. */
const badBindings = '80090346: LdapErr: DSID-0C09070F, comment: AcceptSecurityContext error, data 80090346, v4f7c';
