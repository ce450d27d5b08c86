import { createPrivateKey, createPublicKey, sign, verify, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail } from '../../../agent-core/contract/result.ts';
import { createAccessTokens } from '../../../agent-core/entra/access-token.ts';
import { type Credential, createCredential, describeCertificate } from '../../../agent-core/entra/credential.ts';
import type { HttpRequest } from '../../../agent-core/entra/network.ts';
import { type Answer, answer, fakeNetwork } from '../../builders/fake-network.ts';
import { settings } from '../../builders/settings.ts';

const nowMs = Date.parse('2026-03-02T08:00:00.000Z');
const dayMs = 86_400_000;
/** Making a key takes a moment, so all tests share one. */
let credential: Credential;
beforeAll(async () => {
  credential = await createCredential(nowMs);
});

describe('the credential of the agent', () => {
  test('is an RSA key of 3072 bits that its certificate belongs to', () => {
    const key = createPrivateKey(credential.privateKeyPem.reveal());
    expect(key.asymmetricKeyDetails).toMatchObject({ modulusLength: 3072, publicExponent: 65537n });
    const certificate = new X509Certificate(credential.certificatePem);
    expect(certificate.checkPrivateKey(key)).toBe(true);
    const signature = sign('sha256', Buffer.from('data'), key);
    expect(verify('sha256', Buffer.from('data'), certificate.publicKey, signature)).toBe(true);
  });

  test('R32: is valid for 6 to 12 months, and a little before now for a clock that is behind', () => {
    const certificate = new X509Certificate(credential.certificatePem);
    const lifetimeDays = (certificate.validToDate.getTime() - nowMs) / dayMs;
    expect(lifetimeDays).toBeGreaterThan(180);
    expect(lifetimeDays).toBeLessThanOrEqual(366);
    const headStartMs = nowMs - certificate.validFromDate.getTime();
    expect(headStartMs).toBe(5 * 60_000);
  });

  test('may sign and nothing else, for nobody else', () => {
    const certificate = new X509Certificate(credential.certificatePem);
    expect(certificate.subject).toBe('CN=Bridgehead agent');
    expect(certificate.issuer).toBe(certificate.subject);
    expect(certificate.ca).toBe(false);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });

  test('shows its key to nobody', () => {
    expect(JSON.stringify(credential)).not.toContain('PRIVATE KEY');
    expect(credential.certificatePem).not.toContain('PRIVATE KEY');
  });

  test('is described by its thumbprint, its beginning and its end', () => {
    const certificate = new X509Certificate(credential.certificatePem);
    expect(describeCertificate(credential.certificatePem)).toEqual({
      thumbprintSha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
      notBefore: '2026-03-02T07:55:00.000Z',
      notAfter: '2027-03-02T08:00:00.000Z',
    });
  });
});

describe('signing in with it', () => {
  const token = (number: number) =>
    answer(200, { token_type: 'Bearer', expires_in: 3600, access_token: `token-${number}` });
  const signal = new AbortController().signal;

  /** Discovery is answered as the sign-in service does; whatever else is asked gets the answers, one after the other. */
  function signInThat(...answers: readonly Answer[]) {
    const tokenRequests: HttpRequest[] = [];
    const network = fakeNetwork((httpRequest) => {
      if (httpRequest.method === 'GET') return discovery(httpRequest.url);
      const next = answers[Math.min(tokenRequests.length, answers.length - 1)];
      tokenRequests.push(httpRequest);
      if (next === undefined || typeof next === 'function') throw new Error('there is no answer');
      return next;
    });
    return { tokens: createAccessTokens(settings().tenant, credential, network), tokenRequests };
  }

  function discovery(url: string) {
    const authority = url.split('/v2.0/')[0];
    return answer(200, {
      token_endpoint: `${authority}/oauth2/v2.0/token`,
      authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
      issuer: `${authority}/v2.0`,
      jwks_uri: `${authority}/keys`,
    });
  }

  const revealed = async (answered: ReturnType<ReturnType<typeof signInThat>['tokens']['get']>) => {
    const got = await answered;
    return got.ok ? got.value.reveal() : got.problem.code;
  };

  test('gives a token, which is kept until the tenant refuses it', async () => {
    const { tokens, tokenRequests } = signInThat(token(1), token(2));
    expect(await revealed(tokens.get(signal, false))).toBe('token-1');
    expect(await revealed(tokens.get(signal, false))).toBe('token-1');
    expect(await revealed(tokens.get(signal, true))).toBe('token-2');
    expect(tokenRequests).toHaveLength(2);
  });

  test('proves the key by a signed assertion and never sends it', async () => {
    const { tokens, tokenRequests } = signInThat(token(1));
    await tokens.get(signal, false);
    const form = new URLSearchParams(tokenRequests[0]?.body);
    expect(form.get('client_id')).toBe(settings().tenant.clientId);
    expect(form.get('scope')).toContain('https://graph.microsoft.com/.default');
    const [header, payload, signature] = (form.get('client_assertion') ?? '').split('.');
    const isGenuine = verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      { key: createPublicKey(credential.certificatePem), padding: 6, saltLength: 32 },
      Buffer.from(signature ?? '', 'base64url'),
    );
    expect(isGenuine).toBe(true);
    expect(tokenRequests[0]?.body).not.toContain('PRIVATE');
  });

  test.each<[string, Answer, string]>([
    [
      'a refused certificate',
      answer(401, { error: 'invalid_client', error_codes: [700027] }),
      'tenant.certificate-refused',
    ],
    [
      'an application nobody knows',
      answer(400, { error: 'unauthorized_client', error_codes: [700016] }),
      'tenant.unknown-application',
    ],
    ['a service that is not available', answer(503, '<html>'), 'tenant.unavailable'],
    ['a service that asks to slow down', answer(429, {}), 'tenant.throttled'],
    ['a proxy that answers in its place', answer(200, '<html>'), 'tenant.unreadable-answer'],
    ['a network that is down', problem('tenant.unreachable', 'login'), 'tenant.unreachable'],
  ])('met by %s is that problem', async (_what, reply, code) => {
    expect(await revealed(signInThat(reply).tokens.get(signal, false))).toBe(code);
  });

  test('that was stopped says so', async () => {
    const stopped = await signInThat(token(1)).tokens.get(AbortSignal.abort(), false);
    expect(stopped).toEqual(fail(problem('run.cancelled', 'while waiting')));
  });
});
