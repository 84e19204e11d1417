// The floor: the same table as a C array, scanned row by row. It is given as lines of numbers on standard input:
//   inputs, rows; the number of values of each input; then for each row one number for each input, -1 for any.
// Prints the row taken for every combination (the last input changing fastest), then evaluations a second for random ones.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MOST_ROWS = 256, MOST_INPUTS = 8 };
static int inputs, rows, values[MOST_INPUTS];
static signed char cells[MOST_ROWS][MOST_INPUTS];

static int row_for(const signed char *given) {
  for (int row = 0; row < rows; row++) {
    int fits = 1;
    for (int input = 0; input < inputs; input++)
      if (cells[row][input] >= 0 && cells[row][input] != given[input]) { fits = 0; break; }
    if (fits) return row + 1;
  }
  return 0;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

int main(int count, char **arguments) {
  double seconds = count > 1 ? atof(arguments[1]) : 2;
  if (scanf("%d %d", &inputs, &rows) != 2 || inputs < 1 || inputs > MOST_INPUTS || rows < 1 || rows > MOST_ROWS) return 1;
  int combinations = 1;
  for (int input = 0; input < inputs; input++) {
    if (scanf("%d", &values[input]) != 1 || values[input] < 1) return 1;
    combinations *= values[input];
  }
  for (int row = 0; row < rows; row++)
    for (int input = 0; input < inputs; input++) {
      int cell;
      if (scanf("%d", &cell) != 1) return 1;
      cells[row][input] = (signed char)cell;
    }
  signed char (*all)[MOST_INPUTS] = calloc((size_t)combinations, sizeof *all);
  if (!all) return 1;
  printf("answers");
  for (int number = 0; number < combinations; number++) {
    int rest = number;
    for (int input = inputs - 1; input >= 0; input--) { all[number][input] = (signed char)(rest % values[input]); rest /= values[input]; }
    printf(" %d", row_for(all[number]));
  }
  // The same cases that the program draws.
  enum { CASES = 4096 };
  static signed char cases[CASES][MOST_INPUTS];
  unsigned long long dice = 1;
  for (int number = 0; number < CASES; number++) {
    dice = dice * 6364136223846793005ULL + 1442695040888963407ULL;
    for (int input = 0; input < MOST_INPUTS; input++) cases[number][input] = all[(dice >> 33) % (unsigned)combinations][input];
  }
  long long evaluations = 0, sum = 0, round = 0;
  double start = now(), elapsed;
  do {
    round = 0;
    for (int number = 0; number < CASES; number++) round += row_for(cases[number]);
    sum += round;
    evaluations += CASES;
    elapsed = now() - start;
  } while (elapsed < seconds);
  printf("\nrate %.0f\nchecksum %lld\n", (double)evaluations / elapsed, round);
  free(all);
  return sum == 0;
}
