/** What a person reads of a problem, whenever it happens. */
export interface ProblemText {
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
}

/** What many problems have in common: the meaning of whatever was refused before anything was done. */
export const nothingChanged = 'Nothing was changed in the directory or the tenant.';
