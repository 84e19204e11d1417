import ArgumentParser
import Playbook

struct CoverageCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "coverage", abstract: say("看流程有多少自动办、多少人工办、多少没有读。", "How much of a procedure runs by itself, is done by people, or is left out."),
      discussion: say(
        """
        例：gendan coverage sop.md
        人工办的句子逐条列出，并说明怎样写就能自动办。退出码：0 看完了；2 文件读不了。
        """,
        """
        Example: gendan coverage sop.md
        Sentences done by people are listed with what would let them run by themselves. Exit codes: 0 shown; 2 a file can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("流程文档（Markdown）。", "Playbooks (Markdown).")))
  var files: [String]

  @OptionGroup var answer: AnswerOptions

  private struct Line: Encodable {
    let line: Int
    let text: String
    let reading: String?
  }

  private struct Row: Encodable {
    let file: String
    let automated: Int
    let manual: [Line]
    let shown: Int
    let ignored: [Line]
  }

  func run() async throws {
    try await reporting {
      let coverages = try files.flatMap { try ReadPlaybook($0).compilation.coverage }
      if answer.format == .json { return try Terminal.writeJSON(coverages.map(row)) }
      for coverage in coverages {
        Terminal.write(coverage.line)
        for (sentence, reading) in coverage.manual {
          Terminal.write("  \(sentence.file):\(sentence.place.line) \(sentence.text)\n" + Terminal.dim("    \(advice(reading))"))
        }
        for sentence in coverage.ignored {
          Terminal.write(Terminal.dim(say("  没有读：", "  left out: ") + "\(sentence.file):\(sentence.place.line) \(sentence.text)"))
        }
      }
    }
  }

  private func row(_ coverage: Coverage) -> Row {
    Row(
      file: coverage.file, automated: coverage.automated.count,
      manual: coverage.manual.map { Line(line: $0.sentence.place.line, text: $0.sentence.text, reading: $0.reading.rawValue) }, shown: coverage.shown.count,
      ignored: coverage.ignored.map { Line(line: $0.place.line, text: $0.text, reading: nil) })
  }

  /// What would let a sentence run by itself.
  private func advice(_ reading: Reading) -> String {
    switch reading {
    case .decision: say("像判断：在词汇里声明这个事实，写成“判断 `事实`”。", "Looks like a decision: declare the fact and write “Decide `fact`”.")
    case .contact:
      say("像联系：声明角色，写成“联系 角色（电话；2 次，间隔 3 分钟）”。", "Looks like a contact: declare the party and write “Contact PARTY (phone; 2 attempts, 3 min apart)”.")
    case .action: say("像动作：声明动作，写成“【动作】”。", "Looks like an action: declare it and write “【action】”.")
    case .wait: say("像等待：写成“等待 30 分钟（自 时间 起）”。", "Looks like a wait: write “Wait 30 min from TIME”.")
    case .followUp: say("像跟单：在跟单表里声明，写成“跟单【名称】”。", "Looks like a follow-up: declare it and write “Follow up【name】”.")
    case .plain: say("要自动办，写成“【动作】”“话术：…”或“承诺：…”；只是提醒就写“注：…”。", "To let it run, write “【action】”, “Say: …” or “Promise: …”; for a reminder write “Note: …”.")
    }
  }
}

extension Coverage {
  /// One line: automated, manual, shown, ignored.
  var line: String {
    say(
      "\(file)：\(sentences) 步，自动 \(automated.count)，人工 \(manual.count)；说明 \(shown.count)，没有读 \(ignored.count)。",
      "\(file): \(counted(sentences, "step")), \(automated.count) automated, \(manual.count) manual; \(counted(shown.count, "note")), \(ignored.count) ignored."
    )
  }
}
