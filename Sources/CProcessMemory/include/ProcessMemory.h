#pragma once

/// Gives back the pages of the program's own code that only its start has needed. They are read again from the program's file when they are needed after all.
void gendan_drop_start_pages(void);
