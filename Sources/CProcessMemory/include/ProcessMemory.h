#pragma once

/// Gives back the pages of the program's and its libraries' code that only the start has needed. They are read again from their files when they are needed after all.
void gendan_drop_start_pages(void);
