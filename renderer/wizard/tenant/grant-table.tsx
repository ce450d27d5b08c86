/** What the set-up will make in the tenant, and each permission with what it is for and what fails without it (rule R32). */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { TenantInspection } from '../../../electron/contract/bridge.ts';
import { tenantTexts } from '../../texts/wizard/tenant-texts.ts';
import { SentenceSection } from '../frame/sentence-section.tsx';
import { SheetHeading } from '../frame/sheet-heading.tsx';

export function GrantTable({ grants }: Pick<TenantInspection, 'grants'>) {
  const styles = useStyles();
  return (
    <>
      <SentenceSection heading={tenantTexts.creates} sentences={tenantTexts.createsList} />
      <section>
        <SheetHeading text={tenantTexts.grants} />
        <table className={styles.table}>
          <thead>
            <tr>
              {[tenantTexts.grant, tenantTexts.grantWhy, tenantTexts.grantWithout].map((word) => (
                <th key={word} scope="col" className={styles.column}>
                  {word}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grants.map(({ permission, why, without }) => (
              <tr key={permission}>
                <th scope="row" className={styles.permission}>
                  {permission}
                </th>
                <td className={styles.cell}>{why}</td>
                <td className={styles.cell}>{without}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className={styles.note}>{tenantTexts.ownership}</p>
      </section>
    </>
  );
}

const line = `1px solid ${tokens.colorNeutralStroke3}`;
const padding = `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS} 0`;

const useStyles = makeStyles({
  table: { width: '100%', tableLayout: 'fixed', borderCollapse: 'collapse' },
  column: {
    padding,
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    borderBottom: line,
  },
  permission: {
    padding,
    textAlign: 'left',
    verticalAlign: 'top',
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
    borderBottom: line,
  },
  cell: { padding, verticalAlign: 'top', overflowWrap: 'anywhere', borderBottom: line },
  note: { margin: `${tokens.spacingVerticalS} 0 0`, color: tokens.colorNeutralForeground2 },
});
