// Written by scripts/list-console-files: every file here, as the program carries it.
#include "CConsoleFiles.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_0[] = {
#embed "scripts/admin.js" suffix(,)
  0};
static const unsigned char file_1[] = {
#embed "scripts/api.js" suffix(,)
  0};
static const unsigned char file_2[] = {
#embed "scripts/calendars.js" suffix(,)
  0};
static const unsigned char file_3[] = {
#embed "scripts/case-composer.js" suffix(,)
  0};
static const unsigned char file_4[] = {
#embed "scripts/case-folds.js" suffix(,)
  0};
static const unsigned char file_5[] = {
#embed "scripts/case-hold.js" suffix(,)
  0};
static const unsigned char file_6[] = {
#embed "scripts/case.js" suffix(,)
  0};
static const unsigned char file_7[] = {
#embed "scripts/connectors.js" suffix(,)
  0};
static const unsigned char file_8[] = {
#embed "scripts/console.js" suffix(,)
  0};
static const unsigned char file_9[] = {
#embed "scripts/dialogs.js" suffix(,)
  0};
static const unsigned char file_10[] = {
#embed "scripts/figures.js" suffix(,)
  0};
static const unsigned char file_11[] = {
#embed "scripts/focus.js" suffix(,)
  0};
static const unsigned char file_12[] = {
#embed "scripts/forms.js" suffix(,)
  0};
static const unsigned char file_13[] = {
#embed "scripts/graph.js" suffix(,)
  0};
static const unsigned char file_14[] = {
#embed "scripts/keys.js" suffix(,)
  0};
static const unsigned char file_15[] = {
#embed "scripts/live.js" suffix(,)
  0};
static const unsigned char file_16[] = {
#embed "scripts/log-in.js" suffix(,)
  0};
static const unsigned char file_17[] = {
#embed "scripts/outbox.js" suffix(,)
  0};
static const unsigned char file_18[] = {
#embed "scripts/palette.js" suffix(,)
  0};
static const unsigned char file_19[] = {
#embed "scripts/party-link.js" suffix(,)
  0};
static const unsigned char file_20[] = {
#embed "scripts/party-register.js" suffix(,)
  0};
static const unsigned char file_21[] = {
#embed "scripts/party.js" suffix(,)
  0};
static const unsigned char file_22[] = {
#embed "scripts/password.js" suffix(,)
  0};
static const unsigned char file_23[] = {
#embed "scripts/proposals.js" suffix(,)
  0};
static const unsigned char file_24[] = {
#embed "scripts/registration.js" suffix(,)
  0};
static const unsigned char file_25[] = {
#embed "scripts/studio-charts.js" suffix(,)
  0};
static const unsigned char file_26[] = {
#embed "scripts/studio-check.js" suffix(,)
  0};
static const unsigned char file_27[] = {
#embed "scripts/studio-complete.js" suffix(,)
  0};
static const unsigned char file_28[] = {
#embed "scripts/studio-files.js" suffix(,)
  0};
static const unsigned char file_29[] = {
#embed "scripts/studio-keys.js" suffix(,)
  0};
static const unsigned char file_30[] = {
#embed "scripts/studio-messages.js" suffix(,)
  0};
static const unsigned char file_31[] = {
#embed "scripts/studio-play.js" suffix(,)
  0};
static const unsigned char file_32[] = {
#embed "scripts/studio-save.js" suffix(,)
  0};
static const unsigned char file_33[] = {
#embed "scripts/studio-sources.js" suffix(,)
  0};
static const unsigned char file_34[] = {
#embed "scripts/studio-text.js" suffix(,)
  0};
static const unsigned char file_35[] = {
#embed "scripts/studio-trials.js" suffix(,)
  0};
static const unsigned char file_36[] = {
#embed "scripts/studio.js" suffix(,)
  0};
static const unsigned char file_37[] = {
#embed "scripts/teams.js" suffix(,)
  0};
static const unsigned char file_38[] = {
#embed "scripts/times.js" suffix(,)
  0};
static const unsigned char file_39[] = {
#embed "scripts/told.js" suffix(,)
  0};
static const unsigned char file_40[] = {
#embed "scripts/wall.js" suffix(,)
  0};
static const unsigned char file_41[] = {
#embed "scripts/work.js" suffix(,)
  0};
static const unsigned char file_42[] = {
#embed "style/admin.css" suffix(,)
  0};
static const unsigned char file_43[] = {
#embed "style/aside.css" suffix(,)
  0};
static const unsigned char file_44[] = {
#embed "style/base.css" suffix(,)
  0};
static const unsigned char file_45[] = {
#embed "style/calendars.css" suffix(,)
  0};
static const unsigned char file_46[] = {
#embed "style/case.css" suffix(,)
  0};
static const unsigned char file_47[] = {
#embed "style/connectors.css" suffix(,)
  0};
static const unsigned char file_48[] = {
#embed "style/figures.css" suffix(,)
  0};
static const unsigned char file_49[] = {
#embed "style/gendan.svg" suffix(,)
  0};
static const unsigned char file_50[] = {
#embed "style/graph.css" suffix(,)
  0};
static const unsigned char file_51[] = {
#embed "style/party.css" suffix(,)
  0};
static const unsigned char file_52[] = {
#embed "style/playbooks.css" suffix(,)
  0};
static const unsigned char file_53[] = {
#embed "style/studio.css" suffix(,)
  0};
static const unsigned char file_54[] = {
#embed "style/timeline.css" suffix(,)
  0};
static const unsigned char file_55[] = {
#embed "style/wall.css" suffix(,)
  0};
static const unsigned char file_56[] = {
#embed "style/work.css" suffix(,)
  0};
static const unsigned char file_57[] = {
#embed "templates/about.mustache" suffix(,)
  0};
static const unsigned char file_58[] = {
#embed "templates/account.mustache" suffix(,)
  0};
static const unsigned char file_59[] = {
#embed "templates/accounts.mustache" suffix(,)
  0};
static const unsigned char file_60[] = {
#embed "templates/approvals.mustache" suffix(,)
  0};
static const unsigned char file_61[] = {
#embed "templates/audit.mustache" suffix(,)
  0};
static const unsigned char file_62[] = {
#embed "templates/calendar.mustache" suffix(,)
  0};
static const unsigned char file_63[] = {
#embed "templates/calendars.mustache" suffix(,)
  0};
static const unsigned char file_64[] = {
#embed "templates/case-new.mustache" suffix(,)
  0};
static const unsigned char file_65[] = {
#embed "templates/case.mustache" suffix(,)
  0};
static const unsigned char file_66[] = {
#embed "templates/cases.mustache" suffix(,)
  0};
static const unsigned char file_67[] = {
#embed "templates/connectors.mustache" suffix(,)
  0};
static const unsigned char file_68[] = {
#embed "templates/figures.mustache" suffix(,)
  0};
static const unsigned char file_69[] = {
#embed "templates/incidents.mustache" suffix(,)
  0};
static const unsigned char file_70[] = {
#embed "templates/layout.mustache" suffix(,)
  0};
static const unsigned char file_71[] = {
#embed "templates/log-in.mustache" suffix(,)
  0};
static const unsigned char file_72[] = {
#embed "templates/parents.mustache" suffix(,)
  0};
static const unsigned char file_73[] = {
#embed "templates/parts/approval-facts.mustache" suffix(,)
  0};
static const unsigned char file_74[] = {
#embed "templates/parts/approval-sheet.mustache" suffix(,)
  0};
static const unsigned char file_75[] = {
#embed "templates/parts/approval.mustache" suffix(,)
  0};
static const unsigned char file_76[] = {
#embed "templates/parts/approvals.mustache" suffix(,)
  0};
static const unsigned char file_77[] = {
#embed "templates/parts/aside-cases.mustache" suffix(,)
  0};
static const unsigned char file_78[] = {
#embed "templates/parts/aside-duties.mustache" suffix(,)
  0};
static const unsigned char file_79[] = {
#embed "templates/parts/aside-facts.mustache" suffix(,)
  0};
static const unsigned char file_80[] = {
#embed "templates/parts/aside-files.mustache" suffix(,)
  0};
static const unsigned char file_81[] = {
#embed "templates/parts/aside-money.mustache" suffix(,)
  0};
static const unsigned char file_82[] = {
#embed "templates/parts/audit-lines.mustache" suffix(,)
  0};
static const unsigned char file_83[] = {
#embed "templates/parts/case-aside-part.mustache" suffix(,)
  0};
static const unsigned char file_84[] = {
#embed "templates/parts/case-aside.mustache" suffix(,)
  0};
static const unsigned char file_85[] = {
#embed "templates/parts/case-composer.mustache" suffix(,)
  0};
static const unsigned char file_86[] = {
#embed "templates/parts/case-document-part.mustache" suffix(,)
  0};
static const unsigned char file_87[] = {
#embed "templates/parts/case-document.mustache" suffix(,)
  0};
static const unsigned char file_88[] = {
#embed "templates/parts/case-fact-field.mustache" suffix(,)
  0};
static const unsigned char file_89[] = {
#embed "templates/parts/case-head-part.mustache" suffix(,)
  0};
static const unsigned char file_90[] = {
#embed "templates/parts/case-head.mustache" suffix(,)
  0};
static const unsigned char file_91[] = {
#embed "templates/parts/case-sentence.mustache" suffix(,)
  0};
static const unsigned char file_92[] = {
#embed "templates/parts/case-standing.mustache" suffix(,)
  0};
static const unsigned char file_93[] = {
#embed "templates/parts/case-task.mustache" suffix(,)
  0};
static const unsigned char file_94[] = {
#embed "templates/parts/case-timeline-part.mustache" suffix(,)
  0};
static const unsigned char file_95[] = {
#embed "templates/parts/case-timeline.mustache" suffix(,)
  0};
static const unsigned char file_96[] = {
#embed "templates/parts/composer-files.mustache" suffix(,)
  0};
static const unsigned char file_97[] = {
#embed "templates/parts/connector-outcome.mustache" suffix(,)
  0};
static const unsigned char file_98[] = {
#embed "templates/parts/decision.mustache" suffix(,)
  0};
static const unsigned char file_99[] = {
#embed "templates/parts/deliveries.mustache" suffix(,)
  0};
static const unsigned char file_100[] = {
#embed "templates/parts/incident-repair.mustache" suffix(,)
  0};
static const unsigned char file_101[] = {
#embed "templates/parts/incidents.mustache" suffix(,)
  0};
static const unsigned char file_102[] = {
#embed "templates/parts/keys.mustache" suffix(,)
  0};
static const unsigned char file_103[] = {
#embed "templates/parts/marks.mustache" suffix(,)
  0};
static const unsigned char file_104[] = {
#embed "templates/parts/palette.mustache" suffix(,)
  0};
static const unsigned char file_105[] = {
#embed "templates/parts/parents.mustache" suffix(,)
  0};
static const unsigned char file_106[] = {
#embed "templates/parts/party-asks.mustache" suffix(,)
  0};
static const unsigned char file_107[] = {
#embed "templates/parts/party-link.mustache" suffix(,)
  0};
static const unsigned char file_108[] = {
#embed "templates/parts/party-status.mustache" suffix(,)
  0};
static const unsigned char file_109[] = {
#embed "templates/parts/party-talk.mustache" suffix(,)
  0};
static const unsigned char file_110[] = {
#embed "templates/parts/playbook-box.mustache" suffix(,)
  0};
static const unsigned char file_111[] = {
#embed "templates/parts/playbook-head.mustache" suffix(,)
  0};
static const unsigned char file_112[] = {
#embed "templates/parts/playbook-node.mustache" suffix(,)
  0};
static const unsigned char file_113[] = {
#embed "templates/parts/playbook-story.mustache" suffix(,)
  0};
static const unsigned char file_114[] = {
#embed "templates/parts/proposal-preview.mustache" suffix(,)
  0};
static const unsigned char file_115[] = {
#embed "templates/parts/proposal-stories.mustache" suffix(,)
  0};
static const unsigned char file_116[] = {
#embed "templates/parts/question-sheet.mustache" suffix(,)
  0};
static const unsigned char file_117[] = {
#embed "templates/parts/secret.mustache" suffix(,)
  0};
static const unsigned char file_118[] = {
#embed "templates/parts/studio-sources.mustache" suffix(,)
  0};
static const unsigned char file_119[] = {
#embed "templates/parts/team-form.mustache" suffix(,)
  0};
static const unsigned char file_120[] = {
#embed "templates/parts/time.mustache" suffix(,)
  0};
static const unsigned char file_121[] = {
#embed "templates/parts/timeline-line.mustache" suffix(,)
  0};
static const unsigned char file_122[] = {
#embed "templates/parts/wall-assign.mustache" suffix(,)
  0};
static const unsigned char file_123[] = {
#embed "templates/parts/wall-deadline.mustache" suffix(,)
  0};
static const unsigned char file_124[] = {
#embed "templates/parts/wall-deadlines.mustache" suffix(,)
  0};
static const unsigned char file_125[] = {
#embed "templates/parts/wall-figures.mustache" suffix(,)
  0};
static const unsigned char file_126[] = {
#embed "templates/parts/wall-now.mustache" suffix(,)
  0};
static const unsigned char file_127[] = {
#embed "templates/parts/wall-sheet.mustache" suffix(,)
  0};
static const unsigned char file_128[] = {
#embed "templates/parts/wall-work.mustache" suffix(,)
  0};
static const unsigned char file_129[] = {
#embed "templates/parts/webhook-form.mustache" suffix(,)
  0};
static const unsigned char file_130[] = {
#embed "templates/parts/work-cases.mustache" suffix(,)
  0};
static const unsigned char file_131[] = {
#embed "templates/parts/work-fact.mustache" suffix(,)
  0};
static const unsigned char file_132[] = {
#embed "templates/parts/work-form-field.mustache" suffix(,)
  0};
static const unsigned char file_133[] = {
#embed "templates/parts/work-list.mustache" suffix(,)
  0};
static const unsigned char file_134[] = {
#embed "templates/parts/work-me.mustache" suffix(,)
  0};
static const unsigned char file_135[] = {
#embed "templates/parts/work-side.mustache" suffix(,)
  0};
static const unsigned char file_136[] = {
#embed "templates/parts/work-views.mustache" suffix(,)
  0};
static const unsigned char file_137[] = {
#embed "templates/party-layout.mustache" suffix(,)
  0};
static const unsigned char file_138[] = {
#embed "templates/party-problem.mustache" suffix(,)
  0};
static const unsigned char file_139[] = {
#embed "templates/party-register.mustache" suffix(,)
  0};
static const unsigned char file_140[] = {
#embed "templates/party-replace.mustache" suffix(,)
  0};
static const unsigned char file_141[] = {
#embed "templates/party.mustache" suffix(,)
  0};
static const unsigned char file_142[] = {
#embed "templates/password.mustache" suffix(,)
  0};
static const unsigned char file_143[] = {
#embed "templates/playbook-diff.mustache" suffix(,)
  0};
static const unsigned char file_144[] = {
#embed "templates/playbook-graph.mustache" suffix(,)
  0};
static const unsigned char file_145[] = {
#embed "templates/playbook-heat.mustache" suffix(,)
  0};
static const unsigned char file_146[] = {
#embed "templates/playbook-messages.mustache" suffix(,)
  0};
static const unsigned char file_147[] = {
#embed "templates/playbook-rules.mustache" suffix(,)
  0};
static const unsigned char file_148[] = {
#embed "templates/playbook-stories.mustache" suffix(,)
  0};
static const unsigned char file_149[] = {
#embed "templates/playbook-versions.mustache" suffix(,)
  0};
static const unsigned char file_150[] = {
#embed "templates/playbook-vocabulary.mustache" suffix(,)
  0};
static const unsigned char file_151[] = {
#embed "templates/playbook.mustache" suffix(,)
  0};
static const unsigned char file_152[] = {
#embed "templates/playbooks.mustache" suffix(,)
  0};
static const unsigned char file_153[] = {
#embed "templates/privacy.mustache" suffix(,)
  0};
static const unsigned char file_154[] = {
#embed "templates/problem.mustache" suffix(,)
  0};
static const unsigned char file_155[] = {
#embed "templates/proposal.mustache" suffix(,)
  0};
static const unsigned char file_156[] = {
#embed "templates/proposals.mustache" suffix(,)
  0};
static const unsigned char file_157[] = {
#embed "templates/registration.mustache" suffix(,)
  0};
static const unsigned char file_158[] = {
#embed "templates/studio-editor.mustache" suffix(,)
  0};
static const unsigned char file_159[] = {
#embed "templates/studio-graph.mustache" suffix(,)
  0};
static const unsigned char file_160[] = {
#embed "templates/studio-play.mustache" suffix(,)
  0};
static const unsigned char file_161[] = {
#embed "templates/studio-trials.mustache" suffix(,)
  0};
static const unsigned char file_162[] = {
#embed "templates/studio.mustache" suffix(,)
  0};
static const unsigned char file_163[] = {
#embed "templates/team.mustache" suffix(,)
  0};
static const unsigned char file_164[] = {
#embed "templates/teams.mustache" suffix(,)
  0};
static const unsigned char file_165[] = {
#embed "templates/tokens.mustache" suffix(,)
  0};
static const unsigned char file_166[] = {
#embed "templates/wall-work.mustache" suffix(,)
  0};
static const unsigned char file_167[] = {
#embed "templates/wall.mustache" suffix(,)
  0};
static const unsigned char file_168[] = {
#embed "templates/webhook.mustache" suffix(,)
  0};
static const unsigned char file_169[] = {
#embed "templates/webhooks.mustache" suffix(,)
  0};
static const unsigned char file_170[] = {
#embed "templates/work.mustache" suffix(,)
  0};
static const unsigned char file_171[] = {
#embed "words/about.en.json" suffix(,)
  0};
static const unsigned char file_172[] = {
#embed "words/about.zh-CN.json" suffix(,)
  0};
static const unsigned char file_173[] = {
#embed "words/accounts.en.json" suffix(,)
  0};
static const unsigned char file_174[] = {
#embed "words/accounts.zh-CN.json" suffix(,)
  0};
static const unsigned char file_175[] = {
#embed "words/admin.en.json" suffix(,)
  0};
static const unsigned char file_176[] = {
#embed "words/admin.zh-CN.json" suffix(,)
  0};
static const unsigned char file_177[] = {
#embed "words/aside.en.json" suffix(,)
  0};
static const unsigned char file_178[] = {
#embed "words/aside.zh-CN.json" suffix(,)
  0};
static const unsigned char file_179[] = {
#embed "words/audit.en.json" suffix(,)
  0};
static const unsigned char file_180[] = {
#embed "words/audit.zh-CN.json" suffix(,)
  0};
static const unsigned char file_181[] = {
#embed "words/base.en.json" suffix(,)
  0};
static const unsigned char file_182[] = {
#embed "words/base.zh-CN.json" suffix(,)
  0};
static const unsigned char file_183[] = {
#embed "words/calendars.en.json" suffix(,)
  0};
static const unsigned char file_184[] = {
#embed "words/calendars.zh-CN.json" suffix(,)
  0};
static const unsigned char file_185[] = {
#embed "words/case.en.json" suffix(,)
  0};
static const unsigned char file_186[] = {
#embed "words/case.zh-CN.json" suffix(,)
  0};
static const unsigned char file_187[] = {
#embed "words/cases.en.json" suffix(,)
  0};
static const unsigned char file_188[] = {
#embed "words/cases.zh-CN.json" suffix(,)
  0};
static const unsigned char file_189[] = {
#embed "words/composer.en.json" suffix(,)
  0};
static const unsigned char file_190[] = {
#embed "words/composer.zh-CN.json" suffix(,)
  0};
static const unsigned char file_191[] = {
#embed "words/connectors.en.json" suffix(,)
  0};
static const unsigned char file_192[] = {
#embed "words/connectors.zh-CN.json" suffix(,)
  0};
static const unsigned char file_193[] = {
#embed "words/figures.en.json" suffix(,)
  0};
static const unsigned char file_194[] = {
#embed "words/figures.zh-CN.json" suffix(,)
  0};
static const unsigned char file_195[] = {
#embed "words/incidents.en.json" suffix(,)
  0};
static const unsigned char file_196[] = {
#embed "words/incidents.zh-CN.json" suffix(,)
  0};
static const unsigned char file_197[] = {
#embed "words/party.en.json" suffix(,)
  0};
static const unsigned char file_198[] = {
#embed "words/party.zh-CN.json" suffix(,)
  0};
static const unsigned char file_199[] = {
#embed "words/password.en.json" suffix(,)
  0};
static const unsigned char file_200[] = {
#embed "words/password.zh-CN.json" suffix(,)
  0};
static const unsigned char file_201[] = {
#embed "words/playbooks.en.json" suffix(,)
  0};
static const unsigned char file_202[] = {
#embed "words/playbooks.zh-CN.json" suffix(,)
  0};
static const unsigned char file_203[] = {
#embed "words/privacy.en.json" suffix(,)
  0};
static const unsigned char file_204[] = {
#embed "words/privacy.zh-CN.json" suffix(,)
  0};
static const unsigned char file_205[] = {
#embed "words/proposals.en.json" suffix(,)
  0};
static const unsigned char file_206[] = {
#embed "words/proposals.zh-CN.json" suffix(,)
  0};
static const unsigned char file_207[] = {
#embed "words/studio.en.json" suffix(,)
  0};
static const unsigned char file_208[] = {
#embed "words/studio.zh-CN.json" suffix(,)
  0};
static const unsigned char file_209[] = {
#embed "words/teams.en.json" suffix(,)
  0};
static const unsigned char file_210[] = {
#embed "words/teams.zh-CN.json" suffix(,)
  0};
static const unsigned char file_211[] = {
#embed "words/timeline.en.json" suffix(,)
  0};
static const unsigned char file_212[] = {
#embed "words/timeline.zh-CN.json" suffix(,)
  0};
static const unsigned char file_213[] = {
#embed "words/tokens.en.json" suffix(,)
  0};
static const unsigned char file_214[] = {
#embed "words/tokens.zh-CN.json" suffix(,)
  0};
static const unsigned char file_215[] = {
#embed "words/wall.en.json" suffix(,)
  0};
static const unsigned char file_216[] = {
#embed "words/wall.zh-CN.json" suffix(,)
  0};
static const unsigned char file_217[] = {
#embed "words/webhooks.en.json" suffix(,)
  0};
static const unsigned char file_218[] = {
#embed "words/webhooks.zh-CN.json" suffix(,)
  0};
static const unsigned char file_219[] = {
#embed "words/work.en.json" suffix(,)
  0};
static const unsigned char file_220[] = {
#embed "words/work.zh-CN.json" suffix(,)
  0};
static const unsigned char file_221[] = {
#if __has_embed("fetched/echarts.js") == 1
#embed "fetched/echarts.js" suffix(,)
#endif
  0};
static const unsigned char file_222[] = {
#if __has_embed("fetched/htmx.js") == 1
#embed "fetched/htmx.js" suffix(,)
#endif
  0};

static const struct console_file files[] = {
  {"scripts/admin.js", file_0, sizeof file_0 - 1},
  {"scripts/api.js", file_1, sizeof file_1 - 1},
  {"scripts/calendars.js", file_2, sizeof file_2 - 1},
  {"scripts/case-composer.js", file_3, sizeof file_3 - 1},
  {"scripts/case-folds.js", file_4, sizeof file_4 - 1},
  {"scripts/case-hold.js", file_5, sizeof file_5 - 1},
  {"scripts/case.js", file_6, sizeof file_6 - 1},
  {"scripts/connectors.js", file_7, sizeof file_7 - 1},
  {"scripts/console.js", file_8, sizeof file_8 - 1},
  {"scripts/dialogs.js", file_9, sizeof file_9 - 1},
  {"scripts/figures.js", file_10, sizeof file_10 - 1},
  {"scripts/focus.js", file_11, sizeof file_11 - 1},
  {"scripts/forms.js", file_12, sizeof file_12 - 1},
  {"scripts/graph.js", file_13, sizeof file_13 - 1},
  {"scripts/keys.js", file_14, sizeof file_14 - 1},
  {"scripts/live.js", file_15, sizeof file_15 - 1},
  {"scripts/log-in.js", file_16, sizeof file_16 - 1},
  {"scripts/outbox.js", file_17, sizeof file_17 - 1},
  {"scripts/palette.js", file_18, sizeof file_18 - 1},
  {"scripts/party-link.js", file_19, sizeof file_19 - 1},
  {"scripts/party-register.js", file_20, sizeof file_20 - 1},
  {"scripts/party.js", file_21, sizeof file_21 - 1},
  {"scripts/password.js", file_22, sizeof file_22 - 1},
  {"scripts/proposals.js", file_23, sizeof file_23 - 1},
  {"scripts/registration.js", file_24, sizeof file_24 - 1},
  {"scripts/studio-charts.js", file_25, sizeof file_25 - 1},
  {"scripts/studio-check.js", file_26, sizeof file_26 - 1},
  {"scripts/studio-complete.js", file_27, sizeof file_27 - 1},
  {"scripts/studio-files.js", file_28, sizeof file_28 - 1},
  {"scripts/studio-keys.js", file_29, sizeof file_29 - 1},
  {"scripts/studio-messages.js", file_30, sizeof file_30 - 1},
  {"scripts/studio-play.js", file_31, sizeof file_31 - 1},
  {"scripts/studio-save.js", file_32, sizeof file_32 - 1},
  {"scripts/studio-sources.js", file_33, sizeof file_33 - 1},
  {"scripts/studio-text.js", file_34, sizeof file_34 - 1},
  {"scripts/studio-trials.js", file_35, sizeof file_35 - 1},
  {"scripts/studio.js", file_36, sizeof file_36 - 1},
  {"scripts/teams.js", file_37, sizeof file_37 - 1},
  {"scripts/times.js", file_38, sizeof file_38 - 1},
  {"scripts/told.js", file_39, sizeof file_39 - 1},
  {"scripts/wall.js", file_40, sizeof file_40 - 1},
  {"scripts/work.js", file_41, sizeof file_41 - 1},
  {"style/admin.css", file_42, sizeof file_42 - 1},
  {"style/aside.css", file_43, sizeof file_43 - 1},
  {"style/base.css", file_44, sizeof file_44 - 1},
  {"style/calendars.css", file_45, sizeof file_45 - 1},
  {"style/case.css", file_46, sizeof file_46 - 1},
  {"style/connectors.css", file_47, sizeof file_47 - 1},
  {"style/figures.css", file_48, sizeof file_48 - 1},
  {"style/gendan.svg", file_49, sizeof file_49 - 1},
  {"style/graph.css", file_50, sizeof file_50 - 1},
  {"style/party.css", file_51, sizeof file_51 - 1},
  {"style/playbooks.css", file_52, sizeof file_52 - 1},
  {"style/studio.css", file_53, sizeof file_53 - 1},
  {"style/timeline.css", file_54, sizeof file_54 - 1},
  {"style/wall.css", file_55, sizeof file_55 - 1},
  {"style/work.css", file_56, sizeof file_56 - 1},
  {"templates/about.mustache", file_57, sizeof file_57 - 1},
  {"templates/account.mustache", file_58, sizeof file_58 - 1},
  {"templates/accounts.mustache", file_59, sizeof file_59 - 1},
  {"templates/approvals.mustache", file_60, sizeof file_60 - 1},
  {"templates/audit.mustache", file_61, sizeof file_61 - 1},
  {"templates/calendar.mustache", file_62, sizeof file_62 - 1},
  {"templates/calendars.mustache", file_63, sizeof file_63 - 1},
  {"templates/case-new.mustache", file_64, sizeof file_64 - 1},
  {"templates/case.mustache", file_65, sizeof file_65 - 1},
  {"templates/cases.mustache", file_66, sizeof file_66 - 1},
  {"templates/connectors.mustache", file_67, sizeof file_67 - 1},
  {"templates/figures.mustache", file_68, sizeof file_68 - 1},
  {"templates/incidents.mustache", file_69, sizeof file_69 - 1},
  {"templates/layout.mustache", file_70, sizeof file_70 - 1},
  {"templates/log-in.mustache", file_71, sizeof file_71 - 1},
  {"templates/parents.mustache", file_72, sizeof file_72 - 1},
  {"templates/parts/approval-facts.mustache", file_73, sizeof file_73 - 1},
  {"templates/parts/approval-sheet.mustache", file_74, sizeof file_74 - 1},
  {"templates/parts/approval.mustache", file_75, sizeof file_75 - 1},
  {"templates/parts/approvals.mustache", file_76, sizeof file_76 - 1},
  {"templates/parts/aside-cases.mustache", file_77, sizeof file_77 - 1},
  {"templates/parts/aside-duties.mustache", file_78, sizeof file_78 - 1},
  {"templates/parts/aside-facts.mustache", file_79, sizeof file_79 - 1},
  {"templates/parts/aside-files.mustache", file_80, sizeof file_80 - 1},
  {"templates/parts/aside-money.mustache", file_81, sizeof file_81 - 1},
  {"templates/parts/audit-lines.mustache", file_82, sizeof file_82 - 1},
  {"templates/parts/case-aside-part.mustache", file_83, sizeof file_83 - 1},
  {"templates/parts/case-aside.mustache", file_84, sizeof file_84 - 1},
  {"templates/parts/case-composer.mustache", file_85, sizeof file_85 - 1},
  {"templates/parts/case-document-part.mustache", file_86, sizeof file_86 - 1},
  {"templates/parts/case-document.mustache", file_87, sizeof file_87 - 1},
  {"templates/parts/case-fact-field.mustache", file_88, sizeof file_88 - 1},
  {"templates/parts/case-head-part.mustache", file_89, sizeof file_89 - 1},
  {"templates/parts/case-head.mustache", file_90, sizeof file_90 - 1},
  {"templates/parts/case-sentence.mustache", file_91, sizeof file_91 - 1},
  {"templates/parts/case-standing.mustache", file_92, sizeof file_92 - 1},
  {"templates/parts/case-task.mustache", file_93, sizeof file_93 - 1},
  {"templates/parts/case-timeline-part.mustache", file_94, sizeof file_94 - 1},
  {"templates/parts/case-timeline.mustache", file_95, sizeof file_95 - 1},
  {"templates/parts/composer-files.mustache", file_96, sizeof file_96 - 1},
  {"templates/parts/connector-outcome.mustache", file_97, sizeof file_97 - 1},
  {"templates/parts/decision.mustache", file_98, sizeof file_98 - 1},
  {"templates/parts/deliveries.mustache", file_99, sizeof file_99 - 1},
  {"templates/parts/incident-repair.mustache", file_100, sizeof file_100 - 1},
  {"templates/parts/incidents.mustache", file_101, sizeof file_101 - 1},
  {"templates/parts/keys.mustache", file_102, sizeof file_102 - 1},
  {"templates/parts/marks.mustache", file_103, sizeof file_103 - 1},
  {"templates/parts/palette.mustache", file_104, sizeof file_104 - 1},
  {"templates/parts/parents.mustache", file_105, sizeof file_105 - 1},
  {"templates/parts/party-asks.mustache", file_106, sizeof file_106 - 1},
  {"templates/parts/party-link.mustache", file_107, sizeof file_107 - 1},
  {"templates/parts/party-status.mustache", file_108, sizeof file_108 - 1},
  {"templates/parts/party-talk.mustache", file_109, sizeof file_109 - 1},
  {"templates/parts/playbook-box.mustache", file_110, sizeof file_110 - 1},
  {"templates/parts/playbook-head.mustache", file_111, sizeof file_111 - 1},
  {"templates/parts/playbook-node.mustache", file_112, sizeof file_112 - 1},
  {"templates/parts/playbook-story.mustache", file_113, sizeof file_113 - 1},
  {"templates/parts/proposal-preview.mustache", file_114, sizeof file_114 - 1},
  {"templates/parts/proposal-stories.mustache", file_115, sizeof file_115 - 1},
  {"templates/parts/question-sheet.mustache", file_116, sizeof file_116 - 1},
  {"templates/parts/secret.mustache", file_117, sizeof file_117 - 1},
  {"templates/parts/studio-sources.mustache", file_118, sizeof file_118 - 1},
  {"templates/parts/team-form.mustache", file_119, sizeof file_119 - 1},
  {"templates/parts/time.mustache", file_120, sizeof file_120 - 1},
  {"templates/parts/timeline-line.mustache", file_121, sizeof file_121 - 1},
  {"templates/parts/wall-assign.mustache", file_122, sizeof file_122 - 1},
  {"templates/parts/wall-deadline.mustache", file_123, sizeof file_123 - 1},
  {"templates/parts/wall-deadlines.mustache", file_124, sizeof file_124 - 1},
  {"templates/parts/wall-figures.mustache", file_125, sizeof file_125 - 1},
  {"templates/parts/wall-now.mustache", file_126, sizeof file_126 - 1},
  {"templates/parts/wall-sheet.mustache", file_127, sizeof file_127 - 1},
  {"templates/parts/wall-work.mustache", file_128, sizeof file_128 - 1},
  {"templates/parts/webhook-form.mustache", file_129, sizeof file_129 - 1},
  {"templates/parts/work-cases.mustache", file_130, sizeof file_130 - 1},
  {"templates/parts/work-fact.mustache", file_131, sizeof file_131 - 1},
  {"templates/parts/work-form-field.mustache", file_132, sizeof file_132 - 1},
  {"templates/parts/work-list.mustache", file_133, sizeof file_133 - 1},
  {"templates/parts/work-me.mustache", file_134, sizeof file_134 - 1},
  {"templates/parts/work-side.mustache", file_135, sizeof file_135 - 1},
  {"templates/parts/work-views.mustache", file_136, sizeof file_136 - 1},
  {"templates/party-layout.mustache", file_137, sizeof file_137 - 1},
  {"templates/party-problem.mustache", file_138, sizeof file_138 - 1},
  {"templates/party-register.mustache", file_139, sizeof file_139 - 1},
  {"templates/party-replace.mustache", file_140, sizeof file_140 - 1},
  {"templates/party.mustache", file_141, sizeof file_141 - 1},
  {"templates/password.mustache", file_142, sizeof file_142 - 1},
  {"templates/playbook-diff.mustache", file_143, sizeof file_143 - 1},
  {"templates/playbook-graph.mustache", file_144, sizeof file_144 - 1},
  {"templates/playbook-heat.mustache", file_145, sizeof file_145 - 1},
  {"templates/playbook-messages.mustache", file_146, sizeof file_146 - 1},
  {"templates/playbook-rules.mustache", file_147, sizeof file_147 - 1},
  {"templates/playbook-stories.mustache", file_148, sizeof file_148 - 1},
  {"templates/playbook-versions.mustache", file_149, sizeof file_149 - 1},
  {"templates/playbook-vocabulary.mustache", file_150, sizeof file_150 - 1},
  {"templates/playbook.mustache", file_151, sizeof file_151 - 1},
  {"templates/playbooks.mustache", file_152, sizeof file_152 - 1},
  {"templates/privacy.mustache", file_153, sizeof file_153 - 1},
  {"templates/problem.mustache", file_154, sizeof file_154 - 1},
  {"templates/proposal.mustache", file_155, sizeof file_155 - 1},
  {"templates/proposals.mustache", file_156, sizeof file_156 - 1},
  {"templates/registration.mustache", file_157, sizeof file_157 - 1},
  {"templates/studio-editor.mustache", file_158, sizeof file_158 - 1},
  {"templates/studio-graph.mustache", file_159, sizeof file_159 - 1},
  {"templates/studio-play.mustache", file_160, sizeof file_160 - 1},
  {"templates/studio-trials.mustache", file_161, sizeof file_161 - 1},
  {"templates/studio.mustache", file_162, sizeof file_162 - 1},
  {"templates/team.mustache", file_163, sizeof file_163 - 1},
  {"templates/teams.mustache", file_164, sizeof file_164 - 1},
  {"templates/tokens.mustache", file_165, sizeof file_165 - 1},
  {"templates/wall-work.mustache", file_166, sizeof file_166 - 1},
  {"templates/wall.mustache", file_167, sizeof file_167 - 1},
  {"templates/webhook.mustache", file_168, sizeof file_168 - 1},
  {"templates/webhooks.mustache", file_169, sizeof file_169 - 1},
  {"templates/work.mustache", file_170, sizeof file_170 - 1},
  {"words/about.en.json", file_171, sizeof file_171 - 1},
  {"words/about.zh-CN.json", file_172, sizeof file_172 - 1},
  {"words/accounts.en.json", file_173, sizeof file_173 - 1},
  {"words/accounts.zh-CN.json", file_174, sizeof file_174 - 1},
  {"words/admin.en.json", file_175, sizeof file_175 - 1},
  {"words/admin.zh-CN.json", file_176, sizeof file_176 - 1},
  {"words/aside.en.json", file_177, sizeof file_177 - 1},
  {"words/aside.zh-CN.json", file_178, sizeof file_178 - 1},
  {"words/audit.en.json", file_179, sizeof file_179 - 1},
  {"words/audit.zh-CN.json", file_180, sizeof file_180 - 1},
  {"words/base.en.json", file_181, sizeof file_181 - 1},
  {"words/base.zh-CN.json", file_182, sizeof file_182 - 1},
  {"words/calendars.en.json", file_183, sizeof file_183 - 1},
  {"words/calendars.zh-CN.json", file_184, sizeof file_184 - 1},
  {"words/case.en.json", file_185, sizeof file_185 - 1},
  {"words/case.zh-CN.json", file_186, sizeof file_186 - 1},
  {"words/cases.en.json", file_187, sizeof file_187 - 1},
  {"words/cases.zh-CN.json", file_188, sizeof file_188 - 1},
  {"words/composer.en.json", file_189, sizeof file_189 - 1},
  {"words/composer.zh-CN.json", file_190, sizeof file_190 - 1},
  {"words/connectors.en.json", file_191, sizeof file_191 - 1},
  {"words/connectors.zh-CN.json", file_192, sizeof file_192 - 1},
  {"words/figures.en.json", file_193, sizeof file_193 - 1},
  {"words/figures.zh-CN.json", file_194, sizeof file_194 - 1},
  {"words/incidents.en.json", file_195, sizeof file_195 - 1},
  {"words/incidents.zh-CN.json", file_196, sizeof file_196 - 1},
  {"words/party.en.json", file_197, sizeof file_197 - 1},
  {"words/party.zh-CN.json", file_198, sizeof file_198 - 1},
  {"words/password.en.json", file_199, sizeof file_199 - 1},
  {"words/password.zh-CN.json", file_200, sizeof file_200 - 1},
  {"words/playbooks.en.json", file_201, sizeof file_201 - 1},
  {"words/playbooks.zh-CN.json", file_202, sizeof file_202 - 1},
  {"words/privacy.en.json", file_203, sizeof file_203 - 1},
  {"words/privacy.zh-CN.json", file_204, sizeof file_204 - 1},
  {"words/proposals.en.json", file_205, sizeof file_205 - 1},
  {"words/proposals.zh-CN.json", file_206, sizeof file_206 - 1},
  {"words/studio.en.json", file_207, sizeof file_207 - 1},
  {"words/studio.zh-CN.json", file_208, sizeof file_208 - 1},
  {"words/teams.en.json", file_209, sizeof file_209 - 1},
  {"words/teams.zh-CN.json", file_210, sizeof file_210 - 1},
  {"words/timeline.en.json", file_211, sizeof file_211 - 1},
  {"words/timeline.zh-CN.json", file_212, sizeof file_212 - 1},
  {"words/tokens.en.json", file_213, sizeof file_213 - 1},
  {"words/tokens.zh-CN.json", file_214, sizeof file_214 - 1},
  {"words/wall.en.json", file_215, sizeof file_215 - 1},
  {"words/wall.zh-CN.json", file_216, sizeof file_216 - 1},
  {"words/webhooks.en.json", file_217, sizeof file_217 - 1},
  {"words/webhooks.zh-CN.json", file_218, sizeof file_218 - 1},
  {"words/work.en.json", file_219, sizeof file_219 - 1},
  {"words/work.zh-CN.json", file_220, sizeof file_220 - 1},
  {"fetched/echarts.js", file_221, sizeof file_221 - 1},
  {"fetched/htmx.js", file_222, sizeof file_222 - 1},
};

const struct console_file *console_files(void) { return files; }
size_t console_file_count(void) { return sizeof files / sizeof files[0]; }
