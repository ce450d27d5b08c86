/** Users are created as the documentation of Microsoft Graph v1.0 says. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { expectRefusal, idOf, usersOf } from '../testing/users-for-tests.ts';

let lab: TenantForTests;
const { newUser, post, createUser, read } = usersOf(() => lab);

beforeAll(async () => {
  lab = await startTenantForTests();
});
afterAll(() => lab.stop());

describe('learn.microsoft.com/graph/api/user-post-users', () => {
  test('the documented request is answered 201 with the default properties', async () => {
    const body = newUser({ givenName: 'Adele', businessPhones: ['+1 425 555 0109'], mobilePhone: '+1 425 555 0110' });
    const reply = await post(body);
    expect(reply.status).toBe(201);
    expect(reply.headers['content-type']).toBe(
      'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
    );
    expect(reply.headers['x-ms-resource-unit']).toBe('1');
    expect(reply.json).toEqual({
      '@odata.context': `${lab.tenant.origin}/v1.0/$metadata#users/$entity`,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      businessPhones: ['+1 425 555 0109'],
      displayName: 'Adele Vance',
      givenName: 'Adele',
      jobTitle: null,
      mail: null,
      mobilePhone: '+1 425 555 0110',
      officeLocation: null,
      preferredLanguage: null,
      surname: null,
      userPrincipalName: body.userPrincipalName,
    });
    expect(reply.headers.location).toContain(idOf(reply));
  });

  test.each(['accountEnabled', 'displayName', 'mailNickname', 'userPrincipalName'])('%s is required', async (name) => {
    const message = `Property ${name} value is required but is empty or missing.`;
    expectRefusal(await post(newUser({ [name]: undefined })), 400, 'Request_BadRequest', message);
    expectRefusal(await post(newUser({ [name]: null })), 400, 'Request_BadRequest', message);
  });

  test.each([undefined, null, {}, { forceChangePasswordNextSignIn: false }])(
    'a password is required, and %j has none',
    async (passwordProfile) => {
      const reply = await post(newUser({ passwordProfile }));
      expectRefusal(reply, 400, 'Request_BadRequest', 'A password must be specified to create a new user.');
    },
  );

  const weak =
    'The specified password does not comply with password complexity requirements. Please provide a different password.';
  test.each(['Sh0rt!a', 'onlylowercaseletters', 'nocapitals1', 'Äccented-1x', 'a'.repeat(300)])(
    'the password %s is too weak',
    async (password) => {
      expectRefusal(await post(newUser({ passwordProfile: { password } })), 400, 'Request_BadRequest', weak);
    },
  );

  test('DisableStrongPassword leaves only the length to be checked', async () => {
    const passwordPolicies = 'DisablePasswordExpiration, DisableStrongPassword';
    await createUser({ passwordPolicies, passwordProfile: { password: 'onlylowercaseletters' } });
    const reply = await post(newUser({ passwordPolicies, passwordProfile: { password: 'short' } }));
    expectRefusal(reply, 400, 'Request_BadRequest', weak);
  });

  test('the password is neither stored nor returned nor journaled', async () => {
    const password = 'Never-Seen-Again-7';
    const id = await createUser({ passwordProfile: { password, forceChangePasswordNextSignIn: false } });
    expect(await read(id, 'id,passwordProfile')).toMatchObject({ id, passwordProfile: null });
    expect(JSON.stringify(lab.tenant.state.snapshot())).not.toContain(password);
    const { entries } = await lab.lab.journal();
    expect(JSON.stringify(entries)).not.toContain(password);
    expect(entries.at(-2)?.body).toMatchObject({
      passwordProfile: { password: '[removed]', forceChangePasswordNextSignIn: false },
    });
  });

  test('the domain of the sign-in name must be verified', async () => {
    const reply = await post(newUser({ userPrincipalName: 'someone@fabrikam.test' }));
    const message =
      'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.';
    expectRefusal(reply, 400, 'Request_BadRequest', message, 'userPrincipalName');
  });

  test.each([
    'nobody',
    'a@b@contoso.test',
    'Zoë@contoso.test',
    'a b@contoso.test',
    '.a@contoso.test',
    'a.@contoso.test',
    '@contoso.test',
    `${'a'.repeat(65)}@contoso.test`,
  ])('the sign-in name %s is not valid', async (userPrincipalName) => {
    const reply = await post(newUser({ userPrincipalName }));
    expectRefusal(reply, 400, 'Request_BadRequest', 'Property userPrincipalName is invalid.', 'userPrincipalName');
  });

  test.each(["o'neill", 'a.b', 'a-b', 'a_b', 'a!b', 'a#b', 'a^b', 'a~b', '007'])(
    'the sign-in name %s@ is valid',
    async (part) => {
      await createUser({ userPrincipalName: `${part}@contoso.test` });
    },
  );

  test.each([
    ['userPrincipalName', 'Taken@contoso.test', 'taken@CONTOSO.test', 'userPrincipalName'],
    ['onPremisesImmutableId', '2pQb1VtQ+kGg3w==', '2pQb1VtQ+kGg3w==', 'onPremisesImmutableId'],
    ['mail', 'taken@contoso.com', 'Taken@Contoso.com', 'proxyAddresses'],
  ])('%s is unique', async (name, first, second, target) => {
    await createUser({ [name]: first });
    const message = `Another object with the same value for property ${target} already exists.`;
    expectRefusal(await post(newUser({ [name]: second })), 400, 'Request_BadRequest', message, target);
  });

  test('an immutable id is compared exactly, as base64 is', async () => {
    await createUser({ onPremisesImmutableId: 'AAAA' });
    await createUser({ onPremisesImmutableId: 'aaaa' });
  });

  const invalidValues: readonly (readonly [string, unknown])[] = [
    ['displayName', 'x'.repeat(257)],
    ['mailNickname', 'x'.repeat(65)],
    ['mailNickname', 'with space'],
    ['employeeId', '12345678901234567'],
    ['companyName', 'x'.repeat(65)],
    ['officeLocation', 'x'.repeat(129)],
    ['postalCode', 'x'.repeat(41)],
    ['givenName', 'x'.repeat(65)],
    ['department', ''],
    ['usageLocation', 'Germany'],
    ['onPremisesImmutableId', 'with_underscore'],
    ['onPremisesImmutableId', 'with$dollar'],
    ['businessPhones', ['1', '2']],
    ['otherMails', ['zoë@contoso.com']],
    ['userType', 'Robot'],
    ['mail', 'not an address'],
  ];
  test.each(invalidValues)('%s cannot be %j', async (name, value) => {
    const message = `Invalid value specified for property '${name}' of resource 'User'.`;
    expectRefusal(await post(newUser({ [name]: value })), 400, 'Request_BadRequest', message, name);
  });

  test.each([
    ['accountEnabled', 'yes', 'Edm.Boolean'],
    ['displayName', 5, 'Edm.String'],
    ['businessPhones', '1', 'Collection(Edm.String)'],
    ['employeeHireDate', 'soon', 'Edm.DateTimeOffset'],
    ['employeeOrgData', 'division', 'graph.employeeOrgData'],
  ])('%s cannot be %j, which has another type', async (name, value, type) => {
    const message = `Cannot convert a primitive value to the expected type '${type}'. See the inner exception for more details.`;
    expectRefusal(await post(newUser({ [name]: value })), 400, 'Request_BadRequest', message);
  });

  test.each(['id', 'proxyAddresses', 'onPremisesSyncEnabled', 'onPremisesSamAccountName', 'createdDateTime'])(
    '%s is read-only',
    async (name) => {
      const reply = await post(newUser({ [name]: 'x' }));
      expectRefusal(reply, 400, 'Request_BadRequest', `Property '${name}' is read-only and cannot be set.`);
    },
  );

  test.each(['favouriteColour', '__proto__', 'constructor'])('%s is no property of a user', async (name) => {
    const text = JSON.stringify(newUser()).replace('{', `{${JSON.stringify(name)}:"x",`);
    const reply = await lab.graph('/v1.0/users', { method: 'POST', text });
    const message = `Property '${name}' does not exist as a declared property or extension property.`;
    expectRefusal(reply, 400, 'Request_BadRequest', message);
  });

  test('a body that is not a JSON object is refused', async () => {
    const unreadable =
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.';
    for (const text of ['{', '[]', 'null']) {
      expectRefusal(await lab.graph('/v1.0/users', { method: 'POST', text }), 400, 'BadRequest', unreadable);
    }
    const asText = { method: 'POST', body: newUser(), headers: { 'content-type': 'text/plain' } } as const;
    expectRefusal(await lab.graph('/v1.0/users', asText), 400, 'BadRequest', unreadable);
    const nothing = await lab.graph('/v1.0/users', { method: 'POST' });
    expectRefusal(nothing, 400, 'BadRequest', 'Empty Payload. JSON content expected.');
  });
});
