/** `POST /{tenant}/oauth2/v2.0/token`: one address for every kind of grant. */
import type { TenantReply, TenantRequest } from '../http/exchange.ts';
import { applicationTokenReply } from './application-tokens.ts';
import { redeemCode, redeemDeviceCode, redeemRefreshToken } from './person-tokens.ts';
import type { SignInContext } from './sign-in-door.ts';
import { signInRefusalReply, signInRefusals } from './sign-in-refusal.ts';

export async function tokenReply(request: TenantRequest, context: SignInContext): Promise<TenantReply> {
  const form = new URLSearchParams(request.body);
  const grantType = form.get('grant_type');
  switch (grantType) {
    case null:
      return signInRefusalReply(request, signInRefusals.parameterMissing('grant_type'));
    case 'client_credentials':
      return applicationTokenReply(request, form, context);
    case 'authorization_code':
      return redeemCode(request, form, context);
    case 'refresh_token':
      return redeemRefreshToken(request, form, context);
    // Microsoft's own library uses a name of its own for RFC 8628's grant.
    case 'device_code':
    case 'urn:ietf:params:oauth:grant-type:device_code':
      return redeemDeviceCode(request, form, context);
    default:
      return signInRefusalReply(request, signInRefusals.grantNotSupported(grantType));
  }
}
