import { describe, expect, test } from 'vitest';
import {
  firstNetworkState,
  missingInNetwork,
  type NetworkState,
  reduceNetwork,
  tenantDraftOf,
} from '../../../../renderer/wizard/network/network-state.ts';

const stateOf = (changes: Partial<NetworkState>): NetworkState => ({ ...firstNetworkState, ...changes });

describe('a cloud', () => {
  test('brings both its addresses along', () => {
    const china = reduceNetwork(firstNetworkState, { kind: 'cloudChosen', cloud: 'China (21Vianet)' });
    expect(tenantDraftOf(china)).toMatchObject({
      authority: 'https://login.partner.microsoftonline.cn',
      graph: 'https://microsoftgraph.chinacloudapi.cn',
    });
  });

  test('of other addresses begins with the ones that were there', () => {
    const other = reduceNetwork(firstNetworkState, { kind: 'cloudChosen', cloud: null });
    expect(other).toMatchObject({ cloud: null, authority: firstNetworkState.authority });
  });
});

describe('what is missing', () => {
  test('is nothing for most people', () => {
    expect(missingInNetwork(firstNetworkState)).toBeNull();
  });

  test.each([
    ['network-authority', { authority: 'http://login.contoso.com' }],
    ['network-authority', { authority: 'login.contoso.com' }],
    ['network-graph', { graph: 'https://graph.contoso.com/v1.0' }],
    ['network-graph', { graph: 'https://name:word@graph.contoso.com' }],
    ['network-proxy', { proxy: 'proxy.contoso.com:8080' }],
    ['network-proxy', { proxy: 'socks5://proxy.contoso.com' }],
    ['network-sign-in-client', { signInClient: 'Bridgehead' }],
  ] as const)('%s for %o', (field, changes) => {
    expect(missingInNetwork(stateOf(changes))?.field).toBe(field);
  });

  test('is nothing for a slash at the end, another port or capital letters', () => {
    const good = { authority: 'https://Login.Contoso.com:8443/', graph: 'https://graph.contoso.com:443' };
    expect(missingInNetwork(stateOf({ ...good, proxy: ' http://proxy:8080/ ' }))).toBeNull();
  });
});

test('the draft has no slash at the end, and no proxy when none was typed', () => {
  const draft = tenantDraftOf(stateOf({ authority: 'https://login.contoso.com/ ', proxy: '  ' }));
  expect(draft).toMatchObject({ authority: 'https://login.contoso.com', proxy: null, certificateAuthorities: null });
});
