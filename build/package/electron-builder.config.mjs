// What electron-builder packs. Linux is built here, as a folder, and made a .deb by deb.mjs; Windows and macOS are
// configured and not built here (docs/packaging.md).
import { electronFuses } from './fuses.mjs'

export default {
  appId: 'org.kcv-station.app',
  productName: 'KCV Station',
  copyright: 'Apache-2.0',
  directories: { output: 'dist/package', buildResources: 'build/package' },
  files: [
    'dist/electron/**/*.{js,cjs}',
    'dist/renderer/**',
    'native/build/Release/kcv_native.node',
    'package.json',
    '!**/*.map',
    '!**/*.d.ts',
    // Binaries and sources that this platform does not load.
    '!node_modules/@libsql/*-musl/**',
    '!node_modules/@node-rs/*-musl/**',
    '!node_modules/@pcsc-mini/*-musl/**',
    '!node_modules/@serialport/bindings-cpp/{src,build}/**',
    '!node_modules/@serialport/bindings-cpp/binding.gyp',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills these in
    '!node_modules/@serialport/bindings-cpp/prebuilds/!(${platform}-*)/**',
    '!node_modules/@serialport/bindings-cpp/prebuilds/linux-arm*/**',
    '!node_modules/@serialport/bindings-cpp/prebuilds/**/*musl*',
    '!**/{README,CHANGELOG,readme,changelog}*',
    '!**/{test,tests,__tests__,docs,example,examples}/**',
  ],
  // What the system loads must be a file of its own.
  asar: { smartUnpack: false },
  asarUnpack: ['**/*.node'],
  electronFuses,
  npmRebuild: false,
  nodeGypRebuild: false,
  electronLanguages: ['en-US', 'zh-CN'],
  publish: null,
  linux: { target: 'dir', executableName: 'kcv-station-app', category: 'Office', icon: 'icons' },
  win: { target: 'nsis', icon: 'icons/256x256.png' },
  nsis: { oneClick: false, perMachine: true, allowElevation: true, deleteAppDataOnUninstall: false },
  mac: { target: 'dmg', icon: 'icons/512x512.png', hardenedRuntime: true, gatekeeperAssess: false },
}
