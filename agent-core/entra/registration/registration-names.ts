/** What the agent's two applications are called in every tenant, so that they are found again after any failure. */

export interface ApplicationNames {
  /** Immutable key of Graph: creating by it twice makes one application. */
  readonly uniqueName: string;
  readonly displayName: string;
  readonly notes: string;
}

export const agentApplication: ApplicationNames = {
  uniqueName: 'bridgehead-agent',
  displayName: 'Bridgehead',
  notes: 'Bridgehead agents sign in as this application. Each has a certificate of its own.',
};

/** Deleting it would lose the mark on every user and group, so it stays when the agent goes (rule R3). */
export const marksApplication: ApplicationNames = {
  uniqueName: 'bridgehead-marks',
  displayName: 'Bridgehead ownership marks (do not delete)',
  notes: 'Holds the property by which Bridgehead knows the users and groups it manages. Deleting it loses all marks.',
};

/** Configuration and GUID of the domain, of every managed object. */
export const ownershipExtensionName = 'bridgeheadOwner';

/** Graph puts the application into the name of its extensions. */
export const extensionNameOf = (clientId: string): string =>
  `extension_${clientId.replaceAll('-', '')}_${ownershipExtensionName}`;

/** Says which agent created the application; only that one may remove it. */
export const creatorTag = (agentId: string): string => `bridgehead-created-by-${agentId}`;
