/** What tells a managed account that Bridgehead made, and may delete, from any other. */
export const ownDescription = 'Bridgehead: service account of the agents';
