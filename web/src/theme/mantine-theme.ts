import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

/** Ten shades of one token: Mantine wants ten, we have one meaning. */
function toShades(token: string): MantineColorsTuple {
  const shade = `var(--${token})`;
  return [shade, shade, shade, shade, shade, shade, shade, shade, shade, shade];
}

/** Colours components may ask for, and the token each means. */
const TOKENS: Readonly<Record<string, string>> = {
  accent: 'accent',
  red: 'failed',
  green: 'succeeded',
  yellow: 'waiting',
  blue: 'running',
  grape: 'uncertain',
};

/** Variants of buttons and the like, in our tokens. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const { variant, color = 'accent' } = input;
  const token = TOKENS[color];
  if (variant === 'default' || (token === undefined && color !== 'gray')) return defaultVariantColorsResolver(input);
  const fill = token === undefined ? 'var(--text-muted)' : `var(--${token})`;
  const ink = token === 'accent' ? 'var(--accent-text)' : token === undefined ? 'var(--text-muted)' : fill;
  const soft = token === 'accent' ? 'var(--accent-soft)' : `color-mix(in srgb, ${fill} 10%, var(--surface-1))`;
  switch (variant) {
    case 'filled':
      return {
        background: fill,
        hover: `color-mix(in srgb, ${fill} 88%, var(--text))`,
        color: token === 'accent' ? 'var(--accent-contrast)' : 'var(--on-status)',
        border: '1px solid transparent',
      };
    case 'light':
      return {
        background: soft,
        hover: soft,
        color: token === undefined ? 'var(--text)' : ink,
        border: '1px solid transparent',
      };
    case 'outline':
      return { background: 'transparent', hover: soft, color: ink, border: `1px solid ${fill}` };
    case 'subtle':
    case 'transparent':
      return {
        background: 'transparent',
        hover: variant === 'subtle' ? (token === undefined ? 'var(--surface-3)' : soft) : 'transparent',
        color: ink,
        hoverColor: token === undefined ? 'var(--text)' : ink,
        border: '1px solid transparent',
      };
    default:
      return defaultVariantColorsResolver(input);
  }
};

/** Mantine's own variables, by our tokens: one source for every colour, so that themes change all at once. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface-1)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-bright': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-muted)',
    '--mantine-color-placeholder': 'var(--text-faint)',
    '--mantine-color-anchor': 'var(--accent-text)',
    '--mantine-color-error': 'var(--failed)',
    '--mantine-color-success': 'var(--succeeded)',
    '--mantine-color-default': 'var(--surface-1)',
    '--mantine-color-default-hover': 'var(--surface-2)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--border-strong)',
    '--mantine-color-disabled': 'var(--surface-2)',
    '--mantine-color-disabled-color': 'var(--text-faint)',
    '--mantine-color-disabled-border': 'var(--border)',
    '--mantine-primary-color-contrast': 'var(--accent-contrast)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent)',
    '--mantine-primary-color-light': 'var(--accent-soft)',
    '--mantine-primary-color-light-hover': 'var(--accent-soft)',
    '--mantine-primary-color-light-color': 'var(--accent-text)',
    '--mantine-color-accent-filled': 'var(--accent)',
    '--mantine-color-accent-light': 'var(--accent-soft)',
    '--mantine-color-accent-light-color': 'var(--accent-text)',
    '--mantine-color-accent-outline': 'var(--accent)',
    '--mantine-color-red-filled': 'var(--failed)',
  };
  // Inputs, checkboxes and switches take Mantine's own greys in the dark.
  const dark = {
    '--mantine-color-dark-0': 'var(--text)',
    '--mantine-color-dark-1': 'var(--text-muted)',
    '--mantine-color-dark-2': 'var(--text-faint)',
    '--mantine-color-dark-3': 'var(--border-strong)',
    '--mantine-color-dark-4': 'var(--border-strong)',
    '--mantine-color-dark-5': 'var(--surface-3)',
    '--mantine-color-dark-6': 'var(--surface-1)',
    '--mantine-color-dark-7': 'var(--surface-1)',
    '--mantine-color-dark-8': 'var(--surface-0)',
    '--mantine-color-dark-9': 'var(--surface-0)',
  };
  return { variables: {}, light: shared, dark: { ...shared, ...dark } };
};

const popover = { shadow: 'md', radius: 'md', transitionProps: { duration: 120, transition: 'pop' as const } };

/** Mantine in our look: for behaviour (focus, keyboard, layering); the colours are the tokens'. */
export const mantineTheme = createTheme({
  primaryColor: 'accent',
  primaryShade: 5,
  colors: {
    accent: toShades('accent'),
    red: toShades('failed'),
    green: toShades('succeeded'),
    yellow: toShades('waiting'),
    blue: toShades('running'),
    grape: toShades('uncertain'),
  },
  variantColorResolver,
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-code)',
  headings: { fontFamily: 'var(--font-text)', fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '13.5px', lg: '15px', xl: '18px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  shadows: {
    xs: 'var(--shadow-1)',
    sm: 'var(--shadow-1)',
    md: 'var(--shadow-2)',
    lg: 'var(--shadow-2)',
    xl: 'var(--shadow-2)',
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    NumberInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', comboboxProps: popover } },
    MultiSelect: { defaultProps: { size: 'sm', comboboxProps: popover } },
    Autocomplete: { defaultProps: { size: 'sm', comboboxProps: popover } },
    TagsInput: { defaultProps: { size: 'sm', comboboxProps: popover } },
    Switch: { defaultProps: { size: 'sm' } },
    Checkbox: { defaultProps: { size: 'sm' } },
    Menu: { defaultProps: { ...popover, position: 'bottom-end', loop: true, withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: popover },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 100, transition: 'fade' } } },
    Modal: {
      defaultProps: {
        centered: true,
        // The page itself never scrolls: there is nothing to lock.
        lockScroll: false,
        overlayProps: { backgroundOpacity: 0.3 },
        transitionProps: { duration: 140, transition: 'pop' },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    },
    Drawer: {
      defaultProps: { lockScroll: false, overlayProps: { backgroundOpacity: 0.3 }, transitionProps: { duration: 160 } },
    },
  },
});
