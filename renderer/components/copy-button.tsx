/** Copies a text, and says for a moment that it did. */
import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Bridge } from '../../electron/contract/bridge.ts';
import { commonTexts } from '../texts/common-texts.ts';

const shownForMs = 3_000;

interface CopyButtonProps {
  readonly bridge: Bridge;
  readonly text: string;
  readonly label: string;
}

export function CopyButton({ bridge, text, label }: CopyButtonProps) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), shownForMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    const copied = await bridge.call('text.copy', { text });
    setIsCopied(copied.ok);
  };
  return <Button onClick={() => void copy()}>{isCopied ? commonTexts.actions.copied : label}</Button>;
}
