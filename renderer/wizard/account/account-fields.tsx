/** An account and its password. The password goes to the main process with every key, and no page's state ever holds it. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { TextField } from '../../components/text-field.tsx';
import { accountTexts } from '../../texts/wizard/account-texts.ts';
import { type AccountEvent, type AccountState, isAccountName } from './account-state.ts';

interface AccountFieldsProps {
  readonly bridge: Bridge;
  /** Of the ids of the two fields. */
  readonly prefix: string;
  readonly state: AccountState;
  readonly send: (event: AccountEvent) => void;
  /** Whose account it is; the one that reads the directory unless said otherwise. */
  readonly words?: typeof accountTexts.reader | typeof accountTexts.administrator;
  /** The wizard goes on without them. */
  readonly isOptional?: boolean;
}

export function AccountFields(props: AccountFieldsProps) {
  const { bridge, prefix, state, send, words = accountTexts.reader, isOptional = false } = props;
  const styles = useStyles();
  const [password, setPassword] = useState('');
  const [wasLeft, setWasLeft] = useState(false);
  const { account, hasPassword } = state;
  const keep = (name: string, text: string) => {
    if (name.trim() === '') return;
    if (text !== '') void bridge.call('password.keep', { account: name.trim(), password: text });
    send({ kind: 'passwordTyped', isEmpty: text === '' });
  };
  return (
    <div className={styles.fields}>
      <TextField
        id={`${prefix}-account`}
        label={words.name}
        hint={words.nameHint}
        placeholder={words.namePlaceholder}
        value={account}
        isRequired={!isOptional}
        fault={wasLeft && account !== '' && !isAccountName(account) ? accountTexts.nameFault : null}
        onLeave={() => setWasLeft(true)}
        onChange={(text) => {
          send({ kind: 'accountTyped', text });
          // Whoever corrects the name after the password was typed need not type that again.
          if (password !== '') keep(text, password);
        }}
      />
      {state.identity === 'service' ? null : (
        <TextField
          id={`${prefix}-password`}
          label={words.password}
          hint={words.passwordHint}
          value={password}
          isSecret
          isRequired={!isOptional}
          {...(hasPassword && password === '' ? { placeholder: accountTexts.passwordKept } : {})}
          onChange={(text) => {
            setPassword(text);
            keep(account, text);
          }}
        />
      )}
    </div>
  );
}

const useStyles = makeStyles({
  fields: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalM },
});
