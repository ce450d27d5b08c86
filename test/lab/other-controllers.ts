/** The same lab with another of its controllers in the place of the first one, for whoever connects to `address` and `directory`. */
import type { LabFacts } from './lab-facts.ts';
import { LabProblem } from './lab-problem.ts';

export function atSecondController(lab: LabFacts): LabFacts {
  const { secondController, ...first } = lab.directory;
  if (secondController === undefined) throw missing(lab, '--second-controller');
  const { address, ...second } = secondController;
  return { ...lab, address, directory: { ...first, ...second } };
}

export function atReadOnlyController(lab: LabFacts): LabFacts {
  const { readOnlyController, ...first } = lab.directory;
  if (readOnlyController === undefined) throw missing(lab, '--read-only-controller');
  const { address, ...readOnly } = readOnlyController;
  return { ...lab, address, directory: { ...first, ...readOnly } };
}

export function inSecondForest(lab: LabFacts): LabFacts {
  if (lab.secondForest === undefined) throw missing(lab, '--second-forest');
  const { address, ...directory } = lab.secondForest;
  return { ...lab, address, directory: { ...directory, seed: 'fabrikam', hasExchange: false } };
}

function missing({ dir }: LabFacts, option: string): LabProblem {
  return new LabProblem(`The lab in ${dir} runs without ${option}.`, `Start it with ${option}.`);
}
