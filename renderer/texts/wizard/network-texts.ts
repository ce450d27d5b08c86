/** Every word of the network settings. */
export const networkTexts = {
  heading: 'Network',
  open: 'Change the network settings',
  close: 'Close the network settings',
  summary: (cloud: string, proxy: string) => `Entra ID (${cloud}), ${proxy}.`,
  direct: 'with the proxy that this server is set to',
  throughProxy: (proxy: string) => `through ${proxy}`,

  cloud: 'Cloud',
  otherCloud: 'Other addresses',
  authority: 'Sign-in address',
  graph: 'Microsoft Graph address',
  proxy: 'Proxy',
  proxyHint: 'Such as http://proxy.contoso.com:8080. Leave empty to use what this server is set to.',
  certificateAuthority: 'Private certificate authority',
  certificateAuthorityHint: 'Needed where a proxy inspects the traffic. A PEM file.',
  choose: 'Choose a file',
  chooseOther: 'Choose another file',
  remove: 'Remove',
  none: 'None, the public ones are enough.',
  signInClient: 'Application that you sign in through',
  signInClientHint:
    'The client id of a public client. The one given here is Microsoft Graph Command Line Tools; use your own where that is blocked.',

  faults: {
    authority: 'Enter an https address without a path, such as https://login.microsoftonline.com.',
    graph: 'Enter an https address without a path, such as https://graph.microsoft.com.',
    proxy: 'Enter a proxy such as http://proxy.contoso.com:8080, or leave it empty.',
    signInClient: 'Enter the client id of the application, 32 digits with hyphens.',
  },
} as const;
