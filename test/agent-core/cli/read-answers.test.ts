import { openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAnswers } from '../../../agent-core/cli/read-answers.ts';
import { realCredential } from '../../builders/credentials.ts';
import { settings, smallestDomain, smallestSettings } from '../../builders/settings.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const { tenant, domains } = smallestSettings;
const domain = smallestDomain;
const pem = (await realCredential()).certificatePem.trim();
const passwordFile = { file: 'password.txt' };

/** Writes an answer file, next to a file with a password and one with a certificate authority. */
function answerFile(answers: unknown) {
  const dir = temporaryFolder();
  const path = join(dir, 'answers.json');
  writeFileSync(path, typeof answers === 'string' ? answers : JSON.stringify(answers));
  writeFileSync(join(dir, 'password.txt'), 'correct horse\nsecond line\n');
  writeFileSync(join(dir, 'authority.pem'), `\n${pem}\n`);
  return { dir, path };
}

async function problemOf(answers: unknown) {
  const { dir, path } = answerFile(answers);
  const read = await readAnswers(path);
  if (read.ok) throw new Error('the answers were taken');
  const { code, detail } = read.problem;
  return { code, detail: detail.replaceAll(dir, 'DIR') };
}

async function passwordFrom(password: unknown, passwordText?: string) {
  const { dir, path } = answerFile({ tenant, domains: [{ ...domain, password }] });
  if (passwordText !== undefined) writeFileSync(join(dir, 'password.txt'), passwordText);
  const read = await readAnswers(path);
  return read.ok ? read.value.domainPasswords.get('contoso.com')?.reveal() : read.problem;
}

describe('an answer file', () => {
  test('gives complete settings and the password', async () => {
    const { path } = answerFile({ tenant, domains: [{ ...domain, password: passwordFile }] });
    const read = await readAnswers(path);
    if (!read.ok) throw new Error(read.problem.detail);
    expect(read.value.settings).toEqual({ ...settings(), configurationId: null });
    expect(read.value.domainPasswords.get('contoso.com')?.reveal()).toBe('correct horse');
  });

  test('asks for no password where the agent runs as the account', async () => {
    const { path } = answerFile({ tenant, domains: [{ ...domain, identity: 'service' }] });
    expect(await readAnswers(path)).toMatchObject({ ok: true, value: { domainPasswords: new Map() } });
  });

  test('that was saved before the registration takes the client id from the command line', async () => {
    const { path } = answerFile({
      tenant: { ...tenant, clientId: '' },
      domains: [{ ...domain, password: passwordFile }],
    });
    expect(await readAnswers(path)).toMatchObject({
      ok: false,
      problem: { detail: expect.stringContaining('tenant.clientId: is empty: "bridgehead register" shows it') },
    });
    const read = await readAnswers(path, { clientId: tenant.clientId });
    expect(read.ok && read.value.settings.tenant).toEqual(settings().tenant);
    const wrong = await readAnswers(path, { clientId: 'no id' });
    // Whatever the file was read for: "settings import" sets nothing up.
    expect(wrong).toMatchObject({
      ...{ ok: false, problem: { code: 'answers.invalid', meaning: 'Nothing was set up or changed.' } },
    });
  });

  test('names files beside itself, wherever the command was started', async () => {
    const authority = { certificateAuthorityFile: 'authority.pem' };
    const { path } = answerFile({
      tenant: { ...tenant, ...authority },
      domains: [{ ...domain, ...authority, password: passwordFile }],
    });
    const read = await readAnswers(path);
    if (!read.ok) throw new Error(read.problem.detail);
    expect(read.value.settings.tenant.certificateAuthorities).toBe(pem);
    expect(read.value.settings.domains[0]?.certificateAuthorities).toBe(pem);
  });
});

describe('the password', () => {
  test.each([
    ['one line', 'correct horse'],
    ['a line that ends', 'correct horse\n'],
    ['a line that ends as on Windows', 'correct horse\r\n'],
    ['several lines', 'correct horse\nand a remark'],
  ])('is the first line of a file with %s', async (_what, text) => {
    expect(await passwordFrom(passwordFile, text)).toBe('correct horse');
  });

  test('keeps its blanks', async () => {
    expect(await passwordFrom(passwordFile, '  correct horse \n')).toBe('  correct horse ');
  });

  test('is read from a descriptor that the caller opened', async () => {
    const { dir, path } = answerFile('');
    const fileDescriptor = openSync(join(dir, 'password.txt'), 'r');
    writeFileSync(path, JSON.stringify({ tenant, domains: [{ ...domain, password: { fileDescriptor } }] }));
    expect(await readAnswers(path)).toMatchObject({ ok: true });
  });

  test.each(['', '\n', '\r\ncorrect horse'])('is missing when the file holds %j', async (text) => {
    expect(await passwordFrom(passwordFile, text)).toMatchObject({
      code: 'answers.invalid',
      detail: 'domains.0.password: there is no password',
    });
  });

  test('cannot be read from a descriptor that nobody opened', async () => {
    expect(await passwordFrom({ fileDescriptor: 1000 })).toMatchObject({
      code: 'answers.named-file-unreadable',
      detail: 'file descriptor 1000: EBADF',
    });
  });

  test('cannot be asked for without a terminal', async () => {
    // Tests have no terminal: their standard input is a pipe or nothing.
    expect(process.stdin.isTTY).toBeFalsy();
    expect(await passwordFrom('prompt')).toMatchObject({ code: 'answers.invalid' });
  });
});

describe('a file written by Windows PowerShell 5.1', () => {
  const mark = '\uFEFF';

  test('in UTF-8 has a mark at its beginning that is neither JSON nor part of a password', async () => {
    const { path } = answerFile(mark + JSON.stringify({ tenant, domains: [{ ...domain, password: passwordFile }] }));
    expect(await readAnswers(path)).toMatchObject({ ok: true });
    expect(await passwordFrom(passwordFile, `${mark}correct horse\r\n`)).toBe('correct horse');
  });

  test('in UTF-16 is refused by the name of its encoding', async () => {
    const { path } = answerFile('');
    writeFileSync(path, Buffer.from(`${mark}{}`, 'utf16le'));
    expect(await readAnswers(path)).toMatchObject({ ok: false, problem: { code: 'answers.wrong-encoding' } });
  });
});

test('a certificate authority that only begins like a certificate is refused', async () => {
  const { dir, path } = answerFile({
    tenant: { ...tenant, certificateAuthorityFile: 'garbage.pem' },
    domains: [{ ...domain, password: passwordFile }],
  });
  writeFileSync(join(dir, 'garbage.pem'), '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n');
  expect(await readAnswers(path)).toMatchObject({
    ok: false,
    problem: { code: 'answers.no-certificate', detail: 'garbage.pem' },
  });
});

test.each(['correct horse', { fiel: 'x' }])('a password given as %j is told what it may be', async (password) => {
  expect(await passwordFrom(password)).toMatchObject({
    code: 'answers.invalid',
    detail: expect.stringContaining('domains.0.password: takes {"file": PATH}, {"fileDescriptor": N} or "prompt"'),
  });
});

describe('what is wrong is named with its place', () => {
  test.each<[string, unknown, string, string]>([
    ['a key nobody knows', { ...smallestSettings, dryRun: true }, 'answers.unknown-key', 'DIR/answers.json: dryRun'],
    [
      'a key nobody knows further in',
      { tenant, domains: [{ ...domain, controllers: { kind: 'chosen', hosts: [{ host: 'dc1', tls: 1 }] } }] },
      'answers.unknown-key',
      'DIR/answers.json: domains.0.controllers.hosts.0.tls',
    ],
    ['several keys nobody knows', { ...smallestSettings, a: 1, b: 2 }, 'answers.unknown-key', 'DIR/answers.json: a, b'],
    [
      'a value that cannot be used',
      { tenant: { ...tenant, graph: 'http://x' }, domains },
      'answers.invalid',
      'DIR/answers.json: tenant.graph: must be an https address',
    ],
    [
      'a file that is no object',
      [],
      'answers.invalid',
      'DIR/answers.json: the file: must be an object, written {"NAME": VALUE, ...}',
    ],
    [
      'keys nobody knows in several places',
      { ...smallestSettings, a: 1, tenant: { ...tenant, b: 2 } },
      'answers.unknown-key',
      'DIR/answers.json: tenant.b, a',
    ],
    [
      'several things at once, each in words',
      { tenant: { ...tenant, tenantId: 7 }, domains: [{ ...domain, account: 'x', security: 'none' }], guard: 1 },
      'answers.invalid',
      'DIR/answers.json: tenant.tenantId: must be a text; domains.0.account: must have a length of at least 3; domains.0.security: must be "automatic" or "ldaps" or "starttls" or "integrated"; guard: must be an object, written {"NAME": VALUE, ...}',
    ],
    [
      'what is missing',
      { tenant: { tenantId: tenant.tenantId }, domains: [{ name: 'contoso.com' }] },
      'answers.invalid',
      'DIR/answers.json: tenant.clientId: is missing: "bridgehead register" shows it, and --client-id gives it to the set-up; domains.0.account: is missing; domains.0.controllers: is missing',
    ],
    [
      'numbers and kinds out of range',
      { ...smallestSettings, schedule: { intervalSeconds: 7, isPaused: 'no' }, scope: { kind: 'some' } },
      'answers.invalid',
      'DIR/answers.json: scope.kind: is of no kind that is known; schedule.intervalSeconds: must be at least 30; schedule.isPaused: must be true or false',
    ],
    ['no JSON', '{ tenant: }', 'answers.unreadable', 'DIR/answers.json is not JSON'],
    [
      'a certificate file that is not there',
      { tenant: { ...tenant, certificateAuthorityFile: 'missing.pem' }, domains },
      'answers.named-file-unreadable',
      'DIR/missing.pem: ENOENT',
    ],
    [
      'a password file that is not there',
      { tenant, domains: [{ ...domain, password: { file: 'missing.txt' } }] },
      'answers.named-file-unreadable',
      'DIR/missing.txt: ENOENT',
    ],
    [
      'a certificate file that holds something else',
      { tenant, domains: [{ ...domain, certificateAuthorityFile: 'password.txt' }] },
      'answers.no-certificate',
      'password.txt',
    ],
  ])('%s', async (_what, answers, code, detail) => {
    expect(await problemOf(answers)).toEqual({ code, detail });
  });

  test('a file that is not there', async () => {
    const path = join(temporaryFolder(), 'missing.json');
    expect(await readAnswers(path)).toMatchObject({
      problem: { code: 'answers.unreadable', detail: `${path}: ENOENT` },
    });
  });
});

test.each<[string, unknown]>([
  ['as a text', { tenant, domains: [{ ...domain, password: 'correct horse' }] }],
  ['as a text in an object', { tenant, domains: [{ ...domain, password: { text: 'correct horse' } }] }],
  ['under another key', { tenant, domains: [{ ...domain, domainPassword: 'correct horse' }] }],
  ['as another value', { tenant: { ...tenant, tenantId: 'correct horse' }, domains }],
  ['in a file that is no JSON', '{"domains": [{"password": correct horse}]}'],
  ['as a country', { ...smallestSettings, newUsers: { usageLocation: 'correct horse' } }],
  ['as a policy', { ...smallestSettings, newUsers: { passwordPolicies: 'correct horse' } }],
])('a password that somebody wrote %s is never repeated', async (_where, answers) => {
  expect(JSON.stringify(await problemOf(answers))).not.toContain('horse');
});
