{
  "targets": [
    {
      "target_name": "kcv_native",
      "sources": [
        "src/module.c",
        "src/fault.c",
        "src/argument.c",
        "src/heap.c",
        "src/secret.c",
        "src/entry.c",
        "src/intake.c",
        "src/joining.c",
        "src/cipher.c",
        "src/enciphering.c",
        "src/value.c",
        "src/check-values.c",
        "src/deriving.c",
        "src/mac-parts.c",
        "src/machine.c",
        "src/machine-bytes.c",
        "src/machine-digits.c",
        "src/tried.c",
        "src/judging.c",
        "src/search.c",
        "src/layout.c",
        "src/frame.c",
        "src/line.c",
        "src/write-frame.c",
        "src/hardening.c",
        "src/pty.c",
        "src/keypad.c"
      ],
      "defines": ["NAPI_VERSION=8", "_GNU_SOURCE", "OPENSSL_NO_DEPRECATED"],
      "cflags": [
        "-std=c11",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-Wshadow",
        "-Wconversion",
        "-Wstrict-prototypes",
        "-Wvla",
        "-fvisibility=hidden",
        "-fstack-protector-strong",
        "-fstack-clash-protection",
        "-fno-strict-overflow",
        "-U_FORTIFY_SOURCE",
        "-D_FORTIFY_SOURCE=2"
      ],
      "cflags!": ["-Wno-unused-parameter"],
      "ldflags": [
        "-Wl,--exclude-libs,ALL",
        "-Wl,-Bsymbolic",
        "-Wl,--as-needed",
        "-Wl,-z,relro,-z,now,-z,noexecstack,-z,nodelete"
      ],
      "libraries": ["-l:libcrypto.a", "-ldl", "-lpthread"]
    }
  ]
}
