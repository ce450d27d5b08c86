/** Settings that pair contoso.com with the tenant of the tests. */
import { type Settings, settingsSchema } from '../../agent-core/contract/settings.ts';

/** What an answer file has to say. */
export const smallestSettings = {
  tenant: {
    tenantId: '11111111-1111-4111-8111-111111111111',
    clientId: '22222222-2222-4222-8222-222222222222',
  },
  domains: [
    {
      name: 'contoso.com',
      account: 'reader@contoso.com',
      controllers: { kind: 'chosen', hosts: [{ host: 'dc1.contoso.com' }] },
    },
  ],
} as const;

export const configurationId = '33333333-3333-4333-8333-333333333333';

/** The domain of these settings. */
export const [smallestDomain] = smallestSettings.domains;

export function settings(changes: Partial<Settings> = {}): Settings {
  return { ...settingsSchema.parse({ ...smallestSettings, configurationId }), ...changes };
}
