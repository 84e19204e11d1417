import ArgumentParser
import Playbook

struct DiffCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "diff", abstract: say("比较两版流程：哪些步骤没变、移动、改写、去掉、新增。", "Compare two versions: steps kept, moved, changed, gone, new."),
      discussion: say(
        """
        例：gendan diff old.md new.md
        行首：（空）没变，→ 移动，~ 改写，- 去掉，+ 新增。退出码：0 比完了；2 文件读不了。
        """,
        """
        Example: gendan diff old.md new.md
        Marks: (none) kept, → moved, ~ changed, - gone, + new. Exit codes: 0 compared; 2 a file can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("旧版。", "The old version.")))
  var old: String

  @Argument(help: ArgumentHelp(say("新版。", "The new version.")))
  var new: String

  @Flag(help: ArgumentHelp(say("没变的句子也列出。", "List what is kept, too.")))
  var all = false

  @OptionGroup var answer: AnswerOptions

  private struct Row: Encodable {
    let fate: String
    let old: String?
    let oldPlace: String?
    let new: String?
    let newPlace: String?
  }

  private struct Report: Encodable {
    let counts: [String: Int]
    let sentences: [Row]
  }

  func run() async throws {
    try await reporting {
      let diff = PlanDiff(from: try ReadPlaybook(old).plan, to: try ReadPlaybook(new).plan)
      if answer.format == .json {
        let counts = Dictionary(uniqueKeysWithValues: PlanDiff.Fate.allCases.map { ($0.rawValue, diff.count($0)) })
        let rows = diff.entries.map {
          Row(fate: $0.fate.rawValue, old: $0.old?.text, oldPlace: $0.old.map(place), new: $0.new?.text, newPlace: $0.new.map(place))
        }
        return try Terminal.writeJSON(Report(counts: counts, sentences: rows))
      }
      for entry in diff.entries where all || entry.fate != .kept { Terminal.write(line(entry)) }
      let (kept, moved, changed, gone, added) = (diff.count(.kept), diff.count(.moved), diff.count(.changed), diff.count(.gone), diff.count(.new))
      Terminal.write(
        say(
          "没变 \(kept)，移动 \(moved)，改写 \(changed)，去掉 \(gone)，新增 \(added)。", "\(kept) kept, \(moved) moved, \(changed) changed, \(gone) gone, \(added) new."))
    }
  }

  private func place(_ sentence: Sentence) -> String { "\(sentence.file):\(sentence.place.line)" }

  private func line(_ entry: PlanDiff.Entry) -> String {
    let (old, new) = (entry.old?.text ?? "", entry.new?.text ?? "")
    let at = Terminal.dim((entry.new ?? entry.old).map(place) ?? "")
    switch entry.fate {
    case .kept: return "  \(at) \(new)"
    case .moved:
      return Terminal.cyan("→ ") + "\(at) \(new)" + Terminal.dim(say("（原在第 \(entry.old?.place.line ?? 0) 行）", " (was on line \(entry.old?.place.line ?? 0))"))
    case .changed: return Terminal.cyan("~ ") + "\(at) \(new)\n" + Terminal.dim(say("    原文：", "    was: ") + old)
    case .gone: return Terminal.red("- ") + "\(at) \(old)"
    case .new: return Terminal.green("+ ") + "\(at) \(new)"
    }
  }
}
