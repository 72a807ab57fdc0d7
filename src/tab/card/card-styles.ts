import { makeStyles, tokens } from '@fluentui/react-components';

const button = {
  maxWidth: '100%',
  minHeight: '32px',
  padding: `5px ${tokens.spacingHorizontalM}`,
  border: `1px solid ${tokens.colorNeutralStroke1}`,
  borderRadius: tokens.borderRadiusMedium,
  backgroundColor: tokens.colorNeutralBackground1,
  color: tokens.colorNeutralForeground1,
  fontFamily: tokens.fontFamilyBase,
  fontSize: tokens.fontSizeBase300,
  fontWeight: tokens.fontWeightSemibold,
  lineHeight: tokens.lineHeightBase300,
  cursor: 'pointer',
} as const;

const focus = {
  outline: `2px solid ${tokens.colorStrokeFocus2}`,
  outlineOffset: '1px',
} as const;

/** Makes what Microsoft's renderer draws look like the rest: it knows nothing of Fluent. */
export const useCardStyles = makeStyles({
  root: {
    minWidth: 0,
    overflowWrap: 'anywhere',
    '&:focus-visible': focus,
    '& .ac-adaptiveCard': { outline: 'none' },
    '& .ac-textBlock p': { margin: 0 },
    '& .ac-actionSet': { flexWrap: 'wrap !important', rowGap: tokens.spacingVerticalS },
    '& .ac-actionSet > div[style*="width"]': { flexGrow: 0, flexShrink: 0 },
    '& .ac-pushButton': { ...button, flex: '0 1 auto !important' },
    '& .ac-pushButton:hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    '& .ac-pushButton > div': { whiteSpace: 'normal', textAlign: 'left' },
    '& .ac-pushButton:focus-visible': focus,
    '& .ac-selectable:focus-visible': focus,
    '& .ac-selectable': { cursor: 'pointer' },
    '& a': { color: tokens.colorBrandForegroundLink },
    '& .ac-input:not([type=checkbox]):not([type=radio])': {
      width: '100%',
      boxSizing: 'border-box',
      minHeight: '32px',
      padding: `5px ${tokens.spacingHorizontalSNudge}`,
      border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
      borderRadius: tokens.borderRadiusMedium,
      backgroundColor: tokens.colorNeutralBackground1,
      color: tokens.colorNeutralForeground1,
      fontFamily: 'inherit',
      fontSize: tokens.fontSizeBase300,
    },
    '& .ac-input.ac-multiline': { minHeight: '5rem', resize: 'vertical' },
    '& .ac-input:focus-visible': focus,
    '& .ac-choiceSetInput-expanded': { border: 'none !important', padding: '0 !important' },
    '& input[type=radio], & input[type=checkbox]': { accentColor: tokens.colorCompoundBrandBackground },
    '& input[type=radio]:focus-visible, & input[type=checkbox]:focus-visible': focus,
  },
  busy: { opacity: 0.6, pointerEvents: 'none' },
});
