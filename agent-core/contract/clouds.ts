/** Microsoft's clouds: in each, sign-in and Microsoft Graph have addresses of their own that belong together. */

export interface Cloud {
  readonly name: string;
  readonly authority: string;
  readonly graph: string;
  /** What Connect-MgGraph calls it; null where it has no name for it. */
  readonly environment: string | null;
}

/** learn.microsoft.com/graph/deployments */
export const clouds: readonly Cloud[] = [
  {
    name: 'Global',
    authority: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    environment: 'Global',
  },
  {
    name: 'US Government',
    authority: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    environment: 'USGov',
  },
  {
    name: 'US Government (DoD)',
    authority: 'https://login.microsoftonline.us',
    graph: 'https://dod-graph.microsoft.us',
    environment: 'USGovDoD',
  },
  {
    name: 'China (21Vianet)',
    authority: 'https://login.partner.microsoftonline.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    environment: 'China',
  },
  {
    name: 'France (Bleu)',
    authority: 'https://login.sovcloud-identity.fr',
    graph: 'https://graph.svc.sovcloud.fr',
    environment: null,
  },
  {
    name: 'Germany (Delos)',
    authority: 'https://login.sovcloud-identity.de',
    graph: 'https://graph.svc.sovcloud.de',
    environment: null,
  },
  {
    name: 'Singapore (GovSG)',
    authority: 'https://login.sovcloud-identity.sg',
    graph: 'https://graph.svc.sovcloud.sg',
    environment: null,
  },
];

/** The cloud that both addresses belong to; undefined for addresses that are none of Microsoft's. */
export function cloudOf({ authority, graph }: Pick<Cloud, 'authority' | 'graph'>): Cloud | undefined {
  return clouds.find((cloud) => cloud.authority === authority && cloud.graph === graph);
}

/** Whether one address is of a cloud that the other one is not of: a token of one cloud opens nothing in another. */
export function areOfDifferentClouds(addresses: Pick<Cloud, 'authority' | 'graph'>): boolean {
  const isKnown = clouds.some(({ authority, graph }) => authority === addresses.authority || graph === addresses.graph);
  return isKnown && cloudOf(addresses) === undefined;
}
