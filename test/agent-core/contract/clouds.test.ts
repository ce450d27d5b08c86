import { expect, test } from 'vitest';
import { areOfDifferentClouds, cloudOf, clouds } from '../../../agent-core/contract/clouds.ts';
import { tenantSettingsSchema } from '../../../agent-core/contract/settings.ts';
import { smallestSettings } from '../../builders/settings.ts';

test('the cloud of the settings is the global one unless somebody says otherwise', () => {
  expect(cloudOf(tenantSettingsSchema.parse(smallestSettings.tenant))?.name).toBe('Global');
});

test.each(clouds)('the addresses of $name can be set, and belong together', (cloud) => {
  const { authority, graph } = cloud;
  expect(tenantSettingsSchema.safeParse({ ...smallestSettings.tenant, authority, graph }).success).toBe(true);
  expect(cloudOf(cloud)).toBe(cloud);
  expect(areOfDifferentClouds(cloud)).toBe(false);
});

test('addresses of two clouds do not belong together, and those of a lab belong to none', () => {
  const [authority, graph] = ['https://login.microsoftonline.us', 'https://graph.microsoft.com'];
  expect(areOfDifferentClouds({ authority, graph })).toBe(true);
  expect(areOfDifferentClouds({ authority: 'https://127.0.0.1:8443', graph })).toBe(true);
  expect(areOfDifferentClouds({ authority: 'https://127.0.0.1:1', graph: 'https://127.0.0.1:1' })).toBe(false);
});
