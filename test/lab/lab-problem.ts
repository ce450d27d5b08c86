/** Trouble that whoever runs the lab can mend: one sentence about what happened, one about what to do. */
export class LabProblem extends Error {
  override readonly name = 'LabProblem';
  readonly remedy: string;

  constructor(sentence: string, remedy: string, options?: ErrorOptions) {
    super(sentence, options);
    this.remedy = remedy;
  }
}
