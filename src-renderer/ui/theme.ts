// Mantine's theme: our typeface, sizes and corners. Colours are in tokens.css; here only the one accent has its scale.
import { createTheme } from '@mantine/core'

export const theme = createTheme({
  fontFamily: 'var(--face)',
  headings: { fontFamily: 'var(--face)', fontWeight: '600' },
  defaultRadius: 6,
  primaryColor: 'seal',
  primaryShade: { light: 7, dark: 4 },
  colors: {
    seal: ['#fbedec', '#f6d3d1', '#eeaaa6', '#e98a84', '#e5675f', '#d04840', '#bb2f2a', '#a61b1b', '#8c1515', '#701010'],
  },
  fontSizes: { xs: 'var(--small)', sm: 'var(--form)', md: 'var(--form)', lg: 'var(--reading)', xl: 'var(--title)' },
  shadows: { xs: 'none', sm: 'var(--float)', md: 'var(--float)', lg: 'var(--float)', xl: 'var(--float)' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Modal: { defaultProps: { transitionProps: { duration: 100, transition: 'fade' }, centered: false, yOffset: '10vh', overlayProps: { color: 'var(--veil)', backgroundOpacity: 1 } } },
    Menu: { defaultProps: { transitionProps: { duration: 80, transition: 'fade' }, shadow: 'md' } },
    Popover: { defaultProps: { transitionProps: { duration: 80, transition: 'fade' }, shadow: 'md' } },
    Combobox: { defaultProps: { transitionProps: { duration: 0 }, shadow: 'md' } },
    Tooltip: { defaultProps: { openDelay: 500, transitionProps: { duration: 80 } } },
  },
})
