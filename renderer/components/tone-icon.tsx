/** The shape and colour of a tone: tick, arrow circle, triangle, cross, dot. Words stand beside it, so it is hidden from screen readers. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowSyncCircleFilled } from '@fluentui/react-icons/svg/arrow-sync-circle';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { DismissCircleFilled } from '@fluentui/react-icons/svg/dismiss-circle';
import { InfoFilled } from '@fluentui/react-icons/svg/info';
import { WarningFilled } from '@fluentui/react-icons/svg/warning';
import type { Tone } from './tone.ts';

const icons = {
  good: CheckmarkCircleFilled,
  working: ArrowSyncCircleFilled,
  attention: WarningFilled,
  bad: DismissCircleFilled,
  quiet: InfoFilled,
} as const satisfies Record<Tone, unknown>;

export function ToneIcon({ tone, size = 16 }: { readonly tone: Tone; readonly size?: 16 | 20 | 32 }) {
  const styles = useStyles();
  const Icon = icons[tone];
  return <Icon className={mergeClasses(styles.icon, styles[tone])} fontSize={size} aria-hidden />;
}

const useStyles = makeStyles({
  icon: { flexShrink: 0, display: 'block' },
  good: { color: tokens.colorStatusSuccessForeground1 },
  working: { color: tokens.colorBrandForeground1 },
  attention: { color: tokens.colorStatusWarningForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
});
