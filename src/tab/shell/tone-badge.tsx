import { Badge, type BadgeProps, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { Tone } from '../../http/contract.ts';
import { CheckmarkCircle, Circle, ErrorCircle, Info, Warning } from './icons.ts';

const LOOKS: Readonly<Record<Tone, { color: NonNullable<BadgeProps['color']>; icon: ReactElement }>> = {
  neutral: { color: 'informative', icon: <Circle /> },
  info: { color: 'brand', icon: <Info /> },
  good: { color: 'success', icon: <CheckmarkCircle /> },
  warning: { color: 'warning', icon: <Warning /> },
  alarm: { color: 'danger', icon: <ErrorCircle /> },
};

const useStyles = makeStyles({
  // long words go on below each other
  root: {
    height: 'auto',
    minHeight: '24px',
    maxWidth: '100%',
    whiteSpace: 'normal',
    textAlign: 'left',
    borderRadius: tokens.borderRadiusXLarge,
  },
});

/** How something stands: a word, with an icon and a colour that say the same. */
export function ToneBadge({ tone, text }: { readonly tone: Tone; readonly text: string }) {
  const { color, icon } = LOOKS[tone];
  return (
    <Badge appearance="tint" color={color} icon={icon} size="large" className={useStyles().root}>
      {text}
    </Badge>
  );
}
