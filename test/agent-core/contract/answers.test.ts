import { describe, expect, test } from 'vitest';
import { answersSchema } from '../../../agent-core/contract/answers.ts';
import { smallestDomain, smallestSettings } from '../../builders/settings.ts';

const { tenant, domains } = smallestSettings;
const domain = smallestDomain;
const codesFor = (answers: unknown) => answersSchema.safeParse(answers).error?.issues.map((issue) => issue.code);

test('the smallest answer file asks for the password and trusts the public authorities', () => {
  const answers = answersSchema.parse(smallestSettings);
  expect(answers.domains[0]?.password).toBe('prompt');
  expect(answers.domains[0]?.certificateAuthorityFile).toBeNull();
  expect(answers.tenant.certificateAuthorityFile).toBeNull();
  expect(answers.guard.disables).toMatchObject({ count: 50, percent: 10 });
});

describe('the password', () => {
  test.each([{ file: 'password.txt' }, { fileDescriptor: 3 }, 'prompt'])('is named by where it is: %j', (password) => {
    expect(answersSchema.parse({ tenant, domains: [{ ...domain, password }] }).domains[0]?.password).toEqual(password);
  });

  test.each([
    'Passw0rd',
    '',
    { text: 'Passw0rd' },
    { file: '' },
    { fileDescriptor: 0 },
    { fileDescriptor: 2 },
    { file: 'a', fileDescriptor: 3 },
  ])('is never written out or half named: %j', (password) => {
    const { error } = answersSchema.safeParse({ tenant, domains: [{ ...domain, password }] });
    expect(error?.issues.map((issue) => issue.path.slice(0, 3))).toEqual([['domains', 0, 'password']]);
  });
});

test.each<[string, unknown]>([
  ['at the top', { ...smallestSettings, version: 1 }],
  ['in tenant, where authorities come from a file', { tenant: { ...tenant, certificateAuthorities: null }, domains }],
  ['in domain', { tenant, domains: [{ ...domain, passwordFile: 'x' }] }],
])('a key that is not known is refused %s', (_where, answers) => {
  expect(codesFor(answers)).toEqual(['unrecognized_keys']);
});
