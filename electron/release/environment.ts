// Variables the packaged app is not started with: they load code, open a debugger, or write out what should stay in.
// `kcv-station`, the program that people start, hands on a short list of harmless ones; this is for whoever starts the app
// itself.

/** By whole name, or by a beginning where it ends in `*`. */
export const refusedVariables: readonly string[] = [
  'ELECTRON_*',
  'NODE_*',
  'LD_*',
  'GLIBC_TUNABLES',
  'GCONV_PATH',
  // What Chromium takes from its environment; CHROME_DESKTOP it sets itself.
  'CHROME_DEVEL_SANDBOX',
  'CHROME_LOG_FILE',
  'CHROME_IPC_LOGGING',
  'CHROME_HEADLESS',
  'CHROME_CRASHPAD_PIPE_NAME',
  'BREAKPAD_DUMP_LOCATION',
  'SSLKEYLOGFILE',
  'OPENSSL_*',
  // What makes GTK, its image loaders, GIO, and the graphics and sound libraries load modules or open an inspector.
  'GTK_MODULES',
  'GTK3_MODULES',
  'GTK_PATH',
  'GTK_DEBUG',
  'GTK_EXE_PREFIX',
  'GTK_DATA_PREFIX',
  'GTK_IM_MODULE_FILE',
  'GDK_PIXBUF_MODULE_FILE',
  'GDK_PIXBUF_MODULEDIR',
  'GIO_EXTRA_MODULES',
  'GIO_MODULE_DIR',
  'GI_TYPELIB_PATH',
  'GST_PLUGIN_*',
  'LIBGL_DRIVERS_PATH',
  'LIBVA_DRIVERS_PATH',
  'GBM_BACKENDS_PATH',
  'VK_*',
  '__EGL_*',
  '__GLX_*',
  'ALSA_CONFIG_*',
  'FONTCONFIG_FILE',
  'XLOCALEDIR',
  'P11_KIT_*',
]

const matches = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern

/** @returns the first of these names that is refused; null where there is none */
export const refusedVariable = (names: readonly string[]): string | null =>
  names.find((name) => refusedVariables.some((pattern) => matches(pattern, name))) ?? null
