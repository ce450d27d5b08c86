/** Every way Graph says no, in Microsoft's words: status, code, message and details, each in one place. */

export interface GraphErrorDetail {
  readonly code: string;
  readonly message: string;
  readonly target: string;
}

export interface GraphRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: readonly GraphErrorDetail[];
}

/** Either the value, or the reason why Graph refuses the request. */
export type Checked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: GraphRefusal };

export const accept = <Value>(value: Value): Checked<Value> => ({ ok: true, value });
export const refuse = (refusal: GraphRefusal): { readonly ok: false; readonly refusal: GraphRefusal } => ({
  ok: false,
  refusal,
});

export const graphRefusals = {
  tokenMissing: (): GraphRefusal => unauthorized('Access token is empty.'),
  tokenMalformed: (): GraphRefusal => unauthorized('IDX14100: JWT is not well formed, there are no dots (.).'),
  tokenExpired: (): GraphRefusal => unauthorized('Lifetime validation failed, the token is expired.'),
  tokenAudience: (): GraphRefusal => unauthorized('Access token validation failure. Invalid audience.'),
  tokenNotOurs: (): GraphRefusal => unauthorized('Access token validation failure.'),

  notPermitted: (): GraphRefusal => ({
    status: 403,
    code: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to complete the operation.',
  }),

  /** Graph answers an address it does not know with 400, not 404. */
  segmentUnknown: (segment: string): GraphRefusal => ({
    status: 400,
    code: 'BadRequest',
    message: `Resource not found for the segment '${segment}'.`,
  }),
  versionUnknown: (version: string): GraphRefusal => ({
    status: 400,
    code: 'BadRequest',
    message: `Invalid version: ${version}`,
  }),
  methodNotAllowed: (): GraphRefusal => ({
    status: 405,
    code: 'Request_BadRequest',
    message: 'Specified HTTP method is not allowed for the request target.',
  }),
  resourceNotFound: (id: string): GraphRefusal => ({
    status: 404,
    code: 'Request_ResourceNotFound',
    message: `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  }),

  payloadEmpty: (): GraphRefusal => ({
    status: 400,
    code: 'BadRequest',
    message: 'Empty Payload. JSON content expected.',
  }),
  payloadUnreadable: (): GraphRefusal => ({
    status: 400,
    code: 'BadRequest',
    message:
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  }),
  batchMalformed: (message: string): GraphRefusal => ({ status: 400, code: 'BadRequest', message }),
  dependencyFailed: (): GraphRefusal => ({
    status: 424,
    code: 'FailedDependency',
    message: 'The request could not be processed because a request it depends on failed.',
  }),
  typeMismatch: (edmType: string): GraphRefusal =>
    badRequest(
      `Cannot convert a primitive value to the expected type '${edmType}'. See the inner exception for more details.`,
    ),

  propertyUnknown: (property: string): GraphRefusal =>
    badRequest(`Property '${property}' does not exist as a declared property or extension property.`),
  propertyReadOnly: (property: string): GraphRefusal =>
    badRequest(`Property '${property}' is read-only and cannot be set.`),
  propertyRequired: (property: string): GraphRefusal =>
    badRequest(`Property ${property} value is required but is empty or missing.`),
  propertyInvalid: (property: string, resource: string): GraphRefusal =>
    badRequestFor(
      property,
      'InvalidValue',
      `Invalid value specified for property '${property}' of resource '${resource}'.`,
    ),
  propertyTaken: (property: string): GraphRefusal =>
    badRequestFor(
      property,
      'ObjectConflict',
      `Another object with the same value for property ${property} already exists.`,
    ),

  referenceMalformed: (): GraphRefusal =>
    badRequest("Invalid value specified for property '@odata.id': the address of a directory object is expected."),
  referenceNotReplicated: (): GraphRefusal =>
    badRequest("The source resource object or one of the objects being referenced don't exist."),
  referenceExists: (relation: string): GraphRefusal =>
    badRequest(
      `One or more added object references already exist for the following modified properties: '${relation}'.`,
    ),
  referenceInvalid: (relation: string): GraphRefusal =>
    badRequest(`An invalid operation was included in the following modified references: '${relation}'.`),
  referenceConflict: (): GraphRefusal =>
    badRequest('A conflicting object with one or more of the specified property values is present in the directory.'),
  tooManyReferences: (limit: number): GraphRefusal =>
    badRequest(`The request contains more references than the ${limit} that are allowed.`),
  lastOwner: (): GraphRefusal =>
    badRequest('The group must have at least one owner, hence this owner cannot be removed.'),
  mailEnabledUnsupported: (): GraphRefusal =>
    badRequest(
      'The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.',
    ),
  exchangeGroup: (): GraphRefusal =>
    badRequest('Cannot Update a mail-enabled security groups and or distribution list.'),
  originatedElsewhere: (): GraphRefusal =>
    badRequest(
      'Unable to update the specified properties for objects that have originated within an external service.',
    ),

  noBackingApplication: (appId: string): GraphRefusal =>
    badRequestFor(
      'appId',
      'NoBackingApplicationObject',
      `The appId '${appId}' of the service principal does not reference a valid application object.`,
    ),
  servicePrincipalTaken: (): GraphRefusal => ({
    status: 409,
    code: 'Request_MultipleObjectsWithSameKeyValue',
    message:
      'The service principal cannot be created, updated, or restored because the service principal name is already in use.',
  }),
  appRoleUnknown: (appRoleId: string, resourceId: string): GraphRefusal =>
    badRequest(`Permission being assigned was not found on application '${resourceId}': '${appRoleId}'.`),
  appRoleGranted: (): GraphRefusal => badRequest('Permission being assigned already exists on the object'),
  keyInvalid: (): GraphRefusal => badRequestFor('keyCredentials', 'InvalidValue', 'Key credential is invalid.'),
  keyUnknown: (keyId: string): GraphRefusal => badRequest(`No credentials found to be removed: '${keyId}'.`),
  proofInvalid: (): GraphRefusal => ({
    status: 401,
    code: 'Authentication_MissingOrMalformed',
    message: 'Access Token missing or malformed.',
  }),
  extensionTaken: (name: string): GraphRefusal => badRequest(`An extension property exists with the name ${name}.`),
  tooManyExtensions: (limit: number): GraphRefusal =>
    badRequest(`The directory already has the ${limit} extension values that an object can hold.`),
  meNeedsPerson: (): GraphRefusal => ({
    status: 400,
    code: 'BadRequest',
    message: '/me request is only valid with delegated authentication flow.',
  }),

  userPrincipalNameInvalid: (): GraphRefusal =>
    badRequestFor('userPrincipalName', 'InvalidValue', 'Property userPrincipalName is invalid.'),
  domainNotVerified: (): GraphRefusal =>
    badRequestFor(
      'userPrincipalName',
      'InvalidValue',
      'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
    ),
  passwordMissing: (): GraphRefusal => badRequest('A password must be specified to create a new user.'),
  passwordWeak: (): GraphRefusal =>
    badRequest(
      'The specified password does not comply with password complexity requirements. Please provide a different password.',
    ),

  selectUnknown: (property: string): GraphRefusal =>
    unsupportedQuery(`Property '${property}' does not exist as a declared property or extension property.`),
  pageSizeInvalid: (size: string): GraphRefusal =>
    unsupportedQuery(`Invalid page size specified: '${size}'. Must be between 1 and 999 inclusive.`),
  filterMalformed: (filter: string, position: number): GraphRefusal => ({
    status: 400,
    code: 'BadRequest',
    message: `Invalid filter clause: Syntax error at position ${position} in '${filter}'.`,
  }),
  filterTypes: (edmType: string, given: string, operator: string): GraphRefusal => ({
    status: 400,
    code: 'BadRequest',
    message: `Invalid filter clause: A binary operator with incompatible types was detected. Found operand types '${edmType}' and '${literalTypes[given] ?? 'Edm.String'}' for operator kind '${operatorKinds[operator] ?? operator}'.`,
  }),
  filterUnsupported: (property: string, resource: string): GraphRefusal =>
    unsupportedQuery(
      `Unsupported or invalid query filter clause specified for property '${property}' of resource '${resource}'.`,
    ),
  operatorNeedsConsistency: (operator: string): GraphRefusal =>
    unsupportedQuery(
      `Operator '${operator}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information`,
    ),
  searchNeedsConsistency: (): GraphRefusal =>
    unsupportedQuery(
      `Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'`,
    ),
  searchMalformed: (search: string): GraphRefusal => ({
    status: 400,
    code: 'BadRequest',
    message: `Syntax error: character '${search.slice(0, 1)}' is not valid at position 0 in '${search}'.`,
  }),
  searchUnsupported: (property: string): GraphRefusal =>
    unsupportedQuery(`Property '${property}' is not supported for $search.`),
  countNeedsConsistency: (): GraphRefusal =>
    unsupportedQuery(
      "Raw count (/$count) is not supported because the 'ConsistencyLevel:eventual' header is missing. Refer to https://aka.ms/graph-docs/advanced-queries for more information",
    ),
  sortingUnsupported: (): GraphRefusal => unsupportedQuery('Sorting not supported for current query.'),
  expandUnknown: (relation: string): GraphRefusal => ({
    status: 400,
    code: 'BadRequest',
    message: `Parsing OData Select and Expand failed: Could not find a property named '${relation}'.`,
  }),
  expandMalformed: (text: string): GraphRefusal => ({
    status: 400,
    code: 'BadRequest',
    message: `Parsing OData Select and Expand failed: Term '${text}' is not valid in a $select or $expand expression.`,
  }),
  optionUnsupported: (option: string): GraphRefusal => badRequest(`'${option}' is not supported by the service.`),
  deltaTokenExpired: (): GraphRefusal => ({
    status: 410,
    code: 'resyncRequired',
    message: 'Resync required. The delta token is no longer valid, and the application must start again.',
  }),
  deltaTokenUnknown: (): GraphRefusal => ({
    status: 400,
    code: 'syncStateNotFound',
    message: 'The sync state is not found for this delta token. Start a full synchronization.',
  }),
  pageTokenInvalid: (): GraphRefusal => ({
    status: 400,
    code: 'Directory_ExpiredPageToken',
    message: 'The specified page token value has expired and can no longer be included in your request.',
  }),

  throttled: (): GraphRefusal => ({ status: 429, code: 'TooManyRequests', message: 'Please retry again later.' }),
  unavailable: (): GraphRefusal => ({
    status: 503,
    code: 'ServiceUnavailable',
    message: 'The service is unavailable.',
  }),
  timedOut: (): GraphRefusal => ({ status: 504, code: 'UnknownError', message: '' }),
  failed: (): GraphRefusal => ({
    status: 500,
    code: 'InternalServerError',
    message: 'Encountered an internal server error.',
  }),
} as const;

const literalTypes: Readonly<Record<string, string>> = { boolean: 'Edm.Boolean', number: 'Edm.Int32' };
const operatorKinds: Readonly<Record<string, string>> = { eq: 'Equal', ne: 'NotEqual', in: 'Equal' };

function unauthorized(message: string): GraphRefusal {
  return { status: 401, code: 'InvalidAuthenticationToken', message };
}

function badRequest(message: string): GraphRefusal {
  return { status: 400, code: 'Request_BadRequest', message };
}

function badRequestFor(target: string, code: string, message: string): GraphRefusal {
  return { ...badRequest(message), details: [{ code, message, target }] };
}

function unsupportedQuery(message: string): GraphRefusal {
  return { status: 400, code: 'Request_UnsupportedQuery', message };
}
