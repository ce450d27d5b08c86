/** What Exchange does to a user who has a licence for it: it names the mailbox by its own rule. */
import type { ObjectRecord } from './snapshot.ts';
import { defaultDomain, type TenantState } from './tenant-state.ts';

/** Office 365 E3, which has a mailbox. */
const licenceSkuId = '6fd2c87f-b296-42f0-b197-1e91e994b900';

export const withLicence = (user: ObjectRecord, state: TenantState): ObjectRecord =>
  asExchangeWants({ ...user, assignedLicenses: [{ disabledPlans: [], skuId: licenceSkuId }] }, state);

/** Licensed users are addressed by their sign-in name in the default domain; everybody else stays as written. */
export function asExchangeWants(user: ObjectRecord, state: TenantState): ObjectRecord {
  const licences = user.assignedLicenses;
  if (!state.knobs.read().exchangeRewrites || !Array.isArray(licences) || licences.length === 0) return user;
  const [mailNickname = ''] = String(user.userPrincipalName).split('@');
  const mail = `${mailNickname}@${defaultDomain(state)}`;
  const addresses = (Array.isArray(user.proxyAddresses) ? user.proxyAddresses : []).filter(
    (address) => typeof address === 'string',
  );
  const others = addresses.filter((address) => address.toLowerCase() !== `smtp:${mail.toLowerCase()}`);
  return {
    ...user,
    mail,
    mailNickname,
    proxyAddresses: [`SMTP:${mail}`, ...others.map((address) => address.replace(/^SMTP:/, 'smtp:'))],
  };
}
