// Hex without branches or tables on the digit's value: neither the cache nor the branch predictor learns a key.
#ifndef KCV_HEX_H
#define KCV_HEX_H

/** 0 to 15, or -1 for a character that is no hex digit of either case. */
static inline int hex_value(unsigned char character) {
  int number = character ^ 0x30;
  int letter = (character & ~0x20) - 55;
  int is_number = (number - 10) >> 8;
  int is_letter = ((letter - 10) ^ (letter - 16)) >> 8;
  int value = (is_number & number) | (is_letter & letter);
  return value | ~(is_number | is_letter);
}

/** The upper-case digit of 0 to 15: 55 is 'A' - 10, and 7 less is '0'. */
static inline unsigned char hex_digit(int value) { return (unsigned char)(55 + value + (((value - 10) >> 8) & ~6)); }

#endif
