import type { Change } from '../contract/plan.ts';
import type { GroupDifference } from './diff-groups.ts';
export declare function changesOfGroup(difference: GroupDifference): Change;
