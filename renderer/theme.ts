// Mantine's theme: our blue, system fonts, and nothing that needs an inline style element or the page's storage.
import {
  createTheme,
  Drawer,
  type MantineColorSchemeManager,
  type MantineColorsTuple,
  Menu,
  Modal,
  Popover,
  Portal,
  Tooltip,
} from '@mantine/core'

const blue: MantineColorsTuple = [
  '#edf2ff',
  '#d9e3fd',
  '#b0c4f6',
  '#84a3f0',
  '#6189ea',
  '#4a77e7',
  '#2f62de',
  '#2350c4',
  '#1b46ae',
  '#103a98',
]

const dialogTitle = { title: { fontSize: 17, fontWeight: 700 } }

export const theme = createTheme({
  colors: { blue },
  primaryColor: 'blue',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 'md',
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--sans)', fontWeight: '650' },
  respectReducedMotion: true,
  components: {
    // Dialogs and menus open inside a landmark of their own, drawn by app.tsx.
    Portal: Portal.extend({ defaultProps: { target: '#overlays' } }),
    // The page never scrolls as a whole; the scroll lock would add a style element without our nonce.
    Modal: Modal.extend({ defaultProps: { lockScroll: false, centered: true }, styles: dialogTitle }),
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false, position: 'right' }, styles: dialogTitle }),
    Menu: Menu.extend({
      defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false, transitionProps: { duration: 80 } },
      styles: { label: { color: 'var(--muted)' } },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 250,
        multiline: true,
        maw: 320,
        withArrow: true,
        events: { hover: true, focus: true, touch: true },
      },
    }),
  },
})

/** Follows the system; nothing is kept in the page. */
export const colorScheme: MantineColorSchemeManager = {
  get: (fallback) => fallback,
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
}
