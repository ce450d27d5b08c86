import { describe, expect, test } from 'vitest';
import { problemOfGraphReply } from '../../../agent-core/entra/graph-problems.ts';
import { answer, refusal } from '../../builders/fake-network.ts';

const codeFor = (reply: Parameters<typeof problemOfGraphReply>[0]) => problemOfGraphReply(reply, 'POST /users').code;

test.each([
  [400, 'tenant.refused-value'],
  [401, 'tenant.unauthorized'],
  [403, 'tenant.forbidden'],
  [404, 'tenant.not-found'],
  [409, 'tenant.conflict'],
  [429, 'tenant.throttled'],
  [500, 'tenant.unavailable'],
  [503, 'tenant.unavailable'],
  [599, 'tenant.unavailable'],
  [302, 'tenant.unreadable-answer'],
  [418, 'tenant.unreadable-answer'],
])('%i is %s', (status, code) => {
  expect(codeFor(refusal(status, 'SomeCode'))).toBe(code);
});

describe('a value that is taken', () => {
  test.each(['ObjectConflict', 'ConflictingObjects', 'PropertyConflict'])(
    'is told by the detail %s of a 400',
    (code) => {
      const error = { code: 'Request_BadRequest', message: 'taken', details: [{ code, target: 'userPrincipalName' }] };
      expect(codeFor(answer(400, { error }))).toBe('tenant.conflict');
    },
  );

  test('is not told by the words of the message', () => {
    const message = 'Another object with the same value for property userPrincipalName already exists.';
    expect(codeFor(answer(400, { error: { code: 'Request_BadRequest', message } }))).toBe('tenant.refused-value');
  });

  test.each([
    ['of another kind', [{ code: 'InvalidValue', target: 'mail' }]],
    ['that are none', []],
    ['that are missing', null],
  ])('is not told by details %s', (_what, details) => {
    const error = { code: 'Request_BadRequest', message: '', details };
    expect(codeFor(answer(400, { error }))).toBe('tenant.refused-value');
  });
});

test('the detail names what was asked, the status and what Graph said', () => {
  expect(problemOfGraphReply(refusal(403, 'Authorization_RequestDenied'), 'PATCH /users/ada').detail).toBe(
    'PATCH /users/ada: 403 Authorization_RequestDenied because of Authorization_RequestDenied',
  );
});

test.each(['', '<html>', '[]', '{"error":"no"}', '{"error":{}}'])(
  'a 400 with the body %j is no answer of Graph',
  (body) => {
    expect(codeFor(answer(400, body))).toBe('tenant.unreadable-answer');
  },
);

test('a 503 without a body that can be read is still a tenant that is not available', () => {
  expect(problemOfGraphReply(answer(503, '<html>'), 'GET /users')).toMatchObject({
    code: 'tenant.unavailable',
    detail: 'GET /users: 503',
  });
});
