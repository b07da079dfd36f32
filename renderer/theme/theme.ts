import {
  ActionIcon,
  Button,
  createTheme,
  type CSSVariablesResolver,
  Input,
  Kbd,
  type MantineThemeOverride,
  Menu,
  mergeThemeOverrides,
  Modal,
  ModalHeader,
  NumberInput,
  Popover,
  SegmentedControl,
  Select,
  Slider,
  Switch,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { t } from '../language/text.ts';

const compactInput = { size: 'xs', radius: 'sm' } as const;

/**
 * Mantine in the program's measures: controls of `--control`, Inter at 12 px, colours from `tokens.css`.
 * Components take their colours from the tokens through `cssVariables`, so both schemes follow one table.
 */
const theme = createTheme({
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '12px', sm: '12px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.35' },
  spacing: { xs: 'var(--space-1)', sm: 'var(--space-2)', md: 'var(--space-3)', lg: 'var(--space-4)', xl: 'var(--space-5)' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  shadows: {
    xs: 'var(--shadow-card)',
    sm: 'var(--shadow-card)',
    md: 'var(--shadow-popover)',
    lg: 'var(--shadow-popover)',
    xl: 'var(--shadow-overlay)',
  },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  primaryColor: 'accent',
  primaryShade: 6,
  colors: {
    accent: ['#eeeefc', '#dcdcf8', '#bcbcf1', '#9d9dea', '#8080e2', '#6a6adc', '#5b5bd6', '#4f4fc8', '#4b4ac6', '#3a39a8'],
  },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '18px', lineHeight: '1.35' },
      h2: { fontSize: '15px', lineHeight: '1.4' },
      h3: { fontSize: '13px', lineHeight: '1.45' },
    },
  },
  components: {
    Button: Button.extend({
      defaultProps: { size: 'xs' },
      vars: (_theme, props) =>
        props.size === 'xs'
          ? { root: { '--button-height': 'var(--control)', '--button-padding-x': '12px', '--button-fz': '12px' } }
          : { root: {} },
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { size: 28, variant: 'subtle', color: 'gray' },
      vars: (_theme, props) => ({ root: props.size === 28 ? { '--ai-size': 'var(--control)' } : {} }),
    }),
    Input: Input.extend({
      defaultProps: compactInput,
      vars: () => ({ wrapper: { '--input-height': 'var(--control)', '--input-fz': '12px', '--input-padding': '8px' } }),
    }),
    TextInput: TextInput.extend({ defaultProps: compactInput }),
    NumberInput: NumberInput.extend({ defaultProps: compactInput }),
    Select: Select.extend({ defaultProps: { ...compactInput, allowDeselect: false, checkIconPosition: 'right' } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs', radius: 'sm' } }),
    Slider: Slider.extend({ defaultProps: { size: 3, thumbSize: 12 } }),
    Switch: Switch.extend({ defaultProps: { size: 'xs' } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 400,
        transitionProps: { duration: 120 },
        multiline: true,
        events: { hover: true, focus: true, touch: false },
      },
    }),
    Menu: Menu.extend({
      // Its placeholder for the first focus would be a child that menus may not have.
      defaultProps: { shadow: 'md', transitionProps: { duration: 120 }, radius: 'md', withInitialFocusPlaceholder: false },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 120 }, radius: 'md' } }),
    // A dialog's header is none of the page's.
    ModalHeader: ModalHeader.extend({ defaultProps: { role: 'presentation' } }),
    Modal: Modal.extend({
      defaultProps: {
        radius: 'lg',
        shadow: 'xl',
        padding: 'lg',
        centered: true,
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { duration: 180 },
      },
    }),
    Kbd: Kbd.extend({ defaultProps: { size: 'xs' } }),
  },
});

/** The theme with what components say by themselves in the window's language. */
export function spokenTheme(): MantineThemeOverride {
  const closeButtonProps = { 'aria-label': t('Close') };
  return mergeThemeOverrides(theme, createTheme({ components: { Modal: Modal.extend({ defaultProps: { closeButtonProps } }) } }));
}

const variables = {
  '--mantine-color-body': 'var(--panel)',
  '--mantine-color-text': 'var(--text-1)',
  '--mantine-color-bright': 'var(--text-1)',
  '--mantine-color-dimmed': 'var(--text-3)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-color-error': 'var(--error)',
  '--mantine-color-success': 'var(--ok)',
  '--mantine-color-default': 'var(--raised)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text-1)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--active)',
  '--mantine-color-disabled-color': 'var(--text-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-light': 'var(--accent-soft)',
  '--mantine-primary-color-light-hover': 'var(--accent-soft)',
  '--mantine-primary-color-light-color': 'var(--accent-text)',
  '--mantine-color-accent-text': 'var(--accent-text)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-accent-filled-hover': 'var(--accent-hover)',
  '--mantine-color-accent-light': 'var(--accent-soft)',
  '--mantine-color-accent-light-hover': 'var(--accent-soft)',
  '--mantine-color-accent-light-color': 'var(--accent-text)',
  '--mantine-color-accent-outline': 'var(--accent-text)',
  '--mantine-color-gray-text': 'var(--text-2)',
  '--mantine-color-gray-light-color': 'var(--text-2)',
  '--mantine-color-gray-light-hover': 'var(--hover)',
  '--mantine-color-red-6': 'var(--error)',
  '--mantine-color-red-filled': 'var(--error-filled)',
  '--mantine-color-red-filled-hover': 'var(--error-filled-hover)',
  '--mantine-color-red-text': 'var(--error)',
  '--mantine-color-red-light-color': 'var(--error)',
  '--mantine-color-red-light-hover': 'var(--error-soft)',
};

/** The greys from which Mantine takes what has no variable of its own: empty checkboxes, switches that are off, chosen values, rules. */
const lightGreys = {
  '--mantine-color-gray-3': 'var(--line)',
  '--mantine-color-gray-4': 'var(--line-strong)',
};

const darkGreys = {
  '--mantine-color-dark-0': 'var(--text-1)',
  '--mantine-color-dark-1': 'var(--text-2)',
  '--mantine-color-dark-2': 'var(--text-2)',
  '--mantine-color-dark-3': 'var(--text-3)',
  '--mantine-color-dark-4': 'var(--line-strong)',
  '--mantine-color-dark-5': 'var(--active)',
  '--mantine-color-dark-6': 'var(--raised)',
  '--mantine-color-dark-7': 'var(--active)',
  '--mantine-color-dark-8': 'var(--sunken)',
  '--mantine-color-dark-9': 'var(--canvas)',
};

/** Binds Mantine's colour variables to the tokens in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...variables, ...lightGreys },
  dark: { ...variables, ...darkGreys },
});
