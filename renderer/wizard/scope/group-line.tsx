/** One group: its name, where it is, how many members, and what can be done with it. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { ShortIdentifier } from '../../components/short-identifier.tsx';
import { scopeTexts } from '../../texts/wizard/scope-texts.ts';
import type { PickedGroup } from './scope-state.ts';

export function GroupLine({ group, children }: { readonly group: PickedGroup; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.line}>
      <div className={styles.words}>
        <span className={styles.name}>{group.name}</span> {scopeTexts.members(group)}
        <div className={styles.where}>
          <ShortIdentifier text={group.distinguishedName} />
        </div>
      </div>
      {children}
    </div>
  );
}

const useStyles = makeStyles({
  line: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
  },
  words: { flex: '1 1 0', minWidth: 0, overflowWrap: 'anywhere' },
  name: { fontWeight: tokens.fontWeightSemibold },
  where: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});
