/** Every way the sign-in service says no to a person or to an application that acts for one. */
import type { SignInRefusal } from './sign-in-refusal.ts';

const refusal = (error: string, code: number, message: string, suberror?: string): SignInRefusal => ({
  status: 400,
  error,
  code,
  message,
  ...(suberror === undefined ? {} : { suberror }),
});

export const personRefusals = {
  redirectMismatch: (redirectUri: string, appId: string): SignInRefusal =>
    refusal(
      'invalid_request',
      50011,
      `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${appId}'.`,
    ),
  responseTypeNotEnabled: (responseType: string): SignInRefusal =>
    refusal(
      'unsupported_response_type',
      70005,
      `The response type '${responseType}' is not enabled for the application.`,
    ),
  requestNotValid: (reason: string): SignInRefusal =>
    refusal('invalid_request', 90023, `The authentication service request isn't valid. ${reason}`),
  notForEveryTenant: (appId: string, clientName: string): SignInRefusal =>
    refusal(
      'invalid_request',
      50194,
      `Application '${appId}'(${clientName}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.`,
    ),
  publicClientWithProof: (): SignInRefusal => ({
    status: 401,
    error: 'invalid_client',
    code: 700025,
    message: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  }),
  nothingToConsentTo: (): SignInRefusal =>
    refusal(
      'invalid_client',
      650056,
      "Misconfigured application. This could be due to one of the following: the client has not listed any permissions for 'Microsoft Graph' in the requested permissions in the client's application registration. Or, the admin has not consented in the tenant.",
    ),
  challengeSize: (): SignInRefusal => refusal('invalid_request', 501491, 'Invalid size of Code_Challenge parameter.'),
  scopesOfSeveralResources: (): SignInRefusal =>
    refusal(
      'invalid_request',
      28000,
      "Provided value for the input parameter scope isn't valid because it contains more than one resource.",
    ),
  scopeMixedWithDefault: (scopes: readonly string[]): SignInRefusal =>
    refusal(
      'invalid_scope',
      70011,
      `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' isn't valid. The scope ${scopes.join(' ')} isn't valid. .default scope can't be combined with resource-specific scopes.`,
    ),
  scopeUnknown: (scope: string, clientName: string): SignInRefusal =>
    refusal(
      'invalid_client',
      650053,
      `The application '${clientName}' asked for scope '${scope}' that doesn't exist on the resource '00000003-0000-0000-c000-000000000000'.`,
    ),
  personNotFound: (name: string, tenantName: string): SignInRefusal =>
    refusal(
      'invalid_grant',
      50034,
      `The user account ${name} does not exist in the ${tenantName} directory. To sign into this application, the account must be added to the directory.`,
    ),
  personDisabled: (): SignInRefusal => refusal('invalid_grant', 50057, 'The user account is disabled.'),
  noSession: (): SignInRefusal =>
    refusal('login_required', 50058, 'A silent sign-in request was sent but no user is signed in.'),
  /** The token endpoint calls this error invalid_grant and its suberror consent_required. */
  consentMissing: (appId: string, clientName: string): SignInRefusal =>
    refusal(
      'invalid_grant',
      65001,
      `The user or administrator has not consented to use the application with ID '${appId}' named '${clientName}'. Send an interactive authorization request for this user and resource.`,
      'consent_required',
    ),
  consentDeclined: (): SignInRefusal => refusal('access_denied', 65004, 'User declined to consent to access the app.'),
  administratorNeeded: (clientName: string): SignInRefusal =>
    refusal(
      'access_denied',
      90094,
      `${clientName} needs permission to access resources in your organization that only an administrator can grant.`,
    ),
  codeUsed: (): SignInRefusal =>
    refusal(
      'invalid_grant',
      54005,
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    ),
  grantExpired: (): SignInRefusal =>
    refusal(
      'invalid_grant',
      70008,
      'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
    ),
  grantRevoked: (): SignInRefusal =>
    refusal(
      'invalid_grant',
      50173,
      'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
      'bad_token',
    ),
  grantUnknown: (): SignInRefusal =>
    refusal('invalid_grant', 9002313, 'Invalid request. Request is malformed or invalid.'),
  grantOfOtherClient: (): SignInRefusal =>
    refusal('invalid_grant', 70000, 'Provided grant is invalid or malformed. It was issued to another application.'),
  redirectOfOtherRequest: (): SignInRefusal =>
    refusal(
      'invalid_client',
      500112,
      'The reply address does not match the reply address provided when requesting the authorization code.',
    ),
  verifierMismatch: (): SignInRefusal =>
    refusal(
      'invalid_grant',
      501481,
      'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    ),
  devicePending: (): SignInRefusal =>
    refusal('authorization_pending', 70016, 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.'),
  deviceDeclined: (): SignInRefusal =>
    refusal('authorization_declined', 65004, 'User declined to consent to access the app.'),
  deviceCodeExpired: (): SignInRefusal =>
    refusal(
      'expired_token',
      70020,
      "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
    ),
  deviceCodeUnknown: (): SignInRefusal =>
    refusal(
      'bad_verification_code',
      70018,
      'Invalid verification code due to User typing in wrong user code for device code flow.',
    ),
} as const;
