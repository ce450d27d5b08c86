import { expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { newSigningKeyPem } from '../state/seed-snapshot.ts';
import { createAccessTokens } from './access-tokens.ts';
import { createTokenSigner } from './token-signer.ts';

const { tenantId } = seed;
const origin = 'https://localhost:1';
const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 8, minutes));

test('a token that was accepted before is judged by its time again, and what was changed in it is not it', async () => {
  const tokens = createAccessTokens(createTokenSigner(newSigningKeyPem()));
  const application = { ...seed.application, keyCredentials: [] };
  const token = await tokens.issue({ application, audience: origin, issuer: origin, tenantId, now: at(0) });
  const kindAt = async (minutes: number, shown = token) =>
    (await tokens.verify(shown, { origin, tenantId, now: at(minutes) })).kind;
  expect([await kindAt(0), await kindAt(59)]).toEqual(['valid', 'valid']);
  expect(await kindAt(60)).toBe('expired');
  expect(await kindAt(-1)).toBe('not-ours');
  const [head, , signature] = token.split('.');
  const forged = Buffer.from(JSON.stringify({ aud: origin, tid: tenantId, appid: 'x', exp: 4e9 })).toString(
    'base64url',
  );
  expect(await kindAt(1, `${head}.${forged}.${signature}`)).toBe('not-ours');
  expect(await kindAt(1)).toBe('valid');
});
