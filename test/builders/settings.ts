/** Settings that pair contoso.com with the tenant of the tests. */
import { type Settings, settingsSchema } from '../../agent-core/contract/settings.ts';

export const smallestSettings = {
  tenant: {
    tenantId: '11111111-1111-4111-8111-111111111111',
    clientId: '22222222-2222-4222-8222-222222222222',
  },
  domain: { name: 'contoso.com', account: 'reader@contoso.com', controller: { host: 'dc1.contoso.com' } },
} as const;

export function settings(changes: Partial<Settings> = {}): Settings {
  return { ...settingsSchema.parse(smallestSettings), ...changes };
}
