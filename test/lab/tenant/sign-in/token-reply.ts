/** The shape in which every grant is answered, and the name under which the tenant signs. */
import { jsonReply, type TenantReply, type TenantRequest } from '../http/exchange.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { tokenLifetimeSeconds } from './token-signer.ts';

const expiresIn = tokenLifetimeSeconds - 1;

export const tokenJson = (fields: Readonly<Record<string, unknown>>): TenantReply =>
  jsonReply(
    200,
    { token_type: 'Bearer', expires_in: expiresIn, ext_expires_in: expiresIn, ...fields },
    { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' },
  );

export const issuerOf = ({ origin }: TenantRequest, { tenantId }: TenantState): string => `${origin}/${tenantId}/v2.0`;
