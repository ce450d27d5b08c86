/** How a package is started: silent, and not as by a person, so that account, data and settings stay. */
export const updateArguments = ['/S', '--updated'] as const;

/** The one case in which an older version is accepted. */
export const wayBackArguments = [...updateArguments, '/RETURN'] as const;
