/** What a page still needs before the wizard can go on: said in a sentence, and the field that the focus moves to. */
export interface Missing {
  /** Id of the element that mends it. */
  readonly field: string;
  readonly sentence: string;
}
