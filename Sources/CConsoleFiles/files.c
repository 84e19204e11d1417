// Written by scripts/list-console-files: every file here, as the program carries it.
#include "CConsoleFiles.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_0[] = {
#embed "scripts/api.js" suffix(,)
  0};
static const unsigned char file_1[] = {
#embed "scripts/console.js" suffix(,)
  0};
static const unsigned char file_2[] = {
#embed "scripts/figures.js" suffix(,)
  0};
static const unsigned char file_3[] = {
#embed "scripts/forms.js" suffix(,)
  0};
static const unsigned char file_4[] = {
#embed "scripts/keys.js" suffix(,)
  0};
static const unsigned char file_5[] = {
#embed "scripts/live.js" suffix(,)
  0};
static const unsigned char file_6[] = {
#embed "scripts/log-in.js" suffix(,)
  0};
static const unsigned char file_7[] = {
#embed "scripts/times.js" suffix(,)
  0};
static const unsigned char file_8[] = {
#embed "style/base.css" suffix(,)
  0};
static const unsigned char file_9[] = {
#embed "style/figures.css" suffix(,)
  0};
static const unsigned char file_10[] = {
#embed "style/gendan.svg" suffix(,)
  0};
static const unsigned char file_11[] = {
#embed "templates/figures.mustache" suffix(,)
  0};
static const unsigned char file_12[] = {
#embed "templates/layout.mustache" suffix(,)
  0};
static const unsigned char file_13[] = {
#embed "templates/log-in.mustache" suffix(,)
  0};
static const unsigned char file_14[] = {
#embed "templates/parts/keys.mustache" suffix(,)
  0};
static const unsigned char file_15[] = {
#embed "templates/parts/palette.mustache" suffix(,)
  0};
static const unsigned char file_16[] = {
#embed "templates/parts/time.mustache" suffix(,)
  0};
static const unsigned char file_17[] = {
#embed "templates/problem.mustache" suffix(,)
  0};
static const unsigned char file_18[] = {
#embed "words/base.en.json" suffix(,)
  0};
static const unsigned char file_19[] = {
#embed "words/base.zh-CN.json" suffix(,)
  0};
static const unsigned char file_20[] = {
#embed "words/figures.en.json" suffix(,)
  0};
static const unsigned char file_21[] = {
#embed "words/figures.zh-CN.json" suffix(,)
  0};
static const unsigned char file_22[] = {
#if __has_embed("fetched/echarts.js") == 1
#embed "fetched/echarts.js" suffix(,)
#endif
  0};
static const unsigned char file_23[] = {
#if __has_embed("fetched/htmx.js") == 1
#embed "fetched/htmx.js" suffix(,)
#endif
  0};

static const struct console_file files[] = {
  {"scripts/api.js", file_0, sizeof file_0 - 1},
  {"scripts/console.js", file_1, sizeof file_1 - 1},
  {"scripts/figures.js", file_2, sizeof file_2 - 1},
  {"scripts/forms.js", file_3, sizeof file_3 - 1},
  {"scripts/keys.js", file_4, sizeof file_4 - 1},
  {"scripts/live.js", file_5, sizeof file_5 - 1},
  {"scripts/log-in.js", file_6, sizeof file_6 - 1},
  {"scripts/times.js", file_7, sizeof file_7 - 1},
  {"style/base.css", file_8, sizeof file_8 - 1},
  {"style/figures.css", file_9, sizeof file_9 - 1},
  {"style/gendan.svg", file_10, sizeof file_10 - 1},
  {"templates/figures.mustache", file_11, sizeof file_11 - 1},
  {"templates/layout.mustache", file_12, sizeof file_12 - 1},
  {"templates/log-in.mustache", file_13, sizeof file_13 - 1},
  {"templates/parts/keys.mustache", file_14, sizeof file_14 - 1},
  {"templates/parts/palette.mustache", file_15, sizeof file_15 - 1},
  {"templates/parts/time.mustache", file_16, sizeof file_16 - 1},
  {"templates/problem.mustache", file_17, sizeof file_17 - 1},
  {"words/base.en.json", file_18, sizeof file_18 - 1},
  {"words/base.zh-CN.json", file_19, sizeof file_19 - 1},
  {"words/figures.en.json", file_20, sizeof file_20 - 1},
  {"words/figures.zh-CN.json", file_21, sizeof file_21 - 1},
  {"fetched/echarts.js", file_22, sizeof file_22 - 1},
  {"fetched/htmx.js", file_23, sizeof file_23 - 1},
};

const struct console_file *console_files(void) { return files; }
size_t console_file_count(void) { return sizeof files / sizeof files[0]; }
