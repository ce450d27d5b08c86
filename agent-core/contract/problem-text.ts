/** What a person reads of a problem, whenever it happens. */
export interface ProblemText {
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
}
