// Written by scripts/list-console-files: every file here, as the program carries it.
#include "CConsoleFiles.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_0[] = {
#embed "scripts/api.js" suffix(,)
  0};
static const unsigned char file_1[] = {
#embed "scripts/case-composer.js" suffix(,)
  0};
static const unsigned char file_2[] = {
#embed "scripts/case-folds.js" suffix(,)
  0};
static const unsigned char file_3[] = {
#embed "scripts/console.js" suffix(,)
  0};
static const unsigned char file_4[] = {
#embed "scripts/figures.js" suffix(,)
  0};
static const unsigned char file_5[] = {
#embed "scripts/forms.js" suffix(,)
  0};
static const unsigned char file_6[] = {
#embed "scripts/keys.js" suffix(,)
  0};
static const unsigned char file_7[] = {
#embed "scripts/live.js" suffix(,)
  0};
static const unsigned char file_8[] = {
#embed "scripts/log-in.js" suffix(,)
  0};
static const unsigned char file_9[] = {
#embed "scripts/registration.js" suffix(,)
  0};
static const unsigned char file_10[] = {
#embed "scripts/times.js" suffix(,)
  0};
static const unsigned char file_11[] = {
#embed "scripts/work.js" suffix(,)
  0};
static const unsigned char file_12[] = {
#embed "style/aside.css" suffix(,)
  0};
static const unsigned char file_13[] = {
#embed "style/base.css" suffix(,)
  0};
static const unsigned char file_14[] = {
#embed "style/figures.css" suffix(,)
  0};
static const unsigned char file_15[] = {
#embed "style/gendan.svg" suffix(,)
  0};
static const unsigned char file_16[] = {
#embed "style/timeline.css" suffix(,)
  0};
static const unsigned char file_17[] = {
#embed "style/work.css" suffix(,)
  0};
static const unsigned char file_18[] = {
#embed "templates/case-new.mustache" suffix(,)
  0};
static const unsigned char file_19[] = {
#embed "templates/cases.mustache" suffix(,)
  0};
static const unsigned char file_20[] = {
#embed "templates/figures.mustache" suffix(,)
  0};
static const unsigned char file_21[] = {
#embed "templates/layout.mustache" suffix(,)
  0};
static const unsigned char file_22[] = {
#embed "templates/log-in.mustache" suffix(,)
  0};
static const unsigned char file_23[] = {
#embed "templates/parts/aside-cases.mustache" suffix(,)
  0};
static const unsigned char file_24[] = {
#embed "templates/parts/aside-duties.mustache" suffix(,)
  0};
static const unsigned char file_25[] = {
#embed "templates/parts/aside-facts.mustache" suffix(,)
  0};
static const unsigned char file_26[] = {
#embed "templates/parts/aside-files.mustache" suffix(,)
  0};
static const unsigned char file_27[] = {
#embed "templates/parts/aside-money.mustache" suffix(,)
  0};
static const unsigned char file_28[] = {
#embed "templates/parts/case-aside.mustache" suffix(,)
  0};
static const unsigned char file_29[] = {
#embed "templates/parts/case-composer.mustache" suffix(,)
  0};
static const unsigned char file_30[] = {
#embed "templates/parts/case-timeline.mustache" suffix(,)
  0};
static const unsigned char file_31[] = {
#embed "templates/parts/composer-files.mustache" suffix(,)
  0};
static const unsigned char file_32[] = {
#embed "templates/parts/keys.mustache" suffix(,)
  0};
static const unsigned char file_33[] = {
#embed "templates/parts/palette.mustache" suffix(,)
  0};
static const unsigned char file_34[] = {
#embed "templates/parts/time.mustache" suffix(,)
  0};
static const unsigned char file_35[] = {
#embed "templates/parts/timeline-line.mustache" suffix(,)
  0};
static const unsigned char file_36[] = {
#embed "templates/parts/work-cases.mustache" suffix(,)
  0};
static const unsigned char file_37[] = {
#embed "templates/parts/work-fact.mustache" suffix(,)
  0};
static const unsigned char file_38[] = {
#embed "templates/parts/work-form-field.mustache" suffix(,)
  0};
static const unsigned char file_39[] = {
#embed "templates/parts/work-list.mustache" suffix(,)
  0};
static const unsigned char file_40[] = {
#embed "templates/parts/work-me.mustache" suffix(,)
  0};
static const unsigned char file_41[] = {
#embed "templates/parts/work-side.mustache" suffix(,)
  0};
static const unsigned char file_42[] = {
#embed "templates/parts/work-views.mustache" suffix(,)
  0};
static const unsigned char file_43[] = {
#embed "templates/problem.mustache" suffix(,)
  0};
static const unsigned char file_44[] = {
#embed "templates/registration.mustache" suffix(,)
  0};
static const unsigned char file_45[] = {
#embed "templates/work.mustache" suffix(,)
  0};
static const unsigned char file_46[] = {
#embed "words/aside.en.json" suffix(,)
  0};
static const unsigned char file_47[] = {
#embed "words/aside.zh-CN.json" suffix(,)
  0};
static const unsigned char file_48[] = {
#embed "words/base.en.json" suffix(,)
  0};
static const unsigned char file_49[] = {
#embed "words/base.zh-CN.json" suffix(,)
  0};
static const unsigned char file_50[] = {
#embed "words/cases.en.json" suffix(,)
  0};
static const unsigned char file_51[] = {
#embed "words/cases.zh-CN.json" suffix(,)
  0};
static const unsigned char file_52[] = {
#embed "words/composer.en.json" suffix(,)
  0};
static const unsigned char file_53[] = {
#embed "words/composer.zh-CN.json" suffix(,)
  0};
static const unsigned char file_54[] = {
#embed "words/figures.en.json" suffix(,)
  0};
static const unsigned char file_55[] = {
#embed "words/figures.zh-CN.json" suffix(,)
  0};
static const unsigned char file_56[] = {
#embed "words/timeline.en.json" suffix(,)
  0};
static const unsigned char file_57[] = {
#embed "words/timeline.zh-CN.json" suffix(,)
  0};
static const unsigned char file_58[] = {
#embed "words/work.en.json" suffix(,)
  0};
static const unsigned char file_59[] = {
#embed "words/work.zh-CN.json" suffix(,)
  0};
static const unsigned char file_60[] = {
#if __has_embed("fetched/echarts.js") == 1
#embed "fetched/echarts.js" suffix(,)
#endif
  0};
static const unsigned char file_61[] = {
#if __has_embed("fetched/htmx.js") == 1
#embed "fetched/htmx.js" suffix(,)
#endif
  0};

static const struct console_file files[] = {
  {"scripts/api.js", file_0, sizeof file_0 - 1},
  {"scripts/case-composer.js", file_1, sizeof file_1 - 1},
  {"scripts/case-folds.js", file_2, sizeof file_2 - 1},
  {"scripts/console.js", file_3, sizeof file_3 - 1},
  {"scripts/figures.js", file_4, sizeof file_4 - 1},
  {"scripts/forms.js", file_5, sizeof file_5 - 1},
  {"scripts/keys.js", file_6, sizeof file_6 - 1},
  {"scripts/live.js", file_7, sizeof file_7 - 1},
  {"scripts/log-in.js", file_8, sizeof file_8 - 1},
  {"scripts/registration.js", file_9, sizeof file_9 - 1},
  {"scripts/times.js", file_10, sizeof file_10 - 1},
  {"scripts/work.js", file_11, sizeof file_11 - 1},
  {"style/aside.css", file_12, sizeof file_12 - 1},
  {"style/base.css", file_13, sizeof file_13 - 1},
  {"style/figures.css", file_14, sizeof file_14 - 1},
  {"style/gendan.svg", file_15, sizeof file_15 - 1},
  {"style/timeline.css", file_16, sizeof file_16 - 1},
  {"style/work.css", file_17, sizeof file_17 - 1},
  {"templates/case-new.mustache", file_18, sizeof file_18 - 1},
  {"templates/cases.mustache", file_19, sizeof file_19 - 1},
  {"templates/figures.mustache", file_20, sizeof file_20 - 1},
  {"templates/layout.mustache", file_21, sizeof file_21 - 1},
  {"templates/log-in.mustache", file_22, sizeof file_22 - 1},
  {"templates/parts/aside-cases.mustache", file_23, sizeof file_23 - 1},
  {"templates/parts/aside-duties.mustache", file_24, sizeof file_24 - 1},
  {"templates/parts/aside-facts.mustache", file_25, sizeof file_25 - 1},
  {"templates/parts/aside-files.mustache", file_26, sizeof file_26 - 1},
  {"templates/parts/aside-money.mustache", file_27, sizeof file_27 - 1},
  {"templates/parts/case-aside.mustache", file_28, sizeof file_28 - 1},
  {"templates/parts/case-composer.mustache", file_29, sizeof file_29 - 1},
  {"templates/parts/case-timeline.mustache", file_30, sizeof file_30 - 1},
  {"templates/parts/composer-files.mustache", file_31, sizeof file_31 - 1},
  {"templates/parts/keys.mustache", file_32, sizeof file_32 - 1},
  {"templates/parts/palette.mustache", file_33, sizeof file_33 - 1},
  {"templates/parts/time.mustache", file_34, sizeof file_34 - 1},
  {"templates/parts/timeline-line.mustache", file_35, sizeof file_35 - 1},
  {"templates/parts/work-cases.mustache", file_36, sizeof file_36 - 1},
  {"templates/parts/work-fact.mustache", file_37, sizeof file_37 - 1},
  {"templates/parts/work-form-field.mustache", file_38, sizeof file_38 - 1},
  {"templates/parts/work-list.mustache", file_39, sizeof file_39 - 1},
  {"templates/parts/work-me.mustache", file_40, sizeof file_40 - 1},
  {"templates/parts/work-side.mustache", file_41, sizeof file_41 - 1},
  {"templates/parts/work-views.mustache", file_42, sizeof file_42 - 1},
  {"templates/problem.mustache", file_43, sizeof file_43 - 1},
  {"templates/registration.mustache", file_44, sizeof file_44 - 1},
  {"templates/work.mustache", file_45, sizeof file_45 - 1},
  {"words/aside.en.json", file_46, sizeof file_46 - 1},
  {"words/aside.zh-CN.json", file_47, sizeof file_47 - 1},
  {"words/base.en.json", file_48, sizeof file_48 - 1},
  {"words/base.zh-CN.json", file_49, sizeof file_49 - 1},
  {"words/cases.en.json", file_50, sizeof file_50 - 1},
  {"words/cases.zh-CN.json", file_51, sizeof file_51 - 1},
  {"words/composer.en.json", file_52, sizeof file_52 - 1},
  {"words/composer.zh-CN.json", file_53, sizeof file_53 - 1},
  {"words/figures.en.json", file_54, sizeof file_54 - 1},
  {"words/figures.zh-CN.json", file_55, sizeof file_55 - 1},
  {"words/timeline.en.json", file_56, sizeof file_56 - 1},
  {"words/timeline.zh-CN.json", file_57, sizeof file_57 - 1},
  {"words/work.en.json", file_58, sizeof file_58 - 1},
  {"words/work.zh-CN.json", file_59, sizeof file_59 - 1},
  {"fetched/echarts.js", file_60, sizeof file_60 - 1},
  {"fetched/htmx.js", file_61, sizeof file_61 - 1},
};

const struct console_file *console_files(void) { return files; }
size_t console_file_count(void) { return sizeof files / sizeof files[0]; }
