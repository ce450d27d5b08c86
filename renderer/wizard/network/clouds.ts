/** The national clouds of Entra ID and where each is reached. */
export const clouds = {
  global: { authority: 'https://login.microsoftonline.com', graph: 'https://graph.microsoft.com' },
  usGovernment: { authority: 'https://login.microsoftonline.us', graph: 'https://graph.microsoft.us' },
  usDefense: { authority: 'https://login.microsoftonline.us', graph: 'https://dod-graph.microsoft.us' },
  china: { authority: 'https://login.partner.microsoftonline.cn', graph: 'https://microsoftgraph.chinacloudapi.cn' },
} as const;

export type Cloud = keyof typeof clouds | 'other';
export const cloudOrder = ['global', 'usGovernment', 'usDefense', 'china', 'other'] as const satisfies readonly Cloud[];
