#ifndef CCONSOLEFILES_H
#define CCONSOLEFILES_H

#include <stddef.h>

/// A file of the console, carried in the program.
struct console_file {
  /// Where it lies in this folder: `templates/work.mustache`.
  const char *name;
  const unsigned char *bytes;
  /// 0 for one that wasn't fetched before the program was built.
  size_t length;
};

/// Every file, `console_file_count()` of them.
const struct console_file *console_files(void);
size_t console_file_count(void);

#endif
